//! Rules that a routine breaks.

/// A rule that a routine breaks, whether it comes from a file, the builder or a preset.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BrokenRule {
    /// A free routine has no steps.
    FreeWithSteps,
    /// A routine that is not free has steps.
    NoSteps,
    /// A routine has a bounded number of check-ins, breaths and repetitions.
    TooMuch(u64),
    /// A home routine is not free.
    FreeAtHome,
    /// Each group has an id of its own.
    SameGroup(String),
    /// A home routine has no scan.
    ScanAtHome,
    /// A step names a group of its routine.
    UnknownGroup {
        /// The id that the step names.
        id: String,
        /// The known id that is most like it.
        nearest: Option<String>,
    },
    /// The steps of a group stand together.
    GroupApart {
        /// The number of the step of the group before this one, from 1.
        after: usize,
    },
    /// A step has contacts.
    NoContacts,
    /// A position without sides has no side named.
    NoSides(String),
    /// Contacts of which none has sides have no side named.
    NoSidedContact,
    /// A step names positions of the library.
    UnknownPosition {
        /// The id that the step names.
        id: String,
        /// The known id that is most like it.
        nearest: Option<String>,
    },
    /// A home routine has only positions for home.
    NotForHome(String),
    /// No phase of a home routine waits; the key names the phase.
    WaitAtHome(&'static str),
    /// A home routine counts repetitions itself.
    ByHandAtHome,
}
