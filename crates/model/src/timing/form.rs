//! A timing as the fields of a form: what stands in each, and what it means when somebody types in it.

use super::field::FieldValue;
use super::{DurationError, RepWork, Timing, TimingField, TimingKind, TimingViolation, parse_range};
use crate::{Audience, Millis, Phase, Setting, Technique};

/// The reason why a text cannot stand in a field.
#[derive(Debug, Clone, PartialEq)]
pub enum FieldError {
    /// The field is empty and must not be.
    Missing,
    /// The text is no duration.
    Duration(DurationError),
    /// The text is a range where one time is needed.
    Range(Millis, Millis),
    /// The text is no count.
    Count(String),
    /// The text is no breathing rate.
    BreathingRate(String),
    /// The timing would break a limit.
    Limit(TimingViolation),
}

/// The reason why a text cannot set a phase around the work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SettingError {
    /// The return never waits.
    ReturnWaits,
    /// Nobody is at home to end the wait.
    HomeWaits,
    /// The text is a range.
    Range(Millis, Millis),
    /// The text is neither a word nor a duration.
    Duration(DurationError),
}

impl From<DurationError> for FieldError {
    fn from(error: DurationError) -> Self {
        Self::Duration(error)
    }
}

impl From<TimingViolation> for FieldError {
    fn from(violation: TimingViolation) -> Self {
        Self::Limit(violation)
    }
}

impl From<DurationError> for SettingError {
    fn from(error: DurationError) -> Self {
        Self::Duration(error)
    }
}

impl TimingField {
    /// Returns what goes without saying while the field is empty, or an example where something must stand in it.
    pub const fn hint(self) -> &'static str {
        match self {
            Self::Hold => "35s",
            Self::Count => "8",
            Self::Length => "5m",
            Self::Work => "by hand",
            Self::Cap => "no cap",
            Self::Minimum | Self::Target | Self::Ceiling | Self::Rest | Self::CheckIn | Self::BreathsPerMinute => {
                "none"
            }
        }
    }
}

impl Timing {
    /// Returns the text of a field, empty where its figure is not given.
    pub fn text(&self, field: TimingField) -> String {
        match self.value(field) {
            None | Some(FieldValue::ByHand) => String::new(),
            Some(FieldValue::Length(length)) => length.to_string(),
            Some(FieldValue::Count(count)) => count.to_string(),
            Some(FieldValue::Rate(rate)) => rate.to_string(),
        }
    }

    /// Returns the timing with a text typed in one of its fields, within its limits.
    pub fn edited(mut self, field: TimingField, text: &str) -> Result<Self, FieldError> {
        self.set(field, text)?;
        self.validate()?;
        Ok(self)
    }

    /// Sets a figure from a text as people type it and checks no limit between figures. Does nothing where this kind of
    /// timing has no such figure.
    ///
    /// In open work a range says two figures at once: the minimum and the target, or the target and the ceiling.
    pub fn set(&mut self, field: TimingField, text: &str) -> Result<(), FieldError> {
        use TimingField as F;
        let text = text.trim();
        // By kind first, so that a new kind does not compile until its figures are named here.
        match self {
            Self::Fixed { hold } if field == F::Hold => *hold = one(needed(text)?)?,
            Self::Fixed { .. } => {}
            Self::Open { minimum, target, ceiling } => match (field, given(text)?) {
                (F::Ceiling, Some((low, high))) if low < high => (*target, *ceiling) = (Some(low), Some(high)),
                (F::Minimum | F::Target, Some((low, high))) if low < high => {
                    (*minimum, *target) = (Some(low), Some(high));
                }
                (F::Minimum, one) => *minimum = upper(one),
                (F::Target, one) => *target = upper(one),
                (F::Ceiling, one) => *ceiling = upper(one),
                _ => {}
            },
            Self::Reps { count, work, rest, cap } => match field {
                F::Count => *count = text.parse().map_err(|_number| FieldError::Count(text.to_owned()))?,
                F::Work => *work = rep_work(text)?,
                F::Rest => *rest = pause(text)?,
                F::Cap => *cap = upper(given(text)?),
                _ => {}
            },
            Self::Listening { check_in, ceiling, .. } => match field {
                F::CheckIn => *check_in = upper(given(text)?),
                F::Ceiling => *ceiling = upper(given(text)?),
                _ => {}
            },
            Self::Block { length, breaths_per_minute } => match field {
                F::Length => *length = one(needed(text)?)?,
                F::BreathsPerMinute => *breaths_per_minute = breathing_rate(text)?,
                _ => {}
            },
        }
        Ok(())
    }

