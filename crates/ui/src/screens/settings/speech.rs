//! Settings of the voice: its listeners, its dialect, its level.

use egui::Ui;
use holdwell_app::settings::Settings;
use holdwell_app::text::NO_VOICE;
use holdwell_audio::TherapistChannel;
use holdwell_speech::Dialect;

use super::row;
use crate::widgets::{Banner, Segmented, Toggle};

pub(super) fn show(ui: &mut Ui, settings: &mut Settings, has_voice: bool) {
    if !has_voice {
        Banner::info(NO_VOICE).show(ui);
    }
    let words = "Side, position and what to do, for closed eyes; never in listening work";
    ui.add(Toggle::new("Home routines speak", &mut settings.speak_at_home).line(words));
    let words = if settings.channel == TherapistChannel::None {
        "Needs an ear for the therapist, above: the room never hears it"
    } else {
        "The side and the position that come next, in the therapist's ear alone"
    };
    ui.add(Toggle::new("Say in treatment what comes next", &mut settings.speak_to_therapist).line(words));
    row(ui, "Voice", "English only, so far", |ui| {
        let choices = Dialect::ALL.map(|(dialect, _, name)| (dialect, name));
        ui.add(Segmented::new("Voice", &mut settings.dialect, &choices));
    });
}
