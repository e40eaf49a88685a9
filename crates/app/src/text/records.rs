//! Sentences about the holds of a session, and about corrections of them.

use super::{a_minute, count, ended, moment, released};
use holdwell_editing::correction::HoldProblem;
use holdwell_editing::late::LateProblem;
use holdwell_editing::moment::MomentProblem;
use holdwell_engine::{Mark, MarkKind, Record, Release, ScoreKind};
use holdwell_model::{Millis, Timing};
use holdwell_store::{Failure, SessionLine, SessionPage};
use jiff::Zoned;

/// The words for a session that was not recorded as it happened.
pub const ENTERED: &str = "entered afterwards";

/// Says that a correction is not in the vault, and why.
pub fn not_kept(why: &Failure) -> String {
    format!("This is not in the vault yet, and stays here. {}", super::vault::failure(why))
}

/// Says what of a session's time is not as it was recorded: "entered afterwards, today, 14:03"; "began 12 Nov, 14:00 as
/// recorded". Nothing where all of it is.
pub fn time_notes(wall: &Zoned, session: &SessionLine) -> Vec<String> {
    let entered = session.entered.map(|at| format!("{ENTERED}, {}", moment(wall, at)));
    let was = session.recorded_began.map(|at| format!("time corrected, was {}", moment(wall, at)));
    entered.into_iter().chain(was).collect()
}

/// Returns "Held 0:35, planned 35 s  ·  full time", or that there was no hold.
pub fn held(record: &Record, is_late: bool) -> String {
    let planned = planned(&record.planned);
    match record.last() {
        Some(last) if is_late && last.held.is_zero() => "Length not noted".to_owned(),
        Some(last) if is_late => format!("Held {}", last.held.clock()),
        Some(last) => {
            let how = last.ended.map_or("under way", ended);
            format!("Held {}{planned}  ·  {how}", last.held.clock())
        }
        None => format!("Not held{planned}"),
    }
}

/// Returns what was planned where it is a length or a count: ", planned 90 s"; else the kind of the work.
fn planned(timing: &Timing) -> String {
    let summary = timing.summary();
    match timing {
        Timing::Open { minimum: None, target: None, ceiling: None } | Timing::Listening { .. } => {
            format!(", {summary}")
        }
        Timing::Fixed { .. } | Timing::Open { .. } | Timing::Reps { .. } | Timing::Block { .. } => {
            format!(", planned {summary}")
        }
    }
}

/// Returns the scores of a contact from before to after, with what was recorded where it is another: "before 6 (was
/// 7), after 2". `None` where there is none.
pub fn scores(page: Option<&SessionPage>, record: &Record, contact: u8) -> Option<String> {
    let score = |kind: &ScoreKind| {
        let now = page.map_or_else(|| record.score(contact, *kind), |page| page.score(record.item, contact, *kind));
        let was = page.map_or(now, |page| page.recorded_score(record.item, contact, *kind));
        scored(kind.word(), now, was)
    };
    let parts: Vec<String> = ScoreKind::ALL.iter().filter_map(score).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

fn scored(word: &str, now: Option<u8>, was: Option<u8>) -> Option<String> {
    let said = |score: Option<u8>| score.map_or_else(|| "none".to_owned(), |score| score.to_string());
    match (now, was) {
        (None, None) => None,
        (now, was) if now == was => Some(format!("{word} {}", said(now))),
        (now, was) => Some(format!("{word} {} (was {})", said(now), said(was))),
    }
}

/// Returns "Released at 0:12 (was not said)".
pub fn release(record: &Record, recorded: Option<&Record>) -> String {
    let was = recorded.filter(|recorded| recorded.released != record.released);
    let was = was.map(|recorded| format!(" (was {})", released(recorded))).unwrap_or_default();
    match record.released {
        Release::At(_) => format!("Released {}{was}", released(record)),
        Release::No => format!("Not released{was}"),
        Release::NotSaid => format!("Release not said{was}"),
    }
}

/// Returns each mark with its time and what was recorded where it is another: "0:33 by accident (was the client's word)".
pub fn marks(record: &Record, recorded: Option<&Record>) -> Vec<String> {
    let recorded = recorded.unwrap_or(record);
    let said = |was: &Mark| {
        let now = record.marks.iter().find(|now| (now.at, now.held) == (was.at, was.held)).map(|now| now.kind);
        let at = mark_time(recorded, was);
        if now == Some(was.kind) {
            return format!("{at} {}", mark(now));
        }
        format!("{at} {} (was {})", mark(now), mark(Some(was.kind)))
    };
    recorded.marks.iter().map(said).collect()
}

/// Returns the time of a mark in its hold. The client's word can come before there was one.
fn mark_time(record: &Record, mark: &Mark) -> String {
    let is_before = record.tries.iter().all(|attempt| attempt.began > mark.at);
    if is_before && mark.kind == MarkKind::ClientsWord { "before the hold:".to_owned() } else { mark.held.clock() }
}

/// Returns the word for a kind of mark; `None` is one made by accident.
pub const fn mark(kind: Option<MarkKind>) -> &'static str {
    match kind {
        Some(MarkKind::Release) => "release",
        Some(MarkKind::Significant) => "significant",
        Some(MarkKind::ClientsWord) => "the client's word",
        None => "by accident",
    }
}

