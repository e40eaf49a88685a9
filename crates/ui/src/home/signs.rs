//! The signs of something graver, asked for once a week.

use egui::{Align, Layout, Ui, vec2};
use holdwell_app::home_mode::AtHome;
use holdwell_app::text::home::sentence;
use holdwell_app::text::home_mode as words;
use holdwell_home::{DiaryEntry, Did, Share, Sign};
use jiff::Zoned;

use super::{Asked, Face};
use crate::theme::{Font, Theme};
use crate::widgets::{Banner, Button, surface, title, wrapped};

/// Asks for each; a yes ends the day before it has begun, and stands in the diary.
pub(super) fn ask(ui: &mut Ui, home: &AtHome, (share, now): (Share, &Zoned), asked: &mut Vec<Asked>) {
    title(ui, words::SIGNS);
    for sign in home.signs(now.date()) {
        let question = sentence(&sign.text);
        let is_yes = surface(ui, 10, |ui| {
            let size = vec2(ui.available_width(), Theme::of(ui).touch());
            ui.allocate_ui_with_layout(size, Layout::right_to_left(Align::Center), |ui| {
                let yes = ui.add(Button::new(&format!("Yes: {question}")).words("Yes"));
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    wrapped(ui, Font::Body, Theme::of(ui).text, &question);
                });
                yes.clicked()
            })
            .inner
        });
        if is_yes {
            asked.push(yes(home, sign, question, now));
        }
    }
    ui.horizontal_wrapped(|ui| {
        if ui.add(Button::primary("None of these")).clicked() {
            asked.push(Asked::BeginNow(share));
        }
        if ui.add(Button::quiet("Not today")).clicked() {
            asked.push(Asked::Show(Face::Today));
        }
    });
}

/// Keeps a yes, so that the therapist sees it, and says what to do.
fn yes(home: &AtHome, sign: &Sign, question: String, now: &Zoned) -> Asked {
    let items = vec![Did::LeftOut; home.plan.items.len()];
    let entry = DiaryEntry { items, worse: Some(true), word: Some(question), ..home.entry(now) };
    Asked::Keep(Box::new(entry), Face::Sign(words::sign(sign.urgency, &home.plan)))
}

/// Says what to do after a yes.
pub(super) fn told(ui: &mut Ui, told: &str, asked: &mut Vec<Asked>) {
    title(ui, "Not today");
    Banner::caution(told).show(ui);
    if ui.add(Button::new("Back to the plan")).clicked() {
        asked.push(Asked::Show(Face::Today));
    }
}
