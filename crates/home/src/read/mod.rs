//! Reads a home plan: every problem of it is told at once, and nothing is half read.

mod item;
pub(crate) mod json;

use jiff::civil::{Date, date};

use self::json::{Node, Object, Source};
use crate::problem::{Fault, Kind, Problem};
use crate::words::{TECHNIQUES, URGENCIES};
use crate::{HomeItem, HomePlan, Sign, Speech};
use holdwell_model::{Id, Millis};

/// The format of a home plan.
pub(crate) const FORMAT: &str = "holdwell-plan";
/// The newest version that is known.
pub(crate) const VERSION: u64 = 1;
/// The largest file that is read, in bytes. Recorded words take most of it.
pub const LARGEST_PLAN: usize = 4 << 20;

/// The most items: a home plan of more is none.
pub(crate) const MOST_ITEMS: usize = 40;
/// The most lines of notes, of things that must be at hand, of cautions of one item, and the like.
pub(crate) const MOST_LINES: usize = 100;
/// The most recorded texts.
const MOST_PROMPTS: usize = 1000;
/// The first and the last day that are read.
pub(crate) const DAYS: (Date, Date) = (date(2000, 1, 1), date(2199, 12, 31));
/// The longest that all of a plan takes, once.
const LONGEST: Millis = Millis::from_mins(48 * 60);
/// The most check-ins, breaths and repetitions, as in every routine.
const MOST_REPEATED: u64 = 100_000;

impl HomePlan {
    /// Reads a plan file.
    ///
    /// # Errors
    /// Everything that is wrong with it, up to fifty problems.
    pub fn read(bytes: &[u8]) -> Result<Self, Vec<Problem>> {
        Source::read(bytes, LARGEST_PLAN, |root| plan(root))
    }
}

fn plan(root: Node<'_, '_>) -> Option<HomePlan> {
    let mut fields = header(root, FORMAT, VERSION)?;
    let id = fields.need("id").and_then(|id| self::id(&id));
    let title = fields.need("title").and_then(|title| title.text());
    let made = fields.need("made").and_then(|made| day(&made));
    let (from, until) = (fields.take("from"), fields.take("until"));
    let (from, until) = (from.and_then(|from| day(&from)), until.map(|until| (day(&until), until)));
    if let Some((Some(last), node)) = &until
        && from.is_some_and(|from| *last < from)
    {
        node.problem(Fault::DaysReversed);
    }
    let times_a_day = fields.need("times_a_day").and_then(|times| times.number((1, 24)));
    let days_a_week = fields.need("days_a_week").and_then(|days| days.number((1, 7)));
    let line = |node: Option<Node<'_, '_>>| node.and_then(|node| node.text());
    let (name, call) = (line(fields.take("name")), line(fields.take("call")));
    let notes = lines(fields.take("notes"));
    let routine = fields.need("routine").and_then(|routine| routine.text());
    let technique = fields.need("technique").and_then(|technique| technique.word(TECHNIQUES));
    let items = fields.need("items").map(|list| items(&list)).unwrap_or_default();
    let signs = fields.take("signs").map(|signs| signs.list(MOST_LINES)).unwrap_or_default();
    let signs = signs.into_iter().filter_map(sign).collect();
    let speech = fields.take("speech").and_then(speech);
    fields.finish();
    Some(HomePlan {
        id: id?,
        title: title?,
        made: made?,
        from,
        until: until.and_then(|(last, _)| last),
        times_a_day: times_a_day? as u8,
        days_a_week: days_a_week? as u8,
        name,
        call,
        notes,
        routine: routine?,
        technique: technique?,
        items,
        signs,
        speech,
    })
}

/// Reads the format and the version; of a file that is another, nothing else is looked at.
pub(crate) fn header<'s, 'a>(root: Node<'s, 'a>, wanted: &'static str, newest: u64) -> Option<Object<'s, 'a>> {
    let mut fields = root.object()?;
    let format = fields.need("format")?;
    let found = format.plain(Kind::Text, |text| Some(text.to_owned()))?;
    if found != wanted {
        format.problem(Fault::OtherFormat { wanted, found });
        return None;
    }
    let node = fields.need("version")?;
    let version = node.number((0, u64::MAX))?;
    if version == 0 || version > newest {
        node.problem(if version == 0 { Fault::NoSuchVersion } else { Fault::NewerVersion });
        return None;
    }
    Some(fields)
}

fn items(list: &Node<'_, '_>) -> Vec<HomeItem> {
    let nodes = list.list(MOST_ITEMS);
    if nodes.is_empty() {
        list.problem(Fault::NothingThere);
    }
    let items: Vec<HomeItem> =
        nodes.into_iter().zip(1..).filter_map(|(node, number)| item::read(node, number)).collect();
    if items.iter().fold(Millis::ZERO, |sum, item| sum + item.length()) > LONGEST {
        list.problem(Fault::LongerThanTwoDays);
    }
    let cues = items.iter().map(|item| item.step.timing.repeated_cues().saturating_mul(item.sides().len() as u64));
    let cues = cues.fold(0_u64, u64::saturating_add);
    if cues > MOST_REPEATED {
        list.problem(Fault::TooMuch(cues));
    }
    items
}

fn sign(node: Node<'_, '_>) -> Option<Sign> {
    let mut fields = node.object()?;
    let text = fields.need("text").and_then(|text| text.text());
    let urgency = fields.need("urgency").and_then(|urgency| urgency.word(URGENCIES));
    fields.finish();
    Some(Sign { text: text?, urgency: urgency? })
}

fn speech(node: Node<'_, '_>) -> Option<Speech> {
    let mut fields = node.object()?;
    let kind = fields.need("kind").and_then(|kind| kind.text());
    let prompts = fields.need("prompts").map(|prompts| prompts.pairs(MOST_PROMPTS)).unwrap_or_default();
    let is_base64 = |text: &str| text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+/=".contains(&byte));
    let sound = |(text, node): (String, Node<'_, '_>)| {
        let sound = node.plain(Kind::Sound, |sound| is_base64(sound).then(|| sound.to_owned()))?;
        Some((text, sound))
    };
    let prompts = prompts.into_iter().filter_map(sound).collect();
    fields.finish();
    Some(Speech { kind: kind?, prompts })
}

/// Reads a list of texts that may be left out.
pub(crate) fn lines(node: Option<Node<'_, '_>>) -> Vec<String> {
    let nodes = node.map(|node| node.list(MOST_LINES)).unwrap_or_default();
    nodes.into_iter().filter_map(|node| node.text()).collect()
}

/// Reads an id.
pub(crate) fn id(node: &Node<'_, '_>) -> Option<Id> {
    node.plain(Kind::Id, |text| text.parse().ok())
}

/// Reads a day of these centuries.
pub(crate) fn day(node: &Node<'_, '_>) -> Option<Date> {
    let near = |day: &Date| (DAYS.0..=DAYS.1).contains(day);
    node.plain(Kind::Day, |text| text.parse().ok().filter(|day| text.len() == 10 && near(day)))
}
