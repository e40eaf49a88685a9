//! A conductor among ports that remember what they saw, and a clock and a device moved by hand.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};

use holdwell_audio::{
    Levels, ManualPort, Nanos, NoSound, Output, OutputDevice, Placed, Placing, Progress, Report, SoundPort, SoundState,
    TherapistChannel,
};
use holdwell_conductor::{
    ByHand, Clock as _, ConductorCommand, Handle, ManualClock, Ports, SessionMeta, Snapshot, StartPolicy, StartRequest,
};
use holdwell_engine::{Cue, CueAudience, CueKind, Event, EventKind, Input, Options, Profile, RestorePoint, View};
use holdwell_library::{Library, compile, read_routine};
use holdwell_model::{Id, Millis, Plan, SessionTime, Technique};
use holdwell_store::{Entry, JournalPort, Recording};

pub(crate) const MS: Nanos = 1_000_000;
pub(crate) const SECOND: Nanos = 1_000_000_000;

/// What the ports saw, in one order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Seen {
    Wake,
    Cue,
    Journal,
    View,
}

type Log = Arc<Mutex<Vec<Seen>>>;

fn note(log: &Log, seen: Seen) {
    log.lock().unwrap().push(seen);
}

/// The device, and what became of the cues.
pub(crate) struct Deck {
    pub(crate) port: ManualPort,
    /// What opening leads to; `None`: it plays at once.
    pub(crate) opens_as: Option<SoundState>,
    pub(crate) opened: usize,
    pub(crate) closed: usize,
    pub(crate) heard: Vec<Placed>,
    pub(crate) unheard: Vec<Cue>,
    pub(crate) previews: usize,
}

impl Deck {
    pub(crate) fn lose(&mut self) {
        self.port.set_state(SoundState::Lost { device: "by hand".into() });
    }

    pub(crate) fn play(&mut self) {
        self.port.set_state(SoundState::Playing { device: "by hand".into() });
    }

    /// What was heard, and when it was due.
    pub(crate) fn heard_at(&self) -> Vec<(u64, CueKind)> {
        self.heard.iter().map(|placed| (placed.cue.due.0, placed.cue.kind)).collect()
    }
}

struct Ears(Arc<Mutex<Deck>>, Log);

impl Ears {
    fn deck(&self) -> MutexGuard<'_, Deck> {
        self.0.lock().unwrap()
    }
}

impl SoundPort for Ears {
    fn open(&mut self, output: &Output) {
        let mut deck = self.deck();
        deck.opened += 1;
        deck.port.open(output);
        if let Some(state) = deck.opens_as.clone() {
            deck.port.set_state(state);
        }
    }
    fn close(&mut self) {
        let mut deck = self.deck();
        deck.closed += 1;
        deck.port.close();
    }
    fn begin(&mut self, zero: Nanos) {
        self.deck().port.begin(zero);
    }
    fn end(&mut self) {
        self.deck().port.end();
    }
    fn place(&mut self, cue: &Cue) -> Placing {
        note(&self.1, Seen::Cue);
        self.deck().port.place(cue)
    }
    fn cancel_before(&mut self, generation: u32) {
        self.deck().port.cancel_before(generation);
    }
    fn fade_all(&mut self, length: Millis) {
        self.deck().port.fade_all(length);
    }
    fn set_levels(&mut self, levels: Levels) {
        self.deck().port.set_levels(levels);
    }
    fn set_channel(&mut self, channel: TherapistChannel) {
        self.deck().port.set_channel(channel);
    }
    fn preview(&mut self, kind: CueKind, technique: Technique, audience: CueAudience) {
        let mut deck = self.deck();
        deck.previews += 1;
        deck.port.preview(kind, technique, audience);
    }
    fn next_report(&mut self) -> Option<Report> {
        let mut deck = self.deck();
        let report = deck.port.next_report()?;
        match report {
            Report::Begun(placed) => deck.heard.push(placed),
            Report::Unheard(cue, _) => deck.unheard.push(cue),
        }
        Some(report)
    }
    fn progress(&self) -> Progress {
        self.deck().port.progress()
    }
    fn state(&self) -> SoundState {
        self.deck().port.state()
    }
    fn look_for_outputs(&mut self) {
        self.deck().port.look_for_outputs();
    }
    fn outputs(&self) -> Vec<OutputDevice> {
        self.deck().port.outputs()
    }
}

