//! The tools for the chosen steps, one or several.

use crate::cx::Cx;
use std::collections::BTreeSet;

use egui::Ui;

use super::BuilderScreen;
use super::doc::Focus;
use super::shown::Shown;
use super::together::Together;
use crate::icons::{self, Icon};
use crate::theme::{TOUCH, Theme};
use crate::widgets::{Button, announce};
use holdwell_app::format;
use holdwell_library::edit::{Key, Way};
use holdwell_library::{read_routine, write_routine};
use holdwell_model::{GroupOrder, Routine, Step};

/// One command for the chosen steps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Tool {
    Up,
    Down,
    Mirror,
    Duplicate,
    Switch,
    Group,
    Copy,
    Cut,
    Paste,
    /// Pastes the text of the system's clipboard.
    PasteText(String),
    Remove,
    All,
    Together,
}

const BUTTONS: [(Tool, Icon, &str, &str); 8] = [
    (Tool::Up, icons::ARROW_UP, "Move up", "Move up (Alt+Up)"),
    (Tool::Down, icons::ARROW_DOWN, "Move down", "Move down (Alt+Down)"),
    (Tool::Mirror, icons::OTHER_SIDE, "Mirror to the other side", "Mirror: left becomes right, right becomes left"),
    (Tool::Duplicate, icons::DUPLICATE, "Duplicate", "Duplicate (Ctrl+D)"),
    (Tool::Switch, icons::EYE_OFF, "Switch off or on", "Switch off without deleting, or on again"),
    (Tool::Copy, icons::COPY, "Copy", "Copy (Ctrl+C), also for another routine"),
    (Tool::Paste, icons::PASTE, "Paste", "Paste behind the chosen step (Ctrl+V)"),
    (Tool::Remove, icons::ERASE, "Remove", "Remove (Delete)"),
];

impl BuilderScreen {
    /// Shows the row of buttons above the steps.
    pub(super) fn tools(&mut self, ui: &mut Ui, now: usize, shown: &Shown, cx: &Cx<'_>) {
        let Some(doc) = self.docs.get(now) else { return };
        let chosen = doc.chosen_now();
        let mut used = None;
        // In words where all of them have room in one row.
        let roomy = ui.available_width() > BUTTONS.len() as f32 * (TOUCH + 4.0) + 240.0 * Theme::of(ui).text_size;
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            for (tool, icon, name, hint) in BUTTONS {
                let nothing = match tool {
                    Tool::Paste => self.copied.is_empty().then_some("Nothing is copied"),
                    _ => chosen.is_empty().then_some("Choose a step first"),
                };
                if ui.add(Button::icon_only(icon, name).hint(hint).disabled(nothing)).clicked() {
                    used = Some(tool);
                }
            }
            // They are there before there is anything to do with them, so that nothing moves as steps are ticked.
            let few = (chosen.len() < 2).then_some("Choose several steps first");
            let mut chosen = shown.lines.iter().filter(|line| chosen.contains(&line.key));
            let grouped = chosen.any(|line| line.grouped).then_some("One of them is in a group already");
            let several = [
                (Tool::Together, icons::PENCIL, "Set together", "What is set is set on each", few),
                (Tool::Group, icons::LIST, "Group", "Ordered together, such as worst first", few.or(grouped)),
            ];
            for (tool, icon, name, hint, cannot) in several {
                let button = if roomy { Button::new(name) } else { Button::icon_only(icon, name) };
                if ui.add(button.hint(hint).disabled(cannot)).clicked() {
                    used = Some(tool);
                }
            }
        });
        if let Some(tool) = used {
            self.use_tool(ui, &tool, now, cx);
        }
    }

    pub(super) fn use_tool(&mut self, ui: &Ui, tool: &Tool, now: usize, cx: &Cx<'_>) {
        let Some(doc) = self.docs.get_mut(now) else { return };
        let (keys, library) = (doc.chosen_now(), cx.library);
        let at = doc.end_of_choice();
        // What needs steps is refused to keys as it is to buttons.
        if keys.is_empty() && !matches!(tool, Tool::Paste | Tool::PasteText(_) | Tool::All) {
            return;
        }
        match tool {
            Tool::Up => doc.document.edit(|draft| draft.shift(&keys, Way::Up)),
            Tool::Down => doc.document.edit(|draft| draft.shift(&keys, Way::Down)),
            Tool::Mirror => doc.document.edit(|draft| draft.mirror(&keys, library)),
            Tool::Duplicate => {
                let copies = doc.document.edit(|draft| draft.duplicate(&keys));
                doc.choose_all(&copies, Focus::Leaves);
            }
            Tool::Switch => {
                let entries = doc.document.draft().entries().iter();
                let on = entries.filter(|entry| keys.contains(&entry.key)).any(|entry| !entry.disabled);
                doc.document.edit(|draft| if on { draft.disable(&keys) } else { draft.enable(&keys, library) });
            }
            Tool::Group => doc.document.edit(|draft| draft.group(&keys, GroupOrder::WorstFirst)),
            Tool::Copy | Tool::Cut => {
                self.copied = doc.document.draft().copies(&keys);
                ui.ctx().copy_text(written(&self.copied, &doc.document.routine()));
                announce::say(ui.ctx(), format!("Copied: {}", format::count(self.copied.len(), "step")));
                if *tool == Tool::Cut {
                    remove(doc, &keys);
                }
            }
            Tool::Paste => {
                let copied = self.copied.clone();
                let keys = doc.document.edit(|draft| draft.insert(at, copied, library));
                doc.choose_all(&keys, Focus::Leaves);
            }
            Tool::PasteText(text) => {
                // Steps of another window come as the text of a routine; any other text is for somebody else.
                if let Ok(routine) = read_routine("the clipboard", text.as_bytes(), library) {
                    let keys = doc.document.edit(|draft| draft.insert(at, routine.steps, library));
                    doc.choose_all(&keys, Focus::Leaves);
                }
            }
            Tool::Remove => remove(doc, &keys),
            Tool::All => {
                doc.chosen = doc.document.draft().entries().iter().map(|entry| entry.key).collect();
            }
            Tool::Together => {
                self.together = if self.together == Together::Off { Together::Begun } else { Together::Off };
            }
        }
        if matches!(tool, Tool::Up | Tool::Down)
            && let Some(doc) = self.docs.get_mut(now)
            && let Some(key) = keys.first()
        {
            doc.goes_to = Some((*key, Focus::Leaves));
        }
    }
}

/// Removes steps and chooses the one behind them, so that the next Delete has something to remove.
fn remove(doc: &mut super::doc::Doc, keys: &BTreeSet<Key>) {
    let entries = doc.document.draft().entries();
    let last = entries.iter().rposition(|entry| keys.contains(&entry.key));
    let next = last.and_then(|last| entries.get(last + 1)).map(|entry| entry.key);
    doc.document.edit(|draft| draft.remove(keys));
    let next = next.or_else(|| doc.document.draft().entries().last().map(|entry| entry.key));
    doc.choose_all(next.as_slice(), Focus::Takes);
}

/// Writes steps as the text of a routine, which another window can read.
fn written(steps: &[Step], of: &Routine) -> String {
    let steps = steps.iter().map(|step| Step { group: None, ..step.clone() }).collect();
    write_routine(&Routine { steps, ..Routine::new("steps", &of.name, of.technique, of.audience) })
}
