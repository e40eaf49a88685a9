//! `holdwell export` and `holdwell import`: what the vault keeps, out of it and into it again.

use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

use anyhow::Context as _;

use super::{Failure, Global, bar, passphrase, plain, vault};
use holdwell_app::text;
use holdwell_app::text::import::finding;
use holdwell_conductor::{Clock as _, SystemClock};
use holdwell_files::shown;
use holdwell_store::{Erased, ExportError, FileFault, ImportError, ImportReport, RefusedFile};
use holdwell_vault::{Archive, Folder};

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

/// Writes sessions, holds, measures and plans of everybody as tables.
pub(super) fn export_tables(out: &Path, global: &Global) -> Result<(), Failure> {
    let now = SystemClock::new().wall();
    let archive = open(&vault::existing(global, "nothing to export")?, global)?;
    let folder = archive.export_tables(out, &now)?;
    say(&format!("tables written to {}", shown(&folder)))
}

pub(super) fn import(from: &Path, bring_back: bool, global: &Global) -> Result<(), Failure> {
    let now = SystemClock::new().wall();
    // No vault is begun for nothing.
    fs::metadata(from).map_err(|error| unreadable(from, error))?;
    let archive = open(&Folder::at(global.data.clone())?, global)?;
    let erased = if bring_back { Erased::AreBroughtBack } else { Erased::StayErased };
    let bar = bar::bar(0);
    let report = archive.import(from, erased, &now, &mut |done, all| {
        bar.set_length(all as u64);
        bar.set_position(done as u64);
    })?;
    bar.finish_and_clear();
    let refused: Vec<String> = report.refused.iter().map(say_refused).collect();
    if refused.is_empty() || report != (ImportReport { refused: report.refused.clone(), ..ImportReport::default() }) {
        say(&came(&report))?;
    }
    if refused.is_empty() { Ok(()) } else { Err(Failure::Input(refused)) }
}

/// Returns the lines about what came.
fn came(report: &ImportReport) -> String {
    let ImportReport { clients, presets, sessions, findings, refused: _ } = report;
    let counted = format!("new or newer: clients {clients}, presets {presets}, sessions {sessions}");
    [counted].into_iter().chain(findings.iter().map(finding)).collect::<Vec<_>>().join("\n")
}

fn unreadable(file: &Path, error: io::Error) -> ImportError {
    ImportError::Refused(RefusedFile::NotRead(file.to_owned(), FileFault::Unreadable(error.into())))
}

fn say_refused(file: &RefusedFile) -> String {
    let words = text::refused_file(file);
    match file {
        RefusedFile::WasErased(_) => format!("{words}. To bring them back: import --bring-back-erased"),
        RefusedFile::NotRead(..) => words,
    }
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
    Ok(writeln!(io::stdout(), "{}", plain(what)).context("the standard output cannot be written")?)
}

impl From<ExportError> for Failure {
    fn from(error: ExportError) -> Self {
        Self::Input(vec![format!("holdwell: {}", text::export_error(&error))])
    }
}

impl From<ImportError> for Failure {
    fn from(error: ImportError) -> Self {
        Self::Input(vec![format!("holdwell: {}", text::import::import_error(&error))])
    }
}
