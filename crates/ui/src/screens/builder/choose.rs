//! The list of routines to open: drafts, the therapist's own, and the built-in ones.

use crate::cx::Cx;
use egui::{Sense, Ui};

use super::BuilderScreen;
use crate::action::{Action, Actions};
use crate::icons;
use crate::theme::{Font, GRID, Theme};
use crate::widgets::{Asked, Button, EmptyState, Row, Search, title_row, undo_banner, wrapped};
use holdwell_app::text;
use holdwell_editing::OpenRoutine;
use holdwell_library::edit::Document;
use holdwell_model::{Arc, Audience, Routine};
use holdwell_store::{Request, UserContent};

/// The list of routines.
#[derive(Debug, Default)]
pub(super) struct Choose {
    search: Search,
    /// The drafts, as rows; worked out once for what is kept.
    drafts: Option<(Arc<UserContent>, Vec<Choice>)>,
}

impl Choose {
    pub(super) fn focus(&mut self) {
        self.search.focus();
    }

    /// Empties the search as the user comes back to the list.
    pub(super) fn again(&mut self) {
        self.search.words.clear();
        self.search.focus();
    }
}

/// The form in which the vault had a deleted routine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Was {
    Saved,
    Draft,
}

/// A routine of the list.
#[derive(Debug, Clone)]
struct Choice {
    id: String,
    row: Row,
}

impl BuilderScreen {
    pub(super) fn choose(&mut self, ui: &mut Ui, cx: &Cx<'_>, actions: &mut Actions) {
        title_row(ui, "Routines", |ui| {
            if ui.add(Button::lead("New routine").icon(icons::MORE)).clicked() {
                self.begin(cx);
            }
            if ui.add(Button::new("Open a file…").icon(icons::FOLDER)).clicked() {
                self.files.toggle();
            }
        });
        ui.add_space(GRID);
        self.files_panel(ui, None);
        self.file_problems(ui);
        self.deleted_banner(ui, actions);
        let words = self.choose.search.words.trim().to_lowercase();
        let found: Vec<Choice> = self.choices(cx).into_iter().filter(|choice| choice.has(&words)).collect();
        let asked = self.choose.search.field(ui, ("Find a routine", "Name or technique"), found.len());
        let theme = Theme::of(ui);
        if found.is_empty() {
            let hint = "No routine has these words in its name or technique";
            let empty = EmptyState::new(icons::SEARCH, "Nothing is found", hint).action("New routine");
            if empty.show(ui) || asked == Asked::Enter {
                self.begin(cx);
            }
            return;
        }
        let enter = if words.is_empty() { "begins a new one" } else { "opens the first" };
        let hint = format!("Enter {enter}. One that comes with the program opens as a copy of your own");
        wrapped(ui, Font::Small, theme.faint, hint);
        ui.add_space(4.0);
        let row = |row: usize| found.get(row).map(|choice| choice.row.clone()).unwrap_or_default();
        let done = self.choose.search.list(ui, "routines", found.len(), Sense::click(), row);
        if asked == Asked::Enter && words.is_empty() {
            self.begin(cx);
        } else if let Some(choice) = asked.row(Some(0), done.pressed).and_then(|row| found.get(row)) {
            self.open(&choice.id, cx);
        }
    }

    fn choices(&mut self, cx: &Cx<'_>) -> Vec<Choice> {
        let drafts = self.choose.drafts.take().filter(|(own, _)| Arc::ptr_eq(own, &cx.vault.own));
        let (own, drafts) = drafts.unwrap_or_else(|| (Arc::clone(&cx.vault.own), drafts_of(&cx.vault.own)));
        let mut choices: Vec<Choice> = Vec::new();
        let mut add = |routine: &Routine, end: &str| {
            if !choices.iter().any(|known| known.id == routine.id) && !routine.free {
                choices.push(Choice { id: routine.id.clone(), row: row(routine, end) });
            }
        };
        for doc in self.docs.iter().rev() {
            add(&doc.document.draft().whole(), if doc.is_saved(&cx.vault.own) { "Your own" } else { "Draft, open" });
        }
        for routine in &cx.vault.own.routines {
            add(routine, "Your own");
        }
        for routine in cx.library.routines() {
            add(routine, "Make mine");
        }
        let open = |id: &String| self.docs.iter().any(|doc| doc.id() == id);
        choices.splice(0..0, drafts.iter().filter(|draft| !open(&draft.id)).cloned());
        self.choose.drafts = Some((own, drafts));
        choices
    }

    /// Deletes the open routine. Undo is offered until another one is deleted.
    pub(super) fn delete(&mut self, own: &UserContent, actions: &mut Actions) {
        let Some(index) = self.now.take().filter(|index| *index < self.docs.len()) else { return };
        let doc = self.docs.remove(index);
        let id = doc.id().to_owned();
        let was = if doc.was_saved(own) { Was::Saved } else { Was::Draft };
        if was == Was::Saved {
            actions.push(Action::vault(Request::DeleteRoutine(id.clone(), true)));
        }
        actions.push(Action::vault(Request::DropDraft(id)));
        self.deleted = Some((doc, was));
        self.files.toggle();
        self.choose.focus();
    }

    fn deleted_banner(&mut self, ui: &mut Ui, actions: &mut Actions) {
        if self.deleted.is_none() {
            return;
        }
        let words = |(doc, _): &(OpenRoutine, Was)| format!("“{}” is deleted", doc.document.draft().name());
        if let Some((mut doc, was)) = undo_banner(ui, &mut self.deleted, words) {
            if was == Was::Saved {
                actions.push(Action::vault(Request::DeleteRoutine(doc.id().to_owned(), false)));
            }
            doc.forget_kept();
            self.add(doc);
        }
        ui.add_space(GRID);
    }
}

impl Choice {
    fn has(&self, words: &str) -> bool {
        let text = format!("{} {}", self.row.title, self.row.line).to_lowercase();
        words.split_whitespace().all(|word| text.contains(word))
    }
}

/// Lists the drafts of routines that were never saved.
fn drafts_of(own: &UserContent) -> Vec<Choice> {
    let saved = |id: &str| own.routines.iter().any(|routine| routine.id == id);
    let unsaved = own.drafts.iter().filter(|draft| !saved(&draft.routine));
    let choice = |draft: &Arc<holdwell_store::Draft>| {
        let document = Document::read(&draft.whole)?;
        Some(Choice { id: draft.routine.clone(), row: row(&document.draft().whole(), "Draft") })
    };
    unsaved.filter_map(choice).collect()
}

fn row(routine: &Routine, end: &str) -> Row {
    let home = if routine.audience == Audience::Home { "  ·  to do alone at home" } else { "" };
    let steps = text::count(routine.steps.len(), "step");
    let name = if routine.name.trim().is_empty() { "Unnamed routine" } else { &routine.name };
    Row::new(name, format!("{}  ·  {steps}{home}", routine.technique.name()), end)
}
