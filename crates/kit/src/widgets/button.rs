//! Buttons: the one strong action of a screen, the others, and those that hush or erase.

use std::sync::Arc;

use egui::{
    Align2, Color32, CornerRadius, Galley, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, Vec2, Widget,
    WidgetInfo, vec2,
};

use super::focus::focus_ring;
use super::keycap::{Cap, outline_on};
use super::text;
use crate::icons::Icon;
use crate::theme::{BUTTON_RADIUS, Font, GRID, PRIMARY, TOUCH, Theme};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ButtonKind {
    Primary,
    Lead,
    Normal,
    Quiet,
    Hush,
}

/// A word that does something, with its key beside it.
#[must_use = "a button is shown with `ui.add`"]
#[derive(Debug, Clone)]
pub struct Button<'a> {
    kind: ButtonKind,
    label: &'a str,
    icon: Option<Icon>,
    key: Option<&'a str>,
    hint: Option<&'a str>,
    disabled: Option<&'a str>,
    sense: Sense,
    least: Vec2,
    /// The label is only spoken, never shown.
    is_icon: bool,
    short: Option<&'a str>,
}

impl<'a> Button<'a> {
    /// Creates the ordinary button, 44 points high.
    pub fn new(label: &'a str) -> Self {
        Self::of(ButtonKind::Normal, label, vec2(0.0, TOUCH))
    }

    /// Creates the one action of a screen: the strong fill, 64 points high. One a screen.
    pub fn primary(label: &'a str) -> Self {
        Self::of(ButtonKind::Primary, label, vec2(176.0, PRIMARY + GRID))
    }

    /// Creates the one action of a screen where it stands in a row with others: the strong fill, 44 points high.
    pub fn lead(label: &'a str) -> Self {
        Self::of(ButtonKind::Lead, label, vec2(0.0, TOUCH))
    }

    /// Creates a button without a fill, for what is seldom wanted.
    pub fn quiet(label: &'a str) -> Self {
        Self::of(ButtonKind::Quiet, label, vec2(0.0, TOUCH))
    }

    /// Creates a button that hushes, stops or erases.
    pub fn danger(label: &'a str) -> Self {
        Self::of(ButtonKind::Hush, label, vec2(0.0, TOUCH))
    }

    /// Creates a button with only an icon; the name is for screen readers and shows when the mouse rests here.
    pub fn icon_only(icon: Icon, name: &'a str) -> Self {
        let base = Self::of(ButtonKind::Normal, name, vec2(TOUCH, TOUCH)).icon(icon).hint(name);
        Self { is_icon: true, ..base }
    }

    fn of(kind: ButtonKind, label: &'a str, least: Vec2) -> Self {
        Self {
            kind,
            label,
            icon: None,
            key: None,
            hint: None,
            disabled: None,
            sense: Sense::click(),
            least,
            is_icon: false,
            short: None,
        }
    }

    /// Adds an icon before the word.
    pub fn icon(self, icon: Icon) -> Self {
        Self { icon: Some(icon), ..self }
    }

    /// Adds the key that does the same, as a cap beside the word.
    pub fn key(self, key: &'a str) -> Self {
        Self { key: (!key.is_empty()).then_some(key), ..self }
    }

    /// Adds a sentence that shows when the mouse rests here.
    pub fn hint(self, hint: &'a str) -> Self {
        Self { hint: Some(hint), ..self }
    }

    /// Disables the button for a reason, which shows when the mouse rests here; `None` enables it.
    pub fn disabled(self, reason: Option<&'a str>) -> Self {
        Self { disabled: reason, ..self }
    }

    /// Shows this short word; the label stays its name for screen readers.
    pub fn words(self, short: &'a str) -> Self {
        Self { short: Some(short), ..self }
    }

    /// Sets the least width, in points.
    pub fn width(self, width: f32) -> Self {
        Self { least: vec2(width, self.least.y), ..self }
    }

    /// Keeps the keyboard away, so no Space and no Enter ever clicks the button: for the buttons of a running session.
    pub fn by_key_only(self) -> Self {
        Self { sense: Sense::CLICK, ..self }
    }

    fn colours(&self, theme: &Theme) -> (Color32, Color32, Stroke) {
        match self.kind {
            ButtonKind::Primary | ButtonKind::Lead => (theme.action, theme.on_action, Stroke::NONE),
            ButtonKind::Normal => (theme.raised, theme.text, theme.edge()),
            ButtonKind::Quiet => (Color32::TRANSPARENT, theme.soft, Stroke::NONE),
            ButtonKind::Hush => (theme.raised, theme.danger, theme.edge()),
        }
    }

    fn fonts(&self) -> (Font, f32, f32) {
        match self.kind {
            ButtonKind::Primary => (Font::Lead, 32.0, 24.0),
            ButtonKind::Lead | ButtonKind::Normal | ButtonKind::Quiet | ButtonKind::Hush => (Font::Body, 12.0, 20.0),
        }
    }

