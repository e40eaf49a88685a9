//! The holds of a session, side by side with what was felt, said later and corrected.

use egui::{Align, Ui};
use holdwell_app::text;
use holdwell_engine::{Record, Release};
use holdwell_store::{Failure, Ticket};

use super::correct::Corrector;
use super::remarks::{self, Remarks};
use super::source::RecordSource;
use crate::cx::Cx;
use crate::icons;
use crate::screen::SendRequest;
use crate::theme::{Font, GRID, Theme};
use crate::widgets::{EmptyState, beside, line, surface, wrapped};

/// The most rows that are drawn.
const MOST: usize = 300;

/// The holds, with what is being written to them.
#[derive(Debug, Default)]
pub(in super::super) struct HoldRows {
    pub(in super::super) remarks: Remarks,
    pub(super) corrector: Corrector,
    /// The hold that is to come into sight.
    wanted: Option<u32>,
}

impl HoldRows {
    /// Brings a hold into sight.
    pub(super) const fn show(&mut self, item: u32) {
        self.wanted = Some(item);
    }

    /// Sends what was written to the holds. Returns false where it could not be taken in.
    pub(in super::super) fn send(&mut self, send: &mut SendRequest<'_>) -> bool {
        self.remarks.send(send) & self.corrector.send(send)
    }

    /// Takes the failure of what was sent; returns false where it is not shown here.
    pub(in super::super) fn failed(&mut self, ticket: Ticket, why: &Failure) -> bool {
        self.corrector.failed(ticket, why)
    }

    /// Takes the reply to what was sent.
    pub(in super::super) fn replied(&mut self, ticket: Ticket, is_kept: bool) {
        self.remarks.replied(ticket, is_kept);
        self.corrector.replied(ticket, is_kept);
    }

    /// Shows every record, with the remarks and corrections that were made later.
    pub(in super::super) fn ui(&mut self, ui: &mut Ui, source: RecordSource<'_>, cx: &Cx<'_>) {
        let records = source.records();
        if records.is_empty() {
            EmptyState::new(icons::HAND, "Nothing was held", "What is held in a session stands here").show(ui);
            return;
        }
        self.corrector.undo(ui, source);
        for (index, record) in records.iter().take(MOST).enumerate() {
            let shown = ui.scope(|ui| {
                surface(ui, 16, |ui| {
                    let item = record.item;
                    let words = |ui: &mut Ui| {
                        row(ui, source, record, (index, cx));
                        remarks::list(ui, source, Some(item), cx);
                    };
                    beside(ui, ("hold", item), words, |ui| {
                        self.corrector.offer(ui, source, item);
                        self.remarks.offer(ui, source, item);
                    });
                    self.corrector.form(ui, source, item);
                    self.remarks.form(ui, item);
                });
            });
            if self.wanted == Some(record.item) {
                self.wanted = None;
                shown.response.scroll_to_me(Some(Align::Min));
            }
        }
        if records.len() > MOST {
            let theme = Theme::of(ui);
            line(ui, Font::Body, theme.faint, format!("and {} more", records.len() - MOST));
        }
    }
}

/// Shows one side of one step: its name and time, then what was felt, then what was not carried through.
fn row(ui: &mut Ui, source: RecordSource<'_>, record: &Record, (index, cx): (usize, &Cx<'_>)) {
    let theme = Theme::of(ui);
    ui.spacing_mut().item_spacing.y = 4.0;
    wrapped(ui, Font::Strong, theme.text, format!("{}.  {}", index + 1, source.hold_name(record)));
    let is_late = source.is_late();
    let began = source.began(record).filter(|_| !is_late).map(|began| format!("{}  ·  ", text::clock(cx.wall, began)));
    wrapped(ui, Font::Body, theme.soft, began.unwrap_or_default() + &text::records::held(record, is_late));
    for felt in felt(source, record) {
        wrapped(ui, Font::Body, theme.text, felt);
    }
    if let Some(tries) = text::records::earlier_tries(record) {
        wrapped(ui, Font::Small, theme.faint, tries);
    }
    for note in &record.notes {
        wrapped(ui, Font::Body, theme.text, format!("“{note}”"));
    }
    ui.add_space(GRID / 2.0);
}

/// Lists what was felt: scores from before to after, the release, the marks, the rhythm.
fn felt(source: RecordSource<'_>, record: &Record) -> Vec<String> {
    let page = source.page();
    let recorded = page.and_then(|page| page.recorded(record.item));
    let contacts = source.step(record.step).map_or(1, |step| step.contacts.len().max(1));
    let mut lines = Vec::new();
    for contact in 0..contacts {
        let Some(scores) = text::records::scores(page, record, contact as u8) else { continue };
        let of = source.step(record.step).and_then(|step| step.contacts.get(contact)).filter(|_| contacts > 1);
        let of = of.map(|contact| format!(", {}", contact.name)).unwrap_or_default();
        lines.push(format!("Tenderness{of}: {scores}"));
    }
    let mut parts = Vec::new();
    let is_said = |record: &Record| record.released != Release::NotSaid;
    if is_said(record) || recorded.is_some_and(is_said) {
        parts.push(text::records::release(record, recorded));
    }
    let marks = text::records::marks(record, recorded);
    if !marks.is_empty() {
        parts.push(format!("Marks: {}", marks.join(", ")));
    }
    parts.extend(text::records::counted(record));
    lines.extend((!parts.is_empty()).then(|| parts.join("  ·  ")));
    lines
}
