//! Sets one thing on a step or on several at once.

use std::collections::BTreeSet;

use super::limits;
use super::{Draft, Key};
use crate::Library;
use holdwell_model::{Arc, Audience, Phase, Routine, Setting, SideOrder, Step, Technique, Timing, What};

/// One thing that is set. `None` leaves it to the defaults again.
#[derive(Debug, Clone, PartialEq)]
pub enum Set {
    /// The timing of the work.
    Timing(Option<Timing>),
    /// The sides in their order; where there are none it says nothing.
    Side(Option<SideOrder>),
    /// A phase around the work. The return never waits, and at home nothing does.
    Phase(Phase, Option<Setting>),
    /// The mark that it may be dropped when time is short.
    Optional(bool),
    /// A remark.
    Remarks(String),
    /// Technique of the step; `None` is the routine's.
    Technique(Option<Technique>),
    /// The name of what is described in place.
    Name(String),
    /// The set-up of what is described in place.
    Setup(String),
}

impl Draft {
    /// Sets one thing on every one of these steps where it can be; the others stay as they are.
    pub fn set(&mut self, keys: &BTreeSet<Key>, set: &Set, library: &Library) {
        let routine = self.with_none();
        for entry in self.entries.iter_mut().filter(|entry| keys.contains(&entry.key)) {
            let Some(step) = with(&entry.step, set, routine.audience, library) else { continue };
            renew(&mut entry.step, limits::adapt_to_audience(step, &routine, library));
        }
    }

    /// Sets the routine's name.
    pub fn set_name(&mut self, name: &str) {
        if self.head.name != name {
            name.clone_into(&mut self.head_mut().name);
        }
    }

    /// Lets the steps that leave their time to the library follow it as it is now.
    pub fn follow(&mut self, library: &Library) {
        self.head_mut().library = library.last_change();
    }

    /// Sets the technique of the steps that name none.
    pub fn set_technique(&mut self, technique: Technique, library: &Library) {
        self.head_mut().technique = technique;
        self.adapt_all(library);
    }

    /// Sets who runs it. For home, what would wait is as usual there, and steps that are not for home are disabled.
    pub fn set_audience(&mut self, audience: Audience, library: &Library) {
        let usual = match audience {
            Audience::Home if self.head.technique == Technique::Smrt => Technique::SelfCare,
            Audience::Therapist if self.head.technique == Technique::SelfCare => Technique::Smrt,
            _ => self.head.technique,
        };
        let head = self.head_mut();
        (head.audience, head.technique) = (audience, usual);
        if audience == Audience::Therapist {
            return;
        }
        head.free = false;
        for group in &mut head.groups {
            group.scan = false;
        }
        self.adapt_all(library);
        for entry in &mut self.entries {
            entry.disabled |= !limits::may_hold(&entry.step.what, audience, library);
        }
    }

    /// Adapts every step to the audience.
    fn adapt_all(&mut self, library: &Library) {
        let routine = self.with_none();
        for entry in &mut self.entries {
            let step = limits::adapt_to_audience((*entry.step).clone(), &routine, library);
            renew(&mut entry.step, step);
        }
    }

    /// Returns the routine without its steps.
    pub(super) fn with_none(&self) -> Routine {
        let new = Routine::new(&self.id, "", self.head.technique, self.head.audience);
        Routine { library: self.head.library, ..new }
    }
}

/// Replaces a step; one that stays the same stays shared.
fn renew(shared: &mut Arc<Step>, step: Step) {
    if step != **shared {
        *shared = Arc::new(step);
    }
}

/// Returns the step with one thing set; `None` where that cannot be.
fn with(step: &Step, set: &Set, audience: Audience, library: &Library) -> Option<Step> {
    let mut step = step.clone();
    match set {
        Set::Timing(timing) => {
            if timing.is_some_and(|timing| timing.validate().is_err()) {
                return None;
            }
            step.timing = *timing;
        }
        Set::Side(side) => {
            if !limits::has_sides(&step, library) {
                return None;
            }
            step.side = *side;
        }
        Set::Phase(phase, setting) => {
            if setting.is_some_and(|setting| !setting.is_allowed(*phase, audience)) {
                return None;
            }
            *step.phase_mut(*phase)? = *setting;
        }
        Set::Optional(optional) => step.optional = *optional,
        Set::Remarks(remarks) => step.remarks = Some(limits::clean(remarks)).filter(|words| !words.is_empty()),
        Set::Technique(technique) => step.technique = *technique,
        Set::Name(text) | Set::Setup(text) => {
            let What::Named { name, setup } = &mut step.what else { return None };
            let text = limits::clean(text);
            match (set, text.is_empty()) {
                (Set::Name(_), true) => return None,
                (Set::Name(_), false) => *name = text,
                (_, empty) => *setup = (!empty).then_some(text),
            }
        }
    }
    Some(step)
}
