//! The client of the next session: on the lead card, beside the plan.

use egui::{Popup, PopupCloseBehavior, Response, Ui};
use holdwell_app::text;
use holdwell_library::runnable::RunnablePlan;

use super::super::client_picker::{ClientPicker, Picked};
use super::super::consent;
use super::StartScreen;
use crate::action::{Action, Actions};
use crate::cx::Cx;
use crate::icons;
use crate::screen::Page;
use crate::theme::{Font, Theme};
use crate::widgets::{Banner, Button, ChipKind, chip_button, line, wrapped};

impl StartScreen {
    /// Shows the chip that names the client and opens the choice, and the buttons beside it.
    pub(super) fn client(&mut self, ui: &mut Ui, cx: &Cx<'_>, actions: &mut Actions) {
        if !cx.is_vault_open() {
            return;
        }
        ui.horizontal_wrapped(|ui| {
            let name = cx.selected().map_or("No client", |selected| selected.client.name.as_str());
            let chip = chip_button(ui, ChipKind::Strong, name).on_hover_text("Whose session it is");
            if chip.clicked() {
                self.picker = if self.picker.is_some() { None } else { Some(ClientPicker::default()) };
            }
            self.popup(ui, &chip, cx, actions);
            let Some(selected) = cx.selected() else { return };
            if ui.add(Button::quiet("Open the client's page").words("Open")).clicked() {
                actions.push(Action::Go(Page::Client(selected.client.id)));
            }
            if ui.add(Button::quiet("No client")).clicked() {
                actions.push(Action::Select(None));
            }
        });
    }

    fn popup(&mut self, ui: &Ui, chip: &Response, cx: &Cx<'_>, actions: &mut Actions) {
        let Some(picker) = &mut self.picker else { return };
        let theme = Theme::of(ui);
        let mut open = true;
        let width = 420.0_f32.min(ui.ctx().content_rect().width() - 64.0) * theme.text_size.min(1.3);
        let popup = Popup::from_response(chip).open_bool(&mut open).width(width);
        let popup =
            popup.close_behavior(PopupCloseBehavior::CloseOnClickOutside).accessible_name("Whose session it is");
        let shown = popup.show(|ui| {
            ui.set_min_width(width);
            picker.ui(ui, cx, 5, actions)
        });
        let picked = shown.map_or(Picked::Nothing, |shown| shown.inner);
        match picked {
            Picked::Nothing => {}
            Picked::Left => open = false,
            Picked::Nobody => actions.push(Action::Select(None)),
            Picked::Client(id) => actions.push(Action::SelectById(id)),
        }
        if !open || picked != Picked::Nothing {
            self.picker = None;
        }
    }
}

/// Offers to note the consent of the selected client to what the plan works on.
pub(super) fn consent(ui: &mut Ui, plan: Option<&RunnablePlan>, cx: &Cx<'_>, actions: &mut Actions) {
    let selected = cx.selected().map(|selected| selected.client.id);
    let page = cx.vault.client.as_deref().filter(|page| selected.is_some_and(|id| page.is_of(id)));
    if let Some(page) = page {
        consent::today(ui, page, plan.map(|plan| plan.plan.as_ref()), cx, actions);
    }
}

/// Shows which visit of the course this is, and what is due.
pub(super) fn course(ui: &mut Ui, cx: &Cx<'_>, actions: &mut Actions) {
    let Some(selected) = cx.selected() else { return };
    let board = &cx.vault.start;
    let id = selected.client.id;
    let Some(recent) = board.pinned.iter().chain(&board.recent).find(|recent| recent.client.id == id) else { return };
    let Some(plan) = &recent.course.plan else { return };
    let days = recent.course.days(cx.wall.time_zone());
    let visit = text::course::next_visit(plan.progress(&days));
    let due = plan.due(&days, cx.wall.date()).map(text::course::course_due);
    ui.horizontal_wrapped(|ui| {
        if chip_button(ui, ChipKind::Strong, &visit).on_hover_text("Measure, and the plan of care").clicked() {
            actions.push(Action::Go(Page::Course(id)));
        }
        if let Some(due) = due {
            line(ui, Font::Body, Theme::of(ui).caution, due);
        }
    });
}

/// Shows the cautions of the selected client: those that are new stand out.
pub(super) fn cautions(ui: &mut Ui, cx: &Cx<'_>) {
    let Some(selected) = cx.selected() else { return };
    let theme = Theme::of(ui);
    let (new, known): (Vec<_>, Vec<_>) = selected.client.cautions.iter().partition(|caution| selected.is_new(caution));
    for caution in new {
        let words = format!("New since last time: {}", caution.text);
        Banner::caution(&words).show(ui);
    }
    if !known.is_empty() {
        let known: Vec<&str> = known.iter().map(|caution| caution.text.as_str()).collect();
        let known = text::sentence(&known.join("; "));
        ui.horizontal_top(|ui| {
            line(ui, Font::Body, theme.caution, icons::WARNING.0);
            wrapped(ui, Font::Body, theme.caution, known);
        });
    }
    if let Some(preset) = selected.preset.as_ref().filter(|preset| matches!(cx.presets.get(preset), Some(Err(_)))) {
        line(ui, Font::Body, theme.soft, format!("“{}” cannot be run", preset.name));
    }
}
