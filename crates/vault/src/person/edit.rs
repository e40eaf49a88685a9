//! A change of what is shown of a person, split into the rows that it belongs to: to each what is theirs, and what is new
//! to the one who was changed. So they can be taken apart again, each with exactly what is theirs.

use rusqlite::{Connection, Result};

use super::former::Former;
use super::notes;
use super::shown::{everybody, united};
use crate::clients::client_of;
use crate::journal::row::if_readable;
use holdwell_model::{Caution, Client, Id, Preferences};

/// Returns the rows as they are once a client is changed by hand. `was` is the client as they were shown when the change
/// was begun: what is no other than then is left as it has become meanwhile. Without it the client is new, or meant as
/// the whole of one row. What is said again goes back to whom it was of, as `former` knows.
pub(crate) fn edited(
    connection: &Connection,
    was: Option<&Client>,
    now: &Client,
    former: &mut Former,
) -> Result<Vec<Client>> {
    let Some(own) = if_readable(client_of(connection, now.id))?.flatten() else { return Ok(vec![now.clone()]) };
    let before = everybody(connection, &own, &mut Vec::new())?;
    let mut after = before.clone();
    let was = was.unwrap_or(&own);
    let (now, others) = given_back(connection, &before, (was, now), former)?;
    edit(&mut after, was, &now, former);
    let is_own = |row: &Client| row.id == own.id;
    let changed = after.into_iter().zip(&before).filter(|(after, before)| is_own(after) || after != *before);
    let changed = changed.map(|(row, _)| row).chain(others).collect();
    if before.len() > 1 {
        former.remember(before);
    }
    Ok(changed)
}

/// Gives each caution that is said again, and was of somebody who has been taken apart since, back to them. Returns the
/// change without those, and the rows of the others with them.
fn given_back(
    connection: &Connection,
    rows: &[Client],
    (was, now): (&Client, &Client),
    former: &Former,
) -> Result<(Client, Vec<Client>)> {
    let (mut left, mut others) = (now.clone(), Vec::<Client>::new());
    let is_new = |id: Id| of(was, id).is_none() && rows.iter().all(|row| of(row, id).is_none());
    for caution in now.cautions.iter().filter(|caution| is_new(caution.id)) {
        for (id, place) in former.who_else_had(rows, |row| row.cautions.iter().position(|one| one.id == caution.id)) {
            if others.iter().all(|other| other.id != id) {
                others.extend(if_readable(client_of(connection, id))?.flatten());
            }
            let Some(other) = others.iter_mut().find(|other| other.id == id) else { continue };
            left.cautions.retain(|one| one.id != caution.id);
            if of(other, caution.id).is_none() {
                other.cautions.insert(place.min(other.cautions.len()), caution.clone());
            }
        }
    }
    Ok((left, others))
}

/// Changes the rows of a person, the one who was changed first.
pub(super) fn edit(rows: &mut [Client], was: &Client, now: &Client, former: &Former) {
    let both = (was, now);
    set(
        rows,
        both,
        former,
        |client| &mut client.notes,
        |rows| {
            notes::edit(rows, &was.notes, &now.notes, |id| former.was(id, |row| !row.notes.trim().is_empty()));
        },
    );
    set_known(rows, both, former, |client| &mut client.called);
    set_known(rows, both, former, |client| &mut client.worse_side);
    set_known(rows, both, former, |client| &mut client.slot_mins);
    set_known(rows, both, former, |client| &mut client.born);
    set(
        rows,
        both,
        former,
        |client| &mut client.preferences,
        |rows| {
            let most = if now.preferences == Preferences::default() { usize::MAX } else { 1 };
            rows.iter_mut().take(most).for_each(|row| row.preferences = now.preferences);
        },
    );
    set(
        rows,
        both,
        former,
        |client| &mut client.keep_until,
        |rows| {
            // The latest of all is shown.
            rows.iter_mut().skip(1).for_each(|other| other.keep_until = other.keep_until.min(now.keep_until));
            rows.iter_mut().take(1).for_each(|own| own.keep_until = now.keep_until);
        },
    );
    edit_cautions(rows, was, now, former);
    edit_hurts(rows, was, now, former);
    if let Some(own) = rows.first_mut().filter(|_| was.name != now.name) {
        own.name.clone_from(&now.name);
    }
}

