//! The work that the largest words name: what is under the hands, or what the next Advance begins.

use holdwell_app::text;
use holdwell_engine::{Choice, View};
use holdwell_model::{Arc, Phase, PlanContact, PlanStep, Side};

/// The work that the largest words name.
pub(super) struct Subject<'a> {
    /// The step; `None` where there is none, and for a hold that gets its name later.
    pub step: Option<&'a Arc<PlanStep>>,
    /// The side that is worked.
    pub side: Side,
    /// The position, or the number of a hold that gets its name later.
    pub title: String,
    /// The side in words; both in a rate phase that takes both.
    pub side_words: &'static str,
}

impl<'a> Subject<'a> {
    /// Returns the work in focus, or what was chosen in its place while settle waits.
    pub(super) fn of(view: &'a View) -> Self {
        let is_choosing = view.phase() == Some(Phase::Settle) && view.choice() != Choice::Planned;
        let chosen = if is_choosing { view.chosen() } else { None };
        let (step, side) = match chosen {
            Some((step, side)) => (Some(step), side),
            None if is_choosing => (None, Side::Midline),
            None => (view.step(), view.item().map_or(Side::Midline, |item| item.side)),
        };
        let side_words = if view.rates_both_sides() { "Right, then left" } else { side.word() };
        Self { step, side, title: title(view, step), side_words }
    }

    /// Returns the set-up in the words of the side.
    pub(super) fn setup(&self) -> String {
        self.step.map(|step| text::setup(step, self.side)).unwrap_or_default()
    }

    /// Returns the id and the side of the positions, each once.
    pub(super) fn positions(&self) -> Vec<(&'a str, Side)> {
        let mut positions: Vec<(&str, Side)> = Vec::new();
        for contact in self.step.map_or(&[][..], |step| &step.contacts) {
            let PlanContact { position: Some(id), side, .. } = contact else { continue };
            match positions.iter_mut().find(|(known, _)| known == id) {
                Some((_, known)) => *known = Side::Both,
                None => positions.push((id, side.unwrap_or(self.side))),
            }
        }
        positions
    }
}

fn title(view: &View, step: Option<&Arc<PlanStep>>) -> String {
    let contact = |step: &PlanStep| {
        let rated = view.rated_contact().filter(|_| step.contacts.len() > 1)?;
        step.contacts.get(usize::from(rated)).map(|contact| contact.name.clone())
    };
    match step {
        Some(step) if !step.title.is_empty() => contact(step).unwrap_or_else(|| step.title.clone()),
        _ if view.plan().free => format!("Hold {}", view.schedule().at() + 1),
        Some(step) if step.number > 0 => "Quick hold".to_owned(),
        _ => "Unnamed hold".to_owned(),
    }
}
