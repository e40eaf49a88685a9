//! The workspace of one routine: its head, the library beside it, and its steps.

use crate::cx::Cx;
use egui::scroll_area::ScrollSource;
use egui::{Rect, ScrollArea, Ui, UiBuilder, pos2, vec2};

use super::picker::{PositionPicker, Taken};
use super::preset::{cautions, owner};
use super::{BuilderScreen, SideShown};
use crate::action::Actions;
use crate::theme::{GAP, GRID, Theme};
use crate::widgets::Segmented;
use holdwell_editing::view::{Basis, RoutineView};
use holdwell_editing::{Focus, OpenRoutine};
use holdwell_model::Arc;

/// The library's side is this wide, as far as there is room,
const SHELF: f32 = 340.0;
/// and at least this wide.
const LEAST_SHELF: f32 = 250.0;
/// The routine's side is at least this wide.
const LEAST_STEPS: f32 = 484.0;

/// The workspace is at least this high, in points at the drawn size of text: below its head some steps are in sight.
const LEAST_HEIGHT: f32 = 460.0;

impl BuilderScreen {
    /// Shows the workspace as high as the window, or in a low window higher, and then it scrolls.
    pub(super) fn workspace_or_scroll(&mut self, ui: &mut Ui, now: usize, cx: &Cx<'_>, actions: &mut Actions) {
        let least = LEAST_HEIGHT * Theme::of(ui).text_size;
        let height = ui.available_height().max(least);
        let is_low = height > ui.available_height();
        let area = ScrollArea::vertical().id_salt("workspace").auto_shrink(false);
        area.scroll_source(if is_low { ScrollSource::default() } else { ScrollSource::NONE }).show(ui, |ui| {
            // Room is left at the right for the scroll bar.
            let width = ui.available_width() - if is_low { GRID } else { 0.0 };
            let room = Rect::from_min_size(ui.cursor().min, vec2(width, height));
            ui.scope_builder(UiBuilder::new().max_rect(room), |ui| {
                ui.set_min_height(height);
                self.workspace(ui, now, cx, actions);
            });
        });
    }

    fn workspace(&mut self, ui: &mut Ui, now: usize, cx: &Cx<'_>, actions: &mut Actions) {
        self.take_keys(ui, now, cx, actions);
        let Some(doc) = self.docs.get_mut(now) else { return };
        let basis = basis(Some(doc), cx);
        let shown = doc.shown(&basis);
        self.head(ui, now, &shown, cx, actions);
        cautions(ui, self.docs.get(now), cx);
        self.difference_list(ui, now, &shown, cx);
        self.files_panel(ui, Some(now));
        self.file_problems(ui);
        ui.add_space(GRID);
        let scale = Theme::of(ui).text_size;
        let room = ui.available_rect_before_wrap();
        if room.width() < (LEAST_SHELF + LEAST_STEPS) * scale + GAP {
            self.one_side(ui, now, &shown, cx, actions);
        } else {
            let wide = (room.width() - LEAST_STEPS * scale - GAP).min(SHELF * scale);
            let left = Rect::from_min_size(room.min, vec2(wide, room.height()));
            let right = Rect::from_min_max(pos2(left.right() + GAP, room.top()), room.max);
            let mut ui_left = ui.new_child(UiBuilder::new().max_rect(left).id_salt("library"));
            self.library_side(&mut ui_left, now, cx);
            let mut ui_right = ui.new_child(UiBuilder::new().max_rect(right).id_salt("routine"));
            self.routine_side(&mut ui_right, now, &shown, cx, actions);
        }
        PositionPicker::carried(ui, cx.library);
    }

    /// Shows one side at a time where there is no room for both.
    fn one_side(&mut self, ui: &mut Ui, now: usize, shown: &Arc<RoutineView>, cx: &Cx<'_>, actions: &mut Actions) {
        let sides = [(SideShown::Library, "Library"), (SideShown::Routine, "Steps")];
        ui.add(Segmented::new("What is shown", &mut self.side, &sides));
        match self.side {
            SideShown::Library => self.library_side(ui, now, cx),
            SideShown::Routine => self.routine_side(ui, now, shown, cx, actions),
        }
    }

    fn library_side(&mut self, ui: &mut Ui, now: usize, cx: &Cx<'_>) {
        let Some(doc) = self.docs.get_mut(now) else { return };
        let taken = self.shelf.ui(ui, doc.document.draft().head(), cx);
        let at = doc.end_of_choice();
        let added = match taken {
            Some(Taken::Position(id)) => doc.document.edit(|draft| draft.add_position(at, &id, cx.library)),
            Some(Taken::Named(name)) => doc.document.edit(|draft| draft.add_named(at, &name, cx.library)),
            None => None,
        };
        if let Some(key) = added {
            doc.choose_all(&[key], Focus::Leaves);
            let words = doc.document.draft().entries().len();
            crate::widgets::announce::say(ui.ctx(), format!("Added: step {} of {words}", at + 1));
        }
    }
}

/// Returns the content on which the shown routine depends.
pub(super) fn basis<'a>(doc: Option<&OpenRoutine>, cx: &Cx<'a>) -> Basis<'a> {
    let is_preset = doc.is_some_and(|doc| doc.preset.is_some());
    let selected = || cx.selected().map(|selected| &*selected.client);
    let client = if is_preset { owner(doc, cx).map(|page| &page.client) } else { selected() };
    Basis { library: cx.library, own: &cx.vault.own, client }
}
