//! Every way in which a vault cannot be used: it is said which, and nothing is lost.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use holdwell_store::{Damage, Failure, Request, VaultError, VaultState};
use holdwell_testkit::{Desk, MARKER, Place, hours_later, names, noon, other_tool, passphrase as words};
use holdwell_vault::{ClearCopy, Folder, Vault, newest_good_backup, restore};

/// Opening fails with this trouble, and no file has changed.
#[track_caller]
fn is_refused(place: &Place, passphrase: Option<&str>, expected: &VaultError) {
    let before = place.files();
    let trouble = place.open(passphrase).unwrap_err();
    assert_eq!(trouble, *expected);
    let after: Vec<_> = place.files().into_iter().filter(|(path, _)| !path.ends_with("vault.lock")).collect();
    let before: Vec<_> = before.into_iter().filter(|(path, _)| !path.ends_with("vault.lock")).collect();
    assert!(before == after, "{trouble:?}: the files were changed");
}

fn damaged(place: &Place, what: Damage) -> VaultError {
    VaultError::Damaged(place.vault(), what)
}

/// Writes something into a file at this place.
fn scribble(path: &Path, at: usize, bytes: &[u8]) {
    let mut content = fs::read(path).unwrap();
    content[at..at + bytes.len()].copy_from_slice(bytes);
    fs::write(path, content).unwrap();
}

fn cut(path: &Path, to: usize) {
    let content = fs::read(path).unwrap();
    fs::write(path, &content[..to]).unwrap();
}

/// Returns bytes that cannot be told from noise.
fn noise(length: usize) -> Vec<u8> {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 56) as u8
    };
    std::iter::repeat_with(next).take(length).collect()
}

#[test]
fn a_damaged_beginning_is_said_and_the_copy_brings_it_back() {
    for scribbled in [vec![0; 16], noise(16), noise(4096), vec![0; 4096], b"SQLite format 2\0".to_vec()] {
        let place = Place::with_marker();
        let copy = place.back_up(None, noon());
        scribble(&place.vault(), 0, &scribbled);
        is_refused(&place, None, &damaged(&place, Damage::Header));
        let good = newest_good_backup(&place.folder(), None).unwrap();
        assert_eq!(good.path, copy);
        let aside =
            restore(&place.folder(), (&copy, ClearCopy::default()), None, noon(), &mut |_| {}).unwrap().unwrap();
        assert!(fs::read(aside).unwrap().starts_with(&scribbled), "what was damaged is still there");
        assert_eq!(place.names(None), [MARKER]);
    }
}

#[test]
fn a_damaged_beginning_of_an_encrypted_vault_is_no_wrong_passphrase() {
    let (place, vault) = Place::encrypted("correct horse");
    vault.backup(noon(), &mut |_| {}).unwrap();
    drop(vault);
    let whole = fs::read(place.vault()).unwrap();
    for (at, length) in [(0, 16), (100, 16), (0, 4096)] {
        fs::write(place.vault(), &whole).unwrap();
        scribble(&place.vault(), at, &noise(length));
        if length < 4096 {
            is_refused(&place, Some("correct horse"), &damaged(&place, Damage::Header));
        }
        is_refused(&place, Some("wrong"), &VaultError::WrongPassphrase(place.vault()));
    }
    scribble(&place.vault(), 0, &[0; 4096]);
    is_refused(&place, Some("correct horse"), &damaged(&place, Damage::Header));
    let good = newest_good_backup(&place.folder(), Some(&words("correct horse"))).unwrap();
    restore(&place.folder(), (&good.path, ClearCopy::default()), Some(&words("correct horse")), noon(), &mut |_| {})
        .unwrap();
    assert_eq!(place.names(Some("correct horse")), [MARKER]);
}

#[test]
fn a_file_that_was_cut_off_is_said() {
    let plain = Place::with_marker();
    let (encrypted, vault) = Place::encrypted("p");
    drop(vault);
    for (place, passphrase) in [(&plain, None), (&encrypted, Some("p"))] {
        let whole = fs::read(place.vault()).unwrap();
        for to in [whole.len() - 4096, whole.len() / 2 + 100, 4096, 5000, 10] {
            fs::write(place.vault(), &whole).unwrap();
            cut(&place.vault(), to);
            is_refused(place, passphrase, &damaged(place, Damage::Truncated));
        }
    }
}

#[test]
fn a_file_that_was_cut_off_beside_its_log_is_said() {
    let place = Place::with_marker();
    for _ in 0..50 {
        place.write(&"x".repeat(3000), None);
    }
    let vault = place.open(None).unwrap();
    place.write("in the log", None);
    let killed = place.snapshot();
    drop(vault);
    let whole = fs::read(killed.vault()).unwrap();
    let log = killed.dir.path().join("vault.db-wal");
    let logged = fs::read(&log).unwrap();
    // Where the schema cannot be read any more, it is not even known how long the file was.
    for (to, what) in [(whole.len() - 10 * 4096, Damage::Truncated), (8192, Damage::Content)] {
        cut(&killed.vault(), to);
        let trouble = killed.open(None).unwrap_err();
        assert_eq!(trouble, damaged(&killed, what));
        // The index beside the log is rebuilt whatever it held.
        assert_eq!(
            (fs::read(killed.vault()).unwrap(), fs::read(&log).unwrap()),
            (whole[..to].to_owned(), logged.clone())
        );
    }
}

