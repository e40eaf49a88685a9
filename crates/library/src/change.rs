//! The changelog of the library: which figure or movement was changed, when, and for which reason.

use strum::{IntoStaticStr, VariantArray};

use super::defaults::positions;
use super::{Library, Origin};
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
    /// Wording alone; nothing else is done.
    Wording,
    /// Posture of the client.
    Posture,
    /// Left and right, or neither.
    Sides,
    /// Permission for a lay person to do it alone.
    Home,
    /// The techniques that use it.
    Techniques,
    /// Support by sources.
    Confidence,
    /// The steps of a routine, or their figures.
    Steps,
    /// The entry is new.
    Added,
    /// Cautions, of the entries that are named or of all.
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

/// A change of the library that concerns a step, and what it does there.
#[derive(Debug, Clone, PartialEq)]
pub struct ChangedHere {
    /// The change.
    pub change: LibraryChange,
    /// The effect on the step.
    pub effect: Effect,
}

/// The effects of a change of the library on a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// The step keeps its own time, which is the one that the library had before.
    OwnTime,
    /// The step goes on with the time that the library had when the routine was saved.
    AsSaved,
    /// The step is done as the library has it now.
    Followed,
}

/// Returns the last change of the library that whoever made a step may not know of: of its time, or, where the routine
/// was saved before, of how it is done.
pub fn changed_here(step: &Step, routine: &Routine, library: &Library) -> Option<ChangedHere> {
    let told = library.changes().iter().filter_map(|change| Some((change, effect(change, step, routine, library)?)));
    // A time that is another than the library's says more than a word that has changed.
    let (change, effect) = told.max_by_key(|(change, effect)| (*effect != Effect::Followed, change.date))?;
    Some(ChangedHere { change: change.clone(), effect })
}

fn effect(change: &LibraryChange, step: &Step, routine: &Routine, library: &Library) -> Option<Effect> {
    let is_later = routine.library.is_some_and(|saved_with| change.date > saved_with);
    let concerns =
        |position: &Position| library.origin(&position.id) == Origin::BuiltIn && change.entries.contains(&position.id);
    match change.what {
        Changed::Time => {
            let wanted = step.technique.unwrap_or(routine.technique);
            // The first position that has a time gives it.
            let position = positions(step, library).find(|position| !position.usual.is_empty())?;
            let (was, usual) = (change.was.as_ref().filter(|_| concerns(position))?, position.usual_in(wanted));
            let is_of = was.technique == wanted || usual.is_some_and(|usual| usual.technique == was.technique);
            let is_other = usual.is_none_or(|usual| (usual.timing, usual.return_) != (was.timing, was.return_));
            let effect = match step.timing {
                Some(own) => (own == was.timing).then_some(Effect::OwnTime),
                None => is_later.then_some(Effect::AsSaved),
            };
            effect.filter(|_| is_of && is_other)
        }
        Changed::Movement | Changed::Posture | Changed::Sides => {
            (is_later && positions(step, library).any(concerns)).then_some(Effect::Followed)
        }
        _ => None,
    }
}

impl Library {
    /// Returns the usual time of a position in a technique, or failing that in any, as the library had it on a day;
    /// `None` is today. An entry that is the clinic's own has no other time than its own.
    pub(crate) fn usual_on<'a>(
        &'a self,
        day: Option<Date>,
        position: &'a Position,
        wanted: Technique,
    ) -> Option<&'a Usual> {
        let usual = position.usual_in(wanted);
        let day = day.filter(|day| self.last_change().is_some_and(|last| *day < last));
        let Some(day) = day.filter(|_| self.origin(&position.id) == Origin::BuiltIn) else { return usual };
        let later =
            || self.changes().iter().filter(move |change| change.date > day && change.entries.contains(&position.id));
        let was = |technique| {
            let was = later().filter_map(|change| Some((change.date, change.was.as_ref()?)));
            was.filter(|(_, was)| was.technique == technique).min_by_key(|(date, _)| *date).map(|(_, was)| was)
        };
        was(wanted).or_else(|| was(usual?.technique)).or(usual)
    }
}
