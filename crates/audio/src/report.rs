//! What became of each cue: the material of the session's account.

use holdwell_engine::Cue;

/// What became of a cue that was to be heard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Report {
    /// It begins.
    Begun(Placed),
    /// It will not be heard.
    Unheard(Cue, Unheard),
}

/// A cue and the sample at which it begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Placed {
    /// The cue as it was handed over.
    pub cue: Cue,
    /// Its first sample, counted from the first opening of the sound; in a file, from the beginning of the file.
    pub sample: u64,
    /// How much later than due it begins, by the clock, in microseconds; negative is early. For a cue that a key
    /// caused this is the latency from the key to the block, and accounted apart.
    pub late_micros: i64,
}

/// Why a cue is not heard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unheard {
    /// It came, or the sound moved again, when its instant was over.
    TooLate,
    /// There was no sound: it was closed, or a command queue was full because the device stood still.
    NoSound,
    /// Too many cues were waiting or ringing.
    Crowded,
}
