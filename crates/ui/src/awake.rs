//! Keeps the machine and its screen awake while a session runs.

use std::any::Any;

/// A guard that keeps the machine awake until it is dropped.
pub type Held = Box<dyn Any>;

/// A function that asks the machine to stay awake; tests pass their own.
pub type Keep = fn() -> Result<Held, keepawake::Error>;

/// Asks the system to stay awake.
///
/// # Errors
/// Returns the reason of a refusal.
pub fn keep_awake() -> Result<Held, keepawake::Error> {
    let mut builder = keepawake::Builder::default();
    let asked = builder.display(true).idle(true).reason("A session runs").app_name("Holdwell").create();
    asked.map(|held| Box::new(held) as Held)
}

/// The state of keeping the machine awake.
pub struct Awake {
    keep: Keep,
    held: Option<Held>,
    refused: bool,
}

impl Awake {
    /// Creates it with nothing held awake yet.
    pub const fn new(keep: Keep) -> Self {
        Self { keep, held: None, refused: false }
    }

    /// Tries out beforehand if the machine would stay awake.
    pub fn try_out(&mut self) {
        self.hold();
        self.held = None;
    }

    /// Keeps the machine awake from now on.
    pub fn hold(&mut self) {
        if self.held.is_some() {
            return;
        }
        match (self.keep)() {
            Ok(held) => (self.held, self.refused) = (Some(held), false),
            Err(why) => {
                tracing::warn!(%why, "the machine may fall asleep");
                self.refused = true;
            }
        }
    }

    /// Lets the machine sleep again.
    pub fn let_go(&mut self) {
        self.held = None;
    }

    /// Says if the system has refused.
    pub const fn is_refused(&self) -> bool {
        self.refused
    }
}
