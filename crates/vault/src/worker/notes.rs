//! Requests about notes of sessions and consents, carried out on an open vault. An error is the database's.

use std::path::Path;

use jiff::Zoned;
use rusqlite::{Connection, Result};

use super::unsaved::What;
use super::writer::VaultWorker;
use crate::clients::is_client;
use crate::own::{self, ContentTable};
use crate::{consent, export, note};
use holdwell_model::Id;
use holdwell_store::{Consent, Done, Failure, NoteRequest, NoteTemplate, NoteText, Outcome, TextBlock};

impl VaultWorker {
    /// Carries out a request about notes and consents.
    pub(super) fn note(&mut self, request: NoteRequest) -> Outcome {
        let (block, template) = (ContentTable::TextBlock, ContentTable::NoteTemplate);
        match request {
            NoteRequest::Save { session, was, now: text } => {
                self.keep(What::Note(session), |vault, now| save_note(vault, session, (&was, &text), now))
            }
            NoteRequest::PutAway(id, text, is_away) => {
                self.change(|vault, now| Ok(note::put_away(vault, id, (&text, is_away), now)?.map(|()| Done::NoteKept)))
            }
            NoteRequest::LookThrough(id) => {
                self.change(|vault, now| Ok(note::look_through(vault, id, now)?.map(|()| Done::NoteKept)))
            }
            NoteRequest::Begin { session, was, now: text } => self.keep(What::Note(session), |vault, now| {
                Ok(note::begin_addendum(vault, session, (&was, &text), now)?.map(|()| Done::NoteKept))
            }),
            NoteRequest::Sign(id, text, by) => {
                self.keep(What::Note(id), |vault, now| sign_note(vault, id, (&text, &by), now))
            }
            NoteRequest::Add(id, text, by) => {
                self.keep(What::Note(id), |vault, now| add_to_note(vault, id, (&text, &by), now))
            }
            NoteRequest::Export(id, folder) => self.change(|vault, now| Ok(export_note(vault, id, &folder, now))),
            NoteRequest::Consent(id, consent) => self.change(|vault, now| note_consent(vault, id, &consent, now)),
            NoteRequest::SaveBlock(block) => self.change(|vault, now| save_text_block(vault, &block, now)),
            NoteRequest::SetBlockDeleted(id, deleted) => {
                self.change(|vault, now| delete(vault, block, (&id, deleted), now))
            }
            NoteRequest::SaveTemplate(template) => self.change(|vault, now| save_template(vault, &template, now)),
            NoteRequest::SetTemplateDeleted(id, deleted) => {
                self.change(|vault, now| delete(vault, template, (&id, deleted), now))
            }
        }
    }
}

fn save_note(connection: &Connection, session: Id, texts: (&NoteText, &NoteText), now: &Zoned) -> Result<Outcome> {
    Ok(note::save_note(connection, session, texts, now)?.map(|()| Done::NoteKept))
}

fn sign_note(connection: &Connection, session: Id, (text, by): (&NoteText, &str), now: &Zoned) -> Result<Outcome> {
    let by = by.trim();
    if by.is_empty() {
        return Ok(Err(Failure::SignedByNobody));
    }
    if text.is_empty() {
        return Ok(Err(Failure::EmptyNote));
    }
    Ok(note::sign_note(connection, session, (text, by), now)?.map(|()| Done::NoteSigned))
}

fn add_to_note(connection: &Connection, session: Id, (text, by): (&str, &str), now: &Zoned) -> Result<Outcome> {
    let (text, by) = (text.trim(), by.trim());
    if by.is_empty() {
        return Ok(Err(Failure::SignedByNobody));
    }
    if text.is_empty() {
        return Ok(Err(Failure::EmptyNote));
    }
    Ok(note::add_to_note(connection, session, (text, by), now)?.map(|()| Done::AddendumKept))
}

/// Writes the note of a session into a folder.
fn export_note(connection: &Connection, session: Id, folder: &Path, now: &Zoned) -> Outcome {
    export::export_note(connection, session, folder, now).map(Done::NoteExported).map_err(Failure::NotExported)
}

fn note_consent(connection: &Connection, client: Id, consent: &Consent, now: &Zoned) -> Result<Outcome> {
    if !is_client(connection, client)? {
        return Ok(Err(Failure::NoSuchClient));
    }
    consent::note_consent(connection, client, consent, now)?;
    Ok(Ok(Done::ConsentNoted))
}

fn save_text_block(connection: &Connection, block: &TextBlock, now: &Zoned) -> Result<Outcome> {
    if block.text.trim().is_empty() {
        return Ok(Err(Failure::EmptyNote));
    }
    own::save(connection, ContentTable::TextBlock, &block.id, block, now.timestamp())?;
    Ok(Ok(Done::TextBlockKept))
}

fn save_template(connection: &Connection, template: &NoteTemplate, now: &Zoned) -> Result<Outcome> {
    if template.name.trim().is_empty() {
        return Ok(Err(Failure::WithoutName));
    }
    own::save(connection, ContentTable::NoteTemplate, &template.id, template, now.timestamp())?;
    Ok(Ok(Done::NoteTemplateKept))
}

/// Deletes a sentence or a template for notes, or takes that back.
fn delete(connection: &Connection, table: ContentTable, (id, deleted): (&str, bool), now: &Zoned) -> Result<Outcome> {
    let found = own::delete(connection, table, id, deleted.then_some(now.timestamp()))?;
    let done = if table == ContentTable::TextBlock { Done::TextBlockKept } else { Done::NoteTemplateKept };
    Ok(if found { Ok(done) } else { Err(Failure::NoSuchText) })
}
