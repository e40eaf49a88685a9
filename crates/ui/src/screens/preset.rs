//! A client's preset: the differences from its routine, its earlier versions, and the day for which it stands ready.

mod draft;
mod parts;
mod versions;

use egui::{Align, Label, Ui};
use holdwell_app::selected_client::SelectedClient;
use holdwell_app::text;
use holdwell_app::text::Differences;
use holdwell_editing::OpenPreset;
use holdwell_library::preset::{apply, take_back};
use holdwell_library::runnable::{PresetProblem, RunnablePlan};
use holdwell_library::{Effect, Library, Preset, changed_here, outline};
use holdwell_model::Arc;
use holdwell_store::{ClientPage, PresetPage, Request, SessionPage, VaultQuery, new_id};
use jiff::Zoned;
use jiff::civil::Date;

use super::Wanted;
use super::not_yet::not_yet;
use crate::action::{Action, Actions};
use crate::cx::Cx;
use crate::icons;
use crate::screen::{Page, Screen};
use crate::theme::{Font, GRID, Theme};
use crate::widgets::{Banner, Button, beside, fit_whole, line, section, surface, undo_banner, wrapped};
use draft::Draft;

/// The preset that the page shows, with everything around it.
pub(crate) struct PresetProps<'a> {
    /// The preset with its versions.
    pub page: &'a PresetPage,
    /// The client, with their presets and sessions.
    pub owner: &'a ClientPage,
    /// Last session of the client, for "same as last time".
    pub last: Option<&'a SessionPage>,
    /// The library.
    pub library: &'a Library,
    /// The clock on the wall.
    pub wall: &'a Zoned,
}

impl PresetProps<'_> {
    /// Returns the action that begins a plan for this client, from this preset.
    fn start(&self, offer: &RunnablePlan) -> Action {
        let client = SelectedClient::of_page(self.owner).with(Some(Arc::clone(&self.page.preset)));
        Action::BeginAs(Arc::clone(&offer.plan), Box::new(client))
    }
}

/// The page.
#[derive(Debug, Default)]
pub struct PresetScreen {
    shown: Option<Shown>,
    draft: Draft,
    /// The number of the earlier version that is looked at.
    looked: Option<u32>,
    /// The preset that was just deleted: it can be taken back here.
    deleted: Option<Arc<Preset>>,
}

/// The parts of a preset that are worked out once.
#[derive(Debug)]
struct Shown {
    preset: Arc<Preset>,
    /// The name of its routine; `None` where the library does not have it.
    routine: Option<String>,
    /// The preset as it is read beside its routine of today.
    now: Preset,
    /// Changes of the library since it was saved, as sentences.
    changed: Vec<String>,
    /// Day of the library to be followed, where a step goes on with a time from before.
    follow: Option<Date>,
    offer: Result<RunnablePlan, Vec<PresetProblem>>,
    differences: Vec<Difference>,
}

#[derive(Debug)]
struct Difference {
    words: String,
    rest: Option<String>,
    /// Set where the routine has nothing left for it to change.
    idle: bool,
}

impl Screen for PresetScreen {
    fn query(&self, cx: &Cx<'_>) -> VaultQuery {
        let Page::Preset(id) = cx.page else { return VaultQuery::default() };
        let owner = cx.vault.preset.as_ref().filter(|page| page.preset.id == id).map(|page| page.preset.client);
        let page = cx.vault.client.as_ref().filter(|page| Some(page.client.id) == owner);
        VaultQuery {
            preset: Some(id),
            client: owner,
            session: page.and_then(|page| page.last_session()),
            ..VaultQuery::default()
        }
    }

    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, actions: &mut Actions) {
        let page = cx.vault.preset.as_ref().filter(|page| Page::Preset(page.preset.id) == cx.page);
        let owner =
            page.and_then(|page| cx.vault.client.as_ref().filter(|owner| owner.client.id == page.preset.client));
        let (Some(page), Some(owner)) = (page, owner) else {
            not_yet(ui, actions);
            return self.deleted_banner(ui, actions);
        };
        let last = cx.vault.session.as_deref().filter(|last| last.session.client == Some(owner.client.id));
        self.show(ui, &PresetProps { page, owner, last, library: cx.library, wall: cx.wall }, actions);
    }
}

impl PresetScreen {
    pub(crate) fn show(&mut self, ui: &mut Ui, props: &PresetProps<'_>, actions: &mut Actions) {
        self.follow(props);
        self.header(ui, props, actions);
        self.deleted_banner(ui, actions);
        if self.deleted.is_some() {
            // Whoever saved it now would bring it back.
            return;
        }
        self.banners(ui, props, actions);
        self.differences(ui, actions);
        if let Some(Shown { offer: Ok(offer), .. }) = &self.shown {
            section(ui, "Steps");
            surface(ui, 20, |ui| parts::steps(ui, &offer.plan));
        }
        section(ui, "For this client");
        surface(ui, 20, |ui| self.draft.ui(ui, &props.page.preset, props.wall, actions));
        section(ui, "Versions");
        surface(ui, 20, |ui| versions::show(ui, props, &mut self.looked, actions));
        section(ui, "Copy or put away");
        self.keeping(ui, props, actions);
        ui.add_space(3.0 * GRID);
    }

