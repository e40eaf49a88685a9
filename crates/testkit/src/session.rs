//! A session that tells a journal what a conductor would tell it.

use jiff::Timestamp;

use crate::routines::two_holds;
use crate::{after, id, morning, noon};
use holdwell_engine::{Command, Engine, Event, Input, Options, Output, ScoreKind};
use holdwell_model::{Arc, Id, Millis, Plan, SessionTime};
use holdwell_store::{Entry, SessionStart};

/// A session and its entries so far.
pub struct Run {
    /// Engine of the session.
    pub engine: Engine,
    /// Session time.
    pub now: SessionTime,
    /// Begin of the session in the journal.
    pub start: SessionStart,
    /// Entries that nobody has taken yet.
    pub entries: Vec<Entry>,
    /// Events so far.
    pub events: Vec<Event>,
    wake: Option<SessionTime>,
}

impl Run {
    /// Begins a session.
    pub fn start(start: SessionStart) -> Self {
        let entries = vec![Entry::Begin(Box::new(start.clone()))];
        let engine = Engine::new(&start.plan, start.options);
        let mut run = Self { engine, now: SessionTime::ZERO, start, entries, events: Vec::new(), wake: None };
        run.handle(Input::Command(Command::Advance));
        run
    }

    /// Begins a session of a plan at noon, with the id of this number.
    pub fn begin(number: u128, plan: &Arc<Plan>, client: Option<Id>) -> Self {
        let options = Options::of(plan);
        Self::start(SessionStart {
            id: id(number),
            began: noon(),
            plan: Arc::clone(plan),
            options,
            client,
            preset: None,
        })
    }

    /// Goes on with a session that was cut off.
    pub fn resume(start: &SessionStart, engine: Engine, at: SessionTime, stood_still: Millis) -> Self {
        let entries = vec![Entry::Resume(start.id)];
        let mut run = Self { engine, now: at, start: start.clone(), entries, events: Vec::new(), wake: None };
        run.handle(Input::Gap { since: at, length: stood_still });
        run
    }

    fn handle(&mut self, input: Input) {
        self.engine.handle(self.now, input);
        loop {
            match self.engine.poll() {
                Output::Event(event) => {
                    self.events.push(event.clone());
                    self.entries.push(Entry::Event(event));
                }
                Output::Restore(point) => self.entries.push(Entry::Restore(Box::new(point.without_undo()))),
                Output::WaitUntil(wake, _) => {
                    self.wake = wake;
                    return;
                }
                Output::Cancel { .. } | Output::Cue(_) | Output::Notice(_) => {}
            }
        }
    }

    /// Lets so many seconds pass.
    pub fn pass(&mut self, secs: u64) -> &mut Self {
        let until = SessionTime(self.now.0 + secs * 1000);
        while let Some(wake) = self.wake.filter(|wake| *wake <= until) {
            self.now = wake;
            self.handle(Input::Tick);
        }
        self.now = until;
        self
    }

    /// Gives a command.
    pub fn tell(&mut self, command: Command) -> &mut Self {
        self.handle(Input::Command(command));
        self
    }

    /// Presses the one key.
    pub fn advance(&mut self) -> &mut Self {
        self.tell(Command::Advance)
    }

    /// Gives a score.
    pub fn score(&mut self, kind: ScoreKind, value: u8) -> &mut Self {
        self.tell(Command::Score { kind, value, point: None })
    }

    /// Returns the time on the wall, where the session was never cut off.
    pub fn wall(&self) -> Timestamp {
        after(self.start.began, self.now.0)
    }

    /// Lets the rest run by itself to its end.
    pub fn to_end(&mut self) -> &mut Self {
        self.handle(Input::Unattended);
        while let Some(wake) = self.wake {
            self.now = wake;
            self.handle(Input::Tick);
        }
        self
    }
}

/// Returns all entries of a session of two holds, begun in the morning, with a note in its first hold.
pub fn session(id: Id, client: Option<Id>, note: &str) -> Vec<Entry> {
    let (plan, began) = (two_holds(), morning().timestamp());
    let options = Options::of(&plan);
    let mut run = Run::start(SessionStart { id, began, plan, options, client, preset: None });
    run.pass(2).advance().pass(7).tell(Command::Note { text: note.to_owned(), item: None }).pass(1).to_end();
    run.entries
}
