//! The left column of the desk face: while settle waits the picture of the position, large; in work the ring. As the
//! session begins the client's name stands there, over what Advance does.

use std::time::Duration;

use egui::{Align, Id, Layout, Rect, Ui, UiBuilder, vec2};
use holdwell_model::Phase;

use super::pictures::Pictures;
use super::subject::Subject;
use super::{SessionProps, SessionScreen, ring};
use crate::theme::{Font, GRID, Theme};
use crate::widgets::{DESK_SECS, fade, fit_centred};

/// The time for which the client's name stands there, in seconds.
const NAME_SECS: f64 = 5.0;

impl SessionScreen {
    pub(super) fn left_column(&mut self, ui: &mut Ui, props: &SessionProps<'_>, subject: &Subject<'_>) {
        let left = self.begun + NAME_SECS - ui.input(|input| input.time);
        let name =
            props.cx.treated().map(|client| client.client.spoken()).filter(|name| !name.is_empty() && left > 0.0);
        if let Some(name) = name {
            ui.ctx().request_repaint_after(Duration::from_millis((left * 1000.0) as u64 + 20));
            over_the_wait(ui, props, |ui, rect| client(ui, rect, &name));
            return;
        }
        let has_picture = is_set_up(props) && Pictures::are_there(subject, props.cx);
        let share = fade(ui.ctx(), Id::unique("large picture"), if has_picture { 1.0 } else { 0.0 }, DESK_SECS);
        if has_picture {
            ui.multiply_opacity(share);
            over_the_wait(ui, props, |ui, rect| self.pictures.large(ui, rect, subject, props.cx));
        } else {
            ui.multiply_opacity(1.0 - share);
            ring::show(ui, props);
        }
    }
}

/// Says if hands are being laid on, so that the picture matters more than the time.
pub(super) fn is_set_up(props: &SessionProps<'_>) -> bool {
    props.score.is_none() && matches!(props.view.phase(), None | Some(Phase::Rate | Phase::Settle))
}

/// Shows something over what Advance does and the time so far.
fn over_the_wait(ui: &mut Ui, props: &SessionProps<'_>, add: impl FnOnce(&mut Ui, Rect) -> f32) {
    let theme = Theme::of(ui);
    let rect = ui.max_rect();
    let words = 84.0 * theme.text_size;
    let used = add(ui, rect.with_max_y(rect.bottom() - words));
    let below = rect.with_min_y(rect.top() + used + GRID).with_max_y(rect.top() + used + GRID + words);
    ui.scope_builder(UiBuilder::new().max_rect(below).layout(Layout::top_down(Align::Center)), |ui| {
        ring::wait(ui, props);
    });
}

/// Shows the client's name, large; returns the height that it takes.
fn client(ui: &mut Ui, rect: Rect, name: &str) -> f32 {
    let theme = Theme::of(ui);
    let height = (Font::Numerals.size() * 1.4 * theme.text_size).min(rect.height());
    let place = Rect::from_center_size(rect.center(), vec2(rect.width(), height));
    ui.scope_builder(UiBuilder::new().max_rect(place).layout(Layout::top_down(Align::Center)), |ui| {
        fit_centred(ui, Font::Numerals, 30.0, theme.text, name);
    });
    place.bottom() - rect.top()
}
