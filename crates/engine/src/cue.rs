//! A sound, and its twin on the screen, at one instant.

use serde::{Deserialize, Serialize};

use holdwell_model::{SessionTime, Technique};

/// Meaning of a cue. The order is the rank: of two at one instant, the first in this list is heard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the names are the vocabulary of the session")]
pub enum CueKind {
    SessionEnd,
    SideSwitch,
    Recheck,
    HoldEnd,
    ReturnEnd,
    HoldBegin,
    ReturnBegin,
    Settle,
    Rest,
    RepBegin,
    RepEnd,
    Ceiling,
    Target,
    Minimum,
    PreEnd,
    Appointment,
    CheckIn,
    HalfWay,
    Count,
    BreathIn,
    BreathOut,
    ReturnPace,
}

impl CueKind {
    /// All kinds in the order of a session: the key in files and `--cues`, the kind, the word on the screen.
    pub const ALL: [(&'static str, Self, &'static str); 22] = [
        ("settle", Self::Settle, "Settle"),
        ("hold-begin", Self::HoldBegin, "Hold begins"),
        ("minimum", Self::Minimum, "Minimum reached"),
        ("target", Self::Target, "Target reached"),
        ("ceiling", Self::Ceiling, "Ceiling reached"),
        ("pre-end", Self::PreEnd, "Ten seconds left"),
        ("hold-end", Self::HoldEnd, "Hold ends"),
        ("rep-begin", Self::RepBegin, "Repetition begins"),
        ("rep-end", Self::RepEnd, "Repetition ends"),
        ("return-begin", Self::ReturnBegin, "Return begins"),
        ("return-pace", Self::ReturnPace, "Return, pace"),
        ("return-end", Self::ReturnEnd, "Return ends"),
        ("side-switch", Self::SideSwitch, "Other side"),
        ("recheck", Self::Recheck, "Re-check"),
        ("rest", Self::Rest, "Rest"),
        ("check-in", Self::CheckIn, "Check in"),
        ("half-way", Self::HalfWay, "Half way"),
        ("breath-in", Self::BreathIn, "Breathe in"),
        ("breath-out", Self::BreathOut, "Breathe out"),
        ("count", Self::Count, "Last three seconds"),
        ("appointment", Self::Appointment, "Time to close"),
        ("session-end", Self::SessionEnd, "Session ends"),
    ];

    /// Returns the key that files write.
    pub fn key(self) -> &'static str {
        Self::ALL.iter().find(|(_, kind, _)| *kind == self).map_or("", |(key, ..)| key)
    }

    /// Returns true for a soft pulse that fades when cancelled, false for a chime that rings out.
    pub const fn is_pace(self) -> bool {
        matches!(self, Self::ReturnPace | Self::BreathIn | Self::BreathOut | Self::Count)
    }
}

/// Listeners of a cue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CueAudience {
    /// Everyone, the client included.
    Room,
    /// The therapist alone: her ear, or the screen.
    Therapist,
    /// The room and the therapist's ear.
    Both,
}

/// A cue to be placed. The engine hands it out ahead of time; the player drops it when its generation is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Cue {
    /// Instant at which the sound begins.
    pub due: SessionTime,
    /// Meaning.
    pub kind: CueKind,
    /// Listeners.
    pub audience: CueAudience,
    /// Generation of the session's timing; a command that changes timing begins a new one.
    pub generation: u32,
    /// Number of the step, from 1, inserted ones after the last; `None` for a hold without a name.
    pub step: Option<u32>,
    /// Technique of the step: SMRT and soft tissue release ring shorter.
    pub technique: Technique,
    /// True where a key press caused the cue: due at the next block, its latency accounted apart.
    pub from_press: bool,
}

/// Selection of the cues that are heard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Profile {
    /// The cues of each technique: few in treatment, none in listening work.
    #[default]
    Technique,
    /// All cues, in the room: home routines, the demonstration, sound files.
    Full,
}
