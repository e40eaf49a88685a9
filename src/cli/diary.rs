//! `holdwell import` of a diary: as a file, or as the text of a message with one in it.

use std::path::Path;

use super::{Failure, Global, archive, vault};
use holdwell_app::text;
use holdwell_app::text::home::{code_fault, diary_taken, diary_worse, home_problem};
use holdwell_conductor::{Clock as _, SystemClock};
use holdwell_files::{Content, recognize, shown};
use holdwell_home::{Brought, CodeFault, Diary};
use holdwell_store::Failure as Refusal;

/// The longest message that is read, in bytes.
const LONGEST: u64 = 1 << 20;

/// Returns the diaries in a file; `None` where it is something else.
pub(super) fn diaries(from: &Path) -> Result<Option<Vec<Diary>>, Failure> {
    let Ok(bytes) = holdwell_files::read(from, LONGEST) else { return Ok(None) };
    let file = shown(from);
    if recognize(&bytes) == Some(Content::Diary) {
        let told = |problems: Vec<_>| problems.iter().map(|problem| home_problem(&file, problem)).collect();
        return Diary::read(&bytes).map(|diary| Some(vec![diary])).map_err(|found| Failure::Input(told(found)));
    }
    match Diary::of_text(&String::from_utf8_lossy(&bytes)) {
        Ok(diaries) => Ok(Some(diaries)),
        Err(CodeFault::NoCode | CodeFault::TooLong) => Ok(None),
        Err(fault) => Err(Failure::Input(vec![format!("{file}: {}", code_fault(fault))])),
    }
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
