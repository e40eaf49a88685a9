//! The presets on a client's page: each starts in one click.

use egui::Ui;
use holdwell_app::selected_client::SelectedClient;
use holdwell_app::text;
use holdwell_editing::OpenPreset;
use holdwell_library::Preset;
use holdwell_model::Arc;
use holdwell_store::{ClientPage, PresetLine, Request};

use super::super::Wanted;
use super::{ClientScreen, facts};
use crate::action::{Action, Actions};
use crate::cx::Cx;
use crate::icons;
use crate::screen::Page;
use crate::theme::{Font, Theme};
use crate::widgets::{Button, ChipKind, beside, chip, surface, undo_line, wrapped};

impl ClientScreen {
    pub(super) fn presets(&mut self, ui: &mut Ui, page: &ClientPage, cx: &Cx<'_>, actions: &mut Actions) {
        let theme = Theme::of(ui);
        if page.presets.is_empty() {
            let words = "None yet. Build one here, or keep what was done after a session";
            wrapped(ui, Font::Body, theme.faint, words);
        }
        for line in &page.presets {
            self.preset(ui, page, line, cx, actions);
        }
        ui.add_space(4.0);
        let hint = "From a routine, from the last session, or from nothing";
        if ui.add(Button::new("New preset…").icon(icons::MORE).hint(hint)).clicked() {
            actions.push(Action::Build(Wanted::PresetOf(Box::new(page.client.clone()))));
        }
        let deleted = undo_line(ui, &mut self.deleted, |preset| format!("Deleted: {}", preset.name));
        if let Some(preset) = deleted {
            actions.push(Action::vault(Request::SetPresetDeleted(preset.id, false)));
        }
    }

    fn preset(&mut self, ui: &mut Ui, page: &ClientPage, shown: &PresetLine, cx: &Cx<'_>, actions: &mut Actions) {
        let theme = Theme::of(ui);
        let preset = &shown.preset;
        let name = preset.name.as_str();
        let (rest, is_fault) = facts(preset, cx);
        let fault = is_fault.then_some(rest.as_str());
        surface(ui, 12, |ui| {
            let words = |ui: &mut Ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                wrapped(ui, Font::Strong, theme.text, name);
                let used = shown.used.map_or_else(String::new, |used| format!("  ·  {}", text::day(cx.wall, used)));
                wrapped(ui, Font::Small, if is_fault { theme.caution } else { theme.soft }, format!("{rest}{used}"));
            };
            let buttons = |ui: &mut Ui| {
                if preset.archived {
                    chip(ui, ChipKind::Plain, "put away");
                }
                if preset.pinned == Some(cx.wall.date()) {
                    chip(ui, ChipKind::Plain, "pinned for today");
                }
                if ui.add(Button::quiet(&format!("Delete “{name}”")).words("Delete")).clicked() {
                    self.deleted = Some(Arc::clone(preset));
                    actions.push(Action::vault(Request::SetPresetDeleted(preset.id, true)));
                }
                if ui.add(Button::quiet(&format!("Change “{name}”")).words("Change…")).clicked() {
                    let open = OpenPreset::new(Preset::clone(preset), &page.client);
                    actions.push(Action::Build(Wanted::Preset(Box::new(open))));
                }
                if ui.add(Button::quiet(&format!("Open “{name}”")).words("Open")).clicked() {
                    actions.push(Action::Go(Page::Preset(preset.id)));
                }
                let begin = format!("Start “{name}”");
                if ui.add(Button::new(&begin).words("Start").icon(icons::PLAY).disabled(fault)).clicked() {
                    let client = SelectedClient::of_page(page).with(Some(Arc::clone(preset)));
                    actions.push(Action::BeginFor(Box::new(client)));
                }
            };
            beside(ui, preset.id, words, buttons);
        });
    }
}
