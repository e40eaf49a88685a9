//! Sound through a device of this machine. Here alone the program touches rodio.
//!
//! A [`Speaker`] is the [`SoundPort`] that the conductor is given. A thread of its own opens the device, watches whether
//! samples move, and opens a lost one again; no call waits for it.
//!
//! ```no_run
//! use std::sync::Arc;
//!
//! use holdwell_audio::{Clock, Levels, Output, SoundPort, TherapistChannel};
//! use holdwell_audio_device::Speaker;
//!
//! # fn main() -> std::io::Result<()> {
//! // In the program this reads the conductor's clock.
//! let clock: Clock = Arc::new(|| 0);
//! let mut speaker = Speaker::start(clock, Levels::default(), TherapistChannel::None)?;
//! speaker.open(&Output::Default);
//! println!("{:?}", speaker.state());
//! # Ok(())
//! # }
//! ```
#![deny(missing_docs)]

mod health;
mod stream;
mod watch;

use std::io;
use std::sync::Arc;
use std::sync::mpsc::{SyncSender, sync_channel};

use holdwell_audio::{
    Clock, Levels, MixerHandle, Nanos, Output, OutputDevice, Placing, Progress, Report, SoundPort, SoundSet,
    SoundState, TherapistChannel, Utterance, link,
};
use holdwell_engine::{Cue, CueAudience, CueKind};
use holdwell_model::{Millis, SessionTime, Technique};
use watch::{Control, Shared, Watch, with};

/// Sound through a device of this machine.
///
/// A thread of its own opens, watches and heals the device; nothing here waits for it.
pub struct Speaker {
    handle: MixerHandle,
    control: SyncSender<Control>,
    shared: Shared,
}

impl Speaker {
    /// Starts the thread; the device stays closed until [`SoundPort::open`].
    pub fn start(clock: Clock, levels: Levels, channel: TherapistChannel) -> io::Result<Self> {
        let (handle, ends) = link(channel);
        let (control, asked) = sync_channel(16);
        let shared = Shared::default();
        let theirs = Arc::clone(&shared);
        std::thread::Builder::new()
            .name("sound".into())
            .spawn(move || Watch::new(ends, clock, theirs, levels, channel).run(&asked))?;
        Ok(Self { handle, control, shared })
    }

    /// Sends a message to the thread. A full queue means that it is busy with sixteen earlier ones; the window may ask again.
    fn ask(&self, control: Control) {
        if self.control.try_send(control).is_err() {
            tracing::warn!("the sound thread does not answer");
        }
    }

    fn is_closed(&self) -> bool {
        with(&self.shared, |device_state| device_state.state == SoundState::Closed)
    }
}

impl SoundPort for Speaker {
    fn open(&mut self, output: &Output) {
        with(&self.shared, |device_state| {
            if !device_state.state.is_playing() {
                device_state.state = SoundState::Opening;
            }
        });
        self.ask(Control::Open(output.clone()));
    }

    fn close(&mut self) {
        self.ask(Control::Close);
    }

    fn begin(&mut self, zero: Nanos) {
        self.handle.begin(zero);
    }

    fn end(&mut self) {
        self.handle.end();
    }

    fn place(&mut self, cue: &Cue) -> Placing {
        if self.is_closed() { self.handle.place_unheard(cue) } else { self.handle.place(cue) }
    }

    fn speak(&mut self, utterance: Utterance) {
        if !self.is_closed() {
            self.handle.speak(utterance);
        }
    }

    fn cancel_before(&mut self, generation: u32, after: SessionTime) {
        self.handle.cancel_before(generation, after);
    }

    fn fade_all(&mut self, length: Millis) {
        self.handle.fade_all(length);
    }

    fn set_levels(&mut self, levels: Levels) {
        self.handle.set_levels(levels);
    }

    fn set_channel(&mut self, channel: TherapistChannel) {
        self.handle.set_channel(channel);
    }

    fn preview(&mut self, kind: CueKind, technique: Technique, audience: CueAudience) {
        if !self.is_closed() {
            self.handle.preview(kind, SoundSet::of(technique), audience);
        }
    }

    fn next_report(&mut self) -> Option<Report> {
        self.handle.next_report()
    }

    fn progress(&self) -> Progress {
        self.handle.counters.progress()
    }

    fn state(&self) -> SoundState {
        with(&self.shared, |device_state| device_state.state.clone())
    }

    fn look_for_outputs(&mut self) {
        self.ask(Control::LookForOutputs);
    }

    fn outputs(&self) -> Vec<OutputDevice> {
        with(&self.shared, |device_state| device_state.outputs.clone())
    }
}
