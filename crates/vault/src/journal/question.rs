//! Questions that sessions left open, and answers to them.

use std::collections::BTreeMap;

use jiff::Zoned;
use rusqlite::{Connection, Result, Row, params};

use super::delete::IS_THERE;
use super::row::{added_steps, from_json, id, if_readable, instant, plan_of};
use super::{amend, settle};
use crate::log::log_daily;
use holdwell_engine::Record;
use holdwell_model::{Arc, Client, Id, Millis, Plan, PlanStep, SessionTime, Side};
use holdwell_store::{Question, QuestionKind, QuestionReply};

/// Number of questions that are shown.
const MOST: u32 = 200;

/// Counts the open questions.
pub(crate) fn open_questions(connection: &Connection) -> Result<u32> {
    let sql = format!("select count(*) from question join session on session.id = question.session where {IS_THERE}");
    connection.prepare_cached(&sql)?.query_row([], |row| row.get(0))
}

/// Lists the open questions of a session, or of all of them; the oldest first.
pub(crate) fn questions(connection: &Connection, session: Option<Id>) -> Result<Vec<Question>> {
    let sql = format!(
        "select question.session as id, question.bout, question.asks, question.at, session.name,
            client.whole as client, hold.whole as hold, (
                select text from annotation named
                where named.session = question.session and named.bout = question.bout and named.asks = 'name'
                order by named.at desc, named.id desc limit 1
            ) as named
        from question join session on session.id = question.session
            left join client one on one.id = session.client
            left join client on client.id = coalesce(one.person, one.id)
            left join hold on hold.session = question.session and hold.bout = question.bout
        where (?1 is null or question.session = ?1) and {IS_THERE}
        order by question.at, question.session, question.bout limit ?2"
    );
    let mut open = connection.prepare_cached(&sql)?;
    let mut rows = open.query(params![session.map(|session| session.to_string()), MOST])?;
    let (mut steps, mut questions) = (BTreeMap::new(), Vec::new());
    while let Some(row) = rows.next()? {
        // A row that cannot be read costs itself alone.
        let Some(session) = if_readable(id(row, "id"))? else { continue };
        let steps = match steps.entry(session) {
            std::collections::btree_map::Entry::Occupied(known) => known.into_mut(),
            std::collections::btree_map::Entry::Vacant(new) => new.insert(steps_of(connection, session)?),
        };
        questions.extend(if_readable(question(row, session, steps))?.flatten());
    }
    Ok(questions)
}

/// The steps of a session: its plan, and what was added to it.
type Steps = (Arc<Plan>, Vec<Arc<PlanStep>>);

fn steps_of(connection: &Connection, session: Id) -> Result<Steps> {
    let plan = if_readable(plan_of(connection, session))?.flatten().unwrap_or_else(Plan::nothing);
    Ok((plan, if_readable(added_steps(connection, session))?.unwrap_or_default()))
}

/// Reads one question; `None` where this program does not know its kind.
fn question(row: &Row<'_>, session: Id, (plan, added): &Steps) -> Result<Option<Question>> {
    let Some(asks) = read_asks(&row.get::<_, String>("asks")?) else { return Ok(None) };
    let whole = |column: &str| row.get::<_, Option<String>>(column).map(|text| text.is_some());
    let record: Option<Record> = if whole("hold")? { from_json(row, "hold").ok() } else { None };
    let client: Option<Client> = if whole("client")? { from_json(row, "client").ok() } else { None };
    let step = record.as_ref().and_then(|record| record.step_of(plan, added));
    let planned = || step.zip(record.as_ref()).map(|(step, record)| said(step, record.side));
    let named: Option<String> = row.get("named")?;
    Ok(Some(Question {
        session,
        name: row.get("name")?,
        client: client.map(|client| client.spoken()).unwrap_or_default(),
        at: instant(row, "at")?,
        item: row.get("bout")?,
        hold: named.map(|named| named.trim().to_owned()).or_else(planned).unwrap_or_default(),
        asks,
    }))
}

/// Names a hold as the screen says it: "Psoas major, right".
fn said(step: &PlanStep, side: Side) -> String {
    match (step.title.as_str(), side.word()) {
        (title, "") => title.to_owned(),
        ("", _) => String::new(),
        (title, side) => format!("{title}, {}", side.to_lowercase()),
    }
}

/// Answers a question: what is said stands beside the record, and it is not asked again. No words are no answer. An answer
/// that is taken back stays beside the record, and the question is asked again. Returns false where the question was not
/// open, or had no answer to be taken back.
pub(crate) fn answer_question(
    connection: &Connection,
    question: &Question,
    answer: &QuestionReply,
    now: &Zoned,
) -> Result<bool> {
    if matches!(answer, QuestionReply::Words(words) if words.trim().is_empty()) {
        return Ok(false);
    }
    let transaction = connection.unchecked_transaction()?;
    let sql = match answer {
        QuestionReply::TakenBack => "select 1 from annotation where session = ?1 and bout = ?2 and asks = ?3",
        _ => "select 1 from question where session = ?1 and bout = ?2 and asks = ?3",
    };
    let row = params![question.session.to_string(), question.item, asks_text(question.asks)];
    let can_be_said = transaction.prepare_cached(sql)?.exists(row)?;
    if can_be_said {
        let said = match answer {
            QuestionReply::Words(words) => words.trim().to_owned(),
            QuestionReply::Score(score) => score.to_string(),
            QuestionReply::Nothing => BLANK.to_owned(),
            QuestionReply::TakenBack => String::new(),
        };
        amend::answer(&transaction, question, &said, now.timestamp())?;
        settle::ask_again(&transaction, question.session)?;
        log_daily(&transaction, now.date(), "question answered", question.session)?;
    }
    transaction.commit()?;
    Ok(can_be_said)
}

/// Answer to a question that is not to be asked again. It is shown to nobody, and travels like any other answer.
pub(super) const BLANK: &str = " ";

/// Returns what a question asks as its column holds it.
pub(super) fn asks_text(asks: QuestionKind) -> String {
    match asks {
        QuestionKind::Mark(at, held) => format!("mark {} {}", at.0, held.0),
        QuestionKind::Name => "name".to_owned(),
        QuestionKind::Score(contact, kind) => format!("score {contact} {}", kind.key()),
    }
}

/// Reads what a column says is asked; `None` for what this version does not know.
pub(super) fn read_asks(text: &str) -> Option<QuestionKind> {
    let words: Vec<&str> = text.split(' ').collect();
    Some(match words.as_slice() {
        ["mark", at, held] => QuestionKind::Mark(SessionTime(at.parse().ok()?), Millis(held.parse().ok()?)),
        ["name"] => QuestionKind::Name,
        ["score", contact, kind] => QuestionKind::Score(contact.parse().ok()?, kind.parse().ok()?),
        _ => return None,
    })
}
