//! The diary as a short text that survives a message: letters of one case and digits between two marks, with a checksum.
//! Breaks, spaces, hyphens, the `>` of a quoted message and small letters are all the same to it.

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::{Diary, DiaryEntry, Did, MOST_ENTRIES, MOST_TIMES};
use crate::bytes::{Taker, checksum, letters, of_letters, put_number, put_text};
use crate::read::{DAYS, MOST_ITEMS};
use holdwell_library::{LONGEST_TEXT, unseen};
use holdwell_model::Id;

/// The marks, as they are written and as they are found. No other letter of a code is a U.
const BEGIN: (&str, &str) = ("Holdwell-diary-U", "HOLDWELLDIARYU");
const END: (&str, &str) = ("U-end", "UEND");
const VERSION: u8 = 1;
/// Letters in a group, and groups in a line.
const GROUP: usize = 5;
const LINE: usize = 8;
/// The longest text in which a code is looked for, in bytes.
const LONGEST: usize = 1 << 20;
const FIRST_DAY: Date = DAYS.0;
const NO_PAIN_TOLD: u8 = 15;
/// In which order the words for an item are numbered.
const DID: [Did; 4] = [Did::Done, Did::Shortened, Did::Stopped, Did::LeftOut];

/// The reason why no diary is read from a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CodeFault {
    /// The text is longer than any message.
    TooLong,
    /// There is no beginning of a code in it.
    NoCode,
    /// A code begins and does not end.
    CutOff,
    /// A letter or more are missing, changed or too many.
    Damaged,
    /// The code was made by a newer Holdwell.
    Newer,
}

impl Diary {
    /// Makes the text that can be pasted into a message.
    pub fn code(&self) -> String {
        let mut bytes = self.bytes();
        bytes.extend(checksum(&bytes).to_le_bytes());
        let letters = letters(&bytes);
        let groups: Vec<&str> = (0..letters.len())
            .step_by(GROUP)
            .filter_map(|at| letters.get(at..).map(|rest| rest.get(..GROUP).unwrap_or(rest)))
            .collect();
        let lines: Vec<String> = groups.chunks(LINE).map(|line| line.join("-")).collect();
        format!("{}\n{}\n{}\n", BEGIN.0, lines.join("\n"), END.0)
    }

    /// Reads every diary whose code stands in a text, whatever else stands there. Several of one plan are joined.
    ///
    /// # Errors
    /// There is no code, or none that is whole.
    pub fn of_text(text: &str) -> Result<Vec<Self>, CodeFault> {
        if text.len() > LONGEST {
            return Err(CodeFault::TooLong);
        }
        let text: String =
            text.chars().filter(char::is_ascii_alphanumeric).map(|letter| letter.to_ascii_uppercase()).collect();
        let mut diaries: Vec<Self> = Vec::new();
        let mut fault = CodeFault::NoCode;
        for (at, _) in text.match_indices(BEGIN.1) {
            match of_code(text.get(at + BEGIN.1.len()..).unwrap_or_default()) {
                Ok(diary) => match diaries.iter_mut().find(|known| known.plan == diary.plan) {
                    Some(known) => drop(known.join(diary)),
                    None => diaries.push(diary),
                },
                Err(found) => fault = found,
            }
        }
        if diaries.is_empty() { Err(fault) } else { Ok(diaries) }
    }

    pub(super) fn bytes(&self) -> Vec<u8> {
        let mut bytes = vec![VERSION];
        bytes.extend(number_of(self.plan).to_be_bytes());
        put_number(&mut bytes, self.entries.len() as u32);
        let mut last = FIRST_DAY;
        for entry in &self.entries {
            put_number(&mut bytes, days_since(last, entry.day));
            last = entry.day;
            put(&mut bytes, entry);
        }
        bytes
    }
}

fn put(bytes: &mut Vec<u8>, entry: &DiaryEntry) {
    bytes.push(entry.time);
    put_number(bytes, entry.items.len() as u32);
    for four in entry.items.chunks(4) {
        let place = |did: &Did| DID.iter().position(|known| known == did).unwrap_or_default() as u8;
        bytes.push(four.iter().rev().fold(0, |byte, did| byte << 2 | place(did)));
    }
    let pain = |pain: Option<u8>| pain.unwrap_or(NO_PAIN_TOLD) & 15;
    bytes.push(pain(entry.before) << 4 | pain(entry.after));
    let worse = match entry.worse {
        None => 0,
        Some(false) => 1,
        Some(true) => 2,
    };
    bytes.push(worse);
    put_text(bytes, entry.word.as_deref().unwrap_or_default());
}

