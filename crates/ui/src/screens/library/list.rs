//! The list: search, filters, rows; beside it, where there is room, the body map.

use crate::cx::Cx;
use egui::{Align, Layout, ScrollArea, Sense, Ui, UiBuilder, vec2};

use super::{LibraryAction, LibraryScreen};
use crate::action::{Action, Actions};
use crate::icons;
use crate::theme::{Font, GAP, GRID, Theme};
use crate::widgets::{Asked, BodyMap, Button, EmptyState, Row, line, wrapped};
use holdwell_app::text;
use holdwell_library::Origin;
use holdwell_library::find::Found;
use holdwell_store::Request;

/// From this width on the body map stands beside the list.
const WIDE: f32 = 980.0;
/// The width of the body map: the least, in points, and the share of the room.
const ASIDE: f32 = 404.0;
const ASIDE_SHARE: f32 = 0.36;

pub(super) fn show(
    screen: &mut LibraryScreen,
    ui: &mut Ui,
    cx: &Cx<'_>,
    actions: &mut Actions,
) -> Option<LibraryAction> {
    let room = ui.available_rect_before_wrap();
    if !is_wide(ui) {
        return narrow(screen, ui, cx, actions);
    }
    let aside = (room.width() * ASIDE_SHARE).clamp(ASIDE, 720.0);
    let height = BodyMap::height_within(aside - GRID).min(room.height() * 0.54);
    let left = room.with_max_x(room.right() - aside - 2.0 * GAP);
    let right = room.with_min_x(room.right() - aside);
    let column = |ui: &mut Ui, rect| ui.new_child(UiBuilder::new().max_rect(rect).layout(Layout::top_down(Align::Min)));
    let action = found(screen, &mut column(ui, left), cx, actions);
    let mut aside = column(ui, right);
    ScrollArea::vertical().id_salt("filters").auto_shrink(false).show(&mut aside, |ui| {
        screen.filters.rest(ui, height, cx.selected());
        folder(ui, cx);
    });
    action
}

/// Returns true if the body map has room beside the list.
pub(super) fn is_wide(ui: &Ui) -> bool {
    ui.available_width() >= WIDE * Theme::of(ui).text_size
}

/// Shows the list of a narrow window, or the body map while it is open.
fn narrow(screen: &mut LibraryScreen, ui: &mut Ui, cx: &Cx<'_>, actions: &mut Actions) -> Option<LibraryAction> {
    if !screen.filters.is_open() {
        return found(screen, ui, cx, actions);
    }
    ScrollArea::vertical().id_salt("filters").auto_shrink(false).show(ui, |ui| {
        screen.filters.rest(ui, 300.0, cx.selected());
        folder(ui, cx);
    });
    None
}

fn found(screen: &mut LibraryScreen, ui: &mut Ui, cx: &Cx<'_>, actions: &mut Actions) -> Option<LibraryAction> {
    let theme = Theme::of(ui);
    let count = screen.find(cx).len();
    let names = ("Find a position", "Name, region, movement, technique");
    let clear = screen.filters.narrows().then_some(Button::quiet("Clear filters").words("Clear"));
    let (asked, is_cleared) = screen.search.field_and(ui, names, count, clear);
    if is_cleared {
        screen.filters.clear();
    }
    screen.filters.techniques(ui);
    // What was just typed or chosen counts at once.
    let LibraryScreen { search, filters, positions, outside, .. } = screen;
    let query = filters.query(&search.words);
    let outside = outside.count(&query, cx.content());
    let found = positions.find(query, None, cx.content());
    let searched = !search.words.trim().is_empty() || filters.narrows();
    let words = if searched { format!("{} found", found.len()) } else { text::count(found.len(), "position") };
    line(ui, Font::Small, theme.faint, words);
    if outside > 0 && ui.add(Button::quiet(&filters.outside(outside))).clicked() {
        filters.everywhere();
        ui.ctx().request_discard("The regions were cleared");
    }
    if found.is_empty() {
        return nothing(ui, cx, search.words.trim(), asked);
    }
    let row = |index: usize| found.get(index).map(|found| row(found, cx)).unwrap_or_default();
    let done = search.list(ui, "positions", found.len(), Sense::click(), row);
    if let Some(found) = done.starred.and_then(|row| found.get(row)) {
        let request = Request::Favourite(found.id.clone(), !found.favourite);
        actions.push(Action::vault(request));
    }
    // Enter without a mark means the best.
    let best = (!search.words.trim().is_empty()).then_some(0);
    asked.row(best, done.pressed).and_then(|row| found.get(row)).map(|found| LibraryAction::Open(found.id.clone()))
}

fn nothing(ui: &mut Ui, cx: &Cx<'_>, words: &str, asked: Asked) -> Option<LibraryAction> {
    let hint = "Other words may find it: where it lies, how it moves, what it is called in the clinic. Or write it down as your own";
    let empty = EmptyState::new(icons::SEARCH, "Nothing is found", hint);
    let empty = if cx.is_vault_open() { empty.action("New position") } else { empty };
    let by_key = asked == Asked::Enter && cx.is_vault_open() && !words.is_empty();
    (empty.show(ui) || by_key).then(|| LibraryAction::New(words.to_owned()))
}

fn row(found: &Found, cx: &Cx<'_>) -> Row {
    let end = match found.origin {
        Origin::BuiltIn if found.home => "home",
        Origin::BuiltIn => "",
        Origin::Clinic => "the clinic's",
        Origin::InPlace => "the clinic's, in place of the built-in one",
        Origin::Own => "own",
    };
    Row { star: cx.is_vault_open().then_some(found.favourite), ..Row::new(&found.name, &found.about, end) }
}

/// Shows the folder for the clinic's own library files.
fn folder(ui: &mut Ui, cx: &Cx<'_>) {
    let Some(folder) = cx.clinic else { return };
    let theme = Theme::of(ui);
    ui.add_space(GRID);
    let words = format!("Library files of your own: {}", holdwell_files::shown(folder));
    wrapped(ui, Font::Small, theme.faint, words);
    ui.allocate_space(vec2(0.0, GRID));
}
