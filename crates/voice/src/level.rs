//! Brings a voice to the rate and the loudness of the cues.

use holdwell_audio::{Speech, levelled, resample};

use super::VOICE_RATE;

/// Brings what a voice gives, mono at 16 kHz, to 48 kHz and to the loudness of the cues. `None` for silence.
pub fn level(samples: &[i16]) -> Option<Speech> {
    let samples: Vec<f32> = samples.iter().map(|sample| f32::from(*sample) / 32_768.0).collect();
    levelled(&resample(&samples, VOICE_RATE)?)
}

#[cfg(test)]
mod tests {
    use std::f64::consts::PI;

    use holdwell_audio::{REFERENCE, SPEECH_CEILING, loudness};

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
        assert!(most <= SPEECH_CEILING + 1e-4, "{most}");
        assert!((loudness(&heard).unwrap() - REFERENCE).abs() < 1.0);
    }

    #[test]
    fn silence_is_nothing() {
        assert_eq!(level(&[]), None);
        assert_eq!(level(&vec![0; 16_000]), None);
    }
}
