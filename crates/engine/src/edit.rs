//! Changes to the live plan: repeat, jump, insert, move, drop. The routine stays as it was.

use super::emitter::Emitter;
use super::input::Refusal;
use super::record::Record;
use super::schedule::{MOST_BOUTS, Rates, WorkItem};
use super::state::{Choice, Stage, State};
use holdwell_model::{
    Arc, Audience, HoldName, Millis, Phase, Phases, PlanStep, SessionTime, Setting, Side, Technique, Timing,
};

impl State {
    pub(super) fn no_room(&self) -> Option<Refusal> {
        (self.schedule.items.len() >= MOST_BOUTS).then_some(Refusal::NoMoreRoom)
    }

    /// Returns the index at which the remaining work begins: before the start that is everything.
    fn ahead_from(&self) -> usize {
        if self.stage == Stage::Ready || self.scan.is_some() { self.schedule.at } else { self.schedule.at + 1 }
    }

    /// Returns the index for work that comes next: not between two sides that are still being rated.
    fn place_next(&self) -> usize {
        let rates_both = self.phase() == Some(Phase::Rate)
            && self.schedule.current().is_some_and(|item| item.rates == Rates::BothSides);
        if rates_both { self.schedule.at + self.schedule.length_of_visit(self.schedule.at) } else { self.ahead_from() }
    }

    /// Returns the index after the running step, with both its sides: what was not planned never parts them.
    fn place_after_pair(&self) -> usize {
        let next = self.place_next();
        let end = self.schedule.running_end().filter(|_| next > self.schedule.at);
        end.map_or(next, |last| next.max(last + 1))
    }

    pub(super) fn cannot_reach(&self, number: u32) -> Option<Refusal> {
        let is_rated = self.scan.is_some() && self.focus_step().is_some_and(|step| step.number == number);
        match self.schedule.remaining(number, self.ahead_from()).filter(|_| !is_rated) {
            Some(_) => None,
            None if self.schedule.step_numbered(number).is_some() => Some(Refusal::NotRemaining),
            None => Some(Refusal::NoSuchStep),
        }
    }

    /// Returns the index of a step's first side that is not done yet, else of its first.
    pub(super) fn place_to_jump(&self, number: u32) -> Option<usize> {
        let is = |item: &WorkItem| number > 0 && self.schedule.step(*item).is_some_and(|step| step.number == number);
        let sides = self.schedule.items.iter().enumerate().filter(|(_, item)| is(item));
        let first = sides.clone().find(|(_, item)| !self.is_done(**item)).or_else(|| sides.clone().next());
        first.map(|(place, _)| place)
    }

    fn is_done(&self, item: WorkItem) -> bool {
        self.record_of(item).is_some_and(Record::is_finished)
    }

    /// Returns true for what was added and is done: after a jump back only what was planned is done once more.
    pub(super) fn is_done_with(&self, item: WorkItem) -> bool {
        self.schedule.is_added(item) && self.is_done(item)
    }

    /// Adds the last finished contact and side once more, after the current one.
    pub(super) fn repeat(&mut self) {
        if let Some(item) = self.finished {
            let place = self.place_next();
            self.schedule.put(place, item.step, item.side);
            if place > self.schedule.at {
                self.schedule.hand_on_rest(place);
            }
        }
    }

    pub(super) fn jump(&mut self, number: u32, at: SessionTime, out: &mut Emitter) {
        let Some(place) = self.place_to_jump(number) else { return };
        self.leave_now(at, out);
        // Inside a rating only the rating moves: every contact of the group is still treated.
        let target = self.schedule.items.get(place).map(|item| item.id);
        if self.scan.as_mut().zip(target).is_some_and(|(scan, target)| scan.go_to(target)) {
            return self.enter(Phase::Rate, at, out);
        }
        (self.scan, self.worked) = (None, false);
        self.schedule.at = place;
        self.begin_bout(at, out);
    }

    pub(super) fn insert(&mut self, hold: &HoldName, length: Option<Millis>, next: bool) {
        let plan = &self.schedule.plan;
        let timing = length.map_or(plan.technique.usual(), |hold| Timing::Fixed { hold });
        let technique = plan.technique.of_step(timing.kind());
        let step = added(hold, timing, technique, plan.audience);
        let step = self.schedule.add_step(PlanStep { number: self.schedule.next_number(), ..step });
        let place = if next { self.place_next() } else { self.place_after_pair() };
        self.schedule.put(place, step, hold.side);
    }

    /// Returns this index, or the one after the running step where that has more to come behind it.
    fn after_running(&self, place: usize) -> usize {
        self.schedule.running_end().map_or(place, |last| place.max(last + 1))
    }

    /// Moves a remaining step to the place of another: before it when coming from behind, after it when from before.
    pub(super) fn move_step(&mut self, number: u32, to: u32) {
        let from = self.ahead_from();
        let places = (self.schedule.remaining(number, from), self.schedule.remaining(to, from));
        let (Some(source), Some(target)) = places else { return };
        let visit_at = |place: usize| self.schedule.items.get(place).map(|item| item.visit);
        let (Some(visit), Some(to)) = (visit_at(source), visit_at(target)) else { return };
        let moved = self.schedule.take_visit(visit);
        let items = &self.schedule.items;
        let is_target = |item: &WorkItem| item.visit == to;
        let place = if source < target {
            items.iter().rposition(is_target).map(|last| last + 1)
        } else {
            items.iter().position(is_target)
        };
        let place = place.unwrap_or(source);
        let place = if self.phase().is_some() && self.scan.is_none() { self.after_running(place) } else { place };
        let items = Arc::make_mut(&mut self.schedule.items);
        drop(items.splice(place..place, moved));
    }

    pub(super) fn drop_step(&mut self, number: u32) {
        if let Some(first) = self.schedule.remaining(number, self.ahead_from()) {
            let visit = self.schedule.items.get(first).map(|item| item.visit);
            let gone = visit.map(|visit| self.schedule.take_visit(visit)).unwrap_or_default();
            if let Some(scan) = &mut self.scan {
                scan.forget(&gone);
            }
        }
    }

    /// Adds the next hold of a free session.
    pub(super) fn add_free_hold(&mut self) {
        let step = self.unnamed_step();
        let end = self.schedule.items.len();
        if self.no_room().is_none() {
            self.schedule.put(end, step, Side::Midline);
        }
    }

    /// Returns the index of the step that all unnamed holds share, adding it where there is none.
    pub(super) fn unnamed_step(&mut self) -> u32 {
        if let Some(known) = self.schedule.unnamed {
            return known;
        }
        let plan = &self.schedule.plan;
        let mut step = added(&HoldName::default(), plan.technique.usual(), plan.technique, plan.audience);
        if plan.free {
            // Each press begins a hold or ends one; a return would make one press do neither.
            step.phases.return_ = Setting::Off;
            step.phases.recheck = Setting::Off;
        }
        let index = self.schedule.add_step(step);
        self.schedule.unnamed = Some(index);
        index
    }

    /// Returns the next work item: the current one while settling or scanning leads to it, else the one after.
    pub(super) fn next_up(&self) -> Option<WorkItem> {
        if self.stage == Stage::Ready || self.scan.is_some() {
            return self.schedule.current();
        }
        if self.choice != Choice::Planned && self.active.phase == Phase::Settle {
            return self.schedule.current();
        }
        self.schedule.ahead().first().copied()
    }
}

fn added(name: &HoldName, timing: Timing, technique: Technique, audience: Audience) -> PlanStep {
    PlanStep::added(name, timing, technique, Phases::usual(technique, &timing, audience, usize::MAX))
}
