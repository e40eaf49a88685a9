//! The timeline of a routine: every phase to scale, as one strip.

use std::ops::RangeInclusive;

use egui::{Color32, Mesh, Rect, Response, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use crate::theme::{Theme, mix};

/// One phase of the strip.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PhaseBlock {
    /// The length, in seconds.
    pub secs: f32,
    /// The tint of the phase.
    pub tint: Color32,
    /// The number of its step: a gap divides two steps where there is room.
    pub step: u32,
    /// The step may be left out, and is lighter.
    pub optional: bool,
    /// The step is marked.
    pub marked: bool,
    /// The phase is the work itself, which stands higher than the others.
    pub work: bool,
}

/// Phases in a row, to scale.
#[must_use = "a strip is shown with `show`"]
#[derive(Debug, Clone, Copy)]
pub struct Phases<'a> {
    name: &'a str,
    blocks: &'a [PhaseBlock],
    height: f32,
    at: Option<f32>,
}

/// The response of such a strip.
#[derive(Debug)]
pub struct PhasesResponse {
    /// The response of the whole strip.
    pub response: Response,
    /// The phase under the mouse.
    pub hovered: Option<usize>,
}

impl<'a> Phases<'a> {
    /// Creates a strip with its name for screen readers.
    pub fn new(name: &'a str, blocks: &'a [PhaseBlock]) -> Self {
        Self { name, blocks, height: 24.0, at: None }
    }

    /// Marks a place on the strip: 0 is its begin, 1 its end.
    pub fn at(self, part: Option<f32>) -> Self {
        Self { at: part, ..self }
    }

    /// Shows the strip over the available width.
    pub fn show(self, ui: &mut Ui) -> PhasesResponse {
        let size = vec2(ui.available_width(), self.height);
        let (rect, response) = ui.allocate_exact_size(size, Sense::CLICK);
        response.widget_info(|| WidgetInfo::labeled(Role::Image, ui.is_enabled(), self.name));
        let total: f32 = self.blocks.iter().map(|block| block.secs).sum();
        let scale = rect.width() / total.max(0.001);
        if ui.is_rect_visible(rect) {
            let theme = Theme::of(ui);
            ui.painter().add(self.mesh(&theme, rect, scale));
            if let Some(part) = self.at {
                let x = rect.left() + rect.width() * part.clamp(0.0, 1.0);
                ui.painter().vline(x, rect.y_range().expand(3.0), Stroke::new(2.0, theme.text));
            }
        }
        let at = response.hover_pos().map(|at| (at.x - rect.left()) / scale);
        let hovered = at.and_then(|at| {
            let mut end = 0.0;
            self.blocks.iter().position(|block| {
                end += block.secs;
                at < end
            })
        });
        PhasesResponse { response, hovered }
    }

    fn mesh(&self, theme: &Theme, rect: Rect, scale: f32) -> Mesh {
        let mut mesh = Mesh::default();
        if self.blocks.len() as f32 > rect.width() / COLUMN {
            self.columns(theme, rect, scale, &mut mesh);
            return mesh;
        }
        let steps = self.blocks.windows(2).filter(|pair| matches!(pair, [a, b] if a.step != b.step)).count();
        let gap = if rect.width() / (steps + 1) as f32 > 6.0 { 2.0 } else { 0.0 };
        let mut secs = 0.0;
        let mut blocks = self.blocks.iter().peekable();
        while let Some(block) = blocks.next() {
            let left = rect.left() + secs * scale;
            secs += block.secs;
            let ends = blocks.peek().is_some_and(|next| next.step != block.step);
            let right = (rect.left() + secs * scale - if ends { gap } else { 0.0 }).max(left + 0.5);
            block.add(theme, rect, left..=right, &mut mesh);
        }
        mesh
    }

    /// Paints too many phases to tell apart: columns of two points show what lies there. Painting thousands of slivers
    /// would take longer than all the rest of the frame.
    fn columns(&self, theme: &Theme, rect: Rect, scale: f32, mesh: &mut Mesh) {
        let mut blocks = self.blocks.iter();
        let mut block = blocks.next();
        let mut end = block.map_or(0.0, |block| block.secs * scale);
        let mut x = 0.0;
        while x < rect.width()
            && let Some(here) = block
        {
            let mut shown = here;
            while end < x + COLUMN
                && let Some(next) = blocks.next()
            {
                end += next.secs * scale;
                // What is marked is never lost between two columns.
                shown = if shown.marked { shown } else { next };
                block = Some(next);
            }
            let left = rect.left() + x;
            shown.add(theme, rect, left..=(left + COLUMN).min(rect.right()), mesh);
            x += COLUMN;
        }
    }
}

/// The width of a column where there are too many blocks for one each, in points.
const COLUMN: f32 = 2.0;

impl PhaseBlock {
    fn add(&self, theme: &Theme, rect: Rect, x: RangeInclusive<f32>, mesh: &mut Mesh) {
        let strength = match (self.marked, self.optional) {
            (true, _) => 1.0,
            (false, false) => 0.62,
            (false, true) => 0.3,
        };
        // Colour never speaks alone.
        let top = if self.work { rect.top() } else { rect.top() + rect.height() * 0.4 };
        let place = Rect::from_min_max(pos2(*x.start(), top), pos2(*x.end(), rect.bottom()));
        mesh.add_colored_rect(place, mix(self.tint, theme.background, strength));
    }
}
