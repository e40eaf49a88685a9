//! Routine files and what is told of them.

use super::{HEAD, HOME, finds, library, told};
use crate::{check, read_routine};

/// Checks a step, or several, added to a therapist's routine; they begin on line 8.
#[track_caller]
fn steps(text: &str, expected: &[&str]) {
    finds(format!("{HEAD}{text}"), expected);
}

#[track_caller]
fn home(text: &str, expected: &[&str]) {
    finds(format!("{HOME}{text}"), expected);
}

#[track_caller]
fn timing(text: &str, expected: &[&str]) {
    steps(&format!("[[step]]\nposition = \"psoas\"\ntiming = {text}\n"), expected);
}

#[test]
fn every_timing_of_the_format_is_read() {
    for text in [
        r#"{ kind = "fixed", hold = "35s" }"#,
        r#"{ kind = "fixed", hold = "1:30" }"#,
        r#"{ kind = "open", minimum = "2m", target = "5m", ceiling = "8m" }"#,
        r#"{ kind = "open" }"#,
        r#"{ kind = "reps", count = 8, work = "4s", rest = "3s", cap = "2m" }"#,
        r#"{ kind = "reps", count = 8, work = "by-hand", rest = "0s" }"#,
        r#"{ kind = "listening", check_in = "3m", ceiling = "20m" }"#,
        r#"{ kind = "block", length = "5m", breaths_per_minute = 6 }"#,
        r#"{ kind = "block", length = "5m", breaths_per_minute = 5.5 }"#,
    ] {
        timing(text, &[]);
    }
}

