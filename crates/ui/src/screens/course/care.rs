//! The plan of care: shown, written, ended.

use egui::Ui;
use holdwell_app::text;
use holdwell_measures::{CarePlan, CourseAdvice, advise_course};
use holdwell_store::{ClientPage, CourseRequest, Ticket, new_id};
use jiff::ToSpan as _;

use super::course;
use super::goals;
use super::writing::Writing;
use crate::action::Actions;
use crate::cx::Cx;
use crate::icons;
use crate::screen::SendRequest;
use crate::theme::{Font, GRID, Theme};
use crate::widgets::{Banner, Button, Segmented, Stepper, TextField, line, surface, undo_line, wrapped};

/// The plan that is written, and the one that was just deleted.
#[derive(Debug, Default)]
pub(super) struct Care {
    writing: Option<Writing>,
    /// Plans whose pages were left before the vault had them as drafts.
    aside: Vec<Writing>,
    deleted: Option<CarePlan>,
}

impl Care {
    /// Returns it as it is for another client: what the vault has not of a plan is kept.
    #[must_use]
    pub(super) fn left(mut self) -> Self {
        let unsaved = self.writing.take().filter(|writing| !writing.is_stored());
        Self { aside: self.aside.into_iter().chain(unsaved).collect(), ..Self::default() }
    }

    /// Sends what is written as a draft. Returns false where it could not be taken in.
    pub(super) fn send(&mut self, send: &mut SendRequest<'_>) -> bool {
        self.writing.iter_mut().chain(&mut self.aside).fold(true, |is_sent, writing| writing.send(send) & is_sent)
    }

    pub(super) fn replied(&mut self, ticket: Ticket, is_saved: bool) {
        self.writing.iter_mut().chain(&mut self.aside).for_each(|writing| writing.replied(ticket, is_saved));
        self.aside.retain(|writing| !writing.is_stored());
    }

    pub(super) fn ui(&mut self, ui: &mut Ui, page: &ClientPage, cx: &Cx<'_>, actions: &mut Actions) {
        if let Some(mut writing) = self.writing.take() {
            match edit(ui, writing.plan_mut(), page, cx) {
                None => self.writing = Some(writing),
                Some(true) => writing.kept().into_iter().for_each(|request| actions.push(course(request))),
                Some(false) => {
                    writing.gone().into_iter().for_each(|request| actions.push(course(request)));
                    self.deleted = writing.gone().map(|_| writing.plan().clone());
                }
            }
            return;
        }
        self.begun(ui, page, actions);
        match page.course.plan() {
            Some(plan) => self.shown(ui, plan, page, cx, actions),
            None => self.none(ui, page, cx),
        }
        let back = undo_line(ui, &mut self.deleted, |plan| {
            let words = if plan.is_draft { "What was begun of a plan was thrown away" } else { "Plan of care deleted" };
            words.to_owned()
        });
        if let Some(plan) = back {
            actions.push(course(CourseRequest::SetPlanDeleted(plan.id, false)));
        }
    }

    /// Shows the plan whose writing was begun and not ended, with the ways to go on and to throw it away.
    fn begun(&mut self, ui: &mut Ui, page: &ClientPage, actions: &mut Actions) {
        let Some(draft) = page.course.drafts.first() else { return };
        let theme = Theme::of(ui);
        surface(ui, 16, |ui| {
            let words = if draft.instead_of.is_some() {
                "A change of the plan was begun and is not saved"
            } else {
                "A plan of care was begun and is not saved"
            };
            line(ui, Font::Strong, theme.text, words);
            if !draft.problem.is_empty() {
                wrapped(ui, Font::Body, theme.text, format!("“{}”", draft.problem));
            }
            ui.horizontal_wrapped(|ui| {
                if ui.add(Button::new("Go on with it…")).clicked() {
                    self.writing = Some(Writing::go_on(page.client.id, draft.clone()));
                }
                if ui.add(Button::quiet("Throw it away")).clicked() {
                    self.deleted = Some(draft.clone());
                    actions.push(course(CourseRequest::SetPlanDeleted(draft.id, true)));
                }
            });
        });
        ui.add_space(GRID);
    }

    fn none(&mut self, ui: &mut Ui, page: &ClientPage, cx: &Cx<'_>) {
        let theme = Theme::of(ui);
        if let Some(over) = page.course.plans.first() {
            let days = page.course.days(cx.wall.time_zone());
            wrapped(ui, Font::Body, theme.soft, text::course::care_plan(over, over.progress(&days)));
        } else {
            let words = "None yet: the problem in the client's words, goals, and how often you meet";
            wrapped(ui, Font::Body, theme.faint, words);
        }
        if ui.add(Button::new("New plan of care…").icon(icons::MORE)).clicked() {
            let id = new_id(cx.wall.timestamp());
            let today = cx.wall.date();
            let reassess = today.checked_add(35.days()).ok();
            let plan = CarePlan { every_days: Some(7), reassess, ..CarePlan::new(id, String::new(), 6, today) };
            self.writing = Some(Writing::new(page.client.id, plan.draft()));
        }
    }

