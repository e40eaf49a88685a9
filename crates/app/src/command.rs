//! Commands of the window: one list, from which keys, buttons and tooltips are made.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::keys::Key;
use super::text::exact;
use holdwell_engine::Refusal as SessionRefusal;
use holdwell_engine::{Command, MarkKind, Stage, View};
use holdwell_model::{HoldName, Millis, Phase, SessionTime};

/// A command to the window. Those that need more than a press (a name, a number) open their place on the desk face.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the table below describes each")]
pub enum UiCommand {
    Advance,
    UndoOrBack,
    Mark,
    PauseOrGoOn,
    Hush,
    Extend,
    Shorten,
    OtherSide,
    Repeat,
    Restart,
    Skip,
    Choose,
    Insert,
    Score,
    Note,
    Name,
    StepBefore,
    StepAfter,
    Jump,
    Earlier,
    Later,
    Drop,
    Mute,
    Quieter,
    Louder,
    Stop,
    Summary,
    Start,
    QuickHold,
    Again,
    Find,
    Lock,
}

/// Reasons for refusing a command, at the window or in the session; `text::refusal` has their words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Refusal {
    /// No step was picked on the strip.
    NothingPicked,
    /// The picked step is the first or the last of those ahead.
    NoFurther,
    /// No step is ahead that could be picked.
    NoOtherAhead,
    /// A running session cannot be ended.
    PauseFirst,
    /// The session refuses the command.
    Session(SessionRefusal),
}

impl From<SessionRefusal> for Refusal {
    fn from(refusal: SessionRefusal) -> Self {
        Self::Session(refusal)
    }
}

/// Label, keys and hint of a command: all that does not depend on the moment.
struct Facts {
    label: &'static str,
    keys: &'static [Key],
    hint: &'static str,
}

const fn facts(label: &'static str, keys: &'static [Key], hint: &'static str) -> Facts {
    Facts { label, keys, hint }
}

impl UiCommand {
    /// Commands that act while a session is there. They have keys, which can be changed.
    pub const SESSION: [Self; 27] = [
        Self::Advance,
        Self::UndoOrBack,
        Self::Mark,
        Self::PauseOrGoOn,
        Self::Hush,
        Self::Extend,
        Self::Shorten,
        Self::OtherSide,
        Self::Repeat,
        Self::Restart,
        Self::Skip,
        Self::Choose,
        Self::Insert,
        Self::Score,
        Self::Note,
        Self::Name,
        Self::StepBefore,
        Self::StepAfter,
        Self::Jump,
        Self::Earlier,
        Self::Later,
        Self::Drop,
        Self::Mute,
        Self::Quieter,
        Self::Louder,
        Self::Stop,
        Self::Summary,
    ];

