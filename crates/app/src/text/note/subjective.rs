//! S: what the client says, here and at home.

use holdwell_home::DiaryEntry;
use holdwell_model::Spot;
use holdwell_store::HomePlanPage;
use jiff::civil::Date;

use super::super::count;
use super::{AT_HOME, CAUTIONS, HURTS, SINCE, full_day};
use crate::note::NoteSources;

/// Returns the remarks to the session, each in its own words.
pub(super) fn words(sources: &NoteSources<'_>) -> Option<String> {
    let remarks = sources.page.annotations.iter().filter(|one| one.item.is_none() && one.answers.is_none());
    let words: Vec<String> = remarks.map(|one| format!("“{}”", one.text.trim())).collect();
    (!words.is_empty()).then(|| words.join("\n"))
}

/// Returns where it hurts, side by side.
pub(super) fn hurts(sources: &NoteSources<'_>) -> Option<String> {
    let hurts = &sources.client?.client.hurts;
    let names: Vec<String> = hurts.iter().map(|spot: &Spot| spot.name().to_lowercase()).collect();
    (!names.is_empty()).then(|| format!("{HURTS} {}", names.join("; ")))
}

/// Returns the cautions that are known of the client.
pub(super) fn cautions(sources: &NoteSources<'_>) -> Option<String> {
    let cautions = &sources.client?.client.cautions;
    let texts: Vec<&str> = cautions.iter().map(|caution| caution.text.trim()).collect();
    (!texts.is_empty()).then(|| format!("{CAUTIONS} {}", texts.join("; ")))
}

/// Returns what was said of the days after the session before.
pub(super) fn since(sources: &NoteSources<'_>) -> Option<String> {
    let course = &sources.client?.course;
    let now = sources.page.session.began;
    let (before, began) = course.began.iter().rev().find(|(_, began)| *began < now)?;
    let said = course.follow_ups.iter().find(|said| said.session == *before)?;
    Some(format!("{SINCE} {}: {}", full_day(sources.wall, *began), super::super::course::follow_up(said)))
}

/// Returns what came back of the home plan since the session before: days done of days planned, the last pain, and
/// whatever was new or worse first.
pub(super) fn at_home(sources: &NoteSources<'_>) -> Option<String> {
    let zone = sources.wall.time_zone();
    let began = sources.page.session.began;
    let today = began.to_zoned(zone.clone()).date();
    let page = sources.client?.home.iter().find(|page| page.given < began)?;
    let since = sources.session_before().map_or(page.given, |before| before.max(page.given));
    let from = since.to_zoned(zone.clone()).date();
    let is_since = |entry: &&DiaryEntry| entry.day >= from && entry.day <= today;
    let entries: Vec<&DiaryEntry> = page.diary.entries().iter().filter(is_since).collect();
    let last = entries.last()?;
    let mut said = vec![days(page, &entries, (from, today))];
    said.extend(pain(last));
    said.push(worse(&entries));
    let word = entries.iter().rev().find_map(|entry| entry.word.as_deref());
    said.extend(word.map(|word| format!("“{}”", word.trim())));
    Some(format!("{AT_HOME} {}: {}", full_day(sources.wall, since), said.join(". ")))
}

/// Returns the days on which something was done, of those that were planned.
fn days(page: &HomePlanPage, entries: &[&DiaryEntry], (from, today): (Date, Date)) -> String {
    let mut days: Vec<Date> = entries.iter().filter(|entry| entry.was_done()).map(|entry| entry.day).collect();
    days.dedup();
    let planned =
        page.plan.days_planned_by(today).saturating_sub(page.plan.days_planned_by(from.yesterday().unwrap_or(from)));
    format!("done on {} of {} planned", days.len(), count((planned as usize).max(days.len()), "day"))
}

fn pain(last: &DiaryEntry) -> Option<String> {
    match (last.before, last.after) {
        (Some(before), Some(after)) => Some(format!("Pain last time {before} before and {after} after, of 10")),
        (Some(pain), None) | (None, Some(pain)) => Some(format!("Pain last time {pain} of 10")),
        (None, None) => None,
    }
}

fn worse(entries: &[&DiaryEntry]) -> String {
    let days: Vec<String> = entries
        .iter()
        .filter(|entry| entry.worse == Some(true))
        .map(|entry| entry.day.strftime("%-d %b").to_string())
        .collect();
    let is_asked = entries.iter().any(|entry| entry.worse.is_some());
    match (days.is_empty(), is_asked) {
        (false, _) => format!("New or worse on {}", days.join(", ")),
        (true, true) => "Nothing new or worse".to_owned(),
        (true, false) => "Not said if anything was new or worse".to_owned(),
    }
}
