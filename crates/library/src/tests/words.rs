//! The words of a routine against its timeline: what a file says about its length and its counts is what runs.

use std::collections::BTreeSet;

use super::programmes::{length, turns};
use crate::builtin::ROUTINES;
use crate::{Library, compile};
use holdwell_model::{Millis, Plan, Routine, Setting, Technique};

/// Phrases that are lengths of a part, or of what others do, and no total.
const PARTS: [(&str, &str); 5] = [
    ("fibromyalgia-therapist", "two and a half minutes"),
    ("hips-low-back-smrt", "an hour"),
    ("legs-soft-tissue-release", "two minutes"),
    ("mixed-hour", "an hour"),
    ("somatoemotional-session", "ten minutes"),
];

const NUMBERS: [(&str, u64); 18] = [
    ("one", 1),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
    ("ten", 10),
    ("twelve", 12),
    ("thirteen", 13),
    ("fourteen", 14),
    ("fifteen", 15),
    ("twenty", 20),
    ("thirty", 30),
    ("forty", 40),
    ("fifty", 50),
];

/// The longest phrases first: "half an hour" is no hour.
const HOURS: [(&str, u64); 4] =
    [("three quarters of an hour", 2700), ("quarter of an hour", 900), ("half an hour", 1800), ("an hour", 3600)];

fn number(word: &str) -> Option<u64> {
    let word = word.to_lowercase();
    word.parse().ok().or_else(|| NUMBERS.iter().find(|(name, _)| *name == word).map(|(_, value)| *value))
}

/// The comment at the head of a routine's file, and its name.
fn said_of(routine: &Routine) -> String {
    let (_, text) = ROUTINES.iter().find(|(file, _)| file.trim_end_matches(".toml") == routine.id).unwrap();
    let comment = text.lines().map_while(|line| line.strip_prefix('#')).collect::<String>();
    format!("{comment}. {}", routine.name).to_lowercase()
}

/// The lengths that a text names, each with its words.
fn lengths(text: &str) -> Vec<(String, Millis)> {
    let mut text = text.replace(',', "");
    let mut found = Vec::new();
    for (phrase, seconds) in HOURS {
        if text.contains(phrase) {
            found.push((phrase.to_owned(), Millis::from_secs(seconds)));
            text = text.replace(phrase, "");
        }
    }
    let words: Vec<&str> = text.split_whitespace().map(|word| word.trim_matches(['.', ':', ';'])).collect();
    for (place, _) in words.iter().enumerate().filter(|(_, word)| **word == "minutes") {
        let half = words[..place].ends_with(&["and", "a", "half"]);
        let Some(at) = place.checked_sub(if half { 4 } else { 1 }) else { continue };
        let Some(minutes) = number(words[at]) else { continue };
        let extra = if half { 30 } else { 0 };
        found.push((words[at..=place].join(" "), Millis::from_secs(minutes * 60 + extra)));
    }
    found
}

fn plans() -> Vec<(Routine, Plan)> {
    let library = Library::builtin();
    let routines = library.routines().iter().filter(|routine| !routine.free);
    routines.map(|routine| (routine.clone(), compile(routine, &library).unwrap())).collect()
}

#[test]
fn lengths_are_read_as_people_write_them() {
    let read = |text: &str| lengths(text).into_iter().map(|(_, length)| length.0 / 1000).collect::<Vec<_>>();
    assert_eq!(read("about 35 minutes for both feet"), [2100]);
    assert_eq!(read("evening at home, ten minutes"), [600]);
    assert_eq!(read("every cue in about two and a half minutes."), [150]);
    assert_eq!(read("three quarters of an hour, or a quarter of an hour, or half an hour"), [2700, 900, 1800]);
    assert_eq!(read("minutes of work"), Vec::<u64>::new());
}

#[test]
fn a_length_that_a_routine_names_is_its_total() {
    let mut unused: BTreeSet<(&str, &str)> = PARTS.into_iter().collect();
    let mut wrong = Vec::new();
    for (routine, plan) in plans() {
        let total = length(&plan);
        for (phrase, said) in lengths(&said_of(&routine)) {
            if let Some(part) = PARTS.iter().find(|(id, part)| *id == routine.id && *part == phrase) {
                unused.remove(part);
                continue;
            }
            let off = total.0.abs_diff(said.0);
            if off > (said.0 / 10).max(60_000) {
                wrong.push(format!("{} says {phrase} and takes {}", routine.id, total.clock()));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
    assert_eq!(unused, BTreeSet::new(), "no longer said");
}

/// "Twenty short holds", "four things to do", "the client turns twice".
#[test]
fn counts_that_a_routine_names_are_its_own() {
    let mut checked = 0;
    for (routine, plan) in plans() {
        let says = routine.background.as_ref().map_or("", |background| background.says.as_str()).to_lowercase();
        let text = format!("{} {says}", said_of(&routine));
        let words: Vec<&str> = text.split_whitespace().map(|word| word.trim_matches(['.', ',', ':', ';'])).collect();
        let required = || plan.steps.iter().filter(|step| !step.optional);
        let sides: u64 = required().map(|step| step.sides.sides(None).len() as u64).sum();
        for (place, word) in words.iter().enumerate().skip(2) {
            let (count, said) = match *word {
                "holds" if words[place - 1] == "short" => (sides, number(words[place - 2])),
                "things" => (plan.steps.len() as u64, number(words[place - 1])),
                "turn" | "turns" => (turns(&plan), number(words[place - 1])),
                "twice" if words[place - 1] == "turns" => (turns(&plan), Some(2)),
                _ => continue,
            };
            let Some(said) = said else { continue };
            assert_eq!(said, count, "{}: “{} {word}”", routine.id, words[place - 1]);
            checked += 1;
        }
    }
    assert!(checked >= 9, "{checked}");
}

/// "Feel the muscle again after each hold": then there is time for it after each hold.
#[test]
fn what_is_to_be_felt_again_has_its_time() {
    let mut said = 0;
    for (routine, plan) in plans() {
        let steps = plan.steps.iter();
        let texts = steps.clone().flat_map(|step| [step.setup.as_str(), step.remarks.as_deref().unwrap_or_default()]);
        let says = routine.background.as_ref().map_or("", |background| background.says.as_str());
        let text = texts.chain([says, &said_of(&routine)]).collect::<Vec<_>>().join(". ").to_lowercase();
        let again = text.split(['.', ',', ';']).any(|part| {
            let mut words = part.split_whitespace();
            words.any(|word| ["feel", "felt"].contains(&word)) && words.any(|word| word == "again")
        });
        let of_ease = |technique| matches!(technique, Technique::Smrt | Technique::Counterstrain);
        for step in steps.filter(|step| again && of_ease(step.technique)) {
            assert!(step.phases.recheck != Setting::Off, "{}: {} is not felt again", routine.id, step.title);
        }
        said += u32::from(again);
    }
    assert!(said >= 4, "{said}");
}

/// The record would state lymph drainage for whatever has that technique.
#[test]
fn only_lymph_work_is_told_as_lymph_work() {
    let library = Library::builtin();
    for (routine, plan) in plans() {
        for step in plan.steps.iter().filter(|step| step.technique == Technique::Lymph) {
            let mut contacts = step.contacts.iter().filter_map(|one| library.position(one.position.as_deref()?));
            assert!(contacts.any(|one| one.techniques.contains(&Technique::Lymph)), "{}: {}", routine.id, step.title);
        }
    }
}
