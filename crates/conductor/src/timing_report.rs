//! The timing of a session's cues.

use serde::{Deserialize, Serialize};

use holdwell_audio::Report;
use holdwell_engine::Cue;

/// Timing of a session's cues. Lateness is measured against the sample position, not against the intention.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct CueTimingReport {
    /// Lateness of every planned cue that sounded, in microseconds, in order of sounding; negative is early.
    planned_micros: Vec<i64>,
    /// Times from a key press to its cue, in microseconds.
    pressed_micros: Vec<i64>,
    /// Number of cues whose instant came, heard or on the screen only.
    pub given: u32,
    /// Number of cues that should have been heard and were not.
    pub unheard: u32,
    /// Number of times the sound stood still and was tied anew.
    pub underruns: u32,
    /// Number of times the device was lost.
    pub losses: u32,
}

/// Longest lateness of a planned cue that is on time, in microseconds.
const ON_TIME_MICROS: i64 = 10_000;

impl CueTimingReport {
    pub(super) fn add(&mut self, report: &Report) {
        match report {
            Report::Begun(placed) if placed.cue.from_press => self.pressed_micros.push(placed.late_micros),
            Report::Begun(placed) => self.planned_micros.push(placed.late_micros),
            Report::Unheard(Cue { .. }, _) => self.unheard += 1,
        }
    }

    /// Returns the number of cues that sounded.
    pub fn heard(&self) -> usize {
        self.planned_micros.len() + self.pressed_micros.len()
    }

    /// Returns the lateness of the latest planned cue, in milliseconds.
    pub fn worst_late_millis(&self) -> f64 {
        self.planned_micros.iter().copied().max().unwrap_or(0).max(0) as f64 / 1000.0
    }

    /// Returns the median lateness of the planned cues, in milliseconds.
    pub fn median_late_millis(&self) -> f64 {
        middle(&self.planned_micros)
    }

    /// Returns the median time from key to cue, in milliseconds.
    pub fn median_press_millis(&self) -> f64 {
        middle(&self.pressed_micros)
    }

    /// Returns the number of planned cues that sounded late.
    pub fn late(&self) -> usize {
        self.planned_micros.iter().filter(|late| **late > ON_TIME_MICROS).count()
    }
}

fn middle(micros: &[i64]) -> f64 {
    let mut sorted = micros.to_vec();
    sorted.sort_unstable();
    sorted.get(sorted.len() / 2).map_or(0.0, |middle| *middle as f64 / 1000.0)
}
