//! Sentences about times: those that cannot be read, and those that break a limit.

use holdwell_model::{DurationError, FieldError, Millis, SettingError, TimingField, TimingViolation};

/// Returns the reason why a text is not a duration.
pub(super) fn duration_error(error: &DurationError) -> String {
    match error {
        DurationError::Unreadable(text) => {
            format!("{text:?} is not a duration; write 35s, 1m30s, 1:30 or plain seconds")
        }
        DurationError::Zero => "a duration must be longer than nothing; write 1s or more".to_owned(),
        DurationError::TooLong(text) => format!("{text:?} is longer than a day; 24h is the most"),
        DurationError::Backwards(text) => {
            format!("{text:?} runs backwards; write the shorter time first, as in 20-45s")
        }
    }
}

/// Returns the limit that a timing breaks.
pub(super) fn timing_violation(violation: &TimingViolation) -> String {
    let label = |field: &TimingField| field.label().to_lowercase();
    match violation {
        TimingViolation::Zero(field) => {
            format!("{}: a duration must be longer than nothing; write 1s or more", label(field))
        }
        TimingViolation::TooShort(field, length) => {
            format!("{}: {length} is shorter than a second; write 1s or more", label(field))
        }
        TimingViolation::OutsideRange { field, length, low, high } => {
            let key = field.key();
            format!("{key}: {length} is outside its own range, {low} to {high}; correct one of them")
        }
        TimingViolation::TooLong(field, length) => {
            format!("{}: {length} is longer than a day; 24h is the most", label(field))
        }
        TimingViolation::Count(count) => format!("{count} is out of bounds; write 1 to 1,000"),
        TimingViolation::BreathingRate(rate) => {
            format!("{rate} is not a breathing rate; write 1 to 30 breaths a minute, 4.5 to 7 is usual")
        }
        TimingViolation::OutOfOrder { shorter, low, longer, high } => {
            let (longer, shorter) = (longer.key(), shorter.key());
            format!("{longer}: {high} is shorter than the {shorter} of {low}; write {low} or more")
        }
    }
}

/// Returns the reason why a text cannot stand in a field of a timing.
pub(super) fn field_error(error: &FieldError) -> String {
    match error {
        FieldError::Missing => "write a time, such as 30s or 1:30".to_owned(),
        FieldError::Duration(error) => duration_error(error),
        FieldError::Range(low, high) => one_time(*low, *high),
        FieldError::Count(text) => format!("{text:?} is not a whole number; write 1 to 1,000"),
        FieldError::BreathingRate(text) => format!("{text:?} is not a number; write 1 to 30, 4.5 to 7 is usual"),
        FieldError::Limit(violation) => timing_violation(violation),
    }
}

/// Returns the reason why a text cannot set a phase around the work.
pub fn setting_error(error: &SettingError) -> String {
    match error {
        SettingError::ReturnWaits => "the return never waits; write a duration or off".to_owned(),
        SettingError::HomeWaits => "a home routine waits nowhere; write a duration or off".to_owned(),
        SettingError::Range(low, high) => one_time(*low, *high),
        SettingError::Duration(error) => format!("{}, wait or off", duration_error(error)),
    }
}

/// Says that a range is no answer here.
fn one_time(low: Millis, high: Millis) -> String {
    format!("one time is needed here: write {low} or {high}")
}
