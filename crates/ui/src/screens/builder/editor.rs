//! A step that is open in its place, or several that are set together: what they do not share is left empty, and what is
//! set is set on each.

use std::convert::Infallible;
use std::iter;

use egui::Ui;

use super::technique::technique_choice;
use super::timing;
use super::typed::{DIFFER, Typed, Typing, typed};
use crate::theme::{Font, GRID, Theme};
use crate::widgets::{Button, Fresh, Segmented, Toggle, line, wrapped};
use holdwell_app::text;
use holdwell_library::edit::{Field, Key, Set};
use holdwell_model::{Audience, FieldError, Phase, Phases, PlanStep, SideOrder, Step, TimingField, What};

/// A step as it is written and as it would run.
pub(super) struct One<'a> {
    pub(super) key: Key,
    pub(super) step: &'a Step,
    pub(super) runs: &'a PlanStep,
    /// The place in the routine, from 0.
    pub(super) place: usize,
}

/// The steps that are set.
pub(super) struct Edited<'a> {
    pub(super) first: One<'a>,
    pub(super) others: Vec<One<'a>>,
    pub(super) audience: Audience,
}

/// A change to each step, and the field in which it is written.
#[derive(Debug)]
pub(super) struct Wrote {
    pub(super) sets: Vec<(Key, Set)>,
    pub(super) field: Option<Field>,
}

/// The edits that the fields of the steps answer.
#[derive(Debug)]
pub(super) struct Edits {
    pub(super) wrote: Vec<Wrote>,
    /// Enter was pressed in a field.
    pub(super) entered: bool,
    /// A field was left.
    pub(super) left: bool,
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

impl Edited<'_> {
    /// Shows it.
    pub(super) fn ui(&self, ui: &mut Ui, fresh: Fresh) -> Edits {
        let mut wrote = Vec::new();
        let typing = &mut Typing { fresh, ..Typing::default() };
        self.technique(ui, &mut wrote);
        self.timing(ui, typing, &mut wrote);
        self.sides(ui, &mut wrote);
        self.phases(ui, typing, &mut wrote);
        self.named(ui, typing, &mut wrote);
        self.rest(ui, typing, &mut wrote);
        let theme = Theme::of(ui);
        for problem in std::mem::take(&mut typing.problems) {
            wrapped(ui, Font::Small, theme.danger, text::sentence(&problem));
        }
        Edits { wrote, entered: typing.entered, left: typing.left }
    }

