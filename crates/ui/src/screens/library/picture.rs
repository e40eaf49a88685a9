//! The therapist's own photo of a position.

use crate::cx::Cx;
use std::path::PathBuf;

use egui::{Image, Key, Ui, vec2};

use crate::action::{Action, Actions};
use crate::icons;
use crate::photo::{Came, Coming, ShownPhoto};
use crate::theme::{CARD_RADIUS, Font, Theme};
use crate::widgets::{Banner, Button, TextField, line, wrapped};
use holdwell_app::text;
use holdwell_store::Request;

/// A photo on its way into the vault, and the one that is shown.
#[derive(Debug, Default)]
pub(super) struct Picture {
    coming: Coming,
    problem: Option<String>,
    /// The path that is typed, once no picture was chosen in a dialog.
    path: Option<String>,
    shown: ShownPhoto,
}

impl Picture {
    pub(super) fn ui(&mut self, ui: &mut Ui, position: &str, cx: &Cx<'_>, actions: &mut Actions) {
        if !cx.is_vault_open() {
            return;
        }
        match self.coming.come(ui.ctx()) {
            Some(Came::Photo(Ok(photo))) => {
                (self.problem, self.path) = (None, None);
                actions.push(Action::vault(Request::SetPhoto(position.to_owned(), Some(photo))));
            }
            Some(Came::Photo(Err(problem))) => self.problem = Some(text::photo_problem(&problem)),
            Some(Came::NotChosen) => self.path = Some(self.path.take().unwrap_or_default()),
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
        self.typed(ui);
    }

    /// Shows the field for a path where the desktop's dialog brought nothing: it may have none.
    fn typed(&mut self, ui: &mut Ui) {
        let theme = Theme::of(ui);
        let Some(path) = &mut self.path else { return };
        let words = "No picture was chosen. Where no dialog came, drop the picture onto this window, or type its path";
        wrapped(ui, Font::Small, theme.soft, words);
        let field = TextField::new("Path of a picture", path).hint("/home/…/psoas.jpg").most(1000).width(360.0);
        let entered = ui.add(field).lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        let none = path.trim().is_empty().then_some("Type a path first");
        if ui.add(Button::new("Take this picture").disabled(none)).clicked() || (entered && none.is_none()) {
            self.coming.take(ui.ctx(), PathBuf::from(path.trim()));
        }
    }
}

#[cfg(test)]
mod tests {
    use egui_kittest::kittest::Queryable as _;

    use super::*;
    use crate::testing;

    #[test]
    fn a_picture_is_taken_by_its_path_where_no_dialog_came() {
        let picture = Picture { path: Some(String::new()), ..Picture::default() };
        let mut harness =
            testing::builder([600.0, 300.0]).build_ui_state(|ui, picture: &mut Picture| picture.typed(ui), picture);
        harness.get_by_label("Path of a picture").focus();
        harness.step();
        harness.get_by_label("Path of a picture").type_text("/nowhere/psoas.jpg");
        harness.step();
        harness.get_by_label("Take this picture").click();
        harness.step();
        harness.step();
        assert!(matches!(harness.state().coming, Coming::Read(_)), "it is being read");
    }
}
