//! The events of a headless run, each a line of JSON as soon as it happened and is kept.

use std::io::{self, Write as _};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, TrySendError};
use std::time::Duration;

use anyhow::Context as _;
use serde::Serialize;

use crate::cli::Failure;
use holdwell_conductor::CueTimingReport;
use holdwell_engine::{Event, EventKind};
use holdwell_store::{Entry, JournalPort, Recording};
use holdwell_vault::{JournalProgress, VaultJournal};

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

/// Fields that only the last line has.
#[derive(Debug, Serialize)]
struct AccountLine {
    cues: u32,
    worst_late_ms: f64,
}

/// A message to the thread that writes.
#[derive(Debug)]
pub(super) enum Said {
    /// An event.
    Event(Event),
    /// The session is over, and nothing takes its end back any more.
    Over,
}

/// Hands the journal to the thread that writes its lines, and to the vault where there is one, without ever waiting
/// for either.
pub(super) struct Lines {
    writer: SyncSender<Said>,
    vault: Option<VaultJournal>,
    /// The event that was handed on last: the vault may not have had room for it, and then it comes again.
    last: Option<u64>,
    is_over: bool,
}

impl Lines {
    pub(super) const fn new(writer: SyncSender<Said>, vault: Option<VaultJournal>) -> Self {
        Self { writer, vault, last: None, is_over: false }
    }
}

impl JournalPort for Lines {
    fn offer(&mut self, entry: Entry) -> Result<(), Entry> {
        if let Entry::Event(event) = &entry
            && self.last != Some(event.seq)
        {
            if let Err(TrySendError::Full(_)) = self.writer.try_send(Said::Event(event.clone())) {
                return Err(entry);
            }
            self.last = Some(event.seq);
        }
        if matches!(entry, Entry::CueTimingReport(_)) && !self.is_over {
            if let Err(TrySendError::Full(_)) = self.writer.try_send(Said::Over) {
                return Err(entry);
            }
            self.is_over = true;
        }
        self.vault.as_mut().map_or(Ok(()), |vault| vault.offer(entry))
    }

    fn recording(&self) -> Recording {
        self.vault.as_ref().map_or(Recording::InMemory, JournalPort::recording)
    }
}

/// The end of a run.
pub(super) struct Ending {
    /// End of the session.
    pub(super) last: Event,
    /// True where every event that was to be recorded is kept.
    pub(super) is_kept: bool,
}

/// Writes each event as it comes, until the session is over and nothing is taken back. What is to be recorded is
/// written when it is kept: whoever reads a line can rely on it.
pub(super) fn write_events(events: &Receiver<Said>, vault: Option<&JournalProgress>) -> Result<Ending, Failure> {
    let (mut count, mut is_kept, mut last) = (0, true, None);
    loop {
        let event = match (events.recv_timeout(Duration::from_hours(1)), &last) {
            (Ok(Said::Event(event)), _) => event,
            (Ok(Said::Over), None) | (Err(RecvTimeoutError::Timeout), _) => continue,
            (Ok(Said::Over), Some(_)) | (Err(RecvTimeoutError::Disconnected), _) => break,
        };
        count += 1;
        if let Some(vault) = vault {
            is_kept = vault.wait_for(count);
        }
        write_line(&event, None)?;
        if matches!(event.kind, EventKind::Finished(_)) {
            last = Some(event);
        }
    }
    let last = last.context("the session's thread ended before the session")?;
    Ok(Ending { last, is_kept })
}

pub(super) fn write_account(last: &Event, account: &CueTimingReport) -> Result<(), Failure> {
    let line = AccountLine { cues: account.given, worst_late_ms: account.worst_late_millis() };
    write_line(last, Some(line))
}

fn write_line(event: &Event, account: Option<AccountLine>) -> Result<(), Failure> {
    let line = Line {
        at_ms: event.at.0,
        event: if account.is_some() { "account" } else { event.kind.key() },
        step: event.step,
        side: event.side.map(holdwell_model::Side::key),
        phase: event.phase.map(holdwell_model::Phase::key),
        reason: event.kind.reason(),
        account,
    };
    let mut out = io::stdout().lock();
    let text = serde_json::to_string(&line).context("an event cannot be written")?;
    Ok(writeln!(out, "{text}").and_then(|()| out.flush()).context("the events cannot be written")?)
}
