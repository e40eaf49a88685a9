//! What is asked of an open vault: about clients, presets and sessions.

use jiff::{Timestamp, Zoned};
use rusqlite::Connection;

use super::task::OfClients;
use super::unsaved::What;
use super::writer::VaultWorker;
use crate::clients::{cautions_seen, is_client, save_client};
use crate::erase::erase_client;
use crate::export::export;
use crate::file::{VaultError, backups, vaults_set_aside};
use crate::journal::{annotate, answer_question, discard, keep_partial, move_session};
use crate::presets::{delete_preset, put_back_preset, restore_preset, save_preset};
use holdwell_library::Preset;
use holdwell_model::{Client, Id};
use holdwell_store::Answer;

const NO_CLIENT: &str = "This client is no longer in the vault.";
const NO_PRESET: &str = "This preset is no longer in the vault.";
const NO_SESSION: &str = "This session is no longer in the vault, or is not as it was.";
const NAMELESS: &str = "A client needs a name. Write one, however short.";

impl VaultWorker {
    /// Does what is asked of an open vault about clients, presets and sessions.
    pub(super) fn keep_clients(&mut self, request: OfClients) -> Answer {
        let Some(vault) = &self.vault else { return self.is_shut() };
        let what = What::of_clients(&request);
        let done = keep(vault.connection(), request, &self.now());
        self.unsaved.mind(what, &done);
        self.changed();
        done.unwrap_or_else(|error| self.trouble(&error))
    }

    /// Erases a client for good.
    pub(super) fn erase(&mut self, id: Id) -> Answer {
        if self.vault.is_none() {
            return self.is_shut();
        }
        if self.under_way().is_some() {
            return failed("A session is being recorded. Erase the client when it is over.");
        }
        // Nobody may read while the file is written anew.
        self.wait_for_copy();
        self.shared.reading.close();
        let Some(vault) = &self.vault else { return self.is_shut() };
        let erased = erase_client(vault.connection(), id, self.now().date());
        let tidied = vault.erase_free_space();
        self.changed();
        self.came_back();
        self.unsaved.forget(&What::Client(id));
        match (erased, tidied) {
            (Ok(true), Ok(())) => Answer::Done(self.still_held(id)),
            (Ok(true), Err(trouble)) => {
                let why = "Erased, but the vault could not be written anew, so that traces may be left in its file";
                Answer::Failed(format!("{why}: {trouble} Erase once more when that is settled."))
            }
            (Ok(false), _) => failed(NO_CLIENT),
            (Err(error), _) => self.trouble(&error),
        }
    }

    /// What an error of the database means for the person.
    pub(super) fn trouble(&self, error: &rusqlite::Error) -> Answer {
        Answer::Failed(VaultError::of(error, &self.folder.vault()).to_string())
    }

    /// Which copies, and which vaults that were set aside, still hold a client that was erased.
    fn still_held(&self, id: Id) -> String {
        let zone = self.now().time_zone().clone();
        // A file tells the second in which it was made.
        let holds = |made: Timestamp| id.made().is_none_or(|client| made.as_second() >= client.as_second());
        let days = |made: &mut dyn Iterator<Item = Timestamp>| {
            let day = |made: Timestamp| made.to_zoned(zone.clone()).strftime("%Y-%m-%d %H:%M").to_string();
            made.filter(|made| holds(*made)).map(day).collect::<Vec<_>>().join(", ")
        };
        let copies = days(&mut backups(&self.folder).iter().map(|copy| copy.made));
        let aside = days(&mut vaults_set_aside(&self.folder).iter().map(|(_, made)| *made));
        let mut said = vec!["Erased.".to_owned()];
        if !copies.is_empty() {
            let until = "still hold this client until newer ones take their place";
            said.push(format!("These copies of the vault {until}: {copies}."));
        }
        if !aside.is_empty() {
            let place = self.folder.path().display();
            said.push(format!(
                "These vaults, which were set aside in {place}, may hold this client until you remove them: {aside}."
            ));
        }
        if copies.is_empty() && aside.is_empty() {
            said.push("No copy holds this client.".to_owned());
        }
        said.join(" ")
    }
}

/// Does what is asked, and says what became of it. An error is the vault's.
fn keep(connection: &Connection, request: OfClients, now: &Zoned) -> rusqlite::Result<Answer> {
    let found = |found: bool, done: &str, otherwise: &str| if found { self::done(done) } else { failed(otherwise) };
    Ok(match request {
        OfClients::Save(client) => keep_client(connection, client, now)?,
        OfClients::CautionsSeen(client, cautions) if is_client(connection, client)? => {
            cautions_seen(connection, client, &cautions, now)?;
            done("Noted")
        }
        OfClients::CautionsSeen(..) => failed(NO_CLIENT),
        OfClients::Export(id, folder) => match export(connection, Some(id), &folder, now) {
            Ok(folder) => done(&format!("Written to {}", folder.display())),
            Err(problem) => failed(&format!("Not exported: {problem}.")),
        },
        OfClients::SavePreset(preset) => keep_preset(connection, &preset, now)?,
        OfClients::RestorePreset(id, version) => {
            found(restore_preset(connection, id, version, now)?, "Earlier version restored", NO_PRESET)
        }
        OfClients::DeletePreset(id, true) => found(delete_preset(connection, id, now)?, "Preset deleted", NO_PRESET),
        OfClients::DeletePreset(id, false) => {
            found(put_back_preset(connection, id, now)?, "Preset put back", NO_PRESET)
        }
        OfClients::MoveSession(session, client) => {
            if let Some(client) = client
                && !is_client(connection, client)?
            {
                return Ok(failed(NO_CLIENT));
            }
            found(move_session(connection, session, client, now.date())?, "Session moved", NO_SESSION)
        }
        OfClients::Annotate(session, item, text) => {
            annotate(connection, session, item, &text, now)?;
            done("Kept")
        }
        OfClients::AnswerQuestion(question, answer) => {
            found(answer_question(connection, &question, &answer, now)?, "Kept", NO_SESSION)
        }
        OfClients::KeepPartial(session) => {
            found(keep_partial(connection, session, now.date())?, "Kept as it is", NO_SESSION)
        }
        OfClients::Discard(session) => found(discard(connection, session, now.date())?, "Thrown away", NO_SESSION),
    })
}

fn keep_client(connection: &Connection, client: Client, now: &Zoned) -> rusqlite::Result<Answer> {
    let client = Client { name: client.name.trim().to_owned(), ..client };
    if client.name.is_empty() {
        return Ok(failed(NAMELESS));
    }
    save_client(connection, &client, now)?;
    Ok(done("Client saved"))
}

fn keep_preset(connection: &Connection, preset: &Preset, now: &Zoned) -> rusqlite::Result<Answer> {
    if !is_client(connection, preset.client)? {
        return Ok(failed(NO_CLIENT));
    }
    save_preset(connection, preset, now)?;
    Ok(done("Preset saved"))
}

pub(super) fn done(what: &str) -> Answer {
    Answer::Done(what.to_owned())
}

pub(super) fn failed(why: &str) -> Answer {
    Answer::Failed(why.to_owned())
}
