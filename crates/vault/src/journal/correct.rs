//! Corrections of sessions that are over. They stand beside what was recorded, which is never changed.

use std::collections::BTreeMap;

use jiff::{Timestamp, Zoned};
use rusqlite::{Connection, Result, params};

use super::row::state_word;
use super::settle;
use crate::file::author;
use crate::log::log_daily;
use holdwell_engine::{MarkKind, Release};
use holdwell_model::{Id, Millis, SessionTime};
use holdwell_store::{Corrected, Correction, SessionState, new_id};

/// Corrects parts of a session. Returns false where there is no such session, or it is not over.
pub(crate) fn correct(connection: &Connection, session: Id, corrections: &[Correction], now: &Zoned) -> Result<bool> {
    let transaction = connection.unchecked_transaction()?;
    let sql = "select 1 from session where id = ?1 and state <> ?2";
    let is_over = params![session.to_string(), state_word(SessionState::Running)];
    if !transaction.prepare_cached(sql)?.exists(is_over)? {
        return Ok(false);
    }
    corrections.iter().try_for_each(|one| put(&transaction, session, *one, now.timestamp()))?;
    settle::ask_again(&transaction, session)?;
    if let Some(client) = settle::client_of(&transaction, session)? {
        settle::know_client(&transaction, client)?;
        settle::know_words(&transaction, client, None)?;
    }
    log_daily(&transaction, now.date(), "session corrected", session)?;
    transaction.commit()?;
    Ok(true)
}

fn put(connection: &Connection, session: Id, one: Correction, now: Timestamp) -> Result<()> {
    let (field, value) = written(one);
    // The last one counts, also where the clock was put back since.
    let sql = "insert into correction (id, session, bout, at, author, field, value)
        values (?1, ?2, ?3, max(?4, coalesce((
            select max(at) + 1 from correction where session = ?2 and bout is ?3 and field = ?6
        ), 0)), ?5, ?6, ?7)";
    let (id, session, author) = (new_id(now).to_string(), session.to_string(), author(connection)?);
    let row = params![id, session, one.item(), now.as_millisecond(), author, field, value];
    connection.prepare_cached(sql)?.execute(row).map(drop)
}

/// Reads the corrections of a session that are in force. One that this program does not know corrects nothing.
pub(super) fn corrections(connection: &Connection, session: Id) -> Result<Vec<Correction>> {
    let sql = "select bout, field, value from correction where session = ?1 order by at, id";
    let mut rows = connection.prepare_cached(sql)?;
    let mut rows = rows.query(params![session.to_string()])?;
    let mut last = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let (item, field): (Option<u32>, String) = (row.get("bout")?, row.get("field")?);
        let value: Option<String> = row.get("value")?;
        if let Some(one) = read_correction(item, &field, value.as_deref()) {
            last.insert((item, field), one);
        }
    }
    Ok(last.into_values().filter(|one| !one.is_put_back()).collect())
}

/// Returns the part and the value of a correction as their columns hold them. A part that can be asked about is named as
/// the question is.
fn written(one: Correction) -> (String, Option<String>) {
    match one {
        Correction::Score { contact, kind, value, .. } => {
            let score = |value: Option<u8>| value.map_or_else(|| NONE.to_owned(), |value| value.to_string());
            (format!("score {contact} {}", kind.key()), value.value().map(score))
        }
        Correction::Release { released, .. } => ("released".to_owned(), released.value().map(release_text)),
        Correction::Mark { at, held, kind, .. } => {
            let word = |kind: Option<MarkKind>| kind.map_or(NONE, mark_word).to_owned();
            (format!("mark {} {}", at.0, held.0), kind.value().map(word))
        }
        Correction::Began(at) => ("began".to_owned(), at.value().map(|at| at.as_millisecond().to_string())),
    }
}

