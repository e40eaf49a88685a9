//! The drawing of a chart as SVG. Nothing here knows a colour: the classes are for the style of the page.

use std::fmt::Write as _;

use jiff::tz::TimeZone;

use holdwell_measures::{Chart, LineKind};

/// Width and height of the drawing.
const SIZE: (f64, f64) = (640.0, 220.0);
/// Room for the words at the left, and below.
const ROOM: (f64, f64) = (44.0, 26.0);
/// Room at the top and at the right.
const EDGE: f64 = 10.0;

/// The places of the figures on the drawing.
struct Places<'a> {
    chart: &'a Chart,
}

impl Places<'_> {
    fn x(&self, time: f64) -> f64 {
        ROOM.0 + share(time, self.chart.time) * (SIZE.0 - ROOM.0 - EDGE)
    }

    fn y(&self, figure: f64) -> f64 {
        EDGE + (1.0 - share(figure, self.chart.figures)) * (SIZE.1 - ROOM.1 - EDGE)
    }
}

/// Returns the place of a value between two others, from 0 to 1.
fn share(value: f64, (low, high): (f64, f64)) -> f64 {
    if high > low { ((value - low) / (high - low)).clamp(0.0, 1.0) } else { 0.5 }
}

/// Writes the drawing. Its label says what it shows; the figures stand in the table beside it.
pub(super) fn svg(chart: &Chart, zone: &TimeZone) -> String {
    let places = Places { chart };
    let (left, right) = (places.x(chart.time.0), places.x(chart.time.1));
    let (bottom, top) = (places.y(chart.figures.0), places.y(chart.figures.1));
    let mut svg = format!("<svg viewBox=\"0 0 {} {}\" role=\"img\" aria-label=\"{}\">", SIZE.0, SIZE.1, label(chart));
    if let Some((low, high)) = chart.band {
        let (from, to) = (places.y(high), places.y(low));
        put(
            &mut svg,
            format_args!(
                "<rect class=\"band\" x=\"{left:.1}\" y=\"{from:.1}\" width=\"{:.1}\" height=\"{:.1}\"/>",
                right - left,
                to - from
            ),
        );
    }
    for at in &chart.sessions {
        let x = places.x(*at);
        put(&mut svg, format_args!("<path class=\"session\" d=\"M{x:.1} {:.1}V{bottom:.1}\"/>", bottom - 6.0));
    }
    put(&mut svg, format_args!("<path class=\"axis\" d=\"M{left:.1} {top:.1}V{bottom:.1}H{right:.1}\"/>"));
    words(&mut svg, chart, zone, (left, right, bottom, top));
    if let Some(target) = chart.target {
        let y = places.y(target);
        put(&mut svg, format_args!("<path class=\"target\" d=\"M{left:.1} {y:.1}H{right:.1}\"/>"));
    }
    for line in &chart.lines {
        let points: Vec<(f64, f64)> =
            line.points.iter().map(|[time, figure]| (places.x(*time), places.y(*figure))).collect();
        draw(&mut svg, line.kind, &points);
    }
    svg + "</svg>"
}

fn put(svg: &mut String, part: std::fmt::Arguments<'_>) {
    // Writing into a text cannot fail.
    let _written = svg.write_fmt(part);
}

/// Writes the ends of both scales.
fn words(svg: &mut String, chart: &Chart, zone: &TimeZone, (left, right, bottom, top): (f64, f64, f64, f64)) {
    let [first, last] = chart.days(zone);
    let scale = |figure: f64| if figure.fract().abs() < 0.05 { format!("{figure:.0}") } else { format!("{figure:.1}") };
    for (figure, y) in [(chart.figures.0, bottom), (chart.figures.1, top + 8.0)] {
        let x = left - 6.0;
        put(svg, format_args!("<text x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"end\">{}</text>", scale(figure)));
    }
    let y = bottom + 18.0;
    put(svg, format_args!("<text x=\"{left:.1}\" y=\"{y:.1}\">{first}</text>"));
    if last != first {
        put(svg, format_args!("<text x=\"{right:.1}\" y=\"{y:.1}\" text-anchor=\"end\">{last}</text>"));
    }
}

fn draw(svg: &mut String, kind: LineKind, points: &[(f64, f64)]) {
    let class = match kind {
        LineKind::Figures => "figures",
        LineKind::Median => "median",
        LineKind::WithinSession => "within",
        LineKind::Points => "points",
    };
    if kind != LineKind::Points && points.len() > 1 {
        let path = points.iter().enumerate().map(|(place, (x, y))| {
            let sign = if place == 0 { 'M' } else { 'L' };
            format!("{sign}{x:.1} {y:.1}")
        });
        put(svg, format_args!("<path class=\"{class}\" d=\"{}\"/>", path.collect::<String>()));
    }
    for (x, y) in points {
        put(svg, format_args!("<circle class=\"{class}\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"3\"/>"));
    }
}

/// Says in one line what is seen, as it may stand in an attribute.
fn label(chart: &Chart) -> String {
    let ends = chart.rows.first().zip(chart.rows.last());
    let said = match ends {
        Some((first, last)) if chart.rows.len() > 1 => {
            format!("{}: {} figures, from {} to {}", chart.title, chart.rows.len(), first.figure, last.figure)
        }
        Some((only, _)) => format!("{}: {}", chart.title, only.figure),
        None => chart.title.clone(),
    };
    said.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
