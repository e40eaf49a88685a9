//! What a window holds of the vault: it asks, and looks at what was last published. It never waits.

use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};

use super::{Kept, Request};

/// The requests that fit the queue.
const QUEUE: usize = 64;

/// The window's end of the vault. Copies share everything.
#[derive(Debug, Clone)]
pub struct VaultHandle {
    requests: SyncSender<Request>,
    shared: Arc<Mutex<Arc<Kept>>>,
}

/// The vault's end: what is asked arrives here, and what can be seen is published here.
#[derive(Debug)]
pub struct VaultDesk {
    /// What is asked, in order.
    pub requests: Receiver<Request>,
    shared: Arc<Mutex<Arc<Kept>>>,
}

impl VaultHandle {
    /// Both ends.
    pub fn new() -> (Self, VaultDesk) {
        let (sender, requests) = sync_channel(QUEUE);
        let shared = Arc::default();
        (Self { requests: sender, shared: Arc::clone(&shared) }, VaultDesk { requests, shared })
    }

    /// Asks for something. The answer is published.
    ///
    /// # Errors
    /// The request itself where the vault has more to do than it can take in, or is gone.
    pub fn ask(&self, request: Request) -> Result<(), Box<Request>> {
        self.requests.try_send(request).map_err(|error| match error {
            TrySendError::Full(request) | TrySendError::Disconnected(request) => Box::new(request),
        })
    }

    /// What was last published.
    pub fn kept(&self) -> Arc<Kept> {
        Arc::clone(&self.shared.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl VaultDesk {
    /// Publishes what can be seen from now on.
    pub fn publish(&self, kept: Kept) {
        *self.shared.lock().unwrap_or_else(PoisonError::into_inner) = Arc::new(kept);
    }
}
