//! The shortcuts of every page, and of a session that is over.

use egui::{Context, Modifiers};
use holdwell_app::command::UiCommand;
use holdwell_store::Request;

use super::App;
use crate::action::Action;
use crate::keyboard::egui_key;
use crate::screen::Page;

impl App {
    /// Takes these shortcuts with Ctrl (on a Mac the command key): find a client, lock.
    pub(super) fn shortcuts(&mut self, ctx: &Context, commands: &[UiCommand]) {
        for command in commands {
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
