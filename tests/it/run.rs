//! `holdwell run --headless`.

use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::rig::{Folder, builtin, head, holdwell, json_lines, keys, listed, steps};
use crate::timeline::rows;

fn run(file: &str, more: &[&str]) -> Vec<Value> {
    let args: Vec<&str> = ["run", file, "--headless", "--no-audio"].into_iter().chain(more.iter().copied()).collect();
    json_lines(&holdwell(&args).well())
}

fn scripted(file: &str, script: &str) -> Vec<Value> {
    let folder = Folder::new();
    run(file, &["--speed", "1000", "--commands", &folder.file("s.txt", script)])
}

fn of<'a>(lines: &'a [Value], event: &str) -> Vec<&'a Value> {
    lines.iter().filter(|line| line["event"] == event).collect()
}

const HOLD: &str = "[[step]]\nposition = \"psoas\"\nside = \"left\"\ntiming = { kind = \"fixed\", hold = \"30s\" }\n";

#[test]
fn every_line_has_the_keys_of_the_contract_and_the_last_has_the_account() {
    let lines = run(&builtin("demonstration"), &["--speed", "1000"]);
    let (last, others) = lines.split_last().unwrap();
    for line in others {
        assert_eq!(keys(line), ["at_ms", "event", "phase", "reason", "side", "step"]);
        assert!(line["at_ms"].is_u64() && line["event"].is_string());
    }
    assert_eq!(keys(last), ["at_ms", "cues", "event", "phase", "reason", "side", "step", "worst_late_ms"]);
    assert!(last["cues"].as_u64() > Some(20));
    assert_eq!(last["worst_late_ms"].as_f64(), Some(0.0), "nothing sounded, so nothing was late");
    assert_eq!(of(&lines, "started")[0]["at_ms"], 0);
    assert_eq!(others.last().unwrap()["event"], "finished");
    assert_eq!(others.last().unwrap()["reason"], "complete");
    let stamps: Vec<u64> = lines.iter().map(|line| line["at_ms"].as_u64().unwrap()).collect();
    assert!(stamps.is_sorted());
}

#[test]
fn timeline_and_run_agree_to_the_millisecond() {
    for id in listed() {
        let speed = if id == "demonstration" { "1000" } else { "20000" };
        let lines = run(&builtin(&id), &["--speed", speed]);
        let begun: Vec<_> = of(&lines, "phase-begin")
            .iter()
            .map(|line| (line["at_ms"].clone(), line["step"].clone(), line["phase"].clone()))
            .collect();
        let planned: Vec<_> = rows(&builtin(&id))
            .iter()
            .map(|row| (row["at_ms"].clone(), row["step"].clone(), row["phase"].clone()))
            .collect();
        assert_eq!(begun, planned, "{id}");
    }
}

#[test]
fn render_and_run_agree_on_the_cues() {
    let folder = Folder::new();
    for id in ["demonstration", "evening-at-home"] {
        let (out, list) = (folder.path("out.wav"), folder.path("cues.json"));
        let _silent = holdwell(&["render", &builtin(id), "--out", &out, "--cues", &list]).well();
        let mut cues: Vec<Value> = serde_json::from_str(&std::fs::read_to_string(list).unwrap()).unwrap();
        cues.retain(|cue| cue["cue"] != "prompt");
        let lines = run(&builtin(id), &["--speed", "20000", "--profile", "full"]);
        assert_eq!(lines.last().unwrap()["cues"], cues.len(), "{id}");
    }
}

#[test]
fn five_thousand_steps_run_to_their_end() {
    let folder = Folder::new();
    let lines = run(&folder.file("r.toml", steps(5000, "5s")), &["--speed", "100000"]);
    assert_eq!(of(&lines, "phase-begin").len(), 10_000);
    assert_eq!(of(&lines, "finished")[0]["at_ms"], 35_000_000);
}

#[test]
fn a_free_routine_that_nobody_attends_ends() {
    let lines = run(&builtin("free-smrt"), &["--speed", "10000"]);
    assert_eq!(of(&lines, "finished")[0]["reason"], "complete");
}

