//! A client's page: cautions, presets, sessions, notes and preferences.

mod about;
mod cautions;
mod consents;
mod course_line;
mod home;
mod hurts;
mod paper;
mod preset_rows;
mod records_form;
mod same;
mod top;

use egui::Ui;
use holdwell_app::text;
use holdwell_editing::Saving;
use holdwell_library::Preset;
use holdwell_model::{Arc, Client};
use holdwell_store::{ClientPage, Request, SessionLine, Ticket, VaultQuery};

use super::not_yet::not_yet;
use crate::action::{Action, Actions};
use crate::cx::Cx;
use crate::icons;
use crate::screen::{Page, Screen, SendRequest};
use crate::theme::{Font, GRID, Theme};
use crate::widgets::{At, Banner, Button, Row, line, rows, section, steady};
use cautions::Cautions;
use consents::Consents;
use home::AtHome;
use hurts::Hurts;
use records_form::RecordsForm;

/// A client's page.
#[derive(Debug, Default)]
pub struct ClientScreen {
    editor: Option<Saving<Client>>,
    /// Clients whose pages were left before the vault had them.
    aside: Vec<Saving<Client>>,
    /// Set where something was written and its field left.
    is_left: bool,
    cautions: Cautions,
    hurts: Hurts,
    consents: Consents,
    home: AtHome,
    records_form: RecordsForm,
    /// The name with which the page was opened.
    name: String,
    /// The preset that was just deleted: it can be taken back here.
    deleted: Option<Arc<Preset>>,
}

impl Screen for ClientScreen {
    fn query(&self, cx: &Cx<'_>) -> VaultQuery {
        let Page::Client(id) = cx.page else { return VaultQuery::default() };
        let (session, clients) = (cx.selection.again(), self.records_form.search());
        VaultQuery { client: Some(id), session, clients, ..VaultQuery::default() }
    }

    fn save(&mut self, time: Option<f64>, send: &mut SendRequest<'_>) -> bool {
        let is_left = std::mem::take(&mut self.is_left);
        if time.is_some() && !is_left {
            return true;
        }
        let edited = self.editor.iter_mut().chain(&mut self.aside);
        // A name is never taken away.
        edited.filter(|editor| is_named(editor)).fold(true, |all, editor| {
            let sent = editor.send_change(|was, now| {
                send(Request::ChangeClient { was: Box::new(was.clone()), now: Box::new(now.clone()) })
            });
            all && sent.is_ok()
        })
    }

    fn replied(&mut self, ticket: Ticket, is_saved: bool) {
        self.editor.iter_mut().chain(&mut self.aside).for_each(|editor| editor.reply(ticket, is_saved));
        self.aside.retain(|editor| !editor.is_stored());
    }

    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, actions: &mut Actions) {
        match cx.vault.client.as_ref().filter(|page| Page::Client(page.client.id) == cx.page) {
            Some(page) => self.show(ui, page, cx, actions),
            None => not_yet(ui, actions),
        }
    }
}

impl ClientScreen {
    /// Opens the client of a page, as it was left.
    fn open(&mut self, page: &ClientPage) {
        let mut aside = std::mem::take(&mut self.aside);
        aside.extend(self.editor.take().filter(|editor| !editor.is_stored() && is_named(editor)));
        let known = aside.iter().position(|editor| editor.edited().id == page.client.id);
        let editor = known.map_or_else(|| Saving::new(page.client.clone()), |known| aside.remove(known));
        *self = Self { editor: Some(editor), aside, name: page.client.name.clone(), ..Self::default() };
    }

    fn show(&mut self, ui: &mut Ui, page: &ClientPage, cx: &Cx<'_>, actions: &mut Actions) {
        if self.editor.as_ref().is_none_or(|editor| editor.edited().id != page.client.id) {
            self.open(page);
        }
        let Some(mut editor) = self.editor.take() else { return };
        editor.see(&page.client, cx.vault.written);
        let again = editor.is_refused()
            && Banner::error("What is written here is not in the vault yet").action("Save it now").show(ui);
        let is_placed = steady(ui, "client", |ui| {
            top::show(ui, page, &mut editor, cx, actions);
            if super::at_home::worse(ui, page, cx) {
                ui.add_space(GRID);
            }
            let is_placed = self.cautions.ui(ui, page, &mut editor, cx);
            self.hurts.ui(ui, page, &mut editor, actions);
            is_placed
        });
        for row in cx.vault.unreadable.iter() {
            let _named = Banner::error(&text::vault::unreadable(row)).show(ui);
        }
        same::also(ui, page, actions);
        self.consents.ui(ui, page, cx, actions);
        course_line::show(ui, page, cx, actions);
        section(ui, "Presets");
        self.presets(ui, page, cx, actions);
        self.home.ui(ui, page, cx, actions);
        section(ui, "Sessions");
        sessions(ui, page, cx, actions);
        let seen = page.last_seen.map(|seen| seen.to_zoned(cx.wall.time_zone().clone()).date());
        let by_rule = cx.vault.own.retention.and_then(|rule| rule.until(seen, editor.edited().born));
        steady(ui, "about the client", |ui| about::show(ui, &mut editor, &self.name, by_rule, cx.wall));
        self.records_form.ui(ui, page, cx, actions);
        self.is_left = again || (editor.is_due() && (is_placed || !ui.ctx().text_edit_focused()));
        self.editor = Some(editor);
    }
}

/// Returns the words below a preset's name, its length or the reason why it cannot be run, and true for such a reason.
fn facts(preset: &Arc<Preset>, cx: &Cx<'_>) -> (String, bool) {
    match cx.presets.get(preset) {
        Some(Ok(offer)) => (format!("{}, {}", text::count(offer.holds, "hold"), text::length(offer.total)), false),
        Some(Err(why)) => (text::preset_problems(why), true),
        None => (String::new(), false),
    }
}

fn is_named(editor: &Saving<Client>) -> bool {
    !editor.edited().name.trim().is_empty()
}

/// Lists the last sessions; each opens its record.
fn sessions(ui: &mut Ui, page: &ClientPage, cx: &Cx<'_>, actions: &mut Actions) {
    let theme = Theme::of(ui);
    if page.sessions.is_empty() {
        line(ui, Font::Body, theme.faint, "None yet. Every session is kept here as it happens");
    }
    let lines: Vec<Row> = page.sessions.iter().map(|session| session_row(session, cx)).collect();
    if let Some(pressed) = rows(ui, At::default(), &lines).and_then(|row| page.sessions.get(row)) {
        actions.push(Action::Go(Page::Record(pressed.id)));
    }
    let more = (page.all_sessions as usize).saturating_sub(page.sessions.len());
    if more > 0 && ui.add(Button::quiet(&format!("and {more} earlier ones")).icon(icons::HISTORY)).clicked() {
        actions.push(Action::SessionsOf(page.client.id, page.client.name.clone()));
    }
    if ui.add(Button::quiet("Enter a session afterwards…")).clicked() {
        actions.push(Action::Go(Page::Late(Some(page.client.id))));
    }
}

fn session_row(session: &SessionLine, cx: &Cx<'_>) -> Row {
    Row::new(&session.name, text::session_facts(session), text::moment(cx.wall, session.began))
}
