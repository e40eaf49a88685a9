//! The desk face: numbers, set-up, scores, the strip, and every command with its key.

use egui::{Id, Rect, Sense, Ui, UiBuilder};
use holdwell_app::command::UiCommand;
use holdwell_engine::View;

use super::keys::Keys;
use super::places::{Foot, Places};
use super::subject::Subject;
use super::tray::Tray;
use super::{SessionProps, SessionScreen, Tone, banners, naming, scoring, strip, top, tray, words_column};
use crate::action::{Action, Actions};
use crate::theme::{Font, Theme};
use crate::widgets::line;

impl SessionScreen {
    pub(super) fn desk(&mut self, ui: &mut Ui, props: &SessionProps<'_>, actions: &mut Actions) {
        let rect = ui.max_rect();
        let subject = Subject::of(props.view);
        let keys = Keys::new(ui, props, rect, self.keys_page);
        let foot = Foot { keys: keys.height, has_tray: self.tray != tray::Tray::Closed };
        let places = Places::new(ui, rect, foot, |ui, width| words_column::needed(ui, props, &subject, width));
        let outside = rect.with_min_y(places.top.bottom()).with_max_y(places.above_the_strip());
        self.click_outside(ui, outside, props, actions);
        let before = self.tray.clone();
        if props.closing {
            inside(ui, places.top, |ui| banners::closing(ui, actions));
        } else {
            inside(ui, places.top, |ui| top::show(ui, props, &mut self.tray, actions));
        }
        if let Some(ring) = places.ring {
            inside(ui, ring, |ui| self.left_column(ui, props, &subject));
        }
        let has_ring = places.ring.is_some();
        places.words_theme.within(ui, |ui| {
            inside(ui, places.words, |ui| words_column::show(ui, props, &subject, has_ring, &mut self.pictures));
        });
        if let Some(strip) = places.strip {
            inside(ui, strip, |ui| strip::show(ui, props, &mut self.tray));
        }
        self.keep_what_was_written(before);
        let said = self.said_now(ui);
        let takes_tray = said.is_some() && places.answer.is_none();
        inside(ui, places.answer.unwrap_or(places.tray), |ui| answer(ui, said));
        let mut closes = false;
        let begun = self.begun(props.view);
        if !takes_tray {
            inside(ui, places.tray, |ui| closes = tray::show(ui, props, &mut self.tray, begun, actions));
        }
        if closes {
            self.close_tray();
        }
        let picked = self.picked();
        inside(ui, places.keys, |ui| {
            if keys.show(ui, props, picked, actions) {
                self.keys_page += 1;
            }
        });
        if self.tray.is_panel() {
            self.panel(ui, props, places.words.with_max_y(places.tray.bottom()), actions);
        }
    }

    /// Shows the panel of a name, an added hold or a score at the bottom of its place, as high as it needs.
    fn panel(&mut self, ui: &mut Ui, props: &SessionProps<'_>, place: Rect, actions: &mut Actions) {
        let place = place.with_min_y(place.bottom() - self.panel_height.max(200.0));
        let (tray, found) = (&mut self.tray, &mut self.found);
        let mut closes = false;
        let used = naming::panel(ui, place, |ui| {
            closes = match tray {
                Tray::Insert(insertion) => naming::insert(ui, props, insertion, found, actions),
                Tray::Score(score) => scoring::score(ui, props, score, actions),
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

/// Draws in a rectangle.
fn inside(ui: &mut Ui, rect: Rect, add: impl FnOnce(&mut Ui)) {
    ui.scope_builder(UiBuilder::new().max_rect(rect), add);
}

/// Shows the answer to the last press.
fn answer(ui: &mut Ui, said: Option<(Tone, String)>) {
    let Some((tone, words)) = said else { return };
    let theme = Theme::of(ui);
    let colour = if tone == Tone::Refused { theme.caution } else { theme.soft };
    let _answer = line(ui, Font::Body, colour, words);
}
