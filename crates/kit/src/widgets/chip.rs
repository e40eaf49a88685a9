//! Chips: a short fact in a rounded field, such as "4 min in hand".

use std::sync::Arc;

use egui::{
    Align2, Color32, CornerRadius, Galley, Rect, Response, Role, ScrollArea, Sense, StrokeKind, Ui, WidgetInfo, vec2,
};

use super::focus::focus_ring;
use super::text::{self, Room};
use crate::icons;
use crate::theme::{CARD_RADIUS, Font, Theme, mix};

/// Below this height a list is low, in points at the drawn size of text.
const LOW: f32 = 360.0;

/// The kinds of chips.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ChipKind {
    /// A fact.
    #[default]
    Plain,
    /// A figure that stands out of its line, such as the hour at which the appointment ends.
    Strong,
    /// Something to look at: over time, sound lost.
    Caution,
}

/// Shows a fact in a rounded field.
pub fn chip(ui: &mut Ui, kind: ChipKind, words: &str) -> Response {
    show(ui, kind, words, Sense::hover(), Role::Label)
}

/// Shows a chip that can be pressed, such as "hear it". Its target is 44 points high, though it is drawn smaller.
pub fn chip_button(ui: &mut Ui, kind: ChipKind, words: &str) -> Response {
    show(ui, kind, words, Sense::click(), Role::Button)
}

/// Shows a chip that is on or off, such as a filter. What is on has a check mark, not only another fill.
pub fn chip_toggle(ui: &mut Ui, words: &str, value: &mut bool) -> Response {
    let theme = Theme::of(ui);
    let on = *value;
    let (fill, colour) =
        if on { (mix(theme.action, theme.raised, 0.22), theme.text) } else { (theme.raised, theme.soft) };
    let tick = text::one_line(ui, icons::CHECK.0, theme.font(Font::Small), theme.action);
    let room = if on { tick.size().x + 6.0 } else { 0.0 };
    let word = lay_out(ui, words, (Font::Small, colour), room + 24.0);
    let size = vec2(word.size().x + room + 24.0, (word.size().y + 14.0).max(34.0));
    let (rect, mut response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, ui.is_enabled(), on, words));
    if response.clicked() {
        *value = !on;
        response.mark_changed();
        ui.ctx().request_repaint();
    }
    let radius = radius(rect, &word);
    ui.painter().rect(rect, radius, fill, theme.edge(), StrokeKind::Inside);
    if on {
        text::paint(ui, rect.left_center() + vec2(12.0, 0.0), Align2::LEFT_CENTER, tick);
    }
    text::paint(ui, rect.right_center() - vec2(12.0, 0.0), Align2::RIGHT_CENTER, word);
    focus_ring(ui, &response, rect, radius);
    response
}

/// Shows the filters of the list below, in as many rows as they need; above a low list in one row that scrolls, so that
/// the list keeps its room.
pub fn filters(ui: &mut Ui, salt: &str, add: impl FnOnce(&mut Ui)) {
    if ui.available_height() < LOW * Theme::of(ui).text_size {
        ScrollArea::horizontal().id_salt(salt).show(ui, |ui| {
            ui.spacing_mut().interact_size.y = 0.0;
            ui.horizontal(add);
            // The bar lies below the chips.
            ui.add_space(2.0);
        });
    } else {
        chips(ui, add);
    }
}

/// Shows chips beside each other, in as many rows as they need. A row is as high as its chips, not as a row of buttons.
pub fn chips(ui: &mut Ui, add: impl FnOnce(&mut Ui)) {
    ui.scope(|ui| {
        ui.spacing_mut().interact_size.y = 0.0;
        ui.horizontal_wrapped(add);
    });
}

fn show(ui: &mut Ui, kind: ChipKind, words: &str, sense: Sense, role: Role) -> Response {
    let theme = Theme::of(ui);
    let (font, fill, colour) = match kind {
        ChipKind::Plain => (Font::Small, theme.raised, theme.soft),
        ChipKind::Strong => (Font::Body, theme.raised, theme.text),
        ChipKind::Caution => (Font::Small, theme.caution_ground, theme.caution),
    };
    let galley = lay_out(ui, words, (font, colour), 20.0);
    let (rect, mut response) = ui.allocate_exact_size(galley.size() + vec2(20.0, 8.0), Sense::hover());
    if sense.senses_click() {
        let target = rect.expand2(vec2(0.0, (44.0 - rect.height()).max(0.0) / 2.0));
        response = ui.interact(target, response.id.with("press"), sense);
    }
    response.widget_info(|| WidgetInfo::labeled(role, ui.is_enabled(), words));
    let radius = radius(rect, &galley);
    ui.painter().rect(rect, radius, fill, theme.edge(), StrokeKind::Inside);
    text::paint(ui, rect.center(), Align2::CENTER_CENTER, galley);
    if sense.senses_click() {
        focus_ring(ui, &response, rect, radius);
    }
    response
}

/// Lays the words of a chip out in one line, or in several where it would be wider than its page; `beside` is the room
/// that they leave free.
fn lay_out(ui: &Ui, words: &str, (font, colour): (Font, Color32), beside: f32) -> Arc<Galley> {
    let room = Room::whole((ui.max_rect().width() - beside).max(60.0));
    text::layout(ui, words, Theme::of(ui).font(font), colour, room)
}

/// Returns the corners of a chip: its ends are round where it has one line.
fn radius(rect: Rect, words: &Galley) -> CornerRadius {
    let round = if words.rows.len() > 1 { f32::from(CARD_RADIUS) } else { rect.height() / 2.0 };
    CornerRadius::same(round.min(127.0) as u8)
}

impl ChipKind {
    /// Returns the colour of the words; screens use it for words beside the chip.
    pub fn colour(self, theme: &Theme) -> Color32 {
        match self {
            Self::Plain => theme.soft,
            Self::Strong => theme.text,
            Self::Caution => theme.caution,
        }
    }
}
