//! Copies: made, counted, checked, and put back.

use std::fs;
use std::path::PathBuf;

use holdwell_files::ReadError;
use holdwell_store::{Cause, Damage, VaultError};
use holdwell_testkit::{MARKER, Place, hours_later, names, noon, other_tool, passphrase as words, write, zoned};
use holdwell_vault::{ClearCopy, Vault, backups, is_due, newest_good_backup, restore};
use jiff::SignedDuration;
use rusqlite::Connection;

#[test]
fn a_copy_bears_its_date_and_its_number_and_needs_nothing_beside_it() {
    for passphrase in [None, Some("p")] {
        let place = match passphrase {
            None => Place::with_marker(),
            Some(words) => Place::encrypted(words).0,
        };
        let vault = place.open(passphrase).unwrap();
        let mut told = Vec::new();
        let copy = vault.backup(noon() + SignedDuration::from_millis(250), &mut |done| told.push(done)).unwrap();
        assert_eq!(copy.path, place.folder().backups().join("vault-2026-03-02T12-00-00Z-00001.db"));
        assert_eq!((copy.made, copy.bytes), (noon(), fs::metadata(&copy.path).unwrap().len()));
        assert!(told.is_sorted() && told.last() == Some(&1.0) && told.len() > 1, "{told:?}");
        let alone = place.dir.path().join("alone.db");
        fs::copy(&copy.path, &alone).unwrap();
        assert_eq!(names(&alone, passphrase), [MARKER]);
        assert!(!place.dir.path().join("alone.db-wal").exists(), "no log is begun for a look");
        assert_eq!(backups(&place.folder()), [copy]);
    }
}

#[test]
fn two_copies_in_one_second_are_two() {
    let place = Place::with_marker();
    let vault = place.open(None).unwrap();
    let paths: Vec<_> = (0..3).map(|_| vault.backup(noon(), &mut |_| {}).unwrap().path).collect();
    assert_eq!(fs::read_dir(place.folder().backups()).unwrap().count(), 3, "{paths:?}");
}

#[test]
fn seven_are_kept_and_what_is_no_copy_is_left_alone() {
    let place = Place::with_marker();
    let vault = place.open(None).unwrap();
    let own = place.folder().backups().join("my own copy.db");
    fs::write(&own, "mine").unwrap();
    let made: Vec<PathBuf> =
        (0..10).map(|day| vault.backup(hours_later(24 * day), &mut |_| {}).unwrap().path).collect();
    let mut kept: Vec<PathBuf> = backups(&place.folder()).into_iter().map(|copy| copy.path).collect();
    kept.reverse();
    assert_eq!(kept, made[3..]);
    assert!(own.exists());
}

#[test]
fn the_next_is_due_when_there_is_none_of_the_day() {
    let place = Place::with_marker();
    let vault = place.open(None).unwrap();
    let folder = place.folder();
    let at = |hours| {
        let due = is_due(&folder, &zoned(hours_later(hours)));
        if due {
            vault.backup(hours_later(hours), &mut |_| {}).unwrap();
        }
        due
    };
    assert_eq!([at(0), at(1), at(11), at(12), at(24), at(48)], [true, false, false, true, false, true]);
    assert!(is_due(&folder, &zoned(hours_later(-100))), "a copy from the future says nothing about today");
    let east = hours_later(59).to_zoned(jiff::tz::TimeZone::fixed(jiff::tz::offset(2)));
    assert!(is_due(&folder, &east), "the day is that of the wall");
}

/// Takes only values that may go to another thread.
fn sent<T: Send>(thing: T) -> T {
    thing
}

