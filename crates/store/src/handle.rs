//! What a window holds of the vault: it asks, and looks at what was last published. It never waits.

use std::fmt;
use std::sync::mpsc::{Receiver, TrySendError, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};

use super::{Request, VaultSnapshot, VaultState};

/// The requests that fit the queue.
const QUEUE: usize = 64;

/// Where requests go. It never waits: what it cannot take in it gives back.
type ConductorCommand = dyn Fn(Request) -> Result<(), Box<Request>> + Send + Sync;

/// What was last published.
pub type SharedSnapshot = Arc<Mutex<Arc<VaultSnapshot>>>;

/// The window's end of the vault. Copies share everything.
#[derive(Clone)]
pub struct VaultHandle {
    ask: Arc<ConductorCommand>,
    shared: SharedSnapshot,
}

/// The vault's end: what is asked arrives here, and what can be seen is published here.
#[derive(Debug)]
pub struct VaultDesk {
    /// What is asked, in order.
    pub requests: Receiver<Request>,
    shared: SharedSnapshot,
}

impl VaultHandle {
    /// Both ends.
    pub fn new() -> (Self, VaultDesk) {
        let (sender, requests) = sync_channel(QUEUE);
        let shared = SharedSnapshot::default();
        let ask = move |request| {
            sender.try_send(request).map_err(|error| match error {
                TrySendError::Full(request) | TrySendError::Disconnected(request) => Box::new(request),
            })
        };
        (Self::onto(ask, Arc::clone(&shared)), VaultDesk { requests, shared })
    }

    /// The end of a vault that there is not, and why.
    pub fn without(why: String) -> Self {
        let (handle, desk) = Self::new();
        desk.publish(VaultSnapshot {
            vault: VaultState::Unavailable { why, damaged: false },
            ..VaultSnapshot::default()
        });
        handle
    }

    /// The end of something else that takes requests and publishes.
    pub fn onto(
        ask: impl Fn(Request) -> Result<(), Box<Request>> + Send + Sync + 'static,
        shared: SharedSnapshot,
    ) -> Self {
        Self { ask: Arc::new(ask), shared }
    }

    /// Asks for something. The answer is published.
    ///
    /// # Errors
    /// The request itself where the vault has more to do than it can take in, or is gone.
    pub fn ask(&self, request: Request) -> Result<(), Box<Request>> {
        (self.ask)(request)
    }

    /// What was last published.
    pub fn kept(&self) -> Arc<VaultSnapshot> {
        Arc::clone(&self.shared.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl fmt::Debug for VaultHandle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("VaultHandle").finish_non_exhaustive()
    }
}

impl VaultDesk {
    /// Publishes what can be seen from now on.
    pub fn publish(&self, kept: VaultSnapshot) {
        *self.shared.lock().unwrap_or_else(PoisonError::into_inner) = Arc::new(kept);
    }
}
