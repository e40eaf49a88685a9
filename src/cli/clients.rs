//! `holdwell import` of a table: a list of clients from another program.

use std::path::Path;

use super::{Failure, Global, archive, args};
use holdwell_app::client_list::{Columns, LARGEST, read};
use holdwell_app::text::client_list::{client_list, list_problem, row_problem};
use holdwell_conductor::{Clock as _, SystemClock};
use holdwell_files::{Content, recognize, shown};
use holdwell_store::new_id;
use holdwell_vault::Folder;

/// A list that was named: what is in it, and the columns that are taken.
pub(super) struct List {
    bytes: Vec<u8>,
    columns: Columns,
}

/// Returns the list in a file; `None` where it is something else.
pub(super) fn list(from: &Path, columns: args::Columns) -> Option<List> {
    let args::Columns { name, called, notes } = columns;
    let ending = from.extension().unwrap_or_default();
    let is_said = !name.is_empty() || ["csv", "tsv"].iter().any(|known| ending.eq_ignore_ascii_case(known));
    let bytes = holdwell_files::read(from, LARGEST).ok()?;
    let is_table = is_said || recognize(&bytes) == Some(Content::Table);
    is_table.then_some(List { bytes, columns: Columns { name, called, notes } })
}

/// Reads every client who is not known yet into the vault.
pub(super) fn import(from: &Path, list: &List, global: &Global) -> Result<(), Failure> {
    let clock = SystemClock::new();
    let archive = archive::open(&Folder::at(global.data.clone())?, global)?;
    let known = archive.names()?;
    let known = known.iter().map(String::as_str);
    let found = read(&list.bytes, &list.columns, known, || new_id(clock.wall().timestamp()));
    let file = shown(from);
    let found = found.map_err(|problem| Failure::Input(vec![format!("{file}: {}", list_problem(&problem))]))?;
    for client in &found.new {
        archive.save(client, &clock.wall())?;
    }
    archive::say(&client_list(&found))?;
    let left_out = found.left_out.iter().map(|row| format!("{file}:{}: {}", row.line, row_problem(row.why)));
    let left_out: Vec<String> = left_out.collect();
    if left_out.is_empty() { Ok(()) } else { Err(Failure::Input(left_out)) }
}
