//! The vault's threads: nothing waits for them, nothing is lost, and a locked vault shows nothing.
#![expect(clippy::disallowed_methods, reason = "what is shown here is that nothing takes real time")]

use std::time::{Duration, Instant};

use holdwell_model::{Caution, Client, Touches};
use holdwell_store::{
    Done, Entry, ExportError, Failure, JournalPort as _, Message, Recording, Request, Ticket, VaultError, VaultQuery,
    VaultSnapshot, VaultState, new_id,
};
use holdwell_testkit::{Desk, files_with, morning, other_tool, passphrase, session};

const SECRETS: [&str; 4] = ["Zephyrine", "pacemakerwarning", "notesnotesnotes", "remarkremark"];

fn all() -> VaultQuery {
    VaultQuery { clients: Some(String::new()), ..VaultQuery::default() }
}

/// A client who is recognised in any file.
fn secret(desk: &Desk) -> Client {
    let caution = Caution {
        id: new_id(morning().timestamp()),
        text: SECRETS[1].to_owned(),
        touches: Touches::Everything,
        since: morning().timestamp(),
    };
    let client = Client { notes: SECRETS[2].to_owned(), cautions: vec![caution], ..desk.client(SECRETS[0]) };
    desk.done(Request::SaveClient(Box::new(client.clone())));
    client
}

fn is_open(kept: &VaultSnapshot) -> bool {
    matches!(kept.vault, VaultState::Open { .. })
}

fn is_locked(kept: &VaultSnapshot) -> bool {
    matches!(kept.vault, VaultState::Locked { .. })
}

#[test]
fn a_vault_that_cannot_write_for_two_seconds_delays_nobody_and_loses_nothing() {
    let mut desk = Desk::new();
    let client = desk.client("Anna");
    desk.look(VaultQuery { client: Some(client.id), ..VaultQuery::default() });
    let path = match &desk.handle.kept().vault {
        VaultState::Open { path, .. } => path.clone(),
        other => panic!("{other:?}"),
    };
    // Somebody else holds the file: whatever is written has to wait.
    let other = rusqlite::Connection::open(path).unwrap();
    other.execute_batch("begin immediate").unwrap();
    let id = new_id(morning().timestamp());
    let mut slowest = Duration::ZERO;
    for entry in session(id, Some(client.id), "warm") {
        let before = Instant::now();
        desk.journal.offer(entry).unwrap();
        slowest = slowest.max(before.elapsed());
    }
    assert!(slowest < Duration::from_millis(50), "an offer took {slowest:?}");
    // Reads go on meanwhile.
    desk.look(VaultQuery { clients: Some("ann".to_owned()), client: Some(client.id), ..VaultQuery::default() });
    let kept = desk.wait("what is looked at", |kept| kept.clients.len() == 1);
    assert_eq!(kept.client.as_ref().unwrap().all_sessions, 0);
    let busy = Instant::now();
    while busy.elapsed() < Duration::from_secs(2) {
        let _seen = desk.journal.recording();
        std::thread::yield_now();
    }
    other.execute_batch("rollback").unwrap();
    let kept = desk.wait("the session", |kept| kept.client.as_ref().is_some_and(|page| page.all_sessions == 1));
    assert_eq!(kept.client.as_ref().unwrap().sessions[0].holds, 2);
    assert_eq!(desk.journal.recording(), Recording::Kept);
}

