//! `holdwell plan`, and plans and diaries in `holdwell check`.

use std::fs;
use std::process::Command;

use crate::rig::{Folder, builtin, head, hold, holdwell, keys};
use serde_json::Value;

/// Makes a plan of a built-in routine, and returns its path and its text.
fn made(folder: &Folder, id: &str, more: &[&str]) -> (String, Value) {
    let (routine, out) = (builtin(id), folder.path("plan.holdwell"));
    let args = [&["plan", "make", &routine, "--out", &out], more].concat();
    let said = holdwell(&args).well();
    assert!(said.contains("items, about"), "{said}");
    (out.clone(), serde_json::from_str(&fs::read_to_string(out).unwrap()).unwrap())
}

#[test]
fn a_plan_says_what_was_asked_for_and_no_more() {
    let folder = Folder::new();
    let (file, plan) = made(&folder, "low-back-at-home", &[]);
    let always = [
        "days_a_week",
        "format",
        "id",
        "items",
        "made",
        "routine",
        "signs",
        "technique",
        "times_a_day",
        "title",
        "version",
    ];
    assert_eq!(keys(&plan), always);
    assert_eq!(holdwell(&["check", &file]).well(), "");
    let asked = [
        "--name",
        "Ann",
        "--call",
        "Jo, 555",
        "--from",
        "2026-12-01",
        "--until",
        "2026-12-14",
        "--times",
        "2",
        "--days",
        "5",
        "--note",
        "One",
        "--note",
        "Two",
        "--title",
        "My back",
        "--shorter",
        "1,3",
        "--data",
        &folder.path("data"),
    ];
    let (file, plan) = made(&folder, "low-back-at-home", &asked);
    assert_eq!(
        (&plan["name"], &plan["call"], &plan["until"]),
        (&"Ann".into(), &"Jo, 555".into(), &"2026-12-14".into())
    );
    assert_eq!((&plan["notes"][1], &plan["items"][2]["matters_most"]), (&"Two".into(), &true.into()));
    let said = holdwell(&["plan", "check", &file]).well();
    assert!(said.starts_with("My back: 4 items, about ") && said.ends_with("twice a day on 5 days a week\n"), "{said}");
    assert!(!said.contains("Ann"), "{said}");
}

#[test]
fn each_plan_has_an_id_of_its_own() {
    let (one, other) = (Folder::new(), Folder::new());
    assert_ne!(made(&one, "neck-at-home", &[]).1["id"], made(&other, "neck-at-home", &[]).1["id"]);
}

#[test]
fn what_is_not_for_home_is_refused_with_the_reason() {
    let folder = Folder::new();
    let out = folder.path("plan.holdwell");
    let make = |routine: &str, more: &[&str]| holdwell(&[&["plan", "make", routine, "--out", &out], more].concat());
    let problems = make(&builtin("low-back-mixed"), &[]).problems();
    assert!(problems[0].contains("is for a therapist"), "{problems:?}");
    assert!(problems.iter().any(|problem| problem.contains("psoas is not for home")), "{problems:?}");
    let ball = folder.file("r.toml", head("self-care", "home") + "[[step]]\nposition = \"ball-psoas\"\n");
    assert!(make(&ball, &[]).problems()[0].contains("ball-psoas is not for home"));
    let soles = builtin("soles-at-home");
    assert!(
        make(&soles, &["--from", "2026-12-02", "--until", "2026-12-01"]).problems()[0].contains("before the first")
    );
    assert!(make(&soles, &["--shorter", "7"]).problems()[0].contains("no item 7"));
    assert!(make(&soles, &["--times", "0"]).problems()[0].contains("write 1 to 24"));
    assert!(make(&soles, &["--call", "a\u{1b}b"]).problems()[0].contains("cannot be seen"));
    assert!(!fs::exists(&out).unwrap());
    let over = holdwell(&["plan", "make", &ball, "--out", &ball]);
    assert_eq!((over.code, fs::read_to_string(&ball).unwrap().contains("ball-psoas")), (2, true), "{}", over.err);
}

#[test]
fn a_long_plan_is_made_with_a_word_of_advice() {
    let folder = Folder::new();
    let steps: String = (1..=5).map(|number| hold(&format!("Item {number}"), "30s")).collect();
    let routine = folder.file("r.toml", head("self-care", "home") + &steps);
    let said = holdwell(&["plan", "make", &routine, "--out", &folder.path("p.holdwell")]).well();
    assert!(said.contains("5 items: home plans of two to four are kept to more often"), "{said}");
}

