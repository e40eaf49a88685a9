//! The vault holds what happened, in whatever portions it comes.

use rusqlite::Connection;

use super::rig::{Keep as _, Run, client, count, noon, points, text, vault};
use crate::journal::row::{added_steps, records};
use crate::journal::{Writer, ready, session_page, unfinished};
use holdwell_engine::{Command, ScoreKind};
use holdwell_model::{Arc, HoldName, SessionTime, Side};
use holdwell_store::{Entry, SessionState};

/// Everything that can happen to records and steps, one thing after the other.
fn everything() -> Vec<(u64, Command)> {
    use Command::{Advance, Extend, Insert, Mark, Note, OtherSide, Pause, Repeat, Restart, Score, Skip, Undo};
    let score = |kind, value| Score { kind, value, point: None };
    let insert = |name: &str| Insert { hold: HoldName::words(name, Side::Midline), length: None, next: false };
    vec![
        (1, score(ScoreKind::Before, 7)),
        (1, Advance),
        (5, Mark),
        (1, Undo),
        (3, Mark),
        (100, score(ScoreKind::After, 2)),
        (1, Advance),
        (1, Advance),
        (2, Undo),
        (2, Advance),
        (20, Restart),
        (5, Extend),
        (5, Pause),
        (5, Advance),
        (1, insert("Scalene")),
        (2, Undo),
        (1, insert("Diaphragm")),
        (1, insert("")),
        (150, Note { text: "warm".to_owned(), item: None }),
        (1, Advance),
        (1, Repeat),
        (1, OtherSide),
        (5, Skip),
        (5, Advance),
        (100, Advance),
        (100, Advance),
    ]
}

/// Asserts that the vault holds one point, the events that led to it, and the records as they stood there.
fn is_whole(connection: &Connection, run: &Run) {
    let view = run.engine.view();
    let session = run.start.id;
    let mut expected: Vec<_> = view.records().iter().map(|record| (record.item, Arc::clone(record))).collect();
    let mut written: Vec<_> =
        records(connection, session).unwrap().into_iter().map(|record| (record.item, record)).collect();
    expected.sort_by_key(|(item, _)| *item);
    written.sort_by_key(|(item, _)| *item);
    assert_eq!(written, expected);
    let point = run.engine.restore_point(SessionTime::ZERO);
    assert_eq!(added_steps(connection, session).unwrap(), point.added_steps());
    let events: Vec<String> = {
        let mut events = connection.prepare("select whole from event order by seq").unwrap();
        events.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
    };
    let told: Vec<String> = run.events.iter().map(|event| serde_json::to_string(event).unwrap()).collect();
    assert_eq!(events, told);
}

#[test]
fn after_every_entry_that_is_taken_the_vault_holds_what_happened() {
    let (connection, mut writer) = (vault(), Writer::default());
    let mut run = Run::begin(1, &points(), None);
    for (wait, command) in everything() {
        run.pass(wait).tell(command).keep(&mut writer, &connection);
        is_whole(&connection, &run);
    }
    assert!(count(&connection, "hold") > 3 && count(&connection, "added_step") == 2);
    assert_eq!(count(&connection, "restore"), 1);
}

#[test]
fn it_does_not_matter_in_which_portions_or_how_often_it_is_taken() {
    for portion in [1, 2, 7, 1000] {
        let (connection, mut writer) = (vault(), Writer::default());
        let mut run = Run::begin(1, &points(), None);
        for (wait, command) in everything() {
            run.pass(wait).tell(command);
        }
        let entries = std::mem::take(&mut run.entries);
        for some in entries.chunks(portion) {
            writer.take(&connection, some, noon()).unwrap();
            writer.take(&connection, some, noon()).unwrap();
        }
        is_whole(&connection, &run);
        writer.forget();
        writer.take(&connection, &entries[1..], noon()).unwrap();
        is_whole(&connection, &run);
    }
}

#[test]
fn what_fails_is_wholly_undone_and_can_be_offered_again() {
    let (connection, mut writer) = (vault(), Writer::default());
    let mut run = Run::begin(1, &points(), None);
    run.keep(&mut writer, &connection);
    let kept = count(&connection, "event");
    run.pass(5).score(ScoreKind::Before, 5).advance().pass(100);
    connection
        .execute_batch("create trigger full before insert on restore begin select raise(abort, 'full'); end")
        .unwrap();
    assert!(writer.take(&connection, &run.entries, noon()).is_err());
    assert_eq!((count(&connection, "event"), count(&connection, "hold")), (kept, 0), "nothing of it was kept");
    connection.execute_batch("drop trigger full").unwrap();
    run.keep(&mut writer, &connection);
    is_whole(&connection, &run);
}

#[test]
fn events_wait_for_the_point_that_follows_them() {
    let mut run = Run::begin(1, &points(), None);
    run.pass(5).advance();
    let entries = &run.entries;
    assert!(matches!(entries.last(), Some(Entry::Restore(_))));
    assert_eq!(ready(entries), entries.len());
    assert_eq!(ready(&entries[..entries.len() - 1]), ready(&entries[..entries.len() - 2]));
    assert_eq!(ready(&entries[..2]), 1, "the beginning stands by itself");
    assert_eq!(ready(&[]), 0);
}

