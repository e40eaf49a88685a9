//! The files that come with the program, as text inside it.

use crate::model::{Audience, Plan, Technique};

/// A file's name and text.
type File = (&'static str, &'static str);

pub(super) const SOURCES: File = ("sources.toml", include_str!("../../assets/library/sources.toml"));

pub(super) const POSITIONS: [File; 7] = [
    ("head-neck.toml", include_str!("../../assets/library/positions/head-neck.toml")),
    ("shoulder-arm.toml", include_str!("../../assets/library/positions/shoulder-arm.toml")),
    ("trunk-hip.toml", include_str!("../../assets/library/positions/trunk-hip.toml")),
    ("leg-foot.toml", include_str!("../../assets/library/positions/leg-foot.toml")),
    ("myofascial.toml", include_str!("../../assets/library/positions/myofascial.toml")),
    ("listening-and-closing.toml", include_str!("../../assets/library/positions/listening-and-closing.toml")),
    ("home.toml", include_str!("../../assets/library/positions/home.toml")),
];

/// In the order of the Start screen.
pub(super) const ROUTINES: [File; 8] = [
    ("free-smrt.toml", include_str!("../../assets/library/routines/free-smrt.toml")),
    ("neck-shoulder-smrt.toml", include_str!("../../assets/library/routines/neck-shoulder-smrt.toml")),
    ("low-back-mixed.toml", include_str!("../../assets/library/routines/low-back-mixed.toml")),
    ("five-points-counterstrain.toml", include_str!("../../assets/library/routines/five-points-counterstrain.toml")),
    ("evening-at-home.toml", include_str!("../../assets/library/routines/evening-at-home.toml")),
    ("demonstration.toml", include_str!("../../assets/library/routines/demonstration.toml")),
    ("jaw-therapist.toml", include_str!("../../assets/library/routines/jaw-therapist.toml")),
    ("soles-at-home.toml", include_str!("../../assets/library/routines/soles-at-home.toml")),
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
