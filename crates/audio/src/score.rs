//! The sound of each cue, written as strokes on the seven tones.
//!
//! Meant to be told apart with closed eyes: by the number of strokes, by rising or falling, by pitch and length. Single
//! low: settle. Bright two-note bell: a hold begins. Deep bowl: it ends. Ticks count the marks of an open hold. What
//! falls goes back, what rises asks for attention.

use super::levels::CUE_CEILING;
use super::tone::{self, Pitch, RING_MS};
use holdwell_engine::CueKind;
use holdwell_model::{Millis, Technique};

/// Length of the ring of all cues.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SoundSet {
    /// Ring of up to five seconds.
    Long,
    /// Ring of at most two seconds in all: SMRT and soft tissue release, where one hold follows the other.
    Short,
}

impl SoundSet {
    /// Returns the set of a technique.
    pub const fn of(technique: Technique) -> Self {
        match technique {
            Technique::Smrt | Technique::SoftTissueRelease => Self::Short,
            _ => Self::Long,
        }
    }

    /// Returns the length of a cue until it has rung out.
    pub fn length(self, kind: CueKind) -> Millis {
        let ends = Score::of(kind).strokes.iter().map(|stroke| stroke.at_ms + stroke.ring_in(self));
        Millis(u64::from(ends.max().unwrap_or(0)))
    }

    /// Returns the longest length of a cue in milliseconds.
    const fn limit_ms(self) -> u32 {
        match self {
            Self::Long => 8000,
            Self::Short => 2000,
        }
    }
}

/// One stroke.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stroke {
    pub(super) pitch: Pitch,
    /// Offset after the begin of the cue, in milliseconds.
    pub(super) at_ms: u32,
    /// Share among the strokes of the cue.
    pub(super) gain: f32,
    /// Length of the ring in milliseconds.
    pub(super) ring_ms: u32,
    /// Length of the rise in milliseconds, at least 25.
    pub(super) attack_ms: u32,
    /// Place from −1, the left, to 1, the right.
    pub(super) pan: f32,
}

impl Stroke {
    /// Returns the length of the ring in a set, in milliseconds; a later stroke has less of the set's limit left.
    pub(super) const fn ring_in(&self, set: SoundSet) -> u32 {
        let left = set.limit_ms().saturating_sub(self.at_ms);
        let ring = if self.ring_ms < left { self.ring_ms } else { left };
        if ring < RING_MS { ring } else { RING_MS }
    }

    /// Returns the largest value that the stroke can still reach at this age.
    fn bound(&self, age_ms: u32, set: SoundSet) -> f32 {
        // A rise slower than the tone's own fall has its peak where both meet.
        let peak_ms = self.attack_ms.min(tone::FALL_MS);
        let tone = tone::decay(age_ms.max(peak_ms) as f32 / 1000.0, RING_MS);
        self.gain * tone * self.damping(age_ms as f32 / 1000.0, set)
    }

    /// Returns the damping beyond the tone's own, so that the stroke is gone after its ring; the rise is spared.
    pub(super) fn damping(&self, age_secs: f32, set: SoundSet) -> f32 {
        let (ring, rise) = (self.ring_in(set), self.attack_ms);
        if ring >= RING_MS || ring <= rise {
            return 1.0;
        }
        let secs = (age_secs - rise as f32 / 1000.0).max(0.0);
        (tone::decay(secs, ring - rise) / tone::decay(secs, RING_MS)).min(1.0)
    }

    const fn placed(self, at_ms: u32, pan: f32) -> Self {
        Self { at_ms, pan, ..self }
    }

    const fn share(self, gain: f32) -> Self {
        Self { gain, ..self }
    }
}

/// A cue: its strokes and its loudness among the cues.
pub(super) struct Score {
    pub(super) strokes: &'static [Stroke],
    /// Peak as a share of the ceiling, 0 to 1.
    pub(super) peak: f32,
}

const fn struck(pitch: Pitch, ring_ms: u32, attack_ms: u32) -> Stroke {
    Stroke { pitch, at_ms: 0, gain: 1.0, ring_ms, attack_ms, pan: 0.0 }
}

/// Creates a full stroke that is left to ring.
const fn bowl(pitch: Pitch, ring_ms: u32) -> Stroke {
    struck(pitch, ring_ms, 45)
}

/// Creates a soft, short touch.
const fn tick(pitch: Pitch) -> Stroke {
    struck(pitch, 450, 28)
}

/// Creates a touch that is heard beside the end of a hold, and comes up softly enough to startle nobody.
const fn touch(pitch: Pitch) -> Stroke {
    struck(pitch, 1100, 60)
}

/// Creates a sound that comes up slowly, as a breath does.
const fn swell(pitch: Pitch, at_ms: u32, pan: f32) -> Stroke {
    struck(pitch, 2600, 900).placed(at_ms, pan)
}

use Pitch::{A3, A4, B3, Cs4, Cs5, E4, Fs4};

