//! What is asked of an open vault: about clients, presets and sessions.

use jiff::Zoned;
use rusqlite::Connection;

use super::writer::Keeper;
use crate::model::{Client, Id, Preset};
use crate::store::clients::{cautions_seen, is_client, save_client};
use crate::store::erase::erase_client;
use crate::store::export::export;
use crate::store::journal::{annotate, answer_question, discard, keep_partial, move_session};
use crate::store::log::log_daily;
use crate::store::presets::{delete_preset, put_back_preset, restore_preset, save_preset};
use crate::store::vault::Trouble;
use crate::store::{Answer, Request};

const NO_CLIENT: &str = "This client is no longer in the vault.";
const NO_PRESET: &str = "This preset is no longer in the vault.";
const NO_SESSION: &str = "This session is no longer in the vault, or is not as it was.";
const NAMELESS: &str = "A client needs a name. Write one, however short.";

impl Keeper {
    /// Does what is asked of an open vault.
    pub(super) fn keep(&mut self, request: Request) -> Answer {
        let Some(vault) = &self.vault else { return self.is_shut() };
        let now = self.now();
        let done = match request {
            Request::EraseClient(id) => return self.erase(id, &now),
            // Whoever builds knows how it stands; nothing is read anew for every change of it.
            Request::KeepDraft(_) => {
                return keep(vault.connection(), request, &now).unwrap_or_else(|error| self.trouble(&error));
            }
            request => keep(vault.connection(), request, &now),
        };
        self.changed();
        done.unwrap_or_else(|error| self.trouble(&error))
    }

    fn erase(&mut self, id: Id, now: &Zoned) -> Answer {
        if self.under_way().is_some() {
            return failed("A session is being recorded. Erase the client when it is over.");
        }
        // Nobody may read while the file is written anew.
        self.wait_for_copy();
        self.shared.reading.close();
        let Some(vault) = &self.vault else { return self.is_shut() };
        let erased = erase_client(vault.connection(), id, now.date());
        let tidied = vault.erase_free_space();
        self.came_back();
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
    fn trouble(&self, error: &rusqlite::Error) -> Answer {
        Answer::Failed(Trouble::of(error, &self.folder.vault()).to_string())
    }

    /// Which copies still hold a client that was erased.
    fn still_held(&self, id: Id) -> String {
        let kept = self.shared.shown.kept();
        let since = kept.backups.iter().filter(|backup| id.made().is_none_or(|made| backup.made >= made));
        let zone = self.now().time_zone().clone();
        let days: Vec<String> =
            since.map(|backup| backup.made.to_zoned(zone.clone()).strftime("%Y-%m-%d %H:%M").to_string()).collect();
        if days.is_empty() {
            return "Erased. No copy holds this client.".to_owned();
        }
        format!(
            "Erased. These copies of the vault still hold this client until newer ones take their place: {}.",
            days.join(", ")
        )
    }
}

/// Does what is asked, and says what became of it. An error is the vault's.
fn keep(connection: &Connection, request: Request, now: &Zoned) -> rusqlite::Result<Answer> {
    let at = now.timestamp();
    if let Some(answer) = super::own::keep(connection, &request, at)? {
        return Ok(answer);
    }
    let found = |found: bool, done: &str, otherwise: &str| if found { self::done(done) } else { failed(otherwise) };
    Ok(match request {
        Request::SaveClient(client) => keep_client(connection, *client, now)?,
        Request::CautionsSeen(client, cautions) if is_client(connection, client)? => {
            cautions_seen(connection, client, &cautions, now)?;
            done("Noted")
        }
        Request::CautionsSeen(..) => failed(NO_CLIENT),
        Request::ExportClient(id, folder) => match export(connection, Some(id), &folder, now) {
            Ok(folder) => {
                log_daily(connection, now.date(), "exported", id)?;
                done(&format!("Written to {}", folder.display()))
            }
            Err(problem) => failed(&format!("Not exported: {problem}.")),
        },
        Request::SavePreset(preset) => keep_preset(connection, &preset, now)?,
        Request::RestorePreset(id, version) => {
            found(restore_preset(connection, id, version, now)?, "Earlier version restored", NO_PRESET)
        }
        Request::DeletePreset(id, true) => found(delete_preset(connection, id, now)?, "Preset deleted", NO_PRESET),
        Request::DeletePreset(id, false) => found(put_back_preset(connection, id, now)?, "Preset put back", NO_PRESET),
        Request::MoveSession(session, client) => {
            if let Some(client) = client
                && !is_client(connection, client)?
            {
                return Ok(failed(NO_CLIENT));
            }
            found(move_session(connection, session, client, now.date())?, "Session moved", NO_SESSION)
        }
        Request::Annotate(session, bout, text) => {
            annotate(connection, session, bout, &text, at)?;
            done("Kept")
        }
        Request::AnswerQuestion(question, answer) => {
            found(answer_question(connection, &question, &answer, at)?, "Kept", NO_SESSION)
        }
        Request::KeepPartial(session) => found(keep_partial(connection, session)?, "Kept as it is", NO_SESSION),
        Request::Discard(session) => found(discard(connection, session)?, "Thrown away", NO_SESSION),
        // These are the therapist's own, and these are asked of the keeper itself.
        Request::SavePosition(_)
        | Request::DeletePosition(..)
        | Request::SaveRoutine(_)
        | Request::DeleteRoutine(..)
        | Request::KeepDraft(_)
        | Request::DropDraft(_)
        | Request::Favourite(..)
        | Request::SetPhoto(..)
        | Request::Know(_)
        | Request::Look(_)
        | Request::Unlock(_)
        | Request::Lock
        | Request::SetPassphrase { .. }
        | Request::Backup
        | Request::Restore(_)
        | Request::BeginAnew
        | Request::EraseClient(_) => done(""),
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
