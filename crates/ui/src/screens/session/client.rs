//! The client's name: large as the session begins, where the eyes are; then it makes room for the time.

use std::time::Duration;

use egui::{Align, Id, Layout, Rect, Ui, UiBuilder, vec2};

use super::{SessionProps, SessionScreen, ring};
use crate::theme::{Font, Theme};
use crate::widgets::{DESK_SECS, fade, fit_centred};

/// The time for which the name stands there, in seconds.
const NAME_SECS: f64 = 5.0;

impl SessionScreen {
    /// Shows the ring, or at first the client's name.
    pub(super) fn ring_or_client(&self, ui: &mut Ui, props: &SessionProps<'_>) {
        let left = self.begun + NAME_SECS - ui.input(|input| input.time);
        let spoken =
            props.cx.treated().map(|client| client.client.spoken()).filter(|spoken| !spoken.is_empty() && left > 0.0);
        let share = fade(ui.ctx(), Id::unique("client name"), if spoken.is_some() { 1.0 } else { 0.0 }, DESK_SECS);
        let Some(spoken) = spoken else {
            ui.scope(|ui| {
                ui.multiply_opacity(1.0 - share);
                ring::show(ui, props);
            });
            return;
        };
        ui.ctx().request_repaint_after(Duration::from_millis((left * 1000.0) as u64 + 20));
        let theme = Theme::of(ui);
        let rect = ui.max_rect();
        let height = Font::Numerals.size() * 1.4 * theme.text_size;
        let place = Rect::from_center_size(rect.center(), vec2(rect.width(), height.min(rect.height())));
        ui.scope_builder(UiBuilder::new().max_rect(place).layout(Layout::top_down(Align::Center)), |ui| {
            let _client = fit_centred(ui, Font::Numerals, 30.0, theme.text, &spoken);
        });
    }
}
