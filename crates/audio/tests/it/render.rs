//! Sessions as files.

use std::path::Path;

use holdwell_audio::{Chapter, FileKind, FileSound, Placed, RenderError, Tags, render, render_in_memory};
use holdwell_engine::{Cue, CueAudience, CueKind};
use holdwell_model::{Millis, SessionTime};
use id3::TagLike as _;

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
    assert_eq!(total, 60 * 48_000);
    assert!(bytes.len() * 4 < std::fs::metadata(&wav).unwrap().len() as usize, "{}", bytes.len());
}

#[test]
fn flac_is_the_wav_file_sample_by_sample() {
    let dir = tempfile::tempdir().unwrap();
    for length in [20_000, 20_001, 20_086] {
        let (wav, flac) = (dir.path().join("same.wav"), dir.path().join("same.flac"));
        for path in [&wav, &flac] {
            let cues = vec![cue(500, CueKind::HoldBegin), cue(6000, CueKind::HoldEnd)];
            render(path, cues, &FileSound::new(Millis(length)), &mut |_| {}).unwrap();
        }
        let all: Vec<i32> = hound::WavReader::open(&wav).unwrap().samples::<i32>().map(Result::unwrap).collect();
        let heard: Vec<i32> = claxon::FlacReader::open(&flac).unwrap().samples().map(Result::unwrap).collect();
        assert_eq!(heard.len(), 96 * length as usize);
        assert!(heard == all, "{length}");
    }
}

fn tags() -> Tags {
    let chapter = |at: u64, title: &str| Chapter { at: SessionTime(at), title: title.to_owned() };
    Tags {
        title: "Low back – home".to_owned(),
        album: None,
        chapters: vec![chapter(0, "Ball, left"), chapter(3_723_500, "Ball, right")],
        cover: Some([&b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"[..], &[0, 0, 2, 88, 0, 0, 2, 88, 8, 2, 0, 0, 0]].concat()),
    }
}

#[test]
fn a_file_says_what_it_is_and_where_its_parts_begin() {
    let dir = tempfile::tempdir().unwrap();
    let tags = tags();
    let write = |name: &str| {
        let path = dir.path().join(name);
        let file = FileSound { tags: Some(&tags), ..FileSound::new(Millis::from_mins(70)) };
        render(&path, Vec::new(), &file, &mut |_| {}).unwrap();
        path
    };
    let tag = id3::Tag::read_from_path(write("a.mp3")).unwrap();
    assert_eq!((tag.title(), tag.artist(), tag.album()), (Some("Low back – home"), Some("Holdwell"), None));
    let chapters: Vec<_> =
        tag.chapters().map(|one| (one.start_time, one.end_time, one.frames[0].content().text())).collect();
    assert_eq!(chapters, [(0, 3_723_500, Some("Ball, left")), (3_723_500, 4_200_000, Some("Ball, right"))]);
    assert_eq!(tag.tables_of_contents().next().unwrap().elements.len(), 2);
    assert_eq!(tag.pictures().next().unwrap().data, *tags.cover.as_ref().unwrap());

    let flac = claxon::FlacReader::open(write("a.flac")).unwrap();
    assert_eq!(flac.streaminfo().samples, Some(70 * 60 * 48_000));
    let said: Vec<(&str, &str)> = flac.tags().collect();
    let expected = [
        ("TITLE", "Low back – home"),
        ("ARTIST", "Holdwell"),
        ("CHAPTER001", "00:00:00.000"),
        ("CHAPTER001NAME", "Ball, left"),
        ("CHAPTER002", "01:02:03.500"),
        ("CHAPTER002NAME", "Ball, right"),
    ];
    assert_eq!(said, expected);
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
    // Three blocks are 256 ms.
    for (length, frames) in [(Millis(85), 1), (Millis(256), 3), (Millis(10_240), 120)] {
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
fn in_memory_there_is_the_left_channel_of_every_kind() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("both.wav");
    let cues = || vec![cue(500, CueKind::HoldBegin), cue(6000, CueKind::HoldEnd)];
    rendered(&path, cues(), 20);
    let one = |kind| render_in_memory(kind, cues(), Vec::new(), &FileSound::new(Millis::from_secs(20))).unwrap();
    let wav: Vec<i16> =
        hound::WavReader::new(&*one(FileKind::Wav)).unwrap().into_samples::<i16>().map(Result::unwrap).collect();
    assert!(wav == left(&path));
    let flac: Vec<i32> =
        claxon::FlacReader::new(&*one(FileKind::Flac)).unwrap().samples().map(Result::unwrap).collect();
    assert!(flac.iter().eq(wav.iter().map(|sample| i32::from(*sample)).collect::<Vec<_>>().iter()));
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

/// Samples of delay that every encoder and every decoder of MP3 adds, as players know them, and of a frame.
const DELAYS: (usize, usize) = (528, 529);
const FRAME: usize = 576;

#[test]
fn an_mp3_is_exactly_as_long_and_as_late_as_its_head_says() {
    let dir = tempfile::tempdir().unwrap();
    let (wav, mp3) = (dir.path().join("same.wav"), dir.path().join("same.mp3"));
    let tags = tags();
    for path in [&wav, &mp3] {
        let file = FileSound { tags: Some(&tags), ..FileSound::new(Millis(9_001)) };
        render(path, vec![cue(1000, CueKind::HoldBegin), cue(4000, CueKind::Settle)], &file, &mut |_| {}).unwrap();
    }
    let bytes = std::fs::read(&mp3).unwrap();
    let at = bytes.windows(4).position(|four| four == b"LAME").unwrap();
    let delay = usize::from(bytes[at + 21]) << 4 | usize::from(bytes[at + 22] >> 4);
    let padding = usize::from(bytes[at + 22] & 15) << 8 | usize::from(bytes[at + 23]);
    let heard = decoded(&bytes);
    // The head is a frame of silence, and the frames after it are the delay, the sound and the padding.
    assert_eq!((delay, heard.len() - FRAME - delay - padding), (DELAYS.0, 24 * 9_001));
    let whole: Vec<f32> =
        left(&wav).chunks_exact(2).map(|pair| (f32::from(pair[0]) + f32::from(pair[1])) / 65_534.0).collect();
    let alike = |late: usize| -> f32 { whole.iter().zip(&heard[late..]).map(|(one, other)| one * other).sum() };
    let best = (0..2000).max_by(|one, other| alike(*one).total_cmp(&alike(*other))).unwrap();
    assert_eq!(best, FRAME + DELAYS.0 + DELAYS.1);
}
