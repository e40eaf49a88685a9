//! Steps that go to where another day of the library counts.

use super::Library;
use super::compile::plan_step;
use holdwell_model::{PlanStep, Routine, Setting, Step, Technique, Timing};
use jiff::civil::Date;

impl Library {
    /// Returns steps of a routine as they can stand where the times of the day `to` count instead of those of `from`
    /// (`None` is today): each that would take another time has the one that it had written into it.
    pub fn keep_times(&self, steps: &[Step], routine: &Routine, from: Option<Date>, to: Option<Date>) -> Vec<Step> {
        let on = |library| Routine { library, steps: Vec::new(), groups: Vec::new(), ..routine.clone() };
        let (then, now) = (on(from), on(to));
        let kept = |(index, step): (usize, &Step)| {
            let had = plan_step(index, step, &then, self);
            if time(&had) == time(&plan_step(index, step, &now, self)) {
                return step.clone();
            }
            let (technique, timing, return_) = time(&had);
            Step { technique: Some(technique), timing: Some(timing), return_: Some(return_), ..step.clone() }
        };
        steps.iter().enumerate().map(kept).collect()
    }
}

const fn time(step: &PlanStep) -> (Technique, Timing, Setting) {
    (step.technique, step.timing, step.phases.return_)
}
