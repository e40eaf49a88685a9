//! Holdwell: a guided session timer for positional release holds.
pub mod audio;
pub mod cli;
pub mod conductor;
pub mod engine;
pub mod library;
pub mod model;
#[cfg(feature = "desktop")]
pub mod ui;
