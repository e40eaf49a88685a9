//! The window by role and label, over a conductor that is stepped by hand.

mod assessment;
mod builder;
mod builder_fields;
mod built;
mod client;
mod clients;
mod corrections;
mod faces;
mod hands;
mod history;
mod keep;
mod late;
mod layout;
mod library;
mod lock;
mod naming;
mod pages;
mod practice;
mod preset;
mod preset_built;
pub(crate) mod records;
mod routine_files;
mod selection;
mod session;
mod vault;
mod vault_settings;
mod workspace;
