//! Sentences about problems of files, with the place of each.

use proptest::prelude::*;

use super::super::{broken_rule, file_problem, script_problem, setting_error};
use super::says;
use crate::text::faults::fault;
use crate::text::timing::{duration_error, field_error, timing_violation};
use crate::text::values::value_error;
use holdwell_files::{Content, FileKind, ReadError};
use holdwell_library::{BrokenRule, Fault, Found, Library, ScriptError, Suggestion, ValueError, check};
use holdwell_library::{script, shown};
use holdwell_model::{DurationError, FieldError, Millis, SettingError, Technique, TimingField, TimingViolation};

/// Returns the name of a variant, without its data.
fn variant(of: &impl std::fmt::Debug) -> String {
    let whole = format!("{of:?}");
    whole.split([' ', '(', '{']).next().unwrap_or_default().to_owned()
}

fn owned(text: &str) -> String {
    text.to_owned()
}

#[test]
fn faults() {
    let faults = [
        Fault::TooLarge,
        Fault::Unreadable(ReadError::Missing),
        Fault::Unreadable(ReadError::DanglingLink),
        Fault::Unreadable(ReadError::NotAFile(FileKind::Pipe)),
        Fault::OtherContent(Content::Table),
        Fault::OtherContent(Content::Picture),
        Fault::TooManyFiles(200),
        Fault::NotUtf8,
        Fault::Syntax(owned("string values must be quoted, expected literal string")),
        Fault::Syntax(owned("unexpected key or value, expected nothing")),
        Fault::Syntax(owned("duplicate key")),
        Fault::Syntax(owned("unclosed array")),
        Fault::OtherFormat(owned("format = \"holdwell-routine\"")),
        Fault::NewerVersion,
        Fault::NoSuchVersion,
        Fault::Missing { key: owned("hold"), example: owned("hold = \"35s\"") },
        Fault::NothingHeld,
        Fault::UnknownKey { key: owned("holdd"), instead: Suggestion::Nearest("hold") },
        Fault::UnknownKey { key: owned("beep"), instead: Suggestion::OneOf(vec!["kind", "hold"]) },
        Fault::Value { key: owned("name"), error: ValueError::Empty },
        Fault::NotList { key: owned("step"), found: Found::Table },
        Fault::NotList { key: owned("ease"), found: Found::Text(owned("bent")) },
        Fault::NotTable(Found::Text(owned("35s"))),
        Fault::BelongsIntoTiming(TimingField::Hold),
        Fault::Timing(TimingViolation::Count(0)),
        Fault::TooManySteps(10_001),
    ];
    says(
        faults.iter().map(|one| (variant(one), fault(one))),
        r#"TooLarge: the file is larger than 1 MiB; split it into smaller files
        Unreadable: cannot be read: there is no file of this name; put a file here that you may read, or take it away
        Unreadable: cannot be read: it is a link to a file that is not there; put a file here that you may read, or take it away
        Unreadable: cannot be read: it is a pipe and not a file; put a file here that you may read, or take it away
        OtherContent: this is a table (CSV), and not a file of Holdwell's; a list of clients is read with: holdwell import FILE
        OtherContent: this is a picture, and not a file of Holdwell's; choose one that begins with format = "holdwell-routine"
        TooManyFiles: from here on no file is read: 200 are the most; write several positions into one file
        NotUtf8: this is not UTF-8 text; save the file as UTF-8
        Syntax: string values must be quoted; expected literal string
        Syntax: unexpected key or value; take it out
        Syntax: the key stands here a second time; keep one of the two
        Syntax: unclosed array; check the quotes, brackets and equals signs here
        OtherFormat: this is another kind of file; a file of this kind has format = "holdwell-routine"
        NewerVersion: this file was written for a newer Holdwell; update Holdwell, or save the file as version 1
        NoSuchVersion: there is no such version; write version = 1
        Missing: hold is missing; write hold = "35s"
        NothingHeld: position is missing; write position = "psoas", or contacts = […], or name = "…"
        UnknownKey: unknown key holdd; did you mean hold?
        UnknownKey: unknown key beep; known are kind, hold
        Value: name: the text is empty; write something or leave the key out
        NotList: step: a table is not a list; write [[step]]
        NotList: ease: "bent" is not a list; write ease = […]
        NotTable: "35s" is not a table; write { … }
        BelongsIntoTiming: hold belongs into the timing; write timing = { kind = "fixed", hold = … }
        Timing: 0 is out of bounds; write 1 to 1,000
        TooManySteps: the routine has 10001 steps; 10,000 is the most, so split it into several"#,
    );
}

