//! The notes of a person: those of each client one after the other, and taken apart again where they were changed.

use std::cmp::Reverse;

use holdwell_model::{Client, Id};

/// Returns the notes of all, one after the other; all but the first under their names.
pub(super) fn joined(rows: &[Client]) -> String {
    join(rows).0
}

/// The name under which the notes of one begin.
#[derive(Debug, Clone, PartialEq)]
struct Heading {
    /// Place of the client among the rows.
    row: usize,
    /// Place in the notes as they are shown.
    at: usize,
    text: String,
}

fn join(rows: &[Client]) -> (String, Vec<Heading>) {
    let (mut all, mut headings) = (String::new(), Vec::new());
    for (row, client) in rows.iter().enumerate() {
        let notes = own(client, rows);
        if row > 0 && !notes.trim().is_empty() {
            all.push_str(if all.is_empty() { "" } else { BETWEEN });
            let text = heading(&client.name);
            headings.push(Heading { row, at: all.len(), text: text.clone() });
            all.push_str(&text);
        } else if row > 0 {
            continue;
        }
        all.push_str(&notes);
    }
    (all, headings)
}

/// Changes the notes of each whose part of them was changed. Whoever has no notes any more, but had some, has those that
/// stand under their name again.
pub(super) fn edit(rows: &mut [Client], was: &str, now: &str, had_some: impl Fn(Id) -> bool) {
    let (shown, headings) = join(rows);
    let headings = if shown == was {
        headings
    } else if rows.first().is_some_and(|own| own.notes == was) {
        // None of the others was shown then.
        Vec::new()
    } else {
        named(rows, was)
    };
    let kept = follow(&headings, was, now);
    let ((_, before), (first, after)) = (parts(&headings, was), parts(&kept, now));
    let mut edited = rows.to_vec();
    for (row, before) in before {
        let after = after.iter().find(|(of, _)| *of == row).map(|(_, part)| *part).unwrap_or_default();
        if let Some(row) = edited.get_mut(row).filter(|_| before != after) {
            after.clone_into(&mut row.notes);
        }
    }
    if let Some(own) = edited.first_mut() {
        first.clone_into(&mut own.notes);
    }
    let again = put_back(&edited, was, had_some);
    // What was copied once is no copy any more where the other one is changed.
    let without_copies: Vec<Client> =
        edited.iter().map(|row| Client { notes: own(row, rows), ..row.clone() }).collect();
    // Where all that was seen reads otherwise however it is split, it is kept as it was written, by the first.
    let whole = |(place, row): (usize, &Client)| {
        let notes = if place == 0 { now.to_owned() } else { String::new() };
        Client { notes, ..row.clone() }
    };
    let whole = if shown == was { edited.iter().enumerate().map(whole).collect() } else { edited.clone() };
    let all = [again, edited, without_copies];
    rows.clone_from_slice(all.iter().find(|rows| joined(rows) == now).unwrap_or(&whole));
}

/// Returns the rows with what stands at the end of the first one's notes under the name of one who had some.
fn put_back(rows: &[Client], was: &str, had_some: impl Fn(Id) -> bool) -> Vec<Client> {
    let mut rows = rows.to_vec();
    let Some((own, others)) = rows.split_first_mut() else { return rows };
    for other in others.iter_mut().rev().filter(|other| other.notes.trim().is_empty() && had_some(other.id)) {
        let text = heading(&other.name);
        let Some(at) = places(&own.notes, &text).last().filter(|_| places(was, &text).next().is_none()) else {
            continue;
        };
        other.notes = own.notes.split_off(at + text.len());
        own.notes.truncate(end_before(at));
    }
    rows
}

/// Finds the names of those who have notes in notes as they are shown: of each the last that can be, from the end.
fn named(rows: &[Client], notes: &str) -> Vec<Heading> {
    let mut end = notes.len();
    let mut found = Vec::new();
    let others = rows.iter().enumerate().skip(1).filter(|(_, other)| !other.notes.trim().is_empty());
    for (row, other) in others.collect::<Vec<_>>().into_iter().rev() {
        let text = heading(&other.name);
        let place = places(notes.get(..end).unwrap_or_default(), &text).last();
        if let Some(at) = place {
            found.insert(0, Heading { row, at, text });
            end = end_before(at);
        }
    }
    found
}

