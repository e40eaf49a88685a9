//! The rules of the house that no compiler checks: who may use whom, where clocks are read, how long files are.
//!
//! The layers stand in `lib.rs` and in the table below; a rule that is broken says what would be right.

mod layers;
mod source;
mod text;
