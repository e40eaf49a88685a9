//! O: what was done, hold by hold.

use holdwell_engine::{Ended, Release};
use holdwell_model::{HoldName, Millis, Posture, Side, Technique};
use holdwell_store::SessionPage;
use jiff::SignedDuration;

use super::super::{clock, count, ended, records, sentence};
use super::full_day;
use crate::note::{NoteSources, NotedHold, noted_holds};

/// Returns the day, the times and the techniques with the time under the hands in each.
pub(super) fn service(sources: &NoteSources<'_>) -> String {
    let (session, wall) = (&sources.page.session, sources.wall);
    let length = SignedDuration::from_millis(i64::try_from(session.length.0).unwrap_or(i64::MAX));
    let ended = session.began.checked_add(length).unwrap_or(session.began);
    let times = match (session.entered, session.length.is_zero()) {
        (Some(_), true) => format!("about {}, entered afterwards", clock(wall, session.began)),
        (Some(_), false) => format!("{} to {}, entered afterwards", clock(wall, session.began), clock(wall, ended)),
        (None, _) => {
            let (began, ended) = (clock(wall, session.began), clock(wall, ended));
            format!("{began} to {ended} ({})", session.length.spoken())
        }
    };
    let holds = noted_holds(sources.page, sources.library);
    let mut techniques: Vec<(Technique, usize, Millis)> = Vec::new();
    for hold in &holds {
        let held = hold.record.held();
        match techniques.iter_mut().find(|(technique, ..)| *technique == hold.technique) {
            Some((_, number, all)) => (*number, *all) = (*number + 1, *all + held),
            None => techniques.push((hold.technique, 1, held)),
        }
    }
    let said = |(technique, number, held): &(Technique, usize, Millis)| {
        let holds = count(*number, "hold");
        if held.is_zero() {
            format!("{} in {holds}", technique.name())
        } else {
            format!("{} {} in {holds}", technique.name(), held.clock())
        }
    };
    let techniques: Vec<String> = techniques.iter().map(said).collect();
    let what = if techniques.is_empty() { "nothing held".to_owned() } else { techniques.join("; ") };
    format!("{}, {times}. {}\nUnder the hands: {what}", full_day(wall, session.began), session.name)
}

/// Returns how the client lay or sat, where the library says it of the positions.
pub(super) fn posture(sources: &NoteSources<'_>) -> Option<String> {
    let holds = noted_holds(sources.page, sources.library);
    let mut runs: Vec<(Posture, usize, usize)> = Vec::new();
    for (number, posture) in holds.iter().zip(1..).filter_map(|(hold, number)| Some((number, hold.posture?))) {
        match runs.last_mut() {
            Some((last, _, until)) if *last == posture => *until = number,
            _ => runs.push((posture, number, number)),
        }
    }
    let word = |posture: Posture| posture.word().to_lowercase();
    let said = |(posture, from, until): &(Posture, usize, usize)| {
        let holds = if from == until { format!("hold {from}") } else { format!("holds {from} to {until}") };
        format!("{} for {holds}", word(*posture))
    };
    match runs.as_slice() {
        [] => None,
        [(posture, ..)] => Some(format!("Client {}", word(*posture))),
        several => Some(format!("Client {}", several.iter().map(said).collect::<Vec<_>>().join(", "))),
    }
}

/// Returns a line for each hold.
pub(super) fn contacts(sources: &NoteSources<'_>) -> Option<String> {
    let holds = noted_holds(sources.page, sources.library);
    let lines: Vec<String> =
        holds.iter().zip(1..).map(|(hold, number)| hold_line(sources.page, hold, number)).collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}

/// Returns "1. Psoas major, left: SMRT, hip F Abd. Held 0:35 of 35 s, full time. Released at 0:12. Tenderness before 7,
/// after 2 (29 % of before). “warm”".
fn hold_line(page: &SessionPage, hold: &NotedHold<'_>, number: usize) -> String {
    let mut parts = vec![technique(hold)];
    parts.push(times(page, hold));
    parts.extend(release(page, hold));
    parts.extend(tenderness(page, hold));
    parts.extend(records::counted(hold.record));
    let remarks = page.annotations.iter().filter(|one| one.item == Some(hold.record.item) && one.answers.is_none());
    let remarks = hold.record.notes.iter().chain(remarks.map(|one| &one.text));
    parts.extend(remarks.map(|words| format!("“{}”", words.trim())));
    format!("{number}. {}: {}", name(&hold.name, hold.side), parts.join(". "))
}

