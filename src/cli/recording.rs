//! Recordings of the therapist's own, in the place of the voice.

use std::path::PathBuf;

use super::{Failure, load};
use holdwell_app::text::home::{recording_fault, recording_for_nothing, recording_has_no_time};
use holdwell_app::text::render_error;
use holdwell_audio::{LARGEST_RECORDING, recording};
use holdwell_files::shown;
use holdwell_home::HomePlan;
use holdwell_web::{OwnFault, OwnPlace, put_own};

/// A recording as it was named: what it is for, and its file.
pub(super) type Named = (String, PathBuf);

/// Reads what was named on the command line: `POSITION=FILE`.
pub(super) fn named(text: &str) -> Result<Named, &'static str> {
    match text.split_once('=') {
        Some((place, file)) if !place.is_empty() && !file.is_empty() => Ok((place.to_owned(), file.into())),
        _ => Err("what it is for, then = and the file: ball-buttock=ball.wav"),
    }
}

/// Puts recordings into a plan, or returns every problem of them.
pub(super) fn put(plan: &mut HomePlan, recordings: &[Named]) -> Result<(), Failure> {
    let mut problems = Vec::new();
    for (name, path) in recordings {
        let file = shown(path);
        let place = match name.as_str() {
            "begin" => OwnPlace::Begin,
            "end" => OwnPlace::End,
            position => OwnPlace::Position(position.to_owned()),
        };
        let speech = match recording(&load::read_up_to(path, LARGEST_RECORDING)?) {
            Ok(speech) => speech,
            Err(fault) => {
                problems.push(recording_fault(&file, fault));
                continue;
            }
        };
        problems.extend(put_own(plan, &place, &speech).err().map(|fault| match fault {
            OwnFault::NothingSaid => recording_for_nothing(&file, name),
            OwnFault::TooLong { takes, room } => recording_has_no_time(&file, takes, room),
            OwnFault::Sound(why) => format!("{file}: {}", render_error(&why)),
        }));
    }
    if problems.is_empty() { Ok(()) } else { Err(Failure::Input(problems)) }
}
