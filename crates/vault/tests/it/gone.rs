//! Imports of clients that were erased and sessions that were deleted: both stay away until somebody asks for them.

use std::fs;

use holdwell_store::{
    Done, Erased, Failure, FileFault, ImportFinding, ImportReport, JournalPort as _, RefusedFile, Request, VaultQuery,
    new_id,
};
use holdwell_testkit::{Desk, morning, other_tool, session};

use crate::two::{Two, archive, import, import_as};

#[test]
fn who_was_erased_stays_erased_until_somebody_asks_for_them() {
    let two = Two::new();
    let file = two.export(0, "before");
    let erased = |outcome: Done| assert!(matches!(outcome, Done::ClientErased(_)), "{outcome:?}");
    erased(two.desks[0].done(Request::EraseClient(two.client.id)));
    let import = |erased| two.desks[0].ask(Request::Import(file.clone(), erased));
    let was_erased = Err(Failure::NotImported(vec![RefusedFile::WasErased(file.clone())]));
    assert_eq!(import(Erased::StayErased), was_erased);
    two.desks[0].wait("nobody", |kept| kept.all_clients == 0);
    let Ok(Done::Imported(report)) = import(Erased::AreBroughtBack) else { panic!("brought back") };
    assert_eq!((report.clients, report.sessions), (1, 1));
    let Ok(Done::Imported(again)) = import(Erased::StayErased) else { panic!("they are here again") };
    assert_eq!(again.clients, 0);
    erased(two.desks[0].done(Request::EraseClient(two.client.id)));
    assert_eq!(import(Erased::StayErased), was_erased, "erased once more");
}

#[test]
fn a_folder_is_read_to_its_end_though_some_of_its_clients_were_erased() {
    let two = Two::new();
    let out = two.out.path().join("all");
    let other = two.desks[0].client("Somebody Else");
    for client in [two.client.id, other.id] {
        two.desks[0].done(Request::ExportClient(client, out.clone()));
    }
    fs::create_dir(out.join("0")).unwrap();
    fs::write(out.join("0/client.json"), "{").unwrap();
    two.desks[1].done(Request::EraseClient(two.client.id));
    let done = two.desks[1].done(Request::Import(out.clone(), Erased::StayErased));
    let Done::Imported(ImportReport { clients: 1, refused, .. }) = done else { panic!("{done:?}") };
    let erased = out.join(two.client.id.to_string()).join("client.json");
    let [RefusedFile::NotRead(broken, FileFault::NoExport(_)), last] = refused.as_slice() else {
        panic!("{refused:?}")
    };
    assert_eq!((broken, last), (&out.join("0/client.json"), &RefusedFile::WasErased(erased)));
}

#[test]
fn a_session_that_an_earlier_version_threw_away_does_not_come_back_by_itself() {
    let mut two = Two::new();
    let (file, folder) = (two.export(0, "before"), two.desks[0].folder.clone());
    two.desks[0].close();
    let thrown = format!(
        "delete from session; insert into log (day, action, what) values ('2026-03-02', 'discarded', '{}')",
        two.session
    );
    other_tool(&folder.join("vault.db"), None).execute_batch(&thrown).unwrap();
    let report = import(&folder, &file);
    assert_eq!((report.sessions, report.findings), (0, vec![ImportFinding::SessionStaysDeleted(two.session)]));
    assert_eq!(import_as(&folder, &file, Erased::AreBroughtBack).sessions, 1);
}

