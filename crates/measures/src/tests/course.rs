//! The course of care.

use jiff::civil::{Date, date};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan as _};
use proptest::prelude::*;
use uuid::Uuid;

use crate::{
    ASKED_AFTER, Answers, COURSE_SOURCES, CarePlan, CourseAdvice, CourseDue, Entry, Figure, FollowUp, Goal, Measure,
    Moment, PlanProblem, Progress, Since, Subject, VISITS_WITHOUT_CHANGE, advise_course, follow_up_due,
};
use holdwell_library::Library;
use holdwell_model::Id;

const BEGUN: Date = date(2026, 3, 2);

fn id(number: u128) -> Id {
    Id::from(Uuid::from_u128(number))
}

fn plan() -> CarePlan {
    let goal = Goal {
        words: "carry the shopping".to_owned(),
        subject: Some(Subject::new(Measure::PainNow)),
        target: Some(Figure::whole(2)),
    };
    let plan = CarePlan::new(id(1), "a pull in the left shoulder".to_owned(), 6, BEGUN);
    CarePlan { goals: vec![goal], every_days: Some(7), reassess: Some(date(2026, 4, 6)), ..plan }
}

/// One visit a week.
fn weeks(count: i64) -> Vec<Date> {
    (0..count).map(|week| BEGUN.checked_add((week * 7).days()).unwrap()).collect()
}

/// Pain on a day of the course.
fn pain(day: i64, figure: i32) -> Entry {
    let at = BEGUN.checked_add(day.days()).unwrap().to_zoned(TimeZone::UTC).unwrap().timestamp();
    let subject = Subject::new(Measure::PainNow);
    Entry::new(id((1000 + day) as u128), subject, at, Answers::Number(Figure::whole(figure))).unwrap()
}

fn advised(visits: i64, entries: &[Entry]) -> Option<CourseAdvice> {
    advise_course(&plan(), &weeks(visits), entries, &TimeZone::UTC)
}

#[test]
fn a_course_counts_its_visits() {
    let days = weeks(3);
    assert_eq!(plan().progress(&days), Progress { done: 3, planned: 6 });
    assert_eq!(plan().progress(&[]).next(), 1);
    assert_eq!(plan().place(&days, days[1]), Some(Progress { done: 2, planned: 6 }));
    assert_eq!(plan().place(&days, date(2026, 3, 3)), None);
    let twice = [days.clone(), days].concat();
    assert_eq!(plan().progress(&twice).done, 3, "two sessions on one day are one visit");
    assert_eq!(plan().progress(&[date(2026, 3, 1)]).done, 0, "the day before does not count");
    let over = CarePlan { ended: Some(date(2026, 3, 9)), ..plan() };
    assert_eq!(over.progress(&weeks(6)).done, 2);
}

#[test]
fn something_is_due_on_its_day_or_when_all_are_done() {
    assert_eq!(plan().due(&weeks(2), date(2026, 4, 5)), None);
    assert_eq!(plan().due(&weeks(2), date(2026, 4, 6)), Some(CourseDue::Reassess(date(2026, 4, 6))));
    let open = CarePlan { reassess: None, ..plan() };
    assert_eq!(open.due(&weeks(6), date(2026, 4, 6)), Some(CourseDue::AllDone));
    let over = CarePlan { ended: Some(date(2026, 4, 6)), ..plan() };
    assert_eq!(over.due(&weeks(6), date(2026, 5, 1)), None);
    assert_eq!(plan().next_day(&weeks(2)), Some(date(2026, 3, 16)));
    assert_eq!(plan().next_day(&[]), Some(BEGUN));
    assert_eq!(plan().next_day(&weeks(6)), None, "none is left");
}

#[test]
fn six_visits_without_a_clear_change_are_a_reason_to_refer() {
    assert_eq!(advised(5, &[pain(0, 6), pain(28, 6)]), None);
    assert_eq!(advised(6, &[pain(0, 6), pain(35, 5)]), Some(CourseAdvice::ReferOrRethink(6)));
    assert_eq!(advised(6, &[pain(0, 6), pain(35, 3)]), None);
    assert_eq!(advised(7, &[pain(0, 6), pain(35, 8)]), Some(CourseAdvice::ReferOrRethink(7)), "worse is no better");
    assert_eq!(advised(6, &[pain(0, 6)]), Some(CourseAdvice::NotMeasured(6)));
    assert_eq!(advised(6, &[pain(-1, 9), pain(0, 6)]), Some(CourseAdvice::NotMeasured(6)), "before it began");
    let fading = Entry { moment: Moment::After, ..pain(35, 1) };
    let entries = [pain(0, 6), pain(34, 6), fading];
    assert_eq!(advised(6, &entries), Some(CourseAdvice::ReferOrRethink(6)), "right after does not count");
}

