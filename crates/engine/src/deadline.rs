//! The next deadline, worked out afresh from the state each time: there is no timer to forget.

use super::cue::CueKind;
use super::rhythm::QUIET;
use super::state::{Active, Counting, Stage, State};
use holdwell_model::{Millis, Phase, RepWork, SessionTime, Timing};

/// Time between the warning and the end.
const PRE_END: Millis = Millis::from_secs(10);
/// Shortest work that has a warning before its end.
const SHORTEST_WARNED: Millis = Millis::from_secs(20);
/// Longest hold without a half-way cue, at home.
const LONGEST_WITHOUT_HALF_WAY: Millis = Millis::from_mins(2);
/// Shortest period between two check-ins.
const SHORTEST_CHECK_IN: Millis = Millis::from_secs(1);
/// Period of the pulses in a slow return.
const RETURN_PACE: Millis = Millis::from_secs(2);

/// An event at a point of a phase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Milestone {
    /// A sound alone.
    Sound(CueKind),
    /// A sound with a line in the journal.
    Reach(CueKind),
    /// The end of a repetition, with the count so far.
    Rep(u32),
    /// The end of the phase by itself.
    End,
    /// The reminder to close before the appointment ends.
    Appointment,
    /// The end of the appointment.
    AppointmentOver,
}

/// All milestones at the next point of the phase that has any.
#[derive(Debug, Clone, Copy)]
pub(super) struct Milestones {
    after: Millis,
    pub(super) offset: Millis,
    kinds: [Option<Milestone>; 8],
}

impl Milestones {
    const fn after(after: Millis) -> Self {
        Self { after, offset: Millis(u64::MAX), kinds: [None; 8] }
    }

    /// Offers a milestone at an offset into the phase; the nearest that is not past is kept.
    fn offer(&mut self, offset: Millis, mark: Milestone) {
        if offset <= self.after || offset > self.offset {
            return;
        }
        if offset < self.offset {
            (self.offset, self.kinds) = (offset, [None; 8]);
        }
        if let Some(free) = self.kinds.iter_mut().find(|kind| kind.is_none()) {
            *free = Some(mark);
        }
    }

    /// Offers a milestone at every multiple of a period.
    fn offer_every(&mut self, period: Millis, shift: Millis, mark: Milestone) {
        if period.is_zero() {
            return;
        }
        let past = self.after.0.checked_sub(shift.0).map_or(0, |past| past / period.0 + 1);
        self.offer(period * past + shift, mark);
    }

    pub(super) fn kinds(&self) -> impl Iterator<Item = Milestone> {
        self.kinds.into_iter().flatten()
    }
}

impl State {
    /// Returns the next instant at which something happens by itself, with its milestones.
    pub(super) fn next_deadline(&self) -> Option<(SessionTime, Milestones)> {
        if self.stage != Stage::Running {
            return None;
        }
        let active = &self.active;
        let mut marks = Milestones::after(active.said);
        self.offer_phase(&mut marks);
        if let Some(due) = self.appointment_due() {
            let offset = active.base + due.since(active.since);
            marks.offer(offset.max(active.said + Millis(1)), Milestone::Appointment);
        }
        if let Some(due) = self.appointment_over_due() {
            marks.offer(active.base + due.since(active.since), Milestone::AppointmentOver);
        }
        (marks.offset.0 < u64::MAX).then(|| (active.since + (marks.offset - active.base), marks))
    }

    /// Returns the instant of the closing reminder while it is still ahead.
    pub(super) fn appointment_due(&self) -> Option<SessionTime> {
        let slot = self.slot.filter(|_| !self.slot_said)?;
        Some((slot.until - slot.reserve).max(self.slot_since))
    }

    /// Returns the instant of the appointment's end, unless it passed before this phase, or while all stood still: then
    /// the screen alone says it.
    fn appointment_over_due(&self) -> Option<SessionTime> {
        let slot = self.slot.filter(|slot| !slot.reserve.is_zero())?;
        Some(slot.until.max(self.slot_since)).filter(|due| *due >= self.active.since)
    }

    fn offer_phase(&self, marks: &mut Milestones) {
        let active = &self.active;
        let end = self.ends_at();
        if let Some(end) = end {
            // Shortened past what has been said, it ends as soon as may be.
            marks.offer(end.max(active.said + Millis(1)), Milestone::End);
        }
        match active.phase {
            Phase::Work => self.offer_work(marks, end),
            Phase::Return => {
                let mut paces = Milestones::after(active.said);
                paces.offer_every(RETURN_PACE, Millis::ZERO, Milestone::Sound(CueKind::ReturnPace));
                if end.is_some_and(|end| paces.offset < end) {
                    marks.offer(paces.offset, Milestone::Sound(CueKind::ReturnPace));
                }
            }
            Phase::Rate | Phase::Settle | Phase::Recheck | Phase::Rest => {}
        }
    }

