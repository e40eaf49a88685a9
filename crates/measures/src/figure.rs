//! The figure of a measure.

use std::fmt;
use std::ops::{Add, Sub};
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A figure in hundredths of its unit, so that two of them compare exactly.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Figure(pub i32);

/// The text is no figure, or one that nothing measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoFigure;

impl Figure {
    /// Zero.
    pub const ZERO: Self = Self(0);

    /// Makes a whole figure.
    pub const fn whole(number: i32) -> Self {
        Self(number.saturating_mul(100))
    }

    /// Makes a figure of so many tenths.
    pub const fn tenths(number: i32) -> Self {
        Self(number.saturating_mul(10))
    }

    /// Divides two whole numbers, to the nearest hundredth; zero where there is nothing to divide by.
    pub fn ratio(number: i64, of: i64) -> Self {
        let hundredths = number.saturating_mul(100);
        let half = of / 2 * hundredths.signum();
        Self(
            hundredths.saturating_add(half).checked_div(of).and_then(|one| i32::try_from(one).ok()).unwrap_or_default(),
        )
    }

    /// Returns the size without the sign.
    #[must_use]
    pub const fn size(self) -> Self {
        Self(self.0.saturating_abs())
    }

    /// Returns the figure as a number, for drawing.
    pub fn as_f64(self) -> f64 {
        f64::from(self.0) / 100.0
    }

    /// Returns the figure with its sign: "+1.5", "-2", "0".
    pub fn signed(self) -> String {
        if self.0 > 0 { format!("+{self}") } else { self.to_string() }
    }
}

/// To a tenth, as people say it: "35.6", "4"; what is stored keeps the hundredth.
impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tenths = (self.0.saturating_add(5 * self.0.signum())) / 10;
        let (whole, rest) = ((tenths / 10).abs(), (tenths % 10).abs());
        f.write_str(if tenths < 0 { "-" } else { "" })?;
        if rest == 0 { write!(f, "{whole}") } else { write!(f, "{whole}.{rest}") }
    }
}

/// Reads "6", "6.5", "6,5" and "-2", with at most two places.
impl FromStr for Figure {
    type Err = NoFigure;

    fn from_str(text: &str) -> Result<Self, NoFigure> {
        let text = text.trim();
        let (sign, text) = match text.strip_prefix(['-', '\u{2212}']) {
            Some(rest) => (-1, rest),
            None => (1, text.strip_prefix('+').unwrap_or(text)),
        };
        let (whole, part) = text.split_once(['.', ',']).unwrap_or((text, ""));
        let is_digits = |text: &str| text.chars().all(|letter| letter.is_ascii_digit());
        let is_long = whole.len() > 4 || part.len() > 2;
        if whole.is_empty() || is_long || !is_digits(whole) || !is_digits(part) || text.ends_with(['.', ',']) {
            return Err(NoFigure);
        }
        let number: i32 = format!("{whole}{part:0<2}").parse().map_err(|_error| NoFigure)?;
        Ok(Self(sign * number))
    }
}

impl Add for Figure {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Sub for Figure {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}
