//! Sentences about a vault that cannot be used, and about files that go in and out of it.

use std::io::ErrorKind;
use std::path::PathBuf;

use super::says;
use crate::text::import::{import_error, refused};
use crate::text::vault::failure;
use crate::text::{export_error, refused_file, vault_error};
use holdwell_files::{Content, FileKind, ReadError};
use holdwell_store::{
    Cause, CellFault, Damage, ExportError, Failure, FileFault, ImportError, RefusedFile, RowFault, VaultError,
    WriteFault,
};

fn vault() -> PathBuf {
    "/v/vault.db".into()
}

/// Every kind of trouble that is about the vault's file.
fn about_the_file() -> Vec<VaultError> {
    let damaged = [Damage::Missing, Damage::Header, Damage::Truncated, Damage::Content, Damage::Foreign];
    let mut all = vec![
        VaultError::ReadOnly(vault()),
        VaultError::Full(vault()),
        VaultError::Unreachable(vault(), Cause::File(ErrorKind::NotFound)),
        VaultError::Unreachable(vault(), Cause::Database("disk I/O error")),
        VaultError::Unreachable(vault(), Cause::Reading(ReadError::DanglingLink)),
        VaultError::NotAFile(vault(), FileKind::Pipe),
        VaultError::InUse(vault()),
        VaultError::Busy(vault()),
        VaultError::Newer(vault(), 7, 4),
        VaultError::WrongPassphrase(vault()),
        VaultError::NeedsPassphrase(vault()),
        VaultError::ClearCopy(vault()),
        VaultError::Other(vault(), Cause::UnexpectedValue),
    ];
    all.extend(damaged.map(|what| VaultError::Damaged(vault(), what)));
    all
}

#[test]
fn troubles_of_a_vault() {
    says(
        about_the_file().into_iter().map(|one| (format!("{one:?}").replace("\"/v/vault.db\"", "_"), vault_error(&one))),
        r#"ReadOnly(_): /v/vault.db cannot be written to. Nothing is lost: allow writing there, or choose another folder with --data DIR.
        Full(_): The disk that holds /v/vault.db is full. What is already kept is safe: make room on it, then try again.
        Unreachable(_, File(NotFound)): /v/vault.db cannot be reached (entity not found). If it is on a network drive or a stick, connect that again, then try again.
        Unreachable(_, Database("disk I/O error")): /v/vault.db cannot be reached (disk I/O error). If it is on a network drive or a stick, connect that again, then try again.
        Unreachable(_, Reading(DanglingLink)): /v/vault.db cannot be reached (it is a link to a file that is not there). If it is on a network drive or a stick, connect that again, then try again.
        NotAFile(_, Pipe): /v/vault.db is a pipe, and no vault or copy of one. Nothing was changed: name a file.
        InUse(_): Another Holdwell has /v/vault.db open. Go on working there, or close it first; nothing is lost.
        Busy(_): Another program keeps /v/vault.db locked. Close it there, then try again; nothing is lost.
        Newer(_, 7, 4): /v/vault.db was made by a newer Holdwell (its version is 7, this one knows 4). It was left alone: open it with that one.
        WrongPassphrase(_): This is not the passphrase of /v/vault.db. Nothing was changed: try again.
        NeedsPassphrase(_): /v/vault.db has a passphrase. Unlock it in the window, or name a file that holds it: --passphrase-file FILE.
        ClearCopy(_): /v/vault.db is in clear, and the vault that it would replace has a passphrase. Nothing was changed: unlock the vault first, and the copy is encrypted on its way in; or say that everything may be in clear: restore --in-clear.
        Other(_, UnexpectedValue): /v/vault.db could not be used (an unexpected value). What is already kept is safe: try again, and start Holdwell anew if it stays so.
        Damaged(_, Missing): The vault /v/vault.db is damaged: the file is missing, though there are copies of it. It was left as it is: restore the newest good copy, or set it aside and begin anew.
        Damaged(_, Header): The vault /v/vault.db is damaged: its beginning cannot be read. It was left as it is: restore the newest good copy, or set it aside and begin anew.
        Damaged(_, Truncated): The vault /v/vault.db is damaged: the end of the file is missing. It was left as it is: restore the newest good copy, or set it aside and begin anew.
        Damaged(_, Content): The vault /v/vault.db is damaged: parts of it cannot be read. It was left as it is: restore the newest good copy, or set it aside and begin anew.
        Damaged(_, Foreign): The vault /v/vault.db is damaged: it is no vault of Holdwell. It was left as it is: restore the newest good copy, or set it aside and begin anew."#,
    );
    let elsewhere = [VaultError::NoFolder, VaultError::NoThread, VaultError::Ended];
    says(
        elsewhere.iter().map(|one| (format!("{one:?}"), vault_error(one))),
        "NoFolder: This machine names no folder for a program's data. Say where the vault should be: --data DIR.
        NoThread: The system starts no thread for the vault. Close other programs, then start Holdwell again.
        Ended: The vault has failed, and nothing more is recorded. Close Holdwell and start it again.",
    );
}

#[test]
fn a_trouble_is_told_as_whole_sentences_with_its_file() {
    for trouble in about_the_file() {
        let said = vault_error(&trouble);
        assert!(said.ends_with('.') && !said.ends_with("..") && !said.contains('!'), "{said}");
        assert!(said.contains("/v/vault.db"), "{said}");
        for jargon in ["SQLITE", "Error", "os error", "None", "Some("] {
            assert!(!said.contains(jargon), "{said}");
        }
        assert_eq!(vault_error(&trouble.at("/else".as_ref())), said.replace("/v/vault.db", "/else"));
    }
}

