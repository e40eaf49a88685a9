//! Corrections of a session that is over. What was recorded stays as it is, and stands beside them.

use jiff::Timestamp;

use holdwell_engine::{Ended, MarkKind, Record, Release, Score, ScoreKind};
use holdwell_model::{Millis, SessionTime};

/// A correction of one part of a session. Of one part the last correction counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Correction {
    /// The score of a contact of a hold; `None` where there was none.
    Score {
        /// The work item of the hold.
        item: u32,
        /// Index of the contact within its step.
        contact: u8,
        /// Moment in the course of the hold.
        kind: ScoreKind,
        /// Score, 0–10.
        value: Corrected<Option<u8>>,
    },
    /// The release of a hold, and its time.
    Release {
        /// The work item of the hold.
        item: u32,
        /// The release.
        released: Corrected<Release>,
    },
    /// The kind of a mark; `None` where it was made by accident.
    Mark {
        /// The work item of the hold.
        item: u32,
        /// Instant of the mark.
        at: SessionTime,
        /// Held time at the mark.
        held: Millis,
        /// The kind.
        kind: Corrected<Option<MarkKind>>,
    },
    /// Instant at which the session began.
    Began(Corrected<Timestamp>),
}

/// The value to which a part is corrected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Corrected<T> {
    /// This.
    To(T),
    /// The value as it was recorded.
    AsRecorded,
}

impl<T: Copy> Corrected<T> {
    /// Returns what it is corrected to; `None` for what was recorded.
    pub const fn value(&self) -> Option<T> {
        match self {
            Self::To(value) => Some(*value),
            Self::AsRecorded => None,
        }
    }
}

impl Correction {
    /// Returns the correction that puts the same part back to what was recorded.
    #[must_use]
    pub const fn put_back(self) -> Self {
        match self {
            Self::Score { item, contact, kind, .. } => {
                Self::Score { item, contact, kind, value: Corrected::AsRecorded }
            }
            Self::Release { item, .. } => Self::Release { item, released: Corrected::AsRecorded },
            Self::Mark { item, at, held, .. } => Self::Mark { item, at, held, kind: Corrected::AsRecorded },
            Self::Began(_) => Self::Began(Corrected::AsRecorded),
        }
    }

    /// Says if both correct the same part.
    pub fn is_of_same_part(self, other: Self) -> bool {
        self.put_back() == other.put_back()
    }

    /// Says if it puts back what was recorded.
    pub fn is_put_back(self) -> bool {
        self == self.put_back()
    }

    /// Returns the correction that takes this one back, where these were in force before.
    #[must_use]
    pub fn undo(self, before: &[Self]) -> Self {
        before.iter().copied().find(|one| one.is_of_same_part(self)).unwrap_or_else(|| self.put_back())
    }

    /// Returns the work item of the hold that it is about; `None` for the session.
    pub const fn item(self) -> Option<u32> {
        match self {
            Self::Score { item, .. } | Self::Release { item, .. } | Self::Mark { item, .. } => Some(item),
            Self::Began(_) => None,
        }
    }
}

/// Returns a record as it stands with these corrections.
#[must_use]
pub fn corrected(record: &Record, corrections: &[Correction]) -> Record {
    let mut record = record.clone();
    let item = record.item;
    for one in corrections.iter().filter(|one| one.item() == Some(item)) {
        match *one {
            Correction::Score { contact, kind, value: Corrected::To(value), .. } => {
                set_score(&mut record, contact, kind, value);
            }
            Correction::Release { released: Corrected::To(released), .. } => record.released = released,
            Correction::Mark { at, held, kind: Corrected::To(kind), .. } => {
                set_mark(&mut record, (at, held), kind);
            }
            _ => {}
        }
    }
    record
}

/// Sets the kind of a mark, or takes it away. A hold in which the client's word was no word was not ended by it.
fn set_mark(record: &mut Record, mark: (SessionTime, Millis), kind: Option<MarkKind>) {
    let has_word = |record: &Record| record.marks.iter().any(|mark| mark.kind == MarkKind::ClientsWord);
    let had_word = has_word(record);
    record.marks.retain_mut(|one| {
        let is_meant = (one.at, one.held) == mark;
        one.kind = kind.filter(|_| is_meant).unwrap_or(one.kind);
        !is_meant || kind.is_some()
    });
    if had_word && !has_word(record) {
        let ended = record.tries.iter_mut().filter_map(|attempt| attempt.ended.as_mut());
        ended.filter(|ended| **ended == Ended::ClientsWord).for_each(|ended| *ended = Ended::Interrupted);
    }
}

