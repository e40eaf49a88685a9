//! How a step is timed, and the phases around its work, as fields.

use egui::Ui;

use super::typed::{DIFFER, Typed, Typing, in_columns, typed};
use crate::theme::{Font, Theme};
use crate::widgets::{Segmented, line};
use holdwell_library::edit::validate_timing;
use holdwell_model::{Audience, Millis, Phase, RepWork, Setting, Technique, Timing, TimingKind, middle, parse_range};

/// A part of a timing: its number for the undo, its name, and what stands while it is empty.
type Part = (u8, &'static str, &'static str);

/// Shows the shape of time, none where several steps do not share one; answers another one.
pub(super) fn kind(ui: &mut Ui, now: Option<TimingKind>) -> Option<TimingKind> {
    let words = if now.is_some() { "Time" } else { "Time: they differ" };
    let _time = line(ui, Font::Small, Theme::of(ui).soft, words);
    let mut kind = now;
    let kinds: Vec<_> = TimingKind::ALL.iter().map(|kind| (Some(*kind), kind.word())).collect();
    ui.add(Segmented::new("How it is timed", &mut kind, &kinds)).changed().then_some(kind).flatten()
}

/// Shows the parts of this shape; answers the one that was written in, and what was read of it. `value` is what stands
/// there, nothing where several steps do not share it.
pub(super) fn parts<T>(
    ui: &mut Ui,
    kind: TimingKind,
    value: impl Fn(u8) -> Option<String>,
    read: impl Fn(u8, &str) -> Result<T, String>,
    typing: &mut Typing,
) -> Option<(u8, T)> {
    let mut wrote = None;
    in_columns(ui, parts_of(kind), |ui, (number, name, hint)| {
        let value = value(number);
        let hint = if value.is_some() { hint } else { DIFFER };
        let field = Typed { name, hint, value: &value.unwrap_or_default() };
        if let Some(read) = typed(ui, field, typing, |text| read(number, text)) {
            wrote = Some((number, read));
        }
    });
    wrote
}

/// Another shape of time, as it is usual.
pub(super) fn usual(kind: TimingKind, before: &Timing) -> Timing {
    match kind {
        TimingKind::Fixed => Timing::Fixed { hold: before.expected().min(Millis::from_mins(2)) },
        TimingKind::Open => Technique::Myofascial.usual(),
        TimingKind::Reps => Technique::SoftTissueRelease.usual(),
        TimingKind::Listening => Technique::Craniosacral.usual(),
        TimingKind::Block => Technique::Lymph.usual(),
    }
}

const fn parts_of(kind: TimingKind) -> &'static [Part] {
    match kind {
        TimingKind::Fixed => &[(0, "Hold", "35s")],
        TimingKind::Open => &[(0, "Minimum", "none"), (1, "Target", "none"), (2, "Ceiling", "none")],
        TimingKind::Reps => {
            &[(0, "Count", "8"), (1, "Each", "by hand"), (2, "Pause between", "none"), (3, "At most", "no cap")]
        }
        TimingKind::Listening => &[(0, "Check-in", "none"), (1, "Ceiling", "none")],
        TimingKind::Block => &[(0, "Length", "5m"), (1, "Breaths a minute", "none")],
    }
}

/// A part of a timing as a field shows it.
pub(super) fn written(timing: &Timing, part: u8) -> String {
    let maybe = |length: Option<Millis>| length.map(|length| length.to_string()).unwrap_or_default();
    match (*timing, part) {
        (Timing::Fixed { hold }, _) => hold.to_string(),
        (Timing::Open { minimum, .. }, 0) => maybe(minimum),
        (Timing::Open { target, .. }, 1) => maybe(target),
        (Timing::Reps { count, .. }, 0) => count.to_string(),
        (Timing::Reps { work: RepWork::Timed(each), .. }, 1) => each.to_string(),
        (Timing::Reps { work: RepWork::ByHand, .. }, 1) => String::new(),
        (Timing::Reps { rest, .. }, 2) => maybe(Some(rest).filter(|rest| !rest.is_zero())),
        (Timing::Reps { cap, .. }, _) => maybe(cap),
        (Timing::Listening { check_in, .. }, 0) => maybe(check_in),
        (Timing::Open { ceiling, .. } | Timing::Listening { ceiling, .. }, _) => maybe(ceiling),
        (Timing::Block { length, .. }, 0) => length.to_string(),
        (Timing::Block { breaths_per_minute, .. }, _) => {
            breaths_per_minute.map(|rate| rate.to_string()).unwrap_or_default()
        }
    }
}

