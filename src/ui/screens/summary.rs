//! placeholder
use egui::Ui;
use crate::conductor::Published;
use crate::ui::action::{Action, Actions};
use crate::ui::widgets::Button;
/// The summary.
#[derive(Debug, Default)]
pub struct SummaryScreen;
impl SummaryScreen {
    /// Shows it.
    pub fn ui(&mut self, ui: &mut Ui, _: &Published, actions: &mut Actions) {
        if ui.add(Button::primary("Done")).clicked() { actions.push(Action::Done); }
    }
}
