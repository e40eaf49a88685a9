//! Two sides of one step: nothing that was not asked for comes between them, and neither is done twice.

use holdwell_engine::{Choice, Command, Refusal, ScoreKind};
use holdwell_model::{HoldName, Phase, Side};
use holdwell_testkit::Host;

use super::hands::{PAIRS, ahead, begun, names, tell};

/// The first side of the second pair is held; the last of the first pair is to be repeated after it.
fn parted() -> Host {
    let mut host = begun(PAIRS);
    for _ in 0..20 {
        let item = host.view().item().map(|item| (item.step, item.side));
        if (item, host.view().phase()) == (Some((1, Side::Right)), Some(Phase::Work)) {
            break;
        }
        tell(&mut host, Command::Advance);
    }
    assert_eq!(tell(&mut host, Command::Repeat), None);
    assert_eq!(names(&host)[..3], ["Two Right", "One Left", "Two Left"]);
    host
}

/// The repeat between the two sides of the second pair has its settle.
fn within_pair() -> Host {
    let mut host = parted();
    while host.view().item().is_none_or(|item| host.view().schedule().step(item).is_none_or(|step| step.number != 1)) {
        tell(&mut host, Command::Advance);
    }
    assert_eq!(
        (&names(&host)[..], host.view().phase()),
        (&["One Left", "Two Left", "Three"].map(str::to_owned)[..], Some(Phase::Settle))
    );
    host
}

#[test]
fn what_is_chosen_does_no_side_twice() {
    let mut host = within_pair();
    let mut offered = Vec::new();
    loop {
        assert_eq!(tell(&mut host, Command::Choose), None);
        offered.push(host.view().choice());
        if host.view().choice() == Choice::Planned || offered.len() > 5 {
            break;
        }
    }
    assert_eq!(offered, [Choice::Unnamed, Choice::SameAgain, Choice::AfterNext, Choice::Planned]);
    for _ in 0..3 {
        tell(&mut host, Command::Choose);
    }
    tell(&mut host, Command::Advance);
    assert_eq!(names(&host), ["Two Left", "One Left", "Three"]);
}

#[test]
fn what_is_added_while_a_repeat_runs_comes_after_the_pair() {
    let mut host = within_pair();
    tell(&mut host, Command::Advance);
    assert!(host.view().schedule().is_within_pair());
    let hold = HoldName { title: "Added".to_owned(), ..HoldName::default() };
    assert_eq!(tell(&mut host, Command::Insert { hold, length: None, next: false }), None);
    assert_eq!(names(&host), ["One Left", "Two Left", "Added", "Three"]);
    while names(&host)[0] != "Three" {
        tell(&mut host, Command::Advance);
    }
    assert_eq!(tell(&mut host, Command::Repeat), None);
    assert!(!host.view().schedule().is_within_pair(), "a repeat that comes before the rest is no other side");
}

#[test]
fn what_is_inserted_never_parts_a_pair() {
    let mut host = begun(PAIRS);
    assert_eq!(
        tell(&mut host, Command::Insert { hold: HoldName::words("Jaw", Side::Midline), length: None, next: false }),
        None
    );
    assert_eq!(ahead(&host)[2].0, "Jaw");
    assert_eq!(names(&host)[..2], ["One Right", "One Left"]);
}

#[test]
fn the_other_side_is_refused_while_it_is_still_to_come_whatever_stands_between() {
    let mut host = parted();
    assert_eq!(tell(&mut host, Command::OtherSide), Some(Refusal::OtherSideComes));
}

#[test]
fn drop_and_move_take_both_sides_of_a_step_also_where_something_stands_between() {
    let mut host = begun(PAIRS);
    for _ in 0..20 {
        if host.view().item().unwrap().side == Side::Left {
            break;
        }
        tell(&mut host, Command::Advance);
    }
    assert_eq!(tell(&mut host, Command::Move { step: 2, to: 3 }), None);
    assert_eq!(names(&host)[2..], ["Two Right", "Two Left"]);
    assert_eq!(tell(&mut host, Command::Drop(2)), None);
    assert!(ahead(&host).iter().all(|(name, _)| name != "Two"), "{:?}", names(&host));
}

#[test]
fn an_order_by_scores_never_parts_a_pair() {
    let mut host = begun(include_str!("../scenarios/routines/points.toml"));
    // A step that does not belong to the group stands between its steps.
    assert_eq!(tell(&mut host, Command::Move { step: 4, to: 2 }), None);
    for value in [1, 2, 9, 8] {
        tell(&mut host, Command::Score { kind: ScoreKind::Before, value, point: None });
        tell(&mut host, Command::Advance);
    }
    let order = ahead(&host);
    let places = |name: &str| -> Vec<usize> {
        order.iter().enumerate().filter(|(_, (other, _))| other == name).map(|(place, _)| place).collect()
    };
    for name in ["Sided", "Afterwards"] {
        let [first, second] = places(name)[..] else { panic!("{order:?}") };
        assert_eq!(second, first + 1, "{order:?}");
    }
    assert_eq!(order[0].0, "Sided", "the worst first");
}

#[test]
fn a_step_moved_to_the_place_of_a_repeat_parts_no_pair() {
    let mut host = parted();
    assert_eq!(tell(&mut host, Command::Move { step: 3, to: 1 }), None);
    assert_eq!(names(&host)[..3], ["Two Right", "One Left", "Two Left"]);
}
