//! A timing as text: for files, and for people in short and in full.

use std::fmt;

use super::field::FieldValue;
use super::{RepWork, Timing};
use crate::{Millis, Setting};

impl Timing {
    /// Returns the inline table that files write: `{ kind = "fixed", hold = "35s" }`.
    pub fn toml(&self) -> String {
        let kind = self.kind();
        let mut parts = vec![format!("kind = \"{}\"", kind.key())];
        for field in kind.fields() {
            let key = field.key();
            parts.extend(self.value(*field).map(|value| match value {
                FieldValue::Length(length) => format!("{key} = \"{length}\""),
                FieldValue::Count(count) => format!("{key} = {count}"),
                FieldValue::Rate(rate) => format!("{key} = {rate}"),
                FieldValue::ByHand => format!("{key} = \"{}\"", RepWork::ByHand),
            }));
        }
        if matches!(self, Self::Listening { taps: true, .. }) {
            parts.push("taps = true".to_owned());
        }
        format!("{{ {} }}", parts.join(", "))
    }

    /// Returns the timing in a few words: "35 s", "2 to 5 min", "8 times", "listening".
    pub fn summary(&self) -> String {
        match *self {
            Self::Fixed { hold: length } | Self::Block { length, .. } => length.exact(),
            Self::Open { minimum, target, ceiling } => match (minimum, target.or(ceiling)) {
                (Some(minimum), Some(target)) => range_words(minimum, target),
                (Some(minimum), None) => format!("{} or longer", minimum.exact()),
                (None, Some(target)) => format!("about {}", target.exact()),
                (None, None) => "until it releases".to_owned(),
            },
            Self::Reps { count, .. } => format!("{count} times"),
            Self::Listening { taps: true, .. } => "counting a rhythm".to_owned(),
            Self::Listening { .. } => "listening".to_owned(),
        }
    }

    /// Returns the timing with every figure: "at least 2 min, target 5 min, at most 8 min".
    pub fn details(&self) -> String {
        let part = |word: &str, length: Option<Millis>| length.map(|length| format!("{word} {}", length.precise()));
        let parts: Vec<Option<String>> = match *self {
            Self::Fixed { hold } => vec![Some(hold.precise())],
            Self::Open { minimum, target, ceiling } => {
                let floor = part("at least", minimum).unwrap_or_else(|| "no minimum".to_owned());
                vec![Some(floor), part("target", target), part("at most", ceiling)]
            }
            Self::Reps { count, work, rest, cap } => {
                let work = match work {
                    RepWork::Timed(each) => format!("{count} times {}", each.precise()),
                    RepWork::ByHand => format!("{count} times by hand"),
                };
                let rest = (!rest.is_zero()).then(|| format!("{} between them", rest.precise()));
                vec![Some(work), rest, part("at most", cap)]
            }
            Self::Listening { check_in, ceiling, taps } => {
                let what = if taps { "listening, taps counted" } else { "listening" };
                vec![Some(what.to_owned()), part("check in every", check_in), part("up to", ceiling)]
            }
            Self::Block { length, breaths_per_minute } => {
                let breaths = breaths_per_minute.map(|breaths| format!("{breaths} breaths a minute"));
                vec![Some(length.precise()), breaths]
            }
        };
        parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
    }
}

impl Setting {
    /// Returns the words for people: "none", "by hand", "10 s".
    pub fn words(self) -> String {
        match self {
            Self::Off => "none".to_owned(),
            Self::Wait => "by hand".to_owned(),
            Self::Timed(length) => length.precise(),
        }
    }
}

/// Returns the words for a range: "2 to 5 min", or each end with its own unit; one length where both ends are the same.
pub fn range_words(low: Millis, high: Millis) -> String {
    let (from, to) = (low.precise(), high.precise());
    match (from.split_once(' '), to.split_once(' ')) {
        _ if low == high => to,
        (Some((number, unit)), Some((_, other))) if unit == other => format!("{number} to {to}"),
        _ => format!("{from} to {to}"),
    }
}

/// Writes what files write: `wait`, `off` or a duration.
impl fmt::Display for Setting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Off => f.write_str("off"),
            Self::Wait => f.write_str("wait"),
            Self::Timed(length) => length.fmt(f),
        }
    }
}

