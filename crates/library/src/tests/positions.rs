//! Library files and what is told of them.

use super::{POSITIONS, finds, library};
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
            "3:1: position 1: id is missing; write id = \"psoas\"",
            "3:1: position 1: name is missing; write name = \"Psoas major\"",
            "3:1: position 1: region is missing; write region = \"low-back\"",
            "3:1: position 1: techniques is missing; write techniques = [\"smrt\"]",
        ],
    );
    position(
        "sided = \"yes\"\nposture = \"supin\"\nease = \"bent\"\nneeds = [1, \"wall\"]\n",
        &[
            "9:9: position 1: sided: \"yes\" is neither true nor false; write true or false without quotes",
            "10:11: position 1: posture: \"supin\" is unknown; did you mean supine?",
            "11:8: position 1: ease: \"bent\" is not a list; write ease = […]",
            "12:10: position 1: needs: the number 1 is not text; write it in quotes",
        ],
    );
    position(
        "sources = [\"PT1\"]\n",
        &["9:12: position 1: source PT1 is not in the list of sources; name one of its keys"],
    );
    position(
        "usual = [{ technique = \"lymph\", kind = \"block\", length = \"5m\" }]\n",
        &["9:10: position 1: Lymph is timed here but not among the techniques; add it to techniques"],
    );
    position(
        "usual = [{ technique = \"smrt\", kind = \"fixed\", hold = \"30s\", range = \"45-20s\" }]\n",
        &["9:70: position 1, usual 1: range: \"45-20s\" runs backwards; write the shorter time first, as in 20-45s"],
    );
    position(
        "usual = [{ technique = \"smrt\", kind = \"fixed\", hold = \"90s\", range = \"20-45s\" }]\n",
        &["9:54: position 1, usual 1: hold: 1m30s is outside its own range, 20s to 45s; correct one of them"],
    );
    position(
        "\n[[position]]\nid = \"x\"\nname = \"Y\"\ntechniques = []\nregion = \"calv\"\n",
        &[
            "11:6: position 2: id x stands twice; give each position its own",
            "13:14: position 2: techniques is empty; write techniques = [\"smrt\"]",
            "14:10: position 2: region: \"calv\" is unknown; did you mean calf?",
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
    let told = read_positions("f", named.as_bytes(), &library).unwrap_err();
    assert_eq!(
        told[0].to_string(),
        "f:11:19: position 1: source PT11 is not in the list of sources; did you mean PT1?"
    );
}
