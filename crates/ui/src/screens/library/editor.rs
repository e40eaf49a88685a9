//! A position of one's own, written in place.

use std::collections::BTreeMap;

use crate::cx::Cx;
use egui::{Align, Key, Layout, Modifiers, ScrollArea, Ui, UiBuilder};

use super::super::right_of_row;
use crate::action::{Action, Actions};
use crate::theme::{Font, GRID, Theme};
use crate::widgets::{
    BodyMap, Button, Fresh, PositionFigure, Segmented, TextField, Toggle, chip_toggle, chips, fit, line, section,
    surface, wrapped,
};
use holdwell_app::text;
use holdwell_editing::position::{PositionDraft, PositionField};
use holdwell_library::Library;
use holdwell_model::{Position, Posture};
use holdwell_store::Request;

/// The form.
#[derive(Debug)]
pub(super) struct Editor {
    draft: PositionDraft,
    /// The form before the first change.
    before: PositionDraft,
    title: String,
    /// The sentences about what is wrong, by field.
    problems: BTreeMap<PositionField, String>,
    /// The position that was sent to the vault and is not in the library yet.
    saved: Option<Position>,
    fresh: Fresh,
}

/// The width of a field, in points.
const FIELD: f32 = 420.0;

impl Editor {
    /// Opens a form for a new position.
    pub(super) fn new(name: &str, cx: &Cx<'_>) -> Self {
        Self::with(PositionDraft::new(cx.own_id(), name), "New position".to_owned())
    }

    /// Opens a form with one's own copy of a position.
    pub(super) fn mine(position: &Position, cx: &Cx<'_>) -> Self {
        Self::with(PositionDraft::mine(position, cx.own_id()), format!("Your own {}", position.name))
    }

    /// Opens a form for one of one's own positions.
    pub(super) fn of(position: &Position) -> Self {
        Self::with(PositionDraft::of(position), format!("Change {}", position.name))
    }

    fn with(draft: PositionDraft, title: String) -> Self {
        Self { before: draft.clone(), draft, title, problems: BTreeMap::new(), saved: None, fresh: Fresh::Yes }
    }

    /// Returns true if anything was changed.
    pub(super) fn is_changed(&self) -> bool {
        self.draft != self.before
    }

    /// Returns the name as it stands in the form, else the title.
    pub(super) fn name(&self) -> &str {
        match self.draft.name.trim() {
            "" => &self.title,
            name => name,
        }
    }

    /// Returns true if the library has all that is written.
    pub(super) fn is_in(&self, library: &Library) -> bool {
        let saved = self.saved.as_ref().filter(|saved| library.position(&saved.id) == Some(saved));
        saved.is_some_and(|saved| self.draft.position().is_ok_and(|position| position == *saved))
    }

    /// Returns the position that was sent to the vault.
    pub(super) const fn saved(&self) -> Option<&Position> {
        self.saved.as_ref()
    }

