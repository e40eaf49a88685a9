//! A plan that was given to take home, and its diary.

use jiff::tz::TimeZone;
use maud::{Markup, html};

use super::{table, when};
use holdwell_home::{DiaryEntry, Did, HomePlan};
use holdwell_store::HomePlanPage;

/// Renders all that is kept of a plan and of its diary.
pub(super) fn plan(page: &HomePlanPage, zone: &TimeZone) -> Markup {
    let HomePlanPage { plan, given, diary, .. } = page;
    let items = plan.items.iter().map(|item| {
        let step = &item.step;
        let cautions = step.cautions.join("\n");
        vec![step.title.clone(), step.sides.words().to_owned(), step.timing.details(), step.setup.clone(), cautions]
    });
    let entries = diary.entries().iter().map(|entry| self::entry(plan, entry)).collect();
    html! {
        section {
            h3 { (plan.title) }
            p.quiet { "Given " (when(*given, zone)) ", made " (plan.made) ", " (plan.id) }
            (table(&[], about(plan)))
            (table(&["What", "Side", "Time", "How", "Cautions"], items.collect()))
            @if !diary.entries().is_empty() { p { "Done on " (count(diary.days_done(), "day")) } }
            (table(&["Day", "Done", "Pain", "New or worse", "Word"], entries))
        }
    }
}

fn count(number: usize, what: &str) -> String {
    if number == 1 { format!("1 {what}") } else { format!("{number} {what}s") }
}

fn about(plan: &HomePlan) -> Vec<Vec<String>> {
    let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string());
    let (times, days) = (count(plan.times_a_day.into(), "time"), count(plan.days_a_week.into(), "day"));
    let often = format!("{times} a day, {days} a week");
    let signs: Vec<&str> = plan.signs.iter().map(|sign| sign.text.as_str()).collect();
    let lines = [
        ("Named", plan.name.clone()),
        ("From", day(plan.from)),
        ("Until", day(plan.until)),
        ("How often", Some(often)),
        ("Whom to call", plan.call.clone()),
        ("Notes", Some(plan.notes.join("\n")).filter(|notes| !notes.is_empty())),
        ("Signs", Some(signs.join("\n")).filter(|signs| !signs.is_empty())),
    ];
    lines.into_iter().filter_map(|(what, said)| Some(vec![what.to_owned(), said?])).collect()
}

fn entry(plan: &HomePlan, entry: &DiaryEntry) -> Vec<String> {
    let title = |place: usize| plan.items.get(place).map_or("item", |item| item.step.title.as_str());
    let did = |(place, did): (usize, &Did)| format!("{}: {}", title(place), word(*did));
    let done: Vec<String> = entry.items.iter().enumerate().map(did).collect();
    let pain = |pain: Option<u8>| pain.map_or_else(|| "not said".to_owned(), |pain| pain.to_string());
    let pain = format!("{} before, {} after", pain(entry.before), pain(entry.after));
    let worse = match entry.worse {
        None => "not said",
        Some(true) => "yes",
        Some(false) => "no",
    };
    let day = format!("{}, {}", entry.day, entry.time);
    vec![day, done.join("\n"), pain, worse.to_owned(), entry.word.clone().unwrap_or_default()]
}

const fn word(did: Did) -> &'static str {
    match did {
        Did::Done => "done",
        Did::Shortened => "for a shorter time",
        Did::Stopped => "stopped",
        Did::LeftOut => "left out",
    }
}
