//! The page of a position: its figure, the movements of ease, times, cautions, sources, and what can be done with it.

use egui::{Label, Ui};

use super::picture::Picture;
use super::{LibrarySight, Wish};
use crate::library::{Library, Origin, Precaution, Weight, compile};
use crate::model::{
    Arc, Audience, Confidence, Plan, Position, Posture, Routine, Setting, Side, SideOrder, Step, Technique, Usual, What,
};
use crate::store::Request;
use crate::ui::action::{Action, Actions};
use crate::ui::icons;
use crate::ui::theme::{Font, GAP, GRID, Theme};
use crate::ui::widgets::{Banner, Button, PositionFigure, Segmented, Toggle, line, section, surface, title};
use crate::ui::words;

/// The page of one position.
pub(super) struct PositionPage {
    id: String,
    technique: Option<Technique>,
    sides: SideOrder,
    picture: Picture,
    /// Why it could not be held.
    problem: Option<String>,
}

/// Which sides are held.
const SIDES: [(SideOrder, &str); 3] =
    [(SideOrder::RightThenLeft, "Right, then left"), (SideOrder::Right, "Right"), (SideOrder::Left, "Left")];

/// From this width on the figure stands beside the words.
const WIDE: f32 = 720.0;
/// How wide the figure is.
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
        sight: &LibrarySight<'_>,
        actions: &mut Actions,
    ) -> Option<Wish> {
        let mut wish = None;
        ui.horizontal(|ui| {
            if ui.add(Button::icon_only(icons::LEFT, "All positions")).clicked() {
                wish = Some(Wish::Back);
            }
            let _title = title(ui, &position.name);
        });
        about(ui, position, sight.library);
        ui.add_space(GRID);
        wish = self.deeds(ui, position, sight, actions).or(wish);
        if let Some(problem) = &self.problem {
            let _shown = Banner::error(problem).show(ui);
        }
        ui.add_space(GAP);
        if ui.available_width() > WIDE * Theme::of(ui).text_size {
            let figure = FIGURE.min(ui.available_width() * 0.42);
            ui.horizontal_top(|ui| {
                ui.vertical(|ui| {
                    ui.set_width(figure);
                    self.pictures(ui, position, sight, actions);
                });
                ui.add_space(GAP);
                ui.vertical(|ui| words_of(ui, position, sight.library));
            });
        } else {
            self.pictures(ui, position, sight, actions);
            ui.add_space(GRID);
            words_of(ui, position, sight.library);
        }
        ui.add_space(3.0 * GRID);
        wish
    }

    /// What can be done with it.
    fn deeds(
        &mut self,
        ui: &mut Ui,
        position: &Arc<Position>,
        sight: &LibrarySight<'_>,
        actions: &mut Actions,
    ) -> Option<Wish> {
        let mut wish = None;
        let own = sight.library.origin(&position.id) == Origin::Own;
        let closed = (!sight.keeps()).then_some("The vault is not open");
        ui.horizontal_wrapped(|ui| {
            if ui.add(Button::lead("Hold it now").icon(icons::PLAY)).clicked() {
                match self.plan(position, sight.library) {
                    Ok(plan) => wish = Some(Wish::Hold(Arc::new(plan))),
                    Err(problem) => self.problem = Some(problem),
                }
            }
            if own {
                if ui.add(Button::new("Change").icon(icons::PENCIL).disabled(closed)).clicked() {
                    wish = Some(Wish::Edit(Box::new((**position).clone())));
                }
                if ui.add(Button::quiet("Delete").icon(icons::ERASE).disabled(closed)).clicked() {
                    wish = Some(Wish::Delete(Arc::clone(position)));
                }
            }
            let mine = if own { "Make another like it" } else { "Make mine" };
            let hint = "A copy of your own that you can change; this one stays as it is";
            if ui.add(Button::new(mine).icon(icons::COPY).hint(hint).disabled(closed)).clicked() {
                wish = Some(Wish::Mine(Box::new((**position).clone())));
            }
            let mut liked = sight.kept.own.favourites.contains(&position.id);
            if closed.is_none() && ui.add(Toggle::new("Favourite", &mut liked)).changed() {
                actions.push(Action::Vault(Box::new(Request::Favourite(position.id.clone(), liked))));
            }
        });
        self.choices(ui, position);
        wish
    }

    /// How it is held: in which technique, on which sides.
    fn choices(&mut self, ui: &mut Ui, position: &Position) {
        let techniques: Vec<(Technique, &str)> =
            position.techniques.iter().map(|technique| (*technique, technique.name())).collect();
        if let [first, _, ..] = techniques.as_slice() {
            let mut chosen = self.technique.unwrap_or(first.0);
            ui.add(Segmented::new("Technique", &mut chosen, &techniques));
            self.technique = Some(chosen);
        }
        if position.sided {
            ui.add(Segmented::new("Sides", &mut self.sides, &SIDES));
        }
    }

    /// One hold of this position, timed as is usual in the technique that is chosen.
    fn plan(&self, position: &Position, library: &Library) -> Result<Plan, String> {
        let technique = self.technique.or(position.techniques.first().copied()).unwrap_or(Technique::Smrt);
        let step = Step {
            technique: Some(technique),
            side: position.sided.then_some(self.sides),
            ..Step::plain(What::Position(position.id.clone()))
        };
        let routine = Routine {
            id: format!("hold-{}", position.id),
            name: position.name.clone(),
            technique,
            audience: Audience::Therapist,
            free: false,
            groups: Vec::new(),
            steps: vec![step],
        };
        let told = |problems: Vec<crate::library::Problem>| {
            problems.iter().map(|problem| problem.message.clone()).collect::<Vec<_>>().join("; ")
        };
        compile(&routine, library).map_err(told)
    }

    fn pictures(&mut self, ui: &mut Ui, position: &Position, sight: &LibrarySight<'_>, actions: &mut Actions) {
        let width = FIGURE.min(ui.available_width());
        let side = match self.sides {
            _ if !position.sided => Side::Midline,
            SideOrder::Left => Side::Left,
            _ => Side::Right,
        };
        ui.add(PositionFigure::new(position).side(side).width(width));
        ui.add_space(GRID);
        self.picture.ui(ui, &position.id, sight, actions);
    }
}

