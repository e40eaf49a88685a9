//! The two measures of time: an instant of a session, and a length.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Mul, Sub};

use serde::{Deserialize, Serialize};

/// A length of time in whole milliseconds. Arithmetic saturates: a length never wraps and never panics.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Millis(pub u64);

/// An instant of a session: milliseconds since it began, pauses included.
///
/// The engine knows no other time. It is the conductor's monotonic clock times the speed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SessionTime(pub u64);

impl Millis {
    /// No time at all.
    pub const ZERO: Self = Self(0);

    /// Makes a length of whole seconds.
    pub const fn from_secs(secs: u64) -> Self {
        Self(secs.saturating_mul(1000))
    }

    /// Makes a length of whole minutes.
    pub const fn from_mins(mins: u64) -> Self {
        Self::from_secs(mins.saturating_mul(60))
    }

    /// Returns the length in seconds, for drawing and for people; the engine computes in whole milliseconds.
    pub fn as_secs_f64(self) -> f64 {
        self.0 as f64 / 1000.0
    }

    /// Returns true for no time at all.
    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// As a clock shows it: `0:35`, `12:05`, `1:02:03`; part seconds are dropped.
    pub fn clock(self) -> String {
        let secs = self.0 / 1000;
        match secs / 3600 {
            0 => format!("{}:{:02}", secs / 60, secs % 60),
            hours => format!("{hours}:{:02}:{:02}", secs / 60 % 60, secs % 60),
        }
    }

    /// Returns a planned length to the second: `90 s`, `2 min`, `2 min 30 s`.
    pub fn exact(self) -> String {
        let secs = self.0 / 1000;
        match (secs / 60, secs % 60) {
            (1, rest @ 1..) => format!("{} s", 60 + rest),
            (0, _) => self.spoken(),
            (minutes, 0) if minutes < 60 => format!("{minutes} min"),
            (minutes, rest) if minutes < 60 => format!("{minutes} min {rest} s"),
            _ => self.spoken(),
        }
    }

    /// Returns a planned length like [`Self::exact`], with the fraction of a second where there is one: `1.5 s`.
    pub fn precise(self) -> String {
        let whole = Self(self.0 - self.0 % 1000);
        if whole == self {
            return self.exact();
        }
        let (mins, secs) = (self.0 / 60_000, Self(self.0 % 60_000).to_string());
        let secs = secs.trim_end_matches('s');
        if mins == 0 { format!("{secs} s") } else { format!("{mins} min {secs} s") }
    }

    /// Returns a long stretch as a person says it: `35 s`, `4 min`, `1 h 5 min`, to the nearest unit.
    pub fn spoken(self) -> String {
        match (self.0 + 500) / 1000 {
            secs @ 0..=89 => format!("{secs} s"),
            secs => match (secs + 30) / 60 {
                mins @ 0..=59 => format!("{mins} min"),
                mins if mins % 60 == 0 => format!("{} h", mins / 60),
                mins => format!("{} h {} min", mins / 60, mins % 60),
            },
        }
    }
}

/// As routine files write it: `35s`, `1m30s`, `1h5m`, `1.5s`; reads back to the same length.
impl fmt::Display for Millis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (hours, mins) = (self.0 / 3_600_000, self.0 / 60_000 % 60);
        let (secs, millis) = (self.0 / 1000 % 60, self.0 % 1000);
        if hours > 0 {
            write!(f, "{hours}h")?;
        }
        if mins > 0 {
            write!(f, "{mins}m")?;
        }
        if millis > 0 {
            let part = format!("{millis:03}");
            write!(f, "{secs}.{}s", part.trim_end_matches('0'))?;
        } else if secs > 0 || (hours == 0 && mins == 0) {
            write!(f, "{secs}s")?;
        }
        Ok(())
    }
}

impl Add for Millis {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl AddAssign for Millis {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

/// Never below zero.
impl Sub for Millis {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl Mul<u64> for Millis {
    type Output = Self;
    fn mul(self, times: u64) -> Self {
        Self(self.0.saturating_mul(times))
    }
}

impl Sum for Millis {
    fn sum<I: Iterator<Item = Self>>(iter: I) -> Self {
        iter.fold(Self::ZERO, Add::add)
    }
}

impl SessionTime {
    /// The instant at which the session began.
    pub const ZERO: Self = Self(0);

    /// Makes the instant this many whole seconds into the session.
    pub const fn from_secs(secs: u64) -> Self {
        Self(secs.saturating_mul(1000))
    }

    /// Returns the length since `earlier`; nothing where that is not earlier.
    pub const fn since(self, earlier: Self) -> Millis {
        Millis(self.0.saturating_sub(earlier.0))
    }
}

impl Add<Millis> for SessionTime {
    type Output = Self;
    fn add(self, length: Millis) -> Self {
        Self(self.0.saturating_add(length.0))
    }
}

/// Never before the beginning.
impl Sub<Millis> for SessionTime {
    type Output = Self;
    fn sub(self, length: Millis) -> Self {
        Self(self.0.saturating_sub(length.0))
    }
}
