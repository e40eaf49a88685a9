//! Cues first, then the journal, then the view.

use std::sync::mpsc::TryRecvError;

use holdwell_audio::NoSound;
use holdwell_conductor::{Conductor, ConductorCommand, Next, Ports, StartPolicy};
use holdwell_engine::{Command, Engine, EventKind, Finish, Stage};
use holdwell_store::{Entry, MemoryJournal};
use holdwell_testkit::rig::{MS, Rig, SECOND, Seen, says};
use holdwell_testkit::routines::{holds, routine, smrt_hold};
use holdwell_testkit::{ManualClock, morning};

#[test]
fn after_each_wake_come_cues_then_the_journal_then_the_view() {
    let mut rig = Rig::new();
    rig.begin(&smrt_hold());
    for command in [Command::Advance, Command::Mark, Command::Advance, Command::Advance, Command::Pause] {
        rig.pass(7);
        rig.ask(ConductorCommand::Tell(command));
    }
    let log = rig.log();
    let wakes: Vec<&[Seen]> = log.split(|seen| *seen == Seen::Wake).collect();
    for wake in &wakes {
        let rank = |seen: &Seen| *seen as u8;
        assert!(wake.is_sorted_by_key(rank), "{wake:?}");
    }
    assert!(wakes.iter().any(|wake| [Seen::Cue, Seen::Journal, Seen::View].iter().all(|seen| wake.contains(seen))));
}

#[test]
fn a_store_that_takes_nothing_delays_no_cue_and_gets_everything_in_order_later() {
    let plan = holds(4, 12);
    let (mut quick, mut full) = (Rig::new(), Rig::new());
    full.shelf().each_takes = None;
    for rig in [&mut quick, &mut full] {
        rig.begin(&plan);
        rig.pass(70);
    }
    assert_eq!(full.deck().heard, quick.deck().heard);
    assert!(full.shelf().entries.is_empty() && full.shelf().refused > 10);
    assert!(full.view().stage() == Stage::Finished(Finish::Complete));

    full.shelf().each_takes = Some(0);
    full.pass(2);
    assert_eq!(full.events(), quick.events());
    let points = full.restore_points();
    assert_eq!(points, quick.restore_points().split_off(quick.restore_points().len() - 1));
    let last = full.shelf().entries.iter().rev().find(|entry| !matches!(entry, Entry::CueTimingReport(_))).cloned();
    assert!(matches!(last, Some(Entry::Restore(_))), "the point follows its events");
}

#[test]
fn a_store_that_needs_two_seconds_for_each_write_delays_no_cue() {
    let plan = holds(12, 2);
    let (mut quick, mut slow) = (Rig::new(), Rig::new());
    slow.shelf().each_takes = Some(2 * SECOND);
    for rig in [&mut quick, &mut slow] {
        rig.begin(&plan);
        rig.pass(61);
    }
    assert_eq!(slow.deck().heard, quick.deck().heard);
    assert!(slow.events().len() < quick.events().len(), "it is behind");
    slow.pass(120);
    assert_eq!(slow.events(), quick.events());
    let last = slow.restore_points().pop().unwrap();
    assert_eq!(Some(last), quick.restore_points().pop());
}

#[test]
fn a_slow_store_with_a_queue_delays_no_cue_either() {
    let plan = holds(12, 2);
    let (mut quick, mut slow) = (Rig::new(), Rig::new());
    (slow.shelf().each_takes, slow.shelf().room) = (Some(2 * SECOND), 8);
    for rig in [&mut quick, &mut slow] {
        rig.begin(&plan);
        rig.pass(61);
    }
    assert_eq!(slow.deck().heard, quick.deck().heard);
    assert!(slow.shelf().refused > 0, "the queue was full");
    slow.pass(120);
    assert_eq!(slow.events(), quick.events());
    assert_eq!(slow.restore_points().pop(), quick.restore_points().pop());
}

#[test]
fn from_the_newest_restore_point_the_session_stands_as_it_stood() {
    let mut rig = Rig::new();
    let plan = smrt_hold();
    rig.begin(&plan);
    rig.pass(4);
    rig.ask(ConductorCommand::Tell(Command::Advance));
    rig.pass(20);
    rig.ask(ConductorCommand::Tell(Command::Mark));
    let point = rig.restore_points().pop().unwrap();
    assert_eq!(Engine::restore(&plan, point).view().records(), rig.view().records());
}

