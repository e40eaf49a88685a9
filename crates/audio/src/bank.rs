//! The tones at one sample rate, shared by every cue and both sets.

use std::sync::Arc;

use super::score::SoundSet;
use super::tone::{self, Pitch, Tone};
use holdwell_engine::CueKind;

/// All tones in memory: seven mono tones of five seconds, 3.4 MB at 48 kHz, whatever the number of cues.
///
/// A cue is a few strokes on these; the short set damps the same tones. Places in the stereo field are given when a
/// stroke is played.
pub struct Bank {
    rate: u32,
    tones: [Tone; Pitch::ALL.len()],
}

impl Bank {
    /// Returns the sample rate for a device: its own up to 48 kHz, a whole fraction of anything higher.
    ///
    /// Nothing here sounds above 3 kHz, so a higher rate would cost memory and be heard by nobody.
    pub const fn rate_for(device_hertz: u32) -> u32 {
        let mut parts = 1;
        while device_hertz / parts > 48_000 {
            parts += 1;
        }
        let rate = device_hertz / parts;
        if rate < 8000 { 8000 } else { rate }
    }

    /// Computes the tones at a sample rate in hertz; see [`Bank::rate_for`].
    pub fn new(rate: u32) -> Arc<Self> {
        Arc::new(Self { rate, tones: Pitch::ALL.map(|pitch| Tone::struck(pitch, rate)) })
    }

    /// Returns the sample rate in hertz.
    pub const fn rate(&self) -> u32 {
        self.rate
    }

    /// Returns the memory that the tones take, in bytes.
    pub fn bytes(&self) -> usize {
        self.tones.iter().map(|tone| size_of_val(tone.samples())).sum()
    }

    /// Returns the length of a cue in frames.
    pub(super) fn frames(&self, kind: CueKind, set: SoundSet) -> usize {
        tone::frames(set.length(kind).0 as u32, self.rate)
    }

    pub(super) fn samples(&self, pitch: Pitch) -> &[i16] {
        self.tone(pitch).samples()
    }

    fn tone(&self, pitch: Pitch) -> &Tone {
        &self.tones[pitch as usize]
    }
}
