//! Settings for keeping records: years, hand-over of all clients, and the list of erasures.

use egui::Ui;
use holdwell_app::retention::KNOWN;
use holdwell_app::text;
use holdwell_store::{KeepingRequest, Request, RetentionRule};

use super::super::folder::{Answer, FolderForm};
use super::row;
use crate::action::{Action, Actions};
use crate::cx::Cx;
use crate::theme::{Font, GRID, Theme};
use crate::widgets::{Button, Stepper, chip_toggle, chips, line, wrapped};

/// The parts of it that are open.
#[derive(Debug, Default)]
pub(super) struct Keeping {
    folder: Option<FolderForm>,
    shows_erased: bool,
}

impl Keeping {
    pub(super) fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, actions: &mut Actions) {
        rule(ui, cx, actions);
        self.hand_over(ui, actions);
        self.erased(ui, cx);
    }

    fn hand_over(&mut self, ui: &mut Ui, actions: &mut Actions) {
        let rest = "For whoever goes on with the practice: every client in a folder of their own, and a list of them";
        row(ui, "Hand over all clients", rest, |ui| {
            if self.folder.is_none() && ui.add(Button::new("Hand over all clients…").words("Hand over…")).clicked()
            {
                self.folder = Some(FolderForm::default());
            }
        });
        let Some(form) = &mut self.folder else { return };
        let words =
            "Everything that is kept about every client. Those files are not protected by the vault's passphrase";
        match form.ui(ui, words, "Write all clients") {
            Answer::Waits => return,
            Answer::Left => {}
            Answer::Folder(folder) => {
                actions.push(Action::vault(Request::Keeping(KeepingRequest::HandOver(folder))));
            }
        }
        self.folder = None;
    }

    fn erased(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        let erased = &cx.vault.own.erasures;
        if erased.is_empty() {
            return;
        }
        let theme = Theme::of(ui);
        let rest = "An id that says nothing, the period of the sessions, and the day: what has to stay of an erasure";
        row(ui, "Who was erased", rest, |ui| {
            let words = text::count(erased.len(), "client");
            if ui.add(Button::quiet("Show who was erased").words(&words)).clicked() {
                self.shows_erased = !self.shows_erased;
            }
        });
        for one in erased.iter().filter(|_| self.shows_erased) {
            wrapped(ui, Font::Small, theme.soft, text::erasure(one));
        }
    }
}

/// Shows the rule, and those that are known of places.
fn rule(ui: &mut Ui, cx: &Cx<'_>, actions: &mut Actions) {
    let now = cx.vault.own.retention;
    let mut wanted = now;
    let rest = "For clients without a day of their own. The law of your place counts; these figures are what public pages \
                say";
    row(ui, "Keep records", rest, |ui| {
        chips(ui, |ui| {
            let mut none = now.is_none();
            if chip_toggle(ui, "No rule", &mut none).clicked() {
                wanted = None;
            }
            for known in KNOWN {
                let mut is_on = now == Some(known.rule);
                let words = format!("{}: {}", known.place, text::retention(known.rule));
                if chip_toggle(ui, &words, &mut is_on).on_hover_text(known.source).clicked() {
                    wanted = Some(known.rule);
                }
            }
        });
    });
    if let Some(rule) = now {
        wanted = edited(ui, rule).or(wanted);
    }
    ui.add_space(GRID);
    if wanted != now {
        actions.push(Action::vault(Request::Keeping(KeepingRequest::SetRule(wanted))));
    }
}

/// Shows the figures of the rule. Returns it where one was changed.
fn edited(ui: &mut Ui, rule: RetentionRule) -> Option<RetentionRule> {
    let theme = Theme::of(ui);
    let (mut years, mut age) = (i64::from(rule.years), i64::from(rule.until_age.unwrap_or(0)));
    ui.horizontal_wrapped(|ui| {
        line(ui, Font::Body, theme.soft, "After the last visit");
        let words = |years: i64| format!("{years} years");
        ui.add(Stepper::new("Years after the last visit", &mut years, 1..=60).words(&words));
        line(ui, Font::Body, theme.soft, "Minors at least until");
        let words = |age: i64| if age == 0 { "no age".to_owned() } else { format!("the age of {age}") };
        ui.add(Stepper::new("Minors until the age of", &mut age, 0..=60).words(&words));
    });
    let changed = RetentionRule {
        years: u8::try_from(years).unwrap_or(rule.years),
        until_age: u8::try_from(age).ok().filter(|age| *age > 0),
    };
    (changed != rule).then_some(changed)
}
