//! Joining what two computers wrote of one session's note before anybody signed it. A text is gone only where whoever
//! wrote in its place, or put it away, knew of it; of two that did not know of each other both stay. Joining is the same
//! in any order, and twice is once.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::Save;
use crate::format::{NoteRow, Stored as _};
use holdwell_model::Id;
use holdwell_store::NoteText;

/// The last stamp of each author that went into a note.
pub(crate) type Seen = BTreeMap<String, i64>;

/// A text with the saving that wrote it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Draft<T> {
    pub(crate) save: Save,
    pub(crate) text: T,
}

/// What is written of a note and not signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Drafts {
    seen: Seen,
    /// Client whose session it was when the text that counts was written, as far as is known.
    pub(crate) whose: Option<Id>,
    /// The texts, the last first: that one counts. There are more only where computers wrote apart.
    pub(crate) texts: Vec<Draft<NoteText>>,
    /// Addenda that were begun, the last first.
    pub(crate) begun: Vec<Draft<String>>,
}

impl Drafts {
    /// Begins with one text.
    pub(crate) fn begin(text: NoteText, save: Save) -> Self {
        let seen = [(save.by.clone(), save.at)].into();
        Self { seen, whose: None, texts: vec![Draft { save, text }], begun: Vec::new() }
    }

    /// Reads them from a row: of when and whom its text is, and what else stands in it.
    pub(crate) fn of_row(saved: i64, author: &str, row: NoteRow) -> Self {
        let mut drafts = Self::begin(row.text, Save { at: saved, by: author.to_owned() });
        drafts.whose = row.whose;
        drafts.seen.extend(row.seen);
        drafts.texts.extend(row.others.into_iter().map(Draft::of));
        drafts.begun = row.begun.into_iter().map(Draft::of).collect();
        drafts
    }

    /// Reads the row of a file; `None` where it says of itself what cannot be.
    pub(crate) fn of_file(saved: i64, author: &str, whole: &str) -> Option<Self> {
        let drafts = Self::of_row(saved, author, NoteRow::read(whole).ok()?);
        let mut saves = drafts.texts.iter().map(|one| &one.save).chain(drafts.begun.iter().map(|one| &one.save));
        let is_first = drafts.texts.is_sorted_by(|one, next| one > next);
        (is_first && saves.all(|save| has_seen(&drafts.seen, save))).then_some(drafts)
    }

    /// Returns the saving of the text that counts, and what stands in the row beside it.
    pub(crate) fn to_row(&self) -> Option<(&Save, NoteRow)> {
        let (first, others) = self.texts.split_first()?;
        let row = NoteRow {
            text: first.text.clone(),
            whose: self.whose,
            seen: self.seen.clone(),
            others: others.iter().map(Draft::parts).collect(),
            begun: self.begun.iter().map(Draft::parts).collect(),
        };
        Some((&first.save, row))
    }

    /// Writes a text in the place of the one that counts. What another computer wrote stays beside it where it is not
    /// what the text was made of: whoever writes has not seen it.
    pub(crate) fn write(&mut self, was: Option<&NoteText>, text: &NoteText, (by, now): (&str, i64)) {
        let Some(first) = self.texts.first() else { return };
        if first.text == *text {
            return;
        }
        if first.save.by == by || was.is_some_and(|was| was.is_same_text(&first.text)) {
            self.texts.remove(0);
        }
        let save = self.next(by, now);
        self.texts.insert(0, Draft { save, text: text.clone() });
    }

    /// Puts a text away that another computer wrote. `instead` counts in its place where it was the one that counted.
    pub(crate) fn put_away(&mut self, text: &NoteText, instead: Option<&NoteText>, author: (&str, i64)) {
        let counts = self.texts.first().is_some_and(|first| first.text.is_same_text(text));
        if let Some(instead) = instead.filter(|_| counts) {
            self.texts.retain(|one| !one.text.is_same_text(text));
            let save = self.next(author.0, author.1);
            self.texts.insert(0, Draft { save, text: instead.clone() });
        } else if !counts {
            self.texts.retain(|one| !one.text.is_same_text(text));
        }
    }

    /// Takes that back: the text stands beside the one that counts.
    pub(crate) fn take_back(&mut self, text: &NoteText, (by, now): (&str, i64)) {
        if self.texts.is_empty() || self.texts.iter().any(|one| one.text.is_same_text(text)) {
            return;
        }
        let save = self.next(by, now);
        self.texts.insert(1, Draft { save, text: text.clone() });
        self.confirm((by, now));
    }

    /// Lets the text that counts count from now on.
    pub(crate) fn confirm(&mut self, (by, now): (&str, i64)) {
        let save = self.next(by, now);
        self.texts.iter_mut().take(1).for_each(|first| first.save = save.clone());
    }

    /// Keeps an addendum that was begun, in the place of what it was.
    pub(crate) fn begin_addendum(&mut self, was: &str, now: &str, (by, at): (&str, i64)) {
        self.begun.retain(|one| one.text != was && one.text != now);
        if !now.trim().is_empty() {
            let save = self.next(by, at);
            self.begun.insert(0, Draft { save, text: now.to_owned() });
        }
    }

    fn next(&mut self, by: &str, now: i64) -> Save {
        let last = self.seen.values().copied().max().unwrap_or(0);
        let save = Save { at: now.max(last.saturating_add(1)), by: by.to_owned() };
        let _before = self.seen.insert(save.by.clone(), save.at);
        save
    }

