//! Requests, and the one place for each where it is carried out.

use std::path::Path;

use jiff::Zoned;
use rusqlite::{Connection, Result};

use super::copying::CopyReason;
use super::unsaved::What;
use super::writer::VaultWorker;
use super::{clients, home, own};
use crate::export;
use crate::file::database_error;
use holdwell_model::{Client, Id};
use holdwell_store::{Done, Erased, Failure, ImportError, Outcome, Request, Ticket, VaultState};

impl VaultWorker {
    /// Carries out a request; `None` where its reply follows later.
    pub(super) fn carry_out(&mut self, ticket: Ticket, request: Request) -> Option<Outcome> {
        Some(match request {
            // The reader does that.
            Request::Look(_) => return None,
            Request::Unlock(passphrase) => self.unlock(passphrase),
            Request::Lock => self.lock(),
            Request::SetPassphrase { old, new } => self.set_passphrase(old.as_ref(), new),
            Request::Backup => return self.copy(CopyReason::Asked(ticket)).err().map(|trouble| Err(trouble.into())),
            Request::Restore(copy) => self.restore(&copy),
            Request::BeginAnew => self.begin_anew(),
            Request::EraseClient(id) => self.erase(id),
            Request::SaveClient(client) => self.save_client(None, *client),
            Request::ChangeClient { was, now } => self.save_client(Some(&was), *now),
            Request::MergeClients(from, into) => self.change(|vault, now| clients::merge(vault, (from, into), now)),
            Request::PartClient(id) => self.change(|vault, now| clients::part(vault, id, now)),
            Request::CautionsSeen(id, seen) => self.change(|vault, now| clients::note_cautions(vault, id, &seen, now)),
            Request::ExportClient(id, folder) => self.change(|vault, now| Ok(export_of(vault, id, &folder, now))),
            Request::Import(path, erased) => self.import(&path, erased),
            Request::SavePreset(preset) => self.change(|vault, now| clients::save_preset(vault, &preset, now)),
            Request::RestorePreset(id, version) => {
                self.change(|vault, now| clients::restore_preset(vault, id, version, now))
            }
            Request::SetPresetDeleted(id, gone) => {
                self.change(|vault, now| clients::delete_preset(vault, id, gone, now))
            }
            Request::GiveHomePlan(client, plan) => self.change(|vault, now| home::give_plan(vault, client, &plan, now)),
            Request::TakeDiary(diary) => self.change(|vault, now| home::take_diary(vault, &diary, now)),
            Request::Course(request) => self.course(request),
            Request::MoveSession(id, client) => self.change(|vault, now| clients::move_session(vault, id, client, now)),
            Request::Correct(id, changes) => self.change(|vault, now| clients::correct(vault, id, &changes, now)),
            Request::EnterSession(late) => self.change(|vault, now| clients::enter_session(vault, &late, now)),
            Request::Annotate(id, item, text) => {
                self.keep(What::Remarks(id), |vault, now| clients::annotate(vault, id, item, &text, now))
            }
            Request::Note(request) => self.note(request),
            Request::Keeping(request) => self.keeping(request),
            Request::NameHold(id, item, name) => {
                self.change(|vault, now| clients::name_hold(vault, id, item, name.as_deref(), now))
            }
            Request::AnswerQuestion(question, reply) => {
                self.change(|vault, now| clients::answer_question(vault, &question, &reply, now))
            }
            Request::KeepPartial(id) => self.change(|vault, now| clients::keep_partial(vault, id, now)),
            Request::SetSessionDeleted(id, deleted) => self.delete_session(id, deleted),
            Request::SavePosition(position) => self.change(|vault, now| own::save_position(vault, &position, now)),
            Request::SetPositionDeleted(id, gone) => {
                self.change(|vault, now| own::delete_position(vault, &id, gone, now))
            }
            Request::SaveRoutine(routine) => self.change(|vault, now| own::save_routine(vault, &routine, now)),
            Request::SetRoutineDeleted(id, gone) => {
                self.change(|vault, now| own::delete_routine(vault, &id, gone, now))
            }
            Request::KeepDraft(draft) => self.keep_draft(&draft),
            Request::DropDraft(id) => self.keep(What::Draft(id.clone()), |vault, _| own::drop_draft(vault, &id)),
            Request::Favourite(id, likes) => self.change(|vault, now| own::favour(vault, &id, likes, now)),
            Request::SetPhoto(id, photo) => self.change(|vault, now| own::set_photo(vault, &id, photo.as_ref(), now)),
            Request::DismissAdvice(advice) => self.change(|vault, now| own::dismiss_advice(vault, &advice, now)),
        })
    }

