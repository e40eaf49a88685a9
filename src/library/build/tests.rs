//! The document against what it promises, with generated edits.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::library::{Library, compile, read_routine, write_routine};
use crate::model::{
    Audience, GroupOrder, Millis, Phase, RepWork, Routine, Setting, Side, SideOrder, Step, StepContact, Technique,
    Timing, What,
};

/// One thing that somebody does; the numbers are taken modulo.
#[derive(Debug, Clone)]
enum Deed {
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
    prop_oneof![
        length().prop_map(|hold| Timing::Fixed { hold }),
        (maybe(), maybe(), maybe()).prop_map(|(minimum, target, ceiling)| Timing::Open { minimum, target, ceiling }),
        (0..1200_u32, work, length(), maybe()).prop_map(|(count, work, rest, cap)| Timing::Reps {
            count,
            work,
            rest,
            cap
        }),
        (maybe(), maybe(), any::<bool>()).prop_map(|(check_in, ceiling, taps)| Timing::Listening {
            check_in,
            ceiling,
            taps
        }),
        (length(), prop::option::of(0.1_f32..40.0))
            .prop_map(|(length, breaths_per_minute)| Timing::Block { length, breaths_per_minute }),
    ]
}

fn set() -> impl Strategy<Value = Set> {
    let sides = prop::sample::select(SideOrder::ALL.map(|(_, side)| side).to_vec());
    let techniques = prop::sample::select(Technique::ALL.map(|(_, technique)| technique).to_vec());
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

fn deed() -> impl Strategy<Value = Deed> {
    let some = || prop::collection::vec(any::<usize>(), 0..4);
    let order = || prop_oneof![Just(GroupOrder::AsListed), Just(GroupOrder::WorstFirst)];
    let side =
        prop::option::of(prop_oneof![Just(Side::Left), Just(Side::Right), Just(Side::Both), Just(Side::Midline)]);
    let techniques = prop::sample::select(Technique::ALL.map(|(_, technique)| technique).to_vec());
    prop_oneof![
        4 => (any::<usize>(), any::<usize>()).prop_map(|(at, which)| Deed::Position(at, which)),
        1 => (any::<usize>(), ".{0,8}").prop_map(|(at, name)| Deed::Named(at, name)),
        1 => (any::<usize>(), any::<usize>(), any::<usize>(), side).prop_map(|(at, a, b, side)| Deed::Pair(at, a, b, side)),
        1 => some().prop_map(Deed::Remove),
        2 => (some(), any::<usize>()).prop_map(|(keys, at)| Deed::Move(keys, at)),
        2 => (some(), prop_oneof![Just(Way::Up), Just(Way::Down)]).prop_map(|(keys, way)| Deed::Shift(keys, way)),
        1 => some().prop_map(Deed::Duplicate),
        1 => (some(), any::<bool>()).prop_map(|(keys, off)| Deed::Disable(keys, off)),
        1 => some().prop_map(Deed::Mirror),
        1 => (some(), any::<usize>()).prop_map(|(keys, at)| Deed::Paste(keys, at)),
        5 => (some(), set()).prop_map(|(keys, set)| Deed::Set(keys, set)),
        1 => (some(), order()).prop_map(|(keys, order)| Deed::Group(keys, order)),
        1 => some().prop_map(Deed::Ungroup),
        1 => (any::<usize>(), order(), any::<bool>()).prop_map(|(group, order, scan)| Deed::GroupOrder(group, order, scan)),
        1 => ".{0,12}".prop_map(Deed::Name),
        1 => techniques.prop_map(Deed::Technique),
        1 => prop_oneof![Just(Audience::Home), Just(Audience::Therapist)].prop_map(Deed::Audience),
        2 => (any::<usize>(), ".{0,4}").prop_map(|(key, text)| Deed::Write(key, text)),
        1 => any::<usize>().prop_map(Deed::Fold),
        2 => Just(Deed::Undo),
        1 => Just(Deed::Redo),
    ]
}

fn keys(document: &Document, some: &[usize]) -> BTreeSet<Key> {
    let entries = document.draft().entries();
    some.iter().filter_map(|index| entries.get(index % entries.len().max(1))).map(|entry| entry.key).collect()
}

fn do_it(document: &mut Document, deed: &Deed, library: &Library) {
    let ids: Vec<&str> = library.positions().map(|position| position.id.as_str()).collect();
    let id = |which: usize| ids[which % ids.len()].to_owned();
    let count = document.draft().entries().len();
    let chosen = |some: &[usize]| keys(document, some);
    match deed.clone() {
        Deed::Position(at, which) => {
            document.edit(|draft| draft.add_position(at % (count + 1), &id(which), library));
        }
        Deed::Named(at, name) => {
            document.edit(|draft| draft.add_named(at % (count + 1), &name, library));
        }
        Deed::Pair(at, a, b, side) => {
            // A file may say where a contact is only where it has sides.
            let of = |which, side: Option<Side>| {
                let position = id(which);
                let sided = library.position(&position).unwrap().sided;
                StepContact { position, side: side.filter(|side| sided || *side == Side::Midline) }
            };
            let what = What::Contacts(vec![of(a, side), of(b, None)]);
            let step = Step { what, ..edit_plain() };
            document.edit(|draft| draft.insert(at % (count + 1), vec![step], library));
        }
        Deed::Remove(some) => {
            let keys = chosen(&some);
            document.edit(|draft| draft.remove(&keys));
        }
        Deed::Move(some, at) => {
            let keys = chosen(&some);
            document.edit(|draft| draft.move_to(&keys, at % (count + 1)));
        }
        Deed::Shift(some, way) => {
            let keys = chosen(&some);
            document.edit(|draft| draft.shift(&keys, way));
        }
        Deed::Duplicate(some) => {
            let keys = chosen(&some);
            document.edit(|draft| draft.duplicate(&keys));
        }
        Deed::Disable(some, off) => {
            let keys = chosen(&some);
            document.edit(|draft| draft.set_disabled(&keys, off, library));
        }
        Deed::Mirror(some) => {
            let keys = chosen(&some);
            document.edit(|draft| draft.mirror(&keys, library));
        }
        Deed::Paste(some, at) => {
            let steps = document.draft().copies(&chosen(&some));
            document.edit(|draft| draft.insert(at % (count + 1), steps, library));
        }
        Deed::Set(some, set) => {
            let keys = chosen(&some);
            document.edit(|draft| draft.set(&keys, &set, library));
        }
        Deed::Group(some, order) => {
            let keys = chosen(&some);
            document.edit(|draft| draft.group(&keys, order));
        }
        Deed::Ungroup(some) => {
            let keys = chosen(&some);
            document.edit(|draft| draft.ungroup(&keys));
        }
        Deed::GroupOrder(group, order, scan) => {
            let groups = &document.draft().head().groups;
            let Some(group) = groups.get(group % groups.len().max(1)).map(|group| group.id.clone()) else { return };
            document.edit(|draft| draft.set_group(&group, order, scan));
        }
        Deed::Name(name) => document.edit(|draft| draft.set_name(&name)),
        Deed::Technique(technique) => document.edit(|draft| draft.set_technique(technique, library)),
        Deed::Audience(audience) => document.edit(|draft| draft.set_audience(audience, library)),
        Deed::Write(which, text) => {
            let Some(key) = chosen(&[which]).first().copied() else { return };
            let keys = BTreeSet::from([key]);
            document.write(Field::Remarks(key), |draft| draft.set(&keys, &Set::Remarks(text), library));
        }
        Deed::Fold(which) => {
            if let Some(key) = chosen(&[which]).first() {
                document.fold(*key, !document.is_folded(*key));
            }
        }
        Deed::Undo => drop(document.undo()),
        Deed::Redo => drop(document.redo()),
    }
}

fn edit_plain() -> Step {
    super::edit::plain(What::Named { name: String::new(), setup: None })
}

/// What stands, without the counter of keys, which never goes back.
fn shown(document: &Document) -> (Head, Vec<Entry>) {
    (document.draft().head().clone(), document.draft().entries().to_vec())
}

fn start(nth: usize) -> Document {
    let library = Library::builtin();
    let routines: Vec<&Routine> = library.routines().iter().collect();
    match routines.get(nth) {
        Some(routine) => Document::new(Draft::of(routine, "own-1")),
        None => Document::new(Draft::new("own-1")),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_done_can_be_undone_written_down_and_read(
        nth in 0..9_usize, deeds in prop::collection::vec(deed(), 0..24)
    ) {
        let library = Library::builtin();
        let mut document = start(nth);
        let first = shown(&document);
        let mut states = vec![first.clone()];
        for deed in &deeds {
            do_it(&mut document, deed, &library);
            states.push(shown(&document));
            let (keys, count): (BTreeSet<Key>, usize) = {
                let entries = document.draft().entries();
                (entries.iter().map(|entry| entry.key).collect(), entries.len())
            };
            prop_assert_eq!(keys.len(), count, "a key stands once");
        }
        let routine = document.routine();
        if document.draft().is_complete() {
            let text = write_routine(&routine);
            let read = read_routine("w.toml", text.as_bytes(), &library);
            prop_assert_eq!(read.as_ref(), Ok(&routine), "{}", text);
            prop_assert!(compile(&routine, &library).is_ok());
        }
        let again = Document::read(&document.written()).unwrap();
        prop_assert_eq!(shown(&again), shown(&document));
        for mut document in [document, again] {
            let last = shown(&document);
            let mut undone = 0;
            while document.can_undo() {
                drop(document.undo());
                undone += 1;
            }
            prop_assert_eq!(shown(&document), first.clone());
            while document.can_redo() {
                drop(document.redo());
            }
            // What was undone at the end comes back as well.
            prop_assert!(states.contains(&shown(&document)) || undone == 0);
            while shown(&document) != last && document.can_undo() {
                drop(document.undo());
            }
            prop_assert_eq!(shown(&document), last);
        }
    }
}

fn built(ids: &[&str]) -> (Document, Vec<Key>, Library) {
    let library = Library::builtin();
    let mut document = Document::new(Draft::new("own-1"));
    let keys = ids
        .iter()
        .enumerate()
        .filter_map(|(at, id)| document.edit(|draft| draft.add_position(at, id, &library)))
        .collect();
    (document, keys, library)
}

fn one(key: Key) -> BTreeSet<Key> {
    BTreeSet::from([key])
}

fn order(document: &Document) -> Vec<u64> {
    document.draft().entries().iter().map(|entry| entry.key.0).collect()
}

#[test]
fn a_word_is_undone_as_a_whole() {
    let (mut document, keys, library) = built(&["psoas"]);
    for text in ["w", "wa", "war", "warm"] {
        let set = Set::Remarks(text.to_owned());
        document.write(Field::Remarks(keys[0]), |draft| draft.set(&one(keys[0]), &set, &library));
    }
    assert_eq!(document.draft().entries()[0].step.remarks.as_deref(), Some("warm"));
    document.undo();
    assert_eq!(document.draft().entries()[0].step.remarks, None);
    document.redo();
    assert_eq!(document.draft().entries()[0].step.remarks.as_deref(), Some("warm"));
    document.rest();
    let set = Set::Remarks("warm hands".to_owned());
    document.write(Field::Remarks(keys[0]), |draft| draft.set(&one(keys[0]), &set, &library));
    document.undo();
    assert_eq!(document.draft().entries()[0].step.remarks.as_deref(), Some("warm"), "after a rest it is another word");
}

#[test]
fn several_steps_move_together_and_stop_at_the_ends() {
    let (mut document, keys, _) = built(&["psoas", "scalenes", "piriformis", "iliacus"]);
    let two = BTreeSet::from([keys[2], keys[3]]);
    document.edit(|draft| draft.shift(&two, Way::Up));
    assert_eq!(order(&document), [0, 2, 3, 1]);
    document.edit(|draft| draft.shift(&two, Way::Up));
    document.edit(|draft| draft.shift(&two, Way::Up));
    assert_eq!(order(&document), [2, 3, 0, 1]);
    document.edit(|draft| draft.move_to(&BTreeSet::from([keys[2], keys[0]]), 4));
    assert_eq!(order(&document), [3, 1, 2, 0]);
    document.edit(|draft| draft.shift(&one(keys[3]), Way::Down));
    assert_eq!(order(&document), [1, 3, 2, 0]);
}

#[test]
fn a_step_between_two_of_a_group_belongs_to_it_and_leaves_it_outside() {
    let (mut document, keys, _) = built(&["psoas", "scalenes", "piriformis", "iliacus"]);
    let two = BTreeSet::from([keys[0], keys[1]]);
    document.edit(|draft| draft.group(&two, GroupOrder::WorstFirst));
    let group = |document: &Document, index: usize| document.draft().entries()[index].step.group.clone();
    document.edit(|draft| draft.move_to(&one(keys[3]), 1));
    assert_eq!(order(&document), [0, 3, 1, 2]);
    assert_eq!((group(&document, 1), group(&document, 3)), (Some("group-1".to_owned()), None));
    document.edit(|draft| draft.move_to(&one(keys[0]), 4));
    assert_eq!((order(&document), group(&document, 3)), (vec![3, 1, 2, 0], None));
}

#[test]
fn a_mirror_changes_the_sides_and_back() {
    let (mut document, keys, library) = built(&["psoas"]);
    let side = |document: &Document| document.draft().entries()[0].step.side;
    document.edit(|draft| draft.mirror(&one(keys[0]), &library));
    assert_eq!(side(&document), Some(SideOrder::LeftThenRight), "usual is the right first");
    document.edit(|draft| draft.set(&one(keys[0]), &Set::Side(Some(SideOrder::Left)), &library));
    document.edit(|draft| draft.mirror(&one(keys[0]), &library));
    assert_eq!(side(&document), Some(SideOrder::Right));
}

#[test]
fn a_home_routine_keeps_what_is_not_for_home_and_does_not_run_it() {
    let (mut document, keys, library) = built(&["psoas"]);
    document.edit(|draft| draft.set(&one(keys[0]), &Set::Phase(Phase::Settle, Some(Setting::Wait)), &library));
    document.edit(|draft| draft.set_audience(Audience::Home, &library));
    let entry = &document.draft().entries()[0];
    assert!(entry.disabled && entry.step.settle.is_none());
    document.edit(|draft| draft.set_disabled(&one(keys[0]), false, &library));
    assert!(document.draft().entries()[0].disabled, "it is not for home");
    assert_eq!(document.draft().head().technique, Technique::SelfCare);
    document.undo();
    assert!(!document.draft().entries()[0].disabled);
}

#[test]
fn folds_outlive_an_undo_and_closing() {
    let (mut document, keys, _) = built(&["psoas", "scalenes"]);
    document.fold(keys[0], false);
    document.undo();
    let read = Document::read(&document.written()).unwrap();
    assert!(!read.is_folded(keys[0]) && read.is_folded(keys[1]));
    assert!(read.can_redo(), "what was undone can be done again after closing");
}

#[test]
fn what_was_not_written_down_by_us_is_no_document() {
    for text in ["null", "{}", "{\"draft\":{\"id\":\"a\"},\"changes\":[],\"at\":9,\"open\":[]}"] {
        assert_eq!(Document::read(&serde_json::from_str(text).unwrap()), None, "{text}");
    }
    // A history that does not fit is dropped, what stands is kept.
    let (document, ..) = built(&["psoas"]);
    let mut value = document.written();
    value["changes"][0]["after"][0]["key"] = 99.into();
    let mut read = Document::read(&value).unwrap();
    read.undo();
    assert_eq!((read.draft().entries().len(), read.can_undo()), (1, false));
}

#[test]
fn a_long_history_is_written_down_in_little_room() {
    let (mut document, keys, library) = built(&["psoas"; 300]);
    let before = document.written().to_string().len();
    for round in 0..300_u64 {
        let timing = Timing::Fixed { hold: Millis::from_secs(20 + round % 20) };
        document.edit(|draft| draft.set(&one(keys[round as usize]), &Set::Timing(Some(timing)), &library));
    }
    let each = (document.written().to_string().len() - before) / 300;
    assert!(each < 1000, "{each} bytes for a change");
}
