//! A late entry that is being written: the vault keeps it as a draft until it is entered or given up, so that no lock and
//! no power cut takes it.

use holdwell_library::Library;
use holdwell_model::{Arc, Id};
use holdwell_store::{Draft, LateSession, Request, Ticket};
use jiff::Zoned;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{LateDraft, LateProblem};
use crate::Saving;

/// The pause after the last edit before it is kept, in seconds.
const KEEP_AFTER: f64 = 1.0;

/// A late entry that is open.
#[derive(Debug)]
pub struct OpenLate {
    of: Option<Id>,
    saving: Saving<LateDraft>,
    /// The entry as it was when it was last kept on time, and since when it is another, in seconds.
    changed: Option<(LateDraft, f64)>,
    /// The vault may have a draft of it.
    stored: bool,
    /// Day on which it was last written in.
    today: Date,
}

/// The entry as the vault keeps it. Both clients stand at the top, where an erasure looks for them.
#[derive(Debug, Serialize, Deserialize)]
struct Written {
    late: LateDraft,
    /// The client for whom it was begun.
    of: Option<Id>,
}

impl OpenLate {
    /// Opens what the vault has of the entry that was begun for this client, or for nobody; else an empty one.
    pub fn open(of: Option<Id>, drafts: &[Arc<Draft>], wall: &Zoned) -> Self {
        let kept = find(of, drafts).and_then(|draft| Written::deserialize(&draft.whole).ok());
        let stored = kept.is_some();
        let late = kept.map_or_else(|| LateDraft::new(of, wall), |kept| kept.late);
        Self { of, saving: Saving::new(late), changed: None, stored, today: wall.date() }
    }

    /// Returns the client for whom it was begun.
    pub const fn of(&self) -> Option<Id> {
        self.of
    }

    /// Returns the entry.
    pub const fn draft(&self) -> &LateDraft {
        self.saving.edited()
    }

    /// Returns the entry to be changed, on this day.
    pub const fn draft_mut(&mut self, today: Date) -> &mut LateDraft {
        self.today = today;
        self.saving.edited_mut()
    }

    /// Says if the vault may have a draft of it.
    pub const fn is_stored(&self) -> bool {
        self.stored
    }

    /// Returns the session under this id, with which the draft is dropped.
    ///
    /// # Errors
    /// The first field that cannot be read.
    pub fn session(&self, id: Id, wall: &Zoned, library: &Library) -> Result<LateSession, LateProblem> {
        let late = self.draft().session(id, wall, library)?;
        Ok(LateSession { draft: Some(draft_id(self.of)), ..late })
    }

    /// Says if something was written in it, or is kept of it.
    pub fn is_begun(&self) -> bool {
        self.stored || self.saving.needs_sending()
    }

    /// Says if the vault has a draft of the entry that was begun for this client, or for nobody.
    pub fn is_kept(of: Option<Id>, drafts: &[Arc<Draft>]) -> bool {
        find(of, drafts).is_some()
    }

    /// Says if nothing was written in it, while the vault turns out to have a draft of it.
    pub fn is_behind(&self, drafts: &[Arc<Draft>]) -> bool {
        !self.is_begun() && Self::is_kept(self.of, drafts)
    }

    /// Returns the request that drops the draft of the entry that was begun for this client, or for nobody.
    pub fn drop_draft(of: Option<Id>) -> Request {
        Request::DropDraft(draft_id(of))
    }

    /// Sends the draft if it is changed and nobody has written for a second; `None` skips the delay. Returns false where
    /// it could not be taken in.
    pub fn save(&mut self, now: Option<f64>, send: &mut dyn FnMut(Request) -> Result<Ticket, Box<Request>>) -> bool {
        if !self.saving.needs_sending() {
            self.changed = None;
            return true;
        }
        if let Some(now) = now {
            let changed = self.changed.take().filter(|(draft, _)| draft == self.saving.edited());
            let (_, since) = self.changed.insert(changed.unwrap_or_else(|| (self.saving.edited().clone(), now)));
            if now - *since < KEEP_AFTER || !self.saving.is_due() {
                return true;
            }
        }
        self.changed = None;
        self.stored = true;
        let (of, today) = (self.of, self.today);
        self.saving.send(|late| send(Request::KeepDraft(Box::new(written(late, of, today))))).is_ok()
    }

