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
use crate::action::Actions;
use crate::selected_client::SelectedClient;
use holdwell_library::Library;
use holdwell_library::edit::{Draft, Key};
use holdwell_model::{Arc, Routine, Step};
use holdwell_store::{Request, Ticket, UserContent, new_id};

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
    /// A routine was left: its draft is kept without a delay.
    is_left: bool,
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

    /// Sends every draft that is changed and has been idle for a moment; `None` skips the delay. Returns false where one
    /// could not be taken in.
    pub fn save(&mut self, now: Option<f64>, send: &mut dyn FnMut(Request) -> Result<Ticket, Box<Request>>) -> bool {
        let now = now.filter(|_| !std::mem::take(&mut self.is_left));
        let mut is_sent = true;
        for doc in &mut self.docs {
            is_sent &= doc.save(now, send);
        }
        is_sent
    }

    /// Takes the reply to a save; that to anything else changes nothing.
    pub fn replied(&mut self, ticket: Ticket, is_saved: bool) {
        self.docs.iter_mut().for_each(|doc| doc.replied(ticket, is_saved));
    }

    /// Returns true while a draft is to be kept soon.
    pub fn waits(&self) -> bool {
        self.docs.iter().any(Doc::waits)
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
