//! A session as its record shows it, whether it has just ended or was looked up.

use holdwell_app::text;
use holdwell_engine::{Finish, Record, Stage, View};
use holdwell_model::{Arc, Millis, PlanStep, Side};
use holdwell_store::{Annotation, SessionPage, SessionState};
use jiff::{SignedDuration, Timestamp};

/// The source of a record.
#[derive(Debug, Clone, Copy)]
pub(in super::super) enum RecordSource<'a> {
    /// The session that has just ended, and its page in the vault as far as that is known.
    View(&'a View, Option<&'a SessionPage>),
    /// A session of another day.
    Page(&'a SessionPage),
}

impl<'a> RecordSource<'a> {
    pub(super) fn records(self) -> &'a [Arc<Record>] {
        match self {
            // What was corrected since stands in the vault.
            Self::View(_, Some(page)) if !page.corrections.is_empty() => &page.records,
            Self::View(view, _) => view.records(),
            Self::Page(page) => &page.records,
        }
    }

    /// Returns the record of a hold.
    pub(super) fn record(self, item: u32) -> Option<&'a Record> {
        self.records().iter().find(|record| record.item == item).map(AsRef::as_ref)
    }

    /// Returns the name of a hold with its side, as it is read.
    pub(super) fn hold_name(self, record: &Record) -> String {
        match self.name_of(record) {
            (title, _) if title.is_empty() => text::UNNAMED.to_owned(),
            (title, side) => text::contact(side, &title),
        }
    }

    /// Returns the name and the side of a hold. What has just ended may not all be in the vault yet.
    fn name_of(self, record: &Record) -> (String, Side) {
        match self {
            Self::View(_, Some(page)) if page.named_later(record.item).is_some() => page.hold_name(record),
            Self::View(..) => (self.step(record.step).map(|step| step.title.clone()).unwrap_or_default(), record.side),
            Self::Page(page) => page.hold_name(record),
        }
    }

    /// Says if the session was entered afterwards: its holds have no time of their own.
    pub(super) fn is_late(self) -> bool {
        self.page().is_some_and(|page| page.session.entered.is_some())
    }

    /// Returns a step by its index: the plan's, then those that were added.
    pub(super) fn step(self, index: u32) -> Option<&'a PlanStep> {
        match self {
            Self::View(view, _) => view.schedule().step_at(index).map(AsRef::as_ref),
            Self::Page(page) => {
                let (index, planned) = (index as usize, page.plan.steps.len());
                let added = || page.added.get(index.checked_sub(planned)?);
                page.plan.steps.get(index).or_else(added).map(AsRef::as_ref)
            }
        }
    }

    /// Returns the remarks and answers of later; none where the vault does not hold the session.
    pub(super) fn annotations(self) -> &'a [Annotation] {
        self.page().map_or(&[], |page| page.annotations.as_slice())
    }

    /// Returns the instant on the wall at which a hold was begun, where the vault knows the session. One that was cut
    /// off and went on is told by its own clock, which stood meanwhile.
    pub(super) fn began(self, record: &Record) -> Option<Timestamp> {
        self.clock(Millis(record.tries.first()?.began.0))
    }

    /// Returns the instant on the wall so far into the session, where the vault knows it.
    pub(super) fn clock(self, passed: Millis) -> Option<Timestamp> {
        let passed = SignedDuration::from_millis(i64::try_from(passed.0).ok()?);
        self.page()?.session.began.checked_add(passed).ok()
    }

    /// Returns the session's page in the vault.
    pub(super) const fn page(self) -> Option<&'a SessionPage> {
        match self {
            Self::View(_, page) => page,
            Self::Page(page) => Some(page),
        }
    }

    /// Returns the name of the routine.
    pub(in super::super) fn name(self) -> &'a str {
        match self {
            Self::View(view, _) => &view.plan().name,
            Self::Page(page) => &page.plan.name,
        }
    }

    /// Returns the way in which the session ended, in words.
    fn ending(self) -> &'static str {
        match self {
            Self::View(view, Some(page)) if !page.corrections.is_empty() => {
                text::ending(page.session.state, view.plan().free)
            }
            Self::View(view, _) => match view.stage() {
                Stage::Finished(finish) => text::ending(state_of(finish), view.plan().free),
                _ => "under way",
            },
            Self::Page(page) => text::ending(page.session.state, page.plan.free),
        }
    }

    /// Returns the ending, the number of holds, and the time under the hands.
    pub(in super::super) fn facts(self) -> String {
        let held: Millis = self.records().iter().map(|record| record.held()).sum();
        let finished = self.records().iter().filter(|record| record.is_finished()).count();
        let holds = text::count(finished, "hold");
        match self {
            Self::Page(page) => text::session_facts(&page.session),
            Self::View(..) => format!("{}  ·  {holds}, {} under the hands", self.ending(), held.clock()),
        }
    }
}

const fn state_of(finish: Finish) -> SessionState {
    match finish {
        Finish::Complete => SessionState::Complete,
        Finish::Stopped => SessionState::Stopped,
        Finish::ClientsWord => SessionState::ClientsWord,
    }
}
