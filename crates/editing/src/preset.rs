//! A client's preset while it is built: a routine with the changes of one client.

use serde::{Deserialize, Serialize};

use holdwell_library::edit::{Document, Draft};
use holdwell_library::preset::{apply, diff, keys, trace, waiting, with_techniques};
use holdwell_library::{Change, Library, Preset, StepKey, free_session};
use holdwell_model::{Client, Routine};

/// The preset that an open routine is built as.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OpenPreset {
    /// The preset as it was opened. Its name and its changes are those of the document.
    pub preset: Preset,
    /// The client's name, as it was then.
    pub whose: String,
}

impl OpenPreset {
    /// Opens a preset of this client.
    pub fn new(preset: Preset, client: &Client) -> Self {
        Self { preset, whose: client.name.clone() }
    }

    /// Returns the preset as it can be built. Where the library does not have its routine any more it stands for itself,
    /// with the steps that it has of its own.
    pub(super) fn founded(self, library: &Library) -> Self {
        if library.routine(&self.preset.routine).is_some() {
            return Self { preset: library.preset_now(&self.preset), ..self };
        }
        let free = free_session();
        let base = Routine { free: true, ..Routine::new(&free.id, &free.name, free.technique, free.audience) };
        let changes = diff(&base, &apply(&base, &self.preset.changes).0);
        Self { preset: Preset { routine: free.id, changes, ..self.preset }, ..self }
    }

    /// Returns the id under which the preset is built. No routine has it.
    pub fn draft_id(&self) -> String {
        format!("preset-{}", self.preset.id)
    }

    /// Returns the document of the preset; `None` where the library does not have its routine.
    pub(super) fn document(&self, library: &Library) -> Option<Document> {
        let base = library.base_of(&self.preset)?;
        let routine = Routine { name: self.preset.name.clone(), ..apply(&base, &self.preset.changes).0 };
        Some(Document::new(Draft::of(&routine, &self.draft_id())))
    }

    /// Compares the document with the routine that the preset follows; `None` where the library does not have it.
    pub(super) fn trace(&self, document: &Document, library: &Library) -> Option<Traced> {
        let base = library.routine(&self.preset.routine)?.clone();
        let base = Routine { library: document.draft().head().library, ..base };
        let (mut changes, steps) = trace(&base, &document.routine());
        changes.extend(waiting(&self.preset.changes, &base));
        let base = with_techniques(&base, &changes, library);
        Some(Traced { base, changes, steps })
    }
}

/// A document beside the routine that it follows.
#[derive(Debug)]
pub(super) struct Traced {
    /// The routine, with the techniques in which its steps stay.
    pub(super) base: Routine,
    /// Differences from the routine.
    pub(super) changes: Vec<Change>,
    /// The key of each step that is not switched off.
    steps: Vec<StepKey>,
}

impl Traced {
    /// Writes the techniques in which the steps stay on a document's routine. `is_on` says which of its steps are not
    /// switched off.
    pub(super) fn keep_techniques(&self, whole: &mut Routine, is_on: &[bool]) {
        let known = keys(&self.base);
        let steps = whole.steps.iter_mut().zip(is_on).filter(|(_, is_on)| **is_on).map(|(step, _)| step);
        for (step, key) in steps.zip(&self.steps) {
            let place = known.iter().position(|known| known == key);
            if let Some(base) = place.and_then(|place| self.base.steps.get(place)) {
                step.technique = base.technique;
            }
        }
    }

    /// Says in what a step differs, by its place among those that are not switched off.
    pub(super) fn difference(&self, place: usize) -> Option<Difference> {
        let key = self.steps.get(place)?;
        if key.is_added() {
            return Some(Difference::Added);
        }
        self.changes.iter().any(|change| change.key() == Some(key)).then_some(Difference::Changed)
    }
}

/// The way in which a step of a preset differs from its routine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Difference {
    /// The routine does not have the step.
    Added,
    /// The step is set otherwise.
    Changed,
}
