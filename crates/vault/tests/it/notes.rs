//! Notes of sessions and consents: what is signed never changes, what is added hides nothing, and all of it travels and
//! goes with its client.

mod apart;
mod never;

use std::fs;
use std::sync::Arc;

use holdwell_model::Id;
use holdwell_store::{
    Consent, ConsentKind, ConsentState, Done, ExportError, Failure, JournalPort as _, NoteLine, NotePart, NoteRequest,
    NoteTemplate, NoteText, Request, SessionPage, TextBlock, VaultQuery, new_id,
};
use holdwell_testkit::{Desk, files_with, morning, other_tool, session};
use jiff::ToSpan as _;

use crate::two::{Two, import, refused};

fn text(words: &str) -> NoteText {
    NoteText {
        template: "full".to_owned(),
        subjective: format!("{words} subjective"),
        objective: format!("{words} objective"),
        assessment: format!("{words} assessment"),
        plan: format!("{words} plan"),
    }
}

fn save(session: Id, words: &str) -> Request {
    save_over(session, "nothing", words)
}

/// Writes a note that was made of another.
fn save_over(session: Id, was: &str, words: &str) -> Request {
    let (was, now) = (Box::new(text(was)), Box::new(text(words)));
    Request::Note(NoteRequest::Save { session, was, now })
}

fn begin(session: Id, was: &str, now: &str) -> Request {
    Request::Note(NoteRequest::Begin { session, was: was.to_owned(), now: now.to_owned() })
}

fn sign(session: Id, words: &str) -> Request {
    Request::Note(NoteRequest::Sign(session, Box::new(text(words)), "J. Signer".to_owned()))
}

fn add(session: Id, words: &str) -> Request {
    Request::Note(NoteRequest::Add(session, words.to_owned(), "J. Signer".to_owned()))
}

fn consent(kind: ConsentKind, state: ConsentState, words: &str) -> Consent {
    Consent { kind, state, since: morning().timestamp(), words: words.to_owned() }
}

/// Puts a session of two holds into a vault, and returns its id.
fn recorded(desk: &mut Desk, client: Option<Id>) -> Id {
    let id = new_id(morning().timestamp());
    for entry in session(id, client, "warm") {
        desk.journal.offer(entry).unwrap();
    }
    desk.look(VaultQuery { session: Some(id), ..VaultQuery::default() });
    desk.wait("its end", |kept| kept.session.as_ref().is_some_and(|page| page.session.holds == 2));
    id
}

/// Returns the page of a session as it stands after all that was asked for.
fn page(desk: &Desk, id: Id) -> Arc<SessionPage> {
    let kept = desk.see(VaultQuery { session: Some(id), ..VaultQuery::default() });
    Arc::clone(kept.session.as_ref().unwrap())
}

/// Returns what a client agreed to, as it stands after all that was asked for.
fn consents(desk: &Desk, client: Id) -> Vec<Consent> {
    let kept = desk.see(VaultQuery { client: Some(client), ..VaultQuery::default() });
    kept.client.as_ref().unwrap().consents.clone()
}

#[test]
fn a_note_is_written_until_it_is_signed_and_added_to_from_then_on() {
    let mut desk = Desk::new();
    let anna = desk.client("Anna");
    let id = recorded(&mut desk, Some(anna.id));
    assert_eq!(desk.refused(add(id, "too early")), Failure::NoteNotSigned);
    desk.done(save(id, "first"));
    desk.done(save(id, "second"));
    assert_eq!(page(&desk, id).note.draft.as_ref().map(|(_, draft)| draft), Some(&text("second")));
    assert_eq!(desk.done(sign(id, "third")), Done::NoteSigned);
    for late in [save(id, "fourth"), sign(id, "fourth")] {
        assert_eq!(desk.refused(late), Failure::NoteIsSigned);
    }
    desk.done(add(id, "  sore for a day "));
    desk.done(add(id, "better since"));
    let note = &page(&desk, id).note;
    let signed: Vec<_> = note.signed.iter().map(|signed| (signed.by.as_str(), &signed.text)).collect();
    assert_eq!(signed, [("J. Signer", &text("third"))]);
    let added: Vec<&str> = note.addenda.iter().map(|one| one.text.as_str()).collect();
    assert_eq!(added, ["sore for a day", "better since"]);
    assert_eq!(note.apart(), []);
    desk.wait("the name", |kept| kept.own.signs_as.as_deref() == Some("J. Signer"));
}

