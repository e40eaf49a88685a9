//! The timing of a session's cues.

use egui::Ui;
use holdwell_app::text;
use holdwell_conductor::CueTimingReport;

use crate::theme::{Font, Theme};
use crate::widgets::{Button, line, surface};

/// The state of the figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in super::super) enum Sounded {
    #[default]
    Folded,
    Open,
}

impl Sounded {
    /// Shows one line, and the figures on demand.
    pub(in super::super) fn ui(&mut self, ui: &mut Ui, account: &CueTimingReport) {
        let theme = Theme::of(ui);
        surface(ui, 16, |ui| {
            ui.horizontal_wrapped(|ui| {
                let words = text::cue_timing(account.heard(), account.late(), account.unheard as usize);
                line(ui, Font::Body, theme.text, words);
                let (word, then) = match *self {
                    Self::Folded => ("Details", Self::Open),
                    Self::Open => ("Fewer details", Self::Folded),
                };
                if ui.add(Button::quiet(word)).clicked() {
                    *self = then;
                }
            });
            if *self == Self::Open {
                for figure in figures(account) {
                    line(ui, Font::Body, theme.soft, figure);
                }
            }
        });
    }
}

fn figures(account: &CueTimingReport) -> [String; 4] {
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