/// Reads a correction from its columns; `None` for what this version does not know.
pub(crate) fn read_correction(item: Option<u32>, field: &str, value: Option<&str>) -> Option<Correction> {
    let words: Vec<&str> = field.split(' ').collect();
    Some(match (words.as_slice(), item) {
        (["score", contact, kind], Some(item)) => Correction::Score {
            item,
            contact: contact.parse().ok()?,
            kind: kind.parse().ok()?,
            value: read_or_none(value, |text| text.parse().ok().filter(|value| *value <= 10))?,
        },
        (["released"], Some(item)) => Correction::Release { item, released: read(value, read_release)? },
        (["mark", at, held], Some(item)) => Correction::Mark {
            item,
            at: SessionTime(at.parse().ok()?),
            held: Millis(held.parse().ok()?),
            kind: read_or_none(value, read_mark)?,
        },
        (["began"], None) => Correction::Began(read(value, |text| {
            text.parse().ok().and_then(|millis| Timestamp::from_millisecond(millis).ok())
        })?),
        _ => return None,
    })
}

/// The word for a score or a mark that was none.
const NONE: &str = "none";

fn read<T>(value: Option<&str>, read: impl FnOnce(&str) -> Option<T>) -> Option<Corrected<T>> {
    value.map_or(Some(Corrected::AsRecorded), |text| read(text).map(Corrected::To))
}

fn read_or_none<T>(value: Option<&str>, some: impl FnOnce(&str) -> Option<T>) -> Option<Corrected<Option<T>>> {
    if value == Some(NONE) { Some(Corrected::To(None)) } else { read(value, |text| some(text).map(Some)) }
}

fn release_text(released: Release) -> String {
    match released {
        Release::NotSaid => "not-said".to_owned(),
        Release::No => "no".to_owned(),
        Release::At(held) => held.0.to_string(),
    }
}

fn read_release(text: &str) -> Option<Release> {
    Some(match text {
        "not-said" => Release::NotSaid,
        "no" => Release::No,
        millis => Release::At(Millis(millis.parse().ok()?)),
    })
}

const fn mark_word(kind: MarkKind) -> &'static str {
    match kind {
        MarkKind::Release => "release",
        MarkKind::Significant => "significant",
        MarkKind::ClientsWord => "clients-word",
    }
}

fn read_mark(word: &str) -> Option<MarkKind> {
    let all = [MarkKind::Release, MarkKind::Significant, MarkKind::ClientsWord];
    all.into_iter().find(|kind| mark_word(*kind) == word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use holdwell_engine::ScoreKind;

    #[test]
    fn every_correction_is_read_as_it_was_written() {
        let (item, at, held) = (3, SessionTime(50_000), Millis(30_000));
        let score = |value| Correction::Score { item, contact: 1, kind: ScoreKind::InPosition, value };
        let release = |released| Correction::Release { item, released };
        let mark = |kind| Correction::Mark { item, at, held, kind };
        let all = [
            score(Corrected::To(Some(10))),
            score(Corrected::To(None)),
            score(Corrected::AsRecorded),
            release(Corrected::To(Release::NotSaid)),
            release(Corrected::To(Release::No)),
            release(Corrected::To(Release::At(held))),
            release(Corrected::AsRecorded),
            mark(Corrected::To(Some(MarkKind::Significant))),
            mark(Corrected::To(None)),
            mark(Corrected::AsRecorded),
            Correction::Began(Corrected::To(Timestamp::from_second(1_772_000_000).unwrap())),
            Correction::Began(Corrected::AsRecorded),
        ];
        for one in all {
            let (field, value) = written(one);
            assert_eq!(read_correction(one.item(), &field, value.as_deref()), Some(one), "{field} {value:?}");
        }
    }

    #[test]
    fn what_no_correction_says_is_none() {
        for (item, field, value) in [
            (Some(1), "score 0 before", Some("11")),
            (Some(1), "score 0 before", Some("")),
            (Some(1), "score 0 sometime", Some("3")),
            (None, "score 0 before", Some("3")),
            (Some(1), "began", Some("3")),
            (None, "began", Some("9223372036854775807")),
            (Some(1), "mark 1 2", Some("loud")),
            (Some(1), "released", Some("-4")),
            (None, "weather", None),
        ] {
            assert_eq!(read_correction(item, field, value), None, "{field} {value:?}");
        }
    }
}
