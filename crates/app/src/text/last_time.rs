//! A client's last session, summed up for the start card.

use holdwell_engine::{Record, Release, ScoreKind};
use holdwell_model::Arc;
use holdwell_store::SessionPage;
use jiff::Zoned;

use super::{contact, count, ending, moment};

/// A client's last session in a few lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LastTime {
    /// "12 Nov 2025, 14:00: Low back".
    pub heading: String,
    /// "14 holds, 41:00 under the hands  ·  complete".
    pub facts: String,
    /// Remarks to the session, then notes and remarks to its holds.
    pub said: Vec<String>,
    /// Scores and releases, hold by hold: "Right · Psoas major: tenderness 7 to 2, released at 1:10".
    pub felt: Vec<String>,
}

/// Sums a client's last session up.
pub fn last_time(page: &SessionPage, wall: &Zoned) -> LastTime {
    let session = &page.session;
    let holds = count(session.holds as usize, "hold");
    let ending = ending(session.state, session.is_free);
    LastTime {
        heading: format!("{}: {}", super::sentence(&moment(wall, session.began)), session.name),
        facts: format!("{holds}, {} under the hands  ·  {ending}", session.held.clock()),
        said: said(page),
        felt: page.records.iter().filter_map(|record| felt(page, record)).collect(),
    }
}

fn said(page: &SessionPage) -> Vec<String> {
    let of_session = remarks(page, None).map(|words| format!("“{words}”"));
    let of_hold = |record: &Arc<Record>| {
        let name = name(page, record);
        let words = record.notes.iter().chain(remarks(page, Some(record.item)));
        words.map(|words| format!("{name}: “{words}”")).collect::<Vec<_>>()
    };
    of_session.chain(page.records.iter().flat_map(of_hold)).collect()
}

/// Lists the remarks to a hold, or to the session, that answer no question.
fn remarks(page: &SessionPage, item: Option<u32>) -> impl Iterator<Item = &String> {
    page.annotations.iter().filter(move |one| one.item == item && one.answers.is_none()).map(|one| &one.text)
}

/// Returns what was felt in a hold; `None` where nothing was said of it.
fn felt(page: &SessionPage, record: &Record) -> Option<String> {
    let contacts = record.step_of(&page.plan, &page.added).map_or(1, |step| step.contacts.len().max(1));
    let score =
        |contact: u8, kind| record.score(contact, kind).or_else(|| page.scored_later(record.item, contact, kind));
    let scores = (0..contacts).filter_map(|contact| {
        let contact = u8::try_from(contact).ok()?;
        change(score(contact, ScoreKind::Before), score(contact, ScoreKind::After))
    });
    let released = match record.released {
        Release::At(after) => Some(format!("released at {}", after.clock())),
        Release::No => Some("not released".to_owned()),
        Release::NotSaid => None,
    };
    let parts: Vec<String> = scores.chain(released).collect();
    (!parts.is_empty()).then(|| format!("{}: {}", name(page, record), parts.join(", ")))
}

/// Returns "tenderness 7 to 2", or the one score that was given.
fn change(before: Option<u8>, after: Option<u8>) -> Option<String> {
    match (before, after) {
        (Some(before), Some(after)) => Some(format!("tenderness {before} to {after}")),
        (Some(before), None) => Some(format!("tenderness {before} before")),
        (None, Some(after)) => Some(format!("tenderness {after} after")),
        (None, None) => None,
    }
}

fn name(page: &SessionPage, record: &Record) -> String {
    let (name, side) = page.hold_name(record);
    contact(side, &name)
}
