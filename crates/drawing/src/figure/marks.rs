//! Arrows, signs and numbers of a figure, once they have their place.

use emath::{Pos2, Vec2};

use super::shape::Shape;

/// All marks of a figure, in points of its card.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Layout {
    /// The arrows and signs.
    pub marks: Vec<FigureSign>,
    /// The numbers.
    pub badges: Vec<Badge>,
    /// The numbers of movements for which there was no room: they are only told in words.
    pub in_words: Vec<usize>,
}

impl Layout {
    /// Returns the layout moved on the page.
    #[must_use]
    pub fn moved(&self, by: Vec2) -> Self {
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
pub struct FigureSign {
    /// The number of its phrase.
    pub number: usize,
    /// The arrow or the sign.
    pub shape: Shape,
    /// The direction away from the midline.
    pub outward: Vec2,
    /// The mark repeats one on the worked side, and has a number only where there is much room.
    pub is_twin: bool,
}

/// A number in its disc.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Badge {
    /// The number.
    pub number: usize,
    /// The middle of the disc.
    pub at: Pos2,
    /// The beginning of the arrow, if the number stands so far away that a fine line must lead there.
    pub leads_to: Option<Pos2>,
}
