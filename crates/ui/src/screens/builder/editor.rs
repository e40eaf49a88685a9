//! The fields of a step that is open in its place, or of several that are set together: what they do not share is left
//! empty, and what is set is set on each.

use egui::Ui;

use super::technique::technique_choice;
use super::timing;
use super::typed::{DIFFER, Typed, Typing, typed};
use crate::theme::{Font, GRID, Theme};
use crate::widgets::{Button, Fresh, Segmented, Toggle, line, wrapped};
use holdwell_app::text;
use holdwell_editing::{EditedStep, EditedSteps, StepProblem, StepsChange};
use holdwell_library::Effect;
use holdwell_library::edit::{Field, Set};
use holdwell_model::{Phase, SideOrder, What};

/// The edits that the fields of the steps answer.
#[derive(Debug)]
pub(super) struct Edits {
    pub(super) changes: Vec<StepsChange>,
    /// The reason why something typed cannot be read.
    pub(super) unread: Option<String>,
    /// Enter was pressed in a field.
    pub(super) entered: bool,
    /// A field was left.
    pub(super) left: bool,
    /// The library is to be followed in what is left to it.
    pub(super) follows: bool,
}

/// The orders to choose from, the usual one first.
const SIDES: [SideOrder; 6] = [
    SideOrder::RightThenLeft,
    SideOrder::LeftThenRight,
    SideOrder::Right,
    SideOrder::Left,
    SideOrder::Both,
    SideOrder::WorseFirst,
];

/// Shows the fields.
pub(super) fn fields(ui: &mut Ui, steps: &EditedSteps<'_>, fresh: Fresh) -> Edits {
    let mut fields =
        Fields { steps, typing: Typing { fresh, ..Typing::default() }, changes: Vec::new(), follows: false };
    fields.technique(ui);
    fields.timing(ui);
    fields.sides(ui);
    fields.phases(ui);
    fields.named(ui);
    fields.rest(ui);
    let Fields { typing, changes, follows, .. } = fields;
    let unread = typing.problems.into_iter().next();
    Edits { changes, unread, entered: typing.entered, left: typing.left, follows }
}

/// The fields while they are shown.
struct Fields<'a> {
    steps: &'a EditedSteps<'a>,
    typing: Typing,
    changes: Vec<StepsChange>,
    follows: bool,
}

impl Fields<'_> {
    /// Sets the same on each step.
    fn set(&mut self, set: &Set, field: Option<Field>) {
        self.changes.push(self.steps.all(set, field));
    }

    /// Shows the name and the set-up of a step that is described in place.
    fn named(&mut self, ui: &mut Ui) {
        let EditedStep { key, step, .. } = self.steps.first;
        let What::Named { name, setup } = &step.what else { return };
        if !self.steps.others.is_empty() {
            return;
        }
        let some = |name: &str| match name.trim() {
            "" => Err(text::NAME_MISSING.to_owned()),
            _ => Ok(name.to_owned()),
        };
        let field = Typed { name: "Name", hint: "", value: name };
        if let Some(name) = typed(ui, field, &mut self.typing, some) {
            self.set(&Set::Name(name), Some(Field::Title(key)));
        }
        let field = Typed { name: "How it is set up", hint: "nothing", value: setup.as_deref().unwrap_or_default() };
        if let Some(setup) = typed(ui, field, &mut self.typing, |text| Ok(text.to_owned())) {
            self.set(&Set::Setup(setup), Some(Field::Setup(key)));
        }
        self.typing.say(ui);
    }

    /// Shows the step's own technique, which decides what sounds and which times are usual.
    fn technique(&mut self, ui: &mut Ui) {
        ui.horizontal(|ui| {
            line(ui, Font::Small, Theme::of(ui).soft, "Technique");
            let now = self.steps.same(|one| one.runs.technique);
            if let Some(technique) = technique_choice(ui, "Technique of this step", now) {
                self.set(&Set::Technique(Some(technique)), None);
            }
        });
    }

    fn timing(&mut self, ui: &mut Ui) {
        let steps = self.steps;
        let kind = steps.same(|one| one.runs.timing.kind());
        self.changes.extend(timing::kind(ui, kind).map(|kind| steps.reshaped(kind)));
        let Some(kind) = kind else { return };
        let value = |field| steps.same(|one| one.runs.timing.text(field));
        // Each takes this figure of its time, and keeps the others.
        let wrong = |problem: StepProblem| text::step_field(problem.step, &problem.error);
        let read = |field, text: &str| steps.timed(field, text).map_err(wrong);
        self.changes.extend(timing::fields(ui, kind, value, read, &mut self.typing));
        self.typing.say(ui);
        let mut taps = steps.are_tapped();
        if kind.is_listening() && ui.add(Toggle::new("A rhythm is tapped along", &mut taps)).changed() {
            self.changes.push(steps.tapped(taps));
        }
    }

    /// Shows the order of sides; contacts that all name a side have none.
    fn sides(&mut self, ui: &mut Ui) {
        let sided: Vec<&EditedStep<'_>> = self.steps.each().filter(|one| one.has_sides()).collect();
        let Some(first) = sided.first() else { return };
        line(ui, Font::Small, Theme::of(ui).soft, "Sides");
        let same = sided.iter().all(|one| one.runs.sides == first.runs.sides);
        let mut side = same.then_some(first.runs.sides);
        // Only what is described in place may be without sides.
        let midline = sided.iter().all(|one| one.is_named()).then_some(SideOrder::Midline);
        let choices: Vec<_> = SIDES.into_iter().chain(midline).map(|order| (Some(order), order.label())).collect();
        if ui.add(Segmented::new("Sides", &mut side, &choices)).changed() {
            let sets = sided.iter().map(|one| (one.key, Set::Side(side))).collect();
            self.changes.push(StepsChange { sets, field: None });
        }
    }

    fn phases(&mut self, ui: &mut Ui) {
        let (steps, audience) = (self.steps, self.steps.audience);
        let own = |phase: Phase| steps.same(|one| one.step.phase(phase));
        let usual = |phase: Phase| steps.same(|one| one.usual(phase, audience));
        if let Some((phase, setting)) = timing::phases(ui, own, usual, audience, &mut self.typing) {
            self.set(&Set::Phase(phase, setting), Some(Field::Phase(steps.first.key, phase)));
        }
        self.typing.say(ui);
    }

    fn rest(&mut self, ui: &mut Ui) {
        ui.add_space(GRID / 2.0);
        let steps = self.steps;
        let remarks = steps.same(|one| one.step.remarks.clone().unwrap_or_default());
        let hint = if remarks.is_some() { "nothing" } else { DIFFER };
        let field = Typed { name: "Remarks", hint, value: &remarks.unwrap_or_default() };
        if let Some(remarks) = typed(ui, field, &mut self.typing, |text| Ok(text.to_owned())) {
            self.set(&Set::Remarks(remarks), Some(Field::Remarks(steps.first.key)));
        }
        if let Some(change) = steps.first.changed.filter(|_| steps.others.is_empty()) {
            wrapped(ui, Font::Small, Theme::of(ui).soft, text::library_changed(change));
            if change.effect == Effect::AsSaved && ui.add(Button::new(text::ALL_FOLLOW_LIBRARY)).clicked() {
                self.follows = true;
            }
        }
        if let Some(usual) = steps.timed_as_usual()
            && ui.add(Button::new("Time as usual")).clicked()
        {
            self.changes.push(usual);
        }
        let mut optional = steps.each().all(|one| one.step.optional);
        if ui.add(Toggle::new("May be left out when time is short", &mut optional)).changed() {
            self.set(&Set::Optional(optional), None);
        }
    }
}
