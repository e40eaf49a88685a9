use jiff::civil::date;
use proptest::prelude::*;

use super::{Brought, CodeFault, Diary, DiaryEntry, Did};
use crate::tests::{id, mutated};

fn diary() -> Diary {
    let mut diary = Diary::new(id());
    for day in 1..=14_i8 {
        let items = vec![Did::Done, Did::Shortened, Did::Stopped, Did::LeftOut, Did::Done];
        let items = items.into_iter().cycle().skip(day as usize).take(4).collect();
        let worse = [None, Some(false), Some(true)][day as usize % 3];
        let word = (day % 5 == 0).then(|| "Slept better – danke".to_owned());
        let _new = diary.put(DiaryEntry {
            items,
            before: Some(5),
            after: (day % 2 == 0).then_some(3),
            worse,
            word,
            ..DiaryEntry::new(date(2026, 12, day), 1 + (day % 2) as u8)
        });
    }
    diary
}

#[test]
fn a_diary_comes_back_from_its_file_and_from_its_code() {
    let diary = diary();
    assert_eq!(Diary::read(diary.write().as_bytes()), Ok(diary.clone()));
    let code = diary.code();
    assert!(code.len() < 400, "{} letters", code.len());
    assert_eq!(Diary::of_text(&code), Ok(vec![diary]));
    assert_eq!(Diary::of_text(&Diary::new(id()).code()), Ok(vec![Diary::new(id())]));
}

#[test]
fn the_form_of_the_file_and_of_the_code_stays() {
    let (file, code) =
        (include_str!("../../tests/fixtures/diary-1.json"), include_str!("../../tests/fixtures/diary-1.txt"));
    assert_eq!([diary().write(), diary().code()], [file, code]);
}

#[test]
fn a_code_survives_what_messages_do_to_it() {
    let (diary, code) = (diary(), diary().code());
    let quoted: String = code.lines().flat_map(|line| ["> > ", line, "\r\n"]).collect();
    let narrow: Vec<String> = code.chars().collect::<Vec<_>>().chunks(17).map(|part| part.iter().collect()).collect();
    for text in [
        format!("Hello Jo,\nhere is my Holdwell diary, until Monday.\n\n{code}\nAnn\n-- \nsent from my phone"),
        quoted,
        narrow.join("\n"),
        code.to_lowercase(),
        code.replace('\n', " ").replace('-', ""),
        code.replace('0', "O").replace('1', "l"),
        code.replace('\n', "\u{a0}\u{200b}\n"),
        code.replace('-', "–"),
        format!("{code}{code}"),
        // An older message below, of which the end is gone.
        format!("{code}\nOn Monday you wrote:\n{}", code.get(..100).unwrap()),
    ] {
        assert_eq!(Diary::of_text(&text), Ok(vec![diary.clone()]), "{text}");
    }
}

#[test]
fn what_is_no_whole_code_says_so() {
    let code = diary().code();
    let fault = |text: &str| Diary::of_text(text).unwrap_err();
    assert_eq!(fault("Hello Jo, it went well"), CodeFault::NoCode);
    assert_eq!(fault(code.get(..90).unwrap()), CodeFault::CutOff);
    let place = code.find('\n').unwrap() + 30;
    let letter = if code.get(place..=place) == Some("7") { "8" } else { "7" };
    assert_eq!(
        fault(&format!("{}{letter}{}", code.get(..place).unwrap(), code.get(place + 1..).unwrap())),
        CodeFault::Damaged
    );
    assert_eq!(fault(&code.replacen("U\n0", "U\n00", 1)), CodeFault::Damaged);
    assert_eq!(fault(&"x".repeat(2 << 20)), CodeFault::TooLong);
    let mut bytes = diary().bytes();
    bytes[0] = 2;
    bytes.extend(crate::bytes::checksum(&bytes).to_le_bytes());
    assert_eq!(fault(&format!("HOLDWELLDIARYU{}UEND", crate::bytes::letters(&bytes))), CodeFault::Newer);
}

#[test]
fn what_is_read_twice_counts_once() {
    let mut known = Diary::new(id());
    assert_eq!(known.join(diary()), Brought { new: 14, changed: 0 });
    assert_eq!(known.join(diary()), Brought::default());
    let mut later = diary();
    let corrected = DiaryEntry { after: Some(1), ..later.entries()[3].clone() };
    let _changed = later.put(corrected);
    let _new = later.put(DiaryEntry::new(date(2026, 12, 20), 1));
    assert_eq!(known.join(later.clone()), Brought { new: 1, changed: 1 });
    assert_eq!(known, later);
    let other = Diary { plan: "018f0000-0000-7000-8000-00000000ffff".parse().unwrap(), ..diary() };
    assert_eq!(known.join(other), Brought::default());
    assert_eq!(known.days_done(), 14 - diary().entries().iter().filter(|one| !one.was_done()).count());
}

#[test]
fn whatever_somebody_types_can_be_read_again() {
    let mut diary = Diary::new(id());
    let typed = DiaryEntry {
        before: Some(99),
        word: Some("  two\nlines\u{200b} ".to_owned() + &"x".repeat(3000)),
        ..DiaryEntry::new(date(1970, 1, 1), 0)
    };
    let _new = diary.put(typed);
    assert!(diary.entries()[0].word.as_deref().unwrap().starts_with("two lines"));
    assert_eq!(Diary::read(diary.write().as_bytes()), Ok(diary.clone()));
    assert_eq!(Diary::of_text(&diary.code()), Ok(vec![diary]));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn five_hundred_mutated_diaries_are_read_or_refused(
        bytes in mutated(diary().write(), vec!["{", "}", "[", "]", "\"", ":", ",", "1", "null", "-1", "1e999"])
    ) {
        match Diary::read(&bytes) {
            Ok(diary) => {
                prop_assert_eq!(Diary::read(diary.write().as_bytes()), Ok(diary.clone()));
                prop_assert_eq!(Diary::of_text(&diary.code()), Ok(vec![diary]));
            }
            Err(problems) => prop_assert!((1..=50).contains(&problems.len())),
        }
    }

    /// A wrong letter is found: what is read is what was written.
    #[test]
    fn five_hundred_mutated_codes_are_the_diary_or_refused(
        bytes in mutated(diary().code(), vec!["U", "0", "-", "\n", ">", " ", "A", "U-end"])
    ) {
        if let Ok(read) = Diary::of_text(&String::from_utf8_lossy(&bytes)) {
            prop_assert_eq!(read, vec![diary()]);
        }
    }

    /// Bytes with a right checksum that nobody wrote.
    #[test]
    fn made_up_bytes_do_no_harm(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let mut bytes = [vec![1], vec![0; 16], bytes].concat();
        bytes.extend(crate::bytes::checksum(&bytes).to_le_bytes());
        let text = format!("HOLDWELLDIARYU{}UEND", crate::bytes::letters(&bytes));
        if let Ok(read) = Diary::of_text(&text) {
            prop_assert_eq!(Diary::of_text(&read[0].code()), Ok(read.clone()));
        }
    }
}