/// Returns the rhythm that was counted in a hold.
pub fn counted(record: &Record) -> Option<String> {
    record.rhythm().map(|rhythm| format!("Rhythm {}", a_minute(rhythm)))
}

/// Returns the tries before the one that counts.
pub fn earlier_tries(record: &Record) -> Option<String> {
    let (_, earlier) = record.tries.split_last()?;
    let tries: Vec<String> =
        earlier.iter().map(|attempt| format!("{} {}", attempt.held.clock(), attempt.ended.map_or("", ended))).collect();
    (!tries.is_empty()).then(|| format!("Before that: {}", tries.join(", ")))
}

/// Says how many parts were corrected: "Corrected in 2 places".
pub fn corrected(places: usize) -> String {
    format!("Corrected in {}", count(places, "place"))
}

/// Says what is wrong with a field of a hold.
pub fn hold_problem(problem: HoldProblem) -> String {
    match problem {
        HoldProblem::Score => "A score is 0 to 10, or nothing".to_owned(),
        HoldProblem::NoTime => "When did it release? Write 0:12 or 12 s".to_owned(),
        HoldProblem::TooLate(held) => format!("This hold lasted {}: it released before", Millis(held.0).clock()),
    }
}

/// Says what is wrong with a day and a time of day.
pub const fn moment_problem(problem: MomentProblem) -> &'static str {
    match problem {
        MomentProblem::Day => "Write the day as 2026-01-05, 5 Jan or today",
        MomentProblem::Time => "Write the time as 14:00 or 2 pm",
        MomentProblem::Future => "This has not been yet",
    }
}

/// Says what is missing in a late entry.
pub fn late_problem(problem: LateProblem) -> String {
    match problem {
        LateProblem::When(problem) => moment_problem(problem).to_owned(),
        LateProblem::Minutes => "Write the length in minutes, up to a day".to_owned(),
        LateProblem::HoldLength(place) => format!("Hold {}: write its length as 90 s or 1:30, or nothing", place + 1),
        LateProblem::Score(place) => format!("Hold {}: a score is 0 to 10, or nothing", place + 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use holdwell_engine::Try;
    use holdwell_model::{RepWork, SessionTime};

    #[test]
    fn a_corrected_score_says_what_it_was() {
        assert_eq!(scored("before", Some(6), Some(7)).as_deref(), Some("before 6 (was 7)"));
        assert_eq!(scored("after", None, Some(2)).as_deref(), Some("after none (was 2)"));
        assert_eq!(scored("after", Some(2), None).as_deref(), Some("after 2 (was none)"));
        assert_eq!(scored("after", Some(2), Some(2)).as_deref(), Some("after 2"));
        assert_eq!(scored("after", None, None), None);
    }

    #[test]
    fn what_was_planned_is_a_length_or_a_count_else_the_kind_of_work_is_said() {
        let minutes = |minutes| Some(Millis::from_mins(minutes));
        let open = |minimum, target| Timing::Open { minimum, target, ceiling: None };
        let listening = |taps| Timing::Listening { check_in: None, ceiling: None, taps };
        let reps = |work| Timing::Reps { count: 6, work, rest: Millis::ZERO, cap: None };
        let block = Timing::Block { length: Millis::from_mins(4), breaths_per_minute: None };
        for (timing, said) in [
            (Timing::Fixed { hold: Millis::from_secs(90) }, ", planned 90 s"),
            (block, ", planned 4 min"),
            (reps(RepWork::ByHand), ", planned 6 times"),
            (reps(RepWork::Timed(Millis::from_secs(5))), ", planned 6 times"),
            (open(minutes(2), minutes(5)), ", planned 2 to 5 min"),
            (open(minutes(2), None), ", planned 2 min or longer"),
            (open(None, minutes(3)), ", planned about 3 min"),
            (open(None, None), ", until it releases"),
            (listening(false), ", listening"),
            (listening(true), ", counting a rhythm"),
        ] {
            assert_eq!(planned(&timing), said);
        }
    }

    #[test]
    fn a_mark_by_accident_says_what_it_was_taken_for() {
        let at = |kind| Mark { at: SessionTime(43_000), held: Millis::from_secs(33), kind };
        let record = |marks| Record {
            item: 0,
            step: 0,
            side: holdwell_model::Side::Left,
            planned: holdwell_model::Timing::Fixed { hold: Millis::from_secs(30) },
            tries: vec![Try { began: SessionTime(10_000), held: Millis::from_secs(33), ended: None }],
            marks,
            released: Release::No,
            scores: Vec::new(),
            notes: Vec::new(),
            taps: Vec::new(),
        };
        let was = record(vec![at(MarkKind::ClientsWord)]);
        let settling = Mark { at: SessionTime(9_000), held: Millis::ZERO, kind: MarkKind::ClientsWord };
        assert_eq!(marks(&record(vec![settling]), None), ["before the hold: the client's word"]);
        assert_eq!(marks(&was, None), ["0:33 the client's word"]);
        assert_eq!(marks(&record(Vec::new()), Some(&was)), ["0:33 by accident (was the client's word)"]);
        assert_eq!(
            release(&was, Some(&Record { released: Release::At(Millis::from_secs(3)), ..was.clone() })),
            "Not released (was at 0:03)"
        );
    }
}