/// The store: takes entries as long as there is room in its queue, and writes them one after the other.
pub(crate) struct Shelf {
    pub(crate) entries: Vec<Entry>,
    /// How long it is busy with each entry; with `None` it takes nothing at all.
    pub(crate) each_takes: Option<Nanos>,
    /// How many entries there is room for.
    pub(crate) room: usize,
    pub(crate) refused: usize,
    /// When each of those in the queue will be written.
    queue: VecDeque<Nanos>,
    clock: Arc<ManualClock>,
}

struct Book(Arc<Mutex<Shelf>>, Log);

impl JournalPort for Book {
    fn offer(&mut self, entry: Entry) -> Result<(), Entry> {
        note(&self.1, Seen::Journal);
        let mut shelf = self.0.lock().unwrap();
        let now = shelf.clock.read().nanos;
        shelf.queue.retain(|written| *written > now);
        match shelf.each_takes {
            Some(takes) if shelf.queue.len() < shelf.room => {
                let free = shelf.queue.back().copied().unwrap_or(now);
                shelf.queue.push_back(free + takes);
                shelf.entries.push(entry);
                Ok(())
            }
            _ => {
                shelf.refused += 1;
                Err(entry)
            }
        }
    }

    fn recording(&self) -> Recording {
        Recording::InMemory
    }
}

/// Some id.
pub(crate) fn id(number: u128) -> Id {
    Id::from(uuid::Uuid::from_u128(number))
}

pub(crate) struct Rig {
    pub(crate) conductor: ByHand,
    pub(crate) handle: Handle,
    pub(crate) clock: Arc<ManualClock>,
    deck: Arc<Mutex<Deck>>,
    shelf: Arc<Mutex<Shelf>>,
    log: Log,
    snapshot: Arc<AtomicUsize>,
}

impl Rig {
    /// With a device that plays as soon as it is opened.
    pub(crate) fn new() -> Self {
        Self::with(1, StartPolicy::Briefly, |deck, log| Box::new(Ears(Arc::clone(deck), Arc::clone(log))))
    }

    /// With such a device, and nobody there who would notice a wait.
    pub(crate) fn patient() -> Self {
        Self::with(1, StartPolicy::UntilSteady, |deck, log| Box::new(Ears(Arc::clone(deck), Arc::clone(log))))
    }

    /// Without a sound, and so many times faster than life.
    pub(crate) fn silent(speed: u32) -> Self {
        Self::with(speed, StartPolicy::Briefly, |_, _| Box::new(NoSound))
    }

    fn with(speed: u32, waits: StartPolicy, sound: fn(&Arc<Mutex<Deck>>, &Log) -> Box<dyn SoundPort>) -> Self {
        let clock = Arc::new(ManualClock::new("2026-03-02T10:00[UTC]".parse().unwrap()));
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
        let (conductor, handle) = ByHand::new(ports, Arc::clone(&clock));
        Self { conductor, handle, clock, deck, shelf, log, snapshot }
    }

    /// A session of this plan has begun, told by this script.
    pub(crate) fn begin_with(&mut self, plan: &Arc<Plan>, profile: Profile, script: Vec<(SessionTime, Input)>) {
        let options = Options { profile, ..Options::of(plan) };
        let start = SessionMeta { id: id(1), began: self.clock.wall().timestamp(), client: None, preset: None };
        let begin = StartRequest { script, start: Some(start), ..StartRequest::of(Arc::clone(plan), options) };
        self.ask(ConductorCommand::Start(Box::new(begin)));
    }

    pub(crate) fn begin(&mut self, plan: &Arc<Plan>) {
        self.begin_with(plan, Profile::Full, Vec::new());
    }

    /// Asks, and lets the conductor answer.
    pub(crate) fn ask(&mut self, ask: ConductorCommand) {
        note(&self.log, Seen::Wake);
        self.handle.ask(ask);
        self.conductor.settle();
    }

    /// Time passes, for the conductor and for the device.
    pub(crate) fn pass_ms(&mut self, millis: u64) {
        let (deck, log) = (Arc::clone(&self.deck), Arc::clone(&self.log));
        self.conductor.pass(Millis(millis), &mut |now| {
            deck.lock().unwrap().port.run_to(now);
            note(&log, Seen::Wake);
        });
    }

