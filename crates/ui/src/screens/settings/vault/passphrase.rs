//! Sets, changes or takes away what opens the vault.

use egui::{Key, Ui};
use holdwell_store::{Passphrase, Request};

use super::super::row;
use crate::action::{Action, Actions};
use crate::theme::{Font, GRID, Theme};
use crate::widgets::{Banner, Button, ChipKind, Fresh, Secret, chip, line, surface, wrapped};

/// The form that changes the passphrase.
#[derive(Debug)]
pub(super) struct Form {
    purpose: Purpose,
    old: Secret,
    new: Secret,
    again: Secret,
    problem: Option<&'static str>,
    fresh: Fresh,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Purpose {
    Set,
    Change,
    TakeAway,
}

impl Form {
    fn new(purpose: Purpose) -> Self {
        Self {
            purpose,
            old: Secret::default(),
            new: Secret::default(),
            again: Secret::default(),
            problem: None,
            fresh: Fresh::Yes,
        }
    }

    /// Returns the request to the vault; `None` where something is missing, and shows what.
    fn request(&mut self) -> Option<Request> {
        let asks_old = self.purpose != Purpose::Set;
        let asks_new = self.purpose != Purpose::TakeAway;
        self.problem = match () {
            () if asks_old && self.old.is_empty() => Some("Type the passphrase in use"),
            () if asks_new && self.new.is_empty() => Some("Type a new passphrase"),
            () if self.old.is_too_long() || self.new.is_too_long() => Some("The passphrase is too long"),
            () if asks_new && !self.new.same(&self.again) => Some("The two are not the same: type it twice"),
            () => None,
        };
        if self.problem.is_some() {
            return None;
        }
        self.again.take(|_| ());
        let (old, new) = (self.old.take(Passphrase::new), self.new.take(Passphrase::new));
        Some(Request::SetPassphrase { old, new })
    }
}

/// Shows whether there is a passphrase, and the form that changes it. `answer` is whether the vault is at it, and what
/// came of the last try. Returns true where that is of the past: a form was opened or left, or something else is typed.
pub(super) fn show(
    ui: &mut Ui,
    form: &mut Option<Form>,
    is_encrypted: bool,
    answer: (bool, Option<&str>),
    actions: &mut Actions,
) -> bool {
    let (kind, words) =
        if is_encrypted { (ChipKind::Plain, "encrypted") } else { (ChipKind::Caution, "not encrypted") };
    let (rest, offered): (_, &[(Purpose, &str)]) = if is_encrypted {
        let offered = &[(Purpose::Change, "Change it…"), (Purpose::TakeAway, "Take it away…")];
        ("The file and its copies are ciphertext. There is no way in without it", offered)
    } else {
        ("Without one the file is plain: any database tool opens it", &[(Purpose::Set, "Set a passphrase…")])
    };
    let mut is_past = false;
    row(ui, "Passphrase", rest, |ui| {
        ui.horizontal_wrapped(|ui| {
            chip(ui, kind, words);
            for (purpose, words) in offered {
                if ui.add(Button::new(words)).clicked() {
                    *form = Some(Form::new(*purpose));
                    is_past = true;
                }
            }
        });
    });
    if let (None, Some(failed)) = (&*form, answer.1) {
        Banner::error(failed).show(ui);
    }
    let Some(open) = form else { return is_past };
    let answer = if is_past { (answer.0, None) } else { answer };
    match surface(ui, 20, |ui| fields(ui, open, answer, actions)) {
        Touched::No => {}
        Touched::Typed => is_past = true,
        Touched::Left => (*form, is_past) = (None, true),
    }
    ui.add_space(GRID);
    is_past
}

/// Action of the fields of the form.
enum Touched {
    No,
    Typed,
    Left,
}

fn fields(ui: &mut Ui, form: &mut Form, answer: (bool, Option<&str>), actions: &mut Actions) -> Touched {
    let theme = Theme::of(ui);
    let (title, word) = match form.purpose {
        Purpose::Set => ("Set a passphrase", "Set it"),
        Purpose::Change => ("Change the passphrase", "Change it"),
        Purpose::TakeAway => ("Take the passphrase away", "Take it away"),
    };
    line(ui, Font::Section, theme.text, title);
    let words = match form.purpose {
        Purpose::TakeAway => "The file becomes plain again, and its copies with it",
        _ => {
            "It protects the file where the machine is lost, stolen or lent. It does not protect against somebody at \
             this machine while the vault is open, nor against programs that watch what is typed. Clear text that was \
             deleted before may survive on the disk. Write it down somewhere safe: nobody can recover it"
        }
    };
    wrapped(ui, Font::Body, theme.soft, words);
    let mut shown = Vec::new();
    if form.purpose != Purpose::Set {
        shown.push(form.old.field(ui, "Passphrase in use"));
    }
    if form.purpose != Purpose::TakeAway {
        shown.push(form.new.field(ui, "New passphrase"));
        shown.push(form.again.field(ui, "The same once more"));
    }
    if let Some(first) = shown.first() {
        form.fresh.take(first);
    }
    let is_left = shown.last().is_some_and(egui::Response::lost_focus);
    let entered = is_left && ui.input(|input| input.key_pressed(Key::Enter));
    let is_typed = shown.iter().any(egui::Response::changed);
    if is_typed {
        form.problem = None;
    }
    let (waits, failed) = answer;
    let failed = failed.filter(|_| !is_typed);
    if let Some(problem) = form.problem.or(failed) {
        Banner::error(problem).show(ui);
    }
    ui.add_space(GRID);
    let busy = waits.then_some("The vault is being changed now");
    let (go, leave) = ui
        .horizontal(|ui| {
            let go = ui.add(Button::new(word).disabled(busy)).clicked();
            (go, ui.add(Button::quiet("Leave it")).clicked())
        })
        .inner;
    // The form stays until the vault has answered: an answer stands where it was asked for.
    if (go || entered) && !waits {
        actions.extend(form.request().map(Action::vault));
    }
    match (leave, is_typed) {
        (true, _) => Touched::Left,
        (false, true) => Touched::Typed,
        (false, false) => Touched::No,
    }
}
