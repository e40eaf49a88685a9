//! Contents that a column may have: an import takes only what the program can read again.

use jiff::Timestamp;
use rusqlite::types::Value;

use holdwell_model::Id;
use holdwell_store::CellFault;

/// Kind of contents of a column.
#[derive(Clone, Copy)]
pub(super) enum Kind {
    /// An id that was made here.
    Id,
    /// The same, or nothing.
    MaybeId,
    /// Text.
    Text,
    /// The same, or nothing.
    MaybeText,
    /// A whole number from 0, of 32 bits.
    Count,
    /// The same, or nothing.
    MaybeCount,
    /// A whole number from 1, of 32 bits.
    Version,
    /// A length in milliseconds.
    Length,
    /// The same, or nothing.
    MaybeLength,
    /// An instant in milliseconds since 1970.
    Instant,
    /// The same, or nothing.
    MaybeInstant,
    /// 0 or 1.
    Flag,
    /// State of a session.
    State,
    /// JSON that this can read.
    Json(fn(&str) -> bool),
    /// The same, or nothing.
    MaybeJson(fn(&str) -> bool),
}

impl Kind {
    /// Says if the text of the column is JSON, which stands in an export as it is.
    pub(super) const fn is_json(self) -> bool {
        matches!(self, Self::Json(_) | Self::MaybeJson(_))
    }

    /// Returns a cell as the vault takes it.
    pub(super) fn read(self, json: &str) -> Result<Value, CellFault> {
        let value: serde_json::Value = serde_json::from_str(json).unwrap_or_default();
        match (self, &value) {
            (
                Self::MaybeId
                | Self::MaybeText
                | Self::MaybeCount
                | Self::MaybeLength
                | Self::MaybeInstant
                | Self::MaybeJson(_),
                serde_json::Value::Null,
            ) => Ok(Value::Null),
            (_, serde_json::Value::Null) => Err(CellFault::Missing),
            (Self::Json(reads) | Self::MaybeJson(reads), _) => {
                if reads(json) {
                    Ok(Value::Text(json.to_owned()))
                } else {
                    Err(CellFault::Unreadable)
                }
            }
            (Self::Id | Self::MaybeId, _) => id(&value),
            (Self::Text | Self::MaybeText, _) => text(&value).map(Value::Text),
            // A session that runs elsewhere does not run here.
            (Self::State, _) => match text(&value)?.as_str() {
                "running" | "partial" => Ok(Value::Text("partial".to_owned())),
                "complete" | "stopped" | "clients-word" => text(&value).map(Value::Text),
                _ => Err(CellFault::Unreadable),
            },
            (Self::Count | Self::MaybeCount, _) => number(&value, 0, i64::from(u32::MAX)),
            (Self::Version, _) => number(&value, 1, i64::from(u32::MAX)),
            (Self::Length | Self::MaybeLength, _) => number(&value, 0, i64::MAX),
            (Self::Flag, _) => number(&value, 0, 1),
            (Self::Instant | Self::MaybeInstant, _) => {
                let at = value.as_i64().ok_or(CellFault::NoInstant)?;
                Timestamp::from_millisecond(at).map(|_| Value::Integer(at)).or(Err(CellFault::NoInstant))
            }
        }
    }
}

fn text(value: &serde_json::Value) -> Result<String, CellFault> {
    value.as_str().map(str::to_owned).ok_or(CellFault::NoText)
}

fn id(value: &serde_json::Value) -> Result<Value, CellFault> {
    let text = text(value)?;
    let id: Result<Id, _> = text.parse();
    id.map(|id| Value::Text(id.to_string())).or(Err(CellFault::NoId(text)))
}

fn number(value: &serde_json::Value, least: i64, most: i64) -> Result<Value, CellFault> {
    let number = value.as_i64().filter(|number| (least..=most).contains(number));
    number.map(Value::Integer).ok_or(CellFault::NoNumber(least, most))
}
