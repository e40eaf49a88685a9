//! Sentences of the window that more than one screen needs.

use jiff::{SignedDuration, Timestamp, Zoned};

use holdwell_engine::{Choice, Command, Ended, Projection, Record, Release, Upcoming, View, Why};
use holdwell_model::{Millis, Phase, PlanStep, Side, Timing};

/// The name of a hold that has none yet.
pub const UNNAMED: &str = "Hold";

/// A title, or what stands for one that comes later.
pub fn title(title: &str) -> &str {
    if title.is_empty() { UNNAMED } else { title }
}

/// "Right · Psoas major"; the midline goes without saying.
pub fn contact(side: Side, name: &str) -> String {
    match side.word() {
        "" => title(name).to_owned(),
        side => format!("{side} · {}", title(name)),
    }
}

/// "then Right · Psoas major".
pub fn then(next: Option<&Upcoming>, view: &View) -> String {
    match next {
        Some(next) => format!("then  {}", contact(next.side, &next.title)),
        None if view.plan().free => "then  as your hands decide".to_owned(),
        None => "then  the end".to_owned(),
    }
}

/// "about 22 min", or without "about" where no hands decide.
pub fn length(projection: Projection) -> String {
    let about = if projection.about { "about " } else { "" };
    format!("{about}{}", projection.length.spoken())
}

/// With a capital at its beginning.
pub fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A planned length to the second: `90 s`, `2 min`, `2 min 30 s`.
pub fn exact(length: Millis) -> String {
    length.exact()
}

/// The hour and minute after a while, to the nearest minute.
pub fn clock_after(wall: &Zoned, length: Millis) -> String {
    let rounded =
        SignedDuration::from_millis(i64::try_from(length.0).unwrap_or(i64::MAX)) + SignedDuration::from_secs(30);
    wall.checked_add(rounded).map_or_else(|_| "later".to_owned(), |then| then.strftime("%H:%M").to_string())
}

/// "4 min in hand", "3 min over", "just enough time".
pub fn in_hand(millis: i64) -> String {
    let minutes = (millis.unsigned_abs() + 30_000) / 60_000;
    match (minutes, millis < 0) {
        (0, _) => "just enough time".to_owned(),
        (minutes, false) => format!("{} in hand", exact(Millis::from_mins(minutes))),
        (minutes, true) => format!("{} over", exact(Millis::from_mins(minutes))),
    }
}

/// A step in a list: "3.  Psoas major  ·  right, then left  ·  35 s".
pub fn step(step: &PlanStep) -> String {
    let timing = step.timing.summary();
    let optional = if step.optional { "optional" } else { "" };
    let parts = [title(&step.title), step.sides.words(), &timing, optional];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    format!("{}.  {}", step.number, parts.join("  ·  "))
}

/// The phase's word in its technique.
pub fn phase(view: &View) -> &'static str {
    view.phase().map_or("Ready", |phase| view.technique().phase_word(phase))
}

/// Why all stands still, large.
pub fn why(why: Why) -> String {
    match why {
        Why::Paused => "Paused".to_owned(),
        Why::Hushed => "Stopped at the client's word".to_owned(),
        Why::Gap(length) => format!("The computer slept for {}: paused where it was", length.spoken()),
    }
}

/// What Advance will do in a pause.
pub fn goes_on(view: &View) -> String {
    match (view.phase(), view.active().timing) {
        (Some(Phase::Work), Timing::Fixed { hold }) if !view.is_home() => {
            format!("settle again and hold the full {}", hold.clock())
        }
        _ => "go on where it stood".to_owned(),
    }
}

/// What settle's end will start, where it is not what was planned.
pub fn chosen(view: &View) -> Option<String> {
    let what = match view.choice() {
        Choice::Planned => return None,
        Choice::Unnamed => "a hold without a name",
        Choice::SameAgain => "the same again",
        Choice::OtherSide => "the other side",
        Choice::AfterNext => "the step after next",
    };
    Some(match view.chosen() {
        Some((step, side)) => format!("{what}: {}", contact(side, &step.title)),
        None => what.to_owned(),
    })
}

/// How a try ended.
pub const fn ended(by: Ended) -> &'static str {
    match by {
        Ended::Time => "full time",
        Ended::Hands => "by hand",
        Ended::Early => "by hand, early",
        Ended::Interrupted => "interrupted",
        Ended::ClientsWord => "the client's word",
        Ended::Restarted => "started again",
        Ended::Abandoned => "taken back",
        Ended::Skipped => "skipped",
    }
}

