//! Home work of a client and how it went, for the start card and the client's page.

use holdwell_home::{DiaryEntry, Did, HomePlan};
use holdwell_store::HomePlanPage;
use jiff::{Timestamp, Zoned};

use super::{count, day, day_of};

/// A plan that was given, and what came back of it, in a few lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AtHome {
    /// "Given 30 Nov, twice a day".
    pub given: String,
    /// "Done on 9 of 14 days", or that nothing has come back yet.
    pub days: String,
    /// "Pain before and after: 6 to 4 on 1 Dec, 4 to 2 on 9 Dec": the first time and the last.
    pub pain: Option<String>,
    /// Words of the client, the last first, each with its day.
    pub words: Vec<String>,
}

/// Sums up a plan that was given.
pub fn at_home(page: &HomePlanPage, wall: &Zoned) -> AtHome {
    let said = |entry: &DiaryEntry| Some(format!("{}: “{}”", day_of(wall, entry.day), entry.word.as_ref()?));
    AtHome {
        given: format!("Given {}, {}", day(wall, page.given), often(&page.plan)),
        days: days(page, wall),
        pain: pain(page, wall),
        words: page.diary.entries().iter().rev().filter_map(said).collect(),
    }
}

fn days(page: &HomePlanPage, wall: &Zoned) -> String {
    if page.diary.entries().is_empty() {
        return "No diary has come back yet".to_owned();
    }
    match page.days_done_of_planned(wall.date()) {
        (done, planned) if done <= planned as usize => format!("Done on {done} of {}", count(planned as usize, "day")),
        (done, planned) => format!("Done on {}; {planned} were planned", count(done, "day")),
    }
}

/// Returns pain before and after, the first time that both were told and the last.
fn pain(page: &HomePlanPage, wall: &Zoned) -> Option<String> {
    let told = |entry: &DiaryEntry| Some((entry.day, entry.before?, entry.after?));
    let mut told = page.diary.entries().iter().filter_map(told);
    let of = |(day, before, after)| format!("{before} to {after} {}", on(&day_of(wall, day)));
    let first = of(told.next()?);
    let last = told.next_back().map_or_else(String::new, |last| format!(", {}", of(last)));
    Some(format!("Pain before and after: {first}{last}"))
}

/// Returns "on 5 Dec", or "today".
fn on(day: &str) -> String {
    if day.starts_with(|letter: char| letter.is_ascii_digit()) { format!("on {day}") } else { day.to_owned() }
}

/// Says what was new or worse at home since the client was last seen: the first thing that a therapist has to know.
pub fn worse_at_home(plans: &[HomePlanPage], seen: Option<Timestamp>, wall: &Zoned) -> Option<String> {
    let seen = seen.map(|seen| seen.to_zoned(wall.time_zone().clone()));
    let last = plans.iter().filter_map(|page| page.worse_since(seen.as_ref())).max_by_key(|entry| entry.key())?;
    let word = last.word.as_ref().map_or_else(String::new, |word| format!(": “{word}”"));
    Some(format!("New or worse at home {}{word}", on(&day_of(wall, last.day))))
}

/// Returns an entry of a diary in a line: "9 Jan: done, pain 4 to 2, “easier to sit”".
pub fn diary_entry(entry: &DiaryEntry, wall: &Zoned) -> String {
    let done = match (entry.items.as_slice(), entry.was_done()) {
        ([], _) => None,
        (items, _) if items.iter().all(|did| *did == Did::Done) => Some("done".to_owned()),
        (_, true) => Some("done in part".to_owned()),
        (items, false) if items.contains(&Did::Stopped) => Some("begun and stopped".to_owned()),
        (_, false) => Some("not done".to_owned()),
    };
    let pain = match (entry.before, entry.after) {
        (Some(before), Some(after)) => Some(format!("pain {before} to {after}")),
        (Some(before), None) => Some(format!("pain {before} before")),
        (None, Some(after)) => Some(format!("pain {after} after")),
        (None, None) => None,
    };
    let worse = (entry.worse == Some(true)).then(|| "new or worse".to_owned());
    let word = entry.word.as_ref().map(|word| format!("“{word}”"));
    let parts: Vec<String> = worse.into_iter().chain(done).chain(pain).chain(word).collect();
    let said = if parts.is_empty() { "nothing is said".to_owned() } else { parts.join(", ") };
    super::sentence(&format!("{}: {said}", day_of(wall, entry.day)))
}

