//! What happens in a session, told as stories: commands at instants, and the events and cues that must follow.
//!
//! Each `tests/scenarios/*.txt` holds cases; all go through one [`check`]. `BLESS=1 cargo test --test scenarios` writes
//! down what happens now, to be read before it is believed.

#![expect(clippy::expect_used, reason = "a scenario that cannot be read is a failure")]

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

use holdwell_engine::{Command, Event, EventKind, Input, Notice, Options, ScoreKind};
use holdwell_library::script;
use holdwell_library::{Library, compile, read_routine};
use holdwell_model::{Arc, HoldName, Millis, Plan, SessionTime, Side, parse_duration};
use holdwell_testkit::Host;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/scenarios");

fn plan(name: &str) -> Arc<Plan> {
    let path = format!("{FOLDER}/routines/{name}.toml");
    let library = Library::default();
    let bytes = fs::read(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    let routine = read_routine(&path, &bytes, &library).unwrap_or_else(|problems| panic!("{problems:#?}"));
    Arc::new(compile(&routine, &library).unwrap_or_else(|problems| panic!("{problems:#?}")))
}

/// One case: its story is the script, what must come of it stands below.
struct Case<'a> {
    title: &'a str,
    told: Vec<&'a str>,
    expected: Vec<&'a str>,
}

fn cases(text: &str) -> Vec<Case<'_>> {
    let mut cases: Vec<Case<'_>> = Vec::new();
    for line in text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#')) {
        match (line.strip_prefix("case "), cases.last_mut()) {
            (Some(title), _) => cases.push(Case { title, told: Vec::new(), expected: Vec::new() }),
            (None, Some(case)) if line.starts_with("    ") => case.expected.push(line.trim()),
            (None, Some(case)) => case.told.push(line.trim()),
            (None, None) => panic!("a line before the first case: {line}"),
        }
    }
    cases
}

/// Runs the story of a case and tells what came of it, a line each.
fn run(case: &Case<'_>) -> Vec<String> {
    let (routine, story) = case.told.split_first().expect("a case begins with its routine");
    let plan = plan(routine.strip_prefix("routine ").expect("a case begins with its routine"));
    let mut host = Host::new(&plan, Options::of(&plan));
    let mut told = Vec::new();
    for line in story {
        if let Some(until) = line.strip_prefix("until ") {
            host.run_to(SessionTime::ZERO + parse_duration(until).expect("a time"));
        } else if let Some(at) = line.strip_prefix("alone ") {
            let at = SessionTime::ZERO + parse_duration(at).expect("a time");
            host.run_to(at);
            host.tell(at, Input::Unattended);
        } else {
            let line = script::parse(line).unwrap_or_else(|problems| panic!("{line}: {problems:?}")).remove(0);
            host.run_to(line.at);
            host.tell(line.at, Input::Command(line.command));
        }
        for notice in host.notices.drain(..) {
            if let Notice::Refused(command, why) = notice {
                told.push((host.now, 0, format!("refused {}: {why:?}", command.key())));
            }
        }
    }
    host.run_to(host.now);
    told.extend(host.events.iter().map(|event| (event.at, event.seq + 1, tell(event))));
    told.extend(host.heard.iter().map(|cue| {
        let press = if cue.from_press { " by press" } else { "" };
        (cue.due, u64::MAX, format!("~ {} {:?}{press}", cue.kind.key(), cue.audience).to_lowercase())
    }));
    told.sort_by_key(|(at, seq, _)| (*at, *seq));
    told.into_iter().map(|(at, _, what)| format!("{:>7.3} {what}", at.0 as f64 / 1000.0)).collect()
}

fn tell(event: &Event) -> String {
    let mut line = event.kind.key().to_owned();
    let parts = [
        event.phase.map(|phase| phase.key().to_owned()),
        event.step.map(|step| format!("{step}")),
        event.side.map(|side| side.key().to_owned()).filter(|side| side != "midline"),
        event.kind.reason(),
    ];
    for part in parts.into_iter().flatten() {
        let _infallible = write!(line, " {part}");
    }
    line
}

fn check(name: &str) {
    let path = format!("{FOLDER}/{name}.txt");
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    let mut blessed = String::new();
    let mut wrong = Vec::new();
    for case in cases(&text) {
        let happened = run(&case);
        let happened: Vec<&str> = happened.iter().map(|line| line.trim()).collect();
        if happened != case.expected {
            wrong.push(format!("{}\n  expected {:#?}\n  happened {happened:#?}", case.title, case.expected));
        }
        let _infallible = writeln!(blessed, "case {}\n{}", case.title, case.told.join("\n"));
        for line in happened {
            let _infallible = writeln!(blessed, "    {line}");
        }
        blessed.push('\n');
    }
    settle(&path, &text, &blessed, &wrong);
}

fn settle(path: &str, before: &str, blessed: &str, wrong: &[String]) {
    if env::var_os("BLESS").is_some() {
        let remarks: Vec<&str> = before.lines().take_while(|line| line.starts_with('#')).collect();
        let gap = if remarks.is_empty() { "" } else { "\n\n" };
        fs::write(path, format!("{}{gap}{}\n", remarks.join("\n"), blessed.trim_end()))
            .expect("the scenarios can be written");
    } else {
        assert!(wrong.is_empty(), "{}:\n{}", Path::new(path).display(), wrong.join("\n"));
    }
}

#[test]
fn advance_does_the_sensible_thing_in_every_phase() {
    check("advance");
}

