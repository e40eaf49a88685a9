//! Sessions that are over, as changes to their routine.
//!
//! A thousand cases each, so that a change is answered at once; ten thousand in `.ci/run`. More:
//! `HOLDWELL_CASES=100000 cargo test --release -p holdwell-library --test it`.

mod free;
mod generated;
mod order;

use std::sync::LazyLock;

use holdwell_engine::{Command, Engine, Finish, Input, Options, ScoreKind, Stage};
use holdwell_library::{Change, StepKey, preset};
use holdwell_library::{Library, compile, compile_preset, hold_name, read_routine};
use holdwell_library::{Proposal, SessionOutcome, StepTime};
use holdwell_model::{
    Arc, HoldName, Millis, Routine, SessionTime, Setting, Side, SideOrder, Step, Technique, Timing, What,
};
use holdwell_testkit::Host;

static LIBRARY: LazyLock<Library> = LazyLock::new(Library::builtin);

/// Three steps of SMRT, 30 s a side; psoas first right, then left.
const ROUTINE: &str = r#"
format = "holdwell-routine"
version = 1

[routine]
id = "test"
name = "Test"
technique = "smrt"

[[step]]
position = "psoas"
return = "off"

[[step]]
position = "quadratus-lumborum"
side = "left"
timing = { kind = "fixed", hold = "30s" }
return = "off"

[[step]]
name = "Sacrum, listening"
timing = { kind = "open", minimum = "2m", target = "3m", ceiling = "4m" }
return = "off"
"#;

const GROUP: &str = r#"
format = "holdwell-routine"
version = 1

[routine]
id = "test"
name = "Test"
technique = "smrt"

[[group]]
id = "points"
order = "worst-first"
scan = true

[[step]]
name = "First"
return = "off"

[[step]]
group = "points"
name = "One"
return = "off"

[[step]]
group = "points"
name = "Two"
return = "off"
side = "worse-first"
"#;

fn routine(text: &str) -> Routine {
    read_routine("test", text.as_bytes(), &LIBRARY).unwrap_or_else(|problems| panic!("{problems:#?}"))
}

/// A session of the routine, told line by line as "at 35s advance" is: seconds and a command.
fn session(routine: &Routine, script: &[(u64, Command)]) -> Host {
    let plan = compile(routine, &LIBRARY).unwrap_or_else(|problems| panic!("{problems:#?}"));
    let plan = Arc::new(plan);
    let mut host = Host::with(Engine::new(&plan, Options::default()), SessionTime::ZERO);
    for (secs, command) in script {
        let at = SessionTime::from_secs(*secs);
        host.run_to(at);
        host.tell(at, Input::Command(command.clone()));
    }
    host
}

fn advance(secs: impl IntoIterator<Item = u64>) -> Vec<(u64, Command)> {
    secs.into_iter().map(|secs| (secs, Command::Advance)).collect()
}

fn done(host: &Host) -> SessionOutcome {
    SessionOutcome::of(&host.view())
}

fn key(what: &str) -> StepKey {
    StepKey { what: what.to_owned(), nth: 0 }
}

fn added(what: &str, nth: u32) -> StepKey {
    StepKey { what: what.to_owned(), nth: StepKey::ADDED + nth }
}

fn fixed(secs: u64) -> Timing {
    Timing::Fixed { hold: Millis::from_secs(secs) }
}

/// Lists the things that are held, in order.
fn held(routine: &Routine) -> Vec<String> {
    preset::keys(routine).into_iter().map(|key| key.what).collect()
}

/// The changes, and whether each is on.
fn told(proposals: &[Proposal]) -> Vec<(Change, bool)> {
    proposals.iter().map(|proposal| (proposal.change.clone(), proposal.on)).collect()
}

/// Every hold is begun two seconds after the last has ended, and ends by itself or after so many seconds.
const AS_PLANNED: [u64; 6] = [0, 2, 34, 66, 98, 278];

#[test]
fn what_was_done_as_planned_changes_nothing() {
    let routine = routine(ROUTINE);
    let host = session(&routine, &advance(AS_PLANNED));
    assert_eq!(host.view().stage(), Stage::Finished(Finish::Complete));
    assert_eq!(told(&done(&host).proposals(&routine)), []);
}

