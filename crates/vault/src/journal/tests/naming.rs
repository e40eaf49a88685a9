//! Holds that get their name while the session runs, and afterwards.

use rusqlite::Connection;

use super::rig::{Keep as _, Run, after, count, id, text, vault, zoned};
use crate::journal::{Writer, name_hold, open_questions, session_page};
use crate::own::own;
use holdwell_engine::Command;
use holdwell_library::{Library, hold_name};
use holdwell_model::{HoldName, Side};
use holdwell_store::SessionPage;
use holdwell_testkit::routines::builtin;

fn named(position: &str, side: Side) -> HoldName {
    hold_name(Library::builtin().position(position).unwrap(), side)
}

/// A free session of two holds, the first of which was named as soon as it was over.
fn run() -> Run {
    let mut run = Run::begin(1, &builtin("free-smrt"), None);
    run.pass(2).advance().pass(40);
    run.tell(Command::Name { hold: named("psoas", Side::Left), item: None }).pass(2).advance().pass(40);
    run
}

fn page(connection: &Connection) -> SessionPage {
    session_page(connection, id(1)).unwrap().unwrap()
}

const USED: &str = "select coalesce(group_concat(position || ' ' || times), '') from used where times > 0";

#[test]
fn a_name_of_the_session_is_in_its_record_whatever_becomes_of_the_program() {
    let connection = vault();
    let mut run = run();
    run.keep(&mut Writer::default(), &connection);
    // Nothing more is written: the program was killed.
    let kept = page(&connection);
    assert_eq!(kept.hold_name(&kept.records[0]), ("Psoas major".to_owned(), Side::Left));
    assert_eq!(kept.hold_name(&kept.records[1]).0, "");
    assert_eq!(
        text(&connection, "select position || ' ' || region || ' ' || side from hold where bout = 0"),
        "psoas abdomen-hip left"
    );
    assert_eq!(count(&connection, "event where whole like '%\"named\":\"Psoas major\"%'"), 1);
}

#[test]
fn only_the_hold_without_a_name_is_asked_for() {
    let connection = vault();
    let mut run = run();
    run.tell(Command::Stop).keep(&mut Writer::default(), &connection);
    assert_eq!(open_questions(&connection).unwrap(), 1);
    assert_eq!(text(&connection, USED), "psoas 1");
    assert_eq!(own(&connection).unwrap().recent, ["psoas"]);
}

#[test]
fn an_undo_takes_the_name_out_of_the_journal() {
    let (connection, mut writer) = (vault(), Writer::default());
    let mut run = Run::begin(1, &builtin("free-smrt"), None);
    run.pass(2).advance().pass(40).tell(Command::Name { hold: named("psoas", Side::Left), item: None });
    run.keep(&mut writer, &connection);
    run.pass(2).tell(Command::Undo).keep(&mut writer, &connection);
    let kept = page(&connection);
    assert_eq!(kept.hold_name(&kept.records[0]), (String::new(), Side::Midline));
    assert_eq!(text(&connection, "select coalesce(position, 'none') from hold"), "none");
}

#[test]
fn a_name_that_comes_later_stands_beside_the_record_and_can_be_taken_away() {
    let connection = vault();
    let mut run = run();
    run.tell(Command::Stop).keep(&mut Writer::default(), &connection);
    let before = page(&connection).records;
    let item = before[1].item;
    let mut later = run.wall();
    let mut name = |name: Option<HoldName>| {
        later = after(later, 1000);
        assert!(name_hold(&connection, id(1), item, name.as_ref(), &zoned(later)).unwrap());
        let kept = page(&connection);
        assert_eq!(kept.records, before, "the original stays");
        kept.hold_name(&kept.records[1])
    };
    assert_eq!(name(Some(named("quadratus-lumborum", Side::Right))), ("Quadratus lumborum".to_owned(), Side::Right));
    assert_eq!(open_questions(&connection).unwrap(), 0);
    assert_eq!(text(&connection, USED), "psoas 1,quadratus-lumborum 1");
    assert_eq!(own(&connection).unwrap().recent, ["quadratus-lumborum", "psoas"], "the last first");
    assert_eq!(name(None).0, "");
    assert_eq!((open_questions(&connection).unwrap(), text(&connection, USED)), (1, "psoas 1".to_owned()));
    assert!(!name_hold(&connection, id(1), 99, None, &zoned(run.wall())).unwrap(), "there is no such hold");
}
