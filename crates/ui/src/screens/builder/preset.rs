//! A client's preset in the builder: whose it is, its differences from the routine, saving and starting it.

use egui::Ui;
use holdwell_app::selected_client::SelectedClient;
use holdwell_app::text::{self, Differences};
use holdwell_editing::view::RoutineView;
use holdwell_editing::{Focus, OpenPreset, OpenRoutine};
use holdwell_library::Preset;
use holdwell_library::preset::{apply, take_back};
use holdwell_model::{Arc, Caution};
use holdwell_store::{ClientPage, Request};

use super::BuilderScreen;
use crate::action::{Action, Actions};
use crate::cx::Cx;
use crate::icons;
use crate::screen::Page;
use crate::theme::{Font, GRID, Theme};
use crate::widgets::{Button, ChipKind, chip, chip_button, chip_toggle, line, surface, wrapped};

/// The most differences that are listed.
const MOST: usize = 100;

/// The list of the differences from the routine.
#[derive(Debug, Default)]
pub(super) struct DifferenceList {
    is_open: bool,
    /// The differences in words, worked out once for each change.
    known: Option<(Arc<RoutineView>, Vec<String>)>,
}

impl BuilderScreen {
    /// Opens a preset: as it is being built, or as it is.
    pub(super) fn open_preset(&mut self, preset: OpenPreset, cx: &Cx<'_>) {
        let id = preset.draft_id();
        if let Some(open) = self.docs.iter().position(|doc| doc.id() == id) {
            let is_old = |doc: &OpenRoutine| doc.preset.as_ref() != Some(&preset) && is_as_opened(doc, cx);
            if !self.docs.get(open).is_some_and(is_old) {
                return self.show(open);
            }
            // Nothing was changed here, and another version is the newest by now.
            let _old = self.docs.remove(open);
        }
        let draft = cx.vault.own.drafts.iter().find(|draft| draft.routine == id);
        let kept = draft.and_then(|draft| OpenRoutine::kept(draft)).map(|doc| doc.founded(cx.library));
        if let Some(doc) = kept.or_else(|| OpenRoutine::of_preset(preset, cx.library)) {
            self.add(doc);
        }
    }

    /// Returns the preset that is looked at.
    pub(super) fn preset_now(&self) -> Option<&OpenPreset> {
        self.docs.get(self.now?)?.preset.as_ref()
    }

    /// Shows whose preset it is, what it follows, and how it is kept.
    pub(super) fn preset_settings(
        &mut self,
        ui: &mut Ui,
        now: usize,
        shown: &RoutineView,
        cx: &Cx<'_>,
        actions: &mut Actions,
    ) {
        let Some(doc) = self.docs.get(now) else { return };
        let Some(OpenPreset { preset, whose }) = &doc.preset else { return };
        let theme = Theme::of(ui);
        line(ui, Font::Small, theme.soft, "Preset of");
        if chip_button(ui, ChipKind::Strong, whose).on_hover_text("Opens the client's page").clicked() {
            actions.push(Action::Go(Page::Client(preset.client)));
        }
        let follows = cx.library.routine(&preset.routine).filter(|routine| !routine.free);
        if let Some(routine) = follows {
            let words = format!("{} from “{}”", text::count(shown.changes.len(), "difference"), routine.name);
            chip_toggle(ui, &words, &mut self.differences.is_open);
        }
        if stored(doc, cx).is_some_and(|stored| cx.library.routine(&stored.routine).is_none()) {
            chip(ui, ChipKind::Caution, "its routine is gone: it is built with its own steps");
        }
        let Some(doc) = self.docs.get(now) else { return };
        let (kind, words) = match (cx.is_vault_open(), is_saved(doc, shown, cx), doc.document.is_touched()) {
            (false, ..) => (ChipKind::Caution, "not kept: no vault is open"),
            (true, true, _) => (ChipKind::Plain, "saved"),
            (true, false, true) => (ChipKind::Plain, "kept as a draft"),
            (true, false, false) => (ChipKind::Plain, "not saved yet"),
        };
        chip(ui, kind, words);
    }

    /// Lists the differences from the routine, each with the way back, while that is open.
    pub(super) fn difference_list(&mut self, ui: &mut Ui, now: usize, shown: &Arc<RoutineView>, cx: &Cx<'_>) {
        let Some(doc) = self.docs.get_mut(now) else { return };
        let routine = doc.preset.as_ref().and_then(|open| cx.library.routine(&open.preset.routine));
        let Some(routine) = routine.filter(|routine| !routine.free && self.differences.is_open) else { return };
        let known = self.differences.known.take().filter(|(of, _)| Arc::ptr_eq(of, shown));
        let words = || {
            let differences = Differences::new(routine, &shown.changes, cx.library);
            (0..shown.changes.len()).map(|index| differences.words(index)).collect()
        };
        let (_, lines) = self.differences.known.insert(known.unwrap_or_else(|| (Arc::clone(shown), words())));
        let mut back = None;
        surface(ui, 12, |ui| {
            let theme = Theme::of(ui);
            if lines.is_empty() {
                line(ui, Font::Body, theme.soft, "It follows the routine in everything");
            }
            egui::ScrollArea::vertical().max_height(160.0 * theme.text_size).id_salt("differences").show(ui, |ui| {
                for (index, words) in lines.iter().enumerate().take(MOST) {
                    back = difference(ui, words).then_some(index).or(back);
                }
            });
        });
        ui.add_space(GRID);
        if let Some(index) = back {
            let steps = apply(routine, &take_back(&shown.changes, index)).0.steps;
            doc.document.edit(|draft| draft.replace(steps));
            doc.choose_all(&[], Focus::Leaves);
        }
    }

