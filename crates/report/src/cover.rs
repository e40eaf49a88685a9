//! The page that goes with a copy of somebody's data: what the data are for, what they are, who has them, how long they
//! are kept, and what the person may ask for. What only the practice knows stands as a line to be filled in by hand.

use jiff::Zoned;
use jiff::civil::Date;
use maud::{Markup, html};

use crate::document::document;

/// Contents of the covering page.
pub struct CoverPage<'a> {
    /// Name of the client.
    pub client: &'a str,
    /// The kinds of data in the copy, in words.
    pub categories: Vec<&'a str>,
    /// The day until which the records are kept; `None` where no day and no rule is set.
    pub keep_until: Option<Date>,
    /// The instant at which the copy is made.
    pub now: &'a Zoned,
}

const STYLE: &str = "body{font:16px/1.5 system-ui,sans-serif;max-width:44rem;margin:2rem auto;padding:0 1rem;color:#222}\
h1,h2{line-height:1.2;font-weight:600}h2{font-size:1rem;margin:1.25rem 0 .25rem}p{margin:.25rem 0}\
.line{display:inline-block;min-width:20rem;border-bottom:1px solid #222}.quiet{color:#555}";

/// Renders the page.
pub fn cover_page(page: &CoverPage<'_>) -> String {
    let by_hand = || html! { span.line { "\u{a0}" } };
    let kept = page.keep_until.map(|day| format!("Until {day}."));
    let parts: [(&str, Markup); 8] = [
        ("Who keeps them", html! { "Practice, and whom to ask: " (by_hand()) }),
        (
            "What they are for",
            html! { "To plan and carry out treatment, and to keep the record of it that has to be kept." },
        ),
        ("What they are", html! { (page.categories.join(", ")) "." }),
        (
            "Who else has them",
            html! {
                "The program that keeps them sends nothing to anybody. Given to, by the practice: " (by_hand())
            },
        ),
        ("How long they are kept", kept.map_or_else(by_hand, |kept| html! { (kept) })),
        (
            "What you may ask for",
            html! {
                "To see them, to have what is wrong corrected, to have their use restricted, to object to it, and to have them \
                 erased where nothing requires that they are kept. A copy is free, within a month."
            },
        ),
        ("Where you may complain", html! { "At the data protection authority of your country: " (by_hand()) }),
        (
            "Where they come from",
            html! {
                "From you, from what was felt and measured in the sessions, and from what came back of a plan for home."
            },
        ),
    ];
    let body = html! {
        h1 { "Your data: " (page.client) }
        p.quiet { "Copy made on " (page.now.strftime("%-d %b %Y").to_string()) ". Identity checked by: " (by_hand()) }
        p { "The page client.html beside this one has all of it to read, with the days on which it was looked at and \
             changed. The file client.json has the same for another program." }
        @for (name, words) in &parts { h2 { (name) } p { (words) } }
    };
    document("Your data", STYLE, &html! {}, &body)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_has_every_line_that_goes_with_a_copy_and_loads_nothing() {
        let now = "2026-03-02T10:00[UTC]".parse().unwrap();
        let page = CoverPage {
            client: "Ann <b>",
            categories: vec!["name and cautions", "sessions"],
            keep_until: Some(jiff::civil::date(2036, 3, 2)),
            now: &now,
        };
        let text = cover_page(&page);
        for words in [
            "Your data: Ann &lt;b&gt;",
            "What they are for",
            "name and cautions, sessions.",
            "Who else has them",
            "Until 2036-03-02.",
            "corrected",
            "restricted",
            "object",
            "erased",
            "complain",
            "Where they come from",
        ] {
            assert!(text.contains(words), "{words}: {text}");
        }
        assert!(!text.contains("http") && !text.contains("<script"), "{text}");
        let unknown = cover_page(&CoverPage { keep_until: None, ..page });
        assert!(!unknown.contains("Until 2036"), "{unknown}");
    }
}