fn technique(hold: &NotedHold<'_>) -> String {
    let codes: Vec<&str> = hold.contacts.iter().filter_map(|contact| contact.code.as_deref()).collect();
    if codes.is_empty() {
        hold.technique.name().to_owned()
    } else {
        format!("{}, {}", hold.technique.name(), codes.join(" with "))
    }
}

fn times(page: &SessionPage, hold: &NotedHold<'_>) -> String {
    let record = hold.record;
    let Some(last) = record.last() else { return "Not held".to_owned() };
    if page.session.entered.is_some() {
        return records::held(record, true);
    }
    let how = last.ended.map_or("under way", ended);
    let again = match record.tries.len() {
        0 | 1 => String::new(),
        tries => format!(", at the {} try", ordinal(tries)),
    };
    format!("Held {} of {}, {how}{again}", last.held.clock(), record.planned.summary())
}

fn ordinal(number: usize) -> String {
    match number {
        2 => "second".to_owned(),
        3 => "third".to_owned(),
        _ => format!("{number}th"),
    }
}

/// Returns the release and its time. That of a hold which ran its full time is the end of it, and says nothing more.
fn release(page: &SessionPage, hold: &NotedHold<'_>) -> Option<String> {
    let recorded = page.recorded(hold.record.item);
    let is_corrected = recorded.is_some_and(|recorded| recorded.released != hold.record.released);
    let says = match hold.record.released {
        Release::NotSaid => is_corrected,
        Release::No => true,
        Release::At(at) => {
            let last = hold.record.last();
            !last.is_some_and(|last| last.ended == Some(Ended::Time) && last.held == at) || is_corrected
        }
    };
    says.then(|| records::release(hold.record, recorded))
}

/// Returns the scores of each contact, with what is left in percent.
fn tenderness(page: &SessionPage, hold: &NotedHold<'_>) -> Option<String> {
    let several = hold.contacts.len() > 1;
    let of_contact = |(contact, index): (&crate::note::NotedContact, u8)| {
        let scores = records::scores(Some(page), hold.record, index)?;
        let rest = contact.change().map(|(before, after)| format!(", {} % of before", percent(before, after)));
        let place = if several {
            format!("{} ", name(&contact.name, contact.side.unwrap_or(hold.side)))
        } else {
            String::new()
        };
        Some(format!("{place}{scores}{}", rest.unwrap_or_default()))
    };
    let said: Vec<String> = hold.contacts.iter().zip(0..).filter_map(of_contact).collect();
    (!said.is_empty()).then(|| format!("Tenderness {}", said.join("; ")))
}

/// Returns what is left of a tenderness, in percent.
pub(super) fn percent(before: u8, after: u8) -> u32 {
    let (before, after) = (u32::from(before.max(1)), u32::from(after));
    (after * 200 + before) / (before * 2)
}

/// Returns all that was worked on in one line, each place once with its sides.
pub(super) fn worked(sources: &NoteSources<'_>) -> Option<String> {
    let holds = noted_holds(sources.page, sources.library);
    let mut places: Vec<(&str, Vec<Side>)> = Vec::new();
    for hold in &holds {
        match places.iter_mut().find(|(name, _)| *name == hold.name) {
            Some((_, sides)) if sides.contains(&hold.side) => {}
            Some((_, sides)) => sides.push(hold.side),
            None => places.push((&hold.name, vec![hold.side])),
        }
    }
    let said = |(place, sides): &(&str, Vec<Side>)| {
        let sides: Vec<String> = sides.iter().map(|side| side.word().to_lowercase()).collect();
        let sides = sides.into_iter().filter(|side| !side.is_empty()).collect::<Vec<_>>().join(" and ");
        let place = if place.is_empty() { "a hold without a name" } else { place };
        if sides.is_empty() { place.to_owned() } else { format!("{place}, {sides}") }
    };
    let places: Vec<String> = places.iter().map(said).collect();
    (!places.is_empty()).then(|| format!("Worked on: {}", places.join("; ")))
}

/// Returns a place with its side: "Psoas major, left".
pub(super) fn name(place: &str, side: Side) -> String {
    let place = if place.is_empty() { "A hold without a name" } else { place };
    sentence(&HoldName::words(place, side).spoken())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_is_rounded_to_the_nearest_percent() {
        assert_eq!([percent(7, 2), percent(3, 1), percent(8, 8), percent(5, 0), percent(2, 3)], [29, 33, 100, 0, 150]);
    }
}
