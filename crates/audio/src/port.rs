//! What the conductor knows of sound: a port that never makes it wait.

use std::fmt;

use super::anchor::Nanos;
use super::levels::Levels;
use super::report::Report;
use super::route::TherapistChannel;
use holdwell_engine::{Cue, CueAudience, CueKind};
use holdwell_model::{Millis, Technique};

/// Sound, live or none. Every call returns at once; what became of the cues is fetched as reports.
///
/// The order of a session: `open`, wait at most 300 ms for [`SoundState::is_playing`], `begin`, then `place` what the
/// look-ahead hands out, `cancel_before` when the generation rises, `end` after the last cue. Fetch the reports at
/// each wake.
pub trait SoundPort: Send {
    /// Opens this output, or goes on with it; another one is closed first. Never opens a different one by itself.
    fn open(&mut self, output: &Output);

    /// Gives the device back.
    fn close(&mut self);

    /// A session begins: its time zero is this instant of the clock, past or to come. Generations count from 0 again.
    fn begin(&mut self, zero: Nanos);

    /// The session is over; what rings rings out.
    fn end(&mut self);

    /// Hands over one cue; each [`Placing::Sound`] whose generation is not cancelled brings one report.
    fn place(&mut self, cue: &Cue) -> Placing;

    /// Generations before this one are over: what has not begun never begins, paces fade in 30 ms, chimes ring out.
    /// Within a session the generation must only rise, also when a command is undone.
    fn cancel_before(&mut self, generation: u32);

    /// Everything fades within this time (hush 300 ms, stop 1 s), and nothing that waits begins.
    fn fade_all(&mut self, length: Millis);

    /// Other levels, or mute; what sounds follows.
    fn set_levels(&mut self, levels: Levels);

    /// Where the therapist hears what is meant for her.
    fn set_channel(&mut self, channel: TherapistChannel);

    /// Sounds a cue now, at its true level and in the ring of a technique; where the sound is closed, open it first.
    fn preview(&mut self, kind: CueKind, technique: Technique, audience: CueAudience);

    /// The next thing that became of a cue.
    fn next_report(&mut self) -> Option<Report>;

    /// How far the sound has gone.
    fn progress(&self) -> Progress;

    /// What the window shows.
    fn state(&self) -> SoundState;

    /// Asks for a new list of outputs; it appears in [`SoundPort::outputs`] later.
    fn look_for_outputs(&mut self);

    /// The outputs as last seen.
    fn outputs(&self) -> Vec<OutputDevice>;
}

/// Which output to open.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub enum Output {
    /// The one that the system has chosen.
    #[default]
    Default,
    /// The one with this id, as in [`OutputDevice::id`].
    Named(String),
}

/// An output of this machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutputDevice {
    /// For the settings; the same after a restart.
    pub id: String,
    /// For people.
    pub name: String,
}

/// Where a cue goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Placing {
    /// To be heard; a report follows.
    Sound,
    /// To be seen only, as its audience asks.
    Screen,
}

/// How far the sound has gone. The difference of two of these tells what happened in between.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Progress {
    /// Samples handed to the device since the first opening. It stands still while nothing is heard.
    pub position: u64,
    /// Whether it has gone on for a second without standing still: a sink that slept takes its first samples at once,
    /// and then none for up to two seconds.
    pub steady: bool,
    /// Samples in a second.
    pub rate: u32,
    /// How often the stream stood still and the cues were tied anew.
    pub underruns: u32,
    /// How often the device was lost.
    pub losses: u32,
    /// Reports that were dropped because nobody fetched them.
    pub unreported: u32,
}

/// The state of the sound. Having none is a state, not an error.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum SoundState {
    /// Sound was not wished.
    Off,
    /// Nothing is open; it opens with the next session.
    #[default]
    Closed,
    /// The device is opened, or does not move yet.
    Opening,
    /// It sounds.
    Playing {
        /// The device as people know it.
        device: String,
    },
    /// There is no device.
    NoCard,
    /// It sounded, and does not any more; it is opened again and again.
    Lost {
        /// The device that is waited for.
        device: String,
    },
}

impl SoundState {
    /// Whether samples are moving.
    pub const fn is_playing(&self) -> bool {
        matches!(self, Self::Playing { .. })
    }

    /// Whether the person has to know: cues that should be heard are not.
    pub const fn is_fault(&self) -> bool {
        matches!(self, Self::NoCard | Self::Lost { .. })
    }
}

/// A line for the screen.
impl fmt::Display for SoundState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Off => f.write_str("sound is off: cues are on the screen only"),
            Self::Closed => f.write_str("sound: opens with the session"),
            Self::Opening => f.write_str("sound: opening"),
            Self::Playing { device } => write!(f, "sound: {device}"),
            Self::NoCard => f.write_str("no sound card: cues are on the screen only"),
            Self::Lost { device } => write!(f, "sound lost ({device}): cues are on the screen until it is back"),
        }
    }
}

/// No sound at all: `--no-audio`, or a speed other than 1. Every cue is on the screen only.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoSound;

impl SoundPort for NoSound {
    fn open(&mut self, _: &Output) {}
    fn close(&mut self) {}
    fn begin(&mut self, _: Nanos) {}
    fn end(&mut self) {}
    fn place(&mut self, _: &Cue) -> Placing {
        Placing::Screen
    }
    fn cancel_before(&mut self, _: u32) {}
    fn fade_all(&mut self, _: Millis) {}
    fn set_levels(&mut self, _: Levels) {}
    fn set_channel(&mut self, _: TherapistChannel) {}
    fn preview(&mut self, _: CueKind, _: Technique, _: CueAudience) {}
    fn next_report(&mut self) -> Option<Report> {
        None
    }
    fn progress(&self) -> Progress {
        Progress::default()
    }
    fn state(&self) -> SoundState {
        SoundState::Off
    }
    fn look_for_outputs(&mut self) {}
    fn outputs(&self) -> Vec<OutputDevice> {
        Vec::new()
    }
}
