//! A note as plain text, to be pasted into another program.

use holdwell_store::{NotePart, NoteText, SessionLine, SessionNote};
use jiff::Zoned;

use super::super::clock;
use super::full_day;

/// Returns a note as plain text: the signed one with what was added, else the text that stands in its fields. The
/// client's name is not in it.
pub fn plain_note(session: &SessionLine, note: &SessionNote, written: &NoteText, wall: &Zoned) -> String {
    let when = |at| format!("{}, {}", full_day(wall, at), clock(wall, at));
    let mut out = vec![format!("Session note, {}", when(session.began))];
    for signed in &note.signed {
        out.push(parts(&signed.text));
        out.push(format!("Signed by {}, {}", signed.by, when(signed.at)));
    }
    if note.signed.is_empty() {
        out.push(parts(written));
    }
    let added = |one: &holdwell_store::Addendum| format!("Addendum by {}, {}: {}", one.by, when(one.at), one.text);
    out.extend(note.addenda.iter().map(added));
    out.join("\n\n")
}

fn parts(text: &NoteText) -> String {
    let said = NotePart::ALL.iter().filter(|part| !text.part(**part).trim().is_empty());
    said.map(|part| format!("{}: {}", part.letter(), text.part(*part).trim())).collect::<Vec<_>>().join("\n\n")
}
