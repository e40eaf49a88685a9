//! A number between a minus and a plus.

use std::ops::RangeInclusive;

use egui::{Align2, Response, Ui, Widget};

use super::nudge::Nudge;
use super::text;
use crate::icons;
use crate::theme::{Font, Theme};

/// A number that is moved in steps, such as the seconds of a quick hold. The arrow keys move it too.
#[must_use = "a stepper is shown with `ui.add`"]
pub struct Stepper<'a> {
    name: &'a str,
    value: &'a mut i64,
    range: RangeInclusive<i64>,
    step: i64,
    words: &'a dyn Fn(i64) -> String,
}

impl<'a> Stepper<'a> {
    /// Creates a stepper with its name, the value it moves, and the range; it moves in steps of one.
    pub fn new(name: &'a str, value: &'a mut i64, range: RangeInclusive<i64>) -> Self {
        Self { name, value, range, step: 1, words: &|value| value.to_string() }
    }

    /// Sets how far one press moves the value.
    pub fn step(self, step: i64) -> Self {
        Self { step, ..self }
    }

    /// Sets how the value is written, with its unit.
    pub fn words(self, words: &'a dyn Fn(i64) -> String) -> Self {
        Self { words, ..self }
    }
}

impl Widget for Stepper<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let theme = Theme::of(ui);
        let words = self.words;
        let lay = |ui: &Ui, value| text::one_line(ui, &words(value), theme.font(Font::Strong), theme.text);
        // The room is that of the longest value, so that nothing moves while it is stepped.
        let widest = [*self.range.start(), *self.range.end(), *self.value].map(|value| lay(ui, value).size().x);
        let width = widest.into_iter().fold(32.0, f32::max) + 16.0;
        let ends = [(icons::LESS, "less", -self.step), (icons::MORE, "more", self.step)];
        let nudge = Nudge { name: self.name, value: self.value, range: self.range, ends };
        nudge.show(ui, width, words, |ui, rect, value| {
            text::paint(ui, rect.center(), Align2::CENTER_CENTER, lay(ui, value));
        })
    }
}
