//! Problems of a home plan or a diary, with their places.

use holdwell_library::Place;
use holdwell_model::TimingViolation;

/// One problem of one file.
#[derive(Debug, Clone, PartialEq)]
pub struct Problem {
    /// The place in the file.
    pub place: Place,
    /// The way to the value by keys and numbers from 0, as `items[2].timing.hold_ms`; empty for the file as a whole.
    pub path: String,
    /// The fault.
    pub fault: Fault,
}

/// The fault of a value, or of the file.
#[derive(Debug, Clone, PartialEq)]
pub enum Fault {
    /// The file has more bytes than this.
    TooLarge(usize),
    /// The bytes are not UTF-8.
    NotUtf8,
    /// The text is not JSON; the words are the parser's.
    Syntax(String),
    /// The file says that it is of another format than this one.
    OtherFormat {
        /// The format that was looked for.
        wanted: &'static str,
        /// The format that the file names.
        found: String,
    },
    /// The file was written for a version that is not known yet.
    NewerVersion,
    /// There never was such a version.
    NoSuchVersion,
    /// A key that must be there is not.
    Missing(&'static str),
    /// A key has no business here.
    UnknownKey(String),
    /// A key stands twice.
    Twice(String),
    /// Another kind of value is needed.
    NotA(Kind),
    /// The text is empty.
    Empty,
    /// The text has more characters than this.
    TooLong(usize),
    /// The text holds a character that cannot be seen, or that hides another.
    Unseen(char),
    /// The number is none of these.
    OutOfRange(u64, u64),
    /// The list has more entries than this.
    TooMany(usize),
    /// The list is empty.
    NothingThere,
    /// The word is none of those that are known.
    UnknownWord {
        /// The word as it is written.
        word: String,
        /// The words that are known.
        known: Vec<&'static str>,
    },
    /// The last day comes before the first.
    DaysReversed,
    /// A timing breaks a limit.
    Timing(TimingViolation),
    /// All of it together takes longer than two days.
    LongerThanTwoDays,
    /// There are more check-ins, breaths and repetitions than anybody could hear.
    TooMuch(u64),
    /// Something stands for the same day and the same time of the day twice.
    SameTime,
}

/// A kind of value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Keys with values.
    Object,
    /// A list.
    List,
    /// Text.
    Text,
    /// A whole number.
    Number,
    /// True or false.
    Flag,
    /// A day, as text.
    Day,
    /// An id, as text.
    Id,
    /// Sound, as text in base64.
    Sound,
}