    /// Returns a timing of another kind, with the figures that are usual in it. A fixed hold lasts as long as this timing
    /// is expected to, at most two minutes.
    #[must_use]
    pub fn reshaped(&self, kind: TimingKind) -> Self {
        match kind {
            TimingKind::Fixed => Self::Fixed { hold: self.expected().min(Millis::from_mins(2)) },
            TimingKind::Open => Technique::Myofascial.usual(),
            TimingKind::Reps => Technique::SoftTissueRelease.usual(),
            TimingKind::Listening => Technique::Craniosacral.usual(),
            TimingKind::Block => Technique::Lymph.usual(),
        }
    }
}

impl Setting {
    /// Reads a phase around the work as people type it; an empty text leaves it to the defaults.
    pub fn typed(phase: Phase, audience: Audience, text: &str) -> Result<Option<Self>, SettingError> {
        let text = text.trim().to_lowercase();
        match text.as_str() {
            "" => Ok(None),
            "off" | "no" | "none" | "0" => Ok(Some(Self::Off)),
            "wait" | "waits" if phase == Phase::Return => Err(SettingError::ReturnWaits),
            "wait" | "waits" if audience == Audience::Home => Err(SettingError::HomeWaits),
            "wait" | "waits" => Ok(Some(Self::Wait)),
            text => match parse_range(text)? {
                (low, high) if low < high => Err(SettingError::Range(low, high)),
                (length, _) => Ok(Some(Self::Timed(length))),
            },
        }
    }
}

/// The bounds of a range; of a single length it is both.
type Range = (Millis, Millis);

fn needed(text: &str) -> Result<Range, FieldError> {
    given(text)?.ok_or(FieldError::Missing)
}

fn given(text: &str) -> Result<Option<Range>, FieldError> {
    if text.is_empty() { Ok(None) } else { Ok(Some(parse_range(text)?)) }
}

/// Returns the one length that a range is; one of two lengths is never chosen for whoever typed it.
fn one((low, high): Range) -> Result<Millis, FieldError> {
    if low < high { Err(FieldError::Range(low, high)) } else { Ok(low) }
}

fn upper(range: Option<Range>) -> Option<Millis> {
    range.map(|(_, high)| high)
}

fn rep_work(text: &str) -> Result<RepWork, FieldError> {
    let by_hand = text.is_empty() || text.eq_ignore_ascii_case("by hand") || text == "by-hand";
    if by_hand { Ok(RepWork::ByHand) } else { Ok(RepWork::Timed(one(parse_range(text)?)?)) }
}

fn pause(text: &str) -> Result<Millis, FieldError> {
    let none = text.is_empty() || text == "0" || text.eq_ignore_ascii_case("off");
    if none { Ok(Millis::ZERO) } else { one(parse_range(text)?) }
}

