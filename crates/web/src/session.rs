//! The course of a session that runs by itself.

use holdwell_engine::{Options, Unattended, unattended};
use holdwell_home::{HomePlan, Share};
use holdwell_model::Arc;
use holdwell_speech::{Listener, Prompt, Scene, prompts};
use serde::Serialize;

/// A session as the page shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Session {
    /// Length in milliseconds.
    pub length: u64,
    /// The phases in their order.
    pub stretches: Vec<Stretch>,
}

/// One phase of one side of an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Stretch {
    /// Begin in milliseconds of the session.
    pub at: u64,
    /// Length in milliseconds.
    pub length: u64,
    /// Kind of the phase, by its key.
    pub phase: &'static str,
    /// Place of the item in the plan, from 0.
    pub item: u32,
    /// Side, by its key.
    pub side: Option<&'static str>,
}

impl Session {
    /// Runs a plan, or its shorter form, from begin to end.
    pub fn of(plan: &HomePlan, share: Share) -> Self {
        let session = plan.session(share);
        let run = run(plan, share);
        let stretches = run.stretches(&session).into_iter().map(|stretch| Stretch {
            at: stretch.at.0,
            length: stretch.length.0,
            phase: stretch.phase.key(),
            item: stretch.step.saturating_sub(1),
            side: stretch.side.map(holdwell_model::Side::key),
        });
        Self { length: run.length().0, stretches: stretches.collect() }
    }
}

/// Lists the things to have ready for a session of a plan, and how it ends.
pub fn scene(plan: &HomePlan, share: Share) -> Scene {
    let items = plan.items_of(share);
    let mut needs: Vec<String> = Vec::new();
    for need in items.iter().flat_map(|item| &item.have_ready) {
        if !needs.contains(need) {
            needs.push(need.clone());
        }
    }
    let ends_in = items.last().and_then(|item| item.figure.as_ref()?.posture);
    Scene { needs, ends_in }
}

/// Lists the prompts of a session of a plan, as it runs where nobody stops it.
pub fn said(plan: &HomePlan, share: Share) -> Vec<Prompt> {
    prompts(&plan.session(share), &run(plan, share), &scene(plan, share), Listener::Client)
}

/// Runs a plan from begin to end with nobody there.
pub fn run(plan: &HomePlan, share: Share) -> Unattended {
    let plan = Arc::new(plan.session(share));
    unattended(&plan, Options::of(&plan))
}
