//! Joining is the same in any order, twice is once, and no caution is lost that nobody took out.

use proptest::prelude::*;
use serde_json::json;

use super::*;

fn content(notes: &str, name: &str, cautions: &[(&str, &str)]) -> Content {
    let caution = |(id, text): &(&str, &str)| ((*id).to_owned(), json!({ "id": id, "text": text, "since": "2026" }));
    Content {
        fields: [("notes".to_owned(), json!(notes)), ("name".to_owned(), json!(name))].into(),
        cautions: cautions.iter().map(caution).collect(),
    }
}

fn saved(row: &Joined, by: &str, now: i64, content: Content) -> Joined {
    Joined::change(Some(row), content, &row.origin.next(by, now))
}

fn base() -> Joined {
    let nothing = Joined::default();
    saved(&nothing, "base", 10, content("base", "Robin", &[("c", "pacemaker")]))
}

#[test]
fn two_fields_changed_in_two_places_are_both_taken() {
    let desktop = saved(&base(), "desktop", 20, content("desktop", "Robin", &[("c", "pacemaker")]));
    let laptop = saved(&base(), "laptop", 30, content("base", "Robin P", &[("c", "pacemaker"), ("d", "hip")]));
    let (joined, lost) = desktop.join(&laptop);
    assert_eq!(joined.content, content("desktop", "Robin P", &[("c", "pacemaker"), ("d", "hip")]));
    assert_eq!(lost, []);
    assert_eq!(laptop.join(&desktop).0, joined);
}

#[test]
fn of_one_field_the_later_stays_and_the_other_is_told() {
    let desktop = saved(&base(), "desktop", 20, content("desktop", "Robin", &[]));
    let laptop = saved(&base(), "laptop", 30, content("laptop", "Robin", &[]));
    let (joined, lost) = desktop.join(&laptop);
    assert_eq!(joined.content.fields["notes"], "laptop");
    assert_eq!(lost, [Lost { field: "notes".to_owned(), value: json!("desktop"), was_here: true }]);
}

#[test]
fn a_clock_years_behind_does_not_lose_what_it_follows() {
    let ahead = saved(&base(), "desktop", 1_000_000, content("ahead", "Robin", &[]));
    let behind = saved(&ahead, "laptop", 5, content("behind", "Robin", &[]));
    assert_eq!(ahead.join(&behind).0.content.fields["notes"], "behind");
    let third = saved(&base(), "phone", 50, content("base", "Robin P", &[]));
    let (joined, _) = third.join(&ahead).0.join(&behind);
    assert_eq!(
        (&joined.content.fields["notes"], &joined.content.fields["name"]),
        (&json!("behind"), &json!("Robin P"))
    );
}

#[test]
fn what_was_emptied_stays_empty_whatever_comes_between() {
    let with = |row: &Joined, same_as: Option<&str>| {
        let mut content = row.content.clone();
        content.fields.remove("same_as");
        content.fields.extend(same_as.map(|id| ("same_as".to_owned(), json!(id))));
        content
    };
    let laptop = saved(&base(), "laptop", 20, content("laptop", "Robin", &[("c", "pacemaker")]));
    let merged = saved(&base(), "desktop", 30, with(&base(), Some("a")));
    let parted = saved(&merged, "desktop", 40, with(&merged, None));
    // Neither of these two has it any more.
    let desktop = parted.join(&laptop).0;
    // The laptop learns of the merge alone, and is changed after it.
    let laptop = laptop.join(&merged).0;
    let later = saved(&laptop, "laptop", 50, Content { ..laptop.content.clone() });
    for joined in [desktop.join(&later).0, later.join(&desktop).0] {
        assert_eq!(joined.content.fields.get("same_as"), None);
    }
}

#[test]
fn a_caution_goes_only_where_whoever_removed_it_knew_of_every_saving() {
    let removed = saved(&base(), "desktop", 90, content("base", "Robin", &[]));
    assert!(base().join(&removed).0.content.cautions.is_empty(), "a later state of the same");
    let elsewhere = saved(&base(), "laptop", 20, content("laptop", "Robin", &[("c", "pacemaker")]));
    let (joined, _) = removed.join(&elsewhere);
    assert_eq!(joined.content.cautions.len(), 1, "somebody let it stand without knowing");
    let again = saved(&joined, "desktop", 95, content("laptop", "Robin", &[]));
    assert!(elsewhere.join(&again).0.content.cautions.is_empty());
}

#[test]
fn two_texts_of_one_caution_are_two_cautions() {
    let desktop = saved(&base(), "desktop", 20, content("base", "Robin", &[("c", "no rotation")]));
    let laptop = saved(&base(), "laptop", 30, content("base", "Robin", &[("c", "no flexion")]));
    let (joined, _) = desktop.join(&laptop);
    let mut texts: Vec<_> = joined.content.cautions.iter().map(|(_, caution)| caution["text"].clone()).collect();
    texts.sort_by_key(Value::to_string);
    assert_eq!(texts, ["no flexion", "no rotation"]);
    assert_eq!(laptop.join(&desktop).0, joined);
}

/// What a computer does: it edits what it has, or takes over what another has.
#[derive(Debug, Clone)]
enum Deed {
    Edit { who: usize, at: i64, what: u8 },
    Take { who: usize, from: usize },
}

fn deeds() -> impl Strategy<Value = Vec<Deed>> {
    let edit = (0..3_usize, 0..60_i64, 0..40_u8).prop_map(|(who, at, what)| Deed::Edit { who, at, what });
    let take = (0..3_usize, 0..3_usize).prop_map(|(who, from)| Deed::Take { who, from });
    prop::collection::vec(prop_oneof![3 => edit, 1 => take], 0..14)
}

fn edit(row: &Joined, what: u8) -> Content {
    let mut content = row.content.clone();
    let id = format!("c{}", what % 3);
    match what % 5 {
        0 => drop(content.fields.insert("notes".to_owned(), json!(what))),
        1 => drop(content.fields.insert("name".to_owned(), json!(what))),
        2 => content.cautions.retain(|(one, _)| *one != id),
        _ => {
            content.cautions.retain(|(one, _)| *one != id);
            content.cautions.push((id.clone(), json!({ "id": id, "text": what, "since": "2026" })));
        }
    }
    content
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_order_of_any_states_gives_the_same(deeds in deeds(), order in Just((0..32_usize).collect::<Vec<_>>()).prop_shuffle()) {
        let mut computers = [base(), base(), base()];
        let mut states = vec![base()];
        for deed in deeds {
            match deed {
                Deed::Edit { who, at, what } => {
                    let content = edit(&computers[who], what);
                    computers[who] = saved(&computers[who], &format!("computer {who}"), at, content);
                    states.push(computers[who].clone());
                }
                Deed::Take { who, from } => {
                    computers[who] = computers[who].join(&computers[from].clone()).0;
                    states.push(computers[who].clone());
                }
            }
        }
        let whole = |mut states: Vec<Joined>| {
            let first = states.remove(0);
            states.iter().fold(first, |row, next| row.join(next).0)
        };
        let one = whole(states.clone());
        let shuffled: Vec<Joined> = order.iter().filter_map(|place| states.get(*place).cloned()).collect();
        let other = whole(shuffled);
        prop_assert_eq!(&one.content, &other.content);
        for state in &states {
            prop_assert_eq!(&one.join(state).0, &one, "twice is once");
        }
    }
}
