//! A change of what is shown of a person is seen as it was made, and goes to those alone whom it is about.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::date;
use proptest::prelude::*;

use super::edit::edit;
use super::former::Former;
use super::notes;
use super::shown::united;
use holdwell_model::{Caution, Client, Id, Preferences, Region, Side, Spot, Touches};

fn id(number: u128) -> Id {
    Id::from(uuid::Uuid::from_u128(number))
}

fn caution(number: u8, text: u8) -> Caution {
    let since = Timestamp::UNIX_EPOCH;
    Caution { id: id(u128::from(number)), text: format!("text {text}"), touches: Touches::Everything, since }
}

/// A client with cautions of their own, each optional part sometimes there.
fn client(number: u8) -> impl Strategy<Value = Client> {
    let cautions = prop::collection::btree_set(0..4_u8, 0..3);
    let notes =
        prop_oneof![Just(String::new()), "[a-c]{1,3}", "[a-c]{1,2}\n\n[a-c]{1,2}", "[a-c]\n\nR[.] Probe: [a-c]"];
    let rest = (
        any::<Option<bool>>(),
        prop::option::of(10..12_u16),
        prop::option::of(2030..2033_i16),
        any::<[bool; 3]>(),
        -1..2_i8,
    );
    (cautions, notes, rest).prop_map(move |(cautions, notes, (left, slot_mins, year, hurts, louder))| Client {
        cautions: cautions.into_iter().map(|own| caution(number * 10 + own, own)).collect(),
        notes,
        worse_side: left.map(|left| if left { Side::Left } else { Side::Right }),
        slot_mins,
        keep_until: year.map(|year| date(year, 1, 1)),
        hurts: Region::ALL
            .iter()
            .zip(hurts)
            .filter(|(_, hurts)| *hurts)
            .map(|(region, _)| Spot { region: *region, side: Side::Left })
            .collect(),
        preferences: Preferences { louder },
        ..Client::new(id(u128::from(number) + 1000), ["Robin", "R. Probe", "R. Probe", "Probe"][usize::from(number)])
    })
}

fn person() -> impl Strategy<Value = Vec<Client>> {
    (1..5_usize).prop_flat_map(|many| (0..many as u8).map(client).collect::<Vec<_>>())
}

fn shown(rows: &[Client]) -> Client {
    let cautions: BTreeMap<Id, Caution> =
        rows.iter().flat_map(|row| &row.cautions).map(|caution| (caution.id, caution.clone())).collect();
    united(rows[0].clone(), rows, cautions.into_values().collect())
}

/// Says if the notes of one are among those of another, as an earlier version copied them.
fn has_copies(rows: &[Client]) -> bool {
    let is_in = |one: &Client, other: &Client| other.notes.contains(&format!("\n\n{}: {}", one.name, one.notes));
    let others = |one: &Client| rows.iter().any(|other| other.id != one.id && is_in(one, other));
    rows.iter().any(|one| !one.notes.is_empty() && others(one))
}

fn sorted(mut client: Client) -> Client {
    client.cautions.sort_by_key(|caution| caution.id);
    client
}