#[test]
fn times_are_off_rounded_and_the_last_that_was_carried_through() {
    let routine = routine(ROUTINE);
    // Psoas right is ended after 22 s, left after 18.4 s; quadratus is extended; the open hold lasts 2:33.
    let mut script = advance([0, 2, 24, 26]);
    script.extend([(44, Command::Advance), (46, Command::Advance), (50, Command::Extend), (60, Command::Extend)]);
    script.extend(advance([90, 243]));
    let host = session(&routine, &script);
    assert_eq!(host.view().stage(), Stage::Finished(Finish::Complete));
    let proposals = done(&host).proposals(&routine);
    let open = Timing::Open {
        minimum: Some(Millis::from_mins(2)),
        target: Some(Millis::from_secs(155)),
        ceiling: Some(Millis::from_mins(4)),
    };
    assert_eq!(
        told(&proposals),
        [
            (Change::Timed(key("psoas"), fixed(20)), false),
            (Change::Timed(key("quadratus-lumborum"), fixed(40)), false),
            (Change::Timed(key("Sacrum, listening"), open), false),
        ]
    );
    let exactly: Vec<u64> = proposals.iter().map(|proposal| proposal.held.unwrap().0).collect();
    assert_eq!(exactly, [18_000, 40_000, 153_000]);
    assert_eq!(Proposal::chosen(&proposals), [], "and nothing is kept unless somebody says so");
}

#[test]
fn an_open_hold_is_never_kept_below_its_minimum() {
    let routine = routine(ROUTINE);
    let host = session(&routine, &advance([0, 2, 34, 66, 98, 128]));
    let wanted = Timing::Open {
        minimum: Some(Millis::from_mins(2)),
        target: Some(Millis::from_mins(2)),
        ceiling: Some(Millis::from_mins(4)),
    };
    let told = told(&done(&host).proposals(&routine));
    assert_eq!(told, [(Change::Timed(key("Sacrum, listening"), wanted), false)]);
}

#[test]
fn what_was_interrupted_changes_nothing() {
    let routine = routine(ROUTINE);
    for script in [
        // Skipped before the hold, and in it.
        vec![(0, Command::Advance), (1, Command::Skip), (2, Command::Advance), (9, Command::Skip)],
        // The client's word, and the end.
        vec![(0, Command::Advance), (2, Command::Advance), (9, Command::Hush), (20, Command::Stop)],
        vec![(0, Command::Advance), (2, Command::Advance), (9, Command::Stop)],
        // Jumped out of, and never come back to.
        vec![(0, Command::Advance), (2, Command::Advance), (9, Command::Jump(2)), (10, Command::Stop)],
        // Only the left was carried through: the right is not given up, and not put second.
        vec![(0, Command::Advance), (1, Command::Skip), (2, Command::Advance), (40, Command::Stop)],
    ] {
        let host = session(&routine, &script);
        assert_eq!(told(&done(&host).proposals(&routine)), [], "{script:?}");
    }
}

#[test]
fn an_interrupted_try_does_not_hide_the_one_that_was_carried_through() {
    let routine = routine(ROUTINE);
    let script = [
        (0, Command::Advance),
        (2, Command::Advance),
        (5, Command::Pause),
        (9, Command::Advance), // settles again
        (10, Command::Advance),
        (50, Command::Jump(1)),
        (52, Command::Advance),
        (55, Command::Stop),
    ];
    assert_eq!(told(&done(&session(&routine, &script)).proposals(&routine)), []);
}

#[test]
fn a_drop_is_a_drop_and_an_insert_is_added() {
    let routine = routine(ROUTINE);
    let insert = |name: &str| Command::Insert {
        hold: HoldName::words(name, Side::Midline),
        length: Some(Millis::from_secs(20)),
        next: false,
    };
    let mut script = vec![(0, Command::Drop(2)), (0, Command::Advance), (2, Command::Advance), (3, insert("Scalene"))];
    script.extend(advance([34, 66, 94])); // psoas left, scalene, sacrum
    script.push((200, insert("")));
    script.extend(advance([274, 276]));
    let host = session(&routine, &script);
    let step = |name: &str| {
        let what = What::Named { name: name.to_owned(), setup: None };
        Box::new(Step { timing: Some(fixed(20)), ..Step::plain(what) })
    };
    let proposals = done(&host).proposals(&routine);
    assert_eq!(
        told(&proposals),
        [
            (Change::Dropped(key("quadratus-lumborum")), true),
            (Change::Added { after: Some(key("psoas")), step: step("Scalene") }, true),
        ],
        "an unnamed hold that was not carried through is not there"
    );
    let (kept, _) = preset::apply(&routine, &Proposal::chosen(&proposals));
    assert_eq!(held(&kept), ["psoas", "Scalene", "Sacrum, listening"]);
    let mut host = host;
    host.run_to(SessionTime::from_secs(310));
    assert_eq!(host.view().stage(), Stage::Finished(Finish::Complete));
    let proposals = done(&host).proposals(&routine);
    let last = (Change::Added { after: Some(key("Sacrum, listening")), step: step("") }, false);
    assert_eq!(told(&proposals).last(), Some(&last), "a hold without a name is offered, and off");
}

