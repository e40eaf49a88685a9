//! Reminders that the screen shows: check-ins and ceilings of listening work, and the appointment.

use super::cue::CueKind;
use super::event::MarkKind;
use super::record::Mark;
use super::view::View;
use holdwell_model::{Millis, Phase, SessionTime, Timing};

/// A check-in or a ceiling of listening work that nobody has answered. It has no sound: whoever works sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reminder {
    /// Check-in or ceiling.
    pub kind: CueKind,
    /// Time for which it has been there, without pauses.
    pub shown: Millis,
}

/// Stages of an appointment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SlotStage {
    /// There is time for work.
    Open,
    /// The time that was kept for closing has begun.
    Closing,
    /// The appointment has been over for so long.
    Over(Millis),
}

impl View {
    /// Returns the reminder of listening work that a Mark has not answered yet.
    pub fn reminder(&self, now: SessionTime) -> Option<Reminder> {
        let Timing::Listening { check_in, ceiling, .. } = self.active().timing else { return None };
        if self.phase() != Some(Phase::Work) {
            return None;
        }
        let elapsed = self.elapsed(now);
        let answered = self.answered();
        let next_check_in = |period: Millis| period * (answered.0 / period.0 + 1);
        let check_in = check_in.filter(|period| !period.is_zero()).map(next_check_in);
        let due = |at: &Millis| *at > answered && *at <= elapsed;
        let reminder = |kind, at: Option<Millis>| at.filter(due).map(|at| Reminder { kind, shown: elapsed - at });
        reminder(CueKind::Ceiling, ceiling).or_else(|| reminder(CueKind::CheckIn, check_in))
    }

    /// Returns the stage of the appointment; `None` where there is none.
    pub fn slot_stage(&self, now: SessionTime) -> Option<SlotStage> {
        let slot = self.slot()?;
        Some(match now {
            now if now >= slot.until => SlotStage::Over(now.since(slot.until)),
            now if now >= slot.until - slot.reserve => SlotStage::Closing,
            _ => SlotStage::Open,
        })
    }

    /// Returns the elapsed time of the work at its last mark, which answered what had come before.
    fn answered(&self) -> Millis {
        let entered = self.active().entered;
        let marks = self.record().map_or(&[][..], |record| &record.marks);
        let answers = |mark: &&Mark| mark.kind == MarkKind::Significant && mark.at >= entered;
        marks.iter().filter(answers).map(|mark| mark.held).max().unwrap_or_default()
    }
}
