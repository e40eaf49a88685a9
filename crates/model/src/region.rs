//! The regions of the body map, from head to foot.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use strum::{EnumMessage, EnumString, IntoStaticStr, VariantArray};

use super::Side;

/// A region of the body, as the body map shows it.
///
/// The order is from head to foot: where two points are equally tender, the one nearer the head is treated first.
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
    EnumString,
    EnumMessage,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
#[expect(missing_docs, reason = "the names are the regions")]
pub enum Region {
    #[strum(message = "Head")]
    Head,
    #[strum(message = "Face")]
    Face,
    #[strum(message = "Jaw")]
    Jaw,
    #[strum(message = "Base of the skull")]
    SkullBase,
    #[strum(message = "Front of the neck")]
    NeckFront,
    #[strum(message = "Back of the neck")]
    NeckBack,
    #[strum(message = "Shoulder")]
    Shoulder,
    #[strum(message = "Shoulder blade")]
    ShoulderBlade,
    #[strum(message = "Armpit")]
    Armpit,
    #[strum(message = "Chest")]
    Chest,
    #[strum(message = "Ribs")]
    Ribs,
    #[strum(message = "Upper back")]
    UpperBack,
    #[strum(message = "Middle back")]
    MidBack,
    #[strum(message = "Upper arm")]
    UpperArm,
    #[strum(message = "Elbow")]
    Elbow,
    #[strum(message = "Forearm")]
    Forearm,
    #[strum(message = "Wrist")]
    Wrist,
    #[strum(message = "Hand")]
    Hand,
    #[strum(message = "Abdomen")]
    Abdomen,
    #[strum(message = "Abdomen and hip")]
    AbdomenHip,
    #[strum(message = "Low back")]
    LowBack,
    #[strum(message = "Flank")]
    Flank,
    #[strum(message = "Pelvis")]
    Pelvis,
    #[strum(message = "Sacrum")]
    Sacrum,
    #[strum(message = "Buttock")]
    Buttock,
    #[strum(message = "Groin")]
    Groin,
    #[strum(message = "Outer hip")]
    OuterHip,
    #[strum(message = "Front of the thigh")]
    ThighFront,
    #[strum(message = "Inner thigh")]
    ThighInner,
    #[strum(message = "Outer thigh")]
    ThighOuter,
    #[strum(message = "Back of the thigh")]
    ThighBack,
    #[strum(message = "Knee")]
    Knee,
    #[strum(message = "Back of the knee")]
    KneeBack,
    #[strum(message = "Shin")]
    Shin,
    #[strum(message = "Calf")]
    Calf,
    #[strum(message = "Ankle")]
    Ankle,
    #[strum(message = "Top of the foot")]
    FootTop,
    #[strum(message = "Sole")]
    Sole,
    #[strum(message = "Whole body")]
    WholeBody,
}

impl Region {
    /// Every region from head to foot.
    pub const ALL: &[Self] = Self::VARIANTS;

    /// Returns the word that files write.
    pub fn key(self) -> &'static str {
        self.into()
    }

    /// Returns the name for the screen.
    pub fn name(self) -> &'static str {
        self.get_message().unwrap_or_default()
    }
}

/// A region of one side of the client's body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Spot {
    /// The region.
    pub region: Region,
    /// The client's side: left or right.
    pub side: Side,
}

impl Spot {
    /// Returns the name with its side: "Flank, left".
    pub fn name(self) -> String {
        format!("{}, {}", self.region.name(), self.side.key())
    }

    /// Returns the names of several, from head to foot, in one line.
    pub fn names(spots: &BTreeSet<Self>) -> String {
        spots.iter().map(|spot| spot.name()).collect::<Vec<_>>().join(" · ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_runs_from_head_to_foot_as_the_order_does() {
        assert!(Region::ALL.is_sorted());
    }
}
