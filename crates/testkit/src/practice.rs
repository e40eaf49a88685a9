//! A made-up practice, as a vault publishes it.

use std::sync::Arc;

use jiff::Timestamp;

use holdwell_engine::ScoreKind;
use holdwell_library::Preset;
use holdwell_model::{Caution, Client, Id, Millis, Region, SessionTime, Touches};
use holdwell_store::{
    Backup, ClientLine, ClientPage, Course, CourseLine, HistoryFilter, HistoryLine, HistoryPage, PresetLine, Question,
    QuestionKind, Recent, SessionLine, SessionState, StartBoard, VaultSnapshot, VaultState,
};

/// Returns the nth id of the practice, made as the vault makes them.
pub fn id(nth: u32) -> Id {
    format!("018f0000-0000-7000-8000-{nth:012}").parse().unwrap()
}

/// Reads an instant.
pub fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// Returns an open vault in which nothing is kept.
pub fn open() -> VaultSnapshot {
    VaultSnapshot {
        vault: VaultState::Open { encrypted: false, path: "/home/a/holdwell/vault.db".into() },
        ..VaultSnapshot::default()
    }
}

/// Returns an open vault behind a passphrase.
pub fn encrypted() -> VaultSnapshot {
    VaultSnapshot {
        vault: VaultState::Open { encrypted: true, path: "/home/a/holdwell/vault.db".into() },
        ..VaultSnapshot::default()
    }
}

/// Returns a locked vault after so many wrong passphrases.
pub fn locked(wrong: u32, next: Option<&str>) -> VaultSnapshot {
    VaultSnapshot { vault: VaultState::Locked { wrong, next: next.map(at) }, ..VaultSnapshot::default() }
}

/// Returns Maria Berg: two cautions, one of them new; a preset; two sessions.
pub fn maria() -> Client {
    let caution = |nth, text: &str, touches, since: &str| Caution {
        id: id(nth),
        text: text.to_owned(),
        touches,
        since: at(since),
    };
    Client {
        cautions: vec![
            caution(11, "Right hip replaced", Touches::region(Region::AbdomenHip), "2025-01-05T10:00:00Z"),
            caution(12, "Bruise on the jaw", Touches::region(Region::Jaw), "2026-01-04T10:00:00Z"),
        ],
        notes: "Prefers it cool".to_owned(),
        slot_mins: Some(60),
        worse_side: Some(holdwell_model::Side::Left),
        ..Client::new(id(1), "Maria Berg")
    }
}

/// Returns her preset.
pub fn low_back() -> Arc<Preset> {
    Arc::new(Preset {
        id: id(21),
        client: id(1),
        name: "Maria's low back".to_owned(),
        routine: "low-back-mixed".to_owned(),
        changes: Vec::new(),
        louder: 0,
        pinned: None,
        archived: false,
        version: 3,
        library: None,
    })
}

/// Returns the line of a session of hers.
pub fn session(nth: u32) -> SessionLine {
    SessionLine {
        id: id(nth),
        client: Some(id(1)),
        name: "Low back: SMRT, then myofascial".to_owned(),
        is_free: false,
        length: Millis::from_mins(52),
        began: at("2025-11-12T14:00:00Z"),
        recorded_began: None,
        entered: None,
        state: SessionState::Complete,
        holds: 14,
        held: Millis::from_mins(41),
    }
}

/// Returns her page.
pub fn page() -> ClientPage {
    ClientPage {
        client: maria(),
        last_seen: Some(at("2025-11-12T14:00:00Z")),
        presets: vec![PresetLine { preset: low_back(), used: Some(at("2025-11-12T14:00:00Z")) }],
        sessions: vec![session(31), session(32)],
        all_sessions: 2,
        also: Vec::new(),
        home: Vec::new(),
        course: Course::default(),
        consents: Vec::new(),
    }
}

