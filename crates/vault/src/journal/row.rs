//! Reading and writing of the columns.

use jiff::Timestamp;
use rusqlite::types::Type;
use rusqlite::{Connection, Error, OptionalExtension as _, Result, Row, params};

use crate::format::Stored;
use holdwell_engine::{Finish, Record};
use holdwell_model::{Arc, Id, Millis, Plan, PlanStep};
use holdwell_store::{RowKind, SessionLine, SessionState, UnreadableRow};

/// Returns the text of a column that holds a value as JSON.
pub(crate) fn json<T: Stored>(whole: &T) -> Result<String> {
    whole.write().map_err(|error| Error::ToSqlConversionFailure(Box::new(error)))
}

/// Reads a value from the JSON of a column.
pub(crate) fn from_json<T: Stored>(row: &Row<'_>, column: &str) -> Result<T> {
    let index = row.as_ref().column_index(column)?;
    let text = row.get_ref(index)?.as_str().map_err(|error| conversion(index, error))?;
    T::read(text).map_err(|error| conversion(index, error))
}

pub(crate) fn id(row: &Row<'_>, column: &str) -> Result<Id> {
    maybe_id(row, column)?.ok_or_else(|| Error::InvalidColumnName(column.to_owned()))
}

pub(crate) fn maybe_id(row: &Row<'_>, column: &str) -> Result<Option<Id>> {
    let index = row.as_ref().column_index(column)?;
    let text: Option<String> = row.get(index)?;
    text.map(|text| text.parse()).transpose().map_err(|error: uuid::Error| conversion(index, error))
}

pub(crate) fn instant(row: &Row<'_>, column: &str) -> Result<Timestamp> {
    row.get(column).map(|millis| Timestamp::from_millisecond(millis).unwrap_or_default())
}

pub(crate) fn maybe_instant(row: &Row<'_>, column: &str) -> Result<Option<Timestamp>> {
    let millis: Option<i64> = row.get(column)?;
    Ok(millis.map(|millis| Timestamp::from_millisecond(millis).unwrap_or_default()))
}

pub(crate) fn millis(row: &Row<'_>, column: &str) -> Result<Millis> {
    row.get(column).map(|millis: i64| Millis(u64::try_from(millis).unwrap_or(0)))
}

/// Reads a number that follows from other rows; one that cannot be is none.
pub(crate) fn count(row: &Row<'_>, column: &str) -> Result<u32> {
    row.get(column).map(|count: i64| u32::try_from(count).unwrap_or(0))
}

/// Converts a length or an instant of a session for a column.
pub(crate) fn column(length: Millis) -> i64 {
    i64::try_from(length.0).unwrap_or(i64::MAX)
}

/// Returns the error of a value that cannot be written.
pub(crate) fn unwritable(error: serde_json::Error) -> Error {
    Error::ToSqlConversionFailure(Box::new(error))
}

/// Says if an error is that of one row whose content cannot be read, and not of the vault.
pub(crate) fn is_unreadable(error: &Error) -> bool {
    matches!(
        error,
        Error::FromSqlConversionFailure(..)
            | Error::ToSqlConversionFailure(_)
            | Error::IntegralValueOutOfRange(..)
            | Error::InvalidColumnType(..)
            | Error::InvalidColumnName(_)
            | Error::Utf8Error(..)
    )
}

/// Returns what was read; `None` where its content cannot be read.
pub(crate) fn if_readable<T>(read: Result<T>) -> Result<Option<T>> {
    match read {
        Err(error) if is_unreadable(&error) => Ok(None),
        read => read.map(Some),
    }
}

/// Reads one row; where its content cannot be read, gives what is in the column that names it.
pub(crate) fn or_named<T>(row: &Row<'_>, name: &str, read: Result<T>) -> Result<std::result::Result<T, String>> {
    match read {
        Err(error) if is_unreadable(&error) => Ok(Err(row.get(name)?)),
        read => read.map(Ok),
    }
}

/// Collects the rows that can be read, and adds the names of the others to `bad`.
pub(crate) fn good<T>(
    rows: impl Iterator<Item = Result<std::result::Result<T, String>>>,
    kind: RowKind,
    bad: &mut Vec<UnreadableRow>,
) -> Result<Vec<T>> {
    let mut read = Vec::new();
    for row in rows {
        match row? {
            Ok(row) => read.push(row),
            Err(id) => bad.push(UnreadableRow { kind, id }),
        }
    }
    Ok(read)
}

/// Collects the rows that can be read. One that cannot costs itself alone.
pub(crate) fn readable<T>(rows: impl Iterator<Item = Result<T>>) -> Result<Vec<T>> {
    rows.filter(|row| !matches!(row, Err(error) if is_unreadable(error))).collect()
}

fn conversion(index: usize, error: impl std::error::Error + Send + Sync + 'static) -> Error {
    Error::FromSqlConversionFailure(index, Type::Text, Box::new(error))
}

/// Returns the word for a state in its column.
pub(crate) const fn state_word(state: SessionState) -> &'static str {
    match state {
        SessionState::Running => "running",
        SessionState::Complete => "complete",
        SessionState::Stopped => "stopped",
        SessionState::ClientsWord => "clients-word",
        SessionState::Partial => "partial",
    }
}

/// Returns the state of a session whose restore point says this of its end.
pub(crate) const fn state_of(finish: Option<Finish>) -> SessionState {
    match finish {
        None => SessionState::Running,
        Some(Finish::Complete) => SessionState::Complete,
        Some(Finish::Stopped) => SessionState::Stopped,
        Some(Finish::ClientsWord) => SessionState::ClientsWord,
    }
}

