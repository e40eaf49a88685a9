//! One struck bowl: a few decaying partials, computed once.

use std::f64::consts::TAU;

/// Length of a tone's ring to −60 dB, in milliseconds.
pub(super) const RING_MS: u32 = 5000;

/// Time in which a tone falls to 1/e of itself, in milliseconds.
pub(super) const FALL_MS: u32 = RING_MS * 1000 / 6908;

/// Pitches of all cues: a pentatonic scale, so that whatever rings together agrees.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pitch {
    A3,
    B3,
    Cs4,
    E4,
    Fs4,
    A4,
    Cs5,
}

impl Pitch {
    pub(super) const ALL: [Self; 7] = [Self::A3, Self::B3, Self::Cs4, Self::E4, Self::Fs4, Self::A4, Self::Cs5];

    /// Returns the fundamental in hertz, within 200 to 600.
    pub(super) const fn hertz(self) -> f64 {
        match self {
            Self::A3 => 220.0,
            Self::B3 => 247.5,
            Self::Cs4 => 275.0,
            Self::E4 => 330.0,
            Self::Fs4 => 366.7,
            Self::A4 => 440.0,
            Self::Cs5 => 550.0,
        }
    }
}

/// A partial: frequency and ring as factors of the fundamental's, and its share.
struct Partial {
    ratio: f64,
    share: f64,
    ring: f64,
}

/// Partials of a bowl. The second one beats slowly with the first, as a bowl that is not quite round does; the upper
/// ones are those of a bar or bell, light and soon gone. The highest is 5.1 × 550 Hz = 2.8 kHz.
const PARTIALS: [Partial; 4] = [
    Partial { ratio: 1.0, share: 1.0, ring: 1.0 },
    Partial { ratio: 1.003, share: 0.35, ring: 1.0 },
    Partial { ratio: 2.71, share: 0.26, ring: 0.45 },
    Partial { ratio: 5.1, share: 0.07, ring: 0.2 },
];

/// A tone in memory, mono, full scale at its first sample; strokes give it its attack.
pub(super) struct Tone {
    samples: Vec<i16>,
}

impl Tone {
    /// Computes the tone at a sample rate in hertz.
    pub(super) fn struck(pitch: Pitch, rate: u32) -> Self {
        let frames = frames(RING_MS, rate);
        let mut wave = vec![0.0_f32; frames];
        for partial in &PARTIALS {
            add_partial(&mut wave, partial, pitch.hertz(), f64::from(rate));
        }
        // All partials stand at their crest in the first sample, so their shares are the peak.
        let peak: f64 = PARTIALS.iter().map(|partial| partial.share).sum();
        let scale = f32::from(i16::MAX) / peak as f32;
        Self { samples: wave.iter().map(|sample| (sample * scale).round() as i16).collect() }
    }

    pub(super) fn samples(&self) -> &[i16] {
        &self.samples
    }
}

/// Returns the share left after some seconds of a sound that falls by 60 dB in so many milliseconds.
pub(super) fn decay(secs: f32, ring_ms: u32) -> f32 {
    (-secs * 6907.755 / ring_ms as f32).exp()
}

/// Returns the whole frames of a length.
pub(super) const fn frames(millis: u32, rate: u32) -> usize {
    (millis as u64 * rate as u64 / 1000) as usize
}

/// Returns the frames of a length for arithmetic, at least one.
pub(super) const fn frames_f32(millis: u32, rate: u32) -> f32 {
    let frames = frames(millis, rate);
    if frames == 0 { 1.0 } else { frames as f32 }
}

/// Adds a decaying cosine by its two-term recurrence: two products a sample instead of a cosine and an exponential.
fn add_partial(wave: &mut [f32], partial: &Partial, hertz: f64, rate: f64) {
    let angle = TAU * hertz * partial.ratio / rate;
    let fall = (-6.907_755 * 1000.0 / (f64::from(RING_MS) * partial.ring * rate)).exp();
    let (turn, damp) = (2.0 * fall * angle.cos(), fall * fall);
    let mut before = partial.share * angle.cos() / fall;
    let mut now = partial.share;
    for sample in wave {
        *sample += now as f32;
        (before, now) = (now, turn * now - damp * before);
    }
}
