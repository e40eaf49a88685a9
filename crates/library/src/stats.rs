//! Figures of a routine: the length of the whole and of its parts, computed once for each change of the routine.

use std::collections::BTreeMap;

use crate::Library;
use crate::runnable::RunnablePlan;
use holdwell_engine::{Options, Projection, Stretch, unattended};
use holdwell_model::{Arc, Millis, Phase, Plan, PlanStep, Posture, Region};

/// Figures of a routine, ready to run.
#[derive(Debug, Clone)]
pub struct RoutineStats {
    /// The routine, ready to run, with its total.
    pub offer: RunnablePlan,
    /// The total without its optional steps; `None` where it has none, or nothing else.
    pub without_optional: Option<Projection>,
    /// Time of work on each region, the longest first. Two contacts of one region count once; a step on two regions
    /// counts for both.
    pub regions: Vec<(Region, Millis)>,
    /// Every phase, to scale.
    pub stretches: Vec<Stretch>,
    /// Count of times the client turns or gets up, optional steps included.
    pub turns: usize,
}

impl RoutineStats {
    /// Computes the figures of a plan, by the same run that `timeline` and `render` make.
    pub fn of(plan: Arc<Plan>, library: &Library) -> Self {
        let stretches = unattended(&plan, Options::of(&plan)).stretches(&plan);
        let regions = regions(&plan, &stretches);
        let without_optional = without_optional(&plan).map(|plan| RunnablePlan::of(Arc::new(plan)).total);
        let turns = turns(&plan.steps, library);
        Self { offer: RunnablePlan::within(plan, library), without_optional, regions, stretches, turns }
    }
}

/// Counts how often the client turns or gets up between these steps. What may lie in any way turns nobody.
pub fn turns<'a>(steps: impl IntoIterator<Item = &'a Arc<PlanStep>>, library: &Library) -> usize {
    let contacts = steps.into_iter().flat_map(|step| &step.contacts);
    let positions = contacts.filter_map(|contact| library.position(contact.position.as_deref()?));
    let mut postures: Vec<Posture> = positions.filter_map(|position| position.posture).collect();
    postures.dedup();
    postures.len().saturating_sub(1)
}

fn without_optional(plan: &Plan) -> Option<Plan> {
    let steps: Vec<_> = plan.steps.iter().filter(|step| !step.optional).cloned().collect();
    let differs = steps.len() < plan.steps.len() && !steps.is_empty();
    differs.then(|| Plan { steps, ..plan.clone() })
}

fn regions(plan: &Plan, stretches: &[Stretch]) -> Vec<(Region, Millis)> {
    let mut of_step: BTreeMap<u32, Vec<Region>> = BTreeMap::new();
    for step in &plan.steps {
        let mut regions: Vec<Region> = step.contacts.iter().filter_map(|contact| contact.region).collect();
        regions.sort_unstable();
        regions.dedup();
        of_step.insert(step.number, regions);
    }
    let mut worked: BTreeMap<Region, Millis> = BTreeMap::new();
    for stretch in stretches.iter().filter(|stretch| stretch.phase == Phase::Work) {
        for region in of_step.get(&stretch.step).into_iter().flatten() {
            *worked.entry(*region).or_default() += stretch.length;
        }
    }
    let mut regions: Vec<(Region, Millis)> = worked.into_iter().collect();
    regions.sort_by_key(|(_, length)| std::cmp::Reverse(*length));
    regions
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{compile, read_routine};

    fn lengths(steps: &str) -> RoutineStats {
        let library = Library::builtin();
        let head = "format = \"holdwell-routine\"\nversion = 1\n[routine]\nid = \"a\"\nname = \"A\"\n";
        let routine = read_routine("a.toml", format!("{head}{steps}").as_bytes(), &library).unwrap();
        RoutineStats::of(Arc::new(compile(&routine, &library).unwrap()), &library)
    }

    #[test]
    fn every_routine_is_as_long_as_its_phases() {
        let library = Library::builtin();
        for routine in library.routines().iter().filter(|routine| !routine.free) {
            let lengths = RoutineStats::of(Arc::new(compile(routine, &library).unwrap()), &library);
            let phases: Millis = lengths.stretches.iter().map(|stretch| stretch.length).sum();
            assert_eq!(phases, lengths.offer.total.length, "{}", routine.id);
        }
    }

    #[test]
    fn optional_steps_and_regions_are_told_apart() {
        let step = |side: &str| {
            format!(
                "[[step]]\nposition = \"psoas\"\ntiming = {{ kind = \"fixed\", hold = \"30s\" }}\nside = \"{side}\"\nsettle = \"5s\"\nreturn = \"off\"\n"
            )
        };
        let both = lengths(&format!("{}{}optional = true\n", step("right-then-left"), step("left")));
        assert_eq!((both.offer.total.length, both.offer.holds), (Millis::from_secs(105), 3));
        assert_eq!(both.without_optional.map(|total| total.length), Some(Millis::from_secs(70)));
        assert_eq!(both.regions, [(Region::AbdomenHip, Millis::from_secs(90))]);
        assert!(!both.offer.total.about);
        assert_eq!(both.turns, 0);
        let lying = |id: &str| format!("[[step]]\nposition = \"{id}\"\n");
        let turned = ["psoas", "piriformis", "scar-ease", "gluteus-medius", "iliacus"].map(lying).concat();
        assert_eq!(lengths(&turned).turns, 2);
        assert_eq!(lengths(&step("left")).without_optional, None);
    }
}
