//! The client of a session that is over, and the way to give the session to another.

use egui::Ui;
use holdwell_app::text;
use holdwell_store::{Request, SessionPage};

use super::super::client_picker::{ClientPicker, Picked};
use crate::action::{Action, Actions};
use crate::cx::Cx;
use crate::icons;
use crate::screen::Page;
use crate::theme::{Font, Theme};
use crate::widgets::{Button, line, surface, wrapped};

/// The assignment of a session to a client.
#[derive(Debug, Default)]
pub(in super::super) struct ClientAssignment {
    picker: Option<ClientPicker>,
}

impl ClientAssignment {
    /// Returns the words that are searched for, while the choice is open.
    pub(in super::super) fn search(&self) -> Option<String> {
        self.picker.as_ref().map(ClientPicker::words)
    }

    pub(in super::super) fn ui(&mut self, ui: &mut Ui, page: &SessionPage, cx: &Cx<'_>, actions: &mut Actions) {
        let theme = Theme::of(ui);
        let owner = page.session.client;
        let known = cx.vault.client.as_ref().filter(|client| owner.is_some_and(|owner| client.is_of(owner)));
        let name = match (owner, known) {
            (None, _) => "No client".to_owned(),
            (Some(_), Some(client)) => client.client.name.clone(),
            (Some(_), None) => "…".to_owned(),
        };
        surface(ui, 16, |ui| {
            ui.horizontal_wrapped(|ui| {
                line(ui, Font::Body, theme.faint, icons::PERSON.0);
                line(ui, Font::Strong, theme.text, &name);
                let word = if owner.is_none() { "Belongs to…" } else { "Belongs to somebody else…" };
                let word = if self.picker.is_some() { "Leave it" } else { word };
                if ui.add(Button::quiet(word)).clicked() {
                    self.picker = if self.picker.is_some() { None } else { Some(ClientPicker::default()) };
                }
                // While a session is being looked at the pages are not there to be gone to.
                if let Some(id) = owner
                    && cx.conductor.view.is_none()
                    && ui.add(Button::quiet("Open the client's page")).clicked()
                {
                    actions.push(Action::Go(Page::Client(id)));
                }
            });
            let Some(picker) = &mut self.picker else { return };
            let is_measured =
                known.is_some_and(|client| !client.course.measured_in(page.session.id, page.session.began).is_empty());
            if let Some(words) = text::note::goes_along(&page.note, is_measured) {
                wrapped(ui, Font::Body, theme.text, words);
            }
            let to = match picker.ui(ui, cx, 4, actions) {
                Picked::Nothing => return,
                Picked::Left => None,
                Picked::Nobody => Some(None),
                Picked::Client(id) => Some(Some(id)),
            };
            if let Some(to) = to.filter(|to| *to != owner) {
                actions.push(Action::vault(Request::MoveSession(page.session.id, to)));
            }
            self.picker = None;
        });
    }
}
