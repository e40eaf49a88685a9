//! The days that the history shows.

use jiff::ToSpan as _;
use jiff::civil::Date;

/// Days that are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Period {
    #[default]
    Always,
    Week,
    Month,
    Year,
}

/// The periods that can be chosen, with their words.
pub(super) const PERIODS: [(Period, &str); 3] =
    [(Period::Week, "Last 7 days"), (Period::Month, "Last 30 days"), (Period::Year, "This year")];

impl Period {
    /// Returns the first day that counts.
    pub(super) fn since(self, today: Date) -> Option<Date> {
        match self {
            Self::Always => None,
            Self::Week => today.checked_sub(6.days()).ok(),
            Self::Month => today.checked_sub(29.days()).ok(),
            Self::Year => Some(today.first_of_year()),
        }
    }
}
