//! Recordings of a person, as something spoken: read, without the silence around them, as loud as the cues.

use std::io::Cursor;

use holdwell_model::Millis;

use super::levelled::levelled;
use super::render::FILE_RATE;
use super::resample::{RATES, resample};
use super::speech::Speech;

/// Largest file of a recording in bytes: five minutes of the best that a phone writes.
pub const LARGEST_RECORDING: u64 = 64 << 20;
/// Longest recording without the silence around it: nobody listens longer before a hold.
pub const LONGEST_RECORDING: Millis = Millis::from_secs(60);
/// Most of a file that is read, in seconds: what is longer is no recording of a prompt.
const MOST_SECS: usize = 180;
/// Frames in which loudness is looked at: 10 ms.
const LOOK: usize = FILE_RATE as usize / 100;
/// The most channels of a file.
const MOST_CHANNELS: usize = 8;
/// Loudness below the loudest at which somebody speaks, as a factor: 35 decibels.
const SPOKEN: f32 = 0.0178;
/// Loudness below which nothing is spoken, however soft all of it is.
const QUIET: f32 = 0.0005;
/// Frames that are kept before and after what is spoken, and over which it comes and goes: 50, 150 and 10 ms.
const BEFORE: usize = FILE_RATE as usize / 20;
const AFTER: usize = FILE_RATE as usize * 3 / 20;
const FADE: usize = FILE_RATE as usize / 100;

/// Reasons for which a recording cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RecordingFault {
    /// No sound file that is known: those are WAV, FLAC and MP3.
    Unknown,
    /// The sound of a phone's recorder, which cannot be read.
    M4a,
    /// It begins as a sound file and does not go on as one.
    Damaged,
    /// A sample rate that no recorder has, in hertz.
    Rate(u32),
    /// Nobody speaks in it.
    Silent,
    /// It lasts so long.
    TooLong(Millis),
}

/// Samples of a file: mono, and their rate.
struct Decoded {
    samples: Vec<f32>,
    rate: u32,
}

/// Reads a recording: WAV, FLAC or MP3, of any usual rate and any number of channels.
///
/// # Errors
/// It cannot be used.
pub fn recording(bytes: &[u8]) -> Result<Speech, RecordingFault> {
    let decoded = match bytes {
        [b'R', b'I', b'F', b'F', ..] => wav(bytes)?,
        [b'f', b'L', b'a', b'C', ..] => flac(bytes)?,
        [_, _, _, _, b'f', b't', b'y', b'p', ..] => return Err(RecordingFault::M4a),
        [b'I', b'D', b'3', ..] | [0xff, 0xe0..=0xff, ..] => mp3(bytes)?,
        _ => return Err(RecordingFault::Unknown),
    };
    let samples = resample(&decoded.samples, decoded.rate).ok_or(RecordingFault::Rate(decoded.rate))?;
    let spoken = trimmed(&samples).ok_or(RecordingFault::Silent)?;
    let length = Millis(spoken.len() as u64 * 1000 / u64::from(FILE_RATE));
    if length > LONGEST_RECORDING {
        return Err(RecordingFault::TooLong(length));
    }
    levelled(&spoken).ok_or(RecordingFault::Silent)
}

/// Returns the most samples that are unpacked; a file that claims more than any microphone has is not looked into.
fn most(rate: u32, channels: usize) -> Result<usize, RecordingFault> {
    if channels > MOST_CHANNELS || !(RATES.0..=RATES.1).contains(&rate) {
        return Err(RecordingFault::Rate(rate));
    }
    Ok(MOST_SECS * rate as usize * channels)
}

fn wav(bytes: &[u8]) -> Result<Decoded, RecordingFault> {
    let damaged = |_| RecordingFault::Damaged;
    let reader = hound::WavReader::new(Cursor::new(bytes)).map_err(damaged)?;
    let hound::WavSpec { channels, sample_rate: rate, bits_per_sample: bits, sample_format } = reader.spec();
    let most = most(rate, channels.into())?;
    let samples: Result<Vec<f32>, hound::Error> = match sample_format {
        hound::SampleFormat::Float => reader.into_samples::<f32>().take(most).collect(),
        hound::SampleFormat::Int => {
            let full = (1_u64 << bits.clamp(1, 32).saturating_sub(1)) as f32;
            reader.into_samples::<i32>().take(most).map(|sample| sample.map(|sample| sample as f32 / full)).collect()
        }
    };
    Ok(Decoded { samples: mono(&samples.map_err(damaged)?, channels.into()), rate })
}

fn flac(bytes: &[u8]) -> Result<Decoded, RecordingFault> {
    let damaged = |_| RecordingFault::Damaged;
    let mut reader = claxon::FlacReader::new(bytes).map_err(damaged)?;
    let info = reader.streaminfo();
    let (channels, rate) = (info.channels as usize, info.sample_rate);
    let full = (1_u64 << info.bits_per_sample.clamp(1, 32).saturating_sub(1)) as f32;
    let most = most(rate, channels)?;
    let samples = reader.samples().take(most).map(|sample| sample.map(|sample| sample as f32 / full));
    Ok(Decoded { samples: mono(&samples.collect::<Result<Vec<f32>, _>>().map_err(damaged)?, channels), rate })
}

fn mp3(bytes: &[u8]) -> Result<Decoded, RecordingFault> {
    let mut decoder = rusty_mp3::Mp3Decoder::new();
    let mut decoded = Decoded { samples: Vec::new(), rate: 0 };
    // Piece by piece, so that of a long file no more is unpacked than is used.
    for piece in bytes.chunks(1 << 14).map(Some).chain([None]) {
        match piece {
            Some(piece) => decoder.push(piece),
            None => decoder.flush(),
        }
        while let Ok(frame) = decoder.next_frame() {
            decoded.rate = frame.sample_rate;
            decoded.samples.extend(mono(&frame.samples, frame.channels.into()));
        }
        if decoded.samples.len() > MOST_SECS * decoded.rate as usize {
            break;
        }
    }
    if decoded.samples.is_empty() { Err(RecordingFault::Damaged) } else { Ok(decoded) }
}

/// Brings all channels to one. What is no number is silence.
fn mono(samples: &[f32], channels: usize) -> Vec<f32> {
    let channels = channels.max(1);
    let heard = |sample: &f32| if sample.is_finite() { sample.clamp(-1.0, 1.0) } else { 0.0 };
    samples.chunks(channels).map(|frame| frame.iter().map(heard).sum::<f32>() / channels as f32).collect()
}

/// Cuts off the silence around what is spoken; `None` where nothing is.
fn trimmed(samples: &[f32]) -> Option<Vec<f32>> {
    let loudness = |look: &[f32]| (look.iter().map(|sample| sample * sample).sum::<f32>() / look.len() as f32).sqrt();
    let looks: Vec<f32> = samples.chunks(LOOK).map(loudness).collect();
    let loudest = looks.iter().copied().fold(0.0, f32::max);
    let is_spoken = |look: &f32| *look > (loudest * SPOKEN).max(QUIET);
    let (first, last) = (looks.iter().position(is_spoken)?, looks.iter().rposition(is_spoken)?);
    let range = (first * LOOK).saturating_sub(BEFORE)..((last + 1) * LOOK + AFTER).min(samples.len());
    let mut kept = samples.get(range)?.to_vec();
    let length = kept.len();
    for (place, sample) in kept.iter_mut().enumerate() {
        *sample *= (place.min(length - place).min(FADE)) as f32 / FADE as f32;
    }
    Some(kept)
}
