//! The regions of the map as a list: what keyboard and screen reader pick in.

use egui::{Align2, Response, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui, WidgetInfo, vec2};

use super::{Picked, text};
use crate::model::{Region, Side, Spot};
use crate::ui::icons;
use crate::ui::theme::{BUTTON_RADIUS, Font, GRID, TOUCH, Theme};
use crate::ui::widgets::focus::focus_ring;

/// How high a row is.
pub(super) const ROW: f32 = TOUCH;

/// Shows the list; true where something was picked or taken away.
pub(super) fn show(ui: &mut Ui, name: &str, picked: &mut Picked<'_>, height: f32) -> bool {
    let mut changed = false;
    let area = ScrollArea::vertical().id_salt((name, "regions")).max_height(height).auto_shrink([false, true]);
    area.show(ui, |ui| {
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for spot in rows(picked) {
                if row(ui, &picked.name(spot), if picked.has(spot) { Check::On } else { Check::Off }).clicked() {
                    picked.toggle(spot);
                    changed = true;
                }
            }
        });
    });
    changed
}

/// A row for each region, or for each side of it.
fn rows(picked: &Picked<'_>) -> Vec<Spot> {
    let sides: &[Side] = if matches!(picked, Picked::Spots(_)) { &[Side::Left, Side::Right] } else { &[Side::Left] };
    let regions = Region::ALL.into_iter().filter(|(_, region, _)| *region != Region::WholeBody || sides.len() == 1);
    regions.flat_map(|(_, region, _)| sides.iter().map(move |side| Spot { region, side: *side })).collect()
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Check {
    On,
    Off,
}

fn row(ui: &mut Ui, name: &str, check: Check) -> Response {
    let theme = Theme::of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    let on = check == Check::On;
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, ui.is_enabled(), on, name));
    if ui.is_rect_visible(rect) {
        let square = egui::Rect::from_center_size(rect.left_center() + vec2(18.0, 0.0), vec2(20.0, 20.0));
        let (fill, edge) =
            if on { (theme.action, Stroke::NONE) } else { (egui::Color32::TRANSPARENT, Stroke::new(1.5, theme.line)) };
        ui.painter().rect(square, 5, fill, edge, StrokeKind::Inside);
        if on {
            let tick = text::one_line(ui, icons::CHECK.0, theme.font(Font::Small), theme.on_action);
            text::paint(ui, square.center(), Align2::CENTER_CENTER, tick);
        }
        let word = text::one_line(ui, name, theme.font(Font::Body), if on { theme.text } else { theme.soft });
        text::paint(ui, square.right_center() + vec2(GRID + 4.0, 0.0), Align2::LEFT_CENTER, word);
    }
    focus_ring(ui, &response, rect.shrink(2.0), BUTTON_RADIUS);
    response
}
