//! `holdwell timeline`.

use serde_json::Value;

use crate::rig::{Folder, builtin, head, holdwell, keys, listed, steps};

pub(crate) fn rows(file: &str) -> Vec<Value> {
    let text = holdwell(&["timeline", file, "--json"]).well();
    let Value::Array(rows) = serde_json::from_str(&text).unwrap() else { panic!("not an array: {text}") };
    rows
}

#[test]
fn every_row_has_exactly_the_keys_of_the_contract() {
    for id in listed() {
        let rows = rows(&builtin(&id));
        assert_eq!(rows[0]["at_ms"], 0);
        assert_eq!(rows[0]["step"], 1, "{id}: steps count from 1");
        for row in &rows {
            assert_eq!(keys(row), ["at_ms", "length_ms", "phase", "position", "side", "step", "wait"]);
            assert!(row["at_ms"].is_u64() && row["length_ms"].is_u64() && row["step"].as_u64() >= Some(1));
            assert!(row["wait"].is_boolean() && row["position"].as_str().is_some_and(|name| !name.is_empty()));
            let phase = row["phase"].as_str().unwrap();
            assert!(["rate", "settle", "work", "return", "recheck", "rest"].contains(&phase), "{phase}");
            match row["side"].as_str() {
                Some(side) => assert!(["left", "right", "both", "midline"].contains(&side), "{side}"),
                None => assert!(row["side"].is_null() && phase == "work"),
            }
        }
    }
}

#[test]
fn rows_follow_each_other_without_a_gap() {
    for id in listed() {
        for pair in rows(&builtin(&id)).windows(2) {
            let end = pair[0]["at_ms"].as_u64().unwrap() + pair[0]["length_ms"].as_u64().unwrap();
            assert_eq!(pair[1]["at_ms"], end, "{id}");
        }
    }
}

#[test]
fn waits_and_open_work_last_their_first_guesses() {
    let folder = Folder::new();
    let open = "[[step]]\nposition = \"psoas\"\nside = \"left\"\nrate = \"wait\"\nrecheck = \"wait\"\nreturn = \"10s\"\n\
                timing = { kind = \"open\", minimum = \"2m\", target = \"5m\", ceiling = \"8m\" }\n";
    let file = folder.file("r.toml", head("myofascial", "therapist") + open);
    let told: Vec<_> = rows(&file)
        .iter()
        .map(|row| (row["phase"].as_str().unwrap().to_owned(), row["length_ms"].as_u64().unwrap(), row["wait"] == true))
        .collect();
    let expected = [
        ("rate", 5000, true),
        ("settle", 25_000, true),
        ("work", 300_000, true),
        ("return", 10_000, false),
        ("recheck", 10_000, true),
    ];
    assert_eq!(told, expected.map(|(phase, length, wait)| (phase.to_owned(), length, wait)));
}

#[test]
fn reps_are_one_row_and_blocks_have_no_side() {
    let folder = Folder::new();
    let reps = |cap: &str| {
        format!(
            "[[step]]\nposition = \"hamstring-lock\"\nside = \"left\"\n\
                 timing = {{ kind = \"reps\", count = 8, work = \"4s\", rest = \"3s\"{cap} }}\n"
        )
    };
    let block = "[[step]]\nname = \"Lymph\"\nsetup = \"Lie\"\ntiming = { kind = \"block\", length = \"5m\" }\n";
    let text = head("soft-tissue-release", "therapist") + &reps("") + &reps(", cap = \"30s\"") + block;
    let work: Vec<Value> =
        rows(&folder.file("r.toml", text)).into_iter().filter(|row| row["phase"] == "work").collect();
    let lengths: Vec<u64> = work.iter().map(|row| row["length_ms"].as_u64().unwrap()).collect();
    assert_eq!(lengths, [53_000, 30_000, 300_000]);
    assert_eq!((work[0]["side"].as_str(), work[2]["side"].as_str()), (Some("left"), None));
    assert_eq!(work[0]["position"], "hamstring-lock");
}

#[test]
fn a_home_routine_waits_nowhere() {
    for id in ["evening-at-home", "soles-at-home"] {
        assert!(rows(&builtin(id)).iter().all(|row| row["wait"] == false), "{id}");
    }
}

#[test]
fn the_text_is_a_table_with_the_total() {
    let folder = Folder::new();
    let fixed = holdwell(&["timeline", &folder.file("r.toml", steps(3, "58s"))]).well();
    assert_eq!(fixed.lines().count(), 1 + 6 + 1);
    assert!(fixed.lines().last().unwrap().contains("total: 3 min"), "{fixed}");
    let waits = holdwell(&["timeline", &builtin("low-back-mixed")]).well();
    assert!(waits.lines().last().unwrap().contains("total: about "), "{waits}");
}

#[test]
fn a_free_routine_has_none_and_says_so() {
    let folder = Folder::new();
    let (free, out) = (builtin("free-smrt"), folder.path("x.wav"));
    for args in [&["timeline", &free] as &[&str], &["timeline", &free, "--json"], &["render", &free, "--out", &out]] {
        let problems = holdwell(args).problems();
        assert!(problems.len() == 1 && problems[0].contains("free routine"), "{problems:?}");
    }
    assert!(!std::path::Path::new(&out).exists());
}

#[test]
fn five_thousand_steps_are_checked_and_told() {
    let folder = Folder::new();
    let file = folder.file("r.toml", steps(5000, "5s"));
    assert_eq!(holdwell(&["check", &file]).well(), "");
    let rows = rows(&file);
    assert_eq!(rows.len(), 10_000);
    let last = rows.last().unwrap();
    assert_eq!((last["step"].as_u64(), last["at_ms"].as_u64()), (Some(5000), Some(4999 * 7000 + 2000)));
}
