//! The vault from outside: its file and its life, and what those who use it see of it.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod any_order;
mod backups;
mod clients;
mod clocks;
mod corrections;
mod course;
mod damage;
mod export;
mod gone;
mod history;
mod home;
mod installation;
mod join;
mod journal;
mod keeping;
mod names;
mod notes;
mod own;
mod passphrase;
mod person;
mod practice;
mod presets;
mod refused;
mod rich;
mod time;
mod trouble;
mod two;
mod unreadable;
mod vault;
mod worker;
