//! Clients: the list, and a new one.

use std::sync::Arc;

use egui::{Key, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use holdwell_store::{ClientLine, ClientPage, Request, VaultSnapshot};

use super::client::saved;
use super::practice::{id, many, open, page, practice};
use super::workspace::Workspace;
use crate::screen::Page;

const LARGE: [f32; 2] = [1280.0, 800.0];

#[test]
fn the_list_is_searched_as_one_types() {
    let mut workspace = Workspace::new(LARGE);
    workspace.publish(many());
    workspace.go("Clients");
    assert_eq!(workspace.looks_at().unwrap().clients.as_deref(), Some(""));
    assert!(workspace.sees("The last 200 of 1024 clients"));
    assert!(workspace.sees("Client 1") && !workspace.sees("Client 199"), "only what is in sight is drawn");
    workspace.type_in("Find a client", "jaw");
    assert_eq!(workspace.looks_at().unwrap().clients.as_deref(), Some("jaw"));
}

#[test]
fn the_list_is_walked_by_keys() {
    let mut workspace = Workspace::new(LARGE);
    workspace.publish(many());
    workspace.go("Clients");
    for key in [Key::ArrowDown, Key::ArrowDown, Key::ArrowDown, Key::ArrowUp] {
        workspace.page_key(key);
    }
    workspace.page_key(Key::Enter);
    assert_eq!(workspace.looks_at().unwrap().client, Some(id(2)));
    workspace.go("Clients");
    workspace.page_key(Key::ArrowUp);
    assert!(workspace.sees("Client 200"), "the marked row is brought into sight");
}

#[test]
fn a_new_client_is_two_fields() {
    let mut workspace = Workspace::new(LARGE);
    workspace.publish(open());
    workspace.go("Clients");
    assert!(workspace.sees("No clients yet"));
    workspace.click("New client");
    workspace.click("Write down");
    assert!(workspace.sees("A name is needed; initials will do"));
    workspace.type_in("Name", "Ömer K.");
    workspace.type_in("A caution that must be seen, or nothing", "No pressure on the neck");
    workspace.page_key(Key::Enter);
    let client = saved(&mut workspace).expect("it is saved");
    assert_eq!((client.name.as_str(), client.cautions.len()), ("Ömer K.", 1));
    assert_eq!(client.cautions[0].text, "No pressure on the neck");
}

#[test]
fn in_an_empty_practice_enter_begins() {
    let mut workspace = Workspace::new(LARGE);
    workspace.publish(open());
    workspace.go("Clients");
    workspace.h.ctx.memory_mut(|memory| memory.focused().into_iter().for_each(|id| memory.surrender_focus(id)));
    workspace.page_key(Key::Enter);
    assert!(workspace.h.query_by_role_and_label(Role::TextInput, "Name").is_some());
}

#[test]
fn escape_empties_the_search_and_leaves_the_keyboard_there() {
    let mut workspace = Workspace::new(LARGE);
    workspace.publish(practice());
    workspace.go("Clients");
    workspace.type_in("Find a client", "zoe");
    assert_eq!(workspace.looks_at().unwrap().clients.as_deref(), Some("zoe"));
    workspace.page_key(Key::Escape);
    assert_eq!(workspace.looks_at().unwrap().clients.as_deref(), Some(""));
    assert!(workspace.h.get_by_role_and_label(Role::TextInput, "Find a client").accesskit_node().is_focused());
}

#[test]
fn a_word_that_finds_nobody_becomes_a_new_client() {
    let mut workspace = Workspace::new(LARGE);
    workspace.publish(practice());
    workspace.go("Clients");
    workspace.type_in("Find a client", "Zoe");
    workspace.publish(VaultSnapshot { clients: Arc::default(), ..practice() });
    workspace.page_key(Key::Enter);
    assert_eq!(workspace.h.get_by_role_and_label(Role::TextInput, "Name").value().as_deref(), Some("Zoe"));
}

#[test]
fn a_new_client_of_a_name_that_is_there_is_said_and_can_be_opened() {
    let mut workspace = Workspace::new(LARGE);
    workspace.publish(practice());
    workspace.go("Clients");
    workspace.click("New client");
    workspace.type_in("Name", "MARIA berg ");
    assert_eq!(workspace.looks_at().unwrap().clients.as_deref(), Some("MARIA berg"));
    assert!(workspace.sees_part("There is already Maria Berg"));
    workspace.click("Open Maria Berg");
    assert!(workspace.sees("Maria Berg") && !workspace.sees_part("There is already"));
}

#[test]
fn a_client_who_was_written_down_twice_is_joined_and_taken_apart() {
    let mut workspace = Workspace::new([1280.0, 3000.0]);
    workspace.publish(practice());
    workspace.h.state_mut().show(Page::Client(id(1)));
    workspace.settle();
    workspace.click("The same person as…");
    workspace.type_in("Find a client", "ber");
    assert_eq!(workspace.looks_at().unwrap().clients.as_deref(), Some("ber"));
    let mut kept = practice();
    let other = ClientLine { id: id(77), name: "M. Berg".to_owned(), ..kept.clients[0].clone() };
    kept.clients = Arc::new(vec![kept.clients[0].clone(), other.clone()]);
    workspace.publish(kept);
    workspace.click(&other.name);
    let asked = workspace.asked();
    assert!(
        matches!(asked.as_slice(), [Request::MergeClients(from, into)] if (*from, *into) == (other.id, id(1))),
        "{asked:?}"
    );

    let page = ClientPage { also: vec![(other.id, other.name.clone())], ..page() };
    workspace.publish(VaultSnapshot { client: Some(Arc::new(page)), ..practice() });
    assert!(workspace.sees(&format!("Also written down as {}", other.name)));
    workspace.click("Take apart");
    assert!(matches!(workspace.asked().as_slice(), [Request::PartClient(from)] if *from == other.id));
}
