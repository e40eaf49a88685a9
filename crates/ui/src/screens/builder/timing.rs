//! Fields for the timing of a step and for the phases around its work.

use egui::Ui;

use super::typed::{DIFFER, Typed, Typing, in_columns, typed};
use crate::theme::{Font, Theme};
use crate::widgets::{Segmented, line};
use holdwell_app::text;
use holdwell_model::{Audience, Phase, Setting, TimingField, TimingKind};

/// Shows the shapes of time to choose from and returns the new choice, if one was made. `now` is `None` where several
/// steps do not share one.
pub(super) fn kind(ui: &mut Ui, now: Option<TimingKind>) -> Option<TimingKind> {
    let words = if now.is_some() { "Time" } else { "Time: they differ" };
    line(ui, Font::Small, Theme::of(ui).soft, words);
    let mut kind = now;
    let kinds: Vec<_> = TimingKind::ALL.iter().map(|kind| (Some(*kind), kind.word())).collect();
    ui.add(Segmented::new("How it is timed", &mut kind, &kinds)).changed().then_some(kind).flatten()
}

/// Shows the figures of this shape and returns what was read of the one that was written in. `value` is what
/// stands there, `None` where several steps do not share it.
pub(super) fn fields<T>(
    ui: &mut Ui,
    kind: TimingKind,
    value: impl Fn(TimingField) -> Option<String>,
    read: impl Fn(TimingField, &str) -> Result<T, String>,
    typing: &mut Typing,
) -> Option<T> {
    let mut wrote = None;
    in_columns(ui, kind.fields(), |ui, figure| {
        let value = value(figure);
        let hint = if value.is_some() { figure.hint() } else { DIFFER };
        let field = Typed { name: figure.label(), hint, value: &value.unwrap_or_default() };
        if let Some(read) = typed(ui, field, typing, |text| read(figure, text)) {
            wrote = Some(read);
        }
    });
    wrote
}

/// Shows the phases around the work. `own` is what the steps say, `usual` what it is without that; none where they do
/// not share it.
pub(super) fn phases(
    ui: &mut Ui,
    own: impl Fn(Phase) -> Option<Option<Setting>>,
    usual: impl Fn(Phase) -> Option<Setting>,
    audience: Audience,
    typing: &mut Typing,
) -> Option<(Phase, Option<Setting>)> {
    let words = |setting: Setting| setting.to_string();
    let mut wrote = None;
    in_columns(ui, &Phase::AROUND, |ui, phase| {
        let (value, hint) = match (own(phase), usual(phase)) {
            (None, _) => (String::new(), DIFFER.to_owned()),
            (Some(own), usual) => (own.map(words).unwrap_or_default(), usual.map_or("as usual".to_owned(), words)),
        };
        let field = Typed { name: phase.word(), hint: &hint, value: &value };
        let read = |typed: &str| Setting::typed(phase, audience, typed).map_err(|error| text::setting_error(&error));
        if let Some(setting) = typed(ui, field, typing, read) {
            wrote = Some((phase, setting));
        }
    });
    wrote
}
