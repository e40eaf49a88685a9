//! A change of what is shown of a person is seen as it was made, and goes to those alone whom it is about.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::date;
use proptest::prelude::*;

use super::edit::edit;
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
    let notes = prop_oneof![Just(String::new()), "[a-c]{1,3}", "[a-c]{1,2}\n\n[a-c]{1,2}"];
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
        edit(&mut after, &was, &now);
        prop_assert_eq!(sorted(shown(&after)), sorted(now.clone()));
        for (after, before) in after.iter().zip(&rows).skip(1) {
            let own = |caution: &&Caution| before.cautions.iter().any(|own| own.id == caution.id);
            prop_assert!(after.cautions.iter().all(|caution| own(&caution)), "nothing new goes to another");
            prop_assert_eq!(&after.name, &before.name);
        }
        let mut again = after.clone();
        edit(&mut again, &now, &now);
        prop_assert_eq!(again, after, "no change is none");
    }

    #[test]
    fn whoever_came_meanwhile_loses_nothing(rows in person(), to in client(3), what in any::<[u8; 6]>()) {
        let was = rows[0].clone();
        let now = changed(&was, &to, what);
        let mut after = rows.clone();
        edit(&mut after, &was, &now);
        for (after, before) in after.iter().zip(&rows).skip(1) {
            prop_assert_eq!((&after.cautions, &after.notes), (&before.cautions, &before.notes));
        }
    }
}

#[test]
fn notes_are_split_where_they_were_joined() {
    let named = |name: &str, number, notes: &str| Client { notes: notes.to_owned(), ..Client::new(id(number), name) };
    let rows = [named("A", 1, ""), named("B", 2, "b\n\nC: not theirs"), named("C", 3, "c")];
    let joined = notes::joined(&rows);
    assert_eq!(joined, "B: b\n\nC: not theirs\n\nC: c");
    assert_eq!(notes::split(&joined, &["B", "C"]), ("", vec![Some("b\n\nC: not theirs"), Some("c")]));
    assert_eq!(notes::split("a only", &["B", "C"]), ("a only", vec![None, None]));
    // An earlier version copied them, and what somebody had been given before along with them.
    let rows = [named("A", 1, "a\n\nB: b\n\nC: c\n\nmore"), named("B", 2, "b\n\nC: c"), named("C", 3, "c")];
    assert_eq!(notes::joined(&rows), "a\n\nmore\n\nB: b\n\nC: c");
    let rows = [named("A", 1, "a\n\nB: b and more"), named("B", 2, "b")];
    assert_eq!(notes::joined(&rows), "a\n\nB: b and more\n\nB: b", "what was written on is not taken for a copy");
}
