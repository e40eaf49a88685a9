//! Measures what a voice costs: `cargo bench --bench voice`. The figures stand in `benches/README.md`.
//!
//! For each home routine that comes with the program: the time that choosing it takes the conductor, until the first
//! prompt is ready, and until all are. Nobody waits for the last two: Start can be pressed at once.
#![expect(clippy::print_stdout, clippy::unwrap_used, clippy::disallowed_methods, reason = "a bench")]

use std::path::PathBuf;
use std::thread::sleep;
use std::time::{Duration, Instant};

use holdwell_audio::{Speech, VoicePort as _};
use holdwell_engine::{Options, unattended};
use holdwell_library::{Library, compile, scene};
use holdwell_model::{Arc, Audience};
use holdwell_speech::{Dialect, Listener, prompts};
use holdwell_voice::{Process, Voice, files};

fn main() {
    let library = Library::builtin();
    let new = || Process::new(PathBuf::from(env!("CARGO_BIN_EXE_holdwell")), &["say"], &files());
    println!("routine | prompts | speech | composed in | first ready | all ready | memory");
    for routine in library.routines().iter().filter(|routine| routine.audience == Audience::Home) {
        let plan = Arc::new(compile(routine, &library).unwrap());
        let mut voice = Voice::new(new);
        let began = Instant::now();
        let said = prompts(&plan, &unattended(&plan, Options::of(&plan)), &scene(&plan, &library), Listener::Client);
        let texts: Vec<String> = said.into_iter().map(|prompt| prompt.text).collect();
        voice.prepare(Dialect::British, texts.clone());
        let composed = began.elapsed();
        let wait = |voice: &Voice, text: &str| -> Speech {
            loop {
                if let Some(speech) = voice.speech(Dialect::British, text) {
                    return speech;
                }
                sleep(Duration::from_micros(200));
            }
        };
        let _first = wait(&voice, &texts[0]);
        let first = began.elapsed();
        let spoken: Vec<Speech> = texts.iter().map(|text| wait(&voice, text)).collect();
        let all = began.elapsed();
        let secs: u64 = spoken.iter().map(Speech::millis).sum::<u64>() / 1000;
        let bytes: usize = spoken.iter().map(|speech| size_of_val(speech.samples())).sum();
        let (count, megabytes) = (texts.len(), bytes as f64 / 1e6);
        println!("{} | {count} | {secs} s | {composed:.1?} | {first:.0?} | {all:.0?} | {megabytes:.1} MB", plan.id);
    }
}
