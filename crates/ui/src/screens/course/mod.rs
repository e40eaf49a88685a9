//! The course of a client's care: the plan, what is measured, and pictures over time.

mod asked;
mod care;
mod entry;
mod goals;
mod pictures;
mod subject;
mod writing;

use egui::{Align, Ui};
use holdwell_app::text;
use holdwell_measures::Entry;
use holdwell_store::{ClientPage, CourseRequest, Request, Ticket, VaultQuery};

use super::not_yet::not_yet;
use crate::action::{Action, Actions};
use crate::cx::Cx;
use crate::icons;
use crate::screen::{Page, Screen, SendRequest};
use crate::theme::{Font, GRID, Theme};
use crate::widgets::{Button, fit_whole, line, section, undo_line};
use asked::Asked;
use care::Care;
pub(super) use entry::MeasureEntry;
use pictures::Pictures;

/// The course of one client.
#[derive(Debug, Default)]
pub struct CourseScreen {
    /// The client whose course is open.
    client: Option<holdwell_model::Id>,
    entry: MeasureEntry,
    care: Care,
    asked: Asked,
    pictures: Pictures,
    /// The figure that was just deleted: it can be taken back here.
    deleted: Option<Entry>,
}

impl Screen for CourseScreen {
    fn query(&self, cx: &Cx<'_>) -> VaultQuery {
        let Page::Course(id) = cx.page else { return VaultQuery::default() };
        VaultQuery { client: Some(id), holds: Some(id), ..VaultQuery::default() }
    }

    fn save(&mut self, time: Option<f64>, send: &mut SendRequest<'_>) -> bool {
        let is_kept = time.is_some() || self.care.send(send);
        self.entry.send(time.is_none(), send) & is_kept
    }

    fn replied(&mut self, ticket: Ticket, is_saved: bool) {
        self.entry.replied(ticket, is_saved);
        self.care.replied(ticket, is_saved);
    }

    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, actions: &mut Actions) {
        let Page::Course(id) = cx.page else { return };
        let Some(page) = cx.vault.client.as_ref().filter(|page| page.is_of(id)) else {
            return not_yet(ui, actions);
        };
        if self.client != Some(id) {
            *self = Self { client: Some(id), care: std::mem::take(&mut self.care).left(), ..Self::default() };
        }
        head(ui, page, actions);
        self.asked.ui(ui, page, cx, actions);
        section(ui, "Plan of care");
        self.care.ui(ui, page, cx, actions);
        section(ui, "Measure");
        self.entry.ui(ui, page, cx);
        self.last(ui, page, cx, actions);
        self.pictures.ui(ui, page, cx, actions);
        ui.add_space(3.0 * GRID);
    }
}

impl CourseScreen {
    /// Shows the figure that was taken last, with the way to take it out again.
    fn last(&mut self, ui: &mut Ui, page: &ClientPage, cx: &Cx<'_>, actions: &mut Actions) {
        let theme = Theme::of(ui);
        if let Some(last) = page.course.measured.last() {
            ui.horizontal_wrapped(|ui| {
                let figure = last.subject.measure.words(last.figure);
                let words = format!("Last: {}, {figure}, {}", last.subject.name(), text::moment(cx.wall, last.at));
                line(ui, Font::Body, theme.soft, words);
                if ui.add(Button::quiet("Take the last figure out").words("Take out")).clicked() {
                    self.deleted = Some(last.clone());
                    actions.push(course(CourseRequest::SetMeasureDeleted(last.id, true)));
                }
            });
            if let Some(said) = text::course::screening(last.subject.measure, last.figure.0 / 100) {
                line(ui, Font::Small, theme.soft, said);
            }
        }
        let back = undo_line(ui, &mut self.deleted, |entry| format!("Taken out: {}", entry.subject.name()));
        if let Some(entry) = back {
            actions.push(course(CourseRequest::SetMeasureDeleted(entry.id, false)));
        }
    }
}

/// Makes the action of a request about the course.
fn course(request: CourseRequest) -> Action {
    Action::vault(Request::Course(request))
}

fn head(ui: &mut Ui, page: &ClientPage, actions: &mut Actions) {
    let theme = Theme::of(ui);
    ui.horizontal(|ui| {
        if ui.add(Button::icon_only(icons::LEFT, "Back to the client")).clicked() {
            actions.push(Action::Go(Page::Client(page.client.id)));
        }
        line(ui, Font::Body, theme.soft, "Course of care");
    });
    fit_whole(ui, Font::Title, 22.0, theme.text, &page.client.name, Align::LEFT);
}
