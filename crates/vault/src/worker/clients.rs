//! Requests about clients, presets and sessions, carried out on an open vault. An error is the database's.

use jiff::{Timestamp, Zoned};
use rusqlite::{Connection, Result};

use super::unsaved::What;
use super::writer::VaultWorker;
use crate::clients::{cautions_seen, is_client, save_client};
use crate::erase::erase_client;
use crate::file::{Copies, vaults_set_aside};
use crate::person::Former;
use crate::{journal, person, presets};
use holdwell_library::Preset;
use holdwell_model::{Client, HoldName, Id};
use holdwell_store::{Correction, Done, Failure, LateSession, Leftovers, Outcome, Question, QuestionReply};

impl VaultWorker {
    /// Erases a client for good.
    pub(super) fn erase(&mut self, id: Id) -> Outcome {
        if self.vault.is_none() {
            return Err(self.is_shut());
        }
        if self.under_way().is_some() {
            return Err(Failure::EraseWhileRunning);
        }
        // Nobody may read while the file is written anew.
        self.wait_for_copy();
        self.shared.reading.close();
        let Some(vault) = &self.vault else { return Err(self.is_shut()) };
        let erased = erase_client(vault.connection(), id, self.now().date());
        let tidied = vault.erase_free_space();
        self.changed();
        self.came_back();
        self.former = Former::default();
        let erased = erased.map_err(|error| self.trouble(&error))?;
        for client in erased.iter().chain([&id]) {
            self.unsaved.forget(&What::Client(*client));
        }
        match tidied {
            _ if erased.is_empty() => Err(Failure::NoSuchClient),
            Ok(()) => Ok(Done::ClientErased(self.leftovers(&erased))),
            Err(trouble) => Err(Failure::TracesLeft(trouble)),
        }
    }

    /// Deletes a session, or takes that back; never the one that runs.
    pub(super) fn delete_session(&mut self, id: Id, deleted: bool) -> Outcome {
        if self.under_way() == Some(id) {
            return Err(Failure::SessionRunning);
        }
        let done = if deleted { Done::SessionDeleted } else { Done::SessionPutBack };
        self.change(|vault, now| Ok(of_session(journal::delete_session(vault, id, deleted, now)?, done)))
    }

    /// Finds the copies, and the vaults that were set aside, that still hold one of the clients who were erased.
    fn leftovers(&self, erased: &[Id]) -> Leftovers {
        let zone = self.now().time_zone().clone();
        let wall = |made: Timestamp| made.to_zoned(zone.clone()).datetime();
        let all = Copies::new(&self.folder, self.passphrase.as_ref());
        let copies = all.list().into_iter().filter(|copy| all.may_hold(&copy.path, erased)).map(|copy| wall(copy.made));
        let aside = vaults_set_aside(&self.folder).into_iter().filter(|(path, _)| all.may_hold(path, erased));
        let (copies, aside) = (copies.collect(), aside.map(|(_, made)| wall(made)).collect());
        Leftovers { copies, aside, folder: self.folder.path().to_owned() }
    }
}

pub(super) fn save(
    connection: &Connection,
    was: Option<&Client>,
    client: Client,
    former: &mut Former,
    now: &Zoned,
) -> Result<Outcome> {
    let client = Client { name: client.name.trim().to_owned(), ..client };
    if client.name.is_empty() {
        return Ok(Err(Failure::ClientWithoutName));
    }
    // A change that comes after the erase brings nobody back.
    if was.is_some() && !is_client(connection, client.id)? {
        return Ok(Err(Failure::NoSuchClient));
    }
    save_client(connection, was, &client, former, now)?;
    Ok(Ok(Done::ClientSaved))
}

pub(super) fn merge(connection: &Connection, both: (Id, Id), now: &Zoned) -> Result<Outcome> {
    let is_done = person::merge_clients(connection, both, now)?;
    Ok(if is_done { Ok(Done::ClientsMerged) } else { Err(Failure::NoSuchClient) })
}

