//! The lock screen: nothing of a client is behind it.

use std::time::Duration;

use egui::{Align, Context, Key, Label, Layout, Ui};
use holdwell_app::text;
use holdwell_store::{Passphrase, Request, VaultState};

use crate::action::{Action, Actions};
use crate::cx::Cx;
use crate::icons;
use crate::screen::{Page, Screen};
use crate::theme::{Font, GRID, Theme};
use crate::widgets::{Banner, Button, Fresh, Secret, forget_typed, steady, surface, title};

/// The page that asks for the passphrase, in the place of whatever needs the vault.
#[derive(Debug, Default)]
pub struct UnlockScreen {
    form: UnlockForm,
}

/// The field for the passphrase, wherever a locked vault is met.
#[derive(Debug, Default)]
pub(super) struct UnlockForm {
    secret: Secret,
    fresh: Fresh,
    /// Count of wrong passphrases when this form was last used: one more is its own.
    tried: Option<u32>,
}

impl Screen for UnlockScreen {
    fn wipe(&mut self, ctx: &Context) {
        self.form.wipe(ctx);
    }

    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, actions: &mut Actions) {
        let theme = Theme::of(ui);
        let width = ui.available_width().min(520.0 * theme.text_size);
        let column = Layout::top_down(Align::Center);
        ui.with_layout(column, |ui| {
            ui.add_space((ui.available_height() * 0.12).max(2.0 * GRID));
            ui.set_max_width(width);
            ui.add(Label::new(theme.rich(Font::Body, icons::LOCK.0).size(44.0).color(theme.faint)));
            title(ui, heading(&cx.vault.vault));
            ui.add_space(GRID);
            match &cx.vault.vault {
                VaultState::Locked { .. } => self.ask(ui, cx, actions),
                VaultState::Unavailable(why) => {
                    Banner::error(&text::vault_error(why)).show(ui);
                    ui.add_space(GRID);
                    if ui.add(Button::new("Open the vault's settings")).clicked() {
                        actions.push(Action::Go(Page::Settings));
                    }
                }
                VaultState::Opening | VaultState::Open { .. } => {}
            }
        });
    }
}

impl UnlockForm {
    /// Wipes what was typed and not sent; the field takes the keyboard when it is next shown.
    pub(super) fn wipe(&mut self, ctx: &Context) {
        if self.fresh == Fresh::No || self.tried.is_some() || !self.secret.is_empty() {
            *self = Self::default();
            forget_typed(ctx);
        }
    }

    /// Shows the field, which has the keyboard as long as it stands there, and what became of the last try.
    pub(super) fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, actions: &mut Actions) {
        steady(ui, "unlock", |ui| self.show(ui, cx, actions));
    }

    fn show(&mut self, ui: &mut Ui, cx: &Cx<'_>, actions: &mut Actions) {
        let VaultState::Locked { wrong, next } = cx.vault.vault else { return };
        let secs = next.map_or(0, |next| next.as_second() - cx.wall.timestamp().as_second()).max(0);
        let field = self.secret.field(ui, "Passphrase");
        self.fresh.take(&field);
        // It may have been typed elsewhere, or long ago: only the form that was used says so, until something else is
        // typed.
        if field.changed() {
            self.tried = None;
        }
        let is_wrong = self.tried.is_some_and(|before| wrong > before);
        let wait = (secs > 0).then(|| {
            let why = if is_wrong { "Wrong passphrase. " } else { "" };
            format!("{why}The next try is taken in {}", seconds(secs))
        });
        let entered = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        ui.add_space(GRID);
        let refusal = match &wait {
            Some(wait) => Some(wait.as_str()),
            None if self.secret.is_empty() => Some("Type the passphrase"),
            None => self.secret.is_too_long().then_some("It is too long"),
        };
        let pressed = ui.add(Button::primary("Unlock").key("Enter").disabled(refusal)).clicked();
        if pressed || entered {
            // Whatever became of the try, what is typed next is a passphrase and no command.
            self.fresh = Fresh::Yes;
            let may_try = wait.is_none() && !self.secret.is_too_long();
            let passphrase = if may_try { self.secret.take(Passphrase::new) } else { None };
            self.tried = if passphrase.is_some() { Some(wrong) } else { self.tried };
            actions.extend(passphrase.map(|passphrase| Action::vault(Request::Unlock(passphrase))));
        }
        if let Some(wait) = wait {
            ui.add_space(GRID);
            ui.ctx().request_repaint_after(Duration::from_secs(1));
            Banner::error(&wait).show(ui);
        } else if is_wrong {
            ui.add_space(GRID);
            Banner::error("Wrong passphrase. Nothing was changed: try again").show(ui);
        }
    }
}

impl UnlockScreen {
    fn ask(&mut self, ui: &mut Ui, cx: &Cx<'_>, actions: &mut Actions) {
        let theme = Theme::of(ui);
        let words = "Clients, presets and records are behind the passphrase. A session that is begun without it is kept in \
                     memory, and recorded once the vault is unlocked";
        ui.add(Label::new(theme.rich(Font::Body, words).color(theme.soft)).wrap().halign(Align::Center));
        ui.add_space(GRID);
        surface(ui, 24, |ui| {
            ui.with_layout(Layout::top_down(Align::LEFT), |ui| self.form.ui(ui, cx, actions));
        });
        ui.add_space(GRID);
        if ui.add(Button::quiet("Run a session without it")).clicked() {
            actions.push(Action::Go(Page::Start));
        }
    }
}

const fn heading(vault: &VaultState) -> &'static str {
    match vault {
        VaultState::Opening => "The vault is being opened",
        VaultState::Open { .. } => "The vault is open",
        VaultState::Locked { .. } => "The vault is locked",
        VaultState::Unavailable(_) => "The vault cannot be used",
    }
}

fn seconds(secs: i64) -> String {
    if secs < 120 { format!("{secs} s") } else { format!("{} min", (secs + 59) / 60) }
}
