//! The conductor's port to the sound, which never makes it wait.

use super::anchor::Nanos;
use super::levels::Levels;
use super::report::Report;
use super::route::TherapistChannel;
use super::speech::{Speech, Utterance};
use holdwell_engine::{Cue, CueAudience, CueKind};
use holdwell_model::{Millis, SessionTime, Technique};
use holdwell_speech::Dialect;

/// Sound, live or none. Every call returns at once; outcomes of cues are fetched as reports.
///
/// The order of a session: `open`, wait at most 300 ms for [`SoundState::is_playing`], `begin`, then `place` the cues
/// of the look-ahead, `cancel_before` when the generation rises, `end` after the last cue. Fetch the reports at each
/// wake.
pub trait SoundPort: Send {
    /// Opens this output, or goes on with it; another one is closed first. Never opens a different one by itself.
    fn open(&mut self, output: &Output);

    /// Gives the device back.
    fn close(&mut self);

    /// Begins a session with its time zero at this instant of the clock, past or to come. Generations count from 0
    /// again.
    fn begin(&mut self, zero: Nanos);

    /// Ends the session; ringing cues ring out.
    fn end(&mut self);

    /// Hands over one cue; each [`Placing::Sound`] whose generation is not cancelled brings one report.
    fn place(&mut self, cue: &Cue) -> Placing;

    /// Hands over something to be spoken; it is no cue and brings no report.
    fn speak(&mut self, utterance: Utterance);

    /// Ends all generations before this one: their cues that are due after an instant never begin, paces and words fade in
    /// 30 ms, chimes ring out. What was due by then still begins, or brings a report that it does not.
    /// Within a session the generation must only rise, also when a command is undone.
    fn cancel_before(&mut self, generation: u32, after: SessionTime);

    /// Fades everything within this time (hush 300 ms, stop 1 s); no waiting cue begins, and each brings a report.
    fn fade_all(&mut self, length: Millis);

    /// Sets levels or mute; sounding cues follow.
    fn set_levels(&mut self, levels: Levels);

    /// Sets the therapist's channel.
    fn set_channel(&mut self, channel: TherapistChannel);

    /// Sounds a cue now, at its true level and in the ring of a technique; where the sound is closed, open it first.
    fn preview(&mut self, kind: CueKind, technique: Technique, audience: CueAudience);

    /// Returns the next outcome of a cue.
    fn next_report(&mut self) -> Option<Report>;

    /// Returns the progress of the sound.
    fn progress(&self) -> Progress;

    /// Returns the state for the window.
    fn state(&self) -> SoundState;

    /// Asks for a new list of outputs; it appears in [`SoundPort::outputs`] later.
    fn look_for_outputs(&mut self);

    /// Returns the outputs as last seen.
    fn outputs(&self) -> Vec<OutputDevice>;
}

/// Choice of an output.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub enum Output {
    /// The output that the system has chosen.
    #[default]
    Default,
    /// The output with this id, as in [`OutputDevice::id`].
    Named(String),
}

/// An output of this machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutputDevice {
    /// Key for the settings; the same after a restart.
    pub id: String,
    /// Name for people.
    pub name: String,
}

/// Destination of a cue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Placing {
    /// The device; a report follows.
    Sound,
    /// The screen alone, as its audience asks.
    Screen,
}

/// Progress of the sound. The difference of two of these tells what happened in between.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Progress {
    /// Number of samples handed to the device since the first opening. Stands still while nothing is heard.
    pub position: u64,
    /// True where it has gone on for a second without standing still: a sink that slept takes its first samples at
    /// once, and then none for up to two seconds.
    pub steady: bool,
    /// Sample rate in hertz.
    pub rate: u32,
    /// Number of times the stream stood still and the cues were tied anew.
    pub underruns: u32,
    /// Number of times the device was lost.
    pub losses: u32,
    /// Number of reports dropped because nobody fetched them.
    pub unreported: u32,
}

/// The state of the sound. Having none is a state, not an error.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum SoundState {
    /// Sound switched off.
    Off,
    /// Nothing open; the next session opens the device.
    #[default]
    Closed,
    /// A device that is being opened, or does not move yet.
    Opening,
    /// A device that sounds.
    Playing {
        /// Name of the device for people.
        device: String,
    },
    /// No device at all.
    NoCard,
    /// A device that sounded and does not any more; opening it is tried again and again.
    Lost {
        /// Name of the device that is waited for.
        device: String,
    },
}

impl SoundState {
    /// Returns true while samples are moving.
    pub const fn is_playing(&self) -> bool {
        matches!(self, Self::Playing { .. })
    }

    /// Returns true where the person has to know: cues that should be heard are not.
    pub const fn is_fault(&self) -> bool {
        matches!(self, Self::NoCard | Self::Lost { .. })
    }
}

/// Source of what is spoken. It never makes anybody wait: what is not ready yet is not spoken.
pub trait VoicePort: Send {
    /// Asks for these texts, the first of them first. What was asked for before and is not begun yet comes after them.
    fn prepare(&mut self, dialect: Dialect, texts: Vec<String>);

    /// Returns a text as it is spoken, if it is ready.
    fn speech(&self, dialect: Dialect, text: &str) -> Option<Speech>;

    /// Says if there is a voice, as far as is known.
    fn is_there(&self) -> bool;
}

/// No voice: chimes alone.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoVoice;

impl VoicePort for NoVoice {
    fn prepare(&mut self, _: Dialect, _: Vec<String>) {}
    fn speech(&self, _: Dialect, _: &str) -> Option<Speech> {
        None
    }
    fn is_there(&self) -> bool {
        false
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
    fn speak(&mut self, _: Utterance) {}
    fn cancel_before(&mut self, _: u32, _: SessionTime) {}
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
