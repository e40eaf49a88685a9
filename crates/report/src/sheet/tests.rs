use jiff::civil::date;

use super::home_sheet;
use holdwell_home::{Asked, HomePlan};
use holdwell_library::Library;
use holdwell_model::{Audience, Millis, RepWork, SideOrder, Timing};
use holdwell_testkit::reading::grade;

fn asked() -> Asked {
    Asked {
        from: Some(date(2026, 12, 1)),
        until: Some(date(2026, 12, 14)),
        times_a_day: 2,
        days_a_week: 5,
        call: Some("Jo Miller, 555 0101".to_owned()),
        matters_most: vec![1],
        ..Asked::plain("018f0000-0000-7000-8000-00000000abcd".parse().unwrap(), date(2026, 11, 30))
    }
}

fn plans() -> Vec<HomePlan> {
    let library = Library::builtin();
    let home = library.routines().iter().filter(|routine| routine.audience == Audience::Home);
    home.map(|routine| HomePlan::make(routine, &library, asked()).unwrap()).collect()
}

fn plan(routine: &str) -> HomePlan {
    plans().into_iter().find(|plan| plan.routine == routine).unwrap()
}

/// Returns the text of a page: each part of it by itself, as it is read.
fn text(page: &str) -> String {
    let (_, body) = page.split_once("</style>").unwrap();
    let parts = body.split('<').filter_map(|part| part.split_once('>')).map(|(tag, text)| {
        let ends = ["/p", "/h1", "/h2", "/td", "/th", "/caption", "/footer"].contains(&tag);
        let end = if ends { ". " } else { "" };
        format!("{end}{text}")
    });
    parts.collect::<String>().replace(".. ", ". ").replace(" .", "").replace("&amp;", "&")
}

#[test]
fn the_sheet_says_all_that_is_needed() {
    let page = home_sheet(&plan("low-back-at-home"), None);
    let text = text(&page);
    for words in [
        "Low back at home",
        "Twice a day, 5 days a week, 1 to 14 December 2026. About 16 minutes.",
        "Have ready: ",
        "two soft balls in a sock",
        "Right, then left: 1 minute each.",
        "Sit on the floor with the ball under this buttock",
        "a blood clot or blood thinners: ask first.",
        "Pregnant: lie on your side.",
        "Not when pregnant, with brittle bones",
        "Stop if: sharp pain or tingling.",
        "If the pain gets worse, stop for today and call Jo Miller, 555 0101",
        "Short of time? Do those with a star",
        "Pain before",
        "Plan 00abcd",
    ] {
        assert!(text.contains(words), "{words}\n{text}");
    }
    assert_eq!(page.matches("<svg class=\"figure").count(), 4);
    assert_eq!(page.matches(" ★").count(), 2, "in the words and at one item");
    assert_eq!(page.matches("<i></i>").count(), 14, "two boxes a day");
}

#[test]
fn every_sheet_reads_at_grade_eight_or_below() {
    for plan in plans() {
        let text = text(&home_sheet(&plan, None));
        let grade = grade(&text);
        assert!(grade <= 8.0, "{}: {grade:.1}\n{text}", plan.routine);
    }
}

#[test]
fn nothing_is_loaded_and_foreign_text_is_never_markup() {
    let mut plan = plan("soles-at-home");
    let foreign = "<script>alert(1)</script> & \"more\"";
    plan.title = foreign.to_owned();
    plan.name = Some(foreign.to_owned());
    plan.call = Some(foreign.to_owned());
    plan.notes = vec![foreign.to_owned()];
    for item in &mut plan.items {
        item.step.title = foreign.to_owned();
        item.step.setup = foreign.to_owned();
        item.step.cautions = vec![foreign.to_owned()];
        item.have_ready = vec![foreign.to_owned()];
    }
    let page = home_sheet(&plan, None);
    for word in ["<script", "src=", "http:", "https:", "url(", "@import"] {
        assert!(!page.contains(word), "{word}");
    }
    assert!(page.contains("&lt;script&gt;"));
    for page in [page, crate::home_page(&plan)] {
        assert!(page.contains("<title>Your home plan</title>"), "a title says nothing of anybody's health");
    }
}

#[test]
fn a_name_stands_only_where_it_was_ticked() {
    assert!(!home_sheet(&plan("soles-at-home"), None).contains("For "));
    let named = HomePlan { name: Some("Ann".to_owned()), ..plan("soles-at-home") };
    assert!(home_sheet(&named, None).contains("For Ann"));
}

#[test]
fn amounts_are_pictures_and_words() {
    let mut item = plan("low-back-at-home").items[0].clone();
    let mut said = |timing: Timing, sides: SideOrder| {
        item.step.timing = timing;
        item.step.sides = sides;
        let picture = super::amount::picture(&timing).into_string();
        (picture.matches("class=\"full\"").count(), holdwell_handout::words::side_and_amount(&item))
    };
    let secs = |secs| Timing::Fixed { hold: Millis::from_secs(secs) };
    assert_eq!(said(secs(30), SideOrder::Left), (1, "Left side: 30 seconds.".to_owned()));
    assert_eq!(said(secs(90), SideOrder::Midline), (2, "1½ minutes.".to_owned()));
    assert_eq!(said(secs(900), SideOrder::Both), (0, "Both sides at once: 15 minutes.".to_owned()));
    let work = RepWork::Timed(Millis::from_secs(4));
    let reps = Timing::Reps { count: 8, work, rest: Millis::ZERO, cap: None };
    let words = "Left, then right: 8 times 4 seconds each.";
    assert_eq!(said(reps, SideOrder::LeftThenRight), (8, words.to_owned()));
}

#[test]
fn a_link_stands_in_the_corner_where_it_is_not_too_long() {
    let plan = plan("low-back-at-home");
    let link = format!("HTTPS://CLINIC.EXAMPLE/HOME/#{}", plan.fragment(&Library::builtin()));
    let page = home_sheet(&plan, Some(&link));
    assert_eq!(page.matches("class=\"code\"").count(), 1, "{} letters", link.len());
    assert!(!page.contains("CLINIC"), "it is a picture");
    assert!(!home_sheet(&plan, Some(&"x".repeat(2000))).contains("class=\"code\""));
}
