//! The cautions of an item as a lay person needs them: the signs that end the work, and what is to be known before.

use crate::plan::HomeItem;

/// The cautions of an item in two parts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cautions {
    /// After "Stop if": each a sign that ends the work.
    pub stop_if: Vec<String>,
    /// Conditions to know before it is done.
    pub before: Vec<String>,
}

/// Parts a caution: "a dull ache is fine; sharp pain: stop" says both.
const ENDS_WORK: &str = ": stop";

impl HomeItem {
    /// Returns its cautions in their two parts. A remark that says when to stop is one of them.
    pub fn cautions(&self) -> Cautions {
        let mut cautions = Cautions::default();
        let remark = self.step.remarks.iter().filter(|remark| remark.contains(ENDS_WORK));
        for text in self.step.cautions.iter().chain(remark) {
            cautions.add(text);
        }
        cautions
    }

    /// Returns a remark that is no caution.
    pub fn remark(&self) -> Option<&str> {
        self.step.remarks.as_deref().filter(|remark| !remark.contains(ENDS_WORK))
    }
}

impl Cautions {
    fn add(&mut self, text: &str) {
        if !text.contains(ENDS_WORK) {
            put(&mut self.before, text);
            return;
        }
        for clause in text.split("; ").flat_map(|part| part.split(". ")) {
            let Some((sign, rest)) = clause.split_once(ENDS_WORK) else {
                put(&mut self.before, clause);
                continue;
            };
            put(&mut self.stop_if, sign);
            // "Dizziness: stop, and never on the front of the neck".
            let rest = rest.trim_start_matches([',', ' ']).trim_start_matches("and ");
            if rest.starts_with("never") || rest.starts_with("not") {
                put(&mut self.before, rest);
            }
        }
    }
}

/// Adds a text once, in small letters at its beginning.
fn put(place: &mut Vec<String>, text: &str) {
    let text = text.trim().trim_end_matches('.');
    let mut letters = text.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_lowercase).collect();
    let text = first + letters.as_str();
    if !text.is_empty() && !place.contains(&text) {
        place.push(text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parted(texts: &[&str]) -> Cautions {
        let mut cautions = Cautions::default();
        for text in texts {
            cautions.add(text);
        }
        cautions
    }

    #[test]
    fn what_ends_the_work_stands_by_itself() {
        let Cautions { stop_if, before } = parted(&[
            "a dull ache is fine; sharp pain or tingling: stop",
            "Sharp pain or tingling: stop",
            "dizziness: stop, and never on the front of the neck",
            "Dizzy: stop. A new or sudden headache: call a doctor first",
            "pain that rises: stop and leave it for today",
            "numb feet or diabetes: ask first",
        ]);
        assert_eq!(stop_if, ["sharp pain or tingling", "dizziness", "dizzy", "pain that rises"]);
        let known =
            ["a dull ache is fine", "never on the front of the neck", "a new or sudden headache: call a doctor first"];
        assert_eq!(before[..3], known);
        assert_eq!(before[3], "numb feet or diabetes: ask first");
    }
}