fn read_state(word: &str) -> SessionState {
    let all = [SessionState::Complete, SessionState::Stopped, SessionState::ClientsWord, SessionState::Partial];
    all.into_iter().find(|state| state_word(*state) == word).unwrap_or(SessionState::Running)
}

/// Writes out the condition that a row of `plan` is free; a text that is no JSON is not.
macro_rules! is_free {
    () => {
        "case when json_valid(plan.whole) then plan.whole ->> '$.free' = 1 else 0 end"
    };
}

/// Condition that a row of `plan` is free.
pub(crate) const IS_FREE: &str = is_free!();

/// Writes out the instant to which the beginning of a row of `session` was corrected, in milliseconds; null for none.
macro_rules! moved_to {
    () => {
        "(select cast(value as integer) from correction
            where correction.session = session.id and field = 'began' order by at desc, id desc limit 1)"
    };
}

/// Writes out the state of a row of `session` as it stands now. Where the client's word that ended it was by accident,
/// each mark of it, it was stopped.
macro_rules! ended {
    () => {
        "case when session.state = 'clients-word' and exists (
            select 1 from correction where correction.session = session.id and field like 'mark %'
        ) and (
            select max(coalesce((
                select value from correction
                where correction.session = hold.session and correction.bout = hold.bout
                    and field = 'mark ' || (mark.value ->> '$.at') || ' ' || (mark.value ->> '$.held')
                order by correction.at desc, correction.id desc limit 1
            ), 'clients-word') = 'clients-word')
            from hold, json_each(case when json_valid(hold.whole) then hold.whole else '{}' end, '$.marks') mark
            where hold.session = session.id and mark.value ->> '$.kind' = 'clients-word'
        ) = 0 then 'stopped' else session.state end"
    };
}

/// State of a row of `session` as it stands now.
pub(crate) const ENDED: &str = ended!();

/// Instant at which a row of `session` began, as far as is known, in milliseconds.
pub(crate) const BEGAN: &str = concat!("coalesce(", moved_to!(), ", session.began)");

/// Condition that a row of `session` that is over was hardly one, as [`SessionLine::is_accident`] has it.
pub(crate) const IS_ACCIDENT: &str = "(session.holds = 0 and session.saved - session.began < 30000)";

/// Instant to which the beginning of a row of `session` was corrected; null for none.
pub(crate) const MOVED_TO: &str = moved_to!();

/// Columns of which [`session_line`] makes a line.
pub(crate) const LINE: &str = concat!(
    "session.*, (select person from client where client.id = session.client) as person, ",
    moved_to!(),
    " as moved_to, ",
    ended!(),
    " as ended, coalesce((select ",
    is_free!(),
    " from plan where plan.hash = session.plan), 0) as free"
);

/// Reads the line of a session, from a row with the columns of [`LINE`].
pub(crate) fn session_line(row: &Row<'_>) -> Result<SessionLine> {
    let recorded = instant(row, "began")?;
    let length = instant(row, "saved")?.as_millisecond().saturating_sub(recorded.as_millisecond());
    let moved_to = maybe_instant(row, "moved_to")?;
    Ok(SessionLine {
        id: id(row, "id")?,
        client: maybe_id(row, "person")?.or(maybe_id(row, "client")?),
        name: row.get("name")?,
        is_free: row.get("free")?,
        began: moved_to.unwrap_or(recorded),
        recorded_began: moved_to.map(|_| recorded),
        entered: maybe_instant(row, "entered")?,
        length: Millis(u64::try_from(length).unwrap_or(0)),
        state: read_state(&row.get::<_, String>("ended")?),
        holds: row.get("holds")?,
        held: millis(row, "held_ms")?,
    })
}

/// Reads the plan of a session, as its texts were that day.
pub(crate) fn plan_of(connection: &Connection, session: Id) -> Result<Option<Arc<Plan>>> {
    let sql = "select plan.whole from session join plan on plan.hash = session.plan where session.id = ?1";
    let mut plan = connection.prepare_cached(sql)?;
    plan.query_row(params![session.to_string()], |row| from_json(row, "whole")).optional()
}

/// Reads the steps that were added while a session ran.
pub(crate) fn added_steps(connection: &Connection, session: Id) -> Result<Vec<Arc<PlanStep>>> {
    let mut steps = connection.prepare_cached("select whole from added_step where session = ?1 order by step")?;
    steps.query_map(params![session.to_string()], |row| from_json(row, "whole"))?.collect()
}

/// Reads the records of a session, in the order in which they were begun.
pub(crate) fn records(connection: &Connection, session: Id) -> Result<Vec<Arc<Record>>> {
    let mut holds = connection.prepare_cached("select whole from hold where session = ?1 order by bout")?;
    let records = holds.query_map(params![session.to_string()], |row| from_json(row, "whole"))?;
    let mut records: Vec<Arc<Record>> = records.collect::<Result<_>>()?;
    let begun = |record: &Arc<Record>| {
        let tried = record.tries.first().map(|attempt| attempt.began);
        let scored = record.scores.first().map(|score| score.at);
        // The client's word may come before the hold.
        let marked = record.marks.first().map(|mark| mark.at);
        tried.into_iter().chain(scored).chain(marked).min()
    };
    records.sort_by_key(|record| (begun(record).is_none(), begun(record)));
    Ok(records)
}
