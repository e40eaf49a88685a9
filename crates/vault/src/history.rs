//! The sessions as the history searches them: a list in memory, so that neither a keystroke nor a scroll costs a query.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::LazyLock;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use rusqlite::{Connection, Result, Row};

use super::course::plans_of_all;
use super::journal::IS_HELD;
use super::journal::delete::IS_THERE;
use super::journal::row::{BEGAN, ENDED, IS_FREE, MOVED_TO, from_json, id, if_readable, readable, session_line};
use super::own::own;
use super::search::{beginnings, day_words, place, wanted};
use holdwell_library::{Library, split_side};
use holdwell_model::{Arc, Id, Plan, PlanStep, Position, Region, Technique, fold};
use holdwell_store::{HistoryFilter, HistoryLine, HistoryOwner, HistoryPage, HistoryQuery, SessionLine};

/// Number of rows in a window: several heights of any screen, and little to copy.
const WINDOW: usize = 200;

/// Every session that is not deleted, the newest first.
#[derive(Debug, Default)]
pub(super) struct Sessions {
    sessions: Vec<Known>,
    /// The filter that was asked for last, and the sessions that met it.
    found: Option<(HistoryFilter, Vec<usize>)>,
}

#[derive(Debug)]
struct Known {
    line: Arc<HistoryLine>,
    day: Date,
    treated: Treated,
    /// Words by which the session is found, as [`beginnings`] has them.
    words: String,
}

/// Content of a session's holds, and of what was said of it.
#[derive(Debug, Default)]
struct Treated {
    techniques: Vec<Technique>,
    regions: Vec<Region>,
    words: Vec<String>,
}

impl Sessions {
    /// Reads them. `zone` says on which day a session was.
    pub(super) fn read(connection: &Connection, zone: &TimeZone) -> Result<Self> {
        let mut treated = treated(connection)?;
        let free = free_plans(connection)?;
        let sql = format!(
            "select session.*, {MOVED_TO} as moved_to, {ENDED} as ended, 0 as free, client.person, shown.name as client_name,
                (select count(*) from question where question.session = session.id) as open
            from session left join client on client.id = session.client
                left join client shown on shown.id = coalesce(client.person, client.id)
            where {IS_THERE} order by {BEGAN} desc, session.id desc"
        );
        let mut sessions = connection.prepare_cached(&sql)?;
        let sessions = sessions.query_map([], |row| {
            let plan: String = row.get("plan")?;
            let session = SessionLine { is_free: free.contains(&plan), ..session_line(row)? };
            let line = HistoryLine { client: row.get("client_name")?, open: row.get("open")?, session, visit: None };
            let treated = treated.remove(&line.session.id).unwrap_or_default();
            Ok(Known::new(line, treated, zone))
        })?;
        let mut sessions = readable(sessions)?;
        count_visits(connection, &mut sessions)?;
        Ok(Self { sessions, found: None })
    }

    /// Finds a window of those that meet the filter. A window of the same filter as before costs no search.
    pub(super) fn find(&mut self, query: &HistoryQuery) -> HistoryPage {
        let known = self.found.take().filter(|(filter, _)| *filter == query.filter);
        let (filter, found) = known.unwrap_or_else(|| (query.filter.clone(), self.matching(&query.filter)));
        let first = (query.first as usize).min(found.len().saturating_sub(1));
        let rows = found.iter().skip(first).take(WINDOW).filter_map(|at| self.sessions.get(*at));
        let page = HistoryPage {
            filter: filter.clone(),
            found: found.len() as u32,
            all: self.sessions.len() as u32,
            first: first as u32,
            rows: rows.map(|known| Arc::clone(&known.line)).collect(),
        };
        self.found = Some((filter, found));
        page
    }

    fn matching(&self, filter: &HistoryFilter) -> Vec<usize> {
        let words = wanted(&filter.words);
        let meets = |(at, known): (usize, &Known)| known.meets(filter, &words).then_some(at);
        self.sessions.iter().enumerate().filter_map(meets).collect()
    }
}

impl Known {
    fn new(line: HistoryLine, treated: Treated, zone: &TimeZone) -> Self {
        let owner = line.client.as_deref().unwrap_or("no client");
        let techniques = treated.techniques.iter().map(|technique| technique.name());
        let said = treated.words.iter().map(String::as_str);
        let all = [line.session.name.as_str(), owner].into_iter();
        let all = all.chain(techniques).chain(treated.regions.iter().map(|region| region.name())).chain(said);
        let all = all.chain(line.session.entered.map(|_| "entered afterwards"));
        let all = all.collect::<Vec<_>>().join(" ") + " " + &day_words(line.session.began, zone);
        let day = line.session.began.to_zoned(zone.clone()).date();
        Self { words: beginnings(&all), line: Arc::new(line), day, treated }
    }

