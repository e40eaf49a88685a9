//! Questions that sessions left open.

use jiff::Timestamp;

use holdwell_engine::ScoreKind;
use holdwell_model::{Id, Millis, SessionTime};

/// Question that a session left open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// The session.
    pub session: Id,
    /// Name of the plan that was run.
    pub name: String,
    /// Client, as the running screen names them; empty for nobody.
    pub client: String,
    /// The instant on the wall that it is about.
    pub at: Timestamp,
    /// The work item of the schedule.
    pub item: u32,
    /// The hold as the screen says it: "Psoas major, right"; empty for an unnamed one.
    pub hold: String,
    /// Matter of the question.
    pub asks: QuestionKind,
}

/// Matter of a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum QuestionKind {
    /// The kind of a mark, so far into the session.
    Mark(SessionTime, Millis),
    /// The name of an unnamed hold.
    Name,
    /// A score that is missing: of which contact, and when in the course of the hold.
    Score(u8, ScoreKind),
}

/// The answer to a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum QuestionReply {
    /// Words: what the mark was, what the hold is called.
    Words(String),
    /// A score, 0–10.
    Score(u8),
    /// The question is not to be asked again.
    Nothing,
    /// The answer is taken back: the question is open again.
    TakenBack,
}
