//! One routine that is being built: the document, what is chosen in it, and what was worked out of it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use super::preset::OpenPreset;
use super::saving::Saving;
use super::view::{Basis, RoutineView};
use holdwell_library::edit::{Document, Draft, Key};
use holdwell_library::{FIRST_DAY, Library, Preset};
use holdwell_model::{Arc, Routine};
use holdwell_store::{Request, Ticket, UserContent};
use jiff::civil::Date;
use serde::Deserialize as _;

/// The pause after the last edit before a draft is kept, in seconds.
const KEEP_AFTER: f64 = 1.0;
/// The keys of a preset's draft.
const DOCUMENT: &str = "document";
const PRESET: &str = "preset";

/// A routine that is open.
#[derive(Debug)]
pub struct OpenRoutine {
    /// The routine, with everything that can be undone.
    pub document: Document,
    /// The steps that commands apply to.
    pub chosen: BTreeSet<Key>,
    /// The step from which a choice of several, or the arrow keys, go on.
    pub anchor: Option<Key>,
    /// The step that comes into sight at the next frame, and whether it takes the keyboard.
    pub goes_to: Option<(Key, Focus)>,
    /// The step that was just opened: its first field takes the keyboard.
    pub writes: Option<Key>,
    /// The file that it was read from.
    pub file: Option<PathBuf>,
    /// The steps in whose fields something stands that cannot be read, with the reason.
    pub unread: BTreeMap<Key, String>,
    /// The reason why something cannot be read in the fields of several steps, while these are shown.
    pub unread_together: Option<String>,
    /// The preset that it is built as; `None` for a routine that anyone can use.
    pub preset: Option<OpenPreset>,
    shown: Option<Arc<RoutineView>>,
    /// The revision, while it is kept as a draft.
    saving: Saving<u64>,
    /// Since when there is a revision that is not kept, in seconds.
    changed: Option<f64>,
    /// The vault has a draft of the routine.
    stored: bool,
}

/// The keyboard's part in bringing a step into sight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Focus {
    /// The step takes the keyboard.
    Takes,
    /// The keyboard stays where it is.
    Leaves,
}

impl OpenRoutine {
    /// Opens a document.
    pub fn new(document: Document) -> Self {
        Self {
            saving: Saving::new(document.revision()),
            document,
            chosen: BTreeSet::new(),
            anchor: None,
            goes_to: None,
            writes: None,
            file: None,
            unread: BTreeMap::new(),
            unread_together: None,
            preset: None,
            shown: None,
            changed: None,
            stored: false,
        }
    }

    /// Reads a draft of the vault; returns `None` where it cannot be read.
    pub fn kept(draft: &holdwell_store::Draft) -> Option<Self> {
        let preset = draft.whole.get(PRESET).map(OpenPreset::deserialize).transpose().ok()?;
        let document = if preset.is_some() { draft.whole.get(DOCUMENT)? } else { &draft.whole };
        Document::read(document).map(|document| Self { stored: true, preset, ..Self::new(document) })
    }

    /// Opens a preset as it is; one whose routine is gone is opened with what it has of its own. `None` where the library
    /// has not even the free session.
    pub fn of_preset(preset: OpenPreset, library: &Library) -> Option<Self> {
        let preset = preset.founded(library);
        let document = preset.document(library)?;
        Some(Self { preset: Some(preset), ..Self::new(document) })
    }

    /// Returns it as it can be built where the routine of its preset is gone.
    #[must_use]
    pub fn founded(self, library: &Library) -> Self {
        let preset = self.preset.map(|preset| preset.founded(library));
        let day = preset.as_ref().and_then(|preset| library.base_of(&preset.preset)?.library);
        Self { preset, document: self.document.on_day(day), ..self }
    }

    /// Returns a draft of one's own routine with the day of its library, where it was kept without.
    #[must_use]
    pub fn on_day(self, day: Option<Date>) -> Self {
        Self { document: self.document.on_day(day), ..self }
    }

    /// Returns what a draft of it holds.
    fn written(&self) -> serde_json::Value {
        let document = self.document.written();
        match &self.preset {
            Some(preset) => serde_json::json!({ DOCUMENT: document, PRESET: preset }),
            None => document,
        }
    }

    /// Opens a draft that is not kept yet, such as a copy of another routine.
    pub fn fresh(draft: Draft) -> Self {
        Self::new(Document::new(draft))
    }

    /// Returns the id of the routine.
    pub fn id(&self) -> &str {
        self.document.draft().id()
    }

    /// Returns what the screen shows of the routine, worked out anew only after a change.
    pub fn shown(&mut self, basis: &Basis<'_>) -> Arc<RoutineView> {
        match &self.shown {
            Some(shown) if shown.is_of(&self.document, basis) => Arc::clone(shown),
            _ => {
                let shown = Arc::new(RoutineView::new(&self.document, self.preset.as_ref(), basis));
                self.shown = Some(Arc::clone(&shown));
                shown
            }
        }
    }

    /// Returns true if the vault has a routine of this id.
    pub fn was_saved(&self, own: &UserContent) -> bool {
        own.routines.iter().any(|routine| routine.id == self.id())
    }

