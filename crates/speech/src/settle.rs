//! The length of a settle at home: time to hear what is said, and to do it.

use holdwell_model::{Audience, Millis, PlanStep, Setting, Side};

use super::phrases::{LABEL, spoken};
use super::prompt::Scene;
use super::script::{Form, LET_GO, before, other_side, settle as words};

/// Time from the begin of a phase to the first word: the bell is over, and nobody is startled.
pub(super) const LEAD: Millis = Millis(2250);
/// Pause between what is said before the session and the first instruction.
pub const BETWEEN: Millis = Millis(2000);
/// Time to do what was said.
const TO_DO: Millis = Millis::from_secs(15);

/// The part of a session before a step.
#[derive(Debug, Clone, Copy)]
pub enum Preceding<'a> {
    /// Nothing: it opens the session, and what to have ready is said first.
    Nothing(&'a Scene),
    /// Another step.
    Step(&'a PlanStep),
}

/// Returns the shortest settle of a step at home in which everything can be said and done, whatever voice there is.
pub fn settle(step: &PlanStep, preceding: Preceding<'_>) -> Millis {
    let first = match preceding {
        Preceding::Nothing(scene) => spoken(&before(scene)) + BETWEEN,
        Preceding::Step(before) => leaving(before),
    };
    let speech = |(place, side): (usize, &Side)| match place {
        0 => first + spoken(&words(step, *side, Audience::Home, Form::Full)),
        _ => leaving(step) + spoken(&other_side(*side)),
    };
    let longest = step.sides.sides(None).iter().enumerate().map(speech).max().unwrap_or_default();
    LEAD + longest + TO_DO
}

/// Returns the time for the word that ends a hold, where it is said in the settle after it.
fn leaving(step: &PlanStep) -> Millis {
    let later = is_let_go(step) && step.phases.return_ == Setting::Off;
    if later { spoken(LET_GO) + LABEL } else { Millis::ZERO }
}

/// Says if there is something to let go of after the work of a step.
pub(super) fn is_let_go(step: &PlanStep) -> bool {
    !step.technique.is_silent() && (step.timing.kind().is_held() || step.timing.counted().is_some())
}
