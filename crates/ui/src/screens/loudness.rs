//! The loudness of a client's or a preset's cues, in steps from what it is measured against.

use egui::Ui;
use holdwell_app::selected_client::MOST_LOUDER;

use crate::widgets::Stepper;

/// Shows the control that moves the loudness; `same` is the word for no change. A value from beyond the limit stays
/// until it is stepped back.
pub(super) fn stepper(ui: &mut Ui, name: &str, same: &str, louder: &mut i8) {
    let most = i64::from(MOST_LOUDER.max(louder.saturating_abs()));
    let mut steps = i64::from(*louder);
    ui.add(Stepper::new(name, &mut steps, -most..=most).words(&|steps| words(steps as i8, same)));
    *louder = steps as i8;
}

/// Returns the loudness in words: "2 steps louder", or `same` for no change.
pub(super) fn words(louder: i8, same: &str) -> String {
    let count = louder.unsigned_abs();
    let unit = if count == 1 { "step" } else { "steps" };
    match louder {
        0 => same.to_owned(),
        1.. => format!("{count} {unit} louder"),
        _ => format!("{count} {unit} quieter"),
    }
}
