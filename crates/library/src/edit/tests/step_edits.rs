//! Edits that somebody may do to a document, generated.

use std::collections::BTreeSet;

use proptest::prelude::*;

use crate::Library;
use crate::edit::{Document, Field, Key, Set, Way};
use holdwell_model::{
    Audience, Group, GroupOrder, Millis, Phase, RepWork, Setting, Side, SideOrder, Step, StepContact, Technique,
    Timing, TimingKind, What,
};

/// One thing that somebody does; the numbers are taken modulo.
#[derive(Debug, Clone)]
pub(super) enum StepEdit {
    Position(usize, usize),
    Named(usize, String),
    Pair(usize, usize, usize, Option<Side>),
    Remove(Vec<usize>),
    Move(Vec<usize>, usize),
    Shift(Vec<usize>, Way),
    Duplicate(Vec<usize>),
    Disable(Vec<usize>, bool),
    Mirror(Vec<usize>),
    Paste(Vec<usize>, usize),
    Set(Vec<usize>, Set),
    Group(Vec<usize>, GroupOrder),
    Ungroup(Vec<usize>),
    GroupOrder(usize, GroupOrder, bool),
    Name(String),
    Technique(Technique),
    Audience(Audience),
    Write(usize, String),
    Fold(usize),
    Undo,
    Redo,
}

fn length() -> impl Strategy<Value = Millis> {
    prop_oneof![(0..200_u64).prop_map(Millis::from_secs), (0..100_000_000_u64).prop_map(Millis)]
}

fn timing() -> impl Strategy<Value = Timing> {
    let maybe = || prop::option::of(length());
    let work = prop_oneof![length().prop_map(RepWork::Timed), Just(RepWork::ByHand)];
    // From the list of all kinds, so that a new one is generated or does not compile.
    let of = move |kind: TimingKind| match kind {
        TimingKind::Fixed => length().prop_map(|hold| Timing::Fixed { hold }).boxed(),
        TimingKind::Open => (maybe(), maybe(), maybe())
            .prop_map(|(minimum, target, ceiling)| Timing::Open { minimum, target, ceiling })
            .boxed(),
        TimingKind::Reps => (0..1200_u32, work.clone(), length(), maybe())
            .prop_map(|(count, work, rest, cap)| Timing::Reps { count, work, rest, cap })
            .boxed(),
        TimingKind::Listening => (maybe(), maybe(), any::<bool>())
            .prop_map(|(check_in, ceiling, taps)| Timing::Listening { check_in, ceiling, taps })
            .boxed(),
        TimingKind::Block => (length(), prop::option::of(0.1_f32..40.0))
            .prop_map(|(length, breaths_per_minute)| Timing::Block { length, breaths_per_minute })
            .boxed(),
    };
    prop::sample::select(TimingKind::ALL).prop_flat_map(of)
}

fn set() -> impl Strategy<Value = Set> {
    let sides = prop::sample::select(SideOrder::ALL);
    let techniques = prop::sample::select(Technique::ALL);
    let phases = [Phase::Rate, Phase::Settle, Phase::Work, Phase::Return, Phase::Recheck, Phase::Rest];
    let setting = prop_oneof![Just(Setting::Off), Just(Setting::Wait), length().prop_map(Setting::Timed)];
    prop_oneof![
        3 => prop::option::of(timing()).prop_map(Set::Timing),
        3 => prop::option::of(sides).prop_map(Set::Side),
        3 => (prop::sample::select(phases.to_vec()), prop::option::of(setting)).prop_map(|(phase, set)| Set::Phase(phase, set)),
        1 => any::<bool>().prop_map(Set::Optional),
        1 => ".{0,12}".prop_map(Set::Remarks),
        1 => prop::option::of(techniques).prop_map(Set::Technique),
        1 => ".{0,8}".prop_map(Set::Name),
        1 => ".{0,8}".prop_map(Set::Setup),
    ]
}

pub(super) fn deed() -> impl Strategy<Value = StepEdit> {
    let some = || prop::collection::vec(any::<usize>(), 0..4);
    let order = || prop_oneof![Just(GroupOrder::AsListed), Just(GroupOrder::WorstFirst)];
    let side =
        prop::option::of(prop_oneof![Just(Side::Left), Just(Side::Right), Just(Side::Both), Just(Side::Midline)]);
    let techniques = prop::sample::select(Technique::ALL);
    prop_oneof![
        4 => (any::<usize>(), any::<usize>()).prop_map(|(at, which)| StepEdit::Position(at, which)),
        1 => (any::<usize>(), ".{0,8}").prop_map(|(at, name)| StepEdit::Named(at, name)),
        1 => (any::<usize>(), any::<usize>(), any::<usize>(), side).prop_map(|(at, a, b, side)| StepEdit::Pair(at, a, b, side)),
        1 => some().prop_map(StepEdit::Remove),
        2 => (some(), any::<usize>()).prop_map(|(keys, at)| StepEdit::Move(keys, at)),
        2 => (some(), prop_oneof![Just(Way::Up), Just(Way::Down)]).prop_map(|(keys, way)| StepEdit::Shift(keys, way)),
        1 => some().prop_map(StepEdit::Duplicate),
        1 => (some(), any::<bool>()).prop_map(|(keys, off)| StepEdit::Disable(keys, off)),
        1 => some().prop_map(StepEdit::Mirror),
        1 => (some(), any::<usize>()).prop_map(|(keys, at)| StepEdit::Paste(keys, at)),
        5 => (some(), set()).prop_map(|(keys, set)| StepEdit::Set(keys, set)),
        1 => (some(), order()).prop_map(|(keys, order)| StepEdit::Group(keys, order)),
        1 => some().prop_map(StepEdit::Ungroup),
        1 => (any::<usize>(), order(), any::<bool>()).prop_map(|(group, order, scan)| StepEdit::GroupOrder(group, order, scan)),
        1 => ".{0,12}".prop_map(StepEdit::Name),
        1 => techniques.prop_map(StepEdit::Technique),
        1 => prop_oneof![Just(Audience::Home), Just(Audience::Therapist)].prop_map(StepEdit::Audience),
        2 => (any::<usize>(), ".{0,4}").prop_map(|(key, text)| StepEdit::Write(key, text)),
        1 => any::<usize>().prop_map(StepEdit::Fold),
        2 => Just(StepEdit::Undo),
        1 => Just(StepEdit::Redo),
    ]
}

