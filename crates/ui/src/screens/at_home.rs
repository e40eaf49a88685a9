//! Home work of a client, as the start card and the client's page show it.

use egui::Ui;
use holdwell_app::text;
use holdwell_store::{ClientPage, HomePlanPage};

use crate::cx::Cx;
use crate::theme::{Font, Theme};
use crate::widgets::{Banner, line, wrapped};

/// Warns of what was new or worse at home since the client was last seen; returns true where there is something.
pub(super) fn worse(ui: &mut Ui, page: &ClientPage, cx: &Cx<'_>) -> bool {
    let words = text::worse_at_home(&page.home, page.last_seen, cx.wall);
    if let Some(words) = &words {
        Banner::caution(words).show(ui);
    }
    words.is_some()
}

/// Shows how often a plan was done, the pain, and the last words, at most so many.
pub(super) fn lines(ui: &mut Ui, page: &HomePlanPage, most: usize, cx: &Cx<'_>) {
    let theme = Theme::of(ui);
    let home = text::at_home(page, cx.wall);
    wrapped(ui, Font::Small, theme.soft, &home.given);
    wrapped(ui, Font::Body, theme.text, &home.days);
    if let Some(pain) = &home.pain {
        wrapped(ui, Font::Body, theme.text, pain);
    }
    for words in home.words.iter().take(most) {
        wrapped(ui, Font::Body, theme.soft, text::sentence(words));
    }
    if home.words.len() > most {
        line(ui, Font::Small, theme.faint, format!("and {} more", home.words.len() - most));
    }
}
