//! Collector of events and cues while the state moves: events as they come, and of the audible cues of one instant the
//! one with the highest rank.

use super::cue::{Cue, CueAudience, CueKind, Profile};
use super::event::{Event, EventKind};
use super::schedule::WorkItem;
use super::state::State;
use holdwell_model::{Millis, Phase, SessionTime, Technique, Timing};

/// Events and cues emitted so far, in order.
#[derive(Debug, Default)]
pub(super) struct Emitter {
    pub(super) events: Vec<Event>,
    cues: Vec<Cue>,
    instant: Option<Cue>,
    /// Delay of cues while a command's own effects are emitted; `None` while deadlines are.
    press: Option<Millis>,
    /// True for what follows the client's word: nothing of it is heard.
    hushed: bool,
}

impl Emitter {
    /// Attributes what follows to a key press, whose cues wait for `grace`.
    pub(super) fn by_press(&mut self, grace: Millis) {
        self.close_instant();
        self.press = Some(grace);
    }

    /// Attributes what follows to the plan.
    pub(super) fn by_plan(&mut self) {
        self.close_instant();
        self.press = None;
    }

    /// Silences what follows, which comes after the client's word.
    pub(super) const fn hush(&mut self) {
        self.hushed = true;
    }

    /// Returns true where the client's word has silenced what follows.
    pub(super) const fn is_hushed(&self) -> bool {
        self.hushed
    }

    /// Returns all cues so far, in order of time, and forgets them.
    pub(super) fn take_cues(&mut self) -> Vec<Cue> {
        self.close_instant();
        std::mem::take(&mut self.cues)
    }

    fn cue(&mut self, cue: Cue) {
        if self.hushed {
            return;
        }
        match &mut self.instant {
            Some(held) if held.due == cue.due => {
                if cue.kind < held.kind {
                    *held = cue;
                }
            }
            _ => {
                self.close_instant();
                self.instant = Some(cue);
            }
        }
    }

    fn close_instant(&mut self) {
        self.cues.extend(self.instant.take());
    }
}

impl State {
    /// Emits a cue of the step in focus, if its profile makes it audible.
    pub(super) fn cue(&self, at: SessionTime, kind: CueKind, out: &mut Emitter) {
        let step = self.focus_step();
        let technique = step.map_or(self.schedule.plan.technique, |step| step.technique);
        let Some(audience) = audience(self.options.profile, technique, kind, &self.active.timing) else { return };
        out.cue(Cue {
            due: at + out.press.unwrap_or_default(),
            kind,
            audience,
            generation: self.generation,
            step: step.map(|step| step.number).filter(|number| *number > 0),
            technique,
            from_press: out.press.is_some(),
        });
    }

    /// Emits an event of the work item in focus.
    pub(super) fn event(&self, at: SessionTime, kind: EventKind, out: &mut Emitter) {
        self.event_of(self.focus(), self.phase(), at, kind, out);
    }

    /// Emits an event of a work item and phase that need not be the current ones.
    pub(super) fn event_of(
        &self,
        item: Option<WorkItem>,
        phase: Option<Phase>,
        at: SessionTime,
        kind: EventKind,
        out: &mut Emitter,
    ) {
        let step = item.and_then(|item| self.schedule.step(item)).map(|step| step.number);
        out.events.push(Event {
            seq: 0,
            at,
            item: item.map(|item| item.id),
            step: step.filter(|number| *number > 0),
            side: item.map(|item| item.side),
            phase,
            kind,
        });
    }
}

/// Shortest SMRT hold that has a warning before its end.
const LONG_SMRT_HOLD: Millis = Millis::from_secs(60);

/// Returns the listeners of a technique's cue; `None` where it is not heard at all.
fn audience(profile: Profile, technique: Technique, kind: CueKind, timing: &Timing) -> Option<CueAudience> {
    use CueAudience::{Both, Room, Therapist};
    use CueKind as K;
    if profile == Profile::Full {
        return Some(Room);
    }
    match (technique, kind) {
        (technique, _) if technique.is_silent() => None,
        (Technique::Smrt, K::PreEnd) => {
            timing.fixed_hold().is_some_and(|hold| hold >= LONG_SMRT_HOLD).then_some(Therapist)
        }
        (Technique::Counterstrain, K::ReturnBegin | K::ReturnEnd)
        | (Technique::SoftTissueRelease, K::RepBegin | K::RepEnd | K::HoldEnd)
        | (Technique::Smrt | Technique::Lymph | Technique::SelfCare, K::HoldEnd) => Some(Both),
        (_, K::Appointment)
        | (Technique::Counterstrain, K::HoldEnd)
        | (Technique::Myofascial, K::Minimum | K::Target | K::Ceiling) => Some(Therapist),
        // Open work is ended by the hands, which need no bell; what ends by time needs one in any technique.
        (Technique::Myofascial, K::HoldEnd) => timing.ends_at().is_some().then_some(Both),
        _ => None,
    }
}
