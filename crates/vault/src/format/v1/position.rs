//! The therapist's own positions.

use holdwell_model as model;

use super::timing::{Setting, Technique, Timing};
use crate::format::form::{Form, forms};

forms! {
    struct Position = model::Position {
        id: String,
        name: String,
        plain_name: Option<String>,
        #[serde(default)]
        also: Vec<String>,
        techniques: Vec<Technique>,
        region: Region,
        sided: bool,
        posture: Option<Posture>,
        ease: Vec<String>,
        usual: Vec<Usual>,
        home: bool,
        say: Option<String>,
        needs: Vec<String>,
        cautions: Vec<String>,
        #[serde(default)]
        remarks: Vec<String>,
        confidence: Confidence,
        sources: Vec<String>,
    }

    struct Usual = model::Usual {
        technique: Technique,
        timing: Timing,
        range: Option<(u64, u64)>,
        return_: Option<Setting>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        confidence: Option<Confidence>,
    }
}

forms! {
    #[serde(rename_all = "kebab-case")]
    enum Posture = model::Posture { Supine, Prone, Side, Seated, Standing }

    #[serde(rename_all = "kebab-case")]
    enum Confidence = model::Confidence { Sourced, Own, Low }

    #[serde(rename_all = "kebab-case")]
    enum Region = model::Region {
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
}
