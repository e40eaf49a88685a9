//! Whatever is in a file, the answer is a sentence and 1.

use crate::rig::{Folder, builtin, head, hold, holdwell, steps};

fn garbage() -> Vec<Vec<u8>> {
    let good = steps(3, "5s").into_bytes();
    let mut files: Vec<Vec<u8>> = vec![
        Vec::new(),
        b"\0".to_vec(),
        vec![0xff; 4096],
        b"\xef\xbb\xbf".to_vec(),
        b"[[[[[[[[[[[[[[[[".to_vec(),
        "[".repeat(50_000).into_bytes(),
        format!("a = {}", "[".repeat(50_000)).into_bytes(),
        format!("a = {}", "{ b = ".repeat(20_000)).into_bytes(),
        format!("{}x = 1", "a.".repeat(100_000)).into_bytes(),
        b"format = \"holdwell-routine\"\nversion = 1\n".to_vec(),
        b"format = 7\nversion = \"one\"\nrestlessness = nan\n".to_vec(),
        b"RIFF\x24\0\0\0WAVEfmt ".to_vec(),
        (head("smrt", "therapist") + &hold("A", "999999999999999999999h")).into_bytes(),
        (head("smrt", "therapist") + &hold("A", "-5s")).into_bytes(),
        (head("smrt", "therapist") + "[[step]]\n").into_bytes(),
        (head("smrt", "nobody") + &hold("A", "5s")).into_bytes(),
        good[..good.len() - 7].to_vec(),
    ];
    files.extend((1..12).map(|seed| noise(seed, 3000)));
    files.extend((1..12).map(|seed| damaged(&good, seed)));
    files
}

/// Bytes without any sense, the same each time.
fn noise(seed: u64, length: usize) -> Vec<u8> {
    let next =
        |state: &u64| Some(state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407));
    std::iter::successors(Some(seed), next).skip(1).take(length).map(|state| (state >> 56) as u8).collect()
}

/// A good file with a dozen bytes replaced by what no file may hold.
fn damaged(good: &[u8], seed: u64) -> Vec<u8> {
    let mut bytes = good.to_vec();
    for pair in noise(seed, 24).chunks(2) {
        let at = (usize::from(pair[0]) * 251 + usize::from(pair[1])) % bytes.len();
        bytes[at] = b"\0\x01\x7f\xff\xc3"[usize::from(pair[1]) % 5];
    }
    bytes
}

#[test]
fn no_garbage_brings_it_down() {
    let folder = Folder::new();
    let out = folder.path("out.wav");
    for (index, bytes) in garbage().iter().enumerate() {
        let file = folder.file(&format!("{index}.toml"), bytes);
        for args in [
            &["check", &file] as &[&str],
            &["timeline", &file],
            &["render", &file, "--out", &out],
            &["run", &file, "--headless", "--no-audio"],
        ] {
            for problem in holdwell(args).problems() {
                assert!(problem.starts_with(&file), "{problem}");
                assert!(!problem.contains('\u{7}') && problem.len() < 2000, "{problem}");
            }
        }
    }
    assert!(!std::path::Path::new(&out).exists(), "nothing is half done");
}

#[test]
fn no_garbage_in_a_script_brings_it_down() {
    let folder = Folder::new();
    let scripts = [b"\xff\xfe".to_vec(), b"at".to_vec(), b"at 99999999999999999999h advance".to_vec(), b"\"".to_vec()];
    for (index, bytes) in scripts.into_iter().chain((1..6).map(|seed| noise(seed, 500))).enumerate() {
        let script = folder.file(&index.to_string(), bytes);
        let file = builtin("demonstration");
        let problems = holdwell(&["run", &file, "--headless", "--no-audio", "--commands", &script]).problems();
        assert!(problems.iter().all(|problem| problem.starts_with(&script)), "{problems:?}");
    }
}
