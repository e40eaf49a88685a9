//! A level of sound: quieter, dots, louder.

use std::ops::RangeInclusive;

use egui::{Align2, Response, Ui, Widget, pos2};

use super::nudge::Nudge;
use super::text;
use crate::icons;
use crate::theme::{Font, Theme};

/// A level in steps of decibels.
#[must_use = "a level is shown with `ui.add`"]
pub struct Level<'a> {
    name: &'a str,
    decibels: &'a mut i64,
    range: RangeInclusive<i64>,
    step: i64,
    silent: Option<i64>,
}

const APART: f32 = 14.0;

impl<'a> Level<'a> {
    /// Creates a level with its name, the value it moves, the range, and the step of one press.
    pub fn new(name: &'a str, decibels: &'a mut i64, range: RangeInclusive<i64>, step: i64) -> Self {
        Self { name, decibels, range, step: step.max(1), silent: None }
    }

    /// Sets the value that is no sound at all.
    pub fn silent(self, value: i64) -> Self {
        Self { silent: Some(value), ..self }
    }
}

impl Widget for Level<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let theme = Theme::of(ui);
        let (lowest, step) = (*self.range.start(), self.step);
        let dots = (self.range.end() - lowest).max(0) / step + 1;
        let silent = self.silent;
        let say = move |value| if silent == Some(value) { "silent".to_owned() } else { decibels(value) };
        let label = |ui: &Ui, value| text::one_line(ui, &say(value), theme.font(Font::Small), theme.soft);
        let words = label(ui, lowest).size().x.max(label(ui, *self.range.end()).size().x);
        let ends = [(icons::SOUND_LOW, "quieter", -step), (icons::SOUND, "louder", step)];
        let nudge = Nudge { name: self.name, value: self.decibels, range: self.range, ends };
        nudge.show(ui, dots as f32 * APART + 40.0 + words, say, |ui, rect, value| {
            for dot in 0..dots {
                let at = pos2(rect.left() + 12.0 + (dot as f32 + 0.5) * APART, rect.center().y);
                let (radius, colour) = if lowest + dot * step <= value && silent != Some(value) {
                    (4.0, theme.action)
                } else {
                    (3.0, theme.line)
                };
                ui.painter().circle_filled(at, radius, colour);
            }
            let right = pos2(rect.right() - 4.0, rect.center().y);
            text::paint(ui, right, Align2::RIGHT_CENTER, label(ui, value));
        })
    }
}

fn decibels(value: i64) -> String {
    let sign = if value < 0 { "\u{2212}" } else { "" };
    format!("{sign}{} dB", value.unsigned_abs())
}
