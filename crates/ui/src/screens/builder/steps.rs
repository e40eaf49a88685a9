//! The steps of the routine, of which only those in sight are drawn.

use crate::cx::Cx;
use egui::{
    DragAndDrop, EventFilter, Frame, Id, Key as Press, Margin, Modifiers, Rect, ScrollArea, Ui, UiBuilder, pos2, vec2,
};

use super::editor;
use super::row::{self, State};
use super::step_edit::{StepEdit, height_id};
use super::together::{Together, together};
use super::totals::advice;
use super::{BuilderScreen, Carried};
use crate::action::Actions;
use crate::theme::{BUTTON_RADIUS, Font, GRID, TOUCH, Theme};
use crate::widgets::{Button, Fresh, Segmented, chip_toggle, line, section, wrapped};
use holdwell_editing::view::{RoutineView, StepLine};
use holdwell_editing::{EditedStep, EditedSteps, Focus, OpenRoutine};
use holdwell_library::edit::Key;
use holdwell_model::{Arc, Group, GroupOrder};

/// Between two rows.
const GAP: f32 = 4.0;
/// A list narrower than this has no room for every word.
const NARROW: f32 = 520.0;
/// The assumed height of an open step that was not drawn yet, in points.
const OPEN: f32 = 380.0;

/// The extent of a step in the list, in points from the top.
struct Place {
    top: f32,
    row: f32,
    bottom: f32,
}

impl BuilderScreen {
    pub(super) fn routine_side(
        &mut self,
        ui: &mut Ui,
        now: usize,
        shown: &Arc<RoutineView>,
        cx: &Cx<'_>,
        actions: &mut Actions,
    ) {
        self.totals(ui, now, shown, cx);
        self.tools(ui, now, shown, cx);
        // Advice comes and goes below the list: nothing above it moves.
        advice(ui, shown, cx, actions);
        let Some(doc) = self.docs.get_mut(now) else { return };
        let mut edits = Vec::new();
        let list = ScrollArea::vertical().auto_shrink(false).animated(false).id_salt(("steps", doc.id().to_owned()));
        let list = list.show(ui, |ui| {
            if self.together != Together::Off {
                self.together = together(ui, self.together, doc, shown, &mut edits);
            }
            if shown.lines.is_empty() {
                empty(ui);
            }
            steps(ui, doc, shown, &mut edits)
        });
        come_into_sight(ui, list.inner_rect, list.inner);
        for edit in edits {
            edit.apply(doc, cx.library, ui);
        }
        if doc.chosen_now().len() < 2 {
            self.together = Together::Off;
        }
        if self.together == Together::Off {
            doc.unread_together = None;
        }
    }
}

fn empty(ui: &mut Ui) {
    let theme = Theme::of(ui);
    ui.add_space(GRID);
    section(ui, "No steps yet");
    let words = "Type a few letters of a position in the library and press Enter, click one, or carry it here";
    wrapped(ui, Font::Body, theme.soft, words);
}

/// Brings the list into sight as the keyboard comes to it: in a low window the page around it scrolls too, and egui tells
/// only the list.
fn come_into_sight(ui: &Ui, list: Rect, is_there: bool) {
    let id = ui.scope_id().with("steps have the keyboard");
    let was_there = ui.data_mut(|data| std::mem::replace(data.get_temp_mut_or_default::<bool>(id), is_there));
    if is_there && !was_there {
        ui.scroll_to_rect(list, None);
    }
}

/// Shows the steps; returns true where one of them has the keyboard.
fn steps(ui: &mut Ui, doc: &mut OpenRoutine, shown: &RoutineView, edits: &mut Vec<StepEdit>) -> bool {
    let theme = Theme::of(ui);
    let places = places(ui, doc, shown, &theme);
    let height = places.last().map_or(0.0, |place| place.bottom).max(ui.available_height());
    // Room is left at the right for the scroll bar.
    let width = ui.available_width() - GRID;
    let (_, whole) = ui.allocate_space(vec2(width, height));
    let clip = ui.clip_rect();
    let goes_to = doc.goes_to.take();
    let mut is_there = false;
    for (index, (line, place)) in shown.lines.iter().zip(&places).enumerate() {
        let (top, bottom) = (whole.top() + place.top, whole.top() + place.bottom);
        let row = whole.top() + place.row;
        let rect = Rect::from_x_y_ranges(whole.x_range(), row..=row + row::height(&theme));
        let wanted = goes_to.filter(|(key, _)| *key == line.key);
        if let Some((key, focus)) = wanted {
            bring(ui, rect.with_max_y(bottom), row_id(doc.id(), key), focus);
        }
        let focused = ui.memory(|memory| memory.has_focus(row_id(doc.id(), line.key)));
        is_there |= focused;
        let in_sight = bottom >= clip.top() && top <= clip.bottom();
        // The row that has the keyboard is there even where it is not in sight, or the keyboard would be lost; and the
        // first one, so that the keyboard comes to the list.
        if !in_sight && !focused && wanted.is_none() && index > 0 {
            continue;
        }
        if let Some(group) = &line.begins {
            let head = Rect::from_min_max(pos2(rect.left(), top), pos2(rect.right(), rect.top() - GAP));
            group_head(ui, head, group, doc.preset.is_some(), edits);
        }
        if focused {
            row_keys(ui, row_id(doc.id(), line.key), shown, index, edits);
        }
        if step_row(ui, rect, doc, line, edits) {
            let end = bottom.max(rect.bottom() + 40.0);
            let below = Rect::from_min_max(rect.left_bottom(), pos2(rect.right(), end));
            open_step(ui, below, doc, (index, line), edits);
            doc.writes = doc.writes.filter(|key| *key != line.key);
        }
    }
    carry(ui, whole, &places, edits);
    is_there
}

