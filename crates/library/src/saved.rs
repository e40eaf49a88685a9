//! The times that the library had when something was saved: what was made before a change goes on as it was.
//!
//! A step that leaves its time to the library follows it. Where the library has changed since the routine or the preset
//! was saved, the time from then is written on the step, so that nobody holds for longer or shorter from one day to the
//! next; [`changed_here`](super::changed_here) says so, and one click lets the step follow again.

use super::change::{Changed, LibraryChange};
use super::defaults::{choose_timing, positions};
use super::preset::{self, Change, Preset};
use super::{Library, Origin};
use holdwell_model::{Phase, Phases, Position, Routine, Setting, Step, Timing};
use jiff::civil::Date;

impl Library {
    /// Returns the day of the last change; `None` where there was none.
    pub fn last_change(&self) -> Option<Date> {
        self.changes().iter().map(|change| change.date).max()
    }

    /// Returns a saved routine with the times that it had when it was saved.
    #[must_use]
    pub fn as_saved(&self, routine: &Routine) -> Routine {
        let mut saved = Routine { library: self.last_change(), ..routine.clone() };
        let Some(then) = Then::of(routine, routine.library, self) else { return saved };
        for (index, step) in saved.steps.iter_mut().enumerate() {
            let own = then.own(index, step, routine, self);
            step.timing = step.timing.or(own.timing);
            step.return_ = step.return_.or(own.return_);
            let technique = choose_timing(step, routine, self).technique;
            let was =
                choose_timing(&Step { timing: routine.steps[index].timing, ..step.clone() }, routine, &then.library);
            if technique != was.technique {
                step.technique = Some(was.technique);
            }
        }
        saved
    }

    /// Returns a saved preset with the times that it had when it was saved.
    #[must_use]
    pub fn preset_as_saved(&self, saved: &Preset) -> Preset {
        let Some(base) = self.routine(&saved.routine) else { return saved.clone() };
        let preset = Preset { library: self.last_change(), ..saved.clone() };
        let run = preset::apply(&preset::with_techniques(base, &saved.changes, self), &saved.changes).0;
        let Some(then) = Then::of(&run, saved.library, self) else { return preset };
        let (mut changes, keys) = preset::trace(base, &preset::apply(base, &saved.changes).0);
        changes.extend(preset::waiting(&saved.changes, base));
        for (index, (key, step)) in keys.into_iter().zip(&run.steps).enumerate() {
            let own = then.own(index, step, &run, self);
            changes.extend(own.timing.map(|timing| Change::Timed(key.clone(), timing)));
            changes.extend(own.return_.map(|setting| Change::Phase(key, Phase::Return, setting)));
        }
        Preset { changes, ..preset }
    }
}

/// The library as it was when something was saved.
struct Then {
    library: Library,
}

/// What a step gets of its own, to go on as it was.
#[derive(Default)]
struct Own {
    timing: Option<Timing>,
    return_: Option<Setting>,
}

impl Then {
    /// Returns the library of that time; `None` where nothing that the routine holds has changed since. What was saved
    /// without a day is older than the changelog.
    fn of(routine: &Routine, saved_with: Option<Date>, library: &Library) -> Option<Self> {
        let is_later = |change: &&LibraryChange| change.what == Changed::Time && Some(change.date) > saved_with;
        let mut later: Vec<&LibraryChange> = library.changes().iter().filter(is_later).collect();
        let held = || routine.steps.iter().flat_map(|step| positions(step, library));
        later.retain(|change| held().any(|position| change.entries.contains(&position.id)));
        // The earliest change is the last to be taken back.
        later.sort_by_key(|change| std::cmp::Reverse(change.date));
        let mut then = None;
        for change in later {
            for id in &change.entries {
                // An entry that the clinic has written anew has its own times.
                if let Some(position) = library.position(id).filter(|_| library.origin(id) == Origin::BuiltIn) {
                    let then = then.get_or_insert_with(|| library.clone());
                    let position = then.position(id).unwrap_or(position).clone();
                    then.put(before(position, change));
                }
            }
        }
        then.map(|library| Self { library })
    }

    /// Returns what a step is given, where what it leaves to the library was another.
    fn own(&self, index: usize, step: &Step, routine: &Routine, now: &Library) -> Own {
        let was = choose_timing(step, routine, &self.library);
        let is = choose_timing(step, routine, now);
        let timing = (step.timing.is_none() && was.timing != is.timing).then_some(was.timing);
        let returns = |choice: &super::defaults::Choice<'_>| {
            let usual = Phases::usual(choice.technique, &choice.timing, routine.audience, index);
            choice.usual.and_then(|usual| usual.return_).unwrap_or(usual.return_)
        };
        let kept = Step { timing: step.timing.or(timing), ..step.clone() };
        let (was, is) = (returns(&was), returns(&choose_timing(&kept, routine, now)));
        Own { timing, return_: (step.return_.is_none() && was != is).then_some(was) }
    }
}

/// Takes a change of a usual time back.
fn before(mut position: Position, change: &LibraryChange) -> Position {
    let is_it = |technique| change.technique.is_none_or(|changed| changed == technique);
    let place = position.usual.iter().position(|usual| is_it(usual.technique));
    match (&change.was, place.and_then(|place| position.usual.get_mut(place))) {
        (Some(was), Some(usual)) => *usual = was.clone(),
        (Some(was), None) => position.usual.push(was.clone()),
        (None, _) => position.usual.retain(|usual| !is_it(usual.technique)),
    }
    position
}
