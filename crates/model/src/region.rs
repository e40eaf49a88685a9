//! The regions of the body map, from head to foot.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::Side;

/// A region of the body, as the body map shows it.
///
/// The order is from head to foot: where two points are equally tender, the one nearer the head is treated first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the names are the regions")]
pub enum Region {
    Head,
    Face,
    Jaw,
    SkullBase,
    NeckFront,
    NeckBack,
    Shoulder,
    ShoulderBlade,
    Armpit,
    Chest,
    Ribs,
    UpperBack,
    MidBack,
    UpperArm,
    Elbow,
    Forearm,
    Wrist,
    Hand,
    Abdomen,
    AbdomenHip,
    LowBack,
    Flank,
    Pelvis,
    Sacrum,
    Buttock,
    Groin,
    OuterHip,
    ThighFront,
    ThighInner,
    ThighOuter,
    ThighBack,
    Knee,
    KneeBack,
    Shin,
    Calf,
    Ankle,
    FootTop,
    Sole,
    WholeBody,
}

impl Region {
    /// Every region from head to foot, as files write them, with the name for the screen.
    pub const ALL: [(&'static str, Self, &'static str); 39] = [
        ("head", Self::Head, "Head"),
        ("face", Self::Face, "Face"),
        ("jaw", Self::Jaw, "Jaw"),
        ("skull-base", Self::SkullBase, "Base of the skull"),
        ("neck-front", Self::NeckFront, "Front of the neck"),
        ("neck-back", Self::NeckBack, "Back of the neck"),
        ("shoulder", Self::Shoulder, "Shoulder"),
        ("shoulder-blade", Self::ShoulderBlade, "Shoulder blade"),
        ("armpit", Self::Armpit, "Armpit"),
        ("chest", Self::Chest, "Chest"),
        ("ribs", Self::Ribs, "Ribs"),
        ("upper-back", Self::UpperBack, "Upper back"),
        ("mid-back", Self::MidBack, "Middle back"),
        ("upper-arm", Self::UpperArm, "Upper arm"),
        ("elbow", Self::Elbow, "Elbow"),
        ("forearm", Self::Forearm, "Forearm"),
        ("wrist", Self::Wrist, "Wrist"),
        ("hand", Self::Hand, "Hand"),
        ("abdomen", Self::Abdomen, "Abdomen"),
        ("abdomen-hip", Self::AbdomenHip, "Abdomen and hip"),
        ("low-back", Self::LowBack, "Low back"),
        ("flank", Self::Flank, "Flank"),
        ("pelvis", Self::Pelvis, "Pelvis"),
        ("sacrum", Self::Sacrum, "Sacrum"),
        ("buttock", Self::Buttock, "Buttock"),
        ("groin", Self::Groin, "Groin"),
        ("outer-hip", Self::OuterHip, "Outer hip"),
        ("thigh-front", Self::ThighFront, "Front of the thigh"),
        ("thigh-inner", Self::ThighInner, "Inner thigh"),
        ("thigh-outer", Self::ThighOuter, "Outer thigh"),
        ("thigh-back", Self::ThighBack, "Back of the thigh"),
        ("knee", Self::Knee, "Knee"),
        ("knee-back", Self::KneeBack, "Back of the knee"),
        ("shin", Self::Shin, "Shin"),
        ("calf", Self::Calf, "Calf"),
        ("ankle", Self::Ankle, "Ankle"),
        ("foot-top", Self::FootTop, "Top of the foot"),
        ("sole", Self::Sole, "Sole"),
        ("whole-body", Self::WholeBody, "Whole body"),
    ];

    /// As files write it.
    pub fn key(self) -> &'static str {
        self.row().0
    }

    /// The name for the screen.
    pub fn name(self) -> &'static str {
        self.row().2
    }

    fn row(self) -> (&'static str, Self, &'static str) {
        Self::ALL.into_iter().find(|(_, known, _)| *known == self).unwrap_or(("", self, ""))
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
    /// "Flank, left".
    pub fn name(self) -> String {
        format!("{}, {}", self.region.name(), self.side.key())
    }

    /// Several, from head to foot, in one line.
    pub fn names(spots: &BTreeSet<Self>) -> String {
        spots.iter().map(|spot| spot.name()).collect::<Vec<_>>().join(" · ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_runs_from_head_to_foot_as_the_order_does() {
        assert!(Region::ALL.iter().map(|(_, region, _)| region).is_sorted());
    }
}
