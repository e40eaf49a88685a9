//! The history: every session there is, filtered, in windows of rows.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::SessionLine;
use holdwell_measures::Progress;
use holdwell_model::{Arc, Id, Region, Technique};

/// Sessions that are looked for, and the rows of them that are shown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct HistoryQuery {
    /// Conditions that a session has to meet.
    pub filter: HistoryFilter,
    /// Index of the first row that is needed, counted from the newest.
    pub first: u32,
}

/// Conditions that a session has to meet, all of them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct HistoryFilter {
    /// Words that are each a part of a word of the session: of its client, routine, region, technique, position, date or remarks.
    pub words: String,
    /// Owner of the session.
    pub owner: HistoryOwner,
    /// Techniques of which one was worked in; none for any.
    pub techniques: BTreeSet<Technique>,
    /// Regions of which one was worked on; none for any.
    pub regions: BTreeSet<Region>,
    /// First day that counts.
    pub since: Option<Date>,
    /// True for sessions with open questions only.
    pub is_open: bool,
}

/// Owner of a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum HistoryOwner {
    /// Anybody, or nobody.
    #[default]
    All,
    /// Nobody: the session was run without a client.
    Nobody,
    /// This client.
    Client(Id),
}

/// The rows that a [`HistoryQuery`] found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct HistoryPage {
    /// Conditions that the rows meet.
    pub filter: HistoryFilter,
    /// Number of sessions that meet them.
    pub found: u32,
    /// Number of all sessions.
    pub all: u32,
    /// Index of the first row of `rows`, counted from the newest.
    pub first: u32,
    /// A window of the rows, newest first.
    pub rows: Vec<Arc<HistoryLine>>,
}

/// A session as a row of the history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryLine {
    /// The session.
    pub session: SessionLine,
    /// Name of its client; `None` where it was run without one.
    pub client: Option<String>,
    /// Number of open questions.
    pub open: u32,
    /// Number of its visit in a plan of care, of those planned.
    pub visit: Option<Progress>,
}

impl HistoryPage {
    /// Returns the row at an index of all rows that were found; `None` where it is outside the window.
    pub fn row(&self, index: usize) -> Option<&Arc<HistoryLine>> {
        self.rows.get(index.checked_sub(self.first as usize)?)
    }
}

impl HistoryFilter {
    /// Says if every session meets it.
    pub fn is_empty(&self) -> bool {
        self.words.trim().is_empty() && Self { words: String::new(), ..self.clone() } == Self::default()
    }
}
