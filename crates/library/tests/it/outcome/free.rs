//! Free sessions, and sessions of another routine.

use super::*;

#[test]
fn another_routine_and_a_free_session_propose_nothing() {
    let this = routine(ROUTINE);
    let host = session(&this, &[(0, Command::Drop(2)), (0, Command::Advance)]);
    assert_eq!(done(&host).proposals(&this).len(), 1);
    assert_eq!(done(&host).proposals(&routine(GROUP)), []);
    let free = LIBRARY.routine("free-smrt").unwrap().clone();
    let host = session(&free, &advance([0, 2, 40, 60]));
    assert_eq!(done(&host).proposals(&free), []);
    assert_eq!(done(&host).same_again(&free), free);
}

#[test]
fn the_named_holds_of_a_free_session_become_a_routine() {
    let free = routine(
        "format = \"holdwell-routine\"\nversion = 1\n[routine]\nid = \"free\"\nname = \"Free\"\ntechnique = \"smrt\"\nfree = true\n",
    );
    let presses: Vec<(u64, Command)> = (0..10).map(|nth| (nth * 20, Command::Advance)).collect();
    let host = session(&free, &presses);
    let outcome = SessionOutcome::of(&host.engine.view());
    let items: Vec<u32> =
        outcome.records.iter().filter(|record| record.is_finished()).map(|record| record.item).collect();
    assert!(items.len() >= 4, "{items:?}");
    let names = ["PSOAS MAJOR, right", "Psoas major, left", "Something of mine, left"];
    let named = |item| items.iter().position(|one| *one == item).and_then(|nth| names.get(nth)).copied();
    let made = outcome.named_holds(("own-1", "Mine"), StepTime::Planned, &LIBRARY, named);
    assert_eq!(made.unnamed, items.len() - 3, "a hold without a name is left out, and counted");
    let steps: Vec<(What, Option<SideOrder>)> =
        made.routine.steps.iter().map(|step| (step.what.clone(), step.side)).collect();
    let mine = What::Named { name: "Something of mine".to_owned(), setup: None };
    let psoas = What::Position("psoas".to_owned());
    assert_eq!(steps, [(psoas, Some(SideOrder::RightThenLeft)), (mine, Some(SideOrder::Left))]);
    assert!(compile(&made.routine, &LIBRARY).is_ok(), "it can be run");
    assert!(!made.routine.free);
}

#[test]
fn a_hold_that_was_named_while_it_ran_is_its_position_and_a_later_name_counts_more() {
    let free = LIBRARY.routine("free-smrt").unwrap().clone();
    let psoas = |side| Command::Name { hold: hold_name(LIBRARY.position("psoas").unwrap(), side), item: None };
    let script = [
        (0, Command::Advance),
        (2, Command::Advance),
        (10, psoas(Side::Right)),
        (40, Command::Advance),
        (80, psoas(Side::Left)),
    ];
    let outcome = SessionOutcome::of(&session(&free, &script).engine.view());
    let steps = |named: fn(u32) -> Option<&'static str>| {
        let made = outcome.named_holds(("own-1", "Mine"), StepTime::Planned, &LIBRARY, named);
        let steps: Vec<_> = made.routine.steps.iter().map(|step| (step.what.clone(), step.side)).collect();
        (steps, made.unnamed)
    };
    let at = |id: &str| What::Position(id.to_owned());
    assert_eq!(steps(|_| None), (vec![(at("psoas"), Some(SideOrder::RightThenLeft))], 0));
    let (later, _) = steps(|item| (item == 1).then_some("Quadratus lumborum, left"));
    assert_eq!(later[1], (at("quadratus-lumborum"), Some(SideOrder::Left)));
    assert_eq!(steps(|item| (item == 1).then_some("")).1, 1, "its name was taken away");
}

#[test]
fn the_holds_of_a_free_session_keep_the_times_for_which_they_were_held_where_that_is_wished() {
    let free = LIBRARY.routine("free-smrt").unwrap().clone();
    let free = Routine { steps: Vec::new(), ..free };
    let longer = |at: u64| (0..8).map(move |_| (at, Command::Extend));
    let mut script = vec![(0, Command::Advance), (2, Command::Advance), (24, Command::Advance)];
    script.extend([(60, Command::Advance)]);
    script.extend(longer(61));
    script.extend([(151, Command::Advance)]);
    let outcome = SessionOutcome::of(&session(&free, &script).engine.view());
    let held: Vec<Millis> =
        outcome.records.iter().filter(|record| record.is_finished()).map(|one| one.held()).collect();
    assert_eq!(held, [Millis::from_secs(22), Millis::from_secs(90)], "{:?}", outcome.records);
    let names = ["Psoas major, right", "Psoas major, left"];
    let timings = |time| {
        let made = outcome.named_holds(("own-1", "Mine"), time, &LIBRARY, |item| names.get(item as usize).copied());
        made.routine.steps.iter().map(|step| step.timing).collect::<Vec<_>>()
    };
    let fixed = |secs| Some(Timing::Fixed { hold: Millis::from_secs(secs) });
    assert_eq!(timings(StepTime::Planned).len(), 1, "both sides take the usual time");
    assert_eq!(timings(StepTime::Held), [fixed(20), fixed(90)]);
}
