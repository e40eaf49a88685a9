//! The history: every session, found, filtered and opened.

use std::sync::Arc;

use egui::{Key, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use holdwell_engine::{Command, Engine, Input, Options, Output};
use holdwell_library::Library;
use holdwell_library::runnable::RunnablePlan;
use holdwell_model::{Id, Millis, SessionTime, Side, SideOrder, Technique, What};
use holdwell_store::{
    Annotation, ClientPage, Done, Failure, HistoryOwner, HistoryPage, HistoryQuery, QuestionKind, Request, SessionPage,
    StartBoard, VaultError, VaultSnapshot, VaultState,
};

use super::practice::{at, full_disk, history, id, locked, open, page, practice};
use super::records;
use super::workspace::Workspace;
use crate::screen::Page;

const LARGE: [f32; 2] = [1280.0, 800.0];
const SMALL: [f32; 2] = [900.0, 600.0];
const TALL: [f32; 2] = [1280.0, 3000.0];

fn kept(page: HistoryPage) -> VaultSnapshot {
    VaultSnapshot { history: Some(Arc::new(page)), ..practice() }
}

/// The window at the history of so many sessions.
fn at_history(size: [f32; 2], count: u32) -> Workspace {
    let mut workspace = Workspace::new(size);
    workspace.publish(practice());
    workspace.go("History");
    workspace.publish(kept(history(count)));
    workspace
}

fn asked(workspace: &Workspace) -> HistoryQuery {
    workspace.looks_at().and_then(|query| query.history).expect("a query of the history")
}

#[test]
fn every_session_stands_in_the_history_with_a_client_or_without() {
    let workspace = at_history(LARGE, 40);
    assert!(workspace.sees("40 sessions"));
    assert!(workspace.sees("Maria Berg") && workspace.sees("No client"));
    let rows = workspace.h.query_all_by_role_and_label(Role::Button, "No client");
    let said: Vec<String> = rows.filter_map(|row| row.accesskit_node().description()).collect();
    assert!(said[0].starts_with("Free SMRT session"), "{said:?}");
    assert!(said[0].contains("done") && !said[0].contains("before its end"), "a free session has no end: {said:?}");
    assert!(said[0].contains("today") && said[0].contains("1 to finish"), "{said:?}");
}

#[test]
fn only_the_rows_in_sight_are_made_and_others_are_asked_for_on_the_way() {
    let mut workspace = at_history(LARGE, 10_000);
    assert!(workspace.sees("10000 sessions"));
    let made = workspace.h.query_all_by_role(Role::Button).count();
    assert!(made < 40, "{made} buttons for a dozen rows");
    assert_eq!(asked(&workspace).first, 0);
    // The last row of all is gone to; it is not in the window yet.
    workspace.page_key(Key::ArrowUp);
    let query = asked(&workspace);
    assert!(query.first > 9800, "{query:?}");
    let window = HistoryPage { first: query.first, ..history(10_000) };
    workspace.publish(kept(window));
    assert!(workspace.sees("Maria Berg"), "the rows are there");
}

#[test]
fn arrows_and_enter_open_a_row_and_back_finds_the_list_as_it_was() {
    let mut workspace = at_history(LARGE, 40);
    workspace.type_in("Find a session", "low");
    assert_eq!(asked(&workspace).filter.words, "low");
    workspace.page_key(Key::ArrowDown);
    workspace.page_key(Key::ArrowDown);
    workspace.page_key(Key::Enter);
    assert_eq!(workspace.looks_at().unwrap().session, Some(id(1001)));
    let record = VaultSnapshot { session: Some(Arc::new(records::record(1001))), ..practice() };
    workspace.publish(record);
    workspace.click("Back");
    assert_eq!(asked(&workspace).filter.words, "low");
}

#[test]
fn chips_narrow_the_list() {
    let mut workspace = at_history(SMALL, 40);
    workspace.click("Without a client");
    workspace.click("SMRT");
    workspace.click("Last 30 days");
    let filter = asked(&workspace).filter;
    assert_eq!((filter.owner, filter.techniques), (HistoryOwner::Nobody, [Technique::Smrt].into()));
    assert_eq!(filter.since, Some(jiff::civil::date(2025, 12, 7)));
    assert!(!workspace.sees("To finish"), "nothing is open");
    workspace.publish(kept(HistoryPage { found: 0, rows: Vec::new(), ..history(40) }));
    assert!(workspace.sees("Nothing is found") && workspace.sees("0 of 40 sessions"));
    workspace.click("Clear filters");
    assert!(asked(&workspace).filter.is_empty());
    let start = StartBoard { to_finish: 3, ..StartBoard::default() };
    workspace.publish(VaultSnapshot { start: Arc::new(start), ..kept(history(40)) });
    workspace.click("To finish");
    assert!(asked(&workspace).filter.is_open);
}

#[test]
fn the_body_map_filters_by_region() {
    let mut workspace = at_history([1280.0, 1200.0], 40);
    workspace.click("Choose from a list");
    workspace.h.get_by_role_and_label(Role::CheckBox, "Low back").click();
    workspace.settle();
    assert_eq!(asked(&workspace).filter.regions, [holdwell_model::Region::LowBack].into());
}

#[test]
fn the_earlier_sessions_of_a_client_are_one_press_away() {
    let mut workspace = Workspace::new(TALL);
    let page = Arc::new(ClientPage { all_sessions: 12, ..page() });
    workspace.publish(VaultSnapshot { client: Some(page), ..practice() });
    workspace.h.state_mut().show(Page::Client(id(1)));
    workspace.settle();
    workspace.click("and 10 earlier ones");
    assert_eq!(asked(&workspace).filter.owner, HistoryOwner::Client(id(1)));
    workspace.publish(kept(history(12)));
    assert!(workspace.sees("Low back: SMRT, then myofascial"), "the routine tells one client's sessions apart");
    workspace.h.get_by_role_and_label(Role::CheckBox, "Maria Berg").click();
    workspace.settle();
    assert_eq!(asked(&workspace).filter.owner, HistoryOwner::All);
}

#[test]
fn an_empty_a_locked_and_an_absent_vault_say_why_nothing_is_listed() {
    let mut workspace = at_history(SMALL, 0);
    assert!(workspace.sees("No sessions yet"));
    workspace.publish(locked(0, None));
    assert!(workspace.sees("The vault is locked"));
    let vault = VaultState::Unavailable(VaultError::ReadOnly("/vault.db".into()));
    workspace.publish(VaultSnapshot { vault, ..VaultSnapshot::default() });
    assert!(workspace.sees_part("/vault.db cannot be written to"));
    workspace.publish(open());
    workspace.h.state_mut().show(Page::History);
    workspace.settle();
    assert!(!workspace.sees("No sessions yet"), "nobody knows yet");
}

#[test]
fn a_free_session_on_its_page_was_done() {
    let mut workspace = Workspace::new(TALL);
    let mut record: SessionPage = records::record(31);
    let plan = holdwell_model::Plan { free: true, ..(*record.plan).clone() };
    record.plan = Arc::new(plan);
    (record.session.state, record.session.is_free) = (holdwell_store::SessionState::Stopped, true);
    record.session.began = at("2026-01-05T13:00:00Z");
    workspace.publish(VaultSnapshot { session: Some(Arc::new(record)), ..practice() });
    workspace.h.state_mut().show(Page::Record(id(31)));
    workspace.settle();
    assert!(workspace.sees_part("·  done"), "it has no end before which it could end");
    assert!(!workspace.sees_part("before its end"));
}

/// A record's page at the top of a tall window, gone to from the history.
fn at_record(record: SessionPage) -> Workspace {
    let mut workspace = Workspace::new(TALL);
    let kept = VaultSnapshot { session: Some(Arc::new(record)), ..kept(history(40)) };
    workspace.publish(kept);
    workspace.go("History");
    workspace.h.state_mut().show(Page::Record(id(31)));
    workspace.settle();
    workspace.asked();
    workspace
}

#[test]
fn a_deleted_session_can_be_taken_back() {
    let mut workspace = at_record(records::record(31));
    workspace.click("Delete this session");
    let sent = workspace.sent();
    let [(ticket, Request::SetSessionDeleted(of, true))] = sent.as_slice() else { panic!("{sent:?}") };
    assert_eq!(*of, id(31));
    workspace.reply(*ticket, Ok(Done::SessionDeleted));
    assert!(workspace.sees("History") && workspace.sees_part("Deleted: Low back"), "the list is there again");
    workspace.click("Undo");
    let asked = workspace.asked();
    assert!(matches!(asked.as_slice(), [Request::SetSessionDeleted(of, false)] if *of == id(31)), "{asked:?}");
    assert!(!workspace.sees("Undo"));
}

#[test]
fn a_deletion_that_failed_offers_no_undo() {
    let mut workspace = at_record(records::record(31));
    workspace.click("Delete this session");
    let ticket = workspace.sent()[0].0;
    assert!(workspace.sees("Undo"));
    workspace.reply(ticket, Err(Failure::Storage(full_disk())));
    assert!(workspace.sees_part("is full. What is already kept is safe") && !workspace.sees("Undo"));
}

#[test]
fn an_accidental_start_is_offered_for_discarding() {
    let mut record = records::record(31);
    record.records.clear();
    (record.session.holds, record.session.length) = (0, Millis::from_secs(12));
    let mut workspace = at_record(record);
    assert!(workspace.sees("Nothing was held in this session of 12 s"));
    workspace.click("Discard it");
    assert!(matches!(workspace.asked().as_slice(), [Request::SetSessionDeleted(_, true)]));
    let workspace = at_record(records::record(31));
    assert!(!workspace.sees("Discard it"), "a session that was one");
}

/// The record of a free session of a client, or of nobody, whose first hold was named later.
fn free_record(client: Option<Id>, name: Option<&str>) -> SessionPage {
    let plan = Arc::new(holdwell_library::free_session());
    let mut engine = Engine::new(&plan, Options::of(&plan));
    for secs in [0, 5, 45, 60, 95] {
        engine.handle(SessionTime(secs * 1000), Input::Command(Command::Advance));
        while !matches!(engine.poll(), Output::WaitUntil(..)) {}
    }
    let mut record = records::record(31);
    record.records = engine.view().records().to_vec();
    record.added = engine.view().schedule().added().to_vec();
    record.plan = plan;
    record.session.is_free = true;
    record.session.client = client;
    let first = record.records[0].item;
    let named = |text: &str| Annotation {
        at: at("2026-01-05T13:00:00Z"),
        item: Some(first),
        answers: Some(QuestionKind::Name),
        text: text.to_owned(),
    };
    record.annotations = name.into_iter().map(named).collect();
    record
}

#[test]
fn a_free_session_is_kept_as_a_routine_of_its_named_holds() {
    let mut workspace = at_record(free_record(None, Some("Psoas major, right")));
    assert!(workspace.sees_part("1.  Psoas major  ·  right"));
    assert!(workspace.sees_part("without a name"));
    workspace.click("Keep as a routine");
    let asked = workspace.asked();
    let [Request::SaveRoutine(routine)] = asked.as_slice() else { panic!("{asked:?}") };
    assert!(routine.id.starts_with("own-") && !routine.free);
    assert_eq!(routine.steps[0].what, What::Position("psoas".to_owned()));
    assert_eq!(routine.steps[0].side, Some(SideOrder::Right));
}

#[test]
fn a_clients_free_session_becomes_her_preset() {
    let mut workspace = at_record(free_record(Some(id(1)), Some("Psoas major, right")));
    let keep = "Keep as this client's preset";
    workspace.click(keep);
    let sent = workspace.sent();
    let [(ticket, Request::SavePreset(preset))] = sent.as_slice() else { panic!("one request: {sent:?}") };
    assert_eq!((preset.client, preset.routine.as_str(), preset.changes.len()), (id(1), "free-smrt", 1));
    let plan = RunnablePlan::of_preset(preset, &Library::builtin()).unwrap().plan;
    assert_eq!((plan.free, plan.steps[0].title.as_str()), (false, "Psoas major"));

    assert!(!workspace.sees("Kept"), "the vault has not answered");
    workspace.reply(*ticket, Err(Failure::Storage(full_disk())));
    assert!(!workspace.sees("Kept"));
    workspace.click(keep);
    let sent = workspace.sent();
    let [(ticket, Request::SavePreset(again))] = sent.as_slice() else { panic!("one request: {sent:?}") };
    assert_eq!(again.id, preset.id, "the same once more");
    workspace.reply(*ticket, Ok(Done::PresetSaved));
    assert!(workspace.sees("Kept"));
}

#[test]
fn what_was_kept_for_one_client_is_not_kept_for_another_nor_under_another_name() {
    let mut workspace = at_record(free_record(Some(id(1)), Some("Psoas major, right")));
    let keep = "Keep as this client's preset";
    let kept = |workspace: &mut Workspace| {
        workspace.click(keep);
        let sent = workspace.sent();
        let [(ticket, Request::SavePreset(preset))] = sent.as_slice() else { panic!("one request: {sent:?}") };
        workspace.reply(*ticket, Ok(Done::PresetSaved));
        assert!(workspace.sees("Kept"));
        preset.clone()
    };
    let first = kept(&mut workspace);
    workspace.type_in("Name", " again");
    assert!(!workspace.sees("Kept"), "under this name it is not");
    let again = kept(&mut workspace);
    assert_eq!((again.id, again.name.as_str()), (first.id, format!("{} again", first.name).as_str()));
    let given = free_record(Some(id(2)), Some("Psoas major, right"));
    workspace.publish(VaultSnapshot { session: Some(Arc::new(given)), ..practice() });
    assert!(!workspace.sees("Kept"), "the other client has it not");
    let theirs = kept(&mut workspace);
    assert_eq!((theirs.client, theirs.name == again.name, theirs.id == first.id), (id(2), true, false));
}

#[test]
fn a_free_session_without_a_name_says_what_is_missing() {
    let workspace = at_record(free_record(None, None));
    assert!(workspace.sees_part("None has one yet"));
    assert!(!workspace.sees("Keep as a routine"));
}

#[test]
fn the_holds_of_a_free_session_are_named_one_after_the_other() {
    let mut workspace = at_record(free_record(None, None));
    assert!(workspace.sees_part("1.  ") && workspace.sees_part("0:30  ·  "));
    workspace.raw(super::hands::letters("pso"));
    workspace.page_key(Key::ArrowRight);
    workspace.page_key(Key::Enter);
    let asked = workspace.asked();
    let [Request::NameHold(of, item, Some(name))] = asked.as_slice() else { panic!("{asked:?}") };
    assert_eq!((*of, *item, name.position.as_deref(), name.side), (id(31), 0, Some("psoas"), Side::Right));
    assert!(workspace.sees_part("Right · Psoas major"), "said before the vault says it");
    // The next hold is open, and the position held last is the first: two keys.
    workspace.page_key(Key::ArrowLeft);
    workspace.page_key(Key::Enter);
    let asked = workspace.asked();
    let [Request::NameHold(_, next, Some(name))] = asked.as_slice() else { panic!("{asked:?}") };
    assert_eq!((*next, name.title.as_str(), name.side), (1, "Psoas major", Side::Left));
    workspace.click("Undo");
    let asked = workspace.asked();
    assert!(matches!(asked.as_slice(), [Request::NameHold(_, 1, None)]), "{asked:?}");
}

#[test]
fn a_name_that_could_not_be_kept_is_not_shown() {
    let mut workspace = at_record(free_record(None, None));
    workspace.raw(super::hands::letters("pso"));
    workspace.page_key(Key::ArrowRight);
    workspace.page_key(Key::Enter);
    let ticket = workspace.sent()[0].0;
    workspace.reply(ticket, Err(Failure::Storage(full_disk())));
    assert!(
        workspace.sees_part("is full. What is already kept is safe") && !workspace.sees_part("Right · Psoas major")
    );
}

#[test]
fn unnamed_holds_lead_to_the_list_of_their_session() {
    let mut workspace = Workspace::new(TALL);
    let name = super::practice::questions().into_iter().find(|question| question.asks == QuestionKind::Name).unwrap();
    let kept = VaultSnapshot { questions: Arc::new(vec![name]), ..practice() };
    workspace.publish(kept);
    workspace.h.state_mut().show(Page::Questions);
    workspace.settle();
    workspace.page_key(Key::Enter);
    assert_eq!(workspace.looks_at().unwrap().session, Some(id(31)));
}

#[test]
fn a_narrow_window_filters_by_region_too() {
    let mut workspace = at_history([900.0, 1400.0], 40);
    workspace.click("Where…");
    workspace.click("Choose from a list");
    workspace.h.get_by_role_and_label(Role::CheckBox, "Low back").click();
    workspace.settle();
    assert_eq!(asked(&workspace).filter.regions, [holdwell_model::Region::LowBack].into());
    workspace.click("Where…");
    assert!(!workspace.sees("Choose from a list") && workspace.sees("Low back"), "what is wanted stays in sight");
    workspace.click("Low back");
    assert!(asked(&workspace).filter.regions.is_empty());
}
