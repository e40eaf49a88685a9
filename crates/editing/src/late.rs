//! A session that is entered afterwards, as text in fields.

mod open;

use holdwell_engine::{Ended, Options, Record, Release, Score, ScoreKind, Try};
use holdwell_library::{Library, split_side};
use holdwell_model::{
    Arc, Audience, HoldName, Id, Millis, Phases, Plan, PlanStep, Position, SessionTime, Setting, Side, Technique,
    Timing, fold, parse_duration,
};
use holdwell_store::{LateSession, SessionStart};
use jiff::Zoned;
use serde::{Deserialize, Serialize};

use crate::moment::{MomentDraft, MomentProblem};

pub use open::OpenLate;

/// The longest session that can be entered.
const LONGEST: Millis = Millis::from_mins(24 * 60);

/// A late entry as it is written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LateDraft {
    /// The client; `None` for nobody.
    pub client: Option<Id>,
    /// The beginning.
    pub when: MomentDraft,
    /// The length in minutes, as typed.
    pub minutes: String,
    /// The technique.
    pub technique: Technique,
    /// The holds, in order.
    pub holds: Vec<LateHold>,
    /// A remark to the session; empty for none.
    pub remark: String,
}

/// A hold of a late entry: its name, and what else is known of it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct LateHold {
    /// The name with its side: "Psoas major, left"; empty for none.
    pub name: String,
    /// The length, as typed; empty where nobody knows.
    pub length: String,
    /// The score before the hold, as typed; empty for none.
    pub before: String,
    /// The score after the hold, as typed; empty for none.
    pub after: String,
}

/// A field of a late entry that cannot be read; the application has the sentences.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LateProblem {
    /// The beginning.
    When(MomentProblem),
    /// The length is no number of minutes up to a day.
    Minutes,
    /// The length of a hold cannot be read, by its place.
    HoldLength(usize),
    /// A score of a hold is no number from 0 to 10, by its place.
    Score(usize),
}

impl LateDraft {
    /// Creates an empty draft for a client, or for nobody: an hour that ends now.
    pub fn new(client: Option<Id>, wall: &Zoned) -> Self {
        let began = wall.timestamp().saturating_sub(jiff::SignedDuration::from_hours(1)).unwrap_or_default();
        Self {
            client,
            when: MomentDraft::of(began, wall),
            minutes: "60".to_owned(),
            technique: Technique::Smrt,
            holds: Vec::new(),
            remark: String::new(),
        }
    }

    /// Returns the session under this id.
    ///
    /// # Errors
    /// The first field that cannot be read.
    pub fn session(&self, id: Id, wall: &Zoned, library: &Library) -> Result<LateSession, LateProblem> {
        let began = self.when.read(wall).map_err(LateProblem::When)?;
        let minutes = self.minutes.trim().parse().ok().filter(|minutes| (1..=LONGEST.0 / 60_000).contains(minutes));
        let length = Millis::from_mins(minutes.ok_or(LateProblem::Minutes)?);
        let plan = Arc::new(self.plan());
        let (mut steps, mut records) = (Vec::new(), Vec::new());
        for (place, hold) in self.holds.iter().enumerate() {
            let (step, record) = hold.read(place, self.technique, library)?;
            steps.push(Arc::new(step));
            records.push(Arc::new(record));
        }
        let options = Options::of(&plan);
        let start = SessionStart { id, began, plan, options, client: self.client, preset: None };
        Ok(LateSession { start, length, steps, records, remark: self.remark.clone(), draft: None })
    }

    fn plan(&self) -> Plan {
        Plan {
            id: format!("entered-{}", self.technique.key()),
            name: format!("{} session", self.technique.name()),
            technique: self.technique,
            audience: Audience::Therapist,
            free: true,
            groups: Vec::new(),
            steps: Vec::new(),
        }
    }
}

impl LateHold {
    fn read(&self, place: usize, technique: Technique, library: &Library) -> Result<(PlanStep, Record), LateProblem> {
        let held = match self.length.trim() {
            "" => Millis::ZERO,
            text => parse_duration(text).ok().ok_or(LateProblem::HoldLength(place))?,
        };
        let (name, side) = split_side(&self.name);
        let position = library.positions().find(|position| fold(&position.name) == fold(name));
        let timing = if held.is_zero() { technique.usual() } else { Timing::Fixed { hold: held } };
        let step = step(name, position, timing, technique);
        let ended = Some(Ended::Hands);
        let item = u32::try_from(place).unwrap_or(u32::MAX);
        let record = Record {
            item,
            step: item,
            side: side.unwrap_or(Side::Midline),
            planned: timing,
            tries: vec![Try { began: SessionTime::ZERO, held, ended }],
            marks: Vec::new(),
            released: Release::NotSaid,
            scores: self.scores(place)?,
            notes: Vec::new(),
            taps: Vec::new(),
        };
        Ok((step, record))
    }

