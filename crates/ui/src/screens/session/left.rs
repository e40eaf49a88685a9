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
        // Where the initials stand above there is no need of it, and a score that is typed must be seen.
        let is_shown = left > 0.0 && !props.cx.settings.show_whose && props.score.is_none();
        let name = props.cx.treated().map(|client| client.client.spoken());
        let name = name.filter(|name| is_shown && !name.is_empty());
        if let Some(name) = name {
            ui.ctx().request_repaint_after(Duration::from_millis((left * 1000.0) as u64 + 20));
            let theme = Theme::of(ui);
            let most = ui.max_rect().height() - wait_height(&theme);
            let height = (Font::Numerals.size() * 1.4 * theme.text_size).min(most);
            over_the_wait(ui, props, height, |ui, rect| client(ui, rect, &name));
            return;
        }
        let has_picture = is_set_up(props) && Pictures::are_there(subject, props.cx);
        let share = fade(ui.ctx(), Id::unique("large picture"), if has_picture { 1.0 } else { 0.0 }, DESK_SECS);
        if has_picture {
            ui.multiply_opacity(share);
            let room = vec2(ui.max_rect().width(), ui.max_rect().height() - wait_height(&Theme::of(ui)));
            let height = self.pictures.large_height(ui, room, subject, props.cx);
            over_the_wait(ui, props, height, |ui, rect| self.pictures.large(ui, rect, subject, props.cx));
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

/// Shows something `height` points high over what Advance does and the time so far, all in the middle of the column.
fn over_the_wait(ui: &mut Ui, props: &SessionProps<'_>, height: f32, add: impl FnOnce(&mut Ui, Rect)) {
    let theme = Theme::of(ui);
    let rect = ui.max_rect();
    let words = wait_height(&theme);
    let top = rect.top() + ((rect.height() - height - words) / 2.0).max(0.0);
    add(ui, rect.with_min_y(top).with_max_y(top + height));
    let below = rect.with_min_y(top + height + GRID).with_max_y(top + height + words);
    ui.scope_builder(UiBuilder::new().max_rect(below).layout(Layout::top_down(Align::Center)), |ui| {
        ring::wait(ui, props);
    });
}

/// Returns the height of two lines of what Advance does and one of the time, in points.
fn wait_height(theme: &Theme) -> f32 {
    GRID + 84.0 * theme.text_size
}

/// Shows the client's name, large.
fn client(ui: &mut Ui, place: Rect, name: &str) {
    let theme = Theme::of(ui);
    ui.scope_builder(UiBuilder::new().max_rect(place).layout(Layout::top_down(Align::Center)), |ui| {
        fit_centred(ui, Font::Numerals, 30.0, theme.text, name);
    });
}
