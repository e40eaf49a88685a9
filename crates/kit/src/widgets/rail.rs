//! The rail on the left, with the pages to go to.

use egui::{Align2, Frame, Panel, Response, Role, Sense, Stroke, Ui, WidgetInfo, vec2};

use super::fade::{DESK_SECS, fade_colour};
use super::focus::focus_ring;
use super::text;
use crate::icons::Icon;
use crate::theme::{BUTTON_RADIUS, Font, GRID, RAIL, Theme, mix};
use holdwell_app::settings::Look;

/// Shows the rail at the left of the window and returns where the user wants to go.
pub fn rail<T: Copy + PartialEq>(ui: &mut Ui, current: T, items: &[(T, Icon, &str)]) -> Option<T> {
    let theme = Theme::of(ui);
    let frame = Frame::new().fill(theme.surface);
    let panel = Panel::left("rail").exact_size(RAIL.max(72.0 * theme.text_size));
    let mut chosen = None;
    let shown = panel.resizable(false).show_separator_line(false).frame(frame).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        ui.add_space(2.0 * GRID);
        // Where there is no room for all as they are, each is lower: none may be out of reach.
        let room = (ui.available_height() / items.len().max(1) as f32).floor();
        let height = (52.0 * theme.text_size + GRID).min(room);
        for &(to, icon, word) in items {
            if item(ui, height, to == current, icon, word).clicked() {
                chosen = Some(to);
            }
        }
    });
    let strength = if theme.look == Look::HighContrast { 1.0 } else { 0.4 };
    let line = Stroke::new(1.0, mix(theme.line, theme.surface, strength));
    let edge = shown.response.rect;
    ui.painter().vline(edge.right() - 0.5, edge.y_range(), line);
    chosen
}

/// Shows a place; its word only where there is room for it below the icon.
fn item(ui: &mut Ui, height: f32, here: bool, icon: Icon, word: &str) -> Response {
    let theme = Theme::of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Tab, ui.is_enabled(), here, word));
    let colour = if here { theme.action } else { theme.faint };
    let colour = fade_colour(ui.ctx(), response.id.with("word"), colour, DESK_SECS);
    let glyph = text::one_line(ui, icon.0, theme.sized(Font::Body, 22.0), colour);
    let label = text::one_line(ui, word, theme.font(Font::Small), colour);
    let both = glyph.size().y + label.size().y;
    focus_ring(ui, &response, rect.shrink2(vec2(6.0, 2.0)), BUTTON_RADIUS);
    if both > height {
        text::paint(ui, rect.center(), Align2::CENTER_CENTER, glyph);
        return response.on_hover_text(word);
    }
    let top = rect.center() - vec2(0.0, both / 2.0);
    let below = top + vec2(0.0, glyph.size().y);
    text::paint(ui, top, Align2::CENTER_TOP, glyph);
    text::paint(ui, below, Align2::CENTER_TOP, label);
    response
}
