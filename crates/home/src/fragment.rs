//! A plan in so few letters that they fit behind the `#` of an address, and into a QR: ids and times. The words come from
//! the library of whoever reads it, so that only what the library knows comes back with its drawing and its cautions.

use jiff::civil::Date;

use crate::bytes::{Taker, checksum, letters, of_letters, put_number, put_text};
use crate::diary::{day_after, days_since, number_of};
use crate::read::DAYS;
use crate::words::{SIDE_ORDERS, SIDES, TECHNIQUES};
use crate::{Asked, CodeFault, HomeItem, HomePlan, Refused};
use holdwell_library::Library;
use holdwell_model::{Audience, Millis, Phases, RepWork, Routine, Setting, Step, StepContact, Technique, Timing, What};

const VERSION: u8 = 1;
/// In the place of the number of contacts: the step is that of the routine.
const AS_IN_ROUTINE: u8 = 127;
/// The most letters that are read.
const LONGEST: usize = 64 << 10;

/// The reason why no plan is made of a fragment.
#[derive(Debug, Clone, PartialEq)]
pub enum FragmentFault {
    /// The letters are not those of a plan.
    Code(CodeFault),
    /// The library does not know what is in it.
    Refused(Refused),
    /// The library has the routine otherwise than it was given: other items, sides or times.
    AnotherLibrary,
}

impl HomePlan {
    /// Writes the plan as letters and digits. Recorded words stay out, and so does what is as in a routine of the library:
    /// whoever reads it has the same.
    pub fn fragment(&self, library: &Library) -> String {
        let routine = library.routine(&self.routine);
        let same = routine.and_then(|routine| Self::make(routine, library, Asked::plain(self.id, self.made)).ok());
        let title = if same.as_ref().is_some_and(|same| same.title == self.title) { "" } else { &self.title };
        let mut bytes = vec![VERSION];
        bytes.extend(number_of(self.id).to_be_bytes());
        for day in [Some(self.made), self.from, self.until] {
            put_number(&mut bytes, day.map_or(0, |day| days_since(DAYS.0, day) + 1));
        }
        bytes.extend([self.times_a_day, self.days_a_week]);
        let text = |text: &'_ Option<String>| text.clone().unwrap_or_default();
        for text in [title, &text(&self.name), &text(&self.call), &self.routine] {
            put_text(&mut bytes, text);
        }
        bytes.push(place(TECHNIQUES, self.technique));
        put_number(&mut bytes, self.notes.len() as u32);
        for note in &self.notes {
            put_text(&mut bytes, note);
        }
        put_number(&mut bytes, self.items.len() as u32);
        for (place, item) in self.items.iter().enumerate() {
            let same = same.as_ref().and_then(|same| same.items.get(place)).filter(|same| same.step == item.step);
            if same.is_some() {
                bytes.extend([AS_IN_ROUTINE, u8::from(item.matters_most)]);
            } else {
                put_item(&mut bytes, item);
            }
        }
        bytes.extend(self.sum().to_le_bytes());
        bytes.extend(checksum(&bytes).to_le_bytes());
        letters(&bytes)
    }

    /// Returns the letters for the page of a clinic's site, which knows the library of this program and no other; `None`
    /// where they would open nothing there.
    pub fn site_fragment(&self) -> Option<String> {
        let library = Library::builtin();
        let fragment = self.fragment(&library);
        Self::of_fragment(&fragment, &library).is_ok().then_some(fragment)
    }

    /// Reads a plan of which only ids and times are known; the library has the words.
    ///
    /// # Errors
    /// The letters are not those of a plan, or the library does not know what is in it.
    pub fn of_fragment(text: &str, library: &Library) -> Result<Self, FragmentFault> {
        let damaged = || FragmentFault::Code(CodeFault::Damaged);
        let bytes = whole(text).map_err(FragmentFault::Code)?;
        let (bytes, sum) = bytes.split_last_chunk::<4>().ok_or_else(damaged)?;
        let (routine, asked) = read(Taker(bytes), library).ok_or_else(damaged)?;
        let plan = Self::make(&routine, library, asked).map_err(FragmentFault::Refused)?;
        if plan.sum() == u32::from_le_bytes(*sum) { Ok(plan) } else { Err(FragmentFault::AnotherLibrary) }
    }

