//! A session from the conductor into the vault, through a crash, and to its end.

use std::path::Path;
use std::sync::{Arc, Mutex};

use holdwell_audio::NoSound;
use holdwell_conductor::{ConductorCommand, Handle, Ports, SessionMeta, StartPolicy, StartRequest};
use holdwell_engine::{Command, Options, Stage, Why};
use holdwell_model::{Id, Millis};
use holdwell_store::{
    Entry, JournalPort, Recording, Request, SessionPage, SessionState, VaultQuery, VaultSnapshot, new_id,
};
use holdwell_testkit::routines::two_sides;
use holdwell_testkit::{ByHand, Desk, ManualClock, morning};
use jiff::SignedDuration;

/// One life of the program: a vault, and a conductor that writes into it.
struct Life {
    desk: Arc<Mutex<Desk>>,
    conductor: ByHand,
    handle: Handle,
}

struct Port(Arc<Mutex<Desk>>);

impl JournalPort for Port {
    fn offer(&mut self, entry: Entry) -> Result<(), Entry> {
        self.0.lock().unwrap().journal.offer(entry)
    }
    fn recording(&self) -> Recording {
        self.0.lock().unwrap().journal.recording()
    }
}

impl Life {
    /// The program is started, so long after the instant at which every test takes place.
    fn begin(folder: &Path, later: SignedDuration) -> Self {
        let desk = Arc::new(Mutex::new(Desk::open(folder, None)));
        let clock = Arc::new(ManualClock::new(morning().saturating_add(later)));
        let journal = Box::new(Port(Arc::clone(&desk)));
        let ports = Ports {
            sound: Box::new(NoSound),
            journal,
            clock: Arc::clone(&clock) as _,
            changed: Box::new(|| ()),
            speed: 1,
            waits: StartPolicy::Briefly,
        };
        let (conductor, handle) = ByHand::new(ports, clock);
        Self { desk, conductor, handle }
    }

    fn ask(&mut self, ask: ConductorCommand) {
        self.handle.ask(ask);
        self.conductor.settle();
    }

    fn pass(&mut self, secs: u64) {
        self.conductor.pass(Millis::from_secs(secs), &mut |_| ());
    }

    fn stage(&self) -> Option<Stage> {
        self.handle.snapshot().view.as_ref().map(|view| view.stage())
    }

    fn wait(&self, what: &str, seen: impl Fn(&VaultSnapshot) -> bool) -> Arc<VaultSnapshot> {
        self.desk.lock().unwrap().wait(what, seen)
    }

    fn page(&self, id: Id, seen: impl Fn(&SessionPage) -> bool) -> Arc<SessionPage> {
        self.desk.lock().unwrap().look(VaultQuery { session: Some(id), ..VaultQuery::default() });
        let kept = self.wait("the session", |kept| kept.session.as_ref().is_some_and(|page| seen(page)));
        kept.session.clone().unwrap()
    }

    /// Crashes: all is over at once, and nobody ends the session.
    fn crash(self) {
        let Self { desk, conductor, .. } = self;
        drop(conductor);
        desk.lock().unwrap().close();
    }
}

fn start(life: &mut Life, client: Option<Id>) -> Id {
    let (plan, began) = (two_sides(), morning().timestamp());
    let start = SessionMeta { id: new_id(began), began, client, preset: None };
    let options = Options::of(&plan);
    life.ask(ConductorCommand::Start(Box::new(StartRequest { start: Some(start), ..StartRequest::of(plan, options) })));
    start.id
}

#[test]
fn a_session_is_kept_with_whose_it_is_and_how_it_sounded() {
    let folder = tempfile::tempdir().unwrap();
    let mut life = Life::begin(folder.path(), SignedDuration::ZERO);
    let client = life.desk.lock().unwrap().client("Maria Berg").id;
    let id = start(&mut life, Some(client));
    assert_eq!(life.handle.snapshot().recording, Recording::Kept);
    life.pass(140);
    let page = life.page(id, |page| page.account.is_some());
    assert_eq!((page.session.client, page.session.state), (Some(client), SessionState::Complete));
    assert_eq!((page.session.holds, page.session.held), (2, Millis::from_secs(120)));
    assert_eq!(page.account.as_ref().unwrap()["given"], life.handle.snapshot().account.given);
    life.desk.lock().unwrap().look(VaultQuery { client: Some(client), ..VaultQuery::default() });
    let kept = life.wait("the client", |kept| kept.client.is_some());
    let seen = kept.client.as_ref().unwrap();
    assert_eq!((seen.sessions.len(), seen.last_seen), (1, Some(morning().timestamp())));
}

#[test]
fn a_session_that_was_cut_off_is_offered_and_goes_on_to_its_end() {
    let folder = tempfile::tempdir().unwrap();
    let mut life = Life::begin(folder.path(), SignedDuration::ZERO);
    let id = start(&mut life, None);
    life.pass(60 + 5 + 20);
    life.crash();

    let mut life = Life::begin(folder.path(), SignedDuration::from_mins(5));
    let kept = life.wait("what was cut off", |kept| kept.start.unfinished.is_some());
    let unfinished = Arc::clone(kept.start.unfinished.as_ref().unwrap());
    assert_eq!((unfinished.session.id, unfinished.session.holds), (id, 1));
    life.ask(ConductorCommand::Start(Box::new(StartRequest::again(&unfinished).unwrap())));
    assert_eq!(life.stage(), Some(Stage::Held(Why::Gap(Millis::from_mins(5)))));
    life.pass(3);
    life.ask(ConductorCommand::Tell(Command::GoOn));
    life.pass(70);
    let page = life.page(id, |page| page.account.is_some());
    assert_eq!(page.session.state, SessionState::Complete);
    let held: Vec<_> = page.records.iter().map(|record| record.held()).collect();
    assert_eq!(held, [Millis::from_secs(60); 2], "what was lost of the second hold is held again");
    let _gone = life.wait("nothing is left to go on with", |kept| kept.start.unfinished.is_none());
}

#[test]
fn while_it_runs_again_it_is_not_offered() {
    let folder = tempfile::tempdir().unwrap();
    let mut life = Life::begin(folder.path(), SignedDuration::ZERO);
    let id = start(&mut life, None);
    life.pass(30);
    life.crash();
    let mut life = Life::begin(folder.path(), SignedDuration::ZERO);
    let kept = life.wait("what was cut off", |kept| kept.start.unfinished.is_some());
    life.ask(ConductorCommand::Start(Box::new(StartRequest::again(kept.start.unfinished.as_ref().unwrap()).unwrap())));
    let _hidden = life.wait("it runs", |kept| kept.start.unfinished.is_none());
    let page = life.page(id, |_| true);
    assert_eq!(page.session.state, SessionState::Running);
}

#[test]
fn what_was_cut_off_can_be_kept_or_thrown_away() {
    for (keeps, left) in [(true, SessionState::Partial), (false, SessionState::Running)] {
        let folder = tempfile::tempdir().unwrap();
        let mut life = Life::begin(folder.path(), SignedDuration::ZERO);
        let id = start(&mut life, None);
        life.pass(70);
        life.crash();
        let life = Life::begin(folder.path(), SignedDuration::ZERO);
        let _offered = life.wait("what was cut off", |kept| kept.start.unfinished.is_some());
        let request = if keeps { Request::KeepPartial(id) } else { Request::SetSessionDeleted(id, true) };
        let _done = life.desk.lock().unwrap().done(request);
        let _over = life.wait("it is decided", |kept| kept.start.unfinished.is_none());
        if keeps {
            assert_eq!(life.page(id, |page| page.session.state == left).session.holds, 1);
        }
    }
}
