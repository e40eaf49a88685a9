//! Version 1 of what stands in the vault's JSON columns, as it is since schema 1. It only ever grows by fields and
//! variants that older rows do without; anything else is a version 2 beside it.

mod client;
mod measure;
mod note;
mod plan;
mod position;
mod preset;
mod routine;
mod session;
mod timing;

pub(super) use client::Client;
pub(super) use measure::{CarePlan, Entry, FollowUp};
pub(super) use note::{NoteRow, NoteTemplate, NoteText, TextBlock};
pub(super) use plan::{Plan, PlanStep};
pub(super) use position::Position;
pub(super) use preset::Preset;
pub(super) use routine::Routine;
pub(super) use session::{Event, Options, Record};
