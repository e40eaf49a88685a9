//! Events, each stamped with the instant at which it was due.

use serde::{Deserialize, Serialize};

use super::cue::CueKind;
use super::input::ScoreKind;
use holdwell_model::{Millis, Phase, SessionTime, Side};

/// A line of the journal. Events are only ever appended; an undo is itself an event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// Sequence number, from 0 without gaps.
    pub seq: u64,
    /// Instant at which the event was due, however late it was noticed.
    pub at: SessionTime,
    /// Id of the work item: one side of one step, as often as it is worked. `None` before the first.
    #[serde(rename = "bout")]
    pub item: Option<u32>,
    /// Number of the step, from 1, inserted ones after the last; `None` for a hold without a name.
    pub step: Option<u32>,
    /// Side of the work item.
    pub side: Option<Side>,
    /// Phase in which the event fell.
    pub phase: Option<Phase>,
    /// Kind with its details.
    pub kind: EventKind,
}

/// Kinds of events.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EventKind {
    /// Start of the session.
    Started,
    /// A command that was taken. Its effects follow.
    Told(String),
    /// An undo: everything since the event `reverts`, a command, is void. The course without it follows.
    Undone {
        /// `seq` of the command that was taken back.
        reverts: u64,
    },
    /// Begin of a phase.
    Entered,
    /// End of a phase.
    Left {
        /// Reason of the end.
        by: Ended,
        /// Unpaused length of the phase.
        held: Millis,
    },
    /// End of a repetition, with the count so far.
    Rep(u32),
    /// A tap of a rhythm, with the count so far.
    Tapped(u32),
    /// A point in time worth a word: minimum, target, ceiling, check-in, half-way, appointment.
    Reached(CueKind),
    /// An Advance just after an automatic change; it belongs to the phase named here, which had ended.
    LatePress,
    /// A mark of something felt by the hands.
    Marked(MarkKind),
    /// A score.
    Scored {
        /// Index of the contact within its step.
        contact: u8,
        /// Moment in the course of the hold.
        kind: ScoreKind,
        /// Score, 0–10.
        value: u8,
    },
    /// A remark.
    Noted(String),
    /// The name that a hold was given; its side is that of the event.
    Named(String),
    /// A change of length of the work or the phase.
    Adjusted {
        /// Change in milliseconds; for reps that of the whole set.
        by_millis: i64,
    },
    /// A pause with its reason.
    Held(Why),
    /// End of a pause.
    WentOn,
    /// End of the session.
    Finished(Finish),
}

/// Reasons for the end of a phase or a try.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ended {
    /// Full time, or full count.
    Time,
    /// An end by the hands.
    Hands,
    /// An end by the hands before the minimum or the time.
    Early,
    /// A pause without continuation, or the end of the session.
    Interrupted,
    /// The client's word.
    ClientsWord,
    /// A Restart: the same hold, its time counted anew.
    Restarted,
    /// A Back: an abandoned try.
    Abandoned,
    /// A Skip or Jump before the phase began to count.
    Skipped,
}

/// Reasons for a pause.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Why {
    /// A pause by hand.
    Paused,
    /// The client's "stop".
    Hushed,
    /// Sleep or stall of the machine, with its length.
    Gap(Millis),
}

/// Ends of a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Finish {
    /// The end of the routine.
    Complete,
    /// A stop by hand.
    Stopped,
    /// A stop after the client's word.
    ClientsWord,
}

/// Kinds of marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MarkKind {
    /// A release of the tissue.
    Release,
    /// Something significant, in listening work.
    Significant,
    /// The client's word, however the session went on after it.
    ClientsWord,
}

impl EventKind {
    /// Returns the key that the headless run writes.
    pub fn key(&self) -> &'static str {
        match self {
            Self::Started => "started",
            Self::Told(_) => "command",
            Self::Undone { .. } => "undone",
            Self::Entered => "phase-begin",
            Self::Left { .. } => "phase-end",
            Self::Rep(_) => "rep",
            Self::Tapped(_) => "tap",
            Self::Reached(kind) => kind.key(),
            Self::LatePress => "late-press",
            Self::Marked(MarkKind::Release) => "release",
            Self::Marked(MarkKind::Significant) => "significant",
            Self::Marked(MarkKind::ClientsWord) => "clients-word",
            Self::Scored { .. } => "score",
            Self::Noted(_) => "note",
            Self::Named(_) => "name",
            Self::Adjusted { .. } => "adjusted",
            Self::Held(_) => "paused",
            Self::WentOn => "went-on",
            Self::Finished(_) => "finished",
        }
    }

    /// Returns the reason that the headless run writes. Never the text of a note nor a name that was typed: those are the
    /// client's.
    pub fn reason(&self) -> Option<String> {
        Some(match self {
            Self::Told(command) => command.clone(),
            Self::Left { by, .. } => by.key().to_owned(),
            Self::Rep(done) => format!("{done} done"),
            Self::Tapped(count) => format!("{count} so far"),
            Self::Scored { kind, value, .. } => format!("{} {value}", kind.key()),
            Self::Adjusted { by_millis } => format!("{by_millis:+} ms"),
            Self::Held(Why::Paused) => "paused".to_owned(),
            Self::Held(Why::Hushed) | Self::Finished(Finish::ClientsWord) => "client's word".to_owned(),
            Self::Held(Why::Gap(length)) => format!("machine stood still for {}", length.spoken()),
            Self::Finished(Finish::Complete) => "complete".to_owned(),
            Self::Finished(Finish::Stopped) => "stopped".to_owned(),
            Self::Undone { reverts } => format!("event {reverts}"),
            _ => return None,
        })
    }
}

impl Ended {
    /// Returns the key that the headless run writes.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Time => "time",
            Self::Hands => "hands",
            Self::Early => "early",
            Self::Interrupted => "interrupted",
            Self::ClientsWord => "client's word",
            Self::Restarted => "restarted",
            Self::Abandoned => "abandoned",
            Self::Skipped => "skipped",
        }
    }
}
