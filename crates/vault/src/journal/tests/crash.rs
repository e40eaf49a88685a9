//! A session that was cut off is found again, and goes on, stays or goes.

use rusqlite::Connection;

use super::rig::{Keep as _, Run, after, client, count, day, id, noon, points, text, vault};
use crate::journal::{Writer, keep_partial, questions, session_page, unfinished};
use holdwell_engine::{Engine, EventKind, Finish, ScoreKind, Stage, Why};
use holdwell_model::{Millis, SessionTime};
use holdwell_store::{SessionState, Unfinished};

/// A session in its second hold, cut off.
fn cut_off(connection: &Connection) -> Run {
    let mut run = Run::begin(1, &points(), None);
    run.pass(5).score(ScoreKind::Before, 5).advance().pass(105).advance().pass(1).advance().pass(20);
    run.keep(&mut Writer::default(), connection);
    run
}

fn found(connection: &Connection, run: &Run) -> Unfinished {
    unfinished(connection, run.wall(), None).unwrap().unwrap()
}

#[test]
fn it_is_found_as_it_stood() {
    let connection = vault();
    let run = cut_off(&connection);
    let found = found(&connection, &run);
    assert_eq!((found.session.id, &found.plan, found.session.holds), (run.start.id, &run.start.plan, 1));
    assert_eq!((found.session.state, found.kept), (SessionState::Running, run.wall()));
    let point = found.point.unwrap();
    assert_eq!(point.at, SessionTime(111_000), "the second hold has begun");
    assert_eq!(point.records(), run.engine.view().records());
    assert_eq!(unfinished(&connection, run.wall(), Some(run.start.id)).unwrap().map(|found| found.session.id), None);
}

#[test]
fn after_an_hour_or_unreadable_it_cannot_go_on() {
    let connection = vault();
    let run = cut_off(&connection);
    let at = |millis: u64| unfinished(&connection, after(run.wall(), millis), None).unwrap().unwrap();
    assert!(at(3_600_000).point.is_some());
    assert!(at(3_600_001).point.is_none());
    let earlier = unfinished(&connection, noon() - jiff::SignedDuration::from_hours(2), None).unwrap().unwrap();
    assert!(earlier.point.is_none(), "by a clock that was put back nobody knows");
    let _one = connection.execute("update restore set whole = '{\"at\": 5}'", []).unwrap();
    assert!(found(&connection, &run).point.is_none());
    let _one = connection.execute("update plan set whole = 'garbage'", []).unwrap();
    assert_eq!(found(&connection, &run).plan.steps.len(), 0);
}

#[test]
fn it_goes_on_and_ends_as_if_it_had_never_been_cut_off() {
    let connection = vault();
    let first = cut_off(&connection);
    let found = found(&connection, &first);
    let (point, mut writer) = (*found.point.unwrap(), Writer::default());
    let (at, stood_still) = (point.at, Millis::from_mins(4));
    let mut run = Run::resume(&first.start, Engine::restore(&found.plan, point), at, stood_still);
    let later = after(noon(), at.0 + stood_still.0);
    writer.take(&connection, &run.entries, later).unwrap();
    run.entries.clear();
    assert_eq!(run.engine.stage(), Stage::Held(Why::Gap(stood_still)));
    run.pass(10).tell(holdwell_engine::Command::GoOn).pass(10).score(ScoreKind::Before, 5);
    run.pass(95).advance().pass(2).advance().pass(40);
    writer.take(&connection, &run.entries, later).unwrap();
    assert_eq!(run.engine.stage(), Stage::Finished(Finish::Complete));

    let page = session_page(&connection, first.start.id).unwrap().unwrap();
    assert_eq!((page.session.state, page.session.holds), (SessionState::Complete, 3));
    let held: Vec<_> = page.records.iter().map(|record| record.held().0 / 1000).collect();
    assert_eq!(held, [90, 90, 30], "nothing is counted while it stood still");
    let seqs: u32 = connection.query_row("select max(seq) + 1 from event", [], |row| row.get(0)).unwrap();
    assert_eq!(seqs, count(&connection, "event"), "the events go on counting without a gap");
    assert_eq!(first.events.len() + run.events.len(), count(&connection, "event") as usize);
    assert!(run.events.iter().any(|event| event.kind == EventKind::Held(Why::Gap(stood_still))));
    assert!(unfinished(&connection, later, None).unwrap().is_none());

    let open = questions(&connection, None).unwrap().into_iter().find(|open| open.hold == "Psoas major, left").unwrap();
    let last = page.records[1].last().unwrap();
    let ended = last.began.0 + last.held.0;
    assert_eq!(open.at, after(noon(), ended + stood_still.0), "as the clock on the wall showed it");
}

#[test]
fn it_is_kept_as_it_is() {
    let connection = vault();
    let run = cut_off(&connection);
    assert!(keep_partial(&connection, run.start.id, day()).unwrap());
    let page = session_page(&connection, run.start.id).unwrap().unwrap();
    assert_eq!((page.session.state, page.session.holds), (SessionState::Partial, 1));
    assert_eq!(page.records.len(), 2);
    assert_eq!(count(&connection, "restore"), 0);
    assert_eq!(questions(&connection, None).unwrap().len(), 1, "the score after the hold that was finished");
    assert!(!keep_partial(&connection, run.start.id, day()).unwrap());
    assert!(unfinished(&connection, run.wall(), None).unwrap().is_none());
    assert_eq!(text(&connection, "select group_concat(action) from log"), "kept as it was cut off", "logged once");
}

#[test]
fn the_last_one_that_can_be_read_is_found_behind_one_that_cannot() {
    let connection = vault();
    let run = cut_off(&connection);
    let mut second = Run::begin(2, &points(), None);
    second.pass(5).keep(&mut Writer::default(), &connection);
    connection.execute("update session set began = began + 1, holds = -1 where id = ?1", [id(2).to_string()]).unwrap();
    let found = unfinished(&connection, run.wall(), None).unwrap().unwrap();
    assert_eq!(found.session.id, id(1));
}

#[test]
fn a_client_was_seen_even_if_the_session_was_cut_off() {
    let connection = vault();
    let maria = client(&connection, 9, "Maria Berg");
    let mut run = Run::begin(1, &points(), Some(maria));
    run.pass(5).advance().pass(50).keep(&mut Writer::default(), &connection);
    let seen = "select sessions || ' ' || coalesce(last_seen, 'never') from client";
    assert_eq!(text(&connection, seen), "0 never");
    let _kept = keep_partial(&connection, run.start.id, day()).unwrap();
    assert_eq!(text(&connection, seen), format!("1 {}", noon().as_millisecond()));
}
