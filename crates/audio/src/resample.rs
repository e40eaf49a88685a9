//! Brings sound of any usual rate to that of files, with a windowed sinc.

use std::f64::consts::PI;

use super::render::FILE_RATE;

/// Samples on either side that make one of the file's, where the rate is raised.
const REACH: usize = 16;
/// Share of the lower band that passes.
const BAND: f64 = 0.97;
/// Most places between two samples; every usual rate has fewer.
const MOST_PHASES: usize = 640;
/// Lowest and highest rate, in hertz.
pub(super) const RATES: (u32, u32) = (8000, 192_000);

/// Brings mono samples of a rate to 48 kHz; `None` for a rate that nothing has.
pub fn resample(samples: &[f32], rate: u32) -> Option<Vec<f32>> {
    let (low, high) = RATES;
    let shared = shared(rate, FILE_RATE);
    let phases = (FILE_RATE / shared) as usize;
    if !(low..=high).contains(&rate) || phases > MOST_PHASES {
        return None;
    }
    if rate == FILE_RATE {
        return Some(samples.to_vec());
    }
    // One of the file's samples is so many steps of a phase after the one before.
    let step = (rate / shared) as usize;
    let band = BAND * (f64::from(FILE_RATE) / f64::from(rate)).min(1.0);
    let reach = (REACH as f64 * BAND / band).ceil() as usize;
    let kernels: Vec<Vec<f64>> = (0..phases).map(|phase| kernel(phase as f64 / phases as f64, band, reach)).collect();
    let at = |place: usize| samples.get(place.wrapping_sub(reach)).map_or(0.0, |sample| f64::from(*sample));
    let frame = |frame: usize| {
        let place = frame * step;
        let first = place / phases + 1;
        let kernel = kernels.get(place % phases).map(Vec::as_slice).unwrap_or_default();
        kernel.iter().enumerate().map(|(tap, factor)| factor * at(first + tap)).sum::<f64>() as f32
    };
    Some((0..samples.len() * phases / step).map(frame).collect())
}

/// Returns the largest number by which both can be divided.
const fn shared(one: u32, other: u32) -> u32 {
    if one == 0 { other } else { shared(other % one, one) }
}

/// Returns the factors on the samples from `reach − 1` before a place to `reach` after it, which lies so far behind the
/// one in the middle.
fn kernel(behind: f64, band: f64, reach: usize) -> Vec<f64> {
    let factor = |tap: usize| {
        let away = tap as f64 - (reach as f64 - 1.0) - behind;
        let angle = PI * away * band;
        let sinc = if angle.abs() < 1e-9 { 1.0 } else { angle.sin() / angle };
        let part = PI * away / reach as f64;
        let window = if part.abs() >= PI { 0.0 } else { 0.42 + 0.5 * part.cos() + 0.08 * (2.0 * part).cos() };
        band * sinc * window
    };
    (0..2 * reach).map(factor).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tone(hertz: f64, rate: u32) -> Vec<f32> {
        (0..rate).map(|at| (2.0 * PI * hertz * f64::from(at) / f64::from(rate)).sin() as f32).collect()
    }

    /// Returns the power of a pitch in decibels.
    fn power(samples: &[f32], hertz: f64) -> f64 {
        let (mut sine, mut cosine) = (0.0, 0.0);
        for (at, sample) in samples.iter().enumerate() {
            let angle = 2.0 * PI * hertz * at as f64 / f64::from(FILE_RATE);
            sine += f64::from(*sample) * angle.sin();
            cosine += f64::from(*sample) * angle.cos();
        }
        10.0 * (sine.powi(2) + cosine.powi(2)).log10()
    }

    #[test]
    fn a_tone_keeps_its_pitch_and_its_length_at_every_usual_rate() {
        for rate in [8000, 11_025, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000, 88_200, 96_000, 192_000] {
            let heard = resample(&tone(1000.0, rate), rate).unwrap();
            assert_eq!(heard.len(), 48_000, "{rate}");
            let middle = &heard[4800..43_200];
            let others = [700.0, 3000.0, 7000.0, 15_000.0].map(|hertz| power(middle, hertz));
            let most = others.into_iter().fold(f64::MIN, f64::max);
            assert!(power(middle, 1000.0) - most > 50.0, "{rate}");
            let loudest = middle.iter().fold(0.0_f32, |most, sample| most.max(sample.abs()));
            assert!((0.98..1.02).contains(&loudest), "{rate}: {loudest}");
        }
        assert_eq!(resample(&[0.0; 10], 44_101), None);
        assert_eq!(resample(&[0.0; 10], 0), None);
    }

    #[test]
    fn what_is_above_the_new_band_stays_out() {
        let heard = resample(&tone(30_000.0, 96_000), 96_000).unwrap();
        let most = heard[4800..43_200].iter().fold(0.0_f32, |most, sample| most.max(sample.abs()));
        assert!(most < 0.003, "{most}");
    }
}
