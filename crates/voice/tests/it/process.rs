//! A process that hangs, dies or talks nonsense.
#![cfg(unix)]
#![expect(clippy::disallowed_methods, reason = "a real process takes real time")]

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use holdwell_audio::VoicePort as _;
use holdwell_speech::Dialect;
use holdwell_voice::{Fault, Process, Voice};

/// A program of the shell; what it does begins in the folder with the voices.
fn shell(script: &str) -> Process {
    Process::new(PathBuf::from("/bin/sh"), &["-c", script], &[("voice.bin", b"voice")]).unwrap()
}

fn outcome(script: &str) -> Result<Vec<i16>, Fault> {
    shell(script).speak(Dialect::British, "Left.", &AtomicBool::new(false))
}

#[test]
fn a_process_that_dies_or_talks_nonsense_is_a_prompt_that_is_not_spoken() {
    for script in ["exit 3", "kill -SEGV $$", "echo hello", "cat", "head -c 1000000 /dev/zero", "exec <&-; echo RIFF"] {
        assert_eq!(outcome(script), Err(Fault::Nonsense), "{script}");
    }
    let missing = Process::new(PathBuf::from("/no/such/program"), &[], &[]).unwrap();
    let fault = missing.speak(Dialect::British, "Left.", &AtomicBool::new(false));
    assert!(matches!(fault, Err(Fault::NotStarted(_))), "{fault:?}");
}

#[test]
fn a_process_that_hangs_is_ended_after_five_seconds() {
    let began = Instant::now();
    assert_eq!(outcome("exec sleep 60"), Err(Fault::TooLong));
    assert!((5..8).contains(&began.elapsed().as_secs()), "{:?}", began.elapsed());
}

#[test]
fn it_gets_the_text_the_dialect_and_a_folder_of_the_owners_that_goes_with_it() {
    use std::os::unix::fs::PermissionsExt as _;

    let out = tempfile::tempdir().unwrap();
    let script = format!("(pwd; cat voice.bin; echo; echo $0; cat) > {}/told", out.path().display());
    let process = shell(&script);
    let fault = process.speak(Dialect::American, "Left, \"then\" right.", &AtomicBool::new(false));
    assert_eq!(fault, Err(Fault::Nonsense));
    let told = std::fs::read_to_string(out.path().join("told")).unwrap();
    let lines: Vec<&str> = told.lines().collect();
    assert_eq!(&lines[1..], ["voice", "en-US", "Left, \"then\" right."]);
    let folder = PathBuf::from(lines[0]);
    let mode = std::fs::metadata(&folder).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o700, "nobody else looks into it");
    drop(process);
    assert!(!folder.exists());
}

/// Nobody waits for a voice: neither who asks for a text nor who leaves.
#[test]
fn a_voice_that_hangs_keeps_nobody_waiting() {
    let began = Instant::now();
    let mut voice = Voice::new(|| Ok(shell("exec sleep 60")));
    voice.prepare(Dialect::British, vec!["Left.".to_owned(), "Right.".to_owned()]);
    thread::sleep(Duration::from_millis(200));
    assert_eq!(voice.speech(Dialect::British, "Left."), None);
    drop(voice);
    assert!(began.elapsed() < Duration::from_secs(2), "{:?}", began.elapsed());
}

/// Waits until so many lines stand in a file, and that no more come.
fn settle(file: &Path, expected: usize) {
    let lines = || std::fs::read_to_string(file).map_or(0, |text| text.lines().count());
    for _try in 0..100 {
        thread::sleep(Duration::from_millis(30));
        if lines() >= expected {
            thread::sleep(Duration::from_millis(200));
            assert_eq!(lines(), expected);
            return;
        }
    }
    panic!("it was tried {} times, and not {expected}", lines());
}

#[test]
fn a_text_that_fails_twice_is_not_tried_any_more() {
    let out = tempfile::tempdir().unwrap();
    let tries = out.path().join("tries");
    let script = format!("echo >> {}", tries.display());
    let mut voice = Voice::new(move || Ok(shell(&script)));
    let texts: Vec<String> = (1..=4).map(|number| format!("Text {number}.")).collect();
    for expected in [4, 8, 8] {
        voice.prepare(Dialect::British, texts.clone());
        settle(&tries, expected);
    }
}

#[test]
fn texts_that_fail_silence_no_other() {
    let spec = hound::WavSpec {
        channels: 1,
        sample_rate: 16_000,
        bits_per_sample: 16,
        sample_format: hound::SampleFormat::Int,
    };
    let mut wav = std::io::Cursor::new(Vec::new());
    let mut writer = hound::WavWriter::new(&mut wav, spec).unwrap();
    for at in 0..16_000_i16 {
        writer.write_sample(if at % 40 < 20 { 3000_i16 } else { -3000 }).unwrap();
    }
    writer.finalize().unwrap();
    let script = "case \"$(cat)\" in Bad*) exit 3;; esac; cat voice.wav";
    let program = PathBuf::from("/bin/sh");
    let mut voice = Voice::new(move || Process::new(program, &["-c", script], &[("voice.wav", &wav.into_inner())]));
    let texts = ["Bad one.", "Bad two.", "Bad three.", "Good."].map(str::to_owned).to_vec();
    voice.prepare(Dialect::British, texts);
    let is_ready = || voice.speech(Dialect::British, "Good.").is_some();
    assert!((0..100).any(|_| {
        thread::sleep(Duration::from_millis(50));
        is_ready()
    }));
    assert_eq!(voice.speech(Dialect::British, "Bad one."), None);
}

#[test]
fn no_voice_at_all_is_none() {
    let asked = Arc::new(AtomicBool::new(false));
    let seen = Arc::clone(&asked);
    let mut voice = Voice::new(move || {
        seen.store(true, Ordering::SeqCst);
        Err(Fault::NotStarted("no folder".to_owned()))
    });
    assert!(!asked.load(Ordering::SeqCst) && voice.is_there(), "it begins with the first text");
    voice.prepare(Dialect::British, vec!["Left.".to_owned()]);
    voice.prepare(Dialect::British, vec!["Left.".to_owned()]);
    assert_eq!(voice.speech(Dialect::British, "Left."), None);
    assert!((0..100).any(|_| {
        thread::sleep(Duration::from_millis(20));
        !voice.is_there()
    }));
    drop(voice);
    assert!(asked.load(Ordering::SeqCst));
}
