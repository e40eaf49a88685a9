//! Entering figures by keys: a field for each subject, Tab between them, Enter keeps all.

use egui::{Key, Ui};
use holdwell_app::measuring::{MeasureLine, likely_moment, measure_lines, measured};
use holdwell_app::text;
use holdwell_measures::{Entry, Moment};
use holdwell_model::Id;
use holdwell_store::{ClientPage, CourseRequest, Request, Ticket, new_id};

use super::subject::{Chosen, NewSubject};
use crate::cx::Cx;
use crate::icons;
use crate::screen::SendRequest;
use crate::theme::{Font, GRID, Theme};
use crate::widgets::{Banner, Button, Segmented, TextField, line, surface, wrapped, wrapped_height};

/// Width of a field for figures, in points.
const FIELD: f32 = 220.0;

/// The figures that are being entered.
#[derive(Debug, Default)]
pub(in crate::screens) struct MeasureEntry {
    /// The client, and how much was measured of them when the lines were made.
    of: Option<(Id, usize)>,
    lines: Vec<MeasureLine>,
    moment: Option<Moment>,
    /// Set once something that cannot be kept was to be kept.
    is_told: bool,
    new: Option<NewSubject>,
    /// Measures to be kept, until the vault has them.
    unsent: Option<(Id, Vec<Entry>)>,
    sent: Option<(Ticket, Id, Vec<Entry>)>,
    is_refused: bool,
}

impl MeasureEntry {
    /// Sends what is to be kept. What was refused is sent again where that was asked for, and as the page is left.
    pub(in crate::screens) fn send(&mut self, is_left: bool, send: &mut SendRequest<'_>) -> bool {
        if self.is_refused && !is_left {
            return true;
        }
        let Some((client, entries)) = self.unsent.take() else { return true };
        let request = Request::Course(CourseRequest::KeepMeasures(client, entries.clone()));
        match send(request) {
            Ok(ticket) => self.sent = Some((ticket, client, entries)),
            Err(_) => self.unsent = Some((client, entries)),
        }
        self.unsent.is_none()
    }

    /// Takes the reply to a request. What was refused stays, and can be offered again.
    pub(in crate::screens) fn replied(&mut self, ticket: Ticket, is_saved: bool) {
        if let Some((_, client, entries)) = self.sent.take_if(|(sent, ..)| *sent == ticket)
            && !is_saved
        {
            self.is_refused = true;
            self.unsent = Some((client, entries));
        }
    }

    /// Shows the fields.
    pub(in crate::screens) fn ui(&mut self, ui: &mut Ui, page: &ClientPage, cx: &Cx<'_>) {
        self.follow(page);
        if self.is_refused && Banner::error("These figures are not in the vault yet").action("Keep them now").show(ui) {
            self.is_refused = false;
        }
        let (likely, session) = likely_moment(&page.course, cx.wall.timestamp());
        let mut moment = self.moment.unwrap_or(likely);
        surface(ui, 16, |ui| {
            let choices = [(Moment::Before, "Before"), (Moment::After, "After"), (Moment::Between, "Between sessions")];
            ui.add(Segmented::new("When it is measured", &mut moment, &choices));
            if moment != likely {
                self.moment = Some(moment);
            }
            ui.add_space(GRID);
            let is_entered = self.fields(ui);
            ui.add_space(GRID);
            ui.horizontal_wrapped(|ui| {
                let nothing = self.lines.iter().all(|line| line.typed.trim().is_empty());
                let keep = Button::new("Keep the figures").key("Enter");
                let is_kept = ui.add(keep.disabled(nothing.then_some("Type a figure first"))).clicked();
                if (is_kept || is_entered) && !nothing {
                    self.keep(page, moment, session, cx);
                }
                if ui.add(Button::quiet("Measure something else…").icon(icons::MORE)).clicked() {
                    self.new = Some(NewSubject::default());
                }
            });
            self.add(ui);
        });
    }

