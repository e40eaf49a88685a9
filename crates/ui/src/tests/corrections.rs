//! A session's page: when and where work was done, what is corrected, and sessions that are entered afterwards.

use std::sync::Arc;

use egui::{Key, Modifiers, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use holdwell_engine::{Mark, MarkKind, Release, Score, ScoreKind};
use holdwell_model::{Millis, SessionTime};
use holdwell_store::{
    Corrected, Correction, Done, Failure, HistoryPage, Request, SessionPage, Ticket, VaultSnapshot, corrected,
};

use super::practice::{at, full_disk, history, id, practice};
use super::records;
use super::workspace::Workspace;
use crate::screen::Page;

const TALL: [f32; 2] = [1280.0, 3600.0];
const AT: (SessionTime, Millis) = (SessionTime(20_000), Millis(12_000));

/// The record of a session whose first hold was scored, released, and hushed.
fn record() -> SessionPage {
    let mut page = records::record(31);
    page.annotations.clear();
    let first = Arc::make_mut(&mut page.records[0]);
    first.scores = vec![Score { at: AT.0, contact: 0, kind: ScoreKind::Before, value: 7 }];
    first.released = Release::At(AT.1);
    first.marks = vec![Mark { at: AT.0, held: AT.1, kind: MarkKind::ClientsWord }];
    page
}

/// The same with corrections in force.
fn with(corrections: &[Correction]) -> SessionPage {
    let mut page = record();
    page.recorded = page.records.clone();
    page.records = page.recorded.iter().map(|record| Arc::new(corrected(record, corrections))).collect();
    page.corrections = corrections.to_vec();
    page
}

fn show(page: SessionPage) -> Workspace {
    let mut workspace = Workspace::new(TALL);
    workspace.publish(VaultSnapshot { session: Some(Arc::new(page)), ..practice() });
    workspace.h.state_mut().show(Page::Record(id(31)));
    workspace.settle();
    workspace.asked();
    workspace
}

/// Presses the first of several buttons of one name.
fn press_first(workspace: &mut Workspace, label: &str) {
    workspace.h.query_all_by_label(label).next().unwrap().click();
    workspace.settle();
}

/// Replaces the text of a field.
fn retype(workspace: &mut Workspace, field: &str, text: &str) {
    workspace.h.get_by_role_and_label(Role::TextInput, field).focus();
    workspace.settle();
    workspace.h.key_press_modifiers(Modifiers::COMMAND, Key::A);
    workspace.settle();
    workspace.page_key(Key::Backspace);
    workspace.type_in(field, text);
}

/// The corrections that are on their way.
fn sent(workspace: &Workspace) -> (Ticket, Vec<Correction>) {
    match workspace.sent().as_slice() {
        [(ticket, Request::Correct(of, corrections))] if *of == id(31) => (*ticket, corrections.clone()),
        other => panic!("{other:?}"),
    }
}

/// The corrections that were sent, once the vault has them.
fn corrections(workspace: &mut Workspace) -> Vec<Correction> {
    let (ticket, corrections) = sent(workspace);
    workspace.reply(ticket, Ok(Done::SessionCorrected));
    corrections
}

#[test]
fn a_correction_is_done_once_the_vault_has_it_and_what_was_typed_stays_until_then() {
    let mut workspace = show(record());
    press_first(&mut workspace, "Correct…");
    retype(&mut workspace, "Tenderness before", "3");
    let full = || Err(Failure::Storage(full_disk()));
    for reply in [full(), Ok(Done::SessionCorrected)] {
        workspace.click("Keep the correction");
        let (ticket, _) = sent(&workspace);
        let keep = workspace.h.get_by_label("Keep the correction");
        assert!(keep.accesskit_node().is_disabled() && !workspace.sees("Undo"), "it is on its way");
        let is_kept = reply.is_ok();
        workspace.reply(ticket, reply);
        assert_eq!((workspace.sees("Undo"), workspace.sees("Keep the correction")), (is_kept, !is_kept));
        let said = "This is not in the vault yet, and stays here. The disk that holds";
        assert_eq!(workspace.sees_part(said), !is_kept);
        let field = workspace.h.query_by_role_and_label(Role::TextInput, "Tenderness before");
        assert_eq!(field.and_then(|field| field.value()).as_deref(), (!is_kept).then_some("3"));
    }
    workspace.click("Undo");
    let (ticket, _) = sent(&workspace);
    workspace.reply(ticket, full());
    assert!(workspace.sees_part("is full.") && workspace.sees("Undo"), "it can be asked for again");
    workspace.click("Undo");
    corrections(&mut workspace);
    assert!(!workspace.sees("Undo"));
}

#[test]
fn a_time_that_could_not_be_kept_stays_in_its_field() {
    let mut workspace = show(record());
    workspace.click("Correct the time…");
    retype(&mut workspace, "Began at", "15:30");
    workspace.click("Keep the time");
    let (ticket, _) = sent(&workspace);
    assert!(!workspace.sees("Undo"));
    workspace.reply(ticket, Err(Failure::Storage(full_disk())));
    assert!(workspace.sees_part("is full."));
    let field = workspace.h.get_by_role_and_label(Role::TextInput, "Began at");
    assert_eq!(field.value().as_deref(), Some("15:30"));
    workspace.click("Keep the time");
    corrections(&mut workspace);
    assert!(workspace.sees("Undo") && !workspace.sees("Keep the time"));
}

#[test]
fn a_score_is_corrected_and_the_correction_is_taken_back() {
    let mut workspace = show(record());
    assert!(workspace.sees("Tenderness: before 7"));
    press_first(&mut workspace, "Correct…");
    retype(&mut workspace, "Tenderness before", "");
    retype(&mut workspace, "Tenderness in position", "7");
    workspace.click("Keep the correction");
    let sent = corrections(&mut workspace);
    let item = record().records[0].item;
    let score = |kind, value| Correction::Score { item, contact: 0, kind, value };
    let moved = score(ScoreKind::InPosition, Corrected::To(Some(7)));
    assert!(sent.contains(&moved), "{sent:?}");
    workspace.publish(VaultSnapshot { session: Some(Arc::new(with(&sent))), ..practice() });
    assert!(workspace.sees_part("in position 7 (was none)"));
    workspace.click("Undo");
    assert!(corrections(&mut workspace).iter().all(|one| one.is_put_back()));
    assert!(!workspace.sees("Undo"));
}

#[test]
fn a_hush_by_accident_and_a_release_are_corrected_with_the_original_beside() {
    let mut workspace = show(record());
    press_first(&mut workspace, "Correct…");
    workspace.click("By accident");
    workspace.click("Not released");
    workspace.click("Keep the correction");
    let sent = corrections(&mut workspace);
    assert_eq!(sent.len(), 2, "{sent:?}");
    workspace.publish(VaultSnapshot { session: Some(Arc::new(with(&sent))), ..practice() });
    assert!(workspace.sees_part("Not released (was at 0:12)"));
    assert!(workspace.sees_part("0:12 by accident (was the client's word)"));
}

#[test]
fn a_field_that_cannot_be_read_keeps_the_correction_back() {
    let mut workspace = show(record());
    press_first(&mut workspace, "Correct…");
    assert!(workspace.h.get_by_label("Keep the correction").accesskit_node().is_disabled(), "nothing would change");
    retype(&mut workspace, "Tenderness after", "11");
    assert!(workspace.sees("A score is 0 to 10, or nothing"));
    assert!(workspace.h.get_by_label("Keep the correction").accesskit_node().is_disabled());
    workspace.click("Leave it");
    assert!(!workspace.sees("Keep the correction"));
}

#[test]
fn scores_are_given_to_another_hold() {
    let mut page = record();
    let mut other = (*page.records[0]).clone();
    (other.item, other.scores) = (77, Vec::new());
    page.records.push(Arc::new(other));
    let place = page.records.len();
    let mut workspace = show(page);
    press_first(&mut workspace, "Correct…");
    workspace.click("The scores belong to another hold…");
    let to = workspace.h.query_all_by_role(Role::Button);
    let to =
        to.filter_map(|node| node.accesskit_node().label()).find(|label| label.starts_with(&format!("{place}.  ")));
    workspace.h.get_by_role_and_label(Role::Button, &to.unwrap()).click();
    workspace.settle();
    let sent = corrections(&mut workspace);
    let is_given = |one: &Correction| matches!(one, Correction::Score { item: 77, value: Corrected::To(Some(7)), .. });
    assert!(sent.len() == 2 && sent.iter().any(is_given), "{sent:?}");
}

#[test]
fn the_time_of_a_session_is_corrected() {
    let mut workspace = show(record());
    workspace.click("Correct the time…");
    retype(&mut workspace, "Began at", "25");
    assert!(workspace.sees("Write the time as 14:00 or 2 pm"));
    retype(&mut workspace, "Began at", "15:30");
    workspace.click("Keep the time");
    let began = at("2025-11-12T15:30:00Z");
    assert_eq!(corrections(&mut workspace), [Correction::Began(Corrected::To(began))]);
    let mut page = record();
    (page.session.recorded_began, page.session.began) = (Some(page.session.began), began);
    workspace.publish(VaultSnapshot { session: Some(Arc::new(page)), ..practice() });
    assert!(workspace.sees("Time corrected, was 12 Nov 2025, 14:00"));
}

#[test]
fn a_page_shows_when_and_where_work_was_done() {
    let workspace = show(record());
    let said = |label: &str| {
        let node = workspace.h.query_all_by_label(label).find(|node| node.accesskit_node().role() == Role::Image);
        node.and_then(|node| node.accesskit_node().description()).unwrap_or_default()
    };
    assert!(said("Timeline of the session").contains("1. "), "{}", said("Timeline of the session"));
    assert!(said("Where work was done, front").contains("worked on"), "{}", said("Where work was done, front"));
}

#[test]
fn a_session_of_any_kind_is_kept_as_a_routine_from_its_page() {
    let mut workspace = show(record());
    assert!(!workspace.sees_part("Keep as"));
    workspace.click("Keep what I did…");
    assert!(workspace.sees_part("Keep as this client's preset"));
}

#[test]
fn a_session_is_entered_afterwards_for_a_client_and_its_page_is_opened() {
    let mut workspace = Workspace::new(TALL);
    workspace.publish(practice());
    workspace.h.state_mut().show(Page::Client(id(1)));
    workspace.settle();
    workspace.click("Enter a session afterwards…");
    assert!(workspace.sees("Maria Berg"), "she is chosen");
    retype(&mut workspace, "Day", "yesterday");
    retype(&mut workspace, "Began at", "9");
    workspace.click("Add a hold");
    retype(&mut workspace, "Hold 1", "psoas");
    workspace.click("Psoas major, left");
    retype(&mut workspace, "Before", "12");
    assert!(workspace.sees("Hold 1: a score is 0 to 10, or nothing"));
    retype(&mut workspace, "Before", "6");
    workspace.asked();
    workspace.click("Enter the session");
    let sent = workspace.sent();
    let [(ticket, Request::EnterSession(late))] = sent.as_slice() else { panic!("{sent:?}") };
    assert_eq!((late.start.client, late.start.began), (Some(id(1)), at("2026-01-04T09:00:00Z")));
    assert_eq!(late.steps[0].contacts[0].position.as_deref(), Some("psoas"));
    assert_eq!(late.records[0].score(0, ScoreKind::Before), Some(6));
    workspace.reply(*ticket, Err(Failure::Storage(full_disk())));
    assert!(workspace.sees("This is not in the vault yet, and stays here"));
    workspace.click("Enter the session");
    let sent = workspace.sent();
    let [(ticket, Request::EnterSession(late))] = sent.as_slice() else { panic!("{sent:?}") };
    workspace.reply(*ticket, Ok(Done::SessionEntered));
    assert_eq!(workspace.looks_at().unwrap().session, Some(late.start.id));
}

#[test]
fn a_late_entry_is_marked_in_the_list_and_on_its_page() {
    let entered = at("2026-01-05T13:00:00Z");
    let mut page = record();
    page.session.entered = Some(entered);
    let mut workspace = show(page);
    assert!(workspace.sees("Entered afterwards, today, 13:00"));
    assert!(!workspace.sees("Timeline of the session"), "its holds have no time of their own");
    let mut list: HistoryPage = history(1);
    Arc::make_mut(&mut list.rows[0]).session.entered = Some(entered);
    workspace.publish(VaultSnapshot { history: Some(Arc::new(list)), ..practice() });
    workspace.h.state_mut().show(Page::History);
    workspace.settle();
    let rows = workspace.h.query_all_by_role(Role::Button).filter_map(|node| node.accesskit_node().description());
    assert!(rows.into_iter().any(|words| words.contains("entered afterwards")));
}

#[test]
fn a_late_entry_for_nobody_begins_at_the_history() {
    let mut workspace = Workspace::new(TALL);
    let kept = VaultSnapshot { history: Some(Arc::new(history(3))), ..practice() };
    workspace.publish(kept);
    workspace.go("History");
    workspace.click("Enter a session…");
    assert!(workspace.sees("No client"));
    workspace.click("Leave it");
    assert!(workspace.sees("History") && !workspace.sees("Enter the session"));
}
