//! How long files are, and what the program never says.

use std::fs;

use crate::source::{files, none, root, sources};

/// A file longer than this is two files.
const LONGEST: usize = 400;

#[test]
fn no_file_is_longer_than_it_should_be() {
    let sources = sources();
    let mut lengths: Vec<usize> = sources.iter().map(|source| source.lines()).collect();
    lengths.sort_unstable();
    println!("{} files; the middle one has {} lines", lengths.len(), lengths[lengths.len() / 2]);
    println!(
        "nine of ten have at most {}, the longest {}",
        lengths[lengths.len() * 9 / 10],
        lengths[lengths.len() - 1]
    );
    let broken: Vec<String> = sources
        .iter()
        .filter(|source| source.lines() > LONGEST)
        .map(|source| format!("{}: {} lines", source.path, source.lines()))
        .collect();
    none("A file has at most 400 lines: split it along what it is about.", &broken);
}

#[test]
fn nothing_promises_what_nobody_can_keep() {
    let mut broken = Vec::new();
    let texts = files("assets", &["toml", "md", "svg", "txt"]);
    let code = sources().into_iter().filter(|source| !source.is_test()).map(|source| root().join(source.path));
    for path in texts.into_iter().chain(code) {
        let text = fs::read_to_string(&path).unwrap().to_lowercase();
        for word in text.split(|letter: char| !letter.is_alphanumeric()) {
            if matches!(word, "toxin" | "toxins" | "detox" | "proven" | "cure" | "cures" | "cured") {
                broken.push(format!("{}: {word}", path.strip_prefix(root()).unwrap().display()));
            }
        }
    }
    none("Say what is done and who teaches it, not what it would do: no toxins, nothing proven, no cure.", &broken);
}

#[test]
fn the_map_of_the_house_names_all_ten_invariants() {
    let map = fs::read_to_string(root().join("src/lib.rs")).unwrap();
    let broken: Vec<String> = (1..=10)
        .filter(|number| !map.lines().any(|line| line.starts_with(&format!("//! {number}. "))))
        .map(|number| format!("src/lib.rs: no line begins with `//! {number}. `"))
        .collect();
    none("The ten invariants stand numbered in the docs of lib.rs.", &broken);
}

#[test]
fn the_map_of_the_house_names_every_layer() {
    let map = fs::read_to_string(root().join("src/lib.rs")).unwrap();
    let docs: String = map.lines().filter(|line| line.starts_with("//!")).collect();
    let mut layers: Vec<String> = sources().iter().map(|source| source.layer().to_owned()).collect();
    layers.dedup();
    let broken: Vec<String> = layers
        .iter()
        .filter(|layer| *layer != "lib" && !docs.contains(layer.as_str()))
        .map(|layer| format!("src/lib.rs does not name {layer}"))
        .collect();
    none("The docs of lib.rs are the map of the house.", &broken);
}
