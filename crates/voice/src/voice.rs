//! The voice of the program: a thread that renders, and what it has rendered.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};

use super::kept::{Kept, Key};
use super::level::level;
use super::process::{Fault, Process};
use holdwell_audio::{Speech, VoicePort};
use holdwell_speech::Dialect;

/// Most lists of texts that wait for the thread.
const MOST_ASKS: usize = 64;

type Shared = Arc<Mutex<Kept>>;
type Make = Box<dyn FnOnce() -> Result<Process, Fault> + Send>;

/// Texts that are rendered on a thread of its own, and kept. The thread begins with the first text.
pub struct Voice {
    kept: Shared,
    called_off: Arc<AtomicBool>,
    /// The process could not be made.
    is_missing: Arc<AtomicBool>,
    make: Option<Make>,
    asks: Option<SyncSender<Vec<Key>>>,
    thread: Option<JoinHandle<()>>,
}

impl Voice {
    /// Makes a voice that speaks by a process, which is made when the first text is asked for.
    pub fn new(make: impl FnOnce() -> Result<Process, Fault> + Send + 'static) -> Self {
        let (kept, called_off, is_missing) = (Shared::default(), Arc::default(), Arc::default());
        Self { kept, called_off, is_missing, make: Some(Box::new(make)), asks: None, thread: None }
    }

    fn start(&mut self) {
        let Some(make) = self.make.take() else { return };
        let (asks, asked) = sync_channel(MOST_ASKS);
        let (kept, called_off) = (Arc::clone(&self.kept), Arc::clone(&self.called_off));
        let is_missing = Arc::clone(&self.is_missing);
        let run = move || match make() {
            Ok(process) => Work { process, kept, called_off }.run(&asked),
            Err(why) => {
                tracing::warn!(?why, "there is no voice; the chimes go on");
                is_missing.store(true, Ordering::Release);
            }
        };
        match thread::Builder::new().name("voice".to_owned()).spawn(run) {
            Ok(thread) => (self.asks, self.thread) = (Some(asks), Some(thread)),
            Err(why) => tracing::warn!(%why, "the voice's thread could not be started"),
        }
    }
}

impl VoicePort for Voice {
    fn prepare(&mut self, dialect: Dialect, texts: Vec<String>) {
        let mut kept = lock(&self.kept);
        let missing: Vec<Key> =
            texts.into_iter().map(|text| (dialect, text)).filter(|key| kept.is_wanted(key)).collect();
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
        lock(&self.kept).get(&(dialect, text.to_owned()))
    }

    fn is_there(&self) -> bool {
        !self.is_missing.load(Ordering::Acquire)
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

fn lock(kept: &Shared) -> MutexGuard<'_, Kept> {
    kept.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The thread's side.
struct Work {
    process: Process,
    kept: Shared,
    called_off: Arc<AtomicBool>,
}

impl Work {
    fn run(&self, asked: &Receiver<Vec<Key>>) {
        while let Ok(keys) = asked.recv() {
            let mut ahead = VecDeque::from(keys);
            loop {
                // What was asked for last is needed first.
                for keys in asked.try_iter() {
                    keys.into_iter().rev().for_each(|key| ahead.push_front(key));
                }
                let Some(key) = ahead.pop_front() else { break };
                if !lock(&self.kept).is_wanted(&key) {
                    continue;
                }
                match self.process.speak(key.0, &key.1, &self.called_off) {
                    Ok(samples) => self.keep(key, &samples),
                    Err(Fault::CalledOff) => return,
                    Err(why) => {
                        tracing::warn!(?why, "a prompt is not spoken");
                        // Without a process no text is to blame, and the next will have none either.
                        if matches!(why, Fault::NotStarted(_)) {
                            ahead.clear();
                        } else {
                            lock(&self.kept).blame(key);
                        }
                    }
                }
            }
        }
    }

    fn keep(&self, key: Key, samples: &[i16]) {
        match level(samples) {
            Some(speech) => lock(&self.kept).put(key, speech),
            None => lock(&self.kept).blame(key),
        }
    }
}
