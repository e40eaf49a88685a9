//! The lists of the builder: routines, presets of a client, and the routine or preset to which a position is added.

use egui::Ui;
use holdwell_app::text;
use holdwell_editing::{Focus, OpenPreset};
use holdwell_library::preset::{apply, diff};
use holdwell_library::{Preset, SessionOutcome, StepTime};
use holdwell_model::{Client, Id, Routine};
use holdwell_store::{Recent, SessionPage, new_id};

use super::BuilderScreen;
use super::choose::{Choice, Document, routine_row};
use crate::action::{Action, Actions};
use crate::cx::Cx;
use crate::icons;
use crate::screen::Page;
use crate::widgets::{Button, Row, title_row};

/// The routine that a preset from nothing follows: one without steps.
const NOTHING: &str = "free-smrt";

/// The purpose for which something is chosen from the list.
#[derive(Debug, Clone, Default)]
pub(super) enum Purpose {
    /// It is opened.
    #[default]
    Open,
    /// A preset of this client begins with it.
    PresetOf(Box<Client>),
    /// This position is added to it.
    Add(String),
}

impl BuilderScreen {
    /// Lists what a preset can begin with, or what a position can be added to.
    pub(super) fn choices_for(&self, cx: &Cx<'_>) -> Vec<Choice> {
        match &self.purpose {
            Purpose::Open => Vec::new(),
            Purpose::PresetOf(client) => begins(client, cx),
            Purpose::Add(_) => {
                let new = Row::new("A new routine", "The position is its first step", "");
                let mut choices = vec![Choice { document: Document::New, row: new }];
                choices.extend(presets(cx));
                choices
            }
        }
    }

    /// Shows the title of the list, and the way out of it.
    pub(super) fn purpose_title(&mut self, ui: &mut Ui, cx: &Cx<'_>, actions: &mut Actions) {
        let (title, back) = match &self.purpose {
            Purpose::Open => return,
            Purpose::PresetOf(client) => (format!("A preset for {}", client.name), Page::Client(client.id)),
            Purpose::Add(id) => {
                let name = cx.library.position(id).map_or(id.as_str(), |position| &position.name);
                (format!("Add “{name}” to…"), Page::Library)
            }
        };
        title_row(ui, &title, |ui| {
            if ui.add(Button::new("Leave it").icon(icons::BACK)).clicked() {
                self.purpose = Purpose::Open;
                actions.push(Action::Go(back));
            }
        });
    }

    /// Opens what was chosen from the list, for the purpose of the list.
    pub(super) fn take(&mut self, document: &Document, cx: &Cx<'_>) {
        let purpose = std::mem::take(&mut self.purpose);
        match (&purpose, document) {
            (_, Document::Preset(preset)) => self.open_preset((**preset).clone(), cx),
            (Purpose::PresetOf(client), Document::Routine(id)) => {
                if let Some(routine) = cx.library.routine(id) {
                    self.open_preset(new_preset(routine, client, cx), cx);
                }
            }
            (_, Document::Routine(id)) => self.open(id, cx),
            (_, Document::New) => self.begin(cx),
        }
        if let (Purpose::Add(id), Some(doc)) = (&purpose, self.now.and_then(|now| self.docs.get_mut(now))) {
            let end = doc.document.draft().entries().len();
            let key = doc.document.edit(|draft| draft.add_position(end, id, cx.library));
            doc.choose_all(key.as_slice(), Focus::Takes);
        }
    }
}

/// Lists what a client's preset can begin with.
fn begins(client: &Client, cx: &Cx<'_>) -> Vec<Choice> {
    let nothing = cx.library.routine(NOTHING).map(|routine| {
        let new = new_preset(routine, client, cx);
        let preset = Preset { name: String::new(), ..new.preset };
        let row = Row::new("From nothing", "Step by step; it follows no routine", "");
        Choice { document: Document::Preset(Box::new(OpenPreset { preset, ..new })), row }
    });
    let last = cx.vault.session.as_deref().filter(|page| page.session.client == Some(client.id));
    let last = last.and_then(|page| {
        let open = of_session(page, client, cx)?;
        let when = text::moment(cx.wall, page.session.began);
        let row = Row::new("From the last session", format!("{}  ·  {when}", page.session.name), "");
        Some(Choice { document: Document::Preset(Box::new(open)), row })
    });
    let routines = cx.library.routines().iter().filter(|routine| !routine.free);
    let routines = routines
        .map(|routine| Choice { document: Document::Routine(routine.id.clone()), row: routine_row(routine, "") });
    nothing.into_iter().chain(last).chain(routines).collect()
}

/// Lists the presets that are at hand: the selected client's, and those that were used last.
fn presets(cx: &Cx<'_>) -> Vec<Choice> {
    let page =
        cx.vault.client.as_deref().filter(|page| cx.selected().is_some_and(|one| one.client.id == page.client.id));
    let of_page = page.into_iter().flat_map(|page| page.presets.iter().map(|line| (&page.client, &line.preset)));
    let board = cx.vault.start.pinned.iter().chain(&cx.vault.start.recent);
    let recent = board.filter_map(|recent: &Recent| Some((&*recent.client, recent.preset.as_ref()?)));
    let mut known: Vec<Id> = Vec::new();
    let mut choices = Vec::new();
    for (client, preset) in of_page.chain(recent).filter(|(_, preset)| !preset.archived) {
        if !known.contains(&preset.id) {
            known.push(preset.id);
            let row = Row::new(&preset.name, format!("Preset of {}", client.name), "Preset");
            let open = OpenPreset::new(Preset::clone(preset), client);
            choices.push(Choice { document: Document::Preset(Box::new(open)), row });
        }
    }
    choices
}

/// Returns a new preset that follows a routine in everything.
pub(super) fn new_preset(routine: &Routine, client: &Client, cx: &Cx<'_>) -> OpenPreset {
    let id = new_id(cx.wall.timestamp());
    let new = Preset::new(id, client.id, &routine.name, &routine.id);
    // What follows the therapist's own routine has the times that the routine has.
    OpenPreset::new(Preset { library: routine.library.or(cx.library.last_change()), ..new }, client)
}

/// Returns a new preset of what was done in a session; `None` where nothing of it can be kept.
pub(super) fn of_session(page: &SessionPage, client: &Client, cx: &Cx<'_>) -> Option<OpenPreset> {
    let outcome: SessionOutcome = page.outcome();
    let free = cx.library.routine(NOTHING);
    let base = if page.plan.free { free } else { cx.library.routine(&page.plan.id).or(free) }?;
    let done = if page.plan.free || base.free {
        outcome
            .named_holds((&base.id, &base.name), StepTime::Planned, cx.library, |item| page.named_later(item))
            .routine
    } else {
        outcome.same_again(base)
    };
    let changes = diff(base, &done);
    if base.free && apply(base, &changes).0.steps.is_empty() {
        return None;
    }
    let new = new_preset(base, client, cx);
    Some(OpenPreset { preset: Preset { name: page.session.name.clone(), changes, ..new.preset }, ..new })
}
