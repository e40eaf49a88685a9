//! Requests about measures and plans of care, carried out on an open vault. An error is the database's.

use jiff::Zoned;
use rusqlite::{Connection, Result};

use super::unsaved::What;
use super::writer::VaultWorker;
use crate::clients::is_client;
use crate::course::{self, Part};
use crate::tables::export_tables;
use holdwell_measures::{CarePlan, Entry, FollowUp};
use holdwell_model::Id;
use holdwell_store::{CourseRequest, Done, Failure, Outcome};

impl VaultWorker {
    /// Carries out a request about measures and plans of care. A plan that is being written has only the window.
    pub(super) fn course(&mut self, request: CourseRequest) -> Outcome {
        match request {
            CourseRequest::SavePlan(client, plan) => {
                self.keep(What::CarePlan(plan.id), |vault, now| keep_plan(vault, client, &plan, now))
            }
            request => {
                if let CourseRequest::SetPlanDeleted(id, true) = request {
                    self.unsaved.forget(&What::CarePlan(id));
                }
                self.change(|vault, now| carry_out(vault, request, now))
            }
        }
    }
}

fn carry_out(connection: &Connection, request: CourseRequest, now: &Zoned) -> Result<Outcome> {
    match request {
        CourseRequest::KeepMeasures(client, entries) => keep_measures(connection, client, &entries, now),
        CourseRequest::SetMeasureDeleted(id, deleted) => delete(connection, Part::Measure, id, deleted, now),
        CourseRequest::SavePlan(client, plan) => keep_plan(connection, client, &plan, now),
        CourseRequest::SetPlanDeleted(id, deleted) => delete(connection, Part::Plan, id, deleted, now),
        CourseRequest::Answer(said) => answer(connection, &said, now),
        CourseRequest::ExportTables(out) => {
            Ok(export_tables(connection, &out, now).map(Done::Exported).map_err(Failure::NotExported))
        }
    }
}

fn keep_measures(connection: &Connection, client: Id, entries: &[Entry], now: &Zoned) -> Result<Outcome> {
    if !is_client(connection, client)? {
        return Ok(Err(Failure::NoSuchClient));
    }
    let mut is_kept = true;
    for entry in entries {
        is_kept &= course::keep_measure(connection, client, entry, now)?;
    }
    Ok(if is_kept { Ok(Done::MeasuresKept) } else { Err(Failure::CourseOfAnother) })
}

fn keep_plan(connection: &Connection, client: Id, plan: &CarePlan, now: &Zoned) -> Result<Outcome> {
    if !is_client(connection, client)? {
        return Ok(Err(Failure::NoSuchClient));
    }
    let is_kept = course::keep_plan(connection, client, plan, now)?;
    Ok(if is_kept { Ok(Done::CarePlanSaved) } else { Err(Failure::CourseOfAnother) })
}

/// Deletes a row, or takes that back.
fn delete(connection: &Connection, part: Part, id: Id, deleted: bool, now: &Zoned) -> Result<Outcome> {
    let done = match (part, deleted) {
        (Part::Measure, true) => Done::MeasureDeleted,
        (Part::Measure, false) => Done::MeasurePutBack,
        (Part::Plan, true) => Done::CarePlanDeleted,
        (Part::Plan, false) => Done::CarePlanPutBack,
    };
    Ok(if course::delete(connection, part, id, deleted, now)? { Ok(done) } else { Err(Failure::NotInCourse) })
}

fn answer(connection: &Connection, said: &FollowUp, now: &Zoned) -> Result<Outcome> {
    Ok(if course::answer(connection, said, now)? { Ok(Done::FollowUpKept) } else { Err(Failure::NoSuchSession) })
}
