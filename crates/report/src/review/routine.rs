//! One routine with what it rests on and what happens when.

use maud::{Markup, html};

use super::{Moment, words};
use holdwell_library::stats::turns;
use holdwell_library::{Library, Problem, compile};
use holdwell_model::{Arc, Audience, Millis, Plan, PlanStep, Routine, SideOrder};

pub(super) fn link(routine: &Routine) -> Markup {
    html! { a href={ "#routine-" (routine.id) } { (routine.name) } }
}

pub(super) fn section(
    library: &Library,
    timeline: &impl Fn(&Arc<Plan>) -> Vec<Moment>,
    sentence: &impl Fn(&Problem) -> String,
) -> Markup {
    html! {
        section {
            h2 id="routines" { "Routines" }
            p {
                "Times are those of a run in which nobody gives a command: waits and open work last the first guess, and "
                "are marked with “about”."
            }
            @for routine in library.routines() { (article(routine, library, timeline, sentence)) }
        }
    }
}

fn article(
    routine: &Routine,
    library: &Library,
    timeline: &impl Fn(&Arc<Plan>) -> Vec<Moment>,
    sentence: &impl Fn(&Problem) -> String,
) -> Markup {
    let who = match routine.audience {
        Audience::Therapist => "for a therapist",
        Audience::Home => "for home",
    };
    html! {
        article.routine id={ "routine-" (routine.id) } {
            h3 { (routine.name) }
            p.quiet { (routine.id) " · " (routine.technique.name()) " · " (who) }
            @match &routine.background {
                Some(background) => {
                    p { (background.says) }
                    (words::sources(&background.sources, library))
                }
                None => p.quiet { "Nothing is said of what it rests on" },
            }
            @match compile(routine, library).map(Arc::new) {
                Err(problems) => @for problem in &problems { p.remark { (sentence(problem)) } },
                Ok(plan) if plan.free => p { "Free: each press begins a hold or ends one" },
                Ok(plan) => {
                    (steps(&plan, library))
                    p.quiet { "The client turns or gets up: " (turns(&plan.steps, library)) }
                    (table(&plan, &timeline(&plan)))
                }
            }
        }
    }
}

/// What each step asks for.
fn steps(plan: &Plan, library: &Library) -> Markup {
    html! {
        ol {
            @for step in &plan.steps {
                li {
                    (step.title) ": " (step.technique.name()) ", " (step.timing.details())
                    ", " (sides(step)) @if let Some(lies) = lies(step, library) { ", " (lies) }
                    @if step.optional { ", optional" }
                    @if let Some(remarks) = &step.remarks { p.quiet { (remarks) } }
                }
            }
        }
    }
}

/// Returns how the client lies for a step.
fn lies(step: &PlanStep, library: &Library) -> Option<String> {
    let mut positions = step.contacts.iter().filter_map(|contact| library.position(contact.position.as_deref()?));
    Some(positions.find_map(|position| position.posture)?.word().to_lowercase())
}

fn sides(step: &PlanStep) -> &'static str {
    match step.sides {
        SideOrder::Both => "both sides at once",
        order => order.key(),
    }
}

/// One row for each step and side, with its phases.
fn table(plan: &Plan, moments: &[Moment]) -> Markup {
    let total = moments.last().map_or(Millis::ZERO, |last| last.at + last.length);
    let about = if moments.iter().any(|moment| moment.about) { "about " } else { "" };
    html! {
        table {
            thead { tr { th { "At" } th { "Step" } th { "Side" } th { "Phases" } } }
            @for row in moments.chunk_by(|one, next| one.step == next.step && same_side(one, next)) {
                @if let Some(first) = row.first() {
                    tr {
                        td.time { (first.at.clock()) }
                        td { (title(plan, first.step)) }
                        td { (row.iter().find_map(|moment| moment.side).unwrap_or("")) }
                        td { (phases(row)) }
                    }
                }
            }
        }
        p { "Total: " (about) (total.spoken()) }
    }
}

/// Work without a side of its own, as a block has it, goes with the phases around it.
fn same_side(one: &Moment, next: &Moment) -> bool {
    one.side.is_none() || next.side.is_none() || one.side == next.side
}

fn title(plan: &Plan, number: u32) -> &str {
    plan.steps.iter().find(|step| step.number == number).map_or("", |step| step.title.as_str())
}

fn phases(row: &[Moment]) -> String {
    let said = |moment: &Moment| {
        let about = if moment.about { "about " } else { "" };
        format!("{} {about}{}", moment.phase, moment.length.precise())
    };
    row.iter().map(said).collect::<Vec<_>>().join(" · ")
}