#[test]
fn what_is_wrong_with_a_plan_is_told_with_its_line() {
    let folder = Folder::new();
    let (file, _) = made(&folder, "soles-at-home", &[]);
    let text = fs::read_to_string(&file).unwrap();
    let wrong = text.replace("\"hold_ms\"", "\"hold\"").replace("\"times_a_day\": 1", "\"times_a_day\": \"once\"");
    let file = folder.file("wrong.holdwell", &wrong);
    let line = 1 + wrong.lines().position(|line| line.contains("once")).unwrap();
    for verb in [&["check", &file][..], &["plan", "check", &file]] {
        let problems = holdwell(verb).problems();
        let expected = format!("{file}:{line}:18: times_a_day: a number is needed here; write it without quotes");
        assert_eq!(problems[0], expected);
        assert!(problems.iter().any(|one| one.contains("items[0].timing: hold_ms is missing")), "{problems:?}");
    }
    let newer = folder.file("newer.holdwell", text.replace("\"version\": 1", "\"version\": 2"));
    let problems = holdwell(&["check", &newer]).problems();
    assert!(problems.len() == 1 && problems[0].contains("made by a newer Holdwell"), "{problems:?}");
    let routine = holdwell(&["timeline", &newer]).problems();
    assert!(routine[0].contains("this is a home plan"), "{routine:?}");
}

#[test]
fn a_diary_is_checked_too() {
    let folder = Folder::new();
    let id = "018f0000-0000-7000-8000-00000000abcd";
    let text = |entry: &str| {
        format!("{{\"format\":\"holdwell-diary\",\"version\":1,\"plan\":\"{id}\",\"entries\":[{entry}]}}")
    };
    let entry = "{\"day\":\"2026-12-01\",\"time\":1,\"before\":5,\"after\":3}";
    assert_eq!(holdwell(&["check", &folder.file("good.json", text(entry))]).well(), "");
    let twice = holdwell(&["check", &folder.file("twice.json", text(&format!("{entry},{entry}")))]).problems();
    assert!(twice.len() == 1 && twice[0].contains("this time of this day stands twice"), "{twice:?}");
}

/// Prints a page with the browser that is installed, and returns the PDF; `None` where there is none.
fn printed(folder: &Folder, page: &str) -> Option<Vec<u8>> {
    let pdf = folder.path("printed.pdf");
    let args = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"];
    let mut browser = Command::new("chromium");
    browser.args(args).arg(format!("--print-to-pdf={pdf}")).arg(format!("file://{page}"));
    browser.arg(format!("--user-data-dir={}", folder.path("browser")));
    browser.output().ok()?;
    fs::read(pdf).ok()
}

#[test]
fn the_sheet_of_four_items_is_one_page() {
    let folder = Folder::new();
    let asked =
        ["--call", "Jo Miller, 01234 555 0101", "--from", "2026-12-01", "--until", "2026-12-14", "--times", "2"];
    for id in ["low-back-at-home", "jaw-at-home"] {
        let (plan, _) = made(&folder, id, &[&asked[..], &["--days", "5", "--shorter", "1"]].concat());
        let page = folder.path("sheet.html");
        let sheet = ["plan", "sheet", &plan, "--out", &page, "--web", "https://clinic.example/home/"];
        assert_eq!(holdwell(&sheet).well(), "");
        assert!(fs::read_to_string(&page).unwrap().contains("01234 555 0101"));
        let Some(pdf) = printed(&folder, &page) else { return };
        let says = |what: &str| pdf.windows(what.len()).any(|part| part == what.as_bytes());
        assert!(says("/Count 1\n") || says("/Count 1/") || says("/Count 1>"), "{id} has another page");
        assert!(says("/MarkInfo"), "a screen reader finds its way in it");
    }
}

#[test]
fn no_sheet_is_written_over_its_plan_or_of_what_is_none() {
    let folder = Folder::new();
    let (plan, text) = made(&folder, "soles-at-home", &[]);
    assert_eq!(holdwell(&["plan", "sheet", &plan, "--out", &plan]).code, 2);
    assert_eq!(serde_json::from_str::<Value>(&fs::read_to_string(&plan).unwrap()).unwrap(), text);
    let (routine, out) = (builtin("soles-at-home"), folder.path("sheet.html"));
    assert!(holdwell(&["plan", "sheet", &routine, "--out", &out]).problems()[0].starts_with(&format!("{routine}:1:")));
    assert!(!fs::exists(&out).unwrap());
    for web in ["clinic.example", "https://", "https://clinic.example/#x", "javascript:alert(1)"] {
        assert_eq!(holdwell(&["plan", "sheet", &plan, "--out", &out, "--web", web]).code, 2, "{web}");
    }
}

