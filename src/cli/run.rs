//! `holdwell run --headless`: the real conductor without a window.

use std::io::{self, Write as _};
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, TrySendError, sync_channel};
use std::time::Duration;

use anyhow::Context as _;
use serde::Serialize;

use super::{Failure, Global, args, load, script};
use crate::audio::{Clock as AudioClock, Levels, NoSound, SoundPort, Speaker, TherapistChannel};
use crate::conductor::{Account, Ask, Begin, Clock as _, Patience, Ports, SystemClock, spawn};
use crate::engine::{Event, EventKind, Input, Options};
use crate::model::SessionTime;
use crate::store::{Entry, JournalPort, Recording};

/// The longest that a cue rings out.
const TAIL: Duration = Duration::from_secs(9);
/// The events that fit between the conductor and whoever reads them.
const QUEUE: usize = 1024;

/// One event, as it is written.
#[derive(Debug, Serialize)]
struct Line<'a> {
    at_ms: u64,
    event: &'a str,
    step: Option<u32>,
    side: Option<&'static str>,
    phase: Option<&'static str>,
    reason: Option<String>,
    #[serde(flatten)]
    account: Option<AccountLine>,
}

/// What only the last line has.
#[derive(Debug, Serialize)]
struct AccountLine {
    cues: u32,
    worst_late_ms: f64,
}

pub(super) fn run(args: &args::Run, global: &Global) -> Result<(), Failure> {
    let plan = load::plan(&args.file)?;
    let script = args.commands.as_deref().map(read_script).transpose()?;
    // Without a script nobody is there from the start.
    let script = script.unwrap_or_else(|| vec![(SessionTime::ZERO, Input::Unattended)]);
    let mut options = Options::of(&plan);
    if let Some(profile) = args.profile {
        options.profile = profile.into();
    }
    let silent = global.no_audio || args.speed != 1;
    let clock = Arc::new(SystemClock::new());
    let sound: Box<dyn SoundPort> = if silent { Box::new(NoSound) } else { Box::new(speaker(&clock)?) };
    let (sender, events) = sync_channel(QUEUE);
    let journal = Box::new(Lines(sender));
    let ports = Ports { sound, journal, clock, changed: Box::new(|| ()), speed: args.speed, patience: Patience::Long };
    let (handle, thread) = spawn(ports).context("the conductor could not be started")?;
    handle.ask(Ask::Begin(Box::new(Begin { plan, options, appointment: None, script })));
    let last = write_events(&events)?;
    if !silent {
        // Nothing more arrives; this is the way to let the last cue ring out.
        let _rung_out = events.recv_timeout(TAIL);
    }
    handle.ask(Ask::Quit);
    let _ended = thread.join();
    write_account(&last, &handle.published().account)
}

/// The script's lines; after the last of them nobody is there.
fn read_script(path: &Path) -> Result<Vec<(SessionTime, Input)>, Failure> {
    let text = String::from_utf8(load::read(path)?);
    let name = path.display();
    let text = text.map_err(|error| Failure::Input(vec![format!("{name}: is not text: {error}")]))?;
    let lines = script::parse(&text).map_err(|problems| {
        Failure::Input(problems.iter().map(|problem| format!("{name}:{}:1: {}", problem.line, problem.what)).collect())
    })?;
    let end = lines.last().map_or(SessionTime::ZERO, |line| line.at);
    let told = lines.into_iter().map(|line| (line.at, Input::Command(line.command)));
    Ok(told.chain([(end, Input::Unattended)]).collect())
}

fn speaker(clock: &Arc<SystemClock>) -> Result<Speaker, Failure> {
    let clock = Arc::clone(clock);
    let read: AudioClock = Arc::new(move || clock.read().nanos);
    let speaker = Speaker::start(read, Levels::default(), TherapistChannel::None);
    Ok(speaker.context("the sound thread could not be started")?)
}

/// Hands the journal to the thread that writes it, without ever waiting for it.
struct Lines(SyncSender<Event>);

impl JournalPort for Lines {
    fn offer(&mut self, entry: Entry) -> Result<(), Entry> {
        let Entry::Event(event) = entry else { return Ok(()) };
        match self.0.try_send(event) {
            Err(TrySendError::Full(event)) => Err(Entry::Event(event)),
            Ok(()) | Err(TrySendError::Disconnected(_)) => Ok(()),
        }
    }

    fn recording(&self) -> Recording {
        Recording::InMemory
    }
}

/// Writes each event as it comes, until the session is over and nothing is taken back.
fn write_events(events: &Receiver<Event>) -> Result<Event, Failure> {
    loop {
        let event = match events.recv_timeout(Duration::from_hours(1)) {
            Ok(event) => event,
            Err(RecvTimeoutError::Timeout) => continue,
            Err(RecvTimeoutError::Disconnected) => {
                return Err(Failure::Other(anyhow::anyhow!("the session's thread ended before the session")));
            }
        };
        write_line(&event, None)?;
        if matches!(event.kind, EventKind::Finished(_)) {
            return Ok(event);
        }
    }
}

fn write_account(last: &Event, account: &Account) -> Result<(), Failure> {
    let line = AccountLine { cues: account.given, worst_late_ms: account.worst_late_millis() };
    write_line(last, Some(line))
}

fn write_line(event: &Event, account: Option<AccountLine>) -> Result<(), Failure> {
    let line = Line {
        at_ms: event.at.0,
        event: if account.is_some() { "account" } else { event.kind.key() },
        step: event.step,
        side: event.side.map(crate::model::Side::key),
        phase: event.phase.map(crate::model::Phase::key),
        reason: event.kind.reason(),
        account,
    };
    let mut out = io::stdout().lock();
    let text = serde_json::to_string(&line).context("an event cannot be written")?;
    Ok(writeln!(out, "{text}").and_then(|()| out.flush()).context("the events cannot be written")?)
}
