//! The room face: readable from three metres, nothing on it that invites anybody to watch a clock. It grows with the
//! window, and has a look of its own.

use egui::{Align, Color32, Id, Layout, Rect, Ui, UiBuilder, vec2};
use holdwell_app::text;
use holdwell_engine::SlotStage;
use holdwell_store::Recording;

use super::room_places::{RoomPlaces, RoomWords, grown};
use super::subject::Subject;
use super::{SessionProps, Tone, held, reminder};
use crate::theme::{Font, GRID, Theme, mix};
use crate::widgets::{DESK_SECS, ROOM_SECS, Ring, fade_colour, fit_centred, fit_whole, glow, line};

/// Shows the room face over whatever is below it; `is_alone` is set where the window's own ground is that of the room.
pub(super) fn show(ui: &mut Ui, props: &SessionProps<'_>, said: Option<(Tone, String)>, is_alone: bool) {
    let rect = ui.max_rect();
    let theme = Theme::of(ui).scaled(grown(rect));
    theme.within(ui, |ui| {
        let listening = props.view.is_listening() && held(props.view).is_none();
        let ground = if listening { theme.night } else { theme.background };
        let ground = fade_colour(ui.ctx(), Id::unique("room ground"), ground, ROOM_SECS);
        if ground != theme.background || !is_alone {
            ui.painter().rect_filled(rect, 0, ground);
        }
        if listening { listen(ui, props, said) } else { hold(ui, props, said) }
    });
}

/// Shows listening work: near black, with one dim mark.
fn listen(ui: &mut Ui, props: &SessionProps<'_>, said: Option<(Tone, String)>) {
    let theme = Theme::of(ui);
    let rect = ui.max_rect();
    ui.painter().circle_filled(rect.center(), 5.0, theme.night_mark);
    if let Some(reminder) = props.view.reminder(props.now) {
        reminder::mark(ui, rect.center(), reminder);
    }
    answer_softly(ui, props, rect, said);
    appointment(ui, props, rect);
    not_recorded(ui, props, rect, theme.night_mark);
    if let Some(rhythm) = text::rhythm(props.view) {
        let below = Rect::from_center_size(rect.center() + vec2(0.0, 6.0 * GRID), vec2(rect.width(), 4.0 * GRID));
        ui.scope_builder(UiBuilder::new().max_rect(below).layout(Layout::top_down(Align::Center)), |ui| {
            let _rhythm = fit_centred(ui, Font::RoomNext, 18.0, theme.night_mark, &rhythm);
        });
    }
}

/// Shows all other phases: side, position, the ring, the phase, and what comes next.
fn hold(ui: &mut Ui, props: &SessionProps<'_>, said: Option<(Tone, String)>) {
    let rect = ui.max_rect();
    let tint = tint(ui, props);
    let mut words = words(props, said);
    let places = RoomPlaces::new(ui, rect, &words);
    if let (None, Some(score)) = (places.ring, props.score) {
        words.said = Some((Tone::Taken, format!("{score}, {}", props.view.score_kind().word())));
    }
    places.theme.within(ui, |ui| {
        if let Some(ring) = places.ring {
            glow(ui, rect, ring.center(), tint);
            let diameter = ring.width();
            let fraction = props.view.progress(props.now).unwrap_or(0.0);
            let shown = Ring::new(&words.phase, fraction, tint).size(diameter, diameter / 24.0);
            match props.score {
                Some(score) => ui.put(ring, shown.numerals(&score.to_string(), "")),
                None => ui.put(ring, shown.dot()),
            };
        }
        words_above(ui, &words, places.above);
        words_below(ui, props, &words, places.below, tint);
    });
    appointment(ui, props, rect);
    sound(ui, props, rect);
    let faint = Theme::of(ui).faint;
    not_recorded(ui, props, rect, faint);
}

