//! Projections: the time until the end, as far as that can be known.

use serde::{Deserialize, Serialize};

use super::schedule::{Rates, WorkItem};
use super::state::{Stage, State};
use holdwell_model::{Audience, Millis, Phase, Setting};

/// An estimated length, which may contain waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Projection {
    /// Estimated length.
    pub length: Millis,
    /// True where hands decide a part of it, so that it can only be given with "about".
    pub about: bool,
}

impl Projection {
    fn add(&mut self, other: Self) {
        self.length += other.length;
        self.about |= other.about;
    }
}

impl State {
    /// Returns the time after the running phase: the later phases of its work item, then all work ahead.
    pub(super) fn tail(&self) -> Projection {
        let mut tail = Projection::default();
        if matches!(self.stage, Stage::Finished(_)) {
            return tail;
        }
        if let Some(scan) = &self.scan {
            let (done, of) = scan.progress();
            let left = self.waits.expected(Phase::Rate, self.technique()) * (of.saturating_sub(done + 1) as u64);
            tail.add(Projection { length: left, about: self.schedule.plan.audience == Audience::Therapist });
        }
        if let Some(current) = self.schedule.current() {
            let from = match (self.stage, &self.scan) {
                (Stage::Ready, _) | (_, Some(_)) => None,
                _ => Some(self.active.phase),
            };
            tail.add(self.rest_of(current, from));
        }
        for item in self.schedule.ahead() {
            tail.add(self.rest_of(*item, None));
        }
        for group in self.unscanned_groups() {
            tail.add(self.scan_of(group));
        }
        tail
    }

    /// Returns the length of a work item, or of the phases after one of its phases.
    pub(super) fn rest_of(&self, item: WorkItem, after: Option<Phase>) -> Projection {
        let mut total = Projection::default();
        let phases = [Phase::Rate, Phase::Settle, Phase::Work, Phase::Return, Phase::Recheck, Phase::Rest];
        let Some(step) = self.schedule.step(item) else { return total };
        for phase in phases.into_iter().filter(|phase| after.is_none_or(|after| *phase > after)) {
            total.add(match (phase, self.setting(item, phase)) {
                (Phase::Work, _) => {
                    Projection { length: step.timing.expected(), about: step.timing.is_open_ended() && !self.is_home() }
                }
                (_, Setting::Off) => Projection::default(),
                (_, Setting::Timed(length)) => Projection { length, about: false },
                (phase, Setting::Wait) => {
                    Projection { length: self.waits.expected(phase, step.technique), about: true }
                }
            });
        }
        total
    }

    fn unscanned_groups(&self) -> impl Iterator<Item = usize> {
        let groups = self.schedule.plan.groups.iter().enumerate().filter(|(_, group)| group.scan);
        let current = self.scan.as_ref().map(super::state::Scan::group);
        groups.map(|(index, _)| index).filter(move |group| !self.scanned.contains(group) && current != Some(*group))
    }

    fn scan_of(&self, group: usize) -> Projection {
        let of_group = |item: &&WorkItem| self.schedule.step(**item).is_some_and(|step| step.group == Some(group));
        let ahead = self.schedule.items.iter().skip(self.schedule.at);
        let mut total = Projection::default();
        for item in ahead.filter(of_group).filter(|item| item.rates == Rates::Nothing) {
            let Some(step) = self.schedule.step(*item) else { continue };
            let contacts = step.contacts.len() as u64;
            total.add(match self.scan_setting(*item) {
                Setting::Timed(length) => Projection { length: length * contacts, about: false },
                _ => Projection { length: self.waits.expected(Phase::Rate, step.technique) * contacts, about: true },
            });
        }
        total
    }
}