    fn scores(&self, place: usize) -> Result<Vec<Score>, LateProblem> {
        let read = |text: &str| match text.trim() {
            "" => Ok(None),
            digits => digits.parse().ok().filter(|value| *value <= 10).map(Some).ok_or(LateProblem::Score(place)),
        };
        let given = [(ScoreKind::Before, read(&self.before)?), (ScoreKind::After, read(&self.after)?)];
        let score = |(kind, value): (ScoreKind, Option<u8>)| {
            value.map(|value| Score { at: SessionTime::ZERO, contact: 0, kind, value })
        };
        Ok(given.into_iter().filter_map(score).collect())
    }
}

fn step(name: &str, position: Option<&Position>, timing: Timing, technique: Technique) -> PlanStep {
    let off = Setting::Off;
    let phases = Phases { rate: off, settle: Setting::Wait, return_: off, recheck: off, rest: off };
    let hold = HoldName {
        position: position.map(|position| position.id.clone()),
        region: position.map(|position| position.region),
        ..HoldName::words(name, Side::Midline)
    };
    PlanStep::added(&hold, timing, technique, phases)
}

#[cfg(test)]
mod tests {
    use super::*;
    use holdwell_model::Region;

    fn wall() -> Zoned {
        "2026-03-02T15:00[Europe/London]".parse().unwrap()
    }

    fn draft() -> LateDraft {
        let hold = |name: &str, length: &str, before: &str, after: &str| LateHold {
            name: name.to_owned(),
            length: length.to_owned(),
            before: before.to_owned(),
            after: after.to_owned(),
        };
        LateDraft {
            holds: vec![
                hold("psoas major, left", "40", "7", "2"),
                hold("", "", "", ""),
                hold("By the rib", "", "", "0"),
            ],
            ..LateDraft::new(None, &wall())
        }
    }

    fn read(draft: &LateDraft) -> Result<LateSession, LateProblem> {
        let id = "01938a4e-0000-7000-8000-000000000001".parse().unwrap();
        draft.session(id, &wall(), &Library::builtin())
    }

    #[test]
    fn a_late_entry_holds_what_is_known_and_no_more() {
        let late = read(&draft()).unwrap();
        assert_eq!(
            (late.length, late.start.began.to_string().as_str()),
            (Millis::from_mins(60), "2026-03-02T14:00:00Z")
        );
        let contact = &late.steps[0].contacts[0];
        assert_eq!((contact.position.as_deref(), contact.region), (Some("psoas"), Some(Region::AbdomenHip)));
        assert_eq!((late.records[0].side, late.records[0].held()), (Side::Left, Millis::from_secs(40)));
        assert_eq!(late.records[0].score(0, ScoreKind::After), Some(2));
        assert_eq!((late.steps[1].title.as_str(), late.records[1].held()), ("", Millis::ZERO));
        assert_eq!((late.steps[2].title.as_str(), late.steps[2].contacts[0].region), ("By the rib", None));
        let record = &late.records[2];
        assert_eq!(record.step_of(&late.start.plan, &late.steps).map(|step| step.title.as_str()), Some("By the rib"));
    }

    #[test]
    fn each_field_that_cannot_be_read_is_named() {
        let with = |change: fn(&mut LateDraft)| {
            let mut draft = draft();
            change(&mut draft);
            read(&draft).unwrap_err()
        };
        assert_eq!(with(|draft| draft.minutes = "0".to_owned()), LateProblem::Minutes);
        assert_eq!(with(|draft| draft.minutes = "1441".to_owned()), LateProblem::Minutes);
        assert_eq!(with(|draft| draft.holds[1].length = "long".to_owned()), LateProblem::HoldLength(1));
        assert_eq!(with(|draft| draft.holds[2].after = "11".to_owned()), LateProblem::Score(2));
        assert_eq!(with(|draft| draft.when.time = "16:00".to_owned()), LateProblem::When(MomentProblem::Future));
    }
}
