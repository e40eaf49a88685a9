//! Giving: what leaves, field by field, and the ways out.

use std::path::PathBuf;

use egui::Ui;
use holdwell_app::text;
use holdwell_give::{Form, Given, Order};
use holdwell_home::HomePlan;
use holdwell_model::Arc;

use super::super::field_width;
use crate::cx::Cx;
use crate::dialog::{Dialog, Wanted};
use crate::giving::Giving;
use crate::icons;
use crate::theme::{Font, GRID, Theme};
use crate::widgets::{Banner, Button, TextField, chip_toggle, chips, line, progress, section, surface, wrapped};

/// The way in which a plan goes out, once the vault has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// Files in one folder.
    Files,
    /// The text of the plan's file, to be pasted into a message.
    Text,
    /// The letters for the end of a link.
    Link,
}

/// The part of the page where the plan is given.
#[derive(Debug)]
pub(super) struct Give {
    folder: String,
    dialog: Option<Dialog>,
    forms: Vec<(Form, bool)>,
    /// The plan that the vault has, and the way in which it goes out now.
    goes: Option<(Way, Arc<HomePlan>)>,
    giving: Option<Giving>,
    /// Sentence about the last giving, and true where it succeeded.
    said: Option<(String, bool)>,
    /// Set where that, or the progress, has just appeared and is to be scrolled to.
    is_news: bool,
}

impl Default for Give {
    fn default() -> Self {
        let forms = Form::ALL.into_iter().map(|form| (form, true)).collect();
        Self { folder: String::new(), dialog: None, forms, goes: None, giving: None, said: None, is_news: false }
    }
}

impl Give {
    /// Sends a plan out this way: the vault has it.
    pub(super) fn go(&mut self, way: Way, plan: Arc<HomePlan>) {
        self.goes = Some((way, plan));
    }

    /// Says if the plan went out.
    pub(super) fn is_given(&self) -> bool {
        matches!(self.said, Some((_, true)))
    }

    /// Shows what leaves and the ways out; returns the one that was chosen.
    pub(super) fn ui(&mut self, ui: &mut Ui, plan: &Arc<HomePlan>, is_sent: bool, cx: &Cx<'_>) -> Option<Way> {
        self.take(ui, cx);
        section(ui, "What leaves");
        surface(ui, 16, |ui| leaves(ui, plan));
        section(ui, "Give it");
        let chosen = surface(ui, 16, |ui| {
            ui.spacing_mut().item_spacing.y = GRID;
            self.files(ui);
            let busy = (is_sent || self.giving.is_some()).then_some("It is on its way");
            self.ways(ui, busy)
        });
        let told = ui.scope(|ui| self.told(ui)).response;
        if std::mem::take(&mut self.is_news) {
            told.scroll_to_me(None);
        }
        chosen
    }

    /// Shows how far the files are, and what became of them.
    fn told(&self, ui: &mut Ui) {
        if let Some(giving) = &self.giving {
            let (form, share) = giving.progress();
            ui.add_space(GRID);
            progress(ui, text::home::making(form), share);
            if ui.add(Button::quiet("Stop")).clicked() {
                giving.call_off();
            }
        }
        if let Some((words, is_success)) = &self.said {
            ui.add_space(GRID);
            let banner = if *is_success { Banner::info(words) } else { Banner::error(words) };
            banner.show(ui);
        }
    }

    /// Begins what the vault has agreed to, and takes what is over.
    fn take(&mut self, ui: &Ui, cx: &Cx<'_>) {
        if let Some((way, plan)) = self.goes.take() {
            self.is_news = true;
            let copied = |text: String| ui.ctx().copy_text(text);
            match way {
                Way::Files => self.begin(ui, &plan, cx),
                Way::Text => {
                    copied(plan.write());
                    self.said = Some(("Copied. Paste it into a message; it opens in Holdwell".to_owned(), true));
                }
                Way::Link => {
                    self.said = Some(match plan.site_fragment() {
                        Some(letters) => {
                            copied(letters);
                            ("Copied. It goes behind # in the address of your own page".to_owned(), true)
                        }
                        None => (text::home::NO_LINK.to_owned(), false),
                    });
                }
            }
        }
        if let Some(over) = self.giving.as_ref().and_then(Giving::over) {
            self.giving = None;
            self.is_news = true;
            self.said = Some(match over {
                Ok(given) => (written(&given), true),
                Err(error) => (text::home::give_error(&error), false),
            });
        }
    }

