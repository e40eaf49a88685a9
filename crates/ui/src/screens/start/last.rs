//! The last session of the client who is chosen: what was felt and said, beside the plan.

use egui::Ui;
use holdwell_app::command::UiCommand;
use holdwell_app::text::{self, LastTime};
use holdwell_model::Id;

use crate::action::{Action, Actions};
use crate::cx::Cx;
use crate::icons;
use crate::screen::Page;
use crate::theme::{Font, Theme};
use crate::widgets::{Button, line, wrapped};

/// The most lines of each kind; the record has them all.
const MOST: usize = 6;

/// Shows the last session of the chosen client: when it was, what was felt, what was said, and the ways to it. The
/// vault shows it a moment after the client.
pub(super) fn show(ui: &mut Ui, session: Id, cx: &Cx<'_>, actions: &mut Actions) {
    let theme = Theme::of(ui);
    ui.spacing_mut().item_spacing.y = 4.0;
    line(ui, Font::Strong, theme.text, "Last time");
    if let Some(page) = cx.vault.session.as_deref().filter(|page| page.session.id == session) {
        summary(ui, &text::last_time(page, cx.wall));
    }
    ui.horizontal_wrapped(|ui| {
        let again = Button::new(UiCommand::Again.label()).icon(icons::REPEAT).key("S").hint(UiCommand::Again.hint());
        if ui.add(again).clicked() {
            actions.push(Action::Do(UiCommand::Again));
        }
        if ui.add(Button::quiet("Open the record")).clicked() {
            actions.push(Action::Go(Page::Record(session)));
        }
    });
}

fn summary(ui: &mut Ui, last: &LastTime) {
    let theme = Theme::of(ui);
    wrapped(ui, Font::Body, theme.text, &last.heading);
    wrapped(ui, Font::Small, theme.soft, &last.facts);
    for (lines, font, colour) in [(&last.said, Font::Body, theme.text), (&last.felt, Font::Small, theme.soft)] {
        for words in lines.iter().take(MOST) {
            wrapped(ui, font, colour, words);
        }
        if lines.len() > MOST {
            line(ui, Font::Small, theme.faint, format!("and {} more in the record", lines.len() - MOST));
        }
    }
}
