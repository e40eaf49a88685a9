//! A home plan while it is being made for a client: what it is made from, and what the therapist chose.

use std::collections::BTreeSet;

use holdwell_home::{Asked, HomeItem, HomePlan, Refused};
use holdwell_library::{Advice, Library, advise};
use holdwell_model::{Audience, Client, Confidence, Id, Position, Region, Routine, Side, Step, Technique, What};
use holdwell_store::{HomePlanPage, SessionPage};
use jiff::ToSpan as _;
use jiff::civil::Date;

/// The id of the routine of a plan that was put together here.
const BUILT: &str = "home-built";
/// The most letters of a note.
pub const LONGEST_NOTES: usize = 1200;

/// Source of a plan.
#[derive(Debug, Clone, PartialEq)]
pub enum Source {
    /// A home routine of the library, by its id.
    Routine(String),
    /// Positions for home, by their ids, in order.
    Built(Vec<String>),
}

/// The choices for a plan.
#[derive(Debug, Clone, PartialEq)]
pub struct HomeDraft {
    /// Source of the plan.
    pub source: Source,
    /// The title that the client reads; the routine's name where it is empty.
    pub title: String,
    /// Times a day.
    pub times: i64,
    /// Days of a week.
    pub days: i64,
    /// Weeks from the first day on; 0 is without an end.
    pub weeks: i64,
    /// Person to call, and how.
    pub call: String,
    /// Notes in plain words, a line each.
    pub notes: String,
    /// The numbers of the items that matter most.
    pub shorter: BTreeSet<u32>,
    /// Set where the client's name stands in the plan.
    pub named: bool,
    /// The client's name as it stands there.
    pub name: String,
}

/// A position that was held in a session and is none for home, and those for home at the same place.
#[derive(Debug, Clone, PartialEq)]
pub struct NotForHome {
    /// Name of the position.
    pub name: String,
    /// The place on the body.
    pub region: Region,
}

/// Positions for home, as they are offered after a session.
#[derive(Debug, Clone, Default)]
pub struct HomePositions<'a> {
    /// Positions that were done.
    pub done: Vec<&'a Position>,
    /// Positions at the places where other work was done.
    pub near: Vec<&'a Position>,
    /// All others.
    pub others: Vec<&'a Position>,
    /// Work that was done and stays with the therapist.
    pub not: Vec<NotForHome>,
}

impl HomeDraft {
    /// Begins a plan for a client: as the last one was, else with the first home routine, once a day for two weeks.
    pub fn new(client: &Client, last: Option<&HomePlanPage>, call: &str, library: &Library) -> Self {
        let first = library.routines().iter().find(|routine| routine.audience == Audience::Home);
        let plain = Self {
            source: Source::Routine(first.map(|routine| routine.id.clone()).unwrap_or_default()),
            title: String::new(),
            times: 1,
            days: 7,
            weeks: 2,
            call: call.to_owned(),
            notes: String::new(),
            shorter: BTreeSet::new(),
            named: false,
            name: first_name(client),
        };
        last.map_or(plain.clone(), |last| plain.like(&last.plan, library))
    }

    /// Takes over what the last plan was, but for its dates and the name.
    fn like(self, last: &HomePlan, library: &Library) -> Self {
        let known = library.routine(&last.routine).is_some();
        let positions = || last.items.iter().filter_map(|item| item.step.contacts.first()?.position.clone()).collect();
        let name = library.routine(&last.routine).map(|routine| routine.name.as_str());
        let weeks = last
            .from
            .zip(last.until)
            .map_or(0, |(from, until)| until.since(from).map_or(0, |span| (i64::from(span.get_days()) + 1 + 6) / 7));
        Self {
            source: if known { Source::Routine(last.routine.clone()) } else { Source::Built(positions()) },
            title: Some(last.title.clone()).filter(|title| Some(title.as_str()) != name).unwrap_or_default(),
            times: last.times_a_day.into(),
            days: last.days_a_week.into(),
            weeks,
            call: last.call.clone().unwrap_or(self.call),
            notes: last.notes.join("\n"),
            shorter: last.items.iter().filter(|item| item.matters_most).map(|item| item.step.number).collect(),
            ..self
        }
    }

