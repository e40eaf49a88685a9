//! The diary as a file beside its plan.

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use holdwell_files::{ReadError, replace, shown};
use holdwell_home::{Diary, DiaryEntry};
use holdwell_model::Id;

use crate::diary::LONGEST;

/// The most names that are tried for a diary.
const NAMES: u32 = 9;

/// A diary, and the file in which it is kept. It is read again before it is written: another window may have written it.
#[derive(Debug, Clone)]
pub(super) struct DiaryFile {
    plan: PathBuf,
    pub(super) diary: Diary,
    /// File of the diary; `None` where every name is taken by something else.
    file: Option<PathBuf>,
    /// Name of a file that has the diary's name and is not this plan's diary; it stays as it is.
    pub(super) passed_over: Option<String>,
}

impl DiaryFile {
    /// Reads the diary beside a plan's file. What cannot be read, or is the diary of another plan, is never written over:
    /// the entries go into a file of another name then.
    pub(super) fn beside(plan: &Path, id: Id) -> Self {
        let mut passed_over = None;
        for file in names(plan, id) {
            if let Some(diary) = diary_in(&file, id) {
                return Self { plan: plan.to_owned(), diary, file: Some(file), passed_over };
            }
            passed_over.get_or_insert_with(|| shown(&file));
        }
        Self { plan: plan.to_owned(), diary: Diary::new(id), file: None, passed_over }
    }

    /// Puts an entry into the diary and writes it, wholly or not at all.
    ///
    /// # Errors
    /// The file cannot be written. The entry is in the diary all the same.
    pub(super) fn keep(&mut self, entry: DiaryEntry) -> io::Result<()> {
        let _brought = self.diary.put(entry);
        let mut now = Self::beside(&self.plan, self.diary.plan);
        for entry in self.diary.entries() {
            let _brought = now.diary.put(entry.clone());
        }
        *self = now;
        let file = self.file.as_deref().ok_or_else(|| io::Error::other("there is no place for it beside the plan"))?;
        write(&self.diary, file)
    }
}

/// Writes a diary, wholly or not at all.
///
/// # Errors
/// The file cannot be written.
pub(super) fn write(diary: &Diary, file: &Path) -> io::Result<()> {
    let text = diary.write();
    replace(file, |mut file| file.write_all(text.as_bytes()))
}

/// Returns the diary of a plan in a file, an empty one where there is no file; `None` for anything else.
fn diary_in(file: &Path, id: Id) -> Option<Diary> {
    match holdwell_files::read(file, LONGEST) {
        Err(ReadError::Missing) => Some(Diary::new(id)),
        Err(_) => None,
        Ok(bytes) => Diary::read(&bytes).ok().filter(|diary| diary.plan == id),
    }
}

/// Lists the names that a diary may have: that of the plan, then with the end of the plan's id.
fn names(plan: &Path, id: Id) -> impl Iterator<Item = PathBuf> {
    let id = id.to_string();
    let short = id.get(id.len().saturating_sub(6)..).unwrap_or_default().to_owned();
    let other = move |nth: u32| match nth {
        1 => "diary.json".to_owned(),
        2 => format!("{short}.diary.json"),
        nth => format!("{short}-{}.diary.json", nth - 1),
    };
    let plan = plan.to_owned();
    (1..=NAMES).map(move |nth| plan.with_extension(other(nth)))
}
