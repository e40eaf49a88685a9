//! Routine files: opened by dialog, by a typed path or dropped onto the window, several at once; and saved.

use crate::cx::Cx;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use egui::{Key, Ui};

use super::BuilderScreen;
use crate::action::Actions;
use crate::dialog::{Dialog, Wanted};
use crate::icons;
use crate::theme::{Font, GRID, Theme};
use crate::widgets::{Banner, Button, TextField, announce, line, surface};
use holdwell_app::text;
use holdwell_editing::{OpenRoutine, file};
use holdwell_files::shown;
use holdwell_library::edit::Draft;
use holdwell_library::{Library, Problem, compile, write_routine};
use holdwell_model::Routine;

/// The state of the file panel.
#[derive(Debug, Default)]
pub(super) struct Files {
    open: bool,
    path: String,
    dialog: Option<(Dialog, Purpose)>,
    /// The problems of the last files that were opened.
    problems: Vec<Problem>,
    /// The outcome of the last save, in words.
    done: Option<String>,
    /// The action for the typed path, or for the routine.
    asked: Option<Purpose>,
    /// A routine and an existing file, which a second save overwrites.
    there: Option<(String, PathBuf)>,
}

/// The purpose of a file that is chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Purpose {
    Open,
    /// The routine with this id, whichever is looked at by then.
    Save(String),
    Delete,
}

impl Files {
    pub(super) fn toggle(&mut self) {
        self.open = !self.open;
        self.done = None;
        self.there = None;
        self.problems.clear();
    }
}

impl BuilderScreen {
    /// Takes what was dropped onto the window, and what was chosen in a dialog.
    pub(super) fn take_files(&mut self, ui: &Ui, cx: &Cx<'_>, actions: &mut Actions) {
        let dropped: Vec<PathBuf> = ui.input_mut(|input| {
            std::mem::take(&mut input.raw.dropped_files).iter().map(|file| file.path().to_owned()).collect()
        });
        self.open_files(&dropped, cx, ui);
        let typed = PathBuf::from(self.files.path.trim());
        match self.files.asked.take() {
            Some(Purpose::Open) => self.open_files(&[typed], cx, ui),
            Some(Purpose::Save(id)) if self.may_write(&id, &typed) => self.save_file(&id, &typed, cx.library, ui),
            Some(Purpose::Delete) => self.delete(cx, actions),
            Some(Purpose::Save(_)) | None => {}
        }
        let chosen = self.files.dialog.as_ref().and_then(|(dialog, purpose)| Some((dialog.chosen()?, purpose.clone())));
        let Some((paths, purpose)) = chosen else { return };
        self.files.dialog = None;
        match (purpose, paths.first()) {
            (_, None) => self.files.done = Some("No file was chosen. Where no dialog came, type its path".to_owned()),
            (Purpose::Open, _) => self.open_files(&paths, cx, ui),
            // The dialog asked about the name as it was chosen.
            (Purpose::Save(id), Some(path)) if with_ending(path) == *path || self.may_write(&id, path) => {
                self.save_file(&id, path, cx.library, ui);
            }
            (Purpose::Save(_), Some(path)) => self.files.path = path.display().to_string(),
            (Purpose::Delete, Some(_)) => {}
        }
    }

    /// Opens a file, or shows the routine that was opened from it.
    pub(super) fn open_file(&mut self, path: &Path, cx: &Cx<'_>, ui: &Ui) {
        match self.docs.iter().position(|doc| doc.file.as_deref() == Some(path)) {
            Some(open) => self.show(open),
            None => self.open_files(&[path.to_owned()], cx, ui),
        }
    }

    /// Opens each file as the therapist's own routine; a broken file does not stop the others.
    fn open_files(&mut self, paths: &[PathBuf], cx: &Cx<'_>, ui: &Ui) {
        if paths.is_empty() {
            return;
        }
        self.files.problems.clear();
        let mut opened = 0;
        for path in paths {
            match file::read(path, cx.library) {
                Ok(routine) => {
                    let mut doc = OpenRoutine::fresh(Draft::of(&routine, &cx.own_id()));
                    doc.file = Some(path.clone());
                    self.add(doc);
                    opened += 1;
                }
                Err(problems) => self.files.problems.extend(problems),
            }
        }
        if opened > 0 {
            self.files.open = false;
            self.files.done = None;
        }
        if opened > 1 {
            // The list shows all of them.
            self.now = None;
        }
        announce::say(ui.ctx(), format!("{} opened", text::count(opened, "file")));
    }

    /// Returns true if a typed path may be written. An existing file is overwritten only where the user saves to it
    /// twice.
    fn may_write(&mut self, id: &str, typed: &Path) -> bool {
        let path = with_ending(typed);
        let there = Some((id.to_owned(), path.clone()));
        let may = !path.exists() || self.files.there == there;
        if !may {
            let words = format!("{} is there already. Save to it once more to write over it", shown(&path));
            self.files.done = Some(words);
            self.files.there = there;
        }
        may
    }

