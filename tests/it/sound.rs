//! `holdwell render`: every cue begins at its sample.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::BufReader;
use std::process::Command;

use hound::{SampleFormat, WavReader};
use serde_json::Value;

use crate::rig::{Folder, builtin, head, hold, holdwell, keys, listed};

/// Samples before a cue that must be silent if its beginning is to be seen, and in which it must then be heard.
const BEFORE: u32 = 480;
const WITHIN: u32 = 960;

type Sound = WavReader<BufReader<File>>;

fn render(folder: &Folder, file: &str, more: &[&str]) -> (Sound, Vec<Value>) {
    let (out, list) = (folder.path("out.wav"), folder.path("cues.json"));
    let args: Vec<&str> =
        ["render", file, "--out", &out, "--cues", &list].into_iter().chain(more.iter().copied()).collect();
    assert_eq!(holdwell(&args).well(), "");
    let Value::Array(cues) = serde_json::from_str(&fs::read_to_string(list).unwrap()).unwrap() else {
        panic!("the cues are not an array")
    };
    (WavReader::open(out).unwrap(), cues)
}

/// Frames from a sample on; true where either side sounds.
fn sounds(wav: &mut Sound, from: u32, frames: u32) -> Vec<bool> {
    wav.seek(from).unwrap();
    let samples: Vec<i16> = wav.samples::<i16>().take(2 * frames as usize).map(Result::unwrap).collect();
    samples.chunks_exact(2).map(|pair| pair != [0, 0]).collect()
}

#[test]
fn every_cue_of_every_routine_begins_at_its_sample() {
    for id in listed() {
        let folder = Folder::new();
        let (mut wav, cues) = render(&folder, &builtin(&id), &["--speech", "off"]);
        let spec = wav.spec();
        assert_eq!((spec.sample_rate, spec.bits_per_sample, spec.sample_format), (48_000, 16, SampleFormat::Int));
        assert_eq!(spec.channels, 2);
        assert!(cues.len() > 3, "{id}");
        let (mut first, mut seen) = (BTreeMap::new(), 0);
        for cue in &cues {
            let sample = place(cue);
            let lead = BEFORE.min(sample);
            let around = sounds(&mut wav, sample - lead, lead + WITHIN);
            let (before, after) = around.split_at(lead as usize);
            if before.contains(&true) {
                continue;
            }
            let kind = cue["cue"].as_str().unwrap().to_owned();
            let heard = after.iter().position(|sounds| *sounds).unwrap_or_else(|| panic!("{id}: nothing at {cue}"));
            assert_eq!(
                *first.entry(kind).or_insert(heard),
                heard,
                "{id}: {cue} begins at another sample than its like"
            );
            seen += 1;
        }
        assert!(seen >= 3, "{id}: the beginning of {seen} of {} cues could be seen", cues.len());
    }
}

fn place(cue: &Value) -> u32 {
    assert_eq!(keys(cue), ["at_ms", "cue", "sample", "step"]);
    let (at, sample) = (cue["at_ms"].as_u64().unwrap(), cue["sample"].as_u64().unwrap());
    assert_eq!(sample, at * 48);
    assert!(cue["step"].is_null() || cue["step"].as_u64() >= Some(1));
    u32::try_from(sample).unwrap()
}

#[test]
fn cues_are_listed_in_order_and_one_instant_has_one_cue() {
    for id in listed() {
        let folder = Folder::new();
        let (_, cues) = render(&folder, &builtin(&id), &[]);
        assert!(cues.windows(2).all(|pair| pair[0]["at_ms"].as_u64() < pair[1]["at_ms"].as_u64()), "{id}");
    }
}

