//! The state of the sound, in words for the screens.

use holdwell_audio::{Levels, SoundState};

/// Returns the output in a few words: "Speakers, quiet".
pub(crate) fn output(sound: &SoundState, levels: Levels) -> String {
    let loudness = if levels.muted { "muted" } else { loudness(levels.room.change.step()) };
    match sound {
        SoundState::Playing { device } => format!("{}, {loudness}", short(device)),
        SoundState::Closed | SoundState::Opening => format!("Sound opens with the session, {loudness}"),
        SoundState::Off => "Sound is off".to_owned(),
        SoundState::NoCard => "No sound card: cues on the screen only".to_owned(),
        SoundState::Lost { device } => format!("Sound lost: waiting for {}", short(device)),
    }
}

/// Returns the same for a chip beside other things.
pub(super) fn chip(sound: &SoundState, levels: Levels) -> String {
    match sound {
        SoundState::Playing { device } if levels.muted => format!("muted: {}", short(device)),
        SoundState::Playing { device } => format!("sound: {}", short(device)),
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

/// Shortens the name of an output: systems give names of any length.
fn short(device: &str) -> String {
    const MOST: usize = 26;
    if device.chars().count() <= MOST {
        return device.to_owned();
    }
    let cut: String = device.chars().take(MOST - 1).collect();
    format!("{}…", cut.trim_end())
}
