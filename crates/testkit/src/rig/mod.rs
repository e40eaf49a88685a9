//! A conductor among ports that remember what they saw, and a clock and a device moved by hand.

mod deck;
mod lips;
mod shelf;

pub use deck::Deck;
pub use lips::Lips;
pub use shelf::Shelf;

use std::collections::VecDeque;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};

use holdwell_audio::{Nanos, NoSound, SoundPort};
use holdwell_conductor::{
    Clock as _, ConductorCommand, Handle, Ports, SessionMeta, Snapshot, StartPolicy, StartRequest,
};
use holdwell_engine::{Command, Event, EventKind, Input, Options, Profile, RestorePoint, View};
use holdwell_model::{Millis, Plan, SessionTime};
use holdwell_store::Entry;

use crate::{ByHand, ManualClock, ManualPort, id, morning};
use deck::Ears;
use lips::Mouth;
use shelf::Book;

/// Nanoseconds in a millisecond.
pub const MS: Nanos = 1_000_000;
/// Nanoseconds in a second.
pub const SECOND: Nanos = 1_000_000_000;

/// Observations of the ports, in one order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seen {
    /// A wake of the conductor.
    Wake,
    /// A cue for the sound.
    Cue,
    /// An entry for the journal.
    Journal,
    /// A new snapshot.
    View,
}

type Log = Arc<Mutex<Vec<Seen>>>;

fn note(log: &Log, seen: Seen) {
    log.lock().unwrap().push(seen);
}

/// A conductor with its clock and what its ports saw.
pub struct Rig {
    /// Conductor, stepped by hand.
    pub conductor: ByHand,
    /// Window's end of the conductor.
    pub handle: Handle,
    /// Clock, moved by hand.
    pub clock: Arc<ManualClock>,
    deck: Arc<Mutex<Deck>>,
    shelf: Arc<Mutex<Shelf>>,
    log: Log,
    snapshot: Arc<AtomicUsize>,
    lips: Arc<Mutex<Lips>>,
}

impl Rig {
    /// Creates a rig with a device that plays as soon as it is opened.
    pub fn new() -> Self {
        Self::with(1, StartPolicy::Briefly, |deck, log| Box::new(Ears(Arc::clone(deck), Arc::clone(log))))
    }

    /// Creates a rig with such a device, and nobody there who would notice a wait.
    pub fn patient() -> Self {
        Self::with(1, StartPolicy::UntilSteady, |deck, log| Box::new(Ears(Arc::clone(deck), Arc::clone(log))))
    }

    /// Creates a rig without a sound, so many times faster than life.
    pub fn silent(speed: u32) -> Self {
        Self::with(speed, StartPolicy::Briefly, |_, _| Box::new(NoSound))
    }

    fn with(speed: u32, waits: StartPolicy, sound: fn(&Arc<Mutex<Deck>>, &Log) -> Box<dyn SoundPort>) -> Self {
        let clock = Arc::new(ManualClock::new(morning()));
        let mut port = ManualPort::new(0);
        port.close();
        let deck =
            Deck { port, opens_as: None, opened: 0, closed: 0, heard: Vec::new(), unheard: Vec::new(), previews: 0 };
        let shelf = Shelf {
            entries: Vec::new(),
            each_takes: Some(0),
            room: 1,
            refused: 0,
            queue: VecDeque::new(),
            clock: Arc::clone(&clock),
        };
        let (deck, shelf) = (Arc::new(Mutex::new(deck)), Arc::new(Mutex::new(shelf)));
        let (log, snapshot) = (Log::default(), Arc::new(AtomicUsize::new(0)));
        let sound = sound(&deck, &log);
        let (count, seen) = (Arc::clone(&snapshot), Arc::clone(&log));
        let changed = Box::new(move || {
            let _before = count.fetch_add(1, Ordering::SeqCst);
            note(&seen, Seen::View);
        });
        let journal = Box::new(Book(Arc::clone(&shelf), Arc::clone(&log)));
        let ports = Ports { sound, journal, clock: Arc::clone(&clock) as _, changed, speed, waits };
        let lips = Arc::new(Mutex::new(Lips::new(Arc::clone(&clock))));
        let (conductor, handle) = ByHand::speaking(ports, Box::new(Mouth(Arc::clone(&lips))), Arc::clone(&clock));
        Self { conductor, handle, clock, deck, shelf, log, snapshot, lips }
    }

