//! Makes a preset ready to run.

use std::collections::BTreeMap;

use crate::compile::compile;
use crate::defaults::choose_timing;
use crate::{Change, StepKey, preset};
use crate::{Library, Problem};
use holdwell_model::{Plan, Routine, Timing};

/// A routine with the changes of a preset, ready to run, or every rule that it then breaks.
///
/// A step that gets another time of the same shape stays in its technique: a rib held for 90 s instead of its usual
/// 120 s is still counterstrain, with its slow return, although it stands among SMRT holds.
pub fn compile_preset(routine: &Routine, changes: &[Change], library: &Library) -> Result<Plan, Vec<Problem>> {
    compile(&preset::apply(&with_techniques(routine, changes, library), changes).0, library)
}

/// Returns the routine with the technique written on each step that the changes give another time of the same shape.
pub fn with_techniques(routine: &Routine, changes: &[Change], library: &Library) -> Routine {
    let times: BTreeMap<&StepKey, &Timing> = changes.iter().filter_map(timed).collect();
    let mut routine = routine.clone();
    for (place, key) in preset::keys(&routine).iter().enumerate() {
        let Some(step) = routine.steps.get(place).filter(|step| step.timing.is_none()) else { continue };
        let usual = choose_timing(step, &routine, library);
        let technique = usual.technique;
        let is_alike = times.get(key).is_some_and(|timing| timing.kind() == usual.timing.kind());
        if let Some(step) = routine.steps.get_mut(place).filter(|_| is_alike) {
            step.technique = Some(technique);
        }
    }
    routine
}

const fn timed(change: &Change) -> Option<(&StepKey, &Timing)> {
    match change {
        Change::Timed(key, timing) => Some((key, timing)),
        _ => None,
    }
}
