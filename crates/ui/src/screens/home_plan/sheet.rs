//! The sheet as the client will see it: the same words and the same drawings.

use std::collections::BTreeSet;

use egui::Ui;
use holdwell_app::home_plan::drawn;
use holdwell_app::text::home::{sentence, sentences, side_and_amount, stop_if, when};
use holdwell_home::{HomeItem, HomePlan};

use crate::theme::{Font, GRID, Theme};
use crate::widgets::{PositionFigure, chip_toggle, fit_whole, wrapped};

/// The width of a drawing, in points.
const DRAWING: f32 = 132.0;

/// Shows the sheet. Each item can be marked as one that matters most.
pub(super) fn show(ui: &mut Ui, plan: &HomePlan, shorter: &mut BTreeSet<u32>) {
    let theme = Theme::of(ui);
    ui.spacing_mut().item_spacing.y = GRID;
    fit_whole(ui, Font::Title, 20.0, theme.text, &plan.title, egui::Align::LEFT);
    if let Some(name) = &plan.name {
        wrapped(ui, Font::Body, theme.text, format!("For {name}"));
    }
    wrapped(ui, Font::Body, theme.text, when(plan));
    let ready = plan.have_ready();
    if !ready.is_empty() {
        wrapped(ui, Font::Body, theme.text, format!("Have ready: {}.", ready.join(", ")));
    }
    for note in &plan.notes {
        wrapped(ui, Font::Body, theme.text, sentence(note));
    }
    for item in &plan.items {
        ui.push_id(item.step.number, |ui| self::item(ui, item, shorter));
    }
    let signs = stop_if(plan);
    if !signs.is_empty() {
        wrapped(ui, Font::Body, theme.caution, format!("Stop if: {}.", signs.join("; ")));
    }
    let call = plan.call.as_deref().unwrap_or("your therapist");
    wrapped(ui, Font::Body, theme.caution, format!("If the pain gets worse, stop for today and call {call}."));
}

fn item(ui: &mut Ui, item: &HomeItem, shorter: &mut BTreeSet<u32>) {
    let theme = Theme::of(ui);
    let drawing = DRAWING * theme.text_size.min(1.3);
    let position = drawn(item);
    let is_wide = ui.available_width() > 2.6 * drawing;
    let words = |ui: &mut Ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        wrapped(ui, Font::Section, theme.text, format!("{}  {}", item.step.number, item.step.title));
        wrapped(ui, Font::Strong, theme.text, side_and_amount(item));
        let how: Vec<&str> =
            [item.step.setup.as_str()].into_iter().chain(item.remark()).filter(|text| !text.is_empty()).collect();
        wrapped(ui, Font::Body, theme.text, sentences(&how));
        let before = item.cautions().before;
        if !before.is_empty() {
            wrapped(ui, Font::Body, theme.caution, sentences(&before));
        }
        let (number, mut is_marked) = (item.step.number, shorter.contains(&item.step.number));
        let name = format!("Matters most: {}", item.step.title);
        let mark = chip_toggle(ui, "Matters most", &mut is_marked).on_hover_text("Also on a day with less time");
        ui.ctx().accesskit_node_builder(mark.id, |node| node.set_label(name));
        if mark.clicked() && !shorter.remove(&number) {
            shorter.insert(number);
        }
    };
    match position {
        Some(position) if is_wide => {
            ui.horizontal_top(|ui| {
                ui.add(PositionFigure::new(&position).side(item.drawn_side()).width(drawing));
                ui.vertical(words);
            });
        }
        Some(position) => {
            ui.add(PositionFigure::new(&position).side(item.drawn_side()).width(drawing));
            ui.scope(words);
        }
        None => {
            ui.scope(words);
        }
    }
}
