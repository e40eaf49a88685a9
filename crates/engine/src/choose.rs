//! Choose: what starts when settle ends, where it is not the planned step.

use super::state::{Choice, State};
use holdwell_model::{Arc, Phase, PlanStep, Setting, Side};

impl State {
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
            Choice::OtherSide => self.finished.and_then(|item| self.mirror_of(item)).is_some_and(|mirror| {
                let mut to_come = self.schedule.items.iter().skip(self.schedule.at);
                // Whatever stands between, the side that is still to come is not done twice.
                !to_come.any(|item| self.is_mirror(&mirror, *item))
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
            Choice::OtherSide => finished.and_then(|item| Some((item, self.mirror_of(item)?.side)))?,
            Choice::AfterNext => self.schedule.items.get(self.visit_after_next()?).map(|item| (*item, item.side))?,
            Choice::Unnamed => return None,
        };
        self.schedule.step(item).map(|step| (step, side))
    }

    /// Puts the choice in front of the planned work, which then comes after it.
    pub(super) fn take_choice(&mut self) {
        let at = self.schedule.at;
        let planned = self.schedule.current().filter(|item| self.setting(*item, Phase::Rate) != Setting::Off);
        self.rated = planned.map(|item| item.id).or(self.rated);
        match self.choice {
            Choice::Planned => {}
            Choice::Unnamed => {
                let step = self.unnamed_step();
                self.schedule.put(at, step, Side::Midline);
            }
            Choice::SameAgain => {
                let Some(item) = self.finished else { return };
                self.schedule.put(at, item.step, item.side);
            }
            Choice::OtherSide => {
                let Some((step, side)) = self.finished.and_then(|item| self.mirrored(item)) else { return };
                self.schedule.put(at, step, side);
            }
            Choice::AfterNext => {
                let first = self.visit_after_next().and_then(|first| self.schedule.items.get(first).copied());
                let Some(first) = first else { return };
                // Both sides come, whatever stands between them.
                let visit = self.schedule.take_visit(first.visit);
                drop(Arc::make_mut(&mut self.schedule.items).splice(at..at, visit));
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
}
