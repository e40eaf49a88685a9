//! Remarks to a session that is over. The record of the day stays as it was.

use egui::{Key, Label, Ui};
use holdwell_app::text;
use holdwell_model::Id;
use holdwell_store::{Request, Ticket};

use super::source::RecordSource;
use crate::cx::Cx;
use crate::screen::SendRequest;
use crate::theme::{Font, GRID, Theme};
use crate::widgets::{Button, Fresh, TextField, section};

/// The remarks that are being written and saved: to one item, or to the session.
#[derive(Debug, Default)]
pub(in super::super) struct Remarks {
    open: Option<Remark>,
    kept: Option<Remark>,
    /// Remarks to this session that are on their way to the vault.
    in_flight: Vec<(Ticket, Remark)>,
    /// Remarks that the vault could not keep, while another one is being written.
    refused: Vec<Remark>,
}

#[derive(Debug, Default)]
struct Remark {
    session: Option<Id>,
    item: Option<u32>,
    text: String,
    fresh: Fresh,
}

impl Remarks {
    /// Shows the way to make a remark to one item.
    pub(super) fn offer(&mut self, ui: &mut Ui, source: RecordSource<'_>, item: u32) {
        let button = Button::quiet("Add a remark").disabled(self.is_open(item).then_some("Its field is below"));
        if source.page().is_some() && ui.push_id(item, |ui| ui.add(button)).inner.clicked() {
            self.open = Some(Remark { item: Some(item), ..Remark::default() });
        }
    }

    /// Shows the field of a remark to one item, where it is being written.
    pub(super) fn form(&mut self, ui: &mut Ui, item: u32) {
        if self.is_open(item) {
            self.field(ui);
        }
    }

    fn is_open(&self, item: u32) -> bool {
        self.open.as_ref().is_some_and(|open| open.item == Some(item))
    }

    /// Shows the remarks to the session as a whole.
    pub(in super::super) fn ui(&mut self, ui: &mut Ui, source: RecordSource<'_>, cx: &Cx<'_>) {
        let Some(page) = source.page() else { return };
        if self.open.is_none() {
            self.open = self.refused.pop();
            if self.open.is_some() {
                // The rows above were drawn without it.
                ui.ctx().request_repaint();
            }
        }
        section(ui, "Remarks");
        list(ui, source, None, cx);
        if self.open.as_ref().is_some_and(|open| open.item.is_none()) {
            self.field(ui);
        } else if ui.add(Button::new("Add a remark to the session")).clicked() {
            self.open = Some(Remark::default());
        }
        if let Some(kept) = &mut self.kept {
            kept.session = Some(page.session.id);
        }
    }

    /// Sends the remark that was kept, if there is one. Returns false where it could not be taken in.
    pub(super) fn send(&mut self, send: &mut SendRequest<'_>) -> bool {
        let Some(remark) = self.kept.take_if(|kept| kept.session.is_some()) else { return true };
        let Some(session) = remark.session else { return true };
        let sent = send(Request::Annotate(session, remark.item, remark.text.clone()));
        match &sent {
            Ok(ticket) => self.in_flight.push((*ticket, remark)),
            Err(_) => self.refused.push(remark),
        }
        sent.is_ok()
    }

    /// Takes the reply to a remark: one that could not be kept is back in its field.
    pub(super) fn replied(&mut self, ticket: Ticket, is_kept: bool) {
        let Some(place) = self.in_flight.iter().position(|(sent, _)| *sent == ticket) else { return };
        let (_, remark) = self.in_flight.remove(place);
        if !is_kept {
            self.refused.push(remark);
        }
    }

    fn field(&mut self, ui: &mut Ui) {
        let Some(open) = &mut self.open else { return };
        let field = ui.add(TextField::new("Remark", &mut open.text).most(1000).width(480.0));
        open.fresh.take(&field);
        let key = |key| field.lost_focus() && ui.input(|input| input.key_pressed(key));
        let (entered, left) = (key(Key::Enter), key(Key::Escape));
        ui.add_space(GRID);
        let (keep, leave) = ui
            .horizontal(|ui| {
                (ui.add(Button::new("Keep the remark")).clicked(), ui.add(Button::quiet("Leave it")).clicked())
            })
            .inner;
        if keep || entered {
            self.kept = self.open.take().filter(|open| !open.text.trim().is_empty());
        } else if leave || left {
            self.open = None;
        }
    }
}

/// Lists the remarks to an item, or to the session.
pub(super) fn list(ui: &mut Ui, source: RecordSource<'_>, item: Option<u32>, cx: &Cx<'_>) {
    let theme = Theme::of(ui);
    for one in source.annotations().iter().filter(|one| one.item == item) {
        let text = theme.rich(Font::Body, format!("“{}”", one.sentence()));
        ui.add(Label::new(text).wrap());
        let when = format!("said {}", text::moment(cx.wall, one.at));
        ui.add(Label::new(theme.rich(Font::Small, when).color(theme.faint)));
    }
}
