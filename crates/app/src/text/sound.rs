//! Sentences about sound: whether there is any, and how exactly the cues came.

use holdwell_audio::SoundState;

use super::count;

/// Words where there is no voice.
pub const NO_VOICE: &str = "This Holdwell has no voice. Nothing is spoken; the chimes are there.";

/// Returns the line about the state of the sound.
pub fn sound_state(state: &SoundState) -> String {
    match state {
        SoundState::Off => "sound is off: cues are on the screen only".to_owned(),
        SoundState::Closed => "sound: opens with the session".to_owned(),
        SoundState::Opening => "sound: opening".to_owned(),
        SoundState::Playing { device } => format!("sound: {device}"),
        SoundState::NoCard => "no sound card: cues are on the screen only".to_owned(),
        SoundState::Lost { device } => format!("sound lost ({device}): cues are on the screen until it is back"),
    }
}

/// Returns the line at the end of a session about its cues: how many were heard, how many of these late, and how many
/// were on the screen only.
pub fn cue_timing(heard: usize, late: usize, unheard: usize) -> String {
    let cues = |number| count(number, "cue");
    match (heard, late, unheard) {
        (0, _, 0) => "No cue was to be heard".to_owned(),
        (0, _, unheard) => format!("{} on the screen only", cues(unheard)),
        (1, 0, 0) => "The one cue was on time".to_owned(),
        (heard, 0, 0) => format!("All {} on time", cues(heard)),
        (heard, late, 0) => format!("{} heard, {late} late", cues(heard)),
        (heard, late, unheard) => format!("{} heard, {late} late, {unheard} on the screen only", cues(heard)),
    }
}
