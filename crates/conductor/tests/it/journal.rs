//! What is written down of a session, and how one that was cut off goes on.

use std::sync::Arc;

use holdwell_conductor::{Appointment, Clock as _, ConductorCommand, Resume, SessionMeta, StartRequest};
use holdwell_engine::{Command, Event, EventKind, Input, Options, RestorePoint, Stage, Why};
use holdwell_model::{Millis, Plan, SessionTime};
use holdwell_store::{Entry, SessionLine, SessionState, Unfinished};
use holdwell_testkit::id;
use holdwell_testkit::rig::{Rig, SECOND};
use holdwell_testkit::routines::{holds, smrt_hold};

fn kinds(rig: &Rig) -> Vec<&'static str> {
    let shelf = rig.shelf();
    let kinds = shelf.entries.iter().map(|entry| match entry {
        Entry::Begin(_) => "begin",
        Entry::Resume(_) => "resume",
        Entry::Event(_) => "event",
        Entry::Restore(_) => "restore",
        Entry::CueTimingReport(_) => "account",
    });
    kinds.collect()
}

/// What a store that kept this point would find after a crash.
fn cut_off(plan: &Arc<Plan>, rig: &Rig, point: &RestorePoint) -> Unfinished {
    let written = serde_json::to_string(point).unwrap();
    let session = SessionLine {
        id: id(1),
        client: Some(id(9)),
        name: plan.name.clone(),
        is_free: false,
        length: Millis::from_mins(52),
        began: rig.clock.wall().timestamp(),
        recorded_began: None,
        entered: None,
        state: SessionState::Running,
        holds: 0,
        held: Millis::ZERO,
    };
    let point = Some(Box::new(serde_json::from_str(&written).unwrap()));
    Unfinished { session, whose: None, plan: Arc::clone(plan), kept: rig.clock.wall().timestamp(), point }
}

/// A program that starts so long after the other was cut off, and goes on with its session.
fn again(unfinished: &Unfinished, stood_still: Millis, appointment: Option<Appointment>) -> Rig {
    let mut rig = Rig::new();
    let later = unfinished.kept + jiff::SignedDuration::from_millis(stood_still.0.cast_signed());
    rig.clock.set_wall(later.to_zoned(jiff::tz::TimeZone::UTC));
    let begin = StartRequest { appointment, ..StartRequest::again(unfinished).unwrap() };
    rig.ask(ConductorCommand::Start(Box::new(begin)));
    rig
}

#[test]
fn a_session_is_written_from_its_beginning_to_its_account() {
    let mut rig = Rig::new();
    let plan = smrt_hold();
    let start =
        SessionMeta { id: id(3), began: rig.clock.wall().timestamp(), client: Some(id(4)), preset: Some((id(5), 6)) };
    let options = Options::of(&plan);
    rig.ask(ConductorCommand::Start(Box::new(StartRequest {
        start: Some(start),
        ..StartRequest::of(Arc::clone(&plan), options)
    })));
    assert_eq!(rig.snapshot().session, Some(id(3)));
    rig.pass(3);
    rig.ask(ConductorCommand::Tell(Command::Advance));
    rig.pass(60);
    rig.ask(ConductorCommand::Tell(Command::Stop));
    rig.pass(5);
    let kinds = kinds(&rig);
    assert_eq!((kinds.first(), kinds.last()), (Some(&"begin"), Some(&"account")));
    assert_eq!(kinds.iter().filter(|kind| ["begin", "account", "resume"].contains(kind)).count(), 2);
    assert!(!kinds.windows(2).any(|pair| pair == ["event", "account"]), "a point follows its events");
    let shelf = rig.shelf();
    let Some(Entry::Begin(begun)) = shelf.entries.first() else { unreachable!() };
    assert_eq!((begun.id, begun.client, begun.preset), (start.id, start.client, start.preset));
    assert_eq!((begun.began, &begun.plan), (start.began, &plan));
    let Some(Entry::CueTimingReport(account)) = shelf.entries.last() else { unreachable!() };
    assert_eq!(account["given"], rig.snapshot().account.given);
}

#[test]
fn the_account_is_written_at_once_where_nothing_more_is_waited_for() {
    for end in [
        ConductorCommand::Quit,
        ConductorCommand::Dismiss,
        ConductorCommand::Start(Box::new(StartRequest::of(smrt_hold(), Options::default()))),
    ] {
        let mut rig = Rig::new();
        rig.begin(&smrt_hold());
        rig.pass(3);
        rig.ask(end);
        assert_eq!(kinds(&rig).last(), Some(&"account"));
        rig.pass(5);
        assert_eq!(kinds(&rig).iter().filter(|kind| **kind == "account").count(), 1);
    }
}

