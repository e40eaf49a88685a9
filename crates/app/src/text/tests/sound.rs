//! Sentences about sound.

use super::says;
use crate::text::{cue_timing, sound_state};
use holdwell_audio::SoundState;

#[test]
fn states_of_the_sound() {
    let states = [
        SoundState::Off,
        SoundState::Closed,
        SoundState::Opening,
        SoundState::Playing { device: "Speakers".to_owned() },
        SoundState::NoCard,
        SoundState::Lost { device: "USB".to_owned() },
    ];
    let told = states.map(|one| sound_state(&one));
    let expected = [
        "sound is off: cues are on the screen only",
        "sound: opens with the session",
        "sound: opening",
        "sound: Speakers",
        "no sound card: cues are on the screen only",
        "sound lost (USB): cues are on the screen until it is back",
    ];
    assert_eq!(told, expected);
}

#[test]
fn the_timing_of_cues() {
    let timings = [(0, 0, 0), (0, 0, 1), (0, 0, 3), (1, 0, 0), (2, 0, 0), (1, 1, 0), (4, 0, 1)];
    says(
        timings.map(|(heard, late, unheard)| (format!("{heard}/{late}/{unheard}"), cue_timing(heard, late, unheard))),
        "0/0/0: No cue was to be heard
        0/0/1: 1 cue on the screen only
        0/0/3: 3 cues on the screen only
        1/0/0: The one cue was on time
        2/0/0: All 2 cues on time
        1/1/0: 1 cue heard, 1 late
        4/0/1: 4 cues heard, 0 late, 1 on the screen only",
    );
}
