//! The unattended session as a list of its phases, each with its length.

use std::collections::BTreeMap;

use super::event::EventKind;
use super::unattended::Unattended;
use holdwell_model::{Audience, Millis, Phase, Plan, PlanStep, SessionTime, Setting, Side};

/// One phase of a timeline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    /// Instant of its begin.
    pub at: SessionTime,
    /// Length, estimated where the phase waits.
    pub length: Millis,
    /// Kind of the phase.
    pub phase: Phase,
    /// Number of the step, from 1.
    pub step: u32,
    /// Side being worked.
    pub side: Option<Side>,
    /// True where the phase would wait for the hands of a therapist, so that its length is an estimate.
    pub waits: bool,
}

impl Unattended {
    /// Returns the phases in their order.
    pub fn stretches(&self, plan: &Plan) -> Vec<Stretch> {
        let steps: BTreeMap<u32, &PlanStep> = plan.steps.iter().map(|step| (step.number, &**step)).collect();
        let mut stretches: Vec<Stretch> = Vec::new();
        for event in &self.events {
            match (&event.kind, event.phase, event.step) {
                (EventKind::Entered, Some(phase), Some(number)) => {
                    let Some(step) = steps.get(&number) else { continue };
                    let (at, side, waits) = (event.at, event.side, waits(plan, step, phase));
                    stretches.push(Stretch { at, length: Millis::ZERO, phase, step: number, side, waits });
                }
                (EventKind::Left { held, .. }, ..) => {
                    if let Some(stretch) = stretches.last_mut() {
                        stretch.length = *held;
                    }
                }
                _ => {}
            }
        }
        stretches
    }
}

/// Returns true where the phase would wait for the hands of a therapist.
fn waits(plan: &Plan, step: &PlanStep, phase: Phase) -> bool {
    let hands_end = match phase {
        Phase::Work => step.timing.is_open_ended(),
        // Only a scan rates a step that has no rate phase of its own, and a scan waits.
        Phase::Rate => !matches!(step.phases.rate, Setting::Timed(_)),
        phase => step.phases.of(phase) == Setting::Wait,
    };
    hands_end && plan.audience == Audience::Therapist
}
