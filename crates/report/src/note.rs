//! The note of a session as one page that any browser shows and prints. It loads nothing from anywhere.

use jiff::tz::TimeZone;
use maud::{Markup, html};

use crate::client::{lines_of, when};
use crate::document::document;
use holdwell_store::{NotePart, NoteText, SessionLine, SessionNote};

/// Contents of the page.
pub struct NotePage<'a> {
    /// Name of the client; `None` where the session is nobody's.
    pub client: Option<&'a str>,
    /// The session.
    pub session: &'a SessionLine,
    /// The note.
    pub note: &'a SessionNote,
    /// The zone in which times are shown.
    pub zone: &'a TimeZone,
}

const STYLE: &str = "body{font:16px/1.5 system-ui,sans-serif;max-width:44rem;margin:2rem auto;padding:0 1rem;color:#222}\
h1,h2{line-height:1.2;font-weight:600}h2{font-size:1rem;margin:1.5rem 0 .25rem}\
p{margin:.25rem 0}.quiet{color:#555}.addendum{border-left:4px solid #555;padding-left:.75rem;margin-top:1.5rem}\
section{break-inside:avoid-page}";

/// Renders the page.
pub fn note_page(page: &NotePage<'_>) -> String {
    let title = page.client.unwrap_or("Session without a client");
    let body = html! {
        h1 { (title) }
        p.quiet { (page.session.name) ", " (when(page.session.began, page.zone)) }
        (note(page.note, page.zone))
    };
    document("Session note", STYLE, &html! {}, &body)
}

/// Renders a note with its signatures and what was added; a draft says that it is one.
pub(crate) fn note(note: &SessionNote, zone: &TimeZone) -> Markup {
    html! {
        @if note.is_of_another { p.quiet { "Written while the session was entered for another client" } }
        @for signed in &note.signed {
            (text(&signed.text))
            p.quiet { "Signed by " (signed.by) ", " (when(signed.at, zone)) }
        }
        @if let Some((saved, draft)) = note.draft.as_ref().filter(|_| !note.is_signed()) {
            p.quiet { "Draft, not signed, as of " (when(*saved, zone)) }
            (text(draft))
        }
        @for (saved, apart) in note.apart() {
            p.quiet { "Written apart from the note, as of " (when(saved, zone)) ", and no part of it" }
            (text(apart))
        }
        @for addendum in &note.addenda {
            section.addendum {
                p.quiet { "Addendum by " (addendum.by) ", " (when(addendum.at, zone)) }
                p { (lines_of(&addendum.text)) }
            }
        }
        @for id in &note.unreadable { p.quiet { "A part of this note cannot be read, and is kept as it is: " (id) } }
        @for (saved, begun) in &note.begun {
            section.addendum {
                p.quiet { "An addendum that was begun and is not signed, as of " (when(*saved, zone)) }
                p { (lines_of(begun)) }
            }
        }
    }
}

fn text(text: &NoteText) -> Markup {
    html! {
        @for part in NotePart::ALL {
            @let said = text.part(*part).trim();
            @if !said.is_empty() { section { h2 { (name(*part)) } p { (lines_of(said)) } } }
        }
    }
}

const fn name(part: NotePart) -> &'static str {
    match part {
        NotePart::Subjective => "Subjective",
        NotePart::Objective => "Objective",
        NotePart::Assessment => "Assessment",
        NotePart::Plan => "Plan",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use holdwell_model::{Id, Millis};
    use holdwell_store::{Addendum, SessionState, SignedNote};
    use jiff::Timestamp;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    fn session() -> SessionLine {
        SessionLine {
            id: Id::from(uuid::Uuid::nil()),
            client: None,
            name: "Low back".to_owned(),
            is_free: false,
            began: at(1_763_726_400),
            recorded_began: None,
            entered: None,
            length: Millis::from_mins(50),
            state: SessionState::Complete,
            holds: 3,
            held: Millis::from_mins(4),
        }
    }

    fn page(note: &SessionNote) -> String {
        note_page(&NotePage { client: Some("Ann <b>"), session: &session(), note, zone: &TimeZone::UTC })
    }

    #[test]
    fn a_signed_note_stands_above_its_addenda_and_loads_nothing() {
        let text = NoteText { objective: "Psoas, left\n7 → 2 <i>".to_owned(), ..NoteText::default() };
        let note = SessionNote {
            draft: Some((at(1_763_726_500), text.clone())),
            signed: vec![SignedNote { at: at(1_763_726_500), by: "J. Example".to_owned(), text }],
            addenda: vec![Addendum {
                at: at(1_763_812_900),
                by: "J. Example".to_owned(),
                text: "Sore since".to_owned(),
            }],
            ..SessionNote::default()
        };
        let page = page(&note);
        let places =
            ["Ann &lt;b&gt;", "Objective", "Psoas, left<br>7 → 2 &lt;i&gt;", "Signed by J. Example", "Sore since"];
        let places: Vec<usize> =
            places.iter().map(|words| page.find(words).unwrap_or_else(|| panic!("{words}"))).collect();
        assert!(places.is_sorted(), "{places:?}");
        assert!(!page.contains("Draft, not signed") && !page.contains("apart") && !page.contains("<h2>Plan"), "{page}");
        assert!(page.contains("<title>Session note</title>"), "a title says nothing of anybody");
        assert!(!page.contains("http") && !page.contains("<script"), "{page}");
    }

    #[test]
    fn a_draft_says_that_it_is_none_of_the_record_yet() {
        let text = NoteText { plan: "As this time".to_owned(), ..NoteText::default() };
        let page = page(&SessionNote { draft: Some((at(1_763_726_500), text)), ..SessionNote::default() });
        assert!(page.contains("Draft, not signed, as of 2025-11-21 12:01") && page.contains("As this time"), "{page}");
    }

    #[test]
    fn what_stands_apart_and_what_was_begun_is_there_to_read() {
        let text = |words: &str| NoteText { plan: words.to_owned(), ..NoteText::default() };
        let note = SessionNote {
            draft: Some((at(1_763_726_500), text("As this time"))),
            others: vec![(at(1_763_726_400), text("Otherwise"))],
            begun: vec![(at(1_763_726_600), "Sore since".to_owned())],
            ..SessionNote::default()
        };
        let page = page(&note);
        for words in ["As this time", "Written apart from the note, as of 2025-11-21", "Otherwise", "Sore since"] {
            assert!(page.contains(words), "{words}");
        }
    }
}
