//! The summary of a routine: its length, its regions, and advice on what is commonly taught otherwise.

use crate::cx::Cx;
use egui::Ui;

use super::BuilderScreen;
use crate::action::{Action, Actions};
use crate::icons;
use crate::theme::{Font, Theme};
use crate::widgets::{Button, PhaseBlock, Phases, chip, line, wrapped};
use holdwell_app::text;
use holdwell_editing::Focus;
use holdwell_editing::view::{PhaseSpan, RoutineView};
use holdwell_library::Advice;
use holdwell_library::stats::RoutineStats;
use holdwell_model::Phase;
use holdwell_store::Request;

/// The most regions that are named.
const REGIONS: usize = 5;

impl BuilderScreen {
    /// Shows the length, the strip and the regions, or why it cannot be run, in the same room.
    pub(super) fn totals(&mut self, ui: &mut Ui, now: usize, shown: &RoutineView, cx: &Cx<'_>) {
        let id = ui.scope_id().with("totals");
        let least: f32 = ui.data(|data| data.get_temp(id)).unwrap_or(84.0 * Theme::of(ui).text_size);
        let used = ui.vertical(|ui| {
            ui.set_min_height(least);
            self.figures(ui, now, shown, cx);
        });
        if shown.run.is_ok() {
            ui.data_mut(|data| data.insert_temp(id, used.response.rect.height()));
        }
    }

    fn figures(&mut self, ui: &mut Ui, now: usize, shown: &RoutineView, cx: &Cx<'_>) {
        let theme = Theme::of(ui);
        match &shown.run {
            Ok(lengths) => {
                wrapped(ui, Font::Body, theme.text, total(lengths, cx));
                self.strip(ui, now, shown);
                wrapped(ui, Font::Small, theme.faint, regions(lengths));
            }
            Err(why) => {
                let colour = if shown.lines.is_empty() { theme.soft } else { theme.caution };
                wrapped(ui, Font::Body, colour, text::sentence(&text::draft_problem(why)));
            }
        }
    }

    /// Shows the phases to scale; a click goes to the step.
    fn strip(&mut self, ui: &mut Ui, now: usize, shown: &RoutineView) {
        let heard = self.heard(ui);
        let Some(doc) = self.docs.get_mut(now) else { return };
        let theme = Theme::of(ui);
        let block = |phase: &PhaseSpan| PhaseBlock {
            secs: phase.secs,
            tint: theme.tint(phase.phase),
            step: phase.number,
            optional: phase.optional,
            marked: doc.chosen.contains(&phase.key),
            work: phase.phase == Phase::Work,
        };
        let blocks: Vec<PhaseBlock> = shown.phases.iter().map(block).collect();
        let name = format!("Timeline of {}", text::count(shown.lines.len(), "step"));
        let strip = Phases::new(&name, &blocks).at(heard).show(ui);
        let Some(phase) = strip.hovered.and_then(|index| shown.phases.get(index)) else { return };
        if strip.response.clicked() {
            doc.choose_all(&[phase.key], Focus::Takes);
        }
        let title = shown.line(phase.key).map_or("", |line| line.step.title.as_str());
        let length = holdwell_model::Millis((phase.secs * 1000.0) as u64).exact();
        let word = phase.technique.phase_word(phase.phase);
        strip.response.on_hover_text_at_pointer(format!("{}. {title}  ·  {word}, {length}", phase.number));
    }
}

/// Returns "14 holds, about 22 min  ·  2 turns  ·  ends about 14:25 if begun now  ·  about 18 min without the optional".
fn total(lengths: &RoutineStats, cx: &Cx<'_>) -> String {
    let offer = &lengths.offer;
    if offer.plan.free {
        return "A free session: each press begins or ends a hold. A step makes a list of it".to_owned();
    }
    let mut parts = vec![format!("{}, {}", text::count(offer.holds, "hold"), text::length(offer.total))];
    parts.extend((lengths.turns > 0).then(|| text::count(lengths.turns, "turn")));
    let ends = if offer.total.about { "ends about" } else { "ends at" };
    parts.push(format!("{ends} {} if begun now", text::clock_after(cx.wall, offer.total.length)));
    let without = lengths.without_optional.map(|total| format!("{} without the optional", text::length(total)));
    parts.extend(without);
    parts.join("  ·  ")
}

/// Returns "Low back 8 min  ·  Flank 4 min".
fn regions(lengths: &RoutineStats) -> String {
    let mut parts: Vec<String> = lengths
        .regions
        .iter()
        .take(REGIONS)
        .map(|(region, length)| format!("{} {}", region.name(), length.exact()))
        .collect();
    let more = lengths.regions.len().saturating_sub(REGIONS);
    if more > 0 {
        parts.push(format!("and {}", text::count(more, "more region")));
    }
    parts.join("  ·  ")
}

/// Shows the first advice at the foot of the room that is left, and leaves the rest of the room.
pub(super) fn advice(ui: &mut Ui, shown: &RoutineView, cx: &Cx<'_>, actions: &mut Actions) {
    let Some(advice) = shown.advice.first() else { return };
    egui::Panel::bottom("advice").resizable(false).show_separator_line(false).frame(egui::Frame::NONE).show(ui, |ui| {
        advise(ui, advice, shown.advice.len(), cx, actions);
    });
}

/// Shows one sentence of advice with its source, and a button to dismiss it.
fn advise(ui: &mut Ui, advice: &Advice, count: usize, cx: &Cx<'_>, actions: &mut Actions) {
    let theme = Theme::of(ui);
    ui.horizontal(|ui| {
        line(ui, Font::Body, theme.soft, icons::INFO.0);
        let room = ui.available_width() - 150.0 * theme.text_size;
        let more = if count > 1 { format!("  (1 of {count})") } else { String::new() };
        ui.scope(|ui| {
            ui.set_max_width(room);
            ui.set_min_width(room.max(0.0));
            wrapped(ui, Font::Small, theme.soft, format!("{}{more}", advice.words));
        });
        for source in advice.sources.iter().take(1) {
            let told = cx.library.source(source).map_or("", |source| source.what.as_str());
            let all = advice.sources.join(", ");
            let shown = chip(ui, crate::widgets::ChipKind::Plain, source);
            shown.on_hover_text(format!("{all}: {told}"));
        }
        if ui.add(Button::quiet("I know").hint("Not to be said again")).clicked() {
            actions.push(Action::vault(Request::DismissAdvice(advice.key.clone())));
        }
    });
}
