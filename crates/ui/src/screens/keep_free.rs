//! The panel that keeps the named holds of a session: as a routine of one's own, or as the preset of its client.

use egui::Ui;
use holdwell_app::text;
use holdwell_engine::Finish;
use holdwell_library::{NamedHolds, Preset, SessionOutcome, compile};
use holdwell_model::{Arc, Id};
use holdwell_store::{Request, SessionPage, SessionState, new_id};

use crate::action::{Action, Actions};
use crate::cx::Cx;
use crate::theme::{Font, GRID, Theme};
use crate::widgets::{Banner, Button, TextField, line, section, surface, wrapped};

/// The most steps that are listed.
const MOST: usize = 60;

/// The panel. What it offers is made anew when a hold is named.
#[derive(Debug, Default)]
pub(super) struct KeepFree {
    open: Option<Open>,
    /// The panel of a session with a list of steps was asked for.
    is_wanted: bool,
}

#[derive(Debug)]
struct Open {
    session: Id,
    /// Number of remarks and names that the offer knows.
    said: usize,
    name: String,
    made: NamedHolds,
    /// The steps as they are listed.
    lines: Vec<String>,
    problem: Option<String>,
    is_kept: bool,
}

impl KeepFree {
    /// Shows the panel for a session that is over and in which something was held: at once for a free one, else where
    /// it is asked for.
    pub(super) fn of_any(&mut self, ui: &mut Ui, page: &SessionPage, cx: &Cx<'_>, actions: &mut Actions) {
        let is_held = page.session.holds > 0 && page.session.state != SessionState::Running;
        if page.session.is_free || self.is_wanted {
            self.ui(ui, page, cx, actions);
        } else if is_held {
            ui.add_space(GRID);
            let hint = "The holds that were carried through become the steps of a routine, or of this client's preset";
            self.is_wanted = ui.add(Button::quiet("Keep what I did…").hint(hint)).clicked();
        }
    }

    /// Shows the panel for a session that is over and in which something was held.
    pub(super) fn ui(&mut self, ui: &mut Ui, page: &SessionPage, cx: &Cx<'_>, actions: &mut Actions) {
        if page.session.holds == 0 || page.session.state == SessionState::Running {
            return;
        }
        let is_current = |open: &Open| (open.session, open.said) == (page.session.id, page.annotations.len());
        if !self.open.as_ref().is_some_and(is_current) {
            let before = self.open.take().filter(|open| open.session == page.session.id);
            self.open = Some(Open::new(page, before, cx));
        }
        let Some(open) = &mut self.open else { return };
        section(ui, "Keep what I did");
        surface(ui, 20, |ui| open.ui(ui, page, cx, actions));
    }
}

impl Open {
    fn new(page: &SessionPage, before: Option<Self>, cx: &Cx<'_>) -> Self {
        let day = text::day(cx.wall, page.session.began);
        let name = before.map_or_else(|| format!("{}, {day}", page.session.name), |open| open.name);
        let (plan, added, records) = (Arc::clone(&page.plan), page.added.clone(), page.records.clone());
        let outcome = SessionOutcome::kept(plan, added, records, Finish::Stopped);
        let id = format!("own-{}", new_id(cx.wall.timestamp()));
        let made = outcome.named_holds((&id, &name), cx.library, |item| page.named_later(item));
        let compiled = compile(&made.routine, cx.library);
        let lines = compiled.iter().flat_map(|plan| plan.steps.iter().map(|step| text::step(step))).collect();
        let problem = if made.routine.steps.is_empty() { None } else { compiled.err() };
        let problem = problem.and_then(|problems| problems.first().map(text::routine_problem));
        let (session, said) = (page.session.id, page.annotations.len());
        Self { session, said, name, made, lines, problem, is_kept: false }
    }

    fn ui(&mut self, ui: &mut Ui, page: &SessionPage, cx: &Cx<'_>, actions: &mut Actions) {
        let theme = Theme::of(ui);
        if self.lines.is_empty() && self.problem.is_none() {
            let words = "Holds that have a name become the steps. None has one yet";
            let _words = wrapped(ui, Font::Body, theme.soft, words);
            return;
        }
        for step in self.lines.iter().take(MOST) {
            let _step = wrapped(ui, Font::Body, theme.text, step);
        }
        let more = self.lines.len().saturating_sub(MOST);
        if more > 0 {
            let _more = line(ui, Font::Small, theme.faint, format!("and {more} more"));
        }
        if self.made.unnamed > 0 {
            let left_out = text::left_out(self.made.unnamed);
            let _left_out = wrapped(ui, Font::Small, theme.soft, left_out);
        }
        if let Some(problem) = &self.problem {
            let _shown = Banner::caution(&format!("This cannot be run: {problem}")).show(ui);
            return;
        }
        ui.add(TextField::new("Name", &mut self.name).most(120).width(480.0));
        ui.add_space(GRID);
        let why = match () {
            () if self.is_kept => Some("Kept"),
            () if self.name.trim().is_empty() => Some("Give it a name"),
            () => None,
        };
        let word = if page.session.client.is_some() { "Keep as this client's preset" } else { "Keep as a routine" };
        if ui.add(Button::new(word).disabled(why)).clicked() {
            self.keep(page, cx, actions);
        }
    }

    /// Saves the routine, and the client's preset that follows it.
    fn keep(&mut self, page: &SessionPage, cx: &Cx<'_>, actions: &mut Actions) {
        let mut routine = self.made.routine.clone();
        self.name.trim().clone_into(&mut routine.name);
        let preset = page
            .session
            .client
            .map(|client| Preset::new(new_id(cx.wall.timestamp()), client, &routine.name, &routine.id));
        actions.push(Action::Vault(Box::new(Request::SaveRoutine(Box::new(routine)))));
        actions.extend(preset.map(|preset| Action::Vault(Box::new(Request::SavePreset(Box::new(preset))))));
        self.is_kept = true;
    }
}