    /// Begins a session of this plan with a script.
    pub fn begin_with(&mut self, plan: &Arc<Plan>, profile: Profile, script: Vec<(SessionTime, Input)>) {
        let options = Options { profile, ..Options::of(plan) };
        let start = SessionMeta { id: id(1), began: self.clock.wall().timestamp(), client: None, preset: None };
        let begin = StartRequest { script, start: Some(start), ..StartRequest::of(Arc::clone(plan), options) };
        self.ask(ConductorCommand::Start(Box::new(begin)));
    }

    /// Begins a session of this plan.
    pub fn begin(&mut self, plan: &Arc<Plan>) {
        self.begin_with(plan, Profile::Full, Vec::new());
    }

    /// Sends a command and lets the conductor answer.
    pub fn ask(&mut self, ask: ConductorCommand) {
        note(&self.log, Seen::Wake);
        self.handle.ask(ask);
        self.conductor.settle();
    }

    /// Lets so many milliseconds pass, for the conductor and for the device.
    pub fn pass_ms(&mut self, millis: u64) {
        let (deck, log) = (Arc::clone(&self.deck), Arc::clone(&self.log));
        self.conductor.pass(Millis(millis), &mut |now| {
            deck.lock().unwrap().port.run_to(now);
            note(&log, Seen::Wake);
        });
    }

    /// Lets so many seconds pass.
    pub fn pass(&mut self, secs: u64) {
        self.pass_ms(secs * 1000);
    }

    /// Keeps the conductor from running for so many seconds, while the device goes on; then wakes it.
    pub fn stall(&mut self, secs: i64) {
        self.clock.pass(secs * SECOND);
        self.deck().port.run_to(self.clock.read().nanos);
        note(&self.log, Seen::Wake);
        self.conductor.wake();
    }

    /// Returns the device.
    pub fn deck(&self) -> MutexGuard<'_, Deck> {
        self.deck.lock().unwrap()
    }

    /// Returns the voice.
    pub fn lips(&self) -> MutexGuard<'_, Lips> {
        self.lips.lock().unwrap()
    }

    /// Returns the store.
    pub fn shelf(&self) -> MutexGuard<'_, Shelf> {
        self.shelf.lock().unwrap()
    }

    /// Returns the events that the store took.
    pub fn events(&self) -> Vec<Event> {
        let shelf = self.shelf();
        let events = shelf.entries.iter().filter_map(|entry| match entry {
            Entry::Event(event) => Some(event.clone()),
            _ => None,
        });
        events.collect()
    }

    /// Returns the restore points that the store took.
    pub fn restore_points(&self) -> Vec<RestorePoint> {
        let shelf = self.shelf();
        let points = shelf.entries.iter().filter_map(|entry| match entry {
            Entry::Restore(point) => Some((**point).clone()),
            _ => None,
        });
        points.collect()
    }

    /// Returns the instants of the events with this key, in milliseconds, with their reasons.
    pub fn when(&self, key: &str) -> Vec<(u64, Option<String>)> {
        let events = self.events();
        let those = events.iter().filter(|event| event.kind.key() == key);
        those.map(|event| (event.at.0, event.kind.reason())).collect()
    }

    /// Returns the begins of all phases, in milliseconds.
    pub fn phases(&self) -> Vec<(u64, &'static str)> {
        let events = self.events();
        let begins = events.iter().filter(|event| event.kind == EventKind::Entered);
        begins.map(|event| (event.at.0, event.phase.unwrap().key())).collect()
    }

    /// Returns the observations of the ports.
    pub fn log(&self) -> Vec<Seen> {
        self.log.lock().unwrap().clone()
    }

    /// Returns the last snapshot.
    pub fn snapshot(&self) -> Arc<Snapshot> {
        self.handle.snapshot()
    }

    /// Returns the view in the last snapshot.
    pub fn view(&self) -> Arc<View> {
        self.snapshot().view.clone().unwrap()
    }

    /// Returns the number of snapshots published.
    pub fn publications(&self) -> usize {
        self.snapshot.load(Ordering::SeqCst)
    }
}

/// Returns a script of commands with their instants in milliseconds.
pub fn says(lines: &[(u64, Command)]) -> Vec<(SessionTime, Input)> {
    lines.iter().map(|(at, command)| (SessionTime(*at), Input::Command(command.clone()))).collect()
}
