//! The plans that a client was given to take home, and what came back of them.

use egui::Ui;
use holdwell_store::{ClientPage, HomePlanPage};

use super::super::at_home;
use super::paper::PaperForm;
use crate::action::{Action, Actions};
use crate::cx::Cx;
use crate::icons;
use crate::screen::Page;
use crate::theme::{Font, GRID, Theme};
use crate::widgets::{Button, fit, line, section, surface};

/// The most words of a diary that are shown; the client's record has them all.
const WORDS: usize = 5;

/// The sheet of paper that is typed in, while it is.
#[derive(Debug, Default)]
pub(super) struct AtHome {
    paper: Option<PaperForm>,
}

impl AtHome {
    /// Shows the plans, the last first.
    pub(super) fn ui(&mut self, ui: &mut Ui, page: &ClientPage, cx: &Cx<'_>, actions: &mut Actions) {
        section(ui, "At home");
        if page.home.is_empty() {
            let words = "Nothing was given to take home yet";
            line(ui, Font::Body, Theme::of(ui).faint, words);
        }
        let hint = "What the client does at home: as a page, a sound file, a sheet or a file";
        if ui.add(Button::new("Home plan…").icon(icons::HOUSE).hint(hint)).clicked() {
            actions.push(Action::Go(Page::HomePlan(page.client.id)));
        }
        ui.add_space(GRID);
        for given in &page.home {
            let name = given.plan.id.to_string();
            ui.push_id(name, |ui| self.plan(ui, given, cx, actions));
            ui.add_space(GRID);
        }
    }

    fn plan(&mut self, ui: &mut Ui, given: &HomePlanPage, cx: &Cx<'_>, actions: &mut Actions) {
        surface(ui, 16, |ui| {
            ui.spacing_mut().item_spacing.y = 4.0;
            fit(ui, Font::Section, 16.0, Theme::of(ui).text, &given.plan.title);
            at_home::lines(ui, given, WORDS, cx);
            ui.add_space(4.0);
            ui.horizontal_wrapped(|ui| {
                let hint = "Days, pain and words that the client wrote on the sheet of paper";
                if ui.add(Button::new("Type the sheet in…").hint(hint)).clicked() {
                    self.paper = Some(PaperForm::new(given, cx.wall));
                }
                if ui.add(Button::quiet("A diary came back…")).clicked() {
                    actions.push(Action::Go(Page::Diary));
                }
            });
        });
        if let Some(form) = self.paper.as_mut().filter(|form| form.is_of(given))
            && form.ui(ui, cx.wall, actions)
        {
            self.paper = None;
        }
    }
}