/// The timing with one part as somebody typed it.
pub(super) fn read(timing: &Timing, part: u8, text: &str) -> Result<Timing, String> {
    let text = text.trim();
    let range = || parse_range(text).map_err(|error| error.to_string());
    let maybe = || if text.is_empty() { Ok(None) } else { range().map(|range| Some(range.1)) };
    let read = match (*timing, part) {
        (Timing::Fixed { .. }, _) => Timing::Fixed { hold: middle(range()?) },
        (Timing::Open { minimum, target, ceiling }, part) => open([minimum, target, ceiling], part, text)?,
        (Timing::Reps { work, rest, cap, .. }, 0) => {
            let count = text.parse().map_err(|_number| format!("{text:?} is not a whole number; write 1 to 1,000"))?;
            Timing::Reps { count, work, rest, cap }
        }
        (Timing::Reps { count, rest, cap, .. }, 1) => {
            let by_hand = text.is_empty() || text.eq_ignore_ascii_case("by hand") || text == "by-hand";
            let work = if by_hand { RepWork::ByHand } else { RepWork::Timed(range()?.0) };
            Timing::Reps { count, work, rest, cap }
        }
        (Timing::Reps { count, work, cap, .. }, 2) => {
            let none = text.is_empty() || text == "0" || text.eq_ignore_ascii_case("off");
            let rest = if none { Millis::ZERO } else { range()?.0 };
            Timing::Reps { count, work, rest, cap }
        }
        (Timing::Reps { count, work, rest, .. }, _) => Timing::Reps { count, work, rest, cap: maybe()? },
        (Timing::Listening { ceiling, taps, .. }, 0) => Timing::Listening { check_in: maybe()?, ceiling, taps },
        (Timing::Listening { check_in, taps, .. }, _) => Timing::Listening { check_in, ceiling: maybe()?, taps },
        (Timing::Block { breaths_per_minute, .. }, 0) => Timing::Block { length: middle(range()?), breaths_per_minute },
        (Timing::Block { length, .. }, _) => Timing::Block { length, breaths_per_minute: breaths(text)? },
    };
    validate_timing(&read).map_or(Ok(read), Err)
}

/// A range says both figures at once: the minimum and the target, or the target and the ceiling.
fn open([minimum, target, ceiling]: [Option<Millis>; 3], part: u8, text: &str) -> Result<Timing, String> {
    let range = if text.is_empty() { None } else { Some(parse_range(text).map_err(|error| error.to_string())?) };
    let one = range.map(|(_, high)| high);
    let two = range.filter(|(low, high)| low < high);
    let (minimum, target, ceiling) = match (part, two) {
        (0 | 1, Some((low, high))) => (Some(low), Some(high), ceiling),
        (_, Some((low, high))) => (minimum, Some(low), Some(high)),
        (0, None) => (one, target, ceiling),
        (1, None) => (minimum, one, ceiling),
        (_, None) => (minimum, target, one),
    };
    Ok(Timing::Open { minimum, target, ceiling })
}

fn breaths(text: &str) -> Result<Option<f32>, String> {
    if text.is_empty() {
        return Ok(None);
    }
    text.parse().map(Some).map_err(|_number| format!("{text:?} is not a number; write 1 to 30, 4.5 to 7 is usual"))
}

