//! Sound without a device: the tones of each cue, their loudness, their listeners, and the sample at which they begin.
//!
//! Everything is pure: cues go in with their due instants, blocks of samples come out, and the caller reads the clock.
//! The live device, the rendered file and the tests drive the same [`Mixer`]. What the conductor knows of sound is the
//! [`SoundPort`]; the device behind it is in `holdwell-audio-device`.
//!
//! A cue that is due after a millisecond begins at sample 48 of a file:
//!
//! ```
//! use holdwell_audio::{BLOCK, Bank, FILE_RATE, Level, Levels, Mixer, Report, Stereo, TherapistChannel};
//! use holdwell_engine::{Cue, CueAudience, CueKind};
//! use holdwell_model::{SessionTime, Technique};
//!
//! let mut mixer = Mixer::offline(Bank::new(FILE_RATE), Levels::all(Level::LOUDEST), TherapistChannel::None);
//! let cue = Cue {
//!     due: SessionTime(1),
//!     kind: CueKind::HoldBegin,
//!     audience: CueAudience::Room,
//!     generation: 0,
//!     step: Some(1),
//!     technique: Technique::Smrt,
//!     from_press: false,
//! };
//! mixer.place(cue, &mut |_| ());
//!
//! let (mut samples, mut begun) = ([0.0; 2 * BLOCK], None);
//! Stereo::default().fill(&mut mixer, 0, &mut samples, &mut |report| {
//!     if let Report::Begun(placed) = report {
//!         begun = Some(placed.sample);
//!     }
//! });
//! assert_eq!(begun, Some(48));
//! assert!(samples[..2 * 48].iter().all(|sample| *sample == 0.0));
//! assert!(samples.iter().any(|sample| *sample != 0.0));
//! ```
#![deny(missing_docs)]

mod anchor;
mod bank;
mod levelled;
mod levels;
mod limiter;
mod link;
mod loudness;
mod mixer;
mod port;
mod prompter;
mod recording;
mod render;
mod report;
mod resample;
mod route;
mod score;
mod speech;
mod stereo;
mod tone;
mod voice;

pub use anchor::{Anchor, Clock, Nanos, Seen};
pub use bank::Bank;
pub use levelled::{SPEECH_CEILING, levelled};
pub use levels::{CUE_CEILING, CueGroup, GroupLevels, Level, Levels};
pub use limiter::{SUM_CEILING, limit};
pub use link::{Counters, MixerHandle, Renderer, RendererQueues, link};
pub use loudness::{REFERENCE, loudest, loudness};
pub use mixer::{GULP, LATEST, LATEST_PACE, MOST_SOUNDING, MOST_WAITING, Mixer, QUICK_FADE};
pub use port::{NoSound, NoVoice, Output, OutputDevice, Placing, Progress, SoundPort, SoundState, VoicePort};
pub use recording::{LARGEST_RECORDING, LONGEST_RECORDING, RecordingFault, recording};
pub use render::{
    Chapter, FILE_RATE, FileKind, FileSound, RenderError, Rendered, Tags, render, render_in_memory, render_spoken,
    speech_mp3,
};
pub use report::{Placed, Report, Unheard};
pub use resample::resample;
pub use route::{Route, TherapistChannel};
pub use score::SoundSet;
pub use speech::{Speech, Spoken, Utterance};
pub use stereo::{BLOCK, Stereo};
pub use voice::Buses;
