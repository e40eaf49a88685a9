//! Requests about how long records are kept, and what is handed over, carried out on an open vault.

use std::path::Path;

use jiff::Zoned;
use rusqlite::Connection;

use super::writer::VaultWorker;
use crate::{export, keeping};
use holdwell_store::{Done, Failure, KeepingRequest, Outcome};

impl VaultWorker {
    /// Carries out a request about keeping and giving away.
    pub(super) fn keeping(&mut self, request: KeepingRequest) -> Outcome {
        match request {
            KeepingRequest::SetRule(rule) => {
                self.change(|vault, _| keeping::set_rule(vault, rule).map(|()| Ok(Done::RetentionSet)))
            }
            KeepingRequest::HandOver(folder) => self.change(|vault, now| Ok(hand_over(vault, &folder, now))),
        }
    }
}

/// Writes all clients into a folder.
fn hand_over(vault: &Connection, folder: &Path, now: &Zoned) -> Outcome {
    export::hand_over(vault, folder, now).map(|handed| Done::HandedOver(Box::new(handed))).map_err(Failure::NotExported)
}