#[test]
fn an_end_that_is_taken_back_is_accounted_for_again() {
    let mut rig = Rig::new();
    rig.begin(&smrt_hold());
    rig.pass(3);
    rig.ask(ConductorCommand::Tell(Command::Stop));
    rig.pass(5);
    rig.ask(ConductorCommand::Tell(Command::Undo));
    assert_eq!(rig.view().stage(), Stage::Running);
    rig.pass(5);
    rig.ask(ConductorCommand::Tell(Command::Stop));
    rig.pass(5);
    assert_eq!(kinds(&rig).iter().filter(|kind| **kind == "account").count(), 2);
    assert_eq!(kinds(&rig).last(), Some(&"account"));
}

#[test]
fn what_nobody_wants_recorded_is_not() {
    let mut rig = Rig::new();
    let plan = smrt_hold();
    rig.ask(ConductorCommand::Start(Box::new(StartRequest::of(Arc::clone(&plan), Options::of(&plan)))));
    rig.pass(3);
    rig.ask(ConductorCommand::Tell(Command::Stop));
    rig.pass(5);
    assert_eq!(rig.snapshot().session, None);
    assert!(rig.shelf().entries.is_empty());
}

#[test]
fn points_that_are_written_down_carry_no_undo() {
    let mut rig = Rig::new();
    rig.begin(&smrt_hold());
    for _ in 0..12 {
        rig.pass(1);
        rig.ask(ConductorCommand::Tell(Command::Extend));
        rig.ask(ConductorCommand::Tell(Command::Mark));
    }
    let points = rig.restore_points();
    assert!(points.iter().all(|point| *point == point.clone().without_undo()));
    assert!(rig.view().can_undo(rig.handle.now()), "the session itself can still be taken back");
}

#[test]
fn what_two_sessions_left_waiting_is_all_kept() {
    let mut rig = Rig::new();
    rig.shelf().each_takes = None;
    for _ in 0..2 {
        rig.begin(&holds(1, 5));
        rig.pass(20);
    }
    rig.shelf().each_takes = Some(0);
    rig.pass(2);
    let finished = rig.restore_points().iter().filter(|point| point.finish().is_some()).count();
    assert_eq!(finished, 2, "the last point of each session");
    assert_eq!(kinds(&rig).iter().filter(|kind| **kind == "account").count(), 2);
}

#[test]
fn five_thousand_events_at_one_instant_are_written_at_once() {
    let mut rig = Rig::new();
    (rig.shelf().room, rig.shelf().each_takes) = (1024, Some(1000));
    let plan = smrt_hold();
    let note = |nth: u64| (SessionTime(1000), Input::Command(Command::Note { text: nth.to_string(), item: None }));
    let start = SessionMeta { id: id(3), began: rig.clock.wall().timestamp(), client: None, preset: None };
    let request = StartRequest::of(Arc::clone(&plan), Options::of(&plan));
    let request = StartRequest { start: Some(start), script: (0..5000).map(note).collect(), ..request };
    rig.ask(ConductorCommand::Start(Box::new(request)));
    rig.pass(2);
    let noted = |entry: &&Entry| matches!(entry, Entry::Event(event) if matches!(event.kind, EventKind::Noted(_)));
    assert_eq!(rig.shelf().entries.iter().filter(noted).count(), 5000);
}

#[test]
fn the_program_waits_a_little_for_a_journal_that_is_busy() {
    let mut rig = Rig::new();
    rig.begin(&smrt_hold());
    rig.pass(3);
    rig.shelf().each_takes = Some(SECOND / 4);
    rig.ask(ConductorCommand::Tell(Command::Advance));
    rig.ask(ConductorCommand::Quit);
    let at_once = kinds(&rig).len();
    rig.pass(3);
    assert_eq!(kinds(&rig).last(), Some(&"account"));
    assert!(at_once < kinds(&rig).len());
}

