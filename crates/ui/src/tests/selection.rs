//! The selected client: chosen on Start, begun for them, and what of them is shown while the session runs.

use std::sync::Arc;

use egui::{Key, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use holdwell_engine::{Release, Score, ScoreKind, Stage};
use holdwell_model::{Millis, Region, SessionTime};
use holdwell_store::{ExportError, Failure, News, Recent, Request, StartBoard, VaultSnapshot};

use super::client::at_maria;
use super::practice::{board, full_disk, id, low_back, many, page, practice};
use super::workspace::Workspace;

const LARGE: [f32; 2] = [1280.0, 800.0];
const TALL: [f32; 2] = [1280.0, 2600.0];

#[test]
fn start_offers_recent_clients_and_fills_the_appointment() {
    let mut workspace = Workspace::new(TALL);
    workspace.publish(practice());
    assert!(workspace.sees("Maria B."));
    workspace.click("Maria B.");
    assert!(workspace.sees("New since last time: Bruise on the jaw"));
    assert!(workspace.sees_part("Right hip replaced"));
    assert_eq!(workspace.h.get_by_role_and_label(Role::TextInput, "End of the appointment").value().unwrap(), "15:05");
    workspace.press(Key::Space);
    assert_eq!(workspace.view().plan().name, "Maria's low back");
}

#[test]
fn pinned_presets_stand_first() {
    let mut workspace = Workspace::new(TALL);
    let other = Recent { client: Arc::new(holdwell_model::Client::new(id(2), "Ada Lin")), ..board().recent.remove(0) };
    let start = StartBoard { pinned: vec![other], ..board() };
    workspace.publish(VaultSnapshot { start: Arc::new(start), ..practice() });
    let left = |name: &str| workspace.h.get_by_role_and_label(Role::Button, name).rect().left();
    assert!(left("Ada L.") < left("Maria B."));
    let card = workspace.h.get_by_role_and_label(Role::Button, "Ada L.");
    assert!(card.accesskit_node().description().unwrap().contains("Pinned for today"));
}

#[test]
fn nobody_is_a_choice_like_any_other() {
    let mut workspace = Workspace::new(LARGE);
    workspace.publish(practice());
    workspace.click("No client");
    assert_eq!(workspace.looks_at().unwrap().clients.as_deref(), Some(""), "the choice is open");
    workspace.click("Maria Berg");
    assert_eq!(workspace.looks_at().unwrap().client, Some(id(1)));
    assert!(workspace.sees("New since last time: Bruise on the jaw"));
    workspace.click("No client");
    assert!(!workspace.sees("New since last time: Bruise on the jaw"));
    assert!(workspace.sees("no end is set"), "the appointment went with the client");
    workspace.press(Key::Space);
    assert_eq!(workspace.view().plan().id, "free-smrt");
}

#[test]
fn the_picker_says_that_there_is_one_of_the_name_already() {
    let mut workspace = Workspace::new(LARGE);
    workspace.publish(practice());
    workspace.click("No client");
    let about = |workspace: &mut Workspace, name: &str| {
        workspace.type_in("Find a client", name);
        let new = format!("New client: {name}");
        let row = workspace.h.get_by_label_contains(&new);
        row.accesskit_node().description().unwrap_or_default() + &row.accesskit_node().label().unwrap_or_default()
    };
    assert!(about(&mut workspace, "MARIA BERG").contains("There is one of this name already"));
    workspace.type_in("Find a client", "");
    workspace.click("No client");
    workspace.click("No client");
    assert!(about(&mut workspace, "Maria Bergmann").contains("Only the name"));
}

#[test]
fn same_as_last_time_is_one_key() {
    let mut workspace = Workspace::new(LARGE);
    workspace.publish(practice());
    workspace.click("Maria B.");
    workspace.page_key(Key::S);
    assert_eq!(workspace.looks_at().unwrap().session, Some(id(31)));
    assert_eq!(workspace.stage(), None, "the vault has not shown it yet");
    workspace.publish(VaultSnapshot { session: Some(Arc::new(super::records::record(31))), ..practice() });
    assert_eq!(workspace.stage(), Some(Stage::Running));
    assert_eq!(workspace.view().plan().name, "Maria's low back");
}

#[test]
fn last_time_is_seen_as_soon_as_the_client_is_chosen() {
    let mut workspace = Workspace::new(TALL);
    workspace.publish(practice());
    assert!(!workspace.sees("Last time"), "nobody is chosen");
    workspace.click("Maria B.");
    assert_eq!(workspace.looks_at().unwrap().session, Some(id(31)));
    assert!(workspace.sees("Same as last time"), "it does not wait for the vault");
    let mut last = super::records::record(31);
    let mut hold = (*last.records[0]).clone();
    let score = |kind, value| Score { at: SessionTime(0), contact: 0, kind, value };
    hold.scores = vec![score(ScoreKind::Before, 7), score(ScoreKind::After, 2)];
    hold.released = Release::At(Millis::from_secs(70));
    hold.notes = vec!["Guarded on the way in".to_owned()];
    last.records[0] = Arc::new(hold);
    workspace.publish(VaultSnapshot { session: Some(Arc::new(last)), ..practice() });
    assert!(workspace.sees_part("12 Nov 2025, 14:00: Low back"));
    assert!(workspace.sees_part("Psoas major: tenderness 7 to 2, released at 1:10"));
    assert!(workspace.sees("“She slept well”"));
    assert!(workspace.sees_part("Psoas major: “Guarded on the way in”"));
    assert!(workspace.sees_part("Psoas major: “Guarded at first”"), "a remark to the hold, written later");
    assert!(workspace.sees("New since last time: Bruise on the jaw"));
    workspace.page_key(Key::S);
    assert_eq!(workspace.stage(), Some(Stage::Running), "two presses from the start page");
}

#[test]
fn a_second_press_of_start_begins_nothing_else() {
    let mut workspace = Workspace::new(LARGE);
    workspace.publish(practice());
    workspace.click("Maria B.");
    for _ in 0..2 {
        // The conductor has not come round yet: it may wait for the sound.
        workspace.h.key_press(Key::Space);
        workspace.h.step();
    }
    workspace.settle();
    assert_eq!(workspace.view().plan().name, "Maria's low back");
}

#[test]
fn a_chosen_preset_is_begun_as_it_is_now_and_not_at_all_once_it_is_gone() {
    let mut workspace = Workspace::new(LARGE);
    workspace.publish(practice());
    workspace.click("Maria B.");
    let renamed = |name: &str, archived| {
        let preset = holdwell_library::Preset { name: name.to_owned(), version: 4, archived, ..(*low_back()).clone() };
        let mut page = page();
        page.presets[0].preset = Arc::new(preset);
        VaultSnapshot { client: Some(Arc::new(page)), ..practice() }
    };
    workspace.publish(renamed("Maria's low back, slower", false));
    assert!(workspace.sees("Maria's low back, slower"));
    workspace.publish(renamed("Maria's low back, slower", true));
    assert!(!workspace.sees("Maria's low back, slower"), "it was put away");
    workspace.press(Key::Space);
    assert_eq!(workspace.view().plan().id, "free-smrt");
}

#[test]
fn nobody_else_is_begun_with_while_a_client_is_looked_up() {
    let mut workspace = Workspace::new(LARGE);
    let mut two = many();
    two.start = practice().start;
    workspace.publish(two.clone());
    workspace.click("Maria B.");
    workspace.click("Maria Berg");
    workspace.click("Client 3");
    assert_eq!(workspace.looks_at().unwrap().client, Some(id(3)));
    workspace.press(Key::Space);
    assert_eq!(workspace.stage(), None, "neither Maria nor nobody");
    workspace.reply_to_another(Err(Failure::NotExported(ExportError::NoClient)));
    workspace.press(Key::Space);
    assert_eq!(workspace.stage(), None, "nobody reacts to another's failure");
    workspace.news(News::Unreadable(full_disk()));
    workspace.press(Key::Space);
    assert_eq!(workspace.stage(), Some(Stage::Running), "nothing is waited for that will not come");
}

#[test]
fn a_new_client_who_cannot_be_saved_does_not_hold_start_up() {
    let mut workspace = Workspace::new(LARGE);
    workspace.publish(VaultSnapshot { clients: Arc::default(), ..practice() });
    workspace.click("No client");
    workspace.type_in("Find a client", "Zoe");
    workspace.page_key(Key::Enter);
    let sent = workspace.sent();
    let saved = sent.iter().find(|(_, request)| matches!(request, Request::SaveClient(_)));
    let (ticket, _) = saved.unwrap_or_else(|| panic!("{sent:?}"));
    workspace.reply(*ticket, Err(Failure::Storage(full_disk())));
    assert!(workspace.sees_part("is full. What is already kept is safe"));
    workspace.press(Key::Space);
    assert_eq!(workspace.stage(), Some(Stage::Running));
}

#[test]
fn without_a_preset_what_was_added_last_time_comes_again() {
    let mut workspace = Workspace::new(LARGE);
    let mut kept = practice();
    let mut board = board();
    board.recent[0].preset = None;
    kept.start = Arc::new(board);
    let mut last = super::records::record(31);
    last.added = last.plan.steps.iter().take(1).map(Arc::clone).collect();
    workspace.publish(kept.clone());
    workspace.click("Maria B.");
    workspace.page_key(Key::S);
    workspace.publish(VaultSnapshot { session: Some(Arc::new(last.clone())), ..kept });
    assert_eq!(workspace.stage(), Some(Stage::Running));
    assert_eq!(workspace.view().plan().name, last.plan.name);
}

#[test]
fn the_clients_levels_and_the_presets_are_added() {
    let mut page = page();
    page.client.preferences.louder = 2;
    let mut louder = (*low_back()).clone();
    louder.louder = 1;
    page.presets[0].preset = Arc::new(louder);
    let client = holdwell_app::selected_client::SelectedClient::of_page(&page);
    assert_eq!(client.louder(), 3);
}

#[test]
fn initials_stand_large_for_five_seconds() {
    let mut workspace = at_maria(LARGE);
    workspace.h.get_by_role_and_label(Role::Button, "Start").click();
    workspace.settle();
    assert!(workspace.sees("MB"));
    assert!(!workspace.sees_part("Berg"));
    workspace.pass(5500);
    assert!(!workspace.sees("MB"));
}

#[test]
fn a_caution_stands_where_it_matters_and_never_on_the_room_face() {
    let mut workspace = at_maria(LARGE);
    workspace.h.get_by_role_and_label(Role::Button, "Start").click();
    workspace.settle();
    let step = workspace.view().step().cloned().unwrap();
    let hip = step.contacts.iter().any(|contact| contact.region == Some(Region::AbdomenHip));
    assert!(hip, "the first step of this routine is at the hip");
    assert!(workspace.sees("For this client: Right hip replaced"));
    assert!(!workspace.sees_part("Bruise on the jaw"), "it touches another place");
    workspace.pass(12_000);
    assert!(!workspace.sees_part("Right hip replaced"), "the room face has no cautions");
}
