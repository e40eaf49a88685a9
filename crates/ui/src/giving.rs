//! The files of a home plan, made on a thread of their own; the window shows how far they are.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, TryRecvError, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::Builder;

use egui::Context;
use holdwell_give::{Form, GiveError, Given, NoVoice, Order, Speaker, give};

/// Makes the voice for what is written to files, on the thread that needs it.
pub type MakeSpeaker = fn() -> Result<Box<Speaker<'static>>, NoVoice>;

/// Files that are being made.
#[derive(Debug)]
pub struct Giving {
    done: Receiver<Result<Given, GiveError>>,
    progress: Arc<Mutex<(Option<Form>, f32)>>,
    called_off: Arc<AtomicBool>,
}

impl Giving {
    /// Begins; `None` where the system starts no thread for it.
    pub fn start(ctx: &Context, order: Order, speaker: MakeSpeaker) -> Option<Self> {
        let (answer, done) = sync_channel(1);
        let giving = Self { done, progress: Arc::default(), called_off: Arc::default() };
        let (progress, called_off, ctx) = (Arc::clone(&giving.progress), Arc::clone(&giving.called_off), ctx.clone());
        let work = move || {
            let mut step = |form, share| {
                *progress.lock().unwrap_or_else(PoisonError::into_inner) = (form, share);
                ctx.request_repaint();
                !called_off.load(Ordering::Relaxed)
            };
            let mut speaker = speaker().ok();
            let given = give(&order, speaker.as_deref_mut(), &mut step);
            // Nobody waits any more where the page was left.
            let _nobody = answer.send(given);
            ctx.request_repaint();
        };
        let thread = Builder::new().name("home plan".to_owned()).spawn(work);
        thread.inspect_err(|error| tracing::warn!(%error, "no thread for the files of a plan")).ok()?;
        Some(giving)
    }

    /// Returns what is being made and the share that is done.
    pub fn progress(&self) -> (Option<Form>, f32) {
        *self.progress.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Stops as soon as it can.
    pub fn call_off(&self) {
        self.called_off.store(true, Ordering::Relaxed);
    }

    /// Returns what became of it, once it is over.
    pub fn over(&self) -> Option<Result<Given, GiveError>> {
        match self.done.try_recv() {
            Ok(given) => Some(given),
            Err(TryRecvError::Empty) => None,
            Err(TryRecvError::Disconnected) => Some(Err(GiveError::CalledOff)),
        }
    }
}

impl Drop for Giving {
    fn drop(&mut self) {
        self.call_off();
    }
}
