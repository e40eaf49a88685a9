//! What the table, the scores and the words must be.

mod course;
mod scores;
mod thresholds;
mod trends;
mod words;
