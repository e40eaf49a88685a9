//! Sentences about home plans and diaries.

use super::says;
use crate::text::home::{code_fault, home_problem, plan_facts, refused_plan};
use holdwell_home::{Asked, CodeFault, Fault, HomePlan, Kind, Problem, Refused};
use holdwell_library::{BrokenRule, Library, Place};
use holdwell_model::{TimingField, TimingViolation};

fn problem(path: &str, fault: Fault) -> Problem {
    Problem { place: Place { line: 3, column: 7 }, path: path.to_owned(), fault }
}

#[test]
fn problems_of_plans() {
    let owned = |text: &str| text.to_owned();
    let problems = [
        problem("", Fault::TooLarge(4 << 20)),
        problem("", Fault::NotUtf8),
        problem("", Fault::Syntax(owned("expected value"))),
        problem("format", Fault::OtherFormat { wanted: "holdwell-plan", found: owned("holdwell-client") }),
        problem("version", Fault::NewerVersion),
        problem("version", Fault::NoSuchVersion),
        problem("items[0]", Fault::Missing("title")),
        problem("items[0]", Fault::UnknownKey(owned("hold\n"))),
        problem("title", Fault::Twice(owned("title"))),
        problem("items[1].sides", Fault::UnknownWord { word: owned("up"), known: vec!["left", "right"] }),
        problem("notes[0]", Fault::Empty),
        problem("notes[0]", Fault::TooLong(2000)),
        problem("notes[0]", Fault::Unseen('\u{202e}')),
        problem("times_a_day", Fault::OutOfRange(1, 24)),
        problem("items", Fault::TooMany(40)),
        problem("items", Fault::NothingThere),
        problem("items", Fault::LongerThanTwoDays),
        problem("items", Fault::TooMuch(100_001)),
        problem("until", Fault::DaysReversed),
        problem("items[0].timing", Fault::Timing(TimingViolation::Zero(TimingField::Hold))),
        problem("entries[1].day", Fault::SameTime),
    ];
    says(
        problems.iter().map(|one| ("p".to_owned(), home_problem("p", one))),
        r#"p: p:3:7: the file is larger than 4 MiB, and no file of Holdwell's is
        p: p:3:7: this is not UTF-8 text; save the file as UTF-8
        p: p:3:7: expected value; check the quotes, brackets and commas here
        p: p:3:7: format: this is another kind of file, holdwell-client; one of this kind has "holdwell-plan"
        p: p:3:7: version: this file was made by a newer Holdwell; update Holdwell and try again
        p: p:3:7: version: there is no such version; write 1
        p: p:3:7: items[0]: title is missing; add "title": …
        p: p:3:7: items[0]: unknown key hold\n; take it out
        p: p:3:7: title: title stands twice; keep one of the two
        p: p:3:7: items[1].sides: "up" is unknown; write one of left, right
        p: p:3:7: notes[0]: the text is empty; write something or leave the key out
        p: p:3:7: notes[0]: the text is too long; 2000 characters are the most, so shorten it
        p: p:3:7: notes[0]: the text holds the character \u{202e}, which cannot be seen; write it on one line without it
        p: p:3:7: times_a_day: the number is out of bounds; write 1 to 24
        p: p:3:7: items: the list is too long; 40 are the most
        p: p:3:7: items: the list is empty; add at least one
        p: p:3:7: items: all of it takes longer than two days; shorten it
        p: p:3:7: items: there are 100001 breaths, repetitions and check-ins, and 100,000 are the most; ask for fewer
        p: p:3:7: until: the last day comes before the first; correct one of them
        p: p:3:7: items[0].timing: hold: a duration must be longer than nothing; write 1s or more
        p: p:3:7: entries[1].day: this time of this day stands twice; keep one of the two"#,
    );
}

#[test]
fn every_kind_of_value_and_every_fault_of_a_code_says_what_to_do() {
    use Kind::{Day, Flag, Id, List, Number, Object, Sound, Text};
    for kind in [Object, List, Text, Number, Flag, Day, Id, Sound] {
        assert!(home_problem("p", &problem("x", Fault::NotA(kind))).contains(" here; "), "{kind:?}");
    }
    for fault in [CodeFault::TooLong, CodeFault::NoCode, CodeFault::CutOff, CodeFault::Damaged, CodeFault::Newer] {
        assert!(code_fault(fault).contains(". ") && !code_fault(fault).ends_with('.'), "{fault:?}");
    }
}

#[test]
fn why_there_is_no_plan() {
    let rule = holdwell_library::Problem {
        table: "step 2".to_owned(),
        ..holdwell_library::Problem::whole("r", BrokenRule::NotForHome("psoas".to_owned()))
    };
    let said = |refused| refused_plan("r.toml", &refused);
    let words = "r.toml: step 2: psoas is not for home; choose a position with home = true";
    assert_eq!(said(Refused::Routine(vec![rule.clone()])), [words]);
    let therapist = "r.toml: this routine is for a therapist; a home plan takes one with audience = \"home\"";
    assert_eq!(said(Refused::ForTherapist(vec![rule])), [therapist, words]);
    assert_eq!(said(Refused::NoItem(9)), ["r.toml: there is no item 9; name those that the routine has"]);
    let asked = said(Refused::Asked(vec![problem("until", Fault::DaysReversed)]));
    assert_eq!(asked, ["r.toml: until: the last day comes before the first; correct one of them"]);
}

#[test]
fn what_a_plan_is() {
    let library = Library::builtin();
    let id = "018f0000-0000-7000-8000-000000000011".parse().unwrap();
    let asked = Asked::plain(id, "2026-11-30".parse().unwrap());
    let facts = |times_a_day, days_a_week| {
        let asked = Asked { times_a_day, days_a_week, name: Some("Ann Example".to_owned()), ..asked.clone() };
        plan_facts(&HomePlan::make(library.routine("soles-in-bed").unwrap(), &library, asked).unwrap())
    };
    let often = |text: String| text.rsplit(", ").next().unwrap_or_default().to_owned();
    assert!(!facts(1, 7).contains("Ann"));
    assert_eq!(
        [(1, 7), (1, 1), (2, 7), (3, 5)].map(|(times, days)| often(facts(times, days))),
        ["every day", "on 1 day a week", "twice a day", "3 times a day on 5 days a week"]
    );
}

#[test]
fn what_a_client_reads_at_home_is_easy() {
    use crate::text::home_mode::{SENTENCES, days, sign, stop, worse};
    use holdwell_home::Urgency;

    let library = Library::builtin();
    let asked = Asked::plain("018f0000-0000-7000-8000-00000000abcd".parse().unwrap(), jiff::civil::date(2026, 11, 30));
    let plan = HomePlan::make(library.routine("soles-in-bed").unwrap(), &library, asked).unwrap();
    let made = [worse(&plan), stop(&plan), sign(Urgency::Emergency, &plan), sign(Urgency::Doctor, &plan)];
    let sentences = SENTENCES.map(|sentence| format!("{}.", sentence.trim_end_matches(['.', '?'])));
    let text = sentences.into_iter().chain(made).collect::<Vec<_>>().join(" ");
    let grade = holdwell_testkit::reading::grade(&text);
    assert!(grade <= 8.0, "{grade:.1}");
    assert_eq!(
        [days(0, 3), days(9, 14), days(1, 0), days(9, 5)],
        ["No day is done yet", "9 of 14 days done", "1 day done", "9 days done"]
    );
}