#[test]
fn the_file_lasts_as_long_as_the_session_and_its_last_tail() {
    let folder = Folder::new();
    let (mut wav, cues) =
        render(&folder, &folder.file("r.toml", head("self-care", "home") + &hold("A", "5s")), &["--speech", "off"]);
    let kinds: Vec<&str> = cues.iter().map(|cue| cue["cue"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["settle", "hold-begin", "session-end"]);
    assert_eq!(place(&cues[2]), 7 * 48_000);
    let frames = wav.duration();
    assert!((7 * 48_000 + 48_000..16 * 48_000).contains(&frames), "{frames}");
    assert!(!sounds(&mut wav, frames - 100, 100).contains(&true), "it has rung out");
}

#[test]
fn the_techniques_own_profile_is_quieter_than_the_full_one() {
    let folder = Folder::new();
    let (_, full) = render(&folder, &builtin("jaw-therapist"), &["--profile", "full"]);
    let (_, own) = render(&folder, &builtin("jaw-therapist"), &["--profile", "technique"]);
    assert!(own.len() < full.len());
    let listening = full.iter().filter(|cue| cue["cue"] == "check-in").count();
    assert!(listening > 0 && !own.iter().any(|cue| cue["cue"] == "check-in"));
}

#[test]
fn a_long_silent_file_holds_silence() {
    let folder = Folder::new();
    let text = head("self-care", "home") + &hold("A", "10m");
    let (mut wav, _) = render(&folder, &folder.file("r.toml", text), &[]);
    assert!(!sounds(&mut wav, 100 * 48_000, 48_000).contains(&true));
    assert!(wav.duration() > 602 * 48_000);
}

#[test]
fn flac_is_as_long_as_wav_and_less_than_half_the_size() {
    let folder = Folder::new();
    let (wav, _) = render(&folder, &builtin("demonstration"), &[]);
    let out = folder.path("out.flac");
    assert_eq!(holdwell(&["render", &builtin("demonstration"), "--out", &out]).well(), "");
    let bytes = fs::read(out).unwrap();
    assert_eq!(&bytes[..4], b"fLaC");
    assert_eq!(bytes[4] & 0x7f, 0, "the stream's description comes first");
    let packed = u64::from_be_bytes(bytes[18..26].try_into().unwrap());
    assert_eq!((packed >> 44, (packed >> 41 & 7) + 1, (packed >> 36 & 31) + 1), (48_000, 2, 16));
    assert_eq!(packed & 0xf_ffff_ffff, u64::from(wav.duration()));
    assert!(bytes.len() < wav.duration() as usize * 4 / 2);
}

/// Players of this machine that say what they find; a machine without them looks at nothing.
#[test]
fn players_find_title_chapters_and_cover() {
    let folder = Folder::new();
    let plan = folder.path("plan.holdwell");
    let _facts = holdwell(&["plan", "make", &builtin("soles-in-bed"), "--out", &plan, "--name", "Ann Example"]).well();
    for kind in ["mp3", "flac"] {
        let out = folder.path(&format!("sound.{kind}"));
        holdwell(&["plan", "sound", &plan, "--out", &out, "--speech", "off"]).well();
        let asked = ["-v", "error", "-show_chapters", "-show_streams", "-show_format", "-of", "json", &out];
        if let Ok(probed) = Command::new("ffprobe").args(asked).output() {
            assert_eq!(String::from_utf8_lossy(&probed.stderr), "", "{kind}");
            let probed: Value = serde_json::from_slice(&probed.stdout).unwrap();
            let tags = probed["format"]["tags"].as_object().unwrap();
            let tag = |key: &str| tags.iter().find(|(known, _)| known.eq_ignore_ascii_case(key)).map(|(_, text)| text);
            assert_eq!(tag("title"), Some(&"Plantar fascia at home: before you get up".into()), "{kind}: {tags:?}");
            assert_eq!((tag("artist"), tag("album")), (Some(&"Holdwell".into()), Some(&"For Ann Example".into())));
            let chapters = probed["chapters"].as_array().unwrap();
            assert!(chapters.len() >= 2, "{kind}: {chapters:?}");
            let titled = |chapter: &Value| chapter["tags"]["title"].as_str().is_some_and(|title| title.len() > 3);
            assert!(chapters.iter().all(titled), "{kind}: {chapters:?}");
            let streams = probed["streams"].as_array().unwrap();
            assert!(streams.iter().any(|stream| stream["codec_name"] == "png" && stream["width"] == 600), "{kind}");
            let decoded = Command::new("ffmpeg").args(["-v", "error", "-i", &out, "-f", "null", "-"]).output().unwrap();
            assert_eq!(String::from_utf8_lossy(&decoded.stderr), "", "{kind}");
        }
        let played = ["-q", "filesrc", &format!("location={out}"), "!", "decodebin", "!", "fakesink"];
        if let Ok(played) = Command::new("gst-launch-1.0").args(played).output() {
            assert!(played.status.success(), "{kind}: {}", String::from_utf8_lossy(&played.stderr));
        }
    }
}

#[test]
fn a_place_where_nothing_can_be_written_is_said() {
    let folder = Folder::new();
    let out = folder.path("no/such/folder/out.wav");
    let outcome = holdwell(&["render", &builtin("demonstration"), "--out", &out]);
    assert_eq!(outcome.code, 1);
    assert!(outcome.err.contains(&out) && !outcome.err.contains("panicked"), "{}", outcome.err);
    assert_eq!(outcome.err.matches("cannot be written").count(), 1, "{}", outcome.err);
    assert_eq!(outcome.err.matches("os error").count(), 1, "the reason is said once: {}", outcome.err);
}

#[test]
fn nothing_is_written_over_what_is_read_or_written_beside_it() {
    let folder = Folder::new();
    let routine = folder.file("mine.toml", fs::read(builtin("demonstration")).unwrap());
    let (before, wav) = (fs::read(&routine).unwrap(), folder.path("a.wav"));
    for args in [vec!["render", &routine, "--out", &routine], vec!["render", &routine, "--out", &wav, "--cues", &wav]] {
        let outcome = holdwell(&args);
        assert!(outcome.code == 2 && outcome.err.contains("name another file"), "{outcome:?}");
    }
    assert!(fs::read(&routine).unwrap() == before && !fs::exists(&wav).unwrap());
}

#[test]
fn another_kind_of_sound_file_is_refused() {
    let folder = Folder::new();
    let outcome = holdwell(&["render", &builtin("demonstration"), "--out", &folder.path("a.ogg")]);
    assert!(outcome.code == 2 && outcome.err.contains("ends with .wav, .flac or .mp3"), "{outcome:?}");
}
