//! Recording of a headless run.
//!
//! A run that names a folder or a client is written into the vault; one that names neither is a rehearsal of a file,
//! and leaves no trace. Where the vault cannot be used the session goes on, says that it is not recorded, and the exit
//! code tells it as well.

use std::io::{self, Write as _};
use std::sync::Arc;

use anyhow::Context as _;

use crate::cli::{self, Failure, Global, args};
use holdwell_app::text;
use holdwell_conductor::{Clock as _, StartRequest, SystemClock};
use holdwell_model::Id;
use holdwell_store::VaultError;
use holdwell_vault::{Archive, Folder, JournalProgress, OpenVault, VaultJournal, VaultThreads, open_vault};

/// The vault of a run.
pub(super) struct Recorded {
    journal: VaultJournal,
    threads: VaultThreads,
    /// Client of the session.
    pub(super) client: Option<Id>,
}

impl Recorded {
    /// Splits into the conductor's end, the progress, and the threads that are let go of when all is over.
    pub(super) fn apart(self) -> (Option<VaultJournal>, Option<JournalProgress>, Option<VaultThreads>) {
        let progress = self.journal.progress();
        (Some(self.journal), Some(progress), Some(self.threads))
    }
}

/// Returns true for a run that is to be written down.
pub(super) const fn is_wanted(args: &args::Run, global: &Global) -> bool {
    global.data.is_some() || args.client.is_some() || args.resume
}

/// Opens the vault where the run is to be written down, and finds the session that is gone on with.
///
/// # Errors
/// A client who is not there, a session that cannot go on, or a passphrase that cannot be read.
pub(super) fn open(
    args: &args::Run,
    global: &Global,
    clock: &Arc<SystemClock>,
) -> Result<(Option<Recorded>, Option<StartRequest>), Failure> {
    if !is_wanted(args, global) {
        return Ok((None, None));
    }
    if args.resume {
        let _folder = cli::vault::existing(global, "no session was cut off")?;
    }
    let passphrase = cli::passphrase(global)?;
    let now = clock.wall();
    let opened = Folder::at(global.data.clone())
        .and_then(|folder| Archive::open(&folder, passphrase.as_ref(), &now).map(|archive| (folder, archive)));
    let (folder, archive) = match opened {
        Ok(opened) => opened,
        Err(trouble) if args.resume => return Err(trouble.into()),
        Err(trouble) => return say_unrecorded(&trouble).map(|()| (None, None)),
    };
    if passphrase.is_some() && !archive.is_encrypted() {
        cli::vault::say_plain()?;
    }
    let client = args.client.as_deref().map(|name| archive.clients(Some(name))).transpose()?;
    let client = client.into_iter().flatten().next().flatten();
    let again = if args.resume { Some(again(&archive, clock)?) } else { None };
    // The vault's own thread opens it next; there is only ever one that has it.
    drop(archive);
    let wall = Arc::clone(clock);
    let vault = open_vault(folder, passphrase, Arc::new(move || wall.wall()), Box::new(|| ()));
    let OpenVault { journal, threads, .. } = vault.context("the vault's threads could not be started")?;
    Ok((Some(Recorded { journal, threads, client }), again))
}

/// Builds the request to go on with the session that was cut off last, from where it stood.
fn again(archive: &Archive, clock: &SystemClock) -> Result<StartRequest, Failure> {
    let unfinished = archive.unfinished(&clock.wall())?;
    let problem = |what: &str| Failure::Input(vec![format!("holdwell: {what}")]);
    let unfinished = unfinished.ok_or_else(|| problem("No session was cut off: there is nothing to go on with."))?;
    let old =
        "The session that was cut off cannot go on: it is older than an hour, or cannot be read. It is kept as it is.";
    StartRequest::again(&unfinished).ok_or_else(|| problem(old))
}

fn say_unrecorded(trouble: &VaultError) -> Result<(), Failure> {
    let said = writeln!(io::stderr(), "holdwell: {} This session is not recorded.", text::vault_error(trouble));
    Ok(said.context("the standard error cannot be written")?)
}
