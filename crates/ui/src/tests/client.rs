//! A client's page.

use std::sync::Arc;

use egui::accesskit::Toggled;
use egui::{Key, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use holdwell_app::text;
use holdwell_engine::Stage;
use holdwell_library::Library;
use holdwell_model::{Client, Phase, Region, Side, Spot, Touches, fold};
use holdwell_store::{ClientPage, Done, ExportError, Failure, HistoryOwner, News, Outcome, Request, VaultSnapshot};

use super::practice::{full_disk, id, page, practice};
use super::workspace::Workspace;
use crate::screen::Page;

const LARGE: [f32; 2] = [1280.0, 800.0];
const TALL: [f32; 2] = [1280.0, 4400.0];

pub(super) fn at_maria(size: [f32; 2]) -> Workspace {
    let mut workspace = Workspace::new(size);
    workspace.publish(practice());
    workspace.go("Clients");
    workspace.click("Maria Berg");
    workspace.asked();
    workspace
}

/// The client that the vault was given last, and saved.
pub(super) fn saved(workspace: &mut Workspace) -> Option<Client> {
    let mut last = None;
    while let Some(client) = given(workspace, &Ok(Done::ClientSaved)) {
        last = Some(client);
    }
    last
}

/// The client that the vault is given; it replies with this.
fn given(workspace: &mut Workspace, outcome: &Outcome) -> Option<Client> {
    let mut last = None;
    for (ticket, request) in workspace.sent() {
        if let Request::SaveClient(now) | Request::ChangeClient { now, .. } = request {
            workspace.reply(ticket, outcome.clone());
            last = Some(*now);
        }
    }
    last
}

fn full() -> Outcome {
    Err(Failure::Storage(full_disk()))
}

#[test]
fn what_the_vault_refused_can_be_saved_again() {
    let mut workspace = at_maria(TALL);
    workspace.type_in("Notes", " and quiet");
    workspace.h.get_by_role_and_label(Role::TextInput, "Called on the running screen").focus();
    workspace.settle();
    workspace.h.ctx.memory_mut(|memory| memory.focused().into_iter().for_each(|id| memory.surrender_focus(id)));
    workspace.settle();
    assert!(!workspace.sees("Save it now"));
    assert!(given(&mut workspace, &full()).is_some());
    assert!(workspace.sees("What is written here is not in the vault yet"));
    assert_eq!(saved(&mut workspace), None, "it is not offered again by itself");
    workspace.click("Save it now");
    assert_eq!(saved(&mut workspace).unwrap().notes, "Prefers it cool and quiet");
    assert!(!workspace.sees("Save it now"));
}

#[test]
fn a_client_who_was_renamed_gets_the_name_back() {
    let mut workspace = at_maria(TALL);
    workspace.type_in("Name", " Bergmann");
    assert!(!workspace.sees_part("It was Maria Berg"), "while it is written it is no rename");
    workspace.h.ctx.memory_mut(|memory| memory.focused().into_iter().for_each(|id| memory.surrender_focus(id)));
    workspace.settle();
    assert_eq!(saved(&mut workspace).unwrap().name, "Maria Berg Bergmann");
    assert!(workspace.sees("Renamed. It was Maria Berg"));
    workspace.click("Undo");
    assert_eq!(saved(&mut workspace).unwrap().name, "Maria Berg");
    assert!(!workspace.sees_part("It was Maria Berg"));
}

#[test]
fn the_failure_of_something_else_leaves_nothing_standing_as_unsaved() {
    let mut workspace = at_maria(TALL);
    workspace.click("Right");
    let sent = workspace.sent();
    let [(ticket, Request::ChangeClient { .. })] = sent.as_slice() else { panic!("{sent:?}") };
    workspace.reply_to_another(Err(Failure::NotExported(ExportError::NoClient)));
    assert!(workspace.sees("Not exported: there is no such client in the vault."), "it is said");
    assert!(!workspace.sees("Save it now"), "the save is still on its way");
    workspace.go("Clients");
    assert!(workspace.asked().is_empty(), "it is not sent a second time");
    workspace.reply(*ticket, full());
    workspace.click("Maria Berg");
    assert_eq!(saved(&mut workspace).unwrap().worse_side, Some(Side::Right), "its own failure is not forgotten");
}

#[test]
fn what_could_not_be_saved_is_there_after_another_client_was_looked_at() {
    let mut workspace = at_maria(TALL);
    workspace.click("Right");
    assert!(given(&mut workspace, &full()).is_some());
    let other = ClientPage { client: Client::new(id(3), "Anna"), ..page() };
    workspace.go("Clients");
    assert!(given(&mut workspace, &full()).is_some(), "it is offered again as the page is left");
    workspace.publish(VaultSnapshot { client: Some(Arc::new(other)), ..super::practice::many() });
    workspace.click("Client 3");
    assert!(workspace.sees("Anna"));
    workspace.go("Clients");
    assert_eq!(saved(&mut workspace).unwrap().worse_side, Some(Side::Right));
}

#[test]
fn a_clients_page_starts_what_was_last_used() {
    let mut workspace = at_maria(LARGE);
    assert!(workspace.sees("Right hip replaced") && workspace.sees("new"));
    workspace.h.get_by_role_and_label(Role::Button, "Start").click();
    workspace.settle();
    assert_eq!(workspace.stage(), Some(Stage::Running));
    let view = workspace.view();
    assert_eq!(view.plan().name, "Maria's low back");
    assert_eq!(view.options().worse_side, Some(Side::Left));
    let seen = workspace.asked().into_iter().find_map(|request| match request {
        Request::CautionsSeen(client, cautions) => Some((client, cautions)),
        _ => None,
    });
    assert_eq!(seen, Some((id(1), vec![id(12)])), "the new one was on the screen");
}

#[test]
fn what_is_written_is_saved_as_a_field_is_left() {
    let mut workspace = at_maria(TALL);
    workspace.type_in("Notes", " and quiet");
    assert_eq!(saved(&mut workspace), None, "not while it is typed");
    workspace.h.get_by_role_and_label(Role::TextInput, "Called on the running screen").focus();
    workspace.settle();
    workspace.page_key(Key::Escape);
    let client = saved(&mut workspace).expect("it is saved");
    assert!(client.notes.contains("and quiet"), "{}", client.notes);
    assert_eq!(saved(&mut workspace), None, "and only once");
    workspace.click("Right");
    assert_eq!(saved(&mut workspace).unwrap().worse_side, Some(Side::Right));
    workspace.click("Sound for them: more");
    assert_eq!(saved(&mut workspace).unwrap().preferences.louder, 1);
}

#[test]
fn where_it_hurts_is_marked_and_its_positions_are_found() {
    let mut workspace = at_maria(TALL);
    workspace.click("Mark on the body");
    workspace.click("Choose from a list");
    for spot in ["Flank, right", "Buttock, left"] {
        workspace.h.get_by_role_and_label(Role::CheckBox, spot).focus();
        workspace.settle();
        workspace.page_key(Key::Space);
    }
    let client = saved(&mut workspace).expect("it is saved as it is marked");
    let spot = |region, side| Spot { region, side };
    assert_eq!(client.hurts, [spot(Region::Flank, Side::Right), spot(Region::Buttock, Side::Left)].into());
    workspace.click("Done");
    assert!(workspace.sees("Flank, right · Buttock, left"));
    let page = ClientPage { client, ..page() };
    workspace.publish(VaultSnapshot { client: Some(Arc::new(page)), ..practice() });
    workspace.click("Find positions there");
    assert!(workspace.sees_part("Quadratus lumborum") && !workspace.sees_part("Masseter"));
    workspace.click("Choose from a list");
    workspace.click("Where MB hurts");
    assert!(
        workspace.h.get_by_role_and_label(Role::CheckBox, "Flank").accesskit_node().toggled() == Some(Toggled::False)
    );
    workspace.go("Routines");
    workspace.click("New routine");
    workspace.click("Where MB hurts");
    assert!(workspace.sees_part("Quadratus lumborum") && !workspace.sees_part("Masseter"));
}

#[test]
fn what_could_not_be_saved_is_said() {
    let mut workspace = at_maria(TALL);
    workspace.click("Right");
    assert!(given(&mut workspace, &full()).is_some());
    assert!(workspace.h.query_by_role_and_label(Role::Alert, &text::vault_error(&full_disk())).is_some());
    assert_eq!(saved(&mut workspace), None, "the vault is not pestered");
    workspace.click("Sound for them: more");
    let client = saved(&mut workspace).expect("with the next change it is offered again");
    assert_eq!((client.worse_side, client.preferences.louder), (Some(Side::Right), 1));
}

#[test]
fn a_failure_is_not_hidden_by_what_went_well_after_it() {
    let mut workspace = at_maria(TALL);
    workspace.desk.news(News::NoCopy(full_disk()));
    workspace.reply_to_another(Ok(Done::CopyMade));
    let alert = &format!("No copy was made: {}", text::vault_error(&full_disk()));
    assert!(workspace.h.query_by_role_and_label(Role::Alert, alert).is_some());
    workspace.reply_to_another(Ok(Done::ClientSaved));
    assert!(workspace.h.query_by_role_and_label(Role::Alert, alert).is_none(), "and it is said once");
}

#[test]
fn where_a_caution_matters_is_found_by_every_name() {
    let mut workspace = at_maria(TALL);
    workspace.type_in("New caution", "Pacemaker");
    workspace.page_key(Key::Enter);
    let _added = saved(&mut workspace);
    let library = Library::builtin();
    for words in ["iliopsoas", "PSÓAS", "hip flexor"] {
        workspace.click("everywhere");
        workspace.type_in("Where it matters", words);
        workspace.page_key(Key::ArrowDown);
        workspace.page_key(Key::Enter);
        let touches = saved(&mut workspace).unwrap().cautions.last().unwrap().touches.clone();
        let Touches::Position(id) = &touches else { panic!("{words}: {touches:?}") };
        let position = library.position(id).unwrap();
        let mut names = position.also.iter().chain([&position.name]);
        assert!(names.any(|name| fold(name).contains(&fold(words))), "{words}: {id}");
        workspace.click(&position.name);
        workspace.type_in("Where it matters", "everywhere");
        workspace.page_key(Key::ArrowDown);
        workspace.page_key(Key::Enter);
        let _everywhere = saved(&mut workspace);
        workspace.click("Done");
    }
}

#[test]
fn a_caution_is_added_placed_and_removed_with_undo() {
    let mut workspace = at_maria(TALL);
    workspace.type_in("New caution", "Pacemaker");
    workspace.page_key(Key::Enter);
    assert_eq!(saved(&mut workspace).unwrap().cautions.last().unwrap().text, "Pacemaker");
    workspace.click("everywhere");
    workspace.type_in("Where it matters", "chest");
    workspace.page_key(Key::ArrowDown);
    workspace.page_key(Key::Enter);
    let touches = saved(&mut workspace).unwrap().cautions.last().unwrap().touches.clone();
    assert_eq!(touches, Touches::region(Region::Chest));
    workspace.type_in("Where it matters", "ribs");
    workspace.page_key(Key::ArrowDown);
    workspace.page_key(Key::Enter);
    // Further down is another one: the worse side.
    workspace.h.query_all_by_role_and_label(Role::RadioButton, "Right").next().unwrap().click();
    workspace.settle();
    let touches = saved(&mut workspace).unwrap().cautions.last().unwrap().touches.clone();
    assert_eq!(touches, Touches::Regions([Region::Chest, Region::Ribs].into(), Some(Side::Right)));
    workspace.click("Done");
    assert!(workspace.sees("Chest, Ribs, right"));
    workspace.click("Remove “Right hip replaced”");
    assert_eq!(saved(&mut workspace).unwrap().cautions.len(), 2);
    workspace.click("Undo");
    assert_eq!(saved(&mut workspace).unwrap().cautions[0].text, "Right hip replaced");
}

#[test]
fn a_preset_is_deleted_and_taken_back() {
    let mut workspace = at_maria(TALL);
    workspace.click("Delete “Maria's low back”");
    assert!(matches!(workspace.asked().as_slice(), [Request::SetPresetDeleted(_, true)]));
    workspace.click("Undo");
    assert!(matches!(workspace.asked().as_slice(), [Request::SetPresetDeleted(_, false)]));
    workspace.click("Start “Maria's low back”");
    assert_eq!(workspace.phase(), Some(Phase::Settle));
}

#[test]
fn erasing_asks_once_and_names_what_goes() {
    let mut workspace = at_maria(TALL);
    workspace.click("Erase for good…");
    assert!(workspace.sees_part("Maria Berg goes, with 1 preset, 2 sessions"));
    assert!(workspace.sees_part("Copies that may still hold it until they are replaced: today, 3 Jan"));
    workspace.click("Keep everything");
    assert!(workspace.asked().is_empty());
    workspace.click("Erase for good…");
    workspace.click("Erase for good");
    assert!(matches!(workspace.asked().as_slice(), [Request::EraseClient(_)]));
    assert!(workspace.sees("Find a client") || workspace.sees("Maria Berg"), "the list is shown");
}

#[test]
fn nothing_of_an_erased_client_stays_in_a_filter() {
    let also = || vec![(id(77), "M. Berg".to_owned())];
    let mut workspace = Workspace::new(TALL);
    workspace.publish(VaultSnapshot {
        client: Some(Arc::new(ClientPage { all_sessions: 12, also: also(), ..page() })),
        ..practice()
    });
    workspace.h.state_mut().show(Page::Client(id(77)));
    workspace.settle();
    assert!(workspace.sees("Also written down as M. Berg"), "the page is that of the one who is shown");
    workspace.click("and 10 earlier ones");
    let owner = |workspace: &Workspace| workspace.looks_at().unwrap().history.unwrap().filter.owner;
    assert_eq!(owner(&workspace), HistoryOwner::Client(id(1)));
    workspace.h.state_mut().show(Page::Client(id(1)));
    workspace.settle();
    workspace.click("Erase for good…");
    workspace.click("Erase for good");
    workspace.publish(VaultSnapshot { vault: practice().vault, ..VaultSnapshot::default() });
    workspace.go("History");
    assert_eq!(owner(&workspace), HistoryOwner::All);
    assert!(!workspace.sees_part("Maria Berg"));
}

#[test]
fn everything_about_a_client_is_written_into_a_folder() {
    let mut workspace = at_maria(TALL);
    workspace.click("Export…");
    workspace.click("Write the files");
    assert!(matches!(workspace.asked().as_slice(), [Request::ExportClient(_, _)]));
}
