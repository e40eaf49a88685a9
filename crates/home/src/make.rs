//! Makes a home plan from a home routine.

use jiff::civil::Date;

use crate::problem::Problem;
use crate::{Figure, HomeItem, HomePlan, Sign, Urgency};
use holdwell_library::{Library, Precaution, Weight, compile};
use holdwell_model::{Audience, Id, Plan, PlanStep, Position, Region, Routine, Side, SideOrder};

/// The therapist's choices for a home plan, beside its routine.
#[derive(Debug, Clone, PartialEq)]
pub struct Asked {
    /// The random id of the plan.
    pub id: Id,
    /// The day on which it is made.
    pub made: Date,
    /// The title, where it is another than the routine's name.
    pub title: Option<String>,
    /// The first day.
    pub from: Option<Date>,
    /// The last day.
    pub until: Option<Date>,
    /// Times a day.
    pub times_a_day: u8,
    /// On how many days of a week.
    pub days_a_week: u8,
    /// The client's name, only where it was ticked.
    pub name: Option<String>,
    /// Person to call, and how.
    pub call: Option<String>,
    /// Notes in plain words.
    pub notes: Vec<String>,
    /// The numbers of the items that matter most.
    pub matters_most: Vec<u32>,
    /// The client's worse side, for what begins with it.
    pub worse_side: Option<Side>,
}

/// The reason why no plan is made.
#[derive(Debug, Clone, PartialEq)]
pub enum Refused {
    /// The routine is for a therapist. These would be wrong with it at home besides.
    ForTherapist(Vec<holdwell_library::Problem>),
    /// The routine breaks rules: most likely a position of it is not for home.
    Routine(Vec<holdwell_library::Problem>),
    /// No item has this number.
    NoItem(u32),
    /// A choice that cannot stand in a plan.
    Asked(Vec<Problem>),
}

impl Asked {
    /// Asks for a plan that says no more than it must: once every day, without a name.
    pub const fn plain(id: Id, made: Date) -> Self {
        Self {
            id,
            made,
            title: None,
            from: None,
            until: None,
            times_a_day: 1,
            days_a_week: 7,
            name: None,
            call: None,
            notes: Vec::new(),
            matters_most: Vec::new(),
            worse_side: None,
        }
    }
}

impl HomePlan {
    /// Makes the plan of a home routine.
    ///
    /// # Errors
    /// The routine is none for home, or something that was asked for cannot stand in a plan.
    pub fn make(routine: &Routine, library: &Library, asked: Asked) -> Result<Self, Refused> {
        if routine.audience != Audience::Home {
            let at_home = Routine { audience: Audience::Home, ..routine.clone() };
            return Err(Refused::ForTherapist(compile(&at_home, library).err().unwrap_or_default()));
        }
        let plan = compile(routine, library).map_err(Refused::Routine)?;
        let known = |number: &u32| plan.steps.iter().any(|step| step.number == *number);
        if let Some(unknown) = asked.matters_most.iter().find(|number| !known(number)) {
            return Err(Refused::NoItem(*unknown));
        }
        let items = plan.steps.iter().map(|step| HomeItem {
            step: PlanStep { sides: certain(step.sides, asked.worse_side), group: None, ..PlanStep::clone(step) },
            have_ready: have_ready(step, library),
            matters_most: asked.matters_most.contains(&step.number),
            figure: positions(step, library).next().map(figure),
        });
        let made = Self {
            id: asked.id,
            title: asked.title.unwrap_or_else(|| plan.name.clone()),
            made: asked.made,
            from: asked.from,
            until: asked.until,
            times_a_day: asked.times_a_day,
            days_a_week: asked.days_a_week,
            name: asked.name,
            call: asked.call,
            notes: asked.notes,
            routine: plan.id.clone(),
            technique: plan.technique,
            items: items.collect(),
            signs: signs(&plan, library),
            speech: None,
        };
        // What is given to a client can be read again: its limits are those of the file.
        Self::read(made.write().as_bytes()).map_err(Refused::Asked)
    }
}

fn positions<'a>(step: &'a PlanStep, library: &'a Library) -> impl Iterator<Item = &'a Position> {
    step.contacts.iter().filter_map(|contact| library.position(contact.position.as_deref()?))
}

fn figure(position: &Position) -> Figure {
    let Position { posture, region, ease, .. } = position;
    Figure { posture: *posture, region: *region, ease: ease.clone() }
}

fn have_ready(step: &PlanStep, library: &Library) -> Vec<String> {
    let mut things: Vec<String> = Vec::new();
    for thing in positions(step, library).flat_map(|position| &position.needs) {
        if !things.contains(thing) {
            things.push(thing.clone());
        }
    }
    things
}

/// Returns an order that needs no knowledge of the client any more.
fn certain(order: SideOrder, worse: Option<Side>) -> SideOrder {
    match order.sides(worse) {
        [Side::Left, Side::Right] => SideOrder::LeftThenRight,
        [Side::Right, Side::Left] => SideOrder::RightThenLeft,
        _ => order,
    }
}

/// Lists the signs of something graver at the places of the plan that somebody at home can be asked for, the gravest first. Work on the whole body adds those
/// that hold everywhere, or every sign would be asked for.
fn signs(plan: &Plan, library: &Library) -> Vec<Sign> {
    let regions = |step: &PlanStep| step.contacts.iter().filter_map(|contact| contact.region).collect::<Vec<Region>>();
    let concerns = |precaution: &&Precaution| {
        plan.steps.iter().any(|step| {
            let of_technique = precaution.techniques.is_empty() || precaution.techniques.contains(&step.technique);
            let here = |region: &Region| precaution.regions.is_empty() || precaution.regions.contains(region);
            of_technique && regions(step).iter().any(here)
        })
    };
    let sign = |precaution: &Precaution| {
        let urgency = match precaution.weight {
            Weight::Emergency => Urgency::Emergency,
            Weight::RedFlag => Urgency::Doctor,
            Weight::Contraindication | Weight::AskFirst | Weight::Care | Weight::Note => return None,
        };
        Some(Sign { text: precaution.ask.clone()?, urgency })
    };
    let mut signs: Vec<Sign> = library.precautions().iter().filter(concerns).filter_map(sign).collect();
    signs.sort_by_key(|sign| sign.urgency);
    signs.dedup();
    signs
}
