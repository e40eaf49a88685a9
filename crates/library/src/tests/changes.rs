//! The changelog tells each figure that is another than in the library of 2026-11-21, and why.

use std::collections::BTreeSet;

use crate::preset::apply;
use crate::runnable::RunnablePlan;
use crate::{
    Change, Changed, Library, LibraryChange, Preset, changed_here, compile, free_session, read_routine, usual_words,
};
use holdwell_model::{
    Millis, Phases, PlanStep, Position, Posture, Routine, Setting, SideOrder, Step, Technique, Timing, Usual, What,
};
use holdwell_testkit::id;

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

/// A preset that leaves a time to the library goes on with the one that it was saved with, until that is taken back.
#[test]
fn a_preset_goes_on_with_the_times_that_it_was_saved_with() {
    let now = Library::builtin();
    let rib = Step::plain(What::Position("diaphragm-edge".to_owned()));
    let added = Step { side: Some(SideOrder::Left), technique: Some(Technique::Counterstrain), ..rib };
    let added = Change::Added { after: None, step: Box::new(added) };
    let free = free_session();
    let preset = Preset::new(id(1), id(2), "Ribs", &free.id);
    let preset = Preset { changes: vec![added], ..preset };
    let first = |preset: &Preset| {
        let plan = RunnablePlan::of_preset(preset, &now).unwrap().plan;
        let PlanStep { technique, timing, phases, .. } = (*plan.steps[0]).clone();
        (technique, timing, phases.return_)
    };
    let fixed = |secs| Timing::Fixed { hold: Millis::from_secs(secs) };
    let return_ = Setting::Timed(Millis::from_secs(10));
    assert_eq!(first(&preset), (Technique::Counterstrain, fixed(90), return_), "as it was");
    let saved = now.preset_as_saved(&preset);
    let (run, _) = apply(now.routine(&free.id).unwrap(), &saved.changes);
    assert!(changed_here(&run.steps[0], &run, &now).is_some(), "told on the step");
    assert_eq!(now.preset_as_saved(&saved), saved, "once is enough");
    let today = Preset { library: now.last_change(), ..preset.clone() };
    assert_eq!(first(&today), (Technique::Counterstrain, fixed(120), return_), "saved since");
    assert_eq!(first(&Preset { changes: preset.changes, ..saved }), first(&today), "taken back, it follows again");
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
    let hold = |library: &Library, step: usize| compile(&routine, library).unwrap().steps[step].timing;
    let secs = |secs| Timing::Fixed { hold: Millis::from_secs(secs) };
    assert_eq!([hold(&before, 0), hold(&now, 0)], [secs(90), secs(90)], "its own time stays");
    assert_eq!([hold(&before, 1), hold(&now, 1)], [secs(90), secs(120)], "what is left to the library follows it");
    let told: Vec<_> = routine.steps.iter().map(|step| changed_here(step, &routine, &now)).collect();
    assert_eq!(told[0].and_then(|change| change.to.as_deref()), Some("2 min, return 10 s"));
    assert_eq!(told[1..], [None, None]);
    let own = |library: &Library, saved_with| {
        let mut library = library.clone();
        library.add_own([], [&Routine { library: saved_with, ..routine.clone() }]);
        library.routine("own").unwrap().clone()
    };
    let saved = own(&now, None);
    assert_eq!(saved.steps[1].timing, Some(secs(90)), "what was saved before the change goes on as it was");
    assert_eq!(done(&saved, 1, &now), done(&routine, 1, &before), "in all that is done");
    assert!(changed_here(&saved.steps[1], &saved, &now).is_some(), "and the change is told");
    assert_eq!(own(&now, now.last_change()).steps, routine.steps, "what was saved since follows the library");
    assert_eq!(own(&before, None).steps, routine.steps, "where nothing has changed nothing is written out");
    let same = Step { timing: Some(secs(120)), ..Step::plain(What::Position("diaphragm-edge".to_owned())) };
    assert_eq!(changed_here(&same, &routine, &now), None, "it is as the library has it");
    let since = Step { timing: Some(secs(100)), ..Step::plain(What::Position("diaphragm-edge".to_owned())) };
    assert_eq!(changed_here(&since, &routine, &now), None, "the library never had this time");
}
