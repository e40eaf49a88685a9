//! Measuring by keys.

use holdwell_measures::{CarePlan, Goal};
use holdwell_model::Region;
use jiff::civil::date;

use super::*;

fn at(hours: i64) -> Timestamp {
    Timestamp::UNIX_EPOCH + SignedDuration::from_hours(hours)
}

fn id(number: u128) -> Id {
    Id::from(uuid::Uuid::from_u128(number))
}

fn pain(hours: i64, figure: i32) -> Entry {
    Entry::new(id(1), Subject::new(Measure::PainNow), at(hours), Answers::Number(Figure::whole(figure))).unwrap()
}

#[test]
fn a_new_client_is_asked_for_pain_and_a_known_one_for_what_is_followed() {
    let lines = measure_lines(&Course::default());
    assert_eq!(lines.iter().map(|line| line.subject.measure).collect::<Vec<_>>(), [Measure::PainNow]);
    let goal = Subject { place: Some(Region::Jaw), ..Subject::new(Measure::MouthOpening) };
    let mut plan = CarePlan::new(id(2), String::new(), 6, date(2026, 1, 5));
    plan.goals = vec![Goal { words: String::new(), subject: Some(goal.clone()), target: None }];
    let course = Course { measured: vec![pain(1, 7), pain(2, 5)], plans: vec![plan], ..Course::default() };
    let lines = measure_lines(&course);
    assert_eq!(lines.iter().map(|line| line.subject.clone()).collect::<Vec<_>>(), [goal, pain(1, 7).subject]);
    assert_eq!(lines[1].last, Some((Figure::whole(5), "5".to_owned())));
}

#[test]
fn a_few_keys_make_entries_and_a_slip_makes_none() {
    let mut own = MeasureLine::new(Subject::new(Measure::Activities), "stairs\n\n sleep ");
    own.typed = "4 7".to_owned();
    let mut now = MeasureLine::new(Subject::new(Measure::PainNow), "");
    let empty = now.clone();
    now.typed = "6".to_owned();
    let lines = [now.clone(), own, empty];
    let kept = measured(&lines, Moment::After, Some(id(3)), at(5), || id(9)).unwrap();
    assert_eq!(kept.iter().map(|entry| entry.figure).collect::<Vec<_>>(), [Figure::whole(6), Figure(550)]);
    assert!(kept.iter().all(|entry| entry.session == Some(id(3)) && entry.moment == Moment::After));
    assert_eq!(measured(&lines, Moment::Between, Some(id(3)), at(5), || id(9)).unwrap()[0].session, None);
    now.typed = "60".to_owned();
    let refused = measured(&[now], Moment::Before, None, at(5), || id(9));
    assert!(matches!(refused, Err(LineProblem::Read(ReadError::Figure(..)))), "{refused:?}");
    let mut neck = MeasureLine::new(Subject::new(Measure::NeckDisability), "");
    neck.typed = "16/35".to_owned();
    assert_eq!(neck.read(), Some(Err(LineProblem::Unscored(Unscored::LeftOut))));
}

#[test]
fn after_a_session_the_figures_are_those_after_it() {
    let course = Course { began: vec![(id(3), at(0)), (id(4), at(10))], ..Course::default() };
    assert_eq!(likely_moment(&course, at(11)), (Moment::After, Some(id(4))));
    assert_eq!(likely_moment(&course, at(14)), (Moment::Before, None));
    assert_eq!(likely_moment(&Course::default(), at(14)), (Moment::Before, None));
}
