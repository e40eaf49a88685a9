//! The practice as a whole: sessions and minutes by week and technique, and who runs over.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::work::monday;
use holdwell_model::{Id, Millis, Technique};

/// A session, as far as the practice counts it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PracticeSession {
    /// The day on which it began.
    pub day: Date,
    /// Client of the session.
    pub client: Option<Id>,
    /// From its begin to its end.
    pub length: Millis,
    /// Length of the client's usual appointment.
    pub slot: Option<Millis>,
    /// Time under the hands by technique.
    pub held: Vec<(Technique, Millis)>,
}

/// A client, as far as the practice looks for who was not seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PracticeClient {
    /// The client.
    pub client: Id,
    /// The name.
    pub name: String,
    /// The day of the last session; `None` where there was none.
    pub last_seen: Option<Date>,
}

/// One week of a practice.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PracticeWeek {
    /// Monday of the week.
    pub monday: Date,
    /// Number of sessions.
    pub sessions: u32,
    /// Time under the hands.
    pub held: Millis,
    /// The same by technique.
    pub by_technique: BTreeMap<Technique, Millis>,
}

/// Time by which a client's sessions run over the appointment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Overrun {
    /// The client.
    pub client: Id,
    /// Sessions that were compared.
    pub sessions: u32,
    /// Sessions that ran over.
    pub over: u32,
    /// Median of what each was over; nothing for one that was not.
    pub median: Millis,
}

/// Adds up each week from the first with a session to the last, those without one too.
pub fn practice_weeks(sessions: &[PracticeSession]) -> Vec<PracticeWeek> {
    let mut weeks: BTreeMap<Date, PracticeWeek> = BTreeMap::new();
    for session in sessions {
        let monday = monday(session.day);
        let week = weeks.entry(monday).or_insert_with(|| PracticeWeek { monday, ..PracticeWeek::default() });
        week.sessions += 1;
        for (technique, held) in &session.held {
            week.held += *held;
            *week.by_technique.entry(*technique).or_default() += *held;
        }
    }
    let ends = weeks.keys().next().copied().zip(weeks.keys().next_back().copied());
    let Some((first, last)) = ends else { return Vec::new() };
    let all = first.series(jiff::Span::new().weeks(1)).take_while(|monday| *monday <= last);
    all.map(|monday| weeks.remove(&monday).unwrap_or(PracticeWeek { monday, ..PracticeWeek::default() })).collect()
}

/// Compares the sessions with the appointments of their clients; whoever runs over most comes first.
pub fn overruns(sessions: &[PracticeSession]) -> Vec<Overrun> {
    let mut clients: BTreeMap<Id, Vec<Millis>> = BTreeMap::new();
    for session in sessions {
        if let (Some(client), Some(slot)) = (session.client, session.slot) {
            clients.entry(client).or_default().push(session.length - slot);
        }
    }
    let overrun = |(client, mut over): (Id, Vec<Millis>)| {
        over.sort_unstable();
        let count = over.iter().filter(|over| !over.is_zero()).count();
        let median = over[(over.len() - 1) / 2];
        Overrun { client, sessions: over.len() as u32, over: count as u32, median }
    };
    let mut all: Vec<Overrun> = clients.into_iter().map(overrun).filter(|one| one.over > 0).collect();
    all.sort_by_key(|one| (std::cmp::Reverse(one.median), one.client));
    all
}

/// Lists the clients who were not seen since a day, the longest ago first, those never seen last.
pub fn not_seen(clients: &[PracticeClient], since: Date) -> Vec<&PracticeClient> {
    let is_gone = |client: &&PracticeClient| client.last_seen.is_none_or(|seen| seen < since);
    let mut gone: Vec<&PracticeClient> = clients.iter().filter(is_gone).collect();
    gone.sort_by_key(|client| (client.last_seen.is_none(), client.last_seen, client.client));
    gone
}