    pub(crate) fn pass(&mut self, secs: u64) {
        self.pass_ms(secs * 1000);
    }

    /// The conductor does not get to run for so long, while the device goes on; then it wakes.
    pub(crate) fn stall(&mut self, secs: i64) {
        self.clock.pass(secs * SECOND);
        self.deck().port.run_to(self.clock.read().nanos);
        note(&self.log, Seen::Wake);
        self.conductor.wake();
    }

    pub(crate) fn deck(&self) -> MutexGuard<'_, Deck> {
        self.deck.lock().unwrap()
    }

    pub(crate) fn shelf(&self) -> MutexGuard<'_, Shelf> {
        self.shelf.lock().unwrap()
    }

    pub(crate) fn events(&self) -> Vec<Event> {
        let shelf = self.shelf();
        let events = shelf.entries.iter().filter_map(|entry| match entry {
            Entry::Event(event) => Some(event.clone()),
            _ => None,
        });
        events.collect()
    }

    pub(crate) fn restore_points(&self) -> Vec<RestorePoint> {
        let shelf = self.shelf();
        let points = shelf.entries.iter().filter_map(|entry| match entry {
            Entry::Restore(point) => Some((**point).clone()),
            _ => None,
        });
        points.collect()
    }

    /// When something was stamped, and why.
    pub(crate) fn when(&self, key: &str) -> Vec<(u64, Option<String>)> {
        let events = self.events();
        let those = events.iter().filter(|event| event.kind.key() == key);
        those.map(|event| (event.at.0, event.kind.reason())).collect()
    }

    /// When phases began.
    pub(crate) fn phases(&self) -> Vec<(u64, &'static str)> {
        let events = self.events();
        let begins = events.iter().filter(|event| event.kind == EventKind::Entered);
        begins.map(|event| (event.at.0, event.phase.unwrap().key())).collect()
    }

    pub(crate) fn log(&self) -> Vec<Seen> {
        self.log.lock().unwrap().clone()
    }

    pub(crate) fn snapshot(&self) -> Arc<Snapshot> {
        self.handle.snapshot()
    }

    pub(crate) fn view(&self) -> Arc<View> {
        self.snapshot().view.clone().unwrap()
    }

    /// How often something new was published.
    pub(crate) fn publications(&self) -> usize {
        self.snapshot.load(Ordering::SeqCst)
    }
}

/// A routine of these steps, with nothing in them that is not written there.
pub(crate) fn routine(technique: &str, audience: &str, steps: &str) -> Arc<Plan> {
    let text = format!(
        "format = \"holdwell-routine\"\nversion = 1\n[routine]\nid = \"test\"\nname = \"Test\"\n\
         technique = \"{technique}\"\naudience = \"{audience}\"\n{steps}"
    );
    let library = Library::builtin();
    let routine = read_routine("test.toml", text.as_bytes(), &library);
    Arc::new(compile(&routine.unwrap(), &library).unwrap())
}

/// So many fixed holds that follow each other: 3 s to settle, this many seconds held.
pub(crate) fn holds(count: usize, secs: u64) -> Arc<Plan> {
    let step = format!(
        "[[step]]\nname = \"Hold\"\nsetup = \"Lie\"\ntiming = {{ kind = \"fixed\", hold = \"{secs}s\" }}\n\
         side = \"midline\"\nsettle = \"3s\"\nreturn = \"off\"\n"
    );
    routine("self-care", "home", &step.repeat(count))
}

/// A therapist's hold of a minute that waits to be begun and is ended by time.
pub(crate) fn smrt_hold() -> Arc<Plan> {
    let hold = "[[step]]\nname = \"Hold\"\nsetup = \"Lie\"\ntiming = { kind = \"fixed\", hold = \"60s\" }\n\
                side = \"right-then-left\"\nsettle = \"wait\"\nreturn = \"5s\"\n";
    routine("smrt", "therapist", hold)
}

/// A script of one kind of input.
pub(crate) fn says(lines: &[(u64, holdwell_engine::Command)]) -> Vec<(SessionTime, Input)> {
    lines.iter().map(|(at, command)| (SessionTime(*at), Input::Command(command.clone()))).collect()
}
