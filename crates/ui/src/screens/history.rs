//! Every session, newest first: searched as one types, filtered, and opened by a press or by the arrows and Enter.

mod period;

use std::cell::Cell;
use std::collections::BTreeSet;

use egui::{Align, Layout, ScrollArea, Sense, Ui, UiBuilder};
use holdwell_app::text;
use holdwell_model::{Id, Region, Technique};
use holdwell_store::{HistoryFilter, HistoryLine, HistoryOwner, HistoryPage, HistoryQuery, VaultQuery};

use crate::action::{Action, Actions};
use crate::cx::Cx;
use crate::icons;
use crate::screen::{Page, PageFrame, Screen};
use crate::theme::{Font, GAP, GRID, Theme};
use crate::widgets::{BodyMap, Button, EmptyState, Row, Search, chip_toggle, filters, line, title_row};
use period::{PERIODS, Period};

/// From this width on the body map stands beside the list, in points.
const WIDE: f32 = 1060.0;
/// Width of the body map, in points.
const ASIDE: f32 = 340.0;
/// Height of the body map in the place of the list, in points.
const MAP: f32 = 300.0;
/// Number of rows that are asked for above the first one in sight, so that scrolling back finds them there.
const ABOVE: usize = 70;

/// The list of all sessions.
#[derive(Debug, Default)]
pub struct HistoryScreen {
    search: Search,
    owner: Owner,
    techniques: BTreeSet<Technique>,
    regions: BTreeSet<Region>,
    period: Period,
    is_open: bool,
    /// There is no room for the body map beside the list.
    is_narrow: bool,
    /// The body map stands in the place of the list.
    is_map_open: bool,
    /// Index of the first row that is asked for.
    first: usize,
    /// Filter of the rows that were shown last, and the number of its changes: each list begins at its top.
    shown: (HistoryFilter, u64),
}

/// Owner of the sessions that are shown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
enum Owner {
    #[default]
    All,
    Nobody,
    /// A client, with the name.
    Client(Id, String),
}

impl Screen for HistoryScreen {
    fn enter(&mut self) {
        self.search.focus();
    }

    fn frame(&self) -> PageFrame {
        PageFrame::Fixed
    }

    fn query(&self, cx: &Cx<'_>) -> VaultQuery {
        let history = Some(HistoryQuery { filter: self.filter(cx), first: self.first as u32 });
        VaultQuery { history, ..VaultQuery::default() }
    }

    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, actions: &mut Actions) {
        title_row(ui, "History", |ui| {
            let hint = "For a session that Holdwell did not record";
            if ui.add(Button::quiet("Enter a session…").hint(hint)).clicked() {
                let client = if let Owner::Client(id, _) = &self.owner { Some(*id) } else { None };
                actions.push(Action::Go(Page::Late(client)));
            }
            let hint = "Sessions and hours by week, who runs over, who was not seen";
            if ui.add(Button::quiet("The practice…").hint(hint)).clicked() {
                actions.push(Action::Go(Page::Practice));
            }
        });
        ui.add_space(GRID);
        let filter = self.filter(cx);
        if self.shown.0 != filter {
            self.shown = (filter, self.shown.1 + 1);
            self.first = 0;
        }
        let Some(page) = cx.vault.history.as_deref() else { return };
        if page.all == 0 {
            let words = "Every session is kept here as it happens, with a client or without one";
            if EmptyState::new(icons::HISTORY, "No sessions yet", words).action("Go to Start").show(ui) {
                actions.push(Action::Go(Page::Start));
            }
            return;
        }
        let room = ui.available_rect_before_wrap();
        self.is_narrow = room.width() < WIDE * Theme::of(ui).text_size;
        self.is_map_open &= self.is_narrow;
        if self.is_narrow {
            return self.list(ui, page, cx, actions);
        }
        let aside = ASIDE * Theme::of(ui).text_size;
        let column =
            |ui: &mut Ui, rect| ui.new_child(UiBuilder::new().max_rect(rect).layout(Layout::top_down(Align::Min)));
        let left = room.with_max_x(room.right() - aside - 2.0 * GAP);
        let right = room.with_min_x(room.right() - aside);
        self.list(&mut column(ui, left), page, cx, actions);
        let mut right = column(ui, right);
        let height = BodyMap::height_within(aside - GRID).min(room.height() * 0.7);
        ScrollArea::vertical().id_salt("where").auto_shrink(false).show(&mut right, |ui| {
            let soft = Theme::of(ui).soft;
            let _heading = line(ui, Font::Body, soft, "Where work was done");
            ui.add_space(GRID);
            BodyMap::regions("Region", &mut self.regions).height(height).show(ui);
        });
    }
}

impl HistoryScreen {
    /// Forgets a client who is erased, under whatever ids.
    pub fn forget(&mut self, clients: &[Id]) {
        if matches!(&self.owner, Owner::Client(client, _) if clients.contains(client)) {
            self.owner = Owner::All;
        }
    }

    /// Shows the sessions of one client, and no other filter.
    pub fn of_client(&mut self, client: Id, name: String) {
        *self = Self { owner: Owner::Client(client, name), shown: std::mem::take(&mut self.shown), ..Self::default() };
    }

