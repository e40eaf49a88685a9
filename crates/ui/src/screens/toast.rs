//! The outcome of a request: a quiet word in the corner, or a banner with the fault and the way out.

use egui::{Align2, Area, Context, Id, Order, Ui, vec2};
use holdwell_app::text::vault::Toast;

use crate::theme::GRID;
use crate::widgets::{Banner, ChipKind, chip};

/// Shows a fault at the top of the page, until something else is done.
pub fn failed(ui: &mut Ui, toast: Option<&Toast>) {
    if let Some(Toast::Failed(words)) = toast {
        Banner::error(words).show(ui);
        ui.add_space(GRID);
    }
}

/// Shows a success in the corner for a moment, where it moves nothing.
pub fn done(ctx: &Context, toast: Option<&Toast>) {
    let Some(Toast::Done(words)) = toast else { return };
    let corner = Area::new(Id::unique("toast")).order(Order::Tooltip).interactable(false);
    corner.anchor(Align2::RIGHT_BOTTOM, vec2(-24.0, -16.0)).show(ctx, |ui| chip(ui, ChipKind::Strong, words));
}