    /// Returns a checksum of what is done, how long and on which side.
    fn sum(&self) -> u32 {
        let mut bytes = Vec::new();
        for item in &self.items {
            put_item(&mut bytes, item);
        }
        checksum(&bytes)
    }
}

/// Returns the bytes of a fragment behind its version.
fn whole(text: &str) -> Result<Vec<u8>, CodeFault> {
    if text.len() > LONGEST {
        return Err(CodeFault::TooLong);
    }
    let mut bytes = of_letters(text.trim()).ok_or(CodeFault::Damaged)?;
    let at = bytes.len().checked_sub(4).ok_or(CodeFault::Damaged)?;
    let sum = bytes.split_off(at);
    if sum != checksum(&bytes).to_le_bytes() {
        return Err(CodeFault::Damaged);
    }
    match bytes.first() {
        Some(version) if *version > VERSION => Err(CodeFault::Newer),
        Some(&VERSION) => Ok(bytes.split_off(1)),
        _ => Err(CodeFault::Damaged),
    }
}

fn place<T: PartialEq + Copy>(table: &[(T, &str)], value: T) -> u8 {
    table.iter().position(|(known, _)| *known == value).unwrap_or_default() as u8
}

fn at<T: Copy>(table: &[(T, &str)], place: u8) -> Option<T> {
    table.get(usize::from(place)).map(|(value, _)| *value)
}

fn put_item(bytes: &mut Vec<u8>, item: &HomeItem) {
    let step = &item.step;
    let is_known = step.contacts.iter().all(|contact| contact.position.is_some());
    put_number(bytes, if is_known { step.contacts.len() as u32 } else { 0 });
    if is_known {
        for contact in &step.contacts {
            put_text(bytes, contact.position.as_deref().unwrap_or_default());
            bytes.push(contact.side.map_or(0, |side| place(SIDES, side) + 1));
        }
    } else {
        put_text(bytes, &step.title);
        put_text(bytes, &step.setup);
    }
    bytes.extend([place(TECHNIQUES, step.technique), place(SIDE_ORDERS, step.sides)]);
    put_timing(bytes, &step.timing);
    let Phases { rate, settle, return_, recheck, rest } = step.phases;
    for phase in [rate, settle, return_, recheck, rest] {
        put_number(bytes, if let Setting::Timed(length) = phase { length.0 as u32 } else { 0 });
    }
    bytes.push(u8::from(step.optional) | u8::from(item.matters_most) << 1);
    put_text(bytes, step.remarks.as_deref().unwrap_or_default());
}

fn put_timing(bytes: &mut Vec<u8>, timing: &Timing) {
    let maybe = |length: Option<Millis>| length.unwrap_or_default().0;
    let (kind, figures) = match *timing {
        Timing::Fixed { hold } => (0, vec![hold.0]),
        Timing::Open { minimum, target, ceiling } => (1, vec![maybe(minimum), maybe(target), maybe(ceiling)]),
        Timing::Reps { count, work, rest, cap } => (2, vec![count.into(), work.expected().0, rest.0, maybe(cap)]),
        Timing::Listening { check_in, ceiling, .. } => (3, vec![maybe(check_in), maybe(ceiling)]),
        Timing::Block { length, breaths_per_minute } => {
            (4, vec![length.0, (breaths_per_minute.unwrap_or_default() * 10.0).round() as u64])
        }
    };
    bytes.push(kind);
    for figure in figures {
        put_number(bytes, figure as u32);
    }
}

