//! A session that nobody recorded, entered afterwards: when it was, whose, and what is known of its holds.

mod holds;
mod proposals;

use egui::Ui;
use holdwell_app::text;
use holdwell_editing::late::OpenLate;
use holdwell_model::{Arc, Id, Technique};
use holdwell_store::{Draft, LateSession, Request, Ticket, UserContent, VaultQuery, new_id};

use super::client_picker::{ClientPicker, Picked};
use super::record::when;
use crate::action::{Action, Actions};
use crate::cx::Cx;
use crate::icons;
use crate::screen::{Page, Screen, SendRequest};
use crate::theme::{Font, GRID, Theme};
use crate::widgets::{Banner, Button, Segmented, TextField, line, section, surface, title, wrapped};
use holds::Holds;

/// The late entries that are being written. Each stays when another page is gone to, until it is entered or given up; the
/// vault keeps it as a draft.
#[derive(Debug, Default)]
pub struct LateScreen {
    open: Vec<Open>,
    /// The page that is shown, and the client for whom its entry was begun.
    shown: Option<(Option<Id>, Option<Id>)>,
    /// The entry that is to be entered, and the client for whom it was begun.
    kept: Option<(LateSession, Option<Id>)>,
    in_flight: Option<(Ticket, Id, Option<Id>)>,
    /// The session that the vault has taken: its page is gone to.
    entered: Option<Id>,
    is_refused: bool,
    /// Drafts that are to be dropped.
    dropped: Vec<Request>,
    /// The content of the vault that still has a draft which was dropped.
    outdated: Option<Arc<UserContent>>,
}

#[derive(Debug)]
struct Open {
    entry: OpenLate,
    picker: Option<ClientPicker>,
    holds: Holds,
}

impl Screen for LateScreen {
    fn query(&self, cx: &Cx<'_>) -> VaultQuery {
        let Page::Late(of) = cx.page else { return VaultQuery::default() };
        let of = self.begun_for(of, cx);
        let Some(open) = self.open.iter().find(|open| open.entry.of() == of) else {
            return VaultQuery { client: of, ..VaultQuery::default() };
        };
        let clients = open.picker.as_ref().map(ClientPicker::words);
        VaultQuery { client: open.entry.draft().client, clients, ..VaultQuery::default() }
    }

    fn leave(&mut self) {
        self.entered = None;
    }

    fn save(&mut self, time: Option<f64>, send: &mut SendRequest<'_>) -> bool {
        let mut is_sent = true;
        if let Some((kept, of)) = self.kept.take() {
            let id = kept.start.id;
            let sent = send(Request::EnterSession(Box::new(kept)));
            self.in_flight = sent.as_ref().ok().map(|ticket| (*ticket, id, of));
            self.is_refused = sent.is_err();
            is_sent = sent.is_ok();
        }
        while let Some(request) = self.dropped.pop() {
            if let Err(request) = send(request) {
                self.dropped.push(*request);
                return false;
            }
        }
        // What is being entered is no draft any more.
        let entered = self.in_flight.map(|(.., of)| of);
        let others = self.open.iter_mut().filter(|open| Some(open.entry.of()) != entered);
        others.fold(is_sent, |is_sent, open| open.entry.save(time, send) & is_sent)
    }

    fn waits_to_save(&self) -> bool {
        self.open.iter().any(|open| open.entry.waits())
    }

    fn replied(&mut self, ticket: Ticket, is_saved: bool) {
        self.open.iter_mut().for_each(|open| open.entry.replied(ticket, is_saved));
        let Some((_, id, of)) = self.in_flight.take_if(|(sent, ..)| *sent == ticket) else { return };
        self.is_refused = !is_saved;
        if is_saved {
            self.entered = Some(id);
            self.open.retain(|open| open.entry.of() != of);
        }
    }

    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, actions: &mut Actions) {
        if let Some(id) = self.entered.take() {
            self.outdated = Some(Arc::clone(&cx.vault.own));
            actions.push(Action::Go(Page::Record(id)));
            return;
        }
        let Page::Late(of) = cx.page else { return };
        ui.horizontal(|ui| {
            if ui.add(Button::icon_only(icons::LEFT, "Back")).clicked() {
                actions.push(Action::Go(of.map_or(Page::History, Page::Client)));
            }
            title(ui, "Enter a session afterwards");
        });
        let words =
            "For a session that Holdwell did not record. It is marked as entered afterwards wherever it is shown";
        wrapped(ui, Font::Body, Theme::of(ui).soft, words);
        let begun = self.begun_for(of, cx);
        self.shown = Some((of, begun));
        if let Some(open) = self.open_for(begun, cx) {
            open.ui(ui, cx, actions);
        }
        if self.is_refused {
            let _shown = Banner::error("This is not in the vault yet, and stays here").show(ui);
        }
        self.ends(ui, (begun, of), cx, actions);
    }
}

impl LateScreen {
    /// Forgets what is being entered of a client who is erased, under whatever ids.
    pub fn forget(&mut self, clients: &[Id]) {
        let is_one = |client: Option<Id>| client.is_some_and(|client| clients.contains(&client));
        let is_theirs = |open: &Open| is_one(open.entry.of()) || is_one(open.entry.draft().client);
        self.open.retain(|open| !is_theirs(open));
    }

    /// Returns the screen as it is after a lock: it knows by ids alone what is on its way.
    #[must_use]
    pub fn locked(self) -> Self {
        Self { in_flight: self.in_flight, dropped: self.dropped, ..Self::default() }
    }