    /// Shows that a preset was deleted, with the way back. A page that shows the preset no more can still show this.
    fn deleted_banner(&mut self, ui: &mut Ui, actions: &mut Actions) {
        let deleted = undo_banner(ui, &mut self.deleted, |preset| format!("“{}” is deleted", preset.name));
        if let Some(preset) = deleted {
            actions.push(Action::vault(Request::SetPresetDeleted(preset.id, false)));
        }
    }

    /// Follows the vault to another preset, or another version of this one.
    fn follow(&mut self, props: &PresetProps<'_>) {
        let preset = &props.page.preset;
        if self.shown.as_ref().is_some_and(|shown| Arc::ptr_eq(&shown.preset, preset)) {
            return;
        }
        let before = self.shown.take().map(|shown| shown.preset);
        let same = before.as_ref().is_some_and(|before| before.id == preset.id);
        self.draft.follow(if same { before.as_deref() } else { None }, preset);
        if !same {
            self.looked = None;
            self.deleted = None;
        }
        self.shown = Some(Shown::new(preset, props.library));
    }

    fn header(&self, ui: &mut Ui, props: &PresetProps<'_>, actions: &mut Actions) {
        let Some(shown) = &self.shown else { return };
        let theme = Theme::of(ui);
        ui.horizontal(|ui| {
            if ui.add(Button::quiet("Back to the client").words("Back").icon(icons::BACK)).clicked() {
                actions.push(Action::Go(Page::Client(props.page.preset.client)));
            }
            ui.add(Label::new(theme.rich(Font::Body, &props.owner.client.name).color(theme.soft)).truncate());
        });
        fit_whole(ui, Font::Title, 20.0, theme.text, &shown.preset.name, Align::LEFT);
        wrapped(ui, Font::Body, theme.soft, shown.facts(props));
        ui.add_space(GRID);
        ui.horizontal_wrapped(|ui| {
            let wrong = shown.offer.as_ref().err().map(|_| "It cannot be run as it is");
            let start = Button::primary("Start").disabled(wrong);
            if let (true, Ok(offer)) = (ui.add(start).clicked(), &shown.offer) {
                actions.push(props.start(offer));
            }
            let hint = match shown.routine {
                Some(_) => "Opens it where routines are built",
                None => "Its routine is not in the library: it opens with its own steps alone",
            };
            if ui.add(Button::new("Change…").icon(icons::PENCIL).hint(hint)).clicked() {
                let open = OpenPreset::new((*props.page.preset).clone(), &props.owner.client);
                actions.push(Action::Build(Wanted::Preset(Box::new(open))));
            }
            if let Some(last) = props.last {
                actions.extend(again(ui, shown, last, props));
            }
        });
    }

    fn banners(&self, ui: &mut Ui, props: &PresetProps<'_>, actions: &mut Actions) {
        let Some(shown) = &self.shown else { return };
        if let Err(problems) = &shown.offer {
            let words = format!(
                "It cannot be run as it is. {}",
                problems.first().map(text::preset_problem).unwrap_or_default()
            );
            Banner::error(&words).show(ui);
        }
        let words = "Put away: it is kept, and not offered";
        if props.page.preset.archived && Banner::info(words).action("Take it out").show(ui) {
            save(actions, Preset { archived: false, ..props.page.preset.next() });
        }
    }

    /// Shows each difference with the way back to the routine.
    fn differences(&self, ui: &mut Ui, actions: &mut Actions) {
        let Some(shown) = &self.shown else { return };
        let routine = shown.routine.as_deref().unwrap_or("its routine");
        section(ui, &format!("Where it differs from {routine}"));
        surface(ui, 20, |ui| {
            let theme = Theme::of(ui);
            if shown.differences.is_empty() {
                line(ui, Font::Body, theme.soft, "It follows the routine in everything");
            }
            for (index, difference) in shown.differences.iter().enumerate().take(parts::MOST) {
                let label = format!("Take back: {}", difference.words);
                let button = |ui: &mut Ui| ui.add(Button::quiet(&label).words("Take back")).clicked();
                if beside(ui, ("difference", index), |ui| difference.show(ui), button) {
                    let changes = take_back(&shown.now.changes, index);
                    save(actions, Preset { changes, ..shown.now.next() });
                }
            }
            parts::more(ui, shown.differences.len());
            for changed in shown.changed.iter().take(parts::MOST) {
                wrapped(ui, Font::Small, theme.soft, changed);
            }
            if shown.follow.is_some() && ui.add(Button::new(text::FOLLOW_LIBRARY)).clicked() {
                save(actions, Preset { library: shown.follow, ..shown.now.next() });
            }
        });
    }