fn read(mut bytes: Taker<'_>, library: &Library) -> Option<(Routine, Asked)> {
    let id = u128::from_be_bytes(bytes.some(16)?.try_into().ok()?);
    let mut day = || -> Option<Option<Date>> {
        let days = bytes.number()?;
        days.checked_sub(1).map_or(Some(None), |days| day_after(DAYS.0, days).map(Some))
    };
    let (made, from, until) = (day()??, day()?, day()?);
    let (times_a_day, days_a_week) = (bytes.byte()?, bytes.byte()?);
    let (title, name, call, routine) = (bytes.text()?, bytes.text()?, bytes.text()?, bytes.text()?);
    let technique: Technique = at(TECHNIQUES, bytes.byte()?)?;
    let notes = (0..bytes.number()?).map(|_| bytes.text()).collect::<Option<Vec<_>>>()?;
    let mut matters_most = Vec::new();
    let mut steps = Vec::new();
    let known = library.routine(&routine);
    for number in 1..=bytes.number()? {
        let (step, matters) = if bytes.0.first() == Some(&AS_IN_ROUTINE) {
            let (_, matters) = (bytes.byte()?, bytes.byte()?);
            (known?.steps.get(number as usize - 1)?.clone(), matters == 1)
        } else {
            item(&mut bytes)?
        };
        steps.push(step);
        matters_most.extend(matters.then_some(number));
    }
    let said = |text: String| Some(text).filter(|text| !text.is_empty());
    let plain = Asked::plain(format!("{id:032x}").parse().ok()?, made);
    let (title, name, call) = (said(title), said(name), said(call));
    let asked = Asked { title, from, until, times_a_day, days_a_week, name, call, notes, matters_most, ..plain };
    let name = known.map_or(routine.as_str(), |known| known.name.as_str());
    let routine = Routine { steps, ..Routine::new(&routine, name, technique, Audience::Home) };
    bytes.0.is_empty().then_some((routine, asked))
}

fn item(bytes: &mut Taker<'_>) -> Option<(Step, bool)> {
    let contacts = (0..bytes.number()?)
        .map(|_| Some((bytes.text()?, bytes.byte()?)))
        .map(|read| {
            read.and_then(|(position, side)| {
                let side = side.checked_sub(1).map_or(Some(None), |side| at(SIDES, side).map(Some))?;
                Some(StepContact { position, side })
            })
        })
        .collect::<Option<Vec<_>>>()?;
    let what = match contacts.as_slice() {
        [] => What::Named { name: bytes.text()?, setup: Some(bytes.text()?).filter(|setup| !setup.is_empty()) },
        [StepContact { position, side: None }] => What::Position(position.clone()),
        _ => What::Contacts(contacts),
    };
    let (technique, side) = (at(TECHNIQUES, bytes.byte()?)?, at(SIDE_ORDERS, bytes.byte()?)?);
    let timing = timing(bytes)?;
    let mut phase = || {
        let length = bytes.number()?;
        Some(if length == 0 { Setting::Off } else { Setting::Timed(Millis(length.into())) })
    };
    let (rate, settle, return_, recheck, rest) = (phase()?, phase()?, phase()?, phase()?, phase()?);
    let flags = bytes.byte()?;
    let remarks = Some(bytes.text()?).filter(|remark| !remark.is_empty());
    let step = Step {
        technique: Some(technique),
        timing: Some(timing),
        side: Some(side),
        rate: Some(rate),
        settle: Some(settle),
        return_: Some(return_),
        recheck: Some(recheck),
        rest: Some(rest),
        optional: flags & 1 == 1,
        remarks,
        ..Step::plain(what)
    };
    Some((step, flags & 2 == 2))
}

fn timing(bytes: &mut Taker<'_>) -> Option<Timing> {
    let kind = bytes.byte()?;
    let mut length = || bytes.number().map(|millis| Millis(millis.into()));
    let maybe = |length: Millis| Some(length).filter(|length| !length.is_zero());
    Some(match kind {
        0 => Timing::Fixed { hold: length()? },
        1 => Timing::Open { minimum: maybe(length()?), target: maybe(length()?), ceiling: maybe(length()?) },
        2 => {
            let (count, work, rest, cap) = (length()?.0 as u32, length()?, length()?, maybe(length()?));
            Timing::Reps { count, work: RepWork::Timed(work), rest, cap }
        }
        3 => Timing::Listening { check_in: maybe(length()?), ceiling: maybe(length()?), taps: false },
        4 => {
            let (length, rate) = (length()?, length()?.0 as f32 / 10.0);
            Timing::Block { length, breaths_per_minute: Some(rate).filter(|rate| *rate > 0.0) }
        }
        _ => return None,
    })
}
