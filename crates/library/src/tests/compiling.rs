//! Settings that a routine leaves to the defaults.

use super::{HEAD, HOME, library, took};
use crate::{BrokenRule, Library, Problem, compile, read_routine};
use holdwell_model::{Millis, Plan, PlanStep, Setting, Side, SideOrder, Technique, Timing, TimingKind};
use holdwell_speech::{Preceding, settle};

const OFF: Setting = Setting::Off;
const WAIT: Setting = Setting::Wait;

fn secs(secs: u64) -> Setting {
    Setting::Timed(Millis::from_secs(secs))
}

#[track_caller]
fn plan(text: &str) -> Plan {
    let library = library();
    let routine = read_routine("f", text.as_bytes(), &library).unwrap();
    compile(&routine, &library).unwrap()
}

/// The only step of a therapist's SMRT routine.
#[track_caller]
fn step(text: &str) -> PlanStep {
    (*plan(&format!("{HEAD}[[step]]\n{text}\n")).steps[0]).clone()
}

#[test]
fn technique_and_timing_come_from_the_step_the_position_the_technique() {
    let fixed = |secs| Timing::Fixed { hold: Millis::from_secs(secs) };
    let open = Timing::Open { minimum: Some(Millis::from_mins(2)), target: Some(Millis::from_mins(5)), ceiling: None };
    for (text, technique, timing) in [
        (r#"position = "psoas""#, Technique::Smrt, fixed(30)),
        ("position = \"psoas\"\ntiming = { kind = \"fixed\", hold = \"20s\" }", Technique::Smrt, fixed(20)),
        ("position = \"psoas\"\ntechnique = \"counterstrain\"", Technique::Counterstrain, fixed(90)),
        (r#"position = "rib""#, Technique::Counterstrain, fixed(120)),
        ("position = \"rib\"\ntechnique = \"smrt\"", Technique::Smrt, fixed(120)),
        (r#"position = "sacrum""#, Technique::Myofascial, open),
        (
            "position = \"psoas\"\ntiming = { kind = \"open\", minimum = \"2m\", target = \"5m\" }",
            Technique::Myofascial,
            open,
        ),
        (r#"name = "Anything""#, Technique::Smrt, fixed(30)),
        ("name = \"Anything\"\ntechnique = \"counterstrain\"", Technique::Counterstrain, fixed(90)),
    ] {
        let step = step(text);
        assert_eq!((step.technique, step.timing), (technique, timing), "{text}");
    }
    let listening = step("name = \"Still point\"\ntiming = { kind = \"listening\" }");
    assert_eq!(listening.technique, Technique::Craniosacral);
    assert_eq!(step("name = \"Lymph\"\ntiming = { kind = \"block\", length = \"5m\" }").technique, Technique::Lymph);
}

#[test]
fn phases_come_from_the_file_the_position_the_technique() {
    for (text, [rate, settle, return_, recheck, rest]) in [
        (r#"position = "psoas""#, [OFF, WAIT, secs(5), OFF, OFF]),
        ("position = \"psoas\"\ntechnique = \"counterstrain\"", [OFF, WAIT, secs(12), WAIT, OFF]),
        ("position = \"psoas\"\ntechnique = \"counterstrain\"\nreturn = \"off\"", [OFF, WAIT, OFF, WAIT, OFF]),
        (r#"position = "rib""#, [OFF, WAIT, secs(15), WAIT, OFF]),
        (r#"position = "sacrum""#, [OFF, WAIT, secs(10), OFF, OFF]),
        ("position = \"rib\"\ntiming = { kind = \"listening\" }", [OFF, WAIT, OFF, OFF, OFF]),
        (
            "position = \"psoas\"\nrate = \"wait\"\nsettle = \"8s\"\nreturn = \"6s\"\nrecheck = \"9s\"\nrest = \"1m\"",
            [WAIT, secs(8), secs(6), secs(9), secs(60)],
        ),
    ] {
        let phases = step(text).phases;
        let found = [phases.rate, phases.settle, phases.return_, phases.recheck, phases.rest];
        assert_eq!(found, [rate, settle, return_, recheck, rest], "{text}");
    }
}

#[test]
fn sides_come_from_the_file_the_contacts_the_position() {
    for (text, sides, own) in [
        (r#"position = "psoas""#, SideOrder::RightThenLeft, vec![None]),
        ("position = \"psoas\"\nside = \"worse-first\"", SideOrder::WorseFirst, vec![None]),
        (r#"position = "sacrum""#, SideOrder::Midline, vec![None]),
        (r#"name = "x""#, SideOrder::Midline, vec![None]),
        ("name = \"x\"\nside = \"both\"", SideOrder::Both, vec![None]),
        (
            r#"contacts = [{ position = "psoas", side = "left" }, { position = "rib", side = "left" }]"#,
            SideOrder::Left,
            vec![Some(Side::Left), Some(Side::Left)],
        ),
        (
            r#"contacts = [{ position = "psoas", side = "left" }, { position = "rib", side = "right" }]"#,
            SideOrder::Both,
            vec![Some(Side::Left), Some(Side::Right)],
        ),
        (
            r#"contacts = [{ position = "psoas", side = "right" }, { position = "sacrum" }]"#,
            SideOrder::Right,
            vec![Some(Side::Right), Some(Side::Midline)],
        ),
        (
            r#"contacts = [{ position = "psoas" }, { position = "sacrum" }]"#,
            SideOrder::RightThenLeft,
            vec![None, Some(Side::Midline)],
        ),
        (r#"contacts = [{ position = "sacrum" }]"#, SideOrder::Midline, vec![Some(Side::Midline)]),
    ] {
        let step = step(text);
        let found: Vec<Option<Side>> = step.contacts.iter().map(|contact| contact.side).collect();
        assert_eq!((step.sides, found), (sides, own), "{text}");
    }
}

#[test]
fn words_are_sentences() {
    let psoas = step(r#"position = "psoas""#);
    assert_eq!(psoas.title, "Psoas major");
    assert_eq!(
        psoas.setup,
        "Supine. Both hips and knees bent; knees carried toward that side; slight outward rotation."
    );
    assert_eq!(psoas.cautions, ["go gently with the belly"]);
    let builtin = Library::builtin();
    for step in
        builtin.routines().iter().filter_map(|routine| compile(routine, &builtin).ok()).flat_map(|plan| plan.steps)
    {
        let hangs = ["toward;", "toward.", "toward,", "away;", "away.", "away,"];
        assert!(!hangs.iter().any(|end| step.setup.contains(end)), "toward what? {}", step.setup);
    }
    let two = step(r#"contacts = [{ position = "psoas" }, { position = "rib" }]"#);
    assert_eq!(two.title, "Psoas major and Ribs");
    assert!(two.setup.starts_with("Psoas major. Supine. Both hips"), "{}", two.setup);
    assert!(two.setup.ends_with("outward rotation. Ribs."), "{}", two.setup);
    assert_eq!(step("name = \"x\"\nsetup = \"Lie down\"").setup, "Lie down");
}

#[test]
fn home_counts_in_and_speaks_plainly() {
    let timing = "timing = { kind = \"reps\", count = 3, work = \"4s\" }";
    let plan = plan(&format!("{HOME}{}", format!("[[step]]\nposition = \"calf-ball\"\n{timing}\n").repeat(2)));
    assert_eq!(plan.technique, Technique::SelfCare);
    let settles: Vec<Setting> = plan.steps.iter().map(|step| step.phases.settle).collect();
    // Twenty-five seconds are too short for what is said in the second.
    let said = settle(&plan.steps[1], Preceding::Step(&plan.steps[0]));
    assert!((Millis::from_secs(25)..Millis::from_secs(35)).contains(&said), "{said}");
    assert_eq!(settles, [secs(60), Setting::Timed(said)]);
    let step = &plan.steps[0];
    assert_eq!((step.title.as_str(), step.setup.as_str()), ("Calf", "Sit with the ball under your calf."));
    assert_eq!((step.technique, step.timing.kind()), (Technique::SelfCare, TimingKind::Reps));
}

#[test]
fn groups_are_named_by_index() {
    let groups = "[[group]]\nid = \"a\"\n[[group]]\nid = \"b\"\norder = \"worst-first\"\nscan = true\n";
    let steps = "[[step]]\nname = \"x\"\n[[step]]\nname = \"y\"\ngroup = \"b\"\n";
    let plan = plan(&format!("{HEAD}{groups}{steps}"));
    assert_eq!(plan.steps.iter().map(|step| step.group).collect::<Vec<_>>(), [None, Some(1)]);
    assert!(plan.groups[1].scan);
    assert_eq!(plan.steps[1].number, 2);
}

#[test]
fn a_routine_from_elsewhere_is_held_to_the_same_rules() {
    let library = library();
    let text = format!("{HEAD}[[step]]\nposition = \"psoas\"\n");
    let routine = read_routine("f", text.as_bytes(), &library).unwrap();
    let told = compile(&routine, &Library::default()).unwrap_err();
    let fault = BrokenRule::UnknownPosition { id: "psoas".to_owned(), nearest: None }.into();
    let (file, table) = ("test".to_owned(), "step 1".to_owned());
    assert_eq!(told, [Problem { file, place: None, table, fault }]);
}

#[test]
fn a_thousand_steps_are_compiled_in_no_time() {
    let library = library();
    let text = format!("{HEAD}{}", "[[step]]\nposition = \"psoas\"\n".repeat(1000));
    let routine = read_routine("f", text.as_bytes(), &library).unwrap();
    let compiled = || assert_eq!(compile(&routine, &library).unwrap().steps.len(), 1000);
    // A millisecond is the aim of the release build; a busy machine and a debug build get ten.
    let best = (0..20).map(|_| took(compiled)).min().unwrap();
    assert!(best.as_millis() < 10, "{best:?}");
}
