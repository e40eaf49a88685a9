//! A session as a sound file: the same mixer, faster than the clock.

mod flac;
mod mp3;
mod tags;
mod wav;

use std::fs::File;
use std::io::{self, BufWriter, Cursor};
use std::path::Path;

pub use self::mp3::speech_mp3;
pub use self::tags::{Chapter, Tags};
use super::bank::Bank;
use super::levels::{Level, Levels};
use super::mixer::{MOST_SOUNDING, Mixer};
use super::report::{Placed, Report};
use super::route::{Route, TherapistChannel};
use super::score::SoundSet;
use super::speech::{Spoken, Utterance};
use super::stereo::{BLOCK, Stereo};
use holdwell_engine::{Cue, CueAudience};
use holdwell_model::{Millis, SessionTime};

/// Sample rate of files in hertz; a millisecond is 48 samples exactly.
pub const FILE_RATE: u32 = 48_000;

/// Silence after the last word.
const LAST_WORD: Millis = Millis(500);

/// Options of a sound file.
#[derive(Debug, Clone, Copy)]
pub struct FileSound<'a> {
    /// Levels; a file is played at the listener's own volume, so the ceiling is usual.
    pub levels: Levels,
    /// Therapist's channel; a file for a client has none.
    pub channel: TherapistChannel,
    /// Shortest length of the file, which also lasts until the last cue has rung out.
    pub length: Millis,
    /// Tags of the file, where its kind has them; nothing where it is `None`.
    pub tags: Option<&'a Tags>,
}

impl FileSound<'_> {
    /// Creates options for a session of this length, at the ceiling, for the room, without tags.
    pub const fn new(length: Millis) -> Self {
        Self { levels: Levels::all(Level::LOUDEST), channel: TherapistChannel::None, length, tags: None }
    }
}

/// Reasons for which there is no file.
#[derive(Debug)]
pub enum RenderError {
    /// A failure of writing.
    Io(io::Error),
    /// A failure of the WAV format.
    Wav(hound::Error),
    /// A failure of the FLAC encoder, in its own words.
    Flac(String),
    /// A failure of the MP3 encoder, in its own words.
    Mp3(String),
    /// A session longer than a WAV file can hold.
    TooLong(Millis),
}

impl From<io::Error> for RenderError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl From<hound::Error> for RenderError {
    fn from(error: hound::Error) -> Self {
        Self::Wav(error)
    }
}

/// The audible cues and prompts of a file, with their samples.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rendered {
    /// Audible cues.
    pub cues: Vec<Placed>,
    /// The prompts.
    pub speech: Vec<Spoken>,
}

/// Receiver of samples.
trait Sink {
    /// Takes interleaved stereo, full scale at 1.
    fn sound(&mut self, samples: &[f32]) -> Result<(), RenderError>;
    /// Takes so many frames of silence.
    fn silence(&mut self, frames: u64) -> Result<(), RenderError>;
    /// Ends the file.
    fn finish(self) -> Result<(), RenderError>;
}

/// Writes cues to a file: FLAC if its name ends in `.flac`, MP3 of one channel at 24 kHz if in `.mp3`, else 16-bit WAV; the
/// others are 48 kHz stereo. Sample 0 is session time 0.
/// The file is whole or is not there.
///
/// Returns the audible cues with their samples. `progress` is called with the finished share of the session.
pub fn render(
    path: &Path,
    cues: impl IntoIterator<Item = Cue>,
    file: &FileSound<'_>,
    progress: &mut dyn FnMut(SessionTime),
) -> Result<Vec<Placed>, RenderError> {
    render_spoken(path, cues, Vec::new(), file, progress).map(|rendered| rendered.cues)
}

/// Writes cues and what is spoken between them to a file, as [`render`] does.
pub fn render_spoken(
    path: &Path,
    cues: impl IntoIterator<Item = Cue>,
    spoken: Vec<Utterance>,
    file: &FileSound<'_>,
    progress: &mut dyn FnMut(SessionTime),
) -> Result<Rendered, RenderError> {
    let run = Run::new(cues, spoken, file);
    let ending = path.extension().unwrap_or_default().to_ascii_lowercase();
    let (is_flac, is_mp3) = (ending == "flac", ending == "mp3");
    if !is_flac && !is_mp3 && run.longest > wav::LONGEST {
        return Err(RenderError::TooLong(run.longest));
    }
    let (tags, longest) = (file.tags, run.longest);
    holdwell_files::replace(path, |file: File| {
        let file = BufWriter::with_capacity(1 << 16, file);
        if is_flac {
            run.into_sink(flac::Flac::archive(file, tags.map(|tags| (tags, longest)))?, progress)
        } else if is_mp3 {
            let head = tags.map(|tags| tags.id3(longest)).transpose()?;
            run.into_sink(mp3::Mp3::new(file, &head.unwrap_or_default())?, progress)
        } else {
            run.into_sink(wav::Wav::new(file, 2)?, progress)
        }
    })
}

