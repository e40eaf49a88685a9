//! Sentences about what is the matter with a vault: the fault, its place, and the remedy.

use super::reading::{file_kind, read_error};
use holdwell_files::shown;
use holdwell_store::{Cause, Damage, VaultError};

/// Returns the sentences about a vault that cannot be opened or written.
pub fn vault_error(trouble: &VaultError) -> String {
    match trouble {
        VaultError::NoFolder => {
            "This machine names no folder for a program's data. Say where the vault should be: --data DIR.".to_owned()
        }
        VaultError::ReadOnly(path) => {
            let remedy = "Nothing is lost: allow writing there, or choose another folder with --data DIR";
            format!("{} cannot be written to. {remedy}.", shown(path))
        }
        VaultError::Full(path) => {
            let remedy = "What is already kept is safe: make room on it, then try again";
            format!("The disk that holds {} is full. {remedy}.", shown(path))
        }
        VaultError::Unreachable(path, why) => {
            let remedy = "If it is on a network drive or a stick, connect that again, then try again";
            format!("{} cannot be reached ({}). {remedy}.", shown(path), cause(*why))
        }
        VaultError::NotAFile(path, kind) => {
            let kind = file_kind(*kind);
            format!("{} is {kind}, and no vault or copy of one. Nothing was changed: name a file.", shown(path))
        }
        VaultError::InUse(path) => {
            let remedy = "Go on working there, or close it first; nothing is lost";
            format!("Another Holdwell has {} open. {remedy}.", shown(path))
        }
        VaultError::Busy(path) => {
            let remedy = "Close it there, then try again; nothing is lost";
            format!("Another program keeps {} locked. {remedy}.", shown(path))
        }
        VaultError::Damaged(path, what) => {
            let remedy = "It was left as it is: restore the newest good copy, or set it aside and begin anew";
            format!("The vault {} is damaged: {}. {remedy}.", shown(path), damage(*what))
        }
        VaultError::Newer(path, version, newest) => {
            let versions = format!("its version is {version}, this one knows {newest}");
            let remedy = "It was left alone: open it with that one";
            format!("{} was made by a newer Holdwell ({versions}). {remedy}.", shown(path))
        }
        VaultError::WrongPassphrase(path) | VaultError::NeedsPassphrase(path) | VaultError::ClearCopy(path) => {
            about_passphrase(trouble, &shown(path))
        }
        VaultError::Other(path, why) => {
            let remedy = "What is already kept is safe: try again, and start Holdwell anew if it stays so";
            format!("{} could not be used ({}). {remedy}.", shown(path), cause(*why))
        }
        VaultError::NoThread => {
            "The system starts no thread for the vault. Close other programs, then start Holdwell again.".to_owned()
        }
        VaultError::Ended => {
            "The vault has failed, and nothing more is recorded. Close Holdwell and start it again.".to_owned()
        }
    }
}

/// Returns the sentences about a passphrase that is not the one, or is not there.
fn about_passphrase(trouble: &VaultError, path: &str) -> String {
    match trouble {
        VaultError::WrongPassphrase(_) => {
            format!("This is not the passphrase of {path}. Nothing was changed: try again.")
        }
        VaultError::ClearCopy(_) => {
            let fault = "is in clear, and the vault that it would replace has a passphrase";
            let remedy = "Nothing was changed: unlock the vault first, and the copy is encrypted on its way in; or say \
                that everything may be in clear: restore --in-clear";
            format!("{path} {fault}. {remedy}.")
        }
        _ => {
            let remedy = "Unlock it in the window, or name a file that holds it: --passphrase-file FILE";
            format!("{path} has a passphrase. {remedy}.")
        }
    }
}

fn cause(cause: Cause) -> String {
    match cause {
        Cause::Reading(error) => read_error(error),
        Cause::File(kind) => kind.to_string(),
        Cause::Database(words) => words.to_owned(),
        Cause::UnexpectedValue => "an unexpected value".to_owned(),
    }
}

const fn damage(damage: Damage) -> &'static str {
    match damage {
        Damage::Missing => "the file is missing, though there are copies of it",
        Damage::Header => "its beginning cannot be read",
        Damage::Truncated => "the end of the file is missing",
        Damage::Content => "parts of it cannot be read",
        Damage::Foreign => "it is no vault of Holdwell",
    }
}
