//! The list of routines to open: drafts, the therapist's own, and the built-in ones.

use crate::cx::Cx;
use egui::{Sense, Ui};

use super::BuilderScreen;
use super::begin::Purpose;
use super::preset::stored;
use crate::action::{Action, Actions};
use crate::icons;
use crate::theme::{Font, GRID, Theme};
use crate::widgets::{Asked, Button, EmptyState, Row, Search, title_row, undo_banner, wrapped};
use holdwell_app::text;
use holdwell_editing::{OpenPreset, OpenRoutine};
use holdwell_model::{Arc, Audience, Routine};
use holdwell_store::{Request, UserContent};

/// The list of routines.
#[derive(Debug, Default)]
pub(super) struct Choose {
    search: Search,
    /// The drafts, as rows; worked out once for what is kept.
    drafts: Option<(Arc<UserContent>, Vec<DraftChoice>)>,
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

/// One choice of the list.
#[derive(Debug, Clone)]
pub(super) struct Choice {
    pub(super) document: Document,
    pub(super) row: Row,
}

/// The id of a draft, with its choice.
type DraftChoice = (String, Choice);

/// A document that the builder can open.
#[derive(Debug, Clone)]
pub(super) enum Document {
    /// A routine, by id.
    Routine(String),
    /// A client's preset, kept or new.
    Preset(Box<OpenPreset>),
    /// A new routine.
    New,
}

impl BuilderScreen {
    pub(super) fn choose(&mut self, ui: &mut Ui, cx: &Cx<'_>, actions: &mut Actions) {
        let is_open = matches!(self.purpose, Purpose::Open);
        if is_open {
            self.list_title(ui, cx);
        } else {
            self.purpose_title(ui, cx, actions);
        }
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
            let empty = EmptyState::new(icons::SEARCH, "Nothing is found", hint);
            if is_open && (empty.action("New routine").show(ui) || asked == Asked::Enter) {
                self.begin(cx);
            } else if !is_open {
                empty.show(ui);
            }
            return;
        }
        let enter = if words.is_empty() { "begins a new one" } else { "opens the first" };
        let hint = match self.purpose {
            Purpose::Open => format!("Enter {enter}. One that comes with the program opens as a copy of your own"),
            Purpose::PresetOf(_) => {
                "The preset follows the routine that you choose, wherever you change nothing".to_owned()
            }
            Purpose::Add(_) => "It is added as the last step; nothing is saved until you save".to_owned(),
        };
        wrapped(ui, Font::Small, theme.faint, hint);
        ui.add_space(4.0);
        let row = |row: usize| found.get(row).map(|choice| choice.row.clone()).unwrap_or_default();
        let done = self.choose.search.list(ui, "routines", found.len(), Sense::click(), row);
        if asked == Asked::Enter && words.is_empty() && is_open {
            self.begin(cx);
        } else if let Some(choice) = asked.row(Some(0), done.pressed).and_then(|row| found.get(row)) {
            self.take(&choice.document, cx);
        }
    }

    fn list_title(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        title_row(ui, "Routines", |ui| {
            if ui.add(Button::lead("New routine").icon(icons::MORE)).clicked() {
                self.begin(cx);
            }
            if ui.add(Button::new("Open a file…").icon(icons::FOLDER)).clicked() {
                self.files.toggle();
            }
        });
    }

