//! The context that every screen is given.

use std::path::Path;

use holdwell_app::catalogue::Catalogue;
use holdwell_app::presets::Presets;
use holdwell_app::selected_client::SelectedClient;
use holdwell_app::selection::Selection;
use holdwell_app::settings::Settings;
use holdwell_conductor::Snapshot;
use holdwell_library::Library;
use holdwell_library::runnable::{PresetProblem, RunnablePlan};
use holdwell_model::{Arc, Millis};
use holdwell_store::{UserContent, VaultSnapshot, VaultState, new_id};
use jiff::Zoned;

use crate::giving::MakeSpeaker;
use crate::screen::Page;

/// The application as it stands in this frame. Screens read it and push actions; none of them changes it.
#[derive(Clone, Copy)]
pub struct Cx<'a> {
    /// The page that is shown.
    pub page: Page,
    /// The page from which a record was opened.
    pub before_record: Page,
    /// The vault as it was published last.
    pub vault: &'a VaultSnapshot,
    /// The conductor as it was published last: the session, the sound, the outputs.
    pub conductor: &'a Snapshot,
    /// The library, with the clinic's and the therapist's own entries.
    pub library: &'a Arc<Library>,
    /// The clinic's own folder of library files.
    pub clinic: Option<&'a Path>,
    /// Everything that can be begun without a client.
    pub catalogue: &'a Catalogue,
    /// The presets on the screen, ready to run.
    pub presets: &'a Presets,
    /// The selected client and the session that runs.
    pub selection: &'a Selection,
    /// The settings.
    pub settings: &'a Settings,
    /// The fault of the settings' file, as a sentence.
    pub settings_problem: Option<&'a str>,
    /// The clock on the wall.
    pub wall: &'a Zoned,
    /// The voice for what is written to files.
    pub speaker: MakeSpeaker,
    /// Set where the system refuses to stay awake.
    pub may_sleep: bool,
    /// Set while the window was about to be closed over something that is not saved.
    pub closes_unsaved: bool,
    /// Set while the window asks if it is to be closed over a session that is not recorded yet.
    pub closes_unrecorded: bool,
}

impl<'a> Cx<'a> {
    /// Says if clients can be shown and kept.
    pub const fn is_vault_open(&self) -> bool {
        matches!(self.vault.vault, VaultState::Open { .. })
    }

    /// Returns the library, and the therapist's own content of the vault.
    pub const fn content(&self) -> (&'a Arc<Library>, &'a Arc<UserContent>) {
        (self.library, &self.vault.own)
    }

    /// Returns a new id for something of the therapist's own.
    pub fn own_id(&self) -> String {
        format!("own-{}", new_id(self.wall.timestamp()))
    }

    /// Returns the client of the next session.
    pub const fn selected(&self) -> Option<&'a SelectedClient> {
        self.selection.next.as_ref()
    }

    /// Returns the client of the session that runs, or that has run and is looked at.
    pub fn treated(&self) -> Option<&'a SelectedClient> {
        self.selection.running.as_ref().and_then(|running| running.client.as_ref())
    }

    /// Returns by how much the appointment is over; `None` while it lasts, and without an end.
    pub fn over(&self) -> Option<Millis> {
        let left = self.selection.left_ms(self.wall.timestamp().as_millisecond())?;
        (left <= 0).then(|| Millis(left.unsigned_abs()))
    }

    /// Returns the rest of the appointment; `None` where there is none or it is over.
    pub fn left(&self) -> Option<Millis> {
        self.selection.left(self.wall.timestamp().as_millisecond())
    }

    /// Returns the plan on the lead card, or why it cannot be run; `chosen` is the id of the routine that was chosen.
    pub fn lead(&self, chosen: Option<&str>) -> Option<Result<&'a RunnablePlan, &'a [PresetProblem]>> {
        match self.selected().and_then(|client| client.preset.as_ref()) {
            Some(preset) => self.presets.get(preset).map(|made| made.as_ref().map_err(Vec::as_slice)),
            None => self.catalogue.plan(chosen).map(Ok),
        }
    }
}
