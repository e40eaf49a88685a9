//! Teachings that differ from a routine: said quietly, each with its source, never a block.

use super::Library;
use holdwell_model::{
    Arc, Audience, Caution, GroupOrder, Millis, Plan, PlanStep, Technique, Timing, Touches, range_words,
};

/// One thing that is commonly taught otherwise, or that a client's caution asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Advice {
    /// By what it is known, so that somebody can say once that she knows. What is true of every routine has one key for
    /// all of them.
    pub key: String,
    /// The sentence.
    pub words: String,
    /// Keys of the library's list of sources; none for a client's own caution, and for what cannot be meant.
    pub sources: Vec<String>,
    /// The numbers of the steps that it is about; none where it is about the whole.
    pub steps: Vec<u32>,
}

/// The most points of counterstrain in one visit that are commonly taught.
const POINTS: usize = 6;
/// The most items of a home plan.
const ITEMS: usize = 4;

/// Returns the advice on a routine for somebody with these cautions: theirs first, then the whole, then the steps.
pub fn advise(plan: &Plan, library: &Library, cautions: &[Caution]) -> Vec<Advice> {
    let touched = cautions.iter().filter_map(|caution| touched(caution, plan));
    let whole = [home_items(plan), points(plan), order(plan)].into_iter().flatten();
    let mut said: Vec<Advice> = touched.chain(whole).collect();
    for step in &plan.steps {
        let Some(advice) = length(step, library).or_else(|| check_in(step)) else { continue };
        match said.iter_mut().find(|known| known.key == advice.key) {
            Some(known) => known.steps.extend(advice.steps),
            None => said.push(advice),
        }
    }
    said
}

/// Makes advice of a caution that names a region or a position which this routine touches.
fn touched(caution: &Caution, plan: &Plan) -> Option<Advice> {
    if caution.touches == Touches::Everything {
        return None;
    }
    let steps: Vec<&Arc<PlanStep>> = plan.steps.iter().filter(|step| caution.touches.concerns(step, None)).collect();
    let first = steps.first()?;
    let more = match steps.len() - 1 {
        0 => String::new(),
        1 => " and one more step".to_owned(),
        more => format!(" and {more} more steps"),
    };
    Some(Advice {
        key: format!("caution:{}", caution.id),
        words: format!("“{}” touches {}{more}", caution.text.trim(), first.title),
        sources: Vec::new(),
        steps: steps.iter().map(|step| step.number).collect(),
    })
}

fn home_items(plan: &Plan) -> Option<Advice> {
    let count = plan.steps.len();
    let many = plan.audience == Audience::Home && count > ITEMS;
    let words = format!("{count} items: home plans of two to four are kept to more often");
    many.then(|| of_whole("home-items", words, &["AD1"]))
}

/// A point is a tender place on one side.
fn points(plan: &Plan) -> Option<Advice> {
    let count: usize = points_of(plan).map(|step| step.contacts.len() * step.sides.sides(None).len()).sum();
    let words = format!("{count} points: five, at most six in one visit are commonly taught for counterstrain");
    (count > POINTS).then(|| of_whole("points-per-visit", words, &["CS18"]))
}

/// The worst first; of equal ones that nearest the head and the midline.
fn order(plan: &Plan) -> Option<Advice> {
    let points: Vec<&Arc<PlanStep>> = points_of(plan).collect();
    let by_score = |step: &&Arc<PlanStep>| {
        let group = step.group.and_then(|group| plan.groups.get(group));
        group.is_some_and(|group| group.order == GroupOrder::WorstFirst)
    };
    let regions: Vec<_> =
        points.iter().filter_map(|step| step.contacts.iter().filter_map(|one| one.region).min()).collect();
    let listed = points.iter().filter(|step| !by_score(step)).count();
    let differs = listed > 1 && !regions.is_sorted();
    let words = "Commonly taught for counterstrain: the worst point first, of equal ones that nearest the head";
    differs.then(|| of_whole("order-of-points", words.to_owned(), &["CS15"]))
}

fn points_of(plan: &Plan) -> impl Iterator<Item = &Arc<PlanStep>> {
    plan.steps.iter().filter(|step| step.technique == Technique::Counterstrain)
}

