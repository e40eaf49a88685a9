//! The tables of the course of care: what was measured, planned, and said after sessions.

use super::{TableFile, when};
use crate::journal::delete::IS_THERE;
use crate::journal::row::from_json;
use holdwell_measures::{CarePlan, Entry, FollowUp, Goal, Subject};

/// What was measured.
pub(super) fn measures() -> TableFile {
    TableFile {
        name: "measures.csv",
        heads: &[
            "client",
            "client id",
            "session",
            "when",
            "moment",
            "measure",
            "region",
            "side",
            "detail",
            "figure",
            "answers",
            "form",
        ],
        sql: "select client.name as client, measure.client as client_id, session, measure.at, measure.whole
            from measure join client on client.id = measure.client where deleted = 0 order by at, measure.id"
            .to_owned(),
        read: |row, zone, table| {
            let entry: Entry = from_json(row, "whole")?;
            let subject = &entry.subject;
            table.row(&[
                row.get::<_, String>("client")?,
                row.get("client_id")?,
                row.get::<_, Option<String>>("session")?.unwrap_or_default(),
                when(row.get("at")?, zone),
                entry.moment.words().to_owned(),
                subject.measure.key().to_owned(),
                subject.place.map_or("", holdwell_model::Region::key).to_owned(),
                subject.side.map_or("", holdwell_model::Side::key).to_owned(),
                subject.detail.clone(),
                entry.figure.to_string(),
                entry.answers.words(),
                entry.form.clone(),
            ]);
            Ok(())
        },
    }
}

/// The plans of care that are not being written.
pub(super) fn plans() -> TableFile {
    TableFile {
        name: "plans-of-care.csv",
        heads: &[
            "client",
            "client id",
            "plan",
            "problem",
            "goals",
            "sessions planned",
            "every days",
            "begun",
            "assess again",
            "ended",
        ],
        sql: "select client.name as client, care_plan.client as client_id, care_plan.whole
            from care_plan join client on client.id = care_plan.client where deleted = 0 order by care_plan.id"
            .to_owned(),
        read: |row, _, table| {
            let plan: CarePlan = from_json(row, "whole")?;
            if plan.is_draft {
                return Ok(());
            }
            let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string()).unwrap_or_default();
            table.row(&[
                row.get::<_, String>("client")?,
                row.get("client_id")?,
                plan.id.to_string(),
                plan.problem.clone(),
                plan.goals.iter().map(goal).collect::<Vec<_>>().join("; "),
                plan.sessions.to_string(),
                plan.every_days.map(|days| days.to_string()).unwrap_or_default(),
                plan.begun.to_string(),
                day(plan.reassess),
                day(plan.ended),
            ]);
            Ok(())
        },
    }
}

/// Returns a goal in one cell: "reach the top shelf (pain-now, target 2)".
fn goal(goal: &Goal) -> String {
    let key = |subject: &Subject| subject.measure.key().to_owned();
    let target = goal.target.map(|target| format!("target {target}"));
    let measured: Vec<String> = goal.subject.as_ref().map(key).into_iter().chain(target).collect();
    let measured = if measured.is_empty() { String::new() } else { format!("({})", measured.join(", ")) };
    [goal.words.trim(), &measured].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// What was said two days after sessions.
pub(super) fn follow_ups() -> TableFile {
    TableFile {
        name: "after-sessions.csv",
        heads: &["client", "client id", "session", "when", "since", "it lasted", "soreness"],
        sql: format!(
            "select client.name as client, session.client as client_id, follow_up.session as session, follow_up.whole
                from follow_up join session on session.id = follow_up.session
                left join client on client.id = session.client
                where {IS_THERE} order by follow_up.session"
        ),
        read: |row, zone, table| {
            let said: FollowUp = from_json(row, "whole")?;
            table.row(&[
                row.get::<_, Option<String>>("client")?.unwrap_or_default(),
                row.get::<_, Option<String>>("client_id")?.unwrap_or_default(),
                row.get("session")?,
                when(said.at.as_millisecond(), zone),
                said.since.words().to_owned(),
                said.lasted.map(|lasted| lasted.words().to_owned()).unwrap_or_default(),
                said.soreness.map(|soreness| soreness.words().to_owned()).unwrap_or_default(),
            ]);
            Ok(())
        },
    }
}
