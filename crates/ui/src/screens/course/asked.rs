//! The question two days after a session.

use egui::Ui;
use holdwell_app::text;
use holdwell_measures::{FollowUp, Lasted, Since, Soreness};
use holdwell_model::Id;
use holdwell_store::{ClientPage, CourseRequest};

use super::course;
use crate::action::Actions;
use crate::cx::Cx;
use crate::theme::{Font, GRID, Theme};
use crate::widgets::{Button, Segmented, line, section, surface, wrapped};

/// The answer, while it is given.
#[derive(Debug, Default)]
pub(super) struct Asked {
    session: Option<Id>,
    since: Option<Since>,
    lasted: Option<Lasted>,
    soreness: Option<Soreness>,
}

impl Asked {
    /// Asks about the last session once two days have passed; afterwards the last answer stands there.
    pub(super) fn ui(&mut self, ui: &mut Ui, page: &ClientPage, cx: &Cx<'_>, actions: &mut Actions) {
        let theme = Theme::of(ui);
        let Some(session) = page.course.asks_about(cx.wall.timestamp()) else {
            if let Some(said) = page.course.follow_ups.last() {
                ui.add_space(GRID);
                let words = format!("Since the session before: {}", text::course::follow_up(said));
                wrapped(ui, Font::Body, theme.soft, words);
            }
            return;
        };
        if self.session != Some(session) {
            *self = Self { session: Some(session), ..Self::default() };
        }
        let began = page.course.began.iter().find(|(id, _)| *id == session).map(|(_, at)| *at);
        section(ui, "Since last time");
        surface(ui, 16, |ui| {
            if let Some(began) = began {
                line(ui, Font::Body, theme.soft, format!("After the session of {}", text::day(cx.wall, began)));
            }
            choice(ui, "How it was", &mut self.since, &[Since::Better, Since::Same, Since::Worse], Since::words);
            if self.since.is_some_and(|since| since != Since::Same) {
                let all = [Lasted::Hours, Lasted::Day, Lasted::Days, Lasted::Still];
                choice(ui, "It lasted", &mut self.lasted, &all, Lasted::words);
            }
            let all = [Soreness::None, Soreness::Little, Soreness::Much];
            choice(ui, "Soreness", &mut self.soreness, &all, Soreness::words);
            let Some(since) = self.since else { return };
            if ui.add(Button::new("Keep the answer")).clicked() {
                let lasted = self.lasted.filter(|_| since != Since::Same);
                let (at, soreness) = (cx.wall.timestamp(), self.soreness);
                actions.push(course(CourseRequest::Answer(FollowUp { session, at, since, lasted, soreness })));
            }
        });
    }
}

/// Shows one of a few words, none of them at first.
fn choice<T: Copy + PartialEq>(
    ui: &mut Ui,
    name: &str,
    value: &mut Option<T>,
    all: &[T],
    words: impl Fn(T) -> &'static str,
) {
    let theme = Theme::of(ui);
    line(ui, Font::Small, theme.soft, name);
    let choices: Vec<(Option<T>, &str)> = all.iter().map(|one| (Some(*one), words(*one))).collect();
    ui.add(Segmented::new(name, value, &choices));
}
