//! Amounts as pictures: a clock's face for each minute, a dot for each repetition.

use maud::{Markup, PreEscaped, html};

use holdwell_model::{Millis, Timing};

/// The most that anybody counts at a glance: more is told in words.
const MOST: u64 = 10;
/// The distance from one face or dot to the next, in points.
const STEP: f32 = 20.0;

/// Draws the amount of a timing; nothing where it is too much for a picture.
pub(super) fn picture(timing: &Timing) -> Markup {
    match timing.counted() {
        Some((count, _)) if u64::from(count) <= 2 * MOST => {
            row(count.into(), 0.5, &|at| format!("<circle class=\"full\" cx=\"{at}\" cy=\"10\" r=\"3.5\"/>"))
        }
        Some(_) => html! {},
        None => faces(timing.expected()),
    }
}

/// Draws a face for each minute; the last may be a part of one.
fn faces(length: Millis) -> Markup {
    let (minutes, rest) = (length.0 / 60_000, length.0 % 60_000);
    let count = minutes + u64::from(rest > 0);
    if count > MOST {
        return html! {};
    }
    row(count, 1.0, &|at| {
        let place = (at / STEP) as u64;
        let share = if place < minutes { 1.0 } else { rest as f32 / 60_000.0 };
        face(at, share)
    })
}

/// Draws so many of something beside each other.
fn row(count: u64, narrow: f32, one: &dyn Fn(f32) -> String) -> Markup {
    let step = STEP * narrow;
    let width = step * count as f32;
    let mut svg = format!(
        "<svg class=\"faces\" viewBox=\"0 0 {width} 20\" style=\"width:{}mm\" aria-hidden=\"true\">",
        width * 0.3
    );
    for place in 0..count {
        svg += &one(step * (place as f32 + 0.5));
    }
    svg += "</svg>";
    html! { (PreEscaped(svg)) }
}

/// Draws a face of which this share is filled, from twelve o'clock on.
fn face(at: f32, share: f32) -> String {
    const R: f32 = 8.0;
    let mut svg = format!("<circle class=\"face\" cx=\"{at}\" cy=\"10\" r=\"{R}\"/>");
    if share >= 1.0 {
        svg.extend([format!("<circle class=\"full\" cx=\"{at}\" cy=\"10\" r=\"{R}\"/>")]);
    } else {
        let angle = share * std::f32::consts::TAU;
        let (x, y) = (at + R * angle.sin(), 10.0 - R * angle.cos());
        let large = u8::from(share > 0.5);
        svg.extend([format!("<path class=\"full\" d=\"M{at} 10V{}A{R} {R} 0 {large} 1 {x:.2} {y:.2}Z\"/>", 10.0 - R)]);
    }
    svg
}
