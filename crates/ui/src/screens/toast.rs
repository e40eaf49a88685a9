//! What became of a request: a quiet word in the corner, or what is the matter and what to do.

use egui::{Align2, Area, Context, Id, Order, Ui, vec2};
use holdwell_app::text::vault::Toast;

use crate::theme::GRID;
use crate::widgets::{Banner, ChipKind, chip};

/// What went wrong stands at the top of the page until something else is done.
pub fn failed(ui: &mut Ui, answer: Option<&Toast>) {
    if let Some(Toast::Failed(words)) = answer {
        let _pressed = Banner::error(words).show(ui);
        ui.add_space(GRID);
    }
}

/// That something is done moves nothing: it stands in the corner for a moment.
pub fn done(ctx: &Context, answer: Option<&Toast>) {
    let Some(Toast::Done(words)) = answer else { return };
    let corner = Area::new(Id::unique("answer")).order(Order::Tooltip).interactable(false);
    corner.anchor(Align2::RIGHT_BOTTOM, vec2(-24.0, -16.0)).show(ctx, |ui| chip(ui, ChipKind::Strong, words));
}