    /// Joins them with what another computer has.
    pub(crate) fn join(&self, other: &Self) -> Self {
        let mut texts = join((&self.texts, &self.seen), (&other.texts, &other.seen));
        if texts.is_empty() {
            texts.extend(self.texts.iter().chain(&other.texts).max().cloned());
        }
        let begun = join((&self.begun, &self.seen), (&other.begun, &other.seen));
        let mut seen = self.seen.clone();
        for (by, at) in &other.seen {
            let last = seen.entry(by.clone()).or_insert(*at);
            *last = (*last).max(*at);
        }
        let counts = |drafts: &&Self| drafts.texts.first() == texts.first();
        let whose = [self, other].into_iter().filter(counts).filter_map(|drafts| drafts.whose).max();
        Self { seen, whose, texts, begun }
    }
}

impl<T: Clone> Draft<T> {
    /// Returns the instant of its saving, as far as it is one.
    pub(crate) fn at(&self) -> Timestamp {
        Timestamp::from_millisecond(self.save.at).unwrap_or_default()
    }

    fn of((at, by, text): (i64, String, T)) -> Self {
        Self { save: Save { at, by }, text }
    }

    fn parts(&self) -> (i64, String, T) {
        (self.save.at, self.save.by.clone(), self.text.clone())
    }
}

fn has_seen(seen: &Seen, save: &Save) -> bool {
    seen.get(&save.by).is_some_and(|last| *last >= save.at)
}

fn join<T: Clone + Ord>(here: (&[Draft<T>], &Seen), there: (&[Draft<T>], &Seen)) -> Vec<Draft<T>> {
    let stays = |one: &&Draft<T>, (others, seen): (&[Draft<T>], &Seen)| {
        others.iter().any(|other| other.save == one.save) || !has_seen(seen, &one.save)
    };
    let ours = here.0.iter().filter(|one| stays(one, there));
    let theirs = there.0.iter().filter(|one| stays(one, here));
    let mut all: Vec<Draft<T>> = ours.chain(theirs).cloned().collect();
    all.sort();
    all.dedup();
    all.reverse();
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn text(words: &str) -> NoteText {
        NoteText { plan: words.to_owned(), ..NoteText::default() }
    }

    fn plans(drafts: &Drafts) -> Vec<&str> {
        drafts.texts.iter().map(|one| one.text.plan.as_str()).collect()
    }

    #[test]
    fn what_was_written_knowing_of_the_other_takes_its_place() {
        let first = Drafts::begin(text("one"), Save { at: 10, by: "desk".to_owned() });
        let mut other = first.clone();
        // The other clock is wrong.
        other.write(Some(&text("one")), &text("two"), ("lap", 3));
        assert_eq!(plans(&first.join(&other)), ["two"]);
        assert_eq!(first.join(&other), other.join(&first));
    }

    #[test]
    fn of_two_that_did_not_know_of_each_other_both_stay_until_one_is_put_away() {
        let desk = Drafts::begin(text("desk"), Save { at: 10, by: "desk".to_owned() });
        let lap = Drafts::begin(text("lap"), Save { at: 20, by: "lap".to_owned() });
        let mut both = desk.join(&lap);
        assert_eq!(plans(&both), ["lap", "desk"]);
        both.write(Some(&text("lap")), &text("lap and more"), ("desk", 30));
        assert_eq!(plans(&both), ["lap and more", "desk"]);
        both.put_away(&text("desk"), None, ("desk", 31));
        assert_eq!(plans(&both), ["lap and more"]);
        assert_eq!(plans(&both.join(&desk)), ["lap and more"]);
        assert_eq!(plans(&both.join(&lap)), ["lap and more"]);
        both.take_back(&text("desk"), ("desk", 32));
        assert_eq!(plans(&both), ["lap and more", "desk"]);
    }

    #[test]
    fn whoever_writes_without_having_seen_what_came_leaves_it_beside() {
        let desk = Drafts::begin(text("desk"), Save { at: 10, by: "desk".to_owned() });
        let lap = Drafts::begin(text("lap"), Save { at: 20, by: "lap".to_owned() });
        let mut came = desk.join(&lap);
        came.write(Some(&text("desk")), &text("desk and more"), ("desk", 30));
        assert_eq!(plans(&came), ["desk and more", "lap", "desk"]);
    }

    proptest! {
        #[test]
        fn any_order_gives_the_same(deeds in prop::collection::vec((0..3_usize, 0..3_usize, 0..5_u8), 1..20)) {
            let names = ["a", "b", "c"];
            let mut all: Vec<Drafts> =
                names.iter().zip(1..).map(|(by, at)| Drafts::begin(text(by), Save { at, by: (*by).to_owned() })).collect();
            let mut states = all.clone();
            for (place, (on, from, what)) in deeds.into_iter().enumerate() {
                let (by, other) = (names[on], all[from].clone());
                let one = &mut all[on];
                match what {
                    0 | 1 => {
                        let was = one.texts[0].text.clone();
                        one.write(Some(&was), &text(&format!("text {place}")), (by, 5));
                    }
                    2 => {
                        let last = one.texts.last().unwrap().text.clone();
                        one.put_away(&last, None, (by, 5));
                    }
                    3 => one.begin_addendum("", &format!("begun {place}"), (by, 5)),
                    _ => *one = one.join(&other),
                }
                states.push(one.clone());
            }
            let joined = states.iter().skip(1).fold(states[0].clone(), |all, one| all.join(one));
            let other = states.iter().rev().skip(1).fold(states.last().unwrap().clone(), |all, one| all.join(one));
            prop_assert_eq!(&joined, &other);
            prop_assert_eq!(&joined.join(&other), &joined);
            let (save, row) = joined.to_row().unwrap();
            let again = Drafts::of_file(save.at, &save.by, &row.write().unwrap());
            prop_assert_eq!(again, Some(joined.clone()));
        }
    }
}
