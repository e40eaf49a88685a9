//! A vault that goes while a session runs, and comes back, or another one in its place.

use std::fs;
use std::io::ErrorKind;
use std::sync::mpsc::{RecvTimeoutError, sync_channel};
use std::time::Duration;

use super::super::inbox::{Next, Takes};
use super::*;
use holdwell_store::{Cause, Damage};

/// A worker, and a session that is recorded and stands in its middle: what is still to be told of it.
fn in_the_middle(folder: &std::path::Path) -> (VaultWorker, Vec<Entry>) {
    in_the_middle_with(folder, Mailbox::default())
}

fn in_the_middle_with(folder: &std::path::Path, mailbox: Mailbox) -> (VaultWorker, Vec<Entry>) {
    let mut worker = worker(folder, mailbox);
    let mut entries = session(new_id(now().timestamp()));
    let begun = entries.iter().position(|entry| matches!(entry, Entry::Restore(_))).unwrap() + 1;
    let rest = entries.split_off(begun);
    tell(&worker, &entries);
    turn(&mut worker);
    assert_eq!(state(&worker), "running");
    (worker, rest)
}

fn tell(worker: &VaultWorker, entries: &[Entry]) {
    for entry in entries {
        worker.shared.inbox.offer(entry.clone()).unwrap();
    }
}

/// Writes everything that is ready.
fn turn(worker: &mut VaultWorker) {
    worker.shared.inbox.note(Asked::Unreadable);
    assert!(worker.step());
}

fn text(worker: &VaultWorker, sql: &str) -> String {
    worker.vault.as_ref().unwrap().connection().query_row(sql, [], |row| row.get(0)).unwrap()
}

fn state(worker: &VaultWorker) -> String {
    text(worker, "select coalesce(group_concat(state), 'none') from session")
}

fn do_now(worker: &VaultWorker, sql: &str) {
    worker.vault.as_ref().unwrap().connection().execute_batch(sql).unwrap();
}

fn unreachable(worker: &VaultWorker) -> VaultError {
    VaultError::Unreachable(worker.folder.vault(), Cause::File(ErrorKind::NotFound))
}

fn is_open(worker: &VaultWorker) -> bool {
    matches!(worker.shared.publisher.kept().vault, VaultState::Open { .. })
}

/// Nothing can be written of a session, for another reason than that the file is gone.
const FULL: &str = "create trigger full before insert on event begin select raise(abort, 'full'); end";

#[test]
fn where_a_drive_was_nothing_is_begun_and_what_is_held_is_written_when_it_is_back() {
    let place = tempfile::tempdir().unwrap();
    let (drive, away) = (place.path().join("drive"), place.path().join("away"));
    let (mut worker, rest) = in_the_middle(&drive);
    worker.shut(&unreachable(&worker));
    fs::rename(&drive, &away).unwrap();
    fs::create_dir(&drive).unwrap();
    tell(&worker, &rest);
    worker.again();
    assert_eq!(fs::read_dir(&drive).unwrap().count(), 0, "the empty folder stays empty");
    assert_eq!(worker.shared.publisher.kept().vault, VaultState::Unavailable(unreachable(&worker)));
    assert_eq!(worker.shared.inbox.recording(), Recording::Failing);

    fs::remove_dir(&drive).unwrap();
    fs::rename(&away, &drive).unwrap();
    worker.again();
    turn(&mut worker);
    assert_eq!((state(&worker).as_str(), worker.shared.inbox.recording()), ("complete", Recording::Kept));
}