/// The line below the name: what a lay person calls it, where it is, who wrote it.
fn about(ui: &mut Ui, position: &Position, library: &Library) {
    let theme = Theme::of(ui);
    let origin = match library.origin(&position.id) {
        Origin::BuiltIn => "",
        Origin::Clinic => "from your own folder",
        Origin::InPlace => "from your own folder, in place of the built-in one",
        Origin::Own => "your own",
    };
    let said = [position.name.as_str(), position.region.name()];
    let plain = position.plain_name.as_deref().filter(|plain| !said.contains(plain)).unwrap_or_default();
    let also = position.also.join(", ");
    let posture = position.posture.map_or("", Posture::word);
    let home = if position.home { "for home as well" } else { "" };
    let parts = [plain, &also, position.region.name(), posture, home, origin];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    ui.add(Label::new(theme.rich(Font::Body, parts.join("  ·  ")).color(theme.soft)).wrap());
}

/// All that it says.
fn words_of(ui: &mut Ui, position: &Position, library: &Library) {
    for caution in &position.cautions {
        let _shown = Banner::caution(&words::sentence(caution)).show(ui);
    }
    match position.confidence {
        Confidence::Sourced => {}
        Confidence::Own => {
            let _shown = Banner::info("Not from a named source: general knowledge of the trade").show(ui);
        }
        Confidence::Low => {
            let _shown = Banner::caution("Weakly supported: try it with care, and trust your hands first").show(ui);
        }
    }
    if !position.ease.is_empty() {
        section(ui, "How");
        surface(ui, 20, |ui| numbered(ui, &position.ease));
    }
    section(ui, "Usual times");
    surface(ui, 20, |ui| {
        let theme = Theme::of(ui);
        ui.spacing_mut().interact_size.y = 0.0;
        for usual in &position.usual {
            ui.horizontal_wrapped(|ui| {
                let _name = line(ui, Font::Body, theme.soft, usual.technique.name());
                let _time = line(ui, Font::Strong, theme.text, words::timing(&usual.timing));
                let _rest = line(ui, Font::Body, theme.soft, around(usual));
            });
        }
        if position.usual.is_empty() {
            let _none = line(ui, Font::Body, theme.soft, "As is usual in its technique");
        }
    });
    if let Some(say) = &position.say {
        part(ui, "Said aloud", std::iter::once(say.as_str()));
    }
    if !position.needs.is_empty() {
        part(ui, "At hand", position.needs.iter().map(String::as_str));
    }
    for remark in &position.remarks {
        let _shown = Banner::info(remark).show(ui);
    }
    before(ui, position, library);
    sources(ui, position, library);
}

