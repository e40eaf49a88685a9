//! The engine against its invariants, with generated routines and generated hands.
//!
//! A thousand cases each, so that a change is answered at once; ten thousand in `.ci/run`. More:
//! `HOLDWELL_CASES=100000 cargo test --release -p holdwell-engine --test it`.

mod generators;

use std::collections::BTreeMap;

use holdwell_engine::{Command, Ended, Engine, Event, EventKind, Input, Notice, Options, Stage};
use holdwell_model::{Arc, Millis, Phase, Plan, SessionTime, Timing};
use holdwell_testkit::Host;
use proptest::prelude::*;

use generators::{command, options, plan, script};

fn config() -> ProptestConfig {
    let cases = std::env::var("HOLDWELL_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(1_000);
    ProptestConfig { cases, failure_persistence: None, max_shrink_iters: 2000, ..ProptestConfig::default() }
}

fn run(host: &mut Host, script: &[(u64, Input)]) {
    for (wait, input) in script {
        let at = SessionTime(host.now.0 + wait);
        host.run_to(at);
        host.tell(at, input.clone());
    }
    host.run_to(SessionTime(host.now.0 + 20_000));
}

/// A session that has been started.
fn begun(plan: &Arc<Plan>, options: Options) -> Host {
    let mut host = Host::new(plan, options);
    host.tell(SessionTime::ZERO, Input::Command(Command::Advance));
    host
}

/// Returns true for an input that may take a command back.
fn takes_back(input: &Input) -> bool {
    matches!(
        input,
        Input::Command(Command::Undo | Command::UndoOrBack) | Input::Press(Command::Undo | Command::UndoOrBack, _)
    )
}

/// The events that are still true: an undo takes away all since the command that it reverts.
fn true_events(events: &[Event]) -> Vec<Event> {
    let mut kept: Vec<Event> = Vec::new();
    for event in events {
        if let EventKind::Undone { reverts } = event.kind {
            kept.retain(|earlier| earlier.seq < reverts);
        } else {
            kept.push(event.clone());
        }
    }
    kept
}

fn without_seq(events: &[Event]) -> Vec<Event> {
    events.iter().map(|event| Event { seq: 0, ..event.clone() }).collect()
}

/// Held time per work item, told by the journal alone: a clock that runs during work and stands while all is held.
fn naive_held(events: &[Event]) -> BTreeMap<u32, u64> {
    let (mut held, mut running, mut since) = (BTreeMap::new(), false, 0);
    let (mut working, mut sum) = (None, 0);
    for event in true_events(events) {
        let at = event.at.0;
        match event.kind {
            EventKind::Entered if event.phase == Some(Phase::Work) => {
                (working, running, since, sum) = (event.item, true, at, 0);
            }
            EventKind::Held(_) if working.is_some() => {
                sum += if running { at - since } else { 0 };
                running = false;
            }
            EventKind::WentOn => (running, since) = (true, at),
            EventKind::Left { .. } if event.phase == Some(Phase::Work) => {
                sum += if running { at - since } else { 0 };
                *held.entry(working.take().unwrap_or(u32::MAX)).or_insert(0) += sum;
            }
            _ => {}
        }
    }
    held
}

/// The first place where two tellings differ, which is what one wants to read.
fn difference<T: PartialEq + std::fmt::Debug>(one: &[T], other: &[T]) -> Option<String> {
    let differ = (0..one.len().max(other.len())).find(|index| one.get(*index) != other.get(*index))?;
    Some(format!("at {differ}: {:?} against {:?}", one.get(differ), other.get(differ)))
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn many_ticks_are_few_ticks(plan in plan(), options in options(), script in script(20), period in 90..7000_u64) {
        let (mut few, mut many) = (begun(&plan, options), begun(&plan, options));
        run(&mut few, &script);
        for (wait, input) in &script {
            let at = SessionTime(many.now.0 + wait);
            many.tick_to(at, period);
            many.tell(at, input.clone());
        }
        let end = SessionTime(many.now.0 + 20_000);
        many.tick_to(end, period);
        many.tell(end, Input::Tick);
        few.tell(end, Input::Tick);
        prop_assert_eq!(difference(&few.events, &many.events), None);
        prop_assert_eq!(difference(&few.heard, &many.heard), None);
    }

    #[test]
    fn nothing_sounds_while_all_is_held(plan in plan(), options in options(), script in script(30)) {
        let mut host = begun(&plan, options);
        for (wait, input) in &script {
            let (from, held, heard) = (host.now, host.is_held(), host.heard.len());
            let at = SessionTime(from.0 + wait);
            host.run_to(at);
            host.tell(at, input.clone());
            if held {
                let sounded = host.heard[heard..].iter().filter(|cue| cue.due > from && cue.due <= at && !cue.from_press);
                prop_assert_eq!(sounded.count(), 0);
            }
        }
    }

    #[test]
    fn held_time_is_what_the_journal_tells(plan in plan(), options in options(), script in script(30)) {
        let mut host = begun(&plan, options);
        run(&mut host, &script);
        host.tell(host.now, Input::Command(Command::Stop));
        let told = naive_held(&host.events);
        let kept: BTreeMap<u32, u64> = host.view().records().iter()
            .filter(|record| !record.tries.is_empty())
            .map(|record| (record.item, record.held().0)).collect();
        prop_assert_eq!(told, kept);
    }

    #[test]
    fn fixed_work_that_ended_by_time_lasted_exactly(plan in plan(), options in options(), script in script(30)) {
        let mut host = begun(&plan, options);
        run(&mut host, &script);
        let (mut adjusted, mut anew) = (0_i64, true);
        for event in true_events(&host.events) {
            match event.kind {
                EventKind::Entered if anew => adjusted = 0,
                EventKind::Entered => anew = true,
                EventKind::Adjusted { by_millis } => adjusted += by_millis,
                EventKind::Left { by: Ended::Restarted, .. } => anew = false,
                EventKind::Left { by: Ended::Time, held } if event.phase == Some(Phase::Work) => {
                    let item = host.view().schedule().items().iter().find(|item| Some(item.id) == event.item).copied();
                    let view = host.view();
                    let Some(step) = item.and_then(|item| view.schedule().step(item)) else { continue };
                    if let Timing::Fixed { hold } = step.timing {
                        prop_assert_eq!(held.0 as i64, hold.0 as i64 + adjusted);
                    }
                }
                _ => {}
            }
        }
    }

    #[test]
    fn a_restored_session_continues_identically(plan in plan(), options in options(), before in script(15), after in script(15)) {
        let mut host = begun(&plan, options);
        run(&mut host, &before);
        host.tell(host.now, Input::Tick);
        let written = serde_json::to_string(&host.engine.restore_point(host.now)).unwrap();
        let engine = Engine::restore(&plan, serde_json::from_str(&written).unwrap());
        let (mut on, mut restored) = (host.clone(), host.clone());
        restored.engine = engine;
        run(&mut on, &after);
        run(&mut restored, &after);
        prop_assert_eq!(difference(&on.events, &restored.events), None);
        prop_assert_eq!(difference(&on.heard, &restored.heard), None);
        prop_assert_eq!(on.view(), restored.view());
    }

    #[test]
    fn a_point_without_undo_continues_identically(plan in plan(), options in options(), before in script(15), after in script(15)) {
        let after: Vec<_> = after.into_iter().filter(|(_, input)| !takes_back(input)).collect();
        let mut host = begun(&plan, options);
        run(&mut host, &before);
        host.tell(host.now, Input::Tick);
        let point = host.engine.restore_point(host.now).without_undo();
        let written = serde_json::to_string(&point).unwrap();
        let (mut on, mut restored) = (host.clone(), host.clone());
        restored.engine = Engine::restore(&plan, serde_json::from_str(&written).unwrap());
        run(&mut on, &after);
        run(&mut restored, &after);
        prop_assert_eq!(difference(&on.events, &restored.events), None);
        prop_assert_eq!(difference(&on.heard, &restored.heard), None);
        let points = [on, restored].map(|host| host.engine.restore_point(host.now).without_undo());
        prop_assert_eq!(&points[0], &points[1]);
    }

    #[test]
    fn an_undone_command_was_never_given(
        plan in plan(), options in options(), before in script(12), command in command(),
        wait in 0..15_000_u64, after in script(8),
    ) {
        let mut never = begun(&plan, options);
        run(&mut never, &before);
        never.tell(never.now, Input::Tick);
        let mut given = never.clone();
        let (at, seen) = (given.now, given.events.len());
        given.tell(at, Input::Command(command.clone()));
        let taken = given.events[seen..].iter().any(|event| matches!(event.kind, EventKind::Told(_)));
        let undoes = matches!(command, Command::Undo | Command::UndoOrBack) && given.notices.last() == Some(&Notice::Taken(command.clone()));
        // A remark after the end is no press: an undo takes back the end.
        let remarks = matches!(command, Command::Note { .. }) && matches!(given.view().stage(), Stage::Finished(_));
        if !taken || undoes || remarks {
            return Ok(());
        }
        let undone_at = SessionTime(at.0 + wait);
        given.run_to(undone_at);
        given.tell(undone_at, Input::Command(Command::Undo));
        never.run_to(undone_at);
        never.tell(undone_at, Input::Tick);
        let (from, heard) = (never.events.len(), never.heard.len());
        let (given_from, given_heard) = (given.events.len(), given.heard.len());
        prop_assert_eq!(difference(&without_seq(&true_events(&given.events)), &without_seq(&true_events(&never.events))), None);
        run(&mut given, &after);
        run(&mut never, &after);
        let plain = |events: &[Event]| without_seq(events).into_iter()
            .filter(|event| !matches!(event.kind, EventKind::Undone { .. })).collect::<Vec<_>>();
        prop_assert_eq!(difference(&plain(&given.events[given_from..]), &plain(&never.events[from..])), None);
        let sounds = |host: &Host, from: usize| host.heard[from..].iter().map(|cue| (cue.due, cue.kind)).collect::<Vec<_>>();
        prop_assert_eq!(difference(&sounds(&given, given_heard), &sounds(&never, heard)), None);
    }

    #[test]
    fn longer_and_shorter_are_inverses(plan in plan(), options in options(), script in script(12), longer in any::<bool>()) {
        let mut host = begun(&plan, options);
        run(&mut host, &script);
        let length = |host: &Host| (host.view().active().timing, host.view().active().length, host.view().active().entered);
        let (before, events) = (length(&host), host.events.len());
        let order = if longer { [Command::Extend, Command::Shorten] } else { [Command::Shorten, Command::Extend] };
        host.notices.clear();
        host.tell(host.now, Input::Command(order[0].clone()));
        let ended = host.events[events..].iter().any(|event| matches!(event.kind, EventKind::Left { .. }));
        if host.notices != [Notice::Taken(order[0].clone())] || ended {
            return Ok(());
        }
        prop_assert_ne!(length(&host), before, "what changes nothing is refused");
        host.tell(host.now, Input::Command(order[1].clone()));
        prop_assert_eq!(length(&host), before);
    }

    #[test]
    fn what_is_full_has_ended(plan in plan(), options in options(), script in script(20)) {
        let mut host = begun(&plan, options);
        for (wait, input) in &script {
            let at = SessionTime(host.now.0 + wait);
            host.run_to(at);
            host.tell(at, input.clone());
            let view = host.view();
            if view.stage() == Stage::Running && view.phase().is_some() {
                prop_assert!(view.length().is_none_or(|length| length > view.elapsed(at)), "after {input:?}");
            }
        }
    }

    #[test]
    fn no_order_splits_a_pair(plan in plan(), options in options(), script in script(30)) {
        let mut host = begun(&plan, options);
        // By these the hands may put something between two sides.
        let parts = |input: &Input| match input {
            Input::Command(command) | Input::Press(command, _) => {
                matches!(command, Command::Repeat | Command::Choose | Command::Insert { next: true, .. })
            }
            _ => false,
        };
        let script: Vec<_> = script.into_iter().filter(|(_, input)| !parts(input)).collect();
        run(&mut host, &script);
        let view = host.view();
        let visits: Vec<u32> = view.schedule().items().iter().map(|item| item.visit).collect();
        let begun = visits.chunk_by(|one, next| one == next).map(|visit| visit[0]).collect::<Vec<_>>();
        let mut once = begun.clone();
        once.sort_unstable();
        once.dedup();
        prop_assert_eq!(once.len(), begun.len(), "{:?}", visits);
    }

    #[test]
    fn what_is_added_parts_no_pair(plan in plan(), options in options(), script in script(30)) {
        let mut host = begun(&plan, options);
        for (wait, input) in &script {
            let at = SessionTime(host.now.0 + wait);
            host.run_to(at);
            let before = host.view().schedule().items().len();
            host.tell(at, input.clone());
            let added = matches!(input, Input::Command(Command::Insert { next: false, .. }) | Input::Press(Command::Insert { next: false, .. }, _));
            let view = host.view();
            let items = view.schedule().items();
            if !added || items.len() == before {
                continue;
            }
            let place = items.iter().enumerate().max_by_key(|(_, item)| item.id).map_or(0, |(place, _)| place);
            let (first, later) = items.split_at(place);
            let parted = first.iter().find(|item| later.iter().any(|other| other.visit == item.visit));
            prop_assert_eq!(parted, None, "at {} of {:?}", place, items);
        }
    }

    #[test]
    fn a_rest_comes_only_after_work(plan in plan(), options in options(), script in script(30)) {
        let mut host = begun(&plan, options);
        run(&mut host, &script);
        let mut worked = false;
        for event in true_events(&host.events) {
            match (&event.kind, event.phase) {
                (EventKind::Entered, Some(Phase::Rest)) => {
                    prop_assert!(worked, "{event:?}");
                    worked = false;
                }
                // Back begins the rest anew.
                (EventKind::Entered, Some(Phase::Work))
                | (EventKind::Left { by: Ended::Abandoned, .. }, Some(Phase::Rest)) => worked = true,
                _ => {}
            }
        }
    }

    #[test]
    fn nobody_there_still_comes_to_an_end(plan in plan(), options in options(), script in script(6)) {
        let mut host = begun(&plan, options);
        run(&mut host, &script);
        if host.view().stage() == Stage::Ready {
            host.tell(host.now, Input::Command(Command::Advance));
        }
        host.tell(host.now, Input::Command(Command::GoOn));
        host.tell(host.now, Input::Unattended);
        host.run_to(SessionTime(host.now.0 + 100 * 3_600_000));
        prop_assert!(matches!(host.view().stage(), Stage::Finished(_)), "{:?}", host.view().stage());
    }

    #[test]
    fn a_gap_holds_as_of_the_last_good_instant(plan in plan(), options in options(), script in script(12), gap in 2000..600_000_u64) {
        let mut host = begun(&plan, options);
        run(&mut host, &script);
        host.tell(host.now, Input::Command(Command::GoOn));
        let (since, before) = (host.now, host.view());
        let events = host.events.len();
        let at = SessionTime(since.0 + gap);
        host.now = at;
        host.engine.handle(at, Input::Gap { since, length: Millis(gap) });
        host.tell(at, Input::Tick);
        let alone = script.iter().any(|(_, input)| *input == Input::Unattended);
        if before.stage() == Stage::Running && alone {
            // Nobody is there to go on.
            prop_assert!(!host.is_held());
        } else if before.stage() == Stage::Running {
            prop_assert!(host.is_held());
            prop_assert_eq!(host.view().elapsed(at), before.elapsed(since));
            prop_assert!(host.events[events..].iter().all(|event| event.at <= since));
        }
    }
}
