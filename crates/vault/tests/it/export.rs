//! Exporting into a folder where others may write: nothing of theirs is opened, and nothing of ours is open to them.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::Path;

use holdwell_model::Client;
use holdwell_store::{Done, ExportError, Failure, Request, WriteFault};
use holdwell_testkit::Desk;

fn practice() -> (Desk, Client, tempfile::TempDir) {
    let desk = Desk::new();
    let client = desk.client("Anna");
    (desk, client, tempfile::tempdir().unwrap())
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

fn not_ours(folder: &Path) -> Failure {
    Failure::NotExported(ExportError::NotWritten(folder.to_owned(), WriteFault::NotOurs))
}

#[test]
fn a_link_in_the_place_of_the_folder_is_refused() {
    let (desk, client, out) = practice();
    let theirs = tempfile::tempdir().unwrap();
    let folder = out.path().join(client.id.to_string());
    symlink(theirs.path(), &folder).unwrap();
    let export = || desk.ask(Request::ExportClient(client.id, out.path().to_owned()));
    let refused = export().unwrap_err();
    assert_eq!(refused, not_ours(&folder));
    assert_eq!(fs::read_dir(theirs.path()).unwrap().count(), 0, "nothing was written there");
    fs::remove_file(&folder).unwrap();
    fs::write(&folder, "theirs").unwrap();
    assert!(export().is_err());
    assert_eq!(fs::read_to_string(&folder).unwrap(), "theirs");
}

#[test]
fn links_in_the_place_of_the_files_are_not_followed() {
    let (desk, client, out) = practice();
    let theirs = tempfile::tempdir().unwrap();
    let target = theirs.path().join("theirs");
    fs::write(&target, "theirs").unwrap();
    let folder = out.path().join(client.id.to_string());
    fs::create_dir(&folder).unwrap();
    for name in ["client.json", "client.json.part", "client.html", "client.html.part", "cover.html"] {
        symlink(&target, folder.join(name)).unwrap();
    }
    let done = desk.done(Request::ExportClient(client.id, out.path().to_owned()));
    assert_eq!(done, Done::Exported(folder.clone()));
    assert_eq!(fs::read_to_string(&target).unwrap(), "theirs");
    for name in ["client.json", "client.html", "cover.html"] {
        assert!(fs::symlink_metadata(folder.join(name)).unwrap().is_file(), "{name} is a file of its own");
        assert_eq!(mode(&folder.join(name)), 0o600);
    }
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 3);
}

#[test]
fn a_folder_of_our_own_that_others_could_look_into_is_closed_and_its_place_left_as_it_is() {
    let (desk, client, out) = practice();
    fs::set_permissions(out.path(), fs::Permissions::from_mode(0o777)).unwrap();
    let folder = out.path().join(client.id.to_string());
    fs::create_dir(&folder).unwrap();
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o755)).unwrap();
    for _ in 0..2 {
        desk.done(Request::ExportClient(client.id, out.path().to_owned()));
    }
    assert_eq!((mode(&folder), mode(out.path())), (0o700, 0o777));
}

/// Only root may give a folder to somebody else.
#[test]
fn a_folder_of_somebody_else_is_refused() {
    let (desk, client, out) = practice();
    let folder = out.path().join(client.id.to_string());
    fs::create_dir(&folder).unwrap();
    if std::os::unix::fs::chown(&folder, Some(12_345), None).is_err() {
        return;
    }
    let refused = desk.refused(Request::ExportClient(client.id, out.path().to_owned()));
    assert_eq!(refused, not_ours(&folder));
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 0);
}