    /// Makes the lines anew for another client, or once something was kept; what is typed stays.
    fn follow(&mut self, page: &ClientPage) {
        let of = Some((page.client.id, page.course.measured.len()));
        if self.of == of {
            return;
        }
        let is_same = self.of.is_some_and(|(client, _)| client == page.client.id);
        let before = std::mem::replace(&mut self.lines, measure_lines(&page.course));
        self.of = of;
        if !is_same {
            (self.moment, self.new, self.is_told) = (None, None, false);
            return;
        }
        for old in before {
            match self.lines.iter_mut().find(|line| line.subject == old.subject) {
                Some(line) => line.typed = old.typed,
                None if old.last.is_none() => self.lines.push(old),
                None => {}
            }
        }
    }

    /// Shows the fields, as many beside each other as there is room for; returns true where Enter was pressed in one.
    fn fields(&mut self, ui: &mut Ui) -> bool {
        let width = FIELD * Theme::of(ui).text_size + ui.spacing().item_spacing.x;
        let columns = (ui.available_width() / width).floor().max(1.0) as usize;
        let mut is_entered = false;
        for first in (0..self.lines.len()).step_by(columns) {
            let places = first..(first + columns).min(self.lines.len());
            // However long the names of a row are, its fields stand level.
            let names = self.lines[places.clone()].iter().map(|line| name_height(ui, &line.subject.name()));
            let height = names.fold(0.0, f32::max);
            ui.horizontal_top(|ui| {
                for place in places {
                    is_entered |= self.field(ui, place, height);
                }
            });
        }
        is_entered
    }

    /// Shows the field of a line; returns true where Enter was pressed in it.
    fn field(&mut self, ui: &mut Ui, place: usize, names: f32) -> bool {
        let theme = Theme::of(ui);
        let is_told = self.is_told;
        let Some(measured) = self.lines.get_mut(place) else { return false };
        let name = measured.subject.name();
        let hint = text::course::field_hint(measured);
        let problem = measured.read().and_then(Result::err).filter(|_| is_told);
        let problem = problem.map(|problem| text::course::line_problem(measured, problem));
        let last = measured.last.as_ref().map(|(_, words)| format!("last {words}"));
        let activities = (!measured.activities.is_empty()).then(|| measured.activities.join(", "));
        ui.vertical(|ui| {
            ui.set_width(FIELD * theme.text_size);
            ui.add_space(names - name_height(ui, &name));
            let field = TextField::new(&name, &mut measured.typed).hint(&hint).width(FIELD).most(200);
            let response = ui.add(field.problem(problem.as_deref()));
            // What was said last names the activities in their order.
            if let Some(last) = last.or(activities) {
                line(ui, Font::Small, theme.faint, last);
            }
            if let Some(note) = text::course::form_note(measured.subject.measure) {
                wrapped(ui, Font::Small, theme.faint, note);
            }
            response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter))
        })
        .inner
    }

    fn keep(&mut self, page: &ClientPage, moment: Moment, session: Option<Id>, cx: &Cx<'_>) {
        let now = cx.wall.timestamp();
        match measured(&self.lines, moment, session, now, || new_id(now)) {
            Err(_) => self.is_told = true,
            Ok(entries) if entries.is_empty() => {}
            Ok(entries) => {
                self.lines.iter_mut().for_each(|line| line.typed.clear());
                (self.is_told, self.moment) = (false, None);
                self.unsent = Some((page.client.id, entries));
            }
        }
    }

    /// Shows the choice of something else to measure.
    fn add(&mut self, ui: &mut Ui) {
        let Some(new) = &mut self.new else { return };
        match new.ui(ui) {
            Chosen::NotYet => return,
            Chosen::Line(chosen) if self.lines.iter().all(|line| line.subject != chosen.subject) => {
                self.lines.push(*chosen);
            }
            Chosen::Line(_) | Chosen::Left => {}
        }
        self.new = None;
    }
}

/// Returns the height of the name of a field, in points.
fn name_height(ui: &Ui, name: &str) -> f32 {
    wrapped_height(ui, Font::Small, name, FIELD * Theme::of(ui).text_size)
}
