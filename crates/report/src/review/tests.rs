use super::{Moment, review};
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

fn page() -> String {
    review(&Library::builtin(), timeline, sentence)
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
        if let Some(code) = code(&position.ease) {
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
fn a_routine_has_a_row_for_each_step_and_side_and_its_total() {
    let page = page();
    let (_, from) = page.split_once("id=\"routine-soles-at-home\"").unwrap();
    let (article, _) = from.split_once("</article>").unwrap();
    assert_eq!(article.matches("<td class=\"time\">").count(), 2, "{article}");
    assert!(article.contains("settle about 30 s · work 1 min"), "{article}");
    assert!(article.contains("Total: about 3 min"), "{article}");
    let (_, free) = page.split_once("id=\"routine-free-smrt\"").unwrap();
    assert!(free.split_once("</article>").unwrap().0.contains("each press begins a hold"));
}

#[test]
fn foreign_text_is_never_markup() {
    let mut library = Library::default();
    let text = "format = \"holdwell-library\"\nversion = 1\n[[position]]\nid = \"x\"\nname = \"<script>alert(1)</script>\"\n\
                techniques = [\"smrt\"]\nregion = \"calf\"\nremarks = [\"a & b < c\"]\n";
    library.add_positions("x", text.as_bytes());
    assert_eq!(library.problems(), []);
    let page = review(&library, timeline, sentence);
    assert!(page.contains("&lt;script&gt;") && !page.contains("<script"));
    assert!(page.contains("a &amp; b &lt; c"));
}
