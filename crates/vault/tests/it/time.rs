//! Changes that time alone brings while the vault is open: a day ends, and a session that was cut off gets old.

use std::sync::{Arc, Mutex};

use holdwell_library::Preset;
use holdwell_store::{JournalPort as _, Request, VaultSnapshot, VaultState, new_id};
use holdwell_testkit::{Desk, morning, preset, session};
use holdwell_vault::Wall;
use jiff::{SignedDuration, Zoned};

/// A clock that stands until it is set.
fn clock(at: &str) -> (Arc<Mutex<Zoned>>, Wall) {
    let shown = Arc::new(Mutex::new(at.parse::<Zoned>().unwrap()));
    let wall = Arc::clone(&shown);
    (shown, Arc::new(move || wall.lock().unwrap().clone()))
}

fn is_open(kept: &VaultSnapshot) -> bool {
    matches!(kept.vault, VaultState::Open { .. })
}

#[test]
fn at_midnight_those_of_the_new_day_stand_first_and_a_copy_is_made() {
    let folder = tempfile::tempdir().unwrap();
    let (shown, wall) = clock("2026-03-02T23:59:59.950[Europe/Berlin]");
    let desk = Desk::with_wall(folder.path(), None, wall);
    desk.wait("open, and a copy", |kept| is_open(kept) && kept.backups.len() == 1);
    let client = desk.client("Anna");
    let pinned = Preset { pinned: Some("2026-03-03".parse().unwrap()), ..preset(client.id, "Shoulders") };
    desk.done(Request::SavePreset(Box::new(pinned)));
    let kept = desk.wait("the board of the evening", |kept| !kept.start.recent.is_empty() && kept.backups.len() == 1);
    assert!(kept.start.pinned.is_empty());
    *shown.lock().unwrap() = "2026-03-03T00:00:00.050[Europe/Berlin]".parse().unwrap();
    let kept = desk.wait("the board of the new day", |kept| kept.start.pinned.len() == 1 && kept.backups.len() == 2);
    assert_eq!(kept.start.pinned[0].client.id, client.id);
}

#[test]
fn a_session_that_gets_too_old_while_it_is_shown_is_no_longer_gone_on_with() {
    let mut desk = Desk::new();
    let entries = session(new_id(morning().timestamp()), None, "x");
    let begun = entries.len() / 2;
    for entry in entries.into_iter().take(begun) {
        desk.journal.offer(entry).unwrap();
    }
    desk.close();
    let almost = morning().saturating_add(SignedDuration::from_mins(60) - SignedDuration::from_millis(50));
    let (shown, wall) = clock(&almost.to_string());
    let again = Desk::with_wall(&desk.folder, None, wall);
    let point = |kept: &VaultSnapshot| kept.start.unfinished.as_ref().map(|unfinished| unfinished.point.is_some());
    again.wait("what was cut off", |kept| point(kept) == Some(true));
    *shown.lock().unwrap() = morning().saturating_add(SignedDuration::from_mins(61));
    again.wait("it is too old", |kept| point(kept) == Some(false));
}
