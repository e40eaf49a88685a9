//! A session that nobody recorded, entered afterwards: when it was, whose, and what is known of its holds.

mod holds;
mod proposals;

use egui::Ui;
use holdwell_app::text;
use holdwell_editing::late::LateDraft;
use holdwell_model::{Id, Technique};
use holdwell_store::{LateSession, Request, Ticket, VaultQuery, new_id};

use super::client_picker::{ClientPicker, Picked};
use super::record::when;
use crate::action::{Action, Actions};
use crate::cx::Cx;
use crate::icons;
use crate::screen::{Page, Screen, SendRequest};
use crate::theme::{Font, GRID, Theme};
use crate::widgets::{Banner, Button, Segmented, TextField, line, section, surface, title, wrapped};
use holds::Holds;

/// The late entry that is being written. It stays when another page is gone to, until it is entered or given up.
#[derive(Debug, Default)]
pub struct LateScreen {
    open: Option<Open>,
    /// The entry on its way to the vault, and then with its ticket.
    kept: Option<LateSession>,
    in_flight: Option<(Ticket, Id)>,
    /// The session that the vault has taken: its page is gone to.
    entered: Option<Id>,
    is_refused: bool,
}

#[derive(Debug)]
struct Open {
    /// The client for whom it was begun.
    of: Option<Id>,
    draft: LateDraft,
    picker: Option<ClientPicker>,
    holds: Holds,
}

impl Screen for LateScreen {
    fn query(&self, _cx: &Cx<'_>) -> VaultQuery {
        let Some(open) = &self.open else { return VaultQuery::default() };
        let clients = open.picker.as_ref().map(ClientPicker::words);
        VaultQuery { client: open.draft.client, clients, ..VaultQuery::default() }
    }

    fn save(&mut self, _time: Option<f64>, send: &mut SendRequest<'_>) -> bool {
        let Some(kept) = self.kept.take() else { return true };
        let id = kept.start.id;
        let sent = send(Request::EnterSession(Box::new(kept)));
        self.in_flight = sent.as_ref().ok().map(|ticket| (*ticket, id));
        self.is_refused = sent.is_err();
        sent.is_ok()
    }

    fn replied(&mut self, ticket: Ticket, is_saved: bool) {
        let Some((_, id)) = self.in_flight.take_if(|(sent, _)| *sent == ticket) else { return };
        self.is_refused = !is_saved;
        self.entered = is_saved.then_some(id);
    }

    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, actions: &mut Actions) {
        if let Some(id) = self.entered.take() {
            *self = Self::default();
            actions.push(Action::Go(Page::Record(id)));
            return;
        }
        let Page::Late(of) = cx.page else { return };
        if self.open.as_ref().is_none_or(|open| open.of != of) {
            let draft = LateDraft::new(of, cx.wall);
            self.open = Some(Open { of, draft, picker: None, holds: Holds::default() });
        }
        ui.horizontal(|ui| {
            if ui.add(Button::icon_only(icons::LEFT, "Back")).clicked() {
                actions.push(Action::Go(of.map_or(Page::History, Page::Client)));
            }
            title(ui, "Enter a session afterwards");
        });
        let words =
            "For a session that Holdwell did not record. It is marked as entered afterwards wherever it is shown";
        wrapped(ui, Font::Body, Theme::of(ui).soft, words);
        let Some(open) = &mut self.open else { return };
        open.ui(ui, cx, actions);
        if self.is_refused {
            let _shown = Banner::error("This is not in the vault yet, and stays here").show(ui);
        }
        self.ends(ui, cx, actions);
    }
}

impl LateScreen {
    /// Forgets a client who is erased, under whatever ids: what was to be entered of them is given up.
    pub fn forget(&mut self, clients: &[Id]) {
        let is_theirs = |client: Option<Id>| client.is_some_and(|client| clients.contains(&client));
        self.open = self.open.take().filter(|open| !is_theirs(open.of) && !is_theirs(open.draft.client));
    }

    /// Shows the way to enter the session, and the way to give it up.
    fn ends(&mut self, ui: &mut Ui, cx: &Cx<'_>, actions: &mut Actions) {
        let Some(open) = &self.open else { return };
        let id = new_id(cx.wall.timestamp());
        let read = open.draft.session(id, cx.wall, cx.library);
        let problem = read.as_ref().err().map(|problem| text::records::late_problem(*problem));
        let why = self.in_flight.map(|_| "It is being entered".to_owned()).or(problem);
        ui.add_space(2.0 * GRID);
        let (enter, leave) = ui
            .horizontal_wrapped(|ui| {
                let enter = Button::lead("Enter the session").width(220.0).disabled(why.as_deref());
                let enter = ui.add(enter).clicked();
                let leave = ui.add(Button::quiet("Leave it")).clicked();
                if let Some(why) = &why {
                    line(ui, Font::Body, Theme::of(ui).caution, why);
                }
                (enter, leave)
            })
            .inner;
        ui.add_space(3.0 * GRID);
        if enter {
            self.kept = read.ok();
        } else if leave {
            let of = open.of;
            *self = Self::default();
            actions.push(Action::Go(of.map_or(Page::History, Page::Client)));
        }
    }
}

impl Open {
    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, actions: &mut Actions) {
        section(ui, "When");
        surface(ui, 16, |ui| {
            ui.horizontal_wrapped(|ui| {
                when::fields(ui, &mut self.draft.when);
                ui.add(TextField::new("Length in minutes", &mut self.draft.minutes).most(4).width(160.0));
            });
        });
        section(ui, "Who");
        surface(ui, 16, |ui| self.client(ui, cx, actions));
        section(ui, "Technique");
        let techniques: Vec<_> = Technique::ALL.iter().map(|technique| (*technique, technique.name())).collect();
        ui.add(Segmented::new("Technique", &mut self.draft.technique, &techniques));
        section(ui, "Holds, as far as you remember");
        self.holds.ui(ui, &mut self.draft.holds, cx);
        section(ui, "Remark");
        ui.add(TextField::new("Remark to the session", &mut self.draft.remark).most(1000).rows(3).width(480.0));
    }

    fn client(&mut self, ui: &mut Ui, cx: &Cx<'_>, actions: &mut Actions) {
        let theme = Theme::of(ui);
        let known = cx.vault.client.as_ref().filter(|page| Some(page.client.id) == self.draft.client);
        let name = match (self.draft.client, known) {
            (None, _) => "No client",
            (Some(_), Some(page)) => &page.client.name,
            (Some(_), None) => "…",
        };
        ui.horizontal_wrapped(|ui| {
            line(ui, Font::Body, theme.faint, icons::PERSON.0);
            line(ui, Font::Strong, theme.text, name);
            let word = if self.picker.is_some() { "Leave it as it is" } else { "Choose the client…" };
            if ui.add(Button::quiet(word)).clicked() {
                self.picker = if self.picker.is_some() { None } else { Some(ClientPicker::default()) };
            }
        });
        let Some(picker) = &mut self.picker else { return };
        match picker.ui(ui, cx, 4, actions) {
            Picked::Nothing => return,
            Picked::Left => {}
            Picked::Nobody => self.draft.client = None,
            Picked::Client(id) => self.draft.client = Some(id),
        }
        self.picker = None;
    }
}
