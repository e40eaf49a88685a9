//! Changes that could not be kept, so that the vault is not locked over them without a word.

use std::collections::BTreeSet;

use holdwell_model::Id;

/// Changes that were given to the vault and are not in it.
#[derive(Debug, Default)]
pub(super) struct UnsavedChanges {
    what: BTreeSet<What>,
    /// A lock was refused because of it: the next one gives it up, or a full disk would keep everybody's records open.
    warned: bool,
}

/// Content that only the window has until it is kept.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum What {
    Client(Id),
    Remarks(Id),
    Note(Id),
    CarePlan(Id),
    Draft(String),
}

impl UnsavedChanges {
    /// Notes whether something was kept.
    pub(super) fn update(&mut self, what: What, is_kept: bool) {
        if is_kept {
            self.what.remove(&what);
        } else {
            self.what.insert(what);
        }
    }

    /// Forgets a change that is of no more use.
    pub(super) fn forget(&mut self, what: &What) {
        self.what.remove(what);
    }

    /// Says if the vault may be locked now. Where it may not, the next time it may.
    pub(super) fn may_lock(&mut self) -> bool {
        let may = self.what.is_empty() || self.warned;
        *self = if may { Self::default() } else { Self { warned: true, what: std::mem::take(&mut self.what) } };
        may
    }
}
