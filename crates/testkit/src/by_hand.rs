//! Time and the conductor, moved by hand.

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::mpsc::Receiver;
use std::sync::{Arc, Mutex, PoisonError};

use holdwell_audio::{Nanos, NoVoice, VoicePort};
use holdwell_conductor::{Clock, Conductor, ConductorCommand, Handle, Next, Ports, Reading};
use holdwell_model::Millis;

/// A clock moved by hand.
#[derive(Debug)]
pub struct ManualClock {
    nanos: AtomicI64,
    slept: AtomicI64,
    wall: Mutex<jiff::Zoned>,
}

impl ManualClock {
    /// Creates a clock that stands at its beginning, and at this time on the wall.
    pub fn new(wall: jiff::Zoned) -> Self {
        Self { nanos: AtomicI64::new(0), slept: AtomicI64::new(0), wall: Mutex::new(wall) }
    }

    /// Lets so many nanoseconds pass.
    pub fn pass(&self, nanos: Nanos) {
        let _before = self.nanos.fetch_add(nanos, Ordering::SeqCst);
        let mut wall = self.wall.lock().unwrap_or_else(PoisonError::into_inner);
        *wall = wall.saturating_add(jiff::SignedDuration::from_nanos(nanos));
    }

    /// Lets the machine sleep for so many nanoseconds: the monotonic clock stands.
    pub fn sleep(&self, nanos: Nanos) {
        let _before = self.slept.fetch_add(nanos, Ordering::SeqCst);
    }

    /// Sets the clock on the wall.
    pub fn set_wall(&self, wall: jiff::Zoned) {
        *self.wall.lock().unwrap_or_else(PoisonError::into_inner) = wall;
    }
}

impl Clock for ManualClock {
    fn read(&self) -> Reading {
        Reading { nanos: self.nanos.load(Ordering::SeqCst), slept: self.slept.load(Ordering::SeqCst) }
    }

    fn wall(&self) -> jiff::Zoned {
        self.wall.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// A conductor stepped by hand, on a clock moved by hand.
pub struct ByHand {
    conductor: Conductor,
    asks: Receiver<ConductorCommand>,
    clock: Arc<ManualClock>,
    next: Next,
}

impl ByHand {
    /// Creates a conductor over these ports, on this clock, which must be the one in the ports.
    pub fn new(ports: Ports, clock: Arc<ManualClock>) -> (Self, Handle) {
        Self::speaking(ports, Box::new(NoVoice), clock)
    }

    /// Creates the same with a voice.
    pub fn speaking(ports: Ports, voice: Box<dyn VoicePort>, clock: Arc<ManualClock>) -> (Self, Handle) {
        let (conductor, handle, asks) = Conductor::speaking(ports, voice);
        (Self { conductor, asks, clock, next: Next::Command }, handle)
    }

    /// Carries out all commands sent so far.
    pub fn settle(&mut self) {
        while let Ok(ask) = self.asks.try_recv() {
            self.next = self.conductor.step(Some(ask));
        }
    }

    /// Lets time pass; the conductor wakes whenever it asked to. `meanwhile` is called with each instant first, as a
    /// device is that takes its samples.
    pub fn pass(&mut self, length: Millis, meanwhile: &mut dyn FnMut(Nanos)) {
        self.settle();
        let until = self.clock.read().nanos.saturating_add(Nanos::try_from(length.0).unwrap_or(Nanos::MAX) * 1_000_000);
        while let Next::At(at) = self.next
            && at <= until
        {
            let now = self.clock.read().nanos;
            self.clock.pass((at - now).max(0));
            meanwhile(at.max(now));
            self.next = self.conductor.step(None);
        }
        self.clock.pass(until - self.clock.read().nanos);
        meanwhile(until);
        self.settle();
    }

    /// Wakes the conductor now, whatever it asked for: after a stall, say.
    pub fn wake(&mut self) {
        self.next = self.conductor.step(None);
    }
}
