//! Measurements of a client, the plan of care, and the answers two days after a session.

use std::path::PathBuf;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use holdwell_measures::{
    AROUND_SESSION, CarePlan, Entry, FollowUp, Moment, Overrun, PracticeClient, PracticeWeek, WorkedHold, follow_up_due,
};
use holdwell_model::Id;

/// The course of a client's care, as far as their page shows it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Course {
    /// Measurements, the earliest first.
    pub measured: Vec<Entry>,
    /// Plans of care, the newest first.
    pub plans: Vec<CarePlan>,
    /// Plans that are being written, the newest first.
    pub drafts: Vec<CarePlan>,
    /// Answers after sessions.
    pub follow_ups: Vec<FollowUp>,
    /// Every session in which something was held, with the instant at which it began, the earliest first.
    pub began: Vec<(Id, Timestamp)>,
}

/// The holds of a client, for pictures over time.
#[derive(Debug, Clone, PartialEq)]
pub struct WorkPage {
    /// The client.
    pub client: Id,
    /// Every hold of sessions that are over, the earliest first.
    pub holds: Vec<WorkedHold>,
}

/// The practice as a whole, from a day on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PracticePage {
    /// The first day that counts.
    pub since: Date,
    /// Each week from the first with a session to the last.
    pub weeks: Vec<PracticeWeek>,
    /// Clients whose sessions run over the appointment, by name, whoever runs over most first.
    pub over: Vec<(String, Overrun)>,
    /// Clients who were not seen for eight weeks, the longest ago first; at most 100.
    pub not_seen: Vec<PracticeClient>,
    /// Number of open questions.
    pub to_finish: u32,
}

/// A request about what is measured of clients, and planned for them.
#[derive(Debug, Clone)]
pub enum CourseRequest {
    /// Something was measured of a client. Of an id that is there already the new state counts.
    KeepMeasures(Id, Vec<Entry>),
    /// Deletes something that was measured, or takes that back.
    SetMeasureDeleted(Id, bool),
    /// A plan of care of a client, new or changed.
    SavePlan(Id, Box<CarePlan>),
    /// Deletes a plan of care, or takes that back.
    SetPlanDeleted(Id, bool),
    /// Answer of a client two days after a session.
    Answer(FollowUp),
    /// Writes sessions, holds, measures and plans of care as tables into a folder of its own in this one.
    ExportTables(PathBuf),
}

/// The plan of care of a client who is offered on Start.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct CourseLine {
    /// The plan that runs.
    pub plan: Option<CarePlan>,
    /// Instants of the sessions.
    pub began: Vec<Timestamp>,
}

impl Course {
    /// Returns the plan of care that runs: the newest that is not over.
    pub fn plan(&self) -> Option<&CarePlan> {
        self.plans.iter().find(|plan| plan.ended.is_none())
    }

    /// Lists the days of the sessions.
    pub fn days(&self, zone: &TimeZone) -> Vec<Date> {
        days(self.began.iter().map(|(_, at)| *at), zone)
    }

    /// Lists what was measured before and after a session, the earliest first: what was entered in it, and what was in
    /// none within half a day of its beginning where no other session is nearer.
    pub fn measured_in(&self, session: Id, began: Timestamp) -> Vec<&Entry> {
        let away = |at: Timestamp, from: Timestamp| at.duration_since(from).abs();
        let is_nearest = |at: Timestamp| {
            let others = self.began.iter().filter(|(id, _)| *id != session);
            away(at, began) <= AROUND_SESSION
                && others.map(|(_, other)| away(at, *other)).all(|other| other >= away(at, began))
        };
        let of = |entry: &&Entry| match entry.session {
            Some(of) => of == session,
            None => entry.moment != Moment::Between && is_nearest(entry.at),
        };
        self.measured.iter().filter(of).collect()
    }

    /// Returns the session that is to be asked about now.
    pub fn asks_about(&self, now: Timestamp) -> Option<Id> {
        follow_up_due(&self.began, &self.follow_ups, now)
    }
}

impl CourseLine {
    /// Lists the days of the sessions.
    pub fn days(&self, zone: &TimeZone) -> Vec<Date> {
        days(self.began.iter().copied(), zone)
    }
}

fn days(instants: impl Iterator<Item = Timestamp>, zone: &TimeZone) -> Vec<Date> {
    instants.map(|at| at.to_zoned(zone.clone()).date()).collect()
}
