//! The three readers of what others wrote, with a million broken inputs each: `cargo bench --bench fuzz -- [CASES] [SEED]`.
//!
//! An input is one of ours with some bytes, words or lines changed, doubled, left out or taken from another one. No reader
//! may panic or take longer than a second, and all of it together stays within 200 MB. What does either is written into
//! `target/fuzz`, and the bench fails. Exports are imported into a real vault, which is begun anew every thousand of them.
#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a bench may stop, and prints its table")]
#![expect(clippy::disallowed_methods, reason = "a bench reads clocks")]

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use holdwell_library::{Library, compile, read_routine, script};
use holdwell_store::Erased;
use holdwell_vault::{Archive, Folder};
use jiff::Zoned;
use jiff::tz::TimeZone;

const SLOW: Duration = Duration::from_secs(1);
/// The most memory that reading may take, in kB.
const MEMORY: u64 = 200_000;
/// The number of imports after which a vault is begun anew.
const RENEW: u64 = 1000;
/// Words that stand where another was.
const WORDS: [&str; 20] = [
    "",
    "0",
    "-1",
    "1e308",
    "nan",
    "18446744073709551616",
    "9999999999999h",
    "1ms",
    "true",
    "[]",
    "{}",
    "\"\"",
    "null",
    "\u{202e}",
    "\u{0}",
    "[[step]]",
    "[[[[[[[[",
    "1979-05-27",
    "\u{feff}",
    "{\"a\":{\"a\":{",
];
const SCRIPT: &str = "at 0s advance\nat 10s advance\nat 35s undo\nat 1m10s score before 6\nat 1m20s mark\n\
    at 2m insert \"Scalene, front\" 30s left next\nat 2m jump 3\nat 2m move 5 3\nat 2m drop 4\nat 2m hush\n\
    at 2m note \"warm now\"\nat 2m name \"psoas\" left\nat 2m choose\nat 2m repeat\nat 2m other-side\nat 3:00 stop\n";

fn main() {
    let mut given = std::env::args().skip(1).filter_map(|word| word.parse::<u64>().ok());
    let cases = given.next().unwrap_or(10_000);
    let seed = given.next().unwrap_or(1);
    println!("| reader | inputs | taken | slowest | most memory |\n|---|---|---|---|---|");
    let library = Library::builtin();
    let routines = files("assets/library/routines", "toml");
    try_all("routine", (cases, seed), &routines, |bytes| is_routine(bytes, &library));
    let entries = [files("assets/library/positions", "toml"), files("assets/library", "toml")].concat();
    try_all("library", (cases, seed), &entries, |bytes| {
        let mut library = Library::default();
        library.add_positions("fuzz.toml", bytes);
        library.problems().is_empty()
    });
    try_all("script", (cases, seed), &[SCRIPT.into()], |bytes| {
        std::str::from_utf8(bytes).is_ok_and(|text| script::parse(text).is_ok())
    });
    let mut vault = Vault::new();
    try_all("export", (cases, seed), &files("crates/vault/tests/it/fixtures", "json"), |bytes| vault.takes(bytes));
}

fn is_routine(bytes: &[u8], library: &Library) -> bool {
    read_routine("fuzz.toml", bytes, library).is_ok_and(|routine| compile(&routine, library).is_ok())
}

/// The contents of the files of a folder, in order.
fn files(folder: &str, ending: &str) -> Vec<Vec<u8>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut paths: Vec<PathBuf> = fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|found| found == ending));
    paths.sort();
    paths.iter().map(|path| fs::read(path).unwrap()).collect()
}

/// Reads so many broken inputs and prints a row of the table.
fn try_all(reader: &str, (cases, seed): (u64, u64), good: &[Vec<u8>], mut read: impl FnMut(&[u8]) -> bool) {
    let (mut taken, mut slowest) = (0_u64, Duration::ZERO);
    for case in 0..cases {
        let input = Chance::of(seed.wrapping_mul(0x9e37_79b9).wrapping_add(case)).broken(good);
        let (mut result, mut took) = timed(&mut read, &input);
        if took > SLOW {
            // Another program may have had the processor.
            (result, took) = timed(&mut read, &input);
        }
        slowest = slowest.max(took);
        if result.is_err() || took > SLOW {
            fs::create_dir_all("target/fuzz").unwrap();
            let path = format!("target/fuzz/{reader}-{seed}-{case}");
            fs::write(&path, &input).unwrap();
            panic!("{path}: {}", if result.is_err() { "panicked" } else { "took longer than a second" });
        }
        taken += u64::from(result.unwrap());
    }
    let memory = most_memory();
    println!("| {reader} | {cases} | {taken} | {:.1} ms | {} MB |", slowest.as_secs_f64() * 1000.0, memory / 1000);
    assert!(memory < MEMORY, "{reader}: {memory} kB of memory");
}

