//! Sound: what each cue sounds like, how loud, for whom, and at which sample.
//!
//! Everything is pure but `device`: cues go in with their due instants, blocks of samples come out, the clock is read
//! by whoever calls. The live device, the rendered file and the tests drive the same [`Mixer`].
#![deny(missing_docs)]

mod anchor;
mod bank;
mod levels;
mod limiter;
mod link;
mod manual;
mod mixer;
mod port;
mod render;
mod report;
mod route;
mod score;
mod stereo;
mod tone;
mod voice;

pub use anchor::{Anchor, Clock, Nanos, Seen};
pub use bank::Bank;
pub use levels::{CUE_CEILING, CueGroup, GroupLevels, Level, Levels};
pub use limiter::{SUM_CEILING, limit};
pub use link::{Counters, MixerHandle, Renderer, RendererQueues, link};
pub use manual::ManualPort;
pub use mixer::{GULP, LATEST, LATEST_PACE, MOST_SOUNDING, MOST_WAITING, Mixer, QUICK_FADE};
pub use port::{NoSound, Output, OutputDevice, Placing, Progress, SoundPort, SoundState};
pub use render::{FILE_RATE, FileSound, RenderError, render};
pub use report::{Placed, Report, Unheard};
pub use route::{Route, TherapistChannel};
pub use score::SoundSet;
pub use stereo::{BLOCK, Stereo};
pub use voice::Buses;
