//! `holdwell backup` and `holdwell restore`.

use std::fs;

use assert_cmd::cargo::cargo_bin_cmd;
use holdwell_store::Passphrase;
use holdwell_vault::{Folder as Data, Vault};
use jiff::Timestamp;

use crate::rig::{Folder, holdwell};

/// A vault in `data`, with this passphrase.
fn vault(folder: &Folder, passphrase: Option<&str>) -> String {
    let data = folder.path("data");
    let at = Data::at(Some(data.clone().into())).unwrap();
    let mut vault = Vault::open(&at, None, Timestamp::UNIX_EPOCH).unwrap();
    let new = passphrase.and_then(Passphrase::new);
    vault.set_passphrase(None, new.as_ref(), Timestamp::UNIX_EPOCH, &mut |_| {}).unwrap();
    data
}

fn file(folder: &Folder, name: &str) -> Vec<u8> {
    fs::read(folder.path(name)).unwrap()
}

#[test]
fn a_copy_is_made_and_put_back() {
    let folder = Folder::new();
    let data = vault(&folder, None);
    let copy = holdwell(&["backup", "--data", &data]).well();
    let copy = copy.trim_end();
    assert!(copy.starts_with(&data) && fs::metadata(copy).is_ok(), "{copy}");
    let aside = holdwell(&["--data", &data, "restore", copy]).well();
    assert!(aside.contains("vault-set-aside-"), "{aside}");
    assert!(fs::metadata(aside.trim_end()).is_ok() && fs::metadata(folder.path("data/vault.db")).is_ok());
    // Into a folder where there is nothing.
    let new = folder.path("new");
    assert_eq!(holdwell(&["restore", copy, "--data", &new]).well(), "");
    assert_eq!(file(&folder, "new/vault.db"), fs::read(copy).unwrap());
}

#[test]
fn the_passphrase_comes_from_a_file_without_the_end_of_its_line() {
    let folder = Folder::new();
    let data = vault(&folder, Some("correct horse"));
    for content in ["correct horse", "correct horse\n", "correct horse\r\n", "\u{feff}correct horse\r\n"] {
        let secret = folder.file("secret", content);
        holdwell(&["backup", "--data", &data, "--passphrase-file", &secret]).well();
    }
    for (content, word) in [
        ("correct horse\n\n", "not the passphrase"),
        ("correct horse ", "not the passphrase"),
        ("", "no passphrase in it"),
        ("\n", "no passphrase in it"),
        (&"x".repeat(5000), "too long"),
    ] {
        let secret = folder.file("secret", content);
        let problems = holdwell(&["backup", "--data", &data, "--passphrase-file", &secret]).problems();
        assert!(problems.len() == 1 && problems[0].contains(word), "{problems:?}");
    }
    let secret = folder.file("secret", b"\xff\xfe");
    assert!(holdwell(&["backup", "--data", &data, "--passphrase-file", &secret]).problems()[0].contains("UTF-8"));
    let missing = folder.path("missing");
    assert!(
        holdwell(&["backup", "--data", &data, "--passphrase-file", &missing]).problems()[0].contains("cannot be read")
    );
    assert!(holdwell(&["backup", "--data", &data]).problems()[0].contains("has a passphrase"));
}

#[test]
fn the_passphrase_comes_from_the_standard_input() {
    let folder = Folder::new();
    let data = vault(&folder, Some("correct horse"));
    let backup = |said: &str| {
        let mut call = cargo_bin_cmd!("holdwell");
        call.args(["backup", "--data", &data, "--passphrase-file", "-"]).write_stdin(said).output().unwrap()
    };
    assert!(backup("correct horse\n").status.success());
    let output = backup("wrong\n");
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("not the passphrase") && !said.contains("wrong"), "{said}");
}

#[test]
fn what_cannot_be_done_is_said() {
    let folder = Folder::new();
    let nowhere = folder.path("nowhere");
    assert!(holdwell(&["backup", "--data", &nowhere]).problems()[0].contains("no vault yet"));
    assert!(fs::metadata(&nowhere).is_err(), "nothing is begun by the way");
    let data = vault(&folder, None);
    let before = file(&folder, "data/vault.db");
    let text = folder.file("text.db", "no copy");
    let missing = folder.path("missing.db");
    for copy in [&text, &missing, &folder.path("data")] {
        let problems = holdwell(&["restore", copy, "--data", &data]).problems();
        assert!(problems.len() == 1 && problems[0].contains(copy.as_str()), "{problems:?}");
        assert_eq!(file(&folder, "data/vault.db"), before);
    }
    assert_eq!(holdwell(&["restore"]).code, 2);
    assert_eq!(holdwell(&["backup", "somewhere"]).code, 2);
    let at = Data::at(Some(data.clone().into())).unwrap();
    let _open = Vault::open(&at, None, Timestamp::UNIX_EPOCH).unwrap();
    assert!(holdwell(&["backup", "--data", &data]).problems()[0].contains("Another Holdwell"));
    assert!(holdwell(&["restore", &text, "--data", &data]).problems()[0].contains("Another Holdwell"));
}

#[test]
fn a_passphrase_for_a_plain_vault_is_not_taken_for_protection() {
    let folder = Folder::new();
    let (data, secret) = (vault(&folder, None), folder.file("secret", "correct horse"));
    let outcome = holdwell(&["backup", "--data", &data, "--passphrase-file", &secret]);
    assert_eq!(outcome.code, 0);
    assert!(outcome.err.contains("is not encrypted"), "{}", outcome.err);
    assert!(file(&folder, "data/vault.db").starts_with(b"SQLite format 3"));
}
