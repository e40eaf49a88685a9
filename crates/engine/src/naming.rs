//! Names that hands give to holds that no routine planned, while nothing stops.
//!
//! A named hold gets a step of its own, with the timing and the phases of the one it had: cues and times stay as they
//! are, and whatever reads a record finds the name, the position and the cautions where those of any step stand.

use super::emitter::Emitter;
use super::event::EventKind;
use super::input::Refusal;
use super::record::Record;
use super::schedule::{MOST_BOUTS, WorkItem};
use super::state::State;
use super::view::View;
use holdwell_model::{Arc, HoldName, SessionTime};

impl State {
    /// Returns the record of the last hold that was begun and that no routine planned.
    fn last_unplanned(&self) -> Option<&Record> {
        let begun = |record: &&Arc<Record>| record.last().map(|attempt| attempt.began);
        let unplanned = self.records.iter().filter(|record| self.is_unplanned(record.step) && begun(record).is_some());
        unplanned.max_by_key(begun).map(AsRef::as_ref)
    }

    fn is_unplanned(&self, step: u32) -> bool {
        self.schedule.step_at(step).is_some_and(|step| !self.schedule.plan.has_planned(step))
    }

    /// Returns the work item that a name is for.
    fn item_to_name(&self, item: Option<u32>) -> Result<WorkItem, Refusal> {
        let nothing_held = self.records.iter().all(|record| record.tries.is_empty());
        let refusal = if nothing_held { Refusal::NothingHeldYet } else { Refusal::NamedByItsRoutine };
        let id = item.or_else(|| self.last_unplanned().map(|record| record.item)).ok_or(refusal)?;
        let is_known = self.records.iter().any(|record| record.item == id && self.is_unplanned(record.step));
        let named = self.schedule.items.iter().find(|item| item.id == id).filter(|_| is_known);
        named.copied().ok_or(refusal)
    }

    pub(super) fn cannot_name(&self, item: Option<u32>) -> Option<Refusal> {
        let is_full = self.schedule.added.len() >= MOST_BOUTS;
        self.item_to_name(item).err().or_else(|| is_full.then_some(Refusal::NoMoreRoom))
    }

    /// Gives a hold its name, which may be running, over, or begun anew since. The other side of the same work goes with
    /// it, done or to come.
    pub(super) fn name(&mut self, hold: &HoldName, item: Option<u32>, at: SessionTime, out: &mut Emitter) {
        let Ok(item) = self.item_to_name(item) else { return };
        let Some(step) = self.schedule.step(item).map(|step| step.renamed(hold)) else { return };
        let named = WorkItem { step: self.schedule.add_step(step), side: hold.side, ..item };
        let is_other = |other: &&WorkItem| (other.visit, other.step) == (item.visit, item.step) && other.id != item.id;
        let others: Vec<WorkItem> = self.schedule.items.iter().filter(is_other).copied().collect();
        self.rename(named);
        for other in others {
            let (side, visit) = match hold.side.mirror() {
                // What was on the side of this one goes with it, its opposite to the opposite.
                Some(opposite) => (if other.side == item.side { hold.side } else { opposite }, other.visit),
                // Without a side there is no other one: each is a hold of its own.
                None => (hold.side, WorkItem::own_visit(other.id)),
            };
            self.rename(WorkItem { step: named.step, side, visit, ..other });
        }
        self.event_of(Some(named), self.phase(), at, EventKind::Named(hold.title.clone()), out);
    }

    /// Puts a work item with its new step, side and visit wherever it is known.
    fn rename(&mut self, named: WorkItem) {
        let known = Arc::make_mut(&mut self.schedule.items).iter_mut();
        let others = self.finished.iter_mut().chain(self.change.iter_mut().map(|change| &mut change.item));
        for place in known.chain(others).filter(|place| place.id == named.id) {
            (place.step, place.side, place.visit) = (named.step, named.side, named.visit);
        }
        if let Some(record) = self.record_with_id(named.id) {
            (record.step, record.side) = (named.step, named.side);
        }
    }
}

impl View {
    /// Returns the record of the hold that a name is for now: the last one begun that no routine planned.
    pub fn hold_to_name(&self) -> Option<&Record> {
        self.state().last_unplanned()
    }

    /// Returns the number of a hold among those of the session, from 1, as its record is numbered afterwards.
    pub fn number_of(&self, item: u32) -> Option<usize> {
        let records = self.records();
        let is_known = records.iter().any(|record| record.item == item);
        is_known.then(|| records.iter().filter(|record| record.item <= item).count())
    }
}
