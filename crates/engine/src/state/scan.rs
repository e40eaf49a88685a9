//! Progress of the scan of a group.

use serde::{Deserialize, Serialize};

use crate::schedule::{Schedule, WorkItem};
use holdwell_model::Arc;

/// The contacts of a group, rated one after the other before the first is treated.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Scan {
    group: usize,
    targets: Arc<Vec<(u32, u8)>>,
    at: usize,
}

impl Scan {
    /// Begins with the first of these contacts, each given by the id of its work item and its index there.
    pub(crate) fn new(group: usize, targets: Vec<(u32, u8)>) -> Self {
        Self { group, targets: Arc::new(targets), at: 0 }
    }

    /// Goes on to the next contact.
    pub(crate) const fn advance(&mut self) {
        self.at += 1;
    }

    /// Goes to the first contact of an item; returns false where the item is not rated here.
    pub(crate) fn go_to(&mut self, item: u32) -> bool {
        let place = self.targets.iter().position(|(id, _)| *id == item);
        self.at = place.unwrap_or(self.at);
        place.is_some()
    }

    /// Returns the item with the contact being rated.
    pub(crate) fn item(&self, schedule: &Schedule) -> Option<WorkItem> {
        let (id, _) = self.targets.get(self.at)?;
        schedule.items.iter().skip(schedule.at).find(|item| item.id == *id).copied()
    }

    /// Returns the item that is rated after this contact; `None` for the last one.
    pub(crate) fn next_item(&self, schedule: &Schedule) -> Option<WorkItem> {
        let (id, _) = self.targets.get(self.at + 1)?;
        schedule.items.iter().skip(schedule.at).find(|item| item.id == *id).copied()
    }

    /// Forgets the contacts of dropped items; the one being rated is never among them.
    pub(crate) fn forget(&mut self, gone: &[WorkItem]) {
        let is_gone = |id: u32| gone.iter().any(|item| item.id == id);
        self.at -= self.targets.iter().take(self.at).filter(|(id, _)| is_gone(*id)).count();
        Arc::make_mut(&mut self.targets).retain(|(id, _)| !is_gone(*id));
    }

    pub(crate) fn contact(&self) -> u8 {
        self.targets.get(self.at).map_or(0, |(_, contact)| *contact)
    }

    pub(crate) const fn group(&self) -> usize {
        self.group
    }

    /// Returns the number of contacts rated so far, and of all.
    pub(crate) fn progress(&self) -> (usize, usize) {
        (self.at, self.targets.len())
    }
}