#[test]
fn faults_between_entries() {
    let faults = [
        Fault::HeldTwice("position", "name"),
        Fault::SetupWithoutName("position"),
        Fault::SamePosition(owned("x")),
        Fault::NoTechniques,
        Fault::NotAmongTechniques(Technique::Lymph),
        Fault::UnknownSource { key: owned("XY"), nearest: None },
        Fault::UnknownSource { key: owned("PT11"), nearest: Some(owned("PT1")) },
        Fault::Rule(BrokenRule::NoSteps),
    ];
    says(
        faults.iter().map(|one| (variant(one), fault(one))),
        r#"HeldTwice: a step has one of position, contacts and name; keep position or name
        SetupWithoutName: setup belongs to a name, and position has its own; take it out, or write remarks = …
        SamePosition: id x stands twice; give each position its own
        NoTechniques: techniques is empty; write techniques = ["smrt"]
        NotAmongTechniques: Lymph is timed here but not among the techniques; add it to techniques
        UnknownSource: source XY is not in the list of sources; name one of its keys
        UnknownSource: source PT11 is not in the list of sources; did you mean PT1?
        Rule: the routine has no steps; add [[step]], or write free = true"#,
    );
}

#[test]
fn rules() {
    let rules = [
        BrokenRule::FreeWithSteps,
        BrokenRule::NoSteps,
        BrokenRule::TooMuch(100_001),
        BrokenRule::FreeAtHome,
        BrokenRule::SameGroup(owned("points")),
        BrokenRule::ScanAtHome,
        BrokenRule::UnknownGroup { id: owned("point"), nearest: Some(owned("points")) },
        BrokenRule::UnknownGroup { id: owned("g"), nearest: None },
        BrokenRule::GroupApart { after: 1 },
        BrokenRule::NoContacts,
        BrokenRule::NoSides(owned("sacrum")),
        BrokenRule::NoSidedContact,
        BrokenRule::UnknownPosition { id: owned("posas"), nearest: Some(owned("psoas")) },
        BrokenRule::UnknownPosition { id: owned("liver"), nearest: None },
        BrokenRule::NotForHome(owned("psoas")),
        BrokenRule::WaitAtHome("rate"),
        BrokenRule::ByHandAtHome,
    ];
    says(
        rules.iter().map(|one| (variant(one), broken_rule(one))),
        r#"FreeWithSteps: a free routine has no steps; take them out, or take out free = true
        NoSteps: the routine has no steps; add [[step]], or write free = true
        TooMuch: the routine has 100001 check-ins, breaths and repetitions, and 100,000 are the most; ask less often, or take steps out
        FreeAtHome: a home routine cannot be free, nobody is there to press a key; list its steps
        SameGroup: id points stands twice; give each group its own
        ScanAtHome: a scan waits for scores, and a home routine waits nowhere; take scan out
        UnknownGroup: there is no group point; did you mean points?
        UnknownGroup: there is no group g; add [[group]] with this id
        GroupApart: the steps of a group stand together; move this one up behind step 1
        NoContacts: contacts is empty; write contacts = [{ position = "psoas" }]
        NoSides: sacrum has no sides; take side out
        NoSidedContact: none of these contacts has sides; take side out
        UnknownPosition: posas is not in the library; did you mean psoas?
        UnknownPosition: liver is not in the library; look it up in the library, or write name = "…"
        NotForHome: psoas is not for home; choose a position with home = true
        WaitAtHome: rate waits, and a home routine waits nowhere; write a duration or "off"
        ByHandAtHome: repetitions by hand wait, and a home routine waits nowhere; write work = "4s""#,
    );
}