/// From the therapist to the client and back: by the plan's id, whatever the message did to the text.
#[test]
fn a_diary_comes_back_by_message_and_counts_once() {
    let folder = Folder::new();
    let data = folder.path("data");
    let clients = folder.file("clients.csv", "Name\nAnna Example\nBert Example\n");
    holdwell(&["import", &clients, "--data", &data]).well();
    let (file, plan) = made(&folder, "low-back-at-home", &["--client", "anna example", "--data", &data]);
    let (sheet, page) = (folder.path("sheet.html"), folder.path("page.html"));
    holdwell(&["plan", "sheet", &file, "--out", &sheet, "--web", "https://clinic.example/"]).well();
    holdwell(&["plan", "page", &file, "--out", &page]).well();
    for form in [&file, &sheet, &page] {
        let text = fs::read_to_string(form).unwrap();
        assert!(!text.contains("Anna"), "{form}: the name was not ticked");
    }
    let mut diary = holdwell_home::Diary::new(plan["id"].as_str().unwrap().parse().unwrap());
    for day in 1..=3 {
        let day = jiff::civil::date(2026, 12, day);
        let _new = diary.put(holdwell_home::DiaryEntry { before: Some(5), ..holdwell_home::DiaryEntry::new(day, 1) });
    }
    let stiff = holdwell_home::DiaryEntry::new(jiff::civil::date(2026, 12, 2), 1);
    let _changed = diary.put(holdwell_home::DiaryEntry { worse: Some(true), word: Some("stiff".to_owned()), ..stiff });
    let quoted: Vec<String> = diary.code().lines().map(|line| format!("> {line}")).collect();
    let message = folder.file("message.txt", format!("Hello, how nice, see below\n\n{}\n", quoted.join("\n")));
    let import = |file: &str| holdwell(&["import", file, "--data", &data]);
    assert_eq!(import(&message).well(), "New or worse on 2 December 2026: stiff\nDiary read: 3 entries new\n");
    assert_eq!(import(&message).well(), "Diary read: nothing new\n");
    let file = folder.file("diary.json", diary.write());
    assert_eq!(import(&file).well(), "Diary read: nothing new\n");
    let cut = folder.file("cut.txt", diary.code().trim_end().trim_end_matches("end"));
    assert!(import(&cut).problems()[0].contains("The end of the diary is missing"));

    let out = folder.path("out");
    holdwell(&["export", "--client", "Anna Example", "--out", &out, "--data", &data]).well();
    let id = fs::read_dir(&out).unwrap().next().unwrap().unwrap().path();
    let page = fs::read_to_string(id.join("client.html")).unwrap();
    assert!(page.contains("Home plans") && page.contains("2026-12-03"), "{page}");

    let stranger = holdwell_home::Diary::new("018f0000-0000-7000-8000-00000000abcd".parse().unwrap());
    let stranger = folder.file("stranger.txt", stranger.code());
    assert!(import(&stranger).problems()[0].contains("No plan of this diary was given from here"));
    let nobody = holdwell(&["import", &stranger, "--data", &folder.path("nothing")]).problems();
    assert!(nobody[0].contains("there is no vault yet"), "{nobody:?}");
}

#[test]
fn the_sound_of_a_plan_is_that_of_its_routine() {
    let folder = Folder::new();
    let (plan, _) = made(&folder, "soles-at-home", &[]);
    let (of_plan, of_routine) = (folder.path("plan.wav"), folder.path("routine.wav"));
    holdwell(&["plan", "sound", &plan, "--out", &of_plan, "--speech", "off"]).well();
    holdwell(&["render", &builtin("soles-at-home"), "--out", &of_routine, "--speech", "off"]).well();
    assert!(fs::read(&of_plan).unwrap() == fs::read(&of_routine).unwrap());
    assert_eq!(holdwell(&["plan", "sound", &plan, "--out", &plan]).code, 2);
    assert_eq!(holdwell(&["plan", "sound", &plan, "--out", &folder.path("a.ogg")]).code, 2);
}