/// Sets the one score of a contact and a kind.
fn set_score(record: &mut Record, contact: u8, kind: ScoreKind, value: Option<u8>) {
    let is_same = |score: &Score| (score.contact, score.kind) == (contact, kind);
    let given = record.scores.iter().rev().find(|score| is_same(score)).map(|score| score.at);
    let began = record.tries.last().map(|attempt| attempt.began);
    record.scores.retain(|score| !is_same(score));
    let at = given.or(began).unwrap_or(SessionTime::ZERO);
    record.scores.extend(value.map(|value| Score { at, contact, kind, value }));
}

#[cfg(test)]
mod tests {
    use super::*;
    use holdwell_engine::{Mark, Try};
    use holdwell_model::{Side, Timing};

    fn record() -> Record {
        let score = |kind, value| Score { at: SessionTime(5), contact: 0, kind, value };
        let mark = |at, kind| Mark { at: SessionTime(at), held: Millis(at - 10), kind };
        Record {
            item: 3,
            step: 0,
            side: Side::Left,
            planned: Timing::Fixed { hold: Millis(30_000) },
            tries: vec![Try { began: SessionTime(10), held: Millis(30_000), ended: Some(Ended::Time) }],
            marks: vec![mark(20, MarkKind::Release), mark(30, MarkKind::ClientsWord)],
            released: Release::At(Millis(10)),
            scores: vec![score(ScoreKind::Before, 7), score(ScoreKind::Before, 8), score(ScoreKind::After, 2)],
            notes: Vec::new(),
            taps: Vec::new(),
        }
    }

    fn score(kind: ScoreKind, value: Corrected<Option<u8>>) -> Correction {
        Correction::Score { item: 3, contact: 0, kind, value }
    }

    #[test]
    fn a_corrected_score_counts_and_another_hold_keeps_its_own() {
        let moved = [
            score(ScoreKind::Before, Corrected::To(None)),
            score(ScoreKind::InPosition, Corrected::To(Some(7))),
            Correction::Score { item: 4, contact: 0, kind: ScoreKind::After, value: Corrected::To(Some(9)) },
        ];
        let now = corrected(&record(), &moved);
        let scores = ScoreKind::ALL.iter().map(|kind| now.score(0, *kind)).collect::<Vec<_>>();
        assert_eq!(scores, [None, Some(7), Some(2)]);
    }

    #[test]
    fn what_is_put_back_is_as_it_was_recorded() {
        let back = [
            score(ScoreKind::Before, Corrected::AsRecorded),
            Correction::Release { item: 3, released: Corrected::AsRecorded },
        ];
        assert_eq!(corrected(&record(), &back), record());
    }

    #[test]
    fn a_mark_by_accident_is_gone_and_another_kind_takes_its_place() {
        let mark = |at: u64, kind| Correction::Mark {
            item: 3,
            at: SessionTime(at),
            held: Millis(at - 10),
            kind: Corrected::To(kind),
        };
        let now = corrected(&record(), &[mark(30, None), mark(20, Some(MarkKind::Significant))]);
        assert_eq!(now.marks.iter().map(|mark| mark.kind).collect::<Vec<_>>(), [MarkKind::Significant]);
        let mut hushed = record();
        hushed.tries[0].ended = Some(Ended::ClientsWord);
        let ended = |corrections: &[Correction]| corrected(&hushed, corrections).tries[0].ended;
        assert_eq!(ended(&[mark(30, None)]), Some(Ended::Interrupted), "no word was given");
        assert_eq!(ended(&[mark(20, None)]), Some(Ended::ClientsWord));
    }

    #[test]
    fn an_undo_gives_what_was_in_force_before() {
        let first = score(ScoreKind::Before, Corrected::To(Some(6)));
        let second = score(ScoreKind::Before, Corrected::To(Some(5)));
        assert_eq!(second.undo(&[first]), first);
        assert!(first.undo(&[]).is_put_back());
    }
}
