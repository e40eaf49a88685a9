//! A diary that comes back: pasted, chosen or dropped on the window, and taken in where its plan was given.

use std::path::Path;

use egui::Ui;
use holdwell_app::diary::{LONGEST, diaries};
use holdwell_app::text;
use holdwell_app::text::home::{NO_DIARY, PLAN_NO_DIARY};
use holdwell_files::{Content, recognize, shown};
use holdwell_home::Diary;
use holdwell_model::Id;
use holdwell_store::{HomePlanPage, Request, Ticket, VaultQuery};

use crate::action::{Action, Actions};
use crate::cx::Cx;
use crate::dialog::{Dialog, Wanted};
use crate::icons;
use crate::screen::{Page, Screen, SendRequest};
use crate::theme::{Font, GRID, Theme};
use crate::widgets::{Banner, Button, Fresh, TextField, line, section, surface, title, wrapped};

/// Most entries of a diary that are shown; the client's page has them all.
const SHOWN: usize = 14;

/// The page on which a diary is taken in.
#[derive(Debug, Default)]
pub struct DiaryScreen {
    /// The text that was pasted.
    pasted: String,
    fresh: Fresh,
    dialog: Option<Dialog>,
    /// The diaries that were found and are not taken in yet.
    found: Vec<Diary>,
    /// Sentences about what cannot be read.
    problems: Vec<String>,
    /// The diary that is to be sent to the vault, and the client of its plan.
    kept: Option<(Diary, Id)>,
    in_flight: Option<(Ticket, Id)>,
    /// The client whose diary was taken in: their page is gone to.
    taken: Option<Id>,
}

impl Screen for DiaryScreen {
    fn enter(&mut self) {
        self.fresh = Fresh::Yes;
    }

    fn leave(&mut self) {
        *self = Self { in_flight: self.in_flight, ..Self::default() };
    }

    fn query(&self, _cx: &Cx<'_>) -> VaultQuery {
        VaultQuery { plan: self.found.first().map(|diary| diary.plan), ..VaultQuery::default() }
    }

    fn save(&mut self, _time: Option<f64>, send: &mut SendRequest<'_>) -> bool {
        let Some((diary, client)) = self.kept.take() else { return true };
        let sent = send(Request::TakeDiary(Box::new(diary)));
        self.in_flight = sent.as_ref().ok().map(|ticket| (*ticket, client));
        sent.is_ok()
    }

    fn replied(&mut self, ticket: Ticket, is_saved: bool) {
        let Some((_, client)) = self.in_flight.take_if(|(sent, _)| *sent == ticket) else { return };
        if is_saved && !self.found.is_empty() {
            self.found.remove(0);
            // What was pasted is in the vault now.
            self.pasted.clear();
            self.taken = self.found.is_empty().then_some(client);
        }
    }

    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, actions: &mut Actions) {
        if let Some(client) = self.taken.take() {
            actions.push(Action::Go(Page::Client(client)));
            return;
        }
        ui.horizontal(|ui| {
            if ui.add(Button::icon_only(icons::LEFT, "Back")).clicked() {
                actions.push(Action::Go(Page::Clients));
            }
            title(ui, "A diary came back");
        });
        let words = "Paste the whole message, drop its file anywhere on the window, or choose the file. \
                     It finds its client by the plan, never by name";
        wrapped(ui, Font::Body, Theme::of(ui).soft, words);
        ui.add_space(GRID);
        self.ways_in(ui);
        for problem in &self.problems {
            ui.add_space(GRID);
            Banner::error(problem).show(ui);
        }
        ui.add_space(GRID);
        self.found(ui, cx);
    }
}

impl DiaryScreen {
    /// Reads a file in which there may be a diary.
    pub fn read_file(&mut self, path: &Path) {
        let file = shown(path);
        match holdwell_files::read(path, LONGEST) {
            Ok(bytes) => self.read(&bytes, &file),
            Err(error) => {
                (self.found, self.problems) = (Vec::new(), vec![format!("{file}: {}", text::read_error(error))]);
            }
        }
    }

