//! The panel that keeps the named holds of a session: as a routine of one's own, or as the preset of its client.

use egui::Ui;
use holdwell_app::text;
use holdwell_engine::Finish;
use holdwell_library::{Library, NamedHolds, Problem, SessionOutcome, StepTime, compile};
use holdwell_model::{Arc, Id, Routine};
use holdwell_store::{Request, SessionPage, SessionState, Ticket, new_id};

use super::keeping::Keeping;
use crate::cx::Cx;
use crate::screen::SendRequest;
use crate::theme::{Font, GRID, Theme};
use crate::widgets::{Banner, Button, TextField, Toggle, line, section, surface, wrapped};

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
    /// The client whose preset it becomes.
    client: Option<Id>,
    /// Id of what is kept: once more is a new version of the same, and for somebody else it is another.
    id: Id,
    /// Number of remarks and names that the offer knows.
    said: usize,
    name: String,
    /// The name under which the vault was asked to keep it last.
    asked: String,
    /// The steps with the times that were planned, and with those that were held.
    offers: [KeepOption; 2],
    /// The times that were held are kept.
    is_held: bool,
    keeping: Keeping,
}

/// Steps that can be kept.
#[derive(Debug)]
struct KeepOption {
    made: NamedHolds,
    /// The steps as they are listed.
    lines: Vec<String>,
    problem: Option<Problem>,
}

impl KeepOption {
    fn new(made: NamedHolds, library: &Library) -> Self {
        let compiled = compile(&made.routine, library);
        let lines = compiled.iter().flat_map(|plan| plan.steps.iter().map(|step| text::step(step))).collect();
        let problem = if made.routine.steps.is_empty() { None } else { compiled.err() };
        let problem = problem.and_then(|problems| problems.into_iter().next());
        Self { made, lines, problem }
    }
}

impl KeepFree {
    /// Shows the panel for a session that is over and in which something was held: at once for a free one, else where
    /// it is asked for.
    pub(super) fn of_any(&mut self, ui: &mut Ui, page: &SessionPage, cx: &Cx<'_>) {
        let is_held = page.session.holds > 0 && page.session.state != SessionState::Running;
        if page.session.is_free || self.is_wanted {
            self.ui(ui, page, cx);
        } else if is_held {
            ui.add_space(GRID);
            let hint = "The holds that were carried through become the steps of a routine, or of this client's preset";
            self.is_wanted = ui.add(Button::quiet("Keep what I did…").hint(hint)).clicked();
        }
    }

    /// Shows the panel for a session that is over and in which something was held.
    pub(super) fn ui(&mut self, ui: &mut Ui, page: &SessionPage, cx: &Cx<'_>) {
        if page.session.holds == 0 || page.session.state == SessionState::Running {
            return;
        }
        let now = (page.session.id, page.session.client, page.annotations.len());
        let is_current = |open: &Open| (open.session, open.client, open.said) == now;
        if !self.open.as_ref().is_some_and(is_current) {
            let before = self.open.take().filter(|open| open.session == page.session.id);
            self.open = Some(Open::new(page, before, cx));
        }
        let Some(open) = &mut self.open else { return };
        section(ui, "Keep what I did");
        surface(ui, 20, |ui| open.ui(ui));
    }

    /// Sends what is to be kept. Returns false where it could not be taken in.
    pub(super) fn send(&mut self, send: &mut SendRequest<'_>) -> bool {
        self.open.as_mut().is_none_or(|open| open.keeping.send(send))
    }

    /// Takes the reply to it.
    pub(super) fn replied(&mut self, ticket: Ticket, is_kept: bool) {
        if let Some(open) = &mut self.open {
            open.keeping.replied(ticket, is_kept);
        }
    }
}

