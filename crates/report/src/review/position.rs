//! One position with all that is known of it.

use maud::{Markup, html};

use super::entries::EntryKind;
use super::figure::Figures;
use super::{Remark, remarks, routine, words};
use holdwell_library::Library;
use holdwell_library::movement::code;
use holdwell_model::{Position, Posture, Routine, What};

pub(super) fn link(position: &Position) -> Markup {
    html! { a href={ "#position-" (position.id) } { (position.name) } }
}

pub(super) fn article(position: &Position, library: &Library, figures: &Figures<'_>, said: &[Remark]) -> Markup {
    let confidence = position.confidence.key();
    html! {
        article id={ "position-" (position.id) } class=(confidence) {
            h3 { (words::boxes()) (position.name) " " (words::mark(confidence)) }
            p.quiet { (about(position)) }
            div.work {
                (figures.figure(position))
                div {
                    ol { @for movement in position.ease_words() { li { (movement) } } }
                    @if let Some(code) = code(position) { p.code { (code) } }
                }
            }
            (times(position))
            @if position.home { p { b { "At home" } " alone" } }
            @if !position.needs.is_empty() { p { b { "Needs" } " " (position.needs.join(", ")) } }
            @if let Some(say) = &position.say { p { b { "Said" } " “" (say) "”" } }
            @if !position.cautions.is_empty() { p { b { "Caution" } " " (position.cautions.join(" · ")) } }
            (words::remarks(&position.remarks))
            p.quiet { (words::sources(&position.sources, library)) (used_in(position, library)) }
            (remarks::at(said, EntryKind::Position, &position.id))
            (words::note())
        }
    }
}

/// Returns what goes before the movements: how the client lies, the sides, the other names, the id.
fn about(position: &Position) -> Markup {
    let sides = if position.sided { "left and right" } else { "no sides" };
    html! {
        b { (position.posture.map_or("Any posture", Posture::word)) } ", " (sides)
        @if let Some(plain) = &position.plain_name { " · " (plain) }
        @if !position.also.is_empty() { " · also " (position.also.join(", ")) }
        " · " code { (position.id) }
    }
}

fn times(position: &Position) -> Markup {
    let untimed = position
        .techniques
        .iter()
        .filter(|technique| position.usual.iter().all(|usual| usual.technique != **technique));
    html! {
        @for usual in &position.usual {
            p {
                b { (usual.technique.name()) } " " (words::time(usual))
                @let of = position.confidence_in(usual.technique);
                @if of != position.confidence { " " (words::mark(of.key())) }
            }
        }
        @for technique in untimed { p { b { (technique.name()) } " no time of its own" } }
    }
}

/// Names the routines that use it; few entries are in more than three.
fn used_in(position: &Position, library: &Library) -> Markup {
    let uses: Vec<&Routine> = library.routines().iter().filter(|routine| uses(routine, &position.id)).collect();
    html! {
        @for (index, used) in uses.into_iter().enumerate() {
            @if index > 0 { ", " } @else { " · in " }
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
