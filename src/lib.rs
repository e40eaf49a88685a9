//! Holdwell: a guided session timer for positional release holds.
pub mod engine;
pub mod model;
#[cfg(feature = "desktop")]
pub mod ui;