/// Reads the code at the beginning of a text of nothing but letters and digits.
fn of_code(text: &str) -> Result<Diary, CodeFault> {
    let (code, rest) = text.split_at(text.find('U').ok_or(CodeFault::CutOff)?);
    if !rest.starts_with(END.1) {
        // The next code begins before this one has ended, or a letter was changed.
        return Err(if rest.contains(END.1) { CodeFault::Damaged } else { CodeFault::CutOff });
    }
    let bytes = of_letters(code).ok_or(CodeFault::Damaged)?;
    let (bytes, sum) = bytes.split_last_chunk::<4>().ok_or(CodeFault::Damaged)?;
    if checksum(bytes) != u32::from_le_bytes(*sum) {
        return Err(CodeFault::Damaged);
    }
    match bytes.first() {
        Some(version) if *version > VERSION => Err(CodeFault::Newer),
        Some(&VERSION) => of_bytes(Taker(bytes.get(1..).unwrap_or_default())).ok_or(CodeFault::Damaged),
        _ => Err(CodeFault::Damaged),
    }
}

fn of_bytes(mut bytes: Taker<'_>) -> Option<Diary> {
    let id = u128::from_be_bytes(bytes.some(16)?.try_into().ok()?);
    let mut diary = Diary::new(format!("{id:032x}").parse().ok()?);
    let count = bytes.number()? as usize;
    let mut day = FIRST_DAY;
    for _ in 0..Some(count).filter(|count| *count <= MOST_ENTRIES)? {
        day = day_after(day, bytes.number()?)?;
        let entry = take(&mut bytes, day)?;
        if diary.put(entry).new == 0 {
            return None;
        }
    }
    bytes.0.is_empty().then_some(diary)
}

/// Returns the days from one to a later one.
pub(crate) fn days_since(one: Date, later: Date) -> u32 {
    one.until(later).map_or(0, |span| span.get_days().max(0) as u32)
}

/// Returns the day so many days later; `None` where no file has such a day.
pub(crate) fn day_after(one: Date, days: u32) -> Option<Date> {
    // Two hundred years, as in a file.
    let days = Some(days).filter(|days| *days < 73_050)?;
    one.checked_add(i64::from(days).days()).ok().filter(|day| *day <= DAYS.1)
}

fn take(bytes: &mut Taker<'_>, day: Date) -> Option<DiaryEntry> {
    let time = bytes.byte().filter(|time| (1..=MOST_TIMES).contains(time))?;
    let count = bytes.number()? as usize;
    let packed = bytes.some(Some(count).filter(|count| *count <= MOST_ITEMS)?.div_ceil(4))?;
    let did = |place: usize| Some(DID[usize::from(packed.get(place / 4)? >> (place % 4 * 2) & 3)]);
    let items = (0..count).map(did).collect::<Option<_>>()?;
    let pain = bytes.byte()?;
    let [before, after] = [pain >> 4, pain & 15];
    if [before, after].iter().any(|pain| *pain > 10 && *pain != NO_PAIN_TOLD) {
        return None;
    }
    let told = |pain: u8| Some(pain).filter(|pain| *pain != NO_PAIN_TOLD);
    let worse = match bytes.byte()? {
        0 => None,
        1 => Some(false),
        2 => Some(true),
        _ => return None,
    };
    let word = bytes.text()?;
    if word.chars().count() > LONGEST_TEXT || unseen(&word).is_some() {
        return None;
    }
    let word = Some(word.trim().to_owned()).filter(|word| !word.is_empty());
    Some(DiaryEntry { day, time, items, before: told(before), after: told(after), worse, word })
}

/// Returns the id as a number; the model knows it as text only.
pub(crate) fn number_of(id: Id) -> u128 {
    u128::from_str_radix(&id.to_string().replace('-', ""), 16).unwrap_or_default()
}
