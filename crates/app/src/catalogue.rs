//! The catalogue of what can be begun: the library's routines, a file that was named, what was built last.

use super::text;
use holdwell_library::runnable::{RunnablePlan, offers};
use holdwell_library::{Library, Problem};
use holdwell_model::{Arc, Audience, HoldName, Millis, Phases, Plan, PlanStep, Technique, Timing};

/// Every plan that can be begun without a client.
#[derive(Debug)]
pub struct Catalogue {
    library: Arc<Library>,
    /// The routine of a file that was named when the program was started.
    given: Option<RunnablePlan>,
    /// The routine that was built last and is ready to be begun, saved or not.
    built: Option<RunnablePlan>,
    plans: Vec<RunnablePlan>,
    problems: Vec<Problem>,
}

/// Returns the plan of one hold of this length, which gets its name later.
pub fn quick_hold(length: Millis) -> Plan {
    let timing = Timing::Fixed { hold: length };
    let technique = Technique::Smrt;
    let phases = Phases::usual(technique, &timing, Audience::Therapist, 0);
    let step = PlanStep { number: 1, ..PlanStep::added(&HoldName::default(), timing, technique, phases) };
    Plan {
        id: "quick-hold".to_owned(),
        name: text::quick_hold(length),
        technique,
        audience: Audience::Therapist,
        free: false,
        groups: Vec::new(),
        steps: vec![Arc::new(step)],
    }
}

impl Catalogue {
    /// Creates the catalogue of a program that has not read its library yet: the given routine, else a free session.
    pub fn new(given: Option<RunnablePlan>) -> Self {
        let plans = vec![given.clone().unwrap_or_else(RunnablePlan::free)];
        Self { library: Arc::default(), given, built: None, plans, problems: Vec::new() }
    }

    /// Makes every routine of another library ready.
    pub fn set_library(&mut self, library: Arc<Library>) {
        self.library = library;
        self.make();
    }

    /// Returns the library that the plans come from.
    pub const fn library(&self) -> &Arc<Library> {
        &self.library
    }

    /// Returns every plan; there is always one.
    pub fn plans(&self) -> &[RunnablePlan] {
        &self.plans
    }

    /// Returns the problems of the library's files.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// Returns the plan of this id, else the first.
    pub fn plan(&self, id: Option<&str>) -> Option<&RunnablePlan> {
        let named = id.and_then(|id| self.plans.iter().find(|offer| offer.plan.id == id));
        named.or_else(|| self.plans.first())
    }

    /// Says if the catalogue has a plan of this id.
    pub fn has(&self, id: &str) -> bool {
        self.plans.iter().any(|offer| offer.plan.id == id)
    }

    /// Puts what was built into the catalogue, in the place of what is saved of it.
    pub fn set_built(&mut self, built: RunnablePlan) {
        self.built = Some(built);
        self.put_built();
    }

    /// Returns the id of what was built last.
    pub fn built(&self) -> Option<&str> {
        self.built.as_ref().map(|built| built.plan.id.as_str())
    }

    /// Takes out what was built last, without making the catalogue anew.
    pub fn forget_built(&mut self) {
        self.built = None;
    }

    /// Takes out what was built last, and makes the catalogue anew where there was something.
    pub fn take_built(&mut self) {
        if self.built.take().is_some() {
            self.make();
        }
    }

    fn make(&mut self) {
        let (plans, problems) = offers(&self.library);
        self.problems = problems;
        // The free session is always there, whatever the library holds.
        if !plans.is_empty() {
            // A file that was named stands in the place of what the library has by its id.
            let given = self.given.as_ref().map(|given| RunnablePlan::within(Arc::clone(&given.plan), &self.library));
            let others =
                plans.into_iter().filter(|offer| given.as_ref().is_none_or(|given| given.plan.id != offer.plan.id));
            self.plans = given.iter().cloned().chain(others).collect();
        }
        self.put_built();
    }

    fn put_built(&mut self) {
        let Some(built) = self.built.clone() else { return };
        let place = self.plans.iter().position(|offer| offer.plan.id == built.plan.id);
        let place = place.unwrap_or_else(|| {
            let second = self.plans.len().min(1);
            self.plans.insert(second, built.clone());
            second
        });
        if let Some(offer) = self.plans.get_mut(place) {
            *offer = built;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(id: &str) -> RunnablePlan {
        let plan = Plan { id: id.to_owned(), ..(*Plan::nothing()).clone() };
        RunnablePlan::of(Arc::new(plan))
    }

    fn ids(catalogue: &Catalogue) -> Vec<&str> {
        catalogue.plans().iter().map(|offer| offer.plan.id.as_str()).collect()
    }

    #[test]
    fn a_file_that_was_named_comes_first_and_once() {
        let mut catalogue = Catalogue::new(Some(named("low-back-mixed")));
        assert_eq!(ids(&catalogue), ["low-back-mixed"]);
        catalogue.set_library(Arc::new(Library::builtin()));
        assert_eq!(ids(&catalogue)[0], "low-back-mixed");
        assert_eq!(ids(&catalogue).iter().filter(|id| **id == "low-back-mixed").count(), 1);
        assert!(catalogue.plans().len() > 10 && catalogue.problems().is_empty());
    }

    #[test]
    fn a_file_that_was_named_says_what_must_be_at_hand() {
        let library = Arc::new(Library::builtin());
        let (offers, _) = offers(&library);
        let home = offers.into_iter().find(|offer| !offer.scene.needs.is_empty()).expect("one needs something");
        let mut catalogue = Catalogue::new(Some(RunnablePlan::of(Arc::clone(&home.plan))));
        catalogue.set_library(library);
        assert_eq!(catalogue.plans()[0].scene.needs, home.scene.needs);
    }

    #[test]
    fn what_was_built_stands_second_and_can_be_taken_out() {
        let mut catalogue = Catalogue::new(None);
        catalogue.set_library(Arc::new(Library::builtin()));
        let before = catalogue.plans().len();
        catalogue.set_built(named("own-1"));
        catalogue.set_built(named("own-1"));
        assert_eq!((ids(&catalogue)[1], catalogue.plans().len()), ("own-1", before + 1));
        assert_eq!(catalogue.plan(Some("own-1")).map(|offer| offer.plan.id.as_str()), Some("own-1"));
        catalogue.take_built();
        assert!(!catalogue.has("own-1") && catalogue.plans().len() == before);
        assert_eq!(
            catalogue.plan(Some("own-1")).map(|offer| &offer.plan.id),
            catalogue.plans().first().map(|offer| &offer.plan.id)
        );
    }

    #[test]
    fn a_quick_hold_is_one_hold() {
        let offer = RunnablePlan::of(Arc::new(quick_hold(Millis::from_secs(90))));
        assert_eq!((offer.holds, offer.plan.name.as_str()), (1, "Quick hold, 90 s"));
    }
}
