//! The loudness of each cue for the room and the therapist, and the output.

use egui::Ui;
use holdwell_app::settings::Settings;
use holdwell_app::text;
use holdwell_audio::{CueGroup, GroupLevels, Level as Step, SoundState, TherapistChannel};
use holdwell_conductor::Snapshot;
use holdwell_engine::Profile;

use super::row;
use crate::action::{Action, Actions};
use crate::theme::{Font, Theme};
use crate::widgets::{Banner, Button, Level, Segmented, Toggle, line};

pub(super) fn show(ui: &mut Ui, settings: &mut Settings, snapshot: &Snapshot, actions: &mut Actions) {
    output(ui, settings, snapshot, actions);
    ui.add(Toggle::new("Mute", &mut settings.levels.muted).line("Every level is kept for later"));
    let theme = Theme::of(ui);
    ui.add_space(8.0);
    line(ui, Font::Strong, theme.text, "What the room hears");
    group(ui, "Room", &mut settings.levels.room);
    let channel = "With one ear for the therapist, the room hears the other side only";
    row(ui, "Therapist's ear", channel, |ui| {
        let choices = [
            (TherapistChannel::None, "None"),
            (TherapistChannel::LeftEar, "Left ear"),
            (TherapistChannel::RightEar, "Right ear"),
        ];
        ui.add(Segmented::new("Therapist's ear", &mut settings.channel, &choices));
    });
    if settings.channel != TherapistChannel::None {
        line(ui, Font::Strong, theme.text, "What the therapist alone hears");
        group(ui, "Therapist", &mut settings.levels.therapist);
    }
    row(ui, "Cues", "At home and in the demonstration all are heard in any case", |ui| {
        let choices = [(Profile::Technique, "As the technique asks"), (Profile::Full, "All")];
        ui.add(Segmented::new("Cues", &mut settings.profile, &choices));
    });
}

fn group(ui: &mut Ui, listener: &str, levels: &mut GroupLevels) {
    for (group, name) in CueGroup::ALL {
        row(ui, name, "", |ui| {
            let mut decibels = to_decibels(levels.of(group));
            let name = format!("{listener}: {name}");
            ui.add(Level::new(&name, &mut decibels, SILENT..=0, 3).silent(SILENT));
            levels.set(group, from_decibels(decibels));
        });
    }
}

/// The level one step below the quietest, in decibels.
const SILENT: i64 = -48;

fn to_decibels(level: Step) -> i64 {
    (i64::from(level.step()) - 16) * 3
}

fn from_decibels(decibels: i64) -> Step {
    Step::new(u8::try_from(decibels / 3 + 16).unwrap_or(0))
}

/// Shows the choice of an output: the system's own, or one of those that there are. One that is gone stays chosen.
fn output(ui: &mut Ui, settings: &mut Settings, snapshot: &Snapshot, actions: &mut Actions) {
    let sound = &snapshot.sound;
    if sound.is_fault() {
        Banner::caution(&text::sentence(&text::sound_state(sound))).show(ui);
    }
    let system = [(None, "As the system".to_owned())];
    let known = snapshot.outputs.iter().map(|device| (Some(device.id.clone()), device.name.clone()));
    let mut choices: Vec<(Option<String>, String)> = system.into_iter().chain(known).collect();
    if let Some(id) = settings.output.as_ref().filter(|id| !choices.iter().any(|(known, _)| known.as_ref() == Some(id)))
    {
        choices.push((Some(id.clone()), format!("{id} (not there now)")));
    }
    let mut chosen = choices.iter().position(|(id, _)| *id == settings.output).unwrap_or(0);
    let words: Vec<(usize, &str)> =
        choices.iter().enumerate().map(|(index, (_, name))| (index, name.as_str())).collect();
    let rest = if *sound == SoundState::Off { "Sound was switched off when the program was started" } else { "" };
    row(ui, "Output", rest, |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.add(Segmented::new("Output", &mut chosen, &words));
            if ui.add(Button::quiet("Look again")).clicked() {
                actions.push(Action::LookForOutputs);
            }
        });
    });
    if let Some((id, _)) = choices.get(chosen) {
        settings.output.clone_from(id);
    }
}
