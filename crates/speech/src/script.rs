//! Every sentence that is spoken. Action first, plain words; nothing is praised and nothing is promised.

use holdwell_model::{Audience, PlanStep, Posture, RepWork, Side, Timing};

use super::prompt::Scene;
use super::words::{capital, length, list, number};

/// Sentence that ends a hold.
pub(super) const LET_GO: &str = "Let go, slowly.";
/// Sentence of the way back.
pub(super) const COME_OUT: &str = "Come out the way you went in.";
/// Word in the middle of a long hold.
pub(super) const HALF_WAY: &str = "Halfway.";
/// Sentence of a rest.
pub(super) const BREATHE: &str = "Breathe as you like.";
/// Things that are there and that nobody fetches.
const PLACES: [&str; 2] = ["wall", "doorway"];
/// The most things that are listed; whoever needs more has read them.
const MOST_NEEDS: usize = 6;

/// Returns what is said before the first step.
pub(super) fn before(scene: &Scene) -> String {
    let needs = scene.needs.iter().map(String::as_str).filter(|need| !PLACES.contains(need));
    let needs: Vec<&str> = needs.take(MOST_NEEDS).collect();
    let stop = "Stop at any time. If pain gets worse, stop for today.";
    if needs.is_empty() {
        stop.to_owned()
    } else {
        format!("{} {stop}", sentence(&format!("have ready {}", list(&needs))))
    }
}

/// Returns what is said at the end, which depends on how one lies or sits there.
pub(super) fn end(scene: &Scene) -> &'static str {
    match scene.ends_in {
        Some(Posture::Standing) => "That is all for today.",
        Some(Posture::Seated) => "That is all for today. Wait a moment, then stand.",
        _ => "That is all for today. Roll to your side, sit, wait a moment, then stand.",
    }
}

/// Returns what is said while a position is found: side, body part, action, dose. A shorter form leaves out the action,
/// the shortest all but the side and the body part.
pub(super) fn settle(step: &PlanStep, side: Side, audience: Audience, form: Form) -> String {
    let mut said = vec![whose_side(side, audience).to_owned(), sentence(&step.title)];
    if form == Form::Full {
        said.push(sentence(&step.setup));
    }
    if form != Form::Shortest {
        said.push(dose(&step.timing));
    }
    join(&said)
}

/// Returns what is said before the other side of a step.
pub(super) fn other_side(side: Side) -> String {
    join(&["Now the other side.".to_owned(), word(side).to_owned()])
}

/// Returns what a therapist hears: the side and the name.
pub(super) fn for_therapist(step: &PlanStep, side: Side) -> String {
    join(&[word(side).to_owned(), sentence(&step.title)])
}

/// Lengths of what is said at settle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Full,
    Shorter,
    Shortest,
}

impl Form {
    pub(super) const ALL: [Self; 3] = [Self::Full, Self::Shorter, Self::Shortest];
}

const fn word(side: Side) -> &'static str {
    match side {
        Side::Left => "Left.",
        Side::Right => "Right.",
        Side::Both => "Both sides.",
        Side::Midline => "",
    }
}

const fn whose_side(side: Side, audience: Audience) -> &'static str {
    match (side, audience) {
        (Side::Left, Audience::Home) => "Your left side.",
        (Side::Right, Audience::Home) => "Your right side.",
        (side, _) => word(side),
    }
}

/// Returns how long and how often.
fn dose(timing: &Timing) -> String {
    sentence(&match timing {
        Timing::Reps { count, work: RepWork::Timed(work), .. } if *count > 1 => {
            format!("{} times, {} each", number(u64::from(*count)), length(*work))
        }
        Timing::Reps { count, work: RepWork::ByHand, .. } if *count > 1 => {
            format!("{} times", number(u64::from(*count)))
        }
        Timing::Listening { .. } => return String::new(),
        timing => length(timing.expected()),
    })
}

/// Returns a text as a sentence of its own, without what a voice would shout.
fn sentence(text: &str) -> String {
    let calm = text.trim().replace('!', ".");
    if calm.is_empty() || calm.ends_with(['.', '?']) { capital(&calm) } else { capital(&calm) + "." }
}

/// Joins sentences, of which some may be empty.
pub(super) fn join(sentences: &[String]) -> String {
    let said: Vec<&str> = sentences.iter().map(String::as_str).filter(|sentence| !sentence.is_empty()).collect();
    said.join(" ")
}
