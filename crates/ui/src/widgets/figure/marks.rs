//! Arrows, signs and numbers of a figure, once they have their place.

use egui::{Pos2, Vec2};

use super::shape::Shape;

/// All marks of a figure, on the screen.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Layout {
    pub(super) marks: Vec<FigureSign>,
    pub(super) badges: Vec<Badge>,
    /// The numbers of movements for which there was no room: they are only told in words.
    pub(super) in_words: Vec<usize>,
}

impl Layout {
    /// Returns the layout moved on the screen.
    pub(super) fn moved(&self, by: Vec2) -> Self {
        let mark = |mark: &FigureSign| FigureSign { shape: mark.shape.on(&|at| at + by), ..mark.clone() };
        let badge = |badge: &Badge| Badge { at: badge.at + by, leads_to: badge.leads_to.map(|to| to + by), ..*badge };
        Self {
            marks: self.marks.iter().map(mark).collect(),
            badges: self.badges.iter().map(badge).collect(),
            in_words: self.in_words.clone(),
        }
    }
}

/// An arrow or a sign with the number of its phrase.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct FigureSign {
    pub(super) number: usize,
    pub(super) shape: Shape,
    /// The direction away from the midline.
    pub(super) outward: Vec2,
    /// The mark repeats one on the worked side, and has a number only where there is much room.
    pub(super) is_twin: bool,
}

/// A number in its disc.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Badge {
    pub(super) number: usize,
    pub(super) at: Pos2,
    /// The beginning of the arrow, if the number stands so far away that a fine line must lead there.
    pub(super) leads_to: Option<Pos2>,
}
