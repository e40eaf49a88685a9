//! The window: commands and keys, screens and what they are made of.
//!
//! Screens draw what is published and push [`action::Action`]s; [`app::App`] alone acts on them. Keys of a session are
//! taken before egui sees them and read by [`grammar`]. Nothing here times anything: a window that is hidden, frozen
//! or never painted changes no session.

pub mod action;
pub mod app;
pub mod awake;
pub mod command;
pub mod dialog;
pub mod differences;
pub mod grammar;
pub mod icons;
pub mod keyboard;
pub mod keys;
pub mod lengths;
pub mod offers;
pub mod photo;
pub mod presets;
pub mod screens;
pub mod settings;
#[cfg(test)]
pub mod testing;
#[cfg(test)]
mod tests;
pub mod theme;
pub mod whom;
pub mod widgets;
mod window;
pub mod words;

pub use app::Given;
pub use window::{Wake, Window, run};
