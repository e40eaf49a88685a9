//! Names that hands give: to what its plan leaves without one, and corrected with its other side.

use holdwell_engine::{Command, Input, Options};
use holdwell_model::{Arc, HoldName, Plan, SessionTime, Setting, Side};
use holdwell_testkit::{Host, routines};

use super::hands::{PAIRS, begun, names, tell};

#[test]
fn a_hold_that_its_plan_leaves_without_a_name_is_named_again() {
    let mut plan = Plan::clone(&routines::plan(PAIRS));
    let first = Arc::make_mut(&mut plan.steps[0]);
    (first.title, first.phases.settle) = (String::new(), Setting::Off);
    let plan = Arc::new(plan);
    let mut host = Host::new(&plan, Options::of(&plan));
    host.tell(SessionTime::ZERO, Input::Command(Command::Advance));
    for title in ["Psoas major", "Iliacus"] {
        let hold = HoldName { title: title.to_owned(), side: Side::Left, ..HoldName::default() };
        assert_eq!(tell(&mut host, Command::Name { hold, item: None }), None);
        assert_eq!(names(&host)[..2], [format!("{title} Left"), format!("{title} Right")]);
    }
}

#[test]
fn a_corrected_name_takes_the_other_side_with_it() {
    let mut host = begun(
        "format = \"holdwell-routine\"\nversion = 1\n[routine]\nid = \"free\"\nname = \"Free\"\ntechnique = \"smrt\"\nfree = true\n",
    );
    tell(&mut host, Command::Advance);
    let name = |title: &str| HoldName { title: title.to_owned(), side: Side::Left, ..HoldName::default() };
    assert_eq!(tell(&mut host, Command::Name { hold: name("Psoas major"), item: None }), None);
    assert_eq!(tell(&mut host, Command::OtherSide), None);
    assert_eq!(names(&host), ["Psoas major Left", "Psoas major Right"]);
    assert_eq!(tell(&mut host, Command::Name { hold: name("Iliacus"), item: None }), None);
    assert_eq!(names(&host), ["Iliacus Left", "Iliacus Right"]);
    let other = HoldName { side: Side::Right, ..name("Iliacus") };
    assert_eq!(tell(&mut host, Command::Name { hold: other, item: None }), None);
    assert_eq!(names(&host), ["Iliacus Right", "Iliacus Left"]);
    // The other side of the other side is the first once more, and each keeps the side on which it was done.
    for _ in 0..2 {
        tell(&mut host, Command::Advance);
    }
    assert_eq!(tell(&mut host, Command::OtherSide), None);
    for _ in 0..2 {
        tell(&mut host, Command::Advance);
    }
    let psoas = HoldName { side: Side::Right, ..name("Psoas major") };
    assert_eq!(tell(&mut host, Command::Name { hold: psoas, item: None }), None);
    let view = host.view();
    let done: Vec<_> = view.records().iter().map(|record| record.side).collect();
    assert_eq!(done, [Side::Right, Side::Left, Side::Right]);
}

#[test]
fn a_name_without_a_side_leaves_no_pair() {
    for side in [Side::Midline, Side::Both] {
        for is_done in [false, true] {
            let mut host = begun(
                "format = \"holdwell-routine\"\nversion = 1\n[routine]\nid = \"free\"\nname = \"Free\"\ntechnique = \"smrt\"\nfree = true\n",
            );
            tell(&mut host, Command::Advance);
            let name = |title: &str, side| HoldName { title: title.to_owned(), side, ..HoldName::default() };
            assert_eq!(tell(&mut host, Command::Name { hold: name("Psoas major", Side::Left), item: None }), None);
            assert_eq!(tell(&mut host, Command::OtherSide), None);
            if is_done {
                tell(&mut host, Command::Advance);
                tell(&mut host, Command::Advance);
            }
            assert_eq!(tell(&mut host, Command::Name { hold: name("Coccyx", side), item: Some(0) }), None);
            let all = |host: &Host| -> Vec<(String, Side)> {
                let view = host.view();
                let schedule = view.schedule();
                let named = |item: &holdwell_engine::WorkItem| (schedule.step(*item).unwrap().title.clone(), item.side);
                schedule.items().iter().map(named).collect()
            };
            let coccyx = ("Coccyx".to_owned(), side);
            assert_eq!(all(&host)[..2], [coccyx.clone(), coccyx.clone()], "{side:?} {is_done}");
            assert!(host.view().records().iter().all(|record| record.side == side));
            assert!(!host.view().schedule().is_within_pair());
            // Each is named for itself from now on.
            assert_eq!(tell(&mut host, Command::Name { hold: name("Iliacus", Side::Right), item: Some(0) }), None);
            assert_eq!(all(&host)[..2], [("Iliacus".to_owned(), Side::Right), coccyx]);
        }
    }
}
