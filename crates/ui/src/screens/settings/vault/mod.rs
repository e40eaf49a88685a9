//! The vault: its file, its passphrase, its copies, and the ways out where it is damaged.

mod backups;
mod passphrase;

use std::path::PathBuf;

use egui::{Label, Ui};
use holdwell_app::settings::Settings;
use holdwell_app::text;
use holdwell_store::{Failure, Request, Ticket, VaultError, VaultState};

use super::row;
use crate::action::{Action, Actions};
use crate::cx::Cx;
use crate::icons;
use crate::screen::Page;
use crate::theme::{Font, GRID, Theme};
use crate::widgets::{Banner, Button, Stepper, progress};
use passphrase::Form;

/// The parts of the vault's settings that ask the vault for something. The answer stands in the same part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VaultPart {
    /// The form of the passphrase.
    Passphrase,
    /// The copies.
    Copies,
}

impl VaultPart {
    /// Returns the part in which a request is made; `None` for those of other pages.
    pub fn of(request: &Request) -> Option<Self> {
        match request {
            Request::SetPassphrase { .. } => Some(Self::Passphrase),
            Request::Backup | Request::Restore(_) => Some(Self::Copies),
            _ => None,
        }
    }
}

/// The forms that are open in the vault's settings.
#[derive(Debug, Default)]
pub(super) struct VaultSettings {
    form: Option<Form>,
    /// The part that waits for the vault.
    asked: Option<(VaultPart, Ticket)>,
    /// The failure of the last request, as a sentence, and the part that asked.
    failed: Option<(VaultPart, String)>,
    /// The copy that is asked about.
    restore: Option<PathBuf>,
}

impl VaultSettings {
    /// Notes that a part has asked the vault, with the ticket to which the reply belongs.
    pub(super) fn asked(&mut self, part: VaultPart, ticket: Ticket) {
        (self.asked, self.failed) = (Some((part, ticket)), None);
    }

    /// Takes a reply. What was typed for a passphrase that is set now is not needed any more.
    pub(super) fn replied(&mut self, ticket: Ticket, is_done: bool) {
        let Some((part, _)) = self.asked.take_if(|(_, asked)| *asked == ticket) else { return };
        if is_done && part == VaultPart::Passphrase {
            self.form = None;
        }
    }

    /// Takes a failure; returns false where it is another page's.
    pub(super) fn failed(&mut self, ticket: Ticket, why: &Failure) -> bool {
        let part = self.asked.filter(|(_, asked)| *asked == ticket).map(|(part, _)| part);
        self.failed = part.map(|part| (part, text::vault::failure(why))).or(self.failed.take());
        part.is_some()
    }

    fn failure_of(&self, part: VaultPart) -> Option<&str> {
        self.failed.as_ref().filter(|(failed, _)| *failed == part).map(|(_, why)| why.as_str())
    }

    fn waits(&self, part: VaultPart) -> bool {
        self.asked.is_some_and(|(asked, _)| asked == part)
    }

    pub(super) fn ui(&mut self, ui: &mut Ui, settings: &mut Settings, cx: &Cx<'_>, actions: &mut Actions) {
        let theme = Theme::of(ui);
        if let Some(work) = &cx.vault.work {
            progress(ui, text::vault::work(work.kind), work.done);
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
            VaultState::Unavailable(why) => self.unavailable(ui, why, cx, actions),
            VaultState::Open { encrypted, path } => {
                row(ui, "File", "Everything about clients is in it, and nowhere else", |ui| {
                    let path = theme.rich(Font::Body, holdwell_files::shown(path));
                    ui.add(Label::new(path).wrap().selectable(true));
                });
                let waits = self.waits(VaultPart::Passphrase);
                let failed = self.failure_of(VaultPart::Passphrase).map(str::to_owned);
                if passphrase::show(ui, &mut self.form, *encrypted, (waits, failed.as_deref()), actions) {
                    self.failed.take_if(|(part, _)| *part == VaultPart::Passphrase);
                }
                if *encrypted {
                    lock(ui, settings, actions);
                }
                self.copies(ui, cx, actions);
            }
        }
    }

    fn copies(&mut self, ui: &mut Ui, cx: &Cx<'_>, actions: &mut Actions) {
        if let Some(failed) = self.failure_of(VaultPart::Copies) {
            Banner::error(failed).show(ui);
        }
        backups::show(ui, &mut self.restore, cx, actions);
    }

    /// Shows a vault that is damaged or out of reach: the reason and the ways out. Nothing is written over.
    fn unavailable(&mut self, ui: &mut Ui, why: &VaultError, cx: &Cx<'_>, actions: &mut Actions) {
        Banner::error(&text::vault_error(why)).show(ui);
        if !why.is_damage() {
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
            self.copies(ui, cx, actions);
        } else if let Some(failed) = self.failure_of(VaultPart::Copies) {
            Banner::error(failed).show(ui);
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
