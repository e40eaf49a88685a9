//! The five timings, as steps and positions write them.

use toml::de::DeValue;

use super::fields::Fields;
use super::values;
use holdwell_model::{Millis, Timing, TimingField, TimingKind};

/// Reads the keys of a timing. Returns `None` where one of them is wrong.
pub(super) fn read(fields: &mut Fields<'_>) -> Option<Timing> {
    let Some(kind) = fields.need("kind", "kind = \"fixed\"").read("kind", values::word) else {
        fields.ignore_rest();
        return None;
    };
    let timing = match kind {
        TimingKind::Fixed => {
            let hold = needed(fields, TimingField::Hold, "\"35s\"", values::duration);
            Some(Timing::Fixed { hold: hold? })
        }
        TimingKind::Open => Some(Timing::Open {
            minimum: length(fields, TimingField::Minimum),
            target: length(fields, TimingField::Target),
            ceiling: length(fields, TimingField::Ceiling),
        }),
        TimingKind::Reps => reps(fields),
        TimingKind::Listening => Some(Timing::Listening {
            check_in: length(fields, TimingField::CheckIn),
            ceiling: length(fields, TimingField::Ceiling),
            taps: fields.read("taps", values::flag).unwrap_or_default(),
        }),
        TimingKind::Block => {
            let length = needed(fields, TimingField::Length, "\"5m\"", values::duration);
            let breaths_per_minute = fields.read(TimingField::BreathsPerMinute.key(), values::breathing_rate);
            Some(Timing::Block { length: length?, breaths_per_minute })
        }
    }?;
    for violation in timing.violations() {
        fields.problem_with(violation.field().key(), violation.into());
    }
    Some(timing)
}

fn reps(fields: &mut Fields<'_>) -> Option<Timing> {
    let count = needed(fields, TimingField::Count, "8", values::count);
    let work = needed(fields, TimingField::Work, "\"4s\"", values::rep_work);
    let rest = fields.read(TimingField::Rest.key(), values::duration_or_nothing).unwrap_or_default();
    let cap = length(fields, TimingField::Cap);
    Some(Timing::Reps { count: count?, work: work?, rest, cap })
}

/// Reads a figure that may be left out.
fn length(fields: &mut Fields<'_>, field: TimingField) -> Option<Millis> {
    fields.read(field.key(), values::duration)
}

/// Reads a figure that must be there; the example says what to write.
fn needed<T>(
    fields: &mut Fields<'_>,
    field: TimingField,
    example: &str,
    convert: impl FnOnce(&DeValue<'_>) -> Result<T, values::ValueError>,
) -> Option<T> {
    let key = field.key();
    fields.need(key, &format!("{key} = {example}")).read(key, convert)
}
