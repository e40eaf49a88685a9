//! The worker stepped by hand: on a disk that is full, and with a vault that goes and comes back.

mod gone;
mod locked;

use std::sync::{Arc, Mutex};

use super::WorkerGuard;
use super::inbox::{Asked, Inbox};
use super::publisher::Publisher;
use super::reader::Reading;
use super::writer::{Shared, VaultWorker};
use crate::file::Folder;
use holdwell_model::Id;
use holdwell_store::{Entry, Mailbox, Message, News, Recording, Request, VaultError, VaultState, new_id};
use holdwell_testkit::morning as now;

fn worker(folder: &std::path::Path, mailbox: Mailbox) -> VaultWorker {
    let publisher = Publisher::new(Arc::new(Mutex::default()), mailbox, Box::new(|| ()));
    let shared = Shared { inbox: Inbox::default(), reading: Reading::default(), publisher, wall: Arc::new(now) };
    let mut worker = VaultWorker::new(Arc::new(shared), Folder::at(Some(folder.to_owned())).unwrap());
    worker.open();
    assert!(matches!(worker.shared.publisher.kept().vault, VaultState::Open { .. }));
    worker.wait_for_copy();
    worker
}

/// Everything that a session writes down; its note makes it long.
fn session(id: Id) -> Vec<Entry> {
    holdwell_testkit::session(id, None, &"long ".repeat(50_000))
}

#[test]
fn a_vault_whose_thread_ends_takes_nothing_and_says_so() {
    let publisher = Publisher::new(Arc::new(Mutex::default()), Mailbox::default(), Box::new(|| ()));
    let shared = Shared { inbox: Inbox::default(), reading: Reading::default(), publisher, wall: Arc::new(now) };
    let shared = Arc::new(shared);
    shared.inbox.say(Recording::Kept);
    let ends = WorkerGuard(Arc::clone(&shared));
    let falls = move || {
        let _ends = ends;
        panic!("on purpose");
    };
    let thread = std::thread::Builder::new().name("vault".to_owned()).spawn(falls).unwrap();
    let _panic = thread.join().unwrap_err();
    assert_eq!(shared.inbox.recording(), Recording::Failing);
    let entry = Entry::Resume(new_id(now().timestamp()));
    assert_eq!(shared.inbox.offer(entry.clone()), Err(entry), "whoever offers keeps it");
    assert!(shared.send(Request::Backup).is_err());
    assert_eq!(shared.publisher.kept().vault, VaultState::Unavailable(VaultError::Ended));
}

#[test]
fn of_the_points_to_go_on_from_only_the_newest_waits() {
    let inbox = Inbox::default();
    let entries: Vec<Entry> =
        session(new_id(now().timestamp())).into_iter().chain(session(new_id(now().timestamp()))).collect();
    let events = entries.iter().filter(|entry| !matches!(entry, Entry::Restore(_))).count();
    for entry in entries {
        inbox.offer(entry).unwrap();
    }
    let super::inbox::Next::Write(waiting) = inbox.next(super::inbox::Takes::Entries, None) else {
        panic!("something is ready")
    };
    assert_eq!(waiting.len(), events + 2, "one for each session");
}

fn limit(worker: &VaultWorker, pages: u32) {
    let connection = worker.vault.as_ref().unwrap().connection();
    let _now: u32 = connection.query_row(&format!("pragma max_page_count = {pages}"), [], |row| row.get(0)).unwrap();
}

#[test]
fn a_disk_that_is_full_and_freed_again_loses_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mailbox = Mailbox::default();
    let mut worker = worker(folder.path(), mailbox.clone());
    let id = new_id(now().timestamp());
    let entries = session(id);
    let events = entries.iter().filter(|entry| matches!(entry, Entry::Event(_))).count();
    // No page more than there are: a limit below that is raised to it.
    limit(&worker, 1);
    for entry in entries {
        worker.shared.inbox.offer(entry).unwrap();
        if worker.shared.inbox.recording() == Recording::Kept {
            // What is ready is written at once.
            worker.shared.inbox.note(Asked::Unreadable);
            assert!(worker.step());
        }
    }
    assert_eq!(worker.shared.inbox.recording(), Recording::Failing);
    let told = mailbox.take();
    assert!(matches!(told.as_slice(), [Message::News(News::NotRecording(_))]), "{told:?}");
    // Whoever asks is told, and what waits stays first.
    worker.shared.send(Request::Lock).unwrap();
    assert!(worker.step());
    assert!(!worker.is_written());

    limit(&worker, 1_000_000);
    worker.shared.inbox.quit();
    while worker.step() {}
    assert_eq!(worker.shared.inbox.recording(), Recording::Kept);
    let connection = worker.vault.as_ref().unwrap().connection();
    let kept: u32 = connection.query_row("select count(*) from event", [], |row| row.get(0)).unwrap();
    assert_eq!(kept as usize, events);
    let state: String = connection.query_row("select state from session", [], |row| row.get(0)).unwrap();
    assert_eq!(state, "complete");
}
