//! How long records are kept, who was erased, and what is given away.

use std::fs;

use holdwell_model::Client;
use holdwell_store::{
    ClientLine, Corrected, Correction, Done, Erasure, ExportError, Failure, JournalPort as _, KeepingRequest, Request,
    RetentionRule, VaultQuery, WriteFault, new_id,
};
use holdwell_testkit::{Desk, morning, session};
use jiff::ToSpan as _;
use jiff::civil::{Date, date};

use crate::two::{content, import};

/// Puts a session of a client into a vault, so many years ago.
fn seen(desk: &mut Desk, client: &Client, years: i64) {
    let id = new_id(morning().timestamp());
    for entry in session(id, Some(client.id), "warm") {
        desk.journal.offer(entry).unwrap();
    }
    desk.look(VaultQuery { session: Some(id), ..VaultQuery::default() });
    desk.wait("its end", |kept| kept.session.as_ref().is_some_and(|page| page.session.holds == 2));
    let began = morning().checked_sub(years.years()).unwrap().timestamp();
    desk.done(Request::Correct(id, vec![Correction::Began(Corrected::To(began))]));
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
        seen(&mut desk, client, 12);
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
    seen(&mut desk, &anna, 0);
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
    seen(&mut desk, &anna, 0);
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
        seen(&mut desk, client, 0);
    }
    desk.done(Request::MergeClients(twice.id, anna.id));
    let out = tempfile::tempdir().unwrap();
    let folder = out.path().join("all");
    let done = desk.done(Request::Keeping(KeepingRequest::HandOver(folder.clone())));
    assert_eq!(done, Done::HandedOver(folder.clone(), 2));
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