    /// Changes what it is made from. The items that matter most were those of the other.
    pub fn choose(&mut self, source: Source) {
        if self.source != source {
            self.source = source;
            self.shorter.clear();
        }
    }

    /// Adds a position to what is put together, or takes it away.
    pub fn toggle(&mut self, position: &str) {
        let mut built = if let Source::Built(built) = &self.source { built.clone() } else { Vec::new() };
        match built.iter().position(|known| known == position) {
            Some(place) => drop(built.remove(place)),
            None => built.push(position.to_owned()),
        }
        self.choose(Source::Built(built));
    }

    /// Returns the routine that it is made from; `None` where nothing is chosen or the library has none of it.
    pub fn routine(&self, library: &Library) -> Option<Routine> {
        match &self.source {
            Source::Routine(id) => library.routine(id).cloned(),
            Source::Built(built) if built.is_empty() => None,
            Source::Built(built) => {
                let steps = built.iter().map(|id| Step::plain(What::Position(id.clone()))).collect();
                Some(Routine { steps, ..Routine::new(BUILT, "For you at home", Technique::SelfCare, Audience::Home) })
            }
        }
    }

    /// Makes the plan; `None` where nothing is chosen yet.
    pub fn make(&self, id: Id, today: Date, client: &Client, library: &Library) -> Option<Result<HomePlan, Refused>> {
        let routine = self.routine(library)?;
        let said = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        let until = (self.weeks > 0).then(|| today.checked_add((self.weeks * 7 - 1).days()).ok()).flatten();
        let number = |number: i64| u8::try_from(number).unwrap_or(1);
        let asked = Asked {
            title: said(&self.title),
            from: Some(today),
            until,
            times_a_day: number(self.times),
            days_a_week: number(self.days),
            name: said(&self.name).filter(|_| self.named),
            call: said(&self.call),
            notes: self.notes.lines().filter_map(said).collect(),
            matters_most: self.shorter.iter().copied().collect(),
            worse_side: client.worse_side,
            ..Asked::plain(id, today)
        };
        Some(HomePlan::make(&routine, library, asked))
    }

    /// Returns what is to be considered about a plan for this client: their cautions first.
    pub fn advice(plan: &HomePlan, client: &Client, library: &Library) -> Vec<Advice> {
        advise(&plan.session(holdwell_home::Share::Whole), library, &client.cautions)
    }
}

impl<'a> HomePositions<'a> {
    /// Sorts the positions for home by what was done in a session; without one, all are others.
    pub fn new(library: &'a Library, session: Option<&SessionPage>) -> Self {
        let mut offer = Self::default();
        let done = session.map(held).unwrap_or_default();
        let known: Vec<&Position> = done.iter().filter_map(|id| library.position(id)).collect();
        for position in library.positions().filter(|position| position.home) {
            if known.iter().any(|done| done.id == position.id) {
                offer.done.push(position);
            } else if known.iter().any(|done| done.region == position.region) {
                offer.near.push(position);
            } else {
                offer.others.push(position);
            }
        }
        let not = known.iter().filter(|position| !position.home);
        offer.not = not.map(|position| NotForHome { name: position.name.clone(), region: position.region }).collect();
        offer
    }
}

/// Returns the name that a client is called by, or the first of their names.
fn first_name(client: &Client) -> String {
    let called = client.called.clone().filter(|called| !called.trim().is_empty());
    called.unwrap_or_else(|| client.name.split_whitespace().next().unwrap_or_default().to_owned())
}

