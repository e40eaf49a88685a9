//! The voice of the program: a thread that renders, and what it has rendered.

use std::collections::{HashMap, VecDeque};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};

use super::level::level;
use super::process::{Fault, Process};
use holdwell_audio::{Speech, VoicePort};
use holdwell_speech::Dialect;

/// Most bytes of samples that are kept. A routine has some megabytes; beyond this the texts of others are forgotten.
const MOST_BYTES: usize = 64 << 20;
/// Faults in a row after which nothing more is tried until somebody asks again.
const MOST_FAULTS: usize = 2;

/// Most lists of texts that wait for the thread.
const MOST_ASKS: usize = 64;

type Key = (Dialect, String);
type Kept = Arc<Mutex<HashMap<Key, Speech>>>;
type Make = Box<dyn FnOnce() -> Result<Process, Fault> + Send>;

/// Texts that are rendered on a thread of its own, and kept. The thread begins with the first text.
pub struct Voice {
    kept: Kept,
    called_off: Arc<AtomicBool>,
    make: Option<Make>,
    asks: Option<SyncSender<Vec<Key>>>,
    thread: Option<JoinHandle<()>>,
}

impl Voice {
    /// Makes a voice that speaks by a process, which is made when the first text is asked for.
    pub fn new(make: impl FnOnce() -> Result<Process, Fault> + Send + 'static) -> Self {
        let (kept, called_off) = (Kept::default(), Arc::default());
        Self { kept, called_off, make: Some(Box::new(make)), asks: None, thread: None }
    }

    fn start(&mut self) {
        let Some(make) = self.make.take() else { return };
        let (asks, asked) = sync_channel(MOST_ASKS);
        let (kept, called_off) = (Arc::clone(&self.kept), Arc::clone(&self.called_off));
        let run = move || match make() {
            Ok(process) => Work { process, kept, called_off }.run(&asked),
            Err(why) => tracing::warn!(?why, "there is no voice; the chimes go on"),
        };
        match thread::Builder::new().name("voice".to_owned()).spawn(run) {
            Ok(thread) => (self.asks, self.thread) = (Some(asks), Some(thread)),
            Err(why) => tracing::warn!(%why, "the voice's thread could not be started"),
        }
    }
}

impl VoicePort for Voice {
    fn prepare(&mut self, dialect: Dialect, texts: Vec<String>) {
        let kept = lock(&self.kept);
        let keys = texts.into_iter().map(|text| (dialect, text)).filter(|key| !kept.contains_key(key));
        let missing: Vec<Key> = keys.collect();
        drop(kept);
        if missing.is_empty() {
            return;
        }
        self.start();
        if let Some(asks) = &self.asks {
            // A thread that has found no voice is gone, and one that hangs has enough to do.
            let _not_taken = asks.try_send(missing);
        }
    }

    fn speech(&self, dialect: Dialect, text: &str) -> Option<Speech> {
        lock(&self.kept).get(&(dialect, text.to_owned())).cloned()
    }
}

/// Waits for the thread, which ends the process that speaks, so that its folder is gone with the program.
impl Drop for Voice {
    fn drop(&mut self) {
        self.called_off.store(true, Ordering::Release);
        self.asks = None;
        if let Some(thread) = self.thread.take() {
            let _panicked = thread.join();
        }
    }
}

fn lock(kept: &Kept) -> MutexGuard<'_, HashMap<Key, Speech>> {
    kept.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The thread's side.
struct Work {
    process: Process,
    kept: Kept,
    called_off: Arc<AtomicBool>,
}

impl Work {
    fn run(&self, asked: &Receiver<Vec<Key>>) {
        while let Ok(keys) = asked.recv() {
            let (mut ahead, mut faults) = (VecDeque::from(keys), 0);
            loop {
                // What was asked for last is needed first.
                for keys in asked.try_iter() {
                    faults = 0;
                    keys.into_iter().rev().for_each(|key| ahead.push_front(key));
                }
                let Some((dialect, text)) = ahead.pop_front() else { break };
                if faults >= MOST_FAULTS || lock(&self.kept).contains_key(&(dialect, text.clone())) {
                    continue;
                }
                match self.process.speak(dialect, &text, &self.called_off) {
                    Ok(samples) => {
                        faults = 0;
                        self.keep((dialect, text), &samples);
                    }
                    Err(Fault::CalledOff) => return,
                    Err(why) => {
                        faults += 1;
                        tracing::warn!(?why, "a prompt is not spoken");
                    }
                }
            }
        }
    }

    fn keep(&self, key: Key, samples: &[i16]) {
        let Some(speech) = level(samples) else { return };
        let mut kept = lock(&self.kept);
        let bytes = |speech: &Speech| size_of_val(speech.samples());
        if kept.values().map(bytes).sum::<usize>() + bytes(&speech) > MOST_BYTES {
            kept.clear();
        }
        let _before = kept.insert(key, speech);
    }
}
