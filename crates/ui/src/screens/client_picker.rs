//! The choice of a session's client: none, one of the vault's, or a new one. Used before a session and after it.

use egui::Ui;
use holdwell_model::{Client, Id};
use holdwell_store::{Request, new_id};

use super::clients;
use crate::action::{Action, Actions};
use crate::cx::Cx;
use crate::widgets::{Asked, Row, Search};

/// Sentence for a new client who has the name of another one.
const THERE_IS_ONE: &str = "There is one of this name already: for somebody else add a word that tells them apart";

/// The list of clients while it is open.
#[derive(Debug, Default)]
pub(super) struct ClientPicker {
    search: Search,
}

/// The choice that was made in a frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Picked {
    /// No choice yet.
    Nothing,
    /// The list was left without a choice.
    Left,
    /// No client.
    Nobody,
    /// This client.
    Client(Id),
}

impl ClientPicker {
    /// Returns the words that are searched for.
    pub(super) fn words(&self) -> String {
        self.search.words.trim().to_owned()
    }

    /// Shows the list, of `count` rows. A new client is written down at once, with the name that was searched for.
    pub(super) fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, count: u8, actions: &mut Actions) -> Picked {
        let words = self.words();
        let clients = &cx.vault.clients;
        let mut found: Vec<Row> = Vec::with_capacity(clients.len() + 1);
        if words.is_empty() {
            found.push(Row::new("No client", "The session is kept, and belongs to nobody", ""));
        }
        let before = found.len();
        found.extend(clients.iter().map(|client| clients::row(client, cx)));
        if !words.is_empty() {
            let is_there = clients::namesakes(&words, clients).next().is_some();
            let about = if is_there { THERE_IS_ONE } else { "Only the name; all else can come later" };
            found.push(Row::new(format!("New client: {words}"), about, ""));
        }
        let asked = self.search.field(ui, ("Find a client", "Name, or a new name"), found.len());
        let pressed = self.search.short_list(ui, "client picker", count, &found);
        if asked == Asked::Left {
            return Picked::Left;
        }
        // Enter without a mark takes the first client that was found, else the new one.
        let first = if words.is_empty() { None } else { Some(0) };
        let Some(row) = asked.row(first, pressed) else { return Picked::Nothing };
        if row < before {
            return Picked::Nobody;
        }
        match clients.get(row - before) {
            Some(client) => Picked::Client(client.id),
            None => Picked::Client(write_down(&words, cx, actions)),
        }
    }
}

fn write_down(name: &str, cx: &Cx<'_>, actions: &mut Actions) -> Id {
    let client = Client::new(new_id(cx.wall.timestamp()), name);
    let id = client.id;
    actions.push(Action::vault(Request::SaveClient(Box::new(client))));
    id
}
