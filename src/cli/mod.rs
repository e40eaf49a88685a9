//! The subcommands: each is the same engine in another host.

pub mod script;
