//! The head of a routine: its name and for whom it is, undo, saving it, starting it, hearing it, files.

use std::time::Duration;

use crate::cx::Cx;
use egui::{Align, Align2, Layout, TextEdit, Ui, UiBuilder};

use super::super::right_of_row;
use super::BuilderScreen;
use super::preset::is_saved;
use super::technique::technique_choice;
use crate::action::{Action, Actions};
use crate::icons;
use crate::theme::{Font, Theme};
use crate::widgets::{Button, ChipKind, Segmented, chip, limited, line};
use holdwell_app::text;
use holdwell_editing::view::RoutineView;
use holdwell_library::edit::Field;
use holdwell_model::{Arc, Audience, Routine};
use holdwell_store::Request;

/// The least room of the name, in points at the drawn size of text.
const LEAST_NAME: f32 = 200.0;
/// The length of a preview with the opening of the sound, in seconds.
const HEARD: f64 = 10.3;
/// The length of what sounds of it, in seconds.
const SOUNDS: f64 = 10.0;
/// The time between two places of the mark that shows where the preview is.
const MARK_MOVES: Duration = Duration::from_millis(33);

/// The actions of the head's buttons and keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum BuilderAction {
    Back,
    Undo,
    Redo,
    Files,
    Hear,
    Rehearse,
    Save,
    Start,
}

impl BuilderScreen {
    pub(super) fn head(
        &mut self,
        ui: &mut Ui,
        now: usize,
        shown: &Arc<RoutineView>,
        cx: &Cx<'_>,
        actions: &mut Actions,
    ) {
        let mut action = None;
        let left = right_of_row(ui, "builder buttons", |ui| action = self.buttons(ui, now, shown, cx));
        let layout = Layout::left_to_right(Align::Center);
        let mut ui_left = ui.new_child(UiBuilder::new().max_rect(left).layout(layout).id_salt("name"));
        if ui_left.add(Button::icon_only(icons::BACK, "All routines")).clicked() {
            action = Some(BuilderAction::Back);
        }
        // Where there is no room for it beside the buttons, the name has a row of its own.
        if ui_left.available_width() < LEAST_NAME * Theme::of(ui).text_size {
            self.name(ui, now);
        } else {
            // The rest of the page keeps its ids, and so the keyboard.
            ui.skip_ahead_auto_ids(1);
            self.name(&mut ui_left, now);
        }
        let left = right_of_row(ui, "builder more", |ui| action = self.more(ui, shown).or(action));
        let wrapped = Layout::left_to_right(Align::Center).with_main_wrap(true);
        ui.scope_builder(UiBuilder::new().max_rect(left).layout(wrapped), |ui| {
            if self.docs.get(now).is_some_and(|doc| doc.preset.is_some()) {
                self.preset_settings(ui, now, shown, cx, actions);
            } else {
                self.settings(ui, now, cx);
            }
        });
        if let Some(action) = action {
            self.perform(ui, action, now, shown, cx, actions);
        }
    }

