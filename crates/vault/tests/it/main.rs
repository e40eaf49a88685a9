//! The vault from outside: its file and its life, and what those who use it see of it.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod backups;
mod clients;
mod clocks;
mod corrections;
mod damage;
mod export;
mod history;
mod join;
mod journal;
mod own;
mod passphrase;
mod presets;
mod rich;
mod time;
mod trouble;
mod unreadable;
mod vault;
mod worker;
