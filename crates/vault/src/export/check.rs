//! Looks at an exported file before anything of it is written: every cell can be read again, every row belongs to the
//! client of the file, and no row stands there twice.

use std::collections::{BTreeMap, HashMap, HashSet};

use rusqlite::types::Value;
use sha2::{Digest as _, Sha256};

use super::table::{TABLES, Table};
use super::{Document, Line};
use crate::format::Stored;
use crate::join::{Drafts, Joined, client_content, preset_content};
use crate::journal::read_correction;
use holdwell_engine::{Event, Record};
use holdwell_home::{DiaryEntry, HomePlan};
use holdwell_library::Preset;
use holdwell_measures::{CarePlan, Entry, FollowUp, score};
use holdwell_model::{Client, Id, Plan};
use holdwell_store::{FileFault, RowFault};

/// A row, ready for the vault: column by column.
pub(super) type Cells = BTreeMap<&'static str, Value>;

/// The rows of a file, table by table, all of them good.
#[derive(Debug, Default)]
pub(super) struct Checked(BTreeMap<&'static str, Rows>);

/// The rows of a table, and their places by what they belong to: the session, or the preset.
#[derive(Debug, Default)]
struct Rows {
    all: Vec<Cells>,
    places: HashMap<String, Vec<usize>>,
}

impl Checked {
    pub(super) fn rows(&self, table: &str) -> &[Cells] {
        self.0.get(table).map(|rows| rows.all.as_slice()).unwrap_or_default()
    }

    /// Lists the rows that belong to a session or a preset, in their order; of the tables of these, the row itself.
    pub(super) fn of<'a>(&'a self, table: &str, owner: &str) -> impl Iterator<Item = &'a Cells> + use<'a> {
        let rows = self.0.get(table);
        let places = rows.and_then(|rows| rows.places.get(owner)).map(Vec::as_slice).unwrap_or_default();
        places.iter().filter_map(move |place| rows?.all.get(*place))
    }

    fn push(&mut self, table: &'static str, row: Cells) {
        let owner = match table {
            "client" | "preset" | "session" | "home_plan" | "consent" | "measure" | "care_plan" => "id",
            "diary_entry" => "plan",
            "preset_version" => "preset",
            _ => "session",
        };
        let rows = self.0.entry(table).or_default();
        rows.places.entry(text(&row, owner).to_owned()).or_default().push(rows.all.len());
        rows.all.push(row);
    }
}

/// Returns the text in a cell; nothing where there is none.
pub(super) fn text<'a>(row: &'a Cells, column: &str) -> &'a str {
    if let Some(Value::Text(text)) = row.get(column) { text } else { "" }
}

/// Returns the number in a cell; `None` where there is none.
pub(super) fn number(row: &Cells, column: &str) -> Option<i64> {
    if let Some(Value::Integer(number)) = row.get(column) { Some(*number) } else { None }
}

/// Checks a whole file, and says what is wrong with the first row that is.
pub(super) fn check(document: &Document) -> Result<Checked, FileFault> {
    let mut checked = Checked::default();
    for table in TABLES {
        let mut keys = HashSet::new();
        for (place, line) in document.tables.get(table.name).into_iter().flatten().enumerate() {
            let at = |fault| FileFault::Row { table: table.name, row: place + 1, fault };
            let row = cells(table, line).map_err(at)?;
            let key: Vec<String> = table.key.iter().map(|column| format!("{:?}", row.get(column))).collect();
            if !keys.insert(key) {
                return Err(at(RowFault::Twice));
            }
            if !fits_itself(table.name, &row) {
                return Err(at(RowFault::WholeDiffers));
            }
            if !fits_origin(table.name, &row) {
                return Err(at(RowFault::OriginDiffers));
            }
            if !belongs(table.name, &row, document.client, &checked) {
                return Err(at(RowFault::AnotherClient));
            }
            checked.push(table.name, row);
        }
    }
    let clients = checked.rows("client").len();
    if clients != usize::from(document.client.is_some()) {
        return Err(FileFault::ClientMissing);
    }
    let plans: HashSet<&str> = checked.rows("session").iter().map(|row| text(row, "plan")).collect();
    let known: HashSet<&str> = checked.rows("plan").iter().map(|row| text(row, "hash")).collect();
    if plans != known {
        return Err(FileFault::OtherPlans);
    }
    Ok(checked)
}

fn cells(table: &Table, line: &Line) -> Result<Cells, RowFault> {
    let cell = |(column, kind): &(&'static str, super::cell::Kind)| {
        let json = line.get(*column).map_or("null", |json| json.get());
        kind.read(json).map(|value| (*column, value)).map_err(|fault| RowFault::Cell(column, fault))
    };
    let mut row: Cells = table.columns.iter().map(cell).collect::<Result<_, _>>()?;
    if table.name == "plan" {
        let whole = plan_text(text(&row, "whole"), text(&row, "hash"));
        row.insert("whole", Value::Text(whole.ok_or(RowFault::AnotherPlan)?));
    }
    Ok(row)
}

