//! Cards: a title, one line of what matters, one faint line of the rest. The whole card is the target.

use std::sync::Arc;

use egui::{
    CentralPanel, Color32, CornerRadius, Frame, Galley, Margin, Rect, Response, Role, Sense, StrokeKind, Ui, Vec2,
    Widget, WidgetInfo, pos2, vec2,
};

use super::focus::focus_ring;
use super::text::{self, Room};
use crate::theme::{CARD_RADIUS, Font, GAP, Theme, margin};

/// A card that can be pressed.
#[must_use = "a card is shown with `ui.add` or `tiles`"]
#[derive(Debug, Clone)]
pub struct Card<'a> {
    title: &'a str,
    soft: Option<&'a str>,
    last: Option<&'a str>,
    /// The last line is a caution, not the rest.
    is_caution: bool,
    tint: Option<Color32>,
    fonts: [Font; 3],
    padding: Vec2,
}

impl<'a> Card<'a> {
    /// Creates a card with a large title, as of a client.
    pub fn new(title: &'a str) -> Self {
        let fonts = [Font::Section, Font::Body, Font::Small];
        Self { title, soft: None, last: None, is_caution: false, tint: None, fonts, padding: vec2(20.0, 16.0) }
    }

    /// Creates a card with a small title, as of a routine.
    pub fn small(title: &'a str) -> Self {
        Self { fonts: [Font::Strong, Font::Small, Font::Small], padding: vec2(18.0, 18.0), ..Self::new(title) }
    }

    /// Adds the line that matters.
    pub fn line(self, words: &'a str) -> Self {
        Self { soft: Some(words), ..self }
    }

    /// Adds the line of the rest.
    pub fn faint(self, words: &'a str) -> Self {
        Self { last: Some(words), is_caution: false, ..self }
    }

    /// Adds a caution instead of the line of the rest.
    pub fn caution(self, words: &'a str) -> Self {
        Self { last: Some(words), is_caution: true, ..self }
    }

    /// Adds a thin line on top in this tint.
    pub fn tint(self, tint: Color32) -> Self {
        Self { tint: Some(tint), ..self }
    }

    fn lay_out(&self, ui: &Ui, width: f32) -> Laid {
        let theme = Theme::of(ui);
        let room = Room::rows((width - 2.0 * self.padding.x).max(0.0), 2);
        let [title, soft, last] = self.fonts;
        let tone = if self.is_caution { theme.caution } else { theme.faint };
        let lay = |words, font, colour| text::layout(ui, words, theme.font(font), colour, room);
        let soft = self.soft.map(|words| (2.0, lay(words, soft, theme.soft)));
        let last = self.last.map(|words| (8.0, lay(words, last, tone)));
        Laid([Some((0.0, lay(self.title, title, theme.text))), soft, last].into_iter().flatten().collect())
    }

    fn show(&self, ui: &mut Ui, rect: Rect, response: Response, laid: Laid) -> Response {
        let rest = [self.soft, self.last].into_iter().flatten().collect::<Vec<_>>().join(". ");
        response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), self.title));
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_description(rest));
        if ui.is_rect_visible(rect) {
            self.ground(ui, rect);
            laid.paint(ui, rect.min + self.padding);
            focus_ring(ui, &response, rect, CARD_RADIUS);
        }
        response
    }

    /// Paints the card. The line on top follows the corners: a tinted card under a plain one that begins a little
    /// lower.
    fn ground(&self, ui: &Ui, rect: Rect) {
        let theme = Theme::of(ui);
        let radius = CornerRadius::same(CARD_RADIUS);
        let mut plain = rect;
        if let Some(tint) = self.tint {
            let top = rect.with_max_y(rect.top() + f32::from(CARD_RADIUS));
            ui.painter().with_clip_rect(top.intersect(ui.clip_rect())).rect_filled(rect, radius, tint);
            plain.min.y += 3.0;
        }
        ui.painter().rect(plain, radius, theme.surface, theme.edge(), StrokeKind::Inside);
    }
}

impl Widget for Card<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let width = ui.available_width();
        let laid = self.lay_out(ui, width);
        let (rect, response) =
            ui.allocate_exact_size(vec2(width, laid.height() + 2.0 * self.padding.y), Sense::click());
        self.show(ui, rect, response, laid)
    }
}

/// The lines of a card, each with the space above it.
struct Laid(Vec<(f32, Arc<Galley>)>);

impl Laid {
    fn height(&self) -> f32 {
        self.0.iter().map(|(space, line)| space + line.size().y).sum()
    }

    fn paint(self, ui: &Ui, mut at: egui::Pos2) {
        for (space, line) in self.0 {
            at.y += space;
            let height = line.size().y;
            text::paint(ui, at, egui::Align2::LEFT_TOP, line);
            at.y += height;
        }
    }
}

/// Shows cards side by side, as many in a row as fit with this least width, all of a row equally high.
///
/// Returns the index of the card that was pressed.
pub fn tiles(ui: &mut Ui, least_width: f32, cards: &[Card<'_>]) -> Option<usize> {
    let room = ui.available_width();
    let fit = ((room + GAP) / (least_width * Theme::of(ui).text_size + GAP)).floor().max(1.0) as usize;
    let columns = fit.min(cards.len()).max(1);
    let width = ((room - GAP * (columns - 1) as f32) / columns as f32).floor();
    let mut pressed = None;
    for (row, cards) in cards.chunks(columns).enumerate() {
        let laid: Vec<Laid> = cards.iter().map(|card| card.lay_out(ui, width)).collect();
        let heights = laid.iter().zip(cards).map(|(laid, card)| laid.height() + 2.0 * card.padding.y);
        let height = heights.fold(0.0, f32::max);
        if row > 0 {
            ui.add_space((GAP - ui.spacing().item_spacing.y).max(0.0));
        }
        let (_, whole) = ui.allocate_space(vec2(room, height));
        for (column, (card, laid)) in cards.iter().zip(laid).enumerate() {
            let left = whole.left() + column as f32 * (width + GAP);
            let rect = Rect::from_min_size(pos2(left, whole.top()), vec2(width, height));
            let id = ui.next_auto_id();
            ui.skip_ahead_auto_ids(1);
            let response = ui.interact(rect, id, Sense::click());
            if card.show(ui, rect, response, laid).clicked() {
                pressed = Some(row * columns + column);
            }
        }
    }
    pressed
}

/// Shows the page of a screen beside the rail: the margins of a page, no fill.
pub fn page<R>(ui: &mut Ui, add: impl FnOnce(&mut Ui) -> R) -> R {
    let margin = margin(ui.ctx().content_rect().width());
    let frame = Frame::new().inner_margin(Margin::symmetric(margin as i8, (margin * 0.67) as i8));
    CentralPanel::default().frame(frame).show(ui, add).inner
}

/// Shows a plain card around anything: the fill, the corners, this much room inside.
pub fn surface<R>(ui: &mut Ui, padding: i8, add: impl FnOnce(&mut Ui) -> R) -> R {
    let theme = Theme::of(ui);
    Frame::new()
        .fill(theme.surface)
        .stroke(theme.edge())
        .corner_radius(CARD_RADIUS)
        .inner_margin(Margin::same(padding))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            add(ui)
        })
        .inner
}
