//! The process that speaks: a text in, a WAV out.

use std::io::{self, Cursor, Read, Write};
use std::path::Path;
use std::thread;
use std::time::Duration;

use super::VOICE_RATE;
use super::markup::marked;
use holdwell_pico::{AMERICAN, BRITISH, Files, Pico};
use holdwell_speech::{Dialect, LONGEST_TEXT, Phrase, phrases};

/// Longest time that the process lives, also where nobody ends it.
const LIFE: Duration = Duration::from_secs(6);
/// Value below which a phrase has not begun yet, or is over.
const QUIET: u16 = 160;
/// Samples that are kept before and after what is heard, and over which it comes and goes: 12, 25 and 5 ms.
const BEFORE: usize = VOICE_RATE as usize * 12 / 1000;
const AFTER: usize = VOICE_RATE as usize * 25 / 1000;
const FADE: usize = VOICE_RATE as usize * 5 / 1000;

/// Outcome of the process.
pub type Say = Result<(), String>;

/// Reads a text, speaks it with the voice of a dialect in the folder that the process runs in, and writes a WAV.
///
/// # Errors
/// A dialect that is not known, a text that cannot be read, or the engine's own words.
pub fn say(dialect: &str, text: impl Read, mut out: impl Write) -> Say {
    let dialect = Dialect::of_key(dialect).ok_or("no such dialect")?;
    end_in_time()?;
    let mut words = Vec::new();
    let most = LONGEST_TEXT as u64 * 4;
    let _length = text.take(most).read_to_end(&mut words).map_err(|why| why.to_string())?;
    let samples = speak(dialect, &String::from_utf8_lossy(&words), Path::new("."))?;
    let wav = wav(&samples).map_err(|why| why.to_string())?;
    out.write_all(&wav).and_then(|()| out.flush()).map_err(|why: io::Error| why.to_string())
}

/// Speaks a text with the voice whose files are in a folder: mono samples at 16 kHz, phrase by phrase, with the pauses
/// between them.
///
/// # Errors
/// The engine's own words.
pub fn speak(dialect: Dialect, text: &str, folder: &Path) -> Result<Vec<i16>, String> {
    let mut voice = Pico::load(files_of(dialect), folder)?;
    let mut samples = Vec::new();
    for phrase in phrases(text) {
        let Phrase { after, .. } = &phrase;
        samples.extend(trimmed(&voice.speak(&marked(&phrase))?));
        samples.extend(std::iter::repeat_n(0, (after.0 as usize) * VOICE_RATE as usize / 1000));
    }
    Ok(samples)
}

/// Returns the names and contents of the files of all voices.
pub fn files() -> [(&'static str, &'static [u8]); 4] {
    [BRITISH.words, BRITISH.sounds, AMERICAN.words, AMERICAN.sounds]
}

/// Returns the files of a dialect's voice.
const fn files_of(dialect: Dialect) -> &'static Files {
    match dialect {
        Dialect::British => &BRITISH,
        Dialect::American => &AMERICAN,
    }
}

/// Ends the process where the one that started it has died.
///
/// # Errors
/// The system starts no more threads.
#[expect(clippy::exit, clippy::disallowed_methods, reason = "the engine may hang, and cannot be asked to stop")]
fn end_in_time() -> Say {
    let end = || {
        thread::sleep(LIFE);
        std::process::exit(1);
    };
    thread::Builder::new().name("end".to_owned()).spawn(end).map(drop).map_err(|why| why.to_string())
}

/// Cuts off the silence around a phrase.
fn trimmed(samples: &[i16]) -> Vec<i16> {
    let is_heard = |sample: &i16| sample.unsigned_abs() > QUIET;
    let (Some(first), Some(last)) = (samples.iter().position(is_heard), samples.iter().rposition(is_heard)) else {
        return Vec::new();
    };
    let (first, last) = (first.saturating_sub(BEFORE), (last + AFTER).min(samples.len()));
    let mut kept = samples.get(first..last).unwrap_or_default().to_vec();
    let length = kept.len();
    for (place, sample) in kept.iter_mut().enumerate() {
        let near = place.min(length - place).min(FADE);
        *sample = (i32::from(*sample) * near as i32 / FADE as i32) as i16;
    }
    kept
}

fn wav(samples: &[i16]) -> Result<Vec<u8>, hound::Error> {
    let spec = hound::WavSpec {
        channels: 1,
        sample_rate: VOICE_RATE,
        bits_per_sample: 16,
        sample_format: hound::SampleFormat::Int,
    };
    let mut bytes = Cursor::new(Vec::new());
    let mut writer = hound::WavWriter::new(&mut bytes, spec)?;
    for sample in samples {
        writer.write_sample(*sample)?;
    }
    writer.finalize()?;
    Ok(bytes.into_inner())
}
