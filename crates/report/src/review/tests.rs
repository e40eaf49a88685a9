mod table;

use std::sync::OnceLock;

use super::{EntryKind, Moment, Remark, Review, Verdict, Words, review, review_entries};
use holdwell_library::movement::code;
use holdwell_library::{Library, Problem};
use holdwell_model::{Arc, Millis, Plan};

/// Every step once, half a minute to settle and a minute of work on the left.
fn timeline(plan: &Arc<Plan>) -> Vec<Moment> {
    let moments = plan.steps.iter().flat_map(|step| {
        let begun = u64::from(step.number - 1) * 90;
        let moment = |at, length, phase, about| Moment {
            at: Millis::from_secs(at),
            length: Millis::from_secs(length),
            phase,
            step: step.number,
            side: Some("left"),
            about,
        };
        [moment(begun, 30, "settle", true), moment(begun + 30, 60, "work", false)]
    });
    moments.collect()
}

fn sentence(problem: &Problem) -> String {
    format!("{:?}", problem.fault)
}

/// Makes the page of a library with these remarks and the changes since a day.
fn page_of(library: &Library, since: Option<&str>, remarks: &[Remark]) -> String {
    let words = Words { timeline: &timeline, sentence: &sentence };
    review(library, &Review { since: since.map(|day| day.parse().unwrap()), remarks, words })
}

/// Returns the page of the built-in library, made once.
fn page() -> &'static str {
    static PAGE: OnceLock<String> = OnceLock::new();
    PAGE.get_or_init(|| page_of(&Library::builtin(), None, &[]))
}

/// Returns the part of a page that an entry takes.
fn article<'a>(page: &'a str, id: &str) -> &'a str {
    let (_, from) = page.split_once(&format!("id=\"{id}\"")).unwrap_or_else(|| panic!("{id}"));
    from.split_once("</article>").unwrap().0
}

#[test]
fn everything_that_is_known_stands_on_the_page() {
    let (library, page) = (Library::builtin(), page());
    let has = |text: &str| {
        let escaped = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;");
        assert!(page.contains(&escaped), "{text}");
    };
    for position in library.positions() {
        assert!(page.contains(&format!("id=\"position-{}\"", position.id)), "{}", position.id);
        let lists = [&position.also, &position.needs, &position.cautions, &position.remarks];
        let texts = lists.into_iter().flatten().chain(&position.plain_name).chain(&position.say);
        texts.chain([&position.name]).for_each(|text| has(text));
        position.ease_words().for_each(|text| has(&text));
        if let Some(code) = code(position) {
            has(&code);
        }
    }
    for precaution in library.precautions() {
        has(&precaution.text);
        precaution.remarks.iter().for_each(|text| has(text));
    }
    for source in library.sources() {
        assert!(page.contains(&format!("id=\"source-{}\"", source.key)), "{}", source.key);
        has(&source.what);
        has(&source.address);
    }
    for routine in library.routines() {
        assert!(page.contains(&format!("id=\"routine-{}\"", routine.id)), "{}", routine.id);
        has(&routine.background.as_ref().unwrap().says);
    }
}

#[test]
fn every_link_leads_somewhere_on_the_page_and_nothing_is_loaded() {
    let page = page();
    let targets: Vec<&str> = page.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert!(targets.len() > 300);
    for target in targets {
        let id = target.strip_prefix('#').unwrap_or_else(|| panic!("{target} leads away"));
        assert_eq!(page.matches(&format!("id=\"{id}\"")).count(), 1, "{id}");
    }
    for word in ["<script", "src=", "http:", "https:", "url(", "@import"] {
        assert!(!page.contains(word), "{word}");
    }
}

#[test]
fn a_routine_has_a_row_for_each_step_and_its_total() {
    let page = page();
    let soles = article(page, "routine-soles-at-home");
    assert_eq!(soles.matches("<td class=\"time\">").count(), 2, "{soles}");
    assert!(soles.contains("settle about 30 s · work 1 min"), "{soles}");
    assert!(soles.contains("Total: about 3 min"), "{soles}");
    assert!(article(page, "routine-free-smrt").contains("each press begins a hold"));
}

#[test]
fn a_routine_says_how_the_client_lies_and_when_she_turns() {
    let page = page();
    let hips = article(page, "routine-hips-low-back-smrt");
    let turns = hips.matches("<td><b>").count();
    assert!(hips.contains("<td>Prone</td>") && turns > 0, "each turn stands out: {hips}");
    assert!(hips.contains(&format!("turns of the client: {turns}<")), "{hips}");
}

