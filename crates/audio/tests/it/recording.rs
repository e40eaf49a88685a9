//! Recordings of others.

use std::f32::consts::PI;
use std::io::Cursor;

use holdwell_audio::{REFERENCE, RecordingFault, SPEECH_CEILING, Speech, loudness, recording, speech_mp3};
use holdwell_model::Millis;
use hound::{SampleFormat, WavSpec, WavWriter};

/// Somebody hums for so many milliseconds after a second and before two of a silent room, which hisses a little.
fn hum(rate: u32, millis: u32, loud: f32) -> Vec<f32> {
    let frames = |millis: u32| (u64::from(rate) * u64::from(millis) / 1000) as usize;
    let mut seed = 1_u32;
    let mut hiss = move || {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        ((seed >> 16) as f32 / 32_768.0 - 1.0) * 0.001
    };
    let (begin, end) = (frames(1000), frames(1000 + millis));
    let hummed = |at: usize| (2.0 * PI * 220.0 * at as f32 / rate as f32).sin() * loud;
    (0..frames(3000 + millis)).map(|at| hiss() + if (begin..end).contains(&at) { hummed(at) } else { 0.0 }).collect()
}

#[expect(clippy::unwrap_used, reason = "a helper that fails is a test that fails")]
fn wav(samples: &[f32], spec: WavSpec) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    let mut writer = WavWriter::new(&mut bytes, spec).unwrap();
    for sample in samples.iter().flat_map(|sample| std::iter::repeat_n(*sample, spec.channels.into())) {
        match spec.sample_format {
            SampleFormat::Float => writer.write_sample(sample).unwrap(),
            SampleFormat::Int => {
                writer
                    .write_sample((sample * (2.0_f32.powi(i32::from(spec.bits_per_sample) - 1) - 1.0)) as i32)
                    .unwrap();
            }
        }
    }
    writer.finalize().unwrap();
    bytes.into_inner()
}

const fn spec(rate: u32, channels: u16, bits: u16, sample_format: SampleFormat) -> WavSpec {
    WavSpec { channels, sample_rate: rate, bits_per_sample: bits, sample_format }
}

/// It lasts so long and a breath, and is as loud as the cues.
#[track_caller]
#[expect(clippy::unwrap_used, reason = "a helper that fails is a test that fails")]
fn is_good(speech: &Speech, millis: u64) {
    assert!((millis..millis + 260).contains(&speech.millis()), "{} ms", speech.millis());
    let samples: Vec<f32> = speech.samples().iter().map(|sample| f32::from(*sample) / 32_767.0).collect();
    assert!((loudness(&samples).unwrap() - REFERENCE).abs() < 0.5);
    assert!(samples.iter().all(|sample| sample.abs() <= SPEECH_CEILING + 1e-3));
    assert!(samples[0].abs() < 0.001, "it comes softly");
}

#[test]
fn what_was_recorded_loses_its_silence_and_is_as_loud_as_the_cues() {
    for (rate, channels, bits, format) in [
        (44_100, 2, 16, SampleFormat::Int),
        (48_000, 1, 24, SampleFormat::Int),
        (16_000, 1, 8, SampleFormat::Int),
        (96_000, 2, 32, SampleFormat::Float),
    ] {
        let loud = if bits == 8 { 0.5 } else { 0.05 };
        is_good(&recording(&wav(&hum(rate, 1500, loud), spec(rate, channels, bits, format))).unwrap(), 1500);
    }
}

#[test]
fn flac_and_mp3_are_read_as_well() {
    let samples: Vec<i16> = hum(48_000, 2000, 0.2).iter().map(|sample| (sample * 32_767.0) as i16).collect();
    is_good(&recording(&speech_mp3(&samples).unwrap()).unwrap(), 2000);
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("a.flac");
    let file = holdwell_audio::FileSound::new(Millis(4000));
    let hold = crate::desk::cue(1000, holdwell_engine::CueKind::HoldBegin);
    holdwell_audio::render(&path, vec![hold], &file, &mut |_| {}).unwrap();
    let speech = recording(&std::fs::read(&path).unwrap()).unwrap();
    assert!((1000..4000).contains(&speech.millis()), "a bell");
}

#[test]
fn what_cannot_be_used_says_why() {
    let good = wav(&hum(16_000, 500, 0.3), spec(16_000, 1, 16, SampleFormat::Int));
    let silent = wav(
        &hum(16_000, 0, 0.0).iter().map(|sample| sample / 10.0).collect::<Vec<_>>(),
        spec(16_000, 1, 16, SampleFormat::Int),
    );
    let long = wav(&hum(8000, 70_000, 0.3), spec(8000, 1, 16, SampleFormat::Int));
    let odd = wav(&hum(16_000, 500, 0.3), spec(12_347, 1, 16, SampleFormat::Int));
    let cases: [(&[u8], RecordingFault); 7] = [
        (b"no sound", RecordingFault::Unknown),
        (b"", RecordingFault::Unknown),
        (b"\0\0\0\x20ftypM4A \0\0", RecordingFault::M4a),
        (&good[..30], RecordingFault::Damaged),
        (&silent, RecordingFault::Silent),
        (&odd, RecordingFault::Rate(12_347)),
        (b"ID3 and nothing after it", RecordingFault::Damaged),
    ];
    for (bytes, fault) in cases {
        assert_eq!(recording(bytes), Err(fault), "{:?}", bytes.get(..8));
    }
    assert!(matches!(recording(&long), Err(RecordingFault::TooLong(length)) if length > Millis::from_secs(69)));
}

#[test]
fn a_damaged_file_never_panics() {
    let mp3 = speech_mp3(&hum(48_000, 300, 0.2).iter().map(|one| (one * 32_767.0) as i16).collect::<Vec<_>>()).unwrap();
    let wav = wav(&hum(8000, 300, 0.2), spec(8000, 2, 16, SampleFormat::Int));
    let hold = vec![crate::desk::cue(100, holdwell_engine::CueKind::HoldBegin)];
    let file = holdwell_audio::FileSound::new(Millis(500));
    let flac = holdwell_audio::render_in_memory(holdwell_audio::FileKind::Flac, hold, Vec::new(), &file).unwrap();
    let mut seed = 7_u32;
    for round in 0..300 {
        for file in [&mp3, &wav, &flac] {
            let mut bytes = file.clone();
            for _change in 0..=round % 8 {
                seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                let place = seed as usize % bytes.len();
                bytes[place] = (seed >> 20) as u8;
            }
            let _any = recording(&bytes);
        }
    }
}
