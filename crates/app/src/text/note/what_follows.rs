//! A and P: what came of the session, and what follows from it.

use holdwell_model::Side;
use holdwell_store::{Consent, ConsentKind, ConsentState};

use super::super::home::plan_facts;
use super::super::{clock, count, ended};
use super::objective::{name, percent};
use super::{CONSENT, HOME, NEXT, consent_to, full_day};
use crate::note::{self, NotDone, NoteSources, TARGET_PERCENT, WhyNotDone, noted_holds};

/// Says how many points came down to the usual target, and which did not.
pub(super) fn points(sources: &NoteSources<'_>) -> Option<String> {
    let points = note::points(&noted_holds(sources.page, sources.library));
    if points.of == 0 {
        return None;
    }
    let head = format!("{} of {} down by {TARGET_PERCENT} % or more", points.down, count(points.of, "point"));
    let left: Vec<String> = points.left.iter().map(left).collect();
    Some(if left.is_empty() { head } else { format!("{head}. Less: {}", left.join("; ")) })
}

fn left((place, side, before, after): &(String, Side, u8, u8)) -> String {
    format!("{} {before} → {after} ({} %)", name(place, *side), percent(*before, *after))
}

/// Says if anything was stopped at the client's word.
pub(super) fn tolerated(sources: &NoteSources<'_>) -> Option<String> {
    let holds = noted_holds(sources.page, sources.library);
    if holds.is_empty() {
        return None;
    }
    let stopped = note::stopped(sources.page, &holds);
    let said: Vec<String> =
        stopped.iter().map(|(hold, at)| format!("{}, after {}", name(&hold.name, hold.side), at.clock())).collect();
    let is_late = sources.page.session.entered.is_some();
    match (said.is_empty(), is_late) {
        (false, _) => Some(format!("Stopped at the client's word: {}", said.join("; "))),
        (true, true) => None,
        (true, false) => Some("Nothing was stopped at the client's word".to_owned()),
    }
}

/// Says what was planned and not done, and why as far as is known.
pub(super) fn not_done(sources: &NoteSources<'_>) -> Option<String> {
    let all: Vec<String> = note::not_done(sources.page).iter().map(not_done_side).collect();
    (!all.is_empty()).then(|| format!("Not done: {}", all.join("; ")))
}

fn not_done_side(one: &NotDone) -> String {
    let why = match one.why {
        WhyNotDone::NotBegun if one.is_optional => "optional",
        WhyNotDone::NotBegun => "not begun",
        WhyNotDone::Rated => "rated only",
        WhyNotDone::Ended(by) => ended(by),
    };
    format!("{} ({why})", name(&one.name, one.side))
}

/// Suggests what to look at next: points that came down by less than the target, and what was not done.
pub(super) fn next(sources: &NoteSources<'_>) -> Option<String> {
    let points = note::points(&noted_holds(sources.page, sources.library));
    let again = points.left.iter().map(|(place, side, _, after)| format!("{} ({after} left)", name(place, *side)));
    let missing = note::not_done(sources.page).into_iter().filter(|one| !one.is_optional);
    let missing = missing.map(|one| format!("{} (not done)", name(&one.name, one.side)));
    let all: Vec<String> = again.chain(missing).collect();
    (!all.is_empty()).then(|| format!("{NEXT} {}", all.join("; ")))
}

/// Returns the home plan that was in force on the day.
pub(super) fn home(sources: &NoteSources<'_>) -> Option<String> {
    let session = &sources.page.session;
    let today = session.began.to_zoned(sources.wall.time_zone().clone()).date();
    // One that was given at the end of the session came after its beginning.
    let is_in_force = |until: Option<jiff::civil::Date>| until.is_none_or(|until| until >= today);
    let given = |at: jiff::Timestamp| at.to_zoned(sources.wall.time_zone().clone()).date() <= today;
    let page = sources.client?.home.iter().find(|page| given(page.given) && is_in_force(page.plan.until))?;
    let until = page.plan.until.map(|until| format!(", until {}", until.strftime("%-d %b %Y")));
    Some(format!("{HOME} {}{}", plan_facts(&page.plan), until.unwrap_or_default()))
}

/// Returns the consent to the areas of the session; where nobody was asked that day, the one to treatment.
pub(super) fn consent(sources: &NoteSources<'_>) -> Option<String> {
    if let Some(today) = &sources.page.note.consent {
        let words = today.words.trim();
        let areas = if words.is_empty() { consent_to(ConsentKind::Areas) } else { words };
        let word = state(today.state);
        return Some(format!("{CONSENT} {}: {word} at {}", areas.to_lowercase(), clock(sources.wall, today.since)));
    }
    let treat = Consent::in_force(ConsentKind::Treat, &sources.client?.consents)?;
    let day = full_day(sources.wall, treat.since);
    Some(format!("{CONSENT} {}: {} on {day}", consent_to(ConsentKind::Treat), state(treat.state)))
}

const fn state(state: ConsentState) -> &'static str {
    match state {
        ConsentState::Given => "given",
        ConsentState::Refused => "refused",
        ConsentState::Withdrawn => "withdrawn",
        ConsentState::NotSaid => "not said",
    }
}
