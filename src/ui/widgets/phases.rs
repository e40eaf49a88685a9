//! The timeline of a routine: every phase to scale, as one strip.

use egui::{Color32, Mesh, Rect, Response, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use crate::ui::theme::{Theme, mix};

/// One phase of the strip.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PhaseBlock {
    /// How long it takes, in seconds.
    pub secs: f32,
    /// Its tint.
    pub tint: Color32,
    /// The number of its step: a gap divides two steps where there is room.
    pub step: u32,
    /// Whether its step may be left out: lighter.
    pub optional: bool,
    /// Whether its step is marked.
    pub marked: bool,
    /// Whether it is the work itself, which stands higher than what is around it.
    pub work: bool,
}

/// Phases in a row, to scale.
#[must_use = "a strip is shown with `show`"]
#[derive(Debug, Clone, Copy)]
pub struct Phases<'a> {
    name: &'a str,
    blocks: &'a [PhaseBlock],
    height: f32,
}

/// What such a strip answers.
#[derive(Debug)]
pub struct PhasesResponse {
    /// Of the whole.
    pub response: Response,
    /// The phase under the mouse.
    pub hovered: Option<usize>,
}

impl<'a> Phases<'a> {
    /// A strip, and what a screen reader says of it.
    pub fn new(name: &'a str, blocks: &'a [PhaseBlock]) -> Self {
        Self { name, blocks, height: 24.0 }
    }

    /// Shows it over the whole width there is.
    pub fn show(self, ui: &mut Ui) -> PhasesResponse {
        let size = vec2(ui.available_width(), self.height);
        let (rect, response) = ui.allocate_exact_size(size, Sense::CLICK);
        response.widget_info(|| WidgetInfo::labeled(Role::Image, ui.is_enabled(), self.name));
        let total: f32 = self.blocks.iter().map(|block| block.secs).sum();
        let scale = rect.width() / total.max(0.001);
        if ui.is_rect_visible(rect) {
            ui.painter().add(self.mesh(&Theme::of(ui), rect, scale));
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
        let steps = self.blocks.windows(2).filter(|pair| matches!(pair, [a, b] if a.step != b.step)).count();
        let gap = if rect.width() / (steps + 1) as f32 > 6.0 { 2.0 } else { 0.0 };
        let mut secs = 0.0;
        let mut blocks = self.blocks.iter().peekable();
        while let Some(block) = blocks.next() {
            let left = rect.left() + secs * scale;
            secs += block.secs;
            let ends = blocks.peek().is_some_and(|next| next.step != block.step);
            let right = (rect.left() + secs * scale - if ends { gap } else { 0.0 }).max(left + 0.5);
            let strength = match (block.marked, block.optional) {
                (true, _) => 1.0,
                (false, false) => 0.62,
                (false, true) => 0.3,
            };
            let colour = mix(block.tint, theme.background, strength);
            // Colour never speaks alone.
            let top = if block.work { rect.top() } else { rect.top() + rect.height() * 0.4 };
            let place = Rect::from_min_max(pos2(left, top), pos2(right, rect.bottom()));
            mesh.add_colored_rect(place, colour);
        }
        mesh
    }
}
