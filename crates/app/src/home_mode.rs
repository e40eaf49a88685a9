//! Home mode: a client's own computer, with one plan and the diary beside it.
//!
//! There is no vault and no other client. The plan is read once; the diary is written whole after every change.

mod diary_file;

use std::collections::BTreeMap;
use std::io;
use std::path::Path;
use std::sync::OnceLock;

use holdwell_audio::Speech;
use holdwell_engine::View;
use holdwell_files::{Content, recognize, shown};
use holdwell_home::{Diary, DiaryEntry, Did, HomeItem, HomePlan, LARGEST_PLAN, Problem, Sign};
use holdwell_model::{Arc, Millis};
use jiff::civil::Date;
use jiff::{ToSpan as _, Zoned};

use crate::text;
use diary_file::DiaryFile;

pub use holdwell_web::{said, scene};

/// Days between two times at which the signs of something graver are asked for.
const WEEK: i64 = 7;

/// A plan and its diary, as they lie on the disk.
#[derive(Debug, Clone)]
pub struct AtHome {
    /// The plan.
    pub plan: HomePlan,
    /// Texts of the plan that the therapist has recorded, once they are asked for.
    recorded: OnceLock<Arc<BTreeMap<String, Speech>>>,
    file: DiaryFile,
}

/// A day of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CalendarDay {
    /// The day.
    pub day: Date,
    /// State of the day.
    pub state: DayState,
}

/// State of a day in the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayState {
    /// A day on which something was done.
    Done,
    /// A day of which nothing is written; it may have been a day off.
    Open,
    /// A day that is still to come, or outside the plan.
    Outside,
}

/// Says if a file is a home plan, so that it opens in home mode.
pub fn is_home_plan(path: &Path) -> bool {
    let bytes = holdwell_files::read(path, LARGEST_PLAN as u64);
    bytes.is_ok_and(|bytes| recognize(&bytes) == Some(Content::HomePlan))
}

impl AtHome {
    /// Reads a plan, and the diary that lies beside it. A diary that cannot be read keeps nobody from the plan.
    ///
    /// # Errors
    /// Sentences about what is wrong with the plan.
    pub fn read(path: &Path) -> Result<Self, Vec<String>> {
        let name = shown(path);
        let bytes = holdwell_files::read(path, LARGEST_PLAN as u64)
            .map_err(|error| vec![format!("{name}: {}", text::read_error(error))])?;
        let plan = HomePlan::read(&bytes).map_err(|problems| told(&name, &problems))?;
        let file = DiaryFile::beside(path, plan.id);
        Ok(Self { plan, recorded: OnceLock::new(), file })
    }

    /// Returns the diary.
    pub const fn diary(&self) -> &Diary {
        &self.file.diary
    }

    /// Returns the name of a file that has the diary's name and is none of this plan; it stays as it is.
    pub fn passed_over(&self) -> Option<&str> {
        self.file.passed_over.as_deref()
    }

    /// Puts an entry into the diary and writes it, wholly or not at all.
    ///
    /// # Errors
    /// The file cannot be written. The entry is in the diary all the same.
    pub fn keep(&mut self, entry: DiaryEntry) -> io::Result<()> {
        self.file.keep(entry)
    }