/// Returns the start page as it stands when Maria was seen in November.
pub fn board() -> StartBoard {
    let recent = Recent {
        client: Arc::new(maria()),
        last_seen: Some(at("2025-11-12T14:00:00Z")),
        preset: Some(low_back()),
        last_session: Some(id(31)),
        course: CourseLine::default(),
    };
    StartBoard { recent: vec![recent], ..StartBoard::default() }
}

/// Returns a practice with one client.
pub fn practice() -> VaultSnapshot {
    VaultSnapshot {
        start: Arc::new(board()),
        clients: Arc::new(vec![line(1, "Maria Berg")]),
        all_clients: 1,
        client: Some(Arc::new(page())),
        backups: Arc::new(vec![
            Backup { path: "/b/1".into(), made: at("2026-01-05T09:00:00Z"), bytes: 2_300_000 },
            Backup { path: "/b/2".into(), made: at("2026-01-03T09:00:00Z"), bytes: 40_000 },
        ]),
        ..open()
    }
}

/// Returns the line of a client.
pub fn line(nth: u32, name: &str) -> ClientLine {
    ClientLine {
        id: id(nth),
        name: name.to_owned(),
        last_seen: Some(at("2025-11-12T14:00:00Z")),
        sessions: 12,
        lately: "Low back, jaw, myofascial".to_owned(),
    }
}

/// Returns a practice of two hundred clients, some of them with names that nobody can write in a line.
pub fn many() -> VaultSnapshot {
    let clients = (1..=200).map(|nth| match nth % 7 {
        0 => line(nth, &"Wolfeschlegelsteinhausenbergerdorff ".repeat(3)),
        _ => line(nth, &format!("Client {nth}")),
    });
    VaultSnapshot { clients: Arc::new(clients.collect()), all_clients: 1024, ..practice() }
}

/// Returns the open questions of a session.
pub fn questions() -> Vec<Question> {
    let of = |item, asks, hold: &str| Question {
        session: id(31),
        name: "Low back".to_owned(),
        client: "MB".to_owned(),
        at: at("2026-01-05T14:22:00Z"),
        item,
        hold: hold.to_owned(),
        asks,
    };
    vec![
        of(1, QuestionKind::Mark(SessionTime(0), Millis::from_secs(130)), "Psoas major, right"),
        of(2, QuestionKind::Name, ""),
        of(3, QuestionKind::Score(0, ScoreKind::After), "Psoas major, left"),
    ]
}

/// Returns the page of a client of whom everything is long.
pub fn long_page() -> ClientPage {
    let words = "Extensor carpi radialis longus and brevis, with the thumb of the other hand ";
    let mut page = page();
    page.client.name = words.repeat(3);
    page.client.notes = words.repeat(20);
    page.client.cautions[0].text = words.repeat(2);
    page.client.cautions[1].touches = Touches::Everything;
    let mut preset = (*low_back()).clone();
    preset.name = words.repeat(2);
    page.presets.push(PresetLine { preset: Arc::new(Preset { id: id(22), ..preset }), used: None });
    page
}

/// Returns a history of so many sessions, the newest first; every third is without a client.
pub fn history(count: u32) -> HistoryPage {
    let line = |nth: u32| {
        let alone = nth.is_multiple_of(3);
        let name = if alone { "Free SMRT session" } else { "Low back: SMRT, then myofascial" };
        let began = at("2026-01-05T13:00:00Z") - jiff::SignedDuration::from_hours(i64::from(nth) * 7);
        let client = if alone { None } else { Some(id(1)) };
        let state = if alone { SessionState::Stopped } else { SessionState::Complete };
        HistoryLine {
            session: SessionLine { client, name: name.to_owned(), is_free: alone, began, state, ..session(1000 + nth) },
            client: client.map(|_| "Maria Berg".to_owned()),
            open: u32::from(nth == 0),
            visit: None,
        }
    };
    let rows = (0..count.min(200)).map(|nth| Arc::new(line(nth))).collect();
    HistoryPage { filter: HistoryFilter::default(), found: count, all: count, first: 0, rows }
}
