//! A session that turns out to be another client's takes along what was measured before and after it.

use holdwell_store::Correction;

use super::*;

#[test]
fn what_was_measured_before_a_session_and_entered_in_none_goes_along_and_back() {
    let mut desk = Desk::new();
    let (anna, other) = (desk.client("Anna"), desk.client("Bert"));
    // Another session of hers, two days before.
    let earlier = run(&mut desk, anna.id);
    let began = course(&desk, anna.id).began[0].1;
    let two_days = began - SignedDuration::from_hours(48);
    desk.done(Request::Correct(earlier, vec![Correction::Began(holdwell_store::Corrected::To(two_days))]));
    let session = run(&mut desk, anna.id);
    let at = |minutes: i64, moment, figure| {
        let at = began + SignedDuration::from_mins(minutes);
        let subject = Subject::new(Measure::PainNow);
        Entry { moment, ..Entry::new(new_id(at), subject, at, Answers::Number(Figure::whole(figure))).unwrap() }
    };
    let before = at(-10, Moment::Before, 7);
    let after = at(60, Moment::After, 3).within(session, Moment::After);
    let theirs = [at(-20, Moment::Between, 6), at(-2 * 24 * 60 - 5, Moment::Before, 8)];
    keep(&desk, anna.id, &[&theirs[..], &[before.clone(), after]].concat());
    keep(&desk, other.id, &[at(-15, Moment::Before, 2)]);
    let figures = |client| {
        let mut figures: Vec<i32> = course(&desk, client).measured.iter().map(|one| one.figure.0 / 100).collect();
        figures.sort_unstable();
        figures
    };
    desk.done(Request::MoveSession(session, Some(other.id)));
    assert_eq!((figures(anna.id), figures(other.id)), (vec![6, 8], vec![2, 3, 7]));
    let moved = course(&desk, other.id).measured.into_iter().find(|one| one.id == before.id).unwrap();
    assert_eq!(moved, before.within(session, Moment::Before), "it is the session's now");
    desk.done(Request::MoveSession(session, Some(anna.id)));
    assert_eq!((figures(anna.id), figures(other.id)), (vec![3, 6, 7, 8], vec![2]), "what was Bert's stays his");
}

#[test]
fn what_was_measured_waits_with_its_client_while_the_session_is_nobodys() {
    let mut desk = Desk::new();
    let (anna, other) = (desk.client("Anna"), desk.client("Bert"));
    let session = run(&mut desk, anna.id);
    keep(&desk, anna.id, &[pain(1, 5).within(session, Moment::After)]);
    desk.done(Request::MoveSession(session, None));
    assert_eq!(course(&desk, anna.id).measured.len(), 1);
    desk.done(Request::MoveSession(session, Some(other.id)));
    assert_eq!((course(&desk, anna.id).measured.len(), course(&desk, other.id).measured.len()), (0, 1));
}
