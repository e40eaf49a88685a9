//! A whole routine's cues in ten seconds, so that somebody can hear what she has put together.

use std::collections::VecDeque;

use holdwell_audio::{Nanos, SoundPort};
use holdwell_engine::{Cue, CueAudience, CueKind, Options, unattended};
use holdwell_model::{Arc, Plan, SessionTime, Technique};

/// Length of the preview in nanoseconds, whatever the routine's length.
const WHOLE: Nanos = 10_000_000_000;
/// Shortest distance of two cues in nanoseconds: nearer ones would be one noise, and the second is left out.
const APART: Nanos = 120_000_000;
/// Time for the sound to open before the first cue, in nanoseconds.
const OPENING: Nanos = 300_000_000;

/// Cues that are still to be heard. Each sounds as a preview does: at its true level, on the route of its audience.
#[derive(Debug, Default)]
pub(super) struct CuePreview {
    ahead: VecDeque<(Nanos, CueKind, Technique, CueAudience)>,
}

impl CuePreview {
    /// Takes the cues of an unattended session of this plan, on a scale of ten seconds from now.
    pub(super) fn of(plan: &Arc<Plan>, options: Options, now: Nanos) -> Self {
        let run = unattended(plan, options);
        let whole = Nanos::try_from(run.end.since(SessionTime::ZERO).0).unwrap_or(Nanos::MAX).max(1);
        let mut ahead: VecDeque<(Nanos, CueKind, Technique, CueAudience)> = VecDeque::new();
        // A pulse to move or breathe with is nothing at another speed.
        for cue in run.cues.iter().filter(|cue| !cue.kind.is_pace()) {
            let at = now + OPENING + scaled(cue, whole);
            if ahead.back().is_none_or(|(before, ..)| at - before >= APART) {
                ahead.push_back((at, cue.kind, cue.technique, cue.audience));
            }
        }
        Self { ahead }
    }

    /// Sounds the cues that are due. Those of a time without sound are left out, or they would come in a burst later.
    pub(super) fn look(&mut self, now: Nanos, sound: &mut dyn SoundPort) {
        while let Some((_, kind, technique, audience)) = self.ahead.pop_front_if(|(at, ..)| *at <= now) {
            if sound.state().is_playing() {
                sound.preview(kind, technique, audience);
            }
        }
    }

    /// Returns the instant of the next cue.
    pub(super) fn next(&self) -> Option<Nanos> {
        self.ahead.front().map(|(at, ..)| *at)
    }
}

fn scaled(cue: &Cue, whole: Nanos) -> Nanos {
    let due = Nanos::try_from(cue.due.since(SessionTime::ZERO).0).unwrap_or(0);
    (i128::from(due) * i128::from(WHOLE) / i128::from(whole)) as Nanos
}
