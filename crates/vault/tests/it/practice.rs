//! The practice as a whole, and everything as tables.

use std::fs;

use holdwell_files::table;
use holdwell_measures::{Answers, CarePlan, Entry, Figure, FollowUp, Goal, Lasted, Measure, Since, Subject};
use holdwell_model::{Client, Id, Millis, Technique};
use holdwell_store::{CourseRequest, Done, JournalPort as _, PracticePage, Request, SessionState, VaultQuery, new_id};
use holdwell_testkit::{Desk, morning, other_tool, session};
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
    let goal = Goal {
        words: "=reach".to_owned(),
        subject: Some(Subject::new(Measure::PainNow)),
        target: Some(Figure::whole(2)),
    };
    let plan = CarePlan::new(new_id(at), "-stiff".to_owned(), 6, date(2026, 3, 2));
    let plan = CarePlan { goals: vec![goal], every_days: Some(7), ..plan };
    for plan in [plan.clone(), plan.change(new_id(at))] {
        desk.done(Request::Course(CourseRequest::SavePlan(anna.id, Box::new(plan))));
    }
    let said = FollowUp { session, at, since: Since::Better, lasted: Some(Lasted::Days), soreness: None };
    desk.done(Request::Course(CourseRequest::Answer(said)));
    let nobody = desk.client("Never Seen");
    let out = tempfile::tempdir().unwrap();
    let asked = || Request::Course(CourseRequest::ExportTables(out.path().to_owned()));
    let Done::Exported(folder) = desk.done(asked()) else { panic!() };
    let Done::Exported(_) = desk.done(asked()) else { panic!() };
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
    let (head, plans) = read("plans-of-care.csv");
    let column = |name: &str| head.cells.iter().position(|cell| cell == name).unwrap();
    let [row] = plans.as_slice() else { panic!("only what is not being written: {plans:?}") };
    assert_eq!(row.cells[column("problem")], "'-stiff");
    assert_eq!(row.cells[column("goals")], "'=reach (pain-now, target 2)");
    assert_eq!((row.cells[column("sessions planned")].as_str(), row.cells[column("ended")].as_str()), ("6", ""));
    let (_, after) = read("after-sessions.csv");
    assert_eq!(
        after[0].cells[2..],
        [session.to_string(), "2026-03-02 10:00".into(), "better".into(), "some days".into(), String::new()]
    );
    desk.close();
    let other = other_tool(&desk.folder.join("vault.db"), None);
    let lines = |client: Id| -> i64 {
        let sql = "select count(*) from log where action = 'written into tables' and what = ?1";
        other.query_row(sql, [client.to_string()], |row| row.get(0)).unwrap()
    };
    assert_eq!((lines(anna.id), lines(nobody.id)), (1, 0), "once a day, for whoever is in them");
}
