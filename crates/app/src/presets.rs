//! Presets made ready to run.

use super::runnable::RunnablePlan;
use holdwell_library::Library;
use holdwell_library::Preset;
use holdwell_model::{Arc, Plan};
use holdwell_store::SessionPage;

/// What can be begun of presets: worked out once for each version.
#[derive(Debug, Default)]
pub struct Presets {
    library: Arc<Library>,
    known: Vec<(Arc<Preset>, Result<RunnablePlan, String>)>,
}

impl Presets {
    /// The library is read: everything is worked out from it.
    pub fn set_library(&mut self, library: Arc<Library>) {
        *self = Self { library, known: Vec::new() };
    }

    /// The library.
    pub const fn library(&self) -> &Arc<Library> {
        &self.library
    }

    /// Makes those ready that are on the screen, and forgets the others.
    pub fn mind<'a>(&mut self, presets: impl Iterator<Item = &'a Arc<Preset>>) {
        let mut wanted: Vec<&Arc<Preset>> = presets.collect();
        self.known.retain(|(known, _)| wanted.iter().any(|preset| same(known, preset)));
        wanted.retain(|preset| self.get(preset).is_none());
        for preset in wanted {
            let made = self.make(preset);
            self.known.push((Arc::clone(preset), made));
        }
    }

    /// A preset that was made ready; `None` before that.
    pub fn get(&self, preset: &Preset) -> Option<&Result<RunnablePlan, String>> {
        self.known.iter().find(|(known, _)| same(known, preset)).map(|(_, made)| made)
    }

    /// What a preset runs.
    ///
    /// # Errors
    /// Why it cannot be run, in words.
    pub fn make(&self, preset: &Preset) -> Result<RunnablePlan, String> {
        RunnablePlan::of_preset(preset, &self.library).map_err(|problems| problems.join("; "))
    }

    /// What was run last time, with what was added and dropped then; and whether that is still this preset.
    pub fn again(&self, last: &SessionPage, preset: Option<&Arc<Preset>>) -> (Arc<Plan>, Option<Arc<Preset>>) {
        let of_preset = preset.and_then(|preset| {
            let offer = RunnablePlan::same_as_last_time(preset, last, &self.library).ok()?;
            Some((offer.plan, Some(Arc::clone(preset))))
        });
        of_preset.unwrap_or_else(|| {
            let of_routine = RunnablePlan::routine_as_last_time(last, &self.library);
            (of_routine.map_or_else(|_| Arc::clone(&last.plan), |offer| offer.plan), None)
        })
    }

    /// Whatever is known of clients is dropped.
    pub fn forget(&mut self) {
        self.known.clear();
    }
}

fn same(one: &Preset, other: &Preset) -> bool {
    (one.id, one.version) == (other.id, other.version)
}
