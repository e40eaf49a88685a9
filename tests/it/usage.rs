//! Wrong usage is 2, and what is accepted everywhere is accepted everywhere.

use std::process::{Command, Stdio};

use crate::rig::{Folder, holdwell, steps};

#[test]
fn wrong_usage_is_2() {
    for args in [
        &["fly"] as &[&str],
        &["check"],
        &["timeline"],
        &["timeline", "x", "--xml"],
        &["render", "x"],
        &["render", "x", "--out", "y.wav", "--profile", "loud"],
        &["render", "x", "--out", "y.wav", "--speech", "klingon"],
        &["run", "x", "--speed", "2"],
        &["run", "x", "--headless", "--speed", "0"],
        &["run", "x", "--headless", "--speed", "-1"],
        &["run", "x", "--headless", "--speed", "fast"],
        &["library"],
        &["library", "--out", "x.html"],
        &["export"],
        &["import"],
        &["--nonsense"],
    ] {
        let outcome = holdwell(args);
        assert_eq!(outcome.code, 2, "{args:?}: {}", outcome.err);
        assert!(!outcome.err.is_empty() && outcome.out.is_empty());
    }
}

#[test]
fn it_says_what_it_is() {
    assert_eq!(holdwell(&["--version"]).well(), format!("holdwell {}\n", env!("CARGO_PKG_VERSION")));
    let help = holdwell(&["--help"]).well();
    let verbs = ["check", "timeline", "render", "run", "library", "export", "import", "backup", "restore"];
    for verb in verbs.into_iter().chain(["--data", "--no-audio", "--passphrase-file"]) {
        assert!(help.contains(verb), "{verb}");
    }
}

#[test]
fn what_holds_everywhere_is_accepted_before_and_after() {
    let folder = Folder::new();
    let (file, data, secret) =
        (folder.file("r.toml", steps(1, "5s")), folder.path("data"), folder.file("p", "secret\n"));
    let out = folder.path("r.wav");
    let global = ["--data", &data, "--no-audio", "--passphrase-file", &secret];
    for verb in [
        &["check", &file] as &[&str],
        &["timeline", &file],
        &["timeline", &file, "--json"],
        &["library", "--html"],
        &["render", &file, "--out", &out],
        &["run", &file, "--headless", "--speed", "1000"],
    ] {
        let before: Vec<&str> = global.iter().chain(verb).copied().collect();
        let after: Vec<&str> = verb.iter().chain(&global).copied().collect();
        let (before, after) = (holdwell(&before), holdwell(&after));
        assert_eq!((before.code, &before.out), (0, &after.out), "{verb:?}: {}", before.err);
        assert_eq!((after.code, before.err), (0, after.err), "{verb:?}");
    }
}

#[test]
fn an_input_that_is_not_there_is_1() {
    let folder = Folder::new();
    let (missing, out) = (folder.path("missing.toml"), folder.path("out.wav"));
    for args in [
        &["check", &missing] as &[&str],
        &["timeline", &missing],
        &["render", &missing, "--out", &out],
        &["run", &missing, "--headless"],
    ] {
        let problems = holdwell(args).problems();
        assert!(problems.len() == 1 && problems[0].starts_with(&missing), "{problems:?}");
    }
}

#[test]
fn whoever_has_read_enough_ends_it_without_a_word() {
    let folder = Folder::new();
    let file = folder.file("r.toml", steps(40, "5s"));
    for args in
        [vec!["library", "--html"], vec!["timeline", &file], vec!["run", &file, "--headless", "--speed", "1000"]]
    {
        let program = Command::new(env!("CARGO_BIN_EXE_holdwell"));
        let mut child = { program }.args(&args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let ended = child.wait_with_output().unwrap();
        assert_eq!((ended.status.code(), String::from_utf8(ended.stderr).unwrap().as_str()), (Some(0), ""), "{args:?}");
    }
}
