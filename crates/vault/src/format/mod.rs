//! Values of the domain as they stand in the vault's JSON columns and in an export.
//!
//! The text of a column is made from a storage type of its version ([`v1`]) and never from a type of the domain itself: a
//! name that changes there changes nothing on the disk. What a vault or an export of any released version holds is read
//! by the tests.

mod form;
mod home;
mod note;
mod restore;
#[cfg(test)]
mod tests;
mod v1;

use holdwell_engine::{Event, Options, Record};
use holdwell_library::Preset;
use holdwell_measures::{CarePlan, Entry, FollowUp};
use holdwell_model::{Arc, Client, Plan, PlanStep, Position, Routine};
use holdwell_store::{NoteTemplate, NoteText, TextBlock};
use serde_json::Result;

use form::Form as _;
pub(crate) use note::NoteRow;

/// A value that a column holds as JSON.
pub(crate) trait Stored: Sized {
    /// Makes the text of the column.
    fn write(&self) -> Result<String>;

    /// Reads the text of a column, whichever version wrote it.
    fn read(text: &str) -> Result<Self>;
}

macro_rules! stored {
    ($($type:ty => $form:ty),* $(,)?) => {$(
        impl Stored for $type {
            fn write(&self) -> Result<String> {
                serde_json::to_string(&<$form>::of(self))
            }

            fn read(text: &str) -> Result<Self> {
                serde_json::from_str::<$form>(text).map(<$form>::value)
            }
        }
    )*};
}

stored! {
    Client => v1::Client,
    Preset => v1::Preset,
    Position => v1::Position,
    Routine => v1::Routine,
    Plan => v1::Plan,
    PlanStep => v1::PlanStep,
    Options => v1::Options,
    Event => v1::Event,
    Record => v1::Record,
    Entry => v1::Entry,
    CarePlan => v1::CarePlan,
    FollowUp => v1::FollowUp,
    NoteText => v1::NoteText,
    NoteRow => v1::NoteRow,
    NoteTemplate => v1::NoteTemplate,
    TextBlock => v1::TextBlock,
}

impl<T: Stored> Stored for Arc<T> {
    fn write(&self) -> Result<String> {
        T::write(self)
    }

    fn read(text: &str) -> Result<Self> {
        T::read(text).map(Self::new)
    }
}

/// JSON whose content another layer knows: how the cues sounded, and a draft of the builder.
impl Stored for serde_json::Value {
    fn write(&self) -> Result<String> {
        serde_json::to_string(self)
    }

    fn read(text: &str) -> Result<Self> {
        serde_json::from_str(text)
    }
}