    fn face(&self, ui: &Ui) -> Face {
        let theme = Theme::of(ui);
        let (_, words, _) = self.colours(&theme);
        let (font, padding, icon_size) = self.fonts();
        let label = self.short.unwrap_or(self.label);
        let icon = self.icon.map(|icon| text::one_line(ui, icon.0, theme.sized(Font::Body, icon_size), words));
        let cap = self.key.map(|key| Cap::new(ui, key, if words == theme.text { theme.soft } else { words }));
        let mut face = Face { icon, word: None, cap };
        if !self.is_icon {
            // Nothing is wider than its page; a button that fits by a hair is not cut.
            let others = face.size().x;
            let others = if others > 0.0 { others + GRID } else { 0.0 };
            let room = ui.max_rect().width() - others - 2.0 * padding + 1.0;
            face.word = Some(text::one_row(ui, label, theme.font(font), words, room.max(60.0)));
        }
        face
    }

    /// Returns the size of the button as it will be shown, in points.
    pub fn room(&self, ui: &Ui) -> Vec2 {
        self.size(ui, &self.face(ui))
    }

    fn size(&self, ui: &Ui, face: &Face) -> Vec2 {
        let (_, padding, _) = self.fonts();
        let touch = Theme::of(ui).touch();
        let least = self.least.max(vec2(if self.is_icon { touch } else { 0.0 }, touch));
        let padding = if self.is_icon { 0.0 } else { padding };
        (face.size() + vec2(2.0 * padding, 2.0 * GRID)).max(least)
    }

    fn show(self, ui: &mut Ui) -> Response {
        let theme = Theme::of(ui);
        let (fill, words, edge) = self.colours(&theme);
        let face = self.face(ui);
        let size = self.size(ui, &face);
        let (rect, response) = ui.allocate_exact_size(size, self.sense);
        let enabled = ui.is_enabled();
        response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, self.label));
        if ui.is_rect_visible(rect) {
            let radius = CornerRadius::same(BUTTON_RADIUS + if self.kind == ButtonKind::Primary { 2 } else { 0 });
            ui.painter().rect(rect, radius, fill, edge, StrokeKind::Inside);
            let strong = fill == theme.action;
            let outline = if strong { outline_on(words, fill) } else { theme.line };
            face.paint(ui, rect, outline);
            let around = if strong { rect.expand(3.0) } else { rect };
            focus_ring(ui, &response, around, if strong { radius + CornerRadius::same(3) } else { radius });
        }
        self.describe(ui, response)
    }

    fn describe(&self, ui: &Ui, response: Response) -> Response {
        let words = self.disabled.or(self.hint);
        ui.ctx().accesskit_node_builder(response.id, |node| {
            if let Some(words) = words {
                node.set_description(words);
            }
            if let Some(key) = self.key {
                node.set_keyboard_shortcut(key);
            }
        });
        match (self.disabled, self.hint) {
            (Some(reason), _) => response.on_disabled_hover_text(reason),
            (None, Some(hint)) => response.on_hover_text(hint),
            (None, None) => response,
        }
    }
}

impl Widget for Button<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        if self.disabled.is_none() {
            return self.show(ui);
        }
        // The room is taken here and not in a scope, or a row of buttons would not wrap before it.
        let size = self.room(ui);
        let (_, rect) = ui.allocate_space(size);
        let mut child = ui.new_child(egui::UiBuilder::new().max_rect(rect));
        child.disable();
        self.show(&mut child)
    }
}

struct Face {
    icon: Option<Arc<Galley>>,
    word: Option<Arc<Galley>>,
    cap: Option<Cap>,
}

impl Face {
    fn size(&self) -> Vec2 {
        let of = |part: &Option<Arc<Galley>>| part.as_ref().map(|part| part.size());
        let parts = [of(&self.icon), of(&self.word), self.cap.as_ref().map(Cap::size)];
        let wide: f32 = parts.into_iter().flatten().map(|size| size.x + GRID).sum();
        // An icon fills its line less than words do, and so makes no button higher.
        let [_, word, cap] = parts.map(|part| part.map_or(0.0, |size| size.y));
        vec2((wide - GRID).max(0.0), word.max(cap))
    }

    fn paint(self, ui: &Ui, rect: Rect, outline: Color32) {
        let mut at = rect.center() - vec2(self.size().x / 2.0, 0.0);
        for part in [self.icon, self.word].into_iter().flatten() {
            let width = part.size().x;
            text::paint(ui, at, Align2::LEFT_CENTER, part);
            at.x += width + GRID;
        }
        if let Some(cap) = self.cap {
            cap.paint(ui, at, outline);
        }
    }
}
