//! The engine: takes an input at an instant and answers with outputs until the next.

use std::collections::VecDeque;

use super::cue::Cue;
use super::emitter::Emitter;
use super::event::{Event, EventKind, Why};
use super::input::{Command, Input, Refusal, Slot};
use super::output::{Notice, Output, Wake};
use super::restore::{Past, RestorePoint};
use super::schedule::Rates;
use super::state::{Options, Stage, State};
use super::unattended::{Unattended, rest};
use super::view::View;
use holdwell_model::{Arc, Millis, Phase, Plan, SessionTime};

/// Distance to which cues are handed out ahead.
pub const HORIZON: Millis = Millis::from_secs(60);
/// Shortest time between handing a cue out and its begin, so that a stall of this length is not heard.
const REFRESH: Millis = Millis::from_secs(30);
/// Time in which a command can be taken back.
const UNDO_WITHIN: Millis = Millis::from_secs(15);
/// Time in which a command can be taken back in listening work, where nothing hurries.
const UNDO_LISTENING_WITHIN: Millis = Millis::from_secs(60);
/// Largest number of commands that can be taken back one after the other.
const UNDO_DEPTH: usize = 16;
/// Length of the fade at the client's "stop".
const HUSH_FADE: Millis = Millis(300);
/// Length of the fade at the end of the session.
const STOP_FADE: Millis = Millis(1000);

/// A session in progress. Does no I/O, reads no clock and never panics.
///
/// Give it an input with [`Engine::handle`], then take outputs with [`Engine::poll`] until [`Output::WaitUntil`],
/// before the next input.
#[derive(Debug, Clone)]
pub struct Engine {
    state: State,
    past: VecDeque<Past>,
    next_seq: u64,
    /// Instant up to which cues were handed out.
    handed: SessionTime,
    /// Cues that a press caused and that may still wait.
    pressed: Vec<Cue>,
    queue: VecDeque<Output>,
    wait: Option<(Option<SessionTime>, Wake)>,
}

impl Engine {
    /// Creates a session of this plan, ready to start.
    pub fn new(plan: &Arc<Plan>, options: Options) -> Self {
        Self {
            state: State::new(plan, options),
            past: VecDeque::new(),
            next_seq: 0,
            handed: SessionTime::ZERO,
            pressed: Vec::new(),
            queue: VecDeque::new(),
            wait: None,
        }
    }

    /// Restores the session of a restore point; `plan` is the one it was started with.
    pub fn restore(plan: &Arc<Plan>, point: RestorePoint) -> Self {
        let RestorePoint { state, past, next_seq, handed, pressed, .. } = point.of_plan(plan);
        Self { state, past, next_seq, handed, pressed, queue: VecDeque::new(), wait: None }
    }

    /// Returns the session as it stands: everything a screen shows can be worked out from it.
    pub fn view(&self) -> View {
        View::new(self.state.clone(), self.past.back().map(|past| past.at + self.undo_window(past)))
    }

    /// Returns the stage: ready, running, paused or finished.
    pub const fn stage(&self) -> Stage {
        self.state.stage
    }

    /// Returns the instant up to which cues were handed out: until then they are heard even if nobody wakes the engine.
    pub const fn handed_until(&self) -> SessionTime {
        self.handed
    }

    /// Returns what is left of the session as it goes on by itself, to its end or to the first wait. It begins with the
    /// phase that runs, entered when it was; of a session that is complete there is its end, of one that is paused or was
    /// stopped there is nothing.
    pub fn rest(&self) -> Unattended {
        rest(&self.state)
    }

    /// Returns the next output; [`Output::WaitUntil`] when nothing is left to do until then.
    pub fn poll(&mut self) -> Output {
        self.queue.pop_front().unwrap_or_else(|| {
            let (until, wake) = *self.wait.get_or_insert_with(|| next_wake(&self.state, self.handed));
            Output::WaitUntil(until, wake)
        })
    }

    /// Takes an input at an instant, which must not be before that of the last one.
    ///
    /// Everything due at or before `now` is handled first, so that a command never overtakes a deadline.
    pub fn handle(&mut self, now: SessionTime, input: Input) {
        let mut out = Emitter::default();
        let seen = if let Input::Gap { since, .. } = input { since.min(now) } else { now };
        self.state.run(seen, &mut out);
        match input {
            Input::Tick => {}
            Input::Command(command) => self.take(command, Millis::ZERO, now, &mut out),
            Input::Press(command, grace) => self.take(command, grace, now, &mut out),
            Input::Unattended => self.leave_alone(now, &mut out),
            Input::Slot(slot) => self.set_slot(slot, now, &mut out),
            Input::Gap { length, .. } => self.gap(length, seen, now, &mut out),
        }
        self.tell(out, now);
        self.look_ahead(now);
        self.wait = None;
    }

