//! The words of the desk face. First those that are never cut: phase, side, position, cautions; then set-up and scores,
//! which scroll where there is no room.

use egui::{Align, Id, Label, Rect, RichText, Role, ScrollArea, Sense, Ui, UiBuilder, WidgetInfo, vec2};
use holdwell_app::command::UiCommand;
use holdwell_app::text;
use holdwell_engine::{Release, ScoreKind};

use super::pictures::Pictures;
use super::subject::Subject;
use super::{SessionProps, held, left, ring};
use crate::theme::{Font, GRID, Theme};
use crate::widgets::{Banner, DESK_SECS, fade_colour, fit, fit_whole, line, whole_height, wrapped, wrapped_height};

/// The smallest size of the position, in points: it shrinks to this before it wraps.
const LEAST_POSITION: f32 = 30.0;
/// The distance between two lines, in points.
const BETWEEN: f32 = 4.0;
/// The room of the scroll bar at the right, in points.
const BAR: f32 = GRID;
/// The distance above a caution, in points.
const ABOVE_CAUTION: f32 = 6.0;
/// In words that are wider than this, in points, the small picture stands beside the set-up.
const WIDE: f32 = 520.0;

pub(super) fn show(
    ui: &mut Ui,
    props: &SessionProps<'_>,
    subject: &Subject<'_>,
    has_ring: bool,
    pictures: &mut Pictures,
) {
    let area = ui.max_rect();
    // Each hold begins at the top again, wherever the one before was scrolled to.
    let place = props.view.item().map(|item| item.id);
    let scroll = ScrollArea::vertical().id_salt(("words", place, text::chosen(props.view)));
    scroll.max_height(area.height()).auto_shrink([false, true]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = BETWEEN;
        ui.set_max_width(area.width() - BAR);
        phase(ui, props, has_ring);
        position(ui, subject);
        for (index, caution) in cautions(props, subject).iter().enumerate() {
            ui.add_space(ABOVE_CAUTION - BETWEEN);
            let banner = ui.scope(|ui| Banner::caution(caution).show(ui)).response.rect;
            // It looks as if it could be pressed: a click on it is no Advance.
            let _click = ui.interact(banner, ui.scope_id().with(("caution", index)), Sense::CLICK);
        }
        ui.add_space(GRID);
        setup(ui, props, subject, has_ring.then_some(pictures), area);
    });
}

/// Returns the height of the words that are never cut, in this width. It is the same while all stands still, so that a
/// pause moves no button.
pub(super) fn needed(ui: &Ui, props: &SessionProps<'_>, subject: &Subject<'_>, width: f32) -> f32 {
    let width = width - BAR;
    let row = |font| wrapped_height(ui, font, "X", width) + BETWEEN;
    let mut running = row(Font::Phase);
    if props.view.reminder(props.now).is_some() {
        running += row(Font::Lead);
    }
    if text::chosen(props.view).is_some() {
        running += 2.0 * row(Font::Lead);
    }
    let paused = row(Font::Title) + row(Font::Lead) + 2.0 * BETWEEN;
    let side = if subject.side_words.is_empty() { 0.0 } else { row(Font::Side) };
    let title = whole_height(ui, Font::Position, LEAST_POSITION, &subject.title, width) + 2.0 * BETWEEN;
    let caution = |words: &String| Banner::caution(words).height(ui, width) + ABOVE_CAUTION;
    let cautions: f32 = cautions(props, subject).iter().map(caution).sum();
    running.max(paused) + side + title + cautions + BETWEEN
}

/// Shows the phase's word in its tint, or large the reason why all stands still and the effect of Advance.
fn phase(ui: &mut Ui, props: &SessionProps<'_>, has_ring: bool) {
    let theme = Theme::of(ui);
    let cap = props.cx.settings.keys.spoken(UiCommand::Advance);
    if let Some(why) = held(props.view) {
        let _why = fit(ui, Font::Title, 22.0, theme.text, &text::why_held(props.view, why));
        let goes_on = format!("{cap}: {}", text::goes_on(props.view));
        let _goes_on = fit(ui, Font::Lead, 13.0, theme.action, &goes_on);
        ui.add_space(2.0 * BETWEEN);
        return;
    }
    let tint = fade_colour(ui.ctx(), Id::unique("phase word"), super::tint(&theme, props), DESK_SECS);
    let word = text::phase_now(props.view, props.now);
    ui.horizontal(|ui| {
        ui.spacing_mut().interact_size.y = 0.0;
        let heading = line(ui, Font::Phase, tint, word.as_str());
        heading.widget_info(|| WidgetInfo::labeled(Role::Heading, true, &word));
        if !has_ring {
            ui.add_space(GRID);
            let time = theme.rich(Font::Phase, ring::in_a_line(props)).color(theme.soft);
            let _time = ui.add(Label::new(time).truncate());
        }
    });
    if let Some(reminder) = props.view.reminder(props.now) {
        let answer = props.cx.settings.keys.spoken(UiCommand::Mark);
        let words = format!("{}: {answer} answers", text::reminder(reminder.kind));
        let place = wrapped(ui, Font::Lead, theme.soft, words).rect;
        super::reminder::mark(ui, place.right_center() + vec2(36.0, 0.0), reminder);
    }
    if let Some(chosen) = text::chosen(props.view) {
        let _chosen = wrapped(ui, Font::Lead, tint, format!("{cap} begins {chosen}"));
    }
}