/// Changes one part where it was changed: to what it was in each row where that is what is to be shown, else with `put`.
fn set<T: Clone + PartialEq>(
    rows: &mut [Client],
    (was, now): (&Client, &Client),
    former: &Former,
    part: fn(&mut Client) -> &mut T,
    put: impl FnOnce(&mut [Client]),
) {
    let of = |client: &Client| part(&mut client.clone()).clone();
    if of(was) == of(now) {
        return;
    }
    let is_shown =
        |rows: &[Client]| rows.first().is_some_and(|own| of(&united(own.clone(), rows, Vec::new())) == of(now));
    match former.again(rows, |row, was| part(row).clone_from(&of(was)), is_shown) {
        Some(again) => rows.clone_from_slice(&again),
        None => put(rows),
    }
}

/// Changes a field of which the first that is known is shown. What is taken away is taken from all, or another's would
/// be shown in its place.
fn set_known<T: Clone + PartialEq>(
    rows: &mut [Client],
    (was, now): (&Client, &Client),
    former: &Former,
    field: fn(&mut Client) -> &mut Option<T>,
) {
    let value = field(&mut now.clone()).clone();
    let most = if value.is_some() { 1 } else { usize::MAX };
    set(rows, (was, now), former, field, |rows| {
        rows.iter_mut().take(most).for_each(|row| field(row).clone_from(&value));
    });
}

/// Changes each caution wherever it stands; new ones are of the one who was changed.
fn edit_cautions(rows: &mut [Client], was: &Client, now: &Client, former: &Former) {
    for row in rows.iter_mut() {
        row.cautions.retain(|caution| of(now, caution.id).is_some() || of(was, caution.id).is_none());
        for caution in &mut row.cautions {
            if let Some(changed) = of(now, caution.id).filter(|now| of(was, caution.id) != Some(now)) {
                caution.clone_from(changed);
            }
        }
    }
    let is_new = |rows: &[Client], id: Id| of(was, id).is_none() && rows.iter().all(|row| of(row, id).is_none());
    for caution in &now.cautions {
        if is_new(rows, caution.id) {
            put_caution(rows, caution, former);
        }
    }
    // Hers stand in the order in which they are shown; those that came meanwhile behind them.
    if let Some(own) = rows.first_mut() {
        let place = |caution: &Caution| now.cautions.iter().position(|one| one.id == caution.id).unwrap_or(usize::MAX);
        own.cautions.sort_by_key(place);
    }
}

/// Gives a caution to those who had it, at its place; else to the one who was changed.
fn put_caution(rows: &mut [Client], caution: &Caution, former: &Former) {
    let had = former.who_had(rows, |row| row.cautions.iter().position(|one| one.id == caution.id));
    let is_one = |row: &Client| had.iter().any(|(who, _)| *who == row.id);
    if !rows.iter().any(is_one) {
        rows.iter_mut().take(1).for_each(|own| own.cautions.push(caution.clone()));
    }
    for row in rows {
        if let Some((_, place)) = had.iter().find(|(who, _)| *who == row.id) {
            row.cautions.insert((*place).min(row.cautions.len()), caution.clone());
        }
    }
}

/// Changes the places that hurt: one that is new is of those who had it, else of the one who was changed.
fn edit_hurts(rows: &mut [Client], was: &Client, now: &Client, former: &Former) {
    for row in rows.iter_mut() {
        row.hurts.retain(|spot| now.hurts.contains(spot) || !was.hurts.contains(spot));
    }
    for spot in now.hurts.difference(&was.hurts) {
        let had = former.who_had(rows, |row| row.hurts.contains(spot).then_some(()));
        let had = |row: &Client| had.iter().any(|(who, ())| *who == row.id);
        let nobody = !rows.iter().any(had);
        for (place, row) in rows.iter_mut().enumerate() {
            if had(row) || (nobody && place == 0) {
                row.hurts.insert(*spot);
            }
        }
    }
}

fn of(client: &Client, caution: Id) -> Option<&Caution> {
    client.cautions.iter().find(|one| one.id == caution)
}
