//! The routines that come with the program: what their names promise, and how they run.

use std::collections::BTreeSet;

use crate::{Library, compile, free_session, read_routine, stats};
use holdwell_engine::{EventKind, Finish, Options, unattended};
use holdwell_model::{
    Arc, Audience, Millis, Phase, Plan, Routine, Setting, Side, SideOrder, Technique, Timing, TimingKind,
};

fn plan(id: &str) -> Plan {
    let library = Library::builtin();
    compile(library.routine(id).unwrap(), &library).unwrap()
}

/// Returns the length of a plan where nobody gives a command.
pub(super) fn length(plan: &Plan) -> Millis {
    unattended(&Arc::new(plan.clone()), Options::of(plan)).length()
}

/// Counts how often the client has to turn or get up.
pub(super) fn turns(plan: &Plan) -> u64 {
    stats::turns(&plan.steps, &Library::builtin()) as u64
}

/// Nobody turns a client over and over, not for what is optional either.
#[test]
fn a_client_turns_twice_at_most() {
    let library = Library::builtin();
    for routine in library.routines() {
        let plan = compile(routine, &library).unwrap();
        assert!(turns(&plan) <= 2, "{}: {} turns", plan.id, turns(&plan));
    }
    // A shoulder is finished before the other one is begun.
    for id in ["neck-shoulder-smrt", "smrt-and-lymph", "hips-low-back-smrt", "desk-therapist"] {
        let plan = plan(id);
        let sides: Vec<SideOrder> = plan.steps.iter().map(|step| step.sides).collect();
        let walks = sides.windows(2).filter(|pair| **pair == [SideOrder::Right, SideOrder::Left]).count();
        assert!((1..=2).contains(&walks), "{id}: {sides:?}");
    }
}

#[test]
fn the_ten_steps_are_ten_and_listened_to_in_silence() {
    let plan = plan("craniosacral-ten-steps");
    assert!(plan.steps.iter().all(|step| step.technique.is_silent() && step.timing.kind() == TimingKind::Listening));
    let remarks: Vec<&str> = plan.steps.iter().filter_map(|step| step.remarks.as_deref()).collect();
    let numbered = remarks.iter().filter_map(|remark| remark.split_once(" of 10")?.0.parse::<u32>().ok());
    assert_eq!(numbered.collect::<Vec<_>>(), (1..=10).collect::<Vec<_>>());
    assert_eq!(plan.steps.iter().filter(|step| step.group == Some(0)).count(), 5, "the diaphragms");
    assert_eq!(plan.steps[0].contacts[0].position.as_deref(), Some("rhythm"));
}

#[test]
fn open_work_checks_in_keeps_time_to_come_back_and_has_no_cue() {
    let plan = Arc::new(plan("somatoemotional-session"));
    assert!(plan.steps.iter().all(|step| step.technique == Technique::Somatoemotional));
    let Timing::Listening { check_in, .. } = plan.steps[1].timing else { panic!("{:?}", plan.steps[1].timing) };
    assert_eq!(check_in, Some(Millis::from_mins(5)));
    let last = plan.steps.last().unwrap();
    assert_eq!(last.contacts[0].position.as_deref(), Some("grounding"));
    assert!((5..=10).contains(&(last.timing.expected().0 / 60_000)) && !last.optional);
    assert_eq!(unattended(&plan, Options::of(&plan)).cues, []);
}

#[test]
fn two_hands_on_two_places_are_one_hold() {
    let library = Library::builtin();
    for position in ["ball-beside-spine", "masseter-cheek"] {
        let routine = format!(
            "format = \"holdwell-routine\"\nversion = 1\n[routine]\nid = \"x\"\nname = \"X\"\ntechnique = \"self-care\"\n\
             audience = \"home\"\n[[step]]\nsettle = \"45s\"\ncontacts = [{{ position = \"{position}\", side = \"left\" }}, \
             {{ position = \"{position}\", side = \"right\" }}]\n"
        );
        let plan = compile(&read_routine("x", routine.as_bytes(), &library).unwrap(), &library).unwrap();
        let step = plan.steps.iter().find(|step| step.contacts.len() == 2).unwrap();
        let contacts: Vec<_> = step.contacts.iter().map(|one| (one.position.as_deref(), one.side)).collect();
        assert_eq!(contacts, [(Some(position), Some(Side::Left)), (Some(position), Some(Side::Right))]);
        assert_eq!(step.sides, SideOrder::Both);
        assert!(!step.title.contains(" and "), "named once: {}", step.title);
        assert_eq!(step.setup.matches("ball beside").count() + step.setup.matches("cheekbone").count(), 1);
    }
}

#[test]
fn the_free_session_is_what_its_file_says() {
    assert_eq!(plan("free-smrt"), free_session());
}

#[test]
fn every_smrt_step_lies_in_the_range_of_its_school() {
    let library = Library::builtin();
    let compiled = |routine: &Routine| compile(routine, &library).unwrap();
    for plan in library.routines().iter().map(compiled) {
        for step in plan.steps.iter().filter(|step| step.technique == Technique::Smrt) {
            let Timing::Fixed { hold } = step.timing else { panic!("{} {}", plan.id, step.title) };
            assert!((20_000..=45_000).contains(&hold.0), "{} {}", plan.id, step.title);
        }
    }
}

