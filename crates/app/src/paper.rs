//! The ticks of a sheet of paper, typed in: a row for a day, read into a diary.

use std::collections::{BTreeMap, BTreeSet};

use holdwell_home::{Diary, DiaryEntry, Did, HomePlan};
use holdwell_model::Arc;
use jiff::ToSpan as _;
use jiff::civil::Date;

/// The longest word about a day, in letters.
pub const LONGEST_WORD: usize = 300;
/// Days that are shown at once, as on the sheet.
const WEEK: i64 = 7;
/// Number of the entries of paper, which has one row for a day. Whatever has a clock begins with the next one.
const TIME: u8 = 1;

/// The cells of a row, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Cell {
    /// Column for done or not.
    Done,
    /// Pain before.
    Before,
    /// Pain after.
    After,
    /// Column for new or worse.
    Worse,
    /// A word about it.
    Word,
}

/// A row as it is typed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Row {
    /// `d` for done, `s` for shortened, `n` for not.
    pub done: String,
    /// Pain before, 0 to 10.
    pub before: String,
    /// Pain after, 0 to 10.
    pub after: String,
    /// `y` where anything was new or worse, `n` where nothing was.
    pub worse: String,
    /// A word about it.
    pub word: String,
}

/// The sheet of one plan, as it is typed in.
#[derive(Debug, Clone, PartialEq)]
pub struct Paper {
    plan: Arc<HomePlan>,
    /// The rows that were there before anybody typed.
    before: BTreeMap<Date, Row>,
    rows: BTreeMap<Date, Row>,
    /// The days of which the diary says something already, from wherever.
    known: BTreeSet<Date>,
    /// The first day that is shown.
    shown: Date,
    today: Date,
}

impl Cell {
    /// Every cell of a row.
    pub const ALL: [Self; 5] = [Self::Done, Self::Before, Self::After, Self::Worse, Self::Word];

    /// Returns the word above the column.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Done => "Done",
            Self::Before => "Before",
            Self::After => "After",
            Self::Worse => "Worse",
            Self::Word => "A word",
        }
    }

    /// Returns the cell to its right.
    pub fn next(self) -> Option<Self> {
        let place = Self::ALL.iter().position(|cell| *cell == self)?;
        Self::ALL.get(place + 1).copied()
    }

    /// Returns what would be right in it; `None` where what stands there can be read.
    pub fn problem(self, text: &str) -> Option<&'static str> {
        let text = text.trim();
        match self {
            _ if text.is_empty() => None,
            Self::Done => done(text).is_none().then_some("d, s or n"),
            Self::Before | Self::After => pain(text).is_none().then_some("0 to 10"),
            Self::Worse => yes(text).is_none().then_some("y or n"),
            Self::Word => None,
        }
    }

    /// Says if nothing can follow what stands in it, so that the keyboard goes on by itself. After 1 may come 0.
    pub fn is_whole(self, text: &str) -> bool {
        let text = text.trim();
        self != Self::Word && !text.is_empty() && self.problem(text).is_none() && (text != "1" || self == Self::Worse)
    }
}

impl Row {
    /// Returns the text of a cell, to be typed in.
    pub const fn cell_mut(&mut self, cell: Cell) -> &mut String {
        match cell {
            Cell::Done => &mut self.done,
            Cell::Before => &mut self.before,
            Cell::After => &mut self.after,
            Cell::Worse => &mut self.worse,
            Cell::Word => &mut self.word,
        }
    }

    fn cell(&self, cell: Cell) -> &str {
        match cell {
            Cell::Done => &self.done,
            Cell::Before => &self.before,
            Cell::After => &self.after,
            Cell::Worse => &self.worse,
            Cell::Word => &self.word,
        }
    }

    fn of(entry: &DiaryEntry) -> Self {
        let pain = |pain: Option<u8>| pain.map_or_else(String::new, |pain| pain.to_string());
        let letter = |did: Did| match did {
            Did::Done => "d",
            Did::Shortened | Did::Stopped => "s",
            Did::LeftOut => "n",
        };
        let did = if entry.items.contains(&Did::LeftOut) && entry.was_done() {
            Some(Did::Shortened)
        } else {
            entry.items.iter().max().copied()
        };
        Self {
            done: did.map_or("", letter).to_owned(),
            before: pain(entry.before),
            after: pain(entry.after),
            worse: entry.worse.map_or("", |worse| if worse { "y" } else { "n" }).to_owned(),
            word: entry.word.clone().unwrap_or_default(),
        }
    }

