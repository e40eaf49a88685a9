//! The files of the crate, without their remarks and their tests.

use std::fs;
use std::path::{Path, PathBuf};

/// One file of Rust.
pub(crate) struct Source {
    /// Its path below the crate, with slashes.
    pub(crate) path: String,
    pub(crate) text: String,
}

impl Source {
    /// What is compiled into the program: no remarks, nothing that only tests see.
    pub(crate) fn code(&self) -> String {
        without_remarks(self.text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default())
    }

    pub(crate) fn is_test(&self) -> bool {
        self.path.ends_with("/tests.rs") || self.path.ends_with("/testing.rs") || self.path.contains("/tests/")
    }

    pub(crate) fn lines(&self) -> usize {
        self.text.lines().count()
    }

    /// The layer: the first folder or file below `src`.
    pub(crate) fn layer(&self) -> &str {
        let below = self.path.strip_prefix("src/").unwrap_or(&self.path);
        below.split('/').next().unwrap_or(below).trim_end_matches(".rs")
    }
}

fn without_remarks(text: &str) -> String {
    let kept = text.lines().map(|line| match line.find("//") {
        Some(at) if !line[..at].contains('"') => &line[..at],
        _ => line,
    });
    kept.collect::<Vec<_>>().join("\n")
}

pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every file of Rust under `src`.
pub(crate) fn sources() -> Vec<Source> {
    let read = |path: PathBuf| {
        let name = path.strip_prefix(root()).unwrap().to_str().unwrap().replace('\\', "/");
        Source { path: name, text: fs::read_to_string(path).unwrap() }
    };
    let sources: Vec<Source> = files("src", &["rs"]).into_iter().map(read).collect();
    assert!(sources.len() > 50, "the sources were not found");
    sources
}

/// Every file below a folder whose name ends so, in order.
pub(crate) fn files(folder: &str, endings: &[&str]) -> Vec<PathBuf> {
    let (mut folders, mut files) = (vec![root().join(folder)], Vec::new());
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let ending = path.extension().and_then(|ending| ending.to_str());
            if path.is_dir() {
                folders.push(path);
            } else if ending.is_some_and(|ending| endings.contains(&ending)) {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

/// Fails with every place where a rule is broken, and with the rule.
#[track_caller]
pub(crate) fn none(rule: &str, broken: &[String]) {
    assert!(broken.is_empty(), "\n{rule}\n  {}\n", broken.join("\n  "));
}

/// Every line of the program's code that holds one of these words, but in the files for which they are meant.
pub(crate) fn outside(places: &[&str], words: &[&str]) -> Vec<String> {
    let mut broken = Vec::new();
    for source in sources().iter().filter(|source| !source.is_test()) {
        if places.iter().any(|place| source.path.starts_with(place)) {
            continue;
        }
        for line in source.code().lines() {
            if let Some(word) = words.iter().find(|word| line.contains(**word)) {
                broken.push(format!("{}: {word} in `{}`", source.path, line.trim()));
            }
        }
    }
    broken
}
