//! The desk face: numbers, set-up, scores, the strip, and every command with its key.

use egui::{Id, Rect, Sense, Ui, UiBuilder, vec2};
use holdwell_app::command::UiCommand;
use holdwell_engine::View;

use super::tray::Tray;
use super::{SessionProps, SessionScreen, Tone, banners, keys, naming, ring, strip, top, tray, words_column};
use crate::action::{Action, Actions};
use crate::theme::{Font, GRID, TOUCH, Theme, margin};
use crate::widgets::line;

/// The places of the parts of the desk face.
struct Places {
    top: Rect,
    ring: Rect,
    words: Rect,
    answer: Rect,
    strip: Rect,
    tray: Rect,
    keys: Rect,
}

impl Places {
    fn new(theme: &Theme, rect: Rect, keys_height: f32) -> Self {
        let area = rect.shrink2(vec2(margin(rect.width()), 2.0 * GRID));
        let top = area.with_max_y(area.top() + TOUCH.max(30.0 * theme.text_size));
        let keys = area.with_min_y(area.bottom() - keys_height);
        let tray_height = TOUCH.max(48.0 * theme.text_size);
        let tray = area.with_max_y(keys.top() - GRID).with_min_y(keys.top() - GRID - tray_height);
        let strip_height = if rect.height() < 700.0 { 26.0 } else { 34.0 };
        let strip = area.with_max_y(tray.top() - 4.0).with_min_y(tray.top() - 4.0 - strip_height);
        let answer_height = 26.0 * theme.text_size;
        let answer = area.with_max_y(strip.top() - 4.0).with_min_y(strip.top() - 4.0 - answer_height);
        let middle = area.with_min_y(top.bottom() + GRID).with_max_y(answer.top() - 4.0);
        let column = (area.width() * 0.365).min(middle.height().max(160.0) + 4.0 * GRID);
        let gap = if area.width() < 1000.0 { 3.0 * GRID } else { 5.0 * GRID };
        let ring = middle.with_max_x(middle.left() + column);
        let words = middle.with_min_x(middle.left() + column + gap);
        // The words begin where the ring does.
        let above = ((ring.height() - ring::diameter(ring)) / 2.0 - GRID).max(0.0);
        let words = words.with_min_y(words.top() + above);
        Self { top, ring, words, answer, strip, tray, keys }
    }
}

impl SessionScreen {
    pub(super) fn desk(&mut self, ui: &mut Ui, props: &SessionProps<'_>, actions: &mut Actions) {
        let theme = Theme::of(ui);
        let rect = ui.max_rect();
        let places = Places::new(&theme, rect, self.keys_height.max(TOUCH));
        let outside = rect.with_min_y(places.top.bottom()).with_max_y(places.answer.bottom());
        self.click_outside(ui, outside, props, actions);
        let before = self.tray.clone();
        if props.closing {
            inside(ui, places.top, |ui| banners::closing(ui, actions));
        } else {
            inside(ui, places.top, |ui| top::show(ui, props, &mut self.tray, actions));
        }
        inside(ui, places.ring, |ui| self.ring_or_client(ui, props));
        inside(ui, places.words, |ui| words_column::show(ui, props));
        let said = self.said_now(ui);
        inside(ui, places.answer, |ui| answer(ui, said));
        inside(ui, places.strip, |ui| strip::show(ui, props, &mut self.tray));
        self.keep_what_was_written(before);
        let mut closes = false;
        let begun = self.begun(props.view);
        inside(ui, places.tray, |ui| closes = tray::show(ui, props, &mut self.tray, begun, actions));
        if closes {
            self.close_tray();
        }
        let used = inside(ui, places.keys, |ui| keys::show(ui, props, self.picked(), actions));
        if (used - self.keys_height).abs() > 0.5 {
            self.keys_height = used;
            ui.ctx().request_discard("the keys take another height");
        }
        if self.tray.is_panel() {
            self.panel(ui, props, places.words.with_max_y(places.tray.bottom()), actions);
        }
    }

    /// Shows the panel of a name or an added hold at the bottom of its place, as high as it needs.
    fn panel(&mut self, ui: &mut Ui, props: &SessionProps<'_>, place: Rect, actions: &mut Actions) {
        let place = place.with_min_y(place.bottom() - self.panel_height.max(200.0));
        let (tray, found) = (&mut self.tray, &mut self.found);
        let mut closes = false;
        let used = naming::panel(ui, place, |ui| {
            closes = match tray {
                Tray::Insert(insertion) => naming::insert(ui, props, insertion, found, actions),
                Tray::Name { picker, hold } => naming::name(ui, props, picker, (hold, found), actions),
                _ => true,
            };
        });
        if (used - self.panel_height).abs() > 0.5 {
            self.panel_height = used;
            ui.ctx().request_discard("the panel takes another height");
        }
        if closes {
            self.close_tray();
        }
    }

    /// Returns the command whose text was left unfinished for the hold that it would be for now.
    fn begun(&self, view: &View) -> Option<UiCommand> {
        let is_begun = |tray: &Tray| self.drafts.iter().any(|draft| draft.is_draft_of(tray));
        let kinds = [(Tray::note(view), UiCommand::Note), (Tray::name(view), UiCommand::Name)];
        kinds.iter().find(|(tray, _)| is_begun(tray)).map(|(_, command)| *command)
    }

    /// Takes a click that meets no button as Advance. Lies under everything else, but not under the top line: what
    /// stands there looks as if it could be pressed.
    fn click_outside(&self, ui: &Ui, rect: Rect, props: &SessionProps<'_>, actions: &mut Actions) {
        let clicked = ui.interact(rect, Id::unique("desk"), Sense::CLICK).clicked();
        if clicked && self.click_is_meant() && !props.closing {
            actions.push(Action::Do(UiCommand::Advance));
        }
    }
}

/// Draws in a rectangle and returns the height that was taken.
fn inside(ui: &mut Ui, rect: Rect, add: impl FnOnce(&mut Ui)) -> f32 {
    ui.scope_builder(UiBuilder::new().max_rect(rect), add).response.rect.height()
}

/// Shows the answer to the last press.
fn answer(ui: &mut Ui, said: Option<(Tone, String)>) {
    let Some((tone, words)) = said else { return };
    let theme = Theme::of(ui);
    let colour = if tone == Tone::Refused { theme.caution } else { theme.soft };
    let _answer = line(ui, Font::Body, colour, words);
}
