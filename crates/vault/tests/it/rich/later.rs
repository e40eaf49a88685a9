//! What can be kept of a client since version 4 of an export.

use holdwell_home::{Asked, Diary, DiaryEntry, Did, HomePlan};
use holdwell_library::Library;
use holdwell_measures::{Answers, Entry, Figure, Measure, Subject};
use holdwell_model::Region;
use holdwell_store::{Consent, ConsentKind, ConsentState, CourseRequest, NoteRequest, NoteText, Request};
use holdwell_testkit::morning as now;
use jiff::civil::date;

use super::content::id;

/// Everything of it, as it is asked for.
pub(super) fn since_version_4() -> Vec<Request> {
    let consent = Consent {
        kind: ConsentKind::HomePlan,
        state: ConsentState::Given,
        since: now().timestamp(),
        words: String::new(),
    };
    let subject = Subject { place: Some(Region::LowBack), ..Subject::new(Measure::PainNow) };
    let pain = Entry::new(id(21), subject, now().timestamp(), Answers::Number(Figure::whole(6))).unwrap();
    vec![
        Request::GiveHomePlan(id(1), Box::new(plan())),
        Request::TakeDiary(Box::new(diary())),
        Request::Course(CourseRequest::KeepMeasures(id(1), vec![pain])),
        Request::Note(NoteRequest::Consent(id(1), Box::new(consent))),
        Request::Note(NoteRequest::Sign(id(6), Box::new(note_text()), "J. Example".to_owned())),
    ]
}

pub(super) fn plan() -> HomePlan {
    let library = Library::builtin();
    let asked = Asked { call: Some("Jo, 555 0101".to_owned()), ..Asked::plain(id(20), date(2026, 2, 1)) };
    HomePlan::make(library.routine("low-back-at-home").unwrap(), &library, asked).unwrap()
}

pub(super) fn diary() -> Diary {
    let mut diary = Diary::new(id(20));
    let items = vec![Did::Done; 4];
    let _new = diary.put(DiaryEntry { items, before: Some(5), after: Some(3), ..DiaryEntry::new(date(2026, 2, 2), 1) });
    diary
}

pub(super) fn note_text() -> NoteText {
    let words = |what: &str| format!("{what}, as it was said");
    NoteText {
        template: "full".to_owned(),
        subjective: words("stiff"),
        objective: words("tender"),
        assessment: words("less tender"),
        plan: words("again in a week"),
    }
}