    const fn facts(self) -> Facts {
        use Key as K;
        match self {
            Self::Advance => facts("Advance", &[K::Space, K::PageDown], "Does the next thing in every phase"),
            Self::UndoOrBack => facts(
                "Undo",
                &[K::PageUp, K::Backspace],
                "Takes the last press back; when nothing is recent, starts this phase again",
            ),
            Self::Mark => facts("Mark release", &[K::R], "Notes that the tissue lets go; the hold goes on"),
            Self::PauseOrGoOn => facts("Pause", &[K::P], "Everything stands still until you go on"),
            Self::Hush => facts("Hush", &[K::Escape], "The client says stop: at once, without asking"),
            Self::Extend => facts("Longer", &[K::Plus, K::Equals], "Gives this phase more time"),
            Self::Shorten => facts("Shorter", &[K::Minus], "Gives this phase less time"),
            Self::OtherSide => facts("Other side", &[K::O], "Adds the mirror of this side after it"),
            Self::Repeat => facts("Repeat", &[], "Does the last finished side again after this one"),
            Self::Restart => facts("Restart", &[K::T], "Counts this hold from the beginning"),
            Self::Skip => facts("Skip", &[K::S], "Leaves this side at once"),
            Self::Choose => facts("Choose", &[K::C], "Offers another hold while settle waits"),
            Self::Insert => facts("Insert…", &[K::I], "Adds a hold that was not planned, after this step"),
            Self::Score => facts("Score…", &[K::A], "A tenderness score, 0 to 10; the digits do it too"),
            Self::Note => facts("Note…", &[K::N], "Writes a remark to this hold"),
            Self::Name => facts("Name…", &[K::L], "Names the hold that runs, or has just ended"),
            Self::StepBefore => facts("Step before", &[K::ArrowLeft], "Picks a step ahead: the one before"),
            Self::StepAfter => facts("Step after", &[K::ArrowRight], "Picks a step ahead: the one after"),
            Self::Jump => facts("Jump here", &[K::J], "Leaves this hold and begins the picked step"),
            Self::Earlier => facts("Earlier", &[K::U], "The picked step changes places with the one before"),
            Self::Later => facts("Later", &[K::V], "The picked step changes places with the one after"),
            Self::Drop => facts("Drop", &[K::D], "Leaves the picked step out of this session"),
            Self::Mute => facts("Mute", &[K::M], "Mutes the sound only"),
            Self::Quieter => facts("Quieter", &[K::ArrowDown], "Every level one step down"),
            Self::Louder => facts("Louder", &[K::ArrowUp], "Every level one step up"),
            Self::Stop => facts("End session", &[K::E], "Ends a session that is paused, settling or free"),
            Self::Summary => facts("Show summary", &[K::Enter], "Shows what was done, after the session"),
            Self::Start => facts("Start", &[], "Begins the routine that is chosen"),
            Self::QuickHold => facts("Hold", &[], "Begins one hold of this length"),
            Self::Again => facts("Same as last time", &[K::S], "What was done last time, in the preset's times"),
            Self::Find => facts("Find a client", &[K::F], "Opens the search in the list of clients"),
            Self::Lock => facts("Lock", &[K::L], "Locks the vault: nothing of a client stays on the screen"),
        }
    }

