//! One routine with what it rests on, how the client lies, and what happens when.

use maud::{Markup, html};

use super::entries::EntryKind;
use super::{Moment, Remark, Words, remarks, words};
use holdwell_library::stats::turns;
use holdwell_library::{Library, compile};
use holdwell_model::{Arc, Audience, Millis, Plan, PlanStep, Posture, Routine, SideOrder};

pub(super) fn link(routine: &Routine) -> Markup {
    html! { a href={ "#routine-" (routine.id) } { (routine.name) } }
}

pub(super) fn section(library: &Library, words: &Words<'_>, said: &[Remark]) -> Markup {
    html! {
        section {
            h2 id="routines" { "Routines" }
            p {
                "Times are those of a run in which nobody gives a command: waits and open work last the first guess, and "
                "are marked with “about”. The phases are those of one side. A posture in bold means that the client turns."
            }
            @for routine in library.routines() { (article(routine, library, words, said)) }
        }
    }
}

fn article(routine: &Routine, library: &Library, words: &Words<'_>, said: &[Remark]) -> Markup {
    let who = match routine.audience {
        Audience::Therapist => "for a therapist",
        Audience::Home => "for home",
    };
    html! {
        article.routine id={ "routine-" (routine.id) } {
            h3 { (words::boxes()) (routine.name) }
            p.quiet { (routine.technique.name()) ", " (who) " · " code { (routine.id) } }
            @match &routine.background {
                Some(background) => p { (background.says) " " span.quiet { (words::sources(&background.sources, library)) } },
                None => p.quiet { "Nothing is said of what it rests on" },
            }
            @match compile(routine, library).map(Arc::new) {
                Err(problems) => @for problem in &problems { p.remark { ((words.sentence)(problem)) } },
                Ok(plan) if plan.free => p { "Free: each press begins a hold or ends one" },
                Ok(plan) => (table(&plan, &(words.timeline)(&plan), library)),
            }
            (remarks::at(said, EntryKind::Routine, &routine.id))
            (words::note())
        }
    }
}

/// One row for each step, with the phases of its first side.
fn table(plan: &Plan, moments: &[Moment], library: &Library) -> Markup {
    let total = moments.last().map_or(Millis::ZERO, |last| last.at + last.length);
    let about = if moments.iter().any(|moment| moment.about) { "about " } else { "" };
    let mut lay = None;
    html! {
        table {
            thead { tr { th { "At" } th { "Step" } th { "Posture" } th { "Sides" } th { "Work" } th { "Phases" } } }
            @for step in &plan.steps {
                @let here: Vec<&Moment> = moments.iter().filter(|moment| moment.step == step.number).collect();
                @let (posture, turns) = lies(step, library, &mut lay);
                tr {
                    td.time { (here.first().map_or(Millis::ZERO, |first| first.at).clock()) }
                    td {
                        (step.title)
                        @if step.optional { " " span.quiet { "optional" } }
                        @if let Some(remarks) = &step.remarks { span.quiet { " – " (remarks) } }
                    }
                    td { @if turns { b { (posture) } } @else { (posture) } }
                    td { (sides(step)) }
                    td { @if step.technique != plan.technique { (step.technique.name()) ", " } (step.timing.details()) }
                    td { (phases(&here)) }
                }
            }
        }
        p { "Total: " (about) (total.spoken()) span.quiet { " · turns of the client: " (turns(&plan.steps, library)) } }
    }
}

/// Returns how the client lies for a step, and if she turns for it. What may lie in any way turns nobody.
fn lies(step: &PlanStep, library: &Library, lay: &mut Option<Posture>) -> (&'static str, bool) {
    let mut positions = step.contacts.iter().filter_map(|contact| library.position(contact.position.as_deref()?));
    let Some(posture) = positions.find_map(|position| position.posture) else { return ("any", false) };
    let before = lay.replace(posture);
    (posture.word(), before.is_some_and(|before| before != posture))
}

fn sides(step: &PlanStep) -> &'static str {
    match step.sides {
        SideOrder::Both => "both at once",
        order => order.words(),
    }
}

/// Returns the phases of the first side; work without a side of its own goes with the phases around it.
fn phases(here: &[&Moment]) -> String {
    let side = here.iter().find_map(|moment| moment.side);
    let first = here.iter().take_while(|moment| moment.side.is_none() || moment.side == side);
    let said = |moment: &&Moment| {
        let about = if moment.about { "about " } else { "" };
        format!("{} {about}{}", moment.phase, moment.length.precise())
    };
    first.map(said).collect::<Vec<_>>().join(" · ")
}