pub(super) fn part(connection: &Connection, id: Id, now: &Zoned) -> Result<Outcome> {
    let is_done = person::part_client(connection, id, now)?;
    Ok(if is_done { Ok(Done::ClientsParted) } else { Err(Failure::NoSuchClient) })
}

pub(super) fn note_cautions(connection: &Connection, client: Id, cautions: &[Id], now: &Zoned) -> Result<Outcome> {
    if !is_client(connection, client)? {
        return Ok(Err(Failure::NoSuchClient));
    }
    cautions_seen(connection, client, cautions, now)?;
    Ok(Ok(Done::CautionsNoted))
}

pub(super) fn save_preset(connection: &Connection, preset: &Preset, now: &Zoned) -> Result<Outcome> {
    if !is_client(connection, preset.client)? {
        return Ok(Err(Failure::NoSuchClient));
    }
    let is_saved = presets::save_preset(connection, preset, now)?;
    Ok(if is_saved { Ok(Done::PresetSaved) } else { Err(Failure::PresetOfAnother) })
}

pub(super) fn restore_preset(connection: &Connection, id: Id, version: u32, now: &Zoned) -> Result<Outcome> {
    let found = presets::restore_preset(connection, id, version, now)?;
    Ok(if found { Ok(Done::PresetRestored) } else { Err(Failure::NoSuchPreset) })
}

/// Deletes a preset, or takes that back.
pub(super) fn delete_preset(connection: &Connection, id: Id, deleted: bool, now: &Zoned) -> Result<Outcome> {
    let (found, done) = if deleted {
        (presets::delete_preset(connection, id, now)?, Done::PresetDeleted)
    } else {
        (presets::put_back_preset(connection, id, now)?, Done::PresetPutBack)
    };
    Ok(if found { Ok(done) } else { Err(Failure::NoSuchPreset) })
}

pub(super) fn move_session(connection: &Connection, id: Id, client: Option<Id>, now: &Zoned) -> Result<Outcome> {
    if let Some(client) = client
        && !is_client(connection, client)?
    {
        return Ok(Err(Failure::NoSuchClient));
    }
    Ok(of_session(journal::move_session(connection, id, client, now.date())?, Done::SessionMoved))
}

pub(super) fn correct(connection: &Connection, id: Id, corrections: &[Correction], now: &Zoned) -> Result<Outcome> {
    Ok(of_session(journal::correct(connection, id, corrections, now)?, Done::SessionCorrected))
}

pub(super) fn enter_session(connection: &Connection, late: &LateSession, now: &Zoned) -> Result<Outcome> {
    if let Some(client) = late.start.client
        && !is_client(connection, client)?
    {
        return Ok(Err(Failure::NoSuchClient));
    }
    journal::enter_session(connection, late, now)?;
    Ok(Ok(Done::SessionEntered))
}

pub(super) fn annotate(connection: &Connection, id: Id, item: Option<u32>, text: &str, now: &Zoned) -> Result<Outcome> {
    journal::annotate(connection, id, item, text, now)?;
    Ok(Ok(Done::RemarkKept))
}

pub(super) fn name_hold(
    connection: &Connection,
    id: Id,
    item: u32,
    name: Option<&HoldName>,
    now: &Zoned,
) -> Result<Outcome> {
    Ok(of_session(journal::name_hold(connection, id, item, name, now)?, Done::HoldNamed))
}

pub(super) fn answer_question(
    connection: &Connection,
    question: &Question,
    reply: &QuestionReply,
    now: &Zoned,
) -> Result<Outcome> {
    Ok(of_session(journal::answer_question(connection, question, reply, now)?, Done::QuestionAnswered))
}

pub(super) fn keep_partial(connection: &Connection, id: Id, now: &Zoned) -> Result<Outcome> {
    Ok(of_session(journal::keep_partial(connection, id, now.date())?, Done::SessionKept))
}

fn of_session(found: bool, done: Done) -> Outcome {
    if found { Ok(done) } else { Err(Failure::NoSuchSession) }
}
