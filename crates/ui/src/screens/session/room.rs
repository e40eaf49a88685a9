//! The room face: readable from three metres, nothing on it that invites anybody to watch a clock.

use egui::{Align, Color32, Id, Layout, Pos2, Rect, Ui, UiBuilder, pos2, vec2};
use holdwell_app::text;
use holdwell_engine::SlotStage;

use super::subject::Subject;
use super::{SessionProps, Tone, held, reminder};
use crate::theme::{Font, GRID, Theme, mix};
use crate::widgets::{ROOM_SECS, Ring, fade_colour, fit_centred, glow, line};

/// The diameter of the ring, where there is room for it.
const RING: f32 = 292.0;

pub(super) fn show(ui: &mut Ui, props: &SessionProps<'_>, said: Option<(Tone, String)>) {
    let theme = Theme::of(ui);
    let rect = ui.max_rect();
    let listening = props.view.is_listening() && held(props.view).is_none();
    let ground = if listening { theme.night } else { theme.background };
    let ground = fade_colour(ui.ctx(), Id::unique("room ground"), ground, ROOM_SECS);
    if ground != theme.background {
        ui.painter().rect_filled(rect, 0, ground);
    }
    if listening {
        ui.painter().circle_filled(rect.center(), 5.0, theme.night_mark);
        if let Some(reminder) = props.view.reminder(props.now) {
            reminder::mark(ui, rect.center(), reminder);
        }
        answer_softly(ui, props, rect, said);
        appointment(ui, props, rect);
        if let Some(rhythm) = text::rhythm(props.view) {
            let below = Rect::from_center_size(rect.center() + vec2(0.0, 6.0 * GRID), vec2(rect.width(), 4.0 * GRID));
            ui.scope_builder(UiBuilder::new().max_rect(below).layout(Layout::top_down(Align::Center)), |ui| {
                let _rhythm = fit_centred(ui, Font::RoomNext, 18.0, theme.night_mark, &rhythm);
            });
        }
        return;
    }
    let tint = tint(ui, props);
    let layout = Stack::new(&theme, rect);
    glow(ui, rect, layout.ring, tint);
    words_above(ui, props, &layout);
    let ring = Rect::from_center_size(layout.ring, vec2(layout.diameter, layout.diameter));
    let fraction = props.view.progress(props.now).unwrap_or(0.0);
    let shown = Ring::new(text::phase(props.view), fraction, tint).size(layout.diameter, layout.diameter / 24.0);
    match props.score {
        Some(score) => ui.put(ring, shown.numerals(&score.to_string(), "")),
        None => ui.put(ring, shown.dot()),
    };
    words_below(ui, props, &layout, tint, said);
    appointment(ui, props, rect);
    sound(ui, props, rect);
}

/// Answers a press in listening work: dimly, in words, and the score that is typed.
fn answer_softly(ui: &mut Ui, props: &SessionProps<'_>, rect: Rect, said: Option<(Tone, String)>) {
    let theme = Theme::of(ui);
    let place = Rect::from_center_size(rect.center() + vec2(0.0, 18.0 * GRID), vec2(rect.width(), 12.0 * GRID));
    ui.scope_builder(UiBuilder::new().max_rect(place).layout(Layout::top_down(Align::Center)), |ui| {
        if let Some(score) = props.score {
            let _score = fit_centred(ui, Font::RoomPhase, 22.0, theme.night_mark, &score.to_string());
        }
        if let Some((_, words)) = said {
            let _said = fit_centred(ui, Font::RoomNext, 18.0, theme.night_mark, &words);
        }
    });
}

/// Returns the phase's tint; dim while all stands still.
fn tint(ui: &Ui, props: &SessionProps<'_>) -> Color32 {
    let theme = Theme::of(ui);
    let tint = props.view.phase().map_or(theme.action, |phase| theme.tint(phase));
    let tint = if held(props.view).is_some() { mix(tint, theme.background, 0.5) } else { tint };
    fade_colour(ui.ctx(), Id::unique("room tint"), tint, ROOM_SECS)
}

/// The places of the parts of the room face.
struct Stack {
    above: Rect,
    ring: Pos2,
    diameter: f32,
    below: Rect,
}