#[test]
fn a_session_that_was_cut_off_goes_on_where_it_stood() {
    let (plan, mut first) = (smrt_hold(), Rig::new());
    first.begin(&plan);
    first.pass(4);
    first.ask(ConductorCommand::Tell(Command::Advance));
    first.pass(60 + 5 + 7);
    first.ask(ConductorCommand::Tell(Command::Advance));
    first.pass(20);
    let point = first.restore_points().pop().unwrap();
    assert_eq!(point.at, SessionTime(76_000), "the left side's hold has just begun");
    let unfinished = cut_off(&plan, &first, &point);

    let stood_still = Millis::from_secs(7 * 60);
    let mut rig = again(&unfinished, stood_still, None);
    assert!(matches!(rig.shelf().entries.first(), Some(Entry::Resume(session)) if *session == id(1)));
    assert_eq!(rig.snapshot().session, Some(id(1)));
    assert_eq!(rig.view().stage(), Stage::Held(Why::Gap(stood_still)));
    assert_eq!(rig.handle.now(), point.at);
    let seq = |events: &[Event]| events.iter().map(|event| event.seq).collect::<Vec<_>>();
    let (before, after) = (seq(&first.events()), seq(&rig.events()));
    assert_eq!(before.last().map(|last| last + 1), after.first().copied(), "the journal goes on counting");

    rig.pass(30);
    assert!(rig.deck().heard.is_empty(), "nothing sounds while all stands still");
    rig.ask(ConductorCommand::Tell(Command::GoOn));
    rig.pass(70);
    let ends: Vec<_> =
        rig.deck().heard.iter().map(|placed| (placed.cue.due.0, placed.late_micros.abs() < 100)).collect();
    let due = point.at.0 + 30_000 + 60_000;
    assert!(ends.contains(&(due, true)), "the hold's end, tied to the new zero: {ends:?}");
    let records = Arc::clone(rig.view().records());
    let held: Vec<_> = records.iter().map(|record| (record.held(), record.is_finished())).collect();
    assert_eq!(held, [(Millis::from_secs(60), true); 2]);
    assert!(rig.events().iter().any(|event| event.kind == EventKind::Held(Why::Gap(stood_still))));
}

#[test]
fn one_that_was_paused_stays_paused_for_its_own_reason() {
    let (plan, mut first) = (smrt_hold(), Rig::new());
    first.begin(&plan);
    first.pass(4);
    first.ask(ConductorCommand::Tell(Command::Hush));
    let unfinished = cut_off(&plan, &first, &first.restore_points().pop().unwrap());
    let rig = again(&unfinished, Millis::from_secs(60), None);
    assert_eq!(rig.view().stage(), Stage::Held(Why::Hushed));
}

#[test]
fn a_wall_clock_that_was_put_back_is_no_time_at_all() {
    let (plan, mut first) = (smrt_hold(), Rig::new());
    first.begin(&plan);
    first.pass(4);
    let point = first.restore_points().pop().unwrap();
    let mut unfinished = cut_off(&plan, &first, &point);
    unfinished.kept = "2030-01-01T00:00Z".parse().unwrap();
    let mut rig = Rig::new();
    rig.ask(ConductorCommand::Start(Box::new(StartRequest::again(&unfinished).unwrap())));
    assert_eq!(rig.view().stage(), Stage::Held(Why::Gap(Millis::ZERO)));
}

#[test]
fn the_appointment_went_on_meanwhile() {
    let (plan, mut first) = (smrt_hold(), Rig::new());
    first.begin(&plan);
    let reserve = Millis::from_mins(5);
    first.ask(ConductorCommand::Appointment(Some(Appointment { left_ms: 60 * 60_000, reserve })));
    first.pass(60);
    first.ask(ConductorCommand::Tell(Command::Advance));
    let unfinished = cut_off(&plan, &first, &first.restore_points().pop().unwrap());
    let stood_still = Millis::from_mins(10);
    let kept = again(&unfinished, stood_still, None).view().slot().unwrap();
    assert_eq!((kept.until, kept.reserve), (SessionTime(50 * 60_000), reserve));
    let anew = Appointment { left_ms: 30 * 60_000, reserve };
    let given = again(&unfinished, stood_still, Some(anew)).view().slot().unwrap();
    assert_eq!(given.until, SessionTime(31 * 60_000));
}

#[test]
fn what_cannot_be_read_cannot_go_on() {
    let (plan, mut rig) = (smrt_hold(), Rig::new());
    rig.begin(&plan);
    let unfinished = cut_off(&plan, &rig, &rig.restore_points().pop().unwrap());
    assert!(StartRequest::again(&Unfinished { point: None, ..unfinished.clone() }).is_none());
    let Resume { point, kept } = StartRequest::again(&unfinished).unwrap().resume.unwrap();
    assert_eq!((Some(point), kept), (unfinished.point, unfinished.kept));
}
