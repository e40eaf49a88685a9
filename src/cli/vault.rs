//! `holdwell backup` and `holdwell restore`: the copies of the vault.

use std::io::{self, Write as _};
use std::path::Path;

use anyhow::Context as _;
use indicatif::ProgressBar;
use jiff::Timestamp;

use super::{Failure, Global, bar, passphrase};
use holdwell_app::text;
use holdwell_conductor::{Clock as _, SystemClock};
use holdwell_files::shown;
use holdwell_store::VaultError;
use holdwell_vault::{ClearCopy, Folder, Vault};

/// A bar counts in thousandths.
const WHOLE: f32 = 1000.0;

pub(super) fn backup(global: &Global) -> Result<(), Failure> {
    let folder = existing(global, "nothing to copy")?;
    let passphrase = passphrase(global)?;
    let vault = Vault::open(&folder, passphrase.as_ref(), now())?;
    if passphrase.is_some() && !vault.is_encrypted() {
        say_plain()?;
    }
    let bar = bar::bar(WHOLE as u64);
    let copy = vault.backup(now(), &mut |done| show(&bar, done));
    bar.finish_and_clear();
    say(&copy?.path)
}

pub(super) fn restore(global: &Global, copy: &Path, clear: ClearCopy) -> Result<(), Failure> {
    let folder = Folder::at(global.data.clone())?;
    let passphrase = passphrase(global)?;
    let bar = bar::bar(WHOLE as u64);
    let aside =
        holdwell_vault::restore(&folder, (copy, clear), passphrase.as_ref(), now(), &mut |done| show(&bar, done));
    bar.finish_and_clear();
    aside?.map_or(Ok(()), |aside| say(&aside))
}

/// Returns the folder of a vault that is there already: a command that only reads begins none.
pub(super) fn existing(global: &Global, so: &str) -> Result<Folder, Failure> {
    let folder = Folder::at(global.data.clone())?;
    let missing = || Failure::Input(vec![format!("{}: there is no vault yet, so {so}", shown(folder.path()))]);
    if folder.has_vault() { Ok(folder) } else { Err(missing()) }
}

/// Says that a passphrase is of no use to a vault that has none: nobody is to believe that it is encrypted.
pub(super) fn say_plain() -> Result<(), Failure> {
    let plain = "holdwell: the vault has no passphrase and is not encrypted. Set one in the window: Settings, Vault";
    Ok(writeln!(io::stderr(), "{plain}").context("the standard error cannot be written")?)
}

fn show(bar: &ProgressBar, done: f32) {
    bar.set_position((done * WHOLE) as u64);
}

/// Names the file that came of it.
fn say(path: &Path) -> Result<(), Failure> {
    writeln!(io::stdout().lock(), "{}", shown(path)).context("the answer cannot be written")?;
    Ok(())
}

fn now() -> Timestamp {
    SystemClock::new().wall().timestamp()
}

impl From<VaultError> for Failure {
    fn from(trouble: VaultError) -> Self {
        Self::Input(vec![format!("holdwell: {}", text::vault_error(&trouble))])
    }
}
