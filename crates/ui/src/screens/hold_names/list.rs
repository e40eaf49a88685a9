//! The list of a session's holds that no routine planned: each with number, time, length, name and side.

use std::collections::BTreeSet;

use egui::Ui;
use holdwell_app::text;
use holdwell_editing::FoundPositions;
use holdwell_engine::Record;
use holdwell_library::{Library, hold_name};
use holdwell_model::{HoldName, Id, Side, fold};
use holdwell_store::{Request, SessionPage, SessionState, Ticket};
use jiff::SignedDuration;

use super::{NamePicker, Picked, PickerContext};
use crate::cx::Cx;
use crate::screen::SendRequest;
use crate::theme::{Font, GRID, Theme};
use crate::widgets::{Button, line, section, surface, undo_line};

/// The most holds that are listed.
const MOST: usize = 300;
/// The rows of positions in sight.
const ROWS: u8 = 4;

/// The id of the field in which a name is written: the keyboard stays in it from one hold to the next.
fn field_id() -> egui::Id {
    egui::Id::unique("name of a hold")
}

/// The list, and the hold that is being named.
#[derive(Debug, Default)]
pub(in super::super) struct HoldNames {
    session: Option<Id>,
    /// The hold whose name is picked, by its work item.
    open: Option<u32>,
    /// Set where the open hold has just changed and has to be in sight.
    moved: bool,
    picker: NamePicker,
    /// Names that were begun and not given, while the session ran or here, by work item.
    begun: Vec<(u32, NamePicker)>,
    found: FoundPositions,
    waiting: Vec<Naming>,
    in_flight: Vec<(Ticket, Naming)>,
    /// The naming that can be taken back.
    last: Option<Naming>,
}

/// A name that was given, or taken away.
#[derive(Debug, Clone)]
struct Naming {
    session: Id,
    item: u32,
    number: usize,
    name: Option<HoldName>,
    before: Option<HoldName>,
}

impl HoldNames {
    /// Says if a hold is being named: it has the keyboard.
    pub(in super::super) const fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// Takes the names that were begun while the session ran and not given: their holds come first.
    pub(in super::super) fn begin(&mut self, begun: Vec<(u32, NamePicker)>) {
        *self = Self { begun, ..Self::default() };
    }

    /// Shows the list of a session that is over and has holds which no routine planned.
    pub(in super::super) fn ui(&mut self, ui: &mut Ui, page: &SessionPage, cx: &Cx<'_>) {
        let holds: Vec<(usize, &Record)> = holds(page).take(MOST).collect();
        if holds.is_empty() || page.session.state == SessionState::Running {
            self.open(None);
            return;
        }
        let before = self.session.replace(page.session.id);
        if before != Some(page.session.id) {
            // What was begun in another session is of its holds.
            let begun = before.map_or_else(|| std::mem::take(&mut self.begun), |_| Vec::new());
            *self = Self { session: self.session, begun, ..Self::default() };
            self.open_next(page, &holds, 0);
        }
        section(ui, "Names of the holds");
        let open = self.open;
        for (number, record) in holds.iter().copied() {
            let row = ui.add(Button::quiet(&self.row(page, number, record, cx)));
            if row.clicked() {
                self.open((self.open != Some(record.item)).then_some(record.item));
            }
            // The next one is opened in the next frame: its field is the same.
            if open == Some(record.item) && self.open == open {
                let moved = std::mem::take(&mut self.moved);
                self.pick(ui, page, (number, record, holds.as_slice()), cx);
                if moved {
                    // The field and what it finds have to be in sight, and not the row alone.
                    ui.scroll_to_rect(row.rect.with_max_y(ui.min_rect().bottom()), None);
                }
            }
        }
        let undone = undo_line(ui, &mut self.last, |naming| {
            let name = naming.name.as_ref().map_or_else(|| text::UNNAMED.to_owned(), HoldName::spoken);
            format!("{}: {name}", naming.number)
        });
        if let Some(naming) = undone {
            let before = naming.name.clone();
            self.waiting.push(Naming { name: naming.before.clone(), before, ..naming });
            self.picker.forget_last();
        }
    }

    /// Sends the names that were given. Returns false where one could not be taken in.
    pub(in super::super) fn send(&mut self, send: &mut SendRequest<'_>) -> bool {
        while let Some(naming) = self.waiting.first() {
            let request = Request::NameHold(naming.session, naming.item, naming.name.clone().map(Box::new));
            let Ok(ticket) = send(request) else { return false };
            let sent = self.waiting.remove(0);
            self.in_flight.push((ticket, sent));
        }
        true
    }

    /// Takes the reply to a name: one that could not be kept is not shown any more.
    pub(in super::super) fn replied(&mut self, ticket: Ticket, is_kept: bool) {
        if !is_kept {
            self.in_flight.retain(|(sent, _)| *sent != ticket);
        }
    }

    /// Returns the name of a hold: the one that is on its way, else the one that is kept.
    fn name(&self, page: &SessionPage, record: &Record) -> (String, Side) {
        let mut sent = self.in_flight.iter().map(|(_, naming)| naming).chain(&self.waiting);
        let given = sent.rfind(|naming| naming.item == record.item);
        given.map_or_else(
            || page.hold_name(record),
            |naming| {
                naming.name.as_ref().map_or((String::new(), Side::Midline), |name| (name.title.clone(), name.side))
            },
        )
    }

