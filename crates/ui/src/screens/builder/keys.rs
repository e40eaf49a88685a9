//! The keys of the builder, taken before anything else sees them.

use crate::cx::Cx;
use egui::{Event, Key, Modifiers, Ui};

use super::BuilderScreen;
use super::head::BuilderAction;
use super::tools::Tool;
use super::workspace::basis;
use crate::action::Actions;
use holdwell_editing::StepCommand;

const CTRL_SHIFT: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);

/// Keys that hold wherever the keyboard is, but for undo in a field.
const ANYWHERE: [(Modifiers, Key, BuilderAction); 5] = [
    (CTRL_SHIFT, Key::Z, BuilderAction::Redo),
    (Modifiers::COMMAND, Key::Z, BuilderAction::Undo),
    (Modifiers::COMMAND, Key::Y, BuilderAction::Redo),
    (Modifiers::COMMAND, Key::S, BuilderAction::Save),
    (Modifiers::COMMAND, Key::Enter, BuilderAction::Start),
];

/// Keys for the chosen steps, wherever the keyboard is.
const MOVES: [(Modifiers, Key, Tool); 3] = [
    (Modifiers::ALT, Key::ArrowUp, Tool::Steps(StepCommand::Up)),
    (Modifiers::ALT, Key::ArrowDown, Tool::Steps(StepCommand::Down)),
    (Modifiers::COMMAND, Key::D, Tool::Steps(StepCommand::Duplicate)),
];

impl BuilderScreen {
    pub(super) fn take_keys(&mut self, ui: &mut Ui, now: usize, cx: &Cx<'_>, actions: &mut Actions) {
        let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
        // A field has undo for its own text; the search where nothing is typed has nothing to undo.
        let is_searching = self.shelf.has_focus(ui) && self.shelf.is_empty();
        let is_written_in = ui.ctx().text_edit_focused() && !is_searching;
        for (modifiers, key, action) in ANYWHERE {
            let undoes = matches!(action, BuilderAction::Undo | BuilderAction::Redo);
            if !(undoes && is_written_in) && pressed(modifiers, key) {
                let Some(doc) = self.docs.get_mut(now) else { return };
                let basis = basis(Some(doc), cx);
                let shown = doc.shown(&basis);
                self.perform(ui, action, now, &shown, cx, actions);
            }
        }
        for (modifiers, key, tool) in MOVES {
            if pressed(modifiers, key) {
                self.use_tool(ui, &tool, now, cx);
            }
        }
        if pressed(Modifiers::NONE, Key::F6) {
            self.change_sides(ui, now);
        }
        // Fields have these for their own text.
        if ui.ctx().text_edit_focused() {
            return;
        }
        for (modifiers, key, tool) in [
            (Modifiers::NONE, Key::Delete, Tool::Steps(StepCommand::Remove)),
            (Modifiers::COMMAND, Key::A, Tool::Steps(StepCommand::All)),
        ] {
            if pressed(modifiers, key) {
                self.use_tool(ui, &tool, now, cx);
            }
        }
        self.clipboard(ui, now, cx);
    }

    /// Takes copy, cut and paste, which the system sends as events of their own, not as keys.
    fn clipboard(&mut self, ui: &mut Ui, now: usize, cx: &Cx<'_>) {
        let mut tools = Vec::new();
        ui.input_mut(|input| {
            input.events.retain(|event| match event {
                Event::Copy => {
                    tools.push(Tool::Copy);
                    false
                }
                Event::Cut => {
                    tools.push(Tool::Cut);
                    false
                }
                Event::Paste(text) => {
                    tools.push(Tool::PasteText(text.clone()));
                    false
                }
                _ => true,
            });
        });
        for tool in tools {
            self.use_tool(ui, &tool, now, cx);
        }
    }

    /// Moves the keyboard from the library to the steps, or back.
    fn change_sides(&mut self, ui: &Ui, now: usize) {
        let Some(doc) = self.docs.get_mut(now) else { return };
        let nowhere = ui.memory(|memory| memory.focused().is_none());
        if nowhere || self.shelf.has_focus(ui) {
            let entries = doc.document.draft().entries();
            let key = doc.anchor.filter(|key| doc.document.draft().place(*key).is_some());
            if let Some(key) = key.or_else(|| entries.last().map(|entry| entry.key)) {
                self.side = super::SideShown::Routine;
                doc.choose_all(&[key], holdwell_editing::Focus::Takes);
            }
        } else {
            self.side = super::SideShown::Library;
            self.shelf.focus();
        }
    }
}