/// Writes what files write: `by-hand` or a duration.
impl fmt::Display for RepWork {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Timed(length) => length.fmt(f),
            Self::ByHand => f.write_str("by-hand"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MINUTE: Option<Millis> = Some(Millis::from_mins(1));
    const TWO: Option<Millis> = Some(Millis::from_mins(2));
    const THREE: Option<Millis> = Some(Millis::from_mins(3));
    const FIVE: Option<Millis> = Some(Millis::from_mins(5));

    /// Asserts the text in files, in a few words and in full.
    #[track_caller]
    fn says(timing: Timing, toml: &str, summary: &str, details: &str) {
        assert_eq!((timing.toml(), timing.summary(), timing.details()), (toml.into(), summary.into(), details.into()));
    }

    #[test]
    fn fixed_and_open_work_say_their_lengths() {
        let fixed = Timing::Fixed { hold: Millis::from_secs(90) };
        says(fixed, r#"{ kind = "fixed", hold = "1m30s" }"#, "90 s", "90 s");
        let open = Timing::Open { minimum: TWO, target: FIVE, ceiling: None };
        says(open, r#"{ kind = "open", minimum = "2m", target = "5m" }"#, "2 to 5 min", "at least 2 min, target 5 min");
        let low = Timing::Open { minimum: None, target: MINUTE, ceiling: TWO };
        says(
            low,
            r#"{ kind = "open", target = "1m", ceiling = "2m" }"#,
            "about 1 min",
            "no minimum, target 1 min, at most 2 min",
        );
        let free = Timing::Open { minimum: None, target: None, ceiling: None };
        says(free, r#"{ kind = "open" }"#, "until it releases", "no minimum");
    }

    #[test]
    fn repetitions_listening_and_blocks_say_what_they_are() {
        let reps = Timing::Reps { count: 6, work: RepWork::ByHand, rest: Millis(3000), cap: TWO };
        says(
            reps,
            r#"{ kind = "reps", count = 6, work = "by-hand", rest = "3s", cap = "2m" }"#,
            "6 times",
            "6 times by hand, 3 s between them, at most 2 min",
        );
        let timed = Timing::Reps { count: 8, work: RepWork::Timed(Millis(4500)), rest: Millis::ZERO, cap: None };
        says(timed, r#"{ kind = "reps", count = 8, work = "4.5s" }"#, "8 times", "8 times 4.5 s");
        let listening = Timing::Listening { check_in: THREE, ceiling: None, taps: true };
        says(
            listening,
            r#"{ kind = "listening", check_in = "3m", taps = true }"#,
            "counting a rhythm",
            "listening, taps counted, check in every 3 min",
        );
        let block = Timing::Block { length: Millis::from_mins(1), breaths_per_minute: Some(5.5) };
        says(
            block,
            r#"{ kind = "block", length = "1m", breaths_per_minute = 5.5 }"#,
            "1 min",
            "1 min, 5.5 breaths a minute",
        );
    }

    #[test]
    fn a_length_keeps_its_fraction() {
        for (length, said) in
            [(45_000, "45 s"), (90_000, "90 s"), (150_000, "2 min 30 s"), (1500, "1.5 s"), (121_250, "2 min 1.25 s")]
        {
            assert_eq!(Millis(length).precise(), said);
        }
    }

    #[test]
    fn a_range_says_its_unit_once() {
        let words = |low, high| range_words(Millis::from_secs(low), Millis::from_secs(high));
        assert_eq!(words(20, 45), "20 to 45 s");
        assert_eq!(words(45, 150), "45 s to 2 min 30 s");
        assert_eq!(words(30, 30), "30 s");
    }

    #[test]
    fn a_phase_has_words_for_files_and_for_people() {
        let timed = Setting::Timed(Millis::from_secs(10));
        assert_eq!([Setting::Off, Setting::Wait, timed].map(|setting| setting.to_string()), ["off", "wait", "10s"]);
        assert_eq!([Setting::Off, Setting::Wait, timed].map(Setting::words), ["none", "by hand", "10 s"]);
    }
}
