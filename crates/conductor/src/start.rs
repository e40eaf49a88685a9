//! How a session begins: what is run, what is written down of it, and from where it goes on.

use jiff::Timestamp;

use super::Appointment;
use holdwell_engine::{Input, Options, RestorePoint, Slot};
use holdwell_model::{Arc, Id, Millis, Plan, SessionTime};
use holdwell_store::{Entry, SessionStart, Unfinished};

/// What is run, and how.
#[derive(Debug, Clone)]
pub struct StartRequest {
    /// What is run.
    pub plan: Arc<Plan>,
    /// How.
    pub options: Options,
    /// The appointment it has to fit in.
    pub appointment: Option<Appointment>,
    /// What is said at which instant of the session, in order: a script instead of a person.
    pub script: Vec<(SessionTime, Input)>,
    /// How it is written down; `None`: not at all.
    pub start: Option<SessionMeta>,
    /// From where it goes on, where it was cut off; `None`: it begins.
    pub resume: Option<Resume>,
    /// So many times faster than life; other than 1 it is a rehearsal, and nothing of it is heard.
    pub speed: u32,
}

/// Under which id a session is written down, and whose it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SessionMeta {
    /// The id, which whoever begins it makes.
    pub id: Id,
    /// When, on the wall.
    pub began: Timestamp,
    /// Under whose hands; nobody is a first-class answer.
    pub client: Option<Id>,
    /// The preset and its version, where it is run from one.
    pub preset: Option<(Id, u32)>,
}

/// From where a session that was cut off goes on.
#[derive(Debug, Clone)]
pub struct Resume {
    /// How it stood.
    pub point: Box<RestorePoint>,
    /// When it stood so, on the wall.
    pub kept: Timestamp,
}

impl StartRequest {
    /// A session of this plan, from its start, of which nothing is written down.
    pub const fn of(plan: Arc<Plan>, options: Options) -> Self {
        Self { plan, options, appointment: None, script: Vec::new(), start: None, resume: None, speed: 1 }
    }

    /// A look at how a plan runs, so many times faster than life: it goes by itself, unheard and not written down.
    pub fn rehearsal(plan: Arc<Plan>, options: Options, speed: u32) -> Self {
        let script = vec![(SessionTime::ZERO, Input::Unattended)];
        Self { script, speed: speed.max(1), ..Self::of(plan, options) }
    }

    /// A session that was cut off, from where it stood: paused, because nobody knows what the hands do now. `None`
    /// where it cannot go on.
    pub fn again(unfinished: &Unfinished) -> Option<Self> {
        let point = unfinished.point.clone()?;
        let session = &unfinished.session;
        let start = SessionMeta { id: session.id, began: session.began, client: session.client, preset: None };
        let begin = Self::of(Arc::clone(&unfinished.plan), *point.options());
        Some(Self { start: Some(start), resume: Some(Resume { point, kept: unfinished.kept }), ..begin })
    }

    /// What the journal is told first.
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

    /// The appointment on the session's clock. One that was kept went on while the session stood still.
    pub(super) fn slot(&self, at: SessionTime, stood_still: Millis) -> Option<Slot> {
        let kept = || self.resume.as_ref()?.point.slot();
        let earlier = |slot: Slot| Slot { until: slot.until - stood_still, ..slot };
        self.appointment.map(|appointment| appointment.slot(at)).or_else(|| kept().map(earlier))
    }
}

impl Resume {
    /// How long all stood still, as the wall clock says, which somebody may have set.
    pub(super) fn stood_still(&self, now: Timestamp) -> Millis {
        Millis(u64::try_from(now.duration_since(self.kept).as_millis()).unwrap_or(0))
    }
}
