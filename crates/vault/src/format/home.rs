//! Home plans and entries of diaries: they stand in a column as in their files, which have their own versions.

use serde::de::Error as _;
use serde_json::{Error, Result};

use super::Stored;
use holdwell_home::{DiaryEntry, HomePlan, Problem};

impl Stored for HomePlan {
    fn write(&self) -> Result<String> {
        Ok(self.write())
    }

    fn read(text: &str) -> Result<Self> {
        Self::read(text.as_bytes()).map_err(|problems| unreadable(&problems))
    }
}

impl Stored for DiaryEntry {
    fn write(&self) -> Result<String> {
        Ok(self.write())
    }

    fn read(text: &str) -> Result<Self> {
        Self::read(text.as_bytes()).map_err(|problems| unreadable(&problems))
    }
}

/// Says where it cannot be read, and nothing of what is in it.
fn unreadable(problems: &[Problem]) -> Error {
    Error::custom(problems.first().map_or("", |problem| problem.path.as_str()))
}
