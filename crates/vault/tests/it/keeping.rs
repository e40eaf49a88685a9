//! How long records are kept, who was erased, and what is given away.

use std::fs;
use std::path::PathBuf;

use holdwell_model::{Client, Id};
use holdwell_store::{
    ClientLine, Corrected, Correction, Done, Erasure, ExportError, Failure, HandedOver, JournalPort as _,
    KeepingRequest, NoteRequest, NoteText, Request, RetentionRule, VaultQuery, WriteFault, new_id,
};
use holdwell_testkit::{Desk, files_with, morning, session};
use jiff::ToSpan as _;
use jiff::civil::{Date, date};

use crate::two::{content, import};

/// Puts a session of a client into a vault, so many years ago.
fn seen(desk: &mut Desk, client: &Client, years: i64) -> Id {
    let id = new_id(morning().timestamp());
    for entry in session(id, Some(client.id), "warm") {
        desk.journal.offer(entry).unwrap();
    }
    desk.look(VaultQuery { session: Some(id), ..VaultQuery::default() });
    desk.wait("its end", |kept| kept.session.as_ref().is_some_and(|page| page.session.holds == 2));
    let began = morning().checked_sub(years.years()).unwrap().timestamp();
    desk.done(Request::Correct(id, vec![Correction::Began(Corrected::To(began))]));
    id
}

fn rule(years: u8, until_age: Option<u8>) -> Request {
    Request::Keeping(KeepingRequest::SetRule(Some(RetentionRule { years, until_age })))
}

/// Returns the names of those whose records no longer have to be kept, with the days.
fn due(desk: &Desk) -> Vec<(Date, String)> {
    let kept = desk.see(VaultQuery { clients: Some(String::new()), ..VaultQuery::default() });
    let line = |(day, line): &(Date, ClientLine)| (*day, line.name.clone());
    kept.may_be_erased.iter().map(line).collect()
}

#[test]
fn what_is_due_follows_the_rule_the_age_and_the_day_that_is_written_down() {
    let mut desk = Desk::new();
    let (old, child, kept) = (desk.client("Old"), desk.client("Child"), desk.client("Kept"));
    desk.client("Never seen");
    let born = Some(date(2005, 6, 1));
    desk.done(Request::SaveClient(Box::new(Client { born, ..child.clone() })));
    let keep_until = Some(date(2040, 1, 1));
    desk.done(Request::SaveClient(Box::new(Client { keep_until, ..kept.clone() })));
    for client in [&old, &child, &kept] {
        let _session = seen(&mut desk, client, 12);
    }
    assert_eq!(due(&desk), []);
    desk.done(rule(10, Some(25)));
    desk.wait("the rule", |kept| kept.own.retention == Some(RetentionRule { years: 10, until_age: Some(25) }));
    let last = morning().date().checked_sub(2.years()).unwrap();
    assert_eq!(due(&desk), [(last, "Old".to_owned())]);
    desk.done(rule(10, None));
    assert_eq!(due(&desk), [(last, "Child".to_owned()), (last, "Old".to_owned())]);
    desk.done(Request::Keeping(KeepingRequest::SetRule(None)));
    assert_eq!(due(&desk), []);
}

#[test]
fn who_was_erased_stands_in_a_list_by_an_id_with_the_period() {
    let mut desk = Desk::new();
    let anna = desk.client("Anna");
    let _session = seen(&mut desk, &anna, 0);
    let today = morning().date();
    let Done::ClientErased(_) = desk.done(Request::EraseClient(anna.id)) else { panic!() };
    let kept = desk.wait("the list", |kept| !kept.own.erasures.is_empty());
    let erased = Erasure { client: anna.id, day: today, period: Some((today, today)) };
    assert_eq!(kept.own.erasures, [erased]);
}

#[test]
fn a_copy_for_a_client_says_what_goes_with_it() {
    let mut desk = Desk::new();
    let anna = desk.client("Anna Coverword");
    let _session = seen(&mut desk, &anna, 0);
    desk.done(rule(10, None));
    let out = tempfile::tempdir().unwrap();
    let Done::Exported(folder) = desk.done(Request::ExportClient(anna.id, out.path().to_owned())) else { panic!() };
    let cover = fs::read_to_string(folder.join("cover.html")).unwrap();
    for words in ["Anna Coverword", "sessions with their times", "Until 2036-03-02", "Where you may complain"] {
        assert!(cover.contains(words), "{words}: {cover}");
    }
    assert!(!cover.contains("signed notes"), "only what there is");
}

