//! Measures, plans of care and answers after sessions: kept, taken back, of one person, out of the vault and into another.

mod drafts;
mod forms;
mod moved;

use std::fs;
use std::path::PathBuf;

use holdwell_measures::{
    Activity, Answers, CarePlan, Entry, Figure, FollowUp, Goal, Lasted, Measure, Moment, Progress, Since, Soreness,
    Subject,
};
use holdwell_model::{Client, Id, Region, Side};
use holdwell_store::{
    Course, CourseRequest, Done, Failure, HistoryQuery, ImportFinding, JournalPort as _, Request, VaultQuery, new_id,
};
use holdwell_testkit::{Desk, files_with, morning, session};
use jiff::SignedDuration;
use jiff::civil::date;

use crate::two::{import, refused};

/// Something that was measured so many hours after the morning.
fn pain(hours: i64, figure: i32) -> Entry {
    let at = morning().timestamp() + SignedDuration::from_hours(hours);
    let subject = Subject {
        place: Some(Region::LowBack),
        side: Some(Side::Left),
        detail: "quietdetail".to_owned(),
        ..Subject::new(Measure::PainNow)
    };
    Entry::new(new_id(at), subject, at, Answers::Number(Figure::whole(figure))).unwrap()
}

fn activities(first: u8) -> Entry {
    let at = morning().timestamp();
    let activity = |what: &str, score| Activity { what: what.to_owned(), score };
    let answers = Answers::Activities(vec![activity("carry shoppingword", Some(first)), activity("sleep", None)]);
    Entry::new(new_id(at), Subject::new(Measure::Activities), at, answers).unwrap()
}

fn plan() -> CarePlan {
    let goal = Goal {
        words: "goalword".to_owned(),
        subject: Some(Subject::new(Measure::PainNow)),
        target: Some(Figure::whole(2)),
    };
    let id = new_id(morning().timestamp());
    let plan = CarePlan::new(id, "problemword at the left".to_owned(), 6, date(2026, 1, 1));
    CarePlan { goals: vec![goal], every_days: Some(7), reassess: Some(date(2026, 2, 12)), ..plan }
}

fn keep(desk: &Desk, client: Id, entries: &[Entry]) {
    assert_eq!(desk.done(Request::Course(CourseRequest::KeepMeasures(client, entries.to_vec()))), Done::MeasuresKept);
}

fn course(desk: &Desk, client: Id) -> Course {
    desk.look(VaultQuery::default());
    // What was read before is not what is asked for.
    desk.wait("nothing", |kept| kept.client.is_none());
    desk.look(VaultQuery { client: Some(client), ..VaultQuery::default() });
    let kept = desk.wait("the client", |kept| kept.client.as_ref().is_some_and(|page| page.is_of(client)));
    kept.client.as_ref().unwrap().course.clone()
}

/// Runs a session of a client to its end.
fn run(desk: &mut Desk, client: Id) -> Id {
    let id = new_id(morning().timestamp());
    for entry in session(id, Some(client), "note") {
        desk.journal.offer(entry).unwrap();
    }
    desk.wait("the session", |kept| kept.start.recent.iter().any(|recent| recent.last_session == Some(id)));
    id
}

fn answered(session: Id) -> FollowUp {
    FollowUp {
        session,
        at: morning().timestamp(),
        since: Since::Better,
        lasted: Some(Lasted::Days),
        soreness: Some(Soreness::Little),
    }
}