    fn each(&self) -> impl Iterator<Item = &One<'_>> {
        iter::once(&self.first).chain(&self.others)
    }

    /// Returns the value that all steps share, or `None` where they differ.
    fn same<T: PartialEq>(&self, of: impl Fn(&One<'_>) -> T) -> Option<T> {
        let first = of(&self.first);
        self.others.iter().all(|one| of(one) == first).then_some(first)
    }

    /// Sets the same on each step.
    fn all(&self, set: &Set, field: Option<Field>) -> Wrote {
        Wrote { sets: self.each().map(|one| (one.key, set.clone())).collect(), field }
    }

    /// Shows the name and the set-up of a step that is described in place.
    fn named(&self, ui: &mut Ui, typing: &mut Typing, wrote: &mut Vec<Wrote>) {
        let One { key, step, .. } = self.first;
        let What::Named { name, setup } = &step.what else { return };
        if !self.others.is_empty() {
            return;
        }
        let some = |text: &str| if text.trim().is_empty() { Err(text::NAME_MISSING) } else { Ok(text.to_owned()) };
        let field = Typed { name: "Name", hint: "", value: name };
        if let Some(name) = typed(ui, field, typing, some) {
            wrote.push(self.all(&Set::Name(name), Some(Field::Title(key))));
        }
        let field = Typed { name: "How it is set up", hint: "nothing", value: setup.as_deref().unwrap_or_default() };
        if let Some(setup) = typed(ui, field, typing, |text| Ok::<_, Infallible>(text.to_owned())) {
            wrote.push(self.all(&Set::Setup(setup), Some(Field::Setup(key))));
        }
    }

    /// Shows the step's own technique, which decides what sounds and which times are usual.
    fn technique(&self, ui: &mut Ui, wrote: &mut Vec<Wrote>) {
        ui.horizontal(|ui| {
            line(ui, Font::Small, Theme::of(ui).soft, "Technique");
            if let Some(technique) = technique_choice(ui, "Technique of this step", self.same(|one| one.runs.technique))
            {
                wrote.push(self.all(&Set::Technique(Some(technique)), None));
            }
        });
    }

    fn timing(&self, ui: &mut Ui, typing: &mut Typing, wrote: &mut Vec<Wrote>) {
        let kind = self.same(|one| one.runs.timing.kind());
        if let Some(kind) = timing::kind(ui, kind) {
            let usual = |one: &One<'_>| (one.key, Set::Timing(Some(one.runs.timing.reshaped(kind))));
            wrote.push(Wrote { sets: self.each().map(usual).collect(), field: None });
        }
        let Some(kind) = kind else { return };
        let value = |field| self.same(|one| one.runs.timing.text(field));
        // Each takes this figure of its time, and keeps the others.
        let wrong = |(place, error)| text::step_field((!self.others.is_empty()).then_some(place + 1), &error);
        let read = |field, text: &str| {
            self.each().map(|one| one.with(field, text)).collect::<Result<Vec<_>, _>>().map_err(wrong)
        };
        if let Some((field, sets)) = timing::fields(ui, kind, value, read, typing) {
            wrote.push(Wrote { sets, field: Some(Field::Timing(self.first.key, field)) });
        }
        if kind.is_listening() {
            self.taps(ui, wrote);
        }
    }

    fn taps(&self, ui: &mut Ui, wrote: &mut Vec<Wrote>) {
        let mut taps = self.each().all(|one| one.runs.timing.is_tapped());
        if !ui.add(Toggle::new("A rhythm is tapped along", &mut taps)).changed() {
            return;
        }
        let tapped = |one: &One<'_>| Some((one.key, Set::Timing(Some(one.runs.timing.with_taps(taps)?))));
        wrote.push(Wrote { sets: self.each().filter_map(tapped).collect(), field: None });
    }

    /// Shows the order of sides; contacts that all name a side have none.
    fn sides(&self, ui: &mut Ui, wrote: &mut Vec<Wrote>) {
        let sided: Vec<&One<'_>> = self.each().filter(|one| one.has_sides()).collect();
        let Some(first) = sided.first() else { return };
        line(ui, Font::Small, Theme::of(ui).soft, "Sides");
        let same = sided.iter().all(|one| one.runs.sides == first.runs.sides);
        let mut side = same.then_some(first.runs.sides);
        // Only what is described in place may be without sides.
        let midline = sided.iter().all(|one| one.is_named()).then_some(SideOrder::Midline);
        let choices: Vec<_> = SIDES.into_iter().chain(midline).map(|order| (Some(order), order.label())).collect();
        if ui.add(Segmented::new("Sides", &mut side, &choices)).changed() {
            let sets = sided.iter().map(|one| (one.key, Set::Side(side))).collect();
            wrote.push(Wrote { sets, field: None });
        }
    }

    fn phases(&self, ui: &mut Ui, typing: &mut Typing, wrote: &mut Vec<Wrote>) {
        let own = |phase: Phase| self.same(|one| one.step.phase(phase));
        let usual = |phase: Phase| self.same(|one| one.usual(phase, self.audience));
        if let Some((phase, setting)) = timing::phases(ui, own, usual, self.audience, typing) {
            wrote.push(self.all(&Set::Phase(phase, setting), Some(Field::Phase(self.first.key, phase))));
        }
    }

    fn rest(&self, ui: &mut Ui, typing: &mut Typing, wrote: &mut Vec<Wrote>) {
        ui.add_space(GRID / 2.0);
        let remarks = self.same(|one| one.step.remarks.clone().unwrap_or_default());
        let hint = if remarks.is_some() { "nothing" } else { DIFFER };
        let field = Typed { name: "Remarks", hint, value: &remarks.unwrap_or_default() };
        if let Some(remarks) = typed(ui, field, typing, |text| Ok::<_, Infallible>(text.to_owned())) {
            wrote.push(self.all(&Set::Remarks(remarks), Some(Field::Remarks(self.first.key))));
        }
        let timed = |one: &One<'_>| one.step.timing.is_some() && !one.is_named();
        let timed: Vec<(Key, Set)> =
            self.each().filter(|one| timed(one)).map(|one| (one.key, Set::Timing(None))).collect();
        if !timed.is_empty() && ui.add(Button::new("Time as usual")).clicked() {
            wrote.push(Wrote { sets: timed, field: None });
        }
        let mut optional = self.each().all(|one| one.step.optional);
        if ui.add(Toggle::new("May be left out when time is short", &mut optional)).changed() {
            wrote.push(self.all(&Set::Optional(optional), None));
        }
    }
}

impl One<'_> {
    const fn is_named(&self) -> bool {
        matches!(self.step.what, What::Named { .. })
    }

    /// Returns true if an order of sides can be chosen for the step.
    fn has_sides(&self) -> bool {
        let open = self.runs.contacts.iter().any(|contact| contact.side.is_none());
        open && (self.runs.sides != SideOrder::Midline || self.is_named())
    }

    /// Sets this figure of its time as somebody typed it, or returns the place of the step with what is wrong.
    fn with(&self, field: TimingField, text: &str) -> Result<(Key, Set), (usize, FieldError)> {
        let read = self.runs.timing.edited(field, text).map_err(|error| (self.place, error));
        Ok((self.key, Set::Timing(Some(read?))))
    }

    /// Returns the setting of a phase where the step says nothing of it. A return that comes from the position counts
    /// as usual, as one of the technique does.
    fn usual(&self, phase: Phase, audience: Audience) -> holdwell_model::Setting {
        match self.step.phase(phase) {
            None => self.runs.phases.of(phase),
            Some(_) => Phases::usual(self.runs.technique, &self.runs.timing, audience, self.place).of(phase),
        }
    }
}
