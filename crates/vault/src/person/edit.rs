//! A change of what is shown of a person, split into the rows that it belongs to: to each what is theirs, and what is new
//! to the one who was changed. So they can be taken apart again, each with exactly what is theirs.

use rusqlite::{Connection, Result};

use super::shown::others;
use super::{notes, person_of};
use crate::clients::client_of;
use crate::journal::row::if_readable;
use holdwell_model::{Caution, Client, Id, Preferences};

/// Returns the rows as they are once a client is changed by hand. `was` is the client as they were shown when the change
/// was begun: what is no other than then is left as it has become meanwhile. Without it the client is new, or meant as
/// the whole of one row.
pub(crate) fn edited(connection: &Connection, was: Option<&Client>, now: &Client) -> Result<Vec<Client>> {
    let Some(own) = if_readable(client_of(connection, now.id))?.flatten() else { return Ok(vec![now.clone()]) };
    let person = person_of(connection, own.id)?;
    let shown = if_readable(client_of(connection, person))?.flatten();
    let others = shown.into_iter().chain(others(connection, person, &mut Vec::new())?);
    let mut before = vec![own.clone()];
    before.extend(others.filter(|other| other.id != own.id));
    let mut after = before.clone();
    edit(&mut after, was.unwrap_or(&own), now);
    let is_own = |row: &Client| row.id == own.id;
    Ok(after
        .into_iter()
        .zip(before)
        .filter(|(after, before)| is_own(after) || after != before)
        .map(|(row, _)| row)
        .collect())
}

/// Changes the rows of a person, the one who was changed first.
pub(super) fn edit(rows: &mut [Client], was: &Client, now: &Client) {
    edit_notes(rows, was, now);
    set(rows, (was, now), |client| &mut client.called);
    set(rows, (was, now), |client| &mut client.worse_side);
    set(rows, (was, now), |client| &mut client.slot_mins);
    let Some((own, others)) = rows.split_first_mut() else { return };
    edit_cautions(own, others, was, now);
    if was.name != now.name {
        own.name.clone_from(&now.name);
    }
    for row in [&mut *own].into_iter().chain(others.iter_mut()) {
        row.hurts.retain(|spot| now.hurts.contains(spot) || !was.hurts.contains(spot));
    }
    own.hurts.extend(now.hurts.difference(&was.hurts));
    if was.preferences != now.preferences {
        own.preferences = now.preferences;
        let none = others.iter_mut().filter(|_| now.preferences == Preferences::default());
        none.for_each(|other| other.preferences = now.preferences);
    }
    if was.keep_until != now.keep_until {
        // The latest of all is shown.
        for other in others.iter_mut() {
            other.keep_until = other.keep_until.min(now.keep_until);
        }
        own.keep_until = now.keep_until;
    }
}

/// Changes a field of which the first that is known is shown. What is taken away is taken from all, or another's would
/// be shown in its place.
fn set<T: Clone + PartialEq>(
    rows: &mut [Client],
    (was, now): (&Client, &Client),
    field: fn(&mut Client) -> &mut Option<T>,
) {
    let [was, now] = [was, now].map(|client| field(&mut client.clone()).clone());
    if was != now {
        let most = if now.is_some() { 1 } else { usize::MAX };
        rows.iter_mut().take(most).for_each(|row| field(row).clone_from(&now));
    }
}

/// Changes each caution wherever it stands; new ones are of the one who was changed.
fn edit_cautions(own: &mut Client, others: &mut [Client], was: &Client, now: &Client) {
    for row in [&mut *own].into_iter().chain(others.iter_mut()) {
        row.cautions.retain(|caution| of(now, caution.id).is_some() || of(was, caution.id).is_none());
        for caution in &mut row.cautions {
            if let Some(changed) = of(now, caution.id).filter(|now| of(was, caution.id) != Some(now)) {
                caution.clone_from(changed);
            }
        }
    }
    let mut left = std::mem::take(&mut own.cautions);
    for caution in &now.cautions {
        if let Some(at) = left.iter().position(|one| one.id == caution.id) {
            own.cautions.push(left.remove(at));
        } else if of(was, caution.id).is_none() && others.iter().all(|other| of(other, caution.id).is_none()) {
            own.cautions.push(caution.clone());
        }
    }
    // Those that came meanwhile.
    own.cautions.append(&mut left);
}

fn of(client: &Client, caution: Id) -> Option<&Caution> {
    client.cautions.iter().find(|one| one.id == caution)
}

/// Changes the notes of each whose part of them was changed.
fn edit_notes(rows: &mut [Client], was: &Client, now: &Client) {
    let Some((own, others)) = rows.split_first_mut().filter(|_| was.notes != now.notes) else { return };
    let mut others: Vec<&mut Client> = others.iter_mut().filter(|other| !other.notes.trim().is_empty()).collect();
    let (_, before) = notes::split(&was.notes, &names(&others));
    // Whose notes were not shown then is not changed.
    let mut shown = before.iter().map(Option::is_some);
    others.retain(|_| shown.next().unwrap_or(false));
    let (first, after) = notes::split(&now.notes, &names(&others));
    let (first, after) = (first.to_owned(), after.into_iter().map(Option::unwrap_or_default));
    for ((other, before), after) in others.iter_mut().zip(before.into_iter().flatten()).zip(after) {
        if before != after {
            after.clone_into(&mut other.notes);
        }
    }
    own.notes = first;
}

fn names<'a>(clients: &'a [&mut Client]) -> Vec<&'a str> {
    clients.iter().map(|client| client.name.as_str()).collect()
}
