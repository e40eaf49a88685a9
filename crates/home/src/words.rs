//! The words of the file for the values of the domain. They stand here by themselves: a name that changes in the domain
//! changes nothing in a file, and a value that is new there does not compile until it has its word. New
//! ones are added at the end: the short forms count their places.

use crate::diary::Did;
use crate::plan::Urgency;
use holdwell_model::{Posture, Region, Side, SideOrder, Technique, TimingKind};

macro_rules! words {
    ($($(#[$meta:meta])* $table:ident, $word:ident: $type:ident { $($variant:ident = $text:literal),* $(,)? })*) => {$(
        $(#[$meta])*
        pub(crate) const $table: &[($type, &str)] = &[$(($type::$variant, $text)),*];

        /// Returns the word of the file.
        pub(crate) const fn $word(value: $type) -> &'static str {
            match value {
                $($type::$variant => $text),*
            }
        }
    )*};
}

words! {
    /// Every technique.
    TECHNIQUES, technique: Technique {
        Smrt = "smrt",
        Counterstrain = "counterstrain",
        Myofascial = "myofascial",
        SoftTissueRelease = "soft-tissue-release",
        Craniosacral = "craniosacral",
        Somatoemotional = "somatoemotional",
        Lymph = "lymph",
        SelfCare = "self-care",
    }

    /// Every side.
    SIDES, side: Side { Left = "left", Right = "right", Both = "both", Midline = "midline" }

    /// Every order of sides.
    SIDE_ORDERS, side_order: SideOrder {
        Left = "left",
        Right = "right",
        Both = "both",
        Midline = "midline",
        LeftThenRight = "left-then-right",
        RightThenLeft = "right-then-left",
        WorseFirst = "worse-first",
    }

    /// Every posture.
    POSTURES, posture: Posture {
        Supine = "supine",
        Prone = "prone",
        Side = "side",
        Seated = "seated",
        Standing = "standing",
    }

    /// Every shape of time.
    TIMINGS, timing: TimingKind {
        Fixed = "fixed",
        Open = "open",
        Reps = "reps",
        Listening = "listening",
        Block = "block",
    }

    /// Every way in which a sign is answered.
    URGENCIES, urgency: Urgency { Emergency = "emergency", Doctor = "doctor" }

    /// Results that an item may have.
    DID, did: Did { Done = "done", Shortened = "shortened", Stopped = "stopped", LeftOut = "left-out" }

    /// Every region of the body.
    REGIONS, region: Region {
        Head = "head",
        Face = "face",
        Jaw = "jaw",
        SkullBase = "skull-base",
        NeckFront = "neck-front",
        NeckBack = "neck-back",
        Shoulder = "shoulder",
        ShoulderBlade = "shoulder-blade",
        Armpit = "armpit",
        Chest = "chest",
        Ribs = "ribs",
        UpperBack = "upper-back",
        MidBack = "mid-back",
        UpperArm = "upper-arm",
        Elbow = "elbow",
        Forearm = "forearm",
        Wrist = "wrist",
        Hand = "hand",
        Abdomen = "abdomen",
        AbdomenHip = "abdomen-hip",
        LowBack = "low-back",
        Flank = "flank",
        Pelvis = "pelvis",
        Sacrum = "sacrum",
        Buttock = "buttock",
        Groin = "groin",
        OuterHip = "outer-hip",
        ThighFront = "thigh-front",
        ThighInner = "thigh-inner",
        ThighOuter = "thigh-outer",
        ThighBack = "thigh-back",
        Knee = "knee",
        KneeBack = "knee-back",
        Shin = "shin",
        Calf = "calf",
        Ankle = "ankle",
        FootTop = "foot-top",
        Sole = "sole",
        WholeBody = "whole-body",
    }
}