    /// Takes the reply to a save; that to anything else changes nothing.
    pub fn replied(&mut self, ticket: Ticket, is_saved: bool) {
        self.saving.reply(ticket, is_saved);
    }

    /// Returns true while an edit waits to be kept.
    pub fn waits(&self) -> bool {
        self.changed.is_some() && !self.saving.is_refused()
    }
}

fn written(late: &LateDraft, of: Option<Id>, today: Date) -> Draft {
    let mut late = late.clone();
    late.when.settle(today);
    // Nothing in it fails to be written; if it did, there would be an empty draft, which nobody can open.
    let whole = serde_json::to_value(Written { late, of }).unwrap_or_default();
    Draft { routine: draft_id(of), whole }
}

fn find(of: Option<Id>, drafts: &[Arc<Draft>]) -> Option<&Draft> {
    let id = draft_id(of);
    drafts.iter().find(|draft| draft.routine == id).map(AsRef::as_ref)
}

/// The id under which the draft stands among those of routines.
fn draft_id(of: Option<Id>) -> String {
    of.map_or_else(|| "late-entry".to_owned(), |client| format!("late-entry-{client}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wall() -> Zoned {
        "2026-03-02T15:00[Europe/London]".parse().unwrap()
    }

    /// Saves the entry at this time and returns the draft that is sent, where one is.
    fn sent(open: &mut OpenLate, now: Option<f64>) -> Option<Draft> {
        let mut sent = None;
        assert!(open.save(now, &mut |request| {
            let Request::KeepDraft(draft) = request else { panic!("{request:?}") };
            sent = Some(*draft);
            Ok(Ticket::default().next())
        }));
        sent
    }

    #[test]
    fn what_is_written_is_kept_after_a_moment_and_opened_again() {
        let client = "01938a4e-0000-7000-8000-000000000001".parse().ok();
        let mut open = OpenLate::open(client, &[], &wall());
        assert_eq!((sent(&mut open, None), open.is_stored()), (None, false), "nothing was written");
        "yesterday".clone_into(&mut open.draft_mut(wall().date()).when.day);
        assert!(sent(&mut open, Some(10.0)).is_none() && open.waits());
        open.draft_mut(wall().date()).remark.push_str("Power cut");
        assert!(sent(&mut open, Some(10.9)).is_none() && sent(&mut open, Some(11.5)).is_none(), "it was written on");
        let draft = sent(&mut open, Some(12.0)).expect("it is kept");
        assert!(!open.waits() && open.is_stored());
        let kept = [Arc::new(draft)];
        let tomorrow = wall().tomorrow().unwrap();
        let mut early = OpenLate::open(client, &[], &tomorrow);
        assert!(early.is_behind(&kept) && !open.is_behind(&kept));
        early.draft_mut(wall().date()).remark.push('P');
        assert!(!early.is_behind(&kept), "somebody writes in it");
        let again = OpenLate::open(client, &kept, &tomorrow);
        let late = again.session(client.unwrap(), &tomorrow, &Library::builtin()).unwrap();
        assert_eq!(late.draft.as_deref(), Some(&*kept[0].routine), "it goes with the session");
        assert_eq!((again.draft().remark.as_str(), again.draft().when.day.as_str()), ("Power cut", "2026-03-01"));
        assert_eq!(OpenLate::open(None, &kept, &tomorrow).draft().remark, "", "that is another's");
    }

    #[test]
    fn a_lock_does_not_wait_and_no_routine_is_made_of_it() {
        let mut open = OpenLate::open(None, &[], &wall());
        open.draft_mut(wall().date()).remark.push_str("Power cut");
        let draft = sent(&mut open, None).expect("at once");
        assert!(crate::OpenRoutine::kept(&draft).is_none());
    }
}
