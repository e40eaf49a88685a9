//! Corrections of a session that is over, in fields at the place that they are about.

use egui::Ui;
use holdwell_app::text;
use holdwell_editing::correction::{HoldDraft, HoldProblem, ReleaseChoice, move_scores};
use holdwell_engine::{MarkKind, ScoreKind};
use holdwell_store::{Correction, Failure, SessionPage, SessionState, Ticket};

use super::sending::{DoneCorrection, Sending};
use super::source::RecordSource;
use crate::icons;
use crate::screen::SendRequest;
use crate::theme::{Font, GRID, Theme};
use crate::widgets::{Button, ChipKind, Segmented, TextField, chip_button, line, wrapped};

/// The kinds that a mark can be corrected to.
const MARKS: [(Option<MarkKind>, &str); 4] = [
    (Some(MarkKind::Release), "Release"),
    (Some(MarkKind::Significant), "Significant"),
    (Some(MarkKind::ClientsWord), "The client's word"),
    (None, "By accident"),
];
/// The choices for a release, with their words.
const RELEASES: [(ReleaseChoice, &str); 3] =
    [(ReleaseChoice::NotSaid, "Not said"), (ReleaseChoice::No, "Not released"), (ReleaseChoice::At, "Released at")];

/// The hold that is being corrected, and the last correction while that can be taken back.
#[derive(Debug, Default)]
pub(super) struct Corrector {
    open: Option<Open>,
    done: Option<DoneCorrection>,
    /// The corrections of the open hold on their way to the vault.
    keeping: Sending,
    /// The way back from the last corrections.
    undoing: Sending,
}

#[derive(Debug)]
struct Open {
    hold: HoldDraft,
    /// The other holds are offered, for scores that were given to the wrong one.
    moves: bool,
}

impl Corrector {
    /// Offers the way back from corrections that the vault has.
    pub(super) fn did(&mut self, done: DoneCorrection) {
        (self.done, self.undoing) = (Some(done), Sending::default());
    }

    /// Sends what was asked for. Returns false where it could not be taken in.
    pub(super) fn send(&mut self, send: &mut SendRequest<'_>) -> bool {
        self.keeping.send(send) & self.undoing.send(send)
    }

    /// Takes the failure of what was sent; returns false where that was something else.
    pub(super) fn failed(&mut self, ticket: Ticket, why: &Failure) -> bool {
        self.keeping.failed(ticket, why) || self.undoing.failed(ticket, why)
    }

    /// Takes the reply to what was sent: the fields are closed once the vault has what stood in them.
    pub(super) fn replied(&mut self, ticket: Ticket, is_kept: bool) {
        if let Some(done) = self.keeping.replied(ticket, is_kept) {
            self.open = None;
            self.did(done);
        } else if self.undoing.replied(ticket, is_kept).is_some() {
            self.done = None;
        }
    }

    /// Shows the way back from the last correction.
    pub(super) fn undo(&mut self, ui: &mut Ui, source: RecordSource<'_>) {
        let session = source.page().map(|page| page.session.id);
        let Some(done) = self.done.as_ref().filter(|done| Some(done.session) == session) else { return };
        let words = text::records::corrected(done.places);
        let is_undone = ui.horizontal_wrapped(|ui| {
            let undo = Button::new("Undo").icon(icons::UNDO).disabled(self.undoing.word());
            let is_undone = ui.add(undo).clicked();
            line(ui, Font::Body, Theme::of(ui).soft, words);
            is_undone
        });
        if is_undone.inner {
            self.undoing.ask_back(done);
        }
        self.undoing.problem(ui);
    }

    /// Shows the way to correct a hold of a session that is over.
    pub(super) fn offer(&mut self, ui: &mut Ui, source: RecordSource<'_>, item: u32) {
        let Some(page) = source.page().filter(|page| page.session.state != SessionState::Running) else { return };
        // It keeps its place: nothing else comes to lie under the pointer.
        let why = self.is_open(item).then_some("Its fields are below").or(self.keeping.word());
        if ui.push_id(item, |ui| ui.add(Button::quiet("Correct…").disabled(why))).inner.clicked() {
            self.open = HoldDraft::of(page, item).map(|hold| Open { hold, moves: false });
            self.keeping = Sending::default();
        }
    }

    /// Shows the fields of a hold, where it is being corrected.
    pub(super) fn form(&mut self, ui: &mut Ui, source: RecordSource<'_>, item: u32) {
        let Some(page) = source.page().filter(|_| self.is_open(item)) else { return };
        let Some(open) = &mut self.open else { return };
        match open.ui(ui, source, page, &self.keeping) {
            FormAction::Wait => {}
            FormAction::Leave => (self.open, self.keeping) = (None, Sending::default()),
            FormAction::Keep(corrections) => self.keeping.ask(page, corrections),
        }
    }

    fn is_open(&self, item: u32) -> bool {
        self.open.as_ref().is_some_and(|open| open.hold.item() == item)
    }
}

