//! The passphrase: set, changed, taken away; at no instant is anything lost, and afterwards nothing is left in clear.

use std::fs;
use std::path::{Path, PathBuf};

use holdwell_store::VaultError;
use holdwell_testkit::{MARKER, Place, holds, hours_later, names, noon, other_tool, passphrase, write};
use holdwell_vault::{ClearCopy, Vault, restore};

fn change(vault: &mut Vault, old: Option<&str>, new: Option<&str>) -> Result<Vec<PathBuf>, VaultError> {
    vault.set_passphrase(old.map(passphrase).as_ref(), new.map(passphrase).as_ref(), noon(), &mut |_| {})
}

/// Lists the files in which the marker can be read.
fn readable(place: &Place) -> Vec<PathBuf> {
    place.files().into_iter().filter(|(_, content)| holds(content, MARKER)).map(|(path, _)| path).collect()
}

#[test]
fn it_is_set_changed_and_taken_away_and_everything_stays() {
    let place = Place::with_marker();
    let mut vault = place.open(None).unwrap();
    for (old, new) in [(None, Some("first")), (Some("first"), Some("second")), (Some("second"), None)] {
        assert_eq!(change(&mut vault, old, new), Ok(Vec::new()));
        assert_eq!(vault.is_encrypted(), new.is_some());
        assert_eq!(place.names(new), [MARKER]);
        drop(vault);
        vault = place.open(new).unwrap();
    }
    drop(vault);
    let connection = other_tool(&place.vault(), None);
    let number = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, u32>(0)).unwrap();
    assert_eq!(number("pragma user_version"), 6, "the export leaves it behind");
    assert_eq!(number("select count(*) from sqlite_schema where type = 'trigger'"), 11);
    assert_eq!(number("select count(*) from pragma_foreign_key_list('session')"), 2);
}

#[test]
fn strange_ones_are_passphrases_too_and_other_tools_take_them() {
    for strange in [" ", "x'00ff'", &"it's \"Grüße\"; 東京--🔑 ".repeat(100)] {
        let (place, vault) = Place::encrypted(strange);
        drop(vault);
        let connection = other_tool(&place.vault(), Some(strange));
        let name: String = connection.query_row("select name from client", [], |row| row.get(0)).unwrap();
        assert_eq!(name, MARKER, "{strange}");
        drop(place.open(Some(strange)).unwrap());
    }
}

#[test]
fn the_one_in_use_has_to_be_said() {
    let (place, mut vault) = Place::encrypted("first");
    assert_eq!(change(&mut vault, None, Some("second")), Err(VaultError::NeedsPassphrase(place.vault())));
    assert_eq!(change(&mut vault, Some("fist"), None), Err(VaultError::WrongPassphrase(place.vault())));
    drop(vault);
    assert_eq!(place.names(Some("first")), [MARKER]);
}

#[test]
fn copies_and_what_was_set_aside_change_with_it() {
    let place = Place::with_marker();
    let first = place.back_up(None, noon());
    place.write("later", None);
    let second = place.back_up(None, hours_later(1));
    let aside =
        restore(&place.folder(), (&second, ClearCopy::default()), None, hours_later(2), &mut |_| {}).unwrap().unwrap();
    let mut vault = place.open(None).unwrap();
    assert_eq!(change(&mut vault, None, Some("p")), Ok(Vec::new()));
    assert_eq!(names(&first, Some("p")), [MARKER]);
    assert_eq!(names(&second, Some("p")), [MARKER, "later"]);
    assert_eq!(names(&aside, Some("p")), [MARKER, "later"]);
    assert_eq!(readable(&place), Vec::<PathBuf>::new());
    // One made under the passphrase changes with those made before.
    let third = vault.backup(hours_later(3), &mut |_| {}).unwrap().path;
    assert_eq!(change(&mut vault, Some("p"), None), Ok(Vec::new()));
    assert_eq!(names(&third, None), [MARKER, "later"]);
    assert_eq!(readable(&place).len(), 5);
}

#[test]
fn the_log_of_a_vault_that_was_set_aside_does_not_stay_readable() {
    let place = Place::with_marker();
    let vault = place.open(None).unwrap();
    let other = other_tool(&place.vault(), None);
    write(&other, &format!("{MARKER} in the log"));
    let killed = place.snapshot();
    drop((other, vault));
    let (mut vault, aside) = Vault::begin_anew(&killed.folder(), noon()).unwrap();
    let aside = aside.unwrap();
    assert_eq!(readable(&killed).len(), 2, "the vault that was set aside, and its log");
    assert_eq!(change(&mut vault, None, Some("p")), Ok(Vec::new()));
    assert_eq!(readable(&killed), Vec::<PathBuf>::new());
    assert_eq!(names(&aside, Some("p")), [MARKER.to_owned(), format!("{MARKER} in the log")]);
}

