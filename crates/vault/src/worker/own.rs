//! What is asked of an open vault about the therapist's own: positions, routines, photos.

use jiff::Timestamp;
use rusqlite::Connection;

use super::clients::{done, failed};
use super::task::OfHerOwn;
use super::unsaved::What;
use super::writer::VaultWorker;
use crate::own::{self, ContentTable};
use holdwell_store::Answer;

const NO_POSITION: &str = "This position is no longer in the vault.";
const NO_ROUTINE: &str = "This routine is no longer in the vault.";
const NAMELESS: &str = "It needs a name. Write one, however short.";

impl VaultWorker {
    /// Does what is asked of an open vault about the therapist's own. That a draft is kept is not said.
    pub(super) fn keep_own(&mut self, request: &OfHerOwn) -> Option<Answer> {
        let Some(vault) = &self.vault else { return Some(self.is_shut()) };
        let done = keep(vault.connection(), request, self.now().timestamp());
        // Whoever builds knows how it stands: nothing is read anew, and nothing said, for every change of it.
        self.unsaved.mind(What::of_her_own(request), &done);
        if done.is_ok() && matches!(request, OfHerOwn::KeepDraft(_)) {
            return None;
        }
        self.changed();
        Some(done.unwrap_or_else(|error| self.trouble(&error)))
    }
}

/// Does what is asked, and says what became of it. An error is the vault's.
fn keep(connection: &Connection, request: &OfHerOwn, now: Timestamp) -> rusqlite::Result<Answer> {
    let delete = |shelf, id: &str, deleted: bool, (gone, back, missing): (&str, &str, &str)| {
        let found = own::delete(connection, shelf, id, deleted.then_some(now))?;
        Ok::<_, rusqlite::Error>(match (found, deleted) {
            (false, _) => failed(missing),
            (true, true) => done(gone),
            (true, false) => done(back),
        })
    };
    Ok(match request {
        OfHerOwn::SavePosition(position) if position.name.trim().is_empty() => failed(NAMELESS),
        OfHerOwn::SavePosition(position) => {
            own::save(connection, ContentTable::Position, &position.id, position, now)?;
            done("Position saved")
        }
        OfHerOwn::DeletePosition(id, deleted) => {
            delete(ContentTable::Position, id, *deleted, ("Position deleted", "Position put back", NO_POSITION))?
        }
        OfHerOwn::SaveRoutine(routine) if routine.name.trim().is_empty() => failed(NAMELESS),
        OfHerOwn::SaveRoutine(routine) => {
            own::save(connection, ContentTable::Routine, &routine.id, routine, now)?;
            done("Routine saved")
        }
        OfHerOwn::DeleteRoutine(id, deleted) => {
            delete(ContentTable::Routine, id, *deleted, ("Routine deleted", "Routine put back", NO_ROUTINE))?
        }
        OfHerOwn::KeepDraft(draft) => {
            own::keep_draft(connection, draft, now)?;
            // It comes of itself every second, so nothing is said of it.
            done("")
        }
        OfHerOwn::DropDraft(routine) => {
            own::drop_draft(connection, routine)?;
            done("")
        }
        OfHerOwn::Favourite(position, likes) => {
            own::favour(connection, position, likes.then_some(now))?;
            done("Kept")
        }
        OfHerOwn::SetPhoto(position, photo) => {
            own::set_photo(connection, position, photo.as_ref(), now)?;
            done(if photo.is_some() { "Photo kept" } else { "Photo taken away" })
        }
        OfHerOwn::DismissAdvice(advice) => {
            own::know(connection, advice, now)?;
            done("Noted")
        }
    })
}
