//! Requests about home plans and diaries, carried out on an open vault. An error is the database's.

use jiff::Zoned;
use rusqlite::{Connection, Result};

use crate::clients::is_client;
use crate::home;
use holdwell_home::{Diary, HomePlan};
use holdwell_model::Id;
use holdwell_store::{Done, Failure, Outcome};

pub(super) fn give_plan(connection: &Connection, client: Id, plan: &HomePlan, now: &Zoned) -> Result<Outcome> {
    if !is_client(connection, client)? {
        return Ok(Err(Failure::NoSuchClient));
    }
    let is_kept = home::give_plan(connection, client, plan, now)?;
    Ok(if is_kept { Ok(Done::HomePlanGiven) } else { Err(Failure::HomePlanOfAnother) })
}

pub(super) fn take_diary(connection: &Connection, diary: &Diary, now: &Zoned) -> Result<Outcome> {
    let taken = home::take_diary(connection, diary, now)?;
    Ok(taken.map(Done::DiaryTaken).ok_or(Failure::NoSuchHomePlan))
}
