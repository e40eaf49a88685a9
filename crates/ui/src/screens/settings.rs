//! Settings: sound, keys, looks. Everything holds at once.

mod computer;
mod cues;
mod keeping;
mod keys;
mod levels;
mod speech;
mod vault;

use egui::{Align, Label, Layout, Ui, vec2};
use holdwell_app::command::UiCommand;
use holdwell_app::keys::Key;
use holdwell_app::press::KeyMode;
use holdwell_app::settings::{Look, Settings};
use holdwell_engine::Counting;
use holdwell_store::{Failure, Ticket, VaultQuery, VaultState};

use super::field_width;
use crate::action::{Action, Actions};
use crate::cx::Cx;
use crate::screen::Screen;
use crate::theme::{Font, GRID, Theme};
use crate::widgets::{Banner, Segmented, Stepper, TextField, Toggle, line, section, surface, title};
use computer::Computer;
use cues::Ring;
pub use vault::VaultPart;

/// The page of the settings.
#[derive(Debug, Default)]
pub struct SettingsScreen {
    /// The command that waits for its new key.
    waits: Option<(UiCommand, keys::NewKey)>,
    /// The key that came for it.
    came: Option<Key>,
    /// The reason why the last key was not taken.
    refused: Option<String>,
    ring: Ring,
    vault: vault::VaultSettings,
    computer: Computer,
    keeping: keeping::Keeping,
}

impl SettingsScreen {
    /// Stops waiting for a key.
    fn leave_keys(&mut self) {
        (self.waits, self.came, self.refused) = (None, None, None);
    }

    /// Says if the next key is to be a command's.
    pub const fn waits_for_key(&self) -> bool {
        self.waits.is_some()
    }

    /// Notes that the vault was asked for something here, with the ticket to which the reply belongs.
    pub fn asked(&mut self, part: VaultPart, ticket: Ticket) {
        self.vault.asked(part, ticket);
    }

    /// Takes the key that was waited for.
    pub const fn take_key(&mut self, key: Key) {
        self.came = Some(key);
    }
}

impl Screen for SettingsScreen {
    fn needs_vault(&self) -> bool {
        false
    }

    fn enter(&mut self) {
        self.leave();
    }

    fn leave(&mut self) {
        self.leave_keys();
        self.vault = vault::VaultSettings::default();
        self.computer = Computer::default();
        self.keeping = keeping::Keeping::default();
    }

    fn replied(&mut self, ticket: Ticket, is_saved: bool) {
        self.vault.replied(ticket, is_saved);
    }

    fn failed(&mut self, ticket: Ticket, why: &Failure) -> bool {
        self.vault.failed(ticket, why)
    }

    fn query(&self, cx: &Cx<'_>) -> VaultQuery {
        VaultQuery { client: cx.selection.wanted(), session: cx.selection.again(), ..VaultQuery::default() }
    }

    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, actions: &mut Actions) {
        let mut new = cx.settings.clone();
        title(ui, "Settings");
        if let Some(problem) = cx.settings_problem {
            Banner::error(problem).show(ui);
        }
        // A vault in trouble is what one comes here for.
        let trouble = matches!(cx.vault.vault, VaultState::Unavailable(_));
        if trouble {
            section(ui, "Vault");
            surface(ui, 20, |ui| self.vault.ui(ui, &mut new, cx, actions));
        }
        section(ui, "Sound");
        surface(ui, 20, |ui| levels::show(ui, &mut new, cx.conductor, actions));
        section(ui, "Voice");
        surface(ui, 20, |ui| speech::show(ui, &mut new, cx.conductor.has_voice));
        section(ui, "Hear each cue");
        surface(ui, 20, |ui| cues::show(ui, &mut self.ring, &cx.conductor.sound, actions));
        section(ui, "Sessions");
        surface(ui, 20, |ui| sessions(ui, &mut new));
        if !trouble {
            section(ui, "Vault");
            surface(ui, 20, |ui| self.vault.ui(ui, &mut new, cx, actions));
        }
        if cx.is_vault_open() {
            section(ui, "Keeping and giving");
            surface(ui, 20, |ui| self.keeping.ui(ui, cx, actions));
        }
        section(ui, "Looks");
        surface(ui, 20, |ui| looks(ui, &mut new));
        section(ui, "Keys");
        surface(ui, 20, |ui| self.keys(ui, &mut new.keys));
        section(ui, "Home plans");
        surface(ui, 20, |ui| home_plans(ui, &mut new));
        section(ui, "A client's computer");
        surface(ui, 20, |ui| self.computer.ui(ui, &mut new));
        ui.add_space(3.0 * GRID);
        if new != *cx.settings {
            actions.push(Action::Change(Box::new(new)));
        }
    }
}

