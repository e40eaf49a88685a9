//! What a vault costs, from a small practice to a large one: `cargo bench --bench practice [HOLDS…]`.
//!
//! A practice of HOLDS hold records has a tenth as many sessions, a two-hundredth as many presets and a thousandth as
//! many clients. It is written straight into the file, and then used through the window's and the conductor's ends of
//! the vault, threads included. One row of the table is printed for each size.
//!
//! `cargo bench --bench practice -- keep FOLDER HOLDS` leaves such a practice in a folder, for a window to open.
#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a bench may stop, and prints its table")]
#![expect(clippy::disallowed_methods, reason = "a bench reads clocks")]

use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use holdwell_engine::{Ended, Options, Record, Release, Score, ScoreKind, Try};
use holdwell_library::Preset;
use holdwell_model::{Client, Id, Millis, SessionTime, Side, Timing};
use holdwell_store::{Entry, JournalPort as _, Passphrase, Request, SessionStart, VaultQuery, VaultState, new_id};
use holdwell_testkit::routines::builtin;
use holdwell_testkit::{Desk, Run, morning};
use jiff::{SignedDuration, Timestamp};
use rusqlite::{Connection, params};

const NAMES: [&str; 12] =
    ["Anna", "Bert", "Clara", "Dirk", "Elif", "Femke", "Goran", "Hanna", "Ivo", "Jana", "Karim", "Lotte"];
const SURNAMES: [&str; 10] =
    ["Berg", "Claes", "de Vries", "Janssen", "Kaya", "Martin", "Nowak", "Peeters", "Öztürk", "van den Broek"];

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    if let [keep, folder, holds, ..] = &words[..]
        && keep == "keep"
    {
        let _clients = fill(&begin(Path::new(folder)), holds.parse().unwrap());
        return;
    }
    let sizes: Vec<u32> = words.iter().filter_map(|size| size.parse().ok()).collect();
    let sizes = if sizes.is_empty() { vec![1_000, 10_000, 100_000, 1_000_000] } else { sizes };
    println!(
        "| holds | file | open | open, passphrase | of it the key | client's page | keystroke (first) | keystroke | commit | bare write and fsync | copy |"
    );
    println!("|---|---|---|---|---|---|---|---|---|---|---|");
    for holds in sizes {
        row(holds);
    }
}

fn row(holds: u32) {
    let temp = tempfile::tempdir().unwrap();
    let path = begin(temp.path());
    let clients = fill(&path, holds);
    let bytes = fs::metadata(&path).unwrap().len();
    let open = median(7, || opening(temp.path(), None));

    let mut desk = Desk::open(temp.path(), None);
    let page = median(21, || page(&desk, &clients));
    let (first, keystroke) = keystrokes(&desk);
    let (commit, bare) = commits(&mut desk, &path, temp.path());
    let copies = desk.handle.kept().backups.len();
    let copy = timed(|| {
        desk.done(Request::Backup);
        desk.wait("an answer", |kept| kept.backups.len() > copies);
    });
    let passphrase = || Passphrase::new("open sesame").unwrap();
    desk.done(Request::SetPassphrase { old: None, new: Some(passphrase()) });
    drop(desk);
    let key = median(5, || timed(derive));
    let locked = median(5, || opening(temp.path(), Some(passphrase())));
    println!(
        "| {holds} | {} MB | {} | {} | {} | {} | {} | {} | {} | {} | {:.1} s |",
        bytes >> 20,
        ms(open),
        ms(locked),
        ms(key),
        ms(page),
        ms(first),
        ms(keystroke),
        ms(commit),
        ms(bare),
        copy.as_secs_f64()
    );
}

/// Begins an empty vault; its file.
fn begin(folder: &Path) -> PathBuf {
    let desk = Desk::open(folder, None);
    match &desk.handle.kept().vault {
        VaultState::Open { path, .. } => path.clone(),
        other => panic!("{other:?}"),
    }
}

/// Until the window can look at it; what closing costs is not counted.
fn opening(folder: &Path, passphrase: Option<Passphrase>) -> Duration {
    let mut desk = None;
    timed(|| desk = Some(Desk::open(folder, passphrase)))
}

fn ms(time: Duration) -> String {
    format!("{:.2} ms", time.as_secs_f64() * 1000.0)
}

