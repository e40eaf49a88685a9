//! A whole session in which nobody gives a command: the basis of timelines and sound files.

use super::cue::Cue;
use super::emitter::Emitter;
use super::event::{Event, EventKind, Finish};
use super::input::Command;
use super::state::{Options, Stage, State};
use holdwell_model::{Arc, Millis, Plan, SessionTime};

/// A session from its start to its end without anybody there.
#[derive(Debug, Clone, PartialEq)]
pub struct Unattended {
    /// All events, in order.
    pub events: Vec<Event>,
    /// All audible cues, in order.
    pub cues: Vec<Cue>,
    /// Instant of the end.
    pub end: SessionTime,
}

/// Runs a plan to its end, as the look-ahead does but without a horizon: waits and open work last their first guesses.
///
/// A free routine has no list to run through: it is one hold long.
pub fn unattended(plan: &Arc<Plan>, options: Options) -> Unattended {
    let mut state = State::new(plan, options);
    state.attended = false;
    let mut out = Emitter::default();
    state.apply(&Command::Advance, SessionTime::ZERO, &mut out);
    state.run(SessionTime(u64::MAX), &mut out);
    Unattended::of(out)
}

/// Runs a copy of a session that is under way on deadlines alone, to its end or to the first wait. Of one that is
/// complete there is the end.
pub(super) fn rest(state: &State) -> Unattended {
    let (mut state, mut out) = (state.clone(), Emitter::default());
    match state.stage {
        Stage::Running => {
            state.event(state.active.entered, EventKind::Entered, &mut out);
            state.run(SessionTime(u64::MAX), &mut out);
        }
        Stage::Finished(Finish::Complete) => state.finish(Finish::Complete, state.active.since, &mut out),
        Stage::Ready | Stage::Held(_) | Stage::Finished(_) => {}
    }
    Unattended::of(out)
}

impl Unattended {
    fn of(mut out: Emitter) -> Self {
        let cues = out.take_cues();
        let numbered = (0..).zip(out.events).map(|(seq, event)| Event { seq, ..event });
        let events: Vec<Event> = numbered.collect();
        let end = events.last().map_or(SessionTime::ZERO, |event| event.at);
        Self { events, cues, end }
    }

    /// Returns the length of the session.
    pub fn length(&self) -> Millis {
        self.end.since(SessionTime::ZERO)
    }
}
