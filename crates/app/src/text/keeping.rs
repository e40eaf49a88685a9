//! Sentences about how long records are kept.

use holdwell_files::shown;
use holdwell_store::{Erasure, HandedOver, RetentionRule};

/// Returns a rule in a few words: "10 years, minors until 28".
pub fn retention(rule: RetentionRule) -> String {
    let years = super::count(rule.years.into(), "year");
    rule.until_age.map_or_else(|| years.clone(), |age| format!("{years}, minors until {age}"))
}

/// Returns an erasure in one line: an id, the period of the sessions, the day.
pub fn erasure(one: &Erasure) -> String {
    let period = one.period.map(|(first, last)| format!(", sessions {first} to {last}")).unwrap_or_default();
    format!("{}{period}, erased {}", one.client, one.day)
}

/// Says what was handed over, and what of somebody who was erased is gone there or has to be looked at.
pub(super) fn handed_over(handed: &HandedOver) -> String {
    let written = format!("{} written to {}", super::count(handed.clients, "client"), shown(&handed.folder));
    let gone = match handed.erased {
        0 => String::new(),
        folders => format!(
            ". {} of somebody who was erased since stood there from before, and is gone",
            super::count(folders, "folder")
        ),
    };
    let left: Vec<String> = handed.left.iter().map(|folder| shown(folder)).collect();
    let left = match left.as_slice() {
        [] => String::new(),
        left => format!(
            ". Of somebody who was erased there is something else left, which Holdwell did not write: look into {}",
            left.join(", ")
        ),
    };
    format!("{written}{gone}{left}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_is_said_in_a_few_words() {
        let rule = |years, until_age| retention(RetentionRule { years, until_age });
        assert_eq!([rule(10, Some(28)), rule(4, None)], ["10 years, minors until 28", "4 years"]);
    }

    #[test]
    fn what_was_handed_over_says_what_of_the_erased_is_gone_or_left() {
        let handed = HandedOver { folder: "/all".into(), clients: 2, erased: 0, left: Vec::new() };
        assert_eq!(handed_over(&handed), "2 clients written to /all");
        let words = handed_over(&HandedOver { erased: 1, left: vec!["/all/a".into()], ..handed });
        assert!(
            words.contains("1 folder of somebody who was erased") && words.ends_with("look into /all/a"),
            "{words}"
        );
    }
}
