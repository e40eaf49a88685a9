//! The builder: the library on one side, the routine on the other.

mod begin;
mod choose;
mod editor;
mod files;
mod head;
mod keys;
mod picker;
mod preset;
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
use holdwell_store::{SessionPage, VaultQuery};
use std::path::PathBuf;

use egui::Ui;

use self::begin::{Purpose, new_preset, of_session};
use self::choose::{Choose, Was};
use self::files::Files;
use self::picker::PositionPicker;
use self::preset::DifferenceList;
use self::together::Together;
use crate::action::Actions;
use holdwell_editing::{OpenPreset, OpenRoutine};
use holdwell_library::edit::{Draft, Key};
use holdwell_model::{Arc, Client, Id, Routine, Step};
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
    /// The purpose of the list.
    purpose: Purpose,
    differences: DifferenceList,
}

/// Page to open as soon as the builder is shown.
#[derive(Debug, Clone)]
pub enum Wanted {
    /// A routine of the library, by id.
    Routine(String),
    /// The routine of a file.
    File(PathBuf),
    /// A client's preset.
    Preset(Box<OpenPreset>),
    /// A new preset of this client that follows a routine, by id.
    PresetFrom(Box<Client>, String),
    /// A new preset of this client, of what was done in a session.
    PresetOfSession(Box<Client>, Arc<SessionPage>),
    /// A new preset of this client, of something that is still to be chosen.
    PresetOf(Box<Client>),
    /// A position of the library, by id, to be added to something that is still to be chosen.
    Add(String),
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
        let preset = self.preset_now().map(|open| &open.preset);
        let of_list = match &self.purpose {
            Purpose::PresetOf(client) if self.now.is_none() => Some(client.id),
            _ => None,
        };
        let client = preset.map(|preset| preset.client).or(of_list).filter(|_| !cx.selection.is_awaiting());
        let page = cx.vault.client.as_ref().filter(|page| Some(page.client.id) == of_list);
        VaultQuery {
            client: client.or_else(|| cx.selection.wanted()),
            preset: preset.map(|preset| preset.id),
            session: cx.selection.again().or_else(|| page.and_then(|page| page.last_session())),
            ..VaultQuery::default()
        }
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
        if let Some(wanted) = self.wanted.take() {
            self.open_wanted(wanted, cx, ui);
        }
        self.take_files(ui, cx, actions);
        self.update_preview(ui);
        match self.now.filter(|now| *now < self.docs.len()) {
            Some(now) => self.workspace_or_scroll(ui, now, cx, actions),
            None => self.choose(ui, cx, actions),
        }
    }
}

impl BuilderScreen {
    /// Forgets the presets of a client who is erased, under whatever ids.
    pub fn forget(&mut self, clients: &[Id]) {
        let shown = self.now.and_then(|now| self.docs.get(now)).map(|doc| doc.id().to_owned());
        let is_theirs =
            |doc: &OpenRoutine| doc.preset.as_ref().is_some_and(|open| clients.contains(&open.preset.client));
        self.docs.retain(|doc| !is_theirs(doc));
        self.now = shown.and_then(|id| self.docs.iter().position(|doc| doc.id() == id));
        self.deleted = self.deleted.take().filter(|(doc, _)| !is_theirs(doc));
        self.purpose = Purpose::Open;
    }

    /// Opens this as soon as the page is shown.
    pub fn want(&mut self, wanted: Wanted) {
        self.wanted = Some(wanted);
    }

    fn open_wanted(&mut self, wanted: Wanted, cx: &Cx<'_>, ui: &Ui) {
        self.purpose = Purpose::Open;
        match wanted {
            Wanted::Routine(id) => self.open(&id, cx),
            Wanted::File(path) => self.open_file(&path, cx, ui),
            Wanted::Preset(preset) => self.open_preset(*preset, cx),
            Wanted::PresetFrom(client, routine) => {
                if let Some(routine) = cx.library.routine(&routine) {
                    self.open_preset(new_preset(routine, &client, cx), cx);
                }
            }
            Wanted::PresetOfSession(client, page) => {
                if let Some(preset) = of_session(&page, &client, cx) {
                    self.open_preset(preset, cx);
                }
            }
            Wanted::PresetOf(client) => self.list_for(Purpose::PresetOf(client)),
            Wanted::Add(position) => self.list_for(Purpose::Add(position)),
        }
    }

    fn list_for(&mut self, purpose: Purpose) {
        self.now = None;
        self.is_left = true;
        self.purpose = purpose;
        self.choose.again();
    }

    /// Opens a routine by its id: a draft of it, the therapist's own, or a copy of one that comes with the program.
    fn open(&mut self, id: &str, cx: &Cx<'_>) {
        if let Some(open) = self.docs.iter().position(|doc| doc.id() == id) {
            return self.show(open);
        }
        let own = cx.vault.own.routines.iter().find(|routine| routine.id == id);
        let draft = cx.vault.own.drafts.iter().find(|draft| draft.routine == id);
        let day = own.and_then(|_| cx.library.routine(id)?.library);
        let kept = draft.and_then(|draft| OpenRoutine::kept(draft)).map(|doc| doc.on_day(day));
        let doc = kept.or_else(|| {
            let routine = cx.library.routine(id);
            // The library has it with the times that it had when it was saved.
            let own = own.map(|own| OpenRoutine::fresh(Draft::of(routine.unwrap_or(own), id)));
            own.or_else(|| Some(copy(routine?, cx)))
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
        self.purpose = Purpose::Open;
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