    fn meets(&self, filter: &HistoryFilter, words: &[String]) -> bool {
        let owner = match filter.owner {
            HistoryOwner::All => true,
            HistoryOwner::Nobody => self.line.session.client.is_none(),
            HistoryOwner::Client(client) => self.line.session.client == Some(client),
        };
        owner
            && (!filter.is_open || self.line.open > 0)
            && filter.since.is_none_or(|since| self.day >= since)
            && meets_one(&filter.techniques, &self.treated.techniques)
            && meets_one(&filter.regions, &self.treated.regions)
            && place(&self.words, words).is_some()
    }
}

/// Says of each session of a plan of care which visit it was.
fn count_visits(connection: &Connection, sessions: &mut [Known]) -> Result<()> {
    let plans = plans_of_all(connection)?;
    let mut days: HashMap<Id, Vec<Date>> = HashMap::new();
    for known in sessions.iter().filter(|known| known.line.session.holds > 0) {
        if let Some(client) = known.line.session.client.filter(|client| plans.contains_key(client)) {
            days.entry(client).or_default().push(known.day);
        }
    }
    for known in sessions {
        let Some(client) = known.line.session.client else { continue };
        let (Some(plans), Some(days)) = (plans.get(&client), days.get(&client)) else { continue };
        // Of two plans that both had the day the later one counts.
        let of_day = plans.iter().filter(|plan| plan.includes(known.day)).max_by_key(|plan| (plan.begun, plan.id));
        let visit = of_day.and_then(|plan| plan.place(days, known.day));
        if visit.is_some() {
            Arc::make_mut(&mut known.line).visit = visit;
        }
    }
    Ok(())
}

/// Says if one of those is wanted, or any would do.
fn meets_one<T: Ord>(wanted: &BTreeSet<T>, there: &[T]) -> bool {
    wanted.is_empty() || there.iter().any(|one| wanted.contains(one))
}

/// Reads what was held in each session, and what was said of it, at the time and later.
fn treated(connection: &Connection) -> Result<HashMap<Id, Treated>> {
    let mut all: HashMap<Id, Treated> = HashMap::new();
    let known = KnownPositions::read(connection)?;
    let sql = format!(
        "select distinct session, technique, region, position from hold join session on session.id = hold.session
            where {IS_HELD}"
    );
    each(connection, &sql, |session, row| {
        let treated = all.entry(session).or_default();
        let (technique, region): (String, Option<String>) = (row.get("technique")?, row.get("region")?);
        add(&mut treated.techniques, technique.parse().ok());
        add(&mut treated.regions, region.and_then(|region| region.parse().ok()));
        let position: Option<String> = row.get("position")?;
        add(&mut treated.words, position.map(|position| known.words(&position)));
        Ok(())
    })?;
    let names = names(connection)?;
    let renamed = renamed_steps(connection, &names)?;
    add_planned(connection, &known, &renamed, &mut all)?;
    // A hold that was not planned has its name in its step, unless it was given another one since.
    let sql = "select session, step, case when json_valid(whole) then whole ->> '$.title' end as title from added_step";
    each(connection, sql, |session, row| {
        let title: Option<String> = row.get("title")?;
        if !renamed.contains(&(session, row.get("step")?)) {
            all.entry(session).or_default().words.extend(title);
        }
        Ok(())
    })?;
    for (session, name) in
        names.into_iter().flat_map(|(session, names)| names.into_values().map(move |name| (session, name)))
    {
        let treated = all.entry(session).or_default();
        add(&mut treated.regions, known.region_of(split_side(&name).0));
        treated.words.push(name);
    }
    for remarks in [
        "select session, text from annotation where asks is not 'name'",
        // Few holds have a remark: the others are passed over without being read.
        "select session, remark.value as text from hold, json_each(hold.whole, '$.notes') remark
            where instr(hold.whole, '\"notes\":[]') = 0 and json_valid(hold.whole)",
    ] {
        each(connection, remarks, |session, row| {
            all.entry(session).or_default().words.push(row.get("text")?);
            Ok(())
        })?;
    }
    Ok(all)
}

