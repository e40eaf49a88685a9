//! Start: one routine ready, a quick hold, and the other routines.

mod client;
mod clients;
mod last;
mod lead;
mod slot;
mod vault;

pub(super) use slot::{LENGTHS, minute_of};

use std::time::Duration;

use egui::{Align, Context, Id, Layout, Modifiers, Popup, Rect, Ui, UiBuilder, vec2};
use holdwell_app::catalogue::quick_hold;
use holdwell_app::command::UiCommand;
use holdwell_app::keys::Key;
use holdwell_app::text;
use holdwell_library::runnable::RunnablePlan;
use holdwell_model::{Arc, Audience, Millis};
use holdwell_store::VaultQuery;
use jiff::Zoned;

use super::at_right;
use super::client_picker::ClientPicker;
use super::lock::UnlockForm;
use crate::action::{Action, Actions};
use crate::cx::Cx;
use crate::keyboard::egui_key;
use crate::screen::Screen;
use crate::theme::{Font, Theme};
use crate::widgets::{Banner, Button, Card, Segmented, one_row, section, steady, tiles, title};
use slot::EndField;

/// The Start screen.
#[derive(Debug)]
pub struct StartScreen {
    /// The plan that was chosen, by id: the list of them may change.
    chosen: Option<String>,
    quick_secs: u64,
    picker: Option<ClientPicker>,
    unlock: UnlockForm,
    end: EndField,
}

impl Default for StartScreen {
    fn default() -> Self {
        Self { chosen: None, quick_secs: 30, picker: None, unlock: UnlockForm::default(), end: EndField::default() }
    }
}

const QUICK: [(u64, &str); 8] = [
    (15, "15 s"),
    (30, "30 s"),
    (45, "45 s"),
    (60, "60 s"),
    (90, "90 s"),
    (120, "2 min"),
    (180, "3 min"),
    (300, "5 min"),
];

impl StartScreen {
    /// Creates the screen with the plan of this id on the lead card, as soon as the plan is there.
    pub fn ready(chosen: Option<String>) -> Self {
        Self { chosen, ..Self::default() }
    }

    /// Returns the id of the routine that was chosen for the lead card, which may be in the catalogue no more.
    pub fn chosen(&self) -> Option<&str> {
        self.chosen.as_deref()
    }

    /// Puts the plan with this id on the lead card.
    pub fn choose(&mut self, id: String) {
        self.chosen = Some(id);
    }

    /// Returns the screen as it is after a lock: whatever is known of clients is dropped.
    #[must_use]
    pub fn locked(self) -> Self {
        Self { picker: None, unlock: UnlockForm::default(), ..self }
    }

    fn quick_hold(&mut self, ui: &mut Ui, actions: &mut Actions) {
        section(ui, "Quick hold");
        ui.horizontal_wrapped(|ui| {
            ui.add(Segmented::new("Length of the quick hold", &mut self.quick_secs, &QUICK));
            let length = QUICK.iter().find(|(secs, _)| *secs == self.quick_secs).map_or("", |(_, words)| words);
            let words = format!("{} {length}", UiCommand::QuickHold.label());
            let hold = Button::new(UiCommand::QuickHold.label()).words(&words).hint(UiCommand::QuickHold.hint());
            if ui.add(hold).clicked() {
                actions.push(Action::Begin(Arc::new(quick_hold(Millis::from_secs(self.quick_secs)))));
            }
        });
    }

