//! Sentences about sessions that are over.

use super::records::ENTERED;
use super::{count, moment};
use holdwell_model::Millis;
use holdwell_store::{HistoryLine, SessionLine, SessionState};
use jiff::Zoned;

/// Returns the way in which a session ended. A free session has no list to be done to its end: it is never said to be
/// incomplete.
pub const fn ending(state: SessionState, is_free: bool) -> &'static str {
    match state {
        SessionState::Running => "cut off",
        SessionState::Complete | SessionState::Stopped if is_free => "done",
        SessionState::Complete => "complete",
        SessionState::Stopped => "ended before its end",
        SessionState::ClientsWord => "ended at the client's word",
        SessionState::Partial => "cut off, kept as it was",
    }
}

/// Returns the facts of a session in one line, what is left to do first: "2 to finish  ·  14 holds, 41:00 under the
/// hands  ·  52 min  ·  complete".
pub fn history_facts(line: &HistoryLine) -> String {
    let session = &line.session;
    let open = (line.open > 0).then(|| format!("{} to finish", line.open));
    let visit = line.visit.map(|visit| format!("visit {}", super::course::progress(visit)));
    open.into_iter().chain(visit).chain([session_facts(session)]).collect::<Vec<_>>().join("  ·  ")
}

/// Returns the facts of a session in one line: "14 holds, 41:00 under the hands  ·  52 min  ·  complete". One that was
/// entered afterwards or set to another time says so.
pub fn session_facts(session: &SessionLine) -> String {
    let holds = || count(session.holds as usize, "hold");
    let held = match session.holds {
        0 if session.entered.is_some() => None,
        0 => Some("nothing held".to_owned()),
        _ if session.entered.is_some() && session.held.is_zero() => Some(holds()),
        _ => Some(format!("{}, {} under the hands", holds(), session.held.clock())),
    };
    let ending = match session.entered {
        Some(_) => ENTERED,
        None => ending(session.state, session.is_free),
    };
    let moved = session.recorded_began.map(|_| "time corrected".to_owned());
    let parts = held.into_iter().chain([session.length.spoken(), ending.to_owned()]).chain(moved);
    parts.collect::<Vec<_>>().join("  ·  ")
}

/// Returns the number of sessions that were found: "12 sessions", "3 of 12 sessions".
pub fn found(found: u32, all: u32) -> String {
    let all_words = count(all as usize, "session");
    if found == all { all_words } else { format!("{found} of {all_words}") }
}

/// Says that a session is deleted: "Deleted: Low back, 12 Nov, 14:00".
pub fn deleted_session(wall: &Zoned, session: &SessionLine) -> String {
    format!("Deleted: {}, {}", session.name, moment(wall, session.began))
}

/// Says how many holds have no name to be kept by: "2 holds without a name are left out".
pub fn left_out(unnamed: usize) -> String {
    match unnamed {
        1 => "1 hold without a name is left out".to_owned(),
        _ => format!("{unnamed} holds without a name are left out"),
    }
}

/// Says that a session was hardly one: "Nothing was held in this session of 12 s".
pub fn short_session(length: Millis) -> String {
    format!("Nothing was held in this session of {}", length.exact())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_free_session_that_was_ended_is_done() {
        assert_eq!(ending(SessionState::Stopped, true), "done");
        assert_eq!(ending(SessionState::Stopped, false), "ended before its end");
        assert_eq!(ending(SessionState::ClientsWord, true), "ended at the client's word");
        assert_eq!((found(3, 12), found(1, 1)), ("3 of 12 sessions".to_owned(), "1 session".to_owned()));
    }
}