/// An answer of the form.
enum FormAction {
    Wait,
    Leave,
    Keep(Vec<Correction>),
}

impl Open {
    fn ui(&mut self, ui: &mut Ui, source: RecordSource<'_>, page: &SessionPage, keeping: &Sending) -> FormAction {
        let theme = Theme::of(ui);
        ui.add_space(GRID);
        let corrections = self.hold.corrections(page);
        let problem = corrections.as_ref().err().copied();
        self.scores(ui, source, problem);
        self.release(ui, problem);
        self.marks(ui);
        wrapped(ui, Font::Small, theme.faint, "What was recorded on the day is kept, and shown beside it");
        keeping.problem(ui);
        ui.add_space(GRID);
        let why = match (keeping.word(), &corrections) {
            (Some(word), _) => Some(word.to_owned()),
            (None, Ok(corrections)) if corrections.is_empty() => Some("Nothing would change".to_owned()),
            (None, Ok(_)) => None,
            (None, Err(problem)) => Some(text::records::hold_problem(*problem)),
        };
        let row = ui.horizontal_wrapped(|ui| {
            let keep = ui.add(Button::new("Keep the correction").disabled(why.as_deref())).clicked();
            (keep, ui.add(Button::quiet("Leave it")).clicked())
        });
        match (row.inner, corrections) {
            ((true, _), Ok(corrections)) => return FormAction::Keep(corrections),
            ((_, true), _) => return FormAction::Leave,
            _ => {}
        }
        let moved = self.other_hold(ui, source, page).filter(|moved| keeping.word().is_none() && !moved.is_empty());
        moved.map_or(FormAction::Wait, FormAction::Keep)
    }

    /// Shows the scores of each contact from before to after.
    fn scores(&mut self, ui: &mut Ui, source: RecordSource<'_>, problem: Option<HoldProblem>) {
        let theme = Theme::of(ui);
        let problem = problem.filter(|problem| *problem == HoldProblem::Score).map(text::records::hold_problem);
        let step = source.record(self.hold.item()).and_then(|record| source.step(record.step));
        let several = self.hold.scores.len() > 1;
        for (contact, row) in self.hold.scores.iter_mut().enumerate() {
            let name = step.and_then(|step| step.contacts.get(contact)).filter(|_| several);
            if let Some(contact) = name {
                line(ui, Font::Body, theme.soft, &contact.name);
            }
            ui.horizontal_wrapped(|ui| {
                for (kind, text) in ScoreKind::ALL.iter().zip(row) {
                    let label = format!("Tenderness {}", kind.word());
                    ui.push_id((contact, kind.key()), |ui| {
                        ui.add(TextField::new(&label, text).most(2).width(170.0).hint("0 to 10"));
                    });
                }
            });
        }
        if let Some(problem) = problem {
            line(ui, Font::Small, theme.caution, problem);
        }
        ui.add_space(GRID);
    }

    fn release(&mut self, ui: &mut Ui, problem: Option<HoldProblem>) {
        let theme = Theme::of(ui);
        line(ui, Font::Body, theme.soft, "Release");
        ui.add(Segmented::new("Release", &mut self.hold.release, &RELEASES));
        if self.hold.release == ReleaseChoice::At {
            let problem = problem.filter(|problem| *problem != HoldProblem::Score).map(text::records::hold_problem);
            let field = TextField::new("Time in the hold", &mut self.hold.released_at).most(12).width(170.0);
            ui.add(field.hint("0:12").problem(problem.as_deref()));
        }
        ui.add_space(GRID);
    }

    fn marks(&mut self, ui: &mut Ui) {
        let theme = Theme::of(ui);
        for (place, (mark, kind)) in self.hold.marks.iter_mut().enumerate() {
            let name = format!("Mark at {}", mark.held.clock());
            line(ui, Font::Body, theme.soft, &name);
            ui.push_id(("mark", place), |ui| ui.add(Segmented::new(&name, kind, &MARKS)));
            ui.add_space(GRID);
        }
    }

    /// Offers the other holds for scores that belong to one of them.
    fn other_hold(&mut self, ui: &mut Ui, source: RecordSource<'_>, page: &SessionPage) -> Option<Vec<Correction>> {
        let from = self.hold.item();
        let is_scored = self.hold.scores.iter().flatten().any(|text| !text.trim().is_empty());
        if page.records.len() < 2 || !is_scored {
            return None;
        }
        if !self.moves {
            self.moves = ui.add(Button::quiet("The scores belong to another hold…")).clicked();
            return None;
        }
        let theme = Theme::of(ui);
        line(ui, Font::Body, theme.soft, "To which hold do they belong?");
        let mut chosen = None;
        ui.horizontal_wrapped(|ui| {
            for (place, record) in page.records.iter().enumerate().filter(|(_, record)| record.item != from) {
                let name = format!("{}.  {}", place + 1, source.hold_name(record));
                if chip_button(ui, ChipKind::Plain, &name).clicked() {
                    chosen = Some(record.item);
                }
            }
        });
        chosen.map(|to| move_scores(page, from, to))
    }
}
