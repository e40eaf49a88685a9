//! Times and keys as a reader finds them.

use maud::{Markup, html};

use holdwell_library::Library;
use holdwell_model::{Millis, RepWork, Setting, Timing, Usual};

/// "2 min 30 s".
pub(super) fn exact(length: Millis) -> String {
    let (mins, millis) = (length.0 / 60_000, length.0 % 60_000);
    let secs = Millis(millis).to_string();
    let secs = secs.trim_end_matches('s');
    match (mins, millis) {
        (0, _) => format!("{secs} s"),
        (mins, 0) => format!("{mins} min"),
        (mins, _) => format!("{mins} min {secs} s"),
    }
}

/// "20 s to 45 s".
pub(super) fn range((from, to): (Millis, Millis)) -> String {
    if from == to { exact(from) } else { format!("{} to {}", exact(from), exact(to)) }
}

/// What a step or a position asks for.
pub(super) fn timing(timing: &Timing) -> String {
    let said = |what: &str, length: Option<Millis>| length.map(|length| format!("{what} {}", exact(length)));
    let parts: Vec<Option<String>> = match *timing {
        Timing::Fixed { hold } => vec![said("held", Some(hold))],
        Timing::Open { minimum, target, ceiling } => {
            let floor = minimum.is_none().then(|| "no minimum".to_owned());
            vec![floor, said("nothing before", minimum), said("target", target), said("long after", ceiling)]
        }
        Timing::Reps { count, work, rest, cap } => {
            let work = match work {
                RepWork::Timed(length) => exact(length),
                RepWork::ByHand => "at the client's pace".to_owned(),
            };
            let rest = Some(rest).filter(|rest| !rest.is_zero());
            vec![Some(format!("{count} times {work}")), said("between", rest), said("at most", cap)]
        }
        Timing::Listening { check_in, ceiling, taps } => {
            let what = if taps { "listening, taps counted" } else { "listening" };
            vec![Some(what.to_owned()), said("check in every", check_in), said("room for", ceiling)]
        }
        Timing::Block { length, breaths_per_minute } => {
            let breaths = breaths_per_minute.map(|breaths| format!("{breaths} breaths a minute"));
            vec![said("block of", Some(length)), breaths]
        }
    };
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// How the position is left, where the entry asks for its own way.
pub(super) fn return_of(usual: &Usual) -> String {
    match usual.return_ {
        None => "as usual".to_owned(),
        Some(Setting::Off) => "none".to_owned(),
        Some(Setting::Wait) => "waits".to_owned(),
        Some(Setting::Timed(length)) => exact(length),
    }
}

/// A small outlined word.
pub(super) fn mark(word: &str) -> Markup {
    html! { span.mark { (word) } }
}

/// Sources by key, each saying what it is.
pub(super) fn sources(keys: &[String], library: &Library) -> Markup {
    html! {
        @if keys.is_empty() { span.quiet { "none named" } } @else {
            ul {
                @for key in keys {
                    li {
                        a href={ "#source-" (key) } { (key) }
                        @if let Some(source) = library.source(key) { " " (source.what) }
                    }
                }
            }
        }
    }
}

/// A list, or a quiet word that there is nothing.
pub(super) fn list(items: &[String]) -> Markup {
    html! {
        @if items.is_empty() { span.quiet { "none" } } @else {
            ul { @for item in items { li { (item) } } }
        }
    }
}

/// Remarks stand out: they are what a reviewer looks for.
pub(super) fn remarks(items: &[String]) -> Markup {
    html! { @for item in items { p.remark { (item) } } }
}
