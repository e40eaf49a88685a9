//! The panel that offers the changes made in a session, line by line, to be kept as the client's preset. Stands in the
//! summary of a session that had a client.

use egui::Ui;
use holdwell_app::text::{self, Differences};
use holdwell_engine::{Stage, View};
use holdwell_library::preset::{apply, compare, diff, waiting};
use holdwell_library::{Change, Library, Preset, Problem, Proposal, SessionOutcome, compile_preset};
use holdwell_model::{Id, Routine};
use holdwell_store::{Request, Ticket, new_id};
use jiff::Zoned;

use super::keeping::Keeping;
use crate::screen::SendRequest;
use crate::theme::{Font, GRID, Theme};
use crate::widgets::{Banner, Button, TextField, Toggle, line, section, surface, wrapped};

/// The most lines that are drawn.
const MOST: usize = 200;

/// The session that something can be kept of.
pub struct KeepProps<'a> {
    /// The session, over.
    pub view: &'a View,
    /// The session's id.
    pub session: Id,
    /// The client who was treated.
    pub client: Id,
    /// The preset that the session was run from.
    pub preset: Option<&'a Preset>,
    /// The library.
    pub library: &'a Library,
    /// The clock on the wall.
    pub wall: &'a Zoned,
}

/// The panel. Its offer is worked out once for each session; saving some of it does not move the rest.
#[derive(Debug, Default)]
pub struct KeepPanel {
    open: Option<Open>,
}

#[derive(Debug)]
struct Open {
    session: Id,
    /// The preset as it was run, or the new one that would follow its routine in everything.
    before: Preset,
    kind: ProposalKind,
    base: Routine,
    proposals: Vec<Proposal>,
    /// True where a hold was carried through.
    is_held: bool,
    words: Vec<(String, Option<String>)>,
    name: String,
    outcome: Outcome,
    /// The preset that the vault was asked to keep last.
    asked: Option<Preset>,
    keeping: Keeping,
    /// The preset as the vault has it.
    kept: Option<Preset>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ProposalKind {
    New,
    Known,
}

/// The outcome of keeping the chosen lines.
#[derive(Debug, Default)]
struct Outcome {
    changes: Vec<Change>,
    lines: Vec<String>,
    problem: Option<Problem>,
}

impl KeepPanel {
    /// Shows the panel; nothing where the session was no routine of the library, or is not over.
    pub fn ui(&mut self, ui: &mut Ui, props: &KeepProps<'_>) {
        // A session that is given to somebody else becomes nobody else's preset.
        let same = |open: &Open| (open.session, open.before.client) == (props.session, props.client);
        if !self.open.as_ref().is_some_and(same) {
            self.open = Open::new(props);
        }
        let Some(open) = &mut self.open else { return };
        section(ui, "Keep what I did as this client's preset");
        surface(ui, 20, |ui| open.ui(ui, props.library));
    }

    /// Sends what is to be kept. Returns false where it could not be taken in.
    pub fn send(&mut self, send: &mut SendRequest<'_>) -> bool {
        self.open.as_mut().is_none_or(|open| open.keeping.send(send))
    }

    /// Takes the reply to it.
    pub fn replied(&mut self, ticket: Ticket, is_kept: bool) {
        let Some(open) = &mut self.open else { return };
        open.keeping.replied(ticket, is_kept);
        if open.keeping.is_kept() {
            open.kept.clone_from(&open.asked);
        }
    }
}

impl Open {
    fn new(props: &KeepProps<'_>) -> Option<Self> {
        let plan = props.view.plan();
        if plan.free || !matches!(props.view.stage(), Stage::Finished(_)) {
            return None;
        }
        let preset = props.preset.filter(|preset| preset.client == props.client);
        let base = props.library.routine(preset.map_or(&plan.id, |preset| &preset.routine))?.clone();
        let new = || {
            let new = Preset::new(new_id(props.wall.timestamp()), props.client, &base.name, &base.id);
            Preset { library: base.library.or(props.library.last_change()), ..new }
        };
        let before = preset.map_or_else(new, |preset| props.library.preset_now(preset));
        let base = props.library.base_of(&before)?;
        let kind = if preset.is_some() { ProposalKind::Known } else { ProposalKind::New };
        let (run, _) = apply(&base, &before.changes);
        let proposals = SessionOutcome::of(props.view).proposals(&run);
        let all: Vec<Change> = proposals.iter().map(|proposal| proposal.change.clone()).collect();
        let words = Differences::new(&run, &all, props.library).lines();
        let name = before.name.clone();
        let session = props.session;
        let outcome = Outcome::default();
        let is_held = props.view.records().iter().any(|record| record.is_finished());
        let mut open = Self {
            session,
            before,
            kind,
            base,
            proposals,
            is_held,
            words,
            name,
            outcome,
            asked: None,
            keeping: Keeping::No,
            kept: None,
        };
        open.work_out(props.library);
        Some(open)
    }

