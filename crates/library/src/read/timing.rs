//! The five timings, as steps and positions write them.

use super::fields::Fields;
use super::values;
use crate::rules::out_of_order;
use holdwell_model::{Millis, Timing, TimingKind};

/// Reads the keys of a timing. Where one of them is wrong the timing is `None`.
pub(super) fn read(fields: &mut Fields<'_>) -> Option<Timing> {
    let Some(kind) = fields.need("kind", "kind = \"fixed\"").read("kind", values::word) else {
        fields.ignore_rest();
        return None;
    };
    match kind {
        TimingKind::Fixed => {
            let hold = fields.need("hold", "hold = \"35s\"").read("hold", values::duration);
            Some(Timing::Fixed { hold: hold? })
        }
        TimingKind::Open => Some(open(fields)),
        TimingKind::Reps => reps(fields),
        TimingKind::Listening => Some(Timing::Listening {
            check_in: fields.read("check_in", values::duration),
            ceiling: fields.read("ceiling", values::duration),
            taps: fields.read("taps", values::flag).unwrap_or_default(),
        }),
        TimingKind::Block => {
            let length = fields.need("length", "length = \"5m\"").read("length", values::duration);
            let breaths_per_minute = fields.read("breaths_per_minute", values::breaths);
            Some(Timing::Block { length: length?, breaths_per_minute })
        }
    }
}

fn open(fields: &mut Fields<'_>) -> Timing {
    let minimum = fields.read("minimum", values::duration);
    let target = fields.read("target", values::duration);
    let ceiling = fields.read("ceiling", values::duration);
    in_order(fields, ("minimum", minimum), ("target", target));
    in_order(fields, ("target", target), ("ceiling", ceiling));
    if target.is_none() {
        in_order(fields, ("minimum", minimum), ("ceiling", ceiling));
    }
    Timing::Open { minimum, target, ceiling }
}

fn reps(fields: &mut Fields<'_>) -> Option<Timing> {
    let count = fields.need("count", "count = 8").read("count", values::count);
    let work = fields.need("work", "work = \"4s\"").read("work", values::rep_work);
    let rest = fields.read("rest", values::duration_or_nothing).unwrap_or_default();
    let cap = fields.read("cap", values::duration);
    Some(Timing::Reps { count: count?, work: work?, rest, cap })
}

fn in_order(fields: &Fields<'_>, shorter: (&str, Option<Millis>), longer: (&str, Option<Millis>)) {
    if let Some(message) = out_of_order(shorter, longer) {
        fields.problem_with(longer.0, &message);
    }
}
