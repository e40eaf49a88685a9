//! Requests about the therapist's own positions, routines and photos, carried out on an open vault. An error is the
//! database's.

use jiff::Zoned;
use rusqlite::{Connection, Result};

use crate::own::{self, ContentTable};
use holdwell_model::{Position, Routine};
use holdwell_store::{Done, Draft, Failure, Outcome, Photo};

pub(super) fn save_position(connection: &Connection, position: &Position, now: &Zoned) -> Result<Outcome> {
    if position.name.trim().is_empty() {
        return Ok(Err(Failure::WithoutName));
    }
    own::save(connection, ContentTable::Position, &position.id, position, now.timestamp())?;
    Ok(Ok(Done::PositionSaved))
}

/// Deletes a position, or takes that back.
pub(super) fn delete_position(connection: &Connection, id: &str, deleted: bool, now: &Zoned) -> Result<Outcome> {
    let since = deleted.then_some(now.timestamp());
    let found = own::delete(connection, ContentTable::Position, id, since)?;
    let done = if deleted { Done::PositionDeleted } else { Done::PositionPutBack };
    Ok(if found { Ok(done) } else { Err(Failure::NoSuchPosition) })
}

pub(super) fn save_routine(connection: &Connection, routine: &Routine, now: &Zoned) -> Result<Outcome> {
    if routine.name.trim().is_empty() {
        return Ok(Err(Failure::WithoutName));
    }
    own::save(connection, ContentTable::Routine, &routine.id, routine, now.timestamp())?;
    Ok(Ok(Done::RoutineSaved))
}

/// Deletes a routine, or takes that back.
pub(super) fn delete_routine(connection: &Connection, id: &str, deleted: bool, now: &Zoned) -> Result<Outcome> {
    let since = deleted.then_some(now.timestamp());
    let found = own::delete(connection, ContentTable::Routine, id, since)?;
    let done = if deleted { Done::RoutineDeleted } else { Done::RoutinePutBack };
    Ok(if found { Ok(done) } else { Err(Failure::NoSuchRoutine) })
}

pub(super) fn keep_draft(connection: &Connection, draft: &Draft, now: &Zoned) -> Result<Outcome> {
    own::keep_draft(connection, draft, now.timestamp())?;
    Ok(Ok(Done::DraftKept))
}

pub(super) fn drop_draft(connection: &Connection, routine: &str) -> Result<Outcome> {
    own::drop_draft(connection, routine)?;
    Ok(Ok(Done::DraftDropped))
}

pub(super) fn favour(connection: &Connection, position: &str, likes: bool, now: &Zoned) -> Result<Outcome> {
    own::favour(connection, position, likes.then_some(now.timestamp()))?;
    Ok(Ok(Done::FavouriteKept))
}

pub(super) fn set_photo(
    connection: &Connection,
    position: &str,
    photo: Option<&Photo>,
    now: &Zoned,
) -> Result<Outcome> {
    own::set_photo(connection, position, photo, now.timestamp())?;
    Ok(Ok(if photo.is_some() { Done::PhotoKept } else { Done::PhotoRemoved }))
}

pub(super) fn dismiss_advice(connection: &Connection, advice: &str, now: &Zoned) -> Result<Outcome> {
    own::know(connection, advice, now.timestamp())?;
    Ok(Ok(Done::AdviceDismissed))
}
