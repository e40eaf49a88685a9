//! Every prompt of every home routine that comes with the program, in every dialect.

use std::collections::BTreeMap;
use std::path::Path;

use holdwell_audio::{REFERENCE, SPEECH_CEILING, Speech, loudness};
use holdwell_engine::{Options, unattended};
use holdwell_library::{Library, compile, scene};
use holdwell_model::{Arc, Audience, Millis};
use holdwell_speech::{Dialect, Listener, prompts, spoken};
use holdwell_voice::{VoiceFolder, files, level, speak};

/// The texts, each with the shortest room that there is for it.
fn texts() -> BTreeMap<String, Millis> {
    let library = Library::builtin();
    let mut texts = BTreeMap::new();
    for routine in library.routines().iter().filter(|routine| routine.audience == Audience::Home) {
        let plan = Arc::new(compile(routine, &library).unwrap());
        let run = unattended(&plan, Options::of(&plan));
        for prompt in prompts(&plan, &run, &scene(&plan, &library), Listener::Client) {
            let room = texts.entry(prompt.text.clone()).or_insert(prompt.room());
            *room = prompt.room().min(*room);
        }
    }
    assert!(texts.len() > 20);
    texts
}

fn samples(speech: &Speech) -> Vec<f32> {
    speech.samples().iter().map(|sample| f32::from(*sample) / f32::from(i16::MAX)).collect()
}

#[test]
fn every_prompt_fits_is_as_loud_as_the_cues_and_clips_nowhere() {
    let folder = VoiceFolder::new(&files()).unwrap();
    let mut longer = Vec::new();
    for (dialect, key, _) in Dialect::ALL {
        for (text, room) in texts() {
            let raw = speak(dialect, &text, folder.path()).unwrap();
            assert!(raw.iter().all(|sample| sample.unsigned_abs() < 32_000), "{key}: {text} clips");
            let speech = level(&raw).unwrap_or_else(|| panic!("{key}: {text} is silent"));
            let heard = samples(&speech);
            let most = heard.iter().fold(0.0_f32, |most, sample| most.max(sample.abs()));
            assert!(most <= SPEECH_CEILING + 1e-4, "{key}: {text}: {most}");
            let loud = loudness(&heard).unwrap();
            assert!((loud - REFERENCE).abs() < 0.5, "{key}: {text}: {loud:.2} LUFS");
            let (lasts, foretold) = (Millis(speech.millis()), spoken(&text));
            if lasts > room || lasts > foretold {
                longer.push(format!("{key} {lasts}, foretold {foretold}, room {room}: {text}"));
            }
        }
    }
    assert!(longer.is_empty(), "{}", longer.join("\n"));
}

#[test]
fn what_somebody_wrote_is_spoken_or_silent_and_never_a_fault() {
    let folder = VoiceFolder::new(&files()).unwrap();
    let long = "word ".repeat(3000);
    for text in ["", " ", ".", "<volume level='500'>", "a & b < c > d \" e", "§ ☃ \u{0} 漢字", "1234567890", &long]
    {
        let spoken = speak(Dialect::British, text, folder.path()).unwrap();
        assert!(spoken.len() < 200 * 16_000, "{text}");
        let _silence_or_not = level(&spoken);
    }
    assert!(speak(Dialect::British, "Left.", Path::new("/nowhere")).is_err());
}
