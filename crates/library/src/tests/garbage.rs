//! No input panics or hangs.

use std::time::Duration;

use proptest::prelude::*;

use super::{HEAD, POSITIONS, library, took};
use crate::builtin::{POSITIONS as FILES, ROUTINES};
use crate::check;

fn real_files() -> Vec<String> {
    let own = [POSITIONS.to_owned(), format!("{HEAD}[[step]]\nposition = \"psoas\"\n")];
    own.into_iter().chain(FILES.iter().chain(&ROUTINES).map(|(_, text)| (*text).to_owned())).collect()
}

/// Up to a handful of bytes put in, taken out or changed anywhere.
fn mutated() -> impl Strategy<Value = Vec<u8>> {
    let splice = (any::<prop::sample::Index>(), 0..8_usize, prop::collection::vec(any::<u8>(), 0..4));
    let word =
        prop::sample::select(vec!["[", "]", "{", "}", "\"", "'", ".", "=", "\n", "[[step]]", "\"\"\"", "1", "nan"]);
    let token = (any::<prop::sample::Index>(), 0..4_usize, word.prop_map(|word| word.as_bytes().to_vec()));
    (prop::sample::select(real_files()), prop::collection::vec(prop_oneof![splice, token], 1..6)).prop_map(
        |(file, splices)| {
            let mut bytes = file.into_bytes();
            for (at, take, put) in splices {
                let at = at.index(bytes.len() + 1);
                let end = (at + take).min(bytes.len());
                bytes.splice(at..end, put);
            }
            bytes
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_bytes_are_only_refused(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        prop_assert!(!check("f", &bytes, &library()).is_empty());
    }

    #[test]
    fn mutated_files_are_read_or_refused(bytes in mutated()) {
        for problem in check("f", &bytes, &library()) {
            let place = problem.place.unwrap();
            let lines = bytes.split(|byte| *byte == b'\n').count();
            prop_assert!(place.line <= lines && place.column >= 1, "{problem:?}");
        }
    }
}

/// Files made to be slow or deep: they must be refused in a time that nobody notices as a hang.
#[test]
fn files_made_to_harm_are_refused_soon() {
    const SIZE: usize = 1024 * 1024 - 300;
    let full = |unit: &str| unit.repeat(SIZE / unit.len());
    let dotted = format!("{}a", "a.".repeat(78));
    let mut harmful: Vec<String> = [
        "[",
        "{",
        "\"",
        "'",
        "a.",
        "a=",
        "a\n",
        "[[",
        "[a]\n",
        "[[step]]\n",
        "=",
        "\\",
        "#",
        "\r",
        "{a=",
        "a=[",
        "\u{7}",
        "é\n",
    ]
    .iter()
    .map(|unit| full(unit))
    .collect();
    harmful.push(format!("x = {}", full("{a.a.a.a=")));
    harmful.push(format!("x = {}1{}", format!("{{{dotted} = ").repeat(78), "}".repeat(78)));
    harmful.push(format!("a = 1\n[a.b]\nx = {}1{}", format!("{{{dotted} = ").repeat(78), "}".repeat(78)));
    harmful.push(format!("{HEAD}[[step]]\nname = \"{}\"\n", full("x")));
    harmful.push(format!("{HEAD}{}", full("[[group]]\nid=\"g\"\n")));
    harmful.push(full("[[step]]\nposition=\"psaos\"\n")[..180_000].to_owned());
    for text in harmful {
        let took = took(|| assert!(check("f", text.as_bytes(), &library()).len() <= 50));
        assert!(took < Duration::from_secs(5), "{took:?} {}", &text.chars().take(60).collect::<String>());
    }
}
