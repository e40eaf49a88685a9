//! Clients: the list, and a new one.

use std::sync::Arc;

use egui::{Key, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::bench::Bench;
use super::client::saved;
use super::practice::{id, many, open, practice};
use holdwell_store::Kept;

const LARGE: [f32; 2] = [1280.0, 800.0];

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
