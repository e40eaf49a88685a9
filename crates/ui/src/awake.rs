//! Keeps the machine and its screen awake while a session runs.

use std::any::Any;

/// What holds the machine awake until it is dropped.
pub type Held = Box<dyn Any>;

/// How the machine is asked to stay awake; tests ask another one.
pub type Keep = fn() -> Result<Held, String>;

/// Asks the system.
///
/// # Errors
/// Why it refuses.
pub fn keep_awake() -> Result<Held, String> {
    let mut builder = keepawake::Builder::default();
    let asked = builder.display(true).idle(true).reason("A session runs").app_name("Holdwell").create();
    asked.map(|held| Box::new(held) as Held).map_err(|why| why.to_string())
}

/// Whether the machine stays awake.
pub struct Awake {
    keep: Keep,
    held: Option<Held>,
    refused: bool,
}

impl Awake {
    /// Nothing is held awake yet.
    pub const fn new(keep: Keep) -> Self {
        Self { keep, held: None, refused: false }
    }

    /// Finds out beforehand whether the machine would stay awake.
    pub fn try_out(&mut self) {
        self.hold();
        self.held = None;
    }

    /// Keeps it awake from now on.
    pub fn hold(&mut self) {
        if self.held.is_some() {
            return;
        }
        match (self.keep)() {
            Ok(held) => (self.held, self.refused) = (Some(held), false),
            Err(why) => {
                tracing::warn!(why, "the machine may fall asleep");
                self.refused = true;
            }
        }
    }

    /// It may sleep again.
    pub fn let_go(&mut self) {
        self.held = None;
    }

    /// Whether the system has refused.
    pub const fn is_refused(&self) -> bool {
        self.refused
    }
}
