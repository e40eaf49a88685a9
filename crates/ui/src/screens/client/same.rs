//! Somebody who was written down twice: both are shown as one client, and can be taken apart again.

use egui::Ui;
use holdwell_store::{ClientPage, Request};

use super::super::clients;
use crate::action::{Action, Actions};
use crate::cx::Cx;
use crate::theme::{Font, GRID, Theme};
use crate::widgets::{Asked, Banner, Button, Row, Search, line, surface, wrapped};

/// The most clients that are shown at once.
const SHOWN: u8 = 4;

/// The choice of the other client.
#[derive(Debug, Default)]
pub(super) struct Same {
    search: Search,
}

impl Same {
    /// Returns the words that are searched for.
    pub(super) fn words(&self) -> String {
        self.search.words.trim().to_owned()
    }

    /// Shows the choice; returns true where it is to be closed.
    pub(super) fn ui(&mut self, ui: &mut Ui, page: &ClientPage, cx: &Cx<'_>, actions: &mut Actions) -> bool {
        surface(ui, 20, |ui| {
            let theme = Theme::of(ui);
            let name = &page.client.name;
            line(ui, Font::Section, theme.text, format!("Who is {name} as well?"));
            let words = format!(
                "What is kept of them is shown here with what is kept of {name}: cautions, notes, presets and sessions. \
                 Each keeps what is theirs: the two can be taken apart again"
            );
            wrapped(ui, Font::Body, theme.soft, words);
            ui.add_space(GRID);
            let others: Vec<_> = cx.vault.clients.iter().filter(|client| client.id != page.client.id).collect();
            let found: Vec<Row> = others.iter().map(|client| clients::row(client, cx)).collect();
            let asked = self.search.field(ui, ("Find a client", "Name"), found.len());
            let pressed = self.search.short_list(ui, "the same person", SHOWN, &found);
            let picked = asked.row(None, pressed).and_then(|row| others.get(row));
            if let Some(other) = picked {
                actions.push(Action::vault(Request::MergeClients(other.id, page.client.id)));
            }
            picked.is_some() || asked == Asked::Left || ui.add(Button::quiet("Leave it")).clicked()
        })
    }
}

/// Names whoever is shown as this client, with the way to take them apart.
pub(super) fn also(ui: &mut Ui, page: &ClientPage, actions: &mut Actions) {
    for (other, name) in &page.also {
        if Banner::info(&format!("Also written down as {name}")).action("Take apart").show(ui) {
            actions.push(Action::vault(Request::PartClient(*other)));
        }
        ui.add_space(GRID);
    }
}
