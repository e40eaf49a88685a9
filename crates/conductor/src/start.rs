//! Requests to start a session: its plan, its entry in the journal, and the point from which it goes on.

use jiff::Timestamp;

use super::{Appointment, SessionSpeech};
use holdwell_engine::{Input, Options, RestorePoint, Slot};
use holdwell_model::{Arc, Id, Millis, Plan, SessionTime};
use holdwell_store::{Entry, SessionStart, Unfinished};

/// A request to start a session.
#[derive(Debug, Clone)]
pub struct StartRequest {
    /// Plan to run.
    pub plan: Arc<Plan>,
    /// Options of the session.
    pub options: Options,
    /// Appointment in which it has to fit.
    pub appointment: Option<Appointment>,
    /// Inputs with their instants, in order: a script instead of a person.
    pub script: Vec<(SessionTime, Input)>,
    /// Entry in the journal; `None`: nothing is written down.
    pub start: Option<SessionMeta>,
    /// Point from which a session goes on that was cut off; `None`: it begins.
    pub resume: Option<Resume>,
    /// Speech of the session; `None` where it is silent.
    pub speech: Option<SessionSpeech>,
    /// Speed in times of life; other than 1 it is a rehearsal, and nothing of it is heard.
    pub speed: u32,
}

/// Identity of a session in the journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SessionMeta {
    /// Id, made by whoever begins the session.
    pub id: Id,
    /// Begin on the wall clock.
    pub began: Timestamp,
    /// Client; nobody is a first-class answer.
    pub client: Option<Id>,
    /// Id and version of the preset, where it is run from one.
    pub preset: Option<(Id, u32)>,
}

/// Point from which a session that was cut off goes on.
#[derive(Debug, Clone)]
pub struct Resume {
    /// State of the session.
    pub point: Box<RestorePoint>,
    /// Time of that state on the wall clock.
    pub kept: Timestamp,
}

impl StartRequest {
    /// Creates a session of this plan, from its start, of which nothing is written down.
    pub const fn of(plan: Arc<Plan>, options: Options) -> Self {
        Self { plan, options, appointment: None, script: Vec::new(), start: None, resume: None, speech: None, speed: 1 }
    }

    /// Creates a rehearsal at so many times the speed of life: it runs by itself, unheard and not written down.
    pub fn rehearsal(plan: Arc<Plan>, options: Options, speed: u32) -> Self {
        let script = vec![(SessionTime::ZERO, Input::Unattended)];
        Self { script, speed: speed.max(1), ..Self::of(plan, options) }
    }

    /// Continues a session that was cut off, from where it stood: paused, because nobody knows what the hands do now.
    /// `None` where it cannot go on.
    pub fn again(unfinished: &Unfinished) -> Option<Self> {
        let point = unfinished.point.clone()?;
        let session = &unfinished.session;
        let start = SessionMeta { id: session.id, began: session.began, client: session.client, preset: None };
        let begin = Self::of(Arc::clone(&unfinished.plan), *point.options());
        Some(Self { start: Some(start), resume: Some(Resume { point, kept: unfinished.kept }), ..begin })
    }

    /// Returns the first entry for the journal.
    pub(super) fn entry(&self) -> Option<Entry> {
        let SessionMeta { id, began, client, preset } = self.start?;
        Some(match self.resume {
            Some(_) => Entry::Resume(id),
            None => Entry::Begin(Box::new(SessionStart {
                id,
                began,
                plan: Arc::clone(&self.plan),
                options: self.options,
                client,
                preset,
            })),
        })
    }

    /// Returns the appointment on the session's clock. One that was kept went on while the session stood still.
    pub(super) fn slot(&self, at: SessionTime, stood_still: Millis) -> Option<Slot> {
        let kept = || self.resume.as_ref()?.point.slot();
        let earlier = |slot: Slot| Slot { until: slot.until - stood_still, ..slot };
        self.appointment.map(|appointment| appointment.slot(at)).or_else(|| kept().map(earlier))
    }
}

impl Resume {
    /// Returns the time for which the session stood still by the wall clock, which somebody may have set.
    pub(super) fn stood_still(&self, now: Timestamp) -> Millis {
        Millis(u64::try_from(now.duration_since(self.kept).as_millis()).unwrap_or(0))
    }
}