    /// Saves the preset as its next version, and returns it; one that is saved already is returned as it is.
    fn save_preset(&mut self, now: usize, shown: &RoutineView, cx: &Cx<'_>, actions: &mut Actions) -> Option<Preset> {
        let doc = self.docs.get_mut(now)?;
        if is_saved(doc, shown, cx) {
            return stored(doc, cx).cloned();
        }
        let preset = doc.built_preset(shown, stored(doc, cx))?;
        actions.push(Action::vault(Request::SavePreset(Box::new(preset.clone()))));
        if let Some(open) = &mut doc.preset {
            open.preset.clone_from(&preset);
        }
        Some(preset)
    }

    /// Saves the preset that is looked at.
    pub(super) fn keep_preset(&mut self, now: usize, shown: &RoutineView, cx: &Cx<'_>, actions: &mut Actions) {
        let _saved = self.save_preset(now, shown, cx, actions);
    }

    /// Begins a session of the preset for its client. What is begun is what is kept.
    pub(super) fn begin_preset(&mut self, now: usize, shown: &RoutineView, cx: &Cx<'_>, actions: &mut Actions) {
        let (Some(page), Some(plan)) = (owner(self.docs.get(now), cx), shown.plan()) else { return };
        let preset = self.save_preset(now, shown, cx, actions);
        let client = SelectedClient::of_page(page).with(preset.map(Arc::new));
        actions.push(Action::BeginAs(Arc::clone(plan), Box::new(client)));
    }
}

/// Shows a difference; returns true where it is to be taken back.
fn difference(ui: &mut Ui, words: &str) -> bool {
    let back = |ui: &mut Ui| {
        let label = format!("Take back: {words}");
        let is_back = ui.add(Button::icon_only(icons::UNDO, &label)).clicked();
        wrapped(ui, Font::Body, Theme::of(ui).text, words);
        is_back
    };
    ui.horizontal(back).inner
}

/// Says if the vault has the preset exactly as it is built.
pub(super) fn is_saved(doc: &OpenRoutine, shown: &RoutineView, cx: &Cx<'_>) -> bool {
    let draft = doc.document.draft();
    let is_it = |stored: &Preset| {
        let now = cx.library.preset_now(stored);
        let day = cx.library.base_of(&now).and_then(|base| base.library);
        now.name == draft.name() && now.changes == shown.changes && day == draft.head().library
    };
    stored(doc, cx).is_some_and(is_it)
}

/// Says if a preset is as it was when it was opened or last saved.
fn is_as_opened(doc: &OpenRoutine, cx: &Cx<'_>) -> bool {
    let view = RoutineView::new(&doc.document, doc.preset.as_ref(), &super::workspace::basis(Some(doc), cx));
    let draft = doc.document.draft();
    let is_same = |open: &OpenPreset| {
        let day = cx.library.base_of(&open.preset).and_then(|base| base.library);
        open.preset.name == draft.name() && open.preset.changes == view.changes && day == draft.head().library
    };
    doc.preset.as_ref().is_some_and(is_same)
}

/// Returns what the vault has of the preset.
pub(super) fn stored<'a>(doc: &OpenRoutine, cx: &Cx<'a>) -> Option<&'a Preset> {
    let id = doc.preset.as_ref()?.preset.id;
    cx.vault.preset.as_ref().map(|page| &*page.preset).filter(|preset| preset.id == id)
}

/// Returns the client whose preset it is, as the vault shows them.
pub(super) fn owner<'a>(doc: Option<&OpenRoutine>, cx: &Cx<'a>) -> Option<&'a ClientPage> {
    let client = doc?.preset.as_ref()?.preset.client;
    cx.vault.client.as_deref().filter(|page| page.is_of(client))
}

/// Shows the cautions of the client for whom a session would be begun here.
pub(super) fn cautions(ui: &mut Ui, doc: Option<&OpenRoutine>, cx: &Cx<'_>) {
    let of_preset = owner(doc, cx).map(SelectedClient::of_page);
    let is_preset = doc.is_some_and(|doc| doc.preset.is_some());
    let client = if is_preset { of_preset.as_ref() } else { cx.selected() };
    let Some(client) = client.filter(|client| !client.client.cautions.is_empty()) else { return };
    let said = |caution: &Caution| {
        if client.is_new(caution) { format!("new: {}", caution.text) } else { caution.text.clone() }
    };
    let words: Vec<String> = client.client.cautions.iter().map(said).collect();
    let theme = Theme::of(ui);
    ui.horizontal_top(|ui| {
        line(ui, Font::Small, theme.caution, icons::WARNING.0);
        wrapped(ui, Font::Small, theme.caution, format!("{}: {}", client.client.spoken(), words.join("; ")));
    });
}