fn timed(work: impl FnOnce()) -> Duration {
    let before = Instant::now();
    work();
    before.elapsed()
}

fn median(count: usize, mut measure: impl FnMut() -> Duration) -> Duration {
    middle((0..count).map(|_| measure()).collect())
}

fn middle(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

/// `SQLCipher`'s own derivation, alone.
fn derive() {
    let mut key = [0_u8; 32];
    pbkdf2::pbkdf2_hmac::<sha2::Sha512>(b"open sesame", b"0123456789abcdef", 256_000, &mut key);
    std::hint::black_box(key);
}

fn page(desk: &Desk, clients: &[Id]) -> Duration {
    desk.look(VaultQuery::default());
    desk.wait("an answer", |kept| kept.client.is_none());
    let place = Instant::now().elapsed().subsec_nanos() as usize;
    let client = clients[place % clients.len()];
    timed(|| {
        desk.look(VaultQuery { client: Some(client), ..VaultQuery::default() });
        desk.wait("an answer", |kept| kept.client.is_some());
    })
}

/// The first keystroke, after the list was read in the background, and the median of the others.
fn keystrokes(desk: &Desk) -> (Duration, Duration) {
    let mut times = Vec::new();
    for words in ["", "a", "an", "ann", "anna", "anna b", "anna be", "skull", "smrt v", "2025-1", "öz", "oz"] {
        let before = Arc::clone(&desk.handle.kept().clients);
        times.push(timed(|| {
            desk.look(VaultQuery { clients: Some(words.to_owned()), ..VaultQuery::default() });
            desk.wait("an answer", |kept| !Arc::ptr_eq(&before, &kept.clients));
        }));
    }
    (times[0], middle(times.split_off(1)))
}

/// From the offer of what one wake of the conductor leaves until another connection sees it, and a bare write with
/// fsync of a page in between; the medians of both.
fn commits(desk: &mut Desk, path: &Path, folder: &Path) -> (Duration, Duration) {
    let id = new_id(morning().timestamp());
    let other = Connection::open(path).unwrap();
    let mut seen = other.prepare("select count(*) from event where session = ?1").unwrap();
    let mut bare = File::create(folder.join("bare")).unwrap();
    let (mut commits, mut writes, mut events) = (Vec::new(), Vec::new(), 0_u32);
    let mut wake = Vec::new();
    for entry in session(id) {
        let ends = matches!(entry, Entry::Restore(_));
        wake.push(entry);
        if !ends {
            continue;
        }
        events += wake.iter().filter(|entry| matches!(entry, Entry::Event(_))).count() as u32;
        commits.push(timed(|| {
            for entry in wake.drain(..) {
                desk.journal.offer(entry).unwrap();
            }
            while seen.query_row([id.to_string()], |row| row.get::<_, u32>(0)).unwrap() < events {
                std::thread::yield_now();
            }
        }));
        writes.push(timed(|| {
            bare.write_all(&[0x5a; 4096]).unwrap();
            bare.sync_data().unwrap();
        }));
    }
    (middle(commits), middle(writes))
}

/// Returns everything that a session of a whole routine writes down.
fn session(id: Id) -> Vec<Entry> {
    let (plan, began) = (builtin("neck-shoulder-smrt"), morning().timestamp());
    let options = Options::of(&plan);
    let mut run = Run::start(SessionStart { id, began, plan, options, client: None, preset: None });
    run.to_end();
    std::mem::take(&mut run.entries)
}

/// Writes the practice straight into the file; its clients.
fn fill(path: &Path, holds: u32) -> Vec<Id> {
    let mut connection = Connection::open(path).unwrap();
    connection.execute_batch("pragma synchronous = off; pragma cache_size = -200000").unwrap();
    let sessions = holds / 10;
    let clients = (holds / 1000).max(1);
    let transaction = connection.transaction().unwrap();
    let began = |session: u32| morning().timestamp() - SignedDuration::from_mins(i64::from(sessions - session) * 9);
    let ids: Vec<Id> = (0..clients).map(|client| new_id(at(i64::from(client)))).collect();
    for (place, id) in ids.iter().enumerate() {
        let name = format!("{} {} {place}", NAMES[place % 12], SURNAMES[place / 12 % 10]);
        let mut client = Client::new(*id, &name);
        client.notes = "Sits all day; right hip since the spring. Prefers the window open, and few words.".repeat(3);
        let seen = began(sessions - 1 - (place as u32 % sessions)).as_millisecond();
        let whole = serde_json::to_string(&client).unwrap();
        let sql = "insert into client (id, version, author, saved, name, whole, last_seen, sessions)
            values (?1, 1, 'therapist', ?2, ?3, ?4, ?2, ?5)";
        transaction.execute(sql, params![id.to_string(), seen, name, whole, sessions / clients]).unwrap();
        for word in ["SMRT", "Myofascial release", "Base of the skull", "Shoulder", "Lower back", "Jaw"] {
            let sql = "insert into client_word values (?1, ?2, ?3)";
            transaction.execute(sql, params![id.to_string(), word, seen]).unwrap();
        }
    }
    presets(&transaction, &ids);
    records(&transaction, &ids, sessions, &began);
    transaction.commit().unwrap();
    connection.execute_batch("pragma wal_checkpoint(truncate)").unwrap();
    ids
}

fn at(minute: i64) -> Timestamp {
    Timestamp::from_second(1_700_000_000 + 60 * minute).unwrap()
}

fn presets(connection: &Connection, clients: &[Id]) {
    for (place, client) in clients.iter().enumerate() {
        for nth in 0..5 {
            let id = new_id(at(i64::try_from(place).unwrap()));
            let preset = Preset {
                id,
                client: *client,
                name: format!("Low back {nth}"),
                routine: "low-back-mixed".to_owned(),
                changes: Vec::new(),
                louder: 0,
                pinned: None,
                archived: false,
                version: 1,
                library: None,
            };
            let used = at(nth * 1000).as_millisecond();
            let whole = serde_json::to_string(&preset).unwrap();
            let row = params![id.to_string(), client.to_string(), used, whole];
            let sql = "insert into preset (id, client, version, used, whole) values (?1, ?2, 1, ?3, ?4)";
            connection.execute(sql, row).unwrap();
            let row = params![id.to_string(), used, whole];
            connection.execute("insert into preset_version values (?1, 1, 'therapist', ?2, ?3)", row).unwrap();
        }
    }
}

fn records(connection: &Connection, clients: &[Id], sessions: u32, began: &dyn Fn(u32) -> Timestamp) {
    let plan = builtin("neck-shoulder-smrt");
    let options = serde_json::to_string(&Options::of(&plan)).unwrap();
    let whole = serde_json::to_string(&plan).unwrap();
    connection.execute("insert into plan values ('hash', ?1)", [whole]).unwrap();
    let sql = "insert into session (id, author, client, plan, name, began, saved, state, options, holds, held_ms)
        values (?1, 'therapist', ?2, 'hash', 'Neck and shoulder', ?3, ?3, 'complete', ?4, 10, 350000)";
    let mut session = connection.prepare(sql).unwrap();
    let sql = "insert into hold values (?1, ?2, ?2, 'left', 'psoas', 'abdomen-hip', 'smrt', 35000, 20000, ?3)";
    let mut hold = connection.prepare(sql).unwrap();
    let holds: Vec<String> = (0..10).map(|item| serde_json::to_string(&record(item)).unwrap()).collect();
    for place in 0..sessions {
        let id = new_id(began(place)).to_string();
        let client = clients[place as usize % clients.len()].to_string();
        session.execute(params![id, client, began(place).as_millisecond(), options]).unwrap();
        for (item, whole) in holds.iter().enumerate() {
            hold.execute(params![id, item as u32, whole]).unwrap();
        }
    }
}

fn record(item: u32) -> Record {
    let start = SessionTime(u64::from(item) * 60_000);
    let score = |kind, value| Score { at: start, contact: 0, kind, value };
    Record {
        item,
        step: item,
        side: Side::Left,
        planned: Timing::Fixed { hold: Millis::from_secs(35) },
        tries: vec![Try { began: start, held: Millis::from_secs(35), ended: Some(Ended::Time) }],
        marks: Vec::new(),
        released: Release::At(Millis::from_secs(20)),
        scores: vec![score(ScoreKind::Before, 7), score(ScoreKind::After, 2)],
        notes: vec!["warm, let go in two waves".to_owned()],
        taps: Vec::new(),
    }
}
