//! The routine that a preset follows, and the preset as it is to be read beside what has become of that routine.

use super::{Change, Preset, StepKey, apply, keys};
use crate::{Changed, Effect, FIRST_DAY, Library, changed_here};
use holdwell_model::{Routine, Side, SideOrder, Step};

impl Library {
    /// Returns the routine that a preset follows, with the day of the library whose times count for it; `None` where it is
    /// not here.
    pub fn base_of(&self, preset: &Preset) -> Option<Routine> {
        let routine = self.routine(&preset.routine)?;
        let own = Some(preset.library.unwrap_or(FIRST_DAY));
        Some(Routine { library: routine.library.max(own), ..routine.clone() })
    }

    /// Returns a preset so that its changes mean what they did. Where its routine does one side first since, a step of then
    /// is two now: what was changed of it is changed of both. Where no time of then counts it is one of today, so that what
    /// is changed of one half from now on is changed of that half.
    #[must_use]
    pub fn preset_now(&self, preset: &Preset) -> Preset {
        let saved_with = preset.library.unwrap_or(FIRST_DAY);
        let is_told = |what, date| what == Changed::Steps && date > saved_with;
        let mut told = self.changes().iter().filter(|change| is_told(change.what, change.date));
        let base = told.any(|change| change.entries.contains(&preset.routine)).then(|| self.base_of(preset)).flatten();
        let Some(base) = base else { return preset.clone() };
        let changes: Vec<Change> =
            preset.changes.iter().flat_map(|change| halves(change, &base, &preset.changes)).collect();
        let run = apply(&base, &changes).0;
        let goes_on = |step| changed_here(step, &run, self).is_some_and(|told| told.effect == Effect::AsSaved);
        let library = if run.steps.iter().any(goes_on) { preset.library } else { self.last_change() };
        Preset { changes, library, ..preset.clone() }
    }
}

/// Returns a change as it is made to each half of a step that was split; any other change as it is.
fn halves(change: &Change, base: &Routine, all: &[Change]) -> Vec<Change> {
    let as_it_is = || vec![change.clone()];
    let Some(key) = change.key().filter(|key| key.nth == 0) else { return as_it_is() };
    let halves: Vec<(StepKey, Side)> =
        keys(base).into_iter().zip(&base.steps).filter(|(one, _)| one.what == key.what).filter_map(one_side).collect();
    let is_named = |(half, _): &(StepKey, Side)| half != key && all.iter().any(|other| other.key() == Some(half));
    let sides = |wanted| halves.iter().filter(|(_, side)| *side == wanted).count();
    if halves.len() != 2 || sides(Side::Left) != 1 || sides(Side::Right) != 1 || halves.iter().any(is_named) {
        return as_it_is();
    }
    let made = |(half, side): (StepKey, Side)| match change {
        Change::Dropped(_) => Some(Change::Dropped(half)),
        Change::Timed(_, timing) => Some(Change::Timed(half, *timing)),
        Change::Phase(_, phase, setting) => Some(Change::Phase(half, *phase, *setting)),
        Change::Sides(_, SideOrder::Left) => (side == Side::Right).then_some(Change::Dropped(half)),
        Change::Sides(_, SideOrder::Right) => (side == Side::Left).then_some(Change::Dropped(half)),
        _ => None,
    };
    halves.into_iter().filter_map(made).collect()
}

/// Returns a step that is done on one side alone, with that side.
fn one_side((key, step): (StepKey, &Step)) -> Option<(StepKey, Side)> {
    match step.side? {
        SideOrder::Left => Some((key, Side::Left)),
        SideOrder::Right => Some((key, Side::Right)),
        _ => None,
    }
}
