//! The changelog tells each figure that is another than in the library of 2026-11-21, and why.

use std::collections::BTreeSet;

use crate::preset::apply;
use crate::runnable::RunnablePlan;
use crate::{
    Change, Changed, Effect, Library, LibraryChange, Preset, StepKey, changed_here, compile, read_routine, usual_words,
};
use holdwell_model::{
    Arc, Millis, Phases, PlanStep, Position, Posture, Routine, Setting, SideOrder, Step, Technique, Timing, Usual, What,
};
use holdwell_testkit::id;
use jiff::civil::Date;

/// The positions and routines as they were, without what is said of them.
fn before() -> Library {
    let mut library = Library::default();
    library.add_positions("positions.toml", include_str!("base/positions.toml").as_bytes());
    for routine in include_str!("base/routines.toml").split("format = ").skip(1) {
        library.add_routine("routines.toml", format!("format = {routine}").as_bytes());
    }
    assert_eq!(library.problems(), []);
    library
}

/// Returns the changes of one kind that an entry has.
fn told<'a>(library: &'a Library, entry: &str, what: Changed) -> Vec<&'a LibraryChange> {
    let is_of = |change: &&LibraryChange| change.what == what && change.entries.iter().any(|one| one == entry);
    library.changes().iter().filter(is_of).collect()
}

fn usual(position: &Position, technique: Technique) -> Option<&Usual> {
    position.usual.iter().find(|usual| usual.technique == technique)
}

#[test]
fn each_changed_time_has_its_reason() {
    let (before, now) = (before(), Library::builtin());
    let mut found = 0;
    for (old, new) in before.positions().map(|old| (old, now.position(&old.id).unwrap())) {
        for technique in Technique::ALL.iter().copied() {
            let [was, is] = [old, new].map(|position| usual(position, technique).map(usual_words));
            if was != is {
                let told = told(&now, &old.id, Changed::Time);
                let told = told.iter().find(|change| change.technique == Some(technique));
                let told = told.unwrap_or_else(|| panic!("{} in {technique:?}: {was:?} is now {is:?}", old.id));
                assert_eq!((&told.from, &told.to), (&was, &is), "{}", old.id);
                found += 1;
            }
        }
    }
    assert!(found >= 17, "{found}");
}

#[test]
fn each_changed_movement_has_its_reason() {
    let (before, now) = (before(), Library::builtin());
    for (old, new) in before.positions().map(|old| (old, now.position(&old.id).unwrap())) {
        let only = |one: &[String], other: &[String]| {
            let left: Vec<&str> = one.iter().filter(|phrase| !other.contains(phrase)).map(String::as_str).collect();
            (!left.is_empty()).then(|| left.join("; "))
        };
        let (was, is) = (only(&old.ease, &new.ease), only(&new.ease, &old.ease));
        if was.is_some() || is.is_some() {
            let told = [Changed::Movement, Changed::Wording].map(|what| told(&now, &old.id, what)).concat();
            assert!(told.iter().any(|one| (&one.from, &one.to) == (&was, &is)), "{}: {was:?} is now {is:?}", old.id);
        }
        let differs = [
            (Changed::Posture, old.posture.map(Posture::word) != new.posture.map(Posture::word)),
            (Changed::Sides, old.sided != new.sided),
            (Changed::Home, old.home != new.home),
            (Changed::Techniques, old.techniques != new.techniques),
            (Changed::Confidence, old.confidence != new.confidence),
        ];
        for (what, differs) in differs {
            assert_eq!(!told(&now, &old.id, what).is_empty(), differs, "{}: {}", old.id, what.key());
        }
    }
}

#[test]
fn what_is_new_and_each_changed_routine_is_told() {
    let (before, now) = (before(), Library::builtin());
    let new = now.positions().map(|new| &new.id).filter(|id| before.position(id).is_none());
    let routines = now.routines().iter().map(|new| &new.id).filter(|id| before.routine(id).is_none());
    for id in new.chain(routines) {
        assert!(!told(&now, id, Changed::Added).is_empty(), "{id} is new");
    }
    let steps = |routine: &Routine| -> Vec<Step> {
        routine.steps.iter().map(|step| Step { remarks: None, ..step.clone() }).collect()
    };
    for old in before.routines() {
        let differs = steps(old) != steps(now.routine(&old.id).unwrap());
        assert_eq!(!told(&now, &old.id, Changed::Steps).is_empty(), differs, "{}", old.id);
    }
}