#[test]
fn once_the_vault_is_changed_a_copy_that_cannot_follow_is_only_named() {
    let place = Place::with_marker();
    let copy = place.back_up(None, noon());
    let mut vault = place.open(None).unwrap();
    let new = place.vault().with_extension("db.new");
    let mut begun = false;
    let changed = vault.set_passphrase(None, Some(&passphrase("p")), noon(), &mut |_| {
        begun |= new.exists();
        if begun && !new.exists() && copy.is_file() {
            // No file can take the name of a folder.
            fs::remove_file(&copy).unwrap();
            fs::create_dir(&copy).unwrap();
        }
    });
    assert_eq!(changed, Ok(vec![copy.clone()]));
    vault.erase_free_space().unwrap();
    drop(vault);
    drop(place.open(Some("p")).unwrap());
    assert_eq!(place.names(Some("p")), [MARKER]);
    // As soon as it can be, it is.
    fs::remove_dir(&copy).unwrap();
    drop(place.open(Some("p")).unwrap());
    assert_eq!(names(&copy, Some("p")), [MARKER]);
}

#[test]
fn a_copy_that_cannot_change_is_named_and_stays_as_it_was() {
    let place = Place::with_marker();
    let good = place.back_up(None, noon());
    let bad = place.back_up(None, hours_later(1));
    let mut content = fs::read(&bad).unwrap();
    content[4096..4196].fill(0xee);
    fs::write(&bad, &content).unwrap();
    let mut vault = place.open(None).unwrap();
    assert_eq!(change(&mut vault, None, Some("p")), Ok(vec![bad.clone()]));
    assert_eq!(fs::read(&bad).unwrap(), content);
    assert_eq!(names(&good, Some("p")), [MARKER]);
    let leftovers: Vec<_> =
        place.files().into_iter().filter(|(path, _)| path.extension().is_some_and(|e| e == "new")).collect();
    assert!(leftovers.is_empty());
}

#[test]
fn nothing_is_readable_while_it_is_written_or_afterwards() {
    let place = Place::with_marker();
    place.back_up(None, noon());
    assert!(readable(&place).len() >= 2, "the search finds what is there to be found");
    let mut vault = place.open(None).unwrap();
    change(&mut vault, None, Some("p")).unwrap();
    assert_eq!(readable(&place), Vec::<PathBuf>::new());
    let other = other_tool(&place.vault(), Some("p"));
    write(&other, &format!("{MARKER} again"));
    let log = fs::metadata(place.dir.path().join("vault.db-wal")).unwrap().len();
    assert!(log > 0, "what was just written is in the log");
    assert_eq!(readable(&place), Vec::<PathBuf>::new());
    // Not while a copy is being made, nor in it.
    let mut looks = 0;
    vault.backup(hours_later(1), &mut |_| looks += readable(&place).len() + 1).unwrap();
    assert!(looks >= 2, "it was looked for while the copy was made");
    assert_eq!(readable(&place), Vec::<PathBuf>::new());
    drop((other, vault));
    assert_eq!(readable(&place), Vec::<PathBuf>::new());
    assert_eq!(place.names(Some("p")).len(), 2);
}

/// The folder as it is after every step of a change, as a kill at that instant would leave it.
fn every_instant(place: &Place, old: Option<&str>, new: Option<&str>) -> Vec<Place> {
    let mut vault = place.open(old).unwrap();
    let mut instants = Vec::new();
    vault
        .set_passphrase(old.map(passphrase).as_ref(), new.map(passphrase).as_ref(), noon(), &mut |_| {
            instants.push(place.snapshot());
        })
        .unwrap();
    instants
}

/// Asserts that everything is there, under the same passphrase everywhere, and returns that one.
#[track_caller]
fn all_there<'a>(place: &Place, either: [Option<&'a str>; 2]) -> Option<&'a str> {
    let opens = |passphrase: Option<&str>| {
        place.open(passphrase).is_ok_and(|vault| vault.is_encrypted() == passphrase.is_some())
    };
    let which = either
        .into_iter()
        .find(|passphrase| opens(*passphrase))
        .unwrap_or_else(|| panic!("it opens with neither of {either:?}"));
    assert_eq!(place.names(which), [MARKER, "second"]);
    for copy in holdwell_vault::backups(&place.folder()) {
        assert_eq!(names(&copy.path, which)[0], MARKER);
    }
    let stray = |path: &Path| path.extension() != Some("db".as_ref()) && !path.ends_with("vault.lock");
    let strays: Vec<_> = place.files().into_iter().filter(|(path, _)| stray(path)).collect();
    assert!(strays.is_empty(), "{:?}", strays.iter().map(|(path, _)| path).collect::<Vec<_>>());
    which
}