    /// Writes the diary to another file, for the therapist.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn save_diary(&self, file: &Path) -> io::Result<()> {
        diary_file::write(self.diary(), file)
    }

    /// Returns the texts that the therapist has recorded. They are decoded when this is first asked for.
    pub fn recorded(&self) -> Arc<BTreeMap<String, Speech>> {
        Arc::clone(self.recorded.get_or_init(|| Arc::new(holdwell_web::own_speech(&self.plan))))
    }

    /// Begins an entry: its number is the hour, so that what two devices keep of a day differs. The first number is the
    /// paper's.
    pub fn entry(&self, now: &Zoned) -> DiaryEntry {
        let day = now.date();
        let taken = |time: u8| self.diary().entries().iter().any(|entry| entry.key() == (day, time));
        let hour = now.hour().unsigned_abs().max(1);
        let time = (0..23).map(|later| 2 + (hour - 1 + later) % 23).find(|time| !taken(*time));
        DiaryEntry::new(day, time.unwrap_or(24))
    }

    /// Lists the signs to ask for before today's session: once a week, and again where nothing was done since.
    pub fn signs(&self, today: Date) -> &[Sign] {
        let first = self.plan.from.unwrap_or(self.plan.made);
        let days = first.until(today).map_or(0, |span| i64::from(span.get_days()));
        let week = first.checked_add((days.div_euclid(WEEK) * WEEK).days()).unwrap_or(first);
        let is_asked =
            self.diary().entries().iter().any(|entry| (week..=today).contains(&entry.day) && entry.was_done());
        if is_asked { &[] } else { &self.plan.signs }
    }

    /// Returns the weeks of the plan until today's, from Monday on, at most eight.
    pub fn calendar(&self, today: Date) -> Vec<[CalendarDay; 7]> {
        let first = self.plan.from.unwrap_or(self.plan.made).min(today);
        let monday = |day: Date| {
            let since = i64::from(day.weekday().to_monday_zero_offset());
            day.checked_sub(since.days()).unwrap_or(day)
        };
        let latest = monday(today).checked_sub((7 * WEEK).days()).unwrap_or(first);
        let begin = monday(first).max(latest);
        let weeks = std::iter::successors(Some(begin), |day| day.checked_add(WEEK.days()).ok());
        let day = |monday: Date, place: i64| {
            let day = monday.checked_add(place.days()).unwrap_or(monday);
            let is_done = self.diary().entries().iter().any(|entry| entry.day == day && entry.was_done());
            let is_inside = day >= first && day <= today;
            let state = match (is_done, is_inside) {
                (true, _) => DayState::Done,
                (false, true) => DayState::Open,
                (false, false) => DayState::Outside,
            };
            CalendarDay { day, state }
        };
        let weeks = weeks.take_while(|monday| *monday <= today);
        weeks.map(|monday| std::array::from_fn(|place| day(monday, place as i64))).collect()
    }
}

fn told(file: &str, problems: &[Problem]) -> Vec<String> {
    problems.iter().map(|problem| text::home::home_problem(file, problem)).collect()
}

/// Returns the item of a session that is in focus.
pub fn item<'a>(plan: &'a HomePlan, view: &View) -> Option<&'a HomeItem> {
    let number = view.step()?.number;
    plan.items.iter().find(|item| item.step.number == number)
}

/// Returns what became of each item of the plan in a session, also of one that was stopped.
pub fn became(plan: &HomePlan, view: &View) -> Vec<Did> {
    plan.items.iter().map(|item| did(item, view)).collect()
}

fn did(item: &HomeItem, view: &View) -> Did {
    let is_its = |step: u32| view.plan().steps.get(step as usize).is_some_and(|step| step.number == item.step.number);
    let held: Millis = view.records().iter().filter(|record| is_its(record.step)).map(|record| record.held()).sum();
    let whole = item.step.timing.expected() * item.sides().len() as u64;
    let share = held.0 as f32 / whole.0.max(1) as f32;
    match share {
        share if share < 0.05 => Did::LeftOut,
        share if share > 0.9 => Did::Done,
        share if share > 0.5 => Did::Shortened,
        _ => Did::Stopped,
    }
}

#[cfg(test)]
mod tests {
    use holdwell_engine::{Command, Input, Options};
    use holdwell_home::{Asked, Share};
    use holdwell_library::Library;
    use holdwell_model::{Arc, SessionTime};
    use holdwell_testkit::Host;
    use jiff::civil::date;

    use super::DayState::{Done as D, Open as O, Outside as X};
    use super::*;

    fn plan() -> HomePlan {
        let library = Library::builtin();
        let id = "018f2b6e-0000-7000-8000-000000000001".parse().unwrap();
        let asked = Asked { from: Some(date(2026, 1, 1)), ..Asked::plain(id, date(2026, 1, 1)) };
        HomePlan::make(library.routine("low-back-at-home").unwrap(), &library, asked).unwrap()
    }