#[test]
fn what_does_not_fit_is_given_back_and_taken_later() {
    let temp = tempfile::tempdir().unwrap();
    // No folder can be made where a file is.
    let place = temp.path().join("place");
    std::fs::write(&place, "in the way").unwrap();
    let mut desk = Desk::at(&place, None);
    desk.wait("unavailable", |kept| matches!(kept.vault, VaultState::Unavailable(_)));
    assert_eq!(desk.journal.recording(), Recording::Failing);
    let mut waiting = std::collections::VecDeque::new();
    let count = 60;
    for _ in 0..count {
        waiting.extend(session(new_id(morning().timestamp()), None, "x"));
    }
    let all = waiting.len();
    let mut offer = |desk: &mut Desk| {
        while let Some(entry) = waiting.pop_front() {
            if let Err(back) = desk.journal.offer(entry) {
                waiting.push_front(back);
                break;
            }
        }
        waiting.len()
    };
    let left = offer(&mut desk);
    assert!(left > 0 && left < all, "{left} of {all}");
    std::fs::remove_file(&place).unwrap();
    desk.wait("open", is_open);
    while offer(&mut desk) > 0 {
        std::thread::yield_now();
    }
    desk.close();
    let desk = Desk::at(&place, None);
    let kept = desk.wait("open", is_open);
    let VaultState::Open { path, .. } = &kept.vault else { unreachable!() };
    let vault = rusqlite::Connection::open(path).unwrap();
    let sql = "select count(*) from session where state <> 'running' and holds = 2";
    assert_eq!(vault.query_row(sql, [], |row| row.get::<_, u32>(0)).unwrap(), count);
}

#[test]
fn a_locked_vault_shows_nothing_and_records_nothing() {
    let mut desk = Desk::new();
    let client = secret(&desk);
    let preset = desk.preset(client.id, "presetpreset");
    let looking = VaultQuery { client: Some(client.id), preset: Some(preset.id), questions: Some(None), ..all() };
    desk.look(looking);
    desk.wait("all of it", |kept| kept.client.is_some() && kept.preset.is_some() && !kept.clients.is_empty());
    assert_eq!(desk.done(Request::Lock), Done::HasNoPassphrase);
    assert!(is_open(&desk.handle.kept()));
    desk.done(Request::SetPassphrase { old: None, new: Some(passphrase("open sesame")) });
    desk.wait("encrypted", |kept| matches!(kept.vault, VaultState::Open { encrypted: true, .. }));

    // A session that is recorded keeps it open.
    let entries = session(new_id(morning().timestamp()), Some(client.id), "remarkremark");
    let (begun, rest): (Vec<Entry>, Vec<Entry>) = (entries[..8].to_vec(), entries[8..].to_vec());
    for entry in begun {
        desk.journal.offer(entry).unwrap();
    }
    assert_eq!(desk.refused(Request::Lock), Failure::SessionRunning);
    for entry in rest {
        desk.journal.offer(entry).unwrap();
    }
    desk.wait("the session", |kept| kept.client.as_ref().is_some_and(|page| page.all_sessions == 1));

    desk.done(Request::Lock);
    let kept = desk.wait("locked", is_locked);
    assert!(kept.client.is_none() && kept.preset.is_none() && kept.clients.is_empty() && kept.all_clients == 0);
    assert!(kept.start.recent.is_empty() && kept.start.pinned.is_empty());
    let shown = format!("{kept:?}");
    assert!(SECRETS.iter().all(|secret| !shown.contains(secret)), "{shown}");
    assert_eq!(desk.refused(Request::SaveClient(Box::new(client.clone()))), Failure::Locked);

    // What begins now is no business of the vault's yet.
    let entries = session(new_id(morning().timestamp()), None, "unrecorded");
    entries[..8].iter().for_each(|entry| desk.journal.offer(entry.clone()).unwrap());
    assert_eq!(desk.journal.recording(), Recording::Locked);
    let wrong = desk.refused(Request::Unlock(passphrase("wrong")));
    assert_eq!(wrong, Failure::Storage(VaultError::WrongPassphrase(desk.folder.join("vault.db"))));
    assert!(matches!(desk.handle.kept().vault, VaultState::Locked { wrong: 1, .. }));
    desk.wait("locked still", is_locked);
}

#[test]
fn unlocking_brings_back_what_was_looked_at() {
    let desk = Desk::new();
    let client = secret(&desk);
    desk.look(VaultQuery { client: Some(client.id), ..all() });
    desk.done(Request::SetPassphrase { old: None, new: Some(passphrase("open sesame")) });
    desk.done(Request::Lock);
    assert!(desk.wait("locked", is_locked).client.is_none());
    desk.done(Request::Unlock(passphrase("open sesame")));
    desk.wait("her page", |kept| is_open(kept) && kept.client.is_some() && kept.clients.len() == 1);
    assert_eq!(desk.journal.recording(), Recording::Kept);
}

