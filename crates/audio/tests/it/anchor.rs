//! The tie of samples to the clock, against devices that jitter, stall, drift and gulp.

use holdwell_audio::{Anchor, Nanos, Seen};

use crate::desk::{MS, RATE};

const SECOND: Nanos = 1_000_000_000;

/// A device that keeps two lots of frames and asks for one when it has played one.
struct Device {
    anchor: Anchor,
    lot: u64,
    /// Parts per million that its crystal is fast.
    fast_ppm: i64,
    /// What it has stood still for.
    stood: Nanos,
    position: u64,
    now: Nanos,
    seed: u64,
    jitter: Nanos,
    steps: Vec<Nanos>,
}

impl Device {
    fn new(lot: u64) -> Self {
        Self {
            anchor: Anchor::new(RATE as u32),
            lot,
            fast_ppm: 0,
            stood: 0,
            position: 0,
            now: 0,
            seed: 7,
            jitter: 0,
            steps: Vec::new(),
        }
    }

    /// When the device has room for the next lot: the second before it is played out.
    fn asks_at(&self) -> Nanos {
        let played = self.position.saturating_sub(2 * self.lot) as i128 * 1_000_000_000 / i128::from(RATE);
        let played = played * 1_000_000 / i128::from(1_000_000 + self.fast_ppm);
        played as Nanos + self.stood
    }

    fn late(&mut self) -> Nanos {
        self.seed = self.seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        if self.jitter == 0 { 0 } else { (self.seed >> 33) as Nanos % self.jitter }
    }

    /// Lets the device run; each lot is pulled in blocks of 256, as the source does.
    fn run_to(&mut self, until: Nanos) {
        while self.asks_at() <= until {
            self.now = self.now.max(self.asks_at() + self.late());
            for block in 0..self.lot.div_ceil(256) {
                let seen = self.anchor.observe(self.now + block as Nanos * 2000, self.position + block * 256);
                if let Seen::Stepped(by) = seen {
                    self.steps.push(by);
                }
            }
            self.position += self.lot;
        }
    }

    fn stand_still(&mut self, length: Nanos) {
        self.stood += length;
    }

    /// How much later than due a cue due at this instant is heard, less the constant way through the buffers.
    fn error(&self, due: Nanos) -> Nanos {
        let Some(sample) = self.anchor.sample_at(due) else { panic!("tied") };
        let played = i128::from(sample) * 1_000_000_000 / i128::from(RATE) * 1_000_000;
        let heard = (played / i128::from(1_000_000 + self.fast_ppm)) as Nanos + self.stood;
        heard - due - self.way()
    }

    /// From the moment a lot is asked for to its last block being heard.
    fn way(&self) -> Nanos {
        let blocks = self.lot.div_ceil(256) - 1;
        ((2 * self.lot + blocks * 256) * 1_000_000_000 / RATE) as Nanos
    }
}

fn check(device: &Device, due: Nanos, most: Nanos) {
    let error = device.error(due);
    assert!(error.abs() <= most, "{:.3} ms off at {:.1} s", error as f64 / 1e6, due as f64 / 1e9);
}

#[test]
fn the_sawtooth_of_the_blocks_does_not_move_the_tie() {
    for lot in [256, 512, 1024, 2048] {
        let mut device = Device::new(lot);
        device.jitter = 3 * MS;
        for second in 1..60 {
            device.run_to(second * SECOND);
            check(&device, (second + 10) * SECOND, MS);
        }
        assert!(device.steps.is_empty());
    }
}

#[test]
fn a_crowded_processor_is_no_underrun() {
    let mut device = Device::new(1024);
    device.jitter = 20 * MS;
    device.run_to(60 * SECOND);
    assert!(device.steps.is_empty());
    check(&device, 61 * SECOND, 2 * MS);
}

#[test]
fn an_underrun_moves_the_cues_that_have_not_begun() {
    let mut device = Device::new(1024);
    device.jitter = 2 * MS;
    device.run_to(20 * SECOND);
    device.stand_still(28_500_000);
    device.run_to(22 * SECOND);
    assert_eq!(device.steps.len(), 1);
    assert!((device.steps[0] - 28_500_000).abs() < MS);
    for second in 22..40 {
        device.run_to(second * SECOND);
        check(&device, (second + 1) * SECOND, MS);
    }
}

#[test]
fn drift_is_followed_slowly() {
    for ppm in [-50, 50] {
        let mut device = Device::new(2048);
        (device.fast_ppm, device.jitter) = (ppm, 2 * MS);
        let mut before = None;
        for tick in 1..6000 {
            let now = tick * SECOND / 10;
            device.run_to(now);
            check(&device, now + SECOND, 2 * MS);
            let zero = device.anchor.sample_at(0).unwrap();
            if let Some(before) = before {
                // 0.1 ms in a second is half a sample in a tenth; after the first second nothing goes faster.
                let moved: i64 = zero - before;
                assert!(tick < 15 || moved.abs() <= 3, "{moved} samples at {tick}");
            }
            before = Some(zero);
        }
        assert!(device.steps.is_empty());
    }
}

#[test]
fn a_null_sink_takes_its_first_lots_at_once_and_then_stands_still() {
    for still in [600, 1300, 2000] {
        let mut device = Device::new(1024);
        device.run_to(0);
        device.stand_still(still * MS);
        device.run_to((still + 200) * MS);
        check(&device, (still + 300) * MS, MS);
        device.run_to(20 * SECOND);
        check(&device, 21 * SECOND, MS);
        assert_eq!(device.steps.len(), 1);
    }
}

#[test]
fn a_session_that_begins_is_tied_without_waiting_for_the_slow_way() {
    let mut device = Device::new(1024);
    device.run_to(10 * SECOND);
    device.stand_still(10 * MS);
    device.run_to(13 * SECOND);
    assert!(device.steps.is_empty(), "too small for a step");
    assert!(device.error(14 * SECOND).abs() > 8 * MS);
    device.anchor.settle();
    check(&device, 14 * SECOND, MS);
}

#[test]
fn without_a_stream_there_is_no_tie() {
    let mut anchor = Anchor::new(48_000);
    assert_eq!(anchor.sample_at(SECOND), None);
    anchor.settle();
    assert_eq!(anchor.observe(5 * SECOND, 0), Seen::Tied);
    assert_eq!(anchor.sample_at(6 * SECOND), Some(48_000));
    assert_eq!(anchor.sample_at(4 * SECOND), Some(-48_000));
    anchor.reset();
    assert_eq!(anchor.sample_at(SECOND), None);
}