#[test]
fn a_script_is_the_person() {
    let folder = Folder::new();
    let file = folder.file("r.toml", head("smrt", "therapist") + HOLD + HOLD);
    let script = "# a visit\nat 35s advance\nat 40s score in-position 6\nat 45s mark\nat 50s advance\n\
                  at 1m insert \"Scalene\" 30s\nat 1m10s note \"SECRET\"\n";
    let lines = scripted(&file, script);
    let begun: Vec<_> = of(&lines, "phase-begin").iter().map(|line| line["at_ms"].as_u64().unwrap()).collect();
    assert_eq!(begun[..3], [0, 35_000, 50_000]);
    let told: Vec<_> = of(&lines, "command").iter().map(|line| line["at_ms"].as_u64().unwrap()).collect();
    assert_eq!(told, [0, 35_000, 40_000, 45_000, 50_000, 60_000, 70_000]);
    assert_eq!(of(&lines, "release")[0]["at_ms"], 45_000);
    assert_eq!(of(&lines, "score")[0]["reason"], "in-position 6");
    assert!(of(&lines, "phase-end").iter().any(|line| line["reason"] == "early" && line["at_ms"] == 50_000));
    assert!(of(&lines, "phase-begin").iter().any(|line| line["step"] == 3), "what was added comes after the last step");
    assert_eq!(of(&lines, "finished")[0]["reason"], "complete", "the rest ran by itself");
    assert!(!lines.iter().any(|line| line.to_string().contains("SECRET")), "a note is the client's");
}

#[test]
fn a_script_gives_the_same_session_at_every_speed() {
    let folder = Folder::new();
    let file = folder.file("r.toml", head("smrt", "therapist") + HOLD);
    let script = folder.file("s.txt", "at 1s advance\nat 2s undo\nat 3s pause\nat 4s go-on\nat 5s stop\n");
    let [slow, fast] = ["3", "1000"].map(|speed| run(&file, &["--speed", speed, "--commands", &script]));
    assert_eq!(slow, fast);
}

#[test]
fn a_script_that_stops_ends_with_0() {
    let folder = Folder::new();
    let file = folder.file("r.toml", head("smrt", "therapist") + HOLD);
    let lines = scripted(&file, "at 0s advance\nat 12s hush\nat 20s stop\n");
    let finished = of(&lines, "finished");
    assert_eq!((finished[0]["at_ms"].as_u64(), finished[0]["reason"].as_str()), (Some(20_000), Some("client's word")));
    assert_eq!(of(&lines, "paused")[0]["reason"], "client's word");
    let stopped = scripted(&file, "at 5s stop");
    assert_eq!(of(&stopped, "finished")[0]["reason"], "stopped");
    assert!(stopped.last().unwrap()["cues"].is_u64());
}

#[test]
fn a_script_that_takes_the_start_back_ends() {
    let lines = scripted(&builtin("fibromyalgia-at-home"), include_str!("../cases/undo-start-never-ends.txt"));
    assert!(lines.iter().any(|line| line["event"] == "finished"), "{lines:?}");
}

#[test]
fn every_error_of_a_script_names_its_line() {
    let folder = Folder::new();
    let script = folder.file("s.txt", "at 5s advance\n\nat 6s fly\nat 4s mark\nadvance\nat 9s note \"a\n");
    let file = builtin("demonstration");
    let problems = holdwell(&["run", &file, "--headless", "--no-audio", "--commands", &script]).problems();
    let heads: Vec<&str> = problems.iter().map(|problem| problem.rsplit_once(": ").unwrap().0).collect();
    for (line, head) in [3, 4, 5, 6].into_iter().zip(&heads) {
        assert!(head.starts_with(&format!("{script}:{line}:")), "{head}");
    }
    assert_eq!(problems.len(), 4, "{problems:?}");
}

#[test]
fn events_are_written_as_they_happen() {
    let folder = Folder::new();
    let file = folder.file("r.toml", steps(1, "10m"));
    let mut child = Command::new(env!("CARGO_BIN_EXE_holdwell"))
        .args(["run", &file, "--headless", "--no-audio"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut first = String::new();
    let _length = BufReader::new(child.stdout.take().unwrap()).read_line(&mut first).unwrap();
    assert_eq!(json_lines(&first)[0]["at_ms"], 0);
    assert!(child.try_wait().unwrap().is_none(), "it is still running");
    child.kill().unwrap();
    let _ended = child.wait().unwrap();
}

#[test]
fn without_a_sound_card_a_session_ends_well() {
    let folder = Folder::new();
    let file = folder.file("r.toml", steps(1, "1s"));
    let nowhere = folder.file("asound.conf", "");
    let output = Command::new(env!("CARGO_BIN_EXE_holdwell"))
        .args(["run", &file, "--headless"])
        .env("ALSA_CONFIG_PATH", nowhere)
        .env("PULSE_SERVER", "unix:/nowhere")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(0));
    let lines = json_lines(&String::from_utf8(output.stdout).unwrap());
    assert_eq!(of(&lines, "finished")[0]["reason"], "complete");
    assert!(lines.last().unwrap()["cues"].as_u64() > Some(1));
    assert!(!String::from_utf8_lossy(&output.stderr).contains("panicked"));
}