fn keys(document: &Document, some: &[usize]) -> BTreeSet<Key> {
    let entries = document.draft().entries();
    some.iter().filter_map(|index| entries.get(index % entries.len().max(1))).map(|entry| entry.key).collect()
}

/// Changes the number and the order of the steps.
fn arrange(document: &mut Document, deed: &StepEdit, library: &Library) {
    let ids: Vec<&str> = library.positions().map(|position| position.id.as_str()).collect();
    let id = |which: usize| ids[which % ids.len()].to_owned();
    let count = document.draft().entries().len();
    match deed.clone() {
        StepEdit::Position(at, which) => {
            document.edit(|draft| draft.add_position(at % (count + 1), &id(which), library));
        }
        StepEdit::Named(at, name) => {
            document.edit(|draft| draft.add_named(at % (count + 1), &name, library));
        }
        StepEdit::Pair(at, a, b, side) => {
            // A file may say where a contact is only where it has sides.
            let of = |which, side: Option<Side>| {
                let position = id(which);
                let sided = library.position(&position).unwrap().sided;
                StepContact { position, side: side.filter(|side| sided || *side == Side::Midline) }
            };
            let what = What::Contacts(vec![of(a, side), of(b, None)]);
            let step = Step::plain(what);
            document.edit(|draft| draft.insert(at % (count + 1), vec![step], library));
        }
        StepEdit::Remove(some) => {
            let keys = keys(document, &some);
            document.edit(|draft| draft.remove(&keys));
        }
        StepEdit::Move(some, at) => {
            let keys = keys(document, &some);
            document.edit(|draft| draft.move_to(&keys, at % (count + 1)));
        }
        StepEdit::Shift(some, way) => {
            let keys = keys(document, &some);
            document.edit(|draft| draft.shift(&keys, way));
        }
        StepEdit::Duplicate(some) => {
            let keys = keys(document, &some);
            document.edit(|draft| draft.duplicate(&keys));
        }
        StepEdit::Disable(some, off) => {
            let keys = keys(document, &some);
            document.edit(|draft| if off { draft.disable(&keys) } else { draft.enable(&keys, library) });
        }
        StepEdit::Mirror(some) => {
            let keys = keys(document, &some);
            document.edit(|draft| draft.mirror(&keys, library));
        }
        StepEdit::Paste(some, at) => {
            let steps = document.draft().copies(&keys(document, &some));
            document.edit(|draft| draft.insert(at % (count + 1), steps, library));
        }
        _ => {}
    }
}

/// Sets something on steps, or undoes.
fn change(document: &mut Document, deed: &StepEdit, library: &Library) {
    match deed.clone() {
        StepEdit::Set(some, set) => {
            let keys = keys(document, &some);
            document.edit(|draft| draft.set(&keys, &set, library));
        }
        StepEdit::Group(some, order) => {
            let keys = keys(document, &some);
            document.edit(|draft| draft.group(&keys, order));
        }
        StepEdit::Ungroup(some) => {
            let keys = keys(document, &some);
            document.edit(|draft| draft.ungroup(&keys));
        }
        StepEdit::GroupOrder(group, order, scan) => {
            let groups = &document.draft().head().groups;
            let Some(group) = groups.get(group % groups.len().max(1)).map(|group| group.id.clone()) else { return };
            document.edit(|draft| draft.set_group(Group { id: group, order, scan }));
        }
        StepEdit::Name(name) => document.edit(|draft| draft.set_name(&name)),
        StepEdit::Technique(technique) => document.edit(|draft| draft.set_technique(technique, library)),
        StepEdit::Audience(audience) => document.edit(|draft| draft.set_audience(audience, library)),
        StepEdit::Write(which, text) => {
            let Some(key) = keys(document, &[which]).first().copied() else { return };
            let keys = BTreeSet::from([key]);
            document.write(Field::Remarks(key), |draft| draft.set(&keys, &Set::Remarks(text), library));
        }
        StepEdit::Fold(which) => {
            if let Some(key) = keys(document, &[which]).first() {
                document.fold_or_open(*key);
            }
        }
        StepEdit::Undo => drop(document.undo()),
        StepEdit::Redo => drop(document.redo()),
        _ => {}
    }
}

/// Each of the two does what is its own.
pub(super) fn do_it(document: &mut Document, deed: &StepEdit, library: &Library) {
    arrange(document, deed, library);
    change(document, deed, library);
}