impl Stack {
    fn new(theme: &Theme, rect: Rect) -> Self {
        let line = 1.4 * theme.text_size;
        let above = (Font::RoomSide.size() + Font::RoomPosition.size()) * line;
        let below = (Font::RoomPhase.size() + 2.0 * Font::RoomNext.size()) * line + GRID;
        let room = rect.height() - above - below - 12.0 * GRID;
        let diameter = room.clamp(96.0, RING);
        let total = above + 3.0 * GRID + diameter + 3.0 * GRID + below;
        let top = rect.top() + ((rect.height() - total) / 2.0).max(GRID);
        let inner = rect.shrink2(vec2(40.0, 0.0));
        let ring_top = top + above + 3.0 * GRID;
        let below_top = ring_top + diameter + 3.0 * GRID;
        Self {
            above: inner.with_min_y(top).with_max_y(top + above),
            ring: pos2(rect.center().x, ring_top + diameter / 2.0),
            diameter,
            below: inner.with_min_y(below_top).with_max_y(rect.bottom() - 3.0 * GRID),
        }
    }
}

/// Shows the words above the ring, standing on it, so that a short title is not far away.
fn words_above(ui: &mut Ui, props: &SessionProps<'_>, layout: &Stack) {
    let theme = Theme::of(ui);
    let subject = Subject::of(props.view);
    let upwards = Layout::bottom_up(Align::Center);
    ui.scope_builder(UiBuilder::new().max_rect(layout.above).layout(upwards), |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let _title = fit_centred(ui, Font::RoomPosition, 40.0, theme.text, &subject.title);
        if !subject.side_words.is_empty() {
            let _side = fit_centred(ui, Font::RoomSide, 24.0, theme.soft, subject.side_words);
        }
    });
}

fn words_below(ui: &mut Ui, props: &SessionProps<'_>, layout: &Stack, tint: Color32, said: Option<(Tone, String)>) {
    let theme = Theme::of(ui);
    let downwards = Layout::top_down(Align::Center);
    ui.scope_builder(UiBuilder::new().max_rect(layout.below).layout(downwards), |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        match held(props.view) {
            Some(why) => {
                let _why = fit_centred(ui, Font::RoomPhase, 22.0, theme.text, &text::why(why));
            }
            None => {
                let _phase = fit_centred(ui, Font::RoomPhase, 22.0, tint, text::phase(props.view));
            }
        }
        let next = text::then(props.view.next().as_ref(), props.view);
        let chosen = text::chosen(props.view).map(|chosen| format!("{}, {next}", text::sentence(chosen)));
        let _next = fit_centred(ui, Font::RoomNext, 18.0, theme.faint, chosen.as_deref().unwrap_or(&next));
        if let Some((tone, words)) = said {
            let colour = if tone == Tone::Refused { theme.caution } else { theme.soft };
            let _said = fit_centred(ui, Font::RoomNext, 18.0, colour, &words);
        }
    });
}

/// Says faintly, where the therapist looks, that cues should be heard and are not.
fn sound(ui: &mut Ui, props: &SessionProps<'_>, rect: Rect) {
    if !props.cx.conductor.sound.is_fault() {
        return;
    }
    let theme = Theme::of(ui);
    let place = rect.shrink2(vec2(40.0, 2.0 * GRID));
    ui.scope_builder(UiBuilder::new().max_rect(place).layout(Layout::top_down(Align::RIGHT)), |ui| {
        let _sound = line(ui, Font::Body, theme.faint, "No sound: cues are on the screen");
    });
}

/// Shows the progress of the appointment as a bar, without a number: neutral, in another tint once it is time to close,
/// and with a second mark past the end.
fn appointment(ui: &Ui, props: &SessionProps<'_>, rect: Rect) {
    let (Some(slot), Some(stage)) = (props.view.slot(), props.view.slot_stage(props.now)) else { return };
    let theme = Theme::of(ui);
    let gone = props.now.0 as f32 / slot.until.0.max(1) as f32;
    let bar = rect.shrink2(vec2(40.0, 0.0)).with_min_y(rect.bottom() - 23.0).with_max_y(rect.bottom() - 20.0);
    ui.painter().rect_filled(bar, 1, theme.track);
    let gone = bar.with_max_x(bar.left() + bar.width() * gone.clamp(0.0, 1.0));
    let neutral = mix(theme.faint, theme.background, 0.6);
    let closing = mix(theme.caution, theme.background, 0.75);
    let tint = if stage == SlotStage::Open { neutral } else { closing };
    let tint = fade_colour(ui.ctx(), Id::unique("room appointment"), tint, ROOM_SECS);
    ui.painter().rect_filled(gone, 1, tint);
    if let SlotStage::Over(_) = stage {
        let second = bar.translate(vec2(0.0, -8.0)).with_min_x(bar.right() - 0.2 * bar.width());
        ui.painter().rect_filled(second, 1, tint);
    }
}
