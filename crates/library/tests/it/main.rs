//! The library from outside: presets and what a session left, over generated routines.

mod outcome;
mod presets;
