//! Sentences about an export that came to nothing.

use holdwell_files::shown;
use holdwell_store::{ExportError, WriteFault};

use super::trouble::vault_error;

/// Returns the reason why a client was not exported, or not found to be; without a full stop, but for the vault's own.
pub fn export_error(error: &ExportError) -> String {
    match error {
        ExportError::NoClient => "there is no such client in the vault".to_owned(),
        ExportError::Several(ids) => {
            let ids = ids.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
            format!("more than one client is called so; say which by id: {ids}")
        }
        ExportError::NoNote => "there is no note of this session yet; write one first".to_owned(),
        ExportError::NotWritten(path, fault) => {
            format!("{}: cannot be written: {}", shown(path), write_fault(fault))
        }
        ExportError::Vault(trouble) => vault_error(trouble),
    }
}

/// Returns the sentence in the window about a client who was not exported.
pub(super) fn not_exported(error: &ExportError) -> String {
    let why = export_error(error);
    format!("Not exported: {}.", why.trim_end_matches('.'))
}

fn write_fault(fault: &WriteFault) -> &str {
    match fault {
        WriteFault::NotOurs => "there is something under this name that is not a folder of your own",
        WriteFault::System(why) => why,
    }
}
