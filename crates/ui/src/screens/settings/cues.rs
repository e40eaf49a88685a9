//! Every cue at its true level, to be known with closed eyes.

use egui::{Ui, vec2};
use holdwell_audio::SoundState;
use holdwell_engine::{CueAudience, CueKind};
use holdwell_model::Technique;

use crate::action::{Action, Actions};
use crate::icons;
use crate::theme::{Font, GRID, Theme};
use crate::widgets::{Button, Segmented, line};

/// The length of chimes: SMRT and soft tissue release ring shorter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Ring {
    #[default]
    Short,
    Long,
}

pub(super) fn show(ui: &mut Ui, ring: &mut Ring, sound: &SoundState, actions: &mut Actions) {
    let theme = Theme::of(ui);
    if *sound == SoundState::Off {
        line(ui, Font::Body, theme.soft, "Sound is off, so nothing can be heard here");
        return;
    }
    ui.add(Segmented::new("Ring", ring, &[(Ring::Short, "Short, as in SMRT"), (Ring::Long, "Long")]));
    ui.add_space(GRID);
    let technique = if *ring == Ring::Short { Technique::Smrt } else { Technique::Counterstrain };
    let room = ui.available_width();
    let columns = ((room + GRID) / (220.0 * theme.text_size + GRID)).floor().clamp(1.0, 4.0) as usize;
    let width = (room - GRID * (columns - 1) as f32) / columns as f32;
    ui.spacing_mut().item_spacing = vec2(GRID, GRID);
    for cues in CueKind::ALL.chunks(columns) {
        ui.horizontal(|ui| {
            for (_, kind, words) in cues {
                if ui.add(Button::new(words).icon(icons::BELL).width(width.floor())).clicked() {
                    actions.push(Action::Preview(*kind, technique, CueAudience::Room));
                }
            }
        });
    }
}
