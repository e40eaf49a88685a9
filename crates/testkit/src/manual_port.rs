//! The whole chain of sound without a device, stepped by hand.

use holdwell_audio::{
    BLOCK, Bank, Level, Levels, Mixer, MixerHandle, Nanos, Output, OutputDevice, Placing, Progress, Renderer, Report,
    SoundPort, SoundSet, SoundState, Spoken, TherapistChannel, Utterance, link,
};
use holdwell_engine::{Cue, CueAudience, CueKind};
use holdwell_model::{Millis, SessionTime, Technique};

/// Sound without a device. [`ManualPort::run_to`] stands for the device that takes samples as time goes by.
pub struct ManualPort {
    handle: MixerHandle,
    renderer: Renderer,
    state: SoundState,
    now: Nanos,
    /// Part of a sample by which the clock is ahead, in sample-nanoseconds.
    owed: i128,
    /// Cues handed over so far, in order, cancelled or not.
    pub placed: Vec<Cue>,
    /// Prompts that were spoken.
    pub spoken: Vec<Spoken>,
    /// Loudest sample so far, full scale at 1.
    pub loudest: f32,
}

impl ManualPort {
    /// Creates a port at 48 kHz and the loudest level, playing, at an instant of the clock.
    pub fn new(now: Nanos) -> Self {
        let (handle, ends) = link(TherapistChannel::None);
        let mixer = Mixer::new(Bank::new(48_000), Levels::all(Level::LOUDEST), TherapistChannel::None);
        let renderer = Renderer::new(ends, mixer);
        let state = SoundState::Playing { device: "by hand".into() };
        Self { handle, renderer, state, now, owed: 0, placed: Vec::new(), spoken: Vec::new(), loudest: 0.0 }
    }

    /// Lets the device take its samples up to an instant, in blocks of 256.
    pub fn run_to(&mut self, now: Nanos) {
        if !self.state.is_playing() {
            self.now = now;
            self.renderer.pass(now);
            return;
        }
        self.owed += i128::from(now - self.now) * 48_000;
        self.now = now;
        let block = BLOCK as i128 * 1_000_000_000;
        let mut out = [0.0; 2 * BLOCK];
        while self.owed >= block {
            self.owed -= block;
            let asked = now - (self.owed / 48_000) as Nanos;
            self.renderer.fill(asked, &mut out);
            self.spoken.extend(std::iter::from_fn(|| self.renderer.next_spoken()));
            self.loudest = out.iter().fold(self.loudest, |most, sample| most.max(sample.abs()));
        }
    }

    /// Sets the state of the device: `Playing` moves samples, anything else does not.
    pub fn set_state(&mut self, state: SoundState) {
        self.state = state;
    }
}

impl SoundPort for ManualPort {
    fn open(&mut self, _: &Output) {
        self.state = SoundState::Playing { device: "by hand".into() };
    }

    fn close(&mut self) {
        self.state = SoundState::Closed;
    }

    fn begin(&mut self, zero: Nanos) {
        self.handle.begin(zero);
    }

    fn end(&mut self) {
        self.handle.end();
    }

    fn place(&mut self, cue: &Cue) -> Placing {
        self.placed.push(*cue);
        if self.state == SoundState::Closed { self.handle.place_unheard(cue) } else { self.handle.place(cue) }
    }

    fn speak(&mut self, utterance: Utterance) {
        if self.state != SoundState::Closed {
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
        self.handle.preview(kind, SoundSet::of(technique), audience);
    }

    fn next_report(&mut self) -> Option<Report> {
        self.handle.next_report()
    }

    fn progress(&self) -> Progress {
        self.handle.counters.progress()
    }

    fn state(&self) -> SoundState {
        self.state.clone()
    }

    fn look_for_outputs(&mut self) {}

    fn outputs(&self) -> Vec<OutputDevice> {
        Vec::new()
    }
}
