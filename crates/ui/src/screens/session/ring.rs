//! The ring of the desk face, with the time in it.

use egui::{Align, Id, Label, Layout, Rect, Ui, UiBuilder, vec2};
use holdwell_app::text;
use holdwell_engine::{Stage, View};
use holdwell_model::{Millis, Phase, RepWork, Timing};

use super::{SessionProps, held};
use crate::theme::{Font, Theme, mix};
use crate::widgets::{DESK_SECS, Ring, fade_colour, fit_centred};

/// The diameter of the ring, where there is room for it.
const RING: f32 = 374.0;

/// Returns the diameter that there is room for.
pub(super) fn diameter(room: Rect) -> f32 {
    room.width().min(room.height()).min(RING)
}

pub(super) fn show(ui: &mut Ui, props: &SessionProps<'_>) {
    let theme = Theme::of(ui);
    let room = ui.max_rect();
    let diameter = diameter(room);
    let rect = Rect::from_center_size(room.center(), vec2(diameter, diameter));
    let tint = props.view.phase().map_or(theme.action, |phase| theme.tint(phase));
    let tint = if held(props.view).is_some() { mix(tint, theme.background, 0.5) } else { tint };
    let tint = fade_colour(ui.ctx(), Id::unique("desk tint"), tint, DESK_SECS);
    if let Some(score) = props.score {
        let fraction = props.view.progress(props.now).unwrap_or(0.0);
        let ring = Ring::new("Score", fraction, tint).size(diameter, diameter / 26.7);
        let _ring = ui.put(rect, ring.numerals(&score.to_string(), props.view.score_kind().word()));
        return;
    }
    let (large, below) = numbers(props);
    let fraction = props.view.progress(props.now).unwrap_or(0.0);
    let name = spoken(props);
    let marks = marks(props);
    let mut ring = Ring::new(&name, fraction, tint).size(diameter, diameter / 26.7).marks(&marks);
    if !large.is_empty() {
        ring = ring.numerals(&large, &below);
    }
    let listening = props.view.is_listening();
    if !listening {
        let _ring = ui.put(rect, ring);
    }
    if large.is_empty() {
        let room = Rect::from_center_size(rect.center(), vec2(rect.width() * 0.66, 100.0 * theme.text_size));
        let layout = Layout::top_down(Align::Center);
        ui.scope_builder(UiBuilder::new().max_rect(room).layout(layout), |ui| wait(ui, props));
    }
}

/// Returns the time and what ends it in one line, where there is no room for a ring.
pub(super) fn in_a_line(props: &SessionProps<'_>) -> String {
    if let Some(score) = props.score {
        return format!("{score}  {}", props.view.score_kind().word());
    }
    let (large, below) = numbers(props);
    match (large.is_empty(), props.view.phase()) {
        (false, _) => format!("{large}  {below}"),
        (true, Some(_)) => format!("{}  {below}", props.view.elapsed(props.now).clock()),
        (true, None) => below,
    }
}

/// Shows what ends a wait, and softly its length so far.
pub(super) fn wait(ui: &mut Ui, props: &SessionProps<'_>) {
    let theme = Theme::of(ui);
    let (large, below) = numbers(props);
    let below = if large.is_empty() { below } else { format!("{large}  {below}") };
    if !below.is_empty() {
        let font = if ui.available_width() < 172.0 { Font::Body } else { Font::Lead };
        let _waits = ui.add(Label::new(theme.rich(font, below)).wrap());
    }
    if large.is_empty() && props.view.phase().is_some() {
        let _time = fit_centred(ui, Font::Body, 13.0, theme.faint, &props.view.elapsed(props.now).clock());
    }
}

/// Returns the time in the ring and the line below. A wait has no large time: nobody is hurried.
fn numbers(props: &SessionProps<'_>) -> (String, String) {
    let view = props.view;
    let elapsed = view.elapsed(props.now);
    if view.stage() == Stage::Ready {
        return (String::new(), "Advance starts".to_owned());
    }
    match (view.phase(), view.length()) {
        (Some(Phase::Work), length) => work_numbers(view, elapsed, length),
        (_, Some(length)) => of_length(elapsed, length),
        (phase, None) => (String::new(), waits_for(phase).to_owned()),
    }
}

/// Returns the numbers of the work, which each kind of timing counts in its own way.
fn work_numbers(view: &View, elapsed: Millis, length: Option<Millis>) -> (String, String) {
    match (view.active().timing, length) {
        (Timing::Reps { count, work, .. }, length) => {
            let below = match (work, length) {
                (RepWork::Timed(_), Some(length)) => format!("{} left", left(length, elapsed).clock()),
                _ => "Advance after each".to_owned(),
            };
            (format!("{} of {count}", view.active().reps), below)
        }
        (Timing::Open { minimum, target, ceiling }, _) => {
            (elapsed.clock(), landmark(elapsed, &[("minimum", minimum), ("target", target), ("ceiling", ceiling)]))
        }
        (Timing::Listening { .. }, None) => (String::new(), text::rhythm(view).unwrap_or_default()),
        (Timing::Fixed { .. } | Timing::Block { .. } | Timing::Listening { .. }, Some(length)) => {
            of_length(elapsed, length)
        }
        (Timing::Fixed { .. } | Timing::Block { .. }, None) => (String::new(), String::new()),
    }
}

fn of_length(elapsed: Millis, length: Millis) -> (String, String) {
    (elapsed.clock(), format!("of {}  ·  {} left", length.clock(), left(length, elapsed).clock()))
}

/// Returns the rest of a length: as long as the time that is shown has not reached it, a second at least.
fn left(length: Millis, elapsed: Millis) -> Millis {
    let shown = Millis(elapsed.0 / 1000 * 1000);
    length - shown
}

/// Returns the next point of open work, in words.
fn landmark(elapsed: Millis, points: &[(&str, Option<Millis>)]) -> String {
    let ahead = points.iter().find_map(|(name, at)| at.filter(|at| elapsed < *at).map(|at| (name, at)));
    match ahead {
        Some((name, at)) => format!("{name} at {}", at.clock()),
        None if points.iter().any(|(_, at)| at.is_some()) => "as long as it needs".to_owned(),
        None => "until it releases".to_owned(),
    }
}

const fn waits_for(phase: Option<Phase>) -> &'static str {
    match phase {
        Some(Phase::Settle) => "Advance when your hands are ready",
        Some(Phase::Rate) => "Type 0 to 10, or Advance",
        Some(Phase::Recheck) => "Feel again, then Advance",
        Some(Phase::Rest) => "Advance goes on",
        _ => "",
    }
}

/// Returns the minimum and the ceiling of open work, as shares of the lap.
fn marks(props: &SessionProps<'_>) -> Vec<f32> {
    let landmarks = props.view.active().timing.landmarks();
    let (Some(Phase::Work), Some([minimum, target, ceiling])) = (props.view.phase(), landmarks) else {
        return Vec::new();
    };
    let Some(whole) = target.or(minimum).or(ceiling).filter(|whole| !whole.is_zero()) else { return Vec::new() };
    let share = |at: Millis| at.0 as f32 / whole.0 as f32;
    [minimum, ceiling].into_iter().flatten().filter(|at| *at != whole).map(share).collect()
}

/// Returns the phase and its time for a screen reader.
fn spoken(props: &SessionProps<'_>) -> String {
    let phase = text::phase(props.view);
    match props.view.remaining(props.now) {
        Some(left) => format!("{phase}, {} left", left.spoken()),
        None => format!("{phase}, {} so far", props.view.elapsed(props.now).spoken()),
    }
}
