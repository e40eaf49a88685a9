//! A session as its record shows it, whether it has just ended or was looked up.

use holdwell_app::text;
use holdwell_engine::{Finish, Record, ScoreKind, Stage, View};
use holdwell_model::{Arc, Millis, PlanStep};
use holdwell_store::{Annotation, SessionPage};

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
            Self::View(view, _) => view.records(),
            Self::Page(page) => &page.records,
        }
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

    /// Returns a score, given at the time or later.
    pub(super) fn score(self, record: &Record, contact: u8, kind: ScoreKind) -> Option<u8> {
        record.score(contact, kind).or_else(|| self.page()?.scored_later(record.item, contact, kind))
    }

    /// Returns the remarks and answers of later; none where the vault does not hold the session.
    pub(super) fn annotations(self) -> &'a [Annotation] {
        self.page().map_or(&[], |page| page.annotations.as_slice())
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
            Self::View(view, _) => match view.stage() {
                Stage::Finished(Finish::Complete) => "complete",
                Stage::Finished(Finish::Stopped) => "ended before its end",
                Stage::Finished(Finish::ClientsWord) => "ended at the client's word",
                _ => "under way",
            },
            Self::Page(page) => super::super::client::state(page.session.state),
        }
    }

    /// Returns the ending, the number of holds, and the time under the hands.
    pub(in super::super) fn facts(self) -> String {
        let held: Millis = self.records().iter().map(|record| record.held()).sum();
        let finished = self.records().iter().filter(|record| record.is_finished()).count();
        let holds = text::count(finished, "hold");
        format!("{}  ·  {holds}, {} under the hands", self.ending(), held.clock())
    }
}