fn position(ui: &mut Ui, subject: &Subject<'_>) {
    let theme = Theme::of(ui);
    if !subject.side_words.is_empty() {
        let _side = line(ui, Font::Side, theme.soft, subject.side_words);
    }
    let _title = fit_whole(ui, Font::Position, LEAST_POSITION, theme.text, &subject.title, Align::LEFT);
    ui.add_space(BETWEEN);
}

/// Returns the cautions of the library and those of the client that touch this step.
fn cautions(props: &SessionProps<'_>, subject: &Subject<'_>) -> Vec<String> {
    let Some(step) = subject.step else { return Vec::new() };
    let of_library = (!step.cautions.is_empty()).then(|| text::sentence(&step.cautions.join("; ")));
    let mut cautions: Vec<String> = of_library.into_iter().collect();
    if let Some(client) = props.cx.treated() {
        cautions.extend(client.cautions_of(step, subject.side).map(|caution| {
            let heading = if client.is_new(caution) { "New for this client" } else { "For this client" };
            format!("{heading}: {}", caution.text)
        }));
    }
    cautions
}

/// Shows the set-up and the scores, in work with the picture beside or below them, where all of that has room.
fn setup(ui: &mut Ui, props: &SessionProps<'_>, subject: &Subject<'_>, pictures: Option<&mut Pictures>, area: Rect) {
    let from = ui.cursor().min;
    let width = ui.available_width();
    let pictures = pictures.filter(|_| !left::is_set_up(props));
    let beside = width >= WIDE;
    let picture_width = (width * 0.36).clamp(160.0, 280.0);
    let picture = pictures.and_then(|pictures| {
        let height = pictures.small_height(ui, picture_width, subject, props.cx)?;
        (from.y + height <= area.bottom()).then_some((pictures, height))
    });
    let words_width = if beside && picture.is_some() { width - picture_width - 3.0 * GRID } else { width };
    let words = Rect::from_min_size(from, vec2(words_width, f32::INFINITY));
    let used = ui.scope_builder(UiBuilder::new().max_rect(words), |ui| {
        setup_words(ui, subject);
        // Beside the picture, not below it: they matter more.
        scores(ui, props);
    });
    let used = used.response.rect;
    let Some((pictures, height)) = picture else { return };
    let corner = if beside { from + vec2(width - picture_width, 0.0) } else { used.left_bottom() + vec2(0.0, GRID) };
    let place = Rect::from_min_size(corner, vec2(picture_width, height));
    if place.bottom() <= area.bottom() {
        pictures.small(ui, place, subject, props.cx);
    }
}

fn setup_words(ui: &mut Ui, subject: &Subject<'_>) {
    let theme = Theme::of(ui);
    let words = subject.setup();
    if !words.is_empty() {
        let font = if ui.available_width() < 420.0 { Font::Body } else { Font::Lead };
        let _setup = wrapped(ui, font, theme.text, words);
    }
    if let Some(remarks) = subject.step.and_then(|step| step.remarks.as_deref()) {
        let _remarks = wrapped(ui, Font::Body, theme.soft, remarks);
    }
}

/// Shows tenderness and release, as far as they are known.
fn scores(ui: &mut Ui, props: &SessionProps<'_>) {
    let view = props.view;
    let Some(step) = view.step().filter(|step| step.timing.kind().is_scored()) else { return };
    let theme = Theme::of(ui);
    ui.add_space(GRID);
    let soft = |text: &str| theme.rich(Font::Body, text).color(theme.soft);
    for (index, contact) in step.contacts.iter().enumerate() {
        ui.horizontal_wrapped(|ui| {
            let several = step.contacts.len() > 1;
            let name = if several { contact.name.as_str() } else { "Tenderness" };
            let _name = ui.label(soft(name));
            for kind in ScoreKind::ALL.iter().copied() {
                let score = view.record().and_then(|record| record.score(index as u8, kind));
                let _word = ui.label(soft(kind.word()));
                let _score = ui.label(figure(&theme, score.map(|score| score.to_string())));
            }
            if index == 0 {
                ui.add_space(8.0);
                let released = match view.record().map(|record| record.released) {
                    Some(Release::At(after)) => Some(format!("at\u{a0}{}", after.clock())),
                    Some(Release::No) => Some("no".to_owned()),
                    _ => None,
                };
                let _word = ui.label(soft("released"));
                let _released = ui.label(figure(&theme, released));
            }
        });
    }
}

fn figure(theme: &Theme, value: Option<String>) -> RichText {
    match value {
        Some(value) => theme.rich(Font::Strong, value),
        None => theme.rich(Font::Body, "–").color(theme.faint),
    }
}
