//! A disk that is full at the wrong moment: `mount -t tmpfs -o size=16m none FOLDER; cargo bench --bench disk -- FOLDER [TIMES]`.
//!
//! FOLDER is a small file system of its own. Each time a vault is made in it and the room that is left is filled but for a
//! part of random size; then the passphrase is set, changed or taken away, or a vault of the first version is brought up to
//! date, nine times in a row. Whatever is replied, everybody who was kept is still there afterwards, under the passphrase
//! that the reply says, and nothing half done is left behind.
#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a bench may stop, and prints its figures")]

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Write as _;
use std::path::Path;

use holdwell_store::{Passphrase, Request, VaultQuery, VaultState};
use holdwell_testkit::{Desk, passphrase};

const CLIENTS: usize = 40;
const FIRST_VERSION: &str = "crates/vault/tests/it/fixtures/schema-1.db";
/// Names of files that belong to a vault; anything else in its folder is left over.
const KNOWN: [&str; 6] = ["vault.db", "vault.db-wal", "vault.db-shm", "vault.lock", "backups", "installation"];

fn main() {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with('-')).collect();
    let Some(folder) = words.first() else {
        println!("usage: cargo bench --bench disk -- FOLDER [TIMES]");
        return;
    };
    let times = words.get(1).and_then(|times| times.parse().ok()).unwrap_or(100);
    let mut counts = BTreeMap::<String, u32>::new();
    let mut count = |what: &str, is_done: bool| {
        *counts.entry(format!("{what}: {}", if is_done { "done" } else { "refused" })).or_default() += 1;
    };
    for time in 0..times {
        let place = Path::new(folder).join("holdwell");
        for (what, old, new) in [
            ("set", None, Some("one horse")),
            ("changed", Some("one horse"), Some("two horses")),
            ("taken away", Some("one horse"), None),
        ] {
            count(what, passphrase_on_a_full_disk(&place, (old, new), part(time)));
        }
        count("brought up to date", update_on_a_full_disk(&place, part(time)));
    }
    for (what, times) in counts {
        println!("{what}: {times}");
    }
}

/// Returns a part of a whole for the nth time, spread evenly.
fn part(time: u64) -> f64 {
    (time as f64 * 0.618_033_988_75).fract()
}

fn words(text: Option<&str>) -> Option<Passphrase> {
    text.map(passphrase)
}

/// Changes the passphrase while so much of six times the size of the vault is free. Returns true where it was done.
fn passphrase_on_a_full_disk(place: &Path, (old, new): (Option<&str>, Option<&str>), part: f64) -> bool {
    begin(place);
    let mut desk = Desk::open(place, None);
    for number in 0..CLIENTS {
        let _client = desk.client(&format!("Client {number}"));
    }
    if old.is_some() {
        desk.done(Request::SetPassphrase { old: None, new: words(old) });
    }
    let ballast = fill(place, part);
    let outcome = desk.ask(Request::SetPassphrase { old: words(old), new: words(new) });
    desk.close();
    fs::remove_file(ballast).unwrap();
    let mut desk = Desk::open(place, words(if outcome.is_ok() { new } else { old }));
    assert_eq!(clients(&desk), CLIENTS, "{outcome:?}");
    desk.close();
    nothing_is_left_over(place);
    outcome.is_ok()
}

/// Opens a vault of the first version nine times while so much of six times its size is free. Returns true where it came up.
fn update_on_a_full_disk(place: &Path, part: f64) -> bool {
    begin(place);
    fs::copy(Path::new(env!("CARGO_MANIFEST_DIR")).join(FIRST_VERSION), place.join("vault.db")).unwrap();
    let ballast = fill(place, part);
    let mut is_up = false;
    for _ in 0..9 {
        let mut desk = Desk::at(place, None);
        let kept = desk
            .wait("open or not", |kept| matches!(kept.vault, VaultState::Open { .. } | VaultState::Unavailable { .. }));
        is_up |= matches!(kept.vault, VaultState::Open { .. });
        desk.close();
    }
    fs::remove_file(ballast).unwrap();
    let copies = fs::read_dir(place.join("backups")).map_or(0, Iterator::count);
    assert!(copies <= 3, "{copies} copies after nine tries");
    let mut desk = Desk::open(place, None);
    assert_eq!(clients(&desk), 1);
    desk.close();
    nothing_is_left_over(place);
    is_up
}

fn begin(place: &Path) {
    if place.exists() {
        fs::remove_dir_all(place).unwrap();
    }
    fs::create_dir_all(place).unwrap();
}

/// Fills the disk but for a part of six times the size of the vault, and returns the file with which it is full.
fn fill(place: &Path, part: f64) -> std::path::PathBuf {
    // What was written last stands beside the vault's file.
    let parts = ["vault.db", "vault.db-wal"].map(|part| fs::metadata(place.join(part)).map_or(0, |about| about.len()));
    let size: u64 = parts.iter().sum();
    let free = (size as f64 * 6.0 * part) as usize;
    let room = place.with_extension("room");
    File::create(&room).unwrap().write_all(&vec![1; free]).unwrap();
    let ballast = place.with_extension("ballast");
    let mut file = File::create(&ballast).unwrap();
    while file.write_all(&[1; 4096]).is_ok() {}
    fs::remove_file(room).unwrap();
    ballast
}

fn clients(desk: &Desk) -> usize {
    desk.look(VaultQuery { clients: Some(String::new()), ..VaultQuery::default() });
    desk.wait("the clients", |kept| !kept.clients.is_empty()).clients.len()
}

fn nothing_is_left_over(place: &Path) {
    for entry in fs::read_dir(place).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(KNOWN.contains(&name.as_str()), "{name} is left over");
    }
}
