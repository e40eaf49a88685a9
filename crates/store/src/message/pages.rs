//! A client, a preset and a session with all that is kept of them.

use jiff::Timestamp;

use super::{
    Consent, Corrected, Correction, Course, HomePlanPage, PresetLine, QuestionKind, SessionLine, SessionNote,
    SessionState,
};
use holdwell_engine::{Finish, Record, ScoreKind};
use holdwell_library::{Preset, SessionOutcome, split_side};
use holdwell_model::{Arc, Client, Id, Plan, PlanStep, Side};

/// All that a client's page shows.
#[derive(Debug, Clone)]
pub struct ClientPage {
    /// The client.
    pub client: Client,
    /// Instant at which they were last seen.
    pub last_seen: Option<Timestamp>,
    /// The presets, those last used first; deleted ones are not among them.
    pub presets: Vec<PresetLine>,
    /// The last sessions, newest first, at most 50.
    pub sessions: Vec<SessionLine>,
    /// Number of all sessions of the client.
    pub all_sessions: u32,
    /// The clients who turned out to be this one, by id and name.
    pub also: Vec<(Id, String)>,
    /// The plans that were given to take home, the last first, each with its diary.
    pub home: Vec<HomePlanPage>,
    /// Measures, plans of care, and what was said after sessions.
    pub course: Course,
    /// Consents given and refused, in the order in which they were noted.
    pub consents: Vec<Consent>,
}

/// A preset and what it was before.
#[derive(Debug, Clone)]
pub struct PresetPage {
    /// As it is.
    pub preset: Arc<Preset>,
    /// Every version with when it was saved, newest first.
    pub versions: Vec<(Timestamp, Arc<Preset>)>,
}

/// The record of a session.
#[derive(Debug, Clone)]
pub struct SessionPage {
    /// The session.
    pub session: SessionLine,
    /// Plan that was run, with the texts as they were that day.
    pub plan: Arc<Plan>,
    /// The steps that were added while it ran; a record's step counts on from the plan's.
    pub added: Vec<Arc<PlanStep>>,
    /// Records of the holds as they stand now, corrections included, in the order in which they were begun.
    pub records: Vec<Arc<Record>>,
    /// The corrections in force: one for each part that is not as it was recorded.
    pub corrections: Vec<Correction>,
    /// The records as the day left them, those alone that were corrected.
    pub recorded: Vec<Arc<Record>>,
    /// The preset and its version, where it was run from one.
    pub preset: Option<(Id, u32)>,
    /// Report of how exactly the cues sounded, as the conductor wrote it.
    pub account: Option<serde_json::Value>,
    /// Remarks that were written later, the oldest first.
    pub annotations: Vec<Annotation>,
    /// The note of the session for the file.
    pub note: SessionNote,
}

/// A remark that was written to a session later.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Annotation {
    /// Instant at which the remark was written.
    pub at: Timestamp,
    /// The work item that it belongs to; `None` for the session.
    pub item: Option<u32>,
    /// The question that this answers; `None` for a free remark.
    pub answers: Option<QuestionKind>,
    /// Text of the remark; where a score was asked for, its number.
    pub text: String,
}

impl ClientPage {
    /// Says if this is the page of a client: their own, or that of the one who they turned out to be.
    pub fn is_of(&self, client: Id) -> bool {
        self.client.id == client || self.also.iter().any(|(other, _)| *other == client)
    }

    /// Lists the ids of everybody who is this client.
    pub fn ids(&self) -> Vec<Id> {
        [self.client.id].into_iter().chain(self.also.iter().map(|(other, _)| *other)).collect()
    }

    /// Returns the last session that is over and in which something was held, for "same as last time".
    pub fn last_session(&self) -> Option<Id> {
        let is_over = |session: &&SessionLine| session.state != SessionState::Running && session.holds > 0;
        self.sessions.iter().find(is_over).map(|session| session.id)
    }
}

