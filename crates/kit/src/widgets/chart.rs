//! Figures over time: a picture for the eye, and the same figures as a list for the keyboard and for whoever listens.

#[cfg(test)]
mod tests;

use egui::{Color32, Response, Role, TextStyle, Ui, WidgetInfo};
use egui_plot::{GridMark, HLine, Line, LineStyle, MarkerShape, Plot, PlotPoints, PlotUi, Points, Polygon, VLine};
use holdwell_measures::{Chart, ChartRow, LineKind, Moment};
use holdwell_model::Millis;
use jiff::tz::TimeZone;

use super::button::Button;
use super::rows::{At, Row, rows};
use super::text::{one_row, wrapped};
use crate::theme::{Font, Theme, mix};

/// A chart with its list.
#[must_use = "a chart is shown with `show`"]
pub struct ChartView<'a> {
    chart: &'a Chart,
    zone: &'a TimeZone,
    height: f32,
}

/// Height of the picture in points.
const HEIGHT: f32 = 220.0;
/// Days that stand below a chart at most.
const DAYS: f32 = 5.0;

impl<'a> ChartView<'a> {
    /// Creates a view of a chart; the zone says which day an instant is on.
    pub const fn new(chart: &'a Chart, zone: &'a TimeZone) -> Self {
        Self { chart, zone, height: HEIGHT }
    }

    /// Sets another height of the picture, in points.
    pub const fn height(self, height: f32) -> Self {
        Self { height, ..self }
    }

    /// Shows the title, the picture, and the list where that is wanted. Returns the place of the row that was pressed.
    pub fn show(self, ui: &mut Ui, is_list: &mut bool) -> Option<usize> {
        let theme = Theme::of(ui);
        let _title = wrapped(ui, Font::Strong, theme.text, self.chart.title.clone());
        let _picture = self.picture(ui, &theme);
        if let Some(words) = self.legend() {
            let _legend = wrapped(ui, Font::Small, theme.faint, words);
        }
        ui.push_id(("list of a chart", &self.chart.title), |ui| {
            let words = if *is_list { "Hide the list" } else { "As a list" };
            if ui.add(Button::quiet(&format!("{words}: {}", self.chart.title)).words(words)).clicked() {
                *is_list = !*is_list;
            }
            let lines = || -> Vec<Row> { self.chart.rows.iter().rev().map(|row| self.row(row)).collect() };
            let pressed = if *is_list { rows(ui, At::default(), &lines()) } else { None };
            pressed.and_then(|pressed| self.chart.rows.len().checked_sub(pressed + 1))
        })
        .inner
    }

    fn row(&self, row: &ChartRow) -> Row {
        let day = row.at.to_zoned(self.zone.clone()).date().to_string();
        let median = row.median.as_ref().map(|median| format!("median {median}"));
        let change = row.change.map(|change| format!("since the first: {}", change.words()));
        let moment = row.moment.map(|moment| moment.words().to_owned()).filter(|_| row.moment != Some(Moment::Between));
        let line: Vec<String> = [moment, change, median].into_iter().flatten().collect();
        Row::new(row.figure.clone(), line.join(" · "), day)
    }

    /// Says what the picture means beside its lines.
    fn legend(&self) -> Option<String> {
        let parts = [
            self.chart.band.map(|_| "In the band nothing can be told from the first figure"),
            self.chart.target.map(|_| "Dashed: the target"),
            (!self.chart.sessions.is_empty()).then_some("Upright lines: sessions"),
            self.has(LineKind::Median).then_some("Line: the middle of the last five"),
            self.has(LineKind::WithinSession).then_some("Short lines: before and after a session"),
        ];
        let said: Vec<&str> = parts.into_iter().flatten().collect();
        (!said.is_empty()).then(|| said.join(" · "))
    }

    fn has(&self, kind: LineKind) -> bool {
        self.chart.lines.iter().any(|line| line.kind == kind)
    }

    fn picture(&self, ui: &mut Ui, theme: &Theme) -> Response {
        let (chart, zone) = (self.chart, self.zone);
        let (from, to) = chart.time;
        let (low, high) = chart.figures;
        let height = self.height * theme.text_size.sqrt();
        let scale = Scale::new(ui, theme, height);
        let [aside, below] = [(to - from) * scale.aside, (high - low) * scale.below];
        ui.style_mut().text_styles.insert(TextStyle::Body, theme.font(Font::Small));
        ui.visuals_mut().override_text_color = Some(theme.faint);
        let plot = Plot::new(("chart", &chart.title))
            .height(height)
            .allow_drag(false)
            .allow_zoom(false)
            .allow_scroll(false)
            .allow_boxed_zoom(false)
            .allow_double_click_reset(false)
            .allow_axis_zoom_drag(false)
            .show_background(false)
            .show_x(false)
            .show_y(false)
            .sense(egui::Sense::hover())
            .default_x_bounds(from - aside, to + aside)
            .default_y_bounds(low - below, high + (high - low) * 0.04)
            .x_grid_spacer(move |_| days(from, to, scale.days, zone))
            .x_axis_formatter(move |mark, _| day(mark.value, zone))
            .y_grid_spacer(move |_| figures(chart.figures))
            .y_axis_formatter(move |mark, _| figure(mark.value, chart.unit))
            .grid_color(theme.line)
            .show_grid([false, true]);
        let shown = plot.show(ui, |plot| draw(plot, chart, theme));
        ui.reset_style();
        let response = shown.response;
        response.widget_info(|| WidgetInfo::labeled(Role::Image, ui.is_enabled(), label(chart)));
        response
    }
}

