//! The problems of the clinic's own files, worded as a compiler words them.

use crate::cx::Cx;
use egui::{FontId, Label, RichText, Ui};

use crate::theme::{Font, GRID, Theme};
use crate::widgets::{Banner, surface};
use holdwell_app::text;

/// The problems, folded until they are read.
#[derive(Debug, Default)]
pub(super) struct Problems {
    is_open: bool,
}

impl Problems {
    /// Shows a banner where there are any, and each of them where that is wanted.
    pub(super) fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        let problems = cx.library.problems();
        if problems.is_empty() {
            return;
        }
        let count = text::count(problems.len(), "problem");
        let text = format!("{count} in your own library files. A file with a problem is left out whole");
        if Banner::caution(&text).action(if self.is_open { "Fold" } else { "Show them" }).show(ui) {
            self.is_open = !self.is_open;
        }
        if self.is_open {
            let theme = Theme::of(ui);
            surface(ui, 16, |ui| {
                for problem in problems {
                    let line = RichText::new(text::file_problem(problem));
                    let font = FontId::monospace(Font::Small.size() * theme.text_size);
                    ui.add(Label::new(line.font(font).color(theme.text)).wrap().selectable(true));
                }
            });
        }
        ui.add_space(GRID);
    }
}
