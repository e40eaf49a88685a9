//! What could not be kept, so that the vault is not locked over it without a word.

use std::collections::BTreeSet;

use rusqlite::Result;

use super::task::{OfClients, OfHerOwn};
use holdwell_model::Id;

/// What was given to the vault and is not in it.
#[derive(Debug, Default)]
pub(super) struct UnsavedChanges {
    what: BTreeSet<What>,
    /// A lock was refused because of it: the next one gives it up, or a full disk would keep everybody's records open.
    warned: bool,
}

/// What somebody wrote that only the window has until it is kept.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum What {
    Client(Id),
    Remarks(Id),
    Draft(String),
}

impl What {
    pub(super) const fn of_clients(request: &OfClients) -> Option<Self> {
        match request {
            OfClients::Save(client) => Some(Self::Client(client.id)),
            OfClients::Annotate(session, ..) => Some(Self::Remarks(*session)),
            _ => None,
        }
    }

    pub(super) fn of_her_own(request: &OfHerOwn) -> Option<Self> {
        match request {
            OfHerOwn::KeepDraft(draft) => Some(Self::Draft(draft.routine.clone())),
            OfHerOwn::DropDraft(routine) => Some(Self::Draft(routine.clone())),
            _ => None,
        }
    }
}

impl UnsavedChanges {
    /// Something was kept, or was not.
    pub(super) fn mind<T>(&mut self, what: Option<What>, done: &Result<T>) {
        match (what, done) {
            (Some(what), Ok(_)) => self.forget(&what),
            (Some(what), Err(_)) => drop(self.what.insert(what)),
            (None, _) => {}
        }
    }

    /// It is of no more use.
    pub(super) fn forget(&mut self, what: &What) {
        self.what.remove(what);
    }

    /// Whether the vault may be locked now. Where it may not, the next time it may.
    pub(super) fn may_lock(&mut self) -> bool {
        let may = self.what.is_empty() || self.warned;
        *self = if may { Self::default() } else { Self { warned: true, what: std::mem::take(&mut self.what) } };
        may
    }
}
