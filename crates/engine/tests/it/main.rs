//! The engine from outside: scenarios told as text, properties over generated sessions, and a restore point as it is on disk.

mod appointment;
mod edits;
mod properties;
mod restore;
mod scenarios;