#[test]
fn what_was_measured_is_kept_changed_and_taken_back() {
    let desk = Desk::new();
    let (anna, other) = (desk.client("Anna"), desk.client("Bert"));
    let (late, early) = (pain(2, 4), pain(1, 7));
    keep(&desk, anna.id, &[late.clone(), early.clone(), activities(3)]);
    let measured = course(&desk, anna.id).measured;
    assert_eq!(measured.len(), 3);
    assert_eq!(measured[1..], [early.clone(), late.clone()], "the earliest first");
    let changed = Entry { moment: Moment::After, ..late.clone() };
    keep(&desk, anna.id, std::slice::from_ref(&changed));
    assert_eq!(course(&desk, anna.id).measured.last(), Some(&changed));
    assert_eq!(desk.done(Request::Course(CourseRequest::SetMeasureDeleted(late.id, true))), Done::MeasureDeleted);
    assert_eq!(desk.refused(Request::Course(CourseRequest::SetMeasureDeleted(late.id, true))), Failure::NotInCourse);
    assert_eq!(course(&desk, anna.id).measured.len(), 2);
    assert_eq!(desk.done(Request::Course(CourseRequest::SetMeasureDeleted(late.id, false))), Done::MeasurePutBack);
    assert_eq!(course(&desk, anna.id).measured.last(), Some(&changed));
    assert_eq!(
        desk.refused(Request::Course(CourseRequest::KeepMeasures(other.id, vec![early]))),
        Failure::CourseOfAnother
    );
    assert_eq!(desk.refused(Request::Course(CourseRequest::KeepMeasures(late.id, vec![late]))), Failure::NoSuchClient);
    assert_eq!(course(&desk, other.id), Course::default());
}

#[test]
fn a_plan_of_care_counts_the_sessions_and_stands_on_start() {
    let mut desk = Desk::new();
    let anna = desk.client("Anna");
    let plan = plan();
    assert_eq!(
        desk.done(Request::Course(CourseRequest::SavePlan(anna.id, Box::new(plan.clone())))),
        Done::CarePlanSaved
    );
    let session = run(&mut desk, anna.id);
    let course = course(&desk, anna.id);
    assert_eq!((course.plan(), course.began.len()), (Some(&plan), 1));
    assert_eq!(course.began[0].0, session);
    let zone = morning().time_zone().clone();
    assert_eq!(plan.progress(&course.days(&zone)).done, 1);
    let kept = desk.wait("the plan on Start", |kept| kept.start.recent[0].course.began.len() == 1);
    let line = &kept.start.recent[0].course;
    assert_eq!((line.plan.as_ref(), line.days(&zone).len()), (Some(&plan), 1));
    assert_eq!(desk.done(Request::Course(CourseRequest::SetPlanDeleted(plan.id, true))), Done::CarePlanDeleted);
    assert_eq!(self::course(&desk, anna.id).plans, []);
    assert_eq!(desk.done(Request::Course(CourseRequest::SetPlanDeleted(plan.id, false))), Done::CarePlanPutBack);
    let over = CarePlan { ended: Some(date(2026, 3, 1)), ..plan };
    desk.done(Request::Course(CourseRequest::SavePlan(anna.id, Box::new(over))));
    assert_eq!(self::course(&desk, anna.id).plan(), None, "one that is over does not run");
    desk.wait("no plan on Start", |kept| kept.start.recent[0].course.plan.is_none());
}

#[test]
fn what_was_said_after_a_session_is_kept_once() {
    let mut desk = Desk::new();
    let anna = desk.client("Anna");
    let session = run(&mut desk, anna.id);
    let later = morning().timestamp() + SignedDuration::from_hours(24 * 7);
    assert_eq!(course(&desk, anna.id).asks_about(later), Some(session));
    assert_eq!(desk.done(Request::Course(CourseRequest::Answer(answered(session)))), Done::FollowUpKept);
    let changed = FollowUp { since: Since::Worse, ..answered(session) };
    desk.done(Request::Course(CourseRequest::Answer(changed)));
    let course = course(&desk, anna.id);
    assert_eq!((course.follow_ups.as_slice(), course.asks_about(later)), (&[changed][..], None));
    assert_eq!(desk.refused(Request::Course(CourseRequest::Answer(answered(anna.id)))), Failure::NoSuchSession);
}