    fn read(&mut self, bytes: &[u8], from: &str) {
        let is_plan = recognize(bytes) == Some(Content::HomePlan);
        let why = if is_plan { PLAN_NO_DIARY } else { NO_DIARY };
        (self.found, self.problems) = match diaries(bytes, from) {
            None => (Vec::new(), vec![format!("{from}: {why}")]),
            Some(Ok(found)) => (found, Vec::new()),
            Some(Err(problems)) => (Vec::new(), problems),
        };
    }

    fn ways_in(&mut self, ui: &mut Ui) {
        if let Some(chosen) = self.dialog.as_ref().and_then(Dialog::chosen) {
            self.dialog = None;
            if let Some(path) = chosen.first() {
                self.pasted.clear();
                self.read_file(path);
            }
        }
        let field = TextField::new("Paste the diary here", &mut self.pasted).most(LONGEST as usize).rows(4);
        let field = ui.add(field.width(720.0));
        self.fresh.take(&field);
        if field.changed() {
            if self.pasted.trim().is_empty() {
                (self.found, self.problems) = (Vec::new(), Vec::new());
            } else {
                let pasted = std::mem::take(&mut self.pasted);
                self.read(pasted.as_bytes(), "What was pasted");
                self.pasted = pasted;
            }
        }
        ui.add_space(GRID);
        let open = self.dialog.is_some().then_some("Its window is open");
        if ui.add(Button::new("Choose the file…").icon(icons::FOLDER).disabled(open)).clicked() {
            self.dialog = Dialog::open(ui.ctx(), Wanted::Files("Diary", &["json", "txt", "eml"]));
        }
    }

    /// Shows the first diary that is not taken in yet: whose it is and what is new in it.
    fn found(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        let Some(diary) = self.found.first() else { return };
        let owner = cx.vault.plan.as_deref().filter(|owner| owner.plan == diary.plan);
        match owner.map(|owner| &owner.given) {
            // The vault shows it in a moment.
            None => {}
            Some(None) => {
                Banner::caution(text::vault::NO_SUCH_PLAN).show(ui);
                if ui.add(Button::quiet("Leave it")).clicked() {
                    self.found.remove(0);
                }
            }
            Some(Some((client, name, page))) => {
                let is_sent = self.in_flight.is_some() || self.kept.is_some();
                if surface(ui, 20, |ui| of_client(ui, diary, (name, page), is_sent, cx)) {
                    self.kept = Some((diary.clone(), *client));
                }
            }
        }
    }
}

/// Shows what a diary brings for a client; returns true where it is to be taken in.
fn of_client(ui: &mut Ui, diary: &Diary, (name, page): (&str, &HomePlanPage), is_sent: bool, cx: &Cx<'_>) -> bool {
    let theme = Theme::of(ui);
    let news = holdwell_app::diary::news(diary, &page.diary);
    section(ui, name);
    line(ui, Font::Body, theme.soft, &page.plan.title);
    if news.is_empty() {
        wrapped(ui, Font::Body, theme.text, "All of it is here already");
    }
    for entry in news.iter().rev().filter(|entry| entry.worse == Some(true)) {
        Banner::caution(&text::diary_entry(entry, cx.wall)).show(ui);
    }
    let rest = || news.iter().rev().filter(|entry| entry.worse != Some(true));
    for entry in rest().take(SHOWN) {
        wrapped(ui, Font::Body, theme.text, text::diary_entry(entry, cx.wall));
    }
    let more = rest().count().saturating_sub(SHOWN);
    if more > 0 {
        line(ui, Font::Small, theme.faint, format!("and {more} more"));
    }
    ui.add_space(GRID);
    let words = match news.len() {
        0 => "Open the client's page".to_owned(),
        count => format!("Take {} in", text::home::entries(count)),
    };
    ui.add(Button::primary(&words).disabled(is_sent.then_some("It is on its way"))).clicked()
}