/// The room that the words at both scales need around the picture, as shares of what is shown, and the days that fit.
struct Scale {
    aside: f64,
    below: f64,
    days: usize,
}

impl Scale {
    fn new(ui: &Ui, theme: &Theme, height: f32) -> Self {
        let day = one_row(ui, "30 Sep", theme.font(Font::Small), theme.faint, f32::INFINITY).size();
        let width = (ui.available_width() - 2.0 * day.x).max(day.x);
        // Half of the first and of the last day reach beyond the time, and half of the lowest figure below it.
        let aside = (0.6 * day.x / width).max(0.03);
        let below = 0.6 * day.y / (height - 2.0 * day.y).max(day.y);
        Self {
            aside: f64::from(aside),
            below: f64::from(below),
            days: (width / (1.3 * day.x)).clamp(2.0, DAYS) as usize,
        }
    }
}

/// Says in one line what is seen.
fn label(chart: &Chart) -> String {
    match (chart.rows.first(), chart.rows.last()) {
        (Some(first), Some(last)) if chart.rows.len() > 1 => {
            format!("Chart of {}: {} figures, from {} to {}", chart.title, chart.rows.len(), first.figure, last.figure)
        }
        (Some(only), _) => format!("Chart of {}: {}", chart.title, only.figure),
        _ => format!("Chart of {}", chart.title),
    }
}

fn day(at: f64, zone: &TimeZone) -> String {
    let at = jiff::Timestamp::from_second(at as i64).unwrap_or_default();
    at.to_zoned(zone.clone()).strftime("%-d %b").to_string()
}

/// Places marks at midnights, a few over the whole time.
fn days(from: f64, to: f64, most: usize, zone: &TimeZone) -> Vec<GridMark> {
    let [first, last] = [from, to].map(|at| {
        let at = jiff::Timestamp::from_second(at as i64).unwrap_or_default();
        at.to_zoned(zone.clone()).date()
    });
    let length = (last - first).get_days().max(1);
    let step = (length as usize).div_ceil(most).max(1);
    let days = first.series(jiff::Span::new().days(1)).step_by(step).take_while(|day| *day <= last).take(2 * most);
    let step_size = step as f64 * 86_400.0;
    let mark = |day: jiff::civil::Date| {
        let at = day.to_zoned(zone.clone()).ok()?.timestamp().as_second() as f64;
        Some(GridMark { value: at.max(from), step_size })
    };
    days.filter_map(mark).collect()
}

/// Places four or five marks at round figures.
fn figures((low, high): (f64, f64)) -> Vec<GridMark> {
    let steps = [1.0, 2.0, 5.0, 10.0, 15.0, 20.0, 30.0, 60.0, 120.0, 300.0, 600.0];
    let step_size = steps.into_iter().find(|step| (high - low) / step <= 5.0).unwrap_or((high - low).max(1.0));
    let first = (low / step_size).ceil() as i64;
    let marks = (first..).map(|place| place as f64 * step_size).take_while(|value| *value <= high + 1e-6).take(12);
    marks.map(|value| GridMark { value, step_size }).collect()
}

/// Writes a figure at the scale: seconds as a clock has them.
fn figure(value: f64, unit: &str) -> String {
    if unit == "s" { Millis((value * 1000.0) as u64).clock() } else { format!("{value:.0}") }
}

fn draw<'a>(plot: &mut PlotUi<'a>, chart: &'a Chart, theme: &Theme) {
    if let Some((low, high)) = chart.band {
        let bounds = plot.plot_bounds();
        let (from, to) = (bounds.min()[0], bounds.max()[0]);
        let corners = PlotPoints::from(vec![[from, low], [to, low], [to, high], [from, high]]);
        let fill = mix(theme.faint, theme.background, 0.22);
        let band = Polygon::new("band", corners).fill_color(fill).stroke(egui::Stroke::NONE);
        plot.polygon(band.allow_hover(false));
    }
    for session in &chart.sessions {
        plot.vline(VLine::new("session", *session).color(theme.line).width(1.0).allow_hover(false));
    }
    if let Some(target) = chart.target {
        let style = LineStyle::Dashed { length: 8.0 };
        plot.hline(HLine::new("target", target).color(theme.back).style(style).width(1.5).allow_hover(false));
    }
    for (place, line) in chart.lines.iter().enumerate() {
        let colour = colour(theme, line.kind);
        let points = || PlotPoints::from(line.points.clone());
        if line.kind != LineKind::Points {
            let width = if line.kind == LineKind::WithinSession { 1.5 } else { 2.0 };
            plot.line(Line::new("", points()).color(colour).width(width).allow_hover(false).id(("line", place)));
        }
        if line.kind == LineKind::Median {
            continue;
        }
        let shape = if line.kind == LineKind::WithinSession { MarkerShape::Diamond } else { MarkerShape::Circle };
        let marks = Points::new("", points()).color(colour).radius(4.0).shape(shape);
        plot.points(marks.filled(line.kind != LineKind::Points).allow_hover(false).id(("points", place)));
    }
}

const fn colour(theme: &Theme, kind: LineKind) -> Color32 {
    match kind {
        LineKind::Figures => theme.action,
        LineKind::Median => theme.settle,
        LineKind::WithinSession => theme.recheck,
        LineKind::Points => theme.soft,
    }
}
