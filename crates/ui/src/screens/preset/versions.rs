//! The earlier versions of the preset: to look at, to compare with now, to restore.

use egui::{Frame, Margin, Ui};
use holdwell_app::text::Differences;
use holdwell_library::preset::compare;
use holdwell_library::{Library, Preset};
use holdwell_store::Request;

use super::super::loudness;
use super::{PresetProps, parts};
use crate::action::{Action, Actions};
use crate::theme::{Font, GRID, Theme};
use crate::widgets::{Button, beside, line, wrapped};

pub(super) fn show(ui: &mut Ui, props: &PresetProps<'_>, looked: &mut Option<u32>, actions: &mut Actions) {
    let (now, versions) = (&props.page.preset, &props.page.versions);
    for (saved, version) in versions.iter().take(parts::MOST) {
        let number = version.version;
        let is_now = number == now.version;
        let when = parts::day_and_hour(*saved, props.wall);
        let words = |ui: &mut Ui| {
            let theme = Theme::of(ui);
            ui.spacing_mut().item_spacing.y = 2.0;
            line(ui, Font::Strong, theme.text, format!("Version {number}"));
            let rest = if is_now { format!("{when}  ·  as it is now") } else { when };
            line(ui, Font::Small, theme.soft, rest);
        };
        let buttons = |ui: &mut Ui| {
            if is_now {
                return;
            }
            let open = *looked == Some(number);
            let (word, label) = if open { ("Close", "Close version") } else { ("Look", "Look at version") };
            if ui.add(Button::quiet(&format!("{label} {number}")).words(word)).clicked() {
                *looked = (!open).then_some(number);
            }
            let restore = format!("Restore version {number}");
            if ui.add(Button::quiet(&restore).words("Restore").hint("It becomes the newest; none is lost")).clicked() {
                actions.push(Action::vault(Request::RestorePreset(now.id, number)));
            }
        };
        beside(ui, ("version", number), words, buttons);
        if *looked == Some(number) && !is_now {
            look(ui, version, now, props.library);
        }
    }
    parts::more(ui, versions.len());
}

/// Shows an earlier version, and its differences from now.
fn look(ui: &mut Ui, then: &Preset, now: &Preset, library: &Library) {
    let margin = Margin { left: 16, bottom: 8, ..Margin::ZERO };
    Frame::new().inner_margin(margin).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        let changes = library
            .base_of(then)
            .map(|routine| Differences::new(&routine, &then.changes, library).lines())
            .unwrap_or_default();
        let own: Vec<String> = changes.into_iter().map(|(words, _)| words).collect();
        list(ui, "What it differed in from its routine", &own, "It followed its routine in everything");
        list(ui, "Against now", &against_now(then, now, library), "Nothing was other than now");
    });
}

fn list(ui: &mut Ui, heading: &str, lines: &[String], none: &str) {
    let theme = Theme::of(ui);
    line(ui, Font::Strong, theme.text, heading);
    if lines.is_empty() {
        line(ui, Font::Body, theme.soft, none);
    }
    for words in lines.iter().take(parts::MOST) {
        wrapped(ui, Font::Body, theme.soft, words);
    }
    parts::more(ui, lines.len());
    ui.add_space(GRID);
}

fn against_now(then: &Preset, now: &Preset, library: &Library) -> Vec<String> {
    let mut lines = Vec::new();
    if then.name != now.name {
        lines.push(format!("Then: called “{}”", then.name));
    }
    if then.louder != now.louder {
        lines.push(format!("Then: {}", loudness::words(then.louder, "just as loud")));
    }
    if then.routine != now.routine {
        lines.push(format!("Then: followed {}", then.routine));
    }
    let changes = compare(&then.changes, &now.changes);
    for (word, preset, indices) in [("Then", then, changes.only_first), ("Now", now, changes.only_second)] {
        let Some(routine) = library.routine(&preset.routine) else { continue };
        let differences = Differences::new(routine, &preset.changes, library);
        lines.extend(indices.into_iter().map(|index| format!("{word}: {}", differences.words(index))));
    }
    lines
}
