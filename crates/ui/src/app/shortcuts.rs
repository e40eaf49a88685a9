//! The keys of the pages, where no session is there.

use egui::{Context, Modifiers};

use crate::keyboard::egui_key;
use holdwell_app::keys::Key;

use super::App;
use holdwell_app::action::{Action, Page};
use holdwell_app::command::UiCommand;
use holdwell_store::Request;

impl App {
    /// Where nothing has the keyboard, Space begins what is chosen, and one key what was done last time.
    pub(super) fn start_by_key(&mut self, ctx: &Context) {
        if ctx.memory(|memory| memory.focused().is_some()) || egui::Popup::is_any_open(ctx) {
            return;
        }
        let pressed = |keys: &[Key]| {
            let mut keys = keys.iter().filter_map(|key| egui_key(*key));
            keys.any(|key| ctx.input_mut(|input| input.consume_key(Modifiers::NONE, key)))
        };
        if pressed(self.settings.keys.of(UiCommand::Advance)) {
            self.actions.push(Action::Do(UiCommand::Start));
        }
        let again = self.whose.now.as_ref().is_some_and(|whom| whom.last_session.is_some());
        if again && pressed(UiCommand::Again.default_keys()) {
            self.actions.push(Action::Do(UiCommand::Again));
        }
    }

    /// With Ctrl (on a Mac the command key), on every page: find a client, lock.
    pub(super) fn shortcuts(&mut self, ctx: &Context) {
        for command in [UiCommand::Find, UiCommand::Lock] {
            let mut keys = command.default_keys().iter().filter_map(|key| egui_key(*key));
            if !keys.any(|key| ctx.input_mut(|input| input.consume_key(Modifiers::COMMAND, key))) {
                continue;
            }
            self.actions.push(match command {
                UiCommand::Find => Action::Go(Page::Clients),
                _ => Action::Vault(Box::new(Request::Lock)),
            });
        }
    }
}
