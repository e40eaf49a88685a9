//! One position with all that is known of it.

use maud::{Markup, html};

use super::{routine, words};
use holdwell_library::Library;
use holdwell_library::movement::code;
use holdwell_model::{Position, Posture, Routine, What, range_words};

pub(super) fn link(position: &Position) -> Markup {
    html! { a href={ "#position-" (position.id) } { (position.name) } }
}

pub(super) fn article(position: &Position, library: &Library) -> Markup {
    let confidence = position.confidence.key();
    let techniques: Vec<&str> = position.techniques.iter().map(|technique| technique.name()).collect();
    html! {
        article id={ "position-" (position.id) } class=(confidence) {
            h3 { (position.name) " " (words::mark(confidence)) }
            p.quiet { (position.id) " · " (techniques.join(", ")) }
            dl {
                dt { "Plain name" } dd { (position.plain_name.as_deref().unwrap_or("none")) }
                @if !position.also.is_empty() { dt { "Also" } dd { (position.also.join(", ")) } }
                dt { "Sides" } dd { (if position.sided { "left and right" } else { "no sides" }) }
                dt { "Posture" } dd { (position.posture.map_or("any", Posture::word)) }
                dt { "Position" } dd { ol { @for movement in position.ease_words() { li { (movement) } } } }
                @if let Some(code) = code(&position.ease) { dt { "In short" } dd { (code) } }
                dt { "Times" } dd { (times(position)) }
                dt { "At home" } dd { (if position.home { "yes, alone" } else { "no, by a therapist" }) }
                @if let Some(say) = &position.say { dt { "Said" } dd { "“" (say) "”" } }
                dt { "Needs" } dd { (words::list(&position.needs)) }
                dt { "Cautions" } dd { (words::list(&position.cautions)) }
                @if !position.remarks.is_empty() { dt { "Remarks" } dd { (words::remarks(&position.remarks)) } }
                dt { "Sources" } dd { (words::sources(&position.sources, library)) }
                dt { "Used in" } dd { (used_in(position, library)) }
            }
        }
    }
}

fn times(position: &Position) -> Markup {
    html! {
        table {
            thead { tr { th { "Technique" } th { "Usual" } th { "Range" } th { "Return" } th { "Sources" } } }
            @for usual in &position.usual {
                tr {
                    td { (usual.technique.name()) }
                    td { (usual.timing.details()) }
                    td { (usual.range.map_or_else(String::new, |(low, high)| range_words(low, high))) }
                    td { (words::return_of(usual)) }
                    td { (words::mark(position.confidence_in(usual.technique).key())) }
                }
            }
        }
    }
}

fn used_in(position: &Position, library: &Library) -> Markup {
    let uses: Vec<&Routine> = library.routines().iter().filter(|routine| uses(routine, &position.id)).collect();
    html! {
        @if uses.is_empty() { span.quiet { "no routine that comes with Holdwell" } }
        @for (index, used) in uses.into_iter().enumerate() {
            @if index > 0 { ", " }
            (routine::link(used))
        }
    }
}

fn uses(routine: &Routine, id: &str) -> bool {
    routine.steps.iter().any(|step| match &step.what {
        What::Position(position) => position == id,
        What::Contacts(contacts) => contacts.iter().any(|contact| contact.position == id),
        What::Named { .. } => false,
    })
}