#[test]
fn what_says_nothing_is_signed_by_nobody_or_is_of_no_session_is_refused() {
    let mut desk = Desk::new();
    let id = recorded(&mut desk, None);
    let sign = |text: NoteText, by: &str| Request::Note(NoteRequest::Sign(id, Box::new(text), by.to_owned()));
    assert_eq!(desk.refused(sign(NoteText::default(), "J. Signer")), Failure::EmptyNote);
    assert_eq!(desk.refused(sign(text("one"), "  ")), Failure::SignedByNobody);
    assert_eq!(desk.refused(save(new_id(morning().timestamp()), "one")), Failure::NoSuchSession);
    desk.done(sign(text("one"), "J. Signer"));
    assert_eq!(desk.refused(add(id, " ")), Failure::EmptyNote);
    assert_eq!(
        desk.refused(Request::Note(NoteRequest::Add(id, "one".to_owned(), String::new()))),
        Failure::SignedByNobody
    );
}

#[test]
fn no_other_tool_changes_or_removes_what_is_signed() {
    let mut desk = Desk::new();
    let id = recorded(&mut desk, None);
    desk.done(sign(id, "signed"));
    desk.done(add(id, "added"));
    desk.close();
    let other = other_tool(&desk.folder.join("vault.db"), None);
    for sql in [
        "update note_signed set whole = '{}'",
        "delete from note_signed",
        "update addendum set text = ''",
        "delete from addendum",
        "update consent set state = 'given'",
    ] {
        let changed = other.execute_batch(&format!("{sql}; insert into consent values (1)"));
        assert!(changed.is_err(), "{sql}");
    }
    let kept: u32 = other.query_row("select count(*) from note_signed, addendum", [], |row| row.get(0)).unwrap();
    assert_eq!(kept, 1);
    // With its session it goes.
    other.execute_batch("pragma foreign_keys = on; delete from session").unwrap();
    let kept: u32 = other
        .query_row("select (select count(*) from note_signed) + (select count(*) from addendum)", [], |row| row.get(0))
        .unwrap();
    assert_eq!(kept, 0);
}

#[test]
fn the_note_before_is_that_of_the_same_person_and_the_session_before() {
    let mut desk = Desk::new();
    let (anna, twice, other) = (desk.client("Anna"), desk.client("A. Example"), desk.client("Bert"));
    let (first, second) = (recorded(&mut desk, Some(anna.id)), recorded(&mut desk, Some(twice.id)));
    let theirs = recorded(&mut desk, Some(other.id));
    let began = |days: i64| {
        let at = morning().checked_sub(days.days()).unwrap().timestamp();
        holdwell_store::Correction::Began(holdwell_store::Corrected::To(at))
    };
    desk.done(Request::Correct(first, vec![began(7)]));
    desk.done(Request::Correct(theirs, vec![began(1)]));
    desk.done(save(first, "draft"));
    desk.done(save(theirs, "theirs"));
    assert_eq!(page(&desk, second).note.last, None, "nobody knows yet that they are one");
    desk.done(Request::MergeClients(twice.id, anna.id));
    let last = |id| page(&desk, id).note.last.clone().map(|last| last.text);
    assert_eq!(last(second), Some(text("draft")));
    desk.done(sign(first, "signed"));
    assert_eq!((last(second), last(first)), (Some(text("signed")), None));
    desk.done(Request::SetSessionDeleted(first, true));
    assert_eq!(last(second), None);
}

#[test]
fn a_consent_to_areas_is_that_of_the_session_it_was_asked_before() {
    let mut desk = Desk::new();
    let anna = desk.client("Anna");
    let id = recorded(&mut desk, Some(anna.id));
    let began = page(&desk, id).session.began;
    let noted = |hours: i64, state, words: &str| {
        let since = began.checked_sub(hours.hours()).unwrap();
        let consent = Consent { since, ..consent(ConsentKind::Areas, state, words) };
        Request::Note(NoteRequest::Consent(anna.id, Box::new(consent)))
    };
    desk.done(noted(24 * 7, ConsentState::Given, "last week"));
    assert_eq!(page(&desk, id).note.consent, None, "that was another day");
    desk.done(noted(1, ConsentState::Given, "low back, hip"));
    let words = || page(&desk, id).note.consent.as_ref().map(|consent| consent.words.clone());
    assert_eq!(words().as_deref(), Some("low back, hip"));
    desk.done(noted(1, ConsentState::NotSaid, ""));
    assert_eq!(words(), None, "it was noted by mistake");
    let nobody =
        Request::Note(NoteRequest::Consent(id, Box::new(consent(ConsentKind::Treat, ConsentState::Given, ""))));
    assert_eq!(desk.refused(nobody), Failure::NoSuchClient);
}