#[test]
fn the_rules_of_the_course_name_their_sources() {
    let library = Library::builtin();
    let text = |key: &str| library.source(key).unwrap_or_else(|| panic!("{key}")).what.as_str();
    assert_eq!(VISITS_WITHOUT_CHANGE, 6);
    assert!(text(COURSE_SOURCES[0]).contains("no change by six"));
    assert_eq!(ASKED_AFTER, SignedDuration::from_hours(48));
    assert!(text(COURSE_SOURCES[1]).contains("48 hours"));
}

#[test]
fn a_goal_is_reached_at_its_target() {
    let goal = &plan().goals[0];
    let state = goal.state(&[pain(21, 2), pain(0, 6)]);
    assert_eq!((state.start, state.latest, state.is_reached), (Some(Figure::whole(6)), Some(Figure::whole(2)), true));
    assert!(state.change.unwrap().is_clearly_better());
    assert!(!goal.state(&[pain(0, 6)]).is_reached);
    assert_eq!(goal.state(&[pain(0, 6)]).change, None);
    assert_eq!(goal.state(&[]).start, None);
}

#[test]
fn a_plan_says_what_cannot_be() {
    assert_eq!(plan().problems(), []);
    let wrong = CarePlan { sessions: 0, every_days: Some(0), reassess: Some(date(2026, 3, 1)), ..plan() };
    assert_eq!(wrong.problems(), [PlanProblem::Sessions, PlanProblem::Every, PlanProblem::ReassessedBefore]);
    let mut off = plan();
    off.goals[0].target = Some(Figure::whole(11));
    assert_eq!(off.problems(), [PlanProblem::Target(0)]);
    let json = serde_json::to_string(&plan()).unwrap();
    assert_eq!(serde_json::from_str::<CarePlan>(&json).unwrap(), plan());
}

#[test]
fn the_last_session_is_asked_about_after_two_days_and_once() {
    let at = |hours: i64| Timestamp::UNIX_EPOCH + SignedDuration::from_hours(hours);
    let sessions = [(id(1), at(0)), (id(2), at(100))];
    assert_eq!(follow_up_due(&sessions, &[], at(147)), None);
    assert_eq!(follow_up_due(&sessions, &[], at(148)), Some(id(2)));
    let answer = FollowUp { session: id(2), at: at(150), since: Since::Better, lasted: None, soreness: None };
    assert_eq!(follow_up_due(&sessions, &[answer], at(200)), None, "an older one is not dug out");
    assert_eq!(follow_up_due(&[], &[], at(200)), None);
}

prop_compose! {
    fn days()(offsets in prop::collection::vec(-20..100_i64, 0..30)) -> Vec<Date> {
        offsets.into_iter().map(|day| BEGUN.checked_add(day.days()).unwrap()).collect()
    }
}

proptest! {
    #[test]
    fn visits_are_counted_in_any_order_and_each_has_its_place(mut days in days()) {
        let plan = plan();
        let progress = plan.progress(&days);
        let places: Vec<Progress> = days.iter().filter_map(|day| plan.place(&days, *day)).collect();
        prop_assert_eq!(places.iter().map(|place| place.done).max().unwrap_or(0), progress.done);
        prop_assert!(places.iter().all(|place| (1..=progress.done).contains(&place.done)));
        days.reverse();
        prop_assert_eq!(plan.progress(&days), progress);
    }

    #[test]
    fn one_more_visit_never_counts_less(days in days(), more in 0..100_i64) {
        let plan = plan();
        let mut longer = days.clone();
        longer.push(BEGUN.checked_add(more.days()).unwrap());
        let (before, after) = (plan.progress(&days).done, plan.progress(&longer).done);
        prop_assert!(after == before || after == before + 1);
    }

    #[test]
    fn nobody_is_sent_on_before_six_visits_or_when_it_is_clearly_better(
        days in days(), figures in prop::collection::vec((0..60_i64, 0..=10_i32), 0..12),
    ) {
        let entries: Vec<Entry> = figures.iter().map(|(day, figure)| pain(*day, *figure)).collect();
        let plan = plan();
        let advice = advise_course(&plan, &days, &entries, &TimeZone::UTC);
        let visits = usize::from(plan.progress(&days).done);
        prop_assert_eq!(advice.is_some() && visits < VISITS_WITHOUT_CHANGE, false);
        let better = plan.goals[0].state(&entries).change.is_some_and(|change| change.is_clearly_better());
        prop_assert_eq!(advice.is_none(), visits < VISITS_WITHOUT_CHANGE || better);
    }
}
