//! The screens. Each shows its context and pushes actions; none of them acts.

mod at_home;
mod builder;
mod client;
mod client_picker;
mod clients;
mod consent;
mod course;
pub mod cover;
mod diary;
mod folder;
mod history;
mod hold_names;
mod home_plan;
mod keep;
mod keep_free;
mod keeping;
mod late;
mod library;
mod lock;
mod loudness;
mod not_yet;
mod note;
mod practice;
mod preset;
mod questions;
mod record;
mod session;
mod settings;
mod sound;
mod start;
mod summary;
pub mod toast;

use crate::theme::{GRID, Theme};
use egui::{Align, Id, Layout, Rect, Ui, UiBuilder, vec2};

pub use builder::{BuilderScreen, Wanted};
pub use client::ClientScreen;
pub use clients::ClientsScreen;
pub use course::CourseScreen;
pub use diary::DiaryScreen;
pub use history::HistoryScreen;
pub use home_plan::HomePlanScreen;
pub use keep::{KeepPanel, KeepProps};
pub use late::LateScreen;
pub use library::LibraryScreen;
pub use lock::UnlockScreen;
pub use practice::PracticeScreen;
#[cfg(test)]
pub(crate) use preset::PresetProps;
pub use preset::PresetScreen;
pub use questions::QuestionsScreen;
pub use record::RecordScreen;
pub use session::{SessionProps, SessionScreen, Tone};
pub use settings::{SettingsScreen, VaultPart};
pub(crate) use sound::output as sound_output;
pub use start::StartScreen;
pub use summary::SummaryScreen;

/// Returns the width of a field, as it is asked for: at most this, and no wider than the room that is left of it, where so
/// many points stay free beside it.
pub(crate) fn field_width(ui: &Ui, most: f32, beside: f32) -> f32 {
    ((ui.available_width() - beside) / Theme::of(ui).text_size).min(most)
}

/// Shows a row as high as a button, with this at its right end; returns the room that is left of it.
pub(crate) fn right_of_row(ui: &mut Ui, salt: &str, add: impl FnOnce(&mut Ui)) -> Rect {
    let (_, row) = ui.allocate_space(vec2(ui.available_width(), Theme::of(ui).touch()));
    let right = at_right(ui, row, ui.scope_id().with(salt), add);
    row.with_max_x(right.left() - GRID)
}

/// Puts a row at the right end of a rectangle. It is laid out from left to right, as wide as it was in the last pass;
/// a pass in which that turns out wrong is not shown.
pub(crate) fn at_right(ui: &mut Ui, rect: Rect, id: Id, add: impl FnOnce(&mut Ui)) -> Rect {
    let known: f32 = ui.data(|data| data.get_temp(id)).unwrap_or(rect.width());
    let place = rect.with_min_x((rect.right() - known).max(rect.left()));
    let layout = Layout::left_to_right(Align::Center);
    // It may take all of the width, or what is cut to its page would be cut to what was known.
    let room = place.with_max_x(place.left() + rect.width());
    let used = ui.scope_builder(UiBuilder::new().max_rect(room).layout(layout), add).response.rect.width();
    if (used - known).abs() > 0.5 {
        ui.data_mut(|data| data.insert_temp(id, used));
        ui.ctx().request_discard("the row at the right has another width");
    }
    place
}
