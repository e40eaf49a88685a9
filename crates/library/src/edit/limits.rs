//! What may stand in a routine's file, so that no edit makes one that cannot be read.

use crate::Library;
use crate::compile::{choose_timing, positions};
use crate::rules::out_of_order;
use crate::words::is_unseen;
use holdwell_model::{Audience, Millis, RepWork, Routine, Setting, Step, Timing, What};

/// The longest length that a file takes.
const LONGEST: Millis = Millis::from_mins(24 * 60);
/// One repetition, where nobody is there to pace it.
const ONE_REP: Millis = Millis::from_secs(4);

/// A text as a file may hold it: on one line, nothing that cannot be seen.
pub fn clean(text: &str) -> String {
    let seen: String = text.chars().map(|letter| if is_unseen(letter) { ' ' } else { letter }).collect();
    seen.trim().to_owned()
}

/// Why a timing cannot be, and what would be right; `None` where it can.
pub fn validate_timing(timing: &Timing) -> Option<String> {
    let length = |name: &str, length: Millis| match length {
        Millis::ZERO => Some(format!("{name}: a duration must be longer than nothing; write 1s or more")),
        length if length > LONGEST => Some(format!("{name}: {length} is longer than a day; 24h is the most")),
        _ => None,
    };
    let maybe = |name: &str, given: Option<Millis>| given.and_then(|given| length(name, given));
    match *timing {
        Timing::Fixed { hold } => length("hold", hold),
        Timing::Open { minimum, target, ceiling } => maybe("minimum", minimum)
            .or_else(|| maybe("target", target))
            .or_else(|| maybe("ceiling", ceiling))
            .or_else(|| out_of_order(("minimum", minimum), ("target", target)))
            .or_else(|| out_of_order(("target", target), ("ceiling", ceiling)))
            .or_else(|| out_of_order(("minimum", minimum), ("ceiling", ceiling))),
        Timing::Reps { count, work, rest, cap } => {
            let each = if let RepWork::Timed(each) = work { Some(each) } else { None };
            let count = (!(1..=1000).contains(&count)).then(|| format!("{count} is out of bounds; write 1 to 1,000"));
            let rest = (rest > LONGEST).then(|| "rest: longer than a day; 24h is the most".to_owned());
            count.or_else(|| maybe("each", each)).or(rest).or_else(|| maybe("cap", cap))
        }
        Timing::Listening { check_in, ceiling, .. } => {
            maybe("check-in", check_in).or_else(|| maybe("ceiling", ceiling))
        }
        Timing::Block { length: whole, breaths_per_minute } => {
            let odd = breaths_per_minute.is_some_and(|rate| !(1.0..=30.0).contains(&rate));
            let breaths = "write 1 to 30 breaths a minute, 4.5 to 7 is usual".to_owned();
            length("length", whole).or_else(|| odd.then_some(breaths))
        }
    }
}

/// Whether a phase around the work can be set so, for this audience.
pub(super) fn is_lawful(setting: Setting, audience: Audience) -> bool {
    match setting {
        Setting::Off => true,
        Setting::Wait => audience == Audience::Therapist,
        Setting::Timed(length) => !length.is_zero() && length <= LONGEST,
    }
}

/// Whether all that is held is known, and at home meant for home.
pub(super) fn may_hold(what: &What, audience: Audience, library: &Library) -> bool {
    let fits = |id: &str| library.position(id).is_some_and(|position| audience == Audience::Therapist || position.home);
    match what {
        What::Position(id) => fits(id),
        What::Contacts(several) => !several.is_empty() && several.iter().all(|contact| fits(&contact.position)),
        What::Named { .. } => true,
    }
}

/// Whether what is held has sides, so that an order of sides says something.
pub(super) fn has_sides(step: &Step, library: &Library) -> bool {
    matches!(step.what, What::Named { .. }) || positions(step, library).any(|position| position.sided)
}

/// The step as its routine's audience asks. Nobody at home can reach a key: what would wait is as usual there, and
/// repetitions are counted by the program.
pub(super) fn adapt_to_audience(step: Step, routine: &Routine, library: &Library) -> Step {
    if routine.audience == Audience::Therapist {
        return step;
    }
    let waitless = |setting: Option<Setting>| setting.filter(|setting| *setting != Setting::Wait);
    Step {
        timing: paced(choose_timing(&step, routine, library).timing).or(step.timing),
        rate: waitless(step.rate),
        settle: waitless(step.settle),
        return_: waitless(step.return_),
        recheck: waitless(step.recheck),
        rest: waitless(step.rest),
        ..step
    }
}

/// Repetitions by hand, counted by the program; `None` for anything else.
const fn paced(timing: Timing) -> Option<Timing> {
    match timing {
        Timing::Reps { count, work: RepWork::ByHand, rest, cap } => {
            Some(Timing::Reps { count, work: RepWork::Timed(ONE_REP), rest, cap })
        }
        _ => None,
    }
}