/// Returns an item as a position that can be drawn; `None` for something that the library does not know.
pub fn drawn(item: &HomeItem) -> Option<Position> {
    let figure = item.figure.as_ref()?;
    Some(Position {
        id: String::new(),
        name: item.step.title.clone(),
        plain_name: None,
        also: Vec::new(),
        techniques: Vec::new(),
        region: figure.region,
        sided: item.drawn_side() != Side::Midline,
        posture: figure.posture,
        ease: figure.ease.clone(),
        usual: Vec::new(),
        home: true,
        say: None,
        needs: Vec::new(),
        cautions: Vec::new(),
        remarks: Vec::new(),
        confidence: Confidence::Sourced,
        sources: Vec::new(),
    })
}

/// Lists the positions that were held in a session, each once, in order.
fn held(page: &SessionPage) -> Vec<String> {
    let mut held = Vec::new();
    for record in &page.records {
        let contacts = record.step_of(&page.plan, &page.added).map(|step| &step.contacts);
        for id in contacts.into_iter().flatten().filter_map(|contact| contact.position.clone()) {
            if !held.contains(&id) {
                held.push(id);
            }
        }
    }
    held
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use holdwell_home::Diary;
    use jiff::civil::date;

    use super::*;

    fn client() -> Client {
        Client::new("018f2b6e-0000-7000-8000-000000000001".parse().unwrap(), "Maria Berg")
    }

    fn id() -> Id {
        "018f2b6e-0000-7000-8000-000000000002".parse().unwrap()
    }

    fn made(draft: &HomeDraft, library: &Library) -> HomePlan {
        draft.make(id(), date(2026, 12, 1), &client(), library).unwrap().unwrap()
    }

    #[test]
    fn the_usual_plan_says_no_name_and_lasts_two_weeks() {
        let library = Library::builtin();
        let mut draft = HomeDraft::new(&client(), None, "Jo, 555 0101", &library);
        draft.choose(Source::Routine("low-back-at-home".to_owned()));
        draft.notes = "Warm the room\n\n Put the phone away ".to_owned();
        let plan = made(&draft, &library);
        assert_eq!((plan.name, plan.call.as_deref()), (None, Some("Jo, 555 0101")));
        assert_eq!((plan.from, plan.until), (Some(date(2026, 12, 1)), Some(date(2026, 12, 14))));
        assert_eq!(plan.notes, ["Warm the room", "Put the phone away"]);
        draft.named = true;
        assert_eq!(
            made(&draft, &library).name.as_deref(),
            Some("Maria"),
            "as it is said, and only where it was ticked"
        );
    }

    #[test]
    fn the_next_plan_begins_as_the_last_one_was() {
        let library = Library::builtin();
        let mut draft = HomeDraft::new(&client(), None, "Jo", &library);
        draft.choose(Source::Routine("neck-at-home".to_owned()));
        (draft.times, draft.days, draft.weeks) = (2, 5, 3);
        draft.shorter = BTreeSet::from([2]);
        draft.named = true;
        let plan = made(&draft, &library);
        let given = "2026-12-01T10:00:00Z".parse().unwrap();
        let page = HomePlanPage { diary: Diary::new(plan.id), plan: plan.into(), given, came: BTreeMap::new() };
        let again = HomeDraft::new(&client(), Some(&page), "", &library);
        assert_eq!(again, HomeDraft { named: false, ..draft.clone() });
        draft.choose(Source::Built(Vec::new()));
        for position in ["ball-buttock", "calf-stretch"] {
            draft.toggle(position);
        }
        let plan = made(&draft, &library);
        let page = HomePlanPage { plan: plan.into(), ..page };
        let again = HomeDraft::new(&client(), Some(&page), "", &library);
        assert_eq!(again.source, Source::Built(vec!["ball-buttock".to_owned(), "calf-stretch".to_owned()]));
    }

    #[test]
    fn nothing_chosen_makes_no_plan_and_a_position_is_added_and_taken_away() {
        let library = Library::builtin();
        let mut draft = HomeDraft::new(&client(), None, "", &library);
        draft.toggle("ball-buttock");
        assert_eq!(made(&draft, &library).items.len(), 1);
        draft.toggle("ball-buttock");
        assert!(draft.make(id(), date(2026, 12, 1), &client(), &library).is_none());
    }
}