/// Kinds of sound files that are written into memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// Small.
    Flac,
    /// Large, and read by whatever reads any sound.
    Wav,
}

/// Writes cues and what is spoken into memory, in one channel: the left one of the file that [`render_spoken`] writes. A
/// session that is for one listener sounds the same on both.
pub fn render_in_memory(
    kind: FileKind,
    cues: impl IntoIterator<Item = Cue>,
    spoken: Vec<Utterance>,
    file: &FileSound<'_>,
) -> Result<Vec<u8>, RenderError> {
    let mut bytes = Cursor::new(Vec::new());
    let run = Run::new(cues, spoken, file);
    let _heard = match kind {
        FileKind::Flac => run.into_sink(flac::Flac::plain(&mut bytes)?, &mut |_| {})?,
        FileKind::Wav => run.into_sink(wav::Wav::new(&mut bytes, 1)?, &mut |_| {})?,
    };
    Ok(bytes.into_inner())
}

/// One rendering.
struct Run {
    mixer: Mixer,
    stereo: Stereo,
    /// Audible cues, the last first.
    cues: Vec<Cue>,
    /// The prompts, the last first.
    speech: Vec<Utterance>,
    frames: u64,
    longest: Millis,
    heard: Rendered,
}

impl Run {
    fn new(cues: impl IntoIterator<Item = Cue>, mut speech: Vec<Utterance>, file: &FileSound<'_>) -> Self {
        let mut cues: Vec<_> = cues.into_iter().filter(|cue| is_audible(cue, file)).collect();
        cues.sort_by_key(|cue| std::cmp::Reverse(cue.due));
        let tails = cues.iter().map(|cue| cue.due + SoundSet::of(cue.technique).length(cue.kind));
        let words = speech.iter().map(|utterance| utterance.due + Millis(utterance.speech.millis()) + LAST_WORD);
        let longest = tails.chain(words).map(|end| end.since(SessionTime::ZERO)).fold(file.length, Millis::max);
        speech.sort_by_key(|utterance| std::cmp::Reverse(utterance.due));
        let mixer = Mixer::offline(Bank::new(FILE_RATE), file.levels, file.channel);
        let frames = longest.0 * u64::from(FILE_RATE) / 1000;
        Self { mixer, stereo: Stereo::default(), cues, speech, frames, longest, heard: Rendered::default() }
    }

    fn into_sink(
        mut self,
        mut sink: impl Sink,
        progress: &mut dyn FnMut(SessionTime),
    ) -> Result<Rendered, RenderError> {
        let mut block = [0.0; 8 * BLOCK];
        while self.mixer.position() < self.frames {
            self.feed();
            let left = self.frames - self.mixer.position();
            let gap = self.gap().min(left);
            if gap > 0 {
                sink.silence(gap)?;
                self.mixer.skip(gap);
            } else {
                let frames = left.min(block.len() as u64 / 2) as usize;
                self.fill(&mut block[..2 * frames]);
                sink.sound(&block[..2 * frames])?;
            }
            progress(SessionTime(self.mixer.position() * 1000 / u64::from(FILE_RATE)));
        }
        sink.finish()?;
        Ok(self.heard)
    }

    /// Gives the mixer the next few cues: it looks at all that wait in each block.
    fn feed(&mut self) {
        while self.mixer.waiting() < MOST_SOUNDING
            && let Some(cue) = self.cues.pop()
        {
            self.mixer.place(cue, &mut |_| {});
        }
        while self.mixer.waiting_speech() < MOST_SOUNDING
            && let Some(utterance) = self.speech.pop()
        {
            self.mixer.speak(utterance);
        }
    }

    /// Returns the number of frames until something sounds.
    fn gap(&self) -> u64 {
        if self.mixer.is_silent() {
            self.mixer.next_begin().map_or(u64::MAX, |begin| begin.saturating_sub(self.mixer.position()))
        } else {
            0
        }
    }

    fn fill(&mut self, block: &mut [f32]) {
        let Self { mixer, stereo, heard, .. } = self;
        let now = mixer.nanos_of(mixer.position());
        stereo.fill(mixer, now, block, &mut |report| {
            if let Report::Begun(cue) = report {
                heard.cues.push(cue);
            }
        });
        heard.speech.extend(std::iter::from_fn(|| mixer.next_spoken()));
    }
}

fn is_audible(cue: &Cue, file: &FileSound<'_>) -> bool {
    let route = Route::of(cue, file.channel);
    let room = route.room().is_some() && file.levels.gain(cue.kind, CueAudience::Room) > 0.0;
    room || (route.reaches_therapist() && file.levels.gain(cue.kind, CueAudience::Therapist) > 0.0)
}

/// Returns a sample as 16 bits, to the nearest.
fn sixteen(sample: f32) -> i16 {
    (sample * 32_767.0 + 0.5_f32.copysign(sample)) as i16
}
