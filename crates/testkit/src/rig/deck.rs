//! A device that remembers what was asked of it and what was heard.

use std::sync::{Arc, Mutex, MutexGuard};

use holdwell_audio::{
    Levels, Nanos, Output, OutputDevice, Placed, Placing, Progress, Report, SoundPort, SoundState, TherapistChannel,
    Utterance,
};
use holdwell_engine::{Cue, CueAudience, CueKind};
use holdwell_model::{Millis, SessionTime, Technique};

use super::{Log, Seen, note};
use crate::ManualPort;

/// A device with the outcomes of its cues.
pub struct Deck {
    /// Device below.
    pub port: ManualPort,
    /// State after opening; `None`: it plays at once.
    pub opens_as: Option<SoundState>,
    /// Number of openings.
    pub opened: usize,
    /// Number of closings.
    pub closed: usize,
    /// Cues that began.
    pub heard: Vec<Placed>,
    /// Cues that should have been heard and were not.
    pub unheard: Vec<Cue>,
    /// Number of previews.
    pub previews: usize,
}

impl Deck {
    /// Takes the device away.
    pub fn lose(&mut self) {
        self.port.set_state(SoundState::Lost { device: "by hand".into() });
    }

    /// Gives the device back.
    pub fn play(&mut self) {
        self.port.set_state(SoundState::Playing { device: "by hand".into() });
    }

    /// Returns the cues that were heard, with their due instants in milliseconds.
    pub fn heard_at(&self) -> Vec<(u64, CueKind)> {
        self.heard.iter().map(|placed| (placed.cue.due.0, placed.cue.kind)).collect()
    }
}

/// The port through which a conductor reaches the deck.
pub(super) struct Ears(pub(super) Arc<Mutex<Deck>>, pub(super) Log);

impl Ears {
    fn deck(&self) -> MutexGuard<'_, Deck> {
        self.0.lock().unwrap()
    }
}

impl SoundPort for Ears {
    fn open(&mut self, output: &Output) {
        let mut deck = self.deck();
        deck.opened += 1;
        deck.port.open(output);
        if let Some(state) = deck.opens_as.clone() {
            deck.port.set_state(state);
        }
    }
    fn close(&mut self) {
        let mut deck = self.deck();
        deck.closed += 1;
        deck.port.close();
    }
    fn begin(&mut self, zero: Nanos) {
        self.deck().port.begin(zero);
    }
    fn end(&mut self) {
        self.deck().port.end();
    }
    fn place(&mut self, cue: &Cue) -> Placing {
        note(&self.1, Seen::Cue);
        self.deck().port.place(cue)
    }
    fn speak(&mut self, utterance: Utterance) {
        self.deck().port.speak(utterance);
    }
    fn cancel_before(&mut self, generation: u32, after: SessionTime) {
        self.deck().port.cancel_before(generation, after);
    }
    fn fade_all(&mut self, length: Millis) {
        self.deck().port.fade_all(length);
    }
    fn set_levels(&mut self, levels: Levels) {
        self.deck().port.set_levels(levels);
    }
    fn set_channel(&mut self, channel: TherapistChannel) {
        self.deck().port.set_channel(channel);
    }
    fn preview(&mut self, kind: CueKind, technique: Technique, audience: CueAudience) {
        let mut deck = self.deck();
        deck.previews += 1;
        deck.port.preview(kind, technique, audience);
    }
    fn next_report(&mut self) -> Option<Report> {
        let mut deck = self.deck();
        let report = deck.port.next_report()?;
        match report {
            Report::Begun(placed) => deck.heard.push(placed),
            Report::Unheard(cue, _) => deck.unheard.push(cue),
        }
        Some(report)
    }
    fn progress(&self) -> Progress {
        self.deck().port.progress()
    }
    fn state(&self) -> SoundState {
        self.deck().port.state()
    }
    fn look_for_outputs(&mut self) {
        self.deck().port.look_for_outputs();
    }
    fn outputs(&self) -> Vec<OutputDevice> {
        self.deck().port.outputs()
    }
}