    fn offer_work(&self, marks: &mut Milestones, end: Option<Millis>) {
        let active = &self.active;
        match active.timing {
            Timing::Fixed { .. } => {
                offer_warning(marks, end);
                self.offer_home(marks, end);
            }
            Timing::Open { minimum, target, ceiling } => {
                active.offer_reached(marks, [minimum, target, ceiling]);
                self.offer_home(marks, end);
            }
            Timing::Reps { count, work: RepWork::Timed(work), rest, .. } => offer_reps(marks, count, work, rest),
            Timing::Reps { work: RepWork::ByHand, .. } => {}
            Timing::Listening { check_in, ceiling, .. } => {
                if let Some(last) = active.tapped {
                    marks.offer((last + QUIET).max(active.said + Millis(1)), Milestone::End);
                }
                if let Some(check_in) = check_in {
                    marks.offer_every(
                        check_in.max(SHORTEST_CHECK_IN),
                        Millis::ZERO,
                        Milestone::Reach(CueKind::CheckIn),
                    );
                }
                active.offer_reached(marks, [None, None, ceiling]);
            }
            Timing::Block { breaths_per_minute, .. } => {
                offer_warning(marks, end);
                offer_breath(marks, breaths_per_minute, end);
            }
        }
    }

    /// Offers the milestones that only a client at home hears.
    fn offer_home(&self, marks: &mut Milestones, end: Option<Millis>) {
        let Some(end) = end.filter(|_| self.is_home()) else { return };
        if end > LONGEST_WITHOUT_HALF_WAY && !self.active.has_reached(CueKind::HalfWay) {
            marks.offer(Millis(end.0 / 2), Milestone::Reach(CueKind::HalfWay));
        }
        if self.options.count == Counting::LastThree {
            for left in 1..=3 {
                marks.offer(end - Millis::from_secs(left), Milestone::Sound(CueKind::Count));
            }
        }
    }
}

impl Active {
    /// Offers minimum, target and ceiling, each once, however they are moved afterwards.
    fn offer_reached(&self, marks: &mut Milestones, points: [Option<Millis>; 3]) {
        let kinds = [CueKind::Minimum, CueKind::Target, CueKind::Ceiling];
        for (kind, point) in kinds.into_iter().zip(points) {
            if let Some(point) = point.filter(|_| !self.has_reached(kind)) {
                marks.offer(point, Milestone::Reach(kind));
            }
        }
    }

    pub(super) const fn has_reached(&self, kind: CueKind) -> bool {
        self.reached & reached_bit(kind) != 0
    }

    pub(super) const fn reach(&mut self, kind: CueKind) {
        self.reached |= reached_bit(kind);
    }
}

const fn reached_bit(kind: CueKind) -> u8 {
    match kind {
        CueKind::Minimum => 1,
        CueKind::Target => 2,
        CueKind::Ceiling => 4,
        CueKind::HalfWay => 8,
        _ => 0,
    }
}

fn offer_warning(marks: &mut Milestones, end: Option<Millis>) {
    if let Some(end) = end.filter(|end| *end >= SHORTEST_WARNED) {
        marks.offer(end - PRE_END, Milestone::Sound(CueKind::PreEnd));
    }
}

/// Offers the ends of repetitions: number n of `work` begins after n − 1 times work and rest; the end of the last is
/// the end of the set.
fn offer_reps(marks: &mut Milestones, count: u32, work: Millis, rest: Millis) {
    let period = work + rest;
    if period.is_zero() {
        return;
    }
    let nth = marks.after.0 / period.0;
    for index in [nth, nth + 1] {
        let done = u32::try_from(index + 1).unwrap_or(u32::MAX);
        if index > 0 && done <= count {
            marks.offer(period * index, Milestone::Sound(CueKind::RepBegin));
        }
        if done <= count {
            marks.offer(period * index + work, Milestone::Rep(done));
        }
    }
}

/// Offers breath cues: in for half of a breath, out for the other half, at one to thirty breaths a minute.
fn offer_breath(marks: &mut Milestones, breaths_per_minute: Option<f32>, end: Option<Millis>) {
    let Some(rate) = breaths_per_minute.filter(|rate| rate.is_finite() && *rate > 0.0) else { return };
    let breath = 60_000.0 / f64::from(rate.clamp(1.0, 30.0));
    // Each is placed from the beginning of the work, so that the pace does not drift; none begins that the end cuts off.
    let begins = |halves: u64| Millis((halves as f64 * breath / 2.0).round() as u64);
    let last = (marks.after.0 as f64 / breath * 2.0) as u64;
    for halves in last.saturating_sub(1)..=last + 2 {
        let kind = if halves.is_multiple_of(2) { CueKind::BreathIn } else { CueKind::BreathOut };
        if end.is_some_and(|end| begins((halves / 2 + 1) * 2) > end) {
            return;
        }
        marks.offer(begins(halves), Milestone::Sound(kind));
    }
}