#[test]
fn a_session_goes_on_in_the_vault_that_takes_the_place_of_a_damaged_one() {
    let place = tempfile::tempdir().unwrap();
    let (mut worker, rest) = in_the_middle(place.path());
    do_now(&worker, FULL);
    let (now, later) = rest.split_at(rest.len() / 2);
    tell(&worker, now);
    turn(&mut worker);
    assert_eq!(worker.shared.inbox.recording(), Recording::Failing, "some of it is held");
    worker.shut(&VaultError::Damaged(worker.folder.vault(), Damage::Content));
    assert!(worker.shared.publisher.kept().newest_good.is_some(), "the copy that was made when it was opened");
    worker.shared.send(Request::BeginAnew).unwrap();
    while !is_open(&worker) {
        assert!(worker.step());
    }
    tell(&worker, later);
    turn(&mut worker);
    assert_eq!(state(&worker), "complete");
    assert_eq!(text(&worker, "select holds || ' ' || (select count(*) from hold) from session"), "2 2");
    assert_eq!(worker.shared.inbox.recording(), Recording::Kept);
    assert!(worker.shared.publisher.kept().newest_good.is_none());
}

#[test]
fn that_it_is_recorded_again_is_said_after_it_was_out_of_reach() {
    let place = tempfile::tempdir().unwrap();
    let mailbox = Mailbox::default();
    let (mut worker, rest) = in_the_middle_with(place.path(), mailbox.clone());
    do_now(&worker, FULL);
    tell(&worker, &rest);
    turn(&mut worker);
    assert!(matches!(mailbox.take().as_slice(), [Message::News(News::NotRecording(_))]));
    worker.shut(&unreachable(&worker));
    let other = rusqlite::Connection::open(worker.folder.vault()).unwrap();
    other.execute_batch("drop trigger full").unwrap();
    drop(other);
    worker.again();
    assert!(is_open(&worker));
    assert_eq!(mailbox.take(), [Message::News(News::RecordingAgain)]);
    assert_eq!((state(&worker).as_str(), worker.shared.inbox.recording()), ("complete", Recording::Kept));
}

#[test]
fn a_vault_that_opens_and_cannot_be_written_is_not_said_to_record() {
    let place = tempfile::tempdir().unwrap();
    let (mut worker, rest) = in_the_middle(place.path());
    do_now(&worker, FULL);
    tell(&worker, &rest);
    turn(&mut worker);
    worker.shut(&unreachable(&worker));
    worker.again();
    assert_eq!((is_open(&worker), worker.shared.inbox.recording()), (true, Recording::Failing), "it is still held");

    do_now(&worker, "drop trigger full");
    // Where the journal belongs there is nothing that could be read.
    let root: u64 =
        text(&worker, "select cast(rootpage as text) from sqlite_schema where name = 'event'").parse().unwrap();
    worker.shut(&unreachable(&worker));
    let path = worker.folder.vault();
    let mut content = fs::read(&path).unwrap();
    let page = usize::try_from(root - 1).unwrap() * 4096;
    content[page..page + 4096].fill(0xa5);
    fs::write(&path, content).unwrap();
    worker.again();
    let damaged = VaultError::Damaged(worker.folder.vault(), Damage::Content);
    assert_eq!(worker.shared.publisher.kept().vault, VaultState::Unavailable(damaged));
    assert_eq!(worker.shared.inbox.recording(), Recording::Failing);
}

#[test]
fn patience_ends_however_much_comes_that_cannot_be_done() {
    let inbox = Arc::new(Inbox::default());
    let (stop, stopped) = sync_channel::<()>(1);
    let told = Arc::clone(&inbox);
    let tell = move || {
        let entry = Entry::Resume(new_id(now().timestamp()));
        while stopped.recv_timeout(Duration::from_millis(5)) == Err(RecvTimeoutError::Timeout) {
            if told.offer(entry.clone()).is_err() {
                return false;
            }
        }
        true
    };
    let teller = std::thread::Builder::new().name("teller".to_owned()).spawn(tell).unwrap();
    assert!(matches!(inbox.next(Takes::Nothing, Some(Duration::from_millis(50))), Next::Nothing));
    stop.send(()).unwrap();
    assert!(teller.join().unwrap(), "it did not wait until nothing more fitted");
}