/// Returns the text of a plan as it was hashed: a file that another program wrote anew has other spaces in it.
fn plan_text(whole: &str, hash: &str) -> Option<String> {
    let canonical = Plan::read(whole).ok()?.write().ok()?;
    [canonical, whole.to_owned()].into_iter().find(|text| format!("{:x}", Sha256::digest(text.as_bytes())) == hash)
}

/// Says if what stands in `whole` is of the same thing as the columns beside it.
fn fits_itself(table: &str, row: &Cells) -> bool {
    let whole = text(row, "whole");
    let number = |column: &str| number(row, column).unwrap_or(-1);
    match table {
        "client" => Client::read(whole)
            .is_ok_and(|client| client.id.to_string() == text(row, "id") && client.name == text(row, "name")),
        "preset" => whole.is_empty() || of_preset(whole, text(row, "id"), text(row, "client")),
        "home_plan" => <HomePlan as Stored>::read(whole).is_ok_and(|plan| plan.id.to_string() == text(row, "id")),
        "diary_entry" => <DiaryEntry as Stored>::read(whole)
            .is_ok_and(|entry| entry.day.to_string() == text(row, "day") && i64::from(entry.time) == number("time")),
        "measure" => <Entry as Stored>::read(whole).is_ok_and(|entry| {
            let session = entry.session.map(|session| session.to_string()).unwrap_or_default();
            (entry.id.to_string().as_str(), session.as_str()) == (text(row, "id"), text(row, "session"))
                && entry.at.as_millisecond() == number("at")
                && is_scored(&entry)
        }),
        "care_plan" => <CarePlan as Stored>::read(whole)
            .is_ok_and(|plan| plan.id.to_string() == text(row, "id") && (plan.is_draft || plan.problems().is_empty())),
        "follow_up" => {
            <FollowUp as Stored>::read(whole).is_ok_and(|said| said.session.to_string() == text(row, "session"))
        }
        "note" => Drafts::of_file(number("saved"), text(row, "author"), whole).is_some(),
        "preset_version" => of_preset(whole, text(row, "preset"), ""),
        "event" => Event::read(whole).is_ok_and(|event| {
            i64::try_from(event.seq) == Ok(number("seq")) && i64::try_from(event.at.0) == Ok(number("at_ms"))
        }),
        "hold" => Record::read(whole).is_ok_and(|record| {
            (i64::from(record.item), i64::from(record.step)) == (number("bout"), number("step"))
                && record.side.key() == text(row, "side")
        }),
        "correction" => {
            let item = number("bout");
            let (item, value) = ((item >= 0).then_some(item), text(row, "value"));
            let value = row.get("value").filter(|cell| **cell != Value::Null).map(|_| value);
            read_correction(item.and_then(|item| u32::try_from(item).ok()), text(row, "field"), value).is_some()
        }
        _ => true,
    }
}

/// Says if a figure is that of its answers. One of another version of the form was worked out by another rule.
fn is_scored(entry: &Entry) -> bool {
    let measure = entry.subject.measure;
    let is_of_now = entry.form == measure.form().version;
    measure.allows(entry.figure) && (!is_of_now || score(measure, &entry.answers) == Ok(entry.figure))
}

/// Says if the origin of a client or a preset is that of what stands in `whole`.
fn fits_origin(table: &str, row: &Cells) -> bool {
    let (whole, origin) = (text(row, "whole"), text(row, "origin"));
    let content = match table {
        _ if origin.is_empty() || whole.is_empty() => return true,
        "client" => Client::read(whole).and_then(|client| client_content(&client)),
        "preset" => Preset::read(whole).and_then(|preset| preset_content(&preset, number(row, "deleted"))),
        _ => return true,
    };
    let joined = content.and_then(|content| Ok(Joined { content, origin: serde_json::from_str(origin)? }));
    joined.is_ok_and(|joined| joined.fits())
}

fn of_preset(whole: &str, id: &str, client: &str) -> bool {
    Preset::read(whole)
        .is_ok_and(|preset| preset.id.to_string() == id && (client.is_empty() || preset.client.to_string() == client))
}

/// Says if a row belongs to the client of the file. Sessions and presets come before what belongs to them.
fn belongs(table: &str, row: &Cells, client: Option<Id>, checked: &Checked) -> bool {
    let client = client.map(|client| client.to_string()).unwrap_or_default();
    let is_row_of = |table: &str, column: &str| checked.of(table, text(row, column)).next().is_some();
    match table {
        "client" => text(row, "id") == client,
        "client_word" | "caution_seen" | "preset" | "home_plan" | "consent" | "measure" | "care_plan" => {
            text(row, "client") == client && !client.is_empty()
        }
        "session" | "deletion" => text(row, "client") == client,
        "preset_version" => is_row_of("preset", "preset") && is_of_client(text(row, "whole"), &client),
        "diary_entry" => is_row_of("home_plan", "plan"),
        "plan" => true,
        _ => is_row_of("session", "session"),
    }
}

fn is_of_client(preset: &str, client: &str) -> bool {
    Preset::read(preset).is_ok_and(|preset| preset.client.to_string() == client)
}