#[test]
fn commands_do_what_they_say() {
    check("commands");
}

#[test]
fn decisions_hold() {
    check("decisions");
}

#[test]
fn scores_decide_the_order() {
    check("scores");
}

#[test]
fn a_name_is_given_while_nothing_stops() {
    check("naming");
}

#[test]
fn a_rhythm_is_tapped() {
    check("rhythm");
}

#[test]
fn cues_come_when_they_should() {
    check("cues");
}

/// A command in a situation: refused with a reason, or what it caused at once.
#[test]
fn every_command_is_defined_in_every_phase() {
    let situations = [
        ("ready", "every-phase", ""),
        ("rate", "every-phase", "at 0s advance"),
        ("settle, waiting", "every-phase", "at 0s advance\nat 5s advance"),
        ("work, fixed", "every-phase", "at 0s advance\nat 5s advance\nat 10s advance"),
        ("return", "every-phase", "at 0s advance\nat 5s advance\nat 10s advance\nat 20s advance"),
        ("recheck", "every-phase", "at 0s advance\nat 5s advance\nat 7s advance\nat 12s advance"),
        (
            "rest",
            "every-phase",
            "at 0s advance\nat 1s skip\nat 2s advance\nat 3s advance\nat 4s advance\nat 14s advance\nat 18s note \"x\"",
        ),
        ("settle, counting in", "every-phase", "at 0s advance\nat 18s jump 2"),
        ("work, open", "every-phase", "at 0s advance\nat 5s jump 2"),
        ("work, reps", "every-phase", "at 0s advance\nat 15s jump 3"),
        ("work, self-paced", "every-phase", "at 0s advance\nat 15s jump 4"),
        ("work, listening", "every-phase", "at 0s advance\nat 15s jump 5"),
        ("work, block", "every-phase", "at 0s advance\nat 15s jump 6"),
        ("fixed hold, paused", "every-phase", "at 0s advance\nat 1s advance\nat 2s advance\nat 8s pause"),
        ("open hold, hushed", "every-phase", "at 0s advance\nat 1s jump 2\nat 8s hush"),
        ("settle, paused", "every-phase", "at 0s advance\nat 1s advance\nat 8s pause"),
        ("scan", "points", "at 0s advance\nat 1s score before 3\nat 2s advance"),
        ("free, between holds", "free", "at 0s advance\nat 1s advance\nat 9s advance"),
        ("home, working", "home", "at 0s advance"),
        ("home, paused", "home", "at 0s advance\nat 15s advance"),
        ("finished", "smrt", "at 0s advance\nat 1s stop"),
    ];
    let mut table = String::new();
    for (situation, routine, story) in situations {
        let plan = plan(routine);
        let mut host = Host::new(&plan, Options::of(&plan));
        for line in script::parse(story).expect("a story") {
            host.run_to(line.at);
            host.tell(line.at, Input::Command(line.command));
        }
        host.run_to(SessionTime::from_secs(20));
        let _infallible = writeln!(table, "{situation}");
        for command in commands() {
            let _infallible = writeln!(table, "    {:<12} {}", command.key(), outcome(&host, &command));
        }
    }
    let path = format!("{FOLDER}/every-command.table");
    let before = fs::read_to_string(&path).unwrap_or_default();
    let differ = before.lines().zip(table.lines()).find(|(before, now)| before != now);
    let wrong: Vec<String> =
        differ.map(|(before, now)| format!("expected {before}\nhappened {now}")).into_iter().collect();
    let wrong = if wrong.is_empty() && before.lines().count() != table.lines().count() {
        vec!["more or fewer lines".to_owned()]
    } else {
        wrong
    };
    settle(&path, "", &table, &wrong);
}

fn commands() -> Vec<Command> {
    vec![
        Command::Advance,
        Command::Undo,
        Command::Back,
        Command::Mark,
        Command::Hush,
        Command::Pause,
        Command::GoOn,
        Command::Restart,
        Command::Extend,
        Command::Shorten,
        Command::Skip,
        Command::Repeat,
        Command::OtherSide,
        Command::Choose,
        Command::Jump(2),
        Command::Insert {
            hold: HoldName::words("Scalene", Side::Midline),
            length: Some(Millis::from_secs(30)),
            next: false,
        },
        Command::Move { step: 3, to: 2 },
        Command::Drop(3),
        Command::Score { kind: ScoreKind::After, value: 2, point: None },
        Command::Note { text: "warm".to_owned(), item: None },
        Command::Name { hold: HoldName::words("Scalene", Side::Left), item: None },
        Command::Stop,
    ]
}

fn outcome(host: &Host, command: &Command) -> String {
    let (mut host, events) = (host.clone(), host.events.len());
    host.notices.clear();
    host.tell(host.now, Input::Command(command.clone()));
    let notice = host.notices.first().expect("every command is answered");
    if let Notice::Refused(_, why) = notice {
        assert_eq!(host.events.len(), events, "what is refused changes nothing");
        return format!("- {why:?}");
    }
    if *notice == Notice::LatePress {
        return "late press".to_owned();
    }
    let told = host.events[events..].iter().filter(|event| !matches!(event.kind, EventKind::Told(_)));
    let told: Vec<String> = told.map(tell).collect();
    if told.is_empty() {
        format!("{:?} next", host.view().next().map(|next| next.title).unwrap_or_default())
    } else {
        told.join("; ")
    }
}