    fn entry(&self, day: Date, items: usize) -> DiaryEntry {
        let did = done(self.done.trim());
        DiaryEntry {
            items: did.map_or_else(Vec::new, |did| vec![did; items]),
            before: pain(self.before.trim()),
            after: pain(self.after.trim()),
            worse: yes(self.worse.trim()),
            word: Some(self.word.trim().to_owned()).filter(|word| !word.is_empty()),
            ..DiaryEntry::new(day, TIME)
        }
    }

    fn is_empty(&self) -> bool {
        Cell::ALL.iter().all(|cell| self.cell(*cell).trim().is_empty())
    }
}

impl Paper {
    /// Begins with what is known of the plan already, at the first week in which a day is missing.
    pub fn new(plan: Arc<HomePlan>, known: &Diary, today: Date) -> Self {
        let of_paper = known.entries().iter().filter(|entry| entry.time == TIME);
        let before: BTreeMap<Date, Row> = of_paper.map(|entry| (entry.day, Row::of(entry))).collect();
        let first = plan.from.unwrap_or(plan.made).min(today);
        let last = plan.until.map_or(today, |until| until.min(today)).max(first);
        let has = |day: Date| known.entries().iter().any(|entry| entry.day == day);
        let days = || std::iter::successors(Some(first), |day| day.tomorrow().ok()).take_while(|day| *day <= last);
        let missing = days().find(|day| !has(*day)).unwrap_or(last);
        let weeks = missing.since(first).map_or(0, |span| i64::from(span.get_days())) / WEEK;
        let shown = first.checked_add((weeks * WEEK).days()).unwrap_or(first);
        let known = known.entries().iter().map(|entry| entry.day).collect();
        Self { plan, rows: before.clone(), before, known, shown, today }
    }

    /// Returns the plan.
    pub const fn plan(&self) -> &Arc<HomePlan> {
        &self.plan
    }

    /// Lists the days that are shown: a week, and no day that has not come yet.
    pub fn days(&self) -> Vec<Date> {
        let week = std::iter::successors(Some(self.shown), |day| day.tomorrow().ok()).take(WEEK as usize);
        week.filter(|day| *day <= self.today).collect()
    }

    /// Says if the diary has something of a day already.
    pub fn is_known(&self, day: Date) -> bool {
        self.known.contains(&day)
    }

    /// Returns the row of a day.
    pub fn row(&mut self, day: Date) -> &mut Row {
        self.rows.entry(day).or_default()
    }

    /// Says if there is a week before or after the one that is shown.
    pub fn has_week(&self, later: bool) -> bool {
        self.week(later).is_some()
    }

    /// Shows the week before or after.
    pub fn turn(&mut self, later: bool) {
        self.shown = self.week(later).unwrap_or(self.shown);
    }

    fn week(&self, later: bool) -> Option<Date> {
        let other = self.shown.checked_add(if later { WEEK.days() } else { (-WEEK).days() }).ok()?;
        // Whoever began before the plan was made has a week more.
        let first = self.plan.from.unwrap_or(self.plan.made).min(self.today).checked_sub(WEEK.days()).ok()?;
        (other <= self.today && other >= first).then_some(other)
    }

    /// Returns true where something stands in a cell that cannot be read.
    pub fn is_wrong(&self) -> bool {
        self.rows.values().any(|row| Cell::ALL.iter().any(|cell| cell.problem(row.cell(*cell)).is_some()))
    }

    /// Returns what was typed, as a diary: the rows that say something else than before.
    pub fn diary(&self) -> Diary {
        let mut diary = Diary::new(self.plan.id);
        for (day, row) in &self.rows {
            let before = self.before.get(day);
            if before != Some(row) && !(before.is_none() && row.is_empty()) {
                let _new = diary.put(row.entry(*day, self.plan.items.len()));
            }
        }
        diary
    }
}

fn done(text: &str) -> Option<Did> {
    match text.to_lowercase().as_str() {
        "d" | "x" | "y" => Some(Did::Done),
        "s" => Some(Did::Shortened),
        "n" | "-" => Some(Did::LeftOut),
        _ => None,
    }
}

fn pain(text: &str) -> Option<u8> {
    text.parse().ok().filter(|pain| *pain <= 10)
}

