//! The goals of a plan of care.

use egui::Ui;
use holdwell_app::measuring::measure_lines;
use holdwell_app::text;
use holdwell_measures::{Better, CarePlan, Entry, Figure, Goal, Subject};
use holdwell_store::ClientPage;

use crate::icons;
use crate::theme::{Font, Theme};
use crate::widgets::{Button, Stepper, TextField, chip_toggle, chips, line, surface, wrapped};

/// The most goals of a plan.
const MOST: usize = 5;

/// Shows how far each goal is.
pub(super) fn show(ui: &mut Ui, plan: &CarePlan, entries: &[Entry]) {
    let theme = Theme::of(ui);
    for goal in &plan.goals {
        let name = goal.subject.as_ref().map(Subject::name);
        let words = [Some(goal.words.clone()).filter(|words| !words.is_empty()), name];
        wrapped(ui, Font::Body, theme.text, words.into_iter().flatten().collect::<Vec<_>>().join("  ·  "));
        if let Some(subject) = &goal.subject {
            let state = text::course::goal_state(subject.measure, goal.target, &goal.state(entries));
            wrapped(ui, Font::Small, theme.soft, state);
        }
    }
}

/// Shows the fields of the goals. A goal is measured by something that is measured of the client already.
pub(super) fn edit(ui: &mut Ui, plan: &mut CarePlan, page: &ClientPage) {
    let subjects: Vec<_> = measure_lines(&page.course).into_iter().map(|line| line.subject).collect();
    let mut gone = None;
    for (place, goal) in plan.goals.iter_mut().enumerate() {
        ui.push_id(("goal", place), |ui| {
            surface(ui, 12, |ui| {
                let name = format!("Goal {}", place + 1);
                ui.add(TextField::new(&name, &mut goal.words).most(200).width(420.0).hint("reach the top shelf"));
                chips(ui, |ui| measured_by(ui, goal, &subjects));
                target(ui, goal, place);
                if ui.add(Button::quiet(&format!("Remove goal {}", place + 1)).words("Remove")).clicked() {
                    gone = Some(place);
                }
            });
        });
    }
    if let Some(gone) = gone {
        plan.goals.remove(gone);
    }
    if plan.goals.len() < MOST && ui.add(Button::new("Add a goal").icon(icons::MORE)).clicked() {
        plan.goals.push(Goal { words: String::new(), subject: None, target: None });
    }
}

fn measured_by(ui: &mut Ui, goal: &mut Goal, subjects: &[Subject]) {
    for subject in subjects {
        let mut on = goal.subject.as_ref() == Some(subject);
        if chip_toggle(ui, &subject.name(), &mut on).changed() {
            goal.subject = on.then(|| subject.clone());
            goal.target = None;
        }
    }
}

fn target(ui: &mut Ui, goal: &mut Goal, place: usize) {
    let theme = Theme::of(ui);
    let Some(subject) = &goal.subject else { return };
    let measure = subject.measure;
    let (low, high) = measure.form().range;
    let (low, high) = (i64::from(low.0 / 100), i64::from(high.0 / 100));
    let start = if measure.better() == Better::Higher { high } else { low };
    let mut figure = goal.target.map_or(start, |target| i64::from(target.0 / 100));
    let before = figure;
    let words = |figure: i64| measure.words(Figure::whole(i32::try_from(figure).unwrap_or_default()));
    line(ui, Font::Small, theme.soft, "Target");
    let name = format!("Target of goal {}", place + 1);
    ui.add(Stepper::new(&name, &mut figure, low..=high).words(&words));
    // A target that nobody touched stays as it is, to the hundredth.
    if goal.target.is_none() || figure != before {
        goal.target = i32::try_from(figure).ok().map(Figure::whole);
    }
}
