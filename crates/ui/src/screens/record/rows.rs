//! The rows of a record, contact by contact and side by side.

use egui::Ui;
use holdwell_app::text;
use holdwell_engine::{MarkKind, Record, ScoreKind};

use super::remarks::Remarks;
use super::source::RecordSource;
use crate::cx::Cx;
use crate::icons;
use crate::theme::{Font, Theme};
use crate::widgets::{EmptyState, line, surface, wrapped};

/// The most rows that are drawn.
const MOST: usize = 300;

/// Shows every record, with the remarks that were made later.
pub(in super::super) fn show(ui: &mut Ui, source: RecordSource<'_>, remarks: &mut Remarks, cx: &Cx<'_>) {
    let records = source.records();
    if records.is_empty() {
        EmptyState::new(icons::HAND, "Nothing was held", "What is held in a session stands here").show(ui);
        return;
    }
    for (index, record) in records.iter().take(MOST).enumerate() {
        surface(ui, 16, |ui| {
            row(ui, source, record, (index, cx));
            remarks.of_item(ui, source, record.item, cx);
        });
    }
    if records.len() > MOST {
        let theme = Theme::of(ui);
        line(ui, Font::Body, theme.faint, format!("and {} more", records.len() - MOST));
    }
}

/// Shows one side of one step: its name and time, then what was felt, then what was not carried through.
fn row(ui: &mut Ui, source: RecordSource<'_>, record: &Record, (index, cx): (usize, &Cx<'_>)) {
    let theme = Theme::of(ui);
    ui.spacing_mut().item_spacing.y = 4.0;
    wrapped(ui, Font::Strong, theme.text, format!("{}.  {}", index + 1, name(source, record)));
    let began = source.began(record).map(|began| format!("{}  ·  ", text::clock(cx.wall, began)));
    wrapped(ui, Font::Body, theme.soft, began.unwrap_or_default() + &time(record));
    let felt = felt(source, record);
    if !felt.is_empty() {
        wrapped(ui, Font::Body, theme.soft, felt);
    }
    if let Some(tries) = tries(record) {
        wrapped(ui, Font::Small, theme.faint, tries);
    }
    for note in &record.notes {
        wrapped(ui, Font::Body, theme.text, format!("“{note}”"));
    }
}

fn name(source: RecordSource<'_>, record: &Record) -> String {
    let of_step = || (source.step(record.step).map(|step| step.title.clone()).unwrap_or_default(), record.side);
    let (title, side) = source.page().map_or_else(of_step, |page| page.hold_name(record));
    if title.is_empty() { text::UNNAMED.to_owned() } else { text::contact(side, &title) }
}

/// Returns "Held 0:35, planned 35 s  ·  full time", or that there was no hold.
fn time(record: &Record) -> String {
    let planned = record.planned.summary();
    match record.last() {
        Some(last) => {
            let how = last.ended.map_or("under way", text::ended);
            format!("Held {}, planned {planned}  ·  {how}", last.held.clock())
        }
        None => format!("Not held, planned {planned}"),
    }
}

fn felt(source: RecordSource<'_>, record: &Record) -> String {
    let mut parts = Vec::new();
    if record.planned.kind().is_scored() {
        parts.push(format!("released {}", text::released(record)));
    }
    let contacts = source.step(record.step).map_or(1, |step| step.contacts.len().max(1));
    for contact in 0..contacts {
        let score =
            |kind: ScoreKind| source.score(record, contact as u8, kind).map(|score| format!("{} {score}", kind.word()));
        let scores: Vec<String> = ScoreKind::ALL.iter().copied().filter_map(score).collect();
        if !scores.is_empty() {
            parts.push(format!("tenderness {}", scores.join(", ")));
        }
    }
    for (kind, word) in [
        (MarkKind::Release, "marked"),
        (MarkKind::Significant, "significant"),
        (MarkKind::ClientsWord, "the client's word"),
    ] {
        let at: Vec<String> =
            record.marks.iter().filter(|mark| mark.kind == kind).map(|mark| mark.held.clock()).collect();
        if !at.is_empty() {
            parts.push(format!("{word} at {}", at.join(", ")));
        }
    }
    parts.extend(record.cycles_per_minute().map(|cycles| format!("rhythm {}", text::a_minute(cycles))));
    parts.join("  ·  ")
}

/// Returns the tries before the one that counts.
fn tries(record: &Record) -> Option<String> {
    let (_, earlier) = record.tries.split_last()?;
    let tries: Vec<String> = earlier
        .iter()
        .map(|attempt| format!("{} {}", attempt.held.clock(), attempt.ended.map_or("", text::ended)))
        .collect();
    (!tries.is_empty()).then(|| format!("Before that: {}", tries.join(", ")))
}