    /// Returns the filter as the vault knows it.
    fn filter(&self, cx: &Cx<'_>) -> HistoryFilter {
        HistoryFilter {
            words: self.search.words.trim().to_owned(),
            owner: match &self.owner {
                Owner::All => HistoryOwner::All,
                Owner::Nobody => HistoryOwner::Nobody,
                Owner::Client(id, _) => HistoryOwner::Client(*id),
            },
            techniques: self.techniques.clone(),
            regions: self.regions.clone(),
            since: self.period.since(cx.wall.date()),
            is_open: self.is_open,
        }
    }

    /// Takes every filter away.
    fn clear(&mut self) {
        *self = Self { shown: std::mem::take(&mut self.shown), ..Self::default() };
        self.search.focus();
    }

    fn list(&mut self, ui: &mut Ui, page: &HistoryPage, cx: &Cx<'_>, actions: &mut Actions) {
        let hint = ("Find a session", "Client, routine, position, region, month, a word of a remark");
        let clear = (!self.filter(cx).is_empty()).then_some(Button::quiet("Clear filters").words("Clear"));
        let (asked, is_cleared) = self.search.field_and(ui, hint, page.found as usize, clear);
        if is_cleared {
            self.clear();
        }
        self.chips(ui, cx);
        let theme = Theme::of(ui);
        let _found = line(ui, Font::Small, theme.faint, text::found(page.found, page.all));
        ui.add_space(4.0);
        if self.is_map_open {
            ScrollArea::vertical().id_salt("where").auto_shrink(false).show(ui, |ui| {
                BodyMap::regions("Region", &mut self.regions).height(MAP).show(ui);
            });
            return;
        }
        if page.found == 0 {
            let words = "No session meets all of this";
            if EmptyState::new(icons::HISTORY, "Nothing is found", words).action("Show all sessions").show(ui) {
                self.clear();
            }
            return;
        }
        let first_seen = Cell::new(usize::MAX);
        let of_one = matches!(self.owner, Owner::Client(..));
        let row = |index: usize| {
            first_seen.set(first_seen.get().min(index));
            page.row(index).map_or_else(|| Row::new("…", "", ""), |line| row(line, of_one, cx))
        };
        let salt = format!("history {}", self.shown.1);
        let done = self.search.list(ui, &salt, page.found as usize, Sense::click(), row);
        self.follow(first_seen.get(), page);
        let chosen = asked.row(None, done.pressed).and_then(|row| page.row(row));
        if let Some(line) = chosen {
            actions.push(Action::Go(Page::Record(line.session.id)));
        }
    }

    /// Asks for other rows where those in sight come near to the end of the window.
    fn follow(&mut self, seen: usize, page: &HistoryPage) {
        let (begin, end) = (page.first as usize, page.first as usize + page.rows.len());
        let is_near_begin = seen < begin + ABOVE / 4 && begin > 0;
        let is_near_end = seen + ABOVE / 2 > end && end < page.found as usize;
        if seen != usize::MAX && (is_near_begin || is_near_end) {
            self.first = seen.saturating_sub(ABOVE);
        }
    }

    fn chips(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        filters(ui, "filters", |ui| self.each_chip(ui, cx));
        ui.add_space(4.0);
    }

    fn each_chip(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        self.owner_chips(ui);
        if cx.vault.start.to_finish > 0 || self.is_open {
            chip_toggle(ui, "To finish", &mut self.is_open);
        }
        self.region_chips(ui);
        self.period_chips(ui);
        self.technique_chips(ui);
    }

    /// Shows the regions that are wanted, and in a narrow window the way to the map.
    fn region_chips(&mut self, ui: &mut Ui) {
        if self.is_narrow {
            chip_toggle(ui, "Where…", &mut self.is_map_open);
        }
        let unwanted = |region: &Region| {
            let mut on = true;
            chip_toggle(ui, region.name(), &mut on).changed()
        };
        let gone: Vec<Region> = self.regions.iter().copied().filter(unwanted).collect();
        self.regions.retain(|region| !gone.contains(region));
    }

    fn period_chips(&mut self, ui: &mut Ui) {
        for (period, word) in PERIODS {
            let mut on = self.period == period;
            if chip_toggle(ui, word, &mut on).changed() {
                self.period = if on { period } else { Period::Always };
            }
        }
    }

    fn technique_chips(&mut self, ui: &mut Ui) {
        for technique in Technique::ALL.iter().copied() {
            let mut on = self.techniques.contains(&technique);
            if chip_toggle(ui, technique.name(), &mut on).changed() && !self.techniques.remove(&technique) {
                self.techniques.insert(technique);
            }
        }
    }

    fn owner_chips(&mut self, ui: &mut Ui) {
        if let Owner::Client(_, name) = &self.owner {
            let mut on = true;
            if chip_toggle(ui, name, &mut on).changed() {
                self.owner = Owner::All;
            }
            return;
        }
        let mut nobody = self.owner == Owner::Nobody;
        if chip_toggle(ui, "Without a client", &mut nobody).changed() {
            self.owner = if nobody { Owner::Nobody } else { Owner::All };
        }
    }
}

/// Returns a session as a row: whose it was, what was run and how it went, and when. Where all are one client's, the
/// routine tells them apart.
fn row(line: &HistoryLine, of_one: bool, cx: &Cx<'_>) -> Row {
    let when = text::moment(cx.wall, line.session.began);
    let facts = text::history_facts(line);
    if of_one {
        return Row::new(&line.session.name, facts, when);
    }
    let owner = line.client.as_deref().unwrap_or("No client");
    Row::new(owner, format!("{}  ·  {facts}", line.session.name), when)
}