    fn shown(&mut self, ui: &mut Ui, plan: &CarePlan, page: &ClientPage, cx: &Cx<'_>, actions: &mut Actions) {
        let theme = Theme::of(ui);
        let days = page.course.days(cx.wall.time_zone());
        state(ui, plan, page, cx);
        surface(ui, 16, |ui| {
            line(ui, Font::Section, theme.text, text::course::care_plan(plan, plan.progress(&days)));
            if let Some(next) = plan.next_day(&days) {
                line(ui, Font::Body, theme.soft, format!("Next about {}", text::course::date(next)));
            }
            if !plan.problem.is_empty() {
                wrapped(ui, Font::Body, theme.text, format!("“{}”", plan.problem));
            }
            goals::show(ui, plan, &page.course.measured);
            ui.add_space(GRID);
            ui.horizontal_wrapped(|ui| {
                if ui.add(Button::new("Change the plan…")).clicked() {
                    let draft = plan.change(new_id(cx.wall.timestamp()));
                    self.writing = Some(Writing::new(page.client.id, draft));
                }
                if ui.add(Button::quiet("End the course today")).clicked() {
                    let over = CarePlan { ended: Some(cx.wall.date()), ..plan.clone() };
                    actions.push(course(CourseRequest::SavePlan(page.client.id, Box::new(over))));
                }
                if ui.add(Button::quiet("Delete the plan").words("Delete")).clicked() {
                    self.deleted = Some(plan.clone());
                    actions.push(course(CourseRequest::SetPlanDeleted(plan.id, true)));
                }
            });
        });
    }
}

/// Says what is due and what is advised.
pub(super) fn state(ui: &mut Ui, plan: &CarePlan, page: &ClientPage, cx: &Cx<'_>) {
    let zone = cx.wall.time_zone();
    let days = page.course.days(zone);
    if let Some(due) = plan.due(&days, cx.wall.date()) {
        Banner::info(&text::course::course_due(due)).show(ui);
        ui.add_space(GRID);
    }
    if let Some(advice) = advise_course(plan, &days, &page.course.measured, zone) {
        let words = text::course::course_advice(advice);
        let banner = match advice {
            CourseAdvice::ReferOrRethink(_) => Banner::caution(&words),
            CourseAdvice::NotMeasured(_) => Banner::info(&words),
        };
        banner.show(ui);
        ui.add_space(GRID);
    }
}

/// Shows the fields of a plan; returns true once it is to be saved, false once it is given up.
fn edit(ui: &mut Ui, plan: &mut CarePlan, page: &ClientPage, cx: &Cx<'_>) -> Option<bool> {
    let mut is_done = None;
    surface(ui, 16, |ui| {
        ui.spacing_mut().item_spacing.y = GRID;
        let problem = TextField::new("The problem, in the client's words", &mut plan.problem);
        ui.add(problem.rows(2).most(400).width(420.0).hint("a pull in the left shoulder when I reach up"));
        let mut sessions = i64::from(plan.sessions);
        named(ui, "Sessions planned", |ui| {
            ui.add(Stepper::new("Sessions planned", &mut sessions, 1..=60));
        });
        plan.sessions = u16::try_from(sessions).unwrap_or(1);
        named(ui, "How often", |ui| {
            let choices =
                [(Some(3), "Every 3 days"), (Some(7), "Weekly"), (Some(14), "Every 2 weeks"), (None, "As it comes")];
            ui.add(Segmented::new("How often", &mut plan.every_days, &choices));
        });
        reassess(ui, plan, cx);
        goals::edit(ui, plan, page);
        let problems: Vec<&str> = plan.problems().into_iter().map(text::course::plan_problem).collect();
        ui.horizontal_wrapped(|ui| {
            if ui.add(Button::new("Save the plan").disabled(problems.first().copied())).clicked() {
                plan.goals.retain(|goal| !goal.words.trim().is_empty() || goal.subject.is_some());
                is_done = Some(true);
            }
            if ui.add(Button::quiet("Leave the plan as it was").words("Cancel")).clicked() {
                is_done = Some(false);
            }
        });
    });
    is_done
}

/// Shows the day on which to assess again, and weeks from today to choose it by.
fn reassess(ui: &mut Ui, plan: &mut CarePlan, cx: &Cx<'_>) {
    let theme = Theme::of(ui);
    named(ui, "Assess again", |ui| {
        ui.horizontal_wrapped(|ui| {
            for weeks in [3_i64, 5, 6, 8] {
                let name = format!("Assess again in {weeks} weeks");
                if ui.add(Button::new(&name).words(&format!("{weeks} weeks"))).clicked() {
                    plan.reassess = cx.wall.date().checked_add((7 * weeks).days()).ok();
                }
            }
            if plan.reassess.is_some() && ui.add(Button::quiet("No day to assess again").words("No day")).clicked() {
                plan.reassess = None;
            }
            let words = plan.reassess.map_or_else(|| "no day is set".to_owned(), text::course::date);
            line(ui, Font::Body, theme.soft, words);
        });
    });
}

/// Shows a control with its small name above it.
fn named(ui: &mut Ui, name: &str, add: impl FnOnce(&mut Ui)) {
    let theme = Theme::of(ui);
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        line(ui, Font::Small, theme.soft, name);
        add(ui);
    });
}
