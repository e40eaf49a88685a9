//! What the engine can be told.

use std::fmt;

use serde::{Deserialize, Serialize};
use strum::{EnumMessage, EnumString, IntoStaticStr, VariantArray};

use holdwell_model::{Millis, SessionTime};

/// Everything that reaches the engine, besides the time.
#[derive(Debug, Clone, PartialEq)]
pub enum Input {
    /// Time passed.
    Tick,
    /// Someone gave a command.
    Command(Command),
    /// Someone pressed a key that may still become a double or a long press: the cues that the press causes wait
    /// this long, so that they can be taken back unheard.
    Press(Command, Millis),
    /// Nobody is there to give commands any more: waits and open work end by themselves after their first guesses.
    Unattended,
    /// The appointment: it ends at `until`, and `reserve` before that is kept for closing. `None` takes it away.
    Slot(Option<Slot>),
    /// The machine slept or stalled: the session is held as of `since`, the last instant at which all was well.
    Gap {
        /// The last instant at which all was well; not after now.
        since: SessionTime,
        /// How long nothing was watched.
        length: Millis,
    },
}

/// The appointment on the session's clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slot {
    /// When it ends.
    pub until: SessionTime,
    /// How much of its end is kept for closing.
    pub reserve: Millis,
}

/// What a person can ask for. Each is defined in every phase: it acts, or it is refused with a reason.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Command {
    /// The one key: does the sensible thing in every phase.
    Advance,
    /// Takes the last command back, as if it had never been given.
    Undo,
    /// Restarts the phase.
    Back,
    /// Undo soon after a command, later Back: one key serves both.
    UndoOrBack,
    /// Stamps a release (in listening work: something significant).
    Mark,
    /// The client said stop: everything stands still at once.
    Hush,
    /// Stands still, for another reason.
    Pause,
    /// Continues exactly where it stood.
    GoOn,
    /// Pause, or go on: one key serves both.
    PauseOrGoOn,
    /// The time of the hold starts again, in the same record.
    Restart,
    /// A little longer.
    Extend,
    /// A little shorter.
    Shorten,
    /// Leaves this side at once, without return and recheck.
    Skip,
    /// The last finished contact and side again, after the current one.
    Repeat,
    /// The mirror of this side, after it.
    OtherSide,
    /// Changes what will start, while settle waits.
    Choose,
    /// Goes to a step, by its number from 1.
    Jump(u32),
    /// A hold that was not planned, next. Without a length it takes the technique's usual time.
    Insert {
        /// Its name; empty for a hold that gets its name later.
        name: String,
        /// How long it is held.
        length: Option<Millis>,
    },
    /// A remaining step takes the place of another.
    Move {
        /// The number of the step that moves.
        step: u32,
        /// The number of the step whose place it takes.
        to: u32,
    },
    /// A remaining step is left out.
    Drop(u32),
    /// A tenderness score, 0–10.
    Score {
        /// Before, in position or after.
        kind: ScoreKind,
        /// 0–10.
        value: u8,
    },
    /// A remark.
    Note(String),
    /// Ends the session.
    Stop,
}

/// When in the course of a hold a score is given.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    VariantArray,
    IntoStaticStr,
    EnumString,
    EnumMessage,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum ScoreKind {
    /// Before the hold.
    #[strum(message = "before")]
    Before,
    /// In the position of ease.
    #[strum(message = "in position")]
    InPosition,
    /// After the hold.
    #[strum(message = "after")]
    After,
}

impl ScoreKind {
    /// Every kind, in the order in which they come.
    pub const ALL: &[Self] = Self::VARIANTS;

    /// Returns the word for the screen.
    pub fn word(self) -> &'static str {
        self.get_message().unwrap_or_default()
    }

    /// Returns the word that scripts and files write.
    pub fn key(self) -> &'static str {
        self.into()
    }
}

impl Command {
    /// The word as scripts and events write it.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Advance => "advance",
            Self::Undo | Self::UndoOrBack => "undo",
            Self::Back => "back",
            Self::Mark => "mark",
            Self::Hush => "hush",
            Self::Pause | Self::PauseOrGoOn => "pause",
            Self::GoOn => "go-on",
            Self::Restart => "restart",
            Self::Extend => "extend",
            Self::Shorten => "shorten",
            Self::Skip => "skip",
            Self::Repeat => "repeat",
            Self::OtherSide => "other-side",
            Self::Choose => "choose",
            Self::Jump(_) => "jump",
            Self::Insert { .. } => "insert",
            Self::Move { .. } => "move",
            Self::Drop(_) => "drop",
            Self::Score { .. } => "score",
            Self::Note(_) => "note",
            Self::Stop => "stop",
        }
    }

    /// Whether it leaves every time as it was, so that cues already handed out stay good; but for a score in the rate
    /// phase, which may change what comes next.
    pub const fn keeps_time(&self) -> bool {
        matches!(self, Self::Score { .. } | Self::Note(_) | Self::Mark)
    }
}

/// Why a command was refused, in words for the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the words below describe each")]
pub enum Refusal {
    NotStarted,
    Over,
    NothingToUndo,
    NotHeld,
    AlreadyHeld,
    GoOnFirst,
    OnlyInWork,
    WaitsForYou,
    NothingToAdjust,
    NothingHeldYet,
    NoOtherSide,
    OtherSideComes,
    RatedFirst,
    OnlyWhileSettleWaits,
    NoSuchStep,
    NotRemaining,
    ScoreRange,
    NoMoreRoom,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotStarted => "the session has not started",
            Self::Over => "the session is over",
            Self::NothingToUndo => "nothing recent to undo",
            Self::NotHeld => "nothing is paused",
            Self::AlreadyHeld => "already paused",
            Self::GoOnFirst => "paused: go on first",
            Self::OnlyInWork => "only during a hold",
            Self::WaitsForYou => "this waits for you anyway",
            Self::NothingToAdjust => "this has no time to change",
            Self::NothingHeldYet => "no hold is finished yet",
            Self::NoOtherSide => "this has no other side",
            Self::OtherSideComes => "the other side comes next anyway",
            Self::RatedFirst => "the points are being rated first",
            Self::OnlyWhileSettleWaits => "only while settle waits",
            Self::NoSuchStep => "there is no step with this number",
            Self::NotRemaining => "that step is no longer ahead",
            Self::ScoreRange => "a score is 0 to 10",
            Self::NoMoreRoom => "the routine is full: 10,000 holds are the most",
        })
    }
}
