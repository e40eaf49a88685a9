//! What two computers write of one note without knowing of each other: both texts are kept, and so is an addendum that
//! was begun.

use holdwell_store::{ImportFinding, SessionNote};

use super::*;

/// Returns the plans of the texts that stand apart from a note.
fn apart(desk: &Desk, session: Id) -> Vec<String> {
    page(desk, session).note.apart().into_iter().map(|(_, text)| text.plan.clone()).collect()
}

#[test]
fn two_texts_that_nobody_signed_are_both_kept_in_any_order_and_told_once() {
    let two = Two::new();
    two.desks[0].done(save(two.session, "desktop"));
    two.desks[1].done(save(two.session, "laptop"));
    let written = ImportFinding::NoteWrittenApart(two.session);
    let (first, second) = (two.export(0, "desktop"), two.export(1, "laptop"));
    assert_eq!(two.carry(1, 0).findings, std::slice::from_ref(&written));
    assert_eq!(two.carry(0, 1).findings, [written]);
    let [here, there] = [0, 1].map(|on| page(&two.desks[on], two.session).note.clone());
    assert_eq!((&here, here.others.len()), (&there, 1));
    let plans = |note: &SessionNote| {
        let mut all: Vec<String> = note.draft.iter().chain(&note.others).map(|(_, text)| text.plan.clone()).collect();
        all.sort();
        all
    };
    assert_eq!(plans(&here), ["desktop plan", "laptop plan"]);
    assert_eq!(two.carry(1, 0).findings, [], "twice changes nothing");
    for order in [[&first, &second], [&second, &first]] {
        let place = tempfile::tempdir().unwrap();
        let _reports = order.map(|file| import(place.path(), file));
        assert_eq!(page(&Desk::open(place.path(), None), two.session).note, here);
    }
}

#[test]
fn what_was_written_over_the_other_text_takes_its_place_and_what_was_not_seen_stays() {
    let two = Two::new();
    two.desks[0].done(save(two.session, "desktop"));
    two.carry(0, 1);
    two.desks[1].done(save_over(two.session, "desktop", "both"));
    assert_eq!(two.carry(1, 0).findings, []);
    assert_eq!(apart(&two.desks[0], two.session), [""; 0]);
    two.desks[1].done(save(two.session, "laptop"));
    two.carry(1, 0);
    // The field still had what was there before the import.
    two.desks[0].done(save_over(two.session, "both", "desktop again"));
    assert_eq!(apart(&two.desks[0], two.session), ["laptop plan"]);
    let put_away = |away| Request::Note(NoteRequest::PutAway(two.session, Box::new(text("laptop")), away));
    for (away, left) in [(true, vec![]), (false, vec!["laptop plan".to_owned()]), (true, vec![])] {
        two.desks[0].done(put_away(away));
        assert_eq!(apart(&two.desks[0], two.session), left);
    }
    two.carry(0, 1);
    two.carry(1, 0);
    for desk in &two.desks {
        assert_eq!(apart(desk, two.session), [""; 0]);
        assert_eq!(page(desk, two.session).note.draft.as_ref().unwrap().1, text("desktop again"));
    }
}

#[test]
fn a_text_that_came_after_the_note_was_signed_is_no_part_of_it_and_can_be_put_away() {
    let two = Two::new();
    two.desks[0].done(sign(two.session, "desktop"));
    two.desks[1].done(save(two.session, "laptop"));
    two.carry(1, 0);
    assert_eq!(apart(&two.desks[0], two.session), ["laptop plan"]);
    two.desks[0].done(Request::Note(NoteRequest::PutAway(two.session, Box::new(text("laptop")), true)));
    two.carry(0, 1);
    two.carry(1, 0);
    for desk in &two.desks {
        assert_eq!(apart(desk, two.session), [""; 0]);
    }
}

#[test]
fn an_addendum_that_was_begun_is_kept_until_it_is_signed_or_given_up() {
    let two = Two::new();
    let desk = &two.desks[0];
    assert_eq!(desk.refused(begin(two.session, "", "sore")), Failure::NoteNotSigned);
    desk.done(sign(two.session, "desktop"));
    let begun = |desk: &Desk| {
        let note = page(desk, two.session).note.clone();
        assert!(note.addenda.is_empty());
        note.begun.into_iter().map(|(_, text)| text).collect::<Vec<_>>()
    };
    desk.done(begin(two.session, "", "sore"));
    desk.done(begin(two.session, "sore", "sore for"));
    assert_eq!(begun(desk), ["sore for"]);
    two.carry(0, 1);
    assert_eq!(begun(&two.desks[1]), ["sore for"]);
    desk.done(begin(two.session, "sore for", ""));
    assert_eq!(begun(desk), [""; 0]);
    desk.done(begin(two.session, "", "sore for a day"));
    desk.done(add(two.session, "sore for a day"));
    two.carry(0, 1);
    for desk in &two.desks {
        let note = page(desk, two.session).note.clone();
        assert_eq!((note.begun.len(), note.addenda.len()), (0, 1));
    }
}

#[test]
fn a_note_that_went_along_with_its_session_is_marked_until_somebody_looked_through_it() {
    let two = Two::new();
    let desk = &two.desks[0];
    let (other, again) = (desk.client("Somebody Else"), desk.client("S. Else"));
    let is_marked = || page(desk, two.session).note.is_of_another;
    let give = |to| desk.done(Request::MoveSession(two.session, to));
    desk.done(save(two.session, "desktop"));
    assert!(!is_marked());
    give(Some(other.id));
    assert!(is_marked());
    give(Some(two.client.id));
    assert!(!is_marked(), "it is whose it was");
    for (to, ways) in [(Some(other.id), LookThrough), (Some(two.client.id), Write), (Some(again.id), LookThrough)] {
        give(to);
        assert!(is_marked(), "{to:?}");
        match ways {
            LookThrough => desk.done(Request::Note(NoteRequest::LookThrough(two.session))),
            Write => desk.done(save(two.session, "looked at")),
        };
        assert!(!is_marked(), "{to:?}");
    }
    desk.done(Request::MergeClients(again.id, other.id));
    give(Some(other.id));
    assert!(!is_marked(), "the two are one");
    give(None);
    assert!(is_marked());
    desk.done(save(two.session, "nobody's"));
    give(Some(other.id));
    assert!(!is_marked(), "it says nothing of anybody else");
}

enum Ways {
    LookThrough,
    Write,
}
use Ways::*;
