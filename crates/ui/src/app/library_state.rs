//! The library as the window has it: what comes with the program, the clinic's own folder, and what is the therapist's
//! own.

use std::path::{Path, PathBuf};
use std::thread;

use egui::{Context, Ui};

use super::ui::{paged, scrolled};
use super::{App, Closing};
use crate::screens::{LibrarySight, toast};
use holdwell_app::action::Page;
use holdwell_app::runnable::offers;
use holdwell_app::selected_client::SelectedClient;
use holdwell_library::Library;
use holdwell_library::folder::Watch;
use holdwell_model::Arc;
use holdwell_store::UserContent;

/// What the library is put together from.
pub(super) struct LibraryState {
    builtin: fn() -> Library,
    clinic: Option<PathBuf>,
    watch: Option<Watch>,
    read: Option<Read>,
}

/// What it was put together from last.
struct Read {
    /// What comes with the program, and the clinic's own.
    base: Library,
    own: Arc<UserContent>,
}

impl LibraryState {
    pub(super) const fn new(builtin: fn() -> Library, clinic: Option<PathBuf>) -> Self {
        Self { builtin, clinic, watch: None, read: None }
    }

    /// The clinic's own folder.
    pub(super) fn clinic(&self) -> Option<&Path> {
        self.clinic.as_deref()
    }
}

impl App {
    /// Reads what comes with the program, after the first frame, and begins to watch the clinic's folder.
    pub(super) fn load_library(&mut self, ctx: &Context) {
        let LibraryState { builtin, clinic, watch, read } = &mut self.shelf;
        let base = builtin();
        if let Some(folder) = clinic {
            let ctx = ctx.clone();
            let started = Watch::start(folder.clone(), base.clone(), move || ctx.request_repaint());
            *watch = started.inspect_err(|error| tracing::warn!(%error, "the library folder is not watched")).ok();
        }
        *read = Some(Read { base, own: Arc::default() });
        self.put_together();
    }

    /// Puts the library together anew where the clinic's folder or what is the therapist's own has changed.
    pub(super) fn sync_library(&mut self) {
        let LibraryState { watch, read: Some(read), .. } = &mut self.shelf else { return };
        let base = watch.as_ref().and_then(Watch::changed);
        let own = &self.vault.kept.own;
        if base.is_none() && Arc::ptr_eq(&read.own, own) {
            return;
        }
        let before = std::mem::replace(&mut read.own, Arc::clone(own));
        // What was saved or deleted since counts, and not what was built before.
        let of = |own: &UserContent, id: &str| own.routines.iter().find(|routine| routine.id == id).cloned();
        self.built = self.built.take().filter(|built| of(&before, &built.plan.id) == of(own, &built.plan.id));
        // What she likes changes often, and the library not with it.
        let same = before.positions == own.positions && before.routines == own.routines;
        if base.is_none() && same {
            return;
        }
        if let Some(base) = base {
            read.base = base;
        }
        self.put_together();
    }

    pub(super) fn put_together(&mut self) {
        let Some(read) = &self.shelf.read else { return };
        let mut library = read.base.clone();
        library.add_own(read.own.positions.iter().map(Arc::as_ref), read.own.routines.iter().map(Arc::as_ref));
        let library = Arc::new(library);
        index_ahead(&library);
        let (offers, problems) = offers(&library);
        self.presets.set_library(library);
        self.library_problems = problems;
        // The free session is always there, whatever the library holds.
        if !offers.is_empty() {
            // A file that was named stands in the place of what the library has by its id.
            let given = self.given.as_ref().map(|(offer, _)| offer.clone());
            let others =
                offers.into_iter().filter(|offer| given.as_ref().is_none_or(|given| given.plan.id != offer.plan.id));
            self.offers = given.iter().cloned().chain(others).collect();
        }
        self.offer_built();
    }

    /// The positions where this client hurts. The next session is theirs; where it was already, nothing of it changes.
    pub(super) fn find_at(&mut self, whom: SelectedClient) {
        let regions = whom.client.hurting();
        if self.whose.now.as_ref().is_none_or(|now| now.client.id != whom.client.id) {
            self.choose(Some(whom));
        }
        self.go(Page::Library);
        self.library_screen.look_at(regions);
    }

    pub(super) fn library_page(&mut self, ui: &mut Ui) {
        let (kept, wall) = (Arc::clone(&self.vault.kept), self.handle.wall());
        let failed = self.vault.answer.as_ref().map(|(answer, _)| answer);
        let library = Arc::clone(self.presets.library());
        let whom = self.whose.now.as_ref();
        let (clinic, closes) = (self.shelf.clinic(), self.closing == Closing::Unsaved);
        let sight = LibrarySight { library: &library, kept: &kept, wall: &wall, clinic, whom, closes };
        let (screen, actions) = (&mut self.library_screen, &mut self.actions);
        let (scrolls, opened) = (screen.scrolls(), (Page::Library, screen.opened()));
        let show = |ui: &mut Ui| {
            toast::failed(ui, failed);
            screen.ui(ui, &sight, actions);
        };
        if scrolls {
            paged(ui, show);
        } else {
            scrolled(ui, opened, show);
        }
    }
}

/// A library of fewer positions is made ready for the search within a frame, once that is wanted.
const MANY: usize = 1000;

/// Thousands of positions take a moment to be made ready for the search. Whoever looks for one finds that done; without
/// a thread it is done then.
fn index_ahead(library: &Arc<Library>) {
    if library.positions().count() < MANY {
        return;
    }
    let library = Arc::clone(library);
    let index = move || drop(Arc::clone(library.index()));
    let _thread = thread::Builder::new().name("library index".to_owned()).spawn(index);
}