impl SessionPage {
    /// Returns what the session left, for "same as last time".
    pub fn outcome(&self) -> SessionOutcome {
        let finish = match self.session.state {
            SessionState::Complete => Finish::Complete,
            SessionState::ClientsWord => Finish::ClientsWord,
            SessionState::Running | SessionState::Stopped | SessionState::Partial => Finish::Stopped,
        };
        SessionOutcome::kept(Arc::clone(&self.plan), self.added.clone(), self.records.clone(), finish)
    }

    /// Returns the name and the side of a hold: those given later, else those of its step. The name is empty where it
    /// has none.
    pub fn hold_name(&self, record: &Record) -> (String, Side) {
        if let Some(later) = self.named_later(record.item) {
            let (name, side) = split_side(later);
            return (name.to_owned(), side.unwrap_or(Side::Midline));
        }
        let step = record.step_of(&self.plan, &self.added);
        (step.map(|step| step.title.clone()).unwrap_or_default(), record.side)
    }

    /// Returns the name that a hold was given later; it is empty where its name was taken away.
    pub fn named_later(&self, item: u32) -> Option<&str> {
        self.answer(item, QuestionKind::Name)
    }

    /// Returns the score that was given later for a contact of a hold, where it was not corrected since.
    pub fn scored_later(&self, item: u32, contact: u8, kind: ScoreKind) -> Option<u8> {
        let part = Correction::Score { item, contact, kind, value: Corrected::AsRecorded };
        let is_corrected = self.corrections.iter().any(|one| one.is_of_same_part(part));
        if is_corrected { None } else { self.answered_score(item, contact, kind) }
    }

    fn answered_score(&self, item: u32, contact: u8, kind: ScoreKind) -> Option<u8> {
        self.answer(item, QuestionKind::Score(contact, kind))?.parse().ok()
    }

    /// Returns the score of a contact of a hold before anybody corrected it.
    pub fn recorded_score(&self, item: u32, contact: u8, kind: ScoreKind) -> Option<u8> {
        let score = self.recorded(item)?.score(contact, kind);
        score.or_else(|| self.answered_score(item, contact, kind))
    }

    /// Returns the record of a hold as it stands.
    pub fn record(&self, item: u32) -> Option<&Record> {
        self.records.iter().find(|record| record.item == item).map(AsRef::as_ref)
    }

    /// Returns the number of contacts of a hold.
    pub fn contacts(&self, record: &Record) -> u8 {
        let step = record.step_of(&self.plan, &self.added);
        step.map_or(1, |step| u8::try_from(step.contacts.len().max(1)).unwrap_or(u8::MAX))
    }

    /// Returns the score of a contact of a hold, given at the time or later.
    pub fn score(&self, item: u32, contact: u8, kind: ScoreKind) -> Option<u8> {
        let score = self.record(item)?.score(contact, kind);
        score.or_else(|| self.scored_later(item, contact, kind))
    }

    /// Returns the record of a hold as the day left it.
    pub fn recorded(&self, item: u32) -> Option<&Record> {
        let of = |record: &&Arc<Record>| record.item == item;
        self.recorded.iter().find(of).or_else(|| self.records.iter().find(of)).map(AsRef::as_ref)
    }

    fn answer(&self, item: u32, asks: QuestionKind) -> Option<&str> {
        let mut latest = self.annotations.iter().rev();
        latest.find(|one| one.item == Some(item) && one.answers == Some(asks)).map(|one| one.text.as_str())
    }
}

impl Annotation {
    /// Returns the remark as it is read, with the question that it answers: "Mark at 0:30: a deep breath".
    pub fn sentence(&self) -> String {
        let said = &self.text;
        match self.answers {
            None => said.clone(),
            Some(QuestionKind::Mark(_, held)) => format!("Mark at {}: {said}", held.clock()),
            Some(QuestionKind::Name) if said.is_empty() => "Name taken away".to_owned(),
            Some(_) if said.is_empty() => "Answer taken back".to_owned(),
            Some(QuestionKind::Name) => format!("Name: {said}"),
            Some(QuestionKind::Score(0, kind)) => format!("Score {}: {said}", kind.word()),
            Some(QuestionKind::Score(contact, kind)) => {
                format!("Score {}, contact {}: {said}", kind.word(), contact + 1)
            }
        }
    }
}
