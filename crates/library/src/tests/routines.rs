//! Routine files and what is told of them.

use super::{HEAD, HOME, finds, library};
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
        &[r#"10:19: step 1, timing: kind: "fixd" is unknown; did you mean fixed?"#],
    );
    timing(
        r#"{ kind = "fixed", holdd = "35s" }"#,
        &[
            "10:10: step 1, timing: hold is missing; write hold = \"35s\"",
            "10:28: step 1, timing: unknown key holdd; did you mean hold?",
        ],
    );
    timing(
        r#"{ kind = "fixed", hold = 35 }"#,
        &["10:35: step 1, timing: hold: the number 35 has no unit; write it in quotes, as in \"35s\""],
    );
    timing(
        r#"{ kind = "fixed", hold = "soon" }"#,
        &["10:35: step 1, timing: hold: \"soon\" is not a duration; write 35s, 1m30s, 1:30 or plain seconds"],
    );
    timing(
        r#"{ kind = "fixed", hold = "25h" }"#,
        &["10:35: step 1, timing: hold: \"25h\" is longer than a day; 24h is the most"],
    );
    timing(
        r#"{ kind = "fixed", hold = "0s" }"#,
        &["10:35: step 1, timing: hold: a duration must be longer than nothing; write 1s or more"],
    );
    timing(
        r#"{ kind = "fixed", hold = "1ms" }"#,
        &["10:35: step 1, timing: hold: 1ms is shorter than a second; write 1s or more"],
    );
    timing(r#""35s""#, &["10:10: step 1, timing: \"35s\" is not a table; write { … }"]);
}

#[test]
fn texts_are_short_and_seen() {
    steps(
        &format!("[[step]]\nname = \"{}\"\n", "x".repeat(900_000)),
        &["9:8: step 1: name: the text has 900000 characters; 2,000 is the most, so shorten it"],
    );
    steps(
        "[[step]]\nname = \"Pso\u{200b}as\"\nsettle = \"1ms\"\n",
        &[
            "9:8: step 1: name: the text holds the character \\u{200b}, which cannot be seen; write it on one line without it",
            "10:10: step 1: settle: 1ms is shorter than a second; write 1s or more, or \"off\"",
        ],
    );
}

#[test]
fn minimum_target_and_ceiling_stand_in_order() {
    timing(
        r#"{ kind = "open", minimum = "5m", target = "2m", ceiling = "1m" }"#,
        &[
            "10:52: step 1, timing: target: 2m is shorter than the minimum of 5m; write 5m or more",
            "10:68: step 1, timing: ceiling: 1m is shorter than the target of 2m; write 2m or more",
        ],
    );
    timing(
        r#"{ kind = "open", ceiling = "1m", minimum = "5m" }"#,
        &["10:37: step 1, timing: ceiling: 1m is shorter than the minimum of 5m; write 5m or more"],
    );
}

#[test]
fn counts_are_bounded() {
    for (count, found) in [("0", "0"), ("1001", "1001"), ("-3", "-3"), ("99999999999999999999", "9223372036854775807")]
    {
        timing(
            &format!("{{ kind = \"reps\", count = {count}, work = \"4s\" }}"),
            &[&format!("10:35: step 1, timing: count: {found} is out of bounds; write 1 to 1,000")],
        );
    }
    timing(
        r#"{ kind = "reps", count = "8", work = "4s" }"#,
        &["10:35: step 1, timing: count: \"8\" is not a whole number; write 1 to 1,000 without quotes"],
    );
    for wrong in ["0", "nan", "inf", "-1.5", "1000"] {
        let text = format!("{{ kind = \"block\", length = \"5m\", breaths_per_minute = {wrong} }}");
        let message = "is not a breathing rate; write 1 to 30 breaths a minute, 4.5 to 7 is usual";
        timing(&text, &[&format!("10:64: step 1, timing: breaths_per_minute: the number {wrong} {message}")]);
    }
}

#[test]
fn a_step_is_one_thing() {
    steps(
        "[[step]]\n",
        &["8:1: step 1: position is missing; write position = \"psoas\", or contacts = […], or name = \"…\""],
    );
    steps(
        "[[step]]\nname = \"Belly\"\nposition = \"psoas\"\n",
        &["9:8: step 1: a step has one of position, contacts and name; keep position or name"],
    );
    steps(
        "[[step]]\nposition = \"psoas\"\nsetup = \"Lie down\"\n",
        &["10:9: step 1: setup belongs to a name, and position has its own; take it out, or write remarks = …"],
    );
    steps(
        "[[step]]\ncontacts = []\n",
        &["9:12: step 1: contacts is empty; write contacts = [{ position = \"psoas\" }]"],
    );
    steps(
        "[[step]]\ncontacts = [{ side = \"left\" }]\n",
        &["9:13: step 1, contacts 1: position is missing; write position = \"psoas\""],
    );
}

