//! Names and sides of holds that no routine planned: picked from the library while a session runs, and in one list of
//! its holds afterwards.

mod list;
mod picker;

pub(super) use list::HoldNames;
pub(super) use picker::{NamePicker, Picked, PickerContext};
