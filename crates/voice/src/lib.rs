//! Prompts become samples.
//!
//! A [`Voice`] is the [`VoicePort`](holdwell_audio::VoicePort) that the conductor is given: a thread of its own renders
//! text after text and keeps what it has. Each text is spoken by a process of its own ([`Process`]), which gets it by its
//! standard input, writes a WAV to its standard output, and is ended after five seconds; a fault in the voice's C code
//! then costs one prompt and no session. What comes back is levelled to the cues ([`level`]).
//!
//! With the feature `pico` the program has voices and can be that process ([`say`]); without it there are chimes only.
#![deny(missing_docs)]

mod folder;
mod kept;
mod level;
mod markup;
mod process;
#[cfg(feature = "pico")]
mod say;
mod voice;

pub use folder::VoiceFolder;
pub use level::level;
pub use process::{Fault, Process};
#[cfg(feature = "pico")]
pub use say::{Say, files, say, speak};
pub use voice::Voice;

/// Sample rate of what a voice gives, in hertz.
pub const VOICE_RATE: u32 = 16_000;
