//! The files that come with the program, as text inside it.

use holdwell_model::{Audience, Plan, Technique};

/// A file's name and text.
type File = (&'static str, &'static str);

pub(super) const SOURCES: File = ("sources.toml", include_str!("../../../assets/library/sources.toml"));

pub(super) const CAUTIONS: File = ("cautions.toml", include_str!("../../../assets/library/cautions.toml"));

pub(super) const CHANGES: File = ("changes.toml", include_str!("../../../assets/library/changes.toml"));

pub(super) const POSITIONS: [File; 21] = [
    ("head-neck.toml", include_str!("../../../assets/library/positions/head-neck.toml")),
    ("shoulder-arm.toml", include_str!("../../../assets/library/positions/shoulder-arm.toml")),
    ("trunk-hip.toml", include_str!("../../../assets/library/positions/trunk-hip.toml")),
    ("leg-foot.toml", include_str!("../../../assets/library/positions/leg-foot.toml")),
    ("back-ribs.toml", include_str!("../../../assets/library/positions/back-ribs.toml")),
    ("arm-hand.toml", include_str!("../../../assets/library/positions/arm-hand.toml")),
    ("pelvis-groin.toml", include_str!("../../../assets/library/positions/pelvis-groin.toml")),
    ("knee-ankle.toml", include_str!("../../../assets/library/positions/knee-ankle.toml")),
    ("beyond-muscle.toml", include_str!("../../../assets/library/positions/beyond-muscle.toml")),
    ("myofascial-head-chest.toml", include_str!("../../../assets/library/positions/myofascial-head-chest.toml")),
    ("myofascial-back-hip.toml", include_str!("../../../assets/library/positions/myofascial-back-hip.toml")),
    ("myofascial-leg-foot.toml", include_str!("../../../assets/library/positions/myofascial-leg-foot.toml")),
    ("myofascial-ways.toml", include_str!("../../../assets/library/positions/myofascial-ways.toml")),
    ("soft-tissue-release.toml", include_str!("../../../assets/library/positions/soft-tissue-release.toml")),
    ("craniosacral.toml", include_str!("../../../assets/library/positions/craniosacral.toml")),
    ("somatoemotional.toml", include_str!("../../../assets/library/positions/somatoemotional.toml")),
    ("lymph.toml", include_str!("../../../assets/library/positions/lymph.toml")),
    ("home-rest-head-jaw.toml", include_str!("../../../assets/library/positions/home-rest-head-jaw.toml")),
    ("home-back-shoulder.toml", include_str!("../../../assets/library/positions/home-back-shoulder.toml")),
    ("home-leg-foot.toml", include_str!("../../../assets/library/positions/home-leg-foot.toml")),
    ("home-neck-desk.toml", include_str!("../../../assets/library/positions/home-neck-desk.toml")),
];

/// In the order of the Start screen.
pub(super) const ROUTINES: [File; 28] = [
    ("free-smrt.toml", include_str!("../../../assets/library/routines/free-smrt.toml")),
    ("neck-shoulder-smrt.toml", include_str!("../../../assets/library/routines/neck-shoulder-smrt.toml")),
    ("low-back-mixed.toml", include_str!("../../../assets/library/routines/low-back-mixed.toml")),
    ("five-points-counterstrain.toml", include_str!("../../../assets/library/routines/five-points-counterstrain.toml")),
    ("evening-at-home.toml", include_str!("../../../assets/library/routines/evening-at-home.toml")),
    ("demonstration.toml", include_str!("../../../assets/library/routines/demonstration.toml")),
    ("jaw-therapist.toml", include_str!("../../../assets/library/routines/jaw-therapist.toml")),
    ("soles-at-home.toml", include_str!("../../../assets/library/routines/soles-at-home.toml")),
    ("soles-in-bed.toml", include_str!("../../../assets/library/routines/soles-in-bed.toml")),
    ("mixed-hour.toml", include_str!("../../../assets/library/routines/mixed-hour.toml")),
    ("hips-low-back-smrt.toml", include_str!("../../../assets/library/routines/hips-low-back-smrt.toml")),
    ("smrt-and-lymph.toml", include_str!("../../../assets/library/routines/smrt-and-lymph.toml")),
    ("back-myofascial.toml", include_str!("../../../assets/library/routines/back-myofascial.toml")),
    ("legs-soft-tissue-release.toml", include_str!("../../../assets/library/routines/legs-soft-tissue-release.toml")),
    ("craniosacral-ten-steps.toml", include_str!("../../../assets/library/routines/craniosacral-ten-steps.toml")),
    ("somatoemotional-session.toml", include_str!("../../../assets/library/routines/somatoemotional-session.toml")),
    ("low-back-therapist.toml", include_str!("../../../assets/library/routines/low-back-therapist.toml")),
    ("low-back-at-home.toml", include_str!("../../../assets/library/routines/low-back-at-home.toml")),
    ("jaw-at-home.toml", include_str!("../../../assets/library/routines/jaw-at-home.toml")),
    ("fibromyalgia-therapist.toml", include_str!("../../../assets/library/routines/fibromyalgia-therapist.toml")),
    ("fibromyalgia-at-home.toml", include_str!("../../../assets/library/routines/fibromyalgia-at-home.toml")),
    ("plantar-therapist.toml", include_str!("../../../assets/library/routines/plantar-therapist.toml")),
    ("headache-neck-therapist.toml", include_str!("../../../assets/library/routines/headache-neck-therapist.toml")),
    ("neck-at-home.toml", include_str!("../../../assets/library/routines/neck-at-home.toml")),
    ("desk-therapist.toml", include_str!("../../../assets/library/routines/desk-therapist.toml")),
    ("desk-break-at-home.toml", include_str!("../../../assets/library/routines/desk-break-at-home.toml")),
    ("before-sport-therapist.toml", include_str!("../../../assets/library/routines/before-sport-therapist.toml")),
    ("after-sport-therapist.toml", include_str!("../../../assets/library/routines/after-sport-therapist.toml")),
];

/// The plan that is ready to start before anything else is loaded: a free SMRT session.
///
/// The first frame waits for nothing, so no file is read, not even a built-in one; a test keeps it equal to the
/// routine `free-smrt`.
pub fn free_session() -> Plan {
    Plan {
        id: "free-smrt".to_owned(),
        name: "Free SMRT session".to_owned(),
        technique: Technique::Smrt,
        audience: Audience::Therapist,
        free: true,
        groups: Vec::new(),
        steps: Vec::new(),
    }
}
