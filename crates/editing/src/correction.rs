//! A hold of a session that is over, as text in fields to be corrected.

use holdwell_engine::{Mark, MarkKind, Record, Release, ScoreKind};
use holdwell_model::{Millis, parse_duration};
use holdwell_store::{Corrected, Correction, SessionPage};

/// A hold as it stands, in fields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HoldDraft {
    item: u32,
    /// The scores of each contact, one for each of [`ScoreKind::ALL`]; empty for none.
    pub scores: Vec<[String; 3]>,
    /// The release.
    pub release: ReleaseChoice,
    /// Held time at the release, as typed.
    pub released_at: String,
    /// The marks as recorded, and what each was; `None` where it was made by accident.
    pub marks: Vec<(Mark, Option<MarkKind>)>,
}

/// The release of a hold, as it is chosen in the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReleaseChoice {
    /// Nothing.
    NotSaid,
    /// There was none.
    No,
    /// There was one.
    At,
}

/// A field of a hold that cannot be read; the application has the sentences.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HoldProblem {
    /// A score is no number from 0 to 10.
    Score,
    /// The time of the release cannot be read.
    NoTime,
    /// The release comes after the end of the hold.
    TooLate(Millis),
}

impl HoldDraft {
    /// Creates the draft of a hold as it stands; `None` where there is no such hold.
    pub fn of(page: &SessionPage, item: u32) -> Option<Self> {
        let record = page.record(item)?;
        let recorded = page.recorded(item).unwrap_or(record);
        let score = |contact, kind: &ScoreKind| page.score(item, contact, *kind);
        let text = |contact, kind| score(contact, kind).map(|score| score.to_string()).unwrap_or_default();
        let row = |contact| ScoreKind::ALL.iter().map(|kind| text(contact, kind)).collect::<Vec<_>>();
        let rows = (0..page.contacts(record)).map(|contact| row(contact).try_into().unwrap_or_default());
        let kind = |mark: &Mark| {
            let now = record.marks.iter().find(|now| (now.at, now.held) == (mark.at, mark.held));
            (*mark, now.map(|now| now.kind))
        };
        let (release, released_at) = match record.released {
            Release::NotSaid => (ReleaseChoice::NotSaid, String::new()),
            Release::No => (ReleaseChoice::No, String::new()),
            Release::At(held) => (ReleaseChoice::At, held.clock()),
        };
        let marks = recorded.marks.iter().map(kind).collect();
        Some(Self { item, scores: rows.collect(), release, released_at, marks })
    }

    /// Returns the hold that it is of.
    pub const fn item(&self) -> u32 {
        self.item
    }

    /// Returns what would be corrected: only what differs from how it stands.
    ///
    /// # Errors
    /// The first field that cannot be read.
    pub fn corrections(&self, page: &SessionPage) -> Result<Vec<Correction>, HoldProblem> {
        let (Some(record), Some(recorded)) = (page.record(self.item), page.recorded(self.item)) else {
            return Ok(Vec::new());
        };
        let mut corrections = self.score_corrections(page)?;
        let released = self.released(record)?;
        if released != record.released {
            let released = towards(released, &recorded.released);
            corrections.push(Correction::Release { item: self.item, released });
        }
        for (mark, kind) in &self.marks {
            let now = record.marks.iter().find(|now| (now.at, now.held) == (mark.at, mark.held));
            if now.map(|now| now.kind) != *kind {
                let kind = towards(*kind, &Some(mark.kind));
                corrections.push(Correction::Mark { item: self.item, at: mark.at, held: mark.held, kind });
            }
        }
        Ok(corrections)
    }

    fn score_corrections(&self, page: &SessionPage) -> Result<Vec<Correction>, HoldProblem> {
        let mut corrections = Vec::new();
        for (contact, row) in self.scores.iter().enumerate() {
            for (kind, text) in ScoreKind::ALL.iter().zip(row) {
                let (value, contact) = (read_score(text)?, contact as u8);
                if value != page.score(self.item, contact, *kind) {
                    corrections.push(set_score(page, (self.item, contact, *kind), value));
                }
            }
        }
        Ok(corrections)
    }

    fn released(&self, record: &Record) -> Result<Release, HoldProblem> {
        match self.release {
            ReleaseChoice::NotSaid => Ok(Release::NotSaid),
            ReleaseChoice::No => Ok(Release::No),
            // The field has whole seconds: what nobody touched stays exact.
            ReleaseChoice::At => match record.released {
                Release::At(held) if held.clock() == self.released_at.trim() => Ok(Release::At(held)),
                _ => {
                    let at = read_time(&self.released_at).ok_or(HoldProblem::NoTime)?;
                    let longest = record.tries.iter().map(|attempt| attempt.held).max().unwrap_or_default();
                    let is_within = longest.is_zero() || at.0 < longest.0 + 1000;
                    if is_within { Ok(Release::At(at)) } else { Err(HoldProblem::TooLate(longest)) }
                }
            },
        }
    }
}

/// Returns the corrections that give the scores of one hold to another, where they were given to the wrong one. Those
/// that the other has stay where this one has none.
pub fn move_scores(page: &SessionPage, from: u32, to: u32) -> Vec<Correction> {
    let (Some(record), Some(other)) = (page.record(from), page.record(to)) else { return Vec::new() };
    let contacts = page.contacts(record).min(page.contacts(other));
    let cells = (0..contacts).flat_map(|contact| ScoreKind::ALL.iter().map(move |kind| (contact, *kind)));
    let given = cells.filter_map(|(contact, kind)| Some((contact, kind, page.score(from, contact, kind)?)));
    let moved = given.flat_map(|(contact, kind, score)| {
        [set_score(page, (from, contact, kind), None), set_score(page, (to, contact, kind), Some(score))]
    });
    moved.collect()
}

fn set_score(page: &SessionPage, (item, contact, kind): (u32, u8, ScoreKind), value: Option<u8>) -> Correction {
    Correction::Score { item, contact, kind, value: towards(value, &page.recorded_score(item, contact, kind)) }
}

/// Returns a correction to a value, which is none where that was recorded.
fn towards<T: PartialEq>(value: T, recorded: &T) -> Corrected<T> {
    if value == *recorded { Corrected::AsRecorded } else { Corrected::To(value) }
}

fn read_score(text: &str) -> Result<Option<u8>, HoldProblem> {
    match text.trim() {
        "" => Ok(None),
        digits => digits.parse().ok().filter(|score| *score <= 10).map(Some).ok_or(HoldProblem::Score),
    }
}

/// Reads a time in a hold, of which zero is one.
fn read_time(text: &str) -> Option<Millis> {
    if matches!(text.trim(), "0" | "0:00") { Some(Millis::ZERO) } else { parse_duration(text).ok() }
}

#[cfg(test)]
mod tests;