#[test]
fn a_session_that_began_while_it_was_locked_is_kept_once_it_is_unlocked() {
    let mut desk = Desk::new();
    desk.done(Request::SetPassphrase { old: None, new: Some(passphrase("open sesame")) });
    desk.done(Request::Lock);
    let [whole, half] = [new_id(morning().timestamp()), new_id(morning().timestamp())];
    for entry in session(whole, None, "x") {
        desk.journal.offer(entry).unwrap();
    }
    let entries = session(half, None, "y");
    entries[..8].iter().for_each(|entry| desk.journal.offer(entry.clone()).unwrap());
    assert_eq!(desk.journal.recording(), Recording::Locked, "nothing is recorded yet");
    desk.done(Request::Unlock(passphrase("open sesame")));
    entries[8..].iter().for_each(|entry| desk.journal.offer(entry.clone()).unwrap());
    for id in [whole, half] {
        desk.look(VaultQuery { session: Some(id), ..VaultQuery::default() });
        desk.wait("the session", |kept| {
            kept.session.as_ref().is_some_and(|page| page.session.id == id && page.records.len() == 2)
        });
    }
    assert_eq!(desk.journal.recording(), Recording::Kept);
    let id = new_id(morning().timestamp());
    for entry in session(id, None, "x") {
        desk.journal.offer(entry).unwrap();
    }
    assert_eq!(desk.journal.recording(), Recording::Kept);
    desk.look(VaultQuery { session: Some(id), ..VaultQuery::default() });
    desk.wait("the next one", |kept| kept.session.as_ref().is_some_and(|page| page.records.len() == 2));
}

#[test]
fn with_a_passphrase_no_file_says_anything_of_a_client() {
    let mut desk = Desk::new();
    desk.done(Request::SetPassphrase { old: None, new: Some(passphrase("open sesame")) });
    let client = secret(&desk);
    desk.look(VaultQuery { client: Some(client.id), ..all() });
    desk.done(Request::Backup);
    let entries = session(new_id(morning().timestamp()), Some(client.id), "remarkremark");
    let none = |desk: &Desk, when: &str| {
        for secret in SECRETS {
            let files = files_with(&desk.folder, secret.as_bytes());
            assert!(files.is_empty(), "{secret} stands in {files:?} {when}");
        }
    };
    for entry in entries {
        let ends = matches!(entry, Entry::Restore(_));
        desk.journal.offer(entry).unwrap();
        if ends {
            none(&desk, "during the session");
        }
    }
    desk.wait("the session", |kept| kept.client.as_ref().is_some_and(|page| page.all_sessions == 1));
    desk.done(Request::Backup);
    desk.done(Request::SetPassphrase { old: Some(passphrase("open sesame")), new: Some(passphrase("another")) });
    none(&desk, "after the session");
    desk.close();
    none(&desk, "when all is closed");
    // The search finds what is there: the same without a passphrase.
    let plain = Desk::at(&desk.folder, Some(passphrase("another")));
    plain.wait("open", is_open);
    plain.done(Request::SetPassphrase { old: Some(passphrase("another")), new: None });
    for secret in SECRETS {
        assert!(!files_with(&plain.folder, secret.as_bytes()).is_empty(), "{secret} should be there");
    }
}

#[test]
fn each_request_has_one_reply_of_its_own() {
    let desk = Desk::new();
    let nobody = Client::new(new_id(morning().timestamp()), " ");
    let anna = Client::new(new_id(morning().timestamp()), "Anna");
    let export = Request::ExportClient(nobody.id, desk.folder.clone());
    let requests = [Request::SaveClient(Box::new(nobody)), Request::SaveClient(Box::new(anna.clone())), export];
    let tickets: Vec<Ticket> = requests.into_iter().map(|request| desk.handle.send(request).unwrap()).collect();
    assert!(tickets.is_sorted_by(|one, next| one < next));
    let mut replies = Vec::new();
    while replies.len() < tickets.len() {
        replies.extend(desk.handle.messages());
    }
    let outcome = |ticket: usize| {
        let of = |message: &&Message| matches!(message, Message::Reply(of, _) if *of == tickets[ticket]);
        let Some(Message::Reply(_, outcome)) = replies.iter().find(of) else { panic!("no reply in {replies:?}") };
        outcome.clone()
    };
    assert_eq!((outcome(0), outcome(1)), (Err(Failure::ClientWithoutName), Ok(Done::ClientSaved)));
    assert_eq!(outcome(2), Err(Failure::NotExported(ExportError::NoClient)));
    // What is shown says how much of it is in it.
    desk.look(VaultQuery { client: Some(anna.id), ..VaultQuery::default() });
    let kept = desk.wait("her, as she was saved", |kept| kept.written >= Some(tickets[1]) && kept.client.is_some());
    assert_eq!(kept.client.as_ref().unwrap().client, anna);
}