#[test]
fn a_note_is_written_out_as_a_page_that_only_its_owner_reads() {
    let mut desk = Desk::new();
    let anna = desk.client("Anna Pageword");
    let id = recorded(&mut desk, Some(anna.id));
    let out = tempfile::tempdir().unwrap();
    let export = || desk.ask(Request::Note(NoteRequest::Export(id, out.path().to_owned())));
    assert_eq!(export(), Err(Failure::NotExported(ExportError::NoNote)));
    desk.done(save(id, "Quietword"));
    let file = out.path().join(id.to_string()).join("note.html");
    assert_eq!(export(), Ok(Done::NoteExported(file.clone())));
    let whole = fs::read_to_string(&file).unwrap();
    assert!(whole.contains("Anna Pageword") && whole.contains("Quietword plan") && whole.contains("Draft, not signed"));
    assert!(!file.display().to_string().contains("Pageword"), "a path says nothing of a client");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    }
}

#[test]
fn sentences_and_templates_are_kept_deleted_and_put_back() {
    let desk = Desk::new();
    let block = TextBlock { id: "own-1".to_owned(), part: NotePart::Plan, text: "Drink as usual".to_owned() };
    let lines = vec![NoteLine::Service, NoteLine::Worked];
    let template = NoteTemplate { id: "own-2".to_owned(), name: "Mine".to_owned(), lines };
    let empty = TextBlock { text: " ".to_owned(), ..block.clone() };
    assert_eq!(desk.refused(Request::Note(NoteRequest::SaveBlock(Box::new(empty)))), Failure::EmptyNote);
    let nameless = NoteTemplate { name: " ".to_owned(), ..template.clone() };
    assert_eq!(desk.refused(Request::Note(NoteRequest::SaveTemplate(Box::new(nameless)))), Failure::WithoutName);
    desk.done(Request::Note(NoteRequest::SaveBlock(Box::new(block.clone()))));
    desk.done(Request::Note(NoteRequest::SaveTemplate(Box::new(template.clone()))));
    let seen = |blocks: usize, templates: usize| {
        let kept = desk
            .wait("both", |kept| (kept.own.text_blocks.len(), kept.own.note_templates.len()) == (blocks, templates));
        (kept.own.text_blocks.first().cloned(), kept.own.note_templates.first().cloned())
    };
    assert_eq!(seen(1, 1), (Some(Arc::new(block.clone())), Some(Arc::new(template))));
    for (deleted, blocks) in [(true, 0), (false, 1)] {
        desk.done(Request::Note(NoteRequest::SetBlockDeleted(block.id.clone(), deleted)));
        let _both = seen(blocks, 1);
    }
    desk.done(Request::Note(NoteRequest::SetTemplateDeleted("own-2".to_owned(), true)));
    let _both = seen(1, 0);
    assert_eq!(
        desk.refused(Request::Note(NoteRequest::SetTemplateDeleted("own-9".to_owned(), true))),
        Failure::NoSuchText
    );
}

/// A client with a signed note, an addendum, a draft of another session, and consents.
fn rich(two: &mut Two) -> Id {
    let desk = &mut two.desks[0];
    desk.done(sign(two.session, "signedword"));
    desk.done(add(two.session, "addedword"));
    desk.done(begin(two.session, "", "begunword"));
    let other = recorded(desk, Some(two.client.id));
    desk.done(save(other, "draftword"));
    let consent = |state, words| Box::new(consent(ConsentKind::Photo, state, words));
    desk.done(Request::Note(NoteRequest::Consent(two.client.id, consent(ConsentState::Given, "consentword"))));
    desk.done(Request::Note(NoteRequest::Consent(two.client.id, consent(ConsentState::Withdrawn, ""))));
    other
}

#[test]
fn an_export_has_notes_and_consents_to_read_and_to_take_in() {
    let mut two = Two::new();
    let other = rich(&mut two);
    let file = two.export(0, "all");
    let page_text = fs::read_to_string(file.with_file_name("client.html")).unwrap();
    for words in
        ["signedword plan", "addedword", "begunword", "draftword plan", "consentword", "withdrawn", "Draft, not signed"]
    {
        assert!(page_text.contains(words), "{words}");
    }
    for _ in 0..2 {
        assert_eq!(two.carry(0, 1).findings, []);
    }
    for session in [two.session, other] {
        let [here, there] = [0, 1].map(|on| page(&two.desks[on], session).note.clone());
        assert_eq!(here, there);
    }
    let [here, there] = [0, 1].map(|on| consents(&two.desks[on], two.client.id));
    assert_eq!((here.len(), &here), (2, &there));
}

