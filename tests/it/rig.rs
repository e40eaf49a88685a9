//! The program, called, and files to call it with.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use assert_cmd::cargo::cargo_bin_cmd;
use serde_json::Value;

/// What a call came to.
#[derive(Debug)]
pub(crate) struct Outcome {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

/// Calls the program. A call that never ends is ended, and has no code.
pub(crate) fn holdwell(args: &[&str]) -> Outcome {
    let output = cargo_bin_cmd!("holdwell").args(args).timeout(Duration::from_mins(2)).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    let code = output.status.code().unwrap_or_else(|| panic!("{args:?} did not end by itself"));
    Outcome { code, out: text(output.stdout), err: text(output.stderr) }
}

impl Outcome {
    /// It went well and had nothing to complain about.
    #[track_caller]
    pub(crate) fn well(self) -> String {
        assert_eq!((self.code, self.err.as_str()), (0, ""));
        self.out
    }

    /// It was the input's fault: the problems, a line each, and nothing on the standard output.
    #[track_caller]
    pub(crate) fn problems(self) -> Vec<String> {
        assert_eq!((self.code, self.out.as_str()), (1, ""), "{}", self.err);
        assert!(!self.err.is_empty() && !self.err.contains("panicked"), "{}", self.err);
        self.err.lines().map(str::to_owned).collect()
    }
}

pub(crate) use holdwell_testkit::TempFolder as Folder;
pub(crate) use holdwell_testkit::routines::head;

/// The file of a built-in routine.
pub(crate) fn builtin(id: &str) -> String {
    asset(&format!("routines/{id}.toml"))
}

/// A file of the built-in library.
pub(crate) fn asset(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/library").join(name);
    path.to_str().unwrap().to_owned()
}

/// The ids of every built-in routine that is a list.
pub(crate) fn listed() -> Vec<String> {
    let files: Vec<PathBuf> = fs::read_dir(asset("routines")).unwrap().map(|entry| entry.unwrap().path()).collect();
    let ids = files.iter().map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned());
    let mut ids: Vec<String> = ids.filter(|id| id != "free-smrt").collect();
    ids.sort();
    assert!(ids.len() >= 5, "{ids:?}");
    ids
}

/// A step that is held so long, with nothing around it but two seconds to settle.
pub(crate) fn hold(name: &str, length: &str) -> String {
    holdwell_testkit::routines::hold(name, "2s", length)
}

/// A routine with so many steps.
pub(crate) fn steps(count: usize, length: &str) -> String {
    let steps: String = (1..=count).map(|number| hold(&format!("Hold {number}"), length)).collect();
    head("self-care", "home") + &steps
}

pub(crate) fn json_lines(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The keys of an object, sorted.
pub(crate) fn keys(value: &Value) -> Vec<&str> {
    let mut keys: Vec<&str> = value.as_object().unwrap().keys().map(String::as_str).collect();
    keys.sort_unstable();
    keys
}