#[test]
fn entries_that_belong_to_nothing_are_let_go() {
    let (connection, mut writer) = (vault(), Writer::default());
    let mut run = Run::begin(1, &points(), None);
    writer.take(&connection, &run.entries[1..], noon()).unwrap();
    writer.take(&connection, &[Entry::Resume(run.start.id)], noon()).unwrap();
    assert_eq!((writer.current(), count(&connection, "event")), (None, 0));
    run.keep(&mut writer, &connection);
    assert_eq!(writer.current(), Some(run.start.id));
    connection.execute_batch("delete from session").unwrap();
    run.pass(5).advance().keep(&mut writer, &connection);
    assert_eq!(count(&connection, "event"), 0, "the session was erased while it ran");
}

#[test]
fn in_another_file_a_session_begins_again_with_all_its_records() {
    let (first, second, mut writer) = (vault(), vault(), Writer::default());
    let maria = client(&first, 9, "Maria Berg");
    let mut run = Run::begin(1, &points(), Some(maria));
    run.pass(5).score(ScoreKind::Before, 5).advance().pass(105).advance().keep(&mut writer, &first);
    assert!(writer.is_under_way(&first).unwrap());
    writer.forget();
    assert!(writer.is_under_way(&second).unwrap(), "it is about to be");
    // What has nothing to stand beside is let go.
    writer.take(&second, &[Entry::CueTimingReport(Box::default())], noon()).unwrap();
    assert_eq!(count(&second, "session"), 0);
    run.pass(1).advance().pass(20).tell(Command::Mark).keep(&mut writer, &second);
    let page = session_page(&second, run.start.id).unwrap().unwrap();
    assert_eq!((page.session.client, page.session.holds, page.session.began), (None, 1, noon()));
    assert_eq!(page.records, **run.engine.view().records());
    run.pass(200).tell(Command::Stop).keep(&mut writer, &second);
    assert_eq!(session_page(&second, run.start.id).unwrap().unwrap().session.state, SessionState::Stopped);
    assert!(!writer.is_under_way(&second).unwrap());
    // The same after a crash.
    let third = vault();
    let mut again = Run::begin(2, &points(), None);
    again.pass(5).advance().keep(&mut writer, &first);
    writer = Writer::default();
    writer.take(&first, &[Entry::Resume(again.start.id)], noon()).unwrap();
    writer.forget();
    again.pass(20).advance().keep(&mut writer, &third);
    let page = session_page(&third, again.start.id).unwrap().unwrap();
    assert_eq!((page.session.name.as_str(), &page.plan), ("Test", &again.start.plan));
}

#[test]
fn what_was_erased_by_hand_never_comes_back() {
    let (connection, mut writer) = (vault(), Writer::default());
    let (maria, ann) = (client(&connection, 9, "Maria Berg"), client(&connection, 8, "Ann"));
    let mut run = Run::begin(1, &points(), Some(maria));
    run.pass(5).advance().pass(20).keep(&mut writer, &connection);
    // A session that is moved is moved in another file as well.
    let _moved = connection.execute("update session set client = ?1", [ann.to_string()]).unwrap();
    writer.look_again(&connection).unwrap();
    let other = vault();
    let _ann = client(&other, 8, "Ann");
    writer.forget();
    run.pass(5).tell(Command::Mark).keep(&mut writer, &other);
    assert_eq!(session_page(&other, run.start.id).unwrap().unwrap().session.client, Some(ann));
    let _gone = other.execute("delete from client", []).unwrap();
    writer.look_again(&other).unwrap();
    writer.forget();
    run.pass(5).tell(Command::Mark).keep(&mut writer, &other);
    assert_eq!((count(&other, "session"), writer.current()), (0, None));
}

#[test]
fn a_session_knows_whose_it_is_and_what_was_run() {
    let (connection, mut writer) = (vault(), Writer::default());
    let maria = client(&connection, 9, "Maria Berg");
    let mut run = Run::begin(1, &points(), Some(maria));
    let mut other = Run::begin(2, &points(), Some(super::rig::id(404)));
    run.keep(&mut writer, &connection);
    other.keep(&mut writer, &connection);
    let page = session_page(&connection, run.start.id).unwrap().unwrap();
    assert_eq!((page.session.client, &page.plan), (Some(maria), &run.start.plan));
    assert_eq!((page.session.name.as_str(), page.session.began), ("Test", noon()));
    assert_eq!(page.session.state, SessionState::Running);
    let nobody = session_page(&connection, other.start.id).unwrap().unwrap();
    assert_eq!(nobody.session.client, None, "a client who is not there any more");
    assert_eq!(count(&connection, "plan"), 1, "each text once");
    assert!(session_page(&connection, super::rig::id(3)).unwrap().is_none());
}

#[test]
fn a_session_that_begins_leaves_an_earlier_one_alone() {
    let (connection, mut writer) = (vault(), Writer::default());
    let mut cut_off = Run::begin(1, &points(), None);
    cut_off.pass(5).advance().keep(&mut writer, &connection);
    let before = text(&connection, "select whole from restore");
    let mut run = Run::begin(2, &points(), None);
    run.pass(5).advance().pass(20).tell(Command::Stop).keep(&mut Writer::default(), &connection);
    assert_eq!(text(&connection, "select whole from restore"), before);
    let found = unfinished(&connection, noon(), None).unwrap().unwrap();
    assert_eq!(found.session.id, cut_off.start.id);
}