    /// Returns true if the vault has the routine exactly as it stands.
    pub fn is_saved(&self, own: &UserContent) -> bool {
        self.was_saved(own) && own.routines.iter().any(|routine| is_alike(routine, &self.document.routine()))
    }

    /// Returns the preset as it is built, to be saved; `stored` is what the vault has of it. `None` where it is no preset.
    pub fn built_preset(&self, view: &RoutineView, stored: Option<&Preset>) -> Option<Preset> {
        let preset = &self.preset.as_ref()?.preset;
        let before = stored.map_or_else(|| preset.clone(), Preset::next);
        let (name, routine) = (self.document.draft().name(), preset.routine.clone());
        Some(Preset {
            name,
            routine,
            changes: view.changes.clone(),
            library: self.document.draft().head().library,
            ..before
        })
    }

    /// Sends the draft if it is changed and has been idle for a second; `None` skips the delay. Returns false where
    /// it could not be taken in.
    pub fn save(&mut self, now: Option<f64>, send: &mut dyn FnMut(Request) -> Result<Ticket, Box<Request>>) -> bool {
        let revision = self.document.revision();
        self.saving.edit(|edited| *edited = revision);
        if !self.saving.needs_sending() || !(self.document.is_touched() || self.stored) {
            self.changed = None;
            return true;
        }
        if let Some(now) = now {
            if self.saving.is_refused() {
                return true;
            }
            let since = *self.changed.get_or_insert(now);
            if now - since < KEEP_AFTER || !self.saving.is_due() {
                return true;
            }
        }
        self.changed = None;
        self.stored = true;
        let draft = holdwell_store::Draft { routine: self.id().to_owned(), whole: self.written() };
        self.saving.send(|_| send(Request::KeepDraft(Box::new(draft)))).is_ok()
    }

    /// Takes the reply to a save; that to anything else changes nothing.
    pub fn replied(&mut self, ticket: Ticket, is_saved: bool) {
        self.saving.reply(ticket, is_saved);
    }

    /// Marks the routine as not kept, so that it is sent again.
    pub fn forget_kept(&mut self) {
        self.saving.forget_stored(u64::MAX);
    }

    /// Returns true while an edit waits to be kept.
    pub const fn waits(&self) -> bool {
        self.changed.is_some()
    }

    /// Returns the first step in whose fields something cannot be read, by its place from 1, and the reason. What stands
    /// there is not in the routine, which is not to be saved as if it were.
    pub fn unread(&self) -> Option<(usize, &str)> {
        let entries = self.document.draft().entries().iter().enumerate();
        entries.map(|(place, entry)| Some((place + 1, self.unread.get(&entry.key)?.as_str()))).find_map(|unread| unread)
    }

    /// Says if something stands in a field that cannot be read.
    pub fn is_unread(&self) -> bool {
        self.unread_together.is_some() || self.unread().is_some()
    }

    /// Returns the chosen steps that still exist.
    pub fn chosen_now(&self) -> BTreeSet<Key> {
        let there = self.document.draft().entries().iter().map(|entry| entry.key);
        there.filter(|key| self.chosen.contains(key)).collect()
    }

    /// Chooses this step alone.
    pub fn choose(&mut self, key: Key) {
        self.document.rest();
        self.chosen = BTreeSet::from([key]);
        self.anchor = Some(key);
    }

    /// Chooses these steps and brings the first into sight.
    pub fn choose_all(&mut self, keys: &[Key], focus: Focus) {
        if let (Some(first), Some(last)) = (keys.first(), keys.last()) {
            self.chosen = keys.iter().copied().collect();
            self.anchor = Some(*last);
            self.goes_to = Some((*first, focus));
        }
    }

    /// Adds the step to the choice, or takes it out.
    pub fn toggle(&mut self, key: Key) {
        self.document.rest();
        if !self.chosen.remove(&key) {
            self.chosen.insert(key);
        }
        self.anchor = Some(key);
    }

    /// Chooses every step from the anchor to this one.
    pub fn choose_to(&mut self, key: Key) {
        self.document.rest();
        let draft = self.document.draft();
        let Some(to) = draft.place(key) else { return };
        let from = self.anchor.and_then(|anchor| draft.place(anchor)).unwrap_or(to);
        let run = draft.entries().get(from.min(to)..=from.max(to)).unwrap_or_default();
        self.chosen = run.iter().map(|entry| entry.key).collect();
        self.anchor = self.anchor.or(Some(key));
    }

    /// Returns the place for a new step: behind the last chosen one, else at the end.
    pub fn end_of_choice(&self) -> usize {
        let entries = self.document.draft().entries();
        entries.iter().rposition(|entry| self.chosen.contains(&entry.key)).map_or(entries.len(), |last| last + 1)
    }
}

/// Says if a saved routine is as it is built. One that was never saved follows the library, and is saved with its day.
fn is_alike(saved: &Routine, built: &Routine) -> bool {
    let day = saved.library.or(Some(FIRST_DAY)).filter(|_| built.library.is_some());
    built.id == saved.id && *built == Routine { library: day, ..saved.clone() }
}
