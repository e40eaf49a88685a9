//! Library files and what is told of them.

use super::{POSITIONS, finds, library, told};
use crate::{Library, read_positions};
use holdwell_model::{Confidence, Millis, Posture, RepWork, Setting, Technique, Timing, Usual};

/// Checks a position with these lines added; they begin on line 9.
#[track_caller]
fn position(text: &str, expected: &[&str]) {
    let head = "format = \"holdwell-library\"\nversion = 1\n\n[[position]]\nid = \"x\"\nname = \"X\"\ntechniques = [\"smrt\"]\nregion = \"calf\"\n";
    finds(format!("{head}{text}"), expected);
}

#[test]
fn a_position_is_read_as_it_stands() {
    let library = library();
    let psoas = library.position("psoas").unwrap();
    assert_eq!(psoas.posture, Some(Posture::Supine));
    assert_eq!(psoas.confidence, Confidence::Own);
    assert_eq!(
        psoas.usual[1],
        Usual {
            technique: Technique::Counterstrain,
            timing: Timing::Fixed { hold: Millis::from_secs(90) },
            range: None,
            return_: Some(Setting::Timed(Millis::from_secs(12))),
            confidence: None,
        }
    );
    assert_eq!(psoas.usual[0].range, Some((Millis::from_secs(20), Millis::from_secs(45))));
    let reps = library.position("calf-ball").unwrap().usual[0].timing;
    assert_eq!(reps, Timing::Reps { count: 5, work: RepWork::ByHand, rest: Millis::ZERO, cap: None });
}

#[test]
fn what_is_missing_or_wrong_is_told() {
    finds(
        "format = \"holdwell-library\"\nversion = 1\n[[position]]\n",
        &[
            r#"3:1: position 1: Missing { key: "id", example: "id = \"psoas\"" }"#,
            r#"3:1: position 1: Missing { key: "name", example: "name = \"Psoas major\"" }"#,
            r#"3:1: position 1: Missing { key: "techniques", example: "techniques = [\"smrt\"]" }"#,
            r#"3:1: position 1: Missing { key: "region", example: "region = \"low-back\"" }"#,
        ],
    );
    position(
        "sided = \"yes\"\nposture = \"supin\"\nease = \"bent\"\nneeds = [1, \"wall\"]\n",
        &[
            r#"9:9: position 1: Value { key: "sided", error: NotFlag(Text("yes")) }"#,
            r#"10:11: position 1: Value { key: "posture", error: UnknownWord { text: "supin", instead: Nearest("supine") } }"#,
            r#"11:8: position 1: NotList { key: "ease", found: Text("bent") }"#,
            r#"12:10: position 1: Value { key: "needs", error: NotText(Number("1")) }"#,
        ],
    );
    position("sources = [\"PT1\"]\n", &[r#"9:12: position 1: UnknownSource { key: "PT1", nearest: None }"#]);
    position(
        "usual = [{ technique = \"lymph\", kind = \"block\", length = \"5m\" }]\n",
        &["9:10: position 1: NotAmongTechniques(Lymph)"],
    );
    position(
        "usual = [{ technique = \"smrt\", kind = \"fixed\", hold = \"30s\", range = \"45-20s\" }]\n",
        &[r#"9:70: position 1, usual 1: Value { key: "range", error: Duration(Backwards("45-20s")) }"#],
    );
    position(
        "usual = [{ technique = \"smrt\", kind = \"fixed\", hold = \"90s\", range = \"20-45s\" }]\n",
        &[
            "9:55: position 1, usual 1: Timing(OutsideRange { field: Hold, length: Millis(90000), low: Millis(20000), high: Millis(45000) })",
        ],
    );
    position(
        "\n[[position]]\nid = \"x\"\nname = \"Y\"\ntechniques = []\nregion = \"calv\"\n",
        &[
            r#"11:6: position 2: SamePosition("x")"#,
            "13:14: position 2: NoTechniques",
            r#"14:10: position 2: Value { key: "region", error: UnknownWord { text: "calv", instead: Nearest("calf") } }"#,
        ],
    );
}

#[test]
fn a_later_entry_replaces_an_earlier_one_and_a_bad_file_adds_nothing() {
    let mut library = library();
    library.add_positions("own.toml", POSITIONS.replace("Psoas major", "Our psoas").as_bytes());
    assert_eq!(library.position("psoas").unwrap().name, "Our psoas");

    let half = POSITIONS.replace("Our psoas", "Their psoas").replace("region = \"ribs\"", "region = 3");
    library.add_positions("half.toml", half.as_bytes());
    assert_eq!(library.position("psoas").unwrap().name, "Our psoas");
    assert_eq!(library.problems().len(), 1);
}

#[test]
fn sources_are_looked_up() {
    let mut library = Library::default();
    let sources = "format = \"holdwell-sources\"\nversion = 1\n[source]\nPT1 = { what = \"A page\", address = \"example.org\" }\n";
    library.add_sources("sources.toml", sources.as_bytes());
    assert_eq!(library.problems(), []);
    assert_eq!(library.source("PT1").unwrap().what, "A page");
    let named = POSITIONS.replacen("sided = true", "sided = true\nsources = [\"PT1\", \"PT11\"]", 1);
    let problems = read_positions("f", named.as_bytes(), &library).unwrap_err();
    let unknown = r#"11:19: position 1: UnknownSource { key: "PT11", nearest: Some("PT1") }"#;
    assert_eq!(problems.iter().map(told).collect::<Vec<_>>(), [unknown]);
}
