//! Changes to the live plan: repeat, other side, choose, jump, insert, move, drop. The routine stays as it was.

use super::emitter::Emitter;
use super::input::Refusal;
use super::schedule::{MOST_BOUTS, Rates, Visit, WorkItem};
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
        let Some(visit) = self.schedule.current().map(|item| item.visit).filter(|_| next > self.schedule.at) else {
            return next;
        };
        let last = self.schedule.items.iter().rposition(|item| item.visit == visit);
        last.map_or(next, |last| next.max(last + 1))
    }

    pub(super) fn cannot_reach(&self, number: u32) -> Option<Refusal> {
        let is_rated = self.scan.is_some() && self.focus_step().is_some_and(|step| step.number == number);
        match self.schedule.remaining(number, self.ahead_from()).filter(|_| !is_rated) {
            Some(_) => None,
            None if self.schedule.knows(number) => Some(Refusal::NotRemaining),
            None => Some(Refusal::NoSuchStep),
        }
    }

    /// Returns the index at which a step begins: the next time it is ahead, else where it was.
    pub(super) fn place_to_jump(&self, number: u32) -> Option<usize> {
        let is = |item: &WorkItem| number > 0 && self.schedule.step(*item).is_some_and(|step| step.number == number);
        let items = self.schedule.items.iter().enumerate();
        let ahead = items.clone().skip(self.schedule.at + 1).find(|(_, item)| is(item));
        let current = self.schedule.current().map(|item| item.visit);
        let first = ahead.filter(|(_, item)| Some(item.visit) != current);
        first.or_else(|| items.clone().find(|(_, item)| is(item))).map(|(place, _)| place)
    }

    pub(super) fn no_other_side(&self) -> Option<Refusal> {
        if self.scan.is_some() {
            return Some(Refusal::RatedFirst);
        }
        let current = self.schedule.current()?;
        let Some(mirror) = current.side.mirror() else { return Some(Refusal::NoOtherSide) };
        // Whatever stands between, the side that is still to come is not done twice.
        let is_mirror = |next: &WorkItem| next.step == current.step && next.side == mirror;
        let comes = self.schedule.ahead().iter().any(is_mirror);
        comes.then_some(Refusal::OtherSideComes).or_else(|| self.no_room())
    }

    /// Adds the last finished contact and side once more, after the current one.
    pub(super) fn repeat(&mut self) {
        if let Some(item) = self.finished {
            self.schedule.put(self.place_next(), item.step, item.side, Visit::Own);
        }
    }

    /// Adds the mirror of the current side after it; the step's rest then follows the mirror.
    pub(super) fn other_side(&mut self) {
        let Some(current) = self.schedule.current() else { return };
        let Some(mirror) = current.side.mirror() else { return };
        let at = self.schedule.at;
        self.schedule.put(at + 1, current.step, mirror, Visit::Joins(current.visit, current.last));
        if let Some(item) = Arc::make_mut(&mut self.schedule.items).get_mut(at) {
            item.last = false;
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
        self.scan = None;
        self.schedule.at = place;
        self.begin_bout(at, out);
    }

    pub(super) fn insert(&mut self, hold: &HoldName, length: Option<Millis>, next: bool) {
        let plan = &self.schedule.plan;
        let timing = length.map_or(plan.technique.usual(), |hold| Timing::Fixed { hold });
        let technique = plan.technique.of_step(timing.kind());
        let step = added(hold, timing, technique, plan.audience);
        let step = self.schedule.add_step(step);
        let place = if next { self.place_next() } else { self.place_after_pair() };
        self.schedule.put(place, step, hold.side, Visit::Own);
    }

    /// Returns this index, or the one after the sides of the running step that are still to come behind it.
    fn after_running(&self, place: usize) -> usize {
        let running = self.schedule.current().map(|item| item.visit);
        let rest = self.schedule.items.get(place..).unwrap_or_default();
        rest.iter().rposition(|item| Some(item.visit) == running).map_or(place, |last| place + last + 1)
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

    /// Returns the choice that the next press of Choose offers; impossible ones are passed over.
    pub(super) fn next_choice(&self) -> Choice {
        let order = [Choice::Planned, Choice::Unnamed, Choice::SameAgain, Choice::OtherSide, Choice::AfterNext];
        let now = order.iter().position(|choice| *choice == self.choice).unwrap_or(0);
        let later = order.iter().cycle().skip(now + 1).take(order.len());
        later.copied().find(|choice| self.can_choose(*choice)).unwrap_or_default()
    }

    fn can_choose(&self, choice: Choice) -> bool {
        match choice {
            Choice::Planned => true,
            _ if self.no_room().is_some() => false,
            Choice::Unnamed => !self.schedule.plan.free,
            Choice::SameAgain => self.finished.is_some(),
            Choice::OtherSide => self.finished.is_some_and(|item| {
                let planned = self.schedule.current().map(|current| (current.step, current.side));
                item.side.mirror().is_some_and(|mirror| planned != Some((item.step, mirror)))
            }),
            Choice::AfterNext => self.visit_after_next().is_some_and(|place| !self.opens_scan(place)),
        }
    }

    /// Returns the step and side that the choice would start; `None` for an unnamed hold.
    pub(super) fn chosen(&self) -> Option<(&Arc<PlanStep>, Side)> {
        let finished = self.finished;
        let (item, side) = match self.choice {
            Choice::Planned => self.schedule.current().map(|item| (item, item.side))?,
            Choice::SameAgain => finished.map(|item| (item, item.side))?,
            Choice::OtherSide => finished.and_then(|item| Some((item, item.side.mirror()?)))?,
            Choice::AfterNext => self.schedule.items.get(self.visit_after_next()?).map(|item| (*item, item.side))?,
            Choice::Unnamed => return None,
        };
        self.schedule.step(item).map(|step| (step, side))
    }

    /// Puts the choice in front of the planned work, which then comes after it.
    pub(super) fn take_choice(&mut self) {
        let at = self.schedule.at;
        match self.choice {
            Choice::Planned => {}
            Choice::Unnamed => {
                let step = self.unnamed_step();
                self.schedule.put(at, step, Side::Midline, Visit::Own);
            }
            Choice::SameAgain | Choice::OtherSide => {
                let Some(item) = self.finished else { return };
                let same = self.choice == Choice::SameAgain;
                let side = if same { item.side } else { item.side.mirror().unwrap_or(item.side) };
                self.schedule.put(at, item.step, side, Visit::Own);
            }
            Choice::AfterNext => {
                let Some(first) = self.visit_after_next() else { return };
                let length = self.schedule.length_of_visit(first);
                let items = Arc::make_mut(&mut self.schedule.items);
                if let Some(stretch) = items.get_mut(at..first + length) {
                    stretch.rotate_right(length);
                }
            }
        }
    }

    fn visit_after_next(&self) -> Option<usize> {
        let visit = self.schedule.current()?.visit;
        let ahead = self.schedule.items.iter().enumerate().skip(self.schedule.at);
        ahead.skip_while(|(_, item)| item.visit == visit).map(|(place, _)| place).next()
    }

    fn opens_scan(&self, place: usize) -> bool {
        let step = self.schedule.items.get(place).and_then(|item| self.schedule.step(*item));
        let group = step.and_then(|step| step.group).filter(|group| !self.scanned.contains(group));
        group.and_then(|group| self.schedule.plan.groups.get(group)).is_some_and(|group| group.scan)
    }

    /// Adds the next hold of a free session.
    pub(super) fn add_free_hold(&mut self) {
        let step = self.unnamed_step();
        let end = self.schedule.items.len();
        if self.no_room().is_none() {
            self.schedule.put(end, step, Side::Midline, Visit::Own);
        }
    }

    /// Returns the index of the step that all unnamed holds share, adding it where there is none.
    fn unnamed_step(&mut self) -> u32 {
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
