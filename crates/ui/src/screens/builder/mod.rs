//! The builder: the library on one side, the routine on the other.

mod choose;
mod doc;
mod editor;
mod files;
mod head;
mod keys;
mod picker;
mod row;
mod shown;
mod step_edit;
mod steps;
mod technique;
mod timing;
mod together;
mod tools;
mod totals;
mod typed;
mod workspace;

use std::path::PathBuf;

use egui::Ui;
use jiff::Zoned;

use self::choose::{Choose, Was};
use self::doc::Doc;
use self::files::Files;
use self::picker::PositionPicker;
use self::together::Together;
use crate::action::{Action, Actions};
use crate::selected_client::SelectedClient;
use holdwell_library::Library;
use holdwell_library::edit::{Draft, Key};
use holdwell_model::{Arc, Routine, Step};
use holdwell_store::{Request, UserContent, new_id};

use super::at_right;

/// What the builder is given.
#[derive(Clone, Copy)]
pub struct BuilderSight<'a> {
    /// Positions and routines, the therapist's own among them.
    pub library: &'a Arc<Library>,
    /// What is the therapist's own.
    pub own: &'a Arc<UserContent>,
    /// Whether there is an open vault that keeps what is built.
    pub keeps: bool,
    /// Whose the next session is.
    pub whom: Option<&'a SelectedClient>,
    /// The clock on the wall.
    pub wall: &'a Zoned,
}

/// The builder, with the routines that are open in it.
#[derive(Debug, Default)]
pub struct BuilderScreen {
    docs: Vec<Doc>,
    /// The one that is looked at; `None` shows what there is to open.
    now: Option<usize>,
    choose: Choose,
    shelf: PositionPicker,
    files: Files,
    /// The steps that were copied, to be put into this routine or another one.
    copied: Vec<Step>,
    /// Where there is no room for both sides: which of them is shown.
    side: SideShown,
    /// Several steps are being set together.
    together: Together,
    /// Until when a routine is being heard.
    heard_until: Option<f64>,
    wanted: Option<Wanted>,
    /// A routine that was deleted, so that it can be taken back.
    deleted: Option<(Doc, Was)>,
}

/// What is to be opened as soon as the page is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    /// A routine of the library, by id.
    Routine(String),
    /// The routine of a file.
    File(PathBuf),
}

/// Where there is no room for both sides: which of them is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum SideShown {
    Library,
    #[default]
    Routine,
}

/// What is carried with the mouse.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Carried {
    /// A position of the library, by id.
    Position(String),
    /// Steps of the routine.
    Steps(std::collections::BTreeSet<Key>),
}

impl BuilderScreen {
    /// The page is gone to.
    pub fn enter(&mut self) {
        self.choose.focus();
        self.shelf.focus();
    }

    /// This is opened as soon as the page is shown.
    pub fn want(&mut self, wanted: Wanted) {
        self.wanted = Some(wanted);
    }

    /// Opens a routine by its id: a draft of it, the therapist's own, or a copy of one that comes with the program.
    fn open(&mut self, id: &str, sight: &BuilderSight<'_>) {
        if let Some(open) = self.docs.iter().position(|doc| doc.id() == id) {
            return self.show(open);
        }
        let own = sight.own.routines.iter().find(|routine| routine.id == id);
        let draft = sight.own.drafts.iter().find(|draft| draft.routine == id);
        let kept = draft.and_then(|draft| Doc::kept(draft));
        let doc = kept.or_else(|| {
            let own = own.map(|routine| Doc::fresh(Draft::of(routine, id)));
            own.or_else(|| Some(copy(sight.library.routine(id)?, sight)))
        });
        if let Some(doc) = doc {
            self.add(doc);
        }
    }

    /// What was changed and is not kept yet: asked for when the page is left, the window closed or the vault locked.
    pub fn unkept(&mut self) -> Vec<Request> {
        self.docs
            .iter_mut()
            .filter_map(|doc| doc.take_unkept(None))
            .map(|draft| Request::KeepDraft(Box::new(draft)))
            .collect()
    }

    /// The vault could not keep something: what was given to it lately is offered again as the page is left.
    pub fn not_kept(&mut self) {
        self.docs.iter_mut().for_each(Doc::not_kept);
    }

    /// Shows it.
    pub fn ui(&mut self, ui: &mut Ui, sight: &BuilderSight<'_>, actions: &mut Actions) {
        match self.wanted.take() {
            Some(Wanted::Routine(id)) => self.open(&id, sight),
            Some(Wanted::File(path)) => self.open_file(&path, sight, ui),
            None => {}
        }
        self.take_files(ui, sight, actions);
        self.update_preview(ui);
        self.keep(ui, sight, actions);
        match self.now.filter(|now| *now < self.docs.len()) {
            Some(now) => self.bench(ui, now, sight, actions),
            None => self.choose(ui, sight, actions),
        }
    }

    /// A new routine with nothing in it.
    fn begin(&mut self, sight: &BuilderSight<'_>) {
        self.add(Doc::fresh(Draft::new(&own_id(sight))));
    }

    fn add(&mut self, doc: Doc) {
        self.docs.push(doc);
        self.show(self.docs.len() - 1);
    }

    fn show(&mut self, index: usize) {
        self.now = Some(index);
        (self.side, self.together) = (SideShown::default(), Together::Off);
        self.shelf.focus();
    }

    /// Every change is kept as a draft as soon as nothing is done for a moment.
    fn keep(&mut self, ui: &Ui, sight: &BuilderSight<'_>, actions: &mut Actions) {
        if !sight.keeps {
            return;
        }
        let now = ui.input(|input| input.time);
        for doc in &mut self.docs {
            if let Some(draft) = doc.take_unkept(Some(now)) {
                actions.push(Action::Vault(Box::new(Request::KeepDraft(Box::new(draft)))));
            }
        }
        if self.docs.iter().any(Doc::waits) {
            ui.ctx().request_repaint_after(std::time::Duration::from_millis(1050));
        }
    }
}

/// The id of a routine that is the therapist's own.
fn own_id(sight: &BuilderSight<'_>) -> String {
    format!("own-{}", new_id(sight.wall.timestamp()))
}

/// A built-in routine is never changed: it is opened as a copy.
fn copy(routine: &Routine, sight: &BuilderSight<'_>) -> Doc {
    let name = format!("{} (mine)", routine.name);
    Doc::fresh(Draft::of(&Routine { name, ..routine.clone() }, &own_id(sight)))
}
