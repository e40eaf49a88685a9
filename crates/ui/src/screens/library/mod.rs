//! The library: every position, found as one types, looked at, held at once, and written by oneself.

mod editor;
mod filters;
mod list;
mod page;
mod picture;
mod problems;
mod told;

use crate::cx::Cx;
use std::collections::BTreeSet;

use egui::Ui;

use crate::action::{Action, Actions};
use crate::icons;
use crate::screen::{PageFrame, Screen};
use crate::theme::GRID;
use crate::widgets::{Banner, Button, Search, title_row, undo_banner};
use editor::Editor;
use holdwell_editing::{FoundOutside, FoundPositions};
use holdwell_library::find::Found;
use holdwell_model::{Arc, Plan, Position, Region};
use holdwell_store::{Request, VaultQuery};
use page::PositionPage;
use problems::Problems;

/// The library.
#[derive(Debug, Default)]
pub struct LibraryScreen {
    search: Search,
    filters: filters::Filters,
    positions: FoundPositions,
    outside: FoundOutside,
    page: Option<PositionPage>,
    editor: Option<Editor>,
    problems: Problems,
    /// The position that was just deleted; Undo brings it back.
    deleted: Option<Arc<Position>>,
    /// The forms that were left unsaved, the last one last; each can be continued.
    aside: Vec<Editor>,
    /// The number of pages opened so far: each begins at its top.
    opened: u64,
}

/// The actions of the list, the page and the form.
#[derive(Debug, Clone)]
enum LibraryAction {
    /// A position's page.
    Open(String),
    /// The list.
    Back,
    /// A new position of one's own, under this name.
    New(String),
    /// The same as this one, as one's own.
    Mine(Box<Position>),
    /// One's own position, to be changed.
    Edit(Box<Position>),
    /// One's own position, to be deleted.
    Delete(Arc<Position>),
    /// A session of this.
    Hold(Arc<Plan>),
}

impl Screen for LibraryScreen {
    fn needs_vault(&self) -> bool {
        false
    }

    fn query(&self, _cx: &Cx<'_>) -> VaultQuery {
        VaultQuery { photo: self.page.as_ref().map(|page| page.id().to_owned()), ..VaultQuery::default() }
    }

    fn frame(&self) -> PageFrame {
        if self.page.is_none() || self.editor.is_some() { PageFrame::Fixed } else { PageFrame::Scrolled(self.opened) }
    }

    /// Shows the list, with an empty search that takes the keyboard. A form that is being written is set aside.
    fn enter(&mut self) {
        self.set_aside();
        self.filters.fold();
        self.search.words.clear();
        self.back();
    }

    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, actions: &mut Actions) {
        let mut action = None;
        self.sync_saved(cx);
        if let Some(editor) = &mut self.editor {
            if editor.ui(ui, cx, actions) {
                self.set_aside();
                self.search.focus();
            }
        } else if let Some((page, position)) = self.shown(cx) {
            action = page.ui(ui, &position, cx, actions);
        } else {
            action = self.list(ui, cx, actions);
        }
        if let Some(action) = action {
            self.perform(action, cx, actions);
        }
    }
}

impl LibraryScreen {
    /// Shows only the positions that work at these regions.
    pub fn look_at(&mut self, regions: BTreeSet<Region>) {
        self.filters = filters::Filters::at(regions);
    }

    /// Returns the screen as it is after a lock: the list, with the unsaved forms kept for later.
    #[must_use]
    pub fn locked(mut self) -> Self {
        self.set_aside();
        Self { aside: self.aside, ..Self::default() }
    }

    fn set_aside(&mut self) {
        self.aside.extend(self.editor.take().filter(Editor::is_changed));
    }

    /// Goes back to the list as it was.
    fn back(&mut self) {
        self.page = None;
        self.search.focus();
    }

    /// Returns true if a form is open.
    pub const fn is_writing(&self) -> bool {
        self.editor.is_some()
    }