#[test]
fn a_session_is_written_on_while_a_copy_is_made() {
    let place = Place::with_marker();
    let vault = place.open(None).unwrap();
    let other = other_tool(&place.vault(), None);
    let big = "x".repeat(2000);
    for _ in 0..2000 {
        write(&other, &big);
    }
    let mut writes = 0;
    let copier = sent(vault.copier().unwrap());
    let copy = copier.copy(noon(), &mut |_| {
        write(&other, "meanwhile");
        writes += 1;
    });
    let copy = copy.unwrap();
    assert!(writes > 4, "{writes}");
    let (copied, kept) = (names(&copy.path, None), place.names(None));
    assert_eq!(kept.len(), 2001 + writes, "every write was kept");
    assert_eq!(copied.len(), 2001, "the copy is of one instant");
    drop(vault);
}

#[test]
fn a_copy_is_put_back_and_what_was_there_is_set_aside() {
    for passphrase in [None, Some("p")] {
        let place = match passphrase {
            None => Place::with_marker(),
            Some(words) => Place::encrypted(words).0,
        };
        let copy = place.back_up(passphrase, noon());
        place.write("later", passphrase);
        let mut told = Vec::new();
        let put = restore(
            &place.folder(),
            (&copy, ClearCopy::default()),
            passphrase.map(words).as_ref(),
            hours_later(1),
            &mut |done| {
                told.push(done);
            },
        );
        let aside = put.unwrap().unwrap();
        assert_eq!(aside, place.dir.path().join("vault-set-aside-2026-03-02T13-00-00Z.db"));
        assert_eq!(names(&aside, passphrase), [MARKER, "later"]);
        assert_eq!(place.names(passphrase), [MARKER]);
        assert!(copy.exists() && told.is_sorted() && told.last() == Some(&1.0), "{told:?}");
        drop(place.open(passphrase).unwrap());
    }
}

#[test]
fn nothing_set_aside_is_ever_overwritten() {
    let place = Place::with_marker();
    let copy = place.back_up(None, noon());
    for count in 1..=3 {
        place.write("later", None);
        restore(&place.folder(), (&copy, ClearCopy::default()), None, noon(), &mut |_| {}).unwrap();
        let aside = place.files().into_iter().filter(|(path, _)| path.to_str().unwrap().contains("set-aside"));
        assert_eq!(aside.count(), count);
    }
    assert_eq!(Vault::begin_anew(&Place::new().folder(), noon()).unwrap().1, None);
}

#[test]
fn a_log_goes_with_the_vault_that_is_set_aside() {
    let place = Place::with_marker();
    let vault = place.open(None).unwrap();
    let other = other_tool(&place.vault(), None);
    write(&other, "in the log");
    let killed = place.snapshot();
    drop((other, vault));
    let (empty, aside) = Vault::begin_anew(&killed.folder(), noon()).unwrap();
    drop(empty);
    assert_eq!(killed.names(None), Vec::<String>::new(), "no log waits for another file");
    assert_eq!(names(&aside.unwrap(), None), [MARKER, "in the log"]);
}

#[test]
fn a_log_whose_vault_is_missing_is_set_aside_by_itself() {
    let place = Place::with_marker();
    let copy = place.back_up(None, noon());
    let vault = place.open(None).unwrap();
    let other = other_tool(&place.vault(), None);
    write(&other, "in the log");
    let killed = place.snapshot();
    drop((other, vault));
    fs::remove_file(killed.vault()).unwrap();
    let log = fs::read(killed.dir.path().join("vault.db-wal")).unwrap();
    assert_eq!(killed.open(None).unwrap_err(), VaultError::Damaged(killed.vault(), Damage::Missing));
    let aside = restore(&killed.folder(), (&copy, ClearCopy::default()), None, noon(), &mut |_| {}).unwrap().unwrap();
    assert_eq!(aside, killed.dir.path().join("vault-set-aside-2026-03-02T12-00-00Z.db-wal"));
    assert!(!log.is_empty() && fs::read(&aside).unwrap() == log, "the last of the vault is still there");
    assert_eq!(killed.names(None), [MARKER]);
    // It cannot be written anew under a passphrase, and is named.
    let mut vault = killed.open(None).unwrap();
    let left = vault.set_passphrase(None, Some(&words("p")), noon(), &mut |_| {}).unwrap();
    assert_eq!(left, [aside]);
}