fn of_whole(key: &str, words: String, sources: &[&str]) -> Advice {
    let sources = sources.iter().map(|source| (*source).to_owned()).collect();
    Advice { key: key.to_owned(), words, sources, steps: Vec::new() }
}

/// Advises on work that is shorter or longer than is commonly taught.
fn length(step: &PlanStep, library: &Library) -> Option<Advice> {
    let taught = taught(step, library)?;
    let planned = step.timing.expected();
    let far = planned < taught.low || taught.high.is_some_and(|high| planned > high);
    let usual = match taught.high {
        Some(high) if taught.low.is_zero() => format!("up to {}", high.exact()),
        Some(high) => range_words(taught.low, high),
        None => format!("{} and longer", taught.low.exact()),
    };
    far.then(|| Advice {
        key: format!("length:{}:{}", step.technique.name(), held(step)),
        words: format!(
            "{}, {}: {usual} is commonly taught in {}",
            step.title,
            planned.exact(),
            step.technique.name_within()
        ),
        sources: taught.sources,
        steps: vec![step.number],
    })
}

/// Advises on a check-in that comes with the end or after it: whoever listens is never asked.
fn check_in(step: &PlanStep) -> Option<Advice> {
    let Timing::Listening { check_in: Some(check_in), ceiling: Some(ceiling), .. } = step.timing else { return None };
    (check_in >= ceiling).then(|| Advice {
        key: format!("check-in:{}", held(step)),
        words: format!(
            "{}: the end comes after {}, the first check-in after {}, so nobody is asked",
            step.title,
            ceiling.exact(),
            check_in.exact()
        ),
        sources: Vec::new(),
        steps: vec![step.number],
    })
}

/// Returns by what a step is known: its position, or else its name.
fn held(step: &PlanStep) -> &str {
    step.contacts.first().and_then(|contact| contact.position.as_deref()).unwrap_or(&step.title)
}

/// The length that is commonly taught.
struct Taught {
    low: Millis,
    high: Option<Millis>,
    sources: Vec<String>,
}

