//! Fades of colours and values; nothing blinks, bounces or slides.

use std::time::Duration;

use egui::{Color32, Context, Id};

use crate::theme::mix;

/// The length of a change on the desk face and everywhere else, in seconds.
pub const DESK_SECS: f32 = 0.2;
/// The length of a change on the room face, in seconds.
pub const ROOM_SECS: f32 = 1.0;

/// Between two frames of a fade. A colour that moves this slowly needs no more, and the other frames are not paid for.
const FRAME: Duration = Duration::from_millis(33);

#[derive(Debug, Clone, Copy)]
struct Fading<T> {
    from: T,
    to: T,
    since: f64,
}

/// Returns a colour on its way to another. Frames are asked for only while it is on its way, none once it is there.
pub fn fade_colour(ctx: &Context, id: Id, target: Color32, secs: f32) -> Color32 {
    run(ctx, id, target, secs, |from, to, share| mix(to, from, share))
}

/// Returns a value on its way to another, such as an opacity.
pub fn fade(ctx: &Context, id: Id, target: f32, secs: f32) -> f32 {
    run(ctx, id, target, secs, |from, to, share| from + (to - from) * share)
}

fn run<T>(ctx: &Context, id: Id, target: T, secs: f32, between: impl Fn(T, T, f32) -> T) -> T
where
    T: Copy + PartialEq + Send + Sync + 'static,
{
    let now = ctx.input(|input| input.time);
    let here = |fading: Fading<T>| {
        let share = ((now - fading.since) as f32 / secs.max(f32::EPSILON)).clamp(0.0, 1.0);
        (between(fading.from, fading.to, ease(share)), share)
    };
    let start = Fading { from: target, to: target, since: f64::NEG_INFINITY };
    let mut fading = ctx.data(|data| data.get_temp::<Fading<T>>(id)).unwrap_or(start);
    if fading.to != target {
        fading = Fading { from: here(fading).0, to: target, since: now };
    }
    ctx.data_mut(|data| data.insert_temp(id, fading));
    let (value, share) = here(fading);
    if share < 1.0 {
        ctx.request_repaint_after(FRAME);
        value
    } else {
        target
    }
}

fn ease(share: f32) -> f32 {
    share * share * (3.0 - 2.0 * share)
}
