//! The rules of the house that no compiler checks: how long files are, what is never said, that no file is forgotten.
//!
//! Who may use whom stands in the manifests; clocks, panics and function lengths are clippy's.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use holdwell_testkit::reading::CLUMSY;

/// The most lines of a file of Rust.
const LONGEST: usize = 400;
/// Words that promise what nobody can keep.
const PROMISES: [&str; 7] = ["toxin", "toxins", "detox", "proven", "cure", "cures", "cured"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Lists every file below `folder` whose name ends so, in order.
fn files(folder: &Path, endings: &[&str]) -> Vec<PathBuf> {
    let (mut folders, mut files) = (vec![folder.to_owned()], Vec::new());
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

/// Lists every file of Rust of ours.
fn sources() -> Vec<PathBuf> {
    let folders = ["src", "crates", "tests", "benches", "examples"];
    let sources: Vec<PathBuf> = folders.iter().flat_map(|folder| files(&root().join(folder), &["rs"])).collect();
    assert!(sources.len() > 200, "the sources were not found");
    sources
}

fn name(path: &Path) -> String {
    path.strip_prefix(root()).unwrap().display().to_string()
}

/// Fails with every place where a rule is broken, and with the rule.
#[track_caller]
fn none(rule: &str, broken: &[String]) {
    assert!(broken.is_empty(), "\n{rule}\n  {}\n", broken.join("\n  "));
}

#[test]
fn every_file_that_a_walk_names_is_there() {
    let walks = fs::read_to_string(root().join("src/walks.rs")).unwrap();
    let named: Vec<&str> = walks.split('`').filter(|word| word.starts_with("crates/")).collect();
    assert!(named.len() > 30, "{named:?}");
    let gone: Vec<String> = named.iter().filter(|name| !root().join(name).is_file()).map(ToString::to_string).collect();
    none("The walks follow the code: correct them where a file has moved.", &gone);
}

/// Whatever opens a file itself waits for a pipe, or reads a file without measure into the memory.
#[test]
fn files_are_read_in_one_place() {
    let own = sources().into_iter().map(|path| (name(&path), fs::read_to_string(path).unwrap()));
    // A bench reads what stands beside it.
    let exempt = ["crates/files/", "benches/"];
    let own = own.filter(|(name, _)| !name.contains("test") && !exempt.iter().any(|start| name.starts_with(start)));
    let reads = |text: &str| {
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        // A folder is opened to flush it.
        let code = code.replace("File::open(folder)?.sync_all()", "");
        ["fs::read(", "read_to_string(", "File::open("].iter().any(|call| code.contains(call))
    };
    let broken: Vec<String> = own.filter(|(_, text)| reads(text)).map(|(name, _)| name).collect();
    none("Files are opened and read by holdwell_files only, which never waits and has a limit.", &broken);
}

#[test]
fn no_file_is_longer_than_it_should_be() {
    let lines = |path: &PathBuf| fs::read_to_string(path).unwrap().lines().count();
    let long: Vec<String> = sources()
        .iter()
        .map(|path| (name(path), lines(path)))
        .filter(|(name, lines)| *lines > LONGEST && !name.contains("/tests/"))
        .map(|(name, lines)| format!("{name}: {lines} lines"))
        .collect();
    none("A file has at most 400 lines: split it along what it is about.", &long);
}

/// The faults that were found once, and the tests that keep them from coming back.
#[test]
fn every_fault_has_tests_that_are_there() {
    let table = fs::read_to_string(root().join("tests/FAULTS.md")).unwrap();
    let lines: Vec<&str> =
        table.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| fault")).collect();
    assert!(lines.len() > 80, "{} lines", lines.len());
    let code: String = sources().iter().map(|path| fs::read_to_string(path).unwrap()).collect();
    let there: BTreeSet<&str> = code.split("fn ").skip(1).filter_map(|rest| rest.split('(').next()).collect();
    let mut broken = Vec::new();
    for line in lines {
        let named: Vec<&str> = line.split('`').skip(1).step_by(2).collect();
        broken.extend(named.is_empty().then(|| format!("{line}: no test")));
        broken.extend(named.iter().filter(|name| !there.contains(*name)).map(|name| format!("{name}: gone")));
    }
    none("Each fault of tests/FAULTS.md names tests that are there: follow those that were renamed.", &broken);
}

#[test]
fn nothing_promises_what_nobody_can_keep() {
    let code = sources().into_iter().filter(|path| path.ends_with("tests.rs") || !name(path).contains("test"));
    let texts = files(&root().join("assets"), &["toml", "md", "svg", "txt"]);
    let mut broken = Vec::new();
    for path in texts.into_iter().chain(code) {
        let text = fs::read_to_string(&path).unwrap().to_lowercase();
        let mut words = text.split(|letter: char| !letter.is_alphanumeric());
        broken.extend(words.find(|word| PROMISES.contains(word)).map(|word| format!("{}: {word}", name(&path))));
    }
    none("Say what is done and who teaches it, not what it would do: no toxins, nothing proven, no cure.", &broken);
}

/// The library's own test reads its entries; this reads what the program says itself.
#[test]
fn the_program_says_it_as_a_therapist_would() {
    let mut broken = Vec::new();
    for path in sources().into_iter().filter(|path| !name(path).contains("test")) {
        let text = fs::read_to_string(&path).unwrap().to_lowercase();
        for line in text.lines().filter(|line| !line.trim_start().starts_with("//")) {
            let said = CLUMSY.iter().filter(|phrase| line.contains(**phrase));
            broken.extend(said.map(|phrase| format!("{}: {phrase}", name(&path))));
        }
    }
    none("Say it in the words of the trade.", &broken);
}

#[test]
fn the_map_names_every_crate_and_all_ten_invariants() {
    let map = fs::read_to_string(root().join("src/main.rs")).unwrap();
    let docs: Vec<&str> = map.lines().filter_map(|line| line.strip_prefix("//! ")).collect();
    let invariants = (1..=10).map(|number| format!("{number}. "));
    let crates = fs::read_dir(root().join("crates")).unwrap().map(|entry| entry.unwrap().file_name());
    let crates = crates.map(|name| format!("| `{}`", name.into_string().unwrap()));
    let begins = |line: &str, with: &str| line.replacen('[', "", 1).starts_with(with);
    let missing: Vec<String> =
        invariants.chain(crates).filter(|begin| !docs.iter().any(|line| begins(line, begin))).collect();
    none("The docs of src/main.rs are the map of the house. No line begins with:", &missing);
}

/// A file that no `mod` names is not compiled, and its tests never run.
#[test]
fn no_file_is_forgotten() {
    let named = |path: &PathBuf| {
        let stem = path.file_stem().unwrap().to_str().unwrap();
        let folder = path.parent().unwrap();
        if matches!(stem, "main" | "lib" | "build") || ["benches", "examples"].iter().any(|top| folder.ends_with(top)) {
            return true;
        }
        // The module's own name, and the folder in which its parent stands.
        let (module, folder) = match stem {
            "mod" => (folder.file_name().unwrap().to_str().unwrap(), folder.parent().unwrap()),
            stem => (stem, folder),
        };
        let own = ["mod.rs", "lib.rs", "main.rs"].map(|parent| folder.join(parent));
        let parents = own.into_iter().chain([folder.with_extension("rs")]);
        parents
            .filter_map(|parent| fs::read_to_string(parent).ok())
            .any(|text| text.contains(&format!("mod {module};")))
    };
    let forgotten: Vec<String> = sources().iter().filter(|path| !named(path)).map(|path| name(path)).collect();
    none("Each file is named by a `mod` of its parent:", &forgotten);
}
