use jiff::civil::date;

use super::home_page;
use holdwell_home::{Asked, HomePlan};
use holdwell_library::Library;

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