#[test]
fn values() {
    let unreadable = || DurationError::Unreadable(owned("soon"));
    let values = [
        ValueError::NotText(Found::Number(owned("3"))),
        ValueError::Empty,
        ValueError::TooLong(2001),
        ValueError::TooShort(Millis(1)),
        ValueError::Control('\u{202e}'),
        ValueError::NotFlag(Found::Text(owned("yes"))),
        ValueError::NotWord { found: Found::List, known: vec!["fixed", "open"] },
        ValueError::UnknownWord { text: owned("fixd"), instead: Suggestion::Nearest("fixed") },
        ValueError::NoUnit(owned("35")),
        ValueError::NotDuration(Found::Flag(true)),
        ValueError::NotDuration(Found::Date),
        ValueError::Duration(unreadable()),
        ValueError::Setting(unreadable()),
        ValueError::Return(unreadable()),
        ValueError::ReturnWaits,
        ValueError::RepWork(unreadable()),
        ValueError::NotCount(Found::Text(owned("8"))),
        ValueError::NotBreathingRate(Found::Number(owned("nan"))),
        ValueError::Limit(TimingViolation::Count(-3)),
        ValueError::NotDay(Found::Text(owned("today"))),
        ValueError::NotVersion(Found::Text(owned("1"))),
    ];
    says(
        values.iter().map(|one| (variant(one), value_error(one))),
        r#"NotText: the number 3 is not text; write it in quotes
        Empty: the text is empty; write something or leave the key out
        TooLong: the text has 2001 characters; 2,000 is the most, so shorten it
        TooShort: 0.001s is shorter than a second; write 1s or more, or "off"
        Control: the text holds the character \u{202e}, which cannot be seen; write it on one line without it
        NotFlag: "yes" is neither true nor false; write true or false without quotes
        NotWord: a list is not a word in quotes; write one of fixed, open
        UnknownWord: "fixd" is unknown; did you mean fixed?
        NoUnit: the number 35 has no unit; write it in quotes, as in "35s"
        NotDuration: true is not a duration; write it in quotes, as in "35s"
        NotDuration: a date or time of day is not a duration; write it in quotes, as in "35s"
        Duration: "soon" is not a duration; write 35s, 1m30s, 1:30 or plain seconds
        Setting: "soon" is not a duration; write 35s, 1m30s, 1:30 or plain seconds, "wait" or "off"
        Return: "soon" is not a duration; write 35s, 1m30s, 1:30 or plain seconds, or "off"
        ReturnWaits: it never waits; write a duration such as 10s, or "off"
        RepWork: "soon" is not a duration; write 35s, 1m30s, 1:30 or plain seconds, or "by-hand"
        NotCount: "8" is not a whole number; write 1 to 1,000 without quotes
        NotBreathingRate: the number nan is not a breathing rate; write 1 to 30 breaths a minute, 4.5 to 7 is usual
        Limit: -3 is out of bounds; write 1 to 1,000
        NotDay: "today" is not a day; write 2026-11-30 without quotes
        NotVersion: "1" is not a whole number; write version = 1"#,
    );
}

#[test]
fn times() {
    let day = Millis::from_mins(24 * 60 + 1);
    let (low, high) = (Millis::from_mins(5), Millis::from_mins(2));
    let (shorter, longer) = (TimingField::Minimum, TimingField::Target);
    let limits = [
        TimingViolation::Zero(TimingField::Hold),
        TimingViolation::TooLong(TimingField::Length, day),
        TimingViolation::TooShort(TimingField::Hold, Millis(1)),
        TimingViolation::OutsideRange { field: TimingField::Hold, length: low, low: high, high },
        TimingViolation::Count(1001),
        TimingViolation::BreathingRate(30.5),
        TimingViolation::OutOfOrder { shorter, low, longer, high },
    ];
    says(
        limits.iter().map(|one| (variant(one), timing_violation(one))),
        "Zero: hold: a duration must be longer than nothing; write 1s or more
        TooLong: length: 24h1m is longer than a day; 24h is the most
        TooShort: hold: 0.001s is shorter than a second; write 1s or more
        OutsideRange: hold: 5m is outside its own range, 2m to 2m; correct one of them
        Count: 1001 is out of bounds; write 1 to 1,000
        BreathingRate: 30.5 is not a breathing rate; write 1 to 30 breaths a minute, 4.5 to 7 is usual
        OutOfOrder: target: 2m is shorter than the minimum of 5m; write 5m or more",
    );
    let durations = [
        DurationError::Unreadable(owned("soon")),
        DurationError::Zero,
        DurationError::TooLong(owned("25h")),
        DurationError::Backwards(owned("45-20s")),
    ];
    says(
        durations.iter().map(|one| (variant(one), duration_error(one))),
        r#"Unreadable: "soon" is not a duration; write 35s, 1m30s, 1:30 or plain seconds
        Zero: a duration must be longer than nothing; write 1s or more
        TooLong: "25h" is longer than a day; 24h is the most
        Backwards: "45-20s" runs backwards; write the shorter time first, as in 20-45s"#,
    );
}

