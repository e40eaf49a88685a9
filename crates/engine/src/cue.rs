//! One sound, and its twin on the screen, at one instant.

use serde::{Deserialize, Serialize};

use holdwell_model::{SessionTime, Technique};

/// What a cue says. The order is the rank: where two fall on one instant, the first in this list is heard.
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
    /// The whole vocabulary in the order of a session, as files and `--cues` write it, with the word for the screen.
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

    /// The name as files write it.
    pub fn key(self) -> &'static str {
        Self::ALL.iter().find(|(_, kind, _)| *kind == self).map_or("", |(key, ..)| key)
    }

    /// Whether it is a soft pulse that fades when it is cancelled, rather than a chime that rings out.
    pub const fn is_pace(self) -> bool {
        matches!(self, Self::ReturnPace | Self::BreathIn | Self::BreathOut | Self::Count)
    }
}

/// Who should hear a cue.
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

/// One cue to be placed. It is handed out ahead of time; whoever plays it drops it when its generation is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Cue {
    /// When it begins.
    pub due: SessionTime,
    /// What it says.
    pub kind: CueKind,
    /// Who should hear it.
    pub audience: CueAudience,
    /// Which course of the session it belongs to; a command that changes timing begins a new one.
    pub generation: u32,
    /// The number of its step, from 1; `None` for a hold that was not planned.
    pub step: Option<u32>,
    /// The technique of its step: SMRT and soft tissue release ring shorter.
    pub technique: Technique,
    /// Whether a key press caused it. Such a cue is due at the next block, and its latency is accounted apart.
    pub from_press: bool,
}

/// Which cues of a session are heard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Profile {
    /// What each technique asks for: few cues in treatment, none in listening work.
    #[default]
    Technique,
    /// All of them, in the room: home routines, the demonstration, sound files.
    Full,
}