#[test]
fn a_vault_copied_by_hand_comes_in_with_its_log() {
    let elsewhere = Place::with_marker();
    let vault = elsewhere.open(None).unwrap();
    let other = other_tool(&elsewhere.vault(), None);
    write(&other, "in the log");
    let killed = elsewhere.snapshot();
    drop((other, vault));
    let place = Place::new();
    let before = killed.files();
    assert_eq!(restore(&place.folder(), (&killed.vault(), ClearCopy::default()), None, noon(), &mut |_| {}), Ok(None));
    assert_eq!(place.names(None), [MARKER, "in the log"]);
    assert_eq!(killed.files(), before, "the copy is as it was");
}

#[test]
fn what_is_no_good_copy_changes_nothing() {
    let place = Place::with_marker();
    let other = Place::new();
    let file = |name: &str, content: &[u8]| {
        let path = other.dir.path().join(name);
        fs::write(&path, content).unwrap();
        path
    };
    let foreign = other.dir.path().join("foreign.db");
    Connection::open(&foreign).unwrap().execute_batch("create table recipe (name text)").unwrap();
    let half = fs::read(place.vault()).unwrap();
    let half = file("half.db", &half[..half.len() / 2]);
    let (locked, vault) = Place::encrypted("p");
    drop(vault);
    let missing = other.dir.path().join("missing.db");
    let before = place.files();
    for (copy, passphrase, expected) in [
        (file("empty.db", b""), None, VaultError::Damaged(other.dir.path().join("empty.db"), Damage::Truncated)),
        (
            file("text.db", b"no database at all\n"),
            None,
            VaultError::Damaged(other.dir.path().join("text.db"), Damage::Truncated),
        ),
        (foreign.clone(), None, VaultError::Damaged(foreign, Damage::Foreign)),
        (half.clone(), None, VaultError::Damaged(half, Damage::Truncated)),
        (locked.vault(), None, VaultError::NeedsPassphrase(locked.vault())),
        (locked.vault(), Some("q"), VaultError::WrongPassphrase(locked.vault())),
        (missing.clone(), None, VaultError::Unreachable(missing, Cause::Reading(ReadError::Missing))),
    ] {
        let put = restore(
            &place.folder(),
            (&copy, ClearCopy::default()),
            passphrase.map(words).as_ref(),
            noon(),
            &mut |_| {},
        );
        assert_eq!(put, Err(expected));
        assert_eq!(place.files(), before);
    }
}

#[test]
fn a_crash_while_a_copy_is_put_back_leaves_one_or_the_other() {
    let place = Place::with_marker();
    let copy = place.back_up(None, noon());
    place.write("later", None);
    let mut instants = Vec::new();
    restore(&place.folder(), (&copy, ClearCopy::default()), None, noon(), &mut |_| instants.push(place.snapshot()))
        .unwrap();
    assert!(instants.len() >= 3);
    for (at, instant) in instants.iter().enumerate() {
        drop(instant.open(None).unwrap());
        let names = instant.names(None);
        let set_aside = at >= instants.len() - 2;
        assert_eq!(names.len(), if set_aside { 1 } else { 2 }, "instant {at}");
        let strays = instant
            .files()
            .into_iter()
            .filter(|(path, _)| path.extension().is_some_and(|ending| ending != "db" && ending != "lock"));
        assert_eq!(strays.count(), 0);
    }
}

#[test]
fn a_copy_that_was_cut_off_is_thrown_away() {
    let place = Place::with_marker();
    let vault = place.open(None).unwrap();
    let mut instants = Vec::new();
    vault.backup(noon(), &mut |_| instants.push(place.snapshot())).unwrap();
    drop(vault);
    let first = &instants[0];
    assert_eq!(fs::read_dir(first.folder().backups()).unwrap().count(), 1, "a part of a copy");
    assert_eq!(backups(&first.folder()), []);
    drop(first.open(None).unwrap());
    assert_eq!(fs::read_dir(first.folder().backups()).unwrap().count(), 0);
}