#[test]
fn typed_times() {
    let fields = [
        FieldError::Missing,
        FieldError::Duration(DurationError::Zero),
        FieldError::Count(owned("many")),
        FieldError::BreathingRate(owned("slow")),
        FieldError::Limit(TimingViolation::Count(0)),
    ];
    says(
        fields.iter().map(|one| (variant(one), field_error(one))),
        r#"Missing: write a time, such as 30s or 1:30
        Duration: a duration must be longer than nothing; write 1s or more
        Count: "many" is not a whole number; write 1 to 1,000
        BreathingRate: "slow" is not a number; write 1 to 30, 4.5 to 7 is usual
        Limit: 0 is out of bounds; write 1 to 1,000"#,
    );
    let settings = [SettingError::ReturnWaits, SettingError::HomeWaits, SettingError::Duration(DurationError::Zero)];
    says(
        settings.iter().map(|one| (variant(one), setting_error(one))),
        "ReturnWaits: the return never waits; write a duration or off
        HomeWaits: a home routine waits nowhere; write a duration or off
        Duration: a duration must be longer than nothing; write 1s or more, wait or off",
    );
}

#[test]
fn lines_of_scripts() {
    let errors = [
        ScriptError::NoAt,
        ScriptError::NoTime,
        ScriptError::Duration(DurationError::Unreadable(owned("soon"))),
        ScriptError::Earlier,
        ScriptError::NoCommand,
        ScriptError::UnknownCommand(owned("fly")),
        ScriptError::StandsAlone { verb: owned("advance"), rest: owned("now") },
        ScriptError::Usage(owned("score before 6")),
        ScriptError::MoveUsage,
        ScriptError::StepUsage(owned("jump")),
        ScriptError::NotAStep(owned("x")),
        ScriptError::UnknownScore,
        ScriptError::ScoreOutOfBounds,
        ScriptError::TooLong(2001),
        ScriptError::OpenQuote,
    ];
    let problems = errors.into_iter().map(|what| script::Problem { line: 3, what });
    says(
        problems.map(|one| (variant(&one.what), script_problem(&"s", &one))),
        r#"NoAt: s:3:1: a line begins with when, as in `at 35s advance`
        NoTime: s:3:1: a time is missing; write `at 35s advance`
        Duration: s:3:1: "soon" is not a duration; write 35s, 1m30s, 1:30 or plain seconds
        Earlier: s:3:1: this is earlier than the line before; write them in order
        NoCommand: s:3:1: a command is missing; write `at 35s advance`
        UnknownCommand: s:3:1: "fly" is not a command; there are advance undo back mark hush pause go-on restart extend shorten skip repeat other-side choose jump insert name move drop score note stop
        StandsAlone: s:3:1: advance stands alone; leave out "now"
        Usage: s:3:1: write `score before 6`
        MoveUsage: s:3:1: write `move 5 3`, with the numbers of two steps
        StepUsage: s:3:1: write `jump 3`, with the number of a step
        NotAStep: s:3:1: "x" is not the number of a step; steps count from 1
        UnknownScore: s:3:1: a score is before, in-position or after
        ScoreOutOfBounds: s:3:1: a score is 0 to 10
        TooLong: s:3:1: this text has 2001 characters; 2,000 is the most, so shorten it
        OpenQuote: s:3:1: a quotation mark is missing at the end"#,
    );
}

proptest! {
    #[test]
    fn what_a_file_holds_never_disturbs_the_line_about_it(key in "\\PC{0,60}|[\\x00-\\x1f]{0,9}", value in any::<char>()) {
        let quoted = |text: &str| toml::Value::String(text.to_owned()).to_string();
        let step = format!("[[step]]\nposition = {}\n{} = {}\n", quoted(&key), quoted(&key), quoted(&value.to_string()));
        let text = format!("format = \"holdwell-routine\"\nversion = 1\n[routine]\nid = \"r\"\nname = \"R\"\n{step}");
        let problems = check("f", text.as_bytes(), &Library::default());
        prop_assert!(!problems.is_empty());
        for line in problems.iter().map(file_problem) {
            prop_assert!(!line.contains(char::is_control) && line.chars().count() < 1000, "{line:?}");
        }
        prop_assert!(shown(&key).chars().all(|letter| !letter.is_control()));
    }
}
