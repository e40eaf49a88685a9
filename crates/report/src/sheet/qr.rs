//! A link as a code that a phone reads.

use maud::{Markup, PreEscaped, html};
use qrcode::{Color, EcLevel, QrCode};

/// The most modules on a side: more are too fine for a phone at the size that they have on the sheet.
const MOST: usize = 69;
/// The white edges that a reader needs, in modules: at the left and below. Above and at the right is the margin of the page.
const EDGES: (usize, usize) = (4, 2);

/// Draws a link; nothing where it is too long.
pub(super) fn picture(link: &str) -> Option<Markup> {
    let code = QrCode::with_error_correction_level(link, EcLevel::M).ok()?;
    let width = Some(code.width()).filter(|width| *width <= MOST)?;
    let mut path = String::new();
    for (place, _) in code.to_colors().iter().enumerate().filter(|(_, colour)| **colour == Color::Dark) {
        path.extend([format!("M{} {}h1v1h-1z", place % width + EDGES.0, place / width)]);
    }
    let (across, down) = (width + EDGES.0, width + EDGES.1);
    Some(html! {
        (PreEscaped(format!(
            "<svg class=\"code\" viewBox=\"0 0 {across} {down}\" role=\"img\" aria-label=\"This plan for your phone\"><path d=\"{path}\"/></svg>"
        )))
    })
}