#[test]
fn positions_are_looked_up() {
    steps("[[step]]\nposition = \"psoass\"\n", &["9:12: step 1: psoass is not in the library; did you mean psoas?"]);
    steps(
        "[[step]]\nposition = \"liver\"\n",
        &["9:12: step 1: liver is not in the library; look it up in the library, or write name = \"…\""],
    );
    steps(
        "[[step]]\nname = \"x\"\n[[step]]\ncontacts = [{ position = \"psoas\" }, { position = \"rip\" }]\n",
        &["11:50: step 2: rip is not in the library; did you mean rib?"],
    );
}

#[test]
fn sides_belong_to_positions_that_have_them() {
    steps("[[step]]\nposition = \"sacrum\"\nside = \"left\"\n", &["10:8: step 1: sacrum has no sides; take side out"]);
    steps("[[step]]\nposition = \"sacrum\"\nside = \"midline\"\n", &[]);
    steps(
        "[[step]]\ncontacts = [{ position = \"psoas\", side = \"left\" }, { position = \"sacrum\", side = \"left\" }]\n",
        &["9:82: step 1: sacrum has no sides; take side out"],
    );
    steps(
        "[[step]]\ncontacts = [{ position = \"sacrum\" }]\nside = \"left\"\n",
        &["10:8: step 1: none of these contacts has sides; take side out"],
    );
    steps(
        "[[step]]\nposition = \"psoas\"\nside = \"lefty\"\n",
        &["10:8: step 1: side: \"lefty\" is unknown; did you mean left?"],
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
        &["10:10: step 1: return: it never waits; write a duration such as 10s, or \"off\""],
    );
    steps(
        "[[step]]\nposition = \"psoas\"\nsettle = true\nrest = \"of\"\n",
        &[
            "10:10: step 1: settle: true is not a duration; write it in quotes, as in \"35s\"",
            "11:8: step 1: rest: \"of\" is not a duration; write 35s, 1m30s, 1:30 or plain seconds, \"wait\" or \"off\"",
        ],
    );
}

#[test]
fn groups_exist_and_stand_together() {
    let groups = "[[group]]\nid = \"points\"\n[[group]]\nid = \"points\"\norder = \"worst\"\n";
    steps(
        &format!("{groups}[[step]]\nname = \"x\"\n"),
        &[
            "11:6: group 2: id points stands twice; give each group its own",
            "12:9: group 2: order: \"worst\" is unknown; known are as-listed, worst-first",
        ],
    );
    steps(
        "[[group]]\nid = \"points\"\n[[step]]\nname = \"a\"\ngroup = \"point\"\n",
        &["12:9: step 1: there is no group point; did you mean points?"],
    );
    let apart = "[[group]]\nid = \"g\"\n[[step]]\nname = \"a\"\ngroup = \"g\"\n[[step]]\nname = \"b\"\n[[step]]\nname = \"c\"\ngroup = \"g\"\n";
    steps(apart, &["17:9: step 3: the steps of a group stand together; move this one up behind step 1"]);
}

#[test]
fn a_free_routine_has_no_steps_and_others_have_some() {
    steps("", &["4:1: the routine has no steps; add [[step]], or write free = true"]);
    let free = HEAD.replace("name = \"Test\"", "name = \"Test\"\nfree = true");
    finds(&free, &[]);
    finds(
        format!("{free}[[step]]\nname = \"x\"\n"),
        &["7:8: a free routine has no steps; take them out, or take out free = true"],
    );
}

#[test]
fn a_home_routine_waits_nowhere() {
    home(
        "[[step]]\nname = \"Rest\"\nrate = \"wait\"\nsettle = \"wait\"\nrecheck = \"wait\"\nrest = \"wait\"\n",
        &[
            "10:8: step 1: rate waits, and a home routine waits nowhere; write a duration or \"off\"",
            "11:10: step 1: settle waits, and a home routine waits nowhere; write a duration or \"off\"",
            "12:11: step 1: recheck waits, and a home routine waits nowhere; write a duration or \"off\"",
            "13:8: step 1: rest waits, and a home routine waits nowhere; write a duration or \"off\"",
        ],
    );
    home(
        "[[group]]\nid = \"g\"\nscan = true\n[[step]]\nname = \"Rest\"\n",
        &["10:8: group 1: a scan waits for scores, and a home routine waits nowhere; take scan out"],
    );
    let by_hand = "repetitions by hand wait, and a home routine waits nowhere; write work = \"4s\"";
    home(
        "[[step]]\nname = \"x\"\ntiming = { kind = \"reps\", count = 3, work = \"by-hand\" }\n",
        &[&format!("10:10: step 1: {by_hand}")],
    );
    home("[[step]]\nposition = \"calf-ball\"\n", &[&format!("9:12: step 1: {by_hand}")]);
    home(
        "[[step]]\nposition = \"psoas\"\n",
        &["9:12: step 1: psoas is not for home; choose a position with home = true"],
    );
    home(
        "[[step]]\nname = \"a\"\ntiming = { kind = \"open\" }\n[[step]]\nname = \"b\"\ntiming = { kind = \"listening\" }\n",
        &[],
    );
    finds(
        HOME.replace("\"home\"", "\"home\", free = true"),
        &["3:67: a home routine cannot be free, nobody is there to press a key; list its steps"],
    );
}

