//! `holdwell render`: what is said, between the cues.

use std::fs::{self, File};
use std::io::BufReader;
use std::path::Path;

use assert_cmd::cargo::cargo_bin_cmd;
use hound::WavReader;
use serde_json::Value;

use crate::rig::{Folder, builtin, head, hold, holdwell, keys};

/// The home routines that come with the program.
const HOME: [&str; 8] = [
    "desk-break-at-home",
    "evening-at-home",
    "fibromyalgia-at-home",
    "jaw-at-home",
    "low-back-at-home",
    "neck-at-home",
    "soles-at-home",
    "soles-in-bed",
];

type Sound = WavReader<BufReader<File>>;

/// Renders a routine; its sound, and what is listed.
fn render(folder: &Folder, file: &str, more: &[&str]) -> (Sound, Vec<Value>) {
    let (out, list) = (folder.path("out.wav"), folder.path("cues.json"));
    let args = [&["render", file, "--out", &out, "--cues", &list], more].concat();
    assert_eq!(holdwell(&args).well(), "");
    let listed: Vec<Value> = serde_json::from_str(&fs::read_to_string(list).unwrap()).unwrap();
    (WavReader::open(out).unwrap(), listed)
}

/// Reads what is heard of a prompt, frame by frame.
fn heard(sound: &mut Sound, prompt: &Value) -> Vec<[i16; 2]> {
    sound.seek(u32::try_from(number(prompt, "sample")).unwrap()).unwrap();
    let samples: Vec<i16> = sound.samples::<i16>().take(number(prompt, "length_ms") * 96).map(Result::unwrap).collect();
    samples.chunks_exact(2).map(|frame| [frame[0], frame[1]]).collect()
}

fn number(entry: &Value, key: &str) -> usize {
    usize::try_from(entry[key].as_u64().unwrap()).unwrap()
}

fn is_prompt(entry: &Value) -> bool {
    entry["cue"] == "prompt"
}

fn sounds(frames: &[[i16; 2]]) -> [bool; 2] {
    [0, 1].map(|side| frames.iter().any(|frame| frame[side].unsigned_abs() > 300))
}

#[test]
fn home_routines_speak_between_their_cues_and_nothing_else_changes() {
    for id in HOME {
        let folder = Folder::new();
        let (_, silent) = render(&folder, &builtin(id), &["--speech", "off"]);
        let (mut sound, listed) = render(&folder, &builtin(id), &[]);
        let (prompts, cues): (Vec<Value>, Vec<Value>) = listed.into_iter().partition(is_prompt);
        assert_eq!(cues, silent, "{id}: the cues are the same");
        assert!(prompts.len() >= 4, "{id}");
        for prompt in &prompts {
            assert_eq!(keys(prompt), ["at_ms", "cue", "length_ms", "sample", "step", "text"]);
            let (first, length) = (number(prompt, "sample"), number(prompt, "length_ms") * 48);
            assert_eq!(first, number(prompt, "at_ms") * 48);
            let over = cues.iter().find(|cue| (first..first + length).contains(&number(cue, "sample")));
            assert_eq!(over, None, "{id}: {prompt}");
            let heard = heard(&mut sound, prompt);
            assert_eq!(sounds(&heard), [true; 2], "{id}: {prompt}");
            let most = heard.iter().flatten().map(|sample| sample.unsigned_abs()).max();
            assert!(most < Some(16_384), "{id}: {prompt} clips");
        }
        for pair in prompts.windows(2) {
            let end = number(&pair[0], "at_ms") + number(&pair[0], "length_ms");
            assert!(end < number(&pair[1], "at_ms"), "{id}: {pair:?}");
        }
        let text = |prompt: &Value| prompt["text"].as_str().unwrap().to_owned();
        assert!(text(&prompts[0]).ends_with("If pain gets worse, stop for today."), "{id}");
        assert!(text(prompts.last().unwrap()).contains("That is all for today."), "{id}");
    }
}

