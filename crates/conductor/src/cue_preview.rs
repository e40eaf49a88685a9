//! A whole routine's cues in ten seconds, so that somebody can hear what she has put together.

use std::collections::VecDeque;

use holdwell_audio::{Nanos, SoundPort};
use holdwell_engine::{Cue, CueAudience, CueKind, Options, unattended};
use holdwell_model::{Arc, Plan, SessionTime, Technique};

/// How long it takes, whatever the routine's length.
const WHOLE: Nanos = 10_000_000_000;
/// Two cues nearer to each other than this would be one noise: the second is left out.
const APART: Nanos = 120_000_000;
/// The sound has this long to open before the first cue.
const OPENING: Nanos = 300_000_000;

/// The cues that are still to be heard. Each sounds as a preview does: at its true level, in the way of its audience.
#[derive(Debug, Default)]
pub(super) struct CuePreview {
    ahead: VecDeque<(Nanos, CueKind, Technique, CueAudience)>,
}

impl CuePreview {
    /// The cues that a session of this plan gives where nobody gives a command, on a scale of ten seconds from now.
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

    /// Sounds what is due. What comes while nothing can be heard is left out, or it would come in a burst later.
    pub(super) fn look(&mut self, now: Nanos, sound: &mut dyn SoundPort) {
        while let Some((_, kind, technique, audience)) = self.ahead.pop_front_if(|(at, ..)| *at <= now) {
            if sound.state().is_playing() {
                sound.preview(kind, technique, audience);
            }
        }
    }

    /// When the next one is due.
    pub(super) fn next(&self) -> Option<Nanos> {
        self.ahead.front().map(|(at, ..)| *at)
    }
}

fn scaled(cue: &Cue, whole: Nanos) -> Nanos {
    let due = Nanos::try_from(cue.due.since(SessionTime::ZERO).0).unwrap_or(0);
    (i128::from(due) * i128::from(WHOLE) / i128::from(whole)) as Nanos
}
