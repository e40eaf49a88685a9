//! The page of a position: its figure, the movements of ease, times, cautions, sources, and what can be done with it.

use crate::cx::Cx;
use egui::Ui;

use super::super::Wanted;
use super::picture::Picture;
use super::{LibraryAction, told};
use crate::action::{Action, Actions};
use crate::icons;
use crate::theme::{GAP, GRID, Theme};
use crate::widgets::{Banner, Button, PositionFigure, Segmented, Toggle, title};
use holdwell_app::text;
use holdwell_library::{Library, Origin, Problem, compile};
use holdwell_model::{Arc, Audience, Plan, Position, Routine, Side, SideOrder, Step, Technique, What};
use holdwell_store::Request;

/// The page of one position.
#[derive(Debug)]
pub(super) struct PositionPage {
    id: String,
    technique: Option<Technique>,
    sides: SideOrder,
    picture: Picture,
    /// The reason why the position could not be held.
    problem: Option<String>,
}

/// Sides that are held.
const SIDES: [(SideOrder, &str); 3] =
    [(SideOrder::RightThenLeft, "Right, then left"), (SideOrder::Right, "Right"), (SideOrder::Left, "Left")];

/// From this width on the figure stands beside the words.
const WIDE: f32 = 720.0;
/// The width of the figure, in points.
const FIGURE: f32 = 400.0;

impl PositionPage {
    pub(super) fn new(id: String) -> Self {
        let sides = SideOrder::RightThenLeft;
        Self { id, technique: None, sides, picture: Picture::default(), problem: None }
    }

    pub(super) fn id(&self) -> &str {
        &self.id
    }

    pub(super) fn ui(
        &mut self,
        ui: &mut Ui,
        position: &Arc<Position>,
        cx: &Cx<'_>,
        actions: &mut Actions,
    ) -> Option<LibraryAction> {
        let mut action = None;
        ui.horizontal(|ui| {
            if ui.add(Button::icon_only(icons::LEFT, "All positions")).clicked() {
                action = Some(LibraryAction::Back);
            }
            title(ui, &position.name);
        });
        told::about(ui, position, cx.library);
        ui.add_space(GRID);
        action = self.buttons(ui, position, cx, actions).or(action);
        if let Some(problem) = &self.problem {
            Banner::error(problem).show(ui);
        }
        ui.add_space(GAP);
        if ui.available_width() > WIDE * Theme::of(ui).text_size {
            let figure = FIGURE.min(ui.available_width() * 0.42);
            ui.horizontal_top(|ui| {
                ui.vertical(|ui| {
                    ui.set_width(figure);
                    self.pictures(ui, position, cx, actions);
                });
                ui.add_space(GAP);
                ui.vertical(|ui| told::show(ui, position, cx.library));
            });
        } else {
            self.pictures(ui, position, cx, actions);
            ui.add_space(GRID);
            told::show(ui, position, cx.library);
        }
        ui.add_space(3.0 * GRID);
        action
    }

    /// Shows the choices and the buttons of the position.
    fn buttons(
        &mut self,
        ui: &mut Ui,
        position: &Arc<Position>,
        cx: &Cx<'_>,
        actions: &mut Actions,
    ) -> Option<LibraryAction> {
        let mut action = None;
        let own = cx.library.origin(&position.id) == Origin::Own;
        let closed = (!cx.is_vault_open()).then_some("The vault is not open");
        self.choices(ui, position);
        ui.horizontal_wrapped(|ui| {
            if ui.add(Button::lead("Hold it now").icon(icons::PLAY)).clicked() {
                match self.plan(position, cx.library) {
                    Ok(plan) => action = Some(LibraryAction::Hold(Arc::new(plan))),
                    Err(problems) => self.problem = Some(text::routine_problems(&problems)),
                }
            }
            let hint = "To a routine, or to a client's preset";
            if ui.add(Button::new("Add to…").icon(icons::MORE).hint(hint)).clicked() {
                actions.push(Action::Build(Wanted::Add(position.id.clone())));
            }
            if own {
                if ui.add(Button::new("Change").icon(icons::PENCIL).disabled(closed)).clicked() {
                    action = Some(LibraryAction::Edit(Box::new((**position).clone())));
                }
                if ui.add(Button::quiet("Delete").icon(icons::ERASE).disabled(closed)).clicked() {
                    action = Some(LibraryAction::Delete(Arc::clone(position)));
                }
            }
            let mine = if own { "Make another like it" } else { "Make mine" };
            let hint = "A copy of your own that you can change; this one stays as it is";
            if ui.add(Button::new(mine).icon(icons::COPY).hint(hint).disabled(closed)).clicked() {
                action = Some(LibraryAction::Mine(Box::new((**position).clone())));
            }
            let mut liked = cx.vault.own.favourites.contains(&position.id);
            if closed.is_none() && ui.add(Toggle::new("Favourite", &mut liked)).changed() {
                actions.push(Action::vault(Request::Favourite(position.id.clone(), liked)));
            }
        });
        action
    }

    /// Shows the choice of technique and sides.
    fn choices(&mut self, ui: &mut Ui, position: &Position) {
        let techniques: Vec<(Technique, &str)> =
            position.techniques.iter().map(|technique| (*technique, technique.name())).collect();
        ui.horizontal_wrapped(|ui| {
            if let [first, _, ..] = techniques.as_slice() {
                let mut chosen = self.technique.unwrap_or(first.0);
                ui.add(Segmented::new("Technique", &mut chosen, &techniques));
                self.technique = Some(chosen);
                ui.add_space(GRID);
            }
            if position.sided {
                ui.add(Segmented::new("Sides", &mut self.sides, &SIDES));
            }
        });
    }

    /// Compiles a plan of one hold, timed as is usual in the chosen technique.
    fn plan(&self, position: &Position, library: &Library) -> Result<Plan, Vec<Problem>> {
        let technique = self.technique.or(position.techniques.first().copied()).unwrap_or(Technique::Smrt);
        let step = Step {
            technique: Some(technique),
            side: position.sided.then_some(self.sides),
            ..Step::plain(What::Position(position.id.clone()))
        };
        let id = format!("hold-{}", position.id);
        let routine =
            Routine { steps: vec![step], ..Routine::new(&id, &position.name, technique, Audience::Therapist) };
        compile(&routine, library)
    }

    fn pictures(&mut self, ui: &mut Ui, position: &Position, cx: &Cx<'_>, actions: &mut Actions) {
        let width = FIGURE.min(ui.available_width());
        let side = match self.sides {
            _ if !position.sided => Side::Midline,
            SideOrder::Left => Side::Left,
            _ => Side::Right,
        };
        ui.add(PositionFigure::new(position).side(side).width(width));
        ui.add_space(GRID);
        self.picture.ui(ui, &position.id, cx, actions);
    }
}
