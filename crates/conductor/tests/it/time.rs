//! Stalls, sleep, and steps of the wall clock.

use holdwell_conductor::{Clock as _, ConductorCommand};
use holdwell_engine::{Command, EventKind, Profile, Stage, Why};
use holdwell_model::{Millis, SessionTime};
use holdwell_testkit::rig::{Rig, SECOND, says};
use holdwell_testkit::routines::holds;

fn undisturbed(count: usize, secs: u64, length: u64) -> Rig {
    let mut rig = Rig::new();
    rig.begin(&holds(count, secs));
    rig.pass(length);
    rig
}

#[test]
fn a_stall_while_the_sound_goes_on_is_caught_up_with() {
    let calm = undisturbed(4, 12, 70);
    let mut rig = Rig::new();
    rig.begin(&holds(4, 12));
    rig.pass(5);
    rig.stall(30);
    assert_eq!(rig.view().stage(), Stage::Running);
    let told = rig.events().len();
    assert_eq!(rig.events(), calm.events()[..told], "each is stamped with when it was due");
    assert!(rig.when("phase-begin").iter().any(|(at, _)| (6000..35_000).contains(at)));
    rig.pass(35);
    assert_eq!(rig.events(), calm.events());
    assert_eq!(rig.deck().heard_at(), calm.deck().heard_at());
    assert!(rig.snapshot().account.worst_late_millis() < 0.1, "they were heard on time");
    assert_eq!(rig.snapshot().account.given, calm.snapshot().account.given);
}

#[test]
fn every_stall_that_the_sound_outlasts_is_caught_up_with_wherever_it_falls() {
    let calm = undisturbed(4, 12, 70);
    for from in (0..30).step_by(3) {
        let mut rig = Rig::new();
        rig.begin(&holds(4, 12));
        rig.pass(from);
        rig.stall(29);
        rig.pass(70 - 29 - from);
        assert_eq!(rig.events(), calm.events(), "from {from} s");
        assert_eq!(rig.deck().heard_at(), calm.deck().heard_at(), "from {from} s");
    }
}

#[test]
fn a_stall_without_sound_pauses_as_of_the_last_look() {
    let mut rig = Rig::new();
    rig.begin(&holds(4, 12));
    rig.pass(5);
    rig.deck().lose();
    rig.stall(30);
    assert_eq!(rig.when("paused"), [(5000, Some("machine stood still for 30 s".to_owned()))]);
    assert_eq!(rig.view().stage(), Stage::Held(Why::Gap(Millis::from_secs(30))));
    assert_eq!(rig.view().elapsed(rig.handle.now()), Millis::from_secs(2), "no hold is skipped");
    rig.deck().play();
    let heard = rig.deck().heard.len();
    rig.pass(20);
    assert_eq!(rig.deck().heard.len(), heard, "and nothing that was missed comes in a burst");
    rig.ask(ConductorCommand::Tell(Command::GoOn));
    rig.pass(60);
    let calm = undisturbed(4, 12, 70);
    let shifted: Vec<_> =
        calm.phases().iter().map(|(at, key)| (at + if *at > 5000 { 50_000 } else { 0 }, *key)).collect();
    assert_eq!(rig.phases(), shifted, "it goes on exactly where it stood");
}

#[test]
fn without_any_sound_a_stall_pauses_too() {
    let mut rig = Rig::silent(1);
    rig.begin(&holds(4, 12));
    rig.pass(10);
    rig.stall(4);
    assert_eq!(rig.when("paused"), [(10_000, Some("machine stood still for 4 s".to_owned()))]);
}

#[test]
fn a_hiccup_of_less_than_two_seconds_is_caught_up_with_even_without_sound() {
    let mut rig = Rig::silent(1);
    rig.begin(&holds(4, 12));
    rig.pass(14);
    rig.clock.pass(2 * SECOND + SECOND / 2);
    rig.conductor.wake();
    assert!(rig.when("paused").is_empty());
    assert!(rig.phases().contains(&(15_000, "settle")));
}

#[test]
fn a_stall_beyond_what_was_handed_out_pauses() {
    let mut rig = Rig::new();
    rig.begin(&holds(20, 12));
    rig.pass(5);
    rig.stall(90);
    let paused = rig.when("paused");
    assert_eq!(paused.len(), 1);
    assert_eq!(paused[0].0, 5000);
    rig.pass(10);
    let told = rig.events();
    assert!(told.windows(2).all(|pair| pair[0].seq < pair[1].seq));
}

#[test]
fn sleep_pauses_as_of_the_last_look_whatever_the_sound_says() {
    let mut rig = Rig::new();
    rig.begin(&holds(4, 12));
    rig.pass_ms(5500);
    rig.clock.sleep(600 * SECOND);
    rig.pass(2);
    assert_eq!(rig.when("paused"), [(5000, Some("machine stood still for 10 min".to_owned()))]);
    let heard = rig.deck().heard.len();
    rig.pass(30);
    assert_eq!(rig.deck().heard.len(), heard);
}

#[test]
fn sleep_in_a_pause_adds_nothing() {
    let mut rig = Rig::new();
    rig.begin(&holds(4, 12));
    rig.pass(5);
    rig.ask(ConductorCommand::Tell(Command::Hush));
    rig.clock.sleep(600 * SECOND);
    rig.pass(2);
    assert_eq!(rig.when("paused").len(), 1);
    assert_eq!(rig.view().stage(), Stage::Held(Why::Hushed));
}

#[test]
fn a_step_of_the_wall_clock_changes_nothing() {
    let calm = undisturbed(4, 12, 70);
    let mut rig = Rig::new();
    rig.begin(&holds(4, 12));
    for wall in ["2031-01-01T00:00[UTC]", "1999-01-01T00:00[UTC]", "2026-03-29T03:00+02:00[Europe/Berlin]"] {
        rig.pass(10);
        rig.clock.set_wall(wall.parse().unwrap());
        assert_eq!(rig.handle.wall(), rig.clock.wall());
    }
    rig.pass(40);
    assert_eq!(rig.events(), calm.events());
    assert_eq!(rig.deck().heard, calm.deck().heard);
}

/// The engine is never told of an instant before the last one.
#[test]
fn what_a_script_says_in_a_gap_is_said_when_the_gap_is_over() {
    let mut rig = Rig::new();
    let script = says(&[(10_000, Command::Note { text: "meanwhile".to_owned(), item: None }), (12_000, Command::GoOn)]);
    rig.begin_with(&holds(4, 12), Profile::Full, script);
    rig.pass(5);
    rig.deck().lose();
    rig.stall(30);
    rig.deck().play();
    assert_eq!(rig.when("paused"), [(5000, Some("machine stood still for 30 s".to_owned()))]);
    assert_eq!(rig.when("note"), [(35_000, None)]);
    assert_eq!(rig.when("went-on"), [(35_000, None)]);
    rig.pass(70);
    let stamps: Vec<SessionTime> = rig.events().iter().map(|event| event.at).collect();
    assert!(stamps.is_sorted(), "{stamps:?}");
    assert!(rig.events().iter().any(|event| matches!(event.kind, EventKind::Finished(_))));
    let held: u64 = rig.view().records().iter().map(|record| record.held().0).sum();
    assert_eq!(held, 4 * 12_000, "no hold is cut short");
}
