//! When it will be over, as far as that can be known.

use serde::{Deserialize, Serialize};

use super::agenda::{Bout, Rates};
use super::state::{Stage, State};
use holdwell_model::{Audience, Millis, Phase, Setting};

/// A length that may contain waits, which are only reckoned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Projection {
    /// How long it is reckoned to take.
    pub length: Millis,
    /// Whether hands decide a part of it, so that it can only be said with "about".
    pub about: bool,
}

impl Projection {
    fn add(&mut self, other: Self) {
        self.length += other.length;
        self.about |= other.about;
    }
}

impl State {
    /// What is left after the phase that runs: its bout's later phases, then every bout ahead.
    pub(super) fn tail(&self) -> Projection {
        let mut tail = Projection::default();
        if matches!(self.stage, Stage::Finished(_)) {
            return tail;
        }
        if let Some(scan) = &self.scan {
            let (done, of) = scan.progress();
            let left = self.waits.expected(Phase::Rate) * (of.saturating_sub(done + 1) as u64);
            tail.add(Projection { length: left, about: self.agenda.plan.audience == Audience::Therapist });
        }
        if let Some(current) = self.agenda.current() {
            let from = match (self.stage, &self.scan) {
                (Stage::Ready, _) | (_, Some(_)) => None,
                _ => Some(self.active.phase),
            };
            tail.add(self.rest_of(current, from));
        }
        for bout in self.agenda.ahead() {
            tail.add(self.rest_of(*bout, None));
        }
        for group in self.unscanned_groups() {
            tail.add(self.scan_of(group));
        }
        tail
    }

    /// The whole of a bout, or what follows a phase of it.
    pub(super) fn rest_of(&self, bout: Bout, after: Option<Phase>) -> Projection {
        let mut total = Projection::default();
        let phases = [Phase::Rate, Phase::Settle, Phase::Work, Phase::Return, Phase::Recheck, Phase::Rest];
        let Some(step) = self.agenda.step(bout) else { return total };
        for phase in phases.into_iter().filter(|phase| after.is_none_or(|after| *phase > after)) {
            total.add(match (phase, self.setting(bout, phase)) {
                (Phase::Work, _) => {
                    Projection { length: step.timing.expected(), about: step.timing.is_open_ended() && !self.is_home() }
                }
                (_, Setting::Off) => Projection::default(),
                (_, Setting::Timed(length)) => Projection { length, about: false },
                (phase, Setting::Wait) => Projection { length: self.waits.expected(phase), about: true },
            });
        }
        total
    }

    fn unscanned_groups(&self) -> impl Iterator<Item = usize> {
        let groups = self.agenda.plan.groups.iter().enumerate().filter(|(_, group)| group.scan);
        let current = self.scan.as_ref().map(super::scan::Scan::group);
        groups.map(|(index, _)| index).filter(move |group| !self.scanned.contains(group) && current != Some(*group))
    }

    fn scan_of(&self, group: usize) -> Projection {
        let of_group = |bout: &&Bout| self.agenda.step(**bout).is_some_and(|step| step.group == Some(group));
        let ahead = self.agenda.bouts.iter().skip(self.agenda.at);
        let mut total = Projection::default();
        for bout in ahead.filter(of_group).filter(|bout| bout.rates == Rates::Nothing) {
            let contacts = self.agenda.step(*bout).map_or(0, |step| step.contacts.len() as u64);
            total.add(match self.scan_setting(*bout) {
                Setting::Timed(length) => Projection { length: length * contacts, about: false },
                _ => Projection { length: self.waits.expected(Phase::Rate) * contacts, about: true },
            });
        }
        total
    }
}
