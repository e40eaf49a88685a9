//! Arrows point downwards only.

use crate::source::{Source, none, outside, sources};

/// What a layer may use of another.
enum Use {
    All,
    These(&'static [&'static str]),
}
use Use::{All, These};

/// What the engine gives out: cues, events, restore points, and what they are made of.
const OUTPUTS: Use = These(&[
    "Cue",
    "CueAudience",
    "CueKind",
    "Ended",
    "Event",
    "EventKind",
    "Finish",
    "Mark",
    "MarkKind",
    "Notice",
    "Options",
    "Output",
    "Profile",
    "Record",
    "Release",
    "RestorePoint",
    "Score",
    "ScoreKind",
    "Try",
    "Why",
]);
/// The port to sound, and what it is told and tells.
const SOUND_PORT: Use = These(&[
    "Levels",
    "Nanos",
    "NoSound",
    "Output",
    "OutputDevice",
    "Placed",
    "Placing",
    "Progress",
    "Report",
    "SoundPort",
    "SoundState",
    "TherapistChannel",
    "Unheard",
]);
/// What a window shows and sets of the sound; the sound itself it reaches through the conductor's handle.
const SOUND_SETTINGS: Use =
    These(&["CueGroup", "GroupLevels", "Level", "Levels", "Output", "OutputDevice", "SoundState", "TherapistChannel"]);
/// The window's side of the conductor.
const HANDLE: Use = These(&["Account", "Appointment", "Ask", "Begin", "Handle", "Published", "Recording", "Start"]);
/// The session as it is seen, and what can be said to it.
const VIEW: Use = These(&[
    "Active",
    "Agenda",
    "Bout",
    "Choice",
    "Command",
    "Counting",
    "CueAudience",
    "CueKind",
    "DEMONSTRATION",
    "Done",
    "Ended",
    "Event",
    "EventKind",
    "Finish",
    "Input",
    "Mark",
    "MarkKind",
    "Notice",
    "Options",
    "Profile",
    "Projection",
    "Proposal",
    "Rates",
    "Record",
    "Refusal",
    "Release",
    "RestorePoint",
    "Score",
    "ScoreKind",
    "Slot",
    "Stage",
    "Stretch",
    "Try",
    "Upcoming",
    "View",
    "Why",
    "adjustment",
]);
/// What the store is asked and answers.
const STORE_PORT: Use = All;

/// Each layer, and what it may use of ours beside itself. What is not listed may use everything.
const LAYERS: &[(&str, &[(&str, Use)])] = &[
    ("model", &[]),
    ("engine", &[("model", All)]),
    ("library", &[("model", All)]),
    ("audio", &[("model", All), ("engine", OUTPUTS)]),
    ("store", &[("model", All), ("engine", OUTPUTS)]),
    ("exchange", &[("model", All), ("library", All)]),
    ("conductor", &[("model", All), ("engine", All), ("audio", SOUND_PORT), ("store", STORE_PORT)]),
    (
        "ui",
        &[
            ("model", All),
            ("engine", VIEW),
            ("audio", SOUND_SETTINGS),
            ("conductor", HANDLE),
            ("store", STORE_PORT),
            ("library", All),
            ("exchange", All),
        ],
    ),
    ("cli", &[("*", All)]),
    ("main", &[("*", All)]),
    ("lib", &[("*", All)]),
];

/// What is against the table and allowed, with the reason.
const EXCEPTIONS: &[(&str, &str, &str)] =
    &[("src/ui/offers.rs", "engine::Engine", "the view of a session that nobody has started, for its projection")];

/// Every `crate::layer::Item` in a text, however it is written.
fn uses(code: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for after in code.split("crate::").skip(1) {
        let layer: String = after.chars().take_while(|letter| is_word(*letter)).collect();
        let rest = after[layer.len()..].strip_prefix("::").unwrap_or_default();
        match rest.strip_prefix('{') {
            Some(list) => found.extend(listed(list).into_iter().map(|item| (layer.clone(), item))),
            None => found.push((layer, rest.chars().take_while(|letter| is_word(*letter)).collect())),
        }
    }
    found
}

