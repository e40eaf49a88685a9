//! The thread that owns the device: opens it, watches it, heals it.

use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use super::stream::{Found, Stream, find, outputs};
use crate::health::{Health, Verdict};
use holdwell_audio::Bank;
use holdwell_audio::Levels;
use holdwell_audio::Mixer;
use holdwell_audio::TherapistChannel;
use holdwell_audio::{Clock, Nanos};
use holdwell_audio::{Counters, Renderer, RendererQueues};
use holdwell_audio::{Output, OutputDevice, SoundState};

/// Period of the looks at a stream, and at the cues that go by without one.
const LOOK: Duration = Duration::from_millis(50);
/// Period of the tries to open a lost device, in nanoseconds.
const RETRY: Nanos = 500_000_000;
/// Period of the tries where there never was a device, or for longer than half a minute, in nanoseconds: libasound
/// writes half a page to stderr for each.
const SELDOM: Nanos = 10_000_000_000;
const PATIENCE: u32 = 60;

/// Messages of the port.
pub(super) enum Control {
    Open(Output),
    Close,
    LookForOutputs,
}

/// State that the port shows.
#[derive(Default)]
pub(super) struct DeviceState {
    pub(super) state: SoundState,
    pub(super) outputs: Vec<OutputDevice>,
}

pub(super) type Shared = Arc<Mutex<DeviceState>>;

/// Calls `what` with the shared state in hand; nobody holds it for longer than an assignment takes.
pub(super) fn with<T>(shared: &Shared, what: impl FnOnce(&mut DeviceState) -> T) -> T {
    what(&mut shared.lock().unwrap_or_else(PoisonError::into_inner))
}

/// State of the device.
enum Stage {
    /// Closed, as wished.
    Closed,
    /// Open, with its stream.
    Open { stream: Stream, health: Health, name: String },
    /// Wished for and not there.
    Waiting { since_try: Nanos, tries: u32 },
}

/// The owner of the device.
pub(super) struct Watch {
    clock: Clock,
    shared: Shared,
    counters: Arc<Counters>,
    bank: Arc<Bank>,
    stage: Stage,
    wish: Output,
    /// Id and name of the device that was opened: it alone is opened again.
    bound: Option<(String, String)>,
    /// Renderer, at home here while there is no stream.
    renderer: Option<Box<Renderer>>,
}

impl Watch {
    pub(super) fn new(
        ends: RendererQueues,
        clock: Clock,
        shared: Shared,
        levels: Levels,
        channel: TherapistChannel,
    ) -> Self {
        let bank = Bank::new(Bank::rate_for(48_000));
        let counters = Arc::clone(&ends.counters);
        let renderer = Some(Box::new(Renderer::new(ends, Mixer::new(Arc::clone(&bank), levels, channel))));
        Self { clock, shared, counters, bank, stage: Stage::Closed, wish: Output::Default, bound: None, renderer }
    }

    /// Runs until the port is dropped.
    pub(super) fn run(mut self, control: &Receiver<Control>) {
        loop {
            let asked = match self.stage {
                Stage::Closed => control.recv().map_err(RecvTimeoutError::from),
                _ => control.recv_timeout(LOOK),
            };
            match asked {
                Ok(control) => self.obey(control),
                Err(RecvTimeoutError::Timeout) => self.look(),
                Err(RecvTimeoutError::Disconnected) => return,
            }
        }
    }

    fn obey(&mut self, control: Control) {
        match control {
            Control::Open(output) => {
                if output != self.wish {
                    self.close();
                    (self.wish, self.bound) = (output, None);
                }
                if !matches!(self.stage, Stage::Open { .. }) {
                    self.try_open(0);
                }
                self.show_opening();
            }
            Control::Close => {
                self.close();
                self.bound = None;
                self.show(SoundState::Closed);
            }
            Control::LookForOutputs => {
                let found = outputs();
                with(&self.shared, |device_state| device_state.outputs = found);
            }
        }
    }

    fn look(&mut self) {
        let now = (self.clock)();
        if let Some(renderer) = &mut self.renderer {
            renderer.pass(now);
        }
        match &mut self.stage {
            Stage::Closed => {}
            Stage::Open { stream, health, name } => {
                let position = self.counters.progress().position;
                match health.judge(now, position, stream.errors()) {
                    Verdict::Starting => {}
                    Verdict::Moving => {
                        let device = name.clone();
                        self.show(SoundState::Playing { device });
                    }
                    Verdict::Lost => self.lose(),
                }
            }
            Stage::Waiting { since_try, tries } => {
                let seldom = self.bound.is_none() || *tries > PATIENCE;
                let pause = if seldom { SELDOM } else { RETRY };
                if now - *since_try >= pause {
                    let tries = *tries + 1;
                    self.try_open(tries);
                }
            }
        }
    }

    /// Drops a lost stream first: while it lives it burns a processor with its errors, and blocks the new one.
    fn lose(&mut self) {
        if let Stage::Open { name, .. } = &self.stage {
            let device = name.clone();
            if with(&self.shared, |device_state| device_state.state.is_playing()) {
                self.counters.lost();
            }
            tracing::warn!("the sound device stands still and is opened again");
            self.show(SoundState::Lost { device });
        }
        self.close();
        self.try_open(0);
    }

    fn close(&mut self) {
        if let Stage::Open { stream, .. } = std::mem::replace(&mut self.stage, Stage::Closed) {
            self.renderer = stream.close();
        }
    }

    fn try_open(&mut self, tries: u32) {
        let wanted = self.bound.clone().map_or_else(|| self.wish.clone(), |(id, _)| Output::Named(id));
        let opened = find(&wanted).and_then(|found| self.open(&found));
        let now = (self.clock)();
        self.stage = if let Some((stream, name)) = opened {
            let health = Health::new(now, self.counters.progress().position);
            Stage::Open { stream, health, name }
        } else {
            self.show(match &self.bound {
                Some((_, name)) => SoundState::Lost { device: name.clone() },
                None => SoundState::NoCard,
            });
            Stage::Waiting { since_try: now, tries }
        };
    }

    fn open(&mut self, found: &Found) -> Option<(Stream, String)> {
        let renderer = self.renderer.take()?;
        match found.open(renderer, &mut self.bank, &self.clock) {
            Ok(stream) => {
                self.bound = Some((found.id.clone(), found.name.clone()));
                Some((stream, found.name.clone()))
            }
            Err((renderer, error)) => {
                tracing::debug!("the sound device does not open: {error}");
                self.renderer = Some(renderer);
                None
            }
        }
    }

    /// Shows a stream that is open and not yet seen to move.
    fn show_opening(&self) {
        if matches!(self.stage, Stage::Open { .. }) {
            with(&self.shared, |device_state| {
                if device_state.state == SoundState::Closed || device_state.state == SoundState::NoCard {
                    device_state.state = SoundState::Opening;
                }
            });
        }
    }

    fn show(&self, state: SoundState) {
        with(&self.shared, |device_state| {
            if device_state.state != state {
                tracing::info!(?state, "sound");
                device_state.state = state;
            }
        });
    }
}
