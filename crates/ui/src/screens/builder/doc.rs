//! One routine that is being built: the document, what is chosen in it, and what was worked out of it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use super::shown::{Basis, Shown};
use holdwell_app::saving::Saving;
use holdwell_library::edit::{Document, Draft, Key};
use holdwell_model::Arc;
use holdwell_store::{Request, Ticket, UserContent};

/// How long nothing is done before a draft is kept, in seconds.
pub(super) const KEEP_AFTER: f64 = 1.0;

/// A routine that is open in the builder.
#[derive(Debug)]
pub(super) struct Doc {
    pub(super) document: Document,
    /// The steps that what is asked for is done to.
    pub(super) chosen: BTreeSet<Key>,
    /// From where a choice of several runs on, and the step that the arrows go on from.
    pub(super) anchor: Option<Key>,
    /// The step that comes into sight at the next frame, and whether it takes the keyboard.
    pub(super) goes_to: Option<(Key, Focus)>,
    /// The step that was just opened: its first field takes the keyboard.
    pub(super) writes: Option<Key>,
    /// How high each open step was last drawn.
    pub(super) heights: BTreeMap<Key, f32>,
    /// The file that it was read from.
    pub(super) file: Option<PathBuf>,
    shown: Option<Arc<Shown>>,
    /// The revision, while it is kept as a draft.
    saving: Saving<u64>,
    /// Since when there is a revision that is not kept, in seconds.
    changed: Option<f64>,
    /// Whether the vault has a draft of it.
    stored: bool,
}

/// Whether a step takes the keyboard as it comes into sight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Focus {
    Takes,
    Leaves,
}

impl Doc {
    pub(super) fn new(document: Document) -> Self {
        Self {
            saving: Saving::new(document.revision()),
            document,
            chosen: BTreeSet::new(),
            anchor: None,
            goes_to: None,
            writes: None,
            heights: BTreeMap::new(),
            file: None,
            shown: None,
            changed: None,
            stored: false,
        }
    }

    /// A draft as the vault has it; `None` where it cannot be read.
    pub(super) fn kept(draft: &holdwell_store::Draft) -> Option<Self> {
        Document::read(&draft.whole).map(|document| Self { stored: true, ..Self::new(document) })
    }

    /// Something that is not kept yet, such as a copy of another routine.
    pub(super) fn fresh(draft: Draft) -> Self {
        Self::new(Document::new(draft))
    }

    pub(super) fn id(&self) -> &str {
        self.document.draft().id()
    }

    /// What is worked out of it, anew only where something has changed.
    pub(super) fn shown(&mut self, basis: &Basis<'_>) -> Arc<Shown> {
        match &self.shown {
            Some(shown) if shown.is_of(&self.document, basis) => Arc::clone(shown),
            _ => {
                let shown = Arc::new(Shown::new(&self.document, basis));
                self.shown = Some(Arc::clone(&shown));
                shown
            }
        }
    }

    /// Whether the vault has a routine of this id.
    pub(super) fn was_saved(&self, own: &UserContent) -> bool {
        own.routines.iter().any(|routine| routine.id == self.id())
    }

    /// Whether what stands is what the vault has.
    pub(super) fn is_saved(&self, own: &UserContent) -> bool {
        self.was_saved(own) && own.routines.iter().any(|routine| **routine == self.document.routine())
    }

    /// Sends the draft if it is changed and has been idle for [`KEEP_AFTER`]; `None` skips the delay. Returns false where
    /// it could not be taken in.
    pub(super) fn save(
        &mut self,
        now: Option<f64>,
        send: &mut dyn FnMut(Request) -> Result<Ticket, Box<Request>>,
    ) -> bool {
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
        (self.changed, self.stored) = (None, true);
        let draft = holdwell_store::Draft { routine: self.id().to_owned(), whole: self.document.written() };
        self.saving.send(|_| send(Request::KeepDraft(Box::new(draft)))).is_ok()
    }

    /// Takes the reply to a save; that to anything else changes nothing.
    pub(super) fn replied(&mut self, ticket: Ticket, is_saved: bool) {
        self.saving.reply(ticket, is_saved);
    }

    /// Nothing of it is kept any more.
    pub(super) fn forget_kept(&mut self) {
        self.saving.forget_stored(u64::MAX);
    }

    /// Whether something is to be kept soon.
    pub(super) const fn waits(&self) -> bool {
        self.changed.is_some()
    }

    /// The chosen steps that are still there.
    pub(super) fn chosen_now(&self) -> BTreeSet<Key> {
        let there = self.document.draft().entries().iter().map(|entry| entry.key);
        there.filter(|key| self.chosen.contains(key)).collect()
    }

    /// Only this step is chosen.
    pub(super) fn choose(&mut self, key: Key) {
        self.document.rest();
        self.chosen = BTreeSet::from([key]);
        self.anchor = Some(key);
    }

    /// These steps are chosen, and the first comes into sight.
    pub(super) fn choose_all(&mut self, keys: &[Key], focus: Focus) {
        if let (Some(first), Some(last)) = (keys.first(), keys.last()) {
            self.chosen = keys.iter().copied().collect();
            self.anchor = Some(*last);
            self.goes_to = Some((*first, focus));
        }
    }

    /// The step is chosen beside the others, or no more.
    pub(super) fn toggle(&mut self, key: Key) {
        self.document.rest();
        if !self.chosen.remove(&key) {
            self.chosen.insert(key);
        }
        self.anchor = Some(key);
    }

    /// Everything from the anchor to this step is chosen.
    pub(super) fn choose_to(&mut self, key: Key) {
        self.document.rest();
        let draft = self.document.draft();
        let Some(to) = draft.place(key) else { return };
        let from = self.anchor.and_then(|anchor| draft.place(anchor)).unwrap_or(to);
        let run = draft.entries().get(from.min(to)..=from.max(to)).unwrap_or_default();
        self.chosen = run.iter().map(|entry| entry.key).collect();
        self.anchor = self.anchor.or(Some(key));
    }

    /// Where something new is put: behind the last chosen step, else at the end.
    pub(super) fn end_of_choice(&self) -> usize {
        let entries = self.document.draft().entries();
        entries.iter().rposition(|entry| self.chosen.contains(&entry.key)).map_or(entries.len(), |last| last + 1)
    }
}
