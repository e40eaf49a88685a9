//! A host that drives the engine on virtual time and hears the cues that would be heard.

use holdwell_engine::{Cue, Engine, Event, Input, Notice, Options, Output, RestorePoint, Stage, View};
use holdwell_model::{Arc, Plan, SessionTime};

/// The engine with ears: a cue sounds when its due instant comes before it is cancelled.
#[derive(Clone)]
pub struct Host {
    /// Engine that is driven.
    pub engine: Engine,
    /// Session time.
    pub now: SessionTime,
    /// Events so far.
    pub events: Vec<Event>,
    /// Cues that were heard, in order.
    pub heard: Vec<Cue>,
    /// Notices so far.
    pub notices: Vec<Notice>,
    /// Last restore point.
    pub restore: Option<RestorePoint>,
    /// Instant at which the engine wants to be woken.
    pub wake: Option<SessionTime>,
    placed: Vec<Cue>,
    generation: u32,
}

impl Host {
    /// Creates a host of a session that is ready to start.
    pub fn new(plan: &Arc<Plan>, options: Options) -> Self {
        Self::with(Engine::new(plan, options), SessionTime::ZERO)
    }

    /// Creates a host of an engine at an instant.
    pub fn with(engine: Engine, now: SessionTime) -> Self {
        Self {
            engine,
            now,
            events: Vec::new(),
            heard: Vec::new(),
            notices: Vec::new(),
            restore: None,
            wake: None,
            placed: Vec::new(),
            generation: 0,
        }
    }

    /// Returns the view of the session.
    pub fn view(&self) -> View {
        self.engine.view()
    }

    /// Returns true while the session is paused.
    pub fn is_held(&self) -> bool {
        matches!(self.view().stage(), Stage::Held(_))
    }

    /// Gives an input at an instant and drains the outputs.
    pub fn tell(&mut self, at: SessionTime, input: Input) {
        self.hear(at);
        self.now = at;
        self.engine.handle(at, input);
        loop {
            match self.engine.poll() {
                Output::Cancel { generation, after, .. } => {
                    assert!(generation > self.generation, "generations only rise");
                    assert!(after <= at, "what is due later is cancelled");
                    self.generation = generation;
                    self.placed.clear();
                }
                Output::Cue(cue) => {
                    assert_eq!(cue.generation, self.generation, "a cue of an old generation: {cue:?}");
                    self.placed.push(cue);
                }
                Output::Event(event) => self.events.push(event),
                Output::Notice(notice) => self.notices.push(notice),
                Output::Restore(point) => self.restore = Some(*point),
                Output::WaitUntil(wake, _) => {
                    self.wake = wake;
                    break;
                }
            }
        }
    }

    /// Lets time pass, waking only when the engine asks.
    pub fn run_to(&mut self, until: SessionTime) {
        while let Some(wake) = self.wake.filter(|wake| *wake <= until) {
            assert!(wake >= self.now, "asked to be woken in the past: {wake:?} at {:?}", self.now);
            self.tell(wake.max(self.now), Input::Tick);
        }
        self.hear(until);
        self.now = until;
    }

    /// Lets time pass with a tick every `millis`, whatever the engine asks.
    pub fn tick_to(&mut self, until: SessionTime, millis: u64) {
        let mut next = SessionTime((self.now.0 / millis + 1) * millis);
        while next <= until {
            self.tell(next, Input::Tick);
            next = SessionTime(next.0 + millis);
        }
        self.hear(until);
        self.now = until;
    }

    fn hear(&mut self, until: SessionTime) {
        self.placed.sort_by_key(|cue| cue.due);
        let due = self.placed.partition_point(|cue| cue.due <= until);
        self.heard.extend(self.placed.drain(..due));
    }
}