    fn at_home() -> (AtHome, tempfile::TempDir) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("my plan.holdwell");
        std::fs::write(&path, plan().write()).unwrap();
        (AtHome::read(&path).unwrap(), folder)
    }

    fn done(day: i8) -> DiaryEntry {
        DiaryEntry { items: vec![Did::Done; 4], ..DiaryEntry::new(date(2026, 1, day), 9) }
    }

    #[test]
    fn the_diary_lies_beside_the_plan_and_is_there_again() {
        let (mut home, folder) = at_home();
        home.keep(done(2)).unwrap();
        home.keep(done(3)).unwrap();
        let path = folder.path().join("my plan.holdwell");
        assert_eq!(AtHome::read(&path).unwrap().diary(), home.diary());
        let beside = folder.path().join("my plan.diary.json");
        assert!(beside.is_file() && is_home_plan(&path) && !is_home_plan(&beside));
    }

    #[test]
    fn what_is_no_diary_of_the_plan_stays_as_it_is_and_keeps_nobody_from_it() {
        let (_, folder) = at_home();
        let path = folder.path().join("my plan.holdwell");
        let beside = folder.path().join("my plan.diary.json");
        let other = Diary::new("018f2b6e-0000-7000-8000-000000000009".parse().unwrap()).write();
        for text in ["not a diary", other.as_str()] {
            std::fs::write(&beside, text).unwrap();
            let mut home = AtHome::read(&path).unwrap();
            assert_eq!(home.passed_over(), Some(shown(&beside).as_str()));
            home.keep(done(2)).unwrap();
            assert_eq!(std::fs::read_to_string(&beside).unwrap(), text);
            assert_eq!(AtHome::read(&path).unwrap().diary().days_done(), 1);
            std::fs::remove_file(folder.path().join("my plan.000001.diary.json")).unwrap();
        }
        // It was replaced while the window was open.
        std::fs::remove_file(&beside).unwrap();
        let mut home = AtHome::read(&path).unwrap();
        home.keep(done(2)).unwrap();
        std::fs::write(&beside, &other).unwrap();
        home.keep(done(3)).unwrap();
        assert_eq!(std::fs::read_to_string(&beside).unwrap(), other);
        assert_eq!(AtHome::read(&path).unwrap().diary().days_done(), 2);
    }

    #[test]
    fn two_windows_over_one_plan_lose_nothing() {
        let (mut one, folder) = at_home();
        let path = folder.path().join("my plan.holdwell");
        let mut other = AtHome::read(&path).unwrap();
        one.keep(done(2)).unwrap();
        other.keep(done(3)).unwrap();
        assert_eq!(AtHome::read(&path).unwrap().diary().days_done(), 2);
        assert_eq!(other.diary().days_done(), 2, "what the other one kept is seen");
    }

    #[test]
    fn an_entry_has_the_hour_and_never_that_of_another_or_of_paper() {
        let (mut home, _folder) = at_home();
        let now: Zoned = "2026-01-02T23:10[UTC]".parse().unwrap();
        assert_eq!(home.entry(&now).key(), (date(2026, 1, 2), 24));
        home.keep(home.entry(&now)).unwrap();
        assert_eq!(home.entry(&now).key(), (date(2026, 1, 2), 2), "the first is the paper's");
        let midnight: Zoned = "2026-01-03T00:10[UTC]".parse().unwrap();
        assert_eq!(home.entry(&midnight).key(), (date(2026, 1, 3), 2));
    }

    #[test]
    fn signs_are_asked_for_once_a_week() {
        let (mut home, _folder) = at_home();
        assert!(!home.plan.signs.is_empty());
        let asks = |home: &AtHome, day| !home.signs(date(2026, 1, day)).is_empty();
        assert!(asks(&home, 1) && asks(&home, 5), "until something was done");
        home.keep(done(5)).unwrap();
        assert!(!asks(&home, 5) && !asks(&home, 7));
        assert!(asks(&home, 8), "another week");
        home.keep(DiaryEntry { worse: Some(true), ..DiaryEntry::new(date(2026, 1, 8), 9) }).unwrap();
        assert!(asks(&home, 9), "nothing was done");
    }

    #[test]
    fn the_calendar_marks_done_days_and_no_others() {
        let (mut home, _folder) = at_home();
        home.keep(done(2)).unwrap();
        let calendar = home.calendar(date(2026, 1, 6));
        // 1 January 2026 is a Thursday.
        assert_eq!((calendar.len(), calendar[0][0].day), (2, date(2025, 12, 29)));
        let states: Vec<DayState> = calendar.iter().flatten().map(|day| day.state).collect();
        assert_eq!(states, [X, X, X, O, D, O, O, O, O, X, X, X, X, X]);
        assert_eq!(home.calendar(date(2027, 6, 1)).len(), 8, "the last weeks only");
    }

    #[test]
    fn what_became_of_each_item_follows_from_the_time_that_was_held() {
        let plan = plan();
        let session = Arc::new(plan.session(Share::Whole));
        let run = |millis: u64| {
            let mut host = Host::new(&session, Options::of(&session));
            host.tell(SessionTime::ZERO, Input::Command(Command::Advance));
            host.run_to(SessionTime(millis));
            host.tell(SessionTime(millis), Input::Command(Command::Stop));
            became(&plan, &host.engine.view())
        };
        assert_eq!(run(1000), [Did::LeftOut; 4]);
        let first = plan.items[0].length();
        assert_eq!(run(first.0 + 2000)[0], Did::Done);
        let settle = 62_000;
        let hold = plan.items[0].step.timing.expected().0;
        assert_eq!(run(settle + hold * 7 / 10)[0], Did::Shortened);
        assert_eq!(run(settle + hold / 4)[0], Did::Stopped);
    }
}
