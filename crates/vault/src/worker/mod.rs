//! The vault at work: two threads and the ends of those who use them.
//!
//! The thread "vault" owns the vault and alone writes into it: the journal of the session first, then what a window
//! asks for. The thread "vault reader" has a connection of its own and makes what is [`VaultSnapshot`](holdwell_store::VaultSnapshot) anew after
//! every change and whenever something else is looked at. The conductor's end ([`VaultJournal`]) and the window's end
//! ([`VaultHandle`]) put something into a queue and go on; neither ever waits for a disk.

mod carry_out;
mod clients;
mod copying;
mod course;
mod home;
mod inbox;
mod journal;
mod keeping;
mod notes;
mod own;
mod publisher;
mod reader;
mod safe;
#[cfg(test)]
mod tests;
mod unsaved;
mod writer;

use std::io;
use std::sync::Arc;
use std::thread::{Builder, JoinHandle};

use jiff::Zoned;

pub use journal::{JournalProgress, VaultJournal};
pub use publisher::Wake;

use self::inbox::Inbox;
use self::publisher::Publisher;
use self::reader::Reading;
use self::writer::{Shared, VaultWorker};
use super::file::Folder;
use holdwell_store::{Mailbox, Passphrase, Request, SharedSnapshot, Ticket, VaultError, VaultHandle, VaultState};

/// The clock on the wall, with the zone in which days are counted.
pub type Wall = Arc<dyn Fn() -> Zoned + Send + Sync>;

/// The ends of a vault that is being opened.
pub struct OpenVault {
    /// The window's.
    pub handle: VaultHandle,
    /// The conductor's.
    pub journal: VaultJournal,
    /// The threads themselves.
    pub threads: VaultThreads,
}

/// The vault's threads. When this is dropped they write what waits and end; that is waited for.
pub struct VaultThreads {
    shared: Arc<Shared>,
    threads: Vec<JoinHandle<()>>,
}

/// Opens the vault in a folder on threads of its own, and comes back at once. `wake` is called whenever something new
/// is published.
///
/// # Errors
/// The system starts no more threads.
pub fn open_vault(folder: Folder, passphrase: Option<Passphrase>, wall: Wall, wake: Wake) -> io::Result<OpenVault> {
    let kept = SharedSnapshot::default();
    let mailbox = Mailbox::default();
    let publisher = Publisher::new(Arc::clone(&kept), mailbox.clone(), wake);
    let shared = Arc::new(Shared { inbox: Inbox::default(), reading: Reading::default(), publisher, wall });
    let asked = Arc::clone(&shared);
    let handle = VaultHandle::onto(move |request| asked.send(request), kept, mailbox);
    let mut threads = VaultThreads { shared: Arc::clone(&shared), threads: Vec::new() };

    let mut worker = VaultWorker::new(Arc::clone(&shared), folder);
    let ends = WorkerGuard(Arc::clone(&shared));
    // The passphrase goes with it, so that no second one stays behind when the vault is locked.
    let write = move || {
        let _ends = ends;
        worker.run(passphrase);
    };
    threads.threads.push(Builder::new().name("vault".to_owned()).spawn(write)?);
    let reader = Arc::clone(&shared);
    let read = move || reader.reading.run(&reader.publisher, &reader.inbox, &reader.wall);
    threads.threads.push(Builder::new().name("vault reader".to_owned()).spawn(read)?);
    Ok(OpenVault { handle, journal: VaultJournal(shared), threads })
}

impl Shared {
    /// Sends queries to the reader, everything else to the writer.
    fn send(&self, request: Request) -> Result<Ticket, Box<Request>> {
        self.inbox.send(request, |looking| self.reading.look(looking))
    }
}

impl Drop for VaultThreads {
    fn drop(&mut self) {
        self.shared.inbox.quit();
        let mut threads = self.threads.drain(..);
        let writer = threads.next().map(JoinHandle::join);
        self.shared.reading.quit();
        if writer.into_iter().chain(threads.map(JoinHandle::join)).any(|ended| ended.is_err()) {
            tracing::error!("a thread of the vault ended with a panic");
        }
    }
}

/// Says that the vault's thread has ended, however it ends: the session goes on, unrecorded.
struct WorkerGuard(Arc<Shared>);

impl Drop for WorkerGuard {
    fn drop(&mut self) {
        self.0.inbox.gone();
        self.0.reading.close();
        if std::thread::panicking() {
            self.0.publisher.change(|kept| kept.vault = VaultState::Unavailable(VaultError::Ended));
        }
    }
}