/// Scrolls to an open step: to all of it, or to its beginning where it is higher than the list.
fn bring(ui: &Ui, rect: Rect, id: Id, focus: Focus) {
    let rect = rect.expand(GRID / 2.0);
    let align = (rect.height() > ui.clip_rect().height()).then_some(egui::Align::TOP);
    ui.scroll_to_rect(rect, align);
    if focus == Focus::Takes {
        ui.memory_mut(|memory| memory.request_focus(id));
    }
}

/// Shows a row, and returns true if its step is open.
fn step_row(ui: &Ui, rect: Rect, doc: &OpenRoutine, line: &StepLine, edits: &mut Vec<StepEdit>) -> bool {
    let state = State { open: !doc.document.is_folded(line.key), chosen: doc.chosen.contains(&line.key) };
    let unread = doc.unread.get(&line.key).map(String::as_str);
    let row = row::show(ui, rect, row_id(doc.id(), line.key), (line, unread), state);
    if row.ticked {
        edits.push(StepEdit::Tick(line.key));
    } else if row.response.clicked() {
        edits.push(StepEdit::Press(line.key, ui.input(|input| input.modifiers)));
    }
    if row.response.drag_started() {
        edits.push(StepEdit::Carry(line.key));
    }
    state.open
}

/// Returns the extent of each step; an open one is as high as it was last drawn.
fn places(ui: &Ui, doc: &OpenRoutine, shown: &RoutineView, theme: &Theme) -> Vec<Place> {
    let mut at = 0.0;
    let place = |line: &StepLine| {
        let top = at;
        let head = if line.begins.is_some() { TOUCH * theme.text_size.max(1.0) + 2.0 * GAP } else { 0.0 };
        let row = top + head;
        let open = if doc.document.is_folded(line.key) { 0.0 } else { known_height(ui, doc, line.key).unwrap_or(OPEN) };
        at = row + row::height(theme) + open + GAP;
        Place { top, row, bottom: at - GAP }
    };
    shown.lines.iter().map(place).collect()
}

/// Returns the height of an open step as last drawn, in points.
fn known_height(ui: &Ui, doc: &OpenRoutine, key: Key) -> Option<f32> {
    ui.data(|data| data.get_temp(height_id(doc.id(), key)))
}

pub(super) fn row_id(doc: &str, key: Key) -> Id {
    Id::unique(("builder step", doc, key))
}

/// Takes the keys of the row that has the keyboard. Enter opens and folds the step, as a click does.
fn row_keys(ui: &Ui, id: Id, shown: &RoutineView, index: usize, edits: &mut Vec<StepEdit>) {
    let arrows = EventFilter { vertical_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, arrows));
    let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
    let line = |index: Option<usize>| index.and_then(|index| shown.lines.get(index)).map(|line| line.key);
    for modifiers in [Modifiers::SHIFT, Modifiers::NONE] {
        let to = if pressed(modifiers, Press::ArrowDown) {
            line(Some(index + 1))
        } else if pressed(modifiers, Press::ArrowUp) {
            line(index.checked_sub(1))
        } else {
            None
        };
        edits.extend(to.map(|key| StepEdit::Go(key, modifiers)));
    }
    if pressed(Modifiers::NONE, Press::Space) {
        edits.extend(line(Some(index)).map(StepEdit::Tick));
    }
}

