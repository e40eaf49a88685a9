//! Cost of keeping a session. Figures: `cargo test --release --lib journal::tests::cost -- --ignored --nocapture`.
#![expect(clippy::disallowed_methods, reason = "this measures")]

use std::fs::File;
use std::io::Write as _;
use std::time::{Duration, Instant};

use rusqlite::Connection;

use super::rig::{Run, noon, routine};
use crate::journal::Writer;
use holdwell_engine::Command;
use holdwell_store::Entry;

/// A session of so many two-sided steps with half of them done.
fn half_way(steps: usize) -> Run {
    let step = "[[step]]\nposition = \"psoas\"\nside = \"right-then-left\"\n";
    let mut run = Run::begin(1, &routine("smrt", &step.repeat(steps)), None);
    for _ in 0..steps {
        run.pass(5).advance().pass(20).tell(Command::Mark).pass(20);
    }
    run
}

fn last_point(run: &Run) -> &Entry {
    run.entries.iter().rev().find(|entry| matches!(entry, Entry::Restore(_))).unwrap()
}

fn written(point: &Entry) -> String {
    let Entry::Restore(point) = point else { unreachable!() };
    serde_json::to_string(point).unwrap()
}

#[test]
fn a_point_is_small() {
    for (steps, most) in [(10, 10_000), (1000, 700_000)] {
        let size = written(last_point(&half_way(steps))).len();
        assert!(size < most, "{size} bytes at {steps} steps");
    }
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

fn timed(mut what: impl FnMut()) -> Duration {
    let begun = Instant::now();
    what();
    begun.elapsed()
}

#[test]
#[ignore = "a measurement"]
fn a_commit_against_a_bare_write() {
    let folder = tempfile::tempdir().unwrap();
    for steps in [10, 100, 1000] {
        let run = half_way(steps);
        let size = written(last_point(&run)).len();
        let json = median((0..50).map(|_| timed(|| drop(written(last_point(&run))))).collect());
        let connection = Connection::open(folder.path().join(format!("{steps}.db"))).unwrap();
        connection
            .execute_batch("pragma journal_mode = wal; pragma synchronous = full; pragma secure_delete = on")
            .unwrap();
        connection.pragma_update(None, "foreign_keys", true).unwrap();
        connection.execute_batch(include_str!("../../schema/0001.sql")).unwrap();
        connection.execute_batch(include_str!("../../schema/0002.sql")).unwrap();
        connection.execute_batch(include_str!("../../schema/0003.sql")).unwrap();
        connection.execute_batch(include_str!("../../schema/0004.sql")).unwrap();
        connection.execute_batch(include_str!("../../schema/0005.sql")).unwrap();
        connection.execute_batch(include_str!("../../schema/0006.sql")).unwrap();
        let mut writer = Writer::default();
        // The one after the other, so that whatever else the disk does it does to both.
        let mut file = File::create(folder.path().join("bare")).unwrap();
        let block = vec![7_u8; size + 600];
        let (mut commits, mut bare) = (Vec::new(), Vec::new());
        for entries in run.entries.chunk_by(|one, _| matches!(one, Entry::Event(_))) {
            commits.push(timed(|| writer.take(&connection, entries, noon()).unwrap()));
            bare.push(timed(|| {
                file.write_all(&block).unwrap();
                file.sync_data().unwrap();
            }));
        }
        println!(
            "{steps} steps: a point of {size} B, to JSON in {json:?}; {} commits, median {:?}; \
             a bare write of {} B and fsync, median {:?}",
            commits.len(),
            median(commits),
            block.len(),
            median(bare)
        );
    }
}