    /// Shows the routines; returns true where another one was chosen.
    fn routines(&mut self, ui: &mut Ui, cx: &Cx<'_>, actions: &mut Actions) -> bool {
        if cx.catalogue.plans().len() < 2 {
            return false;
        }
        let preset = cx.selected().is_some_and(|selected| selected.preset.is_some());
        let lead = cx.catalogue.plan(self.chosen()).map(|offer| &offer.plan.id);
        let place = cx.catalogue.plans().iter().position(|offer| Some(&offer.plan.id) == lead);
        let chosen = if preset { None } else { place };
        let mut pressed = None;
        for kind in CardKind::ALL {
            let offers = cx.catalogue.plans().iter().enumerate().filter(|(_, offer)| CardKind::of(offer) == kind);
            let offers: Vec<(usize, &RunnablePlan)> = offers.collect();
            if !offers.is_empty() {
                section(ui, kind.title());
                let here = ui.push_id(kind.title(), |ui| cards(ui, &offers, chosen, cx.wall)).inner;
                pressed = here.or(pressed);
            }
        }
        let Some(pressed) = pressed else { return false };
        self.chosen = cx.catalogue.plans().get(pressed).map(|offer| offer.plan.id.clone());
        actions.push(Action::Prepare);
        if preset && let Some(selected) = cx.selected() {
            actions.push(Action::Select(Some(Box::new(selected.clone().with(None)))));
        }
        true
    }
}

impl Screen for StartScreen {
    fn wipe(&mut self, ctx: &Context) {
        self.unlock.wipe(ctx);
    }

    fn needs_vault(&self) -> bool {
        false
    }

    fn query(&self, cx: &Cx<'_>) -> VaultQuery {
        VaultQuery {
            clients: self.picker.as_ref().map(ClientPicker::words),
            client: cx.selection.wanted(),
            session: cx.selection.last_session(),
            ..VaultQuery::default()
        }
    }

    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, actions: &mut Actions) {
        let top = Rect::from_min_size(ui.cursor().min, vec2(1.0, 1.0)).expand(96.0);
        shortcuts(ui, cx, actions);
        header(ui, &mut self.end, cx, actions);
        banners(ui, cx);
        vault::show(ui, &mut self.unlock, cx, actions);
        ui.add_space(12.0);
        self.lead(ui, cx, actions);
        let chosen = Self::clients(ui, cx, actions);
        self.quick_hold(ui, actions);
        if self.routines(ui, cx, actions) || chosen {
            // What was chosen stands at the top, with Start beside it.
            ui.scroll_to_rect(top, Some(Align::TOP));
        }
        // The ends on the cards move with the clock on the wall.
        if !ui.input(|input| input.viewport().minimized.unwrap_or(false)) {
            ui.ctx().request_repaint_after(Duration::from_secs(60 - cx.wall.second().unsigned_abs().min(59) as u64));
        }
    }
}

/// Takes the keys of Start where nothing has the keyboard: Space begins the chosen plan, one key the last session.
fn shortcuts(ui: &Ui, cx: &Cx<'_>, actions: &mut Actions) {
    let ctx = ui.ctx();
    let writes = ctx.memory(|memory| memory.focused().is_some());
    if Popup::is_any_open(ctx) {
        return;
    }
    // A pedal begins the session also while a field has the keyboard.
    let pressed = |keys: &[Key]| {
        let mut keys = keys.iter().filter(|key| !writes || !key.is_for_text()).filter_map(|key| egui_key(*key));
        keys.any(|key| ctx.input_mut(|input| input.consume_key(Modifiers::NONE, key)))
    };
    if pressed(cx.settings.keys.of(UiCommand::Advance)) {
        actions.push(Action::Do(UiCommand::Start));
    }
    let again = cx.selected().is_some_and(|client| client.last_session.is_some());
    if again && pressed(UiCommand::Again.default_keys()) {
        actions.push(Action::Do(UiCommand::Again));
    }
}

/// The purpose of a routine, by which the cards are grouped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum CardKind {
    Own,
    Treatment,
    Home,
}

impl CardKind {
    const ALL: [Self; 3] = [Self::Own, Self::Treatment, Self::Home];

    fn of(offer: &RunnablePlan) -> Self {
        match offer.plan.audience {
            _ if offer.plan.id.starts_with("own-") => Self::Own,
            Audience::Therapist => Self::Treatment,
            Audience::Home => Self::Home,
        }
    }