    fn take(&mut self, command: Command, grace: Millis, now: SessionTime, out: &mut Emitter) {
        let command = match command {
            Command::UndoOrBack if self.undoable(now) && !self.state.was_tapped() => Command::Undo,
            Command::UndoOrBack => Command::Back,
            Command::PauseOrGoOn if self.state.is_running() => Command::Pause,
            Command::PauseOrGoOn => Command::GoOn,
            plain => plain,
        };
        let refusal = match command {
            Command::Undo => (!self.undoable(now)).then_some(Refusal::NothingToUndo),
            _ => self.state.refusal(&command),
        };
        if let Some(refusal) = refusal {
            return self.notice(Notice::Refused(command, refusal));
        }
        if self.state.is_late_press(&command, now) {
            return self.note_late_press(now, out);
        }
        let counted = (command == Command::Back && self.state.counts_taps()).then(|| self.state.rhythm());
        match command {
            Command::Undo => self.undo(now, out),
            _ => self.give(&command, grace, now, out),
        }
        self.notice(counted.map_or(Notice::Taken(command), Notice::Counted));
    }

    fn give(&mut self, command: &Command, grace: Millis, now: SessionTime, out: &mut Emitter) {
        if let (Command::Note { text, item }, Stage::Finished(_)) = (command, self.state.stage) {
            return self.note_afterwards(text, *item, now, out);
        }
        let before = self.state.clone();
        let place = self.place();
        let keeps_time = self.keeps_time(command);
        self.tell(std::mem::take(out), now);
        self.remember(Past { at: now, seq: self.next_seq, state: before });
        if !keeps_time {
            let fade = match command {
                Command::Hush | Command::Pause => Some(HUSH_FADE),
                Command::Advance if self.state.is_home() && self.state.is_running() => Some(HUSH_FADE),
                Command::Stop => Some(STOP_FADE),
                _ => None,
            };
            self.new_generation(fade, now);
        }
        self.state.change = None;
        self.state.event(now, EventKind::Told(command.key().to_owned()), out);
        out.by_press(grace);
        self.state.apply(command, now, out);
        out.by_plan();
        // A session that a command has just begun, or a phase of no length, may have more to do at this instant.
        self.state.run(now, out);
        if !keeps_time {
            self.keep_pressed(place, now);
        }
    }

    /// Takes a remark after the end. It is no press that an Undo would find: that takes back the end, and the remark stays.
    fn note_afterwards(&mut self, text: &str, item: Option<u32>, now: SessionTime, out: &mut Emitter) {
        for past in &mut self.past {
            past.state.note(text, item, now, &mut Emitter::default());
        }
        self.state.event(now, EventKind::Told("note".to_owned()), out);
        self.state.note(text, item, now, out);
    }

    /// Returns true where a command leaves every cue as it was. A score does not where it decides the order: a timed
    /// rating ends by itself, and cues from beyond it are handed out already.
    fn keeps_time(&self, command: &Command) -> bool {
        let rates_both = self.state.focus().is_some_and(|item| item.rates == Rates::BothSides);
        let decides = self.state.scan.is_some() || (self.state.phase() == Some(Phase::Rate) && rates_both);
        command.keeps_time() && !(decides && matches!(command, Command::Score { .. }))
    }

    /// Returns the work item and the begin of the running phase, which together identify that phase.
    fn place(&self) -> Option<(u32, SessionTime)> {
        let item = self.state.focus().filter(|_| self.state.is_running());
        item.map(|item| (item.id, self.state.active.entered))
    }

    /// Keeps cues that a press caused and that still wait, where the next command leaves their phase as it is.
    fn keep_pressed(&mut self, place: Option<(u32, SessionTime)>, now: SessionTime) {
        let generation = self.state.generation;
        let pressed = std::mem::take(&mut self.pressed);
        if place.is_some() && place == self.place() {
            let waiting = pressed.into_iter().filter(|cue| cue.due > now).map(|cue| Cue { generation, ..cue });
            self.pressed = waiting.collect();
            self.queue.extend(self.pressed.iter().copied().map(Output::Cue));
        }
    }

    /// Takes the last command back: the session goes on from before it, and has gone on since.
    fn undo(&mut self, now: SessionTime, out: &mut Emitter) {
        let Some(Past { seq, state: then, .. }) = self.past.pop_back() else { return };
        self.tell(std::mem::take(out), now);
        self.state = State { generation: self.state.generation, ..then };
        self.new_generation(None, now);
        self.state.event(now, EventKind::Undone { reverts: seq }, out);
        self.state.run(now, out);
        // What it would have sounded meanwhile is past.
        drop(out.take_cues());
    }

    fn undoable(&self, now: SessionTime) -> bool {
        self.past.back().is_some_and(|past| now.since(past.at) <= self.undo_window(past))
    }

    fn undo_window(&self, past: &Past) -> Millis {
        let listens = |state: &State| state.phase() == Some(Phase::Work) && state.active.timing.kind().is_listening();
        if listens(&past.state) || listens(&self.state) { UNDO_LISTENING_WITHIN } else { UNDO_WITHIN }
    }

    fn remember(&mut self, past: Past) {
        let now = past.at;
        self.past.retain(|past| now.since(past.at) <= UNDO_LISTENING_WITHIN);
        if self.past.len() == UNDO_DEPTH {
            drop(self.past.pop_front());
        }
        self.past.push_back(past);
    }