#[test]
fn what_is_chosen_stands_without_the_others() {
    let routine = routine(ROUTINE);
    let insert = |name: &str| Command::Insert {
        hold: HoldName::words(name, Side::Midline),
        length: Some(Millis::from_secs(20)),
        next: false,
    };
    let mut script = vec![(0, Command::Advance), (2, Command::Advance), (3, insert("Second")), (3, insert("First"))];
    script.extend(advance([34, 66, 93]));
    script.push((200, Command::Stop));
    let mut proposals = done(&session(&routine, &script)).proposals(&routine);
    assert!(matches!(&proposals[1].change, Change::Added { after, .. } if *after == Some(added("First", 0))));
    proposals[0].on = false;
    let (kept, idle) = preset::apply(&routine, &Proposal::chosen(&proposals));
    assert_eq!((held(&kept), idle), (vec_of(&["psoas", "Second", "quadratus-lumborum", "Sacrum, listening"]), vec![]));
}

fn vec_of(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

#[test]
fn a_repeated_hold_is_no_addition() {
    let routine = routine(ROUTINE);
    let mut script = advance([0, 2]);
    script.extend([(33, Command::Repeat)]);
    script.extend(advance([34, 66, 98, 130, 310]));
    let host = session(&routine, &script);
    assert_eq!(host.view().stage(), Stage::Finished(Finish::Complete));
    assert_eq!(told(&done(&host).proposals(&routine)), []);
}

#[test]
fn the_other_side_is_a_side_order() {
    let routine = routine(ROUTINE);
    let mut script = advance([0, 2, 34, 66]);
    script.push((70, Command::OtherSide));
    script.extend(advance([98, 130, 310]));
    let host = session(&routine, &script);
    let proposals = done(&host).proposals(&routine);
    let sides = Change::Sides(key("quadratus-lumborum"), SideOrder::LeftThenRight);
    assert_eq!(told(&proposals), [(sides, true)]);
}

#[test]
fn the_same_as_last_time_has_the_times_of_the_preset() {
    let routine = routine(ROUTINE);
    let insert = Command::Insert {
        hold: HoldName::words("Scalene", Side::Midline),
        length: Some(Millis::from_secs(20)),
        next: false,
    };
    let mut script = vec![(0, Command::Drop(2)), (0, Command::Advance), (2, Command::Advance), (3, insert)];
    script.extend(advance([34, 66, 94, 274]));
    let host = session(&routine, &script);
    let view = host.view();
    assert_eq!(view.stage(), Stage::Finished(Finish::Complete));
    let from_view = done(&host);
    let from_vault = SessionOutcome::kept(
        Arc::clone(view.plan()),
        from_view.added.clone(),
        from_view.records.clone(),
        Finish::Complete,
    );
    assert_eq!(from_vault, from_view, "the vault tells the same of it");
    // Since then psoas got another time.
    let preset = [Change::Timed(key("psoas"), fixed(45))];
    let now = preset::apply(&routine, &preset).0;
    let again = from_vault.same_again(&now);
    assert_eq!(held(&again), ["psoas", "Scalene", "Sacrum, listening"]);
    assert_eq!((again.steps[0].timing, again.steps[1].timing), (Some(fixed(45)), Some(fixed(20))));
    assert_eq!(again.steps[0].return_, Some(Setting::Off));
    assert!(compile(&again, &LIBRARY).is_ok());
    // Run once more, it is the plan itself that holds the addition.
    let third = session(&again, &advance([0, 2, 49, 96, 123, 303]));
    assert_eq!(held(&done(&third).same_again(&now)), held(&again));
    // Once it is kept, it is set as the preset has it, and not there twice.
    let kept = preset::apply(&now, &Proposal::chosen(&from_view.proposals(&routine))).0;
    let longer = preset::apply(&kept, &[Change::Timed(key("Scalene"), fixed(35))]).0;
    assert_eq!(from_view.same_again(&longer), longer);
}

#[test]
fn the_vault_takes_what_left_no_record_as_left_out_only_in_a_whole_session() {
    let routine = routine(ROUTINE);
    let host = session(&routine, &[(0, Command::Advance), (2, Command::Advance), (40, Command::Stop)]);
    let done = done(&host);
    for (finish, left_out) in [(Finish::Stopped, vec![]), (Finish::ClientsWord, vec![]), (Finish::Complete, vec![1, 2])]
    {
        let kept = SessionOutcome::kept(Arc::clone(&done.plan), done.added.clone(), done.records.clone(), finish);
        assert_eq!(kept.left_out, left_out);
    }
    let nothing = SessionOutcome::kept(Arc::clone(&done.plan), Vec::new(), Vec::new(), Finish::Complete);
    assert_eq!(nothing.left_out, Vec::<u32>::new(), "a session in which nothing was begun says nothing");
}

#[test]
fn what_the_clients_word_ended_before_it_was_held_does_not_come_back_next_time() {
    let routine = routine(ROUTINE);
    let mut script = vec![(0, Command::Advance), (1, Command::Hush), (2, Command::Skip), (2, Command::Skip)];
    script.extend(advance([3, 40, 70, 100, 130, 310, 500]));
    let view = session(&routine, &script).view();
    let hushed = &view.records()[0];
    assert!(hushed.tries.is_empty() && !hushed.marks.is_empty(), "{hushed:?}");
    assert_eq!(view.stage(), Stage::Finished(Finish::Complete));
    let kept = SessionOutcome::kept(Arc::clone(view.plan()), Vec::new(), view.records().to_vec(), Finish::Complete);
    assert_eq!(kept.left_out, [hushed.step]);
    assert!(!held(&kept.same_again(&routine)).contains(&held(&routine)[hushed.step as usize]));
}

/// Known in counterstrain only.
const RIB: &str = r#"
format = "holdwell-library"
version = 1

[[position]]
id = "rib"
name = "Ribs"
techniques = ["counterstrain"]
region = "ribs"
sided = true
usual = [{ technique = "counterstrain", kind = "fixed", hold = "2m", return = "15s" }]
"#;

#[test]
fn a_rib_that_gets_another_time_stays_counterstrain() {
    let mut library = Library::default();
    library.add_positions("test", RIB.as_bytes());
    let text = "format = \"holdwell-routine\"\nversion = 1\n[routine]\nid = \"t\"\nname = \"T\"\n\
        technique = \"smrt\"\n[[step]]\nposition = \"rib\"\n";
    let routine = read_routine("test", text.as_bytes(), &library).unwrap();
    let usual = compile(&routine, &library).unwrap().steps[0].clone();
    let changes = [Change::Timed(key("rib"), fixed(75))];
    let step = compile_preset(&routine, &changes, &library).unwrap().steps[0].clone();
    assert_eq!(usual.technique, Technique::Counterstrain);
    assert_eq!((step.technique, step.timing, step.phases), (usual.technique, fixed(75), usual.phases));
}

/// A routine that does one side first since has two steps for one: what was done on both sides is done on both again.
#[test]
fn both_sides_are_done_again_where_the_routine_does_one_side_first_since() {
    let routine = read_routine("test", ROUTINE.as_bytes(), &LIBRARY).unwrap();
    let plan = Arc::new(compile(&routine, &LIBRARY).unwrap());
    let engine = Engine::new(&plan, Options::default());
    let psoas = |side| Step { side: Some(side), ..routine.steps[0].clone() };
    let [mut first, other] = [psoas(SideOrder::Right), psoas(SideOrder::Left)];
    first.timing = Some(Timing::Fixed { hold: Millis::from_secs(25) });
    let now = Routine { steps: [vec![first, other], routine.steps[1..].to_vec()].concat(), ..routine.clone() };
    let again = SessionOutcome::of(&engine.view()).same_again(&now);
    assert_eq!(again.steps[0].side, Some(SideOrder::RightThenLeft));
    assert_eq!(again.steps[0].timing, Some(Timing::Fixed { hold: Millis::from_secs(25) }), "in the time of now");
}
