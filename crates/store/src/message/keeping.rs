//! Retention of records, the hand-over of all of them, and the list of erasures.

use std::path::PathBuf;

use holdwell_model::Id;
use jiff::ToSpan as _;
use jiff::civil::Date;

/// Age from which on somebody is of age.
const OF_AGE: i16 = 18;

/// The rule by which records are kept where no day is written down for a client.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RetentionRule {
    /// Years after the last visit.
    pub years: u8,
    /// Age until which the records of whoever was not of age at the last visit are kept at least.
    pub until_age: Option<u8>,
}

impl RetentionRule {
    /// Returns the last day of keeping; `None` for somebody who was never seen.
    pub fn until(self, last_visit: Option<Date>, born: Option<Date>) -> Option<Date> {
        let last = last_visit?;
        let by_visit = last.checked_add(i16::from(self.years).years()).ok()?;
        let was_minor = |born: &Date| born.checked_add(OF_AGE.years()).is_ok_and(|of_age| last < of_age);
        let by_age = born.filter(was_minor).zip(self.until_age);
        let by_age = by_age.and_then(|(born, age)| born.checked_add(i16::from(age).years()).ok());
        Some(by_age.map_or(by_visit, |by_age| by_age.max(by_visit)))
    }
}

/// A client who was erased: an id that says nothing, and the days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Erasure {
    /// Id of the client.
    pub client: Id,
    /// Day of the erasure.
    pub day: Date,
    /// Days of the first and the last session, where there was one.
    pub period: Option<(Date, Date)>,
}

/// A request about keeping and giving away.
#[derive(Debug, Clone)]
pub enum KeepingRequest {
    /// The rule from now on; `None` for none.
    SetRule(Option<RetentionRule>),
    /// Writes all clients into a folder, each with a folder of their own, and a list of them.
    HandOver(PathBuf),
}

/// What came of handing all clients over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandedOver {
    /// The folder that they were written into.
    pub folder: PathBuf,
    /// Number of clients.
    pub clients: usize,
    /// Number of folders there of somebody who was erased since an earlier time: they are gone.
    pub erased: usize,
    /// Such folders in which there is something else, too, and which stay.
    pub left: Vec<PathBuf>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_minors_records_are_kept_until_an_age_and_a_grown_ups_are_not() {
        let rule = RetentionRule { years: 7, until_age: Some(25) };
        let last = Some(date(2026, 3, 2));
        assert_eq!(rule.until(last, None), Some(date(2033, 3, 2)));
        assert_eq!(rule.until(last, Some(date(2015, 6, 1))), Some(date(2040, 6, 1)));
        assert_eq!(rule.until(last, Some(date(2008, 3, 2))), Some(date(2033, 3, 2)), "eighteen that day");
        assert_eq!(rule.until(last, Some(date(2008, 3, 3))), Some(date(2033, 3, 3)));
        assert_eq!(rule.until(last, Some(date(1950, 1, 1))), Some(date(2033, 3, 2)));
        assert_eq!(rule.until(None, Some(date(2015, 6, 1))), None);
        let long = RetentionRule { years: 20, until_age: Some(25) };
        assert_eq!(long.until(last, Some(date(2015, 6, 1))), Some(date(2046, 3, 2)), "the later day counts");
    }
}
