//! The places that hurt, marked on the body.

use egui::Ui;
use holdwell_app::selected_client::SelectedClient;
use holdwell_editing::Saving;
use holdwell_model::{Arc, Client, Spot};
use holdwell_store::ClientPage;

use crate::action::{Action, Actions};
use crate::icons;
use crate::theme::{Font, GRID, Theme};
use crate::widgets::{BodyMap, Button, section, surface, wrapped};

/// The state of marking.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) enum Hurts {
    #[default]
    Shown,
    /// The map is shown for the first time, and scrolled to.
    Begun,
    Marking,
}

impl Hurts {
    pub(super) fn ui(&mut self, ui: &mut Ui, page: &ClientPage, editor: &mut Saving<Client>, actions: &mut Actions) {
        section(ui, "Where it hurts");
        if *self == Self::Shown {
            self.marked(ui, page, editor, actions);
        } else {
            self.map(ui, editor);
        }
        ui.add_space(GRID);
    }

    fn map(&mut self, ui: &mut Ui, editor: &mut Saving<Client>) {
        // Under names of its own, so that no row of the list takes the keyboard over from the button that was pressed.
        let map = ui.push_id("marking", |ui| {
            surface(ui, 16, |ui| {
                BodyMap::spots("Where it hurts", &mut editor.edited_mut().hurts).height(360.0).show(ui);
                ui.add_space(GRID);
                ui.add(Button::new("Done")).clicked()
            })
        });
        if *self == Self::Begun {
            map.response.scroll_to_me(None);
        }
        *self = if map.inner { Self::Shown } else { Self::Marking };
    }

    fn marked(&mut self, ui: &mut Ui, page: &ClientPage, editor: &Saving<Client>, actions: &mut Actions) {
        let theme = Theme::of(ui);
        let client = editor.edited();
        let (said, colour) = if client.hurts.is_empty() {
            ("Nothing is marked".to_owned(), theme.faint)
        } else {
            (Spot::names(&client.hurts), theme.text)
        };
        wrapped(ui, Font::Body, colour, said);
        ui.horizontal_wrapped(|ui| {
            if ui.add(Button::new("Mark on the body").icon(icons::PERSON)).clicked() {
                *self = Self::Begun;
            }
            let find = Button::quiet("Find positions there")
                .hint("Shows the positions of these regions, with the client chosen on Start");
            if !client.hurts.is_empty() && ui.add(find).clicked() {
                let client = SelectedClient { client: Arc::new(client.clone()), ..SelectedClient::of_page(page) };
                actions.push(Action::FindAt(Box::new(client)));
            }
        });
    }
}
