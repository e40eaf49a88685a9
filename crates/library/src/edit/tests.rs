//! The document against what it promises, with generated edits.

mod step_edits;

use std::collections::BTreeSet;

use proptest::prelude::*;

use self::step_edits::{deed, do_it};
use super::*;
use crate::problem::{BrokenRule, Fault};
use crate::{Library, compile, read_routine, write_routine};
use holdwell_model::{Audience, GroupOrder, Millis, Phase, Routine, Setting, SideOrder, Technique, Timing};

/// Returns head and entries, without the counter of keys, which never goes back.
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
            match compile(&routine, &library) {
                Ok(_) => prop_assert_eq!(read.as_ref(), Ok(&routine), "{}", text),
                // Each step keeps its limits; only the whole can be too much, and then no file of it is read.
                Err(faults) => {
                    let whole = faults.iter().all(|fault| matches!(fault.fault, Fault::Rule(BrokenRule::TooMuch(_))));
                    prop_assert!(whole && read.is_err(), "{:?}", faults);
                }
            }
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
fn one_side_is_finished_before_the_other() {
    let (mut document, keys, library) = built(&["psoas", "sacrum", "piriformis", "iliacus"]);
    document.edit(|draft| draft.set(&one(keys[2]), &Set::Side(Some(SideOrder::LeftThenRight)), &library));
    let three = BTreeSet::from([keys[0], keys[1], keys[2]]);
    let copies = document.edit(|draft| draft.one_side_first(&three, &library));
    let sides: Vec<_> = document.draft().entries().iter().map(|entry| entry.step.side).collect();
    let (right, left) = (Some(SideOrder::Right), Some(SideOrder::Left));
    assert_eq!(sides, [right, None, right, left, left, None], "the first decides, and what is in the middle stays");
    assert_eq!(copies.len(), 2);
    assert_eq!(document.edit(|draft| draft.one_side_first(&three, &library)), [], "done once");
    document.undo();
    assert_eq!(document.draft().entries().len(), 4);

    let all: BTreeSet<Key> = keys.iter().copied().collect();
    document.edit(|draft| draft.group(&all, GroupOrder::AsListed));
    document.edit(|draft| draft.one_side_first(&all, &library));
    let routine = document.draft().routine();
    assert_eq!(routine.steps.len(), 7);
    assert!(routine.steps.iter().all(|step| step.group.is_some()), "the copies belong to the group");
}

#[test]
fn by_posture_nobody_turns_back_and_forth() {
    let (mut document, keys, library) = built(&["psoas", "piriformis", "scar-ease", "iliacus", "gluteus-medius"]);
    let all: BTreeSet<Key> = keys.iter().copied().collect();
    document.edit(|draft| draft.by_posture(&all, &library));
    assert_eq!(order(&document), [0, 3, 1, 2, 4], "what lies in any way stays with the one before it");
    document.undo();
    document.edit(|draft| draft.by_posture(&BTreeSet::from([keys[1], keys[3], keys[4]]), &library));
    assert_eq!(order(&document), [0, 1, 2, 4, 3], "others keep their places");
}

#[test]
fn a_home_routine_keeps_what_is_not_for_home_and_does_not_run_it() {
    let (mut document, keys, library) = built(&["psoas"]);
    document.edit(|draft| draft.set(&one(keys[0]), &Set::Phase(Phase::Settle, Some(Setting::Wait)), &library));
    document.edit(|draft| draft.set_audience(Audience::Home, &library));
    let entry = &document.draft().entries()[0];
    assert!(entry.disabled && entry.step.settle.is_none());
    document.edit(|draft| draft.enable(&one(keys[0]), &library));
    assert!(document.draft().entries()[0].disabled, "it is not for home");
    assert_eq!(document.draft().head().technique, Technique::SelfCare);
    document.undo();
    assert!(!document.draft().entries()[0].disabled);
}

#[test]
fn folds_outlive_an_undo_and_closing() {
    let (mut document, keys, _) = built(&["psoas", "scalenes"]);
    document.fold_or_open(keys[0]);
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

#[test]
fn a_field_that_is_as_it_was_takes_no_other_change_with_it() {
    let library = Library::builtin();
    let mut document = Document::new(Draft::new("own-1"));
    let _key = document.edit(|draft| draft.add_position(0, "psoas", &library));
    for name in ["x", "", "y"] {
        document.write(Field::Name, |draft| draft.set_name(name));
    }
    let _name = document.undo();
    assert_eq!(document.draft().head().name, "");
    assert_eq!(document.draft().entries().len(), 1, "only the name is gone");
}
