//! Wrong passphrases cost time, more with each.

use jiff::{SignedDuration, Timestamp};

/// The longest wait, in seconds.
const LONGEST: i64 = 60;

/// Count of wrong passphrases, and the time of the next try.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct UnlockThrottle {
    wrong: u32,
    next: Option<Timestamp>,
}

impl UnlockThrottle {
    /// Counts one more wrong passphrase: the first two cost nothing, then 1, 2, 4 … up to 60 seconds.
    pub fn wrong(&mut self, now: Timestamp) {
        self.wrong = self.wrong.saturating_add(1);
        self.next = self.wrong.checked_sub(3).and_then(|doublings| {
            let wait = 1_i64.checked_shl(doublings.min(16)).map_or(LONGEST, |wait| wait.min(LONGEST));
            now.checked_add(SignedDuration::from_secs(wait)).ok()
        });
    }

    /// Returns the number of wrong passphrases.
    pub fn count(&self) -> u32 {
        self.wrong
    }

    /// Returns the instant before which no other passphrase is tried.
    pub fn next(&self) -> Option<Timestamp> {
        self.next
    }

    /// Says if a passphrase may be tried now. A clock that was set back does not lock anybody out for longer than the
    /// longest wait.
    pub fn may_try(&self, now: Timestamp) -> bool {
        self.next.is_none_or(|next| now >= next || next.duration_since(now) > SignedDuration::from_secs(LONGEST))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_wrong_one_costs_more_up_to_a_minute() {
        let mut tries = UnlockThrottle::default();
        assert!(tries.may_try(Timestamp::UNIX_EPOCH));
        let mut waits = Vec::new();
        for _ in 0..12 {
            tries.wrong(Timestamp::UNIX_EPOCH);
            waits.push(tries.next().map_or(0, Timestamp::as_second));
        }
        assert_eq!(waits, [0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60, 60]);
        assert_eq!(tries.count(), 12);
    }

    #[test]
    fn a_wait_ends_at_its_instant_and_with_a_clock_that_went_back() {
        let at = |second| Timestamp::from_second(second).unwrap();
        let mut tries = UnlockThrottle::default();
        for _ in 0..5 {
            tries.wrong(at(1000));
        }
        assert_eq!(tries.next(), Some(at(1004)));
        assert!(!tries.may_try(at(1003)) && tries.may_try(at(1004)));
        assert!(tries.may_try(at(100)), "an hour hand that was set back locks nobody out");
    }
}
