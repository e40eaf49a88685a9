//! The builder: the library on one side, the routine on the other.

mod choose;
mod editor;
mod files;
mod head;
mod keys;
mod picker;
mod row;
mod step_edit;
mod steps;
mod technique;
mod timing;
mod together;
mod tools;
mod totals;
mod typed;
mod workspace;

use crate::cx::Cx;
use crate::screen::{PageFrame, Screen, SendRequest};
use holdwell_store::VaultQuery;
use std::path::PathBuf;

use egui::Ui;

use self::choose::{Choose, Was};
use self::files::Files;
use self::picker::PositionPicker;
use self::together::Together;
use crate::action::Actions;
use holdwell_editing::OpenRoutine;
use holdwell_library::edit::{Draft, Key};
use holdwell_model::{Routine, Step};
use holdwell_store::Ticket;

/// The builder, with the routines that are open in it.
#[derive(Debug, Default)]
pub struct BuilderScreen {
    docs: Vec<OpenRoutine>,
    /// The open routine that is shown; `None` shows the list.
    now: Option<usize>,
    choose: Choose,
    shelf: PositionPicker,
    files: Files,
    /// The steps that were copied, to be put into this routine or another one.
    copied: Vec<Step>,
    /// The side that is shown where there is no room for both.
    side: SideShown,
    /// Several steps are being set together.
    together: Together,
    /// The time at which the preview of a routine ends, in seconds.
    heard_until: Option<f64>,
    wanted: Option<Wanted>,
    /// A routine was left; its draft is kept without a delay.
    is_left: bool,
    /// A routine that was deleted, so that it can be taken back.
    deleted: Option<(OpenRoutine, Was)>,
}

/// A routine to open as soon as the page is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    /// A routine of the library, by id.
    Routine(String),
    /// The routine of a file.
    File(PathBuf),
}

/// The side that is shown where there is no room for both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum SideShown {
    Library,
    #[default]
    Routine,
}

/// The things that the mouse can carry.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Carried {
    /// A position of the library, by id.
    Position(String),
    /// Steps of the routine.
    Steps(std::collections::BTreeSet<Key>),
}

impl Screen for BuilderScreen {
    fn needs_vault(&self) -> bool {
        false
    }

    fn query(&self, cx: &Cx<'_>) -> VaultQuery {
        VaultQuery { client: cx.selection.wanted(), session: cx.selection.again(), ..VaultQuery::default() }
    }

    fn frame(&self) -> PageFrame {
        PageFrame::Fixed
    }

    fn enter(&mut self) {
        self.choose.focus();
        self.shelf.focus();
    }

    fn save(&mut self, time: Option<f64>, send: &mut SendRequest<'_>) -> bool {
        let time = if std::mem::take(&mut self.is_left) { None } else { time };
        let mut is_sent = true;
        for doc in &mut self.docs {
            is_sent &= doc.save(time, send);
        }
        is_sent
    }

    fn replied(&mut self, ticket: Ticket, is_saved: bool) {
        self.docs.iter_mut().for_each(|doc| doc.replied(ticket, is_saved));
    }

    fn waits_to_save(&self) -> bool {
        self.docs.iter().any(OpenRoutine::waits)
    }

    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, actions: &mut Actions) {
        match self.wanted.take() {
            Some(Wanted::Routine(id)) => self.open(&id, cx),
            Some(Wanted::File(path)) => self.open_file(&path, cx, ui),
            None => {}
        }
        self.take_files(ui, cx, actions);
        self.update_preview(ui);
        match self.now.filter(|now| *now < self.docs.len()) {
            Some(now) => self.bench(ui, now, cx, actions),
            None => self.choose(ui, cx, actions),
        }
    }
}

impl BuilderScreen {
    /// Opens this as soon as the page is shown.
    pub fn want(&mut self, wanted: Wanted) {
        self.wanted = Some(wanted);
    }

    /// Opens a routine by its id: a draft of it, the therapist's own, or a copy of one that comes with the program.
    fn open(&mut self, id: &str, cx: &Cx<'_>) {
        if let Some(open) = self.docs.iter().position(|doc| doc.id() == id) {
            return self.show(open);
        }
        let own = cx.vault.own.routines.iter().find(|routine| routine.id == id);
        let draft = cx.vault.own.drafts.iter().find(|draft| draft.routine == id);
        let kept = draft.and_then(|draft| OpenRoutine::kept(draft));
        let doc = kept.or_else(|| {
            let own = own.map(|routine| OpenRoutine::fresh(Draft::of(routine, id)));
            own.or_else(|| Some(copy(cx.library.routine(id)?, cx)))
        });
        if let Some(doc) = doc {
            self.add(doc);
        }
    }

    /// Opens a new, empty routine.
    fn begin(&mut self, cx: &Cx<'_>) {
        self.add(OpenRoutine::fresh(Draft::new(&cx.own_id())));
    }

    fn add(&mut self, doc: OpenRoutine) {
        self.docs.push(doc);
        self.show(self.docs.len() - 1);
    }

    fn show(&mut self, index: usize) {
        self.now = Some(index);
        self.side = SideShown::default();
        self.together = Together::Off;
        self.shelf.focus();
    }
}

/// Opens a copy of a built-in routine, which itself never changes.
fn copy(routine: &Routine, cx: &Cx<'_>) -> OpenRoutine {
    let name = format!("{} (mine)", routine.name);
    OpenRoutine::fresh(Draft::of(&Routine { name, ..routine.clone() }, &cx.own_id()))
}