    /// Works out the changes to the routine from the lines that are on.
    fn work_out(&mut self, library: &Library) {
        let (run, _) = apply(&self.base, &self.before.changes);
        let (wanted, _) = apply(&run, &Proposal::chosen(&self.proposals));
        let mut changes = diff(&self.base, &wanted);
        changes.extend(waiting(&self.before.changes, &self.base));
        let problem = compile_preset(&self.base, &changes, library).err();
        let problem = problem.and_then(|problems| problems.into_iter().next());
        let compared = compare(&self.before.changes, &changes);
        let (old, new) = (
            Differences::new(&self.base, &self.before.changes, library),
            Differences::new(&self.base, &changes, library),
        );
        let gone = compared.only_first.iter().map(|index| format!("No longer: {}", old.words(*index)));
        let come = compared.only_second.iter().map(|index| format!("New: {}", new.words(*index)));
        let lines = gone.chain(come).collect();
        self.outcome = Outcome { changes, lines, problem };
    }

    fn ui(&mut self, ui: &mut Ui, library: &Library) {
        let theme = Theme::of(ui);
        wrapped(ui, Font::Body, theme.soft, self.target());
        self.toggles(ui, library);
        self.preview(ui);
        if self.kind == ProposalKind::New {
            ui.add(TextField::new("Name of the preset", &mut self.name).most(120));
        }
        ui.add_space(GRID);
        let why = self.why_not();
        ui.horizontal_wrapped(|ui| {
            if ui.add(Button::new("Keep").width(120.0).disabled(why)).clicked() {
                self.keep();
            }
            if let Some(why) = why {
                line(ui, Font::Small, theme.faint, why);
            }
        });
    }

    fn target(&self) -> String {
        match self.kind {
            ProposalKind::New => format!("A new preset that follows “{}”", self.base.name),
            ProposalKind::Known => format!("Changes to “{}”, version {}", self.before.name, self.before.version),
        }
    }

    fn toggles(&mut self, ui: &mut Ui, library: &Library) {
        let mut changed = false;
        for (proposal, (words, rest)) in self.proposals.iter_mut().zip(&self.words).take(MOST) {
            let held =
                proposal.held.map(|held| format!("Held {}; times are kept only when you choose them", held.clock()));
            let toggle = Toggle::new(words, &mut proposal.on);
            let toggle = match held.as_ref().or(rest.as_ref()) {
                Some(rest) => toggle.line(rest),
                None => toggle,
            };
            changed |= ui.add(toggle).changed();
        }
        let theme = Theme::of(ui);
        if self.proposals.is_empty() {
            let words = if self.is_held { "It was done as planned" } else { "No hold was carried through" };
            line(ui, Font::Body, theme.text, words);
        } else if self.proposals.len() > MOST {
            let more = format!("and {} more, as they are set", self.proposals.len() - MOST);
            line(ui, Font::Small, theme.faint, more);
        }
        if changed {
            self.work_out(library);
        }
    }

    /// Shows exactly the differences from the version that was run.
    fn preview(&self, ui: &mut Ui) {
        let theme = Theme::of(ui);
        ui.add_space(GRID);
        if let Some(problem) = &self.outcome.problem {
            let words = format!("This cannot be run: {}", text::routine_problem(problem));
            Banner::caution(&words).show(ui);
            return;
        }
        if self.outcome.lines.is_empty() {
            let words = match self.kind {
                ProposalKind::New => "The preset would follow its routine in everything",
                ProposalKind::Known => "Nothing would change",
            };
            line(ui, Font::Body, theme.soft, words);
            return;
        }
        line(ui, Font::Strong, theme.text, "What would change");
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            for words in self.outcome.lines.iter().take(MOST) {
                wrapped(ui, Font::Body, theme.soft, words);
            }
        });
    }

    /// Returns the reason why nothing can be kept; `None` where something can.
    fn why_not(&self) -> Option<&'static str> {
        let is_asked = self
            .asked
            .as_ref()
            .is_some_and(|asked| asked.name == self.name.trim() && asked.changes == self.outcome.changes);
        match self.kind {
            _ if self.keeping.waits() || (is_asked && self.keeping.is_kept()) => self.keeping.word(),
            _ if self.outcome.problem.is_some() => Some("Choose other lines"),
            ProposalKind::New if self.name.trim().is_empty() => Some("Give it a name"),
            ProposalKind::Known if self.outcome.lines.is_empty() && self.kept.is_none() => Some("Nothing would change"),
            _ => None,
        }
    }

    /// Asks the vault to keep the preset with the lines that are on, as the version after the one that it has.
    fn keep(&mut self) {
        let next = match (&self.kept, self.kind) {
            (Some(kept), _) => kept.next(),
            (None, ProposalKind::Known) => self.before.next(),
            (None, ProposalKind::New) => self.before.clone(),
        };
        let name = self.name.trim().to_owned();
        let asked = Preset { name, changes: self.outcome.changes.clone(), ..next };
        self.keeping = Keeping::Asked(Box::new(Request::SavePreset(Box::new(asked.clone()))));
        self.asked = Some(asked);
    }
}
