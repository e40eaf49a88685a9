//! Left and right, and the order in which they are worked.

use serde::{Deserialize, Serialize};

/// Where a hold is: a side of the client's body, both sides at once, or the midline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    /// The client's left.
    Left,
    /// The client's right.
    Right,
    /// Both sides at the same time.
    Both,
    /// A position without sides.
    Midline,
}

impl Side {
    /// The other side, where there is one.
    pub const fn mirror(self) -> Option<Self> {
        match self {
            Self::Left => Some(Self::Right),
            Self::Right => Some(Self::Left),
            Self::Both | Self::Midline => None,
        }
    }

    /// The word as files write it.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Left => "left",
            Self::Right => "right",
            Self::Both => "both",
            Self::Midline => "midline",
        }
    }

    /// The word for the screen; the midline goes without saying.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Left => "Left",
            Self::Right => "Right",
            Self::Both => "Both sides",
            Self::Midline => "",
        }
    }
}

/// Which sides of a step are worked, in which order. Times are per side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SideOrder {
    /// Only the left.
    Left,
    /// Only the right.
    Right,
    /// Both at once, as one hold.
    Both,
    /// No sides.
    Midline,
    /// The left, then the right.
    LeftThenRight,
    /// The right, then the left.
    RightThenLeft,
    /// The side with the higher score first; without scores the client's worse side, else the right.
    WorseFirst,
}

impl SideOrder {
    /// Every order, as files write them.
    pub const ALL: [(&'static str, Self); 7] = [
        ("left", Self::Left),
        ("right", Self::Right),
        ("both", Self::Both),
        ("midline", Self::Midline),
        ("left-then-right", Self::LeftThenRight),
        ("right-then-left", Self::RightThenLeft),
        ("worse-first", Self::WorseFirst),
    ];

    /// The sides in order. `worse` is the client's worse side where it is known; it only matters to
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
