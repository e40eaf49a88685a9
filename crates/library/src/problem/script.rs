//! Faults in lines of a script.

use holdwell_model::DurationError;

/// The reason why a line of a script is no command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ScriptError {
    /// The line does not begin with its instant.
    NoAt,
    /// The instant is missing.
    NoTime,
    /// The instant or a length cannot be read.
    Duration(DurationError),
    /// The instant comes before that of the line above.
    Earlier,
    /// The command is missing.
    NoCommand,
    /// The word is no command.
    UnknownCommand(String),
    /// The command takes nothing behind it.
    StandsAlone {
        /// The command.
        verb: String,
        /// The words behind it.
        rest: String,
    },
    /// The command takes other words; the example shows them.
    Usage(String),
    /// The command takes the numbers of two steps.
    MoveUsage,
    /// The command takes the number of a step.
    StepUsage(String),
    /// The word is no number of a step.
    NotAStep(String),
    /// The word is no kind of score.
    UnknownScore,
    /// The score is no whole number from 0 to 10.
    ScoreOutOfBounds,
    /// A name or a note has more characters than are taken.
    TooLong(usize),
    /// A quoted text has no end.
    OpenQuote,
}

impl From<DurationError> for ScriptError {
    fn from(error: DurationError) -> Self {
        Self::Duration(error)
    }
}
