//! The notes of a person: those of each client one after the other, and taken apart again where they were changed.

use std::cmp::Reverse;

use holdwell_model::Client;

/// Returns the notes of all, one after the other; all but the first under their names.
pub(super) fn joined(rows: &[Client]) -> String {
    let mut all = String::new();
    for (place, row) in rows.iter().enumerate() {
        let notes = own(row, rows);
        if place == 0 {
            all.push_str(&notes);
        } else if !notes.trim().is_empty() {
            all.push_str(if all.is_empty() { "" } else { BETWEEN });
            all.push_str(&heading(&row.name));
            all.push_str(&notes);
        }
    }
    all
}

/// Splits notes as they are shown into those of the first, and those of each who is named, in this order. `None` for one
/// whose name is not there.
pub(super) fn split<'a>(notes: &'a str, names: &[&str]) -> (&'a str, Vec<Option<&'a str>>) {
    let mut first = notes;
    let mut parts = vec![None; names.len()];
    for (name, part) in names.iter().zip(&mut parts).rev() {
        if let Some((before, after)) = cut(first, name) {
            (first, *part) = (before, Some(after));
        }
    }
    (first, parts)
}

const BETWEEN: &str = "\n\n";

fn heading(name: &str) -> String {
    format!("{name}: ")
}

fn cut<'a>(notes: &'a str, name: &str) -> Option<(&'a str, &'a str)> {
    let heading = heading(name);
    notes.rsplit_once(&format!("{BETWEEN}{heading}")).or_else(|| notes.strip_prefix(&heading).map(|after| ("", after)))
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