    /// Returns "3.  14:22  ·  0:35  ·  Psoas major  ·  left".
    fn row(&self, page: &SessionPage, number: usize, record: &Record, cx: &Cx<'_>) -> String {
        let began = record.tries.first().map(|attempt| attempt.began.0).unwrap_or_default();
        let passed = SignedDuration::from_millis(i64::try_from(began).unwrap_or(i64::MAX));
        let began = page.session.began.checked_add(passed).unwrap_or(page.session.began);
        let (title, side) = self.name(page, record);
        let name = if title.is_empty() { "no name yet".to_owned() } else { text::contact(side, &title) };
        format!("{number}.  {}  ·  {}  ·  {name}", text::clock(cx.wall, began), record.held().clock())
    }

    /// Shows the picker of the open hold.
    fn pick(
        &mut self,
        ui: &mut Ui,
        page: &SessionPage,
        (number, record, holds): (usize, &Record, &[(usize, &Record)]),
        cx: &Cx<'_>,
    ) {
        // Of thousands of holds the names and positions take long.
        let recent = if self.picker.is_new() { self.recent(page, holds, cx.library) } else { Vec::new() };
        let offer = PickerContext { recent: &recent, technique: page.plan.technique, can_wait: false, rows: ROWS };
        let picked = surface(ui, 16, |ui| {
            line(ui, Font::Small, Theme::of(ui).soft, format!("Hold {number}: what was it?"));
            self.picker.ui(ui, &mut self.found, &offer, cx)
        });
        ui.add_space(GRID);
        match picked {
            Picked::Nothing => {}
            Picked::Left => self.open(None),
            Picked::Name(name) => {
                self.picker = NamePicker::default();
                let before = self.name(page, record);
                let before = known(before, cx.library);
                let (session, item) = (page.session.id, record.item);
                let naming = Naming { session, item, number, name: Some(*name), before };
                self.last = Some(naming.clone());
                self.waiting.push(naming);
                self.open_next(page, holds, number);
            }
        }
    }

    /// Goes on to a hold whose name was begun, else to the next one without a name after this number, else to the first.
    fn open_next(&mut self, page: &SessionPage, holds: &[(usize, &Record)], number: usize) {
        let is_begun = |record: &Record| self.begun.iter().any(|(item, _)| *item == record.item);
        let unnamed = holds.iter().filter(|(_, record)| self.name(page, record).0.is_empty());
        let next = unnamed.min_by_key(|(other, record)| (!is_begun(record), *other <= number, *other));
        self.open(next.map(|(_, record)| record.item));
        self.moved = true;
    }

    /// Opens a hold, or none. What was typed for the one before stays with that one.
    fn open(&mut self, item: Option<u32>) {
        let picker = std::mem::take(&mut self.picker);
        self.begun.extend(self.open.filter(|_| picker.has_text()).map(|before| (before, picker)));
        self.open = item;
        self.picker = item.map_or_else(NamePicker::default, |item| self.picker_of(item));
    }

    /// Returns the picker of a hold: with what was begun, once, else an empty one.
    fn picker_of(&mut self, item: u32) -> NamePicker {
        let begun = self.begun.iter().position(|(begun, _)| *begun == item).map(|place| self.begun.remove(place));
        begun.map_or_else(|| NamePicker::with_id(field_id()), |(_, picker)| picker.in_field(field_id()))
    }

    /// Returns the names that this session's holds have: those that were given here last, then the others, the last
    /// first.
    fn recent(
        &self,
        page: &SessionPage,
        holds: &[(usize, &Record)],
        library: &Library,
    ) -> Vec<(String, Option<String>)> {
        let namings = self.waiting.iter().rev().chain(self.in_flight.iter().rev().map(|(_, naming)| naming));
        // Of each hold only the last one counts: a name that was taken back is none.
        let mut named = BTreeSet::new();
        let last: Vec<&Naming> = namings.filter(|naming| named.insert(naming.item)).collect();
        let given = last.iter().filter_map(|naming| naming.name.as_ref());
        let given = given.map(|name| (name.title.clone(), name.position.clone()));
        let others = holds.iter().rev().filter(|(_, record)| !named.contains(&record.item));
        let kept = others.map(|(_, record)| page.hold_name(record).0).filter(|title| !title.is_empty());
        let kept = kept.map(|title| {
            let position = position_called(&title, library);
            (title, position)
        });
        given.chain(kept).collect()
    }
}

/// Returns the records of the holds that no routine planned, each with its number among all.
fn holds(page: &SessionPage) -> impl Iterator<Item = (usize, &Record)> {
    let numbered = page.records.iter().enumerate().map(|(place, record)| (place + 1, record.as_ref()));
    numbered.filter(|(_, record)| {
        let step = record.step_of(&page.plan, &page.added);
        !record.tries.is_empty() && step.is_some_and(|step| !page.plan.has_planned(step))
    })
}

fn position_called(title: &str, library: &Library) -> Option<String> {
    let called = library.positions().find(|position| fold(&position.name) == fold(title));
    called.map(|position| position.id.clone())
}

/// Returns a name with what the library says of it; `None` for no name.
fn known((title, side): (String, Side), library: &Library) -> Option<HoldName> {
    let position = position_called(&title, library).and_then(|id| library.position(&id));
    let name = position.map_or_else(|| HoldName::words(&title, side), |position| hold_name(position, side));
    (!title.is_empty()).then_some(name)
}
