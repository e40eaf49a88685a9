//! Presets against what they promise, with generated routines and generated changes.
//!
//! A thousand cases each, so that a change is answered at once; ten thousand in `.ci/run`. More:
//! `HOLDWELL_CASES=100000 cargo test --release -p holdwell-library --test it`.

use std::collections::{BTreeMap, BTreeSet};

use holdwell_library::preset::{added_key, apply, compare, diff, keys, take_back};
use holdwell_library::{Change, StepKey};
use holdwell_model::{
    Audience, Group, GroupOrder, Millis, RepWork, Routine, Setting, Side, SideOrder, Step, StepContact, Technique,
    Timing, TimingKind, What,
};
use proptest::prelude::*;

fn config() -> ProptestConfig {
    let cases = std::env::var("HOLDWELL_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(1_000);
    ProptestConfig { cases, failure_persistence: None, max_shrink_iters: 2000, ..ProptestConfig::default() }
}

fn what() -> impl Strategy<Value = What> {
    let contact = |id: &str, side| StepContact { position: id.to_owned(), side };
    prop_oneof![
        6 => prop::sample::select(vec!["psoas", "piriformis", "scalene"]).prop_map(|id| What::Position(id.to_owned())),
        1 => prop::sample::select(vec![None, Some(Side::Left)])
            .prop_map(move |side| What::Contacts(vec![contact("psoas", side), contact("scalene", None)])),
        1 => Just(What::Named { name: "psoas".to_owned(), setup: None }),
        1 => Just(What::Named { name: String::new(), setup: Some("lie down".to_owned()) }),
    ]
}

fn timing() -> impl Strategy<Value = Timing> {
    // From the list of all kinds, so that a new one is generated or does not compile.
    (prop::sample::select(TimingKind::ALL), 1..4_u64).prop_map(|(kind, part)| {
        let some = Some(Millis::from_mins(part));
        match kind {
            TimingKind::Fixed => Timing::Fixed { hold: Millis::from_secs(part * 15) },
            TimingKind::Open => Timing::Open { minimum: None, target: some, ceiling: None },
            TimingKind::Reps => Timing::Reps { count: 8, work: RepWork::ByHand, rest: Millis::ZERO, cap: some },
            TimingKind::Listening => Timing::Listening { check_in: some, ceiling: None, taps: part > 2 },
            TimingKind::Block => Timing::Block { length: Millis::from_mins(part), breaths_per_minute: Some(5.5) },
        }
    })
}

fn setting() -> impl Strategy<Value = Option<Setting>> {
    let some = prop_oneof![Just(Setting::Off), Just(Setting::Wait), Just(Setting::Timed(Millis(5000)))];
    prop_oneof![3 => Just(None), 1 => some.prop_map(Some)]
}

prop_compose! {
    fn step()(
        what in what(), timing in prop::option::of(timing()), group in 0..4_usize,
        side in prop::option::of(prop::sample::select(SideOrder::ALL)),
        rate in setting(), settle in setting(), return_ in setting(), recheck in setting(), rest in setting(),
        optional in prop::bool::weighted(0.2), remarks in prop::option::weighted(0.2, Just("warm".to_owned())),
        technique in prop::option::weighted(0.2, Just(Technique::Counterstrain)),
    ) -> Step {
        let group = ["a", "b"].get(group).map(|id| (*id).to_owned());
        Step { group, what, technique, timing, side, rate, settle, return_, recheck, rest, optional, remarks }
    }
}

/// The steps of each group brought together.
fn gathered(steps: &[Step]) -> Vec<Step> {
    let mut result: Vec<Step> = Vec::new();
    for step in steps {
        if step.group.is_none() || !result.iter().any(|known| known.group == step.group) {
            let together = steps.iter().filter(|other| step.group.is_some() && other.group == step.group);
            let alone = step.group.is_none().then_some(step);
            result.extend(together.chain(alone).cloned());
        }
    }
    result
}

fn routine_of(steps: &[Step]) -> Routine {
    let group = |id: &str| Group { id: id.to_owned(), order: GroupOrder::AsListed, scan: false };
    let generated = Routine::new("generated", "Generated", Technique::Smrt, Audience::Therapist);
    Routine { groups: vec![group("a"), group("b")], steps: gathered(steps), ..generated }
}

fn routine() -> impl Strategy<Value = Routine> {
    prop::collection::vec(step(), 0..9).prop_map(|steps| routine_of(&steps))
}

/// One thing that somebody does to a routine; the numbers are places, taken modulo.
#[derive(Debug, Clone)]
enum Deed {
    Drop(usize),
    Double(usize),
    Add(usize, Box<Step>),
    Move(usize, usize),
    Time(usize, Option<Timing>),
    Sides(usize, Option<SideOrder>),
    Settle(usize, Option<Setting>),
    Optional(usize),
}

fn deed() -> impl Strategy<Value = Deed> {
    let sides = prop::option::of(prop::sample::select(SideOrder::ALL));
    prop_oneof![
        2 => any::<usize>().prop_map(Deed::Drop),
        1 => any::<usize>().prop_map(Deed::Double),
        2 => (any::<usize>(), step()).prop_map(|(place, step)| Deed::Add(place, Box::new(step))),
        3 => (any::<usize>(), any::<usize>()).prop_map(|(from, to)| Deed::Move(from, to)),
        2 => (any::<usize>(), prop::option::of(timing())).prop_map(|(place, timing)| Deed::Time(place, timing)),
        1 => (any::<usize>(), sides).prop_map(|(place, sides)| Deed::Sides(place, sides)),
        1 => (any::<usize>(), setting()).prop_map(|(place, setting)| Deed::Settle(place, setting)),
        1 => any::<usize>().prop_map(Deed::Optional),
    ]
}

fn after(routine: &Routine, deeds: &[Deed]) -> Routine {
    let mut steps = routine.steps.clone();
    for deed in deeds {
        let count = steps.len();
        match deed.clone() {
            Deed::Add(place, step) => steps.insert(place % (count + 1), *step),
            _ if count == 0 => {}
            Deed::Drop(place) => drop(steps.remove(place % count)),
            Deed::Double(place) => steps.push(steps[place % count].clone()),
            Deed::Move(from, to) => {
                let step = steps.remove(from % count);
                steps.insert(to % count, step);
            }
            Deed::Time(place, timing) => steps[place % count].timing = timing,
            Deed::Sides(place, sides) => steps[place % count].side = sides,
            Deed::Settle(place, setting) => steps[place % count].settle = setting,
            Deed::Optional(place) => steps[place % count].optional ^= true,
        }
    }
    Routine { steps: gathered(&steps), ..routine.clone() }
}

fn deeds() -> impl Strategy<Value = Vec<Deed>> {
    prop::collection::vec(deed(), 0..8)
}

/// Counts the holds of each thing.
fn held<'a>(steps: impl IntoIterator<Item = &'a Step>) -> BTreeMap<String, usize> {
    let mut held = BTreeMap::new();
    for step in steps {
        *held.entry(format!("{:?}", step.what)).or_default() += 1;
    }
    held
}

