//! The outcome of each cue: the material of the timing report.

use holdwell_engine::Cue;

/// Outcome of a cue that was to be heard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Report {
    /// Begin of the cue.
    Begun(Placed),
    /// Silence, with the reason.
    Unheard(Cue, Unheard),
}

/// A cue and the sample at which it begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Placed {
    /// The cue as it was handed over.
    pub cue: Cue,
    /// First sample, counted from the first opening of the sound; in a file, from the beginning of the file.
    pub sample: u64,
    /// Delay behind the due instant by the clock, in microseconds; negative is early. For a cue that a key caused this
    /// is the latency from the key to the block, and accounted apart.
    pub late_micros: i64,
}

/// Reasons for which a cue is not heard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unheard {
    /// Cue or sound came back after its instant.
    TooLate,
    /// No sound: closed, or a command queue full because the device stood still.
    NoSound,
    /// Too many cues waiting or ringing.
    Crowded,
    /// A command just after its instant, before it had begun.
    Cancelled,
}
