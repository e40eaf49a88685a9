//! The head of a client's page: the name, and the one obvious Start.

use egui::{Align, Ui};
use holdwell_app::selected_client::SelectedClient;
use holdwell_app::text;
use holdwell_editing::Saving;
use holdwell_model::Client;
use holdwell_store::ClientPage;

use super::super::consent;
use super::facts;
use crate::action::{Action, Actions};
use crate::cx::Cx;
use crate::icons;
use crate::screen::Page;
use crate::theme::{Font, GRID, Theme};
use crate::widgets::{Button, fit_whole, line, surface, wrapped};

pub(super) fn show(ui: &mut Ui, page: &ClientPage, editor: &mut Saving<Client>, cx: &Cx<'_>, actions: &mut Actions) {
    let theme = Theme::of(ui);
    ui.horizontal(|ui| {
        if ui.add(Button::icon_only(icons::LEFT, "All clients")).clicked() {
            actions.push(Action::Go(Page::Clients));
        }
        let seen = page
            .last_seen
            .map_or_else(|| "Not seen yet".to_owned(), |seen| format!("Last seen {}", text::day(cx.wall, seen)));
        line(ui, Font::Body, theme.soft, seen);
    });
    fit_whole(ui, Font::Title, 22.0, theme.text, &editor.edited().name, Align::LEFT);
    ui.add_space(GRID);
    surface(ui, 20, |ui| start(ui, page, cx, actions));
}

/// Offers the preset last used, else a free session, and the last session again.
fn start(ui: &mut Ui, page: &ClientPage, cx: &Cx<'_>, actions: &mut Actions) {
    let theme = Theme::of(ui);
    let selected = SelectedClient::of_page(page);
    let (name, rest, is_fault) = match &selected.preset {
        None => {
            ("Free session".to_owned(), "No preset yet: what you do can be kept as one afterwards".to_owned(), false)
        }
        Some(preset) => {
            let (facts, is_fault) = facts(preset, cx);
            (preset.name.clone(), facts, is_fault)
        }
    };
    fit_whole(ui, Font::Section, 18.0, theme.text, &name, Align::LEFT);
    let colour = if is_fault { theme.caution } else { theme.soft };
    wrapped(ui, Font::Body, colour, &rest);
    ui.add_space(GRID);
    let primary = Button::primary("Start").disabled(is_fault.then_some(rest.as_str()));
    let again = Button::new("Same as last time").hint("What was done last time, in the preset's times");
    let ready = Button::quiet("Have it ready on Start")
        .hint("Chooses the client on Start, to set the appointment or another routine");
    let plan = selected.preset.as_ref().and_then(|preset| cx.presets.get(preset)).and_then(|made| made.as_ref().ok());
    consent::today(ui, page, plan.map(|plan| plan.plan.as_ref()), cx, actions);
    ui.add_space(GRID);
    ui.horizontal_wrapped(|ui| {
        if ui.add(primary).clicked() {
            actions.push(Action::BeginFor(Box::new(selected.clone())));
        }
        if selected.last_session.is_some() && ui.add(again).clicked() {
            actions.push(Action::Again(Box::new(selected.clone())));
        }
        if ui.add(ready).clicked() {
            actions.push(Action::Select(Some(Box::new(selected.clone()))));
            actions.push(Action::Go(Page::Start));
        }
    });
}
