//! Brings something spoken to the loudness of the cues.

use super::loudness::{REFERENCE, loudness};
use super::render::FILE_RATE;
use super::speech::Speech;

/// Largest sample of something spoken, as a share of full scale: up to here the mixer leaves it as it is.
pub const SPEECH_CEILING: f32 = 0.3;
/// Frames over which a peak is bent, before and after it: 5 ms.
const BEND: usize = FILE_RATE as usize / 200;
/// Most times that the loudness is brought nearer, and how near it is enough, in decibels: bending a peak takes a little
/// of it.
const ROUNDS: usize = 12;
const NEAR: f64 = 0.1;

/// Brings samples, mono at 48 kHz, to the loudness of the cues, with no sample above [`SPEECH_CEILING`]. `None` for
/// silence.
pub fn levelled(raw: &[f32]) -> Option<Speech> {
    let mut gain = 1.0;
    let mut levelled = raw.to_vec();
    for _round in 0..ROUNDS {
        let short = REFERENCE - loudness(&levelled)?;
        if short.abs() < NEAR {
            break;
        }
        gain *= 10_f64.powf(short / 20.0);
        levelled = raw.iter().map(|sample| sample * gain as f32).collect();
        bend(&mut levelled);
    }
    Some(Speech::new(levelled.iter().map(|sample| (sample * f32::from(i16::MAX)).round() as i16).collect()))
}

/// Turns down what is too high, softly around it.
fn bend(samples: &mut [f32]) {
    let mut held = vec![1.0_f32; samples.len()];
    for (place, sample) in samples.iter().enumerate().filter(|(_, sample)| sample.abs() > SPEECH_CEILING) {
        let wished = SPEECH_CEILING / sample.abs();
        let around = place.saturating_sub(BEND)..(place + BEND + 1).min(held.len());
        held[around].iter_mut().for_each(|gain| *gain = gain.min(wished));
    }
    // The mean of values that are each low enough for the peak is low enough, too.
    let mut sums = vec![0.0_f64; held.len() + 1];
    for (place, gain) in held.iter().enumerate() {
        sums[place + 1] = sums[place] + f64::from(*gain);
    }
    for (place, sample) in samples.iter_mut().enumerate() {
        let (first, last) = (place.saturating_sub(BEND), (place + BEND + 1).min(held.len()));
        let mean = (sums[last] - sums[first]) / (last - first) as f64;
        *sample = (*sample * mean as f32).clamp(-SPEECH_CEILING, SPEECH_CEILING);
    }
}