/// Shows the phases around the work. `own` is what the steps say, `usual` what it is without that; none where they do
/// not share it.
pub(super) fn phases(
    ui: &mut Ui,
    own: impl Fn(Phase) -> Option<Option<Setting>>,
    usual: impl Fn(Phase) -> Option<Setting>,
    audience: Audience,
    typing: &mut Typing,
) -> Option<(Phase, Option<Setting>)> {
    let mut wrote = None;
    in_columns(ui, &Phase::AROUND, |ui, phase| {
        let (value, hint) = match (own(phase), usual(phase)) {
            (None, _) => (String::new(), DIFFER.to_owned()),
            (Some(own), usual) => (own.map(said).unwrap_or_default(), usual.map_or("as usual".to_owned(), said)),
        };
        let field = Typed { name: phase.word(), hint: &hint, value: &value };
        if let Some(setting) = typed(ui, field, typing, |text| setting(phase, audience, text)) {
            wrote = Some((phase, setting));
        }
    });
    wrote
}

fn said(setting: Setting) -> String {
    match setting {
        Setting::Off => "off".to_owned(),
        Setting::Wait => "wait".to_owned(),
        Setting::Timed(length) => length.to_string(),
    }
}

/// A phase as somebody typed it; nothing leaves it to the defaults.
pub(super) fn setting(phase: Phase, audience: Audience, text: &str) -> Result<Option<Setting>, String> {
    let text = text.trim().to_lowercase();
    match text.as_str() {
        "" => Ok(None),
        "off" | "no" | "none" | "0" => Ok(Some(Setting::Off)),
        "wait" | "waits" if phase == Phase::Return => Err("the return never waits; write a duration or off".to_owned()),
        "wait" | "waits" if audience == Audience::Home => {
            Err("a home routine waits nowhere; write a duration or off".to_owned())
        }
        "wait" | "waits" => Ok(Some(Setting::Wait)),
        text => match parse_range(text) {
            Ok(range) => Ok(Some(Setting::Timed(middle(range)))),
            Err(error) => Err(format!("{error}, wait or off")),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_people_type_them() {
        let fixed = Timing::Fixed { hold: Millis::from_secs(30) };
        for (text, secs) in [("90", 90), ("1:30", 90), ("1m30s", 90), ("2 min", 120), ("20-45s", 30), ("20–24s", 20)]
        {
            assert_eq!(read(&fixed, 0, text), Ok(Timing::Fixed { hold: Millis::from_secs(secs) }), "{text}");
        }
        assert_eq!(
            read(&fixed, 0, "soon").unwrap_err(),
            "\"soon\" is not a duration; write 35s, 1m30s, 1:30 or plain seconds"
        );
        assert!(read(&fixed, 0, "").is_err());
    }

    #[test]
    fn a_range_says_minimum_and_target() {
        let open = Timing::Open { minimum: None, target: None, ceiling: Some(Millis::from_mins(8)) };
        let of = |minimum: u64, target: u64, ceiling: u64| Timing::Open {
            minimum: Some(Millis::from_mins(minimum)),
            target: Some(Millis::from_mins(target)),
            ceiling: Some(Millis::from_mins(ceiling)),
        };
        assert_eq!(read(&open, 0, "2-5m"), Ok(of(2, 5, 8)));
        assert_eq!(read(&of(2, 5, 8), 2, "4-6m"), Ok(of(2, 4, 6)));
        assert!(read(&of(2, 5, 8), 0, "6m").unwrap_err().contains("shorter than the minimum"));
    }

    #[test]
    fn repetitions_and_phases_have_their_words() {
        let reps = Technique::SoftTissueRelease.usual();
        assert!(matches!(read(&reps, 1, "by hand"), Ok(Timing::Reps { work: RepWork::ByHand, .. })));
        assert!(read(&reps, 0, "0").is_err() && read(&reps, 0, "many").is_err());
        assert!(matches!(read(&reps, 3, ""), Ok(Timing::Reps { cap: None, .. })));
        assert_eq!(setting(Phase::Settle, Audience::Therapist, " Wait "), Ok(Some(Setting::Wait)));
        assert_eq!(setting(Phase::Settle, Audience::Therapist, ""), Ok(None));
        assert!(setting(Phase::Return, Audience::Therapist, "wait").is_err());
        assert!(setting(Phase::Settle, Audience::Home, "wait").is_err());
        assert_eq!(setting(Phase::Return, Audience::Home, "10"), Ok(Some(Setting::Timed(Millis::from_secs(10)))));
    }
}
