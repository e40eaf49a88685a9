//! Landmarks that a movement reaches, for whoever measures without a tool.

use strum::{EnumMessage, VariantArray};

use super::Figure;

/// The place that the fingertips reach in a forward bend, from the top down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, VariantArray, EnumMessage)]
#[expect(missing_docs, reason = "the names are the places")]
pub enum Landmark {
    #[strum(message = "fingertips to hip")]
    Hip,
    #[strum(message = "fingertips to mid-thigh")]
    Thigh,
    #[strum(message = "fingertips to knee")]
    Knee,
    #[strum(message = "fingertips to mid-shin")]
    Shin,
    #[strum(message = "fingertips to ankle")]
    Ankle,
    #[strum(message = "fingertips to floor")]
    Floor,
    #[strum(message = "palms to floor")]
    Palms,
}

impl Landmark {
    /// Every landmark, from the top down.
    pub const ALL: &[Self] = Self::VARIANTS;

    /// Returns the words for it.
    pub fn name(self) -> &'static str {
        self.get_message().unwrap_or_default()
    }

    /// Returns its place in the list as a figure.
    pub fn figure(self) -> Figure {
        Figure::whole(Self::ALL.iter().position(|one| *one == self).unwrap_or_default() as i32)
    }

    /// Returns the landmark at a place of the list.
    pub fn of(figure: Figure) -> Option<Self> {
        Self::ALL.iter().copied().find(|one| one.figure() == figure)
    }
}