const SETTLE: &[Stroke] = &[bowl(A3, 3500)];
const HOLD_BEGIN: &[Stroke] = &[bowl(E4, 3000).placed(0, -0.2), bowl(Cs5, 2200).placed(0, 0.2).share(0.7)];
const HOLD_END: &[Stroke] = &[bowl(A3, 5000).placed(0, -0.15), bowl(E4, 5000).placed(0, 0.15).share(0.6)];
const MINIMUM: &[Stroke] = &[touch(A4)];
const TARGET: &[Stroke] = &[touch(A4).placed(0, -0.15), touch(A4).placed(320, 0.15)];
const CEILING: &[Stroke] = &[tick(E4).placed(0, -0.2), tick(A4).placed(240, 0.0), tick(Cs5).placed(480, 0.2)];
const PRE_END: &[Stroke] = &[bowl(B3, 1400), bowl(B3, 1400).placed(900, 0.0).share(0.8)];
const REP_BEGIN: &[Stroke] = &[struck(Fs4, 800, 30)];
const REP_END: &[Stroke] = &[struck(Cs4, 800, 30)];
const RETURN_BEGIN: &[Stroke] = &[bowl(A4, 2500).placed(0, 0.2), bowl(E4, 3500).placed(420, -0.2)];
const RETURN_PACE: &[Stroke] = &[struck(E4, 300, 30)];
const RETURN_END: &[Stroke] = &[bowl(Cs4, 4000)];
const SIDE_SWITCH: &[Stroke] = &[bowl(A3, 3000).placed(0, -0.6), bowl(A4, 3500).placed(500, 0.6)];
const RECHECK: &[Stroke] =
    &[tick(Cs4).placed(0, -0.1), tick(Fs4).placed(160, 0.0), struck(A4, 1200, 28).placed(320, 0.1)];
const REST: &[Stroke] =
    &[bowl(Fs4, 2500).placed(0, 0.2), bowl(Cs4, 2500).placed(450, 0.0), bowl(A3, 4000).placed(900, -0.2)];
const CHECK_IN: &[Stroke] = &[tick(B3), tick(Fs4).placed(240, 0.0), tick(B3).placed(480, 0.0)];
const HALF_WAY: &[Stroke] = &[bowl(E4, 1600).placed(0, -0.2), bowl(E4, 1600).placed(650, 0.2)];
const BREATH_IN: &[Stroke] = &[swell(B3, 0, -0.2), swell(E4, 700, 0.2)];
const BREATH_OUT: &[Stroke] = &[swell(E4, 0, 0.2), swell(B3, 700, -0.2)];
const COUNT: &[Stroke] = &[struck(Cs5, 300, 28)];
const APPOINTMENT: &[Stroke] =
    &[tick(Cs5).placed(0, 0.0), tick(Cs5).placed(260, 0.0), struck(Fs4, 1200, 30).placed(520, 0.0)];
const SESSION_END: &[Stroke] = &[
    bowl(A3, 3500).placed(0, -0.3),
    bowl(Cs4, 3500).placed(450, -0.1),
    bowl(E4, 3500).placed(900, 0.1),
    bowl(A4, 4500).placed(1350, 0.3),
];

impl Score {
    /// Returns the score of a cue.
    pub(super) const fn of(kind: CueKind) -> Self {
        let (strokes, peak) = match kind {
            CueKind::Settle => (SETTLE, 0.7),
            CueKind::HoldBegin => (HOLD_BEGIN, 0.7),
            CueKind::Minimum => (MINIMUM, 0.65),
            CueKind::Target => (TARGET, 0.65),
            CueKind::Ceiling => (CEILING, 0.4),
            CueKind::PreEnd => (PRE_END, 0.4),
            CueKind::HoldEnd => (HOLD_END, 1.0),
            CueKind::RepBegin => (REP_BEGIN, 0.5),
            CueKind::RepEnd => (REP_END, 0.5),
            CueKind::ReturnBegin => (RETURN_BEGIN, 0.7),
            CueKind::ReturnPace => (RETURN_PACE, 0.2),
            CueKind::ReturnEnd => (RETURN_END, 0.7),
            CueKind::SideSwitch => (SIDE_SWITCH, 0.8),
            CueKind::Recheck => (RECHECK, 0.6),
            CueKind::Rest => (REST, 0.6),
            CueKind::CheckIn => (CHECK_IN, 0.4),
            CueKind::HalfWay => (HALF_WAY, 0.5),
            CueKind::BreathIn => (BREATH_IN, 0.5),
            CueKind::BreathOut => (BREATH_OUT, 0.5),
            CueKind::Count => (COUNT, 0.3),
            CueKind::Appointment => (APPOINTMENT, 0.4),
            CueKind::SessionEnd => (SESSION_END, 0.9),
        };
        Self { strokes, peak }
    }

    /// Returns the factor that brings the strokes, added up as they overlap, to the peak and never above it.
    pub(super) fn scale(&self, set: SoundSet) -> f32 {
        let loudest = self.strokes.iter().map(|later| self.sum_at(later.at_ms, set)).fold(0.0, f32::max);
        CUE_CEILING * self.peak / loudest.max(f32::MIN_POSITIVE)
    }

    /// Returns the largest sum of the strokes at an instant of the cue.
    fn sum_at(&self, at_ms: u32, set: SoundSet) -> f32 {
        let begun = self.strokes.iter().filter(|stroke| stroke.at_ms <= at_ms);
        begun.map(|stroke| stroke.bound(at_ms - stroke.at_ms, set)).sum()
    }
}
