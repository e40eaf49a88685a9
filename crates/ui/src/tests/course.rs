//! The course of a client's care: measuring by keys, the plan, pictures.

use std::sync::Arc;

use egui::{Key, Modifiers, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use holdwell_measures::{Answers, CarePlan, Entry, Figure, FollowUp, Goal, Measure, Moment, Since, Subject};
use holdwell_store::{Course, CourseLine, CourseRequest, Done, Failure, Request, VaultSnapshot};
use jiff::civil::date;

use super::practice::{at, board, encrypted, full_disk, id, page, practice};
use super::workspace::Workspace;
use crate::screen::Page;

const TALL: [f32; 2] = [1280.0, 3200.0];

fn pain(nth: u32, day: &str, figure: i32) -> Entry {
    let answers = Answers::Number(Figure::whole(figure));
    let at = at(&format!("{day}T09:00:00Z"));
    Entry::new(id(nth), Subject::new(Measure::PainNow), at, answers).unwrap().within(id(31), Moment::Before)
}

fn plan() -> CarePlan {
    let goal = Goal {
        words: "reach the top shelf".to_owned(),
        subject: Some(Subject::new(Measure::PainNow)),
        target: Some(Figure::whole(2)),
    };
    let plan = CarePlan::new(id(50), "a pull when I reach up".to_owned(), 6, date(2025, 11, 1));
    CarePlan { goals: vec![goal], every_days: Some(7), reassess: Some(date(2026, 1, 4)), ..plan }
}

/// Two visits, the last on Friday; it is Monday.
fn course() -> Course {
    Course {
        measured: vec![pain(61, "2025-11-12", 7), pain(62, "2026-01-02", 4)],
        plans: vec![plan()],
        drafts: Vec::new(),
        follow_ups: Vec::new(),
        began: vec![(id(31), at("2025-11-12T09:00:00Z")), (id(32), at("2026-01-02T09:00:00Z"))],
    }
}

fn snapshot(course: Course) -> VaultSnapshot {
    let mut board = board();
    let began = course.began.iter().map(|(_, at)| *at).collect();
    board.recent[0].course = CourseLine { plan: course.plan().cloned(), began };
    let page = holdwell_store::ClientPage { course, ..page() };
    VaultSnapshot { client: Some(Arc::new(page)), start: Arc::new(board), ..practice() }
}

fn at_course(course: Course) -> Workspace {
    let mut workspace = Workspace::new(TALL);
    workspace.publish(snapshot(course));
    workspace.go("Clients");
    workspace.click("Maria Berg");
    workspace.click("Measure and plan…");
    workspace.asked();
    workspace
}

#[test]
fn a_figure_is_kept_with_two_keys() {
    let mut workspace = at_course(course());
    workspace.h.get_by_role_and_label(Role::TextInput, "Pain now").focus();
    workspace.settle();
    workspace.h.event(egui::Event::Text("6".to_owned()));
    workspace.settle();
    workspace.press(Key::Enter);
    let asked = workspace.asked();
    let Some(Request::Course(CourseRequest::KeepMeasures(client, entries))) = asked.first() else {
        panic!("{asked:?}")
    };
    assert_eq!((*client, entries.len()), (id(1), 1));
    let [entry] = entries.as_slice() else { panic!("one") };
    assert_eq!((entry.figure, entry.moment, entry.session), (Figure::whole(6), Moment::Before, None));
}

#[test]
fn what_cannot_be_kept_says_what_can() {
    let mut workspace = at_course(course());
    workspace.type_in("Pain now", "60");
    workspace.click("Keep the figures");
    assert!(workspace.asked().is_empty());
    assert!(workspace.sees("A number from 0 to 10 is needed"));
}

#[test]
fn what_the_vault_refused_can_be_kept_again() {
    let mut workspace = at_course(course());
    workspace.type_in("Pain now", "6");
    workspace.click("Keep the figures");
    let sent = workspace.sent();
    let [(ticket, Request::Course(_))] = sent.as_slice() else { panic!("{sent:?}") };
    workspace.reply(*ticket, Err(Failure::Storage(full_disk())));
    assert!(workspace.asked().is_empty(), "not by itself");
    workspace.click("Keep them now");
    let sent = workspace.sent();
    let [(ticket, Request::Course(_))] = sent.as_slice() else { panic!("{sent:?}") };
    workspace.reply(*ticket, Ok(Done::MeasuresKept));
    assert!(!workspace.sees("Keep them now"));
}

#[test]
fn something_else_is_measured_with_its_place_and_side() {
    let mut workspace = at_course(course());
    workspace.click("Measure something else…");
    workspace.click("Movement");
    workspace.type_in("Region", "should");
    workspace.click("Right");
    workspace.type_in("Which movement or where", "bending, active");
    workspace.click("Add the measure");
    workspace.type_in("Movement · Shoulder, right · bending, active", "120");
    workspace.click("Keep the figures");
    let asked = workspace.asked();
    let Some(Request::Course(CourseRequest::KeepMeasures(_, entries))) = asked.first() else { panic!("{asked:?}") };
    assert_eq!(entries[0].subject.name(), "Movement · Shoulder, right · bending, active");
    assert_eq!(entries[0].figure, Figure::whole(120));
}

#[test]
fn the_plan_of_care_stands_on_start_and_on_the_page() {
    let mut workspace = Workspace::new([1280.0, 1600.0]);
    workspace.publish(snapshot(course()));
    let card = workspace.h.get_by_role_and_label(Role::Button, "Maria B.");
    let words = card.accesskit_node().description().unwrap_or_default();
    assert!(words.contains("2 of 6"), "{words}");
    workspace.click("Maria B.");
    assert!(workspace.sees_part("Assess again: planned for 4 Jan 2026"));
    workspace.click("Visit 3 of 6");
    assert!(workspace.sees_part("2 of 6  ·  weekly  ·  assess again 4 Jan 2026"));
    assert!(workspace.sees_part("began at 7 of 10, now 4 of 10, target 2 of 10"));
}

#[test]
fn a_plan_is_written_ended_and_deleted_with_a_way_back() {
    let mut workspace = at_course(Course { plans: Vec::new(), ..course() });
    workspace.click("New plan of care…");
    workspace.type_in("The problem, in the client's words", "stiff in the morning");
    workspace.click("Add a goal");
    workspace.type_in("Goal 1", "turn in bed");
    workspace.click("Save the plan");
    let asked = workspace.asked();
    let Some(Request::Course(CourseRequest::SavePlan(_, plan))) = asked.first() else { panic!("{asked:?}") };
    assert_eq!((plan.problem.as_str(), plan.sessions, plan.goals.len()), ("stiff in the morning", 6, 1));
    assert_eq!(plan.begun, date(2026, 1, 5));

    let mut workspace = at_course(course());
    workspace.click("End the course today");
    let asked = workspace.asked();
    let Some(Request::Course(CourseRequest::SavePlan(_, over))) = asked.first() else { panic!("{asked:?}") };
    assert_eq!(over.ended, Some(date(2026, 1, 5)));
    workspace.click("Delete the plan");
    workspace.click("Undo");
    let asked = workspace.asked();
    let both =
        [true, false].map(|deleted| format!("{:?}", Request::Course(CourseRequest::SetPlanDeleted(id(50), deleted))));
    assert_eq!(asked.iter().map(|request| format!("{request:?}")).collect::<Vec<_>>(), both);
}

/// Returns the plan that was to be saved.
fn saved(asked: &[Request]) -> Option<CarePlan> {
    asked.iter().find_map(|request| match request {
        Request::Course(CourseRequest::SavePlan(_, plan)) => Some((**plan).clone()),
        _ => None,
    })
}

#[test]
fn a_plan_that_is_being_written_is_kept_by_a_lock_and_by_another_page_and_gone_on_with() {
    let locks = |workspace: &mut Workspace| {
        workspace.h.key_press_modifiers(Modifiers::COMMAND, Key::L);
        workspace.settle();
    };
    let leaves = |workspace: &mut Workspace| {
        workspace.h.state_mut().show(Page::History);
        workspace.settle();
    };
    for (is_new, away) in
        [(true, &locks as &dyn Fn(&mut Workspace)), (false, &locks), (true, &leaves), (false, &leaves)]
    {
        let before = Course { plans: if is_new { Vec::new() } else { vec![plan()] }, ..course() };
        let mut workspace = at_course(before.clone());
        workspace.publish(VaultSnapshot { vault: encrypted().vault, ..snapshot(before.clone()) });
        workspace.click(if is_new { "New plan of care…" } else { "Change the plan…" });
        workspace.type_in("The problem, in the client's words", "stiff in the m");
        assert_eq!(saved(&workspace.asked()), None, "not with every letter");
        away(&mut workspace);
        let asked = workspace.asked();
        let draft = saved(&asked).expect("kept");
        assert!(draft.is_draft && draft.problem.contains("stiff in the m"), "{draft:?}");
        assert_eq!(draft.instead_of, (!is_new).then_some(id(50)));
        assert!(!matches!(asked.first(), Some(Request::Lock)), "before the lock: {asked:?}");
        let mut workspace = at_course(Course { drafts: vec![draft.clone()], ..before });
        assert!(workspace.sees_part("was begun and is not saved"));
        workspace.click("Throw it away");
        workspace.click("Undo");
        let gone = |deleted| Request::Course(CourseRequest::SetPlanDeleted(draft.id, deleted));
        assert_eq!(format!("{:?}", workspace.asked()), format!("{:?}", [gone(true), gone(false)]));
        workspace.click("Go on with it…");
        workspace.type_in("The problem, in the client's words", "orning");
        workspace.click("Save the plan");
        let asked = workspace.asked();
        let kept = saved(&asked).unwrap();
        assert!(!kept.is_draft && kept.instead_of.is_none(), "{kept:?}");
        assert_eq!(kept.id, if is_new { draft.id } else { id(50) });
        assert_eq!(asked.len(), if is_new { 1 } else { 2 }, "the draft goes with it: {asked:?}");
    }
}

#[test]
fn two_days_after_a_session_it_is_asked_how_it_was() {
    let mut workspace = at_course(course());
    workspace.click("better");
    workspace.click("until now");
    workspace.click("a little sore");
    workspace.click("Keep the answer");
    let asked = workspace.asked();
    let Some(Request::Course(CourseRequest::Answer(said))) = asked.first() else { panic!("{asked:?}") };
    assert_eq!((said.session, said.since), (id(32), Since::Better));
    let said = FollowUp { session: id(32), ..*said };
    workspace.publish(snapshot(Course { follow_ups: vec![said], ..course() }));
    assert!(workspace.sees("Since the session before: better, until now, a little sore"));
}

#[test]
fn a_trend_is_drawn_and_listed_and_its_figures_lead_to_their_sessions() {
    let mut workspace = at_course(course());
    let label = "Chart of Pain now: 2 figures, from 7 of 10 to 4 of 10";
    workspace.h.get_by_role_and_label(Role::Image, label);
    workspace.click("As a list: Pain now");
    workspace.h.get_by_role_and_label(Role::Button, "4 of 10");
    workspace.click("7 of 10");
    let looks = workspace.looks_at().and_then(|query| query.session);
    assert_eq!(looks, Some(id(31)));
}

#[test]
fn six_visits_without_a_clear_change_say_so() {
    let days = ["2025-11-12", "2025-11-19", "2025-11-26", "2025-12-03", "2025-12-10", "2026-01-02"];
    let began = days.iter().enumerate().map(|(nth, day)| (id(31 + nth as u32), at(&format!("{day}T09:00:00Z"))));
    let measured = vec![pain(61, "2025-11-12", 7), pain(62, "2026-01-02", 6)];
    let workspace = at_course(Course { began: began.collect(), measured, ..course() });
    assert!(workspace.sees_part("6 visits without a clear change: refer, or think again (CS19)"));
}

#[test]
fn the_page_is_no_wider_than_the_window_with_large_text() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("settings.toml"), "text-percent = 200").unwrap();
    let store = holdwell_app::settings::Store::new(Some(folder.path().to_owned()));
    let mut workspace = Workspace::with([900.0, 3000.0], holdwell_library::Library::builtin, store);
    let long = |nth, measure| {
        let at = at("2026-01-02T09:00:00Z");
        let subject = Subject { detail: "with the tape just below the knee cap".to_owned(), ..Subject::new(measure) };
        Entry::new(id(nth), subject, at, Answers::Number(Figure::whole(5))).unwrap()
    };
    let measured = vec![long(61, Measure::PainNow), long(62, Measure::Girth), long(63, Measure::Movement)];
    workspace.publish(snapshot(Course { measured, ..course() }));
    workspace.go("Clients");
    workspace.click("Maria Berg");
    workspace.click("Measure and plan…");
    for field in workspace.h.query_all_by_role(Role::TextInput) {
        assert!(field.rect().right() <= 900.0, "{:?}", field.rect());
    }
    for (name, rect) in workspace.buttons() {
        assert!(rect.right() <= 900.0, "{name}: {rect:?}");
    }
}
