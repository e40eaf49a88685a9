//! What stands in the row of a note that is written and not signed.

use std::collections::BTreeMap;

use holdwell_model::Id;
use holdwell_store::NoteText;

/// The text that counts, and what it stands beside. Each other text has the stamp of its saving and its author.
pub(crate) struct NoteRow {
    /// The text that counts.
    pub(crate) text: NoteText,
    /// Client whose session it was when that was written.
    pub(crate) whose: Option<Id>,
    /// The last stamp of each author that went into the row.
    pub(crate) seen: BTreeMap<String, i64>,
    /// Texts that were written elsewhere without knowing of it, the last first.
    pub(crate) others: Vec<(i64, String, NoteText)>,
    /// Addenda that were begun and are not signed, the last first.
    pub(crate) begun: Vec<(i64, String, String)>,
}
