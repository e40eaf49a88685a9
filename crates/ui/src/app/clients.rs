//! Everything of the window that may hold something of a client.

use holdwell_app::presets::Presets;
use holdwell_app::selection::Selection;
use holdwell_app::text::vault::Toast;
use holdwell_library::Library;
use holdwell_model::{Arc, Id};
use holdwell_store::VaultSnapshot;

use super::deletion::DeletedSession;
use crate::screen::Screens;
use crate::screens::{
    ClientScreen, CourseScreen, PracticeScreen, PresetScreen, RecordScreen, SessionScreen, StartScreen, SummaryScreen,
};

/// Everything that the window knows of clients, in one place: a lock replaces it as a whole.
#[derive(Debug)]
pub(super) struct ClientData {
    /// The vault as it was published last, the same for a whole frame.
    pub(super) vault: Arc<VaultSnapshot>,
    pub(super) selection: Selection,
    pub(super) presets: Presets,
    pub(super) screens: Screens,
    pub(super) session: SessionScreen,
    pub(super) summary: SummaryScreen,
    /// The vault's last message, and the time at which it was first shown, in seconds.
    pub(super) toast: Option<(Toast, f64)>,
    /// The session that was deleted, while that can be taken back.
    pub(super) deleted: Option<DeletedSession>,
    /// The sentence that was last said aloud of the session.
    pub(super) said: String,
}

impl ClientData {
    /// Creates it with a routine chosen for Start, by id.
    pub(super) fn new(vault: Arc<VaultSnapshot>, ready: Option<String>) -> Self {
        Self {
            vault,
            selection: Selection::default(),
            presets: Presets::default(),
            screens: Screens { start: StartScreen::ready(ready), ..Screens::default() },
            session: SessionScreen::default(),
            summary: SummaryScreen::default(),
            toast: None,
            deleted: None,
            said: String::new(),
        }
    }

    /// Returns the toast that is shown.
    pub(super) fn toast(&self) -> Option<&Toast> {
        self.toast.as_ref().map(|(toast, _)| toast)
    }

    /// Forgets a client who is erased, under whatever ids they were written down.
    pub(super) fn forget(&mut self, ids: &[Id]) {
        self.screens.client = ClientScreen::default();
        self.screens.preset = PresetScreen::default();
        self.screens.record = RecordScreen::default();
        self.screens.course = CourseScreen::default();
        self.screens.practice = PracticeScreen::default();
        self.screens.builder.forget(ids);
        self.screens.history.forget(ids);
        self.screens.late.forget(ids);
        self.screens.home_plan.forget(ids);
        self.selection.forget(ids);
        self.deleted = None;
    }

    /// Replaces everything by its default. Only what is no client's stays: the routine that is chosen, the appointment
    /// that was set by hand, a position that is being written. A session that is under way keeps its screen.
    pub(super) fn lock(&mut self, library: &Arc<Library>, is_under_way: bool) {
        let before = std::mem::replace(self, Self::new(Arc::clone(&self.vault), None));
        self.screens = before.screens.locked();
        self.selection = before.selection;
        self.selection.lock();
        self.presets.set_library(Arc::clone(library));
        if is_under_way {
            self.session = before.session;
        }
    }
}

#[cfg(test)]
impl super::App {
    /// Returns everything that the window holds, as the debugger's formatter writes it.
    pub(crate) fn held(&self) -> String {
        format!("{:?} {:?} {:?} {:?}", self.data, self.catalogue, self.actions, self.announced)
    }

    /// Goes to a page, as a screen asks for it.
    pub(crate) fn show(&mut self, page: crate::screen::Page) {
        self.go(page);
    }
}