    /// Keeps a client, new or whole; where it is said what a change was begun with, only the change.
    fn save_client(&mut self, was: Option<&Client>, client: Client) -> Outcome {
        let mut former = std::mem::take(&mut self.former);
        let saved =
            self.keep(What::Client(client.id), |vault, now| clients::save(vault, was, client, &mut former, now));
        self.former = former;
        saved
    }

    /// Takes the rows of an exported file in, unless a session runs.
    fn import(&mut self, path: &Path, erased: Erased) -> Outcome {
        if self.under_way().is_some() {
            return Err(Failure::SessionRunning);
        }
        self.change(|vault, now| Ok(import(vault, path, erased, now)))
    }

    /// Writes something into an open vault, and has it read anew.
    pub(super) fn change(&mut self, write: impl FnOnce(&Connection, &Zoned) -> Result<Outcome>) -> Outcome {
        let Some(vault) = &self.vault else { return Err(self.is_shut()) };
        let written = write(vault.connection(), &self.now());
        self.changed();
        written.unwrap_or_else(|error| Err(self.trouble(&error)))
    }

    /// Writes something that only the window has until then, and remembers where it could not be written.
    pub(super) fn keep(&mut self, what: What, write: impl FnOnce(&Connection, &Zoned) -> Result<Outcome>) -> Outcome {
        let Some(vault) = &self.vault else { return Err(self.is_shut()) };
        let written = write(vault.connection(), &self.now());
        self.unsaved.update(what, written.is_ok());
        self.changed();
        written.unwrap_or_else(|error| Err(self.trouble(&error)))
    }

    /// Keeps a draft. Whoever builds knows how it stands: nothing is read anew for every change of it.
    fn keep_draft(&mut self, draft: &holdwell_store::Draft) -> Outcome {
        let Some(vault) = &self.vault else { return Err(self.is_shut()) };
        let written = own::keep_draft(vault.connection(), draft, &self.now());
        self.unsaved.update(What::Draft(draft.routine.clone()), written.is_ok());
        written.unwrap_or_else(|error| Err(self.trouble(&error)))
    }

    /// Returns the reason why nothing inside the vault can be asked for.
    pub(super) fn is_shut(&self) -> Failure {
        match &self.shared.publisher.kept().vault {
            VaultState::Locked { .. } => Failure::Locked,
            VaultState::Unavailable(why) => Failure::Storage(why.clone()),
            VaultState::Opening | VaultState::Open { .. } => Failure::Opening,
        }
    }

    /// Returns the failure that an error of the database is.
    pub(super) fn trouble(&self, error: &rusqlite::Error) -> Failure {
        database_error(error, &self.folder.vault()).into()
    }
}

/// Reads what a path means into the vault.
fn import(vault: &Connection, path: &Path, erased: Erased, now: &Zoned) -> Outcome {
    let mut files = 0;
    match export::import_all(vault, path, erased, now, &mut |_, all| files = all) {
        Ok(report) if report.refused.len() == files => Err(Failure::NotImported(report.refused)),
        Ok(report) => Ok(Done::Imported(report)),
        Err(ImportError::Refused(file)) => Err(Failure::NotImported(vec![file])),
        Err(ImportError::Vault(trouble)) => Err(trouble.into()),
    }
}

/// Writes everything about a client into a new folder.
fn export_of(vault: &Connection, id: Id, folder: &Path, now: &Zoned) -> Outcome {
    export::export(vault, Some(id), folder, now).map(Done::Exported).map_err(Failure::NotExported)
}