    fn begin(&mut self, ui: &Ui, plan: &Arc<HomePlan>, cx: &Cx<'_>) {
        let forms = self.forms.iter().filter(|(_, is_wanted)| *is_wanted).map(|(form, _)| *form).collect();
        let folder = PathBuf::from(self.folder.trim());
        let order = Order { plan: HomePlan::clone(plan), folder, forms, web: None };
        self.giving = Giving::start(ui.ctx(), order, cx.speaker);
        self.said = self.giving.is_none().then(|| ("The system starts no thread for it. Try again".to_owned(), false));
    }

    fn files(&mut self, ui: &mut Ui) {
        if let Some(chosen) = self.dialog.as_ref().and_then(Dialog::chosen) {
            self.dialog = None;
            if let Some(chosen) = chosen.first() {
                self.folder = chosen.display().to_string();
            }
        }
        chips(ui, |ui| {
            for (form, is_wanted) in &mut self.forms {
                chip_toggle(ui, text::home::form(*form), is_wanted);
            }
        });
        let words = "For an iPhone give the sound file, or put the page on your own site: opened from a message it is \
                     shown there without its sound";
        wrapped(ui, Font::Small, Theme::of(ui).soft, words);
        let width = field_width(ui, 480.0, 0.0);
        ui.add(TextField::new("Folder", &mut self.folder).most(1000).width(width));
        let open = self.dialog.is_some().then_some("Its window is open");
        if ui.add(Button::new("Choose the folder…").icon(icons::FOLDER).disabled(open)).clicked() {
            self.dialog = Dialog::open(ui.ctx(), Wanted::Folder);
        }
    }

    fn ways(&self, ui: &mut Ui, busy: Option<&str>) -> Option<Way> {
        let no_folder = self.folder.trim().is_empty().then_some("A folder is needed");
        let no_form = (!self.forms.iter().any(|(_, is_wanted)| *is_wanted)).then_some("Choose at least one form");
        let mut chosen = None;
        ui.horizontal_wrapped(|ui| {
            if ui.add(Button::lead("Give").disabled(busy.or(no_form).or(no_folder))).clicked() {
                chosen = Some(Way::Files);
            }
            let text = Button::new("Copy the plan").icon(icons::COPY).hint("As text, to be pasted into a message");
            if ui.add(text.disabled(busy)).clicked() {
                chosen = Some(Way::Text);
            }
            let hint = "All that leaves, but a recorded voice, as letters for the address of a page of your own";
            let link = Button::new("Copy for a link").icon(icons::COPY).hint(hint);
            if ui.add(link.disabled(busy)).clicked() {
                chosen = Some(Way::Link);
            }
        });
        chosen
    }
}

/// Returns what was written, in words.
fn written(given: &Given) -> String {
    let folder = given.files.first().and_then(|path| path.parent()).map(holdwell_files::shown).unwrap_or_default();
    let silent = if given.is_unspoken { ". There is no voice here: they have chimes alone" } else { "" };
    format!("{} in {folder}{silent}", text::sentence(&text::count(given.files.len(), "file")))
}

fn leaves(ui: &mut Ui, plan: &HomePlan) {
    let theme = Theme::of(ui);
    let column = 150.0 * theme.text_size;
    ui.spacing_mut().item_spacing.y = 4.0;
    for (field, said) in text::home::leaves(plan) {
        ui.horizontal_top(|ui| {
            ui.allocate_ui(egui::vec2(column, 20.0), |ui| {
                ui.set_min_width(column);
                line(ui, Font::Body, theme.soft, field);
            });
            wrapped(ui, Font::Body, theme.text, said);
        });
    }
    wrapped(ui, Font::Small, theme.faint, "Nothing else of the client's record leaves");
}