/// Adds the names and the positions of the planned steps that were held and not renamed: of every contact, and of steps
/// that are called by a name alone. Few plans serve many sessions.
fn add_planned(
    connection: &Connection,
    known: &KnownPositions,
    renamed: &HashSet<(Id, u32)>,
    all: &mut HashMap<Id, Treated>,
) -> Result<()> {
    let mut plans: HashMap<String, Vec<Treated>> = HashMap::new();
    let mut read = connection.prepare_cached("select hash, whole from plan")?;
    let mut rows = read.query([])?;
    while let Some(row) = rows.next()? {
        // One that cannot be read costs itself alone.
        if let Some(plan) = if_readable(from_json::<Arc<Plan>>(row, "whole"))? {
            let _before = plans.insert(row.get("hash")?, plan.steps.iter().map(|step| known.treated(step)).collect());
        }
    }
    let sql = format!(
        "select distinct hold.session, session.plan, hold.step from hold join session on session.id = hold.session
            where {IS_HELD}"
    );
    each(connection, &sql, |session, row| {
        let (plan, step): (String, u32) = (row.get("plan")?, row.get("step")?);
        let planned = plans.get(&plan).and_then(|steps| steps.get(step as usize));
        if let Some(planned) = planned.filter(|_| !renamed.contains(&(session, step))) {
            let treated = all.entry(session).or_default();
            planned.regions.iter().for_each(|region| add(&mut treated.regions, Some(*region)));
            planned.words.iter().for_each(|words| add(&mut treated.words, Some(words.clone())));
        }
        Ok(())
    })
}

/// The positions of the program and the therapist's own, as sessions are found by them.
struct KnownPositions {
    /// Every name of a position, by its id.
    words: HashMap<String, String>,
    /// The region of a position, by its folded name: a hold of a free session is named by it later.
    regions: HashMap<String, Region>,
}

impl KnownPositions {
    fn read(connection: &Connection) -> Result<Self> {
        static BUILTIN: LazyLock<Library> = LazyLock::new(Library::builtin);
        let own = own(connection)?.positions;
        let all = || BUILTIN.positions().chain(own.iter().map(AsRef::as_ref));
        Ok(Self {
            words: all().map(|position| (position.id.clone(), words_of(position))).collect(),
            regions: all().map(|position| (fold(&position.name), position.region)).collect(),
        })
    }

    /// Returns the words of a position, of which the library may know nothing any more.
    fn words(&self, id: &str) -> String {
        self.words.get(id).cloned().unwrap_or_else(|| id.replace('-', " "))
    }

    fn region_of(&self, name: &str) -> Option<Region> {
        self.regions.get(&fold(name)).copied()
    }

    fn treated(&self, step: &PlanStep) -> Treated {
        let mut treated = Treated { words: vec![step.title.clone()], ..Treated::default() };
        for contact in &step.contacts {
            let words = contact.position.as_deref().map_or_else(|| contact.name.clone(), |id| self.words(id));
            add(&mut treated.words, Some(words));
            add(&mut treated.regions, contact.region);
        }
        treated
    }
}

fn words_of(position: &Position) -> String {
    let id = position.id.replace('-', " ");
    let names = [Some(&position.name), position.plain_name.as_ref(), Some(&id)];
    let names = names.into_iter().flatten().chain(&position.also);
    names.map(String::as_str).collect::<Vec<_>>().join(" ")
}

/// The names that holds were given later, by session and work item.
type Names = HashMap<Id, HashMap<u32, String>>;

/// Reads the names that holds were given later, of each the last one; it is empty where a name was taken away.
fn names(connection: &Connection) -> Result<Names> {
    let mut names = Names::new();
    let sql = "select session, bout, text from annotation where asks = 'name' and bout is not null order by at, id";
    each(connection, sql, |session, row| {
        let _before = names.entry(session).or_default().insert(row.get("bout")?, row.get("text")?);
        Ok(())
    })?;
    Ok(names)
}

/// Finds the steps of which every hold has another name than its step, by session and step.
fn renamed_steps(connection: &Connection, names: &Names) -> Result<HashSet<(Id, u32)>> {
    let (mut renamed, mut not) = (HashSet::new(), HashSet::new());
    let sql = "select session, bout, step from hold
        where session in (select session from annotation where asks = 'name')";
    each(connection, sql, |session, row| {
        let is_renamed =
            names.get(&session).is_some_and(|names| row.get("bout").is_ok_and(|bout: u32| names.contains_key(&bout)));
        let steps = if is_renamed { &mut renamed } else { &mut not };
        let _new = steps.insert((session, row.get("step")?));
        Ok(())
    })?;
    Ok(&renamed - &not)
}

/// Calls `take` with each row that has a session which can be read.
fn each(connection: &Connection, sql: &str, mut take: impl FnMut(Id, &Row<'_>) -> Result<()>) -> Result<()> {
    let mut rows = connection.prepare_cached(sql)?;
    let mut rows = rows.query([])?;
    while let Some(row) = rows.next()? {
        if let Some(session) = if_readable(id(row, "session"))? {
            take(session, row)?;
        }
    }
    Ok(())
}

fn add<T: PartialEq>(all: &mut Vec<T>, one: Option<T>) {
    all.extend(one.filter(|one| !all.contains(one)));
}

/// Reads which plans are free, by their hash. Few plans serve many sessions.
fn free_plans(connection: &Connection) -> Result<HashSet<String>> {
    let mut plans = connection.prepare_cached(&format!("select hash from plan where {IS_FREE}"))?;
    plans.query_map([], |row| row.get("hash"))?.collect()
}