    /// Returns true if a form has unsaved changes.
    pub fn is_unsaved(&self) -> bool {
        !self.aside.is_empty() || self.editor.as_ref().is_some_and(Editor::is_changed)
    }

    /// Returns the open page with its position; closes it where the position is gone.
    fn shown(&mut self, cx: &Cx<'_>) -> Option<(&mut PositionPage, Arc<Position>)> {
        let position = self.page.as_ref().and_then(|page| cx.library.position(page.id())).cloned();
        if position.is_none() {
            self.page = None;
        }
        self.page.as_mut().zip(position.map(Arc::new))
    }

    /// Shows a saved position as soon as the library has it. Until then, and where more was written since, the form
    /// stays open.
    fn sync_saved(&mut self, cx: &Cx<'_>) {
        // What was set aside while the vault was still writing it is nothing to go on with.
        self.aside.retain(|editor| !editor.is_in(cx.library));
        if let Some(editor) = self.editor.take_if(|editor| editor.is_in(cx.library)) {
            self.page = editor.saved().map(|saved| PositionPage::new(saved.id.clone()));
            self.opened += 1;
        }
    }

    fn perform(&mut self, action: LibraryAction, cx: &Cx<'_>, actions: &mut Actions) {
        self.opened += 1;
        match action {
            LibraryAction::Open(id) => {
                self.page = Some(PositionPage::new(id));
                self.deleted = None;
            }
            LibraryAction::Back => self.back(),
            LibraryAction::New(name) => self.editor = Some(Editor::new(&name, cx)),
            LibraryAction::Mine(position) => self.editor = Some(Editor::mine(&position, cx)),
            LibraryAction::Edit(position) => self.editor = Some(Editor::of(&position)),
            LibraryAction::Delete(position) => {
                actions.push(Action::vault(Request::SetPositionDeleted(position.id.clone(), true)));
                self.back();
                self.deleted = Some(position);
            }
            LibraryAction::Hold(plan) => actions.push(Action::Begin(plan)),
        }
    }

    fn list(&mut self, ui: &mut Ui, cx: &Cx<'_>, actions: &mut Actions) -> Option<LibraryAction> {
        let mut action = None;
        let wide = list::is_wide(ui);
        let found = self.find(cx).len();
        title_row(ui, "Library", |ui| {
            let closed = (!cx.is_vault_open()).then_some("Own positions are kept in the vault, which is not open");
            let new = Button::new("New position").icon(icons::MORE).disabled(closed);
            if ui.add(new).clicked() {
                action = Some(LibraryAction::New(String::new()));
            }
            if !wide {
                self.filters.button(ui, found);
            }
        });
        ui.add_space(GRID / 2.0);
        if let Some(deleted) = undo_banner(ui, &mut self.deleted, |deleted| format!("“{}” is deleted", deleted.name))
        {
            actions.push(Action::vault(Request::SetPositionDeleted(deleted.id.clone(), false)));
        }
        self.go_on_writing(ui, cx);
        self.problems.ui(ui, cx);
        list::show(self, ui, cx, actions).or(action)
    }

    fn go_on_writing(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        let Some(aside) = self.aside.last() else { return };
        let close = if cx.closes_unsaved { ". Close the window again to leave it so" } else { "" };
        if !cx.is_vault_open() {
            // A locked vault hides what it is called.
            if cx.closes_unsaved {
                let words = format!("A position is not saved. Unlock the vault to go on with it{close}");
                Banner::caution(&words).show(ui);
            }
            return;
        }
        let words = format!("“{}” is not saved{close}", aside.name());
        if Banner::info(&words).action("Go on writing").show(ui) {
            self.editor = self.aside.pop();
            self.opened += 1;
        } else if ui.add(Button::quiet("Give it up")).clicked() {
            self.aside.pop();
        }
    }

    fn find(&mut self, cx: &Cx<'_>) -> &[Found] {
        self.positions.find(self.filters.query(&self.search.words), None, cx.content())
    }
}