fn breathing_rate(text: &str) -> Result<Option<f32>, FieldError> {
    if text.is_empty() {
        return Ok(None);
    }
    text.replace(',', ".").parse().map(Some).map_err(|_number| FieldError::BreathingRate(text.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_figure_of_every_kind_can_be_set() {
        for kind in TimingKind::ALL {
            let mut timing = Timing::Fixed { hold: Millis::from_secs(30) }.reshaped(*kind);
            for field in kind.fields() {
                timing.set(*field, "5").unwrap();
                assert!(timing.value(*field).is_some(), "{kind:?}: {field:?}");
            }
        }
    }

    #[test]
    fn times_are_read_as_people_type_them() {
        let fixed = Timing::Fixed { hold: Millis::from_secs(30) };
        let typed = |text| fixed.edited(TimingField::Hold, text);
        for (text, secs) in
            [("90", 90), ("1:30", 90), ("1m30s", 90), ("2 min", 120), ("90 seconds", 90), ("1,5 min", 90)]
        {
            assert_eq!(typed(text), Ok(Timing::Fixed { hold: Millis::from_secs(secs) }), "{text}");
        }
        for text in ["25-45s", "25–45s", "25 to 45s"] {
            assert_eq!(typed(text), Err(FieldError::Range(Millis::from_secs(25), Millis::from_secs(45))), "{text}");
        }
        let settle = Setting::typed(Phase::Settle, Audience::Therapist, "5-8s");
        assert_eq!(settle, Err(SettingError::Range(Millis::from_secs(5), Millis::from_secs(8))));
        assert_eq!(typed("0"), Err(FieldError::Duration(DurationError::Zero)));
        assert_eq!(typed("soon"), Err(FieldError::Duration(DurationError::Unreadable("soon".to_owned()))));
        assert_eq!(typed(" "), Err(FieldError::Missing));
    }

    #[test]
    fn a_range_says_two_figures_of_open_work() {
        let of = |[minimum, target, ceiling]: [u64; 3]| Timing::Open {
            minimum: (minimum > 0).then(|| Millis::from_mins(minimum)),
            target: (target > 0).then(|| Millis::from_mins(target)),
            ceiling: Some(Millis::from_mins(ceiling)),
        };
        let all = of([2, 5, 8]);
        assert_eq!(of([0, 0, 8]).edited(TimingField::Minimum, "2-5m"), Ok(all));
        assert_eq!(of([0, 0, 8]).edited(TimingField::Target, "2-5m"), Ok(all));
        assert_eq!(all.edited(TimingField::Ceiling, "4-6m"), Ok(of([2, 4, 6])));
        assert_eq!(all.edited(TimingField::Minimum, "3-3m"), Ok(of([3, 5, 8])));
        assert_eq!(all.edited(TimingField::Target, ""), Ok(of([2, 0, 8])));
        let wrong = all.edited(TimingField::Minimum, "6m").unwrap_err();
        let FieldError::Limit(limit) = wrong else { panic!("{wrong:?}") };
        assert_eq!(limit.field(), TimingField::Target);
    }

    #[test]
    fn repetitions_have_their_words() {
        let reps = Technique::SoftTissueRelease.usual();
        for text in ["by hand", "By Hand", "by-hand", ""] {
            let edited = reps.edited(TimingField::Work, text);
            assert!(matches!(edited, Ok(Timing::Reps { work: RepWork::ByHand, .. })), "{text}");
        }
        assert_eq!(reps.edited(TimingField::Count, "0"), Err(FieldError::Limit(TimingViolation::Count(0))));
        assert_eq!(reps.edited(TimingField::Count, "many"), Err(FieldError::Count("many".to_owned())));
        assert!(matches!(reps.edited(TimingField::Cap, ""), Ok(Timing::Reps { cap: None, .. })));
        for text in ["", "0", "off"] {
            let edited = reps.edited(TimingField::Rest, text);
            assert!(matches!(edited, Ok(Timing::Reps { rest: Millis::ZERO, .. })), "{text}");
        }
    }

    #[test]
    fn a_rate_of_breathing_is_a_number() {
        let block = Technique::Lymph.usual();
        assert_eq!(
            block.edited(TimingField::BreathsPerMinute, "5.5").unwrap().text(TimingField::BreathsPerMinute),
            "5.5"
        );
        assert_eq!(
            block.edited(TimingField::BreathsPerMinute, "5,5"),
            block.edited(TimingField::BreathsPerMinute, "5.5")
        );
        assert_eq!(
            block.edited(TimingField::BreathsPerMinute, "slow"),
            Err(FieldError::BreathingRate("slow".to_owned()))
        );
        let fast = block.edited(TimingField::BreathsPerMinute, "31");
        assert_eq!(fast, Err(FieldError::Limit(TimingViolation::BreathingRate(31.0))));
    }

    #[test]
    fn what_stands_in_a_form_means_the_same_again() {
        for timing in Technique::ALL.iter().map(|technique| technique.usual()) {
            let mut again = timing.reshaped(timing.kind());
            for field in timing.kind().fields() {
                again.set(*field, &timing.text(*field)).unwrap();
            }
            assert_eq!(again, timing);
        }
    }

    #[test]
    fn phases_have_their_words() {
        let typed = |phase, audience, text| Setting::typed(phase, audience, text);
        assert_eq!(typed(Phase::Settle, Audience::Therapist, " Wait "), Ok(Some(Setting::Wait)));
        assert_eq!(typed(Phase::Settle, Audience::Therapist, ""), Ok(None));
        assert_eq!(typed(Phase::Return, Audience::Therapist, "wait"), Err(SettingError::ReturnWaits));
        assert_eq!(typed(Phase::Settle, Audience::Home, "wait"), Err(SettingError::HomeWaits));
        assert_eq!(typed(Phase::Return, Audience::Home, "10"), Ok(Some(Setting::Timed(Millis::from_secs(10)))));
        assert!(matches!(typed(Phase::Rest, Audience::Home, "later"), Err(SettingError::Duration(_))));
    }
}
