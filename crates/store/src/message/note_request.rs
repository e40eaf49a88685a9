//! Requests about notes of sessions, consents, and what helps to write notes.

use std::path::PathBuf;

use super::{Consent, NoteTemplate, NoteText, TextBlock};
use holdwell_model::Id;

/// A request about notes and consents.
#[derive(Debug, Clone)]
pub enum NoteRequest {
    /// The note of a session as it is written now, with what it was when the writing began. A signed one is locked.
    Save {
        /// The session.
        session: Id,
        /// The text of which this was made: what else came meanwhile stays beside it.
        was: Box<NoteText>,
        /// The text.
        now: Box<NoteText>,
    },
    /// Puts a text away that another computer wrote and that is no part of the note, or takes that back.
    PutAway(Id, Box<NoteText>, bool),
    /// Somebody looked through a note that was written while the session was another client's.
    LookThrough(Id),
    /// An addendum as far as it is written, with what it was when the writing began. It is none before it is signed.
    Begin {
        /// The session.
        session: Id,
        /// The text of which this was made.
        was: String,
        /// The text; nothing where the addendum is given up.
        now: String,
    },
    /// Signs the note of a session with this text, by this name. It is locked from then on.
    Sign(Id, Box<NoteText>, String),
    /// Adds a text to a signed note of a session, by this name. The note stays as it is.
    Add(Id, String, String),
    /// Writes the note of a session into a folder, as a page to read and print.
    Export(Id, PathBuf),
    /// A client agreed to something, said no, or took it back.
    Consent(Id, Box<Consent>),
    /// A sentence for notes, new or changed.
    SaveBlock(Box<TextBlock>),
    /// Deletes a sentence for notes, or takes that back.
    SetBlockDeleted(String, bool),
    /// A template for notes, new or changed.
    SaveTemplate(Box<NoteTemplate>),
    /// Deletes a template for notes, or takes that back.
    SetTemplateDeleted(String, bool),
}
