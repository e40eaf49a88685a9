//! Loudness as an ear judges it: ITU-R BS.1770, at 48 kHz.

/// Sample rate for which the filters are made, in hertz.
const RATE: usize = 48_000;
/// Length of a block, and the step from one to the next, in frames: 400 ms and 100 ms.
const BLOCK: usize = RATE * 2 / 5;
const STEP: usize = RATE / 10;
/// Loudness below which a block is silent, in LUFS.
const SILENCE: f64 = -70.0;
/// Distance from the mean below which a block is a pause, in decibels.
const PAUSE: f64 = -10.0;

/// Loudness of the cues at their ceiling, in LUFS: that of the bell that ends a hold, in its loudest 400 ms. What is
/// spoken is brought to it.
pub const REFERENCE: f64 = -21.1;

/// Returns the loudness of a mono sound at 48 kHz that comes from both sides, in LUFS, without its pauses; `None` for
/// silence.
pub fn loudness(samples: &[f32]) -> Option<f64> {
    let powers = powers(samples);
    let mean = |above: f64| {
        let heard: Vec<f64> = powers.iter().copied().filter(|power| decibels(*power) > above).collect();
        (!heard.is_empty()).then(|| heard.iter().sum::<f64>() / heard.len() as f64)
    };
    mean(SILENCE).and_then(|all| mean(decibels(all) + PAUSE)).map(decibels)
}

/// Returns the loudness of the loudest 400 ms, in LUFS; `None` for silence.
pub fn loudest(samples: &[f32]) -> Option<f64> {
    powers(samples).into_iter().map(decibels).filter(|block| *block > SILENCE).reduce(f64::max)
}

/// Returns the power of each block; a sound that is shorter than one is a block.
fn powers(samples: &[f32]) -> Vec<f64> {
    let mut ear = Ear::default();
    let squares: Vec<f64> = samples.iter().map(|sample| ear.hear(f64::from(*sample)).powi(2)).collect();
    let block = BLOCK.min(squares.len()).max(1);
    // Both sides sound, and their powers add up.
    squares.windows(block).step_by(STEP).map(|squares| 2.0 * squares.iter().sum::<f64>() / block as f64).collect()
}

fn decibels(power: f64) -> f64 {
    -0.691 + 10.0 * power.max(f64::MIN_POSITIVE).log10()
}

/// A filter of second order: three factors forward, two back.
#[derive(Clone, Copy)]
struct Filter {
    forward: [f64; 3],
    back: [f64; 2],
    past: [f64; 2],
}

impl Filter {
    fn pass(&mut self, value: f64) -> f64 {
        let [forward, back, past] = [&self.forward[..], &self.back[..], &self.past[..]];
        let held = value - back[0] * past[0] - back[1] * past[1];
        let out = forward[0] * held + forward[1] * past[0] + forward[2] * past[1];
        self.past = [held, past[0]];
        out
    }
}

/// The head, which lifts what is high, and the ear, which hears little of what is low.
struct Ear([Filter; 2]);

impl Default for Ear {
    fn default() -> Self {
        let filter = |forward, back| Filter { forward, back, past: [0.0; 2] };
        Self([
            filter(
                [1.535_124_859_586_97, -2.691_696_189_406_38, 1.198_392_810_852_85],
                [-1.690_659_293_182_41, 0.732_480_774_215_85],
            ),
            filter([1.0, -2.0, 1.0], [-1.990_047_454_833_98, 0.990_072_250_366_21]),
        ])
    }
}

impl Ear {
    fn hear(&mut self, value: f64) -> f64 {
        self.0.iter_mut().fold(value, |value, filter| filter.pass(value))
    }
}

#[cfg(test)]
mod tests {
    use std::f32::consts::TAU;
    use std::sync::Arc;

    use holdwell_engine::CueKind;

    use super::*;
    use crate::bank::Bank;
    use crate::render::FILE_RATE;
    use crate::score::SoundSet;
    use crate::voice::{Buses, Voice};

    fn sine(hertz: f32, peak: f32, secs: usize) -> Vec<f32> {
        (0..secs * RATE).map(|frame| peak * (TAU * hertz * frame as f32 / RATE as f32).sin()).collect()
    }

    /// The standard's own check: a tone of 997 Hz at full scale on one side is −3.01 LUFS, on both 0.
    #[test]
    fn a_tone_at_full_scale_is_nought() {
        let full = loudness(&sine(997.0, 1.0, 3)).unwrap();
        assert!(full.abs() < 0.05, "{full}");
        let softer = loudness(&sine(997.0, 0.1, 3)).unwrap();
        assert!((softer + 20.0).abs() < 0.05, "{softer}");
    }

    #[test]
    fn pauses_do_not_count_and_silence_has_no_loudness() {
        let tone = sine(997.0, 0.1, 2);
        let paused = [tone.clone(), vec![0.0; 10 * RATE], tone].concat();
        assert!((loudness(&paused).unwrap() + 20.0).abs() < 0.5);
        assert_eq!((loudness(&[]), loudness(&vec![0.0; RATE]), loudest(&[])), (None, None, None));
        assert!(loudness(&sine(997.0, 0.1, 1)[..RATE / 5]).is_some(), "a short word has one");
    }

    #[test]
    fn the_reference_is_the_bell_at_the_end_of_a_hold() {
        let bank: Arc<Bank> = Bank::new(FILE_RATE);
        let mut room = vec![0.0; 2 * RATE];
        let mut voice = Voice::new(&bank, CueKind::HoldEnd, SoundSet::Long, [1.0, 0.0]);
        voice.add_to(&bank, &mut Buses { room: &mut room, therapist: &mut [] });
        // Both sides as one, as the ear has them.
        let mono: Vec<f32> = room.chunks_exact(2).map(|frame| f32::midpoint(frame[0], frame[1])).collect();
        let bell = loudest(&mono).unwrap();
        assert!((bell - REFERENCE).abs() < 0.1, "{bell:.2}");
    }
}
