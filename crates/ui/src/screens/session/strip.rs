//! The strip of the routine on the desk face: a click on a block ahead picks its step.

use std::cmp::Ordering;

use egui::Ui;
use holdwell_app::command::steps_ahead;
use holdwell_app::text;
use holdwell_engine::WorkItem;
use holdwell_model::Phase;

use super::SessionProps;
use super::tray::Tray;
use crate::theme::Theme;
use crate::widgets::{Block, BlockState, Strip};

pub(super) fn show(ui: &mut Ui, props: &SessionProps<'_>, tray: &mut Tray) {
    let theme = Theme::of(ui);
    let view = props.view;
    let schedule = view.schedule();
    let (at, items) = (schedule.at(), schedule.items());
    let progress = match view.phase() {
        Some(Phase::Work) => view.progress(props.now).unwrap_or(0.0),
        Some(Phase::Return | Phase::Recheck | Phase::Rest) => 1.0,
        _ => 0.0,
    };
    let block = |(index, item): (usize, &WorkItem)| {
        let step = schedule.step(*item);
        let state = match index.cmp(&at) {
            Ordering::Less => BlockState::Done,
            Ordering::Equal => BlockState::Current,
            Ordering::Greater => BlockState::Ahead,
        };
        Block {
            secs: step.map_or(30.0, |step| step.timing.expected().as_secs_f64() as f32),
            state,
            progress,
            optional: step.is_some_and(|step| step.optional),
            tint: theme.technique(step.map_or(view.technique(), |step| step.technique)),
        }
    };
    let blocks: Vec<Block> = items.iter().enumerate().map(block).collect();
    let height = ui.available_height();
    let name = format!("Routine, {} of {}", at.min(blocks.len()) + 1, blocks.len().max(at + 1));
    let shown = Strip::new(&name, &blocks).height(height).show(ui);
    let hovered =
        shown.hovered.and_then(|index| items.get(index)).and_then(|item| Some((*item, schedule.step(*item)?)));
    if let Some((item, step)) = hovered {
        let picked = step.number;
        if shown.response.clicked() && steps_ahead(view).contains(&picked) {
            *tray = Tray::Step(picked);
        }
        let words = format!("{}  ·  {}", text::contact(item.side, &step.title), step.timing.summary());
        let _tip = shown.response.on_hover_text(words);
    }
}
