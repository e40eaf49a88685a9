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
        born: Option<Date>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        same_as: Option<Id>,
    }

    struct Caution = model::Caution { id: Id, text: String, touches: Touches, since: Timestamp }

    struct Preferences = model::Preferences { louder: i8 }

    struct Spot = model::Spot { region: Region, side: Side }
}

/// The place of a caution. A single region on either side stands as it did before there were several.
#[derive(serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(in crate::format) enum Touches {
    Everything,
    Region(Region),
    Regions {
        regions: Vec<Region>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        side: Option<Side>,
    },
    Position(String),
}

impl Form<model::Touches> for Touches {
    fn of(value: &model::Touches) -> Self {
        match value {
            model::Touches::Everything => Self::Everything,
            model::Touches::Regions(regions, side) => match (regions.first(), regions.len(), side) {
                (Some(only), 1, None) => Self::Region(Form::of(only)),
                _ => Self::Regions { regions: Form::of(regions), side: Form::of(side) },
            },
            model::Touches::Position(id) => Self::Position(id.clone()),
        }
    }

    fn value(self) -> model::Touches {
        match self {
            Self::Everything => model::Touches::Everything,
            Self::Region(region) => model::Touches::region(region.value()),
            Self::Regions { regions, side } => model::Touches::Regions(regions.value(), side.value()),
            Self::Position(id) => model::Touches::Position(id),
        }
    }
}
