//! The state of the sound, in words for the screens.

use holdwell_app::text;
use holdwell_audio::{Levels, SoundState};

/// The most letters of an output: systems give names of any length.
const NAME: usize = 26;

/// Returns the output in a few words: "Speakers, quiet".
pub(crate) fn output(sound: &SoundState, levels: Levels) -> String {
    let loudness = if levels.muted { "muted" } else { loudness(levels.room.change.step()) };
    match sound {
        SoundState::Playing { device } => format!("{}, {loudness}", text::short(device, NAME)),
        SoundState::Closed | SoundState::Opening => format!("Sound opens with the session, {loudness}"),
        SoundState::Off => "Sound is off".to_owned(),
        SoundState::NoCard => "No sound card: cues on the screen only".to_owned(),
        SoundState::Lost { device } => format!("Sound lost: waiting for {}", text::short(device, NAME)),
    }
}

/// Returns the same for a chip beside other things.
pub(super) fn chip(sound: &SoundState, levels: Levels) -> String {
    match sound {
        SoundState::Playing { device } if levels.muted => format!("muted: {}", text::short(device, NAME)),
        SoundState::Playing { device } => format!("sound: {}", text::short(device, NAME)),
        SoundState::Closed | SoundState::Opening => "sound: opening".to_owned(),
        SoundState::Off => "sound: off".to_owned(),
        SoundState::NoCard => "no sound card".to_owned(),
        SoundState::Lost { .. } => "sound lost, cues on the screen".to_owned(),
    }
}

const fn loudness(step: u8) -> &'static str {
    match step {
        0 => "silent",
        1..=5 => "very quiet",
        6..=10 => "quiet",
        11..=13 => "clear",
        _ => "full",
    }
}
