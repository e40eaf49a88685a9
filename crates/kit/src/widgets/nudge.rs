//! Less, value, more: the common part of stepper and level.

use std::ops::RangeInclusive;

use egui::accesskit::Action;
use egui::{EventFilter, Key, Modifiers, Rect, Response, Role, Sense, Ui, WidgetInfo, vec2};

use super::button::Button;
use super::focus::focus_ring;
use crate::icons::Icon;
use crate::theme::{BUTTON_RADIUS, Theme};

/// One end of the row: its icon, its word, and how far it moves.
pub(super) type End = (Icon, &'static str, i64);

/// A number that is moved in steps between two ends.
pub(super) struct Nudge<'a> {
    pub name: &'a str,
    pub value: &'a mut i64,
    pub range: RangeInclusive<i64>,
    pub ends: [End; 2],
}

impl Nudge<'_> {
    /// Shows the two buttons with the value between them, which takes the keyboard and the arrow keys.
    pub(super) fn show(
        self,
        ui: &mut Ui,
        width: f32,
        words: impl Fn(i64) -> String,
        paint: impl FnOnce(&Ui, Rect, i64),
    ) -> Response {
        let [less, more] = self.ends;
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            let down = self.end(ui, less);
            let (rect, mut spin) =
                ui.allocate_exact_size(vec2(width, Theme::of(ui).touch()), Sense::focusable_noninteractive());
            let up = self.end(ui, more);
            let by_keys = by_keyboard(ui, &spin).saturating_mul(more.2);
            let moved = self.within(self.value.saturating_add(down).saturating_add(up).saturating_add(by_keys));
            if moved != *self.value {
                *self.value = moved;
                spin.mark_changed();
                // The ends may have to change their state, which was drawn before the value moved.
                ui.ctx().request_repaint();
            }
            self.describe(ui, &spin, words(moved));
            paint(ui, rect, moved);
            focus_ring(ui, &spin, rect, BUTTON_RADIUS);
            spin
        })
        .inner
    }

    fn within(&self, value: i64) -> i64 {
        value.clamp(*self.range.start(), (*self.range.end()).max(*self.range.start()))
    }

    fn end(&self, ui: &mut Ui, (icon, word, by): End) -> i64 {
        let name = format!("{}: {word}", self.name);
        let stuck = self.within(self.value.saturating_add(by)) == *self.value;
        let button = Button::icon_only(icon, &name).disabled(stuck.then_some("It goes no further"));
        if ui.add(button).clicked() { by } else { 0 }
    }

    fn describe(&self, ui: &Ui, spin: &Response, words: String) {
        spin.widget_info(|| {
            let mut info = WidgetInfo::labeled(Role::SpinButton, ui.is_enabled(), self.name);
            info.value = Some(*self.value as f64);
            info
        });
        ui.ctx().accesskit_node_builder(spin.id, |node| {
            node.set_value(words);
            node.set_min_numeric_value(*self.range.start() as f64);
            node.set_max_numeric_value(*self.range.end() as f64);
            node.add_action(Action::Increment);
            node.add_action(Action::Decrement);
        });
    }
}

/// Returns steps up less steps down, from the arrow keys while it has the keyboard, and from a screen reader at any
/// time.
fn by_keyboard(ui: &Ui, spin: &Response) -> i64 {
    let asked = |action| ui.input(|input| input.num_accesskit_action_requests(spin.id, action)) as i64;
    let mut steps = asked(Action::Increment) - asked(Action::Decrement);
    if spin.has_focus() {
        let arrows = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(spin.id, arrows));
        let pressed = |key| ui.input_mut(|input| input.count_and_consume_key(Modifiers::NONE, key)) as i64;
        steps += pressed(Key::ArrowUp) + pressed(Key::ArrowRight) - pressed(Key::ArrowDown) - pressed(Key::ArrowLeft);
    }
    steps
}