#[test]
fn the_header_says_what_a_file_is() {
    let step = "[[step]]\nname = \"x\"\n";
    finds(
        "",
        &[
            "1:1: format is missing; write format = \"holdwell-routine\"",
            "1:1: routine is missing; write [routine]",
            "1:1: the routine has no steps; add [[step]], or write free = true",
            "1:1: version is missing; write version = 1",
        ],
    );
    finds(
        HEAD.replace("= 1", "= 2"),
        &["2:11: this file was written for a newer Holdwell; update Holdwell, or save the file as version 1"],
    );
    finds(HEAD.replace("= 1", "= 0") + step, &["2:11: there is no such version; write version = 1"]);
    finds(HEAD.replace("= 1", "= \"1\"") + step, &["2:11: version: \"1\" is not a whole number; write version = 1"]);
    finds(
        HEAD.replace("-routine", "-rutine") + step,
        &["1:10: format: \"holdwell-rutine\" is unknown; did you mean holdwell-routine?"],
    );
    let told = read_routine("f", super::POSITIONS.as_bytes(), &library()).unwrap_err();
    assert_eq!(
        told.iter().map(ToString::to_string).collect::<Vec<_>>(),
        ["f:2:10: this is another kind of file; a file of this kind has format = \"holdwell-routine\""]
    );
}

#[test]
fn all_problems_are_told_together_with_bad_syntax() {
    steps(
        "[[step]]\nposition = psoas\nhold = \"3s\"\n\n[[step]]\nposition = \"rip\"\nrest = \"5s\"\nrest = \"6s\"\n",
        &[
            "9:12: string values must be quoted; expected literal string",
            "10:1: step 1: hold belongs into the timing; write timing = { kind = \"fixed\", hold = … }",
            "13:12: step 2: rip is not in the library; did you mean rib?",
            "15:1: the key stands here a second time; keep one of the two",
        ],
    );
}

#[test]
fn marks_and_line_ends_of_other_editors_are_no_matter() {
    let text = format!("\u{feff}{HEAD}[[step]]\nname = \"x\"\nrest = 3\n").replace('\n', "\r\n");
    finds(text.replace("rest = 3\r\n", ""), &[]);
    finds(text, &["10:8: step 1: rest: the number 3 has no unit; write it in quotes, as in \"3s\""]);
}

#[test]
fn tables_and_lists_are_told_apart() {
    steps("[step]\nname = \"x\"\n", &["8:1: step: a table is not a list; write [[step]]"]);
    steps(
        "[[step]]\ncontacts = \"psoas\"\n",
        &["9:12: step 1: contacts: \"psoas\" is not a list; write contacts = […]"],
    );
}

#[test]
fn text_is_one_tame_line() {
    steps(
        "[[step]]\nname = \"a\\u0007b\"\nremarks = \"\"\"two\nlines\"\"\"\n",
        &[
            "9:8: step 1: name: the text holds the control character \\u{7}; write it on one line without it",
            "10:11: step 1: remarks: the text holds the control character \\u{a}; write it on one line without it",
        ],
    );
    steps(
        "[[step]]\nname = \"a\u{202e}b\"\n",
        &["9:8: step 1: name: the text holds the control character \\u{202e}; write it on one line without it"],
    );
    steps("[[step]]\nname = \" \"\n", &["9:8: step 1: name: the text is empty; write something or leave the key out"]);
    steps("[[step]]\nname = 3\n", &["9:8: step 1: name: the number 3 is not text; write it in quotes"]);
}

#[test]
fn bytes_that_are_no_text_are_told_where_they_stand() {
    let mut bytes = format!("{HEAD}[[step]]\nname = \"ä").into_bytes();
    bytes.extend([0xff]);
    bytes.extend("\"\nrest = 3\n".as_bytes());
    finds(
        bytes,
        &[
            "9:10: this is not UTF-8 text; save the file as UTF-8",
            "10:8: step 1: rest: the number 3 has no unit; write it in quotes, as in \"3s\"",
        ],
    );
}

#[test]
fn sizes_are_bounded() {
    let told = check("f", &vec![b'#'; 1024 * 1024 + 1], &library());
    assert_eq!(told[0].to_string(), "f:1:1: the file is larger than 1 MiB; split it into smaller files");
    assert_eq!(check("f", &vec![b'#'; 1024 * 1024], &library()).len(), 4);

    let step = "[[step]]\nname = \"x\"\n";
    steps(&step.repeat(10_000), &[]);
    steps(
        &step.repeat(10_001),
        &["20008:1: the routine has 10001 steps; 10,000 is the most, so split it into several"],
    );
}

#[test]
fn an_unknown_key_is_told_at_the_key() {
    finds(
        format!("{HEAD}[[step]]\nname = \"x\"\n\n[[steps]]\nname = \"x\"\n"),
        &["11:3: unknown key steps; did you mean step?"],
    );
    steps(
        "[[step]]\nname = \"x\"\nbeep = true\n",
        &[
            "10:1: step 1: unknown key beep; known are group, position, contacts, name, setup, technique, timing, side, rate, \
         settle, return, recheck, rest, optional, remarks",
        ],
    );
}