/// Whether and when it let go.
pub fn released(record: &Record) -> String {
    match record.released {
        Release::NotSaid => "not said".to_owned(),
        Release::No => "no".to_owned(),
        Release::At(after) => format!("at {}", after.clock()),
    }
}

/// What a screen reader says when the phase changes: "Hold, left, Psoas major".
pub fn spoken(view: &View) -> String {
    let Some(step) = view.step() else { return phase(view).to_owned() };
    let side = view.item().map_or("", |item| item.side.word()).to_lowercase();
    let parts = [phase(view).to_owned(), side, title(&step.title).to_owned()];
    let mut words: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    words.dedup();
    words.join(", ")
}

/// The soft word for a press that was taken; `None` where the phase itself is the answer.
pub fn taken(command: &Command) -> Option<String> {
    let word = match command {
        Command::Undo | Command::UndoOrBack | Command::Back => "Taken back",
        Command::Mark => "Marked",
        Command::Restart => "Counting again",
        Command::Extend => "Longer",
        Command::Shorten => "Shorter",
        Command::Skip => "Skipped",
        Command::Repeat => "Again after this",
        Command::OtherSide => "The other side comes after this",
        Command::Choose => "Another choice",
        Command::Insert { .. } => "Added, next",
        Command::Move { .. } => "Moved",
        Command::Drop(_) => "Left out",
        Command::Score { .. } => "Scored",
        Command::Note(_) => "Noted",
        _ => return None,
    };
    Some(word.to_owned())
}

/// What is counted while a rhythm is tapped: "4 taps, about 8.6 a minute"; `None` in any other work.
pub fn rhythm(view: &View) -> Option<String> {
    let record = view.record().filter(|_| view.counts_taps());
    let taps = record.map_or(0, |record| record.taps.len());
    if !view.counts_taps() {
        return None;
    }
    Some(match record.and_then(Record::cycles_per_minute) {
        Some(cycles) => format!("{}, {}", count(taps, "tap"), a_minute(cycles)),
        None if taps > 0 => count(taps, "tap"),
        None => "Advance with each cycle, Back when you have it".to_owned(),
    })
}

/// "about 8.6 a minute".
pub fn a_minute(cycles: f32) -> String {
    format!("about {cycles:.1} a minute")
}

/// "3 holds", "1 hold".
pub fn count(count: usize, one: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {one}s") }
}

/// A day as one speaks of it: "today", "yesterday", "12 Nov", "12 Nov 2024".
pub fn day(wall: &Zoned, at: Timestamp) -> String {
    let then = at.to_zoned(wall.time_zone().clone());
    let days = |other: &Zoned| other.date().since(then.date()).map_or(i64::MAX, |span| i64::from(span.get_days()));
    match days(wall) {
        0 => "today".to_owned(),
        1 => "yesterday".to_owned(),
        _ if then.year() == wall.year() => then.strftime("%-d %b").to_string(),
        _ => then.strftime("%-d %b %Y").to_string(),
    }
}

/// The same with the clock: "today, 14:22".
pub fn moment(wall: &Zoned, at: Timestamp) -> String {
    format!("{}, {}", day(wall, at), clock(wall, at))
}

/// The hour and minute at which something was: "14:22".
pub fn clock(wall: &Zoned, at: Timestamp) -> String {
    at.to_zoned(wall.time_zone().clone()).strftime("%H:%M").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_said_as_people_say_them() {
        let wall: Zoned = "2026-01-05T14:03:00[Europe/London]".parse().unwrap();
        let said = |at: &str| day(&wall, at.parse().unwrap());
        assert_eq!(said("2026-01-05T00:10:00Z"), "today");
        assert_eq!(said("2026-01-04T23:50:00Z"), "yesterday");
        assert_eq!(said("2026-01-03T08:00:00Z"), "3 Jan");
        assert_eq!(said("2025-11-12T08:00:00Z"), "12 Nov 2025");
        assert_eq!(moment(&wall, "2026-01-05T09:05:00Z".parse().unwrap()), "today, 09:05");
        assert_eq!((count(1, "hold"), count(2, "hold")), ("1 hold".to_owned(), "2 holds".to_owned()));
    }
}
