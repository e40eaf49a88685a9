//! The layout of all marks for the movements, worked out before it is painted, so that all of it stays within the frame
//! and nothing lies on anything else.

use emath::{Pos2, Rect, pos2};

use super::arrows::Arrow;
use super::badges::number;
use super::marks::{FigureSign, Layout};
use super::shape::Shape;

/// Arrows of one figure should not come nearer to each other, as a share of the frame's width.
const APART: f32 = 0.0375;

/// More arrows than this no figure shows clearly, and laying them out takes longer with each.
const MOST: usize = 12;

/// Lays the marks out, and numbers of this radius if there are to be any.
pub(super) fn lay(arrows: &[Arrow], place: &dyn Fn(Pos2) -> Pos2, frame: Rect, radius: Option<f32>) -> Layout {
    let mut layout = Layout::default();
    // What can stand in one place only comes before what can move out of its way.
    let mut order: Vec<&Arrow> = arrows.iter().collect();
    order.sort_by_key(|arrow| arrow.choices.len());
    for (place_in_order, arrow) in order.into_iter().enumerate() {
        if place_in_order >= MOST {
            layout.in_words.push(arrow.number);
            continue;
        }
        let mark = |(half, shape): (usize, &Shape)| {
            let start = shape.points().first().copied().unwrap_or_default();
            let outward = (place(start) - place(pos2(0.0, start.y))).normalized();
            FigureSign { number: arrow.number, shape: shape.on(place), outward, is_twin: half > 0 }
        };
        let choices = arrow.choices.iter().map(|shapes| shapes.iter().enumerate().map(mark).collect());
        match freest(choices, &layout.marks, frame) {
            Some(marks) => layout.marks.extend(marks),
            None => layout.in_words.push(arrow.number),
        }
    }
    layout.marks.sort_by_key(|mark| mark.number);
    if let Some(radius) = radius {
        number(&mut layout, frame, radius);
    }
    layout
}

/// Returns the first place that is well away from all other marks, else the farthest.
fn freest(
    choices: impl Iterator<Item = Vec<FigureSign>>,
    others: &[FigureSign],
    frame: Rect,
) -> Option<Vec<FigureSign>> {
    let enough = frame.width() * APART;
    let mut best: Option<(f32, Vec<FigureSign>)> = None;
    for marks in choices.filter(|marks| marks.iter().all(|mark| mark.shape.is_within(frame))) {
        let apart =
            |mark: &FigureSign| others.iter().map(|other| mark.shape.apart(&other.shape)).fold(enough, f32::min);
        let free = marks.iter().map(apart).fold(enough, f32::min);
        if free >= enough {
            return Some(marks);
        }
        if best.as_ref().is_none_or(|(best, _)| free > *best) {
            best = Some((free, marks));
        }
    }
    best.map(|(_, marks)| marks)
}