impl Open {
    fn new(page: &SessionPage, before: Option<Self>, cx: &Cx<'_>) -> Self {
        let day = text::day(cx.wall, page.session.began);
        let new = || (new_id(cx.wall.timestamp()), format!("{}, {day}", page.session.name));
        let client = page.session.client;
        let is_held = before.as_ref().is_some_and(|open| open.is_held);
        let (id, name) = match before {
            Some(open) if open.client == client => (open.id, open.name),
            Some(open) => (new_id(cx.wall.timestamp()), open.name),
            None => new(),
        };
        let (plan, added, records) = (Arc::clone(&page.plan), page.added.clone(), page.records.clone());
        let outcome = SessionOutcome::kept(plan, added, records, Finish::Stopped);
        let own = format!("own-{id}");
        let offers = [StepTime::Planned, StepTime::Held].map(|time| {
            let made = outcome.named_holds((&own, &name), time, cx.library, |item| page.named_later(item));
            KeepOption::new(made, cx.library)
        });
        let (session, said) = (page.session.id, page.annotations.len());
        let asked = String::new();
        Self { session, client, id, said, name, asked, offers, is_held, keeping: Keeping::No }
    }

    const fn offer(&self) -> &KeepOption {
        let [planned, held] = &self.offers;
        if self.is_held { held } else { planned }
    }

    /// Asks for the times, where those that were held are others than those that were planned.
    fn times(&mut self, ui: &mut Ui) {
        let [planned, held] = &self.offers;
        if planned.made.routine.steps == held.made.routine.steps {
            return;
        }
        if ui.add(Toggle::new("With the times that were held", &mut self.is_held)).changed() {
            // It is not what was kept last.
            self.asked.clear();
        }
        ui.add_space(GRID);
    }

    fn ui(&mut self, ui: &mut Ui) {
        self.times(ui);
        let theme = Theme::of(ui);
        let KeepOption { made, lines, problem } = self.offer();
        if lines.is_empty() && problem.is_none() {
            let words = "Holds that have a name become the steps. None has one yet";
            let _words = wrapped(ui, Font::Body, theme.soft, words);
            return;
        }
        for step in lines.iter().take(MOST) {
            let _step = wrapped(ui, Font::Body, theme.text, step);
        }
        let more = lines.len().saturating_sub(MOST);
        if more > 0 {
            let _more = line(ui, Font::Small, theme.faint, format!("and {more} more"));
        }
        if made.unnamed > 0 {
            let left_out = text::left_out(made.unnamed);
            let _left_out = wrapped(ui, Font::Small, theme.soft, left_out);
        }
        if let Some(problem) = problem {
            let words = format!("This cannot be run: {}", text::routine_problem(problem));
            let _shown = Banner::caution(&words).show(ui);
            return;
        }
        ui.add(TextField::new("Name", &mut self.name).most(120).width(480.0));
        ui.add_space(GRID);
        // Under another name it can be kept once more.
        let is_asked = self.keeping.waits() || self.asked == self.name.trim();
        let why = self.keeping.word().filter(|_| is_asked);
        let why = why.or_else(|| self.name.trim().is_empty().then_some("Give it a name"));
        let word = if self.client.is_some() { "Keep as this client's preset" } else { "Keep as a routine" };
        ui.horizontal_wrapped(|ui| {
            if ui.add(Button::new(word).disabled(why)).clicked() {
                self.name.trim().clone_into(&mut self.asked);
                self.keeping = Keeping::Asked(Box::new(self.request()));
            }
            if let Some(why) = why {
                line(ui, Font::Small, theme.faint, why);
            }
        });
    }

    /// Returns the request that keeps it: as the client's preset, or as a routine where there was no client.
    fn request(&self) -> Request {
        let name = self.name.trim();
        match self.client {
            Some(client) => Request::SavePreset(Box::new(self.offer().made.preset(self.id, client, name))),
            None => {
                Request::SaveRoutine(Box::new(Routine { name: name.to_owned(), ..self.offer().made.routine.clone() }))
            }
        }
    }
}
