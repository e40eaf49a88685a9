//! Names of steps and holds.

use holdwell_library::{ChangedHere, Effect};
use holdwell_model::{FieldError, Millis, PlanStep, Side};

use super::exact;
use super::timing::field_error;

/// Name of a hold that has none yet.
pub const UNNAMED: &str = "Hold";

/// Returns a title, or the name of a hold that has none yet.
pub fn title(title: &str) -> &str {
    if title.is_empty() { UNNAMED } else { title }
}

/// Names a side of a step: "Right · Psoas major"; the midline goes without saying.
pub fn contact(side: Side, name: &str) -> String {
    match side.word() {
        "" => title(name).to_owned(),
        side => format!("{side} · {}", title(name)),
    }
}

/// Returns the set-up of a step in the words of the side under the hands: "knees eased toward the left". Where each hand
/// has a side of its own, it stays "that side".
pub fn setup(step: &PlanStep, side: Side) -> String {
    let has_own = step.contacts.iter().any(|contact| matches!(contact.side, Some(Side::Left | Side::Right)));
    let word = match side {
        Side::Left if !has_own => "left",
        Side::Right if !has_own => "right",
        _ => return step.setup.clone(),
    };
    let mut words = step.setup.clone();
    for (seen_from, named) in [
        ("toward that side", format!("toward the {word}")),
        ("from that side", format!("from the {word}")),
        ("that side", format!("the {word} side")),
        ("this side", format!("the {word} side")),
        ("That side", format!("The {word} side")),
        ("This side", format!("The {word} side")),
    ] {
        words = words.replace(seen_from, &named);
    }
    words
}

/// Returns a step as a line of a list: "3.  Psoas major  ·  right, then left  ·  35 s".
pub fn step(step: &PlanStep) -> String {
    let timing = step.timing.summary();
    let optional = if step.optional { "optional" } else { "" };
    let parts = [title(&step.title), step.sides.words(), &timing, optional];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    format!("{}.  {}", step.number, parts.join("  ·  "))
}

/// The problem of a step without a name.
pub const NAME_MISSING: &str = "a name is needed";

/// Returns why a text cannot stand in a field of a step; with its number, from 1, where several steps are set together.
pub fn step_field(number: Option<usize>, error: &FieldError) -> String {
    let words = field_error(error);
    match number {
        Some(number) => format!("step {number}: {words}"),
        None => words,
    }
}

/// The label of the button that lets what was saved take the times of the library as it is now.
pub const FOLLOW_LIBRARY: &str = "Take the library's times";
/// The same where one step is shown: the others take them as well.
pub const ALL_FOLLOW_LIBRARY: &str = "Take the library's times at every step";

/// Says quietly what the library has changed at a step, why, and what the step does about it.
pub fn library_changed(changed: &ChangedHere) -> String {
    let ChangedHere { change, effect } = changed;
    let from = change.from.as_deref().unwrap_or("nothing");
    let to = change.to.as_deref().unwrap_or("nothing");
    let effect = match effect {
        Effect::OwnTime => "This step keeps its own time",
        Effect::AsSaved => "This step goes on with the time it had",
        Effect::Followed => "It is done as the library has it now",
    };
    format!("The library has changed here: {from} became {to}. {}. {effect}", change.why)
}

/// Returns the name of a plan that is one hold of this length.
pub fn quick_hold(length: Millis) -> String {
    format!("Quick hold, {}", exact(length))
}

#[cfg(test)]
mod tests {
    use super::library_changed;
    use holdwell_library::{Changed, ChangedHere, Effect, Library};

    #[test]
    fn a_change_of_the_library_is_told_with_its_reason() {
        let library = Library::builtin();
        let is_it = |entries: &[String]| entries.iter().any(|entry| entry == "diaphragm-edge");
        let mut changes = library.changes().iter();
        let change = changes.find(|change| change.what == Changed::Time && is_it(&change.entries)).unwrap();
        assert_eq!(
            library_changed(&ChangedHere { change: change.clone(), effect: Effect::OwnTime }),
            "The library has changed here: 90 s, return 10 s became 2 min, return 10 s. Ribs are held for two minutes. \
             This step keeps its own time"
        );
    }
}