#[test]
fn listening_work_is_silent_whoever_asks_for_words() {
    let folder = Folder::new();
    let listening = "[[step]]\nname = \"Still point\"\nsetup = \"Lie\"\nsettle = \"30s\"\n\
                     timing = { kind = \"listening\", ceiling = \"1m\" }\n";
    for audience in ["home", "therapist"] {
        let file = folder.file("r.toml", head("craniosacral", audience) + listening);
        for speech in ["on", "therapist"] {
            let (_, listed) = render(&folder, &file, &["--speech", speech]);
            let inside: Vec<&Value> =
                listed.iter().filter(|entry| is_prompt(entry) && number(entry, "at_ms") >= 25_000).collect();
            let end = |entry: &&Value| number(entry, "at_ms") > 90_000;
            assert!(inside.iter().all(end), "{audience}, {speech}: {inside:?}");
        }
    }
}

#[test]
fn a_therapist_hears_the_next_position_in_her_ear_alone() {
    let folder = Folder::new();
    let routine = builtin("hips-low-back-smrt");
    let (mut sound, listed) = render(&folder, &routine, &["--speech", "therapist", "--profile", "technique"]);
    let prompts: Vec<&Value> = listed.iter().filter(|entry| is_prompt(entry)).collect();
    assert!(prompts.len() > 5);
    for prompt in prompts {
        assert!(prompt["text"].as_str().unwrap().len() < 80, "{prompt}");
        let heard = heard(&mut sound, prompt);
        let [hers, _] = sounds(&heard);
        let most = heard.iter().map(|frame| frame[1].unsigned_abs()).max();
        // A bell may still ring softly in the room.
        assert!(hers && most < Some(1500), "{prompt}: {most:?}");
    }
    let (_, listed) = render(&folder, &routine, &[]);
    assert!(!listed.iter().any(is_prompt), "in treatment nothing is said unless it is asked for");
}

#[test]
fn a_routine_that_somebody_wrote_is_spoken_whatever_it_holds() {
    let folder = Folder::new();
    let name = "Arm <speed level='500'> & \\\"leg\\\" — ☃ 漢字";
    let file = folder.file("r.toml", head("self-care", "home") + &hold(name, "5s").replace("2s", "40s"));
    let (_, listed) = render(&folder, &file, &[]);
    assert!(listed.iter().filter(|entry| is_prompt(entry)).count() >= 2, "{listed:?}");
}

#[test]
fn the_voice_is_a_hidden_subcommand_that_writes_a_wav() {
    assert!(!holdwell(&["--help"]).well().contains("  say "));
    let outcome = holdwell(&["say", "xx-XX"]);
    assert!(outcome.code == 1 && outcome.err.contains("no such dialect"), "{outcome:?}");
}

/// Calls the program where it cannot write the folder of its voice.
fn without_a_voice(args: &[&str]) -> (bool, String) {
    let call = cargo_bin_cmd!("holdwell").args(args).env("TMPDIR", "/nonexistent").output().unwrap();
    (call.status.success(), String::from_utf8(call.stderr).unwrap())
}

#[test]
#[cfg(unix)]
fn without_a_voice_a_home_routine_has_its_chimes_unless_words_were_asked_for() {
    let folder = Folder::new();
    let (routine, out) = (builtin("soles-in-bed"), folder.path("out.wav"));
    for words in ["on", "therapist"] {
        let (is_well, said) = without_a_voice(&["render", &routine, "--out", &out, "--speech", words]);
        assert!(!is_well && said.contains("there is no voice") && said.contains("--speech off"), "{said}");
        assert!(!Path::new(&out).exists());
    }
    let (is_well, said) = without_a_voice(&["render", &routine, "--out", &out]);
    assert!(is_well && said.contains("there is no voice") && said.lines().count() == 1, "{said}");
    assert!(Path::new(&out).exists());
}