    fn choices(&mut self, cx: &Cx<'_>) -> Vec<Choice> {
        let mut choices = self.choices_for(cx);
        if matches!(self.purpose, Purpose::PresetOf(_)) {
            return choices;
        }
        let drafts = self.choose.drafts.take().filter(|(own, _)| Arc::ptr_eq(own, &cx.vault.own));
        let (own, drafts) = drafts.unwrap_or_else(|| (Arc::clone(&cx.vault.own), drafts_of(&cx.vault.own)));
        let open = |id: &str| self.docs.iter().any(|doc| doc.id() == id);
        choices.extend(drafts.iter().filter(|(id, _)| !open(id)).map(|(_, choice)| choice.clone()));
        self.choose.drafts = Some((own, drafts));
        let mut known: Vec<String> = Vec::new();
        let mut add = |routine: &Routine, end: &str| {
            if !known.contains(&routine.id) && !routine.free {
                known.push(routine.id.clone());
                choices
                    .push(Choice { document: Document::Routine(routine.id.clone()), row: routine_row(routine, end) });
            }
        };
        for doc in self.docs.iter().rev().filter(|doc| doc.preset.is_none()) {
            add(&doc.document.draft().whole(), if doc.is_saved(&cx.vault.own) { "Your own" } else { "Draft, open" });
        }
        for routine in &cx.vault.own.routines {
            add(routine, "Your own");
        }
        for routine in cx.library.routines() {
            add(routine, "Make mine");
        }
        let built = self.docs.iter().rev().filter_map(|doc| Some((doc, doc.preset.as_ref()?)));
        let built = built.map(|(doc, preset)| preset_choice(preset, &doc.document.draft().whole(), "Preset, open"));
        choices.splice(0..0, built);
        choices
    }

    /// Deletes the open routine or preset. Undo is offered until another one is deleted.
    pub(super) fn delete(&mut self, cx: &Cx<'_>, actions: &mut Actions) {
        let Some(index) = self.now.take().filter(|index| *index < self.docs.len()) else { return };
        let doc = self.docs.remove(index);
        let is_kept = if doc.preset.is_some() { stored(&doc, cx).is_some() } else { doc.was_saved(&cx.vault.own) };
        let was = if is_kept { Was::Saved } else { Was::Draft };
        if was == Was::Saved {
            actions.push(Action::vault(deletion(&doc, true)));
        }
        actions.push(Action::vault(Request::DropDraft(doc.id().to_owned())));
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
                actions.push(Action::vault(deletion(&doc, false)));
            }
            doc.forget_kept();
            self.add(doc);
        }
        ui.add_space(GRID);
    }
}

/// Returns the request that deletes what is open, or takes that back.
fn deletion(doc: &OpenRoutine, deleted: bool) -> Request {
    match &doc.preset {
        Some(open) => Request::SetPresetDeleted(open.preset.id, deleted),
        None => Request::SetRoutineDeleted(doc.id().to_owned(), deleted),
    }
}

impl Choice {
    fn has(&self, words: &str) -> bool {
        let text = format!("{} {}", self.row.title, self.row.line).to_lowercase();
        words.split_whitespace().all(|word| text.contains(word))
    }
}

/// Lists the drafts of routines that were never saved, and of presets, with their ids.
fn drafts_of(own: &UserContent) -> Vec<DraftChoice> {
    let saved = |id: &str| own.routines.iter().any(|routine| routine.id == id);
    let unsaved = own.drafts.iter().filter(|draft| !saved(&draft.routine));
    let choice = |draft: &Arc<holdwell_store::Draft>| {
        let doc = OpenRoutine::kept(draft)?;
        let whole = doc.document.draft().whole();
        let choice = match &doc.preset {
            Some(preset) => preset_choice(preset, &whole, "Draft of a preset"),
            None => Choice { document: Document::Routine(draft.routine.clone()), row: routine_row(&whole, "Draft") },
        };
        Some((draft.routine.clone(), choice))
    };
    unsaved.filter_map(choice).collect()
}

fn preset_choice(preset: &OpenPreset, whole: &Routine, end: &str) -> Choice {
    let line = format!("Preset of {}  ·  {}", preset.whose, text::count(whole.steps.len(), "step"));
    Choice { document: Document::Preset(Box::new(preset.clone())), row: Row::new(name_of(whole), line, end) }
}

/// Returns the row of a routine, with a word at its end.
pub(super) fn routine_row(routine: &Routine, end: &str) -> Row {
    let home = if routine.audience == Audience::Home { "  ·  home routine" } else { "" };
    let steps = text::count(routine.steps.len(), "step");
    Row::new(name_of(routine), format!("{}  ·  {steps}{home}", routine.technique.name()), end)
}

fn name_of(routine: &Routine) -> &str {
    if routine.name.trim().is_empty() { "Unnamed routine" } else { &routine.name }
}