#[test]
fn a_deletion_and_its_undo_go_out_with_an_export_and_the_session_does_not() {
    let two = Two::new();
    let sessions = |on: usize| {
        two.seen(on);
        two.desks[on].handle.kept().client.as_ref().unwrap().all_sessions
    };
    two.desks[0].done(Request::SetSessionDeleted(two.session, true));
    let file = two.export(0, "deleted");
    let text = fs::read_to_string(&file).unwrap();
    let page = fs::read_to_string(file.with_file_name("client.html")).unwrap();
    assert!(!text.contains("warm") && text.contains(&two.session.to_string()), "the id, and nothing of it");
    assert!(!page.contains("warm"));
    let report = two.carry(0, 1);
    assert_eq!((report.sessions, report.findings), (0, vec![ImportFinding::SessionDeleted(two.session)]));
    assert_eq!((sessions(1), two.carry(0, 1)), (0, ImportReport::default()));

    two.desks[1].done(Request::SetSessionDeleted(two.session, false));
    let report = two.carry(1, 0);
    assert_eq!((report.sessions, report.findings, sessions(0)), (1, Vec::new(), 1));
    // What was said before is no longer the last word.
    let done = two.desks[0].done(Request::Import(file, Erased::StayErased));
    assert_eq!((done, sessions(0)), (Done::Imported(ImportReport::default()), 1));
}

#[test]
fn a_deleted_session_stays_deleted_until_an_import_is_to_bring_it_back() {
    let two = Two::new();
    let before = two.export(0, "before");
    two.desks[0].done(Request::SetSessionDeleted(two.session, true));
    let import = |erased| match two.desks[0].done(Request::Import(before.clone(), erased)) {
        Done::Imported(report) => (report.sessions, report.findings),
        done => panic!("{done:?}"),
    };
    assert_eq!(import(Erased::StayErased), (0, vec![ImportFinding::SessionStaysDeleted(two.session)]));
    assert_eq!(import(Erased::AreBroughtBack), (1, Vec::new()));
    assert_eq!(import(Erased::AreBroughtBack), (0, Vec::new()));
    assert_eq!((two.carry(0, 1).sessions, two.carry(1, 0)), (0, ImportReport::default()));
}

#[test]
fn a_deletion_counts_for_the_client_whose_file_it_is_in_alone() {
    let two = Two::new();
    let other = two.desks[0].client("Somebody Else");
    let folder = match two.desks[0].done(Request::ExportClient(other.id, two.out.path().to_owned())) {
        Done::Exported(folder) => folder,
        done => panic!("{done:?}"),
    };
    let file = folder.join("client.json");
    let mut whole: serde_json::Value = serde_json::from_slice(&fs::read(&file).unwrap()).unwrap();
    whole["tables"]["deletion"] = serde_json::json!([
        { "session": two.session, "client": other.id, "at": 1_900_000_000_000_i64, "author": "x", "deleted": 1 }
    ]);
    fs::write(&file, whole.to_string()).unwrap();
    let done = two.desks[0].done(Request::Import(file, Erased::StayErased));
    assert_eq!(done, Done::Imported(ImportReport::default()));
    two.seen(0);
    assert_eq!(two.desks[0].handle.kept().client.as_ref().unwrap().all_sessions, 1);
}

#[test]
fn a_session_of_an_erased_client_does_not_come_back_as_nobodys() {
    let mut desk = Desk::new();
    let client = desk.client("Anna");
    let id = new_id(morning().timestamp());
    for entry in session(id, None, "x") {
        desk.journal.offer(entry).unwrap();
    }
    desk.look(VaultQuery { session: Some(id), ..VaultQuery::default() });
    desk.wait("the session", |kept| kept.session.is_some());
    desk.close();
    let out = tempfile::tempdir().unwrap();
    let folder = archive(&desk.folder).export(None, out.path(), &morning()).unwrap();
    let again = Desk::open(&desk.folder, None);
    again.done(Request::MoveSession(id, Some(client.id)));
    let _erased = again.done(Request::EraseClient(client.id));
    let file = folder.join("client.json");
    let Done::Imported(report) = again.done(Request::Import(file, Erased::StayErased)) else { panic!("imported") };
    assert_eq!((report.sessions, report.findings), (0, vec![ImportFinding::SessionStaysDeleted(id)]));
}