    fn buttons(&self, ui: &mut Ui, now: usize, shown: &RoutineView, cx: &Cx<'_>) -> Option<BuilderAction> {
        let doc = self.docs.get(now)?;
        let mut action = None;
        let mut button = |ui: &mut Ui, button: Button<'_>, asks: BuilderAction| {
            if ui.add(button).clicked() {
                action = Some(asks);
            }
        };
        let together = doc.unread_together.as_ref().map(|why| format!("Set together: {why}"));
        let unread = together.or_else(|| doc.unread().map(|(step, why)| format!("Step {step}: {why}")));
        let wrong = unread.or_else(|| shown.run.as_ref().err().map(text::draft_problem));
        let wrong = wrong.as_deref();
        let nothing = |can: bool, words: &'static str| (!can).then_some(words);
        let undo = nothing(doc.document.can_undo(), "Nothing is done yet");
        let redo = nothing(doc.document.can_redo(), "Nothing is undone");
        button(ui, Button::icon_only(icons::UNDO, "Undo").hint("Undo (Ctrl+Z)").disabled(undo), BuilderAction::Undo);
        button(
            ui,
            Button::icon_only(icons::REDO, "Redo").hint("Redo (Ctrl+Shift+Z)").disabled(redo),
            BuilderAction::Redo,
        );
        let is_saved = if doc.preset.is_some() { is_saved(doc, shown, cx) } else { doc.is_saved(&cx.vault.own) };
        let save = match (cx.is_vault_open(), is_saved) {
            (false, _) => Some("There is no open vault; save it as a file"),
            (true, true) if wrong.is_none() => Some("It is saved"),
            (true, _) => wrong,
        };
        button(ui, Button::new("Save").icon(icons::SAVE).hint("Save (Ctrl+S)").disabled(save), BuilderAction::Save);
        button(ui, Button::lead("Start").icon(icons::PLAY).key("Ctrl+Enter").disabled(wrong), BuilderAction::Start);
        action
    }

    /// Shows the buttons that are seldom needed, in words where there is room.
    fn more(&self, ui: &mut Ui, shown: &RoutineView) -> Option<BuilderAction> {
        let mut action = None;
        let roomy = ui.ctx().content_rect().width() > 1200.0 * Theme::of(ui).text_size;
        let mut button = |ui: &mut Ui, icon, name: &str, short: &str, hint: &str, cannot, asks: BuilderAction| {
            let button = if roomy { Button::new(name).words(short).icon(icon) } else { Button::icon_only(icon, name) };
            if ui.add(button.hint(hint).disabled(cannot)).clicked() {
                action = Some(asks);
            }
        };
        let free = shown.run.as_ref().is_ok_and(|lengths| lengths.offer.plan.free);
        let wrong = shown.run.as_ref().err().map(text::draft_problem);
        let cannot = wrong.as_deref().or(free.then_some("It has no list to run through"));
        let hears = self.heard_until.is_some();
        let (icon, name, short) =
            if hears { (icons::STOP, "Stop hearing it", "Stop") } else { (icons::EAR, "Hear it", "Hear it") };
        button(ui, icon, name, short, "Hear it: all its cues within ten seconds", cannot, BuilderAction::Hear);
        let (name, hint) = ("Run at ten times the speed", "Run at ten times the speed, unheard and unrecorded");
        button(ui, icons::FAST, name, "Run × 10", hint, cannot, BuilderAction::Rehearse);
        button(ui, icons::FOLDER, "Files", "Files…", "Open, save as a file, delete", None, BuilderAction::Files);
        action
    }

    fn name(&mut self, ui: &mut Ui, now: usize) {
        let Some(doc) = self.docs.get_mut(now) else { return };
        let theme = Theme::of(ui);
        let mut name = doc.document.draft().head().name.clone();
        let label = if doc.preset.is_some() { "Name of the preset" } else { "Name of the routine" };
        let id = ui.scope_id().with(("name of", doc.id()));
        let response = ui.scope(|ui| {
            ui.visuals_mut().widgets.inactive.bg_stroke = theme.control();
            limited(ui, &mut name, 120, |ui, name| {
                let edit = TextEdit::singleline(name)
                    .id(id)
                    .font(theme.font(Font::Strong))
                    .hint_text(theme.hint(label))
                    .desired_width(ui.available_width())
                    .align(Align2::LEFT_CENTER);
                ui.add(edit)
            })
        });
        let response = response.inner;
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_label(label));
        if response.changed() {
            doc.document.write(Field::Name, |draft| draft.set_name(&name));
        }
        if response.lost_focus() {
            doc.document.rest();
        }
    }

    /// Shows for whom the routine is, its technique, and how it is kept.
    fn settings(&mut self, ui: &mut Ui, now: usize, cx: &Cx<'_>) {
        let Some(doc) = self.docs.get_mut(now) else { return };
        let head = doc.document.draft().head();
        let (mut audience, technique) = (head.audience, head.technique);
        let theme = Theme::of(ui);
        line(ui, Font::Small, theme.soft, "For");
        let choices = [(Audience::Therapist, "Therapist"), (Audience::Home, "Home")];
        if ui.add(Segmented::new("Who runs it", &mut audience, &choices)).changed() {
            doc.document.edit(|draft| draft.set_audience(audience, cx.library));
        }
        line(ui, Font::Small, theme.soft, "Technique");
        if let Some(technique) = technique_choice(ui, "Technique", Some(technique)) {
            doc.document.edit(|draft| draft.set_technique(technique, cx.library));
        }
        let (kind, words) = match (cx.is_vault_open(), doc.is_saved(&cx.vault.own), doc.document.is_touched()) {
            (false, ..) => (ChipKind::Caution, "not kept: no vault is open"),
            (true, true, _) => (ChipKind::Plain, "saved"),
            (true, false, true) => (ChipKind::Plain, "kept as a draft"),
            (true, false, false) => (ChipKind::Plain, "not saved yet"),
        };
        chip(ui, kind, words);
    }

    /// Performs an action, by button or key.
    pub(super) fn perform(
        &mut self,
        ui: &Ui,
        action: BuilderAction,
        now: usize,
        shown: &Arc<RoutineView>,
        cx: &Cx<'_>,
        actions: &mut Actions,
    ) {
        let Some(doc) = self.docs.get_mut(now) else { return };
        let is_preset = doc.preset.is_some();
        let plan = shown.plan().cloned();
        match action {
            BuilderAction::Back => {
                self.now = None;
                self.choose.again();
                self.is_left = true;
            }
            BuilderAction::Undo | BuilderAction::Redo => {
                let keys = if action == BuilderAction::Undo { doc.document.undo() } else { doc.document.redo() };
                doc.choose_all(&keys, holdwell_editing::Focus::Leaves);
            }
            BuilderAction::Files => self.files.toggle(),
            BuilderAction::Hear => {
                let time = ui.input(|input| input.time);
                self.heard_until = if self.heard_until.is_some() { None } else { Some(time + HEARD) };
                actions.push(Action::Hear(if self.heard_until.is_some() { plan } else { None }));
            }
            BuilderAction::Rehearse => actions.extend(plan.map(Action::Rehearse)),
            BuilderAction::Save | BuilderAction::Start if shown.run.is_err() || doc.is_unread() => {}
            BuilderAction::Save if is_preset => self.keep_preset(now, shown, cx, actions),
            BuilderAction::Start if is_preset => self.begin_preset(now, shown, cx, actions),
            BuilderAction::Save => {
                let built = doc.document.routine();
                let routine = Routine { library: built.library.or(cx.library.last_change()), ..built };
                actions.push(Action::vault(Request::SaveRoutine(Box::new(routine))));
            }
            BuilderAction::Start => {
                if let Ok(lengths) = &shown.run {
                    actions.push(Action::BeginBuilt(Box::new(lengths.offer.clone())));
                }
            }
        }
    }

    /// Ends the preview when its ten seconds are over.
    pub(super) fn update_preview(&mut self, ui: &Ui) {
        let Some(until) = self.heard_until else { return };
        if until <= ui.input(|input| input.time) {
            self.heard_until = None;
        } else {
            ui.ctx().request_repaint_after(MARK_MOVES);
        }
    }

    /// Returns the part of the routine that the preview has come to; `None` while nothing is heard.
    pub(super) fn heard(&self, ui: &Ui) -> Option<f32> {
        let left = self.heard_until? - ui.input(|input| input.time);
        Some(1.0 - (left / SOUNDS).clamp(0.0, 1.0) as f32)
    }
}
