//! The picture of what is held: the therapist's own photo of it, else its drawing.

use egui::{Image, Rect, Ui, UiBuilder, pos2, vec2};
use holdwell_model::{Position, Side};

use super::subject::Subject;
use crate::cx::Cx;
use crate::photo::ShownPhoto;
use crate::theme::{CARD_RADIUS, GRID};
use crate::widgets::PositionFigure;

/// The pictures of the session, with the photo that was loaded last.
#[derive(Debug, Default)]
pub(super) struct Pictures {
    photo: ShownPhoto,
}

/// The positions of which there is a picture, with their sides. More than two would be too small to be of use.
fn drawn<'a>(subject: &Subject<'a>, cx: &Cx<'a>) -> Vec<(&'a Position, Side)> {
    let positions = subject.positions();
    if positions.len() > 2 {
        return Vec::new();
    }
    let known = positions.into_iter().filter_map(|(id, side)| Some((cx.library.position(id)?, side)));
    known.map(|(position, side)| (position, if position.sided { side } else { Side::Midline })).collect()
}

impl Pictures {
    /// Returns the position whose photo is to be loaded.
    pub(super) fn wanted<'a>(subject: &Subject<'a>, cx: &Cx<'_>) -> Option<&'a str> {
        let [(id, _)] = subject.positions()[..] else { return None };
        cx.vault.own.photos.contains(id).then_some(id)
    }

    /// Says if there is a picture of what is held.
    pub(super) fn are_there(subject: &Subject<'_>, cx: &Cx<'_>) -> bool {
        !drawn(subject, cx).is_empty()
    }

    /// Shows the pictures as large as the room allows, from its top; returns the height that they take.
    pub(super) fn large(&mut self, ui: &mut Ui, room: Rect, subject: &Subject<'_>, cx: &Cx<'_>) -> f32 {
        let drawn = drawn(subject, cx);
        let width = (room.width() - GRID * (drawn.len() as f32 - 1.0)) / drawn.len() as f32;
        let mut height: f32 = 0.0;
        for (index, (position, side)) in drawn.into_iter().enumerate() {
            let left = room.left() + (width + GRID) * index as f32;
            let place = Rect::from_min_size(pos2(left, room.top()), vec2(width, room.height()));
            height = height.max(self.one(ui, place, position, side, cx));
        }
        height
    }

    /// Returns the height of the one picture in this width; `None` where there is not one.
    pub(super) fn small_height(&mut self, ui: &Ui, width: f32, subject: &Subject<'_>, cx: &Cx<'_>) -> Option<f32> {
        let [(position, side)] = drawn(subject, cx)[..] else { return None };
        Some(self.size(ui, position, side, width, cx))
    }

    /// Shows the one picture in the upper part of a rectangle that is as high as it needs.
    pub(super) fn small(&mut self, ui: &mut Ui, place: Rect, subject: &Subject<'_>, cx: &Cx<'_>) {
        if let [(position, side)] = drawn(subject, cx)[..] {
            self.one(ui, place, position, side, cx);
        }
    }

    fn size(&mut self, ui: &Ui, position: &Position, side: Side, width: f32, cx: &Cx<'_>) -> f32 {
        match self.photo.of(ui.ctx(), &position.id, cx) {
            Some(texture) => width * texture.size_vec2().y / texture.size_vec2().x.max(1.0),
            None => PositionFigure::new(position).side(side).width(width).height(ui),
        }
    }

    /// Shows a picture in the middle of the width, as large as there is room; returns its height.
    fn one(&mut self, ui: &mut Ui, room: Rect, position: &Position, side: Side, cx: &Cx<'_>) -> f32 {
        let whole = self.size(ui, position, side, room.width(), cx);
        let width = room.width() * (room.height() / whole.max(1.0)).min(1.0);
        let height = self.size(ui, position, side, width, cx);
        let place = Rect::from_min_size(pos2(room.center().x - width / 2.0, room.top()), vec2(width, height));
        ui.scope_builder(UiBuilder::new().max_rect(place), |ui| match self.photo.of(ui.ctx(), &position.id, cx) {
            Some(texture) => {
                let image = Image::new((texture.id(), place.size())).corner_radius(CARD_RADIUS);
                ui.add(image.alt_text("Your photo"));
            }
            None => {
                ui.add(PositionFigure::new(position).side(side).width(width));
            }
        });
        height
    }
}