#[test]
fn the_holds_of_a_client_are_read_for_pictures() {
    let mut desk = Desk::new();
    let (anna, other) = (desk.client("Anna"), desk.client("Bert"));
    let _session = run(&mut desk, anna.id);
    let holds = |client: Id| {
        desk.look(VaultQuery { holds: Some(client), ..VaultQuery::default() });
        let kept = desk.wait("the holds", |kept| kept.holds.as_ref().is_some_and(|page| page.client == client));
        kept.holds.as_ref().unwrap().holds.clone()
    };
    assert!(!holds(anna.id).is_empty());
    assert_eq!(holds(other.id), []);
}

#[test]
fn whoever_turned_out_to_be_one_has_the_course_of_both_and_a_moved_session_takes_its_measures_along() {
    let mut desk = Desk::new();
    let (anna, twice) = (desk.client("Anna"), desk.client("A. Example"));
    let session = run(&mut desk, twice.id);
    keep(&desk, anna.id, &[pain(1, 7)]);
    let after = pain(2, 5).within(session, Moment::After);
    keep(&desk, twice.id, std::slice::from_ref(&after));
    desk.done(Request::Course(CourseRequest::Answer(answered(session))));
    desk.done(Request::MergeClients(twice.id, anna.id));
    let both = course(&desk, anna.id);
    assert_eq!((both.measured.len(), both.follow_ups.len(), both.began.len()), (2, 1, 1));
    // What is changed on the page of both stays whose it is.
    keep(&desk, anna.id, &[after]);
    desk.done(Request::PartClient(twice.id));
    assert_eq!(course(&desk, anna.id).measured.len(), 1);
    desk.done(Request::MoveSession(session, Some(anna.id)));
    let moved = course(&desk, anna.id);
    assert_eq!((moved.measured.len(), moved.follow_ups.len()), (2, 1));
    assert_eq!(course(&desk, twice.id).measured, []);
}

/// A client with everything, exported.
fn exported(desk: &mut Desk) -> (Client, PathBuf, tempfile::TempDir) {
    let anna = desk.client("Anna");
    let session = run(desk, anna.id);
    keep(desk, anna.id, &[pain(1, 7), pain(3, 4).within(session, Moment::After), activities(3)]);
    desk.done(Request::Course(CourseRequest::SavePlan(anna.id, Box::new(plan()))));
    desk.done(Request::Course(CourseRequest::Answer(answered(session))));
    let out = tempfile::tempdir().unwrap();
    let Done::Exported(folder) = desk.done(Request::ExportClient(anna.id, out.path().to_owned())) else { panic!() };
    (anna, folder, out)
}

#[test]
fn an_export_has_the_course_to_read_and_to_take_in() {
    let mut desk = Desk::new();
    let (anna, out, _keep) = exported(&mut desk);
    let page = fs::read_to_string(out.join("client.html")).unwrap();
    for words in [
        "Plans of care",
        "problemword at the left",
        "1 of 6",
        "goalword",
        "target 2 of 10",
        "Pain now · Low back, left",
        "carry shoppingword 3, sleep \u{2013}",
        "psfs-1",
        "aria-label=\"Pain now",
        "a little sore",
    ] {
        assert!(page.contains(words), "{words}");
    }
    assert!(!page.contains("http"), "nothing is loaded");
    let there = tempfile::tempdir().unwrap();
    for _ in 0..2 {
        assert_eq!(import(there.path(), &out).findings, []);
    }
    let other = Desk::open(there.path(), None);
    assert_eq!(course(&other, anna.id), course(&desk, anna.id));

    // It goes on in both places, and comes together again.
    keep(&other, anna.id, &[pain(50, 2)]);
    keep(&desk, anna.id, &[pain(40, 3)]);
    let back = tempfile::tempdir().unwrap();
    other.done(Request::ExportClient(anna.id, back.path().to_owned()));
    desk.close();
    let here = desk.folder.clone();
    import(&here, back.path());
    let desk = Desk::open(&here, None);
    assert_eq!(course(&desk, anna.id).measured.len(), 5);
}