/// Reads an input; says if it was taken, or panicked, and how long that took.
fn timed(read: &mut impl FnMut(&[u8]) -> bool, input: &[u8]) -> (std::thread::Result<bool>, Duration) {
    let begun = Instant::now();
    let result = catch_unwind(AssertUnwindSafe(|| read(input)));
    (result, begun.elapsed())
}

/// The most memory that this process has had, in kB.
fn most_memory() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}

/// A vault into which exports are imported.
struct Vault {
    folder: tempfile::TempDir,
    archive: Archive,
    imports: u64,
    now: Zoned,
}

impl Vault {
    fn new() -> Self {
        let shared = Path::new("/dev/shm");
        let folder = if shared.is_dir() { tempfile::tempdir_in(shared) } else { tempfile::tempdir() }.unwrap();
        let now = "2026-11-30T12:00:00Z".parse::<jiff::Timestamp>().unwrap().to_zoned(TimeZone::UTC);
        let at = Folder::at(Some(folder.path().to_owned())).unwrap();
        Self { archive: Archive::open(&at, None, &now).unwrap(), folder, imports: 0, now }
    }

    /// Says if a file was taken.
    fn takes(&mut self, bytes: &[u8]) -> bool {
        self.imports += 1;
        if self.imports > RENEW {
            *self = Self::new();
        }
        let path = self.folder.path().join("fuzz.json");
        fs::write(&path, bytes).unwrap();
        let imported = self.archive.import(&path, Erased::AreBroughtBack, &self.now, &mut |_, _| {});
        imported.is_ok_and(|imported| imported.refused.is_empty())
    }
}

/// A stream of numbers without any sense, the same for the same seed.
struct Chance(u64);

impl Chance {
    const fn of(seed: u64) -> Self {
        Self(seed)
    }

    const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, most: usize) -> usize {
        (self.next() % most.max(1) as u64) as usize
    }

    /// Returns one of the good inputs with one to four faults.
    fn broken(&mut self, good: &[Vec<u8>]) -> Vec<u8> {
        let mut input = good[self.below(good.len())].clone();
        for _ in 0..=self.below(4) {
            self.harm(&mut input, good);
        }
        input
    }

    fn harm(&mut self, input: &mut Vec<u8>, good: &[Vec<u8>]) {
        let (from, to) = (self.below(input.len() + 1), self.below(input.len() + 1));
        let (from, to) = (from.min(to), from.max(to));
        let word = self.word(input);
        match self.below(9) {
            0 if !input.is_empty() => {
                let at = self.below(input.len());
                input[at] = self.next() as u8;
            }
            1 => drop(input.splice(from..to.min(from + 40), [])),
            2 => input.truncate(from),
            3 => {
                let part = input[from..to.min(from + 2000)].to_vec();
                drop(input.splice(from..from, part));
            }
            4 => {
                let other = &good[self.below(good.len())];
                let begin = self.below(other.len());
                let part = other[begin..other.len().min(begin + self.below(2000))].to_vec();
                drop(input.splice(from..from, part));
            }
            5 => {
                let many = WORDS[self.below(WORDS.len())].repeat(self.below(3000));
                drop(input.splice(from..from, many.into_bytes()));
            }
            6 => {
                let other = self.word(input);
                let part = input[other].to_vec();
                drop(input.splice(word, part));
            }
            _ => {
                let new = WORDS[self.below(WORDS.len())].bytes();
                drop(input.splice(word, new));
            }
        }
    }

    /// Returns the place of a word: letters and digits that belong together, with the quotes around them.
    fn word(&mut self, input: &[u8]) -> std::ops::Range<usize> {
        let is_in =
            |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'"' | b'-' | b'.' | b'_') || *byte > 127;
        let begin = self.below(input.len());
        let first = input[begin..].iter().position(is_in).map_or(begin, |step| begin + step);
        let length = input[first..].iter().take_while(|byte| is_in(byte)).count();
        first..first + length
    }
}
