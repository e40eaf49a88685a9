//! The window: commands and keys, screens and what they are made of.
//!
//! Screens draw what is published and push [`action::Action`]s; [`app::App`] alone acts on them. Keys of a session are
//! taken before egui sees them and read by [`grammar`]. Nothing here times anything: a window that is hidden, frozen
//! or never painted changes no session.

pub mod action;
pub mod app;
pub mod awake;
pub mod cx;
pub mod dialog;
pub mod icons;
pub mod keyboard;
pub mod photo;
pub mod screen;
pub mod screens;
#[cfg(test)]
pub mod testing;
#[cfg(test)]
mod tests;
pub mod theme;
pub mod widgets;
mod window;

pub use app::Given;
pub use window::{Wake, Window, run};