#[test]
fn what_was_deleted_later_stays_deleted_after_an_import() {
    let mut desk = Desk::new();
    let (anna, out, _keep) = exported(&mut desk);
    let gone = course(&desk, anna.id).measured[0].id;
    desk.done(Request::Course(CourseRequest::SetMeasureDeleted(gone, true)));
    desk.close();
    let here = desk.folder.clone();
    import(&here, &out);
    let desk = Desk::open(&here, None);
    assert!(course(&desk, anna.id).measured.iter().all(|entry| entry.id != gone));
}

#[test]
fn nothing_is_left_of_an_erased_clients_course() {
    let mut desk = Desk::new();
    let (anna, ..) = exported(&mut desk);
    let kept = ["quietdetail", "shoppingword", "problemword", "goalword"];
    let holds = |text: &str| files_with(&desk.folder, text.as_bytes()).len();
    assert!(kept.iter().all(|text| holds(text) > 0));
    let Done::ClientErased(_) = desk.done(Request::EraseClient(anna.id)) else { panic!() };
    for text in kept {
        assert_eq!(holds(text), 0, "{text} is left");
    }
}

#[test]
fn a_file_cannot_write_into_another_clients_course() {
    let mut desk = Desk::new();
    let (anna, out, _keep) = exported(&mut desk);
    let mut there = Desk::new();
    let bert = there.client("Bert");
    let theirs = course(&desk, anna.id).measured[0].clone();
    keep(&there, bert.id, std::slice::from_ref(&theirs));
    there.close();
    let report = import(&there.folder, &out);
    assert_eq!(report.findings, [ImportFinding::CourseOfAnother(theirs.id)]);
    let there = Desk::open(&there.folder, None);
    assert_eq!(course(&there, bert.id).measured, [theirs]);
    assert_eq!(course(&there, anna.id).measured.len(), 2);
}

#[test]
fn a_file_whose_rows_say_two_things_is_refused() {
    let mut desk = Desk::new();
    let (_, out, _keep) = exported(&mut desk);
    let file = out.join("client.json");
    let whole: serde_json::Value = serde_json::from_slice(&fs::read(&file).unwrap()).unwrap();
    let other = "018f0000-0000-7000-8000-00000000ffff";
    let changes: [&dyn Fn(&mut serde_json::Value); 9] = [
        &|tables| tables["measure"][0]["id"] = other.into(),
        &|tables| tables["measure"][0]["client"] = other.into(),
        &|tables| tables["measure"][0]["session"] = other.into(),
        &|tables| tables["measure"][0]["at"] = 5.into(),
        &|tables| tables["measure"][0]["whole"]["figure"] = 900.into(),
        &|tables| tables["measure"][0]["whole"]["subject"]["measure"] = "moon".into(),
        &|tables| tables["care_plan"][0]["whole"]["sessions"] = 0.into(),
        &|tables| tables["care_plan"][0]["client"] = other.into(),
        &|tables| tables["follow_up"][0]["session"] = other.into(),
    ];
    for change in changes {
        let mut whole = whole.clone();
        change(&mut whole["tables"]);
        fs::write(&file, whole.to_string()).unwrap();
        let there = tempfile::tempdir().unwrap();
        let _fault = refused(there.path(), &file);
    }
}

#[test]
fn the_history_says_which_visit_a_session_was() {
    let mut desk = Desk::new();
    let (anna, other) = (desk.client("Anna"), desk.client("Bert"));
    desk.done(Request::Course(CourseRequest::SavePlan(anna.id, Box::new(plan()))));
    let (hers, theirs) = (run(&mut desk, anna.id), run(&mut desk, other.id));
    desk.look(VaultQuery { history: Some(HistoryQuery::default()), ..VaultQuery::default() });
    let kept = desk.wait("the history", |kept| kept.history.as_ref().is_some_and(|page| page.rows.len() == 2));
    let page = kept.history.as_ref().unwrap();
    let visit = |id: Id| page.rows.iter().find(|row| row.session.id == id).unwrap().visit;
    assert_eq!((visit(hers), visit(theirs)), (Some(Progress { done: 1, planned: 6 }), None));
}