#[test]
fn every_change_is_of_something_that_there_is() {
    let library = Library::builtin();
    let known: BTreeSet<&str> = library.positions().map(|position| position.id.as_str()).collect();
    for change in library.changes() {
        let is_known = |id: &String| known.contains(id.as_str()) || library.routine(id).is_some();
        assert!(change.entries.iter().all(is_known), "{:?}", change.entries);
        assert!(change.why.len() > 15 && !change.why.ends_with('.'), "{}", change.why);
    }
}

/// Returns what is done in a step of a routine, beside what is said of it.
fn done(routine: &Routine, step: usize, library: &Library) -> (Technique, Timing, Phases) {
    let PlanStep { technique, timing, phases, .. } = (*compile(routine, library).unwrap().steps[step]).clone();
    (technique, timing, phases)
}

/// A preset that leaves a time to the library goes on with that of the library that it was saved with.
#[test]
fn a_preset_goes_on_with_the_times_that_it_was_saved_with() {
    let now = Library::builtin();
    let added = |id: &str| {
        let step = Step { side: Some(SideOrder::Left), ..Step::plain(What::Position(id.to_owned())) };
        Change::Added { after: None, step: Box::new(step) }
    };
    let ribs = Preset::new(id(1), id(2), "Ribs", "five-points-counterstrain");
    let of = |preset: &Preset| RunnablePlan::of_preset(preset, &now).unwrap().plan;
    let first = |preset: &Preset| {
        let PlanStep { technique, timing, phases, .. } = (*of(preset).steps[0]).clone();
        (technique, timing, phases.return_)
    };
    let fixed = |secs| Timing::Fixed { hold: Millis::from_secs(secs) };
    let return_ = Setting::Timed(Millis::from_secs(10));
    let before = Preset { changes: vec![added("diaphragm-edge")], ..ribs };
    assert_eq!(first(&before), (Technique::Counterstrain, fixed(90), return_), "as it was");
    let today = Preset { library: now.last_change(), ..before.clone() };
    assert_eq!(first(&today), (Technique::Counterstrain, fixed(120), return_), "saved since");
    let told = |preset: &Preset| {
        let run = apply(&now.base_of(preset).unwrap(), &preset.changes).0;
        changed_here(&run.steps[0], &run, &now).map(|told| told.effect)
    };
    assert_eq!((told(&before), told(&today)), (Some(Effect::AsSaved), None));
    // The technique that the time brings with it stays too.
    let toes = Preset { changes: vec![added("toes-back")], ..Preset::new(id(1), id(2), "Toes", "hips-low-back-smrt") };
    assert_eq!(
        of(&toes).steps[0].technique,
        of(&Preset { library: now.last_change(), ..toes.clone() }).steps[0].technique
    );
}

/// A routine that does one side first since has two steps for one: a preset from before means both.
#[test]
fn what_a_preset_changed_of_a_step_is_changed_of_both_its_halves() {
    let (before, now) = (before(), Library::builtin());
    let psoas = StepKey { what: "psoas".to_owned(), nth: 0 };
    let holds = |library: &Library, change: Change| {
        let preset = Preset::new(id(1), id(2), "Hers", "hips-low-back-smrt");
        let preset = Preset { changes: vec![change], ..preset };
        let plan = RunnablePlan::of_preset(&preset, library).unwrap().plan;
        let of_psoas = |step: &&Arc<PlanStep>| step.contacts.iter().any(|one| one.position.as_deref() == Some("psoas"));
        let mut sides = Vec::new();
        for step in plan.steps.iter().filter(of_psoas) {
            sides.extend(step.sides.sides(None).iter().map(|side| (*side, step.timing)));
        }
        sides.sort_by_key(|(side, _)| *side);
        sides
    };
    let changes = [
        Change::Dropped(psoas.clone()),
        Change::Timed(psoas.clone(), Timing::Fixed { hold: Millis::from_secs(25) }),
        Change::Sides(psoas.clone(), SideOrder::Left),
        Change::Sides(psoas, SideOrder::LeftThenRight),
    ];
    for change in changes {
        assert_eq!(holds(&now, change.clone()), holds(&before, change.clone()), "{change:?}");
    }
}

