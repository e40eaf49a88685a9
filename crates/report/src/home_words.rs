//! The words of a home plan, on paper and on a page: short, plain, the action first.

use jiff::civil::Date;

use holdwell_home::{HomeItem, HomePlan, Share};
use holdwell_model::{Millis, Posture, RepWork, Side, SideOrder, Timing};

/// Returns how often, from when to when, and how long it takes.
pub fn when(plan: &HomePlan) -> String {
    let times = match plan.times_a_day {
        1 => "Once a day".to_owned(),
        2 => "Twice a day".to_owned(),
        times => format!("{times} times a day"),
    };
    let days = match plan.days_a_week {
        7 => String::new(),
        1 => ", one day a week".to_owned(),
        days => format!(", {days} days a week"),
    };
    let dates = match (plan.from, plan.until) {
        (Some(from), Some(until)) => format!(", {} to {}", short(from, until), day(until)),
        (Some(from), None) => format!(", from {} on", day(from)),
        (None, Some(until)) => format!(", until {}", day(until)),
        (None, None) => String::new(),
    };
    format!("{times}{days}{dates}. About {} minutes.", minutes(plan).max(1))
}

/// Returns a first day without what it shares with the last.
fn short(from: Date, until: Date) -> String {
    let form = match (from.year() == until.year(), from.month() == until.month()) {
        (true, true) => "%-d",
        (true, false) => "%-d %B",
        (false, _) => "%-d %B %Y",
    };
    from.strftime(form).to_string()
}

/// Returns the last line: when the sheet was made, and the end of the plan's id, by which paper finds its plan.
pub fn made(plan: &HomePlan) -> String {
    let id = plan.id.to_string();
    let short = id.get(id.len().saturating_sub(6)..).unwrap_or_default();
    format!("Made with Holdwell on {}. Plan {short}", day(plan.made))
}

fn day(day: Date) -> String {
    day.strftime("%-d %B %Y").to_string()
}

/// Returns all signs to stop at, each once.
pub fn stop_if(plan: &HomePlan) -> Vec<String> {
    let mut signs: Vec<String> = Vec::new();
    for sign in plan.items.iter().flat_map(|item| item.cautions().stop_if) {
        let sign = if sign == "dizzy" { "you feel dizzy".to_owned() } else { sign };
        if !signs.contains(&sign) {
            signs.push(sign);
        }
    }
    signs
}

/// Returns the sides and the amount: "Right, then left: 1 minute each".
pub fn side_and_amount(item: &HomeItem) -> String {
    let side = match item.step.sides {
        SideOrder::Left => "Left side: ",
        SideOrder::Right => "Right side: ",
        SideOrder::Both => "Both sides at once: ",
        SideOrder::Midline if item.drawn_side() == Side::Both => "Both sides at once: ",
        SideOrder::Midline => "",
        SideOrder::LeftThenRight => "Left, then right: ",
        SideOrder::RightThenLeft | SideOrder::WorseFirst => "Right, then left: ",
    };
    let each = if item.sides().len() > 1 { " each" } else { "" };
    format!("{side}{}{each}.", amount(&item.step.timing))
}

fn amount(timing: &Timing) -> String {
    match *timing {
        Timing::Reps { count, work, .. } => {
            let work = match work {
                RepWork::Timed(work) => work,
                work @ RepWork::ByHand => work.expected(),
            };
            format!("{count} times {}", length(work))
        }
        Timing::Block { length: whole, breaths_per_minute: Some(_) } => format!("{} of slow breaths", length(whole)),
        Timing::Fixed { .. } | Timing::Block { .. } => length(timing.expected()),
        Timing::Open { .. } | Timing::Listening { .. } => format!("about {}", length(timing.expected())),
    }
}

/// Returns a length as it is said: "90 seconds" and "1½ minutes" are the same, and the second is easier to see.
fn length(length: Millis) -> String {
    let secs = (length.0 + 500) / 1000;
    match (secs / 60, secs % 60) {
        (0, 1) => "1 second".to_owned(),
        (0, secs) => format!("{secs} seconds"),
        (1, 0) => "1 minute".to_owned(),
        (mins, 0) => format!("{mins} minutes"),
        (mins, 30) => format!("{mins}½ minutes"),
        (1, rest) => format!("1 minute and {rest} seconds"),
        (mins, rest) => format!("{mins} minutes and {rest} seconds"),
    }
}

/// Returns texts as sentences.
pub fn sentences(texts: &[impl AsRef<str>]) -> String {
    texts.iter().map(|text| sentence(text.as_ref())).collect::<Vec<_>>().join(" ")
}

/// Returns a text as a sentence.
pub fn sentence(text: &str) -> String {
    let mut letters = text.trim().chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    let end = if text.trim_end().ends_with(['.', '!', '?']) { "" } else { "." };
    format!("{first}{}{end}", letters.as_str())
}

/// Describes a drawing for whoever cannot see it.
pub fn label(item: &HomeItem) -> String {
    let posture = item.figure.as_ref().and_then(|figure| figure.posture);
    let posture = match posture {
        Some(Posture::Supine) => "Lying on the back",
        Some(Posture::Prone) => "Lying face down",
        Some(Posture::Side) => "Lying on the side",
        Some(Posture::Seated) => "Sitting",
        Some(Posture::Standing) => "Standing",
        None => "Drawing",
    };
    format!("{posture}: {}", item.step.title)
}

/// The length of all of it, about, in whole minutes.
fn minutes(plan: &HomePlan) -> u64 {
    (plan.length(Share::Whole).0 + 30_000) / 60_000
}
