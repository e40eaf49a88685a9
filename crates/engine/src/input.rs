//! Inputs of the engine.

use serde::{Deserialize, Serialize};
use strum::{EnumMessage, EnumString, IntoStaticStr, VariantArray};

use holdwell_model::{HoldName, Millis, SessionTime};

/// Inputs of the engine, besides the time.
#[derive(Debug, Clone, PartialEq)]
pub enum Input {
    /// Time alone.
    Tick,
    /// A command.
    Command(Command),
    /// A command by a key that may still become a double or a long press: its cues wait this long, so that they can be
    /// taken back unheard.
    Press(Command, Millis),
    /// Absence of anyone who could give commands: waits and open work end by themselves after their first guesses.
    Unattended,
    /// The appointment, or `None` to take it away.
    Slot(Option<Slot>),
    /// Sleep or stall of the machine: the session is paused as of `since`.
    Gap {
        /// Last instant at which all was well; not after now.
        since: SessionTime,
        /// Length of the time without anyone watching.
        length: Millis,
    },
}

/// The appointment on the session's clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slot {
    /// End of the appointment.
    pub until: SessionTime,
    /// Time kept for closing before that end.
    pub reserve: Millis,
}

/// Commands of a person. Each is defined in every phase: accepted, or refused with a reason.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Command {
    /// The one key: does the sensible thing in every phase.
    Advance,
    /// Takes the last command back, as if it had never been given.
    Undo,
    /// Restarts the phase.
    Back,
    /// Undoes soon after a command, later goes back: one key serves both.
    UndoOrBack,
    /// Stamps a release (in listening work: something significant).
    Mark,
    /// Stops everything at once, at the client's word.
    Hush,
    /// Pauses for another reason.
    Pause,
    /// Continues exactly where it stood.
    GoOn,
    /// Pauses or goes on: one key serves both.
    PauseOrGoOn,
    /// Restarts the time of the hold, in the same record.
    Restart,
    /// Makes the phase a little longer.
    Extend,
    /// Makes the phase a little shorter.
    Shorten,
    /// Leaves this side at once, without return and recheck.
    Skip,
    /// Adds the last finished contact and side again, after the current one.
    Repeat,
    /// Adds the mirror of this side, after it.
    OtherSide,
    /// Changes the work that starts after settle, while settle waits.
    Choose,
    /// Goes to a step, by its number from 1.
    Jump(u32),
    /// Adds an unplanned hold after the running step. Without a length it takes the technique's usual time.
    Insert {
        /// Name and side.
        hold: HoldName,
        /// Length of the hold.
        length: Option<Millis>,
        /// True where it is to be the very next, also between the two sides of the running step.
        next: bool,
    },
    /// Gives a hold that no routine planned its name and side. Nothing of its time changes.
    Name {
        /// Name and side.
        hold: HoldName,
        /// Id of the work item to which they belong; `None` for the last one that was begun.
        item: Option<u32>,
    },
    /// Moves a remaining step to the place of another.
    Move {
        /// Number of the step that moves.
        step: u32,
        /// Number of the step whose place it takes.
        to: u32,
    },
    /// Leaves a remaining step out.
    Drop(u32),
    /// Gives a tenderness score.
    Score {
        /// Moment: before, in position or after.
        kind: ScoreKind,
        /// Score, 0–10.
        value: u8,
        /// Contact of a hold that it belongs to; `None` for the one whose turn it is.
        point: Option<Point>,
    },
    /// Adds a remark.
    Note {
        /// The words.
        text: String,
        /// Id of the work item to which they belong; `None` for the one in focus.
        item: Option<u32>,
    },
    /// Ends the session.
    Stop,
}

/// A contact of a hold, as a score names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Point {
    /// Id of the work item.
    pub item: u32,
    /// Index of the contact within its step.
    pub contact: u8,
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
    /// Returns the key that scripts and events write.
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
            Self::Name { .. } => "name",
            Self::Move { .. } => "move",
            Self::Drop(_) => "drop",
            Self::Score { .. } => "score",
            Self::Note { .. } => "note",
            Self::Stop => "stop",
        }
    }

    /// Returns true where the command leaves every time as it was, so that cues already handed out stay good. A score
    /// in the rate phase may still change what comes next.
    pub const fn keeps_time(&self) -> bool {
        matches!(self, Self::Score { .. } | Self::Note { .. } | Self::Name { .. } | Self::Mark)
    }
}

/// Reasons for refusing a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names say it")]
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
    NamedByItsRoutine,
    NoOtherSide,
    OtherSideComes,
    RatedFirst,
    OnlyWhileSettleWaits,
    NoSuchStep,
    NotRemaining,
    ScoreRange,
    NoSuchPoint,
    NoMoreRoom,
}