#[test]
fn a_wrong_timing_is_told_at_its_value() {
    timing(
        r#"{ kind = "fixd", holdd = "35s" }"#,
        &[
            r#"10:19: step 1, timing: Value { key: "kind", error: UnknownWord { text: "fixd", instead: Nearest("fixed") } }"#,
        ],
    );
    timing(
        r#"{ kind = "fixed", holdd = "35s" }"#,
        &[
            r#"10:10: step 1, timing: Missing { key: "hold", example: "hold = \"35s\"" }"#,
            r#"10:28: step 1, timing: UnknownKey { key: "holdd", instead: Nearest("hold") }"#,
        ],
    );
    timing(
        r#"{ kind = "fixed", hold = 35 }"#,
        &[r#"10:35: step 1, timing: Value { key: "hold", error: NoUnit("35") }"#],
    );
    timing(
        r#"{ kind = "fixed", hold = "soon" }"#,
        &[r#"10:35: step 1, timing: Value { key: "hold", error: Duration(Unreadable("soon")) }"#],
    );
    timing(
        r#"{ kind = "fixed", hold = "25h" }"#,
        &[r#"10:35: step 1, timing: Value { key: "hold", error: Duration(TooLong("25h")) }"#],
    );
    timing(
        r#"{ kind = "fixed", hold = "0s" }"#,
        &[r#"10:35: step 1, timing: Value { key: "hold", error: Duration(Zero) }"#],
    );
    timing(r#"{ kind = "fixed", hold = "1ms" }"#, &["10:35: step 1, timing: Timing(TooShort(Hold, Millis(1)))"]);
    timing(r#""35s""#, &[r#"10:10: step 1, timing: NotTable(Text("35s"))"#]);
}

#[test]
fn texts_are_short_and_seen() {
    steps(
        &format!("[[step]]\nname = \"{}\"\n", "x".repeat(900_000)),
        &[r#"9:8: step 1: Value { key: "name", error: TooLong(900000) }"#],
    );
    steps(
        "[[step]]\nname = \"Pso\u{200b}as\"\nsettle = \"1ms\"\n",
        &[
            r#"9:8: step 1: Value { key: "name", error: Control('\u{200b}') }"#,
            r#"10:10: step 1: Value { key: "settle", error: TooShort(Millis(1)) }"#,
        ],
    );
}

#[test]
fn minimum_target_and_ceiling_stand_in_order() {
    timing(
        r#"{ kind = "open", minimum = "5m", target = "2m", ceiling = "1m" }"#,
        &[
            "10:52: step 1, timing: Timing(OutOfOrder { shorter: Minimum, low: Millis(300000), longer: Target, high: Millis(120000) })",
            "10:68: step 1, timing: Timing(OutOfOrder { shorter: Target, low: Millis(120000), longer: Ceiling, high: Millis(60000) })",
        ],
    );
    timing(
        r#"{ kind = "open", ceiling = "1m", minimum = "5m" }"#,
        &[
            "10:37: step 1, timing: Timing(OutOfOrder { shorter: Minimum, low: Millis(300000), longer: Ceiling, high: Millis(60000) })",
        ],
    );
}

#[test]
fn counts_are_bounded() {
    for (count, found) in [("0", "0"), ("1001", "1001"), ("-3", "-3"), ("99999999999999999999", "9223372036854775807")]
    {
        timing(
            &format!("{{ kind = \"reps\", count = {count}, work = \"4s\" }}"),
            &[&format!("10:35: step 1, timing: Value {{ key: \"count\", error: Limit(Count({found})) }}")],
        );
    }
    timing(
        r#"{ kind = "reps", count = "8", work = "4s" }"#,
        &[r#"10:35: step 1, timing: Value { key: "count", error: NotCount(Text("8")) }"#],
    );
    for wrong in ["0", "nan", "inf", "-1.5", "1000"] {
        let text = format!("{{ kind = \"block\", length = \"5m\", breaths_per_minute = {wrong} }}");
        let error = format!("NotBreathingRate(Number(\"{wrong}\"))");
        timing(&text, &[&format!("10:64: step 1, timing: Value {{ key: \"breaths_per_minute\", error: {error} }}")]);
    }
}

#[test]
fn a_step_is_one_thing() {
    steps("[[step]]\n", &["8:1: step 1: NothingHeld"]);
    steps("[[step]]\nname = \"Belly\"\nposition = \"psoas\"\n", &[r#"9:8: step 1: HeldTwice("position", "name")"#]);
    steps("[[step]]\nposition = \"psoas\"\nsetup = \"Lie down\"\n", &[r#"10:9: step 1: SetupWithoutName("position")"#]);
    steps("[[step]]\ncontacts = []\n", &["9:12: step 1: Rule(NoContacts)"]);
    steps(
        "[[step]]\ncontacts = [{ side = \"left\" }]\n",
        &[r#"9:13: step 1, contacts 1: Missing { key: "position", example: "position = \"psoas\"" }"#],
    );
}

#[test]
fn positions_are_looked_up() {
    steps(
        "[[step]]\nposition = \"psoass\"\n",
        &[r#"9:12: step 1: Rule(UnknownPosition { id: "psoass", nearest: Some("psoas") })"#],
    );
    steps(
        "[[step]]\nposition = \"liver\"\n",
        &[r#"9:12: step 1: Rule(UnknownPosition { id: "liver", nearest: None })"#],
    );
    steps(
        "[[step]]\nname = \"x\"\n[[step]]\ncontacts = [{ position = \"psoas\" }, { position = \"rip\" }]\n",
        &[r#"11:50: step 2: Rule(UnknownPosition { id: "rip", nearest: Some("rib") })"#],
    );
}

#[test]
fn sides_belong_to_positions_that_have_them() {
    steps("[[step]]\nposition = \"sacrum\"\nside = \"left\"\n", &[r#"10:8: step 1: Rule(NoSides("sacrum"))"#]);
    steps("[[step]]\nposition = \"sacrum\"\nside = \"midline\"\n", &[]);
    steps(
        "[[step]]\ncontacts = [{ position = \"psoas\", side = \"left\" }, { position = \"sacrum\", side = \"left\" }]\n",
        &[r#"9:82: step 1: Rule(NoSides("sacrum"))"#],
    );
    steps(
        "[[step]]\ncontacts = [{ position = \"sacrum\" }]\nside = \"left\"\n",
        &["10:8: step 1: Rule(NoSidedContact)"],
    );
    steps(
        "[[step]]\nposition = \"psoas\"\nside = \"lefty\"\n",
        &[r#"10:8: step 1: Value { key: "side", error: UnknownWord { text: "lefty", instead: Nearest("left") } }"#],
    );
}

#[test]
fn phases_wait_take_time_or_are_off() {
    steps(
        "[[step]]\nposition = \"psoas\"\nrate = \"wait\"\nsettle = \"8s\"\nreturn = \"off\"\nrecheck = \"wait\"\nrest = \"off\"\n",
        &[],
    );
    steps(
        "[[step]]\nposition = \"psoas\"\nreturn = \"wait\"\n",
        &[r#"10:10: step 1: Value { key: "return", error: ReturnWaits }"#],
    );
    steps(
        "[[step]]\nposition = \"psoas\"\nsettle = true\nrest = \"of\"\n",
        &[
            r#"10:10: step 1: Value { key: "settle", error: NotDuration(Flag(true)) }"#,
            r#"11:8: step 1: Value { key: "rest", error: Setting(Unreadable("of")) }"#,
        ],
    );
}

#[test]
fn groups_exist_and_stand_together() {
    let groups = "[[group]]\nid = \"points\"\n[[group]]\nid = \"points\"\norder = \"worst\"\n";
    steps(
        &format!("{groups}[[step]]\nname = \"x\"\n"),
        &[
            r#"11:6: group 2: Rule(SameGroup("points"))"#,
            r#"12:9: group 2: Value { key: "order", error: UnknownWord { text: "worst", instead: OneOf(["as-listed", "worst-first"]) } }"#,
        ],
    );
    steps(
        "[[group]]\nid = \"points\"\n[[step]]\nname = \"a\"\ngroup = \"point\"\n",
        &[r#"12:9: step 1: Rule(UnknownGroup { id: "point", nearest: Some("points") })"#],
    );
    let apart = "[[group]]\nid = \"g\"\n[[step]]\nname = \"a\"\ngroup = \"g\"\n[[step]]\nname = \"b\"\n[[step]]\nname = \"c\"\ngroup = \"g\"\n";
    steps(apart, &["17:9: step 3: Rule(GroupApart { after: 1 })"]);
}

#[test]
fn a_free_routine_has_no_steps_and_others_have_some() {
    steps("", &["4:1: Rule(NoSteps)"]);
    let free = HEAD.replace("name = \"Test\"", "name = \"Test\"\nfree = true");
    finds(&free, &[]);
    finds(format!("{free}[[step]]\nname = \"x\"\n"), &["7:8: Rule(FreeWithSteps)"]);
}

#[test]
fn a_home_routine_waits_nowhere() {
    home(
        "[[step]]\nname = \"Rest\"\nrate = \"wait\"\nsettle = \"wait\"\nrecheck = \"wait\"\nrest = \"wait\"\n",
        &[
            r#"10:8: step 1: Rule(WaitAtHome("rate"))"#,
            r#"11:10: step 1: Rule(WaitAtHome("settle"))"#,
            r#"12:11: step 1: Rule(WaitAtHome("recheck"))"#,
            r#"13:8: step 1: Rule(WaitAtHome("rest"))"#,
        ],
    );
    home("[[group]]\nid = \"g\"\nscan = true\n[[step]]\nname = \"Rest\"\n", &["10:8: group 1: Rule(ScanAtHome)"]);
    home(
        "[[step]]\nname = \"x\"\ntiming = { kind = \"reps\", count = 3, work = \"by-hand\" }\n",
        &["10:10: step 1: Rule(ByHandAtHome)"],
    );
    home("[[step]]\nposition = \"calf-ball\"\n", &["9:12: step 1: Rule(ByHandAtHome)"]);
    home("[[step]]\nposition = \"psoas\"\n", &[r#"9:12: step 1: Rule(NotForHome("psoas"))"#]);
    home(
        "[[step]]\nname = \"a\"\ntiming = { kind = \"open\" }\n[[step]]\nname = \"b\"\ntiming = { kind = \"listening\" }\n",
        &[],
    );
    finds(HOME.replace("\"home\"", "\"home\", free = true"), &["3:67: Rule(FreeAtHome)"]);
}

#[test]
fn the_header_says_what_a_file_is() {
    let step = "[[step]]\nname = \"x\"\n";
    finds(
        "",
        &[
            r#"1:1: Missing { key: "format", example: "format = \"holdwell-routine\"" }"#,
            r#"1:1: Missing { key: "version", example: "version = 1" }"#,
            r#"1:1: Missing { key: "routine", example: "[routine]" }"#,
            "1:1: Rule(NoSteps)",
        ],
    );
    finds(HEAD.replace("= 1", "= 2"), &["2:11: NewerVersion"]);
    finds(HEAD.replace("= 1", "= 0") + step, &["2:11: NoSuchVersion"]);
    finds(HEAD.replace("= 1", "= \"1\"") + step, &[r#"2:11: Value { key: "version", error: NotVersion(Text("1")) }"#]);
    finds(
        HEAD.replace("-routine", "-rutine") + step,
        &[
            r#"1:10: Value { key: "format", error: UnknownWord { text: "holdwell-rutine", instead: Nearest("holdwell-routine") } }"#,
        ],
    );
    let problems = read_routine("f", super::POSITIONS.as_bytes(), &library()).unwrap_err();
    let other = r#"2:10: OtherFormat("format = \"holdwell-routine\"")"#;
    assert_eq!(problems.iter().map(told).collect::<Vec<_>>(), [other]);
}

#[test]
fn all_problems_are_told_together_with_bad_syntax() {
    steps(
        "[[step]]\nposition = psoas\nhold = \"3s\"\n\n[[step]]\nposition = \"rip\"\nrest = \"5s\"\nrest = \"6s\"\n",
        &[
            r#"9:12: Syntax("string values must be quoted, expected literal string")"#,
            "10:1: step 1: BelongsIntoTiming(Hold)",
            r#"13:12: step 2: Rule(UnknownPosition { id: "rip", nearest: Some("rib") })"#,
            r#"15:1: Syntax("duplicate key")"#,
        ],
    );
}

#[test]
fn marks_and_line_ends_of_other_editors_are_no_matter() {
    let text = format!("\u{feff}{HEAD}[[step]]\nname = \"x\"\nrest = 3\n").replace('\n', "\r\n");
    finds(text.replace("rest = 3\r\n", ""), &[]);
    finds(text, &[r#"10:8: step 1: Value { key: "rest", error: NoUnit("3") }"#]);
}

#[test]
fn tables_and_lists_are_told_apart() {
    steps("[step]\nname = \"x\"\n", &[r#"8:1: NotList { key: "step", found: Table }"#]);
    steps("[[step]]\ncontacts = \"psoas\"\n", &[r#"9:12: step 1: NotList { key: "contacts", found: Text("psoas") }"#]);
}

#[test]
fn text_is_one_tame_line() {
    steps(
        "[[step]]\nname = \"a\\u0007b\"\nremarks = \"\"\"two\nlines\"\"\"\n",
        &[
            r#"9:8: step 1: Value { key: "name", error: Control('\u{7}') }"#,
            r#"10:11: step 1: Value { key: "remarks", error: Control('\n') }"#,
        ],
    );
    steps("[[step]]\nname = \"a\u{202e}b\"\n", &[r#"9:8: step 1: Value { key: "name", error: Control('\u{202e}') }"#]);
    steps("[[step]]\nname = \" \"\n", &[r#"9:8: step 1: Value { key: "name", error: Empty }"#]);
    steps("[[step]]\nname = 3\n", &[r#"9:8: step 1: Value { key: "name", error: NotText(Number("3")) }"#]);
}

#[test]
fn bytes_that_are_no_text_are_told_where_they_stand() {
    let mut bytes = format!("{HEAD}[[step]]\nname = \"ä").into_bytes();
    bytes.extend([0xff]);
    bytes.extend("\"\nrest = 3\n".as_bytes());
    finds(bytes, &["9:10: NotUtf8", r#"10:8: step 1: Value { key: "rest", error: NoUnit("3") }"#]);
}

#[test]
fn sizes_are_bounded() {
    let problems = check("f", &vec![b'#'; 1024 * 1024 + 1], &library());
    assert_eq!(problems.iter().map(told).collect::<Vec<_>>(), ["1:1: TooLarge"]);
    assert_eq!(check("f", &vec![b'#'; 1024 * 1024], &library()).len(), 4);

    let step = "[[step]]\nname = \"x\"\n";
    steps(&step.repeat(10_000), &[]);
    steps(&step.repeat(10_001), &["20008:1: TooManySteps(10001)"]);
}

#[test]
fn an_unknown_key_is_told_at_the_key() {
    finds(
        format!("{HEAD}[[step]]\nname = \"x\"\n\n[[steps]]\nname = \"x\"\n"),
        &[r#"11:3: UnknownKey { key: "steps", instead: Nearest("step") }"#],
    );
    steps(
        "[[step]]\nname = \"x\"\nbeep = true\n",
        &["10:1: step 1: UnknownKey { key: \"beep\", instead: OneOf([\
              \"group\", \"position\", \"contacts\", \"name\", \"setup\", \"technique\", \
              \"timing\", \"side\", \"rate\", \"settle\", \"return\", \"recheck\", \"rest\", \"optional\", \"remarks\"]) }"],
    );
}