#[test]
fn where_nobody_collects_replies_no_more_requests_are_taken_in() {
    let desk = Desk::new();
    let mut sent = 0_usize;
    let request = || Request::DismissAdvice("home-items".to_owned());
    // The queue itself may be full for a moment: then it is tried again.
    let refused = |sent: usize| sent >= 256 && desk.handle.send(request()).is_err();
    while !refused(sent) {
        sent += usize::from(desk.handle.send(request()).is_ok());
        assert!(sent < 2000, "it is bounded");
    }
    let ticket = loop {
        let _replies = desk.handle.messages();
        if let Ok(ticket) = desk.handle.send(request()) {
            break ticket;
        }
    };
    let mut late = Vec::new();
    while !late.iter().any(|message| matches!(message, Message::Reply(one, Ok(_)) if *one == ticket)) {
        late.extend(desk.handle.messages());
    }
}

#[test]
fn looking_is_logged_once_a_day() {
    let mut desk = Desk::new();
    let client = desk.client("Anna");
    for _ in 0..3 {
        desk.look(VaultQuery { client: Some(client.id), ..VaultQuery::default() });
        desk.wait("her", |kept| kept.client.is_some());
        desk.look(VaultQuery::default());
        desk.wait("nobody", |kept| kept.client.is_none());
    }
    let preset = desk.preset(client.id, "Hers");
    desk.look(VaultQuery { preset: Some(preset.id), ..VaultQuery::default() });
    let kept = desk.wait("the preset", |kept| kept.preset.is_some());
    desk.close();
    let VaultState::Open { path, .. } = &kept.vault else { panic!("open") };
    let vault = rusqlite::Connection::open(path).unwrap();
    let lines = "select count(*) from log where action = ?1 || ' looked at' and what = ?2 and day = '2026-03-02'";
    let logged = |what: &str, id: String| vault.query_row(lines, [what, &id], |row| row.get::<_, u32>(0)).unwrap();
    assert_eq!((logged("client", client.id.to_string()), logged("preset", preset.id.to_string())), (1, 1));
}

#[test]
fn the_vault_is_not_locked_over_what_could_not_be_kept() {
    let desk = Desk::new();
    desk.done(Request::SetPassphrase { old: None, new: Some(passphrase("open sesame")) });
    let client = desk.client("Anna");
    let path = match &desk.wait("open", is_open).vault {
        VaultState::Open { path, .. } => path.clone(),
        other => panic!("{other:?}"),
    };
    // Something is wrong with the file, so that no client can be saved.
    let other = other_tool(&path, Some("open sesame"));
    other.execute_batch("create trigger no before update on client begin select raise(abort, 'no'); end").unwrap();
    let written = Client { notes: SECRETS[2].to_owned(), ..client };
    let save = || Request::SaveClient(Box::new(written.clone()));
    desk.refused(save());
    // What went well after it makes nothing good.
    desk.done(Request::DismissAdvice("anything".to_owned()));
    assert_eq!(desk.refused(Request::Lock), Failure::UnsavedChanges);
    assert!(is_open(&desk.handle.kept()));
    // The window offers it again with every lock. The next one gives it up, whoever asks for it.
    desk.refused(save());
    desk.done(Request::Lock);
    desk.wait("locked", is_locked);
    desk.done(Request::Unlock(passphrase("open sesame")));
    desk.refused(save());
    other.execute_batch("drop trigger no").unwrap();
    desk.done(save());
    desk.done(Request::Lock);
    desk.wait("what is kept after all is no reason to stay open", is_locked);
}
