//! The lock screen: nothing of a client is behind it.

use std::time::Duration;

use egui::{Align, Context, Key, Label, Layout, Ui};
use holdwell_store::{Passphrase, Request, VaultState};
use jiff::{Timestamp, Zoned};

use crate::action::{Action, Actions};
use crate::cx::Cx;
use crate::icons;
use crate::screen::{Page, Screen};
use crate::theme::{Font, GRID, Theme};
use crate::widgets::{Banner, Button, Fresh, Secret, forget_typed, surface, title};

/// The page that asks for the passphrase, in the place of whatever needs the vault.
#[derive(Debug, Default)]
pub struct UnlockScreen {
    secret: Secret,
    fresh: Fresh,
}

impl Screen for UnlockScreen {
    /// Wipes a passphrase that was typed and not sent; the field takes the keyboard when it is next shown.
    fn wipe(&mut self, ctx: &Context) {
        if self.fresh == Fresh::No || !self.secret.is_empty() {
            *self = Self::default();
            forget_typed(ctx);
        }
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
                VaultState::Locked { wrong, next } => self.ask(ui, *wrong, *next, cx.wall, actions),
                VaultState::Unavailable { why, .. } => {
                    Banner::error(why).show(ui);
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

impl UnlockScreen {
    fn ask(&mut self, ui: &mut Ui, wrong: u32, next: Option<Timestamp>, wall: &Zoned, actions: &mut Actions) {
        let theme = Theme::of(ui);
        let words = "Clients, presets and records are behind the passphrase. Sessions run without it, unrecorded";
        ui.add(Label::new(theme.rich(Font::Body, words).color(theme.soft)).wrap().halign(Align::Center));
        ui.add_space(GRID);
        let secs = next.map_or(0, |next| next.as_second() - wall.timestamp().as_second()).max(0);
        let wait = (secs > 0).then(|| format!("Wrong passphrase. The next try is taken in {}", seconds(secs)));
        surface(ui, 24, |ui| {
            ui.with_layout(Layout::top_down(Align::LEFT), |ui| {
                let field = self.secret.field(ui, "Passphrase");
                self.fresh.take(&field);
                let entered = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
                ui.add_space(GRID);
                let refusal = match &wait {
                    Some(wait) => Some(wait.as_str()),
                    None => self.secret.is_empty().then_some("Type the passphrase"),
                };
                let pressed = ui.add(Button::primary("Unlock").key("Enter").disabled(refusal)).clicked();
                if (pressed || entered)
                    && wait.is_none()
                    && let Some(passphrase) = self.secret.take(Passphrase::new)
                {
                    actions.push(Action::vault(Request::Unlock(passphrase)));
                    self.fresh = Fresh::Yes;
                }
            });
        });
        ui.add_space(GRID);
        if let Some(wait) = wait {
            ui.ctx().request_repaint_after(Duration::from_secs(1));
            Banner::error(&wait).show(ui);
        } else if wrong > 0 {
            Banner::error("Wrong passphrase. Nothing was changed: try again").show(ui);
        }
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
        VaultState::Unavailable { .. } => "The vault cannot be used",
    }
}

fn seconds(secs: i64) -> String {
    if secs < 120 { format!("{secs} s") } else { format!("{} min", (secs + 59) / 60) }
}