/// The first word of each entry of a list in braces, which may hold lists.
fn listed(list: &str) -> Vec<String> {
    let (mut items, mut depth) = (vec![String::new()], 1);
    for letter in list.chars() {
        match letter {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 1 => items.push(String::new()),
            _ if depth == 1 => items.last_mut().unwrap().push(letter),
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    let first = |item: &String| item.trim().chars().take_while(|letter| is_word(*letter)).collect::<String>();
    items.iter().map(first).filter(|item| !item.is_empty()).collect()
}

fn is_word(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

fn broken_in(source: &Source) -> Vec<String> {
    let Some((layer, allowed)) = LAYERS.iter().find(|(layer, _)| *layer == source.layer()) else {
        return vec![format!("{}: the layer {:?} is not in the table", source.path, source.layer())];
    };
    let may = |used: &str, item: &str| {
        let excused =
            EXCEPTIONS.iter().any(|(path, what, _)| *path == source.path && *what == format!("{used}::{item}"));
        let listed = allowed.iter().any(|(name, what)| {
            let items = match what {
                All => true,
                These(items) => items.contains(&item),
            };
            (*name == used && items) || *name == "*"
        });
        used == *layer || listed || excused
    };
    let against = uses(&source.code()).into_iter().filter(|(used, item)| !may(used, item));
    against.map(|(used, item)| format!("{}: {layer} uses {used}::{item}", source.path)).collect()
}

#[test]
fn layers_use_only_what_lies_below_them() {
    let broken: Vec<String> = sources().iter().filter(|source| !source.is_test()).flat_map(broken_in).collect();
    none("Arrows point downwards only: see the table in tests/tidy/layers.rs and in lib.rs.", &broken);
}

#[test]
fn every_exception_is_needed() {
    let sources = sources();
    for (path, what, _) in EXCEPTIONS {
        let source = sources.iter().find(|source| source.path == *path);
        let used = source
            .is_some_and(|source| uses(&source.code()).iter().any(|(layer, item)| *what == format!("{layer}::{item}")));
        assert!(used, "{path} no longer uses {what}: take it out of EXCEPTIONS");
    }
}

#[test]
fn the_checker_sees_what_it_should_see() {
    let source = |path: &str, text: &str| Source { path: path.to_owned(), text: text.to_owned() };
    for (path, text, count) in [
        ("src/model/x.rs", "use crate::engine::Cue;", 1),
        ("src/engine/x.rs", "use crate::model::{Arc, Plan};\nuse crate::audio;", 1),
        ("src/audio/x.rs", "use crate::engine::{Cue, Engine as E, View};", 2),
        ("src/audio/x.rs", "let x: crate::conductor::Ask;", 1),
        ("src/ui/x/y.rs", "use crate::{audio::Mixer, model::Plan};", 1),
        ("src/ui/x.rs", "use crate::audio::{Level as Step, Mixer};", 1),
        ("src/ui.rs", "use crate::conductor::{Handle, spawn};", 1),
        ("src/conductor/x.rs", "use crate::audio::{SoundPort, mixer::{Mixer, Other}};", 1),
        ("src/cli/x.rs", "use crate::ui::App;", 0),
        ("src/model/x.rs", "/// See [`crate::engine::Cue`].\n// crate::ui", 0),
        ("src/model/x.rs", "#[cfg(test)]\nmod tests {\n    use crate::engine::Cue;\n}", 0),
        ("src/attic/x.rs", "", 1),
    ] {
        let broken = broken_in(&source(path, text));
        assert_eq!(broken.len(), count, "{path}: {text}: {broken:?}");
    }
}

#[test]
fn only_the_window_knows_egui() {
    let broken = outside(&["src/ui", "src/main.rs"], &["egui", "eframe"]);
    none("egui and eframe belong into src/ui and src/main.rs.", &broken);
}

#[test]
fn only_the_device_knows_rodio() {
    let broken = outside(&["src/audio/device", "src/audio/decode"], &["rodio", "cpal"]);
    none("rodio belongs into src/audio/device; the rest of audio is pure.", &broken);
}

#[test]
fn only_one_place_opens_dialogs() {
    let broken = outside(&["src/ui/dialog.rs"], &["rfd"]);
    none("Dialogs wait on a thread of their own, in src/ui/dialog.rs.", &broken);
}

#[test]
fn only_the_store_knows_sqlite() {
    none(
        "rusqlite belongs into src/store; the rest sees requests and replies.",
        &outside(&["src/store"], &["rusqlite"]),
    );
}

#[test]
fn only_the_conductors_clock_reads_clocks() {
    let reads = ["Instant::now", "SystemTime::now", "Zoned::now", "Timestamp::now", ".elapsed()", "clock_gettime"];
    let broken = outside(&["src/conductor/clock.rs"], &reads);
    none("Clocks are read in src/conductor/clock.rs only: take the time as an argument.", &broken);
}

#[test]
fn model_and_engine_do_nothing_but_compute() {
    let world = ["std::time", "std::fs", "std::io", "std::env", "std::thread", "std::net", "std::process", "tracing::"];
    let elsewhere: Vec<String> = outside(&[], &world)
        .into_iter()
        .filter(|line| line.starts_with("src/model/") || line.starts_with("src/engine/"))
        .collect();
    none("model and engine do no I/O and read no clock.", &elsewhere);
}

#[test]
fn the_engine_cannot_panic() {
    let panics =
        [".unwrap()", ".expect(", "panic!", "unreachable!", "todo!", "unimplemented!", " assert!", " assert_eq!"];
    let broken: Vec<String> =
        outside(&[], &panics).into_iter().filter(|line| line.starts_with("src/engine/")).collect();
    none("The engine cannot panic: give back an Option, or a refusal.", &broken);
}

#[test]
fn nothing_sleeps() {
    none("Wait on a channel with a deadline instead of sleeping.", &outside(&[], &["thread::sleep"]));
}