/// What the therapist does to what she sees.
fn changed(was: &Client, to: &Client, what: [u8; 6]) -> Client {
    let mut now = was.clone();
    let [cautions, text, notes, fields, hurts, kept] = what;
    match cautions % 4 {
        0 => now.cautions.retain(|caution| caution.text.ends_with(['0', '2'])),
        1 => now
            .cautions
            .iter_mut()
            .take(usize::from(text % 3))
            .for_each(|caution| "changed".clone_into(&mut caution.text)),
        2 => now.cautions.push(caution(90 + text % 3, text)),
        _ => {}
    }
    match notes % 4 {
        0 => now.notes = was.notes.replacen('a', "changed", 1),
        1 => now.notes.push_str(" and more"),
        2 => now.notes = to.notes.clone(),
        _ => {}
    }
    if fields % 2 == 0 {
        (now.worse_side, now.slot_mins, now.preferences) = (to.worse_side, to.slot_mins, to.preferences);
    }
    if hurts % 2 == 0 {
        now.hurts = to.hurts.clone();
    }
    if kept % 2 == 0 {
        now.keep_until = to.keep_until;
    }
    now
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_change_is_seen_as_it_was_made(rows in person(), to in client(3), what in any::<[u8; 6]>()) {
        let was = shown(&rows);
        let now = changed(&was, &to, what);
        let mut after = rows.clone();
        edit(&mut after, &was, &now, &Former::default());
        prop_assert_eq!(sorted(shown(&after)), sorted(now.clone()));
        for (after, before) in after.iter().zip(&rows).skip(1) {
            let own = |caution: &&Caution| before.cautions.iter().any(|own| own.id == caution.id);
            prop_assert!(after.cautions.iter().all(|caution| own(&caution)), "nothing new goes to another");
            prop_assert_eq!(&after.name, &before.name);
        }
        let mut again = after.clone();
        edit(&mut again, &now, &now, &Former::default());
        prop_assert_eq!(again, after, "no change is none");
    }

    #[test]
    fn whoever_came_meanwhile_loses_nothing(rows in person(), to in client(3), what in any::<[u8; 6]>()) {
        prop_assume!(!has_copies(&rows));
        let was = rows[0].clone();
        let now = changed(&was, &to, what);
        let mut after = rows.clone();
        edit(&mut after, &was, &now, &Former::default());
        for (after, before) in after.iter().zip(&rows).skip(1) {
            prop_assert_eq!((&after.cautions, &after.notes), (&before.cautions, &before.notes));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_changed_back_is_as_it_was(rows in person(), to in client(3), what in any::<[u8; 6]>()) {
        let was = shown(&rows);
        let now = changed(&was, &to, what);
        let (mut after, mut former) = (rows.clone(), Former::default());
        former.remember(rows.clone());
        edit(&mut after, &was, &now, &former);
        let mut again = after.clone();
        former.remember(after);
        edit(&mut again, &now, &was, &former);
        let sorted = |rows: Vec<Client>| rows.into_iter().map(sorted).collect::<Vec<_>>();
        prop_assert_eq!(sorted(again), sorted(rows));
    }

    #[test]
    fn notes_that_are_changed_are_of_those_who_wrote_them(rows in person(), which in any::<prop::sample::Index>(), at in any::<prop::sample::Index>()) {
        let was = notes::joined(&rows);
        let mut expected = rows.clone();
        let with_notes: Vec<usize> = (0..rows.len()).filter(|row| *row == 0 || !rows[*row].notes.is_empty()).collect();
        let notes = &mut expected[*which.get(&with_notes)].notes;
        notes.insert_str(at.index(notes.len() + 1), "changed");
        let now = notes::joined(&expected);
        // What stands twice is taken for a copy, and what reads as a name once it is changed is one.
        prop_assume!(!has_copies(&rows) && !has_copies(&expected));
        prop_assume!(now.matches("R. Probe: ").count() == was.matches("R. Probe: ").count());
        let mut edited = rows.clone();
        notes::edit(&mut edited, &was, &now, |_| false);
        prop_assert_eq!(notes::joined(&edited), now);
        prop_assert_eq!(edited, expected);
    }
}

#[test]
fn what_another_person_had_since_is_of_no_account() {
    let spot = Spot { region: Region::Jaw, side: Side::Left };
    let hurt = |number, name: &str| Client { hurts: [spot].into(), ..Client::new(id(number), name) };
    let rows =
        [Client { notes: "a".to_owned(), ..Client::new(id(1), "A") }, Client { notes: "b".to_owned(), ..hurt(2, "B") }];
    let was = shown(&rows);
    let (mut after, mut former) = (rows.clone(), Former::default());
    former.remember(rows.to_vec());
    let without = Client { notes: "a".to_owned(), hurts: [].into(), ..was.clone() };
    edit(&mut after, &was, &without, &former);
    for other in [&after[..], &[Client::new(id(3), "C"), hurt(4, "D")]] {
        former.remember(other.to_vec());
    }
    let now = Client { notes: "a\n\nB: b and more".to_owned(), ..was };
    edit(&mut after, &without, &now, &former);
    assert_eq!((after[0].notes.as_str(), after[1].notes.as_str()), ("a", "b and more"));
    assert_eq!((after[0].hurts.len(), after[1].hurts.len()), (0, 1));
}

#[test]
fn notes_are_split_where_they_were_joined() {
    let named = |name: &str, number, notes: &str| Client { notes: notes.to_owned(), ..Client::new(id(number), name) };
    let rows = [named("A", 1, ""), named("B", 2, "b\n\nC: not theirs"), named("C", 3, "c")];
    let joined = notes::joined(&rows);
    assert_eq!(joined, "B: b\n\nC: not theirs\n\nC: c");
    let edited = |was: &str, now: &str| {
        let mut rows = rows.clone();
        notes::edit(&mut rows, was, now, |_| false);
        rows.map(|row| row.notes)
    };
    let now = "new\n\nB: b\n\nC: not theirs\n\nC: c";
    assert_eq!(edited(&joined, now), ["new", "b\n\nC: not theirs", "c"]);
    assert_eq!(edited(&joined, &now.replace("C: c", "C: d")), ["new", "b\n\nC: not theirs", "d"]);
    assert_eq!(edited(&joined, "a only"), ["a only", "", ""]);
    // One of them was another when the change was begun.
    assert_eq!(edited("B: b\n\nC: c", "a\n\nB: b\n\nC: d"), ["a", "b\n\nC: not theirs", "d"]);
    assert_eq!(edited("", "a"), ["a", "b\n\nC: not theirs", "c"], "none of them was shown");
    // An earlier version copied them, and what somebody had been given before along with them.
    let rows = [named("A", 1, "a\n\nB: b\n\nC: c\n\nmore"), named("B", 2, "b\n\nC: c"), named("C", 3, "c")];
    assert_eq!(notes::joined(&rows), "a\n\nmore\n\nB: b\n\nC: c");
    let rows = [named("A", 1, "a\n\nB: b and more"), named("B", 2, "b")];
    assert_eq!(notes::joined(&rows), "a\n\nB: b and more\n\nB: b", "what was written on is not taken for a copy");
}
