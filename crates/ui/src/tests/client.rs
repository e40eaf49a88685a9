//! A client's page.

use std::sync::Arc;

use egui::accesskit::Toggled;
use egui::{Key, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::bench::Bench;
use super::practice::{id, page, practice};
use holdwell_engine::Stage;
use holdwell_model::{Client, Phase, Region, Side, Spot, Touches};
use holdwell_store::{Answer, ClientPage, Kept, Request};

const LARGE: [f32; 2] = [1280.0, 800.0];
const TALL: [f32; 2] = [1280.0, 2600.0];

pub(super) fn at_maria(size: [f32; 2]) -> Bench {
    let mut bench = Bench::new(size);
    bench.publish(practice());
    bench.go("Clients");
    bench.click("Maria Berg");
    bench.asked();
    bench
}

pub(super) fn saved(bench: &Bench) -> Option<Client> {
    let saves = |request| if let Request::SaveClient(client) = request { Some(*client) } else { None };
    bench.asked().into_iter().filter_map(saves).next_back()
}

#[test]
fn what_the_vault_refused_can_be_saved_again() {
    let mut bench = at_maria(TALL);
    bench.type_in("Notes", " and quiet");
    bench.h.get_by_role_and_label(Role::TextInput, "Called on the running screen").focus();
    bench.settle();
    bench.h.ctx.memory_mut(|memory| memory.focused().into_iter().for_each(|id| memory.surrender_focus(id)));
    bench.settle();
    assert!(saved(&bench).is_some());
    assert!(!bench.sees("Save it now"));
    bench.publish(Kept { answer: Some((1, Answer::Failed("The disk is full.".to_owned()))), ..practice() });
    assert!(bench.sees("What is written here is not in the vault yet"));
    assert_eq!(saved(&bench), None, "it is not offered again by itself");
    bench.click("Save it now");
    assert_eq!(saved(&bench).unwrap().notes, "Prefers it cool and quiet");
    assert!(!bench.sees("Save it now"));
}

#[test]
fn a_clients_page_starts_what_was_last_used() {
    let mut bench = at_maria(LARGE);
    assert!(bench.sees("Right hip replaced") && bench.sees("new"));
    bench.h.get_by_role_and_label(Role::Button, "Start").click();
    bench.settle();
    assert_eq!(bench.stage(), Some(Stage::Running));
    let view = bench.view();
    assert_eq!(view.plan().name, "Maria's low back");
    assert_eq!(view.options().worse_side, Some(Side::Left));
    let seen = bench.asked().into_iter().find_map(|request| match request {
        Request::CautionsSeen(client, cautions) => Some((client, cautions)),
        _ => None,
    });
    assert_eq!(seen, Some((id(1), vec![id(12)])), "the new one was on the screen");
}

#[test]
fn what_is_written_is_saved_as_a_field_is_left() {
    let mut bench = at_maria(TALL);
    bench.type_in("Notes", " and quiet");
    assert_eq!(saved(&bench), None, "not while it is typed");
    bench.h.get_by_role_and_label(Role::TextInput, "Called on the running screen").focus();
    bench.settle();
    bench.page_key(Key::Escape);
    let client = saved(&bench).expect("it is saved");
    assert!(client.notes.contains("and quiet"), "{}", client.notes);
    assert_eq!(saved(&bench), None, "and only once");
    bench.click("Right");
    assert_eq!(saved(&bench).unwrap().worse_side, Some(Side::Right));
    bench.click("Sound for them: more");
    assert_eq!(saved(&bench).unwrap().preferences.louder, 1);
}

#[test]
fn where_it_hurts_is_marked_and_its_positions_are_found() {
    let mut bench = at_maria(TALL);
    bench.click("Mark on the body");
    bench.click("Choose from a list");
    for spot in ["Flank, right", "Buttock, left"] {
        bench.h.get_by_role_and_label(Role::CheckBox, spot).focus();
        bench.settle();
        bench.page_key(Key::Space);
    }
    let client = saved(&bench).expect("it is saved as it is marked");
    let spot = |region, side| Spot { region, side };
    assert_eq!(client.hurts, [spot(Region::Flank, Side::Right), spot(Region::Buttock, Side::Left)].into());
    bench.click("Done");
    assert!(bench.sees("Flank, right · Buttock, left"));
    let page = ClientPage { client, ..page() };
    bench.publish(Kept { client: Some(Arc::new(page)), ..practice() });
    bench.click("Find positions there");
    assert!(bench.sees_part("Quadratus lumborum") && !bench.sees_part("Masseter"));
    bench.click("Choose from a list");
    bench.click("Where MB hurts");
    assert!(bench.h.get_by_role_and_label(Role::CheckBox, "Flank").accesskit_node().toggled() == Some(Toggled::False));
    bench.go("Routines");
    bench.click("New routine");
    bench.click("Where MB hurts");
    assert!(bench.sees_part("Quadratus lumborum") && !bench.sees_part("Masseter"));
}

#[test]
fn what_could_not_be_saved_is_said() {
    let mut bench = at_maria(TALL);
    bench.click("Right");
    let why = "The disk is full. Nothing was changed: free some room and try again".to_owned();
    bench.publish(Kept { answer: Some((1, Answer::Failed(why.clone()))), ..practice() });
    assert!(bench.h.query_by_role_and_label(Role::Alert, &why).is_some());
    saved(&bench);
    bench.settle();
    assert_eq!(saved(&bench), None, "the vault is not pestered");
    bench.click("Sound for them: more");
    let client = saved(&bench).expect("with the next change it is offered again");
    assert_eq!((client.worse_side, client.preferences.louder), (Some(Side::Right), 1));
}

#[test]
fn a_failure_is_not_hidden_by_what_went_well_after_it() {
    let mut bench = at_maria(TALL);
    let why = "The disk is full.".to_owned();
    let (answer, failed) = (Some((2, Answer::Done("Copy made".to_owned()))), Some((1, why.clone())));
    bench.publish(Kept { answer, failed: failed.clone(), ..practice() });
    assert!(bench.h.query_by_role_and_label(Role::Alert, &why).is_some());
    bench.publish(Kept { answer: Some((3, Answer::Done("Client saved".to_owned()))), failed, ..practice() });
    assert!(bench.h.query_by_role_and_label(Role::Alert, &why).is_none(), "and it is said once");
}

#[test]
fn a_caution_is_added_placed_and_removed_with_undo() {
    let mut bench = at_maria(TALL);
    bench.type_in("New caution", "Pacemaker");
    bench.page_key(Key::Enter);
    assert_eq!(saved(&bench).unwrap().cautions.last().unwrap().text, "Pacemaker");
    bench.click("everywhere");
    bench.type_in("Where it matters", "chest");
    bench.page_key(Key::ArrowDown);
    bench.page_key(Key::Enter);
    let touches = saved(&bench).unwrap().cautions.last().unwrap().touches.clone();
    assert_eq!(touches, Touches::Region(Region::Chest));
    bench.click("Remove “Right hip replaced”");
    assert_eq!(saved(&bench).unwrap().cautions.len(), 2);
    bench.click("Undo");
    assert_eq!(saved(&bench).unwrap().cautions[0].text, "Right hip replaced");
}

#[test]
fn a_preset_is_deleted_and_taken_back() {
    let mut bench = at_maria(TALL);
    bench.click("Delete “Maria's low back”");
    assert!(matches!(bench.asked().as_slice(), [Request::DeletePreset(_, true)]));
    bench.click("Undo");
    assert!(matches!(bench.asked().as_slice(), [Request::DeletePreset(_, false)]));
    bench.click("Start “Maria's low back”");
    assert_eq!(bench.phase(), Some(Phase::Settle));
}

#[test]
fn erasing_asks_once_and_names_what_goes() {
    let mut bench = at_maria(TALL);
    bench.click("Erase for good…");
    assert!(bench.sees_part("Maria Berg goes, with 1 preset, 2 sessions"));
    assert!(bench.sees_part("Copies that may still hold it until they are replaced: today, 3 Jan"));
    bench.click("Keep everything");
    assert!(bench.asked().is_empty());
    bench.click("Erase for good…");
    bench.click("Erase for good");
    assert!(matches!(bench.asked().as_slice(), [Request::EraseClient(_)]));
    assert!(bench.sees("Find a client") || bench.sees("Maria Berg"), "the list is shown");
}

#[test]
fn everything_about_a_client_is_written_into_a_folder() {
    let mut bench = at_maria(TALL);
    bench.click("Export…");
    bench.click("Write the files");
    assert!(matches!(bench.asked().as_slice(), [Request::ExportClient(_, _)]));
}
