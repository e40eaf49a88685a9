//! A voice that takes as long as a test wants, and remembers what it was asked for.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use holdwell_audio::{Nanos, Speech, VoicePort};
use holdwell_conductor::Clock as _;
use holdwell_speech::{Dialect, spoken};

use crate::ManualClock;

/// A voice whose texts are ready so long after they were asked for.
pub struct Lips {
    /// Time for a text in nanoseconds; `None`: it never speaks.
    pub takes: Option<Nanos>,
    /// Texts, each with the instant at which it was asked for first.
    pub asked: BTreeMap<String, Nanos>,
    clock: Arc<ManualClock>,
}

/// The port through which a conductor reaches the lips.
pub(super) struct Mouth(pub(super) Arc<Mutex<Lips>>);

impl Lips {
    pub(super) const fn new(clock: Arc<ManualClock>) -> Self {
        Self { takes: Some(0), asked: BTreeMap::new(), clock }
    }
}

impl VoicePort for Mouth {
    fn prepare(&mut self, _: Dialect, texts: Vec<String>) {
        let mut lips = self.0.lock().unwrap();
        let now = lips.clock.read().nanos;
        for text in texts {
            let _first = lips.asked.entry(text).or_insert(now);
        }
    }

    fn speech(&self, _: Dialect, text: &str) -> Option<Speech> {
        let lips = self.0.lock().unwrap();
        let ready = lips.asked.get(text)? + lips.takes?;
        // Somewhat shorter than is foretold, as a voice is.
        let frames = spoken(text).0 as usize * 36;
        (ready <= lips.clock.read().nanos).then(|| Speech::new(vec![3000; frames]))
    }

    fn is_there(&self) -> bool {
        self.0.lock().unwrap().takes.is_some()
    }
}