/// Returns where the names stand once the notes are changed: what was not changed keeps its place, counted from the
/// beginning or from the end; in between they stand in the same order.
fn follow(headings: &[Heading], was: &str, now: &str) -> Vec<Heading> {
    let start = common(was.chars(), now.chars());
    let [was_rest, now_rest] = [was, now].map(|notes| notes.get(start..).unwrap_or_default());
    let end = common(was_rest.chars().rev(), now_rest.chars().rev());
    let (mut kept, mut from, mut was_from) = (Vec::new(), 0, 0);
    for heading in headings {
        let (at, after) = (heading.at, heading.at + heading.text.len());
        let is_place = |at: &usize| *at >= from && places(now, &heading.text).any(|place| place == *at);
        let same = Some(at).filter(|_| after <= start);
        let moved = (at + now.len()).checked_sub(was.len()).filter(|_| was.len() - after <= end);
        let as_many = || {
            let earlier = places(was, &heading.text).filter(|place| (was_from..at).contains(place)).count();
            places(now, &heading.text).filter(|place| *place >= from).take(earlier + 1).last()
        };
        let place = same.filter(is_place).or_else(|| moved.filter(is_place)).or_else(as_many);
        was_from = after;
        if let Some(at) = place {
            from = at + heading.text.len();
            kept.push(Heading { at, ..heading.clone() });
        }
    }
    kept
}

/// Splits notes at the names: those of the first, and under each name those of a row.
fn parts<'a>(headings: &[Heading], notes: &'a str) -> (&'a str, Vec<(usize, &'a str)>) {
    let ends = headings.iter().map(|heading| end_before(heading.at)).chain([notes.len()]);
    let mut ends = ends.map(|end| end.min(notes.len()));
    let first = ends.next().and_then(|end| notes.get(..end)).unwrap_or_default();
    let part = |(heading, end): (&Heading, usize)| {
        (heading.row, notes.get(heading.at + heading.text.len()..end).unwrap_or_default())
    };
    (first, headings.iter().zip(ends).map(part).collect())
}

const BETWEEN: &str = "\n\n";

fn heading(name: &str) -> String {
    format!("{name}: ")
}

/// Returns where the notes before a name end.
const fn end_before(at: usize) -> usize {
    at.saturating_sub(BETWEEN.len())
}

/// Lists the places where a name can stand in notes: at the beginning, or after an empty line.
fn places<'a>(notes: &'a str, heading: &'a str) -> impl Iterator<Item = usize> + 'a {
    let all = notes.match_indices(heading).map(|(at, _)| at);
    all.filter(|at| *at == 0 || notes.get(..*at).is_some_and(|before| before.ends_with(BETWEEN)))
}

/// Returns the length of what two texts have in common, in bytes.
fn common(one: impl Iterator<Item = char>, other: impl Iterator<Item = char>) -> usize {
    one.zip(other).take_while(|(one, other)| one == other).map(|(one, _)| one.len_utf8()).sum()
}

/// Returns the notes of one without those of the others, which an earlier version copied to their end.
fn own(row: &Client, rows: &[Client]) -> String {
    let others = rows.iter().filter(|other| other.id != row.id && !other.notes.trim().is_empty());
    let mut copied: Vec<String> =
        others.map(|other| format!("{BETWEEN}{}{}", heading(&other.name), other.notes)).collect();
    // One that was copied from somebody to whom another had been copied holds that other as well.
    copied.sort_by_key(|copied| Reverse(copied.len()));
    copied.iter().fold(row.notes.clone(), |notes, copied| without(&notes, copied))
}

fn without(notes: &str, copied: &str) -> String {
    let parts = notes.match_indices(copied).filter_map(|(at, _)| notes.get(..at).zip(notes.get(at + copied.len()..)));
    // What somebody wrote on behind it is theirs.
    let whole = |(_, after): &(&str, &str)| after.is_empty() || after.starts_with('\n');
    parts.into_iter().find(whole).map_or_else(|| notes.to_owned(), |(before, after)| format!("{before}{after}"))
}
