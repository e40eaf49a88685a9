//! Routines as text and as plans.

use holdwell_library::{Library, compile, read_routine};
use holdwell_model::{Arc, Plan};

/// Returns the head of a routine file.
pub fn head(technique: &str, audience: &str) -> String {
    format!(
        "format = \"holdwell-routine\"\nversion = 1\n[routine]\nid = \"test\"\nname = \"Test\"\n\
         technique = \"{technique}\"\naudience = \"{audience}\"\n"
    )
}

/// Returns a step of one fixed hold with nothing around it but so much time to settle.
pub fn hold(name: &str, settle: &str, length: &str) -> String {
    format!(
        "[[step]]\nname = \"{name}\"\nsetup = \"Lie\"\ntiming = {{ kind = \"fixed\", hold = \"{length}\" }}\n\
         side = \"midline\"\nsettle = \"{settle}\"\nreturn = \"off\"\n"
    )
}

/// Compiles the text of a routine against the library that comes with the program.
pub fn plan(text: &str) -> Arc<Plan> {
    let library = Library::builtin();
    let routine =
        read_routine("test.toml", text.as_bytes(), &library).unwrap_or_else(|problems| panic!("{problems:#?}"));
    Arc::new(compile(&routine, &library).unwrap_or_else(|problems| panic!("{problems:#?}")))
}

/// Compiles a routine of these steps.
pub fn routine(technique: &str, audience: &str, steps: &str) -> Arc<Plan> {
    plan(&(head(technique, audience) + steps))
}

/// Compiles a routine that comes with the program.
pub fn builtin(id: &str) -> Arc<Plan> {
    let library = Library::builtin();
    let routine = library.routine(id).unwrap_or_else(|| panic!("no routine {id}"));
    Arc::new(compile(routine, &library).unwrap_or_else(|problems| panic!("{problems:#?}")))
}

/// Returns so many fixed holds in a row, for home: 3 s to settle, this many seconds held.
pub fn holds(count: usize, secs: u64) -> Arc<Plan> {
    routine("self-care", "home", &hold("Hold", "3s", &format!("{secs}s")).repeat(count))
}

/// Returns a therapist's hold of a minute that waits to be begun and is ended by time.
pub fn smrt_hold() -> Arc<Plan> {
    let hold = "[[step]]\nname = \"Hold\"\nsetup = \"Lie\"\ntiming = { kind = \"fixed\", hold = \"60s\" }\n\
                side = \"right-then-left\"\nsettle = \"wait\"\nreturn = \"5s\"\n";
    routine("smrt", "therapist", hold)
}

/// Returns two holds of the psoas, left and right, with the usual times.
pub fn two_holds() -> Arc<Plan> {
    let steps = ["left", "right"].map(|side| format!("[[step]]\nposition = \"psoas\"\nside = \"{side}\"\n"));
    routine("smrt", "therapist", &steps.concat())
}

/// Returns both sides of the psoas, a minute each, without settling.
pub fn two_sides() -> Arc<Plan> {
    let step = "[[step]]\nposition = \"psoas\"\nside = \"right-then-left\"\nsettle = \"off\"\n\
                timing = { kind = \"fixed\", hold = \"60s\" }\nreturn = \"5s\"\n";
    routine("smrt", "therapist", step)
}

/// Returns both sides of the psoas, rated before and checked again after, then another point on one side.
pub fn points() -> Arc<Plan> {
    routine(
        "counterstrain",
        "therapist",
        "[[step]]\nposition = \"psoas\"\nside = \"right-then-left\"\nrate = \"wait\"\nsettle = \"off\"\nreturn = \"10s\"\n\
         timing = { kind = \"fixed\", hold = \"90s\" }\nrecheck = \"wait\"\n\
         [[step]]\nname = \"Other\"\nsetup = \"Lie\"\nside = \"left\"\nsettle = \"wait\"\nreturn = \"off\"\nrecheck = \"off\"\n\
         timing = { kind = \"fixed\", hold = \"30s\" }\n",
    )
}