/// Shows a name, a control, and a faint sentence below.
fn row(ui: &mut Ui, name: &str, rest: &str, add: impl FnOnce(&mut Ui)) {
    let theme = Theme::of(ui);
    let width = 220.0 * theme.text_size;
    let control = |ui: &mut Ui| {
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            add(ui);
            if !rest.is_empty() {
                let rest = theme.rich(Font::Small, rest).color(theme.faint);
                ui.add(Label::new(rest).wrap());
            }
        });
    };
    if ui.available_width() < width + 420.0 {
        line(ui, Font::Body, theme.text, name);
        control(ui);
    } else {
        ui.horizontal_top(|ui| {
            ui.allocate_ui_with_layout(vec2(width, theme.touch()), Layout::left_to_right(Align::Center), |ui| {
                ui.set_min_width(width);
                line(ui, Font::Body, theme.text, name);
            });
            control(ui);
        });
    }
    ui.add_space(GRID);
}

fn sessions(ui: &mut Ui, settings: &mut Settings) {
    row(ui, "Kept for closing", "The end of an appointment that no hold is planned into", |ui| {
        let minutes = |minutes: i64| format!("{minutes} min");
        ui.add(Stepper::new("Kept for closing", &mut settings.reserve_mins, 0..=30).words(&minutes));
    });
    row(ui, "Room face", "Comes after this long without the mouse; it has no numbers and no cautions", |ui| {
        let seconds = |secs: i64| if secs == 0 { "never".to_owned() } else { format!("after {secs} s") };
        ui.add(Stepper::new("Room face", &mut settings.room_after_secs, 0..=120).step(5).words(&seconds));
    });
    row(ui, "Look of the room face", "Dark in the light look too: the room is dim", |ui| {
        // Other words than those of the look: a screen reader names a choice alone.
        let choices =
            [(Look::Dark, "Dark room"), (Look::Light, "Light room"), (Look::HighContrast, "High-contrast room")];
        ui.add(Segmented::new("Look of the room face", &mut settings.room_look, &choices));
    });
    row(ui, "Brightness of the room face", "", |ui| {
        let percent = |percent: i64| format!("{percent} %");
        let stepper = Stepper::new("Brightness of the room face", &mut settings.room_percent, 20..=100);
        ui.add(stepper.step(10).words(&percent));
    });
    let words = "As initials, on the desk face only; else they stand there for five seconds at the start";
    ui.add(Toggle::new("Show whose session it is", &mut settings.show_whose).line(words));
    let mut one_key = settings.reach == KeyMode::OneKey;
    let words = "For a pedal: one press is Advance; two take back, mark or choose; held for a second it is Hush";
    ui.add(Toggle::new("One key is enough", &mut one_key).line(words));
    settings.reach = if one_key { KeyMode::OneKey } else { KeyMode::AllKeys };
    let mut arrows = settings.keys.arrows_advance();
    let words = "For a pedal or page-turner that sends arrows: right and down advance, left and up undo, also while \
                 something is written";
    if ui.add(Toggle::new("Arrows advance and undo", &mut arrows).line(words)).changed() {
        settings.keys.set_arrows_advance(arrows);
    }
    let mut counts = settings.count == Counting::LastThree;
    ui.add(Toggle::new("Count the last three seconds", &mut counts).line("In home routines only"));
    settings.count = if counts { Counting::LastThree } else { Counting::Off };
}

fn home_plans(ui: &mut Ui, settings: &mut Settings) {
    let words = "Every new plan begins with it. What is for one client alone is typed in that client's plan";
    row(ui, "Whom clients call", words, |ui| {
        let width = field_width(ui, 420.0, 0.0);
        let field = TextField::new("Whom clients at home call, and how", &mut settings.call);
        ui.add(field.hint("Jo Miller, 555 0101").width(width));
    });
}

fn looks(ui: &mut Ui, settings: &mut Settings) {
    row(ui, "Look", "", |ui| {
        let choices = [(Look::Dark, "Dark"), (Look::Light, "Light"), (Look::HighContrast, "High contrast")];
        ui.add(Segmented::new("Look", &mut settings.look, &choices));
    });
    row(ui, "Text size", "", |ui| {
        let percent = |percent: i64| format!("{percent} %");
        let stepper = Stepper::new("Text size", &mut settings.text_percent, 80..=200);
        ui.add(stepper.step(10).words(&percent));
    });
}
