//! What happened, stamped with the instant at which it was due.

use serde::{Deserialize, Serialize};

use super::cue::CueKind;
use super::input::ScoreKind;
use holdwell_model::{Millis, Phase, SessionTime, Side};

/// One line of the journal. Events are only ever appended; an undo is itself an event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// Counts from 0 without gaps.
    pub seq: u64,
    /// When it was due, however late it was noticed.
    pub at: SessionTime,
    /// The bout that it belongs to: one side of one step, as often as it is worked. `None` before the first.
    #[serde(rename = "bout")]
    pub item: Option<u32>,
    /// The number of its step, from 1; `None` for a hold that was not planned.
    pub step: Option<u32>,
    /// The side.
    pub side: Option<Side>,
    /// The phase.
    pub phase: Option<Phase>,
    /// What happened.
    pub kind: EventKind,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EventKind {
    /// The session began.
    Started,
    /// A command was taken. Its effects follow.
    Told(String),
    /// All since the event `reverts`, which was a command, never happened. What happened instead follows.
    Undone {
        /// The `seq` of the command that was taken back.
        reverts: u64,
    },
    /// A phase began.
    Entered,
    /// A phase ended. `held` is its unpaused time.
    Left {
        /// What ended it.
        by: Ended,
        /// How long it took, without pauses.
        held: Millis,
    },
    /// A repetition is done: the count so far.
    Rep(u32),
    /// A rhythm was tapped: the count so far.
    Tapped(u32),
    /// A point in time that is worth a word: minimum, target, ceiling, check-in, half-way, appointment.
    Reached(CueKind),
    /// An Advance that came just after an automatic change; it belongs to the phase named here, which had ended.
    LatePress,
    /// The hands felt something.
    Marked(MarkKind),
    /// A score.
    Scored {
        /// The index of the contact within its step.
        contact: u8,
        /// When in the course of the hold.
        kind: ScoreKind,
        /// 0–10.
        value: u8,
    },
    /// A remark.
    Noted(String),
    /// The work or the phase became longer or shorter.
    Adjusted {
        /// By how many milliseconds; for reps the change of the set's length.
        by_millis: i64,
    },
    /// All stands still.
    Held(Why),
    /// It goes on.
    WentOn,
    /// The session ended.
    Finished(Finish),
}

/// What ended a phase or a try.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ended {
    /// Its time (or its count) was full.
    Time,
    /// The hands.
    Hands,
    /// The hands, before the minimum or the time.
    Early,
    /// A pause that was not continued, or the end of the session.
    Interrupted,
    /// The client's word.
    ClientsWord,
    /// Restarted by Restart: the same hold, its time counted anew.
    Restarted,
    /// Restarted by Back: an abandoned try.
    Abandoned,
    /// Left by Skip or Jump before it began to count.
    Skipped,
}

/// Why all stands still.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Why {
    /// Someone paused.
    Paused,
    /// The client said stop.
    Hushed,
    /// The machine slept or stalled for this long.
    Gap(Millis),
}

/// How a session ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Finish {
    /// Everything was run.
    Complete,
    /// Someone ended it.
    Stopped,
    /// It was ended after the client's word.
    ClientsWord,
}

/// What the hands felt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MarkKind {
    /// The tissue let go.
    Release,
    /// Listening work: something significant.
    Significant,
}

impl EventKind {
    /// The word as the headless run writes it.
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
            Self::Scored { .. } => "score",
            Self::Noted(_) => "note",
            Self::Adjusted { .. } => "adjusted",
            Self::Held(_) => "paused",
            Self::WentOn => "went-on",
            Self::Finished(_) => "finished",
        }
    }

    /// The reason as the headless run writes it. Never the text of a note: that is the client's.
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
    /// The word as the headless run writes it.
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
