//! The only place that reads a clock.
#![expect(clippy::disallowed_methods, reason = "this is the place")]

use std::time::{Instant, SystemTime};

use jiff::Timestamp;
use jiff::tz::TimeZone;

use holdwell_audio::Nanos;

/// A reading of the clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Reading {
    /// Monotonic time since the clock was made, in nanoseconds. May stand still while the machine sleeps.
    pub nanos: Nanos,
    /// Time for which the machine has slept so far, in nanoseconds, as far as the system tells.
    pub slept: Nanos,
}

/// Source of time.
pub trait Clock: Send + Sync {
    /// Reads the clock.
    fn read(&self) -> Reading;

    /// Reads the clock on the wall. Nothing is timed by it: it may be set at any moment.
    fn wall(&self) -> jiff::Zoned;
}

/// The machine's own clock.
#[derive(Debug)]
pub struct SystemClock {
    start: Instant,
    slept_at_start: Nanos,
}

impl SystemClock {
    /// Creates a clock that begins now.
    pub fn new() -> Self {
        let start = Instant::now();
        Self { start, slept_at_start: slept(start) }
    }
}

impl Default for SystemClock {
    fn default() -> Self {
        Self::new()
    }
}

impl Clock for SystemClock {
    fn read(&self) -> Reading {
        let now = Instant::now();
        let nanos = Nanos::try_from(now.duration_since(self.start).as_nanos()).unwrap_or(Nanos::MAX);
        Reading { nanos, slept: slept(self.start) - self.slept_at_start }
    }

    fn wall(&self) -> jiff::Zoned {
        wall_at(SystemTime::now()).to_zoned(TimeZone::system())
    }
}

/// Returns the instant of a clock. One that is set past the last year that a calendar has stands still in that year.
fn wall_at(now: SystemTime) -> Timestamp {
    Timestamp::try_from(now).ok().filter(|now| *now < LAST).unwrap_or(LAST)
}

/// The beginning of the year 9999: a year is left for what is planned.
const LAST: Timestamp = Timestamp::constant(253_370_764_800, 0);

/// Returns the distance of the clock that counts sleep ahead of the one that does not.
#[cfg(target_os = "linux")]
fn slept(_: Instant) -> Nanos {
    use rustix::time::{ClockId, clock_gettime};
    let nanos = |id| {
        let time = clock_gettime(id);
        time.tv_sec.saturating_mul(1_000_000_000).saturating_add(time.tv_nsec)
    };
    nanos(ClockId::Boottime) - nanos(ClockId::Monotonic)
}

/// Returns the distance of the clock that counts sleep ahead of the one that does not.
#[cfg(target_os = "macos")]
fn slept(start: Instant) -> Nanos {
    use rustix::time::{ClockId, clock_gettime};
    // Here the system's monotonic clock counts sleep, and `Instant` does not.
    let time = clock_gettime(ClockId::Monotonic);
    let counted = Nanos::try_from(start.elapsed().as_nanos()).unwrap_or(Nanos::MAX);
    time.tv_sec.saturating_mul(1_000_000_000).saturating_add(time.tv_nsec) - counted
}

/// Returns zero: elsewhere the monotonic clock runs on in sleep, and a sleep is seen as a gap between two wakes.
#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn slept(_: Instant) -> Nanos {
    0
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_clock_that_is_set_wrong_is_still_a_clock() {
        let at = |secs| wall_at(SystemTime::UNIX_EPOCH + Duration::from_secs(secs));
        assert_eq!(at(60).to_string(), "1970-01-01T00:01:00Z");
        for secs in [253_402_300_800, 1 << 40, 1 << 60] {
            assert_eq!(at(secs).to_string(), "9999-01-01T00:00:00Z");
        }
    }
}