#[test]
fn a_page_that_was_damaged_is_found_before_it_gets_into_a_copy() {
    for passphrase in [None, Some("p")] {
        let place = match passphrase {
            None => Place::with_marker(),
            Some(words) => Place::encrypted(words).0,
        };
        let good = place.back_up(passphrase, noon());
        let pages = fs::metadata(place.vault()).unwrap().len() as usize / 4096;
        for page in 1..pages {
            scribble(&place.vault(), page * 4096, &noise(64));
        }
        // Either opening finds it or the copy does, which is then none.
        let found = place.open(passphrase).and_then(|vault| vault.backup(hours_later(1), &mut |_| {}).map(|_| ()));
        let trouble = found.unwrap_err();
        assert!(matches!(&trouble, VaultError::Damaged(path, _) if *path == place.vault()), "{trouble:?}");
        let newest = newest_good_backup(&place.folder(), passphrase.map(words).as_ref()).unwrap();
        assert_eq!(newest.path, good);
        assert_eq!(fs::read_dir(place.folder().backups()).unwrap().count(), 1, "no part of a copy stays");
    }
}

#[test]
fn a_newer_vault_is_left_alone() {
    let place = Place::with_marker();
    other_tool(&place.vault(), None).pragma_update(None, "user_version", 7).unwrap();
    is_refused(&place, None, &VaultError::Newer(place.vault(), 7, 6));
    // Nor does it come in as a copy.
    let other = Place::with_marker();
    let before = other.files();
    let trouble =
        restore(&other.folder(), (&place.vault(), ClearCopy::default()), None, noon(), &mut |_| {}).unwrap_err();
    assert_eq!(trouble, VaultError::Newer(place.vault(), 7, 6));
    assert_eq!(other.files(), before);
}

#[test]
fn a_newer_encrypted_vault_is_left_alone_with_its_log() {
    let (place, vault) = Place::encrypted("p");
    let newer = other_tool(&place.vault(), Some("p"));
    newer.pragma_update(None, "user_version", 9).unwrap();
    let killed = place.snapshot();
    drop((newer, vault));
    let log = killed.dir.path().join("vault.db-wal");
    let before = (fs::read(killed.vault()).unwrap(), fs::read(&log).unwrap());
    assert_eq!(killed.open(Some("p")).unwrap_err(), VaultError::Newer(killed.vault(), 9, 6));
    assert_eq!((fs::read(killed.vault()).unwrap(), fs::read(&log).unwrap()), before);
}

#[test]
fn a_second_instance_is_told_so() {
    let place = Place::with_marker();
    let _vault = place.open(None).unwrap();
    let trouble = place.open(None).unwrap_err();
    assert_eq!(trouble, VaultError::InUse(place.vault()));
}

#[test]
fn another_program_that_holds_it_is_said_once_patience_is_over() {
    let place = Place::with_marker();
    let vault = place.open(None).unwrap();
    let other = other_tool(&place.vault(), None);
    other.execute_batch("begin immediate").unwrap();
    let trouble = vault.erase_free_space().unwrap_err();
    assert_eq!(trouble, VaultError::Busy(place.vault()));
}

#[test]
fn a_wrong_passphrase_and_none_are_said_and_do_no_damage() {
    let (place, vault) = Place::encrypted("correct horse");
    drop(vault);
    is_refused(&place, None, &VaultError::NeedsPassphrase(place.vault()));
    for wrong in ["correct hors", "Correct horse", "correct horse ", "x'00'", "'", "\"; drop table client"] {
        is_refused(&place, Some(wrong), &VaultError::WrongPassphrase(place.vault()));
    }
    drop(place.open(Some("correct horse")).unwrap());
    assert_eq!(place.names(Some("correct horse")), [MARKER]);
}

#[test]
fn a_folder_that_cannot_be_is_said() {
    let place = Place::new();
    let file = place.dir.path().join("file");
    fs::write(&file, "no folder").unwrap();
    for folder in [file.clone(), file.join("below")] {
        let folder = Folder::at(Some(folder)).unwrap();
        let trouble = Vault::open(&folder, None, noon()).unwrap_err();
        assert!(matches!(trouble, VaultError::Unreachable(..)), "{trouble:?}");
    }
    assert_eq!(fs::read(file).unwrap(), b"no folder");
}

/// Not even root may make a folder there.
#[cfg(target_os = "linux")]
#[test]
fn a_read_only_place_is_said() {
    let folder = Folder::at(Some(PathBuf::from("/sys/holdwell"))).unwrap();
    let trouble = Vault::open(&folder, None, noon()).unwrap_err();
    assert_eq!(trouble, VaultError::ReadOnly(PathBuf::from("/sys/holdwell")));
}

/// A small file system of its own; only root may have one.
struct Disk(Place);