/// A change from one passphrase to another, with two copies, cut off after each of its steps.
#[track_caller]
fn crash_at_any_instant(old: Option<&str>, new: Option<&str>) {
    let place = Place::with_marker();
    place.back_up(None, noon());
    place.write("second", None);
    place.back_up(None, hours_later(1));
    if old.is_some() {
        assert_eq!(change(&mut place.open(None).unwrap(), None, old), Ok(Vec::new()));
    }
    let instants = every_instant(&place, old, new);
    assert!(instants.len() >= 6, "the vault and two copies written, then exchanged: {}", instants.len());
    let which: Vec<_> = instants.iter().map(|instant| all_there(instant, [old, new])).collect();
    assert_eq!((which[0], which[which.len() - 1]), (old, new));
    let turn = which.iter().position(|which| *which == new).unwrap();
    assert!(which[..turn].iter().all(|which| *which == old) && which[turn..].iter().all(|which| *which == new));
    assert_eq!(all_there(&place, [old, new]), new);
}

#[test]
fn a_crash_at_any_instant_while_one_is_set_leaves_none_or_it_on_everything() {
    crash_at_any_instant(None, Some("first"));
}

#[test]
fn a_crash_at_any_instant_while_it_is_changed_leaves_the_old_or_the_new_on_everything() {
    crash_at_any_instant(Some("first"), Some("second"));
}

#[test]
fn a_crash_at_any_instant_while_it_is_taken_away_leaves_it_or_none_on_everything() {
    crash_at_any_instant(Some("second"), None);
}

#[test]
fn a_power_cut_in_the_middle_of_writing_is_thrown_away() {
    let place = Place::with_marker();
    place.back_up(None, noon());
    place.write("second", None);
    for instant in every_instant(&place, None, Some("p")) {
        if !instant.vault().with_extension("db.new").exists() {
            continue;
        }
        for (path, content) in instant.files() {
            if path.extension().is_some_and(|ending| ending == "new") {
                fs::write(&path, &content[..content.len() / 3]).unwrap();
            }
        }
        assert_eq!(all_there(&instant, [None, Some("p")]), None);
    }
}

/// É in one letter, and as a letter with its accent: what the one keyboard gives and the other.
const FORMS: [&str; 2] = ["\u{e9}t\u{e9} en mer", "e\u{301}te\u{301} en mer"];

#[test]
fn a_passphrase_opens_in_whichever_form_its_accents_are_typed() {
    for (set, typed) in [(FORMS[0], FORMS[1]), (FORMS[1], FORMS[0])] {
        let (place, vault) = Place::encrypted(set);
        drop(vault);
        let copy = place.back_up(Some(typed), noon());
        assert_eq!(names(&place.vault(), Some(FORMS[0])), [MARKER], "one form is what it is kept in");
        let put_back = (copy.as_path(), ClearCopy::default());
        restore(&place.folder(), put_back, Some(&passphrase(typed)), hours_later(1), &mut |_| {}).unwrap();
        let mut vault = place.open(Some(typed)).unwrap();
        assert_eq!(change(&mut vault, Some(typed), None), Ok(Vec::new()));
    }
}

#[test]
fn a_vault_from_before_opens_with_the_bytes_that_it_was_set_with() {
    for typed in FORMS {
        let place = Place::with_marker();
        drop(place.open(None).unwrap());
        let old = place.vault().with_extension("old");
        let tool = other_tool(&place.vault(), None);
        tool.execute("attach ?1 as old key ?2", [old.to_str().unwrap(), FORMS[1]]).unwrap();
        tool.query_row("select sqlcipher_export('old')", [], |_| Ok(())).unwrap();
        let version: u32 = tool.query_row("pragma user_version", [], |row| row.get(0)).unwrap();
        tool.pragma_update(Some("old"), "user_version", version).unwrap();
        tool.execute_batch("detach old").unwrap();
        drop(tool);
        fs::rename(&old, place.vault()).unwrap();
        let mut vault = place.open(Some(typed)).unwrap();
        let copy = vault.backup(noon(), &mut |_| {}).unwrap().path;
        assert_eq!(change(&mut vault, Some(typed), Some(typed)), Ok(Vec::new()));
        assert_eq!(names(&copy, Some(FORMS[0])), [MARKER]);
        drop(vault);
        assert!(matches!(place.open(Some("ete en mer")), Err(VaultError::WrongPassphrase(_))));
    }
}
