//! The changelog of the library: which figure or movement was changed, when, and for which reason.

use strum::{IntoStaticStr, VariantArray};

use super::Library;
use super::defaults::positions;
use holdwell_model::{Position, Routine, Step, Technique, Usual};
use jiff::civil::Date;

/// One thing that was changed in the library, with its reason.
#[derive(Debug, Clone, PartialEq)]
pub struct LibraryChange {
    /// The day.
    pub date: Date,
    /// The ids of the positions or routines; none where it concerns all of a technique.
    pub entries: Vec<String>,
    /// The technique, where it concerns one of several.
    pub technique: Option<Technique>,
    /// The kind of thing that was changed.
    pub what: Changed,
    /// The value before, in words; `None` for a new one.
    pub from: Option<String>,
    /// The usual time before, where a usual time was changed.
    pub was: Option<Usual>,
    /// The value since, in words; `None` where it was taken out.
    pub to: Option<String>,
    /// The reason, as a sentence.
    pub why: String,
    /// Keys of the library's list of sources.
    pub sources: Vec<String>,
}

/// The kinds of things that a change of the library is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, VariantArray, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Changed {
    /// The usual time of a position, or how it is left.
    Time,
    /// Movements of the hands.
    Movement,
    /// How that is said; nothing else is done.
    Wording,
    /// How the client lies.
    Posture,
    /// Whether there is a left and a right.
    Sides,
    /// Whether a lay person may do it alone.
    Home,
    /// The techniques that use it.
    Techniques,
    /// How well it is supported.
    Confidence,
    /// The steps of a routine, or their figures.
    Steps,
    /// The entry is new.
    Added,
    /// Cautions; the entry names no positions.
    Caution,
}

impl Changed {
    /// Returns the word that files write.
    pub fn key(self) -> &'static str {
        self.into()
    }
}

/// Returns a usual time with its return, in the words of the changelog.
pub fn usual_words(usual: &Usual) -> String {
    let return_ = usual.return_.map(|setting| format!(", return {}", setting.words()));
    usual.timing.details() + &return_.unwrap_or_default()
}

/// Returns the last change of the library that a step knows nothing of: the step has the time that the library had before
/// it as its own, and that of the library is another.
pub fn changed_here<'a>(step: &Step, routine: &Routine, library: &'a Library) -> Option<&'a LibraryChange> {
    let own = step.timing?;
    let wanted = step.technique.unwrap_or(routine.technique);
    let concerns = |change: &LibraryChange, position: &Position| {
        let usual = position.usual_in(wanted);
        let is_of = |changed| changed == wanted || usual.is_some_and(|usual| usual.technique == changed);
        let is_other = usual.is_none_or(|usual| usual.timing != own);
        is_other && change.technique.is_none_or(is_of) && change.entries.contains(&position.id)
    };
    let is_it = |change: &&LibraryChange| {
        let was = change.was.as_ref().is_some_and(|was| was.timing == own);
        was && positions(step, library).any(|position| concerns(change, position))
    };
    library.changes().iter().filter(is_it).max_by_key(|change| change.date)
}