/// Returns the length that the position gives for this technique, else what is said of the technique.
fn taught(step: &PlanStep, library: &Library) -> Option<Taught> {
    let positions = step.contacts.iter().filter_map(|contact| library.position(contact.position.as_deref()?));
    for position in positions {
        let usual = position.usual.iter().find(|usual| usual.technique == step.technique);
        if let Some((low, high)) = usual.and_then(|usual| usual.range) {
            let sources = position.sources.iter().take(2).cloned().collect();
            return Some(Taught { low, high: Some(high), sources });
        }
    }
    // What is said of a technique is said of the timing that is usual in it, and of no other.
    if step.timing.kind() != step.technique.usual().kind() {
        return None;
    }
    let (low, high, sources): (u64, Option<u64>, &[&str]) = match step.technique {
        Technique::Smrt => (20, Some(45), &["SM1"]),
        Technique::Counterstrain => (60, Some(120), &["CS4", "CS10"]),
        Technique::Myofascial => (90, None, &["MF2"]),
        Technique::SoftTissueRelease => (0, Some(120), &["ST3"]),
        Technique::Craniosacral | Technique::Somatoemotional | Technique::Lymph | Technique::SelfCare => return None,
    };
    let sources = sources.iter().map(|source| (*source).to_owned()).collect();
    Some(Taught { low: Millis::from_secs(low), high: high.map(Millis::from_secs), sources })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{compile, read_routine};
    use holdwell_model::{Id, Region};

    fn said(routine: &str, cautions: &[Caution]) -> Vec<Advice> {
        let library = Library::builtin();
        let text =
            format!("format = \"holdwell-routine\"\nversion = 1\n[routine]\nid = \"a\"\nname = \"A\"\n{routine}");
        let routine = read_routine("a.toml", text.as_bytes(), &library).unwrap();
        let said = advise(&compile(&routine, &library).unwrap(), &library, cautions);
        for advice in &said {
            assert!(advice.sources.iter().all(|source| library.source(source).is_some()), "{advice:?}");
        }
        said
    }

    fn keys(routine: &str) -> Vec<String> {
        said(routine, &[]).into_iter().map(|advice| advice.key).collect()
    }

    const POINT: &str =
        "technique = \"counterstrain\"\nside = \"right\"\ntiming = { kind = \"fixed\", hold = \"90s\" }\n";

    fn point(id: &str) -> String {
        format!("[[step]]\nposition = \"{id}\"\n{POINT}")
    }

    #[test]
    fn what_is_as_taught_needs_no_word() {
        assert_eq!(keys("[[step]]\nposition = \"psoas\"\n"), Vec::<String>::new());
        assert_eq!(keys(&point("psoas")), Vec::<String>::new());
    }

    #[test]
    fn a_hold_that_is_too_long_for_its_technique_is_said_once_for_a_position() {
        let long =
            "[[step]]\nposition = \"psoas\"\ntechnique = \"smrt\"\ntiming = { kind = \"fixed\", hold = \"2m\" }\n";
        let said = said(&long.repeat(2), &[]);
        assert_eq!(said.len(), 1);
        assert_eq!(said[0].words, "Psoas major, 2 min: 20 to 45 s is commonly taught in SMRT");
        assert_eq!((said[0].key.as_str(), said[0].steps.clone()), ("length:SMRT:psoas", vec![1, 2]));
        assert!(!said[0].sources.is_empty());
    }

    #[test]
    fn a_check_in_that_nobody_hears_is_said() {
        let listening = |figures: &str| {
            format!("[[step]]\nposition = \"sphenoid\"\ntiming = {{ kind = \"listening\", {figures} }}\n")
        };
        assert_eq!(keys(&listening("check_in = \"1m\", ceiling = \"2m\"")), Vec::<String>::new());
        assert_eq!(keys(&listening("check_in = \"3m\"")), Vec::<String>::new());
        for at in ["2m", "3m"] {
            assert_eq!(keys(&listening(&format!("check_in = \"{at}\", ceiling = \"2m\""))), ["check-in:sphenoid"]);
        }
        let said = said(&listening("check_in = \"3m\", ceiling = \"2m\""), &[]);
        let words = "Sphenoid: the end comes after 2 min, the first check-in after 3 min, so nobody is asked";
        assert_eq!((said[0].words.as_str(), said[0].steps.as_slice()), (words, [1].as_slice()));
    }

    #[test]
    fn many_points_and_their_order_are_said() {
        assert_eq!(keys(&(point("psoas") + &point("quadratus-lumborum"))), Vec::<String>::new());
        let upwards = point("piriformis") + &point("scalenes");
        assert_eq!(keys(&upwards), ["order-of-points"]);
        assert_eq!(keys(&point("psoas").repeat(7)), ["points-per-visit"]);
        let group = "[[group]]\nid = \"p\"\norder = \"worst-first\"\n";
        let grouped = upwards.replace("position", "group = \"p\"\nposition");
        assert_eq!(keys(&format!("{group}{grouped}")), Vec::<String>::new());
    }

    #[test]
    fn a_home_plan_of_five_is_said() {
        let step = "[[step]]\nname = \"Rest\"\ntiming = { kind = \"block\", length = \"1m\" }\n";
        let home = |count| format!("audience = \"home\"\n{}", step.repeat(count));
        assert_eq!(keys(&home(4)), Vec::<String>::new());
        assert_eq!(keys(&home(5)), ["home-items"]);
    }

    #[test]
    fn a_caution_is_said_where_it_touches() {
        let id: Id = "018f0000-0000-7000-8000-000000000011".parse().unwrap();
        let caution = |touches| Caution {
            id,
            text: "Right hip replaced".to_owned(),
            touches,
            since: "2025-01-05T10:00:00Z".parse().unwrap(),
        };
        let routine = "[[step]]\nposition = \"psoas\"\n[[step]]\nposition = \"scalenes\"\n";
        let said_of = |touches| said(routine, &[caution(touches)]);
        let hip = said_of(Touches::region(Region::AbdomenHip));
        assert_eq!(hip[0].words, "“Right hip replaced” touches Psoas major");
        assert_eq!((hip[0].key.clone(), hip[0].steps.clone()), (format!("caution:{id}"), vec![1]));
        assert_eq!(said_of(Touches::region(Region::Sole)), []);
        assert_eq!(said_of(Touches::Everything), [], "it stands on every start face");
    }
}
