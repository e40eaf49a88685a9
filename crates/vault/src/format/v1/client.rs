//! Clients.

use holdwell_model::{self as model, Id};
use jiff::Timestamp;
use jiff::civil::Date;

use super::position::Region;
use super::timing::Side;
use crate::format::form::{Form, forms};

forms! {
    struct Client = model::Client {
        id: Id,
        name: String,
        called: Option<String>,
        cautions: Vec<Caution>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        hurts: Vec<Spot>,
        notes: String,
        worse_side: Option<Side>,
        slot_mins: Option<u16>,
        preferences: Preferences,
        keep_until: Option<Date>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        same_as: Option<Id>,
    }

    struct Caution = model::Caution { id: Id, text: String, touches: Touches, since: Timestamp }

    struct Preferences = model::Preferences { louder: i8 }

    struct Spot = model::Spot { region: Region, side: Side }
}

forms! {
    #[serde(rename_all = "kebab-case")]
    enum Touches = model::Touches { Everything, Region(region: Region), Position(id: String) }
}