    /// Shows the form, and returns true where it is left.
    pub(super) fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, actions: &mut Actions) -> bool {
        let mut is_left = false;
        // Saving and leaving stay in sight, however long the form is.
        let left = right_of_row(ui, "form buttons", |ui| {
            is_left = ui.add(Button::quiet("Leave it")).clicked();
            let closed = (!cx.is_vault_open()).then_some("The vault is not open");
            let saves = ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::S));
            let save = Button::lead("Save").key("Ctrl+S").disabled(closed);
            if ui.add(save).clicked() || (saves && closed.is_none()) {
                self.save(actions);
            }
        });
        let layout = Layout::left_to_right(Align::Center);
        ui.scope_builder(UiBuilder::new().max_rect(left).layout(layout), |ui| {
            let theme = Theme::of(ui);
            fit(ui, Font::Title, 18.0, theme.text, &self.title);
        });
        told(ui, self.problems.values().next().map(String::as_str));
        ui.add_space(GRID);
        ScrollArea::vertical().id_salt(("form", self.draft.id())).auto_shrink(false).show(ui, |ui| self.form(ui));
        is_left
    }

    fn form(&mut self, ui: &mut Ui) {
        surface(ui, 20, |ui| self.names(ui));
        section(ui, "Where");
        surface(ui, 20, |ui| self.place(ui));
        section(ui, "In which technique, and how long");
        surface(ui, 20, |ui| self.times(ui));
        section(ui, "How");
        surface(ui, 20, |ui| self.how(ui));
        section(ui, "What else");
        surface(ui, 20, |ui| self.rest(ui));
        ui.add_space(3.0 * GRID);
    }

    fn save(&mut self, actions: &mut Actions) {
        match self.draft.position() {
            Ok(position) => {
                self.problems.clear();
                self.saved = Some(position.clone());
                actions.push(Action::vault(Request::SavePosition(Box::new(position))));
            }
            Err(problems) => {
                let said = problems.iter().map(|(field, problem)| (*field, text::position_problem(problem)));
                self.problems = said.collect();
            }
        }
    }

    fn problem(&self, about: PositionField) -> Option<&str> {
        self.problems.get(&about).map(String::as_str)
    }

    fn names(&mut self, ui: &mut Ui) {
        let problem = self.problems.get(&PositionField::Name).map(String::as_str);
        let name = ui.add(TextField::new("Name", &mut self.draft.name).most(100).width(FIELD).problem(problem));
        self.fresh.take(&name);
        let problem = self.problems.get(&PositionField::Plain).map(String::as_str);
        let plain = TextField::new("In plain words", &mut self.draft.plain).most(100).width(FIELD);
        ui.add(plain.hint("muscle on the side of the low back").problem(problem));
        let also = TextField::new("Other names, with commas between", &mut self.draft.also).most(200).width(FIELD);
        ui.add(also.hint("QL"));
    }

    fn place(&mut self, ui: &mut Ui) {
        let before = self.draft.regions.clone();
        if BodyMap::regions("Where it works", &mut self.draft.regions).height(300.0).show(ui)
            && self.draft.regions.len() > 1
        {
            // A position has one region: the new one takes the place of the other.
            self.draft.regions.retain(|region| !before.contains(region));
        }
        told(ui, self.problem(PositionField::Region));
        let mut postures: Vec<(Option<Posture>, &str)> =
            Posture::ALL.iter().map(|posture| (Some(*posture), posture.word())).collect();
        postures.push((None, "Any"));
        ui.add_space(GRID);
        ui.add(Segmented::new("Posture", &mut self.draft.posture, &postures));
        ui.add(Toggle::new("It has a left and a right", &mut self.draft.sided));
    }

    fn times(&mut self, ui: &mut Ui) {
        chips(ui, |ui| {
            for times in &mut self.draft.times {
                chip_toggle(ui, times.technique.name(), &mut times.on);
            }
        });
        told(ui, self.problem(PositionField::Techniques));
        let Self { draft, problems, .. } = self;
        for times in draft.times.iter_mut().filter(|times| times.on) {
            let (technique, names) = (times.technique, times.names());
            ui.add_space(GRID);
            if names.is_empty() {
                let words =
                    format!("{}: repetitions as usual; each step of a routine can change them", technique.name());
                line(ui, Font::Body, Theme::of(ui).soft, words);
                continue;
            }
            ui.horizontal_wrapped(|ui| {
                for (place, (name, text)) in names.iter().zip(&mut times.texts).enumerate() {
                    let name = format!("{}: {name}", technique.name());
                    let problem = problems.get(&PositionField::Time(technique, place)).map(String::as_str);
                    let field = TextField::new(&name, text).most(20).width(180.0);
                    ui.add(field.hint("30s, 1:30, 20-45s").problem(problem));
                }
            });
        }
    }

    fn how(&mut self, ui: &mut Ui) {
        let theme = Theme::of(ui);
        let hint = "arm out to the side, about 45 degrees\narm turned inward";
        lines(ui, ("Movements, one a line", hint), &mut self.draft.ease, 5);
        let words = "A part of the body and where it goes is drawn: head, trunk, arm, knee … bent, turned outward, out to the side";
        wrapped(ui, Font::Small, theme.faint, words);
        ui.add_space(GRID);
        ui.add(PositionFigure::new(&self.draft.so_far()));
    }

    fn rest(&mut self, ui: &mut Ui) {
        lines(ui, ("Cautions, one a line", "no pressure into the groin"), &mut self.draft.cautions, 3);
        lines(ui, ("What must be at hand, one a line", "pillow"), &mut self.draft.needs, 2);
        let problem = self.problems.get(&PositionField::Say).map(String::as_str);
        ui.add(TextField::new("Said aloud", &mut self.draft.say).most(300).width(FIELD).problem(problem));
        ui.add(Toggle::new("A lay person may do it at home", &mut self.draft.home));
    }
}

fn told(ui: &mut Ui, problem: Option<&str>) {
    if let Some(problem) = problem {
        line(ui, Font::Small, Theme::of(ui).danger, problem);
    }
}

/// Shows a field for several lines.
fn lines(ui: &mut Ui, (name, hint): (&str, &str), text: &mut String, rows: usize) {
    ui.add(TextField::new(name, text).hint(hint).width(FIELD).most(2000).rows(rows));
}
