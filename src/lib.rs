//! Holdwell: a guided session timer for positional release holds.
pub mod audio;
pub mod engine;
pub mod model;