#[test]
#[cfg(unix)]
fn without_a_voice_the_page_of_a_plan_has_its_chimes() {
    let folder = Folder::new();
    let (plan, page) = (folder.path("plan.json"), folder.path("page.html"));
    let _facts = holdwell(&["plan", "make", &builtin("soles-in-bed"), "--out", &plan]).well();
    let (is_well, said) = without_a_voice(&["plan", "page", &plan, "--out", &page]);
    assert!(is_well && said.contains("there is no voice"), "{said}");
    assert!(Path::new(&page).exists());
}

/// Writes a recording: somebody hums for so many seconds.
fn hum(folder: &Folder, secs: u16) -> String {
    let path = folder.path("hum.wav");
    let spec = hound::WavSpec {
        channels: 2,
        sample_rate: 44_100,
        bits_per_sample: 16,
        sample_format: hound::SampleFormat::Int,
    };
    let mut writer = hound::WavWriter::create(&path, spec).unwrap();
    for at in 0..u32::from(secs) * 44_100 {
        let sample = ((f64::from(at) / 44_100.0 * 220.0 * std::f64::consts::TAU).sin() * 9000.0) as i16;
        writer.write_sample(sample).unwrap();
        writer.write_sample(sample).unwrap();
    }
    writer.finalize().unwrap();
    path
}

#[test]
#[cfg(unix)]
fn a_recording_of_ones_own_sounds_in_the_place_of_the_voice() {
    let folder = Folder::new();
    let (plan, recording) = (folder.path("plan.holdwell"), hum(&folder, 4));
    let own = format!("ball-buttock={recording}");
    let make = ["plan", "make", &builtin("low-back-at-home"), "--out", &plan];
    let _facts = holdwell(&[&make[..], &["--recording", &own]].concat()).well();
    let size = fs::metadata(&plan).unwrap().len();
    assert!(size < 60_000, "{size}");
    let [with, without] = ["own.wav", "none.wav"].map(|name| folder.path(name));
    // There is no voice: all that is spoken is the recording.
    let (is_well, said) = without_a_voice(&["plan", "sound", &plan, "--out", &with]);
    assert!(is_well && said.contains("there is no voice"), "{said}");
    holdwell(&["plan", "sound", &plan, "--out", &without, "--speech", "off"]).well();
    let left = |path: &str| -> Vec<i16> {
        WavReader::open(path).unwrap().samples::<i16>().step_by(2).map(Result::unwrap).collect()
    };
    let (with, without) = (left(&with), left(&without));
    let other: Vec<usize> = (0..without.len()).filter(|at| with[*at] != without[*at]).collect();
    let plan = holdwell_home::HomePlan::read(&fs::read(&plan).unwrap()).unwrap();
    let said = holdwell_web::said(&plan, holdwell_home::Share::Whole);
    let prompt = said.iter().find(|prompt| prompt.text.contains("Buttock on a ball")).unwrap();
    let due = usize::try_from(prompt.due.0).unwrap() * 48;
    let (first, last) = (other[0], other[other.len() - 1]);
    assert!(
        (due..due + 4800).contains(&first) && (due + 180_000..due + 210_000).contains(&last),
        "{first} {last} {due}"
    );

    let problems = holdwell(&[&make[..], &["--recording", &format!("psoas={recording}")]].concat()).problems();
    assert!(problems[0].contains("nothing is said in this plan for psoas"), "{problems:?}");
    let text = folder.file("a.m4a", b"\0\0\0\x20ftypM4A ");
    let problems = holdwell(&[&make[..], &["--recording", &format!("end={text}")]].concat()).problems();
    assert!(problems[0].contains("M4A of a phone"), "{problems:?}");
    let long = format!("begin={}", hum(&folder, 50));
    let problems = holdwell(&[&make[..], &["--recording", &long]].concat()).problems();
    assert!(problems[0].contains("say less"), "{problems:?}");
}
