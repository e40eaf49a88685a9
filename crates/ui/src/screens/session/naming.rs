//! The panel that names a hold, and the one that adds a hold: both pick from the library while everything goes on.

use egui::{Align, Layout, Rect, StrokeKind, Ui, UiBuilder};
use holdwell_app::text;
use holdwell_editing::FoundPositions;
use holdwell_engine::{Command, View};
use holdwell_model::{HoldName, Millis, Timing};

use super::SessionProps;
use super::tray::Hold;
use crate::action::{Action, Actions};
use crate::icons;
use crate::screens::hold_names::{NamePicker, Picked, PickerContext};
use crate::theme::{Font, GRID, Theme};
use crate::widgets::{Button, Stepper, chip_toggle, line};

/// The rows in sight, in a window that has room, and in a low one.
const ROWS: [u8; 2] = [3, 2];
/// The height below which a window is low, in points.
const LOW: f32 = 700.0;

/// A hold that is being added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Insertion {
    pub(super) picker: NamePicker,
    /// The length in seconds, once somebody has set it.
    pub(super) secs: Option<i64>,
    /// Set where it is to come before the other side of the running step.
    pub(super) next: bool,
}

/// Draws a panel that stands on the bottom of its place, over what is there, and returns its height.
pub(super) fn panel(ui: &mut Ui, place: Rect, add: impl FnOnce(&mut Ui)) -> f32 {
    let theme = Theme::of(ui);
    ui.painter().rect(place, 14, theme.surface, theme.edge(), StrokeKind::Inside);
    // What lies below must not be pressed through it.
    let _cover = ui.interact(place, egui::Id::unique("session panel"), egui::Sense::click_and_drag());
    let inner = place.shrink(1.5 * GRID);
    let used = ui.scope_builder(UiBuilder::new().max_rect(inner).layout(Layout::top_down(Align::Min)), |ui| {
        ui.spacing_mut().item_spacing.y = GRID / 2.0;
        add(ui);
    });
    used.response.rect.height() + 3.0 * GRID
}

/// Shows the panel that names a hold; returns true where it is to be closed.
pub(super) fn name(
    ui: &mut Ui,
    props: &SessionProps<'_>,
    picker: &mut NamePicker,
    (hold, found): (&Hold, &mut FoundPositions),
    actions: &mut Actions,
) -> bool {
    let closes = head(ui, |ui| {
        line(ui, Font::Strong, Theme::of(ui).text, &hold.name);
    });
    match pick(ui, props, picker, (found, false)) {
        Some(name) => {
            actions.push(Action::Tell(Command::Name { hold: name, item: hold.item }));
            true
        }
        None => closes,
    }
}

/// Shows the panel that adds a hold; returns true where it is to be closed.
pub(super) fn insert(
    ui: &mut Ui,
    props: &SessionProps<'_>,
    Insertion { picker, secs, next }: &mut Insertion,
    found: &mut FoundPositions,
    actions: &mut Actions,
) -> bool {
    let usual = props.view.plan().technique.usual().expected();
    let closes = head(ui, |ui| {
        line(ui, Font::Strong, Theme::of(ui).text, "Add a hold");
        let mut shown = secs.unwrap_or((usual.0 / 1000).cast_signed());
        let words = |value: i64| match *secs {
            Some(_) => text::exact(Millis::from_secs(value.unsigned_abs())),
            None => "usual time".to_owned(),
        };
        let stepper = Stepper::new("Length of the hold", &mut shown, 5..=1800).step(5).words(&words);
        if ui.add(stepper).changed() {
            *secs = Some(shown);
        }
        if props.view.schedule().is_within_pair() {
            chip_toggle(ui, "Before the other side", next);
        }
    });
    match pick(ui, props, picker, (found, true)) {
        Some(hold) => {
            let given = secs.map(|secs| Millis::from_secs(secs.unsigned_abs()));
            let length = given.or_else(|| usual_length(&hold, props));
            actions.push(Action::Tell(Command::Insert { hold, length, next: *next }));
            true
        }
        None => closes,
    }
}

/// Shows the first line of a panel with its way out.
pub(super) fn head(ui: &mut Ui, add: impl FnOnce(&mut Ui)) -> bool {
    ui.horizontal(|ui| {
        let closes = ui.add(Button::icon_only(icons::X, "Close").by_key_only()).clicked();
        add(ui);
        closes
    })
    .inner
}

fn pick(
    ui: &mut Ui,
    props: &SessionProps<'_>,
    picker: &mut NamePicker,
    (found, can_wait): (&mut FoundPositions, bool),
) -> Option<HoldName> {
    let rows = if ui.ctx().content_rect().height() < LOW { ROWS[1] } else { ROWS[0] };
    let recent = recent(props.view);
    let offer = PickerContext { recent: &recent, technique: props.view.plan().technique, can_wait, rows };
    match picker.ui(ui, found, &offer, props.cx) {
        Picked::Name(name) => {
            // What was typed is used: no draft of it is left.
            *picker = NamePicker::default();
            Some(*name)
        }
        Picked::Nothing | Picked::Left => None,
    }
}

/// Returns the names of the holds of this session, the last first.
fn recent(view: &View) -> Vec<(String, Option<String>)> {
    let steps = view.records().iter().rev().filter_map(|record| view.schedule().step_at(record.step));
    let named = steps.filter(|step| !step.title.is_empty());
    named.map(|step| (step.title.clone(), step.contacts.first().and_then(|contact| contact.position.clone()))).collect()
}

/// Returns the usual length of a position in the technique of the session, where that is a fixed one.
fn usual_length(hold: &HoldName, props: &SessionProps<'_>) -> Option<Millis> {
    let position = props.cx.library.position(hold.position.as_deref()?)?;
    let technique = props.view.plan().technique;
    let usual = position.usual.iter().find(|usual| usual.technique == technique)?;
    if let Timing::Fixed { hold } = usual.timing { Some(hold) } else { None }
}
