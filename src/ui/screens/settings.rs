//! placeholder
use egui::Ui;
use crate::conductor::Published;
use crate::ui::action::Actions;
use crate::ui::settings::Settings;
/// The settings.
#[derive(Debug, Default)]
pub struct SettingsScreen;
impl SettingsScreen {
    /// Shows it.
    pub fn ui(&mut self, _: &mut Ui, _: &Settings, _: Option<&str>, _: &Published, _: &mut Actions) {}
    /// Left.
    pub fn leave(&mut self) {}
}
