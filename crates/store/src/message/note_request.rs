//! Requests about notes of sessions, consents, and what helps to write notes.

use std::path::PathBuf;

use super::{Consent, NoteTemplate, NoteText, TextBlock};
use holdwell_model::Id;

/// A request about notes and consents.
#[derive(Debug, Clone)]
pub enum NoteRequest {
    /// The note of a session as it is written now. A signed one is locked.
    Save(Id, Box<NoteText>),
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
