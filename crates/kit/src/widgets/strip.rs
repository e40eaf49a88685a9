//! The strip of the routine: one block a step and side, to scale.

use egui::{Color32, CornerRadius, Mesh, Rect, Response, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use crate::theme::{Theme, mix};
use holdwell_drawing::strip;

/// The state of a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlockState {
    /// The block has been done.
    Done,
    /// The block is being done.
    Current,
    /// The block is still to come.
    Ahead,
}

/// One step on one side.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Block {
    /// The planned length, in seconds.
    pub secs: f32,
    /// The state of the block.
    pub state: BlockState,
    /// The share of the current block that has gone, 0.0 to 1.0.
    pub progress: f32,
    /// The block may be left out, and is hatched.
    pub optional: bool,
    /// The tint of its technique.
    pub tint: Color32,
}

/// The blocks of a routine in a row. Where there are too many to tell apart, each two points show what lies there.
#[must_use = "a strip is shown with `show`"]
#[derive(Debug, Clone, Copy)]
pub struct Strip<'a> {
    name: &'a str,
    blocks: &'a [Block],
    height: f32,
}

/// The response of a strip.
#[derive(Debug)]
pub struct StripResponse {
    /// The response of the whole strip.
    pub response: Response,
    /// The block under the mouse.
    pub hovered: Option<usize>,
    /// The place of the current block, for a word below it.
    pub current: Option<Rect>,
}

const COLUMN: f32 = 2.0;
const RADIUS: CornerRadius = CornerRadius::same(5);

impl<'a> Strip<'a> {
    /// Creates a strip with its name for screen readers, such as "Step 3 of 7".
    pub fn new(name: &'a str, blocks: &'a [Block]) -> Self {
        Self { name, blocks, height: 34.0 }
    }

    /// Sets another height than 34 points.
    pub fn height(self, height: f32) -> Self {
        Self { height, ..self }
    }

    /// Shows the strip over the available width.
    pub fn show(self, ui: &mut Ui) -> StripResponse {
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), self.height), Sense::CLICK);
        let done = self.blocks.iter().filter(|block| block.state == BlockState::Done).count();
        response.widget_info(|| {
            let mut info = WidgetInfo::labeled(Role::ProgressIndicator, ui.is_enabled(), self.name);
            info.value = Some((100.0 * done as f64 / self.blocks.len().max(1) as f64).round());
            info
        });
        let secs: Vec<f32> = self.blocks.iter().map(|block| block.secs).collect();
        let edges = strip::edges(&secs, rect.width());
        let gap = strip::gap(self.blocks.len(), rect.width());
        let place = |index: usize| {
            let (from, to) = (edges[index], edges[index + 1]);
            let x = rect.left() + from..=rect.left() + (to - gap).max(from + 1.0);
            Rect::from_x_y_ranges(x, rect.y_range())
        };
        if ui.is_rect_visible(rect) {
            if gap > 0.0 {
                let visible = (0..self.blocks.len()).map(|index| (place(index), &self.blocks[index]));
                visible.for_each(|(rect, block)| paint(ui, rect, block));
            } else {
                ui.painter().add(columns(&Theme::of(ui), self.blocks, &edges, rect));
            }
        }
        let current = self.blocks.iter().position(|block| block.state == BlockState::Current).map(place);
        let x = response.hover_pos().map(|at| at.x - rect.left());
        let hovered = x.map(|x| edges.partition_point(|&edge| edge <= x).saturating_sub(1));
        StripResponse { response, hovered: hovered.filter(|&index| index < self.blocks.len()), current }
    }
}

fn colours(theme: &Theme, block: &Block) -> (Color32, Color32) {
    match block.state {
        BlockState::Done => (theme.dim(block.tint), theme.dim(block.tint)),
        BlockState::Current => (theme.half(block.tint), block.tint),
        BlockState::Ahead => (theme.track, theme.track),
    }
}

fn paint(ui: &Ui, rect: Rect, block: &Block) {
    let theme = Theme::of(ui);
    let (ground, fill) = colours(&theme, block);
    let clip = |to: f32| ui.painter().with_clip_rect(rect.with_max_x(to).intersect(ui.clip_rect()));
    ui.painter().rect_filled(rect, RADIUS, ground);
    if block.optional {
        let lines = clip(rect.right() - 1.0);
        let stroke = Stroke::new(5.0, mix(theme.background, ground, 0.4));
        let mut x = rect.left() - rect.height();
        while x < rect.right() {
            lines.line_segment([pos2(x, rect.bottom() + 3.0), pos2(x + rect.height() + 6.0, rect.top() - 3.0)], stroke);
            x += 15.0;
        }
    }
    if block.state == BlockState::Current {
        let gone = rect.left() + rect.width() * block.progress.clamp(0.0, 1.0);
        clip(gone).rect_filled(rect, RADIUS, fill);
    }
}

/// Paints too many blocks for one each: columns of two points, each in the colours of what lies there, as one mesh.
fn columns(theme: &Theme, blocks: &[Block], edges: &[f32], rect: Rect) -> Mesh {
    let mut mesh = Mesh::default();
    let mut x = 0.0;
    while x < rect.width() {
        let first = edges.partition_point(|&edge| edge <= x).saturating_sub(1);
        let last = edges.partition_point(|&edge| edge < x + COLUMN).clamp(first + 1, blocks.len());
        let here = blocks.get(first..last).unwrap_or_default();
        let current = here.iter().find(|block| block.state == BlockState::Current);
        if let Some(block) = current.or(here.first()) {
            let column = Rect::from_min_size(rect.min + vec2(x, 0.0), vec2(COLUMN, rect.height()));
            mesh.add_colored_rect(column, colours(theme, block).1);
        }
        x += COLUMN;
    }
    mesh
}
