//! Sentences about how long records are kept.

use holdwell_store::{Erasure, RetentionRule};

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_is_said_in_a_few_words() {
        let rule = |years, until_age| retention(RetentionRule { years, until_age });
        assert_eq!([rule(10, Some(28)), rule(4, None)], ["10 years, minors until 28", "4 years"]);
    }
}
