//! `holdwell import` of a diary: as a file, or as the text of a message with one in it.

use std::path::Path;

use super::{Failure, Global, archive, vault};
use holdwell_app::text::home::{diary_taken, diary_worse};
use holdwell_app::{diary, text};
use holdwell_conductor::{Clock as _, SystemClock};
use holdwell_files::shown;
use holdwell_home::{Brought, Diary};
use holdwell_store::Failure as Refusal;

/// Returns the diaries in a file; `None` where it is something else.
pub(super) fn diaries(from: &Path) -> Result<Option<Vec<Diary>>, Failure> {
    let Ok(bytes) = holdwell_files::read(from, diary::LONGEST) else { return Ok(None) };
    diary::diaries(&bytes, &shown(from)).transpose().map_err(Failure::Input)
}

/// Takes diaries into the vault, each by its plan.
pub(super) fn import(from: &Path, diaries: &[Diary], global: &Global) -> Result<(), Failure> {
    let now = SystemClock::new().wall();
    let archive = archive::open(&vault::existing(global, "no plan was given from here")?, global)?;
    let mut unknown = Vec::new();
    for diary in diaries {
        match archive.take_diary(diary, &now)? {
            Some(taken) => {
                let worse = diary_worse(diary).filter(|_| taken.brought != Brought::default());
                let lines: Vec<String> = worse.into_iter().chain([diary_taken(taken.brought)]).collect();
                archive::say(&lines.join("\n"))?;
            }
            None => unknown.push(format!("{}: {}", shown(from), text::vault::failure(&Refusal::NoSuchHomePlan))),
        }
    }
    if unknown.is_empty() { Ok(()) } else { Err(Failure::Input(unknown)) }
}
