//! The words of the desk face: phase, side, position, set-up, cautions, scores.

use egui::{Id, Label, RichText, Role, ScrollArea, Ui, WidgetInfo, vec2};
use holdwell_app::command::UiCommand;
use holdwell_app::text;
use holdwell_engine::{Release, ScoreKind};
use holdwell_model::PlanStep;

use super::{SessionProps, held, side, title};
use crate::theme::{Font, Theme};
use crate::widgets::{Banner, DESK_SECS, fade_colour, fit, line, wrapped};

pub(super) fn show(ui: &mut Ui, props: &SessionProps<'_>) {
    let area = ui.max_rect();
    ScrollArea::vertical().max_height(area.height()).auto_shrink([false, true]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        phase(ui, props);
        position(ui, props);
        if let Some(step) = props.view.step() {
            setup(ui, step);
            cautions(ui, props, step);
        }
        scores(ui, props);
    });
}

/// Shows the phase's word in its tint, or large the reason why all stands still and the effect of Advance.
fn phase(ui: &mut Ui, props: &SessionProps<'_>) {
    let theme = Theme::of(ui);
    let cap = props.cx.settings.keys.spoken(UiCommand::Advance);
    if let Some(why) = held(props.view) {
        let _why = fit(ui, Font::Title, 22.0, theme.text, &text::why(why));
        let goes_on = format!("{cap}: {}", text::goes_on(props.view));
        let _goes_on = wrapped(ui, Font::Lead, theme.action, goes_on);
        ui.add_space(8.0);
        return;
    }
    let tint = props.view.phase().map_or(theme.action, |phase| theme.tint(phase));
    let tint = fade_colour(ui.ctx(), Id::unique("phase word"), tint, DESK_SECS);
    let word = text::phase(props.view);
    let heading = line(ui, Font::Phase, tint, word);
    heading.widget_info(|| WidgetInfo::labeled(Role::Heading, true, word));
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

fn position(ui: &mut Ui, props: &SessionProps<'_>) {
    let theme = Theme::of(ui);
    let side = side(props.view);
    if !side.is_empty() {
        let _side = line(ui, Font::Side, theme.soft, side);
    }
    let _title = fit(ui, Font::Position, 30.0, theme.text, &title(props.view));
    ui.add_space(4.0);
}

fn setup(ui: &mut Ui, step: &PlanStep) {
    let theme = Theme::of(ui);
    let narrow = ui.available_width() < 600.0;
    if !step.setup.is_empty() {
        let font = if narrow { Font::Body } else { Font::Lead };
        let _setup = ui.add(Label::new(theme.rich(font, step.setup.as_str())).wrap());
    }
    ui.add_space(2.0);
    if let Some(remarks) = &step.remarks {
        let _remarks = wrapped(ui, Font::Body, theme.soft, remarks.as_str());
    }
    if !step.cautions.is_empty() {
        ui.add_space(6.0);
        let _pressed = Banner::caution(&text::sentence(&step.cautions.join("; "))).show(ui);
    }
}

/// Shows the client's cautions that touch this step.
fn cautions(ui: &mut Ui, props: &SessionProps<'_>, step: &PlanStep) {
    let Some(client) = props.cx.treated() else { return };
    for caution in client.cautions_of(step) {
        ui.add_space(6.0);
        let heading = if client.is_new(caution) { "New for this client" } else { "For this client" };
        let _pressed = Banner::caution(&format!("{heading}: {}", caution.text)).show(ui);
    }
}

/// Shows tenderness and release, as far as they are known.
fn scores(ui: &mut Ui, props: &SessionProps<'_>) {
    let view = props.view;
    let Some(step) = view.step().filter(|step| step.timing.kind().is_scored()) else { return };
    let theme = Theme::of(ui);
    ui.add_space(8.0);
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
                    Some(Release::At(after)) => Some(format!("at {}", after.clock())),
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
