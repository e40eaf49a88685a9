//! Work that follows when a session is over: facts about its client, and questions that are still to be asked.

use std::collections::BTreeMap;

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension as _, Result, params};

use super::delete::IS_THERE;
use super::question::asks_text;
use super::row::{BEGAN, added_steps, instant, maybe_id, plan_of, records};
use crate::person::{IS_PERSON, person_of};
use holdwell_engine::{MarkKind, Record, ScoreKind};
use holdwell_model::{Id, Millis, PlanStep, Region, SessionTime, Setting, Technique};
use holdwell_store::QuestionKind;

/// Settles a session that is over, or is taken for over: its client was seen, this was treated, and these gaps are
/// left.
pub(super) fn settle(connection: &Connection, session: Id) -> Result<()> {
    ask(connection, session)?;
    let client = client_of(connection, session)?;
    client.map_or(Ok(()), |client| {
        know_client(connection, client)?;
        know_words(connection, client, Some(session))
    })
}

/// Takes the end of a session back.
pub(super) fn unsettle(connection: &Connection, session: Id) -> Result<()> {
    let mut questions = connection.prepare_cached("delete from question where session = ?1")?;
    let _gone = questions.execute(params![session.to_string()])?;
    client_of(connection, session)?.map_or(Ok(()), |client| know_client(connection, client))
}

/// Returns the client of a session.
pub(super) fn client_of(connection: &Connection, session: Id) -> Result<Option<Id>> {
    let mut client = connection.prepare_cached("select client from session where id = ?1")?;
    let client = client.query_row(params![session.to_string()], |row| maybe_id(row, "client")).optional()?;
    Ok(client.flatten())
}

/// Updates the time and the number of a client's sessions, as those tell.
pub(crate) fn know_client(connection: &Connection, client: Id) -> Result<()> {
    let sql = format!(
        "update client set (last_seen, sessions) = (
            select max({BEGAN}), count(*) from session
            where session.client in (select one.id from client one where one.id = client.id or one.person = client.id)
                and state <> 'running' and {IS_THERE}
        ) where id = ?1 or id = (select one.person from client one where one.id = ?1)"
    );
    connection.prepare_cached(&sql)?.execute(params![client.to_string()]).map(drop)
}

/// Notes the treated regions and techniques, in the words that are searched for: of one more session, or of all of them
/// anew.
pub(crate) fn know_words(connection: &Connection, client: Id, session: Option<Id>) -> Result<()> {
    let client = person_of(connection, client)?.to_string();
    if session.is_none() {
        let mut words = connection.prepare_cached("delete from client_word where client = ?1")?;
        let _gone = words.execute(params![client])?;
    }
    let sql = format!(
        "select hold.region, hold.technique, max({BEGAN}) as last
        from session join hold on hold.session = session.id
        where session.client {IS_PERSON} and session.state <> 'running' and (?2 is null or session.id = ?2) and {IS_THERE}
        group by hold.region, hold.technique"
    );
    let mut treated = connection.prepare_cached(&sql)?;
    let mut rows = treated.query(params![client, session.map(|session| session.to_string())])?;
    let mut words: BTreeMap<&str, i64> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let (region, technique): (Option<String>, String) = (row.get("region")?, row.get("technique")?);
        let last: i64 = row.get("last")?;
        for word in region.as_deref().and_then(region_name).into_iter().chain(technique_name(&technique)) {
            let known = words.entry(word).or_insert(last);
            *known = last.max(*known);
        }
    }
    let sql = "insert into client_word (client, word, last) values (?1, ?2, ?3)
        on conflict (client, word) do update set last = max(last, excluded.last)";
    let mut word = connection.prepare_cached(sql)?;
    words.into_iter().try_for_each(|(name, last)| word.execute(params![client, name, last]).map(drop))
}

fn region_name(key: &str) -> Option<&'static str> {
    key.parse().ok().map(Region::name)
}

fn technique_name(key: &str) -> Option<&'static str> {
    key.parse().ok().map(Technique::name)
}

