//! Tests of the library through its front doors: text in, problems or plans out.

mod builtin;
mod changes;
mod compiling;
mod complete;
mod figures;
mod garbage;
mod home;
mod named;
mod positions;
mod precautions;
mod programmes;
mod routines;
mod words;

use super::{Library, Place, Problem, check};

/// A small library that the tests of routines draw on.
const POSITIONS: &str = r#"
format = "holdwell-library"
version = 1

[[position]]
id = "psoas"
name = "Psoas major"
techniques = ["smrt", "counterstrain"]
region = "abdomen-hip"
sided = true
posture = "supine"
ease = ["both hips and knees bent", "knees carried toward that side", "slight outward rotation"]
usual = [{ technique = "smrt", kind = "fixed", hold = "30s", range = "20-45s" }, { technique = "counterstrain", kind = "fixed", hold = "90s", return = "12s" }]
cautions = ["go gently with the belly"]

[[position]]
id = "rib"
name = "Ribs"
techniques = ["counterstrain"]
region = "ribs"
sided = true
usual = [{ technique = "counterstrain", kind = "fixed", hold = "2m", return = "15s" }]

[[position]]
id = "sacrum"
name = "Sacrum"
techniques = ["myofascial"]
region = "sacrum"
usual = [{ technique = "myofascial", kind = "open", minimum = "2m", target = "5m" }]

[[position]]
id = "calf-ball"
name = "Calf on a ball"
plain_name = "Calf"
techniques = ["self-care"]
region = "calf"
sided = true
home = true
say = "Sit with the ball under your calf"
usual = [{ technique = "self-care", kind = "reps", count = 5, work = "by-hand" }]
"#;

/// The head of a routine file; what the tests add begins on line 8.
const HEAD: &str = r#"format = "holdwell-routine"
version = 1

[routine]
id = "test"
name = "Test"

"#;

/// The same for a home routine.
const HOME: &str = r#"format = "holdwell-routine"
version = 1
routine = { id = "test", name = "Test", audience = "home" }




"#;

fn library() -> Library {
    let mut library = Library::default();
    library.add_positions("test-library", POSITIONS.as_bytes());
    assert_eq!(library.problems(), []);
    library
}

/// Returns a problem as `line:column: table: fault`.
fn told(problem: &Problem) -> String {
    let Place { line, column } = problem.place.unwrap();
    let table = if problem.table.is_empty() { String::new() } else { format!("{}: ", problem.table) };
    format!("{line}:{column}: {table}{:?}", problem.fault)
}

/// Checks a file against the small library; the problems are given as [`told`] returns them.
#[track_caller]
fn finds(text: impl AsRef<[u8]>, expected: &[&str]) {
    let problems = check("f", text.as_ref(), &library());
    let told: Vec<String> = problems.iter().map(told).collect();
    assert_eq!(told, expected, "{}", String::from_utf8_lossy(text.as_ref()));
}

/// Measures the time of some work.
#[expect(clippy::disallowed_methods, reason = "measures real time, which no session is made of")]
fn took(work: impl FnOnce()) -> std::time::Duration {
    let begun = std::time::Instant::now();
    work();
    begun.elapsed()
}
