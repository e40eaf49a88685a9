//! Diaries that come back: in a file, or in the text of a message.

use holdwell_files::{Content, recognize};
use holdwell_home::{Brought, CodeFault, Diary, DiaryEntry};

use crate::text::home::{code_fault, home_problem};

/// The longest file or message in which a diary is looked for, in bytes.
pub const LONGEST: u64 = 1 << 20;

/// Reads every diary in the bytes of a file, or of a message with one in it; `None` where there is none.
///
/// # Errors
/// Sentences about everything that is wrong with it; `file` names it there.
pub fn diaries(bytes: &[u8], file: &str) -> Option<Result<Vec<Diary>, Vec<String>>> {
    if recognize(bytes) == Some(Content::Diary) {
        let told = |problems: Vec<_>| problems.iter().map(|problem| home_problem(file, problem)).collect();
        return Some(Diary::read(bytes).map(|diary| vec![diary]).map_err(told));
    }
    match Diary::of_text(&String::from_utf8_lossy(bytes)) {
        Ok(diaries) => Some(Ok(diaries)),
        Err(CodeFault::NoCode | CodeFault::TooLong) => None,
        Err(fault) => Some(Err(vec![format!("{file}: {}", code_fault(fault))])),
    }
}

/// Returns the entries of a diary that are not in another one, or that say something else there.
pub fn news<'a>(came: &'a Diary, known: &Diary) -> Vec<&'a DiaryEntry> {
    let is_news = |entry: &&DiaryEntry| known.clone().put((*entry).clone()) != Brought::default();
    came.entries().iter().filter(is_news).collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn diary() -> Diary {
        let mut diary = Diary::new("018f2b6e-0000-7000-8000-000000000001".parse().unwrap());
        for day in 1..=3 {
            let entry = DiaryEntry { before: Some(4), ..DiaryEntry::new(date(2026, 1, day), 1) };
            assert_eq!(diary.put(entry), Brought { new: 1, changed: 0 });
        }
        diary
    }

    #[test]
    fn a_diary_is_found_in_a_file_and_in_a_message() {
        let diary = diary();
        let message = format!("Hello Jo,\n> {}\nbye", diary.code());
        for bytes in [diary.write(), message.clone()] {
            assert_eq!(diaries(bytes.as_bytes(), "it"), Some(Ok(vec![diary.clone()])));
        }
        assert_eq!(diaries(b"Hello Jo, all is well", "it"), None);
        let cut = message.split("U-end").next().unwrap();
        let Some(Err(said)) = diaries(cut.as_bytes(), "what was pasted") else { panic!() };
        assert!(said[0].starts_with("what was pasted: The end of the diary is missing"), "{said:?}");
        let Some(Err(said)) = diaries(br#"{"format": "holdwell-diary", "version": 9}"#, "d.json") else { panic!() };
        assert!(said[0].starts_with("d.json:1:"), "{said:?}");
    }

    #[test]
    fn only_what_is_new_or_other_is_news() {
        let known = diary();
        let mut came = diary();
        assert_eq!(news(&came, &known), Vec::<&DiaryEntry>::new());
        let other = DiaryEntry { before: Some(7), ..DiaryEntry::new(date(2026, 1, 2), 1) };
        let new = DiaryEntry::new(date(2026, 1, 5), 1);
        let _put = (came.put(other.clone()), came.put(new.clone()));
        assert_eq!(news(&came, &known), [&other, &new]);
    }
}
