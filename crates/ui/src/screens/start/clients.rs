//! The clients on Start: those with a preset pinned to today first, then those last seen.

use egui::Ui;
use holdwell_app::selected_client::{SelectedClient, short};
use holdwell_app::text;
use holdwell_model::Technique;
use holdwell_store::Recent;

use super::StartScreen;
use crate::action::{Action, Actions};
use crate::cx::Cx;
use crate::screen::Page;
use crate::theme::Theme;
use crate::widgets::{Card, ChipKind, chip_button, section, tiles};

/// The most cards; all clients are on their own page.
const MOST: usize = 6;

impl StartScreen {
    /// Shows the cards; returns true where a client was chosen.
    pub(super) fn clients(ui: &mut Ui, cx: &Cx<'_>, actions: &mut Actions) -> bool {
        let board = &cx.vault.start;
        let pinned = |recent: &&Recent| !board.pinned.iter().any(|pinned| same(pinned, recent));
        let shown: Vec<(&Recent, Pinned)> = board
            .pinned
            .iter()
            .map(|recent| (recent, Pinned::Today))
            .chain(board.recent.iter().filter(pinned).map(|recent| (recent, Pinned::No)))
            .take(MOST.max(board.pinned.len()))
            .collect();
        if shown.is_empty() && board.to_finish == 0 {
            return false;
        }
        section(ui, "Clients");
        if board.to_finish > 0
            && chip_button(
                ui,
                ChipKind::Strong,
                &format!("to finish: {}", text::count(board.to_finish as usize, "question")),
            )
            .clicked()
        {
            actions.push(Action::Go(Page::Questions));
        }
        let lines: Vec<Lines> = shown.iter().map(|(recent, pinned)| Lines::new(recent, *pinned, cx)).collect();
        let theme = Theme::of(ui);
        let cards: Vec<Card<'_>> = lines.iter().map(|lines| lines.card(&theme)).collect();
        let Some((recent, _)) = tiles(ui, 250.0, &cards).and_then(|index| shown.get(index)) else { return false };
        actions.push(Action::Select(Some(Box::new(SelectedClient::of_recent(recent)))));
        true
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Pinned {
    Today,
    No,
}

/// Says if both are the same client with the same preset.
fn same(one: &Recent, other: &Recent) -> bool {
    let preset = |recent: &Recent| recent.preset.as_ref().map(|preset| preset.id);
    one.client.id == other.client.id && preset(one) == preset(other)
}

/// The words of a card.
struct Lines {
    title: String,
    matter: String,
    rest: Rest,
    technique: Option<Technique>,
}

enum Rest {
    Faint(String),
    Caution(&'static str),
}

impl Lines {
    fn new(recent: &Recent, pinned: Pinned, cx: &Cx<'_>) -> Self {
        let made = recent.preset.as_ref().map(|preset| (preset, cx.presets.get(preset)));
        let (matter, technique) = match made {
            None => ("Free session".to_owned(), None),
            Some((preset, Some(Ok(offer)))) => {
                (format!("{}  ·  {}", preset.name, text::length(offer.total)), Some(offer.plan.technique))
            }
            Some((preset, Some(Err(_)))) => (format!("{}  ·  cannot be run", preset.name), None),
            Some((preset, None)) => (preset.name.clone(), None),
        };
        let matter = match &recent.course.plan {
            Some(plan) => {
                let done = plan.progress(&recent.course.days(cx.wall.time_zone()));
                format!("{matter}  ·  {} visits", text::course::progress(done))
            }
            None => matter,
        };
        let seen = recent
            .last_seen
            .map_or_else(|| "not seen yet".to_owned(), |seen| format!("last seen {}", text::day(cx.wall, seen)));
        let chosen = cx.selected().is_some_and(|selected| selected.client.id == recent.client.id);
        let rest = match pinned {
            _ if chosen => Rest::Faint("Chosen above".to_owned()),
            _ if SelectedClient::of_recent(recent).has_new() => Rest::Caution("New caution since last time"),
            Pinned::Today => Rest::Faint(format!("Pinned for today  ·  {seen}")),
            Pinned::No => Rest::Faint(text::sentence(&seen)),
        };
        Self { title: short(&recent.client.name), matter, rest, technique }
    }

    fn card(&self, theme: &Theme) -> Card<'_> {
        let card = Card::new(&self.title).line(&self.matter);
        let card = match self.technique {
            Some(technique) => card.tint(theme.technique(technique)),
            None => card,
        };
        match &self.rest {
            Rest::Faint(words) => card.faint(words),
            Rest::Caution(words) => card.caution(words),
        }
    }
}
