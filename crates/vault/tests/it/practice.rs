//! The practice as a whole, and everything as tables.

use std::fs;

use holdwell_files::table;
use holdwell_measures::{Answers, Entry, Figure, Measure, Subject};
use holdwell_model::{Client, Id, Millis, Technique};
use holdwell_store::{CourseRequest, Done, JournalPort as _, PracticePage, Request, SessionState, VaultQuery, new_id};
use holdwell_testkit::{Desk, morning, session};
use jiff::civil::date;

fn run(desk: &mut Desk, client: Option<Id>) -> Id {
    let id = new_id(morning().timestamp());
    for entry in session(id, client, "note") {
        desk.journal.offer(entry).unwrap();
    }
    desk.look(VaultQuery { session: Some(id), ..VaultQuery::default() });
    desk.wait("the session", |kept| {
        kept.session.as_ref().is_some_and(|page| page.session.id == id && page.session.state == SessionState::Complete)
    });
    id
}

fn practice(desk: &Desk, since: jiff::civil::Date) -> PracticePage {
    desk.look(VaultQuery::default());
    desk.wait("nothing", |kept| kept.practice.is_none());
    desk.look(VaultQuery { practice: Some(since), ..VaultQuery::default() });
    (**desk.wait("the practice", |kept| kept.practice.is_some()).practice.as_ref().unwrap()).clone()
}

#[test]
fn a_practice_is_counted_by_week_and_technique_from_a_day_on() {
    let mut desk = Desk::new();
    let (anna, bert) = (desk.client("Anna"), desk.client("Bert"));
    let short = Client { slot_mins: Some(1), ..anna.clone() };
    desk.done(Request::SaveClient(Box::new(short)));
    let _hers = run(&mut desk, Some(anna.id));
    let gone = run(&mut desk, Some(anna.id));
    let page = practice(&desk, date(2026, 1, 1));
    let [week] = page.weeks.as_slice() else { panic!("{page:?}") };
    assert_eq!((week.monday, week.sessions), (date(2026, 3, 2), 2));
    assert!(week.held > Millis::ZERO);
    assert_eq!(week.by_technique.keys().copied().collect::<Vec<_>>(), [Technique::Smrt]);
    assert_eq!(page.not_seen.iter().map(|client| client.client).collect::<Vec<_>>(), [bert.id], "one was never seen");
    desk.done(Request::SetSessionDeleted(gone, true));
    assert_eq!(practice(&desk, date(2026, 1, 1)).weeks[0].sessions, 1, "a deleted one does not count");
    assert_eq!(practice(&desk, date(2026, 3, 3)).weeks, []);
}

#[test]
fn tables_have_everything_and_no_formula() {
    let mut desk = Desk::new();
    let anna = desk.client("=HYPERLINK(\"x\"), Öz");
    let session = run(&mut desk, Some(anna.id));
    let gone = run(&mut desk, Some(anna.id));
    desk.done(Request::SetSessionDeleted(gone, true));
    let at = morning().timestamp();
    let entry = Entry::new(new_id(at), Subject::new(Measure::OverallChange), at, Answers::Number(Figure::whole(-3)));
    desk.done(Request::Course(CourseRequest::KeepMeasures(anna.id, vec![entry.unwrap()])));
    let out = tempfile::tempdir().unwrap();
    let asked = Request::Course(CourseRequest::ExportTables(out.path().to_owned()));
    let Done::Exported(folder) = desk.done(asked) else { panic!() };
    let read = |name: &str| {
        let bytes = fs::read(folder.join(name)).unwrap();
        assert!(bytes.starts_with(&[0xef, 0xbb, 0xbf]), "{name} says that it is UTF-8");
        table(&bytes).unwrap()
    };
    let (head, sessions) = read("sessions.csv");
    let column = |name: &str| head.cells.iter().position(|cell| cell == name).unwrap();
    let [row] = sessions.as_slice() else { panic!("{sessions:?}") };
    assert_eq!(row.cells[column("session")], session.to_string());
    assert_eq!(row.cells[column("client")], "'=HYPERLINK(\"x\"), Öz");
    assert_eq!(row.cells[column("began")], "2026-03-02 10:00");
    let (_, holds) = read("holds.csv");
    assert!(holds.len() >= 2 && holds.iter().all(|row| row.cells[0] == session.to_string()), "{holds:?}");
    let (head, measures) = read("measures.csv");
    let column = |name: &str| head.cells.iter().position(|cell| cell == name).unwrap();
    assert_eq!(measures[0].cells[column("measure")], "overall-change");
    assert_eq!(measures[0].cells[column("figure")], "-3", "a number stays one");
}
