//! What is asked of an open vault about the therapist's own: positions, routines, photos.

use jiff::Timestamp;
use rusqlite::Connection;

use super::clients::{done, failed};
use crate::store::own::{self, Shelf};
use crate::store::{Answer, Request};

const NO_POSITION: &str = "This position is no longer in the vault.";
const NO_ROUTINE: &str = "This routine is no longer in the vault.";
const NAMELESS: &str = "It needs a name. Write one, however short.";

/// Does what is asked, and says what became of it; `None` where something else is asked.
pub(super) fn keep(connection: &Connection, request: &Request, now: Timestamp) -> rusqlite::Result<Option<Answer>> {
    let delete = |shelf, id: &str, deleted: bool, (gone, back, missing): (&str, &str, &str)| {
        let found = own::delete(connection, shelf, id, deleted.then_some(now))?;
        Ok::<_, rusqlite::Error>(match (found, deleted) {
            (false, _) => failed(missing),
            (true, true) => done(gone),
            (true, false) => done(back),
        })
    };
    Ok(Some(match request {
        Request::SavePosition(position) if position.name.trim().is_empty() => failed(NAMELESS),
        Request::SavePosition(position) => {
            own::save(connection, Shelf::Position, &position.id, position, now)?;
            done("Position saved")
        }
        Request::DeletePosition(id, deleted) => {
            delete(Shelf::Position, id, *deleted, ("Position deleted", "Position put back", NO_POSITION))?
        }
        Request::SaveRoutine(routine) if routine.name.trim().is_empty() => failed(NAMELESS),
        Request::SaveRoutine(routine) => {
            own::save(connection, Shelf::Routine, &routine.id, routine, now)?;
            done("Routine saved")
        }
        Request::DeleteRoutine(id, deleted) => {
            delete(Shelf::Routine, id, *deleted, ("Routine deleted", "Routine put back", NO_ROUTINE))?
        }
        Request::KeepDraft(draft) => {
            own::keep_draft(connection, draft, now)?;
            // It comes of itself every second, so nothing is said of it.
            done("")
        }
        Request::DropDraft(routine) => {
            own::drop_draft(connection, routine)?;
            done("")
        }
        Request::Favourite(position, likes) => {
            own::favour(connection, position, likes.then_some(now))?;
            done("Kept")
        }
        Request::SetPhoto(position, photo) => {
            own::set_photo(connection, position, photo.as_ref(), now)?;
            done(if photo.is_some() { "Photo kept" } else { "Photo taken away" })
        }
        Request::Know(advice) => {
            own::know(connection, advice, now)?;
            done("Noted")
        }
        _ => return Ok(None),
    }))
}
