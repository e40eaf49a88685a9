//! Presets made ready to run.

use holdwell_library::runnable::{PresetProblem, RunnablePlan};
use holdwell_library::{Library, Preset};
use holdwell_model::{Arc, Plan};
use holdwell_store::SessionPage;

/// A preset ready to run, or the reasons why it cannot be.
pub type Compiled = Result<RunnablePlan, Vec<PresetProblem>>;

/// Presets ready to run: each is compiled once for each version.
#[derive(Debug, Default)]
pub struct Presets {
    library: Arc<Library>,
    known: Vec<(Arc<Preset>, Compiled)>,
}

impl Presets {
    /// Replaces the library, and forgets all that was made of the one before.
    pub fn set_library(&mut self, library: Arc<Library>) {
        *self = Self { library, known: Vec::new() };
    }

    /// Returns the library.
    pub const fn library(&self) -> &Arc<Library> {
        &self.library
    }

    /// Makes those ready that are on the screen, and forgets the others.
    pub fn sync<'a>(&mut self, presets: impl Iterator<Item = &'a Arc<Preset>>) {
        let mut wanted: Vec<&Arc<Preset>> = presets.collect();
        self.known.retain(|(known, _)| wanted.iter().any(|preset| same(known, preset)));
        wanted.retain(|preset| self.get(preset).is_none());
        for preset in wanted {
            let made = self.make(preset);
            self.known.push((Arc::clone(preset), made));
        }
    }

    /// Returns a preset that was made ready; `None` before that.
    pub fn get(&self, preset: &Preset) -> Option<&Compiled> {
        self.known.iter().find(|(known, _)| same(known, preset)).map(|(_, made)| made)
    }

    /// Makes a preset ready to run.
    ///
    /// # Errors
    /// The routine is gone, or does not fit the changes any more.
    pub fn make(&self, preset: &Preset) -> Compiled {
        RunnablePlan::of_preset(preset, &self.library)
    }

    /// Returns the plan of the last session, with the holds that were added and dropped then, and the preset where the
    /// plan is still the preset's.
    pub fn again(&self, last: &SessionPage, preset: Option<&Arc<Preset>>) -> (Arc<Plan>, Option<Arc<Preset>>) {
        let outcome = last.outcome();
        let of_preset = preset.and_then(|preset| {
            let offer = RunnablePlan::same_as_last_time(preset, &outcome, &self.library).ok()?;
            Some((offer.plan, Some(Arc::clone(preset))))
        });
        of_preset.unwrap_or_else(|| {
            let of_routine = RunnablePlan::routine_as_last_time(&outcome, &self.library);
            (of_routine.map_or_else(|_| Arc::clone(&last.plan), |offer| offer.plan), None)
        })
    }

    /// Drops all that is known of clients.
    pub fn forget(&mut self) {
        self.known.clear();
    }
}

fn same(one: &Preset, other: &Preset) -> bool {
    (one.id, one.version) == (other.id, other.version)
}
