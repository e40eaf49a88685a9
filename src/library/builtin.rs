//! The files that come with the program, as text inside it.

use crate::model::{Audience, Plan, Technique};

/// A file's name and text.
type File = (&'static str, &'static str);

pub(super) const SOURCES: File = ("sources.toml", include_str!("../../assets/library/sources.toml"));

pub(super) const POSITIONS: [File; 0] = [];

/// In the order of the Start screen.
pub(super) const ROUTINES: [File; 1] =
    [("free-smrt.toml", include_str!("../../assets/library/routines/free-smrt.toml"))];

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
