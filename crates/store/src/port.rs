//! The port through which the conductor writes a session down as it happens.

use jiff::Timestamp;

use holdwell_engine::{Event, Options, RestorePoint};
use holdwell_model::{Arc, Id, Plan};

/// Data of a session that are known when it begins.
#[derive(Debug, Clone, PartialEq)]
pub struct SessionStart {
    /// Id, made by whoever begins the session.
    pub id: Id,
    /// Instant of the beginning, on the wall.
    pub began: Timestamp,
    /// Plan with the texts as they are today, whatever the library says later.
    pub plan: Arc<Plan>,
    /// Options of the run.
    pub options: Options,
    /// Under whose hands; nobody is a first-class answer.
    pub client: Option<Id>,
    /// The preset and its version, where it is run from one.
    pub preset: Option<(Id, u32)>,
}

/// One thing to be kept.
#[derive(Debug, Clone, PartialEq)]
pub enum Entry {
    /// A session begins; what follows belongs to it.
    Begin(Box<SessionStart>),
    /// A session that was cut off goes on; what follows belongs to it.
    Resume(Id),
    /// A line of the journal.
    Event(Event),
    /// The session can be continued from here; it makes the earlier ones needless.
    Restore(Box<RestorePoint>),
    /// Report of how exactly the cues of the session sounded, when it is over. The store does not look inside.
    CueTimingReport(Box<serde_json::Value>),
}

/// The store, as the conductor knows it. Append only; it never makes the conductor wait.
pub trait JournalPort: Send {
    /// Takes an entry, or gives it back where there is no room now; it will be offered again.
    ///
    /// # Errors
    /// The entry itself.
    fn offer(&mut self, entry: Entry) -> Result<(), Entry>;

    /// Returns the state of the recording: kept, failing, or none.
    fn recording(&self) -> Recording;
}

/// State of the recording of a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Recording {
    /// Nothing is recorded, and nobody expects it: the session is kept in memory only.
    #[default]
    InMemory,
    /// The session is recorded.
    Kept,
    /// The session should be recorded, but the vault does not take entries now. Those that wait are offered again.
    Failing,
    /// The vault is locked. A session that began since is kept in memory and written once it is unlocked; one that
    /// the lock cut off is not recorded any more.
    Locked,
}

/// Keeps the journal in memory, for as long as the program runs.
#[derive(Debug, Default)]
pub struct MemoryJournal {
    /// Every event since the program began.
    pub events: Vec<Event>,
    /// From where the last session could be continued.
    pub restore: Option<Box<RestorePoint>>,
}

impl JournalPort for MemoryJournal {
    fn offer(&mut self, entry: Entry) -> Result<(), Entry> {
        match entry {
            Entry::Event(event) => self.events.push(event),
            Entry::Restore(point) => self.restore = Some(point),
            Entry::Begin(_) | Entry::Resume(_) | Entry::CueTimingReport(_) => {}
        }
        Ok(())
    }

    fn recording(&self) -> Recording {
        Recording::InMemory
    }
}
