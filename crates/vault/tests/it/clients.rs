//! Clients: kept, found, exported, erased.

use std::fs;

use holdwell_files::Content;
use holdwell_model::{Caution, Client, Touches};
use holdwell_store::{
    CellFault, Done, Entry, Failure, FileFault, JournalPort as _, Request, RowFault, SessionState, VaultQuery,
    VaultState, new_id,
};
use holdwell_testkit::{Desk, files_with, morning, preset, session};
use jiff::Timestamp;
use jiff::civil::date;

use crate::two::{archive, import, refused};

fn all() -> VaultQuery {
    VaultQuery { clients: Some(String::new()), ..VaultQuery::default() }
}

#[test]
fn a_client_is_kept_as_written_and_found_by_the_name() {
    let desk = Desk::new();
    desk.look(all());
    let anna = desk.client("Anna Bergström");
    desk.client("Bert Claes");
    desk.wait("both", |kept| kept.clients.len() == 2 && kept.all_clients == 2);
    desk.look(VaultQuery { clients: Some("BERG an".to_owned()), client: Some(anna.id), ..VaultQuery::default() });
    let kept = desk.wait("her", |kept| kept.clients.len() == 1 && kept.client.is_some());
    assert_eq!(kept.clients[0].name, "Anna Bergström");
    assert_eq!(kept.client.as_ref().unwrap().client, anna);

    let changed = Client { notes: "Prefers the window open".to_owned(), ..anna };
    desk.done(Request::SaveClient(Box::new(changed.clone())));
    desk.wait("the change", |kept| kept.client.as_ref().is_some_and(|page| page.client == changed));
    let nameless = Request::SaveClient(Box::new(Client { name: " ".to_owned(), ..changed }));
    assert_eq!(desk.refused(nameless), Failure::ClientWithoutName);
}

#[test]
fn a_session_makes_its_client_the_last_seen() {
    let mut desk = Desk::new();
    let (anna, bert) = (desk.client("Anna"), desk.client("Bert"));
    desk.look(VaultQuery { client: Some(bert.id), ..all() });
    let id = new_id(morning().timestamp());
    for entry in session(id, Some(bert.id), "warm") {
        desk.journal.offer(entry).unwrap();
    }
    let kept = desk.wait("the session", |kept| kept.client.as_ref().is_some_and(|page| page.all_sessions == 1));
    let page = kept.client.as_ref().unwrap();
    assert_eq!((page.sessions.len(), page.sessions[0].id, page.sessions[0].holds), (1, id, 2));
    assert_eq!(page.last_seen, Some(morning().timestamp()));
    let kept = desk.wait("the order", |kept| kept.clients.first().is_some_and(|line| line.id == bert.id));
    assert!(kept.clients[0].lately.contains("SMRT"), "{:?}", kept.clients);
    assert_eq!((kept.start.recent[0].client.id, kept.start.recent[0].last_session), (bert.id, Some(id)));
    assert_eq!(kept.start.recent[1].client.id, anna.id);
    desk.look(VaultQuery { clients: Some("2026-03 smrt".to_owned()), ..VaultQuery::default() });
    desk.wait("by month and technique", |kept| kept.clients.len() == 1 && kept.clients[0].id == bert.id);
}

/// A client with a caution, a preset and a session.
fn whole(desk: &mut Desk) -> Client {
    let client = desk.client("Zephyrine Quillfeather");
    let caution = Caution {
        id: new_id(morning().timestamp()),
        text: "pacemakerwarning".to_owned(),
        touches: Touches::Everything,
        since: morning().timestamp(),
    };
    let client = Client { notes: "notesnotesnotes".to_owned(), cautions: vec![caution.clone()], ..client };
    desk.done(Request::SaveClient(Box::new(client.clone())));
    desk.done(Request::CautionsSeen(client.id, vec![caution.id]));
    desk.done(Request::SavePreset(Box::new(preset(client.id, "gladiolusbed"))));
    desk.done(Request::SavePreset(Box::new(preset(client.id, "hollyhockbed"))));
    for entry in session(new_id(morning().timestamp()), Some(client.id), "remarkremark") {
        desk.journal.offer(entry).unwrap();
    }
    desk.look(VaultQuery { client: Some(client.id), ..all() });
    desk.wait("the session", |kept| kept.client.as_ref().is_some_and(|page| page.all_sessions == 1));
    client
}

const KEPT: [&str; 6] =
    ["Quillfeather", "pacemakerwarning", "notesnotesnotes", "gladiolusbed", "remarkremark", "hollyhockbed"];

