//! The engine from outside: scenarios told as text, and properties over generated sessions.

mod properties;
mod scenarios;