    /// Returns the client for whom the entry was begun that is shown on this one's page: theirs, or that of somebody who
    /// turned out to be the same person.
    fn begun_for(&self, of: Option<Id>, cx: &Cx<'_>) -> Option<Id> {
        // Another client may have been chosen in it.
        let is_open =
            |begun: Option<Id>| self.open.iter().any(|open| open.entry.of() == begun && open.entry.is_begun());
        if let Some((_, begun)) = self.shown.filter(|(page, begun)| *page == of && is_open(*begun)) {
            return begun;
        }
        let person = cx.vault.client.as_ref().filter(|page| of.is_some_and(|of| page.is_of(of)));
        let all = of.into_iter().chain(person.map(|page| page.ids()).unwrap_or_default());
        let is_begun = |of: &Id| is_open(Some(*of)) || OpenLate::is_kept(Some(*of), self.drafts(cx));
        all.into_iter().find(is_begun).or(of)
    }

    /// Returns what the vault has of entries that were begun.
    fn drafts<'a>(&self, cx: &Cx<'a>) -> &'a [Arc<Draft>] {
        let is_outdated = self.outdated.as_ref().is_some_and(|own| Arc::ptr_eq(own, &cx.vault.own));
        if is_outdated { &[] } else { &cx.vault.own.drafts }
    }

    /// Returns the entry for a client, or for nobody: the open one, else what the vault has of it, else an empty one.
    fn open_for(&mut self, of: Option<Id>, cx: &Cx<'_>) -> Option<&mut Open> {
        let drafts = self.drafts(cx);
        self.open.retain(|open| !open.entry.is_behind(drafts));
        if !self.open.iter().any(|open| open.entry.of() == of) {
            let entry = OpenLate::open(of, drafts, cx.wall);
            self.open.push(Open { entry, picker: None, holds: Holds::default() });
        }
        self.open.iter_mut().find(|open| open.entry.of() == of)
    }

    /// Closes the entry for a client, or for nobody, and drops its draft.
    fn close(&mut self, of: Option<Id>) {
        let open = self.open.iter().find(|open| open.entry.of() == of);
        if open.is_none_or(|open| open.entry.is_stored()) {
            self.dropped.push(OpenLate::drop_draft(of));
        }
        self.open.retain(|open| open.entry.of() != of);
    }

    /// Shows the way to enter the session, and the way to give it up.
    fn ends(&mut self, ui: &mut Ui, (begun, of): (Option<Id>, Option<Id>), cx: &Cx<'_>, actions: &mut Actions) {
        let Some(open) = self.open_for(begun, cx) else { return };
        let id = new_id(cx.wall.timestamp());
        let read = open.entry.session(id, cx.wall, cx.library);
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
            self.kept = read.ok().map(|late| (late, begun));
        } else if leave {
            self.close(begun);
            self.is_refused = false;
            self.outdated = Some(Arc::clone(&cx.vault.own));
            actions.push(Action::Go(of.map_or(Page::History, Page::Client)));
        }
    }
}

impl Open {
    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, actions: &mut Actions) {
        let draft = self.entry.draft_mut(cx.wall.date());
        section(ui, "When");
        surface(ui, 16, |ui| {
            ui.horizontal_wrapped(|ui| {
                when::fields(ui, &mut draft.when);
                ui.add(TextField::new("Length in minutes", &mut draft.minutes).most(4).width(160.0));
            });
        });
        section(ui, "Who");
        surface(ui, 16, |ui| client(ui, &mut draft.client, &mut self.picker, (cx, actions)));
        section(ui, "Technique");
        let techniques: Vec<_> = Technique::ALL.iter().map(|technique| (*technique, technique.name())).collect();
        ui.add(Segmented::new("Technique", &mut draft.technique, &techniques));
        section(ui, "Holds, as far as you remember");
        self.holds.ui(ui, &mut draft.holds, cx);
        section(ui, "Remark");
        ui.add(TextField::new("Remark to the session", &mut draft.remark).most(1000).rows(3).width(480.0));
    }
}

/// Shows the client, and the choice of another one.
fn client(
    ui: &mut Ui,
    chosen: &mut Option<Id>,
    open: &mut Option<ClientPicker>,
    (cx, actions): (&Cx<'_>, &mut Actions),
) {
    let theme = Theme::of(ui);
    let known = cx.vault.client.as_ref().filter(|page| chosen.is_some_and(|chosen| page.is_of(chosen)));
    let name = match (*chosen, known) {
        (None, _) => "No client",
        (Some(_), Some(page)) => &page.client.name,
        (Some(_), None) => "…",
    };
    ui.horizontal_wrapped(|ui| {
        line(ui, Font::Body, theme.faint, icons::PERSON.0);
        line(ui, Font::Strong, theme.text, name);
        let word = if open.is_some() { "Leave it as it is" } else { "Choose the client…" };
        if ui.add(Button::quiet(word)).clicked() {
            *open = if open.is_some() { None } else { Some(ClientPicker::default()) };
        }
    });
    let Some(picker) = open else { return };
    match picker.ui(ui, cx, 4, actions) {
        Picked::Nothing => return,
        Picked::Left => {}
        Picked::Nobody => *chosen = None,
        Picked::Client(id) => *chosen = Some(id),
    }
    *open = None;
}
