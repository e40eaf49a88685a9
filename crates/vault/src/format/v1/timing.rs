//! Sides, phases and the shapes of time.

use crate::format::form::{Form, forms};
use holdwell_model as model;

forms! {
    #[serde(tag = "kind", rename_all = "kebab-case")]
    enum Timing = model::Timing {
        Fixed { hold: u64 },
        Open { minimum: Option<u64>, target: Option<u64>, ceiling: Option<u64> },
        Reps { count: u32, work: RepWork, rest: u64, cap: Option<u64> },
        Listening { check_in: Option<u64>, ceiling: Option<u64>, #[serde(default)] taps: bool },
        Block { length: u64, breaths_per_minute: Option<f32> },
    }

    #[serde(rename_all = "kebab-case")]
    enum RepWork = model::RepWork { Timed(length: u64), ByHand }

    #[serde(rename_all = "kebab-case")]
    enum Setting = model::Setting { Off, Wait, Timed(length: u64) }

    #[serde(rename_all = "kebab-case")]
    enum Phase = model::Phase { Rate, Settle, Work, Return, Recheck, Rest }

    #[serde(rename_all = "kebab-case")]
    enum Side = model::Side { Left, Right, Both, Midline }

    #[serde(rename_all = "kebab-case")]
    enum SideOrder = model::SideOrder { Left, Right, Both, Midline, LeftThenRight, RightThenLeft, WorseFirst }

    #[serde(rename_all = "kebab-case")]
    enum Technique = model::Technique {
        Smrt,
        Counterstrain,
        Myofascial,
        SoftTissueRelease,
        Craniosacral,
        Somatoemotional,
        Lymph,
        SelfCare,
    }
}
