//! Every client: searched as one types, the last seen first, and a new one in two fields.

use egui::{Key, Sense, Ui};
use holdwell_app::text;
use holdwell_model::{Caution, Client, Touches, fold};
use holdwell_store::{ClientLine, Request, VaultQuery, new_id};

use crate::action::{Action, Actions};
use crate::cx::Cx;
use crate::icons;
use crate::screen::{Page, PageFrame, Screen};
use crate::theme::{Font, GRID, Theme};
use crate::widgets::{Asked, Banner, Button, EmptyState, Fresh, Row, Search, TextField, line, surface, title_row};

/// The most clients of one name that are shown beside a new one.
const NAMESAKES: usize = 3;

/// The list of clients.
#[derive(Debug, Default)]
pub struct ClientsScreen {
    search: Search,
    new: Option<New>,
}

/// A client who is being written down.
#[derive(Debug, Default)]
struct New {
    name: String,
    caution: String,
    problem: Option<&'static str>,
    fresh: Fresh,
}

impl Screen for ClientsScreen {
    fn enter(&mut self) {
        self.new = None;
        self.search.focus();
    }

    fn frame(&self) -> PageFrame {
        PageFrame::Fixed
    }

    fn query(&self, _cx: &Cx<'_>) -> VaultQuery {
        let words = self.new.as_ref().map_or_else(|| self.words(), |new| new.name.trim().to_owned());
        VaultQuery { clients: Some(words), ..VaultQuery::default() }
    }

    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, actions: &mut Actions) {
        let empty = cx.vault.all_clients == 0 && self.words().is_empty();
        title_row(ui, "Clients", |ui| {
            if !empty && self.new.is_none() && ui.add(Button::lead("New client").icon(icons::MORE)).clicked() {
                self.new = Some(New { name: self.words(), ..New::default() });
            }
            if !empty && self.new.is_none() && ui.add(Button::new("A diary came back…")).clicked() {
                actions.push(Action::Go(Page::Diary));
            }
        });
        ui.add_space(GRID);
        if self.new.is_some() {
            self.new_client(ui, cx, actions);
        } else if empty {
            let words = "What works for each is kept here: presets, cautions, every session. Without a client everything runs as well";
            if EmptyState::new(icons::USERS, "No clients yet", words).action("New client").show(ui) {
                self.new = Some(New::default());
            }
        } else {
            self.list(ui, cx, actions);
        }
    }
}

impl ClientsScreen {
    /// Returns the words that are searched for.
    fn words(&self) -> String {
        self.search.words.trim().to_owned()
    }

    fn list(&mut self, ui: &mut Ui, cx: &Cx<'_>, actions: &mut Actions) {
        let vault = cx.vault;
        let found = vault.clients.len();
        let asked = self.search.field(ui, ("Find a client", "Name, region, technique, last seen"), found);
        let theme = Theme::of(ui);
        let searched = !self.words().is_empty();
        let count = match (searched, found, vault.all_clients as usize) {
            (true, 0, _) => "Nobody is found by these words. Enter writes down a new client".to_owned(),
            (true, found, _) => format!("{found} found"),
            (false, shown, all) if shown < all => format!("The last {shown} of {}", text::count(all, "client")),
            (false, _, all) => text::count(all, "client"),
        };
        line(ui, Font::Small, theme.faint, count);
        ui.add_space(4.0);
        let row = |index: usize| vault.clients.get(index).map(|client| row(client, cx)).unwrap_or_default();
        let done = self.search.list(ui, "clients", found, Sense::click(), row);
        if asked == Asked::Enter && searched && found == 0 {
            self.new = Some(New { name: self.words(), ..New::default() });
        }
        if let Some(client) = asked.row(None, done.pressed).and_then(|row| vault.clients.get(row)) {
            actions.push(Action::Go(Page::Client(client.id)));
        }
    }

    fn new_client(&mut self, ui: &mut Ui, cx: &Cx<'_>, actions: &mut Actions) {
        let Some(new) = &mut self.new else { return };
        let mut done = None;
        surface(ui, 20, |ui| {
            let theme = Theme::of(ui);
            line(ui, Font::Section, theme.text, "New client");
            let name = ui.add(TextField::new("Name", &mut new.name).most(100).width(360.0).problem(new.problem));
            new.fresh.take(&name);
            let field = TextField::new("A caution that must be seen, or nothing", &mut new.caution);
            let caution = ui.add(field.most(300).width(360.0).hint("right hip replaced"));
            let entered = name.lost_focus() || caution.lost_focus();
            let by_key = entered && ui.input(|input| input.key_pressed(Key::Enter));
            ui.add_space(GRID);
            ui.horizontal(|ui| {
                if ui.add(Button::lead("Write down").width(140.0)).clicked() || by_key {
                    done = Some(Done::Save);
                }
                if ui.add(Button::quiet("Leave it")).clicked() {
                    done = Some(Done::Leave);
                }
            });
        });
        Banner::info("Only the name is needed. All else can come later, or never").show(ui);
        for namesake in namesakes(&new.name, &cx.vault.clients).take(NAMESAKES) {
            if Banner::caution(&already(namesake, cx)).action(&format!("Open {}", namesake.name)).show(ui) {
                actions.push(Action::Go(Page::Client(namesake.id)));
            }
        }
        match done {
            Some(Done::Save) if new.name.trim().is_empty() => {
                new.problem = Some("A name is needed; initials will do");
                new.fresh = Fresh::Yes;
            }
            Some(Done::Save) => {
                let client = new.client(cx);
                actions.push(Action::Go(Page::Client(client.id)));
                actions.push(Action::vault(Request::SaveClient(Box::new(client))));
                *self = Self::default();
            }
            Some(Done::Leave) => self.enter(),
            None => {}
        }
    }
}

/// Finds the clients who have this name already.
pub(super) fn namesakes<'a>(name: &str, clients: &'a [ClientLine]) -> impl Iterator<Item = &'a ClientLine> {
    let name = fold(name.trim());
    clients.iter().filter(move |client| !name.is_empty() && fold(&client.name) == name)
}

/// Returns "There is already Anna Berg, last seen 12 Nov 2025."
fn already(namesake: &ClientLine, cx: &Cx<'_>) -> String {
    let seen = namesake.last_seen.map(|seen| format!(", last seen {}", text::day(cx.wall, seen)));
    let seen = seen.unwrap_or_else(|| ", not seen yet".to_owned());
    format!("There is already {}{seen}. If this is somebody else, add a word that tells them apart", namesake.name)
}

/// The way in which a new client's form is closed.
enum Done {
    Save,
    Leave,
}

impl New {
    fn client(&self, cx: &Cx<'_>) -> Client {
        let now = cx.wall.timestamp();
        let mut client = Client::new(new_id(now), self.name.trim());
        let text = self.caution.trim();
        if !text.is_empty() {
            let caution = Caution { id: new_id(now), text: text.to_owned(), touches: Touches::Everything, since: now };
            client.cautions.push(caution);
        }
        client
    }
}

/// Returns a client as a row of a list.
pub(super) fn row(client: &ClientLine, cx: &Cx<'_>) -> Row {
    let sessions = match client.sessions {
        0 => "no session yet".to_owned(),
        count => text::count(count as usize, "session"),
    };
    let lately = if client.lately.is_empty() { sessions } else { format!("{sessions}  ·  {}", client.lately) };
    let seen = client.last_seen.map_or_else(|| "not seen yet".to_owned(), |seen| text::day(cx.wall, seen));
    Row::new(&client.name, lately, seen)
}
