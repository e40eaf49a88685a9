//! A step that is open in its place, or several that are set together.

use egui::{Label, Ui};

use super::head::technique_of;
use super::timing;
use super::typed::{First, Typed, Typing, typed};
use crate::library::build::{Field, Key, Set};
use crate::model::{Audience, Phase, Phases, PlanStep, SideOrder, Step, What};
use crate::ui::theme::{Font, GRID, Theme};
use crate::ui::widgets::{Button, Segmented, Toggle, line};

/// What is set, and in which field somebody writes it.
pub(super) type Wrote = (Set, Option<Field>);

/// A step as it is written and as it would run.
pub(super) struct Edited<'a> {
    pub(super) key: Key,
    pub(super) step: &'a Step,
    pub(super) runs: &'a PlanStep,
    pub(super) audience: Audience,
    /// Its place in the routine, from 0.
    pub(super) place: usize,
}

const SIDES: [(SideOrder, &str); 6] = [
    (SideOrder::RightThenLeft, "Right, left"),
    (SideOrder::LeftThenRight, "Left, right"),
    (SideOrder::Right, "Right"),
    (SideOrder::Left, "Left"),
    (SideOrder::Both, "Both at once"),
    (SideOrder::WorseFirst, "Worse first"),
];

impl Edited<'_> {
    /// Shows it; answers what is set, and whether Enter was pressed in a field.
    pub(super) fn ui(&self, ui: &mut Ui, first: First) -> (Vec<Wrote>, bool) {
        let mut wrote = Vec::new();
        let typing = &mut Typing { first, ..Typing::default() };
        self.technique(ui, &mut wrote);
        self.timing(ui, typing, &mut wrote);
        self.sides(ui, &mut wrote);
        self.phases(ui, typing, &mut wrote);
        let theme = Theme::of(ui);
        for problem in std::mem::take(&mut typing.problems) {
            let words = theme.rich(Font::Small, crate::ui::words::sentence(&problem)).color(theme.hush);
            let _problem = ui.add(Label::new(words).wrap());
        }
        self.named(ui, typing, &mut wrote);
        self.rest(ui, typing, &mut wrote);
        (wrote, typing.entered)
    }

    /// What is described in place has its name and set-up here.
    fn named(&self, ui: &mut Ui, typing: &mut Typing, wrote: &mut Vec<Wrote>) {
        let What::Named { name, setup } = &self.step.what else { return };
        let some =
            |text: &str| if text.trim().is_empty() { Err("a name is needed".to_owned()) } else { Ok(text.to_owned()) };
        let field = Typed { name: "Name", hint: "", value: name };
        if let Some(name) = typed(ui, field, typing, some) {
            wrote.push((Set::Name(name), Some(Field::Title(self.key))));
        }
        let field = Typed { name: "How it is set up", hint: "nothing", value: setup.as_deref().unwrap_or_default() };
        if let Some(setup) = typed(ui, field, typing, |text| Ok(text.to_owned())) {
            wrote.push((Set::Setup(setup), Some(Field::Setup(self.key))));
        }
    }

    /// Where it is not the routine's: it says what sounds, and which times are usual.
    fn technique(&self, ui: &mut Ui, wrote: &mut Vec<Wrote>) {
        let mut technique = self.runs.technique;
        technique_of(ui, "Technique of this step", &mut technique);
        if technique != self.runs.technique {
            wrote.push((Set::Technique(Some(technique)), None));
        }
    }

    fn timing(&self, ui: &mut Ui, typing: &mut Typing, wrote: &mut Vec<Wrote>) {
        if let Some((timing, part)) = timing::timing(ui, &self.runs.timing, typing) {
            wrote.push((Set::Timing(Some(timing)), part.map(|part| Field::Timing(self.key, part))));
        }
    }

    /// Contacts that all say where they are have no order of sides.
    fn sides(&self, ui: &mut Ui, wrote: &mut Vec<Wrote>) {
        let named = matches!(self.step.what, What::Named { .. });
        let open = self.runs.contacts.iter().any(|contact| contact.side.is_none());
        if !open || (self.runs.sides == SideOrder::Midline && !named) {
            return;
        }
        let theme = Theme::of(ui);
        let _sides = line(ui, Font::Small, theme.soft, "Sides");
        let mut side = self.runs.sides;
        let midline = [(SideOrder::Midline, "No sides")];
        let choices: Vec<_> = SIDES.into_iter().chain(midline.into_iter().filter(|_| named)).collect();
        if ui.add(Segmented::new("Sides", &mut side, &choices)).changed() {
            wrote.push((Set::Side(Some(side)), None));
        }
    }

    fn phases(&self, ui: &mut Ui, typing: &mut Typing, wrote: &mut Vec<Wrote>) {
        let usual = Phases::usual(self.runs.technique, &self.runs.timing, self.audience, self.place);
        // What the position says of its own return is as usual as what the technique says.
        let usual = |phase: Phase| match self.step.phase(phase) {
            None => self.runs.phases.of(phase),
            Some(_) => usual.of(phase),
        };
        let own = |phase: Phase| self.step.phase(phase);
        if let Some((phase, setting)) = timing::phases(ui, own, usual, self.audience, typing) {
            wrote.push((Set::Phase(phase, setting), Some(Field::Phase(self.key, phase))));
        }
    }

    fn rest(&self, ui: &mut Ui, typing: &mut Typing, wrote: &mut Vec<Wrote>) {
        ui.add_space(GRID / 2.0);
        let field = Typed { name: "Remarks", hint: "nothing", value: self.step.remarks.as_deref().unwrap_or_default() };
        if let Some(remarks) = typed(ui, field, typing, |text| Ok(text.to_owned())) {
            wrote.push((Set::Remarks(remarks), Some(Field::Remarks(self.key))));
        }
        let named = matches!(self.step.what, What::Named { .. });
        if self.step.timing.is_some() && !named && ui.add(Button::new("Time as usual")).clicked() {
            wrote.push((Set::Timing(None), None));
        }
        let mut optional = self.step.optional;
        if ui.add(Toggle::new("May be left out when time is short", &mut optional)).changed() {
            wrote.push((Set::Optional(optional), None));
        }
    }
}
