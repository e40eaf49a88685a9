//! Clients: the list, a new one, a client's page.

use std::sync::Arc;

use egui::{Key, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::bench::Bench;
use super::practice::{board, id, low_back, many, maria, open, page, practice};
use crate::engine::Stage;
use crate::model::{Phase, Region, Side, Touches};
use crate::store::{Answer, Kept, Recent, Request, StartBoard};

const LARGE: [f32; 2] = [1280.0, 800.0];
const TALL: [f32; 2] = [1280.0, 2600.0];

/// The window with a practice, on Maria's page.
fn at_maria(size: [f32; 2]) -> Bench {
    let mut bench = Bench::new(size);
    bench.publish(practice());
    bench.go("Clients");
    bench.click("Maria Berg");
    bench.asked();
    bench
}

fn saved(bench: &Bench) -> Option<crate::model::Client> {
    let saves = |request| if let Request::SaveClient(client) = request { Some(*client) } else { None };
    bench.asked().into_iter().filter_map(saves).next_back()
}

#[test]
fn the_list_is_searched_as_one_types() {
    let mut bench = Bench::new(LARGE);
    bench.publish(many());
    bench.go("Clients");
    assert_eq!(bench.looks_at().unwrap().clients.as_deref(), Some(""));
    assert!(bench.sees("The last 200 of 1024 clients"));
    assert!(bench.sees("Client 1") && !bench.sees("Client 199"), "only what is in sight is drawn");
    bench.type_in("Find a client", "jaw");
    assert_eq!(bench.looks_at().unwrap().clients.as_deref(), Some("jaw"));
}

#[test]
fn the_list_is_walked_by_keys() {
    let mut bench = Bench::new(LARGE);
    bench.publish(many());
    bench.go("Clients");
    for key in [Key::ArrowDown, Key::ArrowDown, Key::ArrowDown, Key::ArrowUp] {
        bench.page_key(key);
    }
    bench.page_key(Key::Enter);
    assert_eq!(bench.looks_at().unwrap().client, Some(id(2)));
    bench.go("Clients");
    bench.page_key(Key::ArrowUp);
    assert!(bench.sees("Client 200"), "the marked row is brought into sight");
}

#[test]
fn a_new_client_is_two_fields() {
    let mut bench = Bench::new(LARGE);
    bench.publish(open());
    bench.go("Clients");
    assert!(bench.sees("No clients yet"));
    bench.click("New client");
    bench.click("Write down");
    assert!(bench.sees("A name is needed; initials will do"));
    bench.type_in("Name", "Ömer K.");
    bench.type_in("A caution that must be seen, or nothing", "No pressure on the neck");
    bench.page_key(Key::Enter);
    let client = saved(&bench).expect("it is saved");
    assert_eq!((client.name.as_str(), client.cautions.len()), ("Ömer K.", 1));
    assert_eq!(client.cautions[0].text, "No pressure on the neck");
}

#[test]
fn in_an_empty_practice_enter_begins() {
    let mut bench = Bench::new(LARGE);
    bench.publish(open());
    bench.go("Clients");
    bench.h.ctx.memory_mut(|memory| memory.focused().into_iter().for_each(|id| memory.surrender_focus(id)));
    bench.page_key(Key::Enter);
    assert!(bench.h.query_by_role_and_label(Role::TextInput, "Name").is_some());
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
fn escape_empties_the_search_and_leaves_the_keyboard_there() {
    let mut bench = Bench::new(LARGE);
    bench.publish(practice());
    bench.go("Clients");
    bench.type_in("Find a client", "zoe");
    assert_eq!(bench.looks_at().unwrap().clients.as_deref(), Some("zoe"));
    bench.page_key(Key::Escape);
    assert_eq!(bench.looks_at().unwrap().clients.as_deref(), Some(""));
    assert!(bench.h.get_by_role_and_label(Role::TextInput, "Find a client").accesskit_node().is_focused());
}

#[test]
fn a_word_that_finds_nobody_becomes_a_new_client() {
    let mut bench = Bench::new(LARGE);
    bench.publish(practice());
    bench.go("Clients");
    bench.type_in("Find a client", "Zoe");
    bench.publish(Kept { clients: Arc::default(), ..practice() });
    bench.page_key(Key::Enter);
    assert_eq!(bench.h.get_by_role_and_label(Role::TextInput, "Name").value().as_deref(), Some("Zoe"));
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

#[test]
fn start_offers_recent_clients_and_fills_the_appointment() {
    let mut bench = Bench::new(TALL);
    bench.publish(practice());
    assert!(bench.sees("Maria B."));
    bench.click("Maria B.");
    assert!(bench.sees("New since last time: Bruise on the jaw"));
    assert!(bench.sees_part("Right hip replaced"));
    assert_eq!(bench.h.get_by_role_and_label(Role::SpinButton, "End of the appointment").value().unwrap(), "15:05");
    bench.press(Key::Space);
    assert_eq!(bench.view().plan().name, "Maria's low back");
}

#[test]
fn pinned_presets_stand_first() {
    let mut bench = Bench::new(TALL);
    let other = Recent { client: Arc::new(crate::model::Client::new(id(2), "Ada Lin")), ..board().recent.remove(0) };
    let start = StartBoard { pinned: vec![other], ..board() };
    bench.publish(Kept { start: Arc::new(start), ..practice() });
    let left = |name: &str| bench.h.get_by_role_and_label(Role::Button, name).rect().left();
    assert!(left("Ada L.") < left("Maria B."));
    let card = bench.h.get_by_role_and_label(Role::Button, "Ada L.");
    assert!(card.accesskit_node().description().unwrap().contains("Pinned for today"));
}

#[test]
fn nobody_is_a_choice_like_any_other() {
    let mut bench = Bench::new(LARGE);
    bench.publish(practice());
    bench.click("No client");
    assert_eq!(bench.looks_at().unwrap().clients.as_deref(), Some(""), "the choice is open");
    bench.click("Maria Berg");
    assert_eq!(bench.looks_at().unwrap().client, Some(id(1)));
    assert!(bench.sees("New since last time: Bruise on the jaw"));
    bench.click("No client");
    assert!(!bench.sees("New since last time: Bruise on the jaw"));
    assert!(!bench.sees("End of the appointment"), "the appointment went with the client");
    bench.press(Key::Space);
    assert_eq!(bench.view().plan().id, "free-smrt");
}

#[test]
fn same_as_last_time_is_one_key() {
    let mut bench = Bench::new(LARGE);
    bench.publish(practice());
    bench.click("Maria B.");
    bench.page_key(Key::S);
    assert_eq!(bench.looks_at().unwrap().session, Some(id(31)));
    assert_eq!(bench.stage(), None, "the vault has not shown it yet");
    bench.publish(Kept { session: Some(Arc::new(super::records::record(31))), ..practice() });
    assert_eq!(bench.stage(), Some(Stage::Running));
    assert_eq!(bench.view().plan().name, "Maria's low back");
}

#[test]
fn a_second_press_of_start_begins_nothing_else() {
    let mut bench = Bench::new(LARGE);
    bench.publish(practice());
    bench.click("Maria B.");
    for _ in 0..2 {
        // The conductor has not come round yet: it may wait for the sound.
        bench.h.key_press(Key::Space);
        bench.h.step();
    }
    bench.settle();
    assert_eq!(bench.view().plan().name, "Maria's low back");
}

#[test]
fn a_chosen_preset_is_begun_as_it_is_now_and_not_at_all_once_it_is_gone() {
    let mut bench = Bench::new(LARGE);
    bench.publish(practice());
    bench.click("Maria B.");
    let renamed = |name: &str, archived| {
        let preset = crate::model::Preset { name: name.to_owned(), version: 4, archived, ..(*low_back()).clone() };
        let mut page = page();
        page.presets[0].preset = Arc::new(preset);
        Kept { client: Some(Arc::new(page)), ..practice() }
    };
    bench.publish(renamed("Maria's low back, slower", false));
    assert!(bench.sees("Maria's low back, slower"));
    bench.publish(renamed("Maria's low back, slower", true));
    assert!(!bench.sees("Maria's low back, slower"), "it was put away");
    bench.press(Key::Space);
    assert_eq!(bench.view().plan().id, "free-smrt");
}

#[test]
fn nobody_else_is_begun_with_while_a_client_is_looked_up() {
    let mut bench = Bench::new(LARGE);
    let mut two = many();
    two.start = practice().start;
    bench.publish(two.clone());
    bench.click("Maria B.");
    bench.click("Maria Berg");
    bench.click("Client 3");
    assert_eq!(bench.looks_at().unwrap().client, Some(id(3)));
    bench.press(Key::Space);
    assert_eq!(bench.stage(), None, "neither Maria nor nobody");
    let failed = Some((1, Answer::Failed("The disk is full.".to_owned())));
    bench.publish(Kept { client: None, answer: failed, ..two });
    bench.press(Key::Space);
    assert_eq!(bench.stage(), Some(Stage::Running), "nothing is waited for that will not come");
}

#[test]
fn without_a_preset_what_was_added_last_time_comes_again() {
    let mut bench = Bench::new(LARGE);
    let mut kept = practice();
    let mut board = board();
    board.recent[0].preset = None;
    kept.start = Arc::new(board);
    let mut last = super::records::record(31);
    last.added = last.plan.steps.iter().take(1).map(Arc::clone).collect();
    bench.publish(kept.clone());
    bench.click("Maria B.");
    bench.page_key(Key::S);
    bench.publish(Kept { session: Some(Arc::new(last.clone())), ..kept });
    assert_eq!(bench.stage(), Some(Stage::Running));
    assert_eq!(bench.view().plan().name, last.plan.name);
}

#[test]
fn the_clients_levels_hold_for_the_session_only() {
    let mut page = page();
    page.client.preferences.louder = 2;
    let mut louder = (*low_back()).clone();
    louder.louder = 1;
    page.presets[0].preset = Arc::new(louder);
    let whom = crate::ui::whom::Whom::of_page(&page);
    assert_eq!(whom.louder(), 3);
    assert_eq!(maria().preferences.louder, 0);
}

#[test]
fn initials_stand_large_for_five_seconds() {
    let mut bench = at_maria(LARGE);
    bench.h.get_by_role_and_label(Role::Button, "Start").click();
    bench.settle();
    assert!(bench.sees("MB"));
    assert!(!bench.sees_part("Berg"));
    bench.pass(5500);
    assert!(!bench.sees("MB"));
}

#[test]
fn a_caution_stands_where_it_matters_and_never_on_the_room_face() {
    let mut bench = at_maria(LARGE);
    bench.h.get_by_role_and_label(Role::Button, "Start").click();
    bench.settle();
    let step = bench.view().step().cloned().unwrap();
    let hip = step.contacts.iter().any(|contact| contact.region == Some(Region::AbdomenHip));
    assert!(hip, "the first step of this routine is at the hip");
    assert!(bench.sees("For this client: Right hip replaced"));
    assert!(!bench.sees_part("Bruise on the jaw"), "it touches another place");
    bench.pass(12_000);
    assert!(!bench.sees_part("Right hip replaced"), "the room face has no cautions");
}
