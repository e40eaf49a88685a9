//! Results of the scores and the times of a session. All of it is worked out, nothing is judged.

use std::collections::BTreeSet;

use holdwell_engine::{Ended, MarkKind, Record};
use holdwell_model::{Arc, Millis, PlanStep, Side};
use holdwell_store::{SessionPage, SessionState};

use super::NotedHold;

/// The share by which the tenderness of a point is meant to come down, in percent: as counterstrain is taught.
pub const TARGET_PERCENT: u32 = 70;

/// Points whose tenderness was scored before and after.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Points {
    /// Number of those that came down by the target or more.
    pub down: usize,
    /// Number of all of them.
    pub of: usize,
    /// Points that came down by less, with the tenderness before and after.
    pub left: Vec<(String, Side, u8, u8)>,
}

/// Counts the points by how far their tenderness came down. Of a point that was held several times the first score
/// before and the last after count.
pub fn points(holds: &[NotedHold<'_>]) -> Points {
    let mut changes: Vec<(String, Side, u8, u8)> = Vec::new();
    for (hold, contact) in holds.iter().flat_map(|hold| hold.contacts.iter().map(move |contact| (hold, contact))) {
        let Some((before, after)) = contact.change() else { continue };
        let name = if contact.name.is_empty() { &hold.name } else { &contact.name };
        let side = contact.side.unwrap_or(hold.side);
        match changes.iter_mut().find(|(known, of, ..)| !name.is_empty() && (known, *of) == (name, side)) {
            Some(known) => known.3 = after,
            None => changes.push((name.clone(), side, before, after)),
        }
    }
    let is_down = |(.., before, after): &(String, Side, u8, u8)| {
        u32::from(before.saturating_sub(*after)) * 100 >= u32::from(*before) * TARGET_PERCENT
    };
    let down = changes.iter().filter(|change| is_down(change)).count();
    let of = changes.len();
    changes.retain(|change| !is_down(change));
    Points { down, of, left: changes }
}

/// A planned side that was not done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotDone {
    /// Name of the step.
    pub name: String,
    /// The side.
    pub side: Side,
    /// The reason, as far as it is known.
    pub why: WhyNotDone,
    /// True where the routine itself leaves it to the therapist.
    pub is_optional: bool,
}

/// Reasons why a planned side was not done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhyNotDone {
    /// It was never begun.
    NotBegun,
    /// It was rated, and not held.
    Rated,
    /// It was begun, and ended before anything was held to an end.
    Ended(Ended),
}

/// Lists the planned sides that were not done. A free session has no plan to fall short of, and of one that was entered
/// afterwards only the holds are known that were entered.
pub fn not_done(page: &SessionPage) -> Vec<NotDone> {
    if page.session.is_free || page.session.entered.is_some() {
        return Vec::new();
    }
    let sides = |(index, step): (usize, &Arc<PlanStep>)| {
        let index = u32::try_from(index).unwrap_or(u32::MAX);
        let step = Arc::clone(step);
        let sides: BTreeSet<Side> = step.sides.sides(None).iter().copied().collect();
        sides.into_iter().filter_map(move |side| {
            let why = why_not(page, index, side)?;
            Some(NotDone { name: step.title.clone(), side, why, is_optional: step.optional })
        })
    };
    page.plan.steps.iter().enumerate().flat_map(sides).filter(|one| !one.name.is_empty()).collect()
}

fn why_not(page: &SessionPage, step: u32, side: Side) -> Option<WhyNotDone> {
    let mut records = page.records.iter().filter(|record| (record.step, record.side) == (step, side)).peekable();
    if records.peek().is_none() {
        return Some(WhyNotDone::NotBegun);
    }
    let records: Vec<&Arc<Record>> = records.collect();
    if records.iter().any(|record| record.is_finished() || !record.held().is_zero()) {
        return None;
    }
    let ended = records.iter().rev().find_map(|record| record.last()?.ended);
    let is_rated = records.iter().any(|record| !record.scores.is_empty());
    Some(match ended {
        Some(ended) => WhyNotDone::Ended(ended),
        None if is_rated => WhyNotDone::Rated,
        None => WhyNotDone::NotBegun,
    })
}

/// Lists the holds that were stopped at the client's word, each with the time held until then.
pub fn stopped<'a>(page: &SessionPage, holds: &'a [NotedHold<'a>]) -> Vec<(&'a NotedHold<'a>, Millis)> {
    let of_hold = |hold: &'a NotedHold<'a>| {
        let word = hold.record.marks.iter().find(|mark| mark.kind == MarkKind::ClientsWord);
        let tried = hold.record.tries.iter().find(|attempt| attempt.ended == Some(Ended::ClientsWord));
        let at = word.map(|mark| mark.held).or(tried.map(|attempt| attempt.held));
        at.map(|at| (hold, at))
    };
    let found: Vec<_> = holds.iter().filter_map(of_hold).collect();
    match holds.last() {
        // The session itself was stopped so, outside of a hold.
        Some(last) if found.is_empty() && page.session.state == SessionState::ClientsWord => {
            vec![(last, last.record.held())]
        }
        _ => found,
    }
}
