//! How long records are kept, what is handed over, who was erased.

use std::sync::Arc;

use egui_kittest::kittest::Queryable as _;
use holdwell_store::{Erasure, KeepingRequest, Request, RetentionRule, UserContent, VaultSnapshot};
use jiff::civil::date;

use super::practice::{id, practice};
use super::workspace::Workspace;
use crate::screen::Page;

const TALL: [f32; 2] = [1280.0, 4000.0];
const ONTARIO: RetentionRule = RetentionRule { years: 10, until_age: Some(28) };

fn with(own: UserContent) -> VaultSnapshot {
    VaultSnapshot { own: Arc::new(own), ..practice() }
}

fn rules(asked: &[Request]) -> Vec<Option<RetentionRule>> {
    let rule = |request: &Request| match request {
        Request::Keeping(KeepingRequest::SetRule(rule)) => Some(*rule),
        _ => None,
    };
    asked.iter().filter_map(rule).collect()
}

#[test]
fn a_rule_of_a_place_is_taken_and_edited() {
    let mut workspace = Workspace::new(TALL);
    workspace.publish(practice());
    workspace.go("Settings");
    workspace.asked();
    workspace.click("Ontario: 10 years, minors until 28");
    assert_eq!(rules(&workspace.asked()), [Some(ONTARIO)]);
    workspace.publish(with(UserContent { retention: Some(ONTARIO), ..UserContent::default() }));
    workspace.h.get_by_label("Years after the last visit: more").click();
    workspace.settle();
    assert_eq!(rules(&workspace.asked()).last(), Some(&Some(RetentionRule { years: 11, ..ONTARIO })));
    workspace.click("No rule");
    assert_eq!(rules(&workspace.asked()).last(), Some(&None));
}

#[test]
fn all_clients_are_handed_over_into_a_folder() {
    let mut workspace = Workspace::new(TALL);
    workspace.publish(practice());
    workspace.go("Settings");
    workspace.click("Hand over all clients…");
    workspace.type_in("Folder", "/given");
    workspace.asked();
    workspace.click("Write all clients");
    let asked = workspace.asked();
    let [Request::Keeping(KeepingRequest::HandOver(folder))] = asked.as_slice() else { panic!("{asked:?}") };
    assert!(folder.to_string_lossy().ends_with("/given"));
}

#[test]
fn who_was_erased_is_shown_by_an_id_and_days() {
    let mut workspace = Workspace::new(TALL);
    let period = Some((date(2024, 1, 8), date(2025, 2, 3)));
    let erasures = vec![Erasure { client: id(7), day: date(2026, 1, 5), period }];
    workspace.publish(with(UserContent { erasures, ..UserContent::default() }));
    workspace.go("Settings");
    assert!(!workspace.sees_part("sessions 2024-01-08 to 2025-02-03"));
    workspace.click("Show who was erased");
    assert!(workspace.sees_part("sessions 2024-01-08 to 2025-02-03, erased 2026-01-05"));
}

#[test]
fn the_rule_says_until_when_a_client_without_a_day_is_kept() {
    let mut workspace = Workspace::new(TALL);
    workspace.publish(with(UserContent { retention: Some(ONTARIO), ..UserContent::default() }));
    workspace.h.state_mut().show(Page::Client(id(1)));
    workspace.settle();
    assert!(workspace.sees("by your rule until 12 Nov 2035"));
    workspace.asked();
    workspace.type_in("Born", "1 Jun 2015");
    assert!(workspace.sees("by your rule until 1 Jun 2043"));
    workspace.page_key(egui::Key::Escape);
    let asked = workspace.asked();
    let born = asked.iter().find_map(|request| match request {
        Request::ChangeClient { now, .. } => now.born,
        _ => None,
    });
    assert_eq!(born, Some(date(2015, 6, 1)));
}
