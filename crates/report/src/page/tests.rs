use jiff::civil::date;

use super::{IS_SITE, home_page, home_site};
use holdwell_home::{Asked, HomePlan, Speech};
use holdwell_library::Library;
use holdwell_testkit::reading::grade;

fn plan() -> HomePlan {
    let library = Library::builtin();
    let routine = library.routine("low-back-at-home").unwrap();
    let asked = Asked {
        notes: vec!["</script><b>bold</b>".to_owned()],
        ..Asked::plain("018f0000-0000-7000-8000-00000000abcd".parse().unwrap(), date(2026, 11, 30))
    };
    HomePlan::make(routine, &library, asked).unwrap()
}

#[test]
fn it_holds_the_words_of_the_plan_and_loads_nothing() {
    let page = home_page(&plan());
    for words in ["Buttock on a ball", "Stop if:", "Have ready:", "Pain now", "Shorter today"] {
        assert!(page.contains(words), "{words}");
    }
    for loads in ["http:", "https:", "src=\"", "@import", "url("] {
        assert!(!page.contains(loads), "{loads}");
    }
    assert!(page.len() < 1_000_000, "{} bytes", page.len());
}

#[test]
fn text_of_a_plan_ends_no_script() {
    let page = home_page(&plan());
    assert!(page.contains("&lt;/script&gt;"), "as it is read");
    assert_eq!(page.matches("</script>").count(), 3);
}

#[test]
fn every_control_has_a_name() {
    let page = home_page(&plan());
    for button in page.split("<button").skip(1) {
        let name = button.split_once('>').and_then(|(_, rest)| rest.split_once('<')).map(|(name, _)| name);
        assert!(name.is_some_and(|name| !name.trim().is_empty()), "{name:?}");
    }
}

#[test]
fn the_page_of_a_site_is_whole_and_known_by_its_mark() {
    let library = Library::builtin();
    let speech = Speech { kind: "audio/mpeg".to_owned(), prompts: [("Let go.".to_owned(), "AAAA".to_owned())].into() };
    let [silent, spoken] = [None, Some(&speech)].map(|speech| home_site(&library, speech));
    let text = |files: &[(&str, Vec<u8>)], name: &str| {
        let (_, bytes) = files.iter().find(|(of, _)| *of == name).unwrap();
        String::from_utf8(bytes.clone()).unwrap()
    };
    let index = text(&spoken, "index.html");
    assert!(index.contains(IS_SITE) && index.contains("No plan is open here."));
    for loads in ["http:", "https:", "@import", "url(", "src=\""] {
        assert!(!index.contains(loads), "{loads}");
    }
    assert!(text(&silent, "index.html").contains("It rings and does not speak"));
    let (_, front) = index.split_once("id=\"front\"").unwrap();
    let front = front.split_once("</section>").unwrap().0.replace("</p>", ". ");
    let words: String = front.split('<').filter_map(|part| part.split_once('>')).map(|(_, text)| text).collect();
    let grade = grade(&words.replace(".. ", ". "));
    assert!(grade <= 8.0, "{grade}: {words}");
    assert_eq!(text(&spoken, "words.json"), "{\"Let go.\":\"AAAA\"}");
    let service = text(&spoken, "service.js");
    assert!(spoken.iter().all(|(name, _)| ["index.html", "service.js"].contains(name) || service.contains(name)));
    assert_ne!(service, text(&silent, "service.js").replace("icon.png'", "icon.png', 'words.json'"), "another version");
}