fn yes(text: &str) -> Option<bool> {
    match text.to_lowercase().as_str() {
        "y" | "x" | "1" => Some(true),
        "n" | "-" | "0" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use holdwell_home::Asked;
    use holdwell_library::Library;
    use jiff::civil::date;

    use super::*;

    fn plan() -> Arc<HomePlan> {
        let library = Library::builtin();
        let id = "018f2b6e-0000-7000-8000-000000000001".parse().unwrap();
        let asked = Asked { from: Some(date(2026, 1, 1)), ..Asked::plain(id, date(2026, 1, 1)) };
        Arc::new(HomePlan::make(library.routine("low-back-at-home").unwrap(), &library, asked).unwrap())
    }

    fn typed(paper: &mut Paper, day: i8, cells: [&str; 5]) {
        for (cell, text) in Cell::ALL.into_iter().zip(cells) {
            text.clone_into(paper.row(date(2026, 1, day)).cell_mut(cell));
        }
    }

    #[test]
    fn what_is_typed_becomes_a_diary() {
        let plan = plan();
        let mut paper = Paper::new(Arc::clone(&plan), &Diary::new(plan.id), date(2026, 1, 5));
        assert_eq!(paper.days().len(), 5, "no day that has not come yet");
        typed(&mut paper, 1, ["d", "5", "3", "n", ""]);
        typed(&mut paper, 2, ["S", "10", "", "y", " tingling "]);
        typed(&mut paper, 3, ["n", "", "", "", ""]);
        let diary = paper.diary();
        let [first, second, third] = diary.entries() else { panic!("{diary:?}") };
        assert_eq!(
            (&first.items, first.before, first.after, first.worse),
            (&vec![Did::Done; 4], Some(5), Some(3), Some(false))
        );
        assert_eq!((second.items[0], second.before, second.after), (Did::Shortened, Some(10), None));
        assert_eq!((second.worse, second.word.as_deref()), (Some(true), Some("tingling")));
        assert!(!third.was_done() && third.items.len() == 4);
    }

    #[test]
    fn only_rows_that_changed_are_given_and_known_ones_stand_there() {
        let plan = plan();
        let mut first = Paper::new(Arc::clone(&plan), &Diary::new(plan.id), date(2026, 1, 5));
        for day in 1..=5 {
            typed(&mut first, day, ["d", "4", "2", "n", "as ever"]);
        }
        let known = first.diary();
        let mut again = Paper::new(Arc::clone(&plan), &known, date(2026, 1, 9));
        assert_eq!(again.row(date(2026, 1, 2)).before, "4");
        assert_eq!(again.diary(), Diary::new(plan.id), "nothing was typed");
        typed(&mut again, 2, ["d", "4", "3", "n", "as ever"]);
        assert_eq!(again.diary().entries().len(), 1);
    }

    #[test]
    fn weeks_are_turned_from_the_first_day_that_is_missing() {
        let plan = plan();
        let mut whole = Diary::new(plan.id);
        for day in 1..=8 {
            let _new = whole.put(DiaryEntry::new(date(2026, 1, day), 1));
        }
        let mut paper = Paper::new(Arc::clone(&plan), &whole, date(2026, 1, 12));
        assert_eq!(paper.days().first(), Some(&date(2026, 1, 8)));
        assert!(paper.is_known(date(2026, 1, 8)) && !paper.is_known(date(2026, 1, 9)));
        assert!(!paper.has_week(true));
        paper.turn(false);
        assert_eq!((paper.days().first(), paper.days().len()), (Some(&date(2026, 1, 1)), 7));
        assert!(paper.has_week(true));
    }

    #[test]
    fn a_cell_says_what_would_be_right_and_when_it_is_whole() {
        let plan = plan();
        let mut paper = Paper::new(Arc::clone(&plan), &Diary::new(plan.id), date(2026, 1, 5));
        typed(&mut paper, 1, ["d", "11", "", "", ""]);
        assert!(paper.is_wrong());
        assert_eq!(Cell::Before.problem("11"), Some("0 to 10"));
        assert_eq!((Cell::Done.problem("q"), Cell::Worse.problem("q")), (Some("d, s or n"), Some("y or n")));
        let whole = |cell: Cell, texts: &[&str]| texts.iter().map(|text| cell.is_whole(text)).collect::<Vec<_>>();
        assert_eq!(whole(Cell::Before, &["", "1", "10", "7", "77"]), [false, false, true, true, false]);
        assert_eq!(whole(Cell::Done, &["d", "q"]), [true, false]);
        assert!(!Cell::Word.is_whole("a"));
    }
}