/// Returns how often a plan is to be done: "twice a day on 5 days a week".
pub fn often(plan: &HomePlan) -> String {
    match (plan.times_a_day, plan.days_a_week) {
        (1, 7) => "every day".to_owned(),
        (1, days) => format!("on {} a week", count(days.into(), "day")),
        (times, 7) => format!("{} a day", self::times(times)),
        (times, days) => format!("{} a day on {} a week", self::times(times), count(days.into(), "day")),
    }
}

fn times(times: u8) -> String {
    if times == 2 { "twice".to_owned() } else { format!("{times} times") }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use holdwell_home::{Asked, Diary};
    use holdwell_library::Library;
    use jiff::civil::date;

    use super::*;

    fn page() -> HomePlanPage {
        let library = Library::builtin();
        let asked = Asked {
            from: Some(date(2025, 12, 29)),
            times_a_day: 2,
            ..Asked::plain("018f2b6e-0000-7000-8000-000000000001".parse().unwrap(), date(2025, 12, 28))
        };
        let plan = HomePlan::make(library.routine("low-back-at-home").unwrap(), &library, asked).unwrap();
        let given = "2025-12-28T10:00:00Z".parse().unwrap();
        HomePlanPage { diary: Diary::new(plan.id), plan: plan.into(), given, came: BTreeMap::new() }
    }

    fn done(page: &mut HomePlanPage, day: i8, pain: (u8, u8)) {
        let entry = DiaryEntry::new(date(2026, 1, day), 1);
        let entry = DiaryEntry { items: vec![Did::Done], before: Some(pain.0), after: Some(pain.1), ..entry };
        let word = (day == 2).then(|| "easier to sit".to_owned());
        let _new = page.diary.put(DiaryEntry { worse: Some(false), word, ..entry });
    }

    #[test]
    fn days_pain_and_words_stand_together() {
        let wall: Zoned = "2026-01-05T14:03:00[Europe/London]".parse().unwrap();
        let mut page = page();
        let nothing = at_home(&page, &wall);
        assert_eq!((nothing.days.as_str(), nothing.pain), ("No diary has come back yet", None));
        assert_eq!(nothing.given, "Given 28 Dec 2025, twice a day");
        done(&mut page, 1, (6, 4));
        assert_eq!(at_home(&page, &wall).pain.unwrap(), "Pain before and after: 6 to 4 on 1 Jan");
        done(&mut page, 2, (5, 3));
        done(&mut page, 4, (4, 2));
        let some = at_home(&page, &wall);
        assert_eq!(some.days, "Done on 3 of 8 days");
        assert_eq!(some.pain.unwrap(), "Pain before and after: 6 to 4 on 1 Jan, 4 to 2 yesterday");
        assert_eq!(some.words, ["2 Jan: “easier to sit”"]);
    }

    #[test]
    fn what_was_worse_is_said_once_it_is_news() {
        let wall: Zoned = "2026-01-05T14:03:00[Europe/London]".parse().unwrap();
        let mut page = page();
        done(&mut page, 1, (6, 4));
        let seen = |at: &str| Some(at.parse().unwrap());
        assert_eq!(worse_at_home(&[page.clone()], None, &wall), None);
        let entry = DiaryEntry { worse: Some(true), ..DiaryEntry::new(date(2026, 1, 3), 1) };
        let _new = page.diary.put(DiaryEntry { word: Some("tingling".to_owned()), ..entry });
        let said = Some("New or worse at home on 3 Jan: “tingling”".to_owned());
        assert_eq!(worse_at_home(&[page.clone()], seen("2026-01-02T10:00:00Z"), &wall), said);
        assert_eq!(worse_at_home(&[page], seen("2026-01-04T10:00:00Z"), &wall), None);
    }
}
