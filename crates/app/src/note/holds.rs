//! The holds of a session, as a note names them.

use holdwell_engine::{Record, ScoreKind};
use holdwell_library::Library;
use holdwell_library::movement::code;
use holdwell_model::{Arc, PlanStep, Posture, Side, Technique};
use holdwell_store::SessionPage;

/// A hold of a session.
#[derive(Debug, Clone)]
pub struct NotedHold<'a> {
    /// The record, corrections included.
    pub record: &'a Record,
    /// Name; empty where it was given none.
    pub name: String,
    /// Side under the hands.
    pub side: Side,
    /// Technique.
    pub technique: Technique,
    /// The way in which the client lay or sat; `None` where the library does not say.
    pub posture: Option<Posture>,
    /// The contacts under the hands, at least one.
    pub contacts: Vec<NotedContact>,
}

/// A contact of a hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotedContact {
    /// Name of the place.
    pub name: String,
    /// Side where the step names one that is not the hold's.
    pub side: Option<Side>,
    /// Position of ease in the short code of the trade; `None` where it has none.
    pub code: Option<String>,
    /// Tenderness, 0 to 10, before, in the position, and after.
    pub scores: [Option<u8>; 3],
}

impl NotedContact {
    /// Returns the tenderness before and after; `None` where one is missing, or there was none to begin with.
    pub fn change(&self) -> Option<(u8, u8)> {
        let [before, _, after] = self.scores;
        before.filter(|before| *before > 0).zip(after)
    }
}

/// Lists the holds in which work was done, in the order in which they were begun.
pub fn noted_holds<'a>(page: &'a SessionPage, library: &Library) -> Vec<NotedHold<'a>> {
    let is_work = |record: &&Arc<Record>| record.is_finished() || !record.held().is_zero();
    page.records.iter().filter(is_work).map(|record| noted_hold(page, record, library)).collect()
}

fn noted_hold<'a>(page: &'a SessionPage, record: &'a Record, library: &Library) -> NotedHold<'a> {
    let (name, side) = page.hold_name(record);
    let step = record.step_of(&page.plan, &page.added);
    // A name that was given later stands for another place than the step's.
    let named = page.named_later(record.item).map(|_| name.as_str());
    let contacts = (0..page.contacts(record)).map(|contact| NotedContact {
        scores: [ScoreKind::Before, ScoreKind::InPosition, ScoreKind::After]
            .map(|kind| page.score(record.item, contact, kind)),
        ..place(step, named, contact, library)
    });
    let posture = position_ids(step, named, library).find_map(|id| library.position(id)?.posture);
    NotedHold {
        record,
        side,
        technique: step.map_or(page.plan.technique, |step| step.technique),
        posture,
        contacts: contacts.collect(),
        name,
    }
}

/// Returns the place of a contact, without its scores.
fn place(step: Option<&Arc<PlanStep>>, named: Option<&str>, contact: u8, library: &Library) -> NotedContact {
    let planned = step.and_then(|step| step.contacts.get(usize::from(contact)));
    let id = position_ids(step, named, library).nth(usize::from(contact));
    NotedContact {
        name: named.map_or_else(|| planned.map(|one| one.name.clone()).unwrap_or_default(), str::to_owned),
        side: planned.and_then(|one| one.side),
        code: id.and_then(|id| library.position(id)).and_then(code),
        scores: [None; 3],
    }
}

/// Lists the positions of a hold by their ids: the one whose name it was given later, else those of its step.
fn position_ids<'a>(
    step: Option<&'a Arc<PlanStep>>,
    named: Option<&'a str>,
    library: &'a Library,
) -> impl Iterator<Item = &'a str> {
    let later = named.and_then(|name| library.positions().find(|position| position.name == name));
    let planned = step.filter(|_| named.is_none()).into_iter().flat_map(|step| &step.contacts);
    let planned = planned.filter_map(|contact| contact.position.as_deref());
    later.map(|position| position.id.as_str()).into_iter().chain(planned)
}
