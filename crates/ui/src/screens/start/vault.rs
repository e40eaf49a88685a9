//! The vault on Start: a session that was cut off, and a warning where nothing is recorded.

use egui::Ui;
use holdwell_app::selected_client::short;
use holdwell_app::text;
use holdwell_store::{Recent, Request, Unfinished, VaultState};

use super::super::lock::UnlockForm;
use crate::action::{Action, Actions};
use crate::cx::Cx;
use crate::screen::Page;
use crate::theme::{Font, GRID, Theme};
use crate::widgets::{Banner, Button, line, progress, surface, wrapped};

pub(super) fn show(ui: &mut Ui, unlock: &mut UnlockForm, cx: &Cx<'_>, actions: &mut Actions) {
    if let Some(work) = &cx.vault.work {
        progress(ui, text::vault::work(work.kind), work.done);
    }
    match &cx.vault.vault {
        VaultState::Opening | VaultState::Open { .. } => {}
        VaultState::Locked { .. } => {
            let theme = Theme::of(ui);
            surface(ui, 20, |ui| {
                line(ui, Font::Section, theme.text, "The vault is locked");
                let words = "A session that is begun now is not recorded until it is unlocked, also afterwards";
                wrapped(ui, Font::Body, theme.soft, words);
                ui.add_space(GRID);
                if cx.closes_unrecorded {
                    Banner::caution(text::vault::UNRECORDED).show(ui);
                    ui.add_space(GRID);
                }
                unlock.ui(ui, cx, actions);
            });
        }
        VaultState::Unavailable(why) => {
            let words = format!("{} Sessions run as ever, and are not recorded", text::vault_error(why));
            if Banner::info(&words).action("See what can be done").show(ui) {
                actions.push(Action::Go(Page::Settings));
            }
        }
    }
    if let Some(unfinished) = &cx.vault.start.unfinished {
        cut_off(ui, unfinished, cx, actions);
    }
}

/// Shows a session that was cut off, which waits here until one of the three is chosen.
fn cut_off(ui: &mut Ui, unfinished: &Unfinished, cx: &Cx<'_>, actions: &mut Actions) {
    let theme = Theme::of(ui);
    let session = &unfinished.session;
    let of_client = |recent: &Recent| format!(" of {}", short(&recent.client.name));
    let client = unfinished.whose.as_ref().map(of_client).unwrap_or_default();
    surface(ui, 20, |ui| {
        line(ui, Font::Section, theme.text, "A session was cut off");
        let words = format!(
            "{}{client}, begun {}: {}, {} under the hands are kept",
            session.name,
            text::moment(cx.wall, session.began),
            text::count(session.holds as usize, "hold"),
            session.held.clock(),
        );
        wrapped(ui, Font::Body, theme.soft, words);
        ui.add_space(GRID);
        ui.horizontal_wrapped(|ui| {
            let hint = "Opens it where it stood, paused";
            if unfinished.point.is_some() && ui.add(Button::new("Go on, paused").hint(hint)).clicked() {
                actions.push(Action::Resume);
            }
            if ui.add(Button::new("Keep as it is").hint("Its record stays as it was when it was cut off")).clicked() {
                actions.push(Action::vault(Request::KeepPartial(session.id)));
            }
            if ui.add(Button::danger("Discard").hint("Its record is deleted; that can be undone")).clicked() {
                actions.push(Action::DeleteSession(Box::new(session.clone())));
            }
        });
    });
    ui.add_space(GRID);
}
