//! Sentences about rules that a routine breaks.

use super::faults::did_you_mean;
use holdwell_library::{BrokenRule, shown};

/// Returns the rule that a routine breaks, and what would be right.
pub fn broken_rule(rule: &BrokenRule) -> String {
    let words = match rule {
        BrokenRule::FreeWithSteps => "a free routine has no steps; take them out, or take out free = true",
        BrokenRule::NoSteps => "the routine has no steps; add [[step]], or write free = true",
        BrokenRule::TooMuch(count) => {
            let of = format!("the routine has {count} check-ins, breaths and repetitions, and 100,000 are the most");
            return format!("{of}; ask less often, or take steps out");
        }
        BrokenRule::FreeAtHome => "a home routine cannot be free, nobody is there to press a key; list its steps",
        BrokenRule::SameGroup(id) => return format!("id {} stands twice; give each group its own", shown(id)),
        BrokenRule::ScanAtHome => "a scan waits for scores, and a home routine waits nowhere; take scan out",
        BrokenRule::UnknownGroup { id, nearest } => {
            let instead = did_you_mean(nearest.as_deref(), "add [[group]] with this id");
            return format!("there is no group {}; {instead}", shown(id));
        }
        BrokenRule::GroupApart { after } => {
            return format!("the steps of a group stand together; move this one up behind step {after}");
        }
        BrokenRule::NoContacts => "contacts is empty; write contacts = [{ position = \"psoas\" }]",
        BrokenRule::NoSides(id) => return format!("{} has no sides; take side out", shown(id)),
        BrokenRule::NoSidedContact => "none of these contacts has sides; take side out",
        BrokenRule::UnknownPosition { id, nearest } => {
            let look = "look it up in the library, or write name = \"…\"";
            return format!("{} is not in the library; {}", shown(id), did_you_mean(nearest.as_deref(), look));
        }
        BrokenRule::NotForHome(id) => {
            return format!("{} is not for home; choose a position with home = true", shown(id));
        }
        BrokenRule::WaitAtHome(key) => {
            return format!("{key} waits, and a home routine waits nowhere; write a duration or \"off\"");
        }
        BrokenRule::ByHandAtHome => "repetitions by hand wait, and a home routine waits nowhere; write work = \"4s\"",
    };
    words.to_owned()
}
