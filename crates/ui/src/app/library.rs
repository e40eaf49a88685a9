//! The sources of the library: the built-in files, the clinic's own folder, and what is the therapist's own.

use std::path::{Path, PathBuf};
use std::thread;

use egui::Context;
use holdwell_app::selected_client::SelectedClient;
use holdwell_library::Library;
use holdwell_library::folder::Watch;
use holdwell_model::Arc;
use holdwell_store::UserContent;

use super::App;
use crate::screen::Page;

/// The sources that the library is put together from.
pub(super) struct LibrarySource {
    builtin: fn() -> Library,
    clinic: Option<PathBuf>,
    watch: Option<Watch>,
    read: Option<Read>,
}

/// The contents that the library was put together from last.
struct Read {
    /// The built-in library with the clinic's own files.
    base: Library,
    own: Arc<UserContent>,
}

impl LibrarySource {
    pub(super) const fn new(builtin: fn() -> Library, clinic: Option<PathBuf>) -> Self {
        Self { builtin, clinic, watch: None, read: None }
    }

    /// Returns the clinic's own folder.
    pub(super) fn clinic(&self) -> Option<&Path> {
        self.clinic.as_deref()
    }
}

impl App {
    /// Reads the built-in library, after the first frame, and begins to watch the clinic's folder.
    pub(super) fn load_library(&mut self, ctx: &Context) {
        let LibrarySource { builtin, clinic, watch, read } = &mut self.library;
        let base = builtin();
        if let Some(folder) = clinic {
            let ctx = ctx.clone();
            let started = Watch::start(folder.clone(), base.clone(), move || ctx.request_repaint());
            *watch = started.inspect_err(|error| tracing::warn!(%error, "the library folder is not watched")).ok();
        }
        *read = Some(Read { base, own: Arc::default() });
        self.put_together();
    }

    /// Puts the library together anew where the clinic's folder or the therapist's own content has changed.
    pub(super) fn sync_library(&mut self) {
        let LibrarySource { watch, read: Some(read), .. } = &mut self.library else { return };
        let base = watch.as_ref().and_then(Watch::changed);
        let own = &self.data.vault.own;
        if base.is_none() && Arc::ptr_eq(&read.own, own) {
            return;
        }
        let before = std::mem::replace(&mut read.own, Arc::clone(own));
        // What was saved or deleted since counts, and not what was built before.
        let of = |own: &UserContent, id: &str| own.routines.iter().find(|routine| routine.id == id).cloned();
        if self.catalogue.built().is_some_and(|built| of(&before, built) != of(own, built)) {
            self.catalogue.forget_built();
        }
        // Favourites change often, and the library not with them.
        let same = before.positions == own.positions && before.routines == own.routines;
        if base.is_none() && same {
            return;
        }
        if let Some(base) = base {
            read.base = base;
        }
        self.put_together();
    }

    fn put_together(&mut self) {
        let Some(read) = &self.library.read else { return };
        let mut library = read.base.clone();
        library.add_own(read.own.positions.iter().map(Arc::as_ref), read.own.routines.iter().map(Arc::as_ref));
        let library = Arc::new(library);
        index_ahead(&library);
        self.data.presets.set_library(Arc::clone(&library));
        self.catalogue.set_library(library);
    }

    /// Shows the positions where this client hurts, and selects the client; one who is selected stays as they are.
    pub(super) fn find_at(&mut self, client: SelectedClient) {
        let regions = client.client.hurting();
        if self.data.selection.next.as_ref().is_none_or(|next| next.client.id != client.client.id) {
            self.select(Some(client));
        }
        self.go(Page::Library);
        self.data.screens.library.look_at(regions);
    }
}

/// The number of positions from which the search takes longer than a frame to be made ready.
const MANY: usize = 1000;

/// Makes thousands of positions ready for the search on a thread of its own; without one the first search does that.
fn index_ahead(library: &Arc<Library>) {
    if library.positions().count() < MANY {
        return;
    }
    let library = Arc::clone(library);
    let index = move || drop(Arc::clone(library.index()));
    let _thread = thread::Builder::new().name("library index".to_owned()).spawn(index);
}
