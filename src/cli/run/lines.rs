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

/// Hands the journal to the thread that writes its lines, and to the vault where there is one, without ever waiting
/// for either.
pub(super) struct Lines {
    writer: SyncSender<Event>,
    vault: Option<VaultJournal>,
    /// The event that was handed on last: the vault may not have had room for it, and then it comes again.
    last: Option<u64>,
}

impl Lines {
    pub(super) const fn new(writer: SyncSender<Event>, vault: Option<VaultJournal>) -> Self {
        Self { writer, vault, last: None }
    }
}

impl JournalPort for Lines {
    fn offer(&mut self, entry: Entry) -> Result<(), Entry> {
        if let Entry::Event(event) = &entry
            && self.last != Some(event.seq)
        {
            if let Err(TrySendError::Full(_)) = self.writer.try_send(event.clone()) {
                return Err(entry);
            }
            self.last = Some(event.seq);
        }
        self.vault.as_mut().map_or(Ok(()), |vault| vault.offer(entry))
    }

    fn recording(&self) -> Recording {
        self.vault.as_ref().map_or(Recording::InMemory, JournalPort::recording)
    }
}

/// Writes each event as it comes, until the session is over and nothing is taken back. What is to be recorded is
/// written when it is kept: whoever reads a line can rely on it.
pub(super) fn write_events(events: &Receiver<Event>, vault: Option<&JournalProgress>) -> Result<Event, Failure> {
    let mut count = 0;
    loop {
        let event = match events.recv_timeout(Duration::from_hours(1)) {
            Ok(event) => event,
            Err(RecvTimeoutError::Timeout) => continue,
            Err(RecvTimeoutError::Disconnected) => {
                return Err(Failure::Other(anyhow::anyhow!("the session's thread ended before the session")));
            }
        };
        count += 1;
        if let Some(vault) = vault {
            vault.wait_for(count);
        }
        write_line(&event, None)?;
        if matches!(event.kind, EventKind::Finished(_)) {
            return Ok(event);
        }
    }
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
