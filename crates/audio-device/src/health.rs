//! The health of a stream, judged by our own sample counter.
//!
//! The errors of a backend say little: a lost device raises them by the hundred thousand, a healthy one under load by
//! the hundred, and a suspended one none at all. Only samples that move are a sign of life.

use holdwell_audio::GULP;
use holdwell_audio::Nanos;

/// Time with errors and without a sample after which the device is gone, in nanoseconds.
const GONE: Nanos = 200_000_000;
/// Time without a sample after which the device is as good as gone, in nanoseconds. A sound server's idle sink may take
/// two seconds to start, so it is given more.
const STILL: Nanos = 3_000_000_000;

/// Verdict on a stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// A stream that has not moved yet.
    Starting,
    /// A stream that moves, or has moved a moment ago.
    Moving,
    /// A stream to be dropped and opened again.
    Lost,
}

/// The watch over one stream, from its opening.
#[derive(Debug, Clone)]
pub(super) struct Health {
    position: u64,
    moved_at: Nanos,
    errors_then: u64,
    opened_at: u64,
}

impl Health {
    /// Creates the watch over a stream opened at this instant and sample; its errors count from 0.
    pub(super) const fn new(now: Nanos, position: u64) -> Self {
        Self { position, moved_at: now, errors_then: 0, opened_at: position }
    }

    pub(super) fn judge(&mut self, now: Nanos, position: u64, errors: u64) -> Verdict {
        if position != self.position {
            (self.position, self.moved_at, self.errors_then) = (position, now, errors);
        }
        let still = now - self.moved_at;
        if still > STILL || (still > GONE && errors > self.errors_then) {
            Verdict::Lost
        } else if position > self.opened_at + GULP {
            Verdict::Moving
        } else {
            Verdict::Starting
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MS: Nanos = 1_000_000;

    #[test]
    fn errors_alone_are_no_loss() {
        let mut health = Health::new(0, 0);
        for tick in 5..100 {
            assert_eq!(health.judge(tick * 20 * MS, tick as u64 * 960, 365 * tick as u64), Verdict::Moving);
        }
    }

    #[test]
    fn errors_without_progress_are_a_loss_soon() {
        let mut health = Health::new(0, 0);
        assert_eq!(health.judge(20 * MS, 9600, 0), Verdict::Moving);
        assert_eq!(health.judge(200 * MS, 9600, 90_000), Verdict::Moving);
        assert_eq!(health.judge(240 * MS, 9600, 900_000), Verdict::Lost);
    }

    #[test]
    fn a_silent_standstill_is_given_time() {
        let mut health = Health::new(0, 0);
        assert_eq!(health.judge(2000 * MS, 0, 0), Verdict::Starting);
        assert_eq!(health.judge(2020 * MS, 2048, 0), Verdict::Starting);
        assert_eq!(health.judge(2100 * MS, 4800, 0), Verdict::Moving);
        assert_eq!(health.judge(4500 * MS, 4800, 0), Verdict::Moving);
        assert_eq!(health.judge(5200 * MS, 4800, 0), Verdict::Lost);
    }

    #[test]
    fn an_old_error_does_not_condemn_a_standstill() {
        let mut health = Health::new(0, 0);
        assert_eq!(health.judge(20 * MS, 9600, 365), Verdict::Moving);
        assert_eq!(health.judge(1000 * MS, 9600, 365), Verdict::Moving);
    }
}