/// Writes down the gaps that a session left.
fn ask(connection: &Connection, session: Id) -> Result<()> {
    let id = session.to_string();
    let _gone = connection.prepare_cached("delete from question where session = ?1")?.execute(params![id])?;
    let Some(plan) = plan_of(connection, session)? else { return Ok(()) };
    let added = added_steps(connection, session)?;
    let wall = Wall::of(connection, session)?;
    let mut question = connection
        .prepare_cached("insert or ignore into question (session, bout, asks, at) values (?1, ?2, ?3, ?4)")?;
    for record in records(connection, session)? {
        let step = record.step_of(&plan, &added);
        for (at, asks) in step.map(|step| gaps(&record, step)).unwrap_or_default() {
            let row = params![id, record.item, asks_text(asks), wall.at(at).as_millisecond()];
            let _new = question.execute(row)?;
        }
    }
    // A session whose end was taken back, or that got a remark later, asks nothing twice.
    let sql = "delete from question where session = ?1 and exists (
        select 1 from annotation
        where annotation.session = question.session and annotation.bout = question.bout
            and annotation.asks = question.asks and annotation.text <> ''
    )";
    connection.prepare_cached(sql)?.execute(params![id]).map(drop)
}

/// Asks for the name of a hold again, because the one that it was given is taken away.
pub(super) fn ask_name(connection: &Connection, session: Id, record: &Record) -> Result<()> {
    let Some(last) = record.last().filter(|_| record.is_finished()) else { return Ok(()) };
    let at = Wall::of(connection, session)?.at(last.began).as_millisecond();
    let sql = "insert or ignore into question (session, bout, asks, at) values (?1, ?2, ?3, ?4)";
    let row = params![session.to_string(), record.item, asks_text(QuestionKind::Name), at];
    connection.prepare_cached(sql)?.execute(row).map(drop)
}

/// Lists the questions that a record leaves open, each with its instant in the session: the kind of each mark but that
/// of a release, which says itself, the name of an unnamed hold, and the score after a hold that was scored before and
/// was to be checked again.
fn gaps(record: &Record, step: &PlanStep) -> Vec<(SessionTime, QuestionKind)> {
    let asked = record.marks.iter().filter(|mark| mark.kind != MarkKind::Release);
    let mut gaps: Vec<_> = asked.map(|mark| (mark.at, QuestionKind::Mark(mark.at, mark.held))).collect();
    let Some(last) = record.last().filter(|_| record.is_finished()) else { return gaps };
    if step.title.is_empty() {
        gaps.push((last.began, QuestionKind::Name));
    }
    if step.phases.recheck != Setting::Off {
        let contacts = 0..u8::try_from(step.contacts.len()).unwrap_or(u8::MAX);
        let missing = |contact: &u8| {
            let score = |kind| record.score(*contact, kind);
            score(ScoreKind::Before).is_some() && score(ScoreKind::After).is_none()
        };
        let score = |contact| (last.began + last.held, QuestionKind::Score(contact, ScoreKind::After));
        gaps.extend(contacts.filter(missing).map(score));
    }
    gaps
}

/// Wall time at each instant of a session: the session's clock stood while it was cut off.
struct Wall {
    /// From which instant of the session which instant of the wall is its time zero.
    zeros: Vec<(Millis, Timestamp)>,
}

impl Wall {
    fn of(connection: &Connection, session: Id) -> Result<Self> {
        let sql = "select 0 as from_ms, began as zero from session where id = ?1
            union all select from_ms, zero from resumed where session = ?1 order by from_ms, zero";
        let mut zeros = connection.prepare_cached(sql)?;
        let zeros = zeros.query_map(params![session.to_string()], |row| {
            Ok((super::row::millis(row, "from_ms")?, instant(row, "zero")?))
        })?;
        Ok(Self { zeros: zeros.collect::<Result<_>>()? })
    }

    fn at(&self, at: SessionTime) -> Timestamp {
        let zero = self.zeros.iter().rev().find(|(from, _)| from.0 <= at.0).map(|(_, zero)| *zero);
        let passed = jiff::SignedDuration::from_millis(super::row::column(Millis(at.0)));
        zero.unwrap_or_default().saturating_add(passed).unwrap_or_default()
    }
}
