//! A routine made ready to run: every default filled in, every position looked up.

pub use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{Audience, GroupOrder, HoldName, Millis, Phase, Region, Setting, Side, SideOrder, Technique, Timing};

/// A plan for the engine. It never changes; the day's changes stand in the engine's schedule.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Plan {
    /// The routine's id.
    pub id: String,
    /// The routine's name.
    pub name: String,
    /// The technique of holds that are added while running.
    pub technique: Technique,
    /// The person who runs it.
    pub audience: Audience,
    /// No list: each Advance begins a hold or ends one.
    pub free: bool,
    /// The groups, which the steps name by index.
    pub groups: Vec<PlanGroup>,
    /// The steps in listed order.
    pub steps: Vec<Arc<PlanStep>>,
}

/// Steps that are ordered together; they stand next to each other in the plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanGroup {
    /// The order of its steps.
    pub order: GroupOrder,
    /// Every contact is rated before the first is treated.
    pub scan: bool,
}

/// One step with nothing left open.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PlanStep {
    /// Number in the routine, from 1; holds that are inserted while running come after the last, and 0 is one without a name.
    pub number: u32,
    /// The title, large on the screen; empty for a hold that gets its name later.
    pub title: String,
    /// The set-up, as sentences.
    pub setup: String,
    /// The library's cautions; shown, never a block.
    pub cautions: Vec<String>,
    /// The technique, which decides its sounds and its words.
    pub technique: Technique,
    /// The contacts under the hands; at least one.
    pub contacts: Vec<PlanContact>,
    /// The timing of the work, per side.
    pub timing: Timing,
    /// The sides in their order.
    pub sides: SideOrder,
    /// The phases around the work.
    pub phases: Phases,
    /// May be dropped when time is short.
    pub optional: bool,
    /// The index of its group.
    pub group: Option<usize>,
    /// A remark for whoever runs it.
    pub remarks: Option<String>,
}

/// One position under the hands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanContact {
    /// The library's id; `None` for something described in place.
    pub position: Option<String>,
    /// Name on the screen.
    pub name: String,
    /// Side where the step names one; else the contact is on the side being worked.
    pub side: Option<Side>,
    /// The place on the body, for the order of equal scores; unknown counts as last.
    pub region: Option<Region>,
}

/// The phases around the work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each is described at Phase")]
pub struct Phases {
    pub rate: Setting,
    pub settle: Setting,
    pub return_: Setting,
    pub recheck: Setting,
    pub rest: Setting,
}

impl Phases {
    /// Returns the setting of a phase around the work; the work itself is ruled by its timing and never off.
    pub const fn of(&self, phase: Phase) -> Setting {
        match phase {
            Phase::Rate => self.rate,
            Phase::Settle => self.settle,
            Phase::Work => Setting::Wait,
            Phase::Return => self.return_,
            Phase::Recheck => self.recheck,
            Phase::Rest => self.rest,
        }
    }

    /// Returns the phases of a step about which its routine says nothing. `place` is its place in the routine, from 0: before
    /// the first a client at home needs longer to lie down.
    pub const fn usual(technique: Technique, timing: &Timing, audience: Audience, place: usize) -> Self {
        let home = matches!(audience, Audience::Home);
        Self {
            rate: Setting::Off,
            settle: match (home, place) {
                (false, _) => Setting::Wait,
                (true, 0) => Setting::Timed(Millis::from_secs(60)),
                (true, _) => Setting::Timed(Millis::from_secs(25)),
            },
            return_: technique.usual_return(timing.kind()),
            recheck: if home { Setting::Off } else { technique.usual_recheck() },
            rest: Setting::Off,
        }
    }
}

impl PlanStep {
    /// Makes a hold that was not planned: a name (or none yet), the technique's usual timing or a given time.
    pub fn added(name: &HoldName, timing: Timing, technique: Technique, phases: Phases) -> Self {
        Self {
            number: 0,
            title: name.title.clone(),
            setup: name.setup.clone(),
            cautions: name.cautions.clone(),
            technique,
            contacts: vec![name.contact()],
            timing,
            sides: name.side.into(),
            phases,
            optional: false,
            group: None,
            remarks: None,
        }
    }

    /// Makes the same hold under another name, as one that was not planned: its number, its timing and its phases stay.
    #[must_use]
    pub fn renamed(&self, name: &HoldName) -> Self {
        let (number, remarks) = (self.number, self.remarks.clone());
        Self { number, remarks, ..Self::added(name, self.timing, self.technique, self.phases) }
    }
}

impl Plan {
    /// Says if a step is one that this plan names: whatever was added has no number, or one after all of these, and what
    /// the plan leaves without a name gets it by hand.
    pub fn has_planned(&self, step: &PlanStep) -> bool {
        let place = (step.number as usize).checked_sub(1);
        place.and_then(|place| self.steps.get(place)).is_some_and(|planned| !planned.title.is_empty())
    }

    /// Makes a plan of nothing: the place holder of a restore point until its real plan is given back to it.
    pub fn nothing() -> Arc<Self> {
        Arc::new(Self {
            id: String::new(),
            name: String::new(),
            technique: Technique::Smrt,
            audience: Audience::Therapist,
            free: false,
            groups: Vec::new(),
            steps: Vec::new(),
        })
    }
}
