//! Start: one routine ready, a quick hold, and the other routines.

mod clients;
mod lead;
mod slot;
mod vault;
mod whose;

use egui::{Id, Ui, vec2};
use jiff::Zoned;

use super::client_picker::ClientPicker;
use super::{VaultSight, at_right};
use crate::theme::{TOUCH, Theme};
use crate::widgets::{Banner, Button, Card, Segmented, section, tiles, title};
use holdwell_app::action::{Action, Actions};
use holdwell_app::command::UiCommand;
use holdwell_app::format;
use holdwell_app::runnable::{RunnablePlan, quick_hold};
use holdwell_app::selected_client::SelectedClient;
use holdwell_app::settings::Settings;
use holdwell_conductor::Snapshot;
use holdwell_model::{Arc, Audience, Millis};

/// What the Start screen shows.
pub struct StartSight<'a> {
    /// The routines.
    pub offers: &'a [RunnablePlan],
    /// What was wrong with the library's files.
    pub problems: &'a [String],
    /// What is the matter with the settings' file.
    pub settings_problem: Option<&'a str>,
    /// The settings.
    pub settings: &'a Settings,
    /// The sound.
    pub snapshot: &'a Snapshot,
    /// The appointment's end, in minutes since 1970 and as a clock shows it.
    pub until: Option<(i64, String)>,
    /// How long it still lasts; nothing where it is over.
    pub left: Option<Millis>,
    /// The system refuses to stay awake.
    pub may_sleep: bool,
    /// The clock on the wall.
    pub wall: &'a Zoned,
    /// The vault.
    pub vault: VaultSight<'a>,
    /// Whose the next session is.
    pub whom: Option<&'a SelectedClient>,
    /// What stands on the lead card, or why it cannot be run.
    pub lead: Option<Result<&'a RunnablePlan, &'a str>>,
}

/// The Start screen.
#[derive(Debug)]
pub struct StartScreen {
    /// The plan that was chosen, by id: the list of them may change.
    chosen: Option<String>,
    quick_secs: u64,
    pick: Option<ClientPicker>,
}

impl Default for StartScreen {
    fn default() -> Self {
        Self { chosen: None, quick_secs: 30, pick: None }
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
    /// The plan with this id stands on the lead card, as soon as it is there.
    pub fn ready(chosen: Option<String>) -> Self {
        Self { chosen, ..Self::default() }
    }

    /// Which of these offers stands on the lead card: the first, where none was chosen or it is there no more.
    pub fn chosen(&self, offers: &[RunnablePlan]) -> usize {
        offers.iter().position(|offer| self.chosen.as_ref() == Some(&offer.plan.id)).unwrap_or_default()
    }

    /// The plan with this id stands on the lead card.
    pub fn choose(&mut self, id: String) {
        self.chosen = Some(id);
    }

    /// What is searched for among the clients, while their choice is open.
    pub fn search(&self) -> Option<String> {
        self.pick.as_ref().map(ClientPicker::words)
    }

    /// Whatever is known of clients is dropped.
    pub fn forget(&mut self) {
        self.pick = None;
    }

    /// Shows it.
    pub fn ui(&mut self, ui: &mut Ui, sight: &StartSight<'_>, actions: &mut Actions) {
        let top = egui::Rect::from_min_size(ui.cursor().min, vec2(1.0, 1.0)).expand(96.0);
        header(ui, sight, actions);
        banners(ui, sight);
        vault::show(ui, sight, actions);
        ui.add_space(12.0);
        self.lead(ui, sight, actions);
        let chosen = Self::clients(ui, sight, actions);
        self.quick_hold(ui, actions);
        if self.routines(ui, sight, actions) || chosen {
            // What was chosen stands at the top, with Start beside it.
            ui.scroll_to_rect(top, Some(egui::Align::TOP));
        }
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

    /// True where another one was chosen.
    fn routines(&mut self, ui: &mut Ui, sight: &StartSight<'_>, actions: &mut Actions) -> bool {
        if sight.offers.len() < 2 {
            return false;
        }
        let preset = sight.whom.is_some_and(|whom| whom.preset.is_some());
        let chosen = if preset { None } else { Some(self.chosen(sight.offers)) };
        let mut pressed = None;
        for kind in CardKind::ALL {
            let offers = sight.offers.iter().enumerate().filter(|(_, offer)| CardKind::of(offer) == kind);
            let offers: Vec<(usize, &RunnablePlan)> = offers.collect();
            if !offers.is_empty() {
                section(ui, kind.title());
                let here = ui.push_id(kind.title(), |ui| cards(ui, &offers, chosen, sight.wall)).inner;
                pressed = here.or(pressed);
            }
        }
        let Some(pressed) = pressed else { return false };
        self.chosen = sight.offers.get(pressed).map(|offer| offer.plan.id.clone());
        actions.push(Action::Prepare);
        if let Some(whom) = sight.whom.filter(|_| preset) {
            actions.push(Action::Whose(Some(Box::new(whom.clone().with(None)))));
        }
        true
    }
}

/// The routines are shown by what they are for.
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

/// Shows these routines, each with its place among all of them; answers the place of the one that was pressed.
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

/// What matters of a routine, and the rest.
fn card_lines(offer: &RunnablePlan, wall: &Zoned) -> (String, String) {
    let technique = offer.plan.technique.name();
    if offer.plan.free {
        return (format!("{technique} · as long as you like"), "No list: each press begins or ends a hold".to_owned());
    }
    let end = format::clock_after(wall, offer.total.length);
    let ends = if offer.total.about { "Ends about" } else { "Ends at" };
    (format!("{technique} · {} · {}", offer.count(), format::length(offer.total)), format!("{ends} {end} if begun now"))
}

/// The title, and at the right the appointment and the sound.
fn header(ui: &mut Ui, sight: &StartSight<'_>, actions: &mut Actions) {
    let width = ui.available_width();
    if width < 760.0 * Theme::of(ui).text_size {
        let _title = title(ui, "Ready");
        ui.horizontal_wrapped(|ui| slot::row(ui, sight, actions));
        return;
    }
    let (_, rect) = ui.allocate_space(vec2(width, TOUCH));
    let mut left =
        ui.new_child(egui::UiBuilder::new().max_rect(rect).layout(egui::Layout::left_to_right(egui::Align::Center)));
    let _title = title(&mut left, "Ready");
    let _place = at_right(ui, rect, Id::unique("start header"), |ui| slot::row(ui, sight, actions));
}

/// What is the matter, at the place where it can be minded before Start.
fn banners(ui: &mut Ui, sight: &StartSight<'_>) {
    if sight.may_sleep {
        let words =
            "The system does not let Holdwell keep the screen awake. Switch its screen saver off for the session";
        let _pressed = Banner::caution(words).show(ui);
    }
    if let Some(problem) = sight.settings_problem {
        let _pressed = Banner::error(problem).show(ui);
    }
    if let Some(first) = sight.problems.first() {
        let more = match sight.problems.len() - 1 {
            0 => String::new(),
            more => format!(" (and {more} more)"),
        };
        let _pressed = Banner::error(&format!("A file of the library was left out. {first}{more}")).show(ui);
    }
}