impl Disk {
    #[expect(clippy::print_stdout, reason = "whoever reads the tests should know what was not tried")]
    fn new() -> Option<Self> {
        let place = Place::new();
        let mounted = mount(&["-t", "tmpfs", "-o", "size=2m,mode=0700", "tmpfs"], place.dir.path());
        if !mounted {
            println!("not tried: only root may mount a small disk; src/store/vault/tests.rs has it by other means");
        }
        mounted.then_some(Self(place))
    }

    /// Leaves so many bytes free.
    fn fill(&self) {
        let mut filler = fs::File::create(self.0.dir.path().join("filler")).unwrap();
        while std::io::Write::write_all(&mut filler, &[1; 512]).is_ok() {}
    }

    fn make_room(&self) {
        fs::remove_file(self.0.dir.path().join("filler")).unwrap();
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let unmounted = Command::new("umount").arg(self.0.dir.path()).status();
        assert!(unmounted.is_ok_and(|status| status.success()), "the disk stays mounted");
    }
}

fn mount(args: &[&str], at: &Path) -> bool {
    Command::new("mount").args(args).arg(at).output().is_ok_and(|output| output.status.success())
}

#[test]
fn a_full_disk_is_said_and_costs_nothing() {
    let Some(disk) = Disk::new() else { return };
    let place = &disk.0;
    drop(place.open(None).unwrap());
    place.write(MARKER, None);
    let copy = place.back_up(None, noon());
    let mut vault = place.open(None).unwrap();
    disk.fill();
    let troubles = [
        vault.backup(hours_later(1), &mut |_| {}).unwrap_err(),
        vault.erase_free_space().unwrap_err(),
        vault.set_passphrase(None, Some(&words("p")), noon(), &mut |_| {}).unwrap_err(),
    ];
    for trouble in &troubles {
        assert!(matches!(trouble, VaultError::Full(_)), "{trouble:?}");
    }
    assert_eq!(names(&copy, None), [MARKER]);
    drop(vault);
    // Opening may need some room, and says so if it does; it is whole again as soon as there is some.
    if let Err(trouble) = place.open(None) {
        assert!(matches!(trouble, VaultError::Full(_)), "{trouble:?}");
    }
    let trouble = restore(&place.folder(), (&copy, ClearCopy::default()), None, noon(), &mut |_| {}).unwrap_err();
    assert!(matches!(trouble, VaultError::Full(_)), "{trouble:?}");
    disk.make_room();
    drop(place.open(None).unwrap());
    assert_eq!(place.names(None), [MARKER]);
    let names: Vec<_> = place.files().into_iter().map(|(path, _)| path).collect();
    assert_eq!(names, [copy, place.vault(), place.dir.path().join("vault.lock")], "nothing half done stays");
}

#[test]
fn a_disk_that_is_full_from_the_beginning_is_said() {
    let Some(disk) = Disk::new() else { return };
    disk.fill();
    let trouble = disk.0.open(None).unwrap_err();
    assert!(matches!(trouble, VaultError::Full(_)), "{trouble:?}");
    disk.make_room();
    drop(disk.0.open(None).unwrap());
}

#[test]
fn a_disk_that_became_read_only_is_said() {
    let Some(disk) = Disk::new() else { return };
    drop(disk.0.open(None).unwrap());
    disk.0.write(MARKER, None);
    assert!(mount(&["-o", "remount,ro"], disk.0.dir.path()));
    let trouble = disk.0.open(None).unwrap_err();
    assert_eq!(trouble, VaultError::ReadOnly(disk.0.dir.path().to_owned()));
    assert!(matches!(Vault::begin_anew(&disk.0.folder(), noon()), Err(VaultError::ReadOnly(_))));
    assert!(mount(&["-o", "remount,rw"], disk.0.dir.path()));
    drop(disk.0.open(None).unwrap());
    assert_eq!(disk.0.names(None), [MARKER]);
}

#[test]
fn a_passphrase_that_was_not_set_on_a_full_disk_is_said_with_the_state_of_the_vault() {
    for first in [None, Some("p")] {
        let Some(disk) = Disk::new() else { return };
        let desk = Desk::open(disk.0.dir.path(), None);
        desk.wait("a copy", |kept| !kept.backups.is_empty());
        if let Some(first) = first {
            desk.done(Request::SetPassphrase { old: None, new: Some(words(first)) });
        }
        disk.fill();
        let refused = desk.refused(Request::SetPassphrase { old: first.map(words), new: Some(words("q")) });
        let Failure::PassphraseNotChanged { why, encrypted } = refused else { panic!("{refused:?}") };
        assert!(matches!(why, VaultError::Full(_)), "{why:?}");
        assert_eq!(encrypted, first.is_some());
        disk.make_room();
        desk.wait(
            "as it was",
            |kept| matches!(&kept.vault, VaultState::Open { encrypted, .. } if *encrypted == first.is_some()),
        );
        desk.done(Request::SetPassphrase { old: first.map(words), new: Some(words("q")) });
        desk.wait("encrypted", |kept| matches!(kept.vault, VaultState::Open { encrypted: true, .. }));
    }
}
