//! The application without a window: what is chosen, what a key means, what is said.
//!
//! Nothing here draws. The window (`holdwell-ui`) asks these types what to show and tells them what was done.
#![deny(missing_docs)]

pub mod appointment;
pub mod catalogue;
pub mod client_list;
pub mod command;
pub mod diary;
pub mod home_mode;
pub mod home_plan;
pub mod keyboard;
pub mod keys;
pub mod measuring;
pub mod note;
pub mod paper;
pub mod presets;
pub mod press;
pub mod retention;
pub mod selected_client;
pub mod selection;
pub mod settings;
pub mod start;
pub mod text;