#[test]
fn a_script_is_heard_at_exactly_its_instants_at_any_speed() {
    let plan = smrt_hold();
    let times = [1, 2003, 17_777, 59_999, 100_001];
    let script: Vec<_> = times.map(|at| (at, Command::Note { text: "x".to_owned(), item: None })).into();
    for speed in [1, 7, 1000] {
        let mut rig = Rig::silent(speed);
        rig.begin_with(&plan, holdwell_engine::Profile::Full, says(&script));
        rig.pass(110 / u64::from(speed) + 1);
        let noted: Vec<u64> = rig.when("note").into_iter().map(|(at, _)| at).collect();
        assert_eq!(noted, times, "at speed {speed}");
    }
}

#[test]
fn a_script_and_a_timeline_are_the_same_at_any_speed() {
    let plan = holds(3, 25);
    let script = says(&[(5000, Command::Pause), (9500, Command::GoOn), (40_000, Command::Extend)]);
    let told = [1, 60, 1000].map(|speed| {
        let mut rig = Rig::silent(speed);
        rig.begin_with(&plan, holdwell_engine::Profile::Full, script.clone());
        rig.pass(200 / u64::from(speed) + 1);
        rig.events()
    });
    assert!(told[0].iter().any(|event| matches!(event.kind, EventKind::Finished(_))));
    assert_eq!(told[0], told[1]);
    assert_eq!(told[0], told[2]);
}

#[test]
fn nothing_is_published_but_transitions() {
    let open = "[[step]]\nname = \"Open\"\nsetup = \"Sink in\"\nside = \"midline\"\nreturn = \"off\"\n\
                timing = { kind = \"open\", minimum = \"2m\", target = \"5m\" }\n";
    let mut rig = Rig::new();
    rig.begin(&routine("myofascial", "therapist", open));
    rig.pass(1);
    rig.ask(ConductorCommand::Tell(Command::Advance));
    let before = rig.publications();
    rig.pass(119);
    assert_eq!(rig.publications(), before, "nothing happened in two minutes");
    rig.pass(180);
    assert_eq!(rig.publications(), before + 1, "the minimum");
    rig.pass(60);
    assert_eq!(rig.publications(), before + 2, "the target");
}

#[test]
fn a_window_that_never_looks_and_floods_the_queue_changes_nothing() {
    let plan = holds(4, 12);
    let (mut looked_at, mut frozen) = (Rig::new(), Rig::new());
    for rig in [&mut looked_at, &mut frozen] {
        rig.begin(&plan);
    }
    for _ in 0..70 {
        let seen = looked_at.snapshot();
        looked_at.pass(1);
        assert!(seen.view.is_some());
        for _ in 0..1000 {
            frozen.handle.ask(ConductorCommand::LookForOutputs);
        }
        frozen.pass(1);
    }
    assert_eq!(looked_at.deck().heard, frozen.deck().heard);
    assert_eq!(looked_at.events(), frozen.events());
}

#[test]
fn asking_never_waits_even_where_nobody_takes_what_is_asked() {
    let clock = std::sync::Arc::new(ManualClock::new(morning()));
    let ports = Ports {
        sound: Box::new(NoSound),
        journal: Box::new(MemoryJournal::default()),
        clock,
        changed: Box::new(|| ()),
        speed: 1,
        waits: StartPolicy::Briefly,
    };
    let (mut conductor, handle, asks) = Conductor::new(ports);
    for _ in 0..10_000 {
        handle.tell(Command::Advance);
    }
    let taken = std::iter::from_fn(|| asks.try_recv().ok()).map(|ask| conductor.step(Some(ask))).count();
    assert!(taken >= 100, "far more than anyone can press, {taken}");
    assert!(matches!(asks.try_recv(), Err(TryRecvError::Empty)));
    assert_eq!(conductor.step(Some(ConductorCommand::Quit)), Next::Quit);
    drop(asks);
    handle.tell(Command::Advance);
}

#[test]
fn the_handles_clock_is_the_sessions() {
    let mut rig = Rig::new();
    assert_eq!(rig.handle.now().0, 0);
    rig.pass(3);
    rig.begin(&smrt_hold());
    rig.clock.pass(1234 * MS);
    assert_eq!(rig.handle.now().0, 1234);
}
