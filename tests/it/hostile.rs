//! Whatever stands under a file's name, the answer is a sentence, and comes at once.
#![cfg(unix)]

use std::fs::{self, File};
use std::os::unix::fs::symlink;
use std::path::Path;

use rustix::fs::{CWD, FileType, Mode, mknodat};

use crate::rig::{Folder, builtin, holdwell, steps};

/// Makes one of each kind of thing that is no file, or no file that anybody reads; gives their paths and a word for each.
fn hostile(folder: &Folder) -> Vec<(String, &'static str)> {
    let pipe = folder.path("pipe.toml");
    mknodat(CWD, &pipe, FileType::Fifo, Mode::RWXU, 0).unwrap();
    let inner = folder.path("folder.toml");
    fs::create_dir(&inner).unwrap();
    let dangling = folder.path("dangling.toml");
    symlink("nowhere", &dangling).unwrap();
    let sparse = folder.path("sparse.toml");
    File::create(&sparse).unwrap().set_len(1 << 41).unwrap();
    let endless = folder.path("endless.toml");
    symlink("/dev/zero", &endless).unwrap();
    vec![
        (pipe, "a pipe"),
        (inner, "a folder"),
        (dangling, "a link to a file that is not there"),
        (sparse, "larger than 1 MiB"),
        (endless, "a device"),
    ]
}

#[test]
fn whatever_is_named_is_answered_at_once() {
    let folder = Folder::new();
    let (out, good) = (folder.path("out.wav"), builtin("demonstration"));
    for (path, word) in hostile(&folder) {
        for args in [
            &["check", &path] as &[&str],
            &["timeline", &path],
            &["plan", "make", &path, "--out", &out],
            &["render", &path, "--out", &out],
            &["run", &path, "--headless", "--no-audio"],
            &["run", &good, "--headless", "--no-audio", "--commands", &path],
        ] {
            let problems = holdwell(args).problems();
            assert!(problems.len() == 1 && problems[0].starts_with(&path), "{args:?}: {problems:?}");
            assert!(problems[0].contains(word), "{args:?}: {problems:?}");
        }
    }
}

/// A plan may be larger than a routine, and no larger.
#[test]
fn what_is_no_plan_is_answered_at_once() {
    let folder = Folder::new();
    let out = folder.path("out.html");
    for (path, word) in hostile(&folder) {
        for args in [
            &["plan", "check", &path] as &[&str],
            &["plan", "sheet", &path, "--out", &out],
            &["plan", "page", &path, "--out", &out],
        ] {
            let problems = holdwell(args).problems();
            assert!(problems.len() == 1 && problems[0].starts_with(&path), "{args:?}: {problems:?}");
            let word = word.replace("1 MiB", "4 MiB");
            assert!(problems[0].contains(&word), "{args:?}: {problems:?}");
        }
    }
    assert!(!Path::new(&out).exists());
}

#[test]
fn what_is_no_copy_fills_no_disk() {
    let folder = Folder::new();
    let data = folder.path("data");
    fs::create_dir(&data).unwrap();
    for (path, _) in hostile(&folder) {
        let problems = holdwell(&["restore", &path, "--data", &data]).problems();
        assert!(problems.len() == 1 && problems[0].contains(&path), "{problems:?}");
        let left: Vec<_> = fs::read_dir(&data).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert!(left.iter().all(|name| name == "vault.lock" || name == "backups"), "{path}: {left:?}");
    }
}

#[test]
fn what_is_no_export_and_no_passphrase_is_refused() {
    let folder = Folder::new();
    let data = folder.path("data");
    for (path, _) in hostile(&folder) {
        let problems = holdwell(&["import", &path, "--data", &data]).problems();
        assert!(problems.len() == 1 && problems[0].contains(&path), "{problems:?}");
        let problems = holdwell(&["export", "--out", &data, "--data", &data, "--passphrase-file", &path]).problems();
        assert!(problems.len() == 1 && problems[0].contains(&path), "{problems:?}");
    }
}

/// Every command reads the clinic's folder.
#[test]
fn nothing_in_the_clinics_folder_stops_a_command() {
    let folder = Folder::new();
    let library = Folder::new();
    let routine = folder.file("r.toml", steps(1, "5s"));
    fs::create_dir(folder.path("library")).unwrap();
    for (path, _) in hostile(&library) {
        fs::rename(&path, Path::new(&folder.path("library")).join(Path::new(&path).file_name().unwrap())).unwrap();
    }
    holdwell(&["timeline", &routine, "--data", &folder.path("")]).well();
}

#[test]
fn a_name_that_a_terminal_would_obey_is_shown_by_its_codes() {
    let folder = Folder::new();
    let file = folder.file("\u{1b}[31mred\u{202e}.toml", "x = 1");
    for problem in holdwell(&["check", &file]).problems() {
        assert!(problem.contains("\\u{1b}[31mred\\u{202e}.toml:1:1:") && !problem.contains('\u{1b}'), "{problem}");
    }
}
