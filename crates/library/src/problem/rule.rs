//! Sentences about rules that a routine breaks.

use thiserror::Error;

use crate::words::bare;

/// A rule that a routine breaks, whether it comes from a file, the builder or a preset.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum BrokenRule {
    /// A free routine has no steps.
    #[error("a free routine has no steps; take them out, or take out free = true")]
    FreeWithSteps,
    /// A routine that is not free has steps.
    #[error("the routine has no steps; add [[step]], or write free = true")]
    NoSteps,
    /// A routine has a bounded number of check-ins, breaths and repetitions.
    #[error(
        "the routine has {0} check-ins, breaths and repetitions, and 100,000 are the most; ask less often, or take steps out"
    )]
    TooMuch(u64),
    /// A home routine is not free.
    #[error("a home routine cannot be free, nobody is there to press a key; list its steps")]
    FreeAtHome,
    /// Each group has an id of its own.
    #[error("id {} stands twice; give each group its own", bare(.0))]
    SameGroup(String),
    /// A home routine has no scan.
    #[error("a scan waits for scores, and a home routine waits nowhere; take scan out")]
    ScanAtHome,
    /// A step names a group of its routine.
    #[error("there is no group {}; {}", bare(.id), instead(.nearest.as_deref(), "add [[group]] with this id"))]
    UnknownGroup {
        /// The id that the step names.
        id: String,
        /// The known id that is most like it.
        nearest: Option<String>,
    },
    /// The steps of a group stand together.
    #[error("the steps of a group stand together; move this one up behind step {after}")]
    GroupApart {
        /// The number of the step of the group before this one, from 1.
        after: usize,
    },
    /// A step has contacts.
    #[error("contacts is empty; write contacts = [{{ position = \"psoas\" }}]")]
    NoContacts,
    /// A position without sides has no side named.
    #[error("{} has no sides; take side out", bare(.0))]
    NoSides(String),
    /// Contacts of which none has sides have no side named.
    #[error("none of these contacts has sides; take side out")]
    NoSidedContact,
    /// A step names positions of the library.
    #[error("{} is not in the library; {}", bare(.id), instead(.nearest.as_deref(), "look it up in the library, or write name = \"…\""))]
    UnknownPosition {
        /// The id that the step names.
        id: String,
        /// The known id that is most like it.
        nearest: Option<String>,
    },
    /// A home routine has only positions for home.
    #[error("{} is not for home; choose a position with home = true", bare(.0))]
    NotForHome(String),
    /// No phase of a home routine waits; the key names the phase.
    #[error("{0} waits, and a home routine waits nowhere; write a duration or \"off\"")]
    WaitAtHome(&'static str),
    /// A home routine counts repetitions itself.
    #[error("repetitions by hand wait, and a home routine waits nowhere; write work = \"4s\"")]
    ByHandAtHome,
}

fn instead(nearest: Option<&str>, otherwise: &str) -> String {
    nearest.map_or_else(|| otherwise.to_owned(), |right| format!("did you mean {right}?"))
}
