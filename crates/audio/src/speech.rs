//! Spoken words: their samples, and their voice while they sound.

use std::sync::Arc;

use super::render::FILE_RATE;
use super::voice::{Buses, Gains};
use holdwell_engine::CueAudience;
use holdwell_model::SessionTime;

/// Samples of something spoken: mono, 48 kHz, levelled to the cues. Copies share them.
#[derive(Debug, Clone)]
pub struct Speech(Arc<[i16]>);

/// The same samples, not the like of them.
impl PartialEq for Speech {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Eq for Speech {}

/// Spoken words with the instant at which they are due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Utterance {
    /// Instant at which it begins.
    pub due: SessionTime,
    /// Instant by which it has ended; where it cannot, it does not begin.
    pub until: SessionTime,
    /// Generation of the session's timing, as a cue's.
    pub generation: u32,
    /// Listeners: the room, or the therapist, on her own channel alone.
    pub audience: CueAudience,
    /// Samples.
    pub speech: Speech,
}

/// Spoken words that have begun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spoken {
    /// Instant at which it was due.
    pub due: SessionTime,
    /// First sample, counted as a cue's.
    pub sample: u64,
    /// Number of samples at 48 kHz.
    pub length: usize,
}

impl Speech {
    /// Takes samples: mono, 48 kHz, levelled.
    pub fn new(samples: Vec<i16>) -> Self {
        Self(samples.into())
    }

    /// Returns the samples.
    pub fn samples(&self) -> &[i16] {
        &self.0
    }

    /// Returns the length in milliseconds, rounded up.
    pub fn millis(&self) -> u64 {
        (self.0.len() as u64 * 1000).div_ceil(u64::from(FILE_RATE))
    }

    /// Says if nobody else holds the samples any more.
    pub(super) fn is_last(&self) -> bool {
        Arc::strong_count(&self.0) == 1
    }
}

/// The voice of something spoken that has begun.
pub(super) struct Speaking {
    speech: Speech,
    /// Number of frames played, at the rate of the output.
    age: usize,
    /// Samples for each frame of the output.
    step: f64,
    gains: Gains,
    pub(super) audience: CueAudience,
    pub(super) generation: u32,
}

impl Speaking {
    /// Begins something spoken on an output of this rate, with its gains.
    pub(super) fn new(utterance: Utterance, rate: u32, gains: [f32; 2]) -> Self {
        let Utterance { speech, audience, generation, .. } = utterance;
        let step = f64::from(FILE_RATE) / f64::from(rate.max(1));
        Self { speech, age: 0, step, gains: Gains::at(gains), audience, generation }
    }

    /// Follows a change of level, unless it is fading out.
    pub(super) fn glide(&mut self, gains: [f32; 2], frames: usize) {
        self.gains.glide(gains, frames);
    }

    /// Fades to nothing within so many frames.
    pub(super) fn fade_out(&mut self, frames: usize) {
        self.gains.fade_out(frames);
    }

    /// Returns true when nothing more will come.
    pub(super) fn is_over(&self) -> bool {
        let done = self.age as f64 * self.step >= self.speech.samples().len() as f64;
        done || self.gains.have_faded()
    }

    /// Adds the next frames, beginning at the first of the buses.
    pub(super) fn add_to(&mut self, buses: &mut Buses<'_>) {
        let frames = buses.room.len() / 2;
        let Gains { room, therapist, .. } = &mut self.gains;
        for (gain, bus) in [(room, &mut *buses.room), (therapist, &mut *buses.therapist)] {
            if gain.is_silent() {
                continue;
            }
            for (index, frame) in bus.chunks_exact_mut(2).enumerate() {
                let (gain, _) = gain.advance(1);
                let value = gain * sample_at(self.speech.samples(), (self.age + index) as f64 * self.step);
                frame[0] += value;
                frame[1] += value;
            }
        }
        self.age += frames;
    }
}

/// Returns the value at a place between samples, on a curve through the four around it: what is spoken ends at 8 kHz,
/// far below what such a curve bends.
fn sample_at(samples: &[i16], place: f64) -> f32 {
    let whole = place as usize;
    let at = |index: usize| samples.get(index).map_or(0.0, |sample| f32::from(*sample) / f32::from(i16::MAX));
    let part = (place - whole as f64) as f32;
    let now = at(whole);
    if part <= 0.0 {
        return now;
    }
    let (before, next, after) = (whole.checked_sub(1).map_or(0.0, at), at(whole + 1), at(whole + 2));
    let bend = [2.0 * before - 5.0 * now + 4.0 * next - after, 3.0 * (now - next) + after - before];
    now + 0.5 * part * ((next - before) + part * (bend[0] + part * bend[1]))
}