/// A routine that was made with the old library goes on with its own times, and only there the change is told.
#[test]
fn a_routine_with_its_own_times_goes_on_and_is_told() {
    let (before, now) = (before(), Library::builtin());
    let text = "format = \"holdwell-routine\"\nversion = 1\n[routine]\nid = \"own\"\nname = \"Own\"\n\
                technique = \"counterstrain\"\n\
                [[step]]\nposition = \"diaphragm-edge\"\ntiming = { kind = \"fixed\", hold = \"90s\" }\n\
                [[step]]\nposition = \"diaphragm-edge\"\n\
                [[step]]\nposition = \"psoas\"\ntiming = { kind = \"fixed\", hold = \"100s\" }\n";
    let routine = read_routine("own.toml", text.as_bytes(), &now).unwrap();
    let hold_of = |routine: &Routine, library: &Library| compile(routine, library).unwrap().steps[1].timing;
    let hold = |library: &Library, step: usize| compile(&routine, library).unwrap().steps[step].timing;
    let secs = |secs| Timing::Fixed { hold: Millis::from_secs(secs) };
    assert_eq!([hold(&before, 0), hold(&now, 0)], [secs(90), secs(90)], "its own time stays");
    assert_eq!([hold(&before, 1), hold(&now, 1)], [secs(90), secs(120)], "what is left to the library follows it");
    let told: Vec<_> = routine.steps.iter().map(|step| changed_here(step, &routine, &now)).collect();
    let first = told[0].as_ref().unwrap();
    assert_eq!((first.effect, first.change.to.as_deref()), (Effect::OwnTime, Some("2 min, return 10 s")));
    assert_eq!(told[1..], [None, None]);
    let own = |library: &Library, saved_with: Option<Date>| {
        let mut library = library.clone();
        library.add_own([], [&Routine { library: saved_with, ..routine.clone() }]);
        library.routine("own").unwrap().clone()
    };
    let saved = own(&now, None);
    assert_eq!(saved.steps, routine.steps, "nothing is written into it");
    assert_eq!(done(&saved, 1, &now), done(&routine, 1, &before), "what was saved before the change goes on as it was");
    let told = changed_here(&saved.steps[1], &saved, &now).unwrap();
    assert_eq!((told.effect, told.change.to.as_deref()), (Effect::AsSaved, Some("2 min, return 10 s")));
    assert_eq!(hold_of(&own(&now, now.last_change()), &now), secs(120), "what was saved since follows the library");
    let same = Step { timing: Some(secs(120)), ..Step::plain(What::Position("diaphragm-edge".to_owned())) };
    assert_eq!(changed_here(&same, &routine, &now), None, "it is as the library has it");
    let since = Step { timing: Some(secs(100)), ..Step::plain(What::Position("diaphragm-edge".to_owned())) };
    assert_eq!(changed_here(&since, &routine, &now), None, "the library never had this time");
}

/// A file has no day, and another routine may have another: what goes there keeps the time that it had.
#[test]
fn what_goes_to_another_day_keeps_its_time() {
    let (before, now) = (before(), Library::builtin());
    let text = "format = \"holdwell-routine\"\nversion = 1\n[routine]\nid = \"own\"\nname = \"Own\"\n\
                technique = \"counterstrain\"\n[[step]]\nposition = \"diaphragm-edge\"\n\
                [[step]]\nposition = \"psoas\"\nside = \"left\"\n";
    let routine = read_routine("own.toml", text.as_bytes(), &now).unwrap();
    let old = Some(crate::FIRST_DAY);
    let kept = now.keep_times(&routine.steps, &routine, old, None);
    let as_file = Routine { steps: kept.clone(), ..routine.clone() };
    assert_eq!(done(&as_file, 0, &now), done(&routine, 0, &before));
    assert_eq!(kept[1], routine.steps[1], "what has not changed goes on following the library");
    let pasted = now.keep_times(&routine.steps, &routine, None, old);
    let into_old = Routine { steps: pasted, library: old, ..routine.clone() };
    assert_eq!(done(&into_old, 0, &now), done(&routine, 0, &now));
}

/// What is changed of one half from now on stays that half's, although the preset is from before.
#[test]
fn what_is_changed_of_one_half_stays_so() {
    let now = Library::builtin();
    let preset = now.preset_now(&Preset::new(id(1), id(2), "Hers", "hips-low-back-smrt"));
    let right = Change::Dropped(StepKey { what: "psoas".to_owned(), nth: 0 });
    let saved = Preset { changes: vec![right], ..preset.next() };
    let plan = RunnablePlan::of_preset(&saved, &now).unwrap().plan;
    let is_psoas = |step: &&Arc<PlanStep>| step.contacts.iter().any(|one| one.position.as_deref() == Some("psoas"));
    let sides: Vec<SideOrder> = plan.steps.iter().filter(is_psoas).map(|step| step.sides).collect();
    assert_eq!(sides, [SideOrder::Left]);
}
