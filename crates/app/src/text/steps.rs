//! Names of steps and holds.

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

/// Returns the name of a plan that is one hold of this length.
pub fn quick_hold(length: Millis) -> String {
    format!("Quick hold, {}", exact(length))
}