#[test]
fn neck_and_shoulders_is_fourteen_smrt_holds() {
    let plan = plan("neck-shoulder-smrt");
    let smrt = plan.steps.iter().filter(|step| step.technique == Technique::Smrt);
    assert_eq!(smrt.map(|step| step.sides.sides(None).len()).sum::<usize>(), 14);
    let last = plan.steps.last().unwrap();
    assert!(last.optional && last.technique == Technique::Lymph);
}

#[test]
fn five_points_are_scanned_and_treated_worst_first() {
    let plan = plan("five-points-counterstrain");
    assert_eq!(plan.steps.len(), 5);
    assert!(plan.groups[0].scan);
    assert!(plan.steps.iter().all(|step| step.group == Some(0) && step.sides == SideOrder::Right));
    assert!(plan.steps.iter().all(|step| step.phases.recheck == Setting::Wait));
}

#[test]
fn totals_are_what_the_names_promise() {
    let library = Library::builtin();
    let promised = [
        ("neck-shoulder-smrt", 15, 22),
        ("low-back-mixed", 25, 40),
        ("five-points-counterstrain", 15, 20),
        ("evening-at-home", 9, 11),
        ("demonstration", 2, 3),
        ("jaw-therapist", 30, 45),
        ("soles-at-home", 7, 12),
        ("soles-in-bed", 8, 12),
        ("mixed-hour", 48, 62),
        ("hips-low-back-smrt", 18, 25),
        ("smrt-and-lymph", 28, 45),
        ("back-myofascial", 40, 60),
        ("legs-soft-tissue-release", 12, 22),
        ("craniosacral-ten-steps", 45, 62),
        ("somatoemotional-session", 36, 42),
        ("low-back-therapist", 40, 50),
        ("low-back-at-home", 14, 16),
        ("jaw-at-home", 12, 16),
        ("fibromyalgia-therapist", 30, 40),
        ("fibromyalgia-at-home", 10, 14),
        ("plantar-therapist", 30, 40),
        ("headache-neck-therapist", 35, 50),
        ("neck-at-home", 11, 16),
        ("desk-therapist", 30, 45),
        ("desk-break-at-home", 4, 8),
        ("before-sport-therapist", 10, 20),
        ("after-sport-therapist", 15, 25),
    ];
    let wrong = promised.into_iter().filter_map(|(id, from, to)| {
        let total = length(&plan(id));
        let kept = (Millis::from_mins(from)..=Millis::from_mins(to)).contains(&total);
        (!kept).then(|| format!("{id} takes {}", total.clock()))
    });
    assert_eq!(wrong.collect::<Vec<_>>(), Vec::<String>::new());
    let listed: BTreeSet<&str> =
        library.routines().iter().filter(|routine| !routine.free).map(|routine| routine.id.as_str()).collect();
    assert_eq!(promised.map(|(id, ..)| id).into_iter().collect::<BTreeSet<_>>(), listed);
}

#[test]
fn every_routine_runs_to_its_end_with_nobody_there() {
    let library = Library::builtin();
    for routine in library.routines().iter().filter(|routine| !routine.free) {
        let plan = Arc::new(compile(routine, &library).unwrap());
        let run = unattended(&plan, Options::of(&plan));
        let last = run.events.last().unwrap();
        assert_eq!(last.kind, EventKind::Finished(Finish::Complete), "{}", plan.id);
        let worked: BTreeSet<u32> =
            run.events.iter().filter(|event| event.phase == Some(Phase::Work)).filter_map(|event| event.step).collect();
        assert_eq!(worked.len(), plan.steps.len(), "{}: every step has its work", plan.id);
    }
}

#[test]
fn each_condition_has_a_programme_for_the_therapist_and_one_for_home() {
    let library = Library::builtin();
    for (therapist, home) in [
        ("low-back-therapist", "low-back-at-home"),
        ("jaw-therapist", "jaw-at-home"),
        ("fibromyalgia-therapist", "fibromyalgia-at-home"),
        ("plantar-therapist", "soles-at-home"),
        ("headache-neck-therapist", "neck-at-home"),
        ("desk-therapist", "desk-break-at-home"),
    ] {
        assert_eq!(library.routine(therapist).unwrap().audience, Audience::Therapist);
        assert_eq!(library.routine(home).unwrap().audience, Audience::Home);
    }
}

#[test]
fn home_routines_have_few_items_and_never_wait() {
    let library = Library::builtin();
    for routine in library.routines().iter().filter(|routine| routine.audience == Audience::Home) {
        let plan = compile(routine, &library).unwrap();
        assert!((2..=4).contains(&plan.steps.len()), "{}", plan.id);
        let first = plan.steps[0].phases.settle;
        assert!(matches!(first, Setting::Timed(long) if long >= Millis::from_secs(45)), "{}: {first:?}", plan.id);
        for step in &plan.steps {
            let phases = step.phases;
            let all = [phases.rate, phases.settle, phases.return_, phases.recheck, phases.rest];
            assert!(!all.contains(&Setting::Wait), "{} {}", plan.id, step.title);
            assert_eq!(step.technique, Technique::SelfCare);
        }
    }
}

#[test]
fn the_demonstration_has_every_shape_of_time() {
    let plan = plan("demonstration");
    let kinds: Vec<TimingKind> = plan.steps.iter().map(|step| step.timing.kind()).collect();
    assert_eq!(kinds, TimingKind::ALL);
    assert!(plan.steps.iter().all(|step| matches!(step.phases.settle, Setting::Timed(_))));
    assert_eq!(plan.steps[3].phases.return_, Setting::Timed(Millis::from_secs(6)));
    assert_eq!(plan.steps[0].sides, SideOrder::RightThenLeft);
}
