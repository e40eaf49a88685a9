//! The window's end of the vault: it sends requests, collects messages, and looks at what was last published. It never
//! waits.

use std::fmt;
use std::sync::mpsc::{Receiver, TrySendError, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};

use super::{Mailbox, Message, News, Outcome, Request, Ticket, VaultError, VaultSnapshot, VaultState};

/// The requests that fit the queue.
const QUEUE: usize = 64;

/// A receiver of requests. It never waits: it gives back those that it cannot take in.
type Sender = dyn Fn(Request) -> Result<Ticket, Box<Request>> + Send + Sync;

/// The snapshot that was last published.
pub type SharedSnapshot = Arc<Mutex<Arc<VaultSnapshot>>>;

/// The window's end of the vault. Copies share everything.
#[derive(Clone)]
pub struct VaultHandle {
    send: Arc<Sender>,
    shared: SharedSnapshot,
    mailbox: Mailbox,
}

/// The vault's end: requests arrive here, and replies and snapshots go out.
#[derive(Debug)]
pub struct VaultDesk {
    /// The requests with their tickets, in order.
    pub requests: Receiver<(Ticket, Request)>,
    shared: SharedSnapshot,
    mailbox: Mailbox,
}

impl VaultHandle {
    /// Makes both ends.
    pub fn new() -> (Self, VaultDesk) {
        let (sender, requests) = sync_channel(QUEUE);
        let (shared, mailbox) = (SharedSnapshot::default(), Mailbox::default());
        let last = Mutex::new(Ticket::default());
        let send = move |request| {
            let mut last = last.lock().unwrap_or_else(PoisonError::into_inner);
            let ticket = last.next();
            match sender.try_send((ticket, request)) {
                Ok(()) => {
                    *last = ticket;
                    Ok(ticket)
                }
                Err(TrySendError::Full((_, request)) | TrySendError::Disconnected((_, request))) => {
                    Err(Box::new(request))
                }
            }
        };
        (Self::onto(send, Arc::clone(&shared), mailbox.clone()), VaultDesk { requests, shared, mailbox })
    }

    /// Makes the end of a vault that cannot be used, for this reason.
    pub fn without(why: VaultError) -> Self {
        let (handle, desk) = Self::new();
        desk.publish(VaultSnapshot { vault: VaultState::Unavailable(why), ..VaultSnapshot::default() });
        handle
    }

    /// Makes the end of something else that takes requests, publishes and replies.
    pub fn onto(
        send: impl Fn(Request) -> Result<Ticket, Box<Request>> + Send + Sync + 'static,
        shared: SharedSnapshot,
        mailbox: Mailbox,
    ) -> Self {
        Self { send: Arc::new(send), shared, mailbox }
    }

    /// Sends a request. Its reply bears the ticket that is returned; [`Request::Look`] is not replied to, but shown.
    ///
    /// # Errors
    /// The request itself where the vault has more to do than it can take in, nobody collects its replies, or it is
    /// gone.
    pub fn send(&self, request: Request) -> Result<Ticket, Box<Request>> {
        if self.mailbox.is_full() { Err(Box::new(request)) } else { (self.send)(request) }
    }

    /// Returns the messages that came since the last call, in order.
    pub fn messages(&self) -> Vec<Message> {
        self.mailbox.take()
    }

    /// Returns what was last published.
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

    /// Replies to a request.
    pub fn reply(&self, ticket: Ticket, outcome: Outcome) {
        self.mailbox.reply(ticket, outcome);
    }

    /// Tells something that nobody asked for.
    pub fn news(&self, news: News) {
        self.mailbox.news(news);
    }
}
