//! The diary as a file: JSON, read as strictly as a plan.

use serde::Serialize;

use super::{Diary, DiaryEntry, Did, MOST_ENTRIES, MOST_TIMES};
use crate::problem::{Fault, Problem};
use crate::read::json::{Node, Source};
use crate::read::{MOST_ITEMS, day, header, id};
use crate::words;

const FORMAT: &str = "holdwell-diary";
const VERSION: u64 = 1;
/// The largest file that is read, in bytes.
pub(crate) const LARGEST: usize = 1 << 20;
/// Pain as it is told.
const PAIN: (u64, u64) = (0, 10);

#[derive(Serialize)]
struct DiaryFile<'a> {
    format: &'static str,
    version: u64,
    plan: String,
    entries: Vec<EntryFile<'a>>,
}

#[derive(Serialize)]
struct EntryFile<'a> {
    day: String,
    time: u8,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    items: Vec<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    before: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    after: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    worse: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    word: Option<&'a str>,
}

impl DiaryEntry {
    /// Writes the entry as it stands in a diary's file, by itself.
    pub fn write(&self) -> String {
        serde_json::to_string(&EntryFile::of(self)).unwrap_or_default()
    }

    /// Reads an entry by itself.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub fn read(bytes: &[u8]) -> Result<Self, Vec<Problem>> {
        Source::read(bytes, LARGEST, |root| entry(root).map(|(entry, _)| entry.within_limits()))
    }
}

impl<'a> EntryFile<'a> {
    fn of(entry: &'a DiaryEntry) -> Self {
        Self {
            day: entry.day.to_string(),
            time: entry.time,
            items: entry.items.iter().map(|did| words::did(*did)).collect(),
            before: entry.before,
            after: entry.after,
            worse: entry.worse,
            word: entry.word.as_deref(),
        }
    }
}

impl Diary {
    /// Writes the diary as the text of its file.
    pub fn write(&self) -> String {
        let entries = self.entries.iter().map(EntryFile::of);
        let file =
            DiaryFile { format: FORMAT, version: VERSION, plan: self.plan.to_string(), entries: entries.collect() };
        serde_json::to_string_pretty(&file).unwrap_or_default() + "\n"
    }

    /// Reads a diary file.
    ///
    /// # Errors
    /// Everything that is wrong with it, up to fifty problems.
    pub fn read(bytes: &[u8]) -> Result<Self, Vec<Problem>> {
        Source::read(bytes, LARGEST, |root| {
            let mut fields = header(root, FORMAT, VERSION)?;
            let plan = fields.need("plan").and_then(|plan| id(&plan));
            let list = fields.need("entries");
            fields.finish();
            let mut diary = Self::new(plan?);
            for node in list?.list(MOST_ENTRIES) {
                if let Some((entry, node)) = entry(node)
                    && diary.put(entry).new == 0
                {
                    node.problem(Fault::SameTime);
                }
            }
            Some(diary)
        })
    }
}

/// Reads an entry, and returns its day beside it: what is wrong with the whole is told there.
fn entry<'s, 'a>(node: Node<'s, 'a>) -> Option<(DiaryEntry, Node<'s, 'a>)> {
    let mut fields = node.object()?;
    let node = fields.need("day");
    let day = node.as_ref().and_then(day);
    let time = fields.need("time").and_then(|time| time.number((1, MOST_TIMES.into())));
    let items = fields.take("items").map(|items| items.list(MOST_ITEMS)).unwrap_or_default();
    let items: Vec<Did> = items.into_iter().filter_map(|did| did.word(words::DID)).collect();
    let mut pain = |key| fields.take(key).and_then(|pain| pain.number(PAIN)).map(|pain| pain as u8);
    let (before, after) = (pain("before"), pain("after"));
    let worse = fields.take("worse").and_then(|worse| worse.flag());
    let word = fields.take("word").and_then(|word| word.text());
    fields.finish();
    Some((DiaryEntry { day: day?, time: time? as u8, items, before, after, worse, word }, node?))
}
