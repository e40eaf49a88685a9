//! One of a few, side by side.

use egui::{Align2, Color32, Response, Role, Sense, StrokeKind, Ui, Widget, WidgetInfo, vec2};

use super::focus::focus_ring;
use super::text;
use crate::icons;
use crate::theme::{BUTTON_RADIUS, Font, Theme, mix};

/// A choice of one among a few, all of them in sight. The chosen one has a check mark, not only another fill.
#[must_use = "a choice is shown with `ui.add`"]
pub struct Segmented<'a, T> {
    name: &'a str,
    value: &'a mut T,
    choices: &'a [(T, &'a str)],
}

impl<'a, T: Copy + PartialEq> Segmented<'a, T> {
    /// Creates a choice with its name for screen readers, the value it sets, and the values there are.
    pub fn new(name: &'a str, value: &'a mut T, choices: &'a [(T, &'a str)]) -> Self {
        Self { name, value, choices }
    }
}

impl<T: Copy + PartialEq> Widget for Segmented<'_, T> {
    fn ui(self, ui: &mut Ui) -> Response {
        let mut picked = None;
        let row = ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
            for &(choice, word) in self.choices {
                if segment(ui, choice == *self.value, word).clicked() {
                    picked = Some(choice);
                }
            }
        });
        let mut response = row.response;
        if let Some(choice) = picked.filter(|choice| choice != self.value) {
            *self.value = choice;
            response.mark_changed();
            ui.ctx().request_repaint();
        }
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_role(Role::RadioGroup);
            node.set_label(self.name);
        });
        response
    }
}

fn segment(ui: &mut Ui, chosen: bool, word: &str) -> Response {
    let theme = Theme::of(ui);
    let (fill, colour) =
        if chosen { (mix(theme.action, theme.raised, 0.22), theme.text) } else { (Color32::TRANSPARENT, theme.soft) };
    let galley = text::one_line(ui, word, theme.font(Font::Body), colour);
    let tick = text::one_line(ui, icons::CHECK.0, theme.font(Font::Body), theme.action);
    let room = tick.size().x + 6.0;
    let size = vec2(galley.size().x + 24.0 + room, theme.touch());
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, ui.is_enabled(), chosen, word));
    let edge = if chosen { theme.edge() } else { theme.control() };
    ui.painter().rect(rect, BUTTON_RADIUS, fill, edge, StrokeKind::Inside);
    let shift = if chosen { room / 2.0 } else { 0.0 };
    let centre = rect.center() + vec2(shift, 0.0);
    let left = centre - vec2(galley.size().x / 2.0 + 6.0, 0.0);
    text::paint(ui, centre, Align2::CENTER_CENTER, galley);
    if chosen {
        text::paint(ui, left, Align2::RIGHT_CENTER, tick);
    }
    focus_ring(ui, &response, rect, BUTTON_RADIUS);
    response
}