#[test]
fn the_newest_good_copy_is_the_newest_that_is_whole() {
    let (place, vault) = Place::encrypted("p");
    let old = vault.backup(noon(), &mut |_| {}).unwrap().path;
    let new = vault.backup(hours_later(1), &mut |_| {}).unwrap().path;
    drop(vault);
    let folder = place.folder();
    let newest =
        |passphrase: Option<&str>| newest_good_backup(&folder, passphrase.map(words).as_ref()).map(|copy| copy.path);
    assert_eq!((newest(None), newest(Some("p")), newest(Some("q"))), (Some(new.clone()), Some(new.clone()), None));
    let mut content = fs::read(&new).unwrap();
    let at = content.len() - 2000;
    content[at] ^= 1;
    fs::write(&new, content).unwrap();
    assert_eq!(newest(Some("p")), Some(old), "one bit in the last page is seen");
}

/// A copy in clear, and a vault that has got a passphrase since, in another folder.
fn clear_copy_and_encrypted_vault() -> (Place, PathBuf, Place) {
    let elsewhere = Place::with_marker();
    let copy = elsewhere.back_up(None, noon());
    let (place, vault) = Place::encrypted("p");
    drop(vault);
    (elsewhere, copy, place)
}

#[test]
fn a_copy_in_clear_does_not_lay_an_encrypted_vault_open() {
    let (_elsewhere, copy, place) = clear_copy_and_encrypted_vault();
    let before = place.files();
    let put = |passphrase: Option<&str>, clear| {
        restore(&place.folder(), (&copy, clear), passphrase.map(words).as_ref(), noon(), &mut |_| {})
    };
    assert_eq!(put(None, ClearCopy::IsEncrypted), Err(VaultError::ClearCopy(copy.clone())));
    assert_eq!(put(Some("q"), ClearCopy::IsEncrypted), Err(VaultError::WrongPassphrase(place.vault())));
    assert_eq!(place.files(), before, "nothing was changed");
    put(Some("p"), ClearCopy::IsEncrypted).unwrap().unwrap();
    assert_eq!(place.open(None).unwrap_err(), VaultError::NeedsPassphrase(place.vault()));
    assert_eq!(place.names(Some("p")), [MARKER]);
    let strays = place.files().into_iter().filter(|(path, _)| {
        let content = fs::read(path).unwrap();
        content.windows(MARKER.len()).any(|window| window == MARKER.as_bytes())
    });
    assert_eq!(strays.count(), 0, "nothing of it is left in clear");
}

#[test]
fn whoever_says_so_has_a_copy_in_clear_and_a_damaged_vault_is_asked_through_its_copies() {
    let (_elsewhere, copy, place) = clear_copy_and_encrypted_vault();
    restore(&place.folder(), (&copy, ClearCopy::StaysInClear), None, noon(), &mut |_| {}).unwrap();
    assert_eq!(place.names(None), [MARKER]);

    let (_elsewhere, copy, place) = clear_copy_and_encrypted_vault();
    place.back_up(Some("p"), noon());
    let put = |passphrase: Option<&str>| {
        let passphrase = passphrase.map(words);
        restore(&place.folder(), (&copy, ClearCopy::IsEncrypted), passphrase.as_ref(), noon(), &mut |_| {})
    };
    for damage in [100..200, 0..4096] {
        let mut content = fs::read(place.vault()).unwrap();
        content[damage].fill(0x55);
        fs::write(place.vault(), content).unwrap();
        assert_eq!(put(None), Err(VaultError::ClearCopy(copy.clone())));
        assert_eq!(put(Some("q")), Err(VaultError::WrongPassphrase(place.vault())));
        put(Some("p")).unwrap();
        assert_eq!(place.names(Some("p")), [MARKER]);
    }
}
