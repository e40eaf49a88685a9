//! Left and right, and the order in which they are worked.

use serde::{Deserialize, Serialize};
use strum::{EnumMessage, IntoStaticStr, VariantArray};

/// The place of a hold: a side of the client's body, both sides at once, or the midline.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    VariantArray,
    IntoStaticStr,
    EnumMessage,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Side {
    /// The client's left.
    #[strum(message = "Left")]
    Left,
    /// The client's right.
    #[strum(message = "Right")]
    Right,
    /// Both sides at the same time.
    #[strum(message = "Both sides")]
    Both,
    /// A position without sides.
    #[strum(message = "")]
    Midline,
}

impl Side {
    /// Returns the other side, if there is one.
    pub const fn mirror(self) -> Option<Self> {
        match self {
            Self::Left => Some(Self::Right),
            Self::Right => Some(Self::Left),
            Self::Both | Self::Midline => None,
        }
    }

    /// Says if work on this side reaches what lies on the other of two: the same side, or one of them is no single side.
    pub const fn meets(self, other: Self) -> bool {
        !matches!((self, other), (Self::Left, Self::Right) | (Self::Right, Self::Left))
    }

    /// Returns the word that files write.
    pub fn key(self) -> &'static str {
        self.into()
    }

    /// Returns the word for the screen; the midline goes without saying.
    pub fn word(self) -> &'static str {
        self.get_message().unwrap_or_default()
    }
}

/// The sides of a step that are worked, in their order. Times are per side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, VariantArray, IntoStaticStr, EnumMessage)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum SideOrder {
    /// Only the left.
    #[strum(message = "left", detailed_message = "Left")]
    Left,
    /// Only the right.
    #[strum(message = "right", detailed_message = "Right")]
    Right,
    /// Both at once, as one hold.
    #[strum(message = "both sides", detailed_message = "Both at once")]
    Both,
    /// No sides.
    #[strum(message = "", detailed_message = "No sides")]
    Midline,
    /// The left, then the right.
    #[strum(message = "left, then right", detailed_message = "Left, right")]
    LeftThenRight,
    /// The right, then the left.
    #[strum(message = "right, then left", detailed_message = "Right, left")]
    RightThenLeft,
    /// The side with the higher score first; without scores the client's worse side, else the right.
    #[strum(message = "worse side first", detailed_message = "Worse first")]
    WorseFirst,
}

impl SideOrder {
    /// Every order.
    pub const ALL: &[Self] = Self::VARIANTS;

    /// Returns the word that files write.
    pub fn key(self) -> &'static str {
        self.into()
    }

    /// Returns the words for a list of steps; the midline goes without saying.
    pub fn words(self) -> &'static str {
        self.get_message().unwrap_or_default()
    }

    /// Returns the label of the button that chooses this order.
    pub fn label(self) -> &'static str {
        self.get_detailed_message().unwrap_or_default()
    }

    /// Returns the sides in order. `worse` is the client's worse side where it is known; it only matters to
    /// [`Self::WorseFirst`].
    pub fn sides(self, worse: Option<Side>) -> &'static [Side] {
        match self {
            Self::Left => &[Side::Left],
            Self::Right => &[Side::Right],
            Self::Both => &[Side::Both],
            Self::Midline => &[Side::Midline],
            Self::LeftThenRight => &[Side::Left, Side::Right],
            Self::WorseFirst if worse == Some(Side::Left) => &[Side::Left, Side::Right],
            Self::RightThenLeft | Self::WorseFirst => &[Side::Right, Side::Left],
        }
    }
}

impl From<Side> for SideOrder {
    fn from(side: Side) -> Self {
        match side {
            Side::Left => Self::Left,
            Side::Right => Self::Right,
            Side::Both => Self::Both,
            Side::Midline => Self::Midline,
        }
    }
}