#[test]
fn two_computers_that_signed_apart_keep_both_and_what_was_written_since() {
    let two = Two::new();
    two.desks[0].done(sign(two.session, "desktop"));
    two.desks[1].done(save(two.session, "laptop"));
    two.carry(1, 0);
    two.carry(0, 1);
    let [here, there] = [0, 1].map(|on| page(&two.desks[on], two.session).note.clone());
    assert_eq!((here.signed.len(), &here), (1, &there));
    let two = Two::new();
    two.desks[0].done(sign(two.session, "desktop"));
    two.desks[1].done(sign(two.session, "laptop"));
    two.carry(1, 0);
    two.carry(0, 1);
    let [here, there] = [0, 1].map(|on| page(&two.desks[on], two.session).note.clone());
    assert_eq!((here.signed.len(), &here.signed), (2, &there.signed));
}

#[test]
fn nothing_is_left_of_an_erased_clients_notes_and_consents() {
    let mut two = Two::new();
    rich(&mut two);
    let kept = ["signedword", "addedword", "begunword", "draftword", "consentword", "J. Signer"];
    let folder = two.desks[0].folder.clone();
    let holds = |text: &str| files_with(&folder, text.as_bytes()).len();
    assert!(kept.iter().all(|text| holds(text) > 0));
    let Done::ClientErased(_) = two.desks[0].done(Request::EraseClient(two.client.id)) else { panic!() };
    for text in kept {
        assert_eq!(holds(text), 0, "{text} is left");
    }
    two.desks[0].close();
    let other = other_tool(&folder.join("vault.db"), None);
    let listed: (String, Option<String>) =
        other.query_row("select client, first from erasure", [], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
    assert_eq!(listed, (two.client.id.to_string(), Some(morning().date().to_string())));
}

#[test]
fn whoever_turned_out_to_be_one_has_the_consents_of_both_and_each_goes_with_its_own_file() {
    let desk = Desk::new();
    let (anna, twice) = (desk.client("Anna"), desk.client("A. Example"));
    let treat = |words: &str| Box::new(consent(ConsentKind::Treat, ConsentState::Given, words));
    desk.done(Request::Note(NoteRequest::Consent(anna.id, treat("firstword"))));
    desk.done(Request::Note(NoteRequest::Consent(twice.id, treat("otherword"))));
    assert_eq!(consents(&desk, anna.id).len(), 1);
    desk.done(Request::MergeClients(twice.id, anna.id));
    assert_eq!(consents(&desk, anna.id).len(), 2);
    let out = tempfile::tempdir().unwrap();
    desk.done(Request::ExportClient(anna.id, out.path().to_owned()));
    for (client, words, others) in [(anna.id, "firstword", "otherword"), (twice.id, "otherword", "firstword")] {
        for name in ["client.json", "client.html"] {
            let text = fs::read_to_string(out.path().join(client.to_string()).join(name)).unwrap();
            assert!(text.contains(words) && !text.contains(others), "{name}");
        }
    }
}

#[test]
fn a_file_cannot_change_what_is_signed_and_one_that_says_two_things_is_refused() {
    let mut two = Two::new();
    rich(&mut two);
    let file = two.export(0, "all");
    let whole: serde_json::Value = serde_json::from_slice(&fs::read(&file).unwrap()).unwrap();
    let mut forged = whole.clone();
    forged["tables"]["note_signed"][0]["whole"]["plan"] = "another plan".into();
    forged["tables"]["addendum"][0]["text"] = "another addendum".into();
    fs::write(&file, forged.to_string()).unwrap();
    let folder = two.desks[0].folder.clone();
    let before = page(&two.desks[0], two.session).note.clone();
    two.desks[0].close();
    let _report = import(&folder, &file);
    let desk = Desk::open(&folder, None);
    assert_eq!(page(&desk, two.session).note, before);

    let other = "018f0000-0000-7000-8000-00000000ffff";
    let changes: [&dyn Fn(&mut serde_json::Value); 8] = [
        &|tables| {
            let text = tables["note"][0]["whole"].clone();
            tables["note"][0]["whole"]["others"] = serde_json::json!([[1, "nobody whom it has seen", text]]);
        },
        &|tables| tables["note"][0]["whole"]["others"] = serde_json::json!([[i64::MAX, "other", {}]]),
        &|tables| tables["note"][0]["session"] = other.into(),
        &|tables| tables["note_signed"][0]["session"] = other.into(),
        &|tables| tables["addendum"][0]["session"] = other.into(),
        &|tables| tables["consent"][0]["client"] = other.into(),
        &|tables| tables["note_signed"][0]["whole"] = 7.into(),
        &|tables| tables["addendum"][0]["at"] = "today".into(),
    ];
    for change in changes {
        let mut broken = whole.clone();
        change(&mut broken["tables"]);
        fs::write(&file, broken.to_string()).unwrap();
        let there = tempfile::tempdir().unwrap();
        let _fault = refused(there.path(), &file);
    }
}
