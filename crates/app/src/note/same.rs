//! "Same as last time" in a note: what was written by hand last time is filled in, and what differs is said.

use holdwell_store::{NotePart, NoteText};

use crate::text::note::{LAST_TIME, NEW_THIS_TIME, NOT_THIS_TIME, is_computed, is_of_the_day};
use crate::text::sentence;

/// Fills a note with what was written last time, and says what is not the same. What stands in the note stays; nothing
/// that is worked out from a record is taken over from another one.
pub fn same_as_last(note: &NoteText, last: &NoteText) -> NoteText {
    let mut filled = note.clone();
    for part in [NotePart::Subjective, NotePart::Plan] {
        *filled.part_mut(part) = fill(note.part(part), last.part(part));
    }
    filled.objective = compare(&note.objective, &last.objective);
    filled
}

/// Adds the lines of last time that were written by hand, and says beside a line what it was last time.
fn fill(now: &str, last: &str) -> String {
    let mut lines: Vec<String> = now.lines().map(str::to_owned).collect();
    for was in last.lines().filter(|line| !line.trim().is_empty() && !is_of_the_day(line)) {
        let same = label(was).and_then(|label| lines.iter().position(|line| self::label(line) == Some(label)));
        let is_there = lines.iter().any(|line| line.contains(was));
        match same.and_then(|place| lines.get_mut(place)) {
            Some(line) if line == was || line.contains(LAST_TIME) => {}
            Some(line) => *line = format!("{line} ({LAST_TIME} {})", rest(was)),
            None if is_there => {}
            None if is_computed(was) => lines.push(format!("{} {was}", sentence(LAST_TIME))),
            None => lines.push(was.to_owned()),
        }
    }
    lines.join("\n")
}

/// Names the holds that are new, and those that were done last time and not now.
fn compare(now: &str, last: &str) -> String {
    let [here, before] = [now, last].map(|text| text.lines().filter_map(hold).collect::<Vec<_>>());
    if before.is_empty() || now.contains(NOT_THIS_TIME) || now.contains(NEW_THIS_TIME) {
        return now.to_owned();
    }
    let only = |these: &[&str], others: &[&str]| {
        let mut only: Vec<&str> = these.iter().copied().filter(|one| !others.contains(one)).collect();
        only.dedup();
        only.join("; ")
    };
    let said = [(NEW_THIS_TIME, only(&here, &before)), (NOT_THIS_TIME, only(&before, &here))];
    let said = said.into_iter().filter(|(_, names)| !names.is_empty()).map(|(words, names)| format!("{words} {names}"));
    now.lines().map(str::to_owned).chain(said).collect::<Vec<_>>().join("\n")
}

/// Returns the name in the line of a hold: "1. Psoas major, left: SMRT" is of "Psoas major, left".
fn hold(line: &str) -> Option<&str> {
    let (number, rest) = line.split_once(". ")?;
    number.chars().all(|letter| letter.is_ascii_digit()).then_some(())?;
    rest.split_once(": ").map(|(name, _)| name)
}

/// Returns the words before the colon of a line, by which it is told from others.
fn label(line: &str) -> Option<&str> {
    line.split_once(": ").map(|(label, _)| label)
}

fn rest(line: &str) -> &str {
    line.split_once(": ").map_or(line, |(_, rest)| rest)
}
