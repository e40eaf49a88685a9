//! The engine from outside: scenarios told as text, properties over generated sessions, and a restore point as it is on disk.

mod appointment;
mod edits;
mod hands;
mod names;
mod pairs;
mod properties;
mod restore;
mod scenarios;
mod scores;
mod word;
