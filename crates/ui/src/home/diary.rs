//! The diary: a calendar of done days, and the way back to the therapist.

use egui::{Align2, Sense, StrokeKind, Ui, WidgetInfo, vec2};
use holdwell_app::home_mode::{AtHome, CalendarDay, DayState};
use holdwell_app::text::home_mode as words;
use jiff::civil::Date;

use super::{Asked, Face};
use crate::dialog::{Dialog, Wanted};
use crate::icons;
use crate::theme::{BUTTON_RADIUS, Font, GRID, Theme, mix};
use crate::widgets::{Banner, Button, line, one_row, title, wrapped};

/// The diary as it is looked at.
#[derive(Debug, Default)]
pub(super) struct DiaryFace {
    dialog: Option<Dialog>,
    /// The sentence about the last way out, and true where it is a success.
    said: Option<(String, bool)>,
}

impl DiaryFace {
    pub(super) fn ui(&mut self, ui: &mut Ui, home: &AtHome, today: Date, asked: &mut Vec<Asked>) {
        title(ui, "Your diary");
        let days = words::days(home.diary().days_done(), home.plan.days_planned_by(today));
        line(ui, Font::Lead, Theme::of(ui).text, days);
        calendar(ui, home, today);
        ui.add_space(GRID);
        if !home.diary().entries().is_empty() {
            self.ways_out(ui, home);
        }
        if ui.add(Button::primary("Back to the plan")).clicked() {
            asked.push(Asked::Show(Face::Today));
        }
    }

    fn ways_out(&mut self, ui: &mut Ui, home: &AtHome) {
        wrapped(ui, Font::Body, Theme::of(ui).text, words::SEND);
        ui.horizontal_wrapped(|ui| {
            if ui.add(Button::new("Copy the text").icon(icons::COPY)).clicked() {
                ui.ctx().copy_text(home.diary().code());
                self.said = Some((words::COPIED.to_owned(), true));
            }
            let open = self.dialog.is_some().then_some("Its window is open");
            if ui.add(Button::new("Save as a file…").icon(icons::FOLDER).disabled(open)).clicked() {
                self.dialog = Dialog::open(ui.ctx(), Wanted::NewFile("diary.json".to_owned(), "json"));
            }
        });
        if let Some(chosen) = self.dialog.as_ref().and_then(Dialog::chosen) {
            self.dialog = None;
            if let Some(path) = chosen.first() {
                self.said = Some(match home.save_diary(path) {
                    Ok(()) => (words::SAVED.to_owned(), true),
                    Err(why) => (words::not_kept(&why), false),
                });
            }
        }
        if let Some((said, is_success)) = &self.said {
            let banner = if *is_success { Banner::info(said) } else { Banner::error(said) };
            banner.show(ui);
        }
    }
}

/// Shows the weeks. A day that was done has a mark; another one has none, and no colour says anything of it.
fn calendar(ui: &mut Ui, home: &AtHome, today: Date) {
    let theme = Theme::of(ui);
    let side = (46.0 * theme.text_size).min((ui.available_width() - 6.0 * GRID) / 7.0);
    ui.spacing_mut().item_spacing = vec2(GRID, GRID);
    ui.spacing_mut().interact_size.y = 0.0;
    ui.horizontal(|ui| {
        for name in ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"] {
            let (rect, _) = ui.allocate_exact_size(vec2(side, 20.0 * theme.text_size), Sense::hover());
            let word = one_row(ui, name, theme.font(Font::Small), theme.soft, side);
            ui.painter().galley(Align2::CENTER_CENTER.anchor_size(rect.center(), word.size()).min, word, theme.soft);
        }
    });
    for week in home.calendar(today) {
        ui.horizontal(|ui| {
            for day in week {
                self::day(ui, day, day.day == today, side);
            }
        });
    }
}

fn day(ui: &mut Ui, CalendarDay { day, state }: CalendarDay, is_today: bool, side: f32) {
    let theme = Theme::of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(side, side), Sense::hover());
    if state == DayState::Outside {
        return;
    }
    let is_done = state == DayState::Done;
    let words = format!("{}{}", day.strftime("%-d %B"), if is_done { ", done" } else { "" });
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Label, true, words.clone()));
    let fill = if is_done { mix(theme.action, theme.background, 0.28) } else { theme.surface };
    let edge = if is_today { theme.focus() } else { theme.control() };
    ui.painter().rect(rect, BUTTON_RADIUS, fill, edge, StrokeKind::Inside);
    let sign = if is_done { icons::CHECK.0.to_owned() } else { day.day().to_string() };
    let colour = if is_done { theme.text } else { theme.soft };
    let galley = one_row(ui, &sign, theme.font(Font::Body), colour, side);
    ui.painter().galley(Align2::CENTER_CENTER.anchor_size(rect.center(), galley.size()).min, galley, colour);
}
