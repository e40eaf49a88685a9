//! Sentences for people, one file for each topic: a second language is a second set of these files.

pub mod vault;
