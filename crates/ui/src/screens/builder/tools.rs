//! The tools for the chosen steps, one or several.

use crate::cx::Cx;
use egui::Ui;

use super::BuilderScreen;
use super::together::Together;
use crate::icons::{self, Icon};
use crate::theme::Theme;
use crate::widgets::{Button, announce};
use holdwell_app::text;
use holdwell_editing::StepCommand;
use holdwell_editing::view::RoutineView;
use holdwell_library::read_routine;

/// One tool of the row above the steps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Tool {
    Steps(StepCommand),
    Copy,
    Cut,
    Paste,
    /// Pastes the text of the system's clipboard.
    PasteText(String),
    Together,
}

/// The buttons, each with its icon, its name and its hint.
const BUTTONS: [(Tool, Icon, &str, &str); 8] = [
    (Tool::Steps(StepCommand::Up), icons::ARROW_UP, "Move up", "Move up (Alt+Up)"),
    (Tool::Steps(StepCommand::Down), icons::ARROW_DOWN, "Move down", "Move down (Alt+Down)"),
    (
        Tool::Steps(StepCommand::Mirror),
        icons::OTHER_SIDE,
        "Mirror to the other side",
        "Mirror: left becomes right, right becomes left",
    ),
    (Tool::Steps(StepCommand::Duplicate), icons::DUPLICATE, "Duplicate", "Duplicate (Ctrl+D)"),
    (Tool::Steps(StepCommand::Switch), icons::EYE_OFF, "Switch off or on", "Switch off without deleting, or on again"),
    (Tool::Copy, icons::COPY, "Copy", "Copy (Ctrl+C), also for another routine"),
    (Tool::Paste, icons::PASTE, "Paste", "Paste behind the chosen step (Ctrl+V)"),
    (Tool::Steps(StepCommand::Remove), icons::ERASE, "Remove", "Remove (Delete)"),
];

impl BuilderScreen {
    /// Shows the row of buttons above the steps.
    pub(super) fn tools(&mut self, ui: &mut Ui, now: usize, shown: &RoutineView, cx: &Cx<'_>) {
        let Some(doc) = self.docs.get(now) else { return };
        let chosen = doc.chosen_now();
        let mut used = None;
        // In words where all of them have room in one row.
        let theme = Theme::of(ui);
        let roomy = ui.available_width() > BUTTONS.len() as f32 * (theme.touch() + 4.0) + 480.0 * theme.text_size;
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
            let fixed = doc.preset.is_some().then_some("A preset has its groups from its routine");
            let grouped = chosen.any(|line| line.grouped).then_some("One of them is in a group already");
            let several = [
                (Tool::Together, icons::PENCIL, "Set together", "What is set is set on each", few),
                (
                    Tool::Steps(StepCommand::Group),
                    icons::LIST,
                    "Group",
                    "Ordered together, such as worst first",
                    fixed.or(few).or(grouped),
                ),
                (
                    Tool::Steps(StepCommand::OneSideFirst),
                    icons::HAND,
                    "One side first",
                    "First one side of all of them, then the other",
                    few,
                ),
                (
                    Tool::Steps(StepCommand::ByPosture),
                    icons::PERSON,
                    "By posture",
                    "Ordered by how the client lies, so that nobody turns back and forth",
                    few,
                ),
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
        match tool {
            Tool::Steps(command) => doc.command(*command, cx.library),
            // What needs steps is refused to keys as it is to buttons.
            Tool::Copy | Tool::Cut | Tool::Together if doc.chosen_now().is_empty() => {}
            Tool::Copy | Tool::Cut => {
                let (copied, text) = doc.copies(cx.library);
                ui.ctx().copy_text(text);
                announce::say(ui.ctx(), format!("Copied: {}", text::count(copied.len(), "step")));
                self.copied = copied;
                if *tool == Tool::Cut {
                    doc.command(StepCommand::Remove, cx.library);
                }
            }
            Tool::Paste => doc.insert(&self.copied, cx.library),
            // Steps of another window come as the text of a routine; any other text is for somebody else.
            Tool::PasteText(text) => {
                if let Ok(routine) = read_routine("the clipboard", text.as_bytes(), cx.library) {
                    doc.insert(&routine.steps, cx.library);
                }
            }
            Tool::Together => {
                self.together = if self.together == Together::Off { Together::Begun } else { Together::Off };
            }
        }
    }
}
