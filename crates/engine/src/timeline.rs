//! The unattended session as a list of its phases, each with its length.

use std::collections::BTreeMap;

use super::event::EventKind;
use super::unattended::Unattended;
use holdwell_model::{Audience, Millis, Phase, Plan, PlanStep, RepWork, SessionTime, Setting, Side, Timing};

/// One phase of a timeline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    /// When it begins.
    pub at: SessionTime,
    /// How long it takes.
    pub length: Millis,
    /// Which it is.
    pub phase: Phase,
    /// The number of its step.
    pub step: u32,
    /// On which side.
    pub side: Option<Side>,
    /// Whether it would wait for the hands of a therapist, so that its length is only reckoned.
    pub waits: bool,
}

impl Unattended {
    /// The phases in their order.
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

/// Whether the phase would wait for the hands of a therapist.
fn waits(plan: &Plan, step: &PlanStep, phase: Phase) -> bool {
    let hands_end = match (phase, step.timing) {
        (Phase::Work, Timing::Open { .. } | Timing::Listening { .. } | Timing::Reps { work: RepWork::ByHand, .. }) => {
            true
        }
        (Phase::Work, _) => false,
        // Only a scan rates a step that has no rate phase of its own, and a scan waits.
        (Phase::Rate, _) => !matches!(step.phases.rate, Setting::Timed(_)),
        (phase, _) => step.phases.of(phase) == Setting::Wait,
    };
    hands_end && plan.audience == Audience::Therapist
}
