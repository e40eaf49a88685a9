//! Sentences about lines of a script.

use thiserror::Error;

use crate::words::quoted;
use holdwell_model::DurationError;

/// The reason why a line of a script is no command.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ScriptError {
    /// The line does not begin with its instant.
    #[error("a line begins with when, as in `at 35s advance`")]
    NoAt,
    /// The instant is missing.
    #[error("a time is missing; write `at 35s advance`")]
    NoTime,
    /// The instant or a length cannot be read.
    #[error(transparent)]
    Duration(#[from] DurationError),
    /// The instant comes before that of the line above.
    #[error("this is earlier than the line before; write them in order")]
    Earlier,
    /// The command is missing.
    #[error("a command is missing; write `at 35s advance`")]
    NoCommand,
    /// The word is no command.
    #[error(
        "{} is not a command; there are advance undo back mark hush pause go-on restart extend shorten skip repeat \
         other-side choose jump insert move drop score note stop", quoted(.0)
    )]
    UnknownCommand(String),
    /// The command takes nothing behind it.
    #[error("{verb} stands alone; leave out {}", quoted(.rest))]
    StandsAlone {
        /// The command.
        verb: String,
        /// The words behind it.
        rest: String,
    },
    /// The command takes other words; the example shows them.
    #[error("write `{0}`")]
    Usage(String),
    /// The command takes the numbers of two steps.
    #[error("write `move 5 3`, with the numbers of two steps")]
    MoveUsage,
    /// The command takes the number of a step.
    #[error("write `{0} 3`, with the number of a step")]
    StepUsage(String),
    /// The word is no number of a step.
    #[error("{} is not the number of a step; steps count from 1", quoted(.0))]
    NotAStep(String),
    /// The word is no kind of score.
    #[error("a score is before, in-position or after")]
    UnknownScore,
    /// The score is no whole number from 0 to 10.
    #[error("a score is 0 to 10")]
    ScoreOutOfBounds,
    /// A name or a note has more characters than are taken.
    #[error("this text has {0} characters; 2,000 is the most, so shorten it")]
    TooLong(usize),
    /// A quoted text has no end.
    #[error("a quotation mark is missing at the end")]
    OpenQuote,
}