#[test]
fn erasing_leaves_no_byte_and_names_the_copies() {
    let mut desk = Desk::new();
    let other = desk.client("Bystander");
    desk.wait("the first copy", |kept| !kept.backups.is_empty());
    let client = whole(&mut desk);
    for text in KEPT {
        assert!(!files_with(&desk.folder, text.as_bytes()).is_empty(), "{text} was there");
    }
    assert!(matches!(desk.done(Request::EraseClient(client.id)), Done::ClientErased(_)));
    let kept = desk.wait("gone", |kept| kept.client.is_none() && kept.all_clients == 1);
    assert_eq!(kept.clients[0].id, other.id);
    for text in KEPT {
        let left = files_with(&desk.folder, text.as_bytes());
        assert!(left.is_empty(), "{text} is left in {left:?}");
    }
    // The log keeps its lines: opaque ids and days.
    assert!(!files_with(&desk.folder, client.id.to_string().as_bytes()).is_empty());
    assert_eq!(desk.refused(Request::EraseClient(client.id)), Failure::NoSuchClient);

    let client = whole(&mut desk);
    desk.done(Request::Backup);
    let said = desk.done(Request::EraseClient(client.id));
    let day = date(2026, 3, 2);
    assert!(
        matches!(&said, Done::ClientErased(left) if left.copies.iter().all(|made| made.date() == day) && !left.copies.is_empty()),
        "the copy that holds the client is named: {said:?}"
    );
}

#[test]
fn erasing_names_the_vaults_that_were_set_aside() {
    let desk = Desk::new();
    let kept = desk.wait("the first copy", |kept| !kept.backups.is_empty());
    let client = desk.client("Anna");
    // The copy takes the place of the vault that holds her, which is set aside; then she is kept once more.
    desk.done(Request::Restore(kept.backups[0].path.clone()));
    desk.done(Request::SaveClient(Box::new(client.clone())));
    let said = desk.done(Request::EraseClient(client.id));
    let Done::ClientErased(left) = said else { panic!("{said:?}") };
    assert_eq!((left.aside, left.folder), (vec![morning().datetime()], desk.folder.clone()));
}

#[test]
fn no_client_is_erased_while_a_session_runs() {
    let mut desk = Desk::new();
    let client = desk.client("Anna");
    let begun: Vec<Entry> = session(new_id(morning().timestamp()), Some(client.id), "x").into_iter().take(6).collect();
    for entry in begun {
        desk.journal.offer(entry).unwrap();
    }
    assert_eq!(desk.refused(Request::EraseClient(client.id)), Failure::EraseWhileRunning);
}

#[test]
fn what_was_exported_can_be_read_and_imported_elsewhere() {
    let mut desk = Desk::new();
    let client = whole(&mut desk);
    let out = tempfile::tempdir().unwrap();
    let deleted = desk.preset(client.id, "foxglovebed");
    desk.done(Request::SetPresetDeleted(deleted.id, true));
    desk.done(Request::ExportClient(client.id, out.path().to_owned()));
    let folder = out.path().join(client.id.to_string());
    let page = fs::read_to_string(folder.join("client.html")).unwrap();
    let kept = ["Zephyrine Quillfeather", "pacemakerwarning", "remarkremark", "hollyhockbed", "foxglovebed", "Psoas"];
    assert_eq!(page.matches("Deleted 2026-03-02").count(), 1, "one of the presets");
    for text in kept {
        assert!(page.contains(text), "{text} is on the page");
    }
    #[cfg(unix)]
    for (path, expected) in
        [(&folder, 0o700), (&folder.join("client.html"), 0o600), (&folder.join("client.json"), 0o600)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(fs::metadata(path).unwrap().permissions().mode() & 0o777, expected, "{}", path.display());
    }
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 3, "nothing half written stays");
    let json: serde_json::Value = serde_json::from_slice(&fs::read(folder.join("client.json")).unwrap()).unwrap();
    assert_eq!(json["tables"]["client"][0]["name"], "Zephyrine Quillfeather");
    assert!(json["tables"]["event"].as_array().unwrap().len() > 5);
    assert!(json["log"].as_array().unwrap().iter().any(|line| line["action"] == "cautions seen"));
    let kept = desk.handle.kept();
    let before = kept.client.as_ref().unwrap();
    desk.close();

    // Into another vault, twice; what was changed there meanwhile stays.
    let elsewhere = tempfile::tempdir().unwrap();
    let imported = import(elsewhere.path(), &folder.join("client.json"));
    assert_eq!((imported.clients, imported.presets, imported.sessions), (1, 3, 1));
    let imported = import(elsewhere.path(), &folder.join("client.json"));
    assert_eq!((imported.clients, imported.presets, imported.sessions), (0, 0, 0));
    let mut there = Desk::at(elsewhere.path(), None);
    there.look(VaultQuery { client: Some(client.id), ..all() });
    let kept = there.wait("the client", |kept| kept.client.is_some());
    let after = kept.client.as_ref().unwrap();
    assert_eq!(format!("{after:?}"), format!("{before:?}"));
    let renamed = Client { name: "Someone Else".to_owned(), ..client.clone() };
    there.done(Request::SaveClient(Box::new(renamed.clone())));
    there.done(Request::SaveClient(Box::new(renamed)));
    there.close();
    let imported = import(elsewhere.path(), &folder.join("client.json"));
    assert_eq!(imported.clients, 0, "the newer one stays");
}