    fn keeping(&mut self, ui: &mut Ui, props: &PresetProps<'_>, actions: &mut Actions) {
        let preset = &props.page.preset;
        ui.horizontal_wrapped(|ui| {
            if ui.add(Button::new("Duplicate").icon(icons::COPY)).clicked() {
                let id = new_id(props.wall.timestamp());
                let name = format!("{} (copy)", preset.name);
                save(actions, Preset { id, name, version: 1, pinned: None, ..(**preset).clone() });
            }
            if !preset.archived && ui.add(Button::new("Put away").hint("It is kept, and not offered")).clicked() {
                save(actions, Preset { archived: true, pinned: None, ..preset.next() });
            }
            if self.deleted.is_none() && ui.add(Button::danger("Delete").icon(icons::ERASE)).clicked() {
                actions.push(Action::vault(Request::SetPresetDeleted(preset.id, true)));
                self.deleted = Some(Arc::clone(preset));
            }
        });
    }
}

impl Shown {
    fn new(preset: &Arc<Preset>, library: &Library) -> Self {
        let base = library.base_of(preset);
        let routine = base.as_ref();
        let now = library.preset_now(preset);
        let (mut changed, mut follow) = (Vec::new(), None);
        let differences = routine.map(|routine| {
            let (run, idle) = apply(routine, &now.changes);
            for (step, plain) in run.steps.iter().zip(outline(&run, library)) {
                let Some(told) = changed_here(step, &run, library) else { continue };
                if told.effect == Effect::AsSaved {
                    follow = library.last_change();
                }
                let words = format!("{}. {}", plain.title, text::library_changed(&told));
                if !changed.contains(&words) {
                    changed.push(words);
                }
            }
            let lines = Differences::new(routine, &now.changes, library).lines();
            let difference = |(index, (words, rest))| Difference { words, rest, idle: idle.contains(&index) };
            lines.into_iter().enumerate().map(difference).collect()
        });
        Self {
            preset: Arc::clone(preset),
            now,
            changed,
            follow,
            routine: routine.map(|routine| format!("“{}”", routine.name)),
            offer: RunnablePlan::of_preset(preset, library),
            differences: differences.unwrap_or_default(),
        }
    }

    /// Returns "14 holds, about 22 min  ·  version 3, 12 Nov 2025, 14:03  ·  pinned to today".
    fn facts(&self, props: &PresetProps<'_>) -> String {
        let mut facts = Vec::new();
        if let Ok(offer) = &self.offer {
            facts.push(format!("{}, {}", text::count(offer.holds, "hold"), text::length(offer.total)));
        }
        let saved = props.page.versions.first().map(|(saved, _)| parts::day_and_hour(*saved, props.wall));
        let version = format!("version {}", self.preset.version);
        facts.push(saved.map_or_else(|| version.clone(), |saved| format!("{version}, {saved}")));
        if let Some(day) = self.preset.pinned.filter(|day| *day >= props.wall.date()) {
            facts.push(format!("pinned to {}", parts::day(day, props.wall)));
        }
        facts.join("  ·  ")
    }
}

impl Difference {
    fn show(&self, ui: &mut Ui) {
        let theme = Theme::of(ui);
        ui.spacing_mut().item_spacing.y = 2.0;
        wrapped(ui, Font::Body, theme.text, &self.words);
        if let Some(rest) = &self.rest {
            wrapped(ui, Font::Small, theme.soft, rest);
        }
        if self.idle {
            wrapped(ui, Font::Small, theme.caution, "The routine has changed: this finds nothing to change any more");
        }
    }
}

/// Shows the button that begins the last session once more; returns the action where it was pressed.
fn again(ui: &mut Ui, shown: &Shown, last: &SessionPage, props: &PresetProps<'_>) -> Option<Action> {
    let wrong = match &shown.offer {
        Err(_) => Some("It cannot be run as it is"),
        Ok(offer) if (&last.plan.id, last.plan.free) == (&offer.plan.id, offer.plan.free) => None,
        Ok(_) => Some("The last session ran another routine"),
    };
    let hint = "The last session's plan with the holds left out and added then, and the times of the preset";
    let pressed = ui.add(Button::new("Same as last time").hint(hint).disabled(wrong)).clicked();
    let offer = pressed.then(|| RunnablePlan::same_as_last_time(&shown.preset, &last.outcome(), props.library).ok())?;
    offer.map(|offer| props.start(&offer))
}

/// Asks the vault to keep a preset as a new version.
fn save(actions: &mut Actions, preset: Preset) {
    actions.push(Action::vault(Request::SavePreset(Box::new(preset))));
}