    /// Returns the word on the button while nothing is running.
    pub const fn label(self) -> &'static str {
        self.facts().label
    }

    /// Returns a sentence on the effect of a command.
    pub const fn hint(self) -> &'static str {
        self.facts().hint
    }

    /// Returns a sentence on the effect of a command now: at home it speaks to the client.
    pub fn hint_now(self, view: &View) -> &'static str {
        match self {
            Self::Advance if view.is_home() => "Everything stands still; any key does it, and any key goes on",
            Self::Hush if view.is_home() => "Stops at once, for as long as you like",
            Self::Skip if view.is_home() => "Leaves this side and goes on to the next",
            Self::Stop if view.is_home() => "Ends for today, from a pause",
            Self::Extend if view.is_home() => "Gives this a little more time",
            Self::Shorten if view.is_home() => "Gives this a little less time",
            _ => self.hint(),
        }
    }

    /// Returns the keys of a command until somebody changes them.
    pub const fn default_keys(self) -> &'static [Key] {
        self.facts().keys
    }

    /// Returns the word on the button now.
    pub fn label_now(self, view: &View, now: SessionTime) -> String {
        let held = matches!(view.stage(), Stage::Held(_));
        match self {
            Self::PauseOrGoOn if held => "Go on".to_owned(),
            // At home the one key pauses, and nobody but the client says stop.
            Self::Advance if view.is_home() && held => "Go on".to_owned(),
            Self::Advance if view.is_home() && view.stage() == Stage::Running => "Pause".to_owned(),
            Self::Hush if view.is_home() => "Stop".to_owned(),
            Self::Advance if view.stage() == Stage::Ready => "Start".to_owned(),
            Self::UndoOrBack if !view.can_undo(now) => "Back".to_owned(),
            Self::Mark if mark_kind(view) == MarkKind::Significant => "Mark".to_owned(),
            Self::Extend if view.adjustments()[0] > Millis::ZERO => {
                format!("+{}", amount(view, view.adjustments()[0]))
            }
            Self::Shorten if view.adjustments()[1] > Millis::ZERO => {
                format!("\u{2212}{}", amount(view, view.adjustments()[1]))
            }
            _ => self.label().to_owned(),
        }
    }

    /// Returns the command to the session; `None` where only the window changes. `picked` is the number of the step
    /// that was picked on the strip.
    pub fn command(self, view: &View, picked: Option<u32>) -> Option<Command> {
        Some(match self {
            Self::Advance => Command::Advance,
            Self::UndoOrBack => Command::UndoOrBack,
            Self::Mark => Command::Mark,
            Self::PauseOrGoOn => Command::PauseOrGoOn,
            Self::Hush => Command::Hush,
            Self::Extend => Command::Extend,
            Self::Shorten => Command::Shorten,
            Self::OtherSide => Command::OtherSide,
            Self::Repeat => Command::Repeat,
            Self::Restart => Command::Restart,
            Self::Skip => Command::Skip,
            Self::Choose => Command::Choose,
            Self::Stop => Command::Stop,
            Self::Jump => Command::Jump(picked?),
            Self::Drop => Command::Drop(picked?),
            Self::Earlier => moved(view, picked?, |place| place.checked_sub(1))?,
            Self::Later => moved(view, picked?, |place| place.checked_add(1))?,
            _ => return None,
        })
    }

    /// Returns the reason why a command cannot act now; `None` where it can.
    pub fn refusal(self, view: &View, picked: Option<u32>) -> Option<Refusal> {
        let of_session = |command: &Command| view.refusal(command).map(Refusal::Session);
        let ahead = || steps_ahead(view);
        match self {
            Self::Jump | Self::Drop | Self::Earlier | Self::Later if picked.is_none() => Some(Refusal::NothingPicked),
            Self::Earlier | Self::Later if self.command(view, picked).is_none() => Some(Refusal::NoFurther),
            Self::StepBefore | Self::StepAfter if ahead().is_empty() => Some(Refusal::NoOtherAhead),
            Self::Stop if view.stage() == Stage::Running && !may_end(view) => Some(Refusal::PauseFirst),
            Self::Insert => of_session(&Command::Insert { hold: HoldName::default(), length: None, next: false }),
            Self::Note => of_session(&Command::Note { text: String::new(), item: None }),
            Self::Name => of_session(&Command::Name { hold: HoldName::default(), item: None }),
            Self::Score => of_session(&Command::Score { kind: view.score_kind(), value: 0, point: None }),
            _ => self.command(view, picked).and_then(|command| of_session(&command)),
        }
    }

    /// Returns true where an undo can take a press of the command back.
    pub const fn can_be_taken_back(self) -> bool {
        !matches!(self, Self::UndoOrBack | Self::Hush | Self::StepBefore | Self::StepAfter | Self::Summary)
    }
}

/// Says if a running session may be ended by one press: nothing is held, or nobody has planned its end.
fn may_end(view: &View) -> bool {
    view.phase() == Some(Phase::Settle) || view.plan().free
}

/// Returns the meaning of a mark now.
pub fn mark_kind(view: &View) -> MarkKind {
    let listening = view.phase() == Some(Phase::Work) && view.active().timing.kind().is_listening();
    if listening { MarkKind::Significant } else { MarkKind::Release }
}

/// Returns the amount by which longer or shorter changes the phase: one repetition, or seconds.
fn amount(view: &View, change: Millis) -> String {
    if view.phase() == Some(Phase::Work) && view.active().timing.counted().is_some() {
        return "1 rep".to_owned();
    }
    exact(change)
}

/// Returns the numbers of the steps that are wholly ahead, in the order of their next side: each once, whatever repeats of
/// it come later.
pub fn steps_ahead(view: &View) -> Vec<u32> {
    let schedule = view.schedule();
    let begun: BTreeSet<u32> = schedule.items().iter().take(schedule.at() + 1).map(|item| item.visit).collect();
    let mut seen = BTreeSet::from([0]);
    let ahead = schedule.ahead().iter().filter_map(|item| Some((schedule.step(*item)?.number, item.visit)));
    let next = ahead.filter(|(number, _)| seen.insert(*number));
    next.filter(|(_, visit)| !begun.contains(visit)).map(|(number, _)| number).collect()
}

fn moved(view: &View, step: u32, to: impl Fn(usize) -> Option<usize>) -> Option<Command> {
    let ahead = steps_ahead(view);
    let place = ahead.iter().position(|number| *number == step)?;
    let to = *ahead.get(to(place)?)?;
    Some(Command::Move { step, to })
}