fn words(props: &SessionProps<'_>, said: Option<(Tone, String)>) -> RoomWords {
    let subject = Subject::of(props.view);
    let phase = match held(props.view) {
        Some(why) => text::why_held(props.view, why),
        None => text::phase_now(props.view, props.now),
    };
    let next = text::then(props.view.next().as_ref(), props.view);
    let next = text::chosen(props.view).map_or(next.clone(), |chosen| format!("{}, {next}", text::sentence(chosen)));
    RoomWords { side: subject.side_words, title: subject.title, phase, next, said }
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

/// Returns the phase's tint, in repetitions that of their part; dim while all stands still.
fn tint(ui: &Ui, props: &SessionProps<'_>) -> Color32 {
    let theme = Theme::of(ui);
    let tint = super::tint(&theme, props);
    let tint = if held(props.view).is_some() { mix(tint, theme.background, 0.5) } else { tint };
    // A stretch is over in seconds: its tint may not lag behind.
    let secs = if props.view.rep_part(props.now).is_some() { 2.0 * DESK_SECS } else { ROOM_SECS };
    fade_colour(ui.ctx(), Id::unique("room tint"), tint, secs)
}

/// Shows the words above the ring, standing on it, so that a short title is not far away.
fn words_above(ui: &mut Ui, words: &RoomWords, place: Rect) {
    let theme = Theme::of(ui);
    let upwards = Layout::bottom_up(Align::Center);
    ui.scope_builder(UiBuilder::new().max_rect(place).layout(upwards), |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let _title = fit_whole(ui, Font::RoomPosition, RoomWords::LEAST_TITLE, theme.text, &words.title, Align::Center);
        if !words.side.is_empty() {
            let _side = fit_centred(ui, Font::RoomSide, 24.0, theme.soft, words.side);
        }
    });
}

fn words_below(ui: &mut Ui, props: &SessionProps<'_>, words: &RoomWords, place: Rect, tint: Color32) {
    let theme = Theme::of(ui);
    let downwards = Layout::top_down(Align::Center);
    ui.scope_builder(UiBuilder::new().max_rect(place).layout(downwards), |ui| {
        ui.spacing_mut().item_spacing.y = RoomWords::BETWEEN;
        let colour = if held(props.view).is_some() { theme.text } else { tint };
        let _phase = fit_centred(ui, Font::RoomPhase, 22.0, colour, &words.phase);
        let _next = fit_centred(ui, Font::RoomNext, 20.0, theme.soft, &words.next);
        if let Some((tone, said)) = &words.said {
            let colour = if *tone == Tone::Refused { theme.caution } else { theme.soft };
            let _said = fit_centred(ui, Font::RoomNext, 20.0, colour, said);
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

/// Says quietly, and as long as it lasts, that the session leaves no record.
fn not_recorded(ui: &mut Ui, props: &SessionProps<'_>, rect: Rect, colour: Color32) {
    if !matches!(props.cx.conductor.recording, Recording::Locked | Recording::Failing) {
        return;
    }
    let place = rect.shrink2(vec2(40.0, 2.0 * GRID));
    ui.scope_builder(UiBuilder::new().max_rect(place).layout(Layout::top_down(Align::LEFT)), |ui| {
        let _mark = line(ui, Font::Body, colour, "Not recorded");
    });
}

/// Shows the progress of the appointment as a bar, without a number: neutral, in another tint once it is time to close,
/// and with a second mark past the end.
fn appointment(ui: &Ui, props: &SessionProps<'_>, rect: Rect) {
    let (Some(slot), Some(stage)) = (props.view.slot(), props.view.slot_stage(props.now)) else { return };
    let theme = Theme::of(ui);
    let gone = props.now.0 as f32 / slot.until.0.max(1) as f32;
    let bottom = rect.bottom() - 20.0;
    let bar = rect.shrink2(vec2(40.0, 0.0)).with_max_y(bottom).with_min_y(bottom - (3.0 * grown(rect)).max(3.0));
    ui.painter().rect_filled(bar, 1, theme.track);
    let gone = bar.with_max_x(bar.left() + bar.width() * gone.clamp(0.0, 1.0));
    let neutral = mix(theme.faint, theme.background, 0.6);
    let closing = mix(theme.caution, theme.background, 0.75);
    let tint = if stage == SlotStage::Open { neutral } else { closing };
    let tint = fade_colour(ui.ctx(), Id::unique("room appointment"), tint, ROOM_SECS);
    ui.painter().rect_filled(gone, 1, tint);
    if let SlotStage::Over(_) = stage {
        let second = bar.translate(vec2(0.0, -5.0 - bar.height())).with_min_x(bar.right() - 0.2 * bar.width());
        ui.painter().rect_filled(second, 1, tint);
    }
}