/// What is to be seen in every work of these techniques at this region, the gravest first.
fn before(ui: &mut Ui, position: &Position, library: &Library) {
    let mut told: Vec<&Precaution> = Vec::new();
    for technique in &position.techniques {
        for precaution in library.cautions(*technique, position.region) {
            if !told.contains(&precaution) {
                told.push(precaution);
            }
        }
    }
    if told.is_empty() {
        return;
    }
    section(ui, "Before hands are laid on");
    surface(ui, 20, |ui| {
        let theme = Theme::of(ui);
        for (_, weight, words) in Weight::ALL {
            let mut of_weight = told.iter().filter(|precaution| precaution.weight == weight).peekable();
            if of_weight.peek().is_none() {
                continue;
            }
            let colour = if weight <= Weight::Contraindication { theme.caution } else { theme.soft };
            let _weight = line(ui, Font::Strong, colour, words);
            for precaution in of_weight {
                let words = words::sentence(&precaution.text);
                ui.add(Label::new(theme.rich(Font::Body, words).color(theme.soft)).wrap());
            }
            ui.add_space(GRID);
        }
    });
}

/// "20 s to 45 s are taught; return 10 s".
fn around(usual: &Usual) -> String {
    let range = usual.range.map(|(low, high)| format!("{} are taught", words::range(low, high)));
    let back = match usual.return_ {
        Some(Setting::Timed(length)) => Some(format!("return in {}", words::exact(length))),
        _ => None,
    };
    [range, back].into_iter().flatten().collect::<Vec<_>>().join("; ")
}

fn numbered(ui: &mut Ui, phrases: &[String]) {
    let theme = Theme::of(ui);
    for (place, phrase) in phrases.iter().enumerate() {
        ui.horizontal_top(|ui| {
            let number = ui.add(Label::new(theme.rich(Font::Strong, (place + 1).to_string()).color(theme.action)));
            ui.add_space((24.0 * theme.text_size - number.rect.width()).max(0.0));
            ui.add(Label::new(theme.rich(Font::Body, words::sentence(&whole(phrase)))).wrap());
        });
    }
}

/// A phrase as a sentence: toward and away are seen from the side that is held.
fn whole(phrase: &str) -> String {
    let (movement, how) = phrase.split_once(',').unwrap_or((phrase, ""));
    let that_side = if movement.ends_with(" toward") { " that side" } else { "" };
    let comma = if how.is_empty() { "" } else { "," };
    format!("{movement}{that_side}{comma}{how}")
}

fn part<'a>(ui: &mut Ui, name: &str, lines: impl Iterator<Item = &'a str>) {
    let theme = Theme::of(ui);
    section(ui, name);
    surface(ui, 20, |ui| {
        for words in lines {
            ui.add(Label::new(theme.rich(Font::Body, words::sentence(words))).wrap());
        }
    });
}

fn sources(ui: &mut Ui, position: &Position, library: &Library) {
    let known: Vec<_> = position.sources.iter().filter_map(|key| library.source(key)).collect();
    if known.is_empty() {
        return;
    }
    section(ui, "Where it is taught");
    surface(ui, 20, |ui| {
        let theme = Theme::of(ui);
        for source in known {
            let words = format!("{}. {}", source.what, source.address);
            ui.add(Label::new(theme.rich(Font::Small, words).color(theme.soft)).wrap());
        }
    });
}
