//! A store that keeps what it takes, as slowly as a test wants.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use holdwell_audio::Nanos;
use holdwell_conductor::Clock as _;
use holdwell_store::{Entry, JournalPort, Recording};

use super::{Log, Seen, note};
use crate::ManualClock;

/// A store that takes entries as long as there is room in its queue, and writes them one after the other.
pub struct Shelf {
    /// Entries taken so far.
    pub entries: Vec<Entry>,
    /// Time for each entry in nanoseconds; with `None` it takes nothing at all.
    pub each_takes: Option<Nanos>,
    /// Number of entries for which there is room.
    pub room: usize,
    /// Number of entries given back.
    pub refused: usize,
    /// Instants at which the entries in the queue will be written.
    pub(super) queue: VecDeque<Nanos>,
    pub(super) clock: Arc<ManualClock>,
}

/// The port through which a conductor reaches the shelf.
pub(super) struct Book(pub(super) Arc<Mutex<Shelf>>, pub(super) Log);

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
