//! A picture of figures over time as part of a page: drawn for the eye, and the same as a table for whoever reads or
//! listens.

mod draw;
#[cfg(test)]
mod tests;

use jiff::tz::TimeZone;
use maud::{Markup, PreEscaped, html};

use holdwell_measures::{Chart, ChartRow};

/// Style of the charts, for the head of a page.
pub const CHART_STYLE: &str = include_str!("chart/style.css");

/// Writes a chart with its table.
pub fn chart(chart: &Chart, zone: &TimeZone) -> Markup {
    let has_moments = chart.rows.iter().any(|row| row.moment.is_some());
    let has_changes = chart.rows.iter().any(|row| row.change.is_some());
    let has_medians = chart.rows.iter().any(|row| row.median.is_some());
    html! {
        figure.chart {
            figcaption { (chart.title) @if !chart.unit.is_empty() { ", " (chart.unit) } }
            (PreEscaped(draw::svg(chart, zone)))
            table {
                caption.quiet { (legend(chart)) }
                tr {
                    th scope="col" { "Day" }
                    @if has_moments { th scope="col" { "When" } }
                    th scope="col" { "Figure" }
                    @if has_medians { th scope="col" { "Median" } }
                    @if has_changes { th scope="col" { "Since the first" } }
                }
                @for row in &chart.rows {
                    tr {
                        td { (day(row, zone)) }
                        @if has_moments { td { (row.moment.map_or("", holdwell_measures::Moment::words)) } }
                        td { (row.figure) }
                        @if has_medians { td { (row.median.as_deref().unwrap_or_default()) } }
                        @if has_changes { td { (row.change.map_or_else(String::new, |change| change.words())) } }
                    }
                }
            }
        }
    }
}

/// Says what the drawing means.
fn legend(chart: &Chart) -> String {
    let parts = [
        chart.band.map(|(low, high)| format!("Between {low} and {high} nothing can be told from the first figure")),
        chart.target.map(|target| format!("The target is {target}")),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(". ")
}

fn day(row: &ChartRow, zone: &TimeZone) -> String {
    row.at.to_zoned(zone.clone()).date().to_string()
}
