//! Consents of a client, each until it is taken back: treatment, records, a plan for home, photos.

use egui::{Align, Layout, Ui, vec2};
use holdwell_app::text;
use holdwell_editing::moment::MomentDraft;
use holdwell_store::{ClientPage, Consent, ConsentKind, ConsentState};

use super::super::consent::note;
use crate::action::Actions;
use crate::cx::Cx;
use crate::theme::{Font, GRID, Theme};
use crate::widgets::{Button, TextField, line, section, surface, undo_line};

/// The answer that was noted last, while it can be taken back, and the day that is being written.
#[derive(Debug, Default)]
pub(super) struct Consents {
    undo: Option<(Consent, String)>,
    /// The day on which something was said, where that is not today.
    day: Option<(ConsentKind, MomentDraft)>,
}

impl Consents {
    pub(super) fn ui(&mut self, ui: &mut Ui, page: &ClientPage, cx: &Cx<'_>, actions: &mut Actions) {
        section(ui, "Consents");
        surface(ui, 20, |ui| {
            for kind in ConsentKind::LASTING {
                ui.push_id(kind.key(), |ui| self.one(ui, kind, page, cx, actions));
            }
        });
        let mut said = self.undo.as_ref().map(|(_, said)| said.clone());
        if undo_line(ui, &mut said, Clone::clone).is_some()
            && let Some((before, _)) = self.undo.take()
        {
            note(page, before, actions);
        }
    }

    fn one(&mut self, ui: &mut Ui, kind: ConsentKind, page: &ClientPage, cx: &Cx<'_>, actions: &mut Actions) {
        let now = Consent::in_force(kind, &page.consents);
        let name = text::consent_name(kind);
        let width = 260.0 * Theme::of(ui).text_size;
        let mut answer = None;
        if ui.available_width() < 2.5 * width {
            told(ui, name, now, cx);
            ui.horizontal_wrapped(|ui| answer = self.answers(ui, kind, now));
        } else {
            ui.horizontal(|ui| {
                ui.allocate_ui_with_layout(vec2(width, Theme::of(ui).touch()), Layout::top_down(Align::Min), |ui| {
                    ui.set_min_width(width);
                    told(ui, name, now, cx);
                });
                answer = self.answers(ui, kind, now);
            });
        }
        let since = self.day_field(ui, kind, cx);
        if let (Some(state), Some(since)) = (answer, since) {
            let consent = Consent { kind, state, since, words: String::new() };
            let said = format!("{name}: {}", text::consent_state(cx.wall, Some(&consent)));
            self.undo = Some((consent.undo(&page.consents), said));
            self.day = self.day.take().filter(|(of, _)| *of != kind);
            note(page, consent, actions);
        }
    }

    /// Shows the answers that there can be now. Returns the one that was pressed.
    fn answers(&mut self, ui: &mut Ui, kind: ConsentKind, now: Option<&Consent>) -> Option<ConsentState> {
        let name = text::consent_name(kind);
        let is = |state| now.is_some_and(|now| now.state == state);
        let choices = [
            (ConsentState::Given, "Given", !is(ConsentState::Given)),
            (ConsentState::Withdrawn, "Withdrawn", is(ConsentState::Given)),
            (ConsentState::Refused, "Refused", !is(ConsentState::Given) && !is(ConsentState::Refused)),
        ];
        let mut answer = None;
        for (state, words, _) in choices.into_iter().filter(|(.., offered)| *offered) {
            if ui.add(Button::new(&format!("{name}: {words}")).words(words)).clicked() {
                answer = Some(state);
            }
        }
        let other = format!("{name}: on another day");
        if self.day.is_none() && ui.add(Button::quiet(&other).words("Another day…")).clicked() {
            self.day = Some((kind, MomentDraft { day: String::new(), time: "00:00".to_owned() }));
        }
        answer
    }

    /// Shows the field for another day, where it is open for this kind. Returns the instant that is meant; `None` where
    /// the day cannot be read.
    fn day_field(&mut self, ui: &mut Ui, kind: ConsentKind, cx: &Cx<'_>) -> Option<jiff::Timestamp> {
        let Some((_, draft)) = self.day.as_mut().filter(|(of, _)| *of == kind) else {
            return Some(cx.wall.timestamp());
        };
        let read = draft.read(cx.wall);
        let problem = read.err().filter(|_| !draft.day.trim().is_empty()).map(text::records::moment_problem);
        let field = TextField::new("On which day", &mut draft.day).most(30).width(220.0).hint("12 Nov 2025");
        ui.add(field.problem(problem));
        ui.add_space(GRID);
        if ui.add(Button::quiet("Today after all")).clicked() {
            self.day = None;
        }
        read.ok()
    }
}

/// Shows what is asked for, and what was said to it.
fn told(ui: &mut Ui, name: &str, now: Option<&Consent>, cx: &Cx<'_>) {
    let theme = Theme::of(ui);
    line(ui, Font::Body, theme.text, name);
    line(ui, Font::Small, theme.faint, text::consent_state(cx.wall, now));
}