/// Every step of the routine that no change drops, and every step that a change adds.
fn expected(routine: &Routine, changes: &[Change]) -> BTreeMap<String, usize> {
    let dropped: BTreeSet<&StepKey> = changes
        .iter()
        .filter_map(|change| match change {
            Change::Dropped(key) => Some(key),
            _ => None,
        })
        .collect();
    let known = keys(routine);
    let kept = routine.steps.iter().zip(&known).filter(|(_, key)| !dropped.contains(key)).map(|(step, _)| step);
    let added = changes.iter().filter_map(|change| match change {
        Change::Added { step, .. } => Some(&**step),
        _ => None,
    });
    held(kept.chain(added))
}

fn groups_stand_together(routine: &Routine) -> bool {
    gathered(&routine.steps) == routine.steps
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn what_differs_makes_what_is_wanted(base in routine(), deeds in deeds()) {
        let wanted = after(&base, &deeds);
        let changes = diff(&base, &wanted);
        let (made, idle) = apply(&base, &changes);
        prop_assert_eq!(&made, &wanted);
        prop_assert_eq!(idle, Vec::<usize>::new(), "every change finds its step");
        prop_assert!(compare(&changes, &changes).is_same());
    }

    #[test]
    fn any_routine_can_be_made_into_any_other(base in routine(), wanted in routine()) {
        prop_assert_eq!(apply(&base, &diff(&base, &wanted)).0, wanted);
    }

    #[test]
    fn nothing_differs_from_itself(base in routine()) {
        prop_assert_eq!(diff(&base, &base), vec![]);
        prop_assert_eq!(apply(&base, &[]).0, base);
    }

    #[test]
    fn what_is_taken_back_loses_nothing(base in routine(), deeds in deeds(), back in prop::collection::vec(any::<usize>(), 1..6)) {
        let mut changes = diff(&base, &after(&base, &deeds));
        for place in back {
            if changes.is_empty() { break }
            changes = take_back(&changes, place % changes.len());
            let (made, _) = apply(&base, &changes);
            prop_assert_eq!(held(&made.steps), expected(&base, &changes));
            prop_assert!(groups_stand_together(&made));
            prop_assert_eq!(apply(&base, &diff(&base, &made)).0, made);
        }
    }

    #[test]
    fn a_routine_that_has_changed_loses_nothing(base in routine(), deeds in deeds(), later in deeds()) {
        let changes = diff(&base, &after(&base, &deeds));
        let today = after(&base, &later);
        let (made, idle) = apply(&today, &changes);
        prop_assert_eq!(held(&made.steps), expected(&today, &changes));
        prop_assert!(groups_stand_together(&made));
        // What found nothing can go without a difference.
        let found: Vec<Change> = changes.iter().enumerate()
            .filter(|(index, _)| !idle.contains(index)).map(|(_, change)| change.clone()).collect();
        prop_assert_eq!(apply(&today, &found).0, made);
    }

    #[test]
    fn it_follows_where_it_does_not_differ(
        base in prop::collection::vec(step(), 1..9).prop_map(|steps| routine_of(&steps)), deeds in deeds(), place in any::<usize>()
    ) {
        let place = place % base.steps.len();
        let key = keys(&base)[place].clone();
        let changes = diff(&base, &after(&base, &deeds));
        let mut today = base.clone();
        let new = Timing::Fixed { hold: Millis(12_345) };
        today.steps[place].timing = Some(new);
        let touches = |change: &&Change| match change {
            Change::Dropped(other) | Change::Timed(other, _) => *other == key,
            _ => false,
        };
        let follows = apply(&today, &changes).0.steps.iter().filter(|step| step.timing == Some(new)).count();
        prop_assert_eq!(follows, usize::from(!changes.iter().any(|change| touches(&change))));
    }

    #[test]
    fn added_steps_have_keys_of_their_own(base in routine(), deeds in deeds()) {
        let changes = diff(&base, &after(&base, &deeds));
        let mut all = keys(&base);
        all.extend((0..changes.len()).filter_map(|index| added_key(&changes, index)));
        let count = all.len();
        prop_assert_eq!(all.into_iter().collect::<BTreeSet<_>>().len(), count);
    }
}
