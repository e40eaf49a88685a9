//! Sessions as files.

use std::path::Path;

use holdwell_audio::{FileSound, Placed, RenderError, render, render_flac};
use holdwell_engine::{Cue, CueAudience, CueKind};
use holdwell_model::{Millis, SessionTime};

use crate::desk::cue;

#[expect(clippy::unwrap_used, reason = "a helper that fails is a test that fails")]
fn rendered(path: &Path, cues: Vec<Cue>, secs: u64) -> Vec<Placed> {
    render(path, cues, &FileSound::new(Millis::from_secs(secs)), &mut |_| {}).unwrap()
}

#[expect(clippy::unwrap_used, reason = "a helper that fails is a test that fails")]
fn left(path: &Path) -> Vec<i16> {
    hound::WavReader::open(path).unwrap().samples::<i16>().step_by(2).map(Result::unwrap).collect()
}

#[test]
fn every_cue_stands_at_its_sample_in_the_file() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("one.wav");
    let cues: Vec<_> = (0..22).map(|index| cue(100 + 8001 * index, CueKind::ALL[index as usize].1)).collect();
    let placed = rendered(&path, cues, 60);
    assert_eq!(placed.len(), 22);
    let samples = left(&path);
    for placed in &placed {
        assert_eq!(placed.sample, placed.cue.due.0 * 48);
        assert_eq!(placed.late_micros, 0);
        let at = placed.sample as usize;
        assert_eq!(samples[at - 1], 0, "{:?}", placed.cue.kind);
        // A pan may take one side down; the ramp is there within the first samples.
        assert!(samples[at..at + 8].iter().any(|sample| *sample != 0), "{:?}", placed.cue.kind);
        assert!(samples[at..at + 4800].iter().any(|sample| sample.unsigned_abs() > 300), "{:?}", placed.cue.kind);
    }
}

#[test]
fn the_file_lasts_as_long_as_the_session_and_until_the_last_cue_has_rung_out() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("tail.wav");
    rendered(&path, vec![cue(500, CueKind::HoldEnd)], 20);
    assert_eq!(left(&path).len(), 20 * 48_000);
    rendered(&path, vec![cue(9000, CueKind::HoldEnd)], 10);
    assert_eq!(left(&path).len(), 14 * 48_000);
    rendered(&path, Vec::new(), 3);
    assert!(left(&path).iter().all(|sample| *sample == 0));
}

#[test]
fn what_is_on_the_screen_only_is_not_in_the_file() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("screen.wav");
    let warning = Cue { audience: CueAudience::Therapist, ..cue(100, CueKind::PreEnd) };
    let placed = rendered(&path, vec![warning, cue(5000, CueKind::Rest), cue(1000, CueKind::Settle)], 8);
    let order: Vec<_> = placed.iter().map(|placed| placed.cue.due).collect();
    assert_eq!(order, [SessionTime(1000), SessionTime(5000)]);
}

#[test]
fn a_long_session_has_more_cues_than_the_mixer_holds() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("long.wav");
    let cues: Vec<_> = (0..1500).map(|index| cue(index * 250, CueKind::ReturnPace)).collect();
    let placed = rendered(&path, cues, 1);
    assert_eq!(placed.len(), 1500);
    assert!(placed.iter().all(|placed| placed.sample == placed.cue.due.0 * 48));
}

#[test]
fn more_than_a_wav_file_holds_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("day.wav");
    let refused = render(&path, Vec::new(), &FileSound::new(Millis::from_mins(24 * 60)), &mut |_| {});
    assert!(matches!(refused, Err(RenderError::TooLong(length)) if length == Millis::from_mins(24 * 60)));
    assert!(!path.exists());
}