#[test]
fn all_clients_are_handed_over_at_once_and_read_in_elsewhere() {
    let mut desk = Desk::new();
    let (anna, twice, other) = (desk.client("Anna"), desk.client("A. Example"), desk.client("Bert <b>"));
    for client in [&anna, &twice, &other] {
        let _session = seen(&mut desk, client, 0);
    }
    desk.done(Request::MergeClients(twice.id, anna.id));
    let out = tempfile::tempdir().unwrap();
    let folder = out.path().join("all");
    let done = desk.done(Request::Keeping(KeepingRequest::HandOver(folder.clone())));
    let handed = HandedOver { folder: folder.clone(), clients: 2, erased: 0, left: Vec::new() };
    assert_eq!(done, Done::HandedOver(Box::new(handed)));
    let list = fs::read_to_string(folder.join("clients.html")).unwrap();
    for (client, name) in [(&anna, "Anna"), (&twice, "A. Example"), (&other, "Bert &lt;b&gt;")] {
        assert!(list.contains(name) && list.contains(&format!("{}/client.html", client.id)), "{list}");
    }
    desk.close();
    let here = content(&desk.folder);
    let there = tempfile::tempdir().unwrap();
    assert_eq!(import(there.path(), &folder).clients, 3);
    assert_eq!(content(there.path()), here);
}

#[test]
fn whoever_was_erased_since_the_last_time_is_not_handed_over_and_what_is_not_ours_stays() {
    let mut desk = Desk::new();
    let (anna, bert, carla) = (desk.client("Anna Goneword"), desk.client("Bert"), desk.client("Carla Goneword"));
    let session = seen(&mut desk, &anna, 0);
    let out = tempfile::tempdir().unwrap();
    let folder = out.path().join("all");
    let hand_over = || match desk.done(Request::Keeping(KeepingRequest::HandOver(folder.clone()))) {
        Done::HandedOver(handed) => *handed,
        done => panic!("{done:?}"),
    };
    let expected = HandedOver { folder: folder.clone(), clients: 3, erased: 0, left: Vec::new() };
    assert_eq!(hand_over(), expected);
    let text = NoteText { plan: "Goneword".to_owned(), ..NoteText::default() };
    let save = NoteRequest::Save { session, was: Box::default(), now: Box::new(text) };
    desk.done(Request::Note(save));
    desk.done(Request::Note(NoteRequest::Export(session, folder.clone())));
    // Somebody put a letter beside her files, and there is a folder of another program.
    let letter = folder.join(carla.id.to_string()).join("letter.txt");
    fs::write(&letter, "a letter").unwrap();
    let strange = folder.join("018f0000-0000-7000-8000-00000000ffff");
    fs::create_dir(&strange).unwrap();
    fs::write(strange.join("client.json"), "theirs").unwrap();
    for client in [&anna, &carla] {
        desk.done(Request::EraseClient(client.id));
    }
    let left = vec![folder.join(carla.id.to_string())];
    assert_eq!(hand_over(), HandedOver { clients: 1, erased: 2, left, ..expected });
    assert_eq!(files_with(&folder, b"Goneword"), [] as [PathBuf; 0]);
    assert!(!folder.join(anna.id.to_string()).exists() && !folder.join(session.to_string()).exists());
    assert_eq!(fs::read_to_string(letter).unwrap(), "a letter");
    assert_eq!(fs::read_to_string(strange.join("client.json")).unwrap(), "theirs");
    assert!(folder.join(bert.id.to_string()).join("client.html").exists());
}

#[test]
fn a_place_that_is_not_ours_takes_nothing() {
    let desk = Desk::new();
    desk.client("Anna");
    let out = tempfile::tempdir().unwrap();
    let file = out.path().join("theirs");
    fs::write(&file, "theirs").unwrap();
    let refused = desk.refused(Request::Keeping(KeepingRequest::HandOver(file.clone())));
    assert_eq!(refused, Failure::NotExported(ExportError::NotWritten(file.clone(), WriteFault::NotOurs)));
    assert_eq!(fs::read_to_string(&file).unwrap(), "theirs");
}
