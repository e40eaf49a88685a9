//! What was done, contact by contact and side by side, and how exactly it sounded.

use egui::{Align, Label, Layout, Ui};

use crate::conductor::{Account, Published};
use crate::engine::{Finish, MarkKind, Record, ScoreKind, Stage, View};
use crate::ui::action::{Action, Actions};
use crate::ui::icons;
use crate::ui::theme::{Font, GRID, Theme};
use crate::ui::widgets::{Button, EmptyState, line, section, surface, title};
use crate::ui::words;

/// The most rows that are drawn.
const MOST: usize = 300;

/// The summary.
#[derive(Debug, Default)]
pub struct SummaryScreen {
    details: Details,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Details {
    #[default]
    Folded,
    Open,
}

impl SummaryScreen {
    /// Shows it.
    pub fn ui(&mut self, ui: &mut Ui, published: &Published, actions: &mut Actions) {
        let Some(view) = published.view.as_deref() else { return };
        ui.horizontal(|ui| {
            let _title = title(ui, "Summary");
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if ui.add(Button::lead("Done").hint("Back to Start").width(120.0)).clicked() {
                    self.details = Details::Folded;
                    actions.push(Action::Done);
                }
            });
        });
        let theme = Theme::of(ui);
        let _what = ui.add(Label::new(theme.rich(Font::Body, what(view)).color(theme.soft)).wrap());
        ui.add_space(GRID);
        records(ui, view);
        section(ui, "Sound");
        self.account(ui, &published.account);
    }

    /// One line, and the figures behind it for who wants them.
    fn account(&mut self, ui: &mut Ui, account: &Account) {
        let theme = Theme::of(ui);
        surface(ui, 16, |ui| {
            ui.horizontal_wrapped(|ui| {
                let _line = line(ui, Font::Body, theme.text, account.line());
                let (word, then) = match self.details {
                    Details::Folded => ("Details", Details::Open),
                    Details::Open => ("Fewer details", Details::Folded),
                };
                if ui.add(Button::quiet(word)).clicked() {
                    self.details = then;
                }
            });
            if self.details == Details::Open {
                for figure in figures(account) {
                    let _figure = line(ui, Font::Body, theme.soft, figure);
                }
            }
        });
    }
}

fn figures(account: &Account) -> [String; 4] {
    [
        format!(
            "Latest planned cue: {:.1} ms late; the middle one: {:.1} ms",
            account.worst_late_millis(),
            account.median_late_millis()
        ),
        format!("From a key to its cue: {:.0} ms in the middle", account.median_press_millis()),
        format!("The sound stood still {}", times(account.underruns)),
        format!("The device was lost {}", times(account.losses)),
    ]
}

fn times(count: u32) -> String {
    match count {
        0 => "never".to_owned(),
        1 => "once".to_owned(),
        count => format!("{count} times"),
    }
}

/// What was run, how it ended, and how much was under the hands.
fn what(view: &View) -> String {
    let how = match view.stage() {
        Stage::Finished(Finish::Complete) => "complete",
        Stage::Finished(Finish::Stopped) => "ended before its end",
        Stage::Finished(Finish::ClientsWord) => "ended at the client's word",
        _ => "under way",
    };
    let held: crate::model::Millis = view.records().iter().map(|record| record.held()).sum();
    let count = view.records().iter().filter(|record| record.is_finished()).count();
    let holds = if count == 1 { "1 hold".to_owned() } else { format!("{count} holds") };
    format!("{}  ·  {how}  ·  {holds}, {} under the hands", view.plan().name, held.clock())
}

fn records(ui: &mut Ui, view: &View) {
    let records = view.records();
    if records.is_empty() {
        let _pressed =
            EmptyState::new(icons::HAND, "Nothing was held", "What is held in a session stands here").show(ui);
        return;
    }
    for (index, record) in records.iter().take(MOST).enumerate() {
        surface(ui, 16, |ui| row(ui, view, record, index));
    }
    if records.len() > MOST {
        let theme = Theme::of(ui);
        let _more = line(ui, Font::Body, theme.faint, format!("and {} more", records.len() - MOST));
    }
}

/// One side of one step: its name and time, then what was felt, then what was not carried through.
fn row(ui: &mut Ui, view: &View, record: &Record, index: usize) {
    let theme = Theme::of(ui);
    ui.spacing_mut().item_spacing.y = 4.0;
    let wrapped = |ui: &mut Ui, font: Font, colour, words: String| {
        let _words = ui.add(Label::new(theme.rich(font, words).color(colour)).wrap());
    };
    wrapped(ui, Font::Strong, theme.text, name(view, record, index));
    wrapped(ui, Font::Body, theme.soft, time(record));
    let felt = felt(view, record);
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

fn name(view: &View, record: &Record, index: usize) -> String {
    match view.agenda().step_at(record.step) {
        Some(step) if !step.title.is_empty() => words::contact(record.side, &step.title),
        _ => format!("Hold {}", index + 1),
    }
}

/// "Held 0:35 of 35 s, full time", or that there was no hold.
fn time(record: &Record) -> String {
    let planned = words::timing(&record.planned);
    match record.last() {
        Some(last) => {
            let how = last.ended.map_or("under way", words::ended);
            format!("Held {}, planned {planned}  ·  {how}", last.held.clock())
        }
        None => format!("Not held, planned {planned}"),
    }
}

fn felt(view: &View, record: &Record) -> String {
    let mut parts = vec![format!("released {}", words::released(record))];
    if matches!(record.planned, crate::model::Timing::Listening { .. } | crate::model::Timing::Block { .. }) {
        parts.clear();
    }
    let contacts = view.agenda().step_at(record.step).map_or(1, |step| step.contacts.len().max(1));
    for contact in 0..contacts {
        let score = |word: &str, kind| record.score(contact as u8, kind).map(|score| format!("{word} {score}"));
        let scores = [
            score("before", ScoreKind::Before),
            score("in position", ScoreKind::InPosition),
            score("after", ScoreKind::After),
        ];
        let scores: Vec<String> = scores.into_iter().flatten().collect();
        if !scores.is_empty() {
            parts.push(format!("tenderness {}", scores.join(", ")));
        }
    }
    for (kind, word) in [(MarkKind::Release, "marked"), (MarkKind::Significant, "significant")] {
        let at: Vec<String> =
            record.marks.iter().filter(|mark| mark.kind == kind).map(|mark| mark.held.clock()).collect();
        if !at.is_empty() {
            parts.push(format!("{word} at {}", at.join(", ")));
        }
    }
    parts.join("  ·  ")
}

/// The tries before the one that counts.
fn tries(record: &Record) -> Option<String> {
    let (_, earlier) = record.tries.split_last()?;
    let tries: Vec<String> = earlier
        .iter()
        .map(|attempt| format!("{} {}", attempt.held.clock(), attempt.ended.map_or("", words::ended)))
        .collect();
    (!tries.is_empty()).then(|| format!("Before that: {}", tries.join(", ")))
}
