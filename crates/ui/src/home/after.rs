//! The two questions after a session, by large buttons.

use egui::Ui;
use holdwell_app::home_mode::AtHome;
use holdwell_app::text::home_mode as words;
use holdwell_home::DiaryEntry;
use holdwell_speech::Prompt;

use super::diary::DiaryFace;
use super::{Asked, Face};
use crate::screens::field_width;
use crate::theme::{Font, GRID, Theme};
use crate::widgets::{Banner, Button, Segmented, TextField, line, title, wrapped};

/// The most letters of a word about a day.
const LONGEST_WORD: usize = 300;

/// The entry of a session, while it is being completed.
#[derive(Debug)]
pub(super) struct After {
    entry: DiaryEntry,
    word: String,
    /// Words for getting up, as they are spoken.
    get_up: String,
}

impl After {
    /// Begins with what was done, and with what is spoken at the end of it.
    pub(super) fn new(entry: DiaryEntry, said: &[Prompt]) -> Self {
        let end = said.iter().find(|prompt| prompt.step.is_none()).map_or("", |prompt| &prompt.text);
        // The title has its first sentence.
        let get_up = end.split_once(". ").map_or("", |(_, rest)| rest).to_owned();
        Self { entry, word: String::new(), get_up }
    }

    /// Returns the entry with all that was answered so far.
    pub(super) fn answered(&self) -> DiaryEntry {
        let word = Some(self.word.trim().to_owned()).filter(|word| !word.is_empty());
        DiaryEntry { word, ..self.entry.clone() }
    }

    /// Shows the questions. An answer is in the diary as soon as it is given: the window may be closed at any time.
    pub(super) fn ui(&mut self, ui: &mut Ui, home: &AtHome, asked: &mut Vec<Asked>) {
        let before = (self.entry.after, self.entry.worse);
        title(ui, words::AFTER);
        if !self.get_up.is_empty() {
            wrapped(ui, Font::Lead, Theme::of(ui).text, &self.get_up);
        }
        ui.add_space(GRID);
        pain_row(ui, "Pain now", &mut self.entry.after);
        ui.add_space(GRID);
        line(ui, Font::Section, Theme::of(ui).text, words::WORSE);
        let choices = [(Some(false), "No"), (Some(true), "Yes")];
        ui.add(Segmented::new(words::WORSE, &mut self.entry.worse, &choices));
        if self.entry.worse == Some(true) {
            Banner::caution(&words::worse(&home.plan)).show(ui);
        }
        let width = field_width(ui, 520.0, 0.0);
        let field = TextField::new("A word about it, if you like", &mut self.word).most(LONGEST_WORD).width(width);
        let is_left = ui.add(field).lost_focus();
        if is_left || before != (self.entry.after, self.entry.worse) {
            asked.push(Asked::Answer(Box::new(self.answered())));
        }
        ui.add_space(GRID);
        if ui.add(Button::primary("Keep")).clicked() {
            asked.push(Asked::Keep(Box::new(self.answered()), Face::Diary(DiaryFace::default())));
        }
    }
}

/// Shows eleven large buttons, of which one is chosen.
pub(super) fn pain_row(ui: &mut Ui, question: &str, pain: &mut Option<u8>) {
    const CHOICES: [(Option<u8>, &str); 11] = [
        (Some(0), "0"),
        (Some(1), "1"),
        (Some(2), "2"),
        (Some(3), "3"),
        (Some(4), "4"),
        (Some(5), "5"),
        (Some(6), "6"),
        (Some(7), "7"),
        (Some(8), "8"),
        (Some(9), "9"),
        (Some(10), "10"),
    ];
    let theme = Theme::of(ui);
    line(ui, Font::Section, theme.text, question);
    ui.add(Segmented::new(question, pain, &CHOICES));
    line(ui, Font::Small, theme.soft, words::PAIN);
}
