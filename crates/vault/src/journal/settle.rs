//! Work that follows when a session is over: facts about its client, and questions that are still to be asked.

use std::collections::{BTreeMap, HashSet};

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension as _, Result, params};

use super::delete::IS_THERE;
use super::question::asks_text;
use super::row::{BEGAN, IS_ACCIDENT, added_steps, if_readable, instant, maybe_id, plan_of, records};
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
    forget_questions(connection, session)?;
    client_of(connection, session)?.map_or(Ok(()), |client| know_client(connection, client))
}

/// Returns the client of a session.
pub(crate) fn client_of(connection: &Connection, session: Id) -> Result<Option<Id>> {
    let mut client = connection.prepare_cached("select client from session where id = ?1")?;
    let client = client.query_row(params![session.to_string()], |row| maybe_id(row, "client")).optional()?;
    Ok(client.flatten())
}

/// Updates the time at which a client was last seen and the number of their sessions, as those tell. Nobody was seen in
/// a session that was begun by accident: what is new since then is still new.
pub(crate) fn know_client(connection: &Connection, client: Id) -> Result<()> {
    let sql = format!(
        "update client set (last_seen, sessions) = (
            select max(case when not {IS_ACCIDENT} then {BEGAN} end), count(*) from session
            where session.client in (select one.id from client one where one.id = client.id or one.person = client.id)
                and state <> 'running' and {IS_THERE}
        ) where id = ?1 or id = (select one.person from client one where one.id = ?1)"
    );
    connection.prepare_cached(&sql)?.execute(params![client.to_string()]).map(drop)
}

/// A hold, joined with its session, that was held: what the client's word ended before that was not treated. Of one that
/// was entered late nobody may know how long it was.
pub(crate) const IS_HELD: &str = "(hold.held_ms > 0 or session.entered is not null)";

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
            and {IS_HELD}
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

/// Condition that the row of `question` is answered: by the last word that was said to it, unless that took an answer
/// away, or by the last correction of what it asks, unless that put it back. What is not answered is still open.
const IS_ANSWERED: &str = "coalesce((
            select text <> '' from annotation
            where annotation.session = question.session and annotation.bout = question.bout
                and annotation.asks = question.asks
            order by annotation.at desc, annotation.id desc limit 1
        ), 0) or (
            select value from correction
            where correction.session = question.session and correction.bout = question.bout
                and correction.field = question.asks
            order by correction.at desc, correction.id desc limit 1
        ) is not null";

/// Subject of a question: a hold by its work item, and what is asked of it.
type Asked = (u32, String);

/// Asks all that a session left open at its end.
fn ask(connection: &Connection, session: Id) -> Result<()> {
    forget_questions(connection, session)?;
    let said = said_to(connection, session)?;
    ask_gaps(connection, session, &said, |_| true)?;
    close_answered(connection, session)
}

/// Asks again what lost its answer, and nothing that is answered; of a session that is over. It follows every change of
/// what was said to a session.
pub(crate) fn ask_again(connection: &Connection, session: Id) -> Result<()> {
    let said = said_to(connection, session)?;
    if !said.is_empty() {
        ask_gaps(connection, session, &said, |asked| said.contains(asked))?;
    }
    close_answered(connection, session)
}

fn forget_questions(connection: &Connection, session: Id) -> Result<()> {
    let mut questions = connection.prepare_cached("delete from question where session = ?1")?;
    questions.execute(params![session.to_string()]).map(drop)
}

fn close_answered(connection: &Connection, session: Id) -> Result<()> {
    let sql = format!("delete from question where session = ?1 and ({IS_ANSWERED})");
    connection.prepare_cached(&sql)?.execute(params![session.to_string()]).map(drop)
}

/// Reads what was ever answered or corrected of a session's holds, also where that was taken back.
fn said_to(connection: &Connection, session: Id) -> Result<HashSet<Asked>> {
    let sql = "select bout, asks from annotation where session = ?1 and bout is not null and asks is not null
        union select bout, field from correction where session = ?1 and bout is not null";
    let mut said = connection.prepare_cached(sql)?;
    said.query_map(params![session.to_string()], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
}

/// Writes down the gaps of a session that are wanted.
fn ask_gaps(
    connection: &Connection,
    session: Id,
    said: &HashSet<Asked>,
    is_wanted: impl Fn(&Asked) -> bool,
) -> Result<()> {
    // What cannot be read asks nothing, and keeps nobody from saying something else.
    let Some(plan) = if_readable(plan_of(connection, session))?.flatten() else { return Ok(()) };
    let added = if_readable(added_steps(connection, session))?.unwrap_or_default();
    let wall = Wall::of(connection, session)?;
    let sql = "insert or ignore into question (session, bout, asks, at)
        select id, ?2, ?3, ?4 from session where id = ?1 and state <> 'running'";
    let mut question = connection.prepare_cached(sql)?;
    for record in if_readable(records(connection, session))?.unwrap_or_default() {
        let Some(step) = record.step_of(&plan, &added) else { continue };
        let may_be_nameless = step.title.is_empty() || said.contains(&(record.item, asks_text(QuestionKind::Name)));
        for (at, asks) in gaps(&record, step, may_be_nameless) {
            let asked = (record.item, asks_text(asks));
            if is_wanted(&asked) {
                let row = params![session.to_string(), asked.0, asked.1, wall.at(at).as_millisecond()];
                let _new = question.execute(row)?;
            }
        }
    }
    Ok(())
}

/// Lists the questions that a record leaves open, each with its instant in the session: the kind of each mark but that
/// of a release, which says itself, the name of a hold that may have none, and the score after a hold that was scored
/// before and was to be checked again.
fn gaps(record: &Record, step: &PlanStep, may_be_nameless: bool) -> Vec<(SessionTime, QuestionKind)> {
    let asked = record.marks.iter().filter(|mark| mark.kind != MarkKind::Release);
    let mut gaps: Vec<_> = asked.map(|mark| (mark.at, QuestionKind::Mark(mark.at, mark.held))).collect();
    let Some(last) = record.last().filter(|_| record.is_finished()) else { return gaps };
    if may_be_nameless {
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
