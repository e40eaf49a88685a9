//! The vault: its file, its passphrase, its copies, and the ways out where it is damaged.

mod backups;
mod passphrase;

use std::path::PathBuf;

use egui::{Label, Ui};
use holdwell_app::settings::Settings;
use holdwell_app::text;
use holdwell_store::{Request, VaultState};

use super::row;
use crate::action::{Action, Actions};
use crate::cx::Cx;
use crate::icons;
use crate::screen::Page;
use crate::theme::{Font, GRID, Theme};
use crate::widgets::{Banner, Button, Stepper, progress};
use passphrase::Form;

/// The forms that are open in the vault's settings.
#[derive(Debug, Default)]
pub(super) struct VaultSettings {
    form: Option<Form>,
    /// The copy that is asked about.
    restore: Option<PathBuf>,
}

impl VaultSettings {
    pub(super) fn ui(&mut self, ui: &mut Ui, settings: &mut Settings, cx: &Cx<'_>, actions: &mut Actions) {
        let theme = Theme::of(ui);
        if let Some(work) = &cx.vault.work {
            progress(ui, &work.what, work.done);
            ui.add_space(GRID);
        }
        match &cx.vault.vault {
            VaultState::Opening => {
                ui.add(Label::new(theme.rich(Font::Body, "It is being opened").color(theme.soft)));
            }
            VaultState::Locked { .. } => {
                let words = "It is locked: unlock it to change what opens it, and to see its copies";
                if Banner::info(words).action("Unlock").show(ui) {
                    actions.push(Action::Go(Page::Unlock));
                }
            }
            VaultState::Unavailable { why, damaged } => self.unavailable(ui, (why, *damaged), cx, actions),
            VaultState::Open { encrypted, path } => {
                row(ui, "File", "Everything about clients is in it, and nowhere else", |ui| {
                    let path = theme.rich(Font::Body, path.display().to_string());
                    ui.add(Label::new(path).wrap().selectable(true));
                });
                passphrase::show(ui, &mut self.form, *encrypted, actions);
                if *encrypted {
                    lock(ui, settings, actions);
                }
                backups::show(ui, &mut self.restore, cx, actions);
            }
        }
    }

    /// Shows a vault that is damaged or out of reach: the reason and the ways out. Nothing is written over.
    fn unavailable(&mut self, ui: &mut Ui, (why, damaged): (&str, bool), cx: &Cx<'_>, actions: &mut Actions) {
        Banner::error(why).show(ui);
        if !damaged {
            return;
        }
        ui.add_space(GRID);
        let newest = cx.vault.newest_good.as_ref();
        let hint = "The damaged file is set aside beside it, with a date";
        ui.horizontal_wrapped(|ui| {
            if let Some(copy) = newest {
                let words = format!("Restore the newest good copy, {}", text::moment(cx.wall, copy.made));
                if ui.add(Button::lead(&words).hint(hint)).clicked() {
                    actions.push(Action::vault(Request::Restore(copy.path.clone())));
                }
            }
            if ui.add(Button::new("Begin with an empty vault").hint(hint)).clicked() {
                actions.push(Action::vault(Request::BeginAnew));
            }
        });
        if cx.vault.backups.len() > usize::from(newest.is_some()) {
            backups::show(ui, &mut self.restore, cx, actions);
        }
    }
}

fn lock(ui: &mut Ui, settings: &mut Settings, actions: &mut Actions) {
    row(ui, "Locks itself", "Never during a session", |ui| {
        ui.horizontal_wrapped(|ui| {
            let minutes = |minutes: i64| if minutes == 0 { "never".to_owned() } else { format!("after {minutes} min") };
            let stepper = Stepper::new("Locks itself", &mut settings.lock_after_mins, 0..=120);
            ui.add(stepper.step(5).words(&minutes));
            if ui.add(Button::new("Lock now").icon(icons::LOCK).hint("Ctrl+L does the same on every page")).clicked() {
                actions.push(Action::vault(Request::Lock));
            }
        });
    });
}