    /// Writes a routine, where it can be read again.
    fn save_file(&mut self, id: &str, path: &Path, library: &Library, ui: &Ui) {
        let Some(doc) = self.docs.iter().find(|doc| doc.id() == id) else {
            self.files.done = Some("That routine is no longer open: nothing was written".to_owned());
            return;
        };
        let path = with_ending(path);
        self.files.there = None;
        let routine = doc.document.routine();
        // A file has no day: whoever opens it follows the library.
        let steps = library.keep_times(&routine.steps, &routine, routine.library, None);
        let routine = Routine { steps, ..routine };
        let problem = compile(&routine, library).err().and_then(|problems| problems.into_iter().next());
        let words = if let Some(problem) = problem {
            format!("Nothing was written. {}", text::sentence(&text::routine_problem(&problem)))
        } else if let Err(error) = write(&path, &write_routine(&routine)) {
            format!("{} cannot be written: {error}. Choose another folder", shown(&path))
        } else {
            format!("Written: {}", shown(&path))
        };
        announce::say(ui.ctx(), words.clone());
        self.files.done = Some(words);
    }

    /// Shows the panel to open and save files while it is open. `now` is the routine that could be saved.
    pub(super) fn files_panel(&mut self, ui: &mut Ui, now: Option<usize>) {
        if !self.files.open {
            return;
        }
        let doc = now.and_then(|now| self.docs.get(now));
        let is_preset = doc.is_some_and(|doc| doc.preset.is_some());
        let complete = doc.map(|doc| doc.document.draft().is_complete());
        let name = doc.map(|doc| file_name(&doc.document.draft().name())).unwrap_or_default();
        let id = doc.map(|doc| doc.id().to_owned()).unwrap_or_default();
        let busy = self.files.dialog.is_some().then_some("Its window is open");
        let mut typed = None;
        surface(ui, 16, |ui| {
            let theme = Theme::of(ui);
            let field = TextField::new("Path of a routine's file", &mut self.files.path).hint("/home/…/low-back.toml");
            let path = ui.add(field.most(1000).width(ui.available_width().min(560.0) / theme.text_size - 12.0));
            let entered = path.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
            let none = self.files.path.trim().is_empty().then_some("Type a path first");
            let empty = complete.filter(|complete| !complete).map(|_| "Add a step first");
            ui.horizontal_wrapped(|ui| {
                if ui.add(Button::new("Choose a file to open…").icon(icons::FOLDER).disabled(busy)).clicked() {
                    let wanted = Wanted::Files("Routines", &["toml"]);
                    self.files.dialog = Dialog::open(ui.ctx(), wanted).map(|dialog| (dialog, Purpose::Open));
                }
                if complete.is_some()
                    && ui.add(Button::new("Choose where to save…").icon(icons::SAVE).disabled(busy.or(empty))).clicked()
                {
                    let wanted = Wanted::NewFile(name.clone(), "toml");
                    self.files.dialog =
                        Dialog::open(ui.ctx(), wanted).map(|dialog| (dialog, Purpose::Save(id.clone())));
                }
                if ui.add(Button::new("Open this path").disabled(none)).clicked() || (entered && complete.is_none()) {
                    typed = Some(Purpose::Open);
                }
                if complete.is_some() && ui.add(Button::new("Save to this path").disabled(none.or(empty))).clicked() {
                    typed = Some(Purpose::Save(id.clone()));
                }
            });
            let delete = if is_preset { "Delete this preset" } else { "Delete this routine" };
            if complete.is_some() && ui.add(Button::danger(delete).icon(icons::ERASE)).clicked() {
                typed = Some(Purpose::Delete);
            }
            if let Some(done) = &self.files.done {
                line(ui, Font::Small, theme.soft, done);
            }
        });
        ui.add_space(GRID);
        self.files.asked = typed;
    }

    /// Shows the first problem of files that could not be opened, with its line.
    pub(super) fn file_problems(&mut self, ui: &mut Ui) {
        let Some(first) = self.files.problems.first() else { return };
        let more = match self.files.problems.len() - 1 {
            0 => String::new(),
            more => format!(" (and {more} more)"),
        };
        if Banner::error(&format!("{}{more}", text::file_problem(first))).action("Close").show(ui) {
            self.files.problems.clear();
        }
        ui.add_space(GRID);
    }
}

/// Writes a file beside its place first, so that what is there is never half written over.
fn write(path: &Path, text: &str) -> io::Result<()> {
    holdwell_files::replace(path, |mut file| file.write_all(text.as_bytes()))
}

fn with_ending(path: &Path) -> PathBuf {
    if path.extension().is_none() { path.with_extension("toml") } else { path.to_owned() }
}

/// Returns a file name for a routine.
fn file_name(name: &str) -> String {
    let name = name.to_lowercase();
    let words: Vec<&str> =
        name.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    format!("{}.toml", words.join("-"))
}