#[test]
fn every_entry_has_its_boxes_and_every_position_its_figure() {
    let (library, page) = (Library::builtin(), page());
    let positions = library.positions().count();
    let entries = positions + library.precautions().len() + library.routines().len();
    assert_eq!(page.matches("<span class=\"boxes\">").count(), entries);
    assert_eq!(page.matches("<article").count(), entries);
    assert_eq!(page.matches("<svg class=\"figure").count(), positions);
    let psoas = article(page, "position-psoas");
    assert!(psoas.contains("class=\"arrow\"") && psoas.contains("class=\"worked\""), "{psoas}");
}

#[test]
fn what_a_source_is_stands_once() {
    let (library, page) = (Library::builtin(), page());
    for source in library.sources() {
        let what = source.what.replace('&', "&amp;").replace('"', "&quot;");
        assert_eq!(page.matches(&format!("{what}. <span")).count(), 1, "{}", source.key);
    }
    let psoas = article(page, "position-psoas");
    assert!(psoas.contains("href=\"#source-PT11\""), "{psoas}");
}

#[test]
fn every_return_is_a_figure() {
    let page = page();
    assert!(!page.contains("return as usual"));
    let psoas = article(page, "position-psoas");
    assert!(psoas.contains("30 s (20 to 45 s), return 5 s") && psoas.contains("return 10 s"), "{psoas}");
    assert!(article(page, "position-sacrum").contains("no return"));
}

#[test]
fn the_front_page_lists_what_is_least_certain_and_what_was_changed() {
    let library = Library::builtin();
    let page = page();
    let (_, front) = page.split_once("id=\"first\"").unwrap();
    let front = front.split_once("</section>").unwrap().0;
    for position in library.positions().filter(|position| position.confidence.key() != "sourced") {
        assert!(front.contains(&format!("href=\"#position-{}\"", position.id)), "{}", position.id);
    }
    for change in library.changes() {
        let why = change.why.replace('"', "&quot;");
        assert!(front.contains(&why), "{why}");
    }
    assert!(front.contains("<s>90 s, return 10 s</s> → <ins>2 min, return 10 s</ins>"), "{front}");
    let later = page_of(&library, Some("2027-01-01"), &[]);
    assert!(later.contains("Changed since 2027-01-01</h3><p>Nothing.</p>"));
    assert!(page_of(&library, Some("2026-11-30"), &[]).contains("<ins>2 min, return 10 s</ins>"));
}

#[test]
fn a_remark_stands_at_its_entry() {
    let library = Library::builtin();
    let caution = review_entries(&library).into_iter().find(|entry| entry.kind == EntryKind::Caution).unwrap();
    let remark = |kind, id: &str, verdict, text: &str| Remark {
        kind,
        id: id.to_owned(),
        technique: (kind == EntryKind::Position).then_some(holdwell_model::Technique::Smrt),
        verdict,
        text: text.to_owned(),
    };
    let remarks = [
        remark(EntryKind::Position, "psoas", Some(Verdict::Wrong), "more <b> turning"),
        remark(EntryKind::Routine, "jaw-therapist", Some(Verdict::Right), ""),
        remark(EntryKind::Caution, &caution.id, None, "say it first"),
    ];
    let page = page_of(&library, None, &remarks);
    assert!(
        article(&page, "position-psoas").contains("<p class=\"said wrong\">Wrong (SMRT): more &lt;b&gt; turning</p>")
    );
    assert!(article(&page, "routine-jaw-therapist").contains("<p class=\"said right\">Right</p>"));
    assert!(article(&page, &format!("caution-{}", caution.id)).contains("Remark: say it first"));
    assert_eq!(page.matches("class=\"said ").count(), 3);
}

#[test]
fn foreign_text_is_never_markup() {
    let mut library = Library::default();
    let text = "format = \"holdwell-library\"\nversion = 1\n[[position]]\nid = \"x\"\nname = \"<script>alert(1)</script>\"\n\
                techniques = [\"smrt\"]\nregion = \"calf\"\nremarks = [\"a & b < c\"]\n";
    library.add_positions("x", text.as_bytes());
    assert_eq!(library.problems(), []);
    let page = page_of(&library, None, &[]);
    assert!(page.contains("&lt;script&gt;") && !page.contains("<script"));
    assert!(page.contains("a &amp; b &lt; c"));
}