fn file() -> PathBuf {
    "/in/client.json".into()
}

#[test]
fn files_that_are_not_taken() {
    let row = |fault| FileFault::Row { table: "session", row: 1, fault };
    let faults = [
        FileFault::Unreadable(ReadError::Refused(ErrorKind::PermissionDenied)),
        FileFault::NothingExported("client.json"),
        FileFault::TooLong,
        FileFault::NoExport(Some(Content::Calendar)),
        FileFault::BrokenFrom(7),
        FileFault::NoExport(None),
        FileFault::VersionZero,
        FileFault::Newer(9),
        row(RowFault::Twice),
        row(RowFault::WholeDiffers),
        row(RowFault::AnotherPlan),
        row(RowFault::OriginDiffers),
        row(RowFault::AnotherClient),
        FileFault::ClientMissing,
        FileFault::OtherPlans,
        FileFault::RowsClash,
    ];
    let told = faults.map(|fault| refused_file(&RefusedFile::NotRead(file(), fault)));
    let expected = [
        "/in/client.json: cannot be read: permission denied",
        "/in/client.json: nothing that was exported is in this folder; look for client.json",
        "/in/client.json: this is longer than anything that was exported",
        "/in/client.json: this is not what `holdwell export` writes: it is a calendar (ICS)",
        "/in/client.json: this export cannot be read from line 7 on",
        "/in/client.json: this is not what `holdwell export` writes",
        "/in/client.json: no Holdwell wrote this: there is no version 0",
        "/in/client.json: a newer Holdwell wrote this (version 9); import it with that one",
        "/in/client.json: session 1: stands there twice",
        "/in/client.json: session 1: whole: says something else than the row",
        "/in/client.json: session 1: whole: is not the plan that is meant",
        "/in/client.json: session 1: origin: says something else than whole",
        "/in/client.json: session 1: does not belong to the client of this file",
        "/in/client.json: the row of the client is missing",
        "/in/client.json: the plans are not those of the sessions",
        "/in/client.json: its rows do not fit each other; nothing was taken",
    ];
    assert_eq!(told, expected);
}

#[test]
fn cells_that_are_not_taken() {
    let faults = [
        CellFault::Missing,
        CellFault::Unreadable,
        CellFault::NoText,
        CellFault::NoNumber(0, 9),
        CellFault::NoInstant,
        CellFault::NoId("x\"y".to_owned()),
    ];
    let told = |fault| {
        let fault = FileFault::Row { table: "hold", row: 3, fault: RowFault::Cell("step", fault) };
        refused_file(&RefusedFile::NotRead(file(), fault))
    };
    let expected = [
        "/in/client.json: hold 3: step: is missing",
        "/in/client.json: hold 3: step: is not what this program can read",
        "/in/client.json: hold 3: step: should be text",
        "/in/client.json: hold 3: step: should be a whole number from 0 to 9",
        "/in/client.json: hold 3: step: should be an instant between the years 0 and 9999",
        "/in/client.json: hold 3: step: \"x\\\"y\" is no id",
    ];
    assert_eq!(faults.map(told), expected);
}

#[test]
fn a_file_that_is_not_taken_is_said_in_the_window_and_by_a_command() {
    let wrong = RefusedFile::NotRead(file(), FileFault::ClientMissing);
    let words = "/in/client.json: the row of the client is missing";
    assert_eq!(refused(&wrong), format!("Not imported: {words}. Nothing of it was taken."));
    assert_eq!(import_error(&ImportError::Refused(wrong)), words);
    let erased = "/in/client.json: this client was erased here, and stays erased";
    let gone = RefusedFile::WasErased(file());
    assert_eq!(refused(&gone), format!("{erased}. Nothing was taken. They can be brought back."));
    assert_eq!(refused_file(&gone), format!("{erased}; nothing was taken"));
    let trouble = VaultError::Full(vault());
    assert_eq!(import_error(&ImportError::Vault(trouble.clone())), vault_error(&trouble));
}

#[test]
fn exports_that_came_to_nothing() {
    let ids = ["01890a5d-ac96-774b-bcce-b302099a8057", "01890a5d-ac96-774b-bcce-b302099a8058"];
    let several = ids.iter().filter_map(|id| id.parse().ok()).collect();
    let errors = [
        ExportError::NoClient,
        ExportError::Several(several),
        ExportError::NotWritten("/out".into(), WriteFault::NotOurs),
        ExportError::NotWritten("/out".into(), WriteFault::System("Permission denied (os error 13)".to_owned())),
    ];
    let expected = [
        "there is no such client in the vault".to_owned(),
        format!("more than one client is called so; say which by id: {}", ids.join(", ")),
        "/out: cannot be written: there is something under this name that is not a folder of your own".to_owned(),
        "/out: cannot be written: Permission denied (os error 13)".to_owned(),
    ];
    for (error, words) in errors.into_iter().zip(expected) {
        assert_eq!(export_error(&error), words);
        assert_eq!(failure(&Failure::NotExported(error)), format!("Not exported: {words}."));
    }
    let trouble = VaultError::Full(vault());
    let said = vault_error(&trouble);
    assert_eq!(export_error(&trouble.clone().into()), said);
    assert_eq!(failure(&Failure::NotExported(trouble.into())), format!("Not exported: {said}"));
}
