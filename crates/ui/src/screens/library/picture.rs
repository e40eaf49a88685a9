//! The therapist's own photo of a position.

use crate::cx::Cx;
use egui::{Image, Ui, vec2};

use crate::action::{Action, Actions};
use crate::icons;
use crate::photo::{Coming, ShownPhoto};
use crate::theme::{CARD_RADIUS, Font, Theme};
use crate::widgets::{Banner, Button, line};
use holdwell_app::text;
use holdwell_store::Request;

/// A photo on its way into the vault, and the one that is shown.
#[derive(Debug, Default)]
pub(super) struct Picture {
    coming: Coming,
    problem: Option<String>,
    shown: ShownPhoto,
}

impl Picture {
    pub(super) fn ui(&mut self, ui: &mut Ui, position: &str, cx: &Cx<'_>, actions: &mut Actions) {
        if !cx.is_vault_open() {
            return;
        }
        match self.coming.come(ui.ctx()) {
            Some(Ok(photo)) => {
                self.problem = None;
                actions.push(Action::vault(Request::SetPhoto(position.to_owned(), Some(photo))));
            }
            Some(Err(problem)) => self.problem = Some(text::photo_problem(&problem)),
            None => {}
        }
        let dropped = ui.input(|input| input.raw.dropped_files.first().map(|file| file.path().to_owned()));
        if let Some(path) = dropped {
            self.coming.take(ui.ctx(), path);
        }
        if let Some(texture) = self.shown.of(ui.ctx(), position, cx) {
            let width = ui.available_width();
            let size = texture.size_vec2() * (width / texture.size_vec2().x.max(1.0));
            let image = Image::new((texture.id(), size)).corner_radius(CARD_RADIUS).alt_text("Your photo");
            ui.add_sized(vec2(width, size.y), image);
        }
        if let Some(problem) = &self.problem {
            Banner::error(problem).show(ui);
        }
        self.buttons(ui, position, cx, actions);
    }

    fn buttons(&mut self, ui: &mut Ui, position: &str, cx: &Cx<'_>, actions: &mut Actions) {
        let theme = Theme::of(ui);
        let has = cx.vault.own.photos.contains(position);
        if matches!(self.coming, Coming::Read(_)) {
            line(ui, Font::Small, theme.soft, "Reading the picture…");
            return;
        }
        ui.horizontal_wrapped(|ui| {
            let word = if has { "Another photo…" } else { "Add a photo…" };
            let hint = "A JPEG or PNG; a picture can be dropped here as well. Only the picture itself is kept";
            if ui.add(Button::new(word).icon(icons::PICTURE).hint(hint)).clicked() {
                self.coming.choose(ui.ctx());
            }
            if has && ui.add(Button::quiet("Take the photo away")).clicked() {
                actions.push(Action::vault(Request::SetPhoto(position.to_owned(), None)));
            }
        });
    }
}