#[test]
fn flac_is_small_and_complete() {
    let dir = tempfile::tempdir().unwrap();
    let (wav, flac) = (dir.path().join("same.wav"), dir.path().join("same.FLAC"));
    let cues = || (0..10).map(|index| cue(index * 6000, CueKind::HoldEnd)).collect();
    assert_eq!(rendered(&wav, cues(), 60), rendered(&flac, cues(), 60));
    let bytes = std::fs::read(&flac).unwrap();
    assert_eq!(&bytes[..4], b"fLaC");
    let total = u64::from(bytes[21] & 15) << 32 | u64::from(u32::from_be_bytes(bytes[22..26].try_into().unwrap()));
    assert_eq!(total, (60 * 48_000_u64).next_multiple_of(4096));
    assert!(bytes.len() * 4 < std::fs::metadata(&wav).unwrap().len() as usize, "{}", bytes.len());
}

/// The smallest and the largest frame, as the head of a FLAC file says, and the bytes of all frames together.
fn frame_sizes(bytes: &[u8]) -> (usize, usize, usize) {
    let three = |at: usize| bytes[at..at + 3].iter().fold(0, |sum, byte| sum << 8 | usize::from(*byte));
    // The magic, the head of the only block of metadata, and the block.
    (three(12), three(15), bytes.len() - 4 - 4 - 34)
}

#[test]
fn the_head_of_a_flac_file_says_how_large_its_frames_are() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("a.flac");
    let frame = Millis(4080 / 48);
    for (length, frames) in [(frame, 1), (Millis(100), 2), (Millis::from_secs(10), 118)] {
        render(&path, Vec::new(), &FileSound::new(length), &mut |_| {}).unwrap();
        let (least, most, all) = frame_sizes(&std::fs::read(&path).unwrap());
        assert_eq!((least * frames, most * frames), (all, all), "silence is the same in every frame");
    }
    rendered(&path, vec![cue(0, CueKind::HoldEnd)], 10);
    let (least, most, all) = frame_sizes(&std::fs::read(&path).unwrap());
    assert!(least < most && least * 118 < all && all < most * 118, "{least} {most} {all}");
}

#[test]
fn a_place_that_cannot_be_written_is_an_error() {
    let missing = Path::new("/nowhere/at/all.wav");
    assert!(matches!(render(missing, Vec::new(), &FileSound::new(Millis(1)), &mut |_| {}), Err(RenderError::Io(_))));
}

#[test]
fn in_memory_one_channel_is_as_long_as_both() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("both.flac");
    let cues = || vec![cue(500, CueKind::HoldBegin), cue(6000, CueKind::HoldEnd)];
    rendered(&path, cues(), 20);
    let (both, one) = (
        std::fs::read(&path).unwrap(),
        render_flac(cues(), Vec::new(), &FileSound::new(Millis::from_secs(20))).unwrap(),
    );
    let channels = |bytes: &[u8]| (bytes[20] >> 1 & 7) + 1;
    assert_eq!((channels(&both), channels(&one)), (2, 1));
    assert_eq!(both[21..26], one[21..26], "so many samples");
    assert!(one.len() < both.len());
}

/// The samples of an MP3, without what its encoder put before and behind them.
fn decoded(bytes: &[u8]) -> Vec<f32> {
    let mut decoder = rusty_mp3::Mp3Decoder::new();
    decoder.push(bytes);
    decoder.flush();
    let frames = std::iter::from_fn(|| decoder.next_frame().ok());
    frames.flat_map(|frame| frame.samples).collect()
}

#[test]
fn mp3_sounds_when_the_wav_file_does() {
    let dir = tempfile::tempdir().unwrap();
    let (wav, mp3) = (dir.path().join("same.wav"), dir.path().join("same.mp3"));
    let cues = || vec![cue(2000, CueKind::HoldBegin), cue(20_000, CueKind::HoldEnd)];
    assert_eq!(rendered(&wav, cues(), 30), rendered(&mp3, cues(), 30));
    let heard = decoded(&std::fs::read(&mp3).unwrap());
    let onset = |from: usize| from + heard[from..].iter().position(|sample| sample.abs() > 0.02).unwrap();
    for (from_secs, due_secs) in [(0, 2), (15, 20)] {
        let late = onset(from_secs * 24_000) as i64 - due_secs * 24_000;
        assert!((0..2 * 1152).contains(&late), "{late} samples late");
    }
    assert!(std::fs::metadata(&mp3).unwrap().len() < 150_000);
}