#[test]
fn a_session_that_was_exported_while_it_ran_is_whole_as_soon_as_it_is_imported_again() {
    let mut desk = Desk::new();
    let client = desk.client("Anna");
    let id = new_id(morning().timestamp());
    let mut entries = session(id, Some(client.id), "warm");
    let rest = entries.split_off(entries.len() / 2);
    let out = tempfile::tempdir().unwrap();
    let file = out.path().join(client.id.to_string()).join("client.json");
    let elsewhere = tempfile::tempdir().unwrap();
    for entry in entries {
        desk.journal.offer(entry).unwrap();
    }
    desk.done(Request::ExportClient(client.id, out.path().to_owned()));
    assert_eq!(import(elsewhere.path(), &file).sessions, 1);
    desk.close();
    // An hour later the vault is opened again, and the session goes on to its end.
    let later = || morning().saturating_add(jiff::SignedDuration::from_hours(1));
    let mut desk = Desk::with_wall(&desk.folder, None, std::sync::Arc::new(later));
    desk.wait("open", |kept| matches!(kept.vault, VaultState::Open { .. }));
    for entry in [Entry::Resume(id)].into_iter().chain(rest) {
        desk.journal.offer(entry).unwrap();
    }
    desk.look(VaultQuery { session: Some(id), ..VaultQuery::default() });
    desk.wait("its end", |kept| kept.session.as_ref().is_some_and(|page| page.session.holds == 2));
    desk.done(Request::ExportClient(client.id, out.path().to_owned()));
    assert_eq!(import(elsewhere.path(), &file).sessions, 1);
    assert_eq!(import(elsewhere.path(), &file).sessions, 0, "once");
    let there = Desk::at(elsewhere.path(), None);
    there.look(VaultQuery { session: Some(id), ..VaultQuery::default() });
    let kept = there.wait("the session", |kept| kept.session.is_some());
    let page = kept.session.as_ref().unwrap();
    assert_eq!((page.session.state, page.records.len()), (SessionState::Complete, 2));
    assert!(page.records.iter().all(|record| record.is_finished()), "{:?}", page.records);
}

#[test]
fn a_file_of_nonsense_changes_nothing() {
    let elsewhere = tempfile::tempdir().unwrap();
    let folder = elsewhere.path().join("vault");
    let id = new_id(Timestamp::UNIX_EPOCH);
    let head = format!(
        "\"format\":\"holdwell-client\",\"version\":1,\"client\":\"{id}\",\"exported\":\"2026-03-02T10:00:00Z\",\"log\":[]"
    );
    let file = elsewhere.path().join("file.json");
    let fault = |text: &str| {
        fs::write(&file, text).unwrap();
        refused(&folder, &file)
    };
    assert_eq!(fault(""), FileFault::NoExport(None));
    assert_eq!(fault("{}"), FileFault::NoExport(Some(Content::Json)));
    let cell = |column, fault| FileFault::Row { table: "client", row: 1, fault: RowFault::Cell(column, fault) };
    let tables = |tables: &str| format!("{{{head},\"tables\":{tables}}}");
    let client = |cells: &str| tables(&format!("{{\"client\":[{{{cells}}}]}}"));
    let all = format!("\"id\":\"{id}\",\"version\":1,\"author\":\"a\",\"saved\":0,\"name\":\"a\",\"whole\":{{}}");
    for (text, expected) in [
        (tables("{}").replace(":1", ":9"), FileFault::Newer(9)),
        (client("\"id\":\"x\""), cell("id", CellFault::NoId("x".to_owned()))),
        (client(&all), cell("whole", CellFault::Unreadable)),
        (client(&format!("\"id\":\"{id}\"")), cell("version", CellFault::Missing)),
        (
            client(&format!("\"id\":\"{id}\",\"version\":1.5")),
            cell("version", CellFault::NoNumber(1, i64::from(u32::MAX))),
        ),
        (tables("{}"), FileFault::ClientMissing),
    ] {
        assert_eq!(fault(&text), expected, "{text}");
    }
    assert!(archive(&folder).clients(None).unwrap().iter().all(Option::is_none));
}