/// Shows the order of a group. A preset has its groups from its routine.
fn group_head(ui: &mut Ui, rect: Rect, group: &Group, is_fixed: bool, edits: &mut Vec<StepEdit>) {
    let theme = Theme::of(ui);
    let id = Id::unique(("builder group", &group.id));
    let layout = egui::Layout::left_to_right(egui::Align::Center);
    let mut ui = ui.new_child(UiBuilder::new().max_rect(rect).layout(layout).scope_id(id));
    if rect.width() > NARROW * theme.text_size {
        line(&mut ui, Font::Small, theme.soft, "Group");
    }
    if is_fixed {
        let order = if group.order == GroupOrder::WorstFirst { "worst first" } else { "as listed" };
        let rated = if group.scan { ", rated first" } else { "" };
        line(&mut ui, Font::Small, theme.text, format!("{order}{rated}, as the routine has it"));
        return;
    }
    let (mut order, mut scan) = (group.order, group.scan);
    let orders = [(GroupOrder::AsListed, "As listed"), (GroupOrder::WorstFirst, "Worst first")];
    let changed = ui.add(Segmented::new("Order of the group", &mut order, &orders)).changed();
    let rates = chip_toggle(&mut ui, "Rated first", &mut scan);
    let rates = rates.on_hover_text("Every point is rated before the first is treated");
    if changed || rates.changed() {
        edits.push(StepEdit::Group(Group { id: group.id.clone(), order, scan }));
    }
    if ui.add(Button::quiet("Ungroup")).clicked() {
        edits.push(StepEdit::Ungroup(group.id.clone()));
    }
}

fn open_step(ui: &mut Ui, rect: Rect, doc: &OpenRoutine, (place, line): (usize, &StepLine), edits: &mut Vec<StepEdit>) {
    let draft = doc.document.draft();
    let Some(entry) = draft.entry(line.key) else { return };
    let id = row_id(doc.id(), line.key).with("open");
    let mut child = ui.new_child(UiBuilder::new().max_rect(rect).scope_id(id));
    let theme = Theme::of(&child);
    let audience = draft.head().audience;
    let fresh = if doc.writes == Some(line.key) { Fresh::Yes } else { Fresh::No };
    let frame = Frame::new().fill(theme.surface).stroke(theme.edge()).corner_radius(BUTTON_RADIUS);
    let frame = frame.inner_margin(Margin::symmetric(16, 8));
    let shown = frame.show(&mut child, |ui| {
        ui.set_width(ui.available_width());
        let changed = line.changed.as_ref();
        let first = EditedStep { key: line.key, step: &entry.step, runs: &line.step, changed, place };
        editor::fields(ui, &EditedSteps { first, others: Vec::new(), audience }, fresh)
    });
    let height = shown.response.rect.height();
    if known_height(ui, doc, line.key).is_none_or(|known| (known - height).abs() > 0.5) {
        edits.push(StepEdit::Height(line.key, height));
    }
    let done = shown.inner;
    if doc.unread.get(&line.key) != done.unread.as_ref() {
        edits.push(StepEdit::Unread(line.key, done.unread.clone()));
    }
    edits.extend(done.changes.into_iter().map(StepEdit::Set));
    edits.extend(done.follows.then_some(StepEdit::Follow));
    edits.extend(done.left.then_some(StepEdit::Rest));
    if done.entered {
        edits.push(StepEdit::Go(line.key, Modifiers::NONE));
    }
}

/// Marks the place where the carried item would be dropped, and drops it on release.
fn carry(ui: &Ui, whole: Rect, places: &[Place], edits: &mut Vec<StepEdit>) {
    let Some(carried) = DragAndDrop::payload::<Carried>(ui.ctx()) else { return };
    let Some(at) = ui.input(|input| input.pointer.interact_pos()) else { return };
    let clip = ui.clip_rect();
    if !clip.contains(at) {
        return;
    }
    let from_top = at.y - whole.top();
    let index = places.iter().take_while(|place| f32::midpoint(place.top, place.bottom) < from_top).count();
    let y = match (places.get(index), places.last()) {
        (Some(place), _) => place.top - GAP / 2.0,
        (None, Some(last)) => last.bottom + GAP / 2.0,
        (None, None) => 0.0,
    };
    ui.painter().hline(whole.x_range(), whole.top() + y.max(1.0), Theme::of(ui).focus());
    // Near the edge the list comes along.
    let edge = 32.0;
    if at.y < clip.top() + edge {
        ui.scroll_with_delta(vec2(0.0, 8.0));
        ui.ctx().request_repaint();
    } else if at.y > clip.bottom() - edge {
        ui.scroll_with_delta(vec2(0.0, -8.0));
        ui.ctx().request_repaint();
    }
    if ui.input(|input| input.pointer.any_released()) {
        DragAndDrop::clear_payload(ui.ctx());
        edits.push(StepEdit::Drop(index, (*carried).clone()));
    }
}
