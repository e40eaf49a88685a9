//! On or off.

use egui::{Response, Role, Sense, Stroke, StrokeKind, Ui, Widget, WidgetInfo, pos2, vec2};

use super::fade::{DESK_SECS, fade};
use super::focus::focus_ring;
use super::text::{self, Room};
use crate::theme::{BUTTON_RADIUS, Font, GRID, Theme, mix};

/// A switch with its words; the whole row is the target.
#[must_use = "a toggle is shown with `ui.add`"]
pub struct Toggle<'a> {
    name: &'a str,
    on: &'a mut bool,
    line: Option<&'a str>,
}

const WIDTH: f32 = 44.0;
const HEIGHT: f32 = 24.0;

impl<'a> Toggle<'a> {
    /// Creates a switch with its name.
    pub fn new(name: &'a str, on: &'a mut bool) -> Self {
        Self { name, on, line: None }
    }

    /// Adds a sentence below the name.
    pub fn line(self, words: &'a str) -> Self {
        Self { line: Some(words), ..self }
    }
}

impl Widget for Toggle<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let theme = Theme::of(ui);
        let room = Room::rows((ui.available_width() - WIDTH - 2.0 * GRID).max(40.0), 4);
        let name = text::layout(ui, self.name, theme.font(Font::Body), theme.text, room);
        let line = self.line.map(|words| text::layout(ui, words, theme.font(Font::Small), theme.soft, room));
        let words = name.size() + line.as_ref().map_or(vec2(0.0, 0.0), |line| vec2(0.0, line.size().y));
        let wide = line.as_ref().map_or(0.0, |line| line.size().x).max(words.x);
        let size = vec2(WIDTH + 2.0 * GRID + wide, (words.y + GRID).max(theme.touch()));
        let (rect, mut response) = ui.allocate_exact_size(size, Sense::click());
        if response.clicked() {
            *self.on = !*self.on;
            response.mark_changed();
        }
        let on = *self.on;
        response.widget_info(|| WidgetInfo::selected(Role::Switch, ui.is_enabled(), on, self.name));
        paint_switch(ui, pos2(rect.left(), rect.center().y), fade(ui.ctx(), response.id, f32::from(on), DESK_SECS));
        let lines = std::iter::once(name).chain(line);
        text::stack(ui, rect.left_center() + vec2(WIDTH + 2.0 * GRID, 0.0), lines);
        focus_ring(ui, &response, rect.expand2(vec2(6.0, 0.0)), BUTTON_RADIUS);
        response
    }
}

fn paint_switch(ui: &Ui, left: egui::Pos2, on: f32) {
    let theme = Theme::of(ui);
    let rect = egui::Rect::from_min_size(left - vec2(0.0, HEIGHT / 2.0), vec2(WIDTH, HEIGHT));
    let fill = mix(theme.action, theme.track, on);
    let edge = Stroke::new(1.0, mix(theme.action, theme.outline, on));
    ui.painter().rect(rect, HEIGHT / 2.0, fill, edge, StrokeKind::Inside);
    let x = rect.left() + HEIGHT / 2.0 + on * (WIDTH - HEIGHT);
    ui.painter().circle_filled(pos2(x, rect.center().y), HEIGHT / 2.0 - 5.0, mix(theme.on_action, theme.soft, on));
}