    fn note_late_press(&mut self, now: SessionTime, out: &mut Emitter) {
        if let Some(change) = self.state.change {
            self.state.event_of(Some(change.item), Some(change.phase), now, EventKind::LatePress, out);
        }
        self.notice(Notice::LatePress);
    }

    /// Lets the rest run by itself: a phase that waits now has waited since it began.
    fn leave_alone(&mut self, now: SessionTime, out: &mut Emitter) {
        let elapsed = self.state.elapsed(now);
        self.state.attended = false;
        self.state.active.alone = self.state.active.alone.or(Some(elapsed));
        self.past.clear();
        let place = self.place();
        self.tell(std::mem::take(out), now);
        self.new_generation(None, now);
        match self.state.stage {
            // Nobody will go on, and nothing may go on by itself after the client's word, nor begin anew whose start was
            // taken back.
            Stage::Ready | Stage::Held(Why::Hushed) => self.state.apply(&Command::Stop, now, out),
            Stage::Held(_) => self.state.go_on(now, out),
            _ => {}
        }
        self.state.end_what_is_full(now, out);
        self.state.run(now, out);
        self.keep_pressed(place, now);
    }

    fn set_slot(&mut self, slot: Option<Slot>, now: SessionTime, out: &mut Emitter) {
        // An undo takes back commands, not the appointment.
        for state in self.past.iter_mut().map(|past| &mut past.state).chain([&mut self.state]) {
            (state.slot, state.slot_since, state.slot_said) = (slot, now, false);
        }
        let place = self.place();
        self.tell(std::mem::take(out), now);
        self.new_generation(None, now);
        self.state.run(now, out);
        self.keep_pressed(place, now);
    }

    fn gap(&mut self, length: Millis, since: SessionTime, now: SessionTime, out: &mut Emitter) {
        if !self.state.is_running() {
            return;
        }
        self.past.clear();
        self.new_generation(None, since);
        // Until now nothing was heard, and nothing of it is made up for.
        self.handed = now - Millis(1);
        self.state.hold_for_gap(length, since, out);
        if !self.state.attended {
            // Nobody is there to go on.
            self.state.go_on(now, out);
        }
    }

    /// Begins a new generation: of the earlier one begins only what was due up to now.
    fn new_generation(&mut self, fade: Option<Millis>, now: SessionTime) {
        self.state.generation = self.state.generation.wrapping_add(1);
        // What is due at this very instant, and is found due only now, is still to be told.
        self.handed = now - Millis(1);
        self.queue.push_back(Output::Cancel { generation: self.state.generation, after: now, fade });
    }

    /// Queues what was emitted: the cues that no look-ahead has handed out, the events with their numbers, and after
    /// them a restore point.
    fn tell(&mut self, mut out: Emitter, now: SessionTime) {
        let handed = self.handed;
        for cue in out.take_cues().into_iter().filter(|cue| cue.from_press || cue.due > handed) {
            self.pressed.extend(cue.from_press.then_some(cue));
            self.queue.push_back(Output::Cue(cue));
        }
        if out.events.is_empty() {
            return;
        }
        for event in out.events {
            self.queue.push_back(Output::Event(Event { seq: self.next_seq, ..event }));
            self.next_seq += 1;
        }
        self.queue.push_back(Output::Restore(Box::new(self.restore_point(now))));
    }

    /// Returns the restore point of this instant.
    pub fn restore_point(&self, at: SessionTime) -> RestorePoint {
        RestorePoint {
            at,
            state: self.state.clone(),
            past: self.past.clone(),
            next_seq: self.next_seq,
            handed: self.handed,
            pressed: self.pressed.clone(),
        }
    }

    /// Runs a copy on deadlines alone, to the first wait or the horizon, and hands out its cues.
    fn look_ahead(&mut self, now: SessionTime) {
        let horizon = now + HORIZON;
        if self.handed >= horizon || !self.state.is_running() {
            return;
        }
        let mut ahead = self.state.clone();
        let mut out = Emitter::default();
        ahead.run(horizon, &mut out);
        let handed = self.handed.max(now);
        let new = |cue: &Cue| cue.due > handed;
        self.queue.extend(out.take_cues().into_iter().filter(new).map(Output::Cue));
        self.handed = horizon;
    }

    fn notice(&mut self, notice: Notice) {
        self.queue.push_back(Output::Notice(notice));
    }
}

/// Returns the next deadline, or an earlier instant where cues beyond the horizon have to be handed out.
fn next_wake(state: &State, handed: SessionTime) -> (Option<SessionTime>, Wake) {
    if matches!(state.stage, Stage::Finished(_)) {
        return (None, Wake::Finished);
    }
    let Some((due, _)) = state.next_deadline() else { return (None, Wake::Command) };
    let refresh = handed - (HORIZON - REFRESH);
    if due <= refresh { (Some(due), Wake::Deadline) } else { (Some(refresh), Wake::LookAhead) }
}
