//! A prompt, and what has to be known beside a plan to compose it.

use holdwell_model::{Millis, Posture, SessionTime, Side};

/// Words to be said, with their place in the session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prompt {
    /// Occasion.
    pub moment: Moment,
    /// Begin of the phase in which it is said, or the end of the session: with the moment it tells one prompt from
    /// another, however the rest of the session is changed.
    pub since: SessionTime,
    /// Number of the step, from 1; `None` at the end.
    pub step: Option<u32>,
    /// Side being worked.
    pub side: Option<Side>,
    /// Text, as sentences.
    pub text: String,
    /// Shorter forms, for where the time that is left is short.
    pub shorter: Vec<String>,
    /// Instant at which it begins.
    pub due: SessionTime,
    /// Instant by which it has ended: a cue comes, or the silence that it may not break. A voice that needs longer stays
    /// silent.
    pub until: SessionTime,
}

impl Prompt {
    /// Returns the time that there is for it.
    pub const fn room(&self) -> Millis {
        self.until.since(self.due)
    }
}

/// Occasions for a prompt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Moment {
    /// Before the first step: what to have ready, and when to stop.
    Before,
    /// A position is found.
    Settle,
    /// Half of a long hold is over.
    HalfWay,
    /// A hold has ended.
    LetGo,
    /// The way back.
    Return,
    /// A pause before the next step.
    Rest,
    /// The session is over.
    End,
}

/// People to whom it is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Listener {
    /// A client alone at home, in the room: everything.
    #[default]
    Client,
    /// A therapist, on her own channel: what comes next, in a word.
    Therapist,
}

/// Facts that a plan does not hold and a client has to hear; they come from the library.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Scene {
    /// Things to have ready.
    pub needs: Vec<String>,
    /// Posture in which the session ends; unknown counts as lying.
    pub ends_in: Option<Posture>,
}