    const fn title(self) -> &'static str {
        match self {
            Self::Own => "Your own routines",
            Self::Treatment => "Routines for treatment",
            Self::Home => "Routines for home",
        }
    }
}

/// Shows these routines, each with its place among all of them; returns the place of the one that was pressed.
fn cards(ui: &mut Ui, offers: &[(usize, &RunnablePlan)], chosen: Option<usize>, wall: &Zoned) -> Option<usize> {
    let theme = Theme::of(ui);
    let lines: Vec<(String, String)> = offers.iter().map(|(_, offer)| card_lines(offer, wall)).collect();
    let cards: Vec<Card<'_>> = offers
        .iter()
        .zip(&lines)
        .map(|((place, offer), (matter, rest))| {
            let rest = if Some(*place) == chosen { "Chosen above" } else { rest };
            Card::small(&offer.plan.name).tint(theme.technique(offer.plan.technique)).line(matter).faint(rest)
        })
        .collect();
    tiles(ui, 250.0, &cards).and_then(|pressed| offers.get(pressed)).map(|(place, _)| *place)
}

/// Returns the length of a routine and its end, in words.
fn card_lines(offer: &RunnablePlan, wall: &Zoned) -> (String, String) {
    let technique = offer.plan.technique.name();
    if offer.plan.free {
        return (format!("{technique} · as long as you like"), "No list: each press begins or ends a hold".to_owned());
    }
    let end = text::clock_after(wall, offer.total.length);
    let ends = if offer.total.about { "Ends about" } else { "Ends at" };
    (
        format!("{technique} · {} · {}", text::count(offer.holds, "hold"), text::length(offer.total)),
        format!("{ends} {end} if begun now"),
    )
}

/// The room between the title and what stands at its right, in points.
const APART: f32 = 24.0;

/// Shows the title, and the appointment and the sound at the right of it, or below it where they find no room there.
fn header(ui: &mut Ui, end: &mut EndField, cx: &Cx<'_>, actions: &mut Actions) {
    let theme = Theme::of(ui);
    let (width, id) = (ui.available_width(), Id::unique("start header"));
    let title_width = one_row(ui, "Ready", theme.font(Font::Title), theme.text, width).size().x;
    let known: f32 = ui.data(|data| data.get_temp(id)).unwrap_or_default();
    // The keyboard stays where it is while the name of an output comes and goes.
    steady(ui, "start header", |ui| {
        if title_width + APART + known > width {
            title(ui, "Ready");
            let row = ui.horizontal_wrapped(|ui| slot::row(ui, end, cx, actions)).response.rect;
            if row.height() < 1.5 * theme.touch() {
                // There may be room beside the title again.
                ui.data_mut(|data| data.insert_temp(id, row.width()));
            }
            return;
        }
        let (_, rect) = ui.allocate_space(vec2(width, theme.touch()));
        let layout = Layout::left_to_right(Align::Center);
        let mut left = ui.new_child(UiBuilder::new().max_rect(rect).layout(layout));
        title(&mut left, "Ready");
        let _place = at_right(ui, rect, id, |ui| slot::row(ui, end, cx, actions));
    });
}

/// Shows faults at the place where they can be mended before Start.
fn banners(ui: &mut Ui, cx: &Cx<'_>) {
    if cx.may_sleep {
        let words =
            "The system does not let Holdwell keep the screen awake. Switch its screen saver off for the session";
        Banner::caution(words).show(ui);
    }
    if let Some(problem) = cx.settings_problem {
        Banner::error(problem).show(ui);
    }
    if let Some(first) = cx.catalogue.problems().first() {
        let more = match cx.catalogue.problems().len() - 1 {
            0 => String::new(),
            more => format!(" (and {more} more)"),
        };
        let words = format!("A file of the library was left out. {}{more}", text::file_problem(first));
        Banner::error(&words).show(ui);
    }
}
