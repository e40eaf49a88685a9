//! `holdwell export` and `holdwell import`: what the vault keeps, out of it and into it again.

use std::io::{self, Write as _};
use std::path::Path;

use anyhow::Context as _;

use super::{Failure, Global, bar, passphrase, vault};
use holdwell_app::text::import::finding;
use holdwell_conductor::{Clock as _, SystemClock};
use holdwell_files::shown;
use holdwell_store::ImportReport;
use holdwell_vault::{Archive, Folder, Problem};

pub(super) fn export(client: Option<&str>, out: &Path, global: &Global) -> Result<(), Failure> {
    let now = SystemClock::new().wall();
    let archive = open(&vault::existing(global, "nothing to export")?, global)?;
    let clients = archive.clients(client)?;
    let bar = bar::bar(clients.len() as u64);
    for client in bar.wrap_iter(clients.iter()) {
        archive.export(*client, out, &now)?;
    }
    bar.finish_and_clear();
    let count = clients.iter().flatten().count();
    let these = if count == 1 { "1 client".to_owned() } else { format!("{count} clients") };
    let nobody = if clients.contains(&None) { " and the sessions without a client" } else { "" };
    say(&format!("{these}{nobody} written to {}", shown(out)))
}

pub(super) fn import(from: &Path, bring_back: bool, global: &Global) -> Result<(), Failure> {
    let now = SystemClock::new().wall();
    let files = Archive::documents(from)?;
    let archive = open(&Folder::at(global.data.clone())?, global)?;
    let bar = bar::bar(files.len() as u64);
    let mut imported = ImportReport::default();
    // What is wrong with one file keeps no other out.
    let mut problems = Vec::new();
    for file in bar.wrap_iter(files.iter()) {
        let taken = if bring_back { archive.bring_back(file, &now) } else { archive.import(file, &now) };
        match taken {
            Ok(more) => imported = imported.and(more),
            Err(Problem::Vault(trouble)) => return Err(trouble.into()),
            Err(problem @ Problem::Erased(_)) => {
                problems.push(format!("{problem}. To bring them back: import --bring-back-erased"));
            }
            Err(problem) => problems.push(problem.to_string()),
        }
    }
    bar.finish_and_clear();
    let ImportReport { clients, presets, sessions, findings } = &imported;
    let counted = format!("new or newer: clients {clients}, presets {presets}, sessions {sessions}");
    let found = findings.iter().map(finding);
    let said = say(&[counted].into_iter().chain(found).collect::<Vec<_>>().join("\n"));
    if problems.is_empty() { said } else { Err(Failure::Input(problems)) }
}

pub(super) fn open(folder: &Folder, global: &Global) -> Result<Archive, Failure> {
    let passphrase = passphrase(global)?;
    let archive = Archive::open(folder, passphrase.as_ref(), &SystemClock::new().wall())?;
    if passphrase.is_some() && !archive.is_encrypted() {
        vault::say_plain()?;
    }
    Ok(archive)
}

pub(super) fn say(what: &str) -> Result<(), Failure> {
    Ok(writeln!(io::stdout(), "{what}").context("the standard output cannot be written")?)
}

impl From<Problem> for Failure {
    fn from(problem: Problem) -> Self {
        Self::Input(vec![format!("holdwell: {problem}")])
    }
}
