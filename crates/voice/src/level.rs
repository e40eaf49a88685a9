//! Brings a voice to the rate and the loudness of the cues.

use std::f64::consts::PI;

use holdwell_audio::{FILE_RATE, REFERENCE, Speech, loudness};

use super::VOICE_RATE;

/// Largest sample of something spoken, as a share of full scale: up to here the mixer leaves it as it is.
pub const CEILING: f32 = 0.3;
/// Samples at the file's rate for each of the voice's.
const TIMES: usize = (FILE_RATE / VOICE_RATE) as usize;
/// Samples of the voice on either side that make one of the file's.
const REACH: usize = 16;
/// Share of the voice's band that passes.
const BAND: f64 = 0.97;
/// Frames over which a peak is bent, before and after it: 5 ms.
const BEND: usize = FILE_RATE as usize / 200;
/// Most times that the loudness is brought nearer, and how near it is enough, in decibels: bending a peak takes a little
/// of it.
const ROUNDS: usize = 12;
const NEAR: f64 = 0.1;

/// Brings what a voice gives, mono at 16 kHz, to 48 kHz and to the loudness of the cues, with no sample above
/// [`CEILING`]. `None` for silence.
pub fn level(samples: &[i16]) -> Option<Speech> {
    let raw = raised(samples);
    let mut gain = 1.0;
    let mut levelled = raw.clone();
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

/// Raises the sample rate with a windowed sinc.
fn raised(samples: &[i16]) -> Vec<f32> {
    let kernels: Vec<Vec<f64>> = (0..TIMES).map(|phase| kernel(phase as f64 / TIMES as f64)).collect();
    let at = |place: usize| samples.get(place.wrapping_sub(REACH)).map_or(0.0, |sample| f64::from(*sample) / 32_768.0);
    let frame = |frame: usize| {
        let kernel = &kernels[frame % TIMES];
        let first = frame / TIMES + 1;
        kernel.iter().enumerate().map(|(tap, factor)| factor * at(first + tap)).sum::<f64>() as f32
    };
    (0..samples.len() * TIMES).map(frame).collect()
}

/// Returns the factors on the samples from `REACH − 1` before a place to `REACH` after it, which lies so far behind the
/// one in the middle.
fn kernel(behind: f64) -> Vec<f64> {
    let factor = |tap: usize| {
        let away = tap as f64 - (REACH as f64 - 1.0) - behind;
        let angle = PI * away * BAND;
        let sinc = if angle.abs() < 1e-9 { 1.0 } else { angle.sin() / angle };
        let part = PI * away / REACH as f64;
        let window = if part.abs() >= PI { 0.0 } else { 0.42 + 0.5 * part.cos() + 0.08 * (2.0 * part).cos() };
        BAND * sinc * window
    };
    (0..2 * REACH).map(factor).collect()
}

/// Turns down what is too high, softly around it.
fn bend(samples: &mut [f32]) {
    let mut held = vec![1.0_f32; samples.len()];
    for (place, sample) in samples.iter().enumerate().filter(|(_, sample)| sample.abs() > CEILING) {
        let wished = CEILING / sample.abs();
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
        *sample = (*sample * mean as f32).clamp(-CEILING, CEILING);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tone(hertz: f64, peak: f64, millis: usize) -> Vec<i16> {
        let rate = f64::from(VOICE_RATE);
        let samples = millis * VOICE_RATE as usize / 1000;
        (0..samples).map(|at| (32_767.0 * peak * (2.0 * PI * hertz * at as f64 / rate).sin()) as i16).collect()
    }

    fn heard(speech: &Speech) -> Vec<f32> {
        speech.samples().iter().map(|sample| f32::from(*sample) / f32::from(i16::MAX)).collect()
    }

    #[test]
    fn loud_and_soft_come_out_alike_and_three_times_as_many() {
        for peak in [0.9, 0.1, 0.003] {
            let speech = level(&tone(440.0, peak, 1000)).unwrap();
            assert_eq!(speech.samples().len(), 48_000);
            let now = loudness(&heard(&speech)).unwrap();
            assert!((now - REFERENCE).abs() < 0.2, "{peak}: {now}");
        }
    }

    #[test]
    fn a_peak_is_bent_and_its_surroundings_are_softly_with_it() {
        let mut samples = tone(300.0, 0.05, 2000);
        samples[16_000..16_020].fill(32_000);
        let speech = level(&samples).unwrap();
        let heard = heard(&speech);
        let most = heard.iter().fold(0.0_f32, |most, sample| most.max(sample.abs()));
        assert!(most <= CEILING + 1e-4, "{most}");
        assert!((loudness(&heard).unwrap() - REFERENCE).abs() < 1.0);
    }

    #[test]
    fn what_is_above_the_voices_band_stays_out() {
        let raised = raised(&tone(3000.0, 0.5, 1000));
        let power = |hertz: f64| {
            let (mut sine, mut cosine) = (0.0, 0.0);
            for (at, sample) in raised.iter().enumerate() {
                let angle = 2.0 * PI * hertz * at as f64 / f64::from(FILE_RATE);
                sine += f64::from(*sample) * angle.sin();
                cosine += f64::from(*sample) * angle.cos();
            }
            10.0 * (sine.powi(2) + cosine.powi(2)).log10()
        };
        for image in [13_000.0, 19_000.0] {
            let below = power(3000.0) - power(image);
            assert!(below > 60.0, "{image} Hz: {below:.0} dB below");
        }
    }

    #[test]
    fn silence_is_nothing() {
        assert_eq!(level(&[]), None);
        assert_eq!(level(&vec![0; 16_000]), None);
    }
}
