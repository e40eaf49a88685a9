//! Copies under clocks that are wrong: by years, to and fro, or standing still.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use holdwell_store::{Done, Request, VaultQuery};
use holdwell_testkit::{Desk, Place, noon, other_tool, passphrase as words, write, zoned};
use holdwell_vault::{ClearCopy, Vault, backups, is_due, newest_good_backup};
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;

/// Returns noon so many days later, or earlier.
fn day(days: i64) -> Timestamp {
    noon() + SignedDuration::from_hours(24 * days)
}

/// What a start does: a copy where there is none of this day, and only if something was changed.
fn start(vault: &Vault, now: Timestamp) -> Option<PathBuf> {
    is_due(vault.folder(), &zoned(now))
        .then(|| vault.copier().unwrap().copy_if_changed(now, &mut |_| {}).unwrap())
        .flatten()
        .map(|copy| copy.path)
}

fn paths(place: &Place) -> Vec<PathBuf> {
    backups(&place.folder()).into_iter().map(|copy| copy.path).collect()
}

/// Makes a copy look as one of the version before: a date in its name, and no number anywhere.
fn make_old(copy: &Path, made: &str) -> PathBuf {
    let old = copy.with_file_name(format!("vault-{made}.db"));
    let inside = other_tool(copy, None);
    inside.execute("delete from about where key = 'copies'", []).unwrap();
    drop(inside);
    fs::rename(copy, &old).unwrap();
    old
}

/// Adds a line to the log, as every change does.
fn log(place: &Place) {
    let sql = "insert into log (day, action, what) values ('2026-03-02', 'client saved', 'x')";
    assert_eq!(other_tool(&place.vault(), None).execute(sql, []).unwrap(), 1);
}

#[test]
fn seven_copies_of_a_clock_years_ahead_push_no_later_one_out() {
    let place = Place::with_marker();
    let vault = place.open(None).unwrap();
    for ahead in 0..7 {
        vault.backup(day(12 * 365 + ahead), &mut |_| {}).unwrap();
    }
    let mut made = Vec::new();
    for days in 0..8 {
        let copy = vault.backup(day(days), &mut |_| {}).unwrap();
        assert!(copy.path.is_file(), "a copy is said only where it stands");
        assert_eq!(backups(&place.folder())[0], copy, "the one just made is the newest");
        made.push(copy.path);
    }
    made.reverse();
    assert_eq!(paths(&place), made[..7]);
}

#[test]
fn one_copy_dated_years_ahead_brings_no_copy_at_every_start() {
    let place = Place::with_marker();
    let vault = place.open(None).unwrap();
    let other = other_tool(&place.vault(), None);
    assert!(start(&vault, day(5 * 365)).is_some());
    for (days, expected) in [(0, true), (0, false), (0, false), (1, true), (1, false), (5 * 365, false), (1, false)] {
        write(&other, "more");
        assert_eq!(start(&vault, day(days)).is_some(), expected, "day {days}");
    }
    drop((other, vault));
    let newest = newest_good_backup(&place.folder(), None).unwrap();
    assert_eq!(newest.made, day(1), "not the one that bears the latest date");
}

#[test]
fn nothing_that_was_changed_is_no_reason_for_another_copy() {
    let place = Place::with_marker();
    let vault = place.open(None).unwrap();
    let made = (0..20).filter_map(|days| start(&vault, day(days))).count();
    assert_eq!(made, 1);
    place.write("somebody", None);
    assert!(start(&vault, day(20)).is_some());
    // The newest one has this content, and cannot be read any more.
    let newest = paths(&place)[0].clone();
    let mut content = fs::read(&newest).unwrap();
    content[8192..12_288].fill(0xa5);
    fs::write(&newest, content).unwrap();
    assert!(start(&vault, day(21)).is_some(), "a damaged copy is none");
}

#[test]
fn copies_from_before_there_were_numbers_come_first_and_the_longer_log_is_the_newer() {
    let place = Place::with_marker();
    let mut old = Vec::new();
    for made in ["2031-03-01T12-00-00Z", "2026-03-01T12-00-00Z", "2016-03-02T12-00-00Z"] {
        log(&place);
        old.push(make_old(&place.back_up(None, noon()), made));
    }
    old.reverse();
    assert_eq!(paths(&place), old, "in the order in which they were made");
    assert_eq!(newest_good_backup(&place.folder(), None).unwrap().path, old[0]);
    let new = place.back_up(None, day(-400));
    assert_eq!(paths(&place)[0], new);
    assert_eq!(paths(&place)[1..], old);
}

#[test]
fn a_number_is_found_inside_a_copy_that_was_renamed() {
    let (place, vault) = Place::encrypted("p");
    let copies: Vec<_> = (0..3).map(|days| vault.backup(day(days), &mut |_| {}).unwrap().path).collect();
    let renamed = copies[0].with_file_name("vault-2036-03-01T12-00-00Z.db");
    fs::rename(&copies[0], &renamed).unwrap();
    let listed: Vec<_> = vault.copies().list().into_iter().map(|copy| copy.path).collect();
    assert_eq!(listed, [copies[2].clone(), copies[1].clone(), renamed]);
    drop(vault);
    let newest = newest_good_backup(&place.folder(), Some(&words("p"))).unwrap();
    assert_eq!(newest.path, copies[2]);
}

#[test]
fn numbers_go_on_where_the_copies_are_gone_and_where_an_early_one_was_put_back() {
    let place = Place::with_marker();
    let first = place.back_up(None, noon());
    place.back_up(None, day(1));
    let third = place.back_up(None, day(2));
    holdwell_vault::restore(&place.folder(), (&first, ClearCopy::default()), None, day(3), &mut |_| {}).unwrap();
    let fourth = place.back_up(None, day(3));
    assert!(fourth.to_str().unwrap().ends_with("-00004.db"), "{}", fourth.display());
    for copy in paths(&place) {
        fs::remove_file(copy).unwrap();
    }
    let fifth = place.back_up(None, day(-3));
    assert!(fifth.to_str().unwrap().ends_with("-00005.db"), "{} after {}", fifth.display(), third.display());
}

#[test]
fn a_copy_with_a_wrong_date_is_named_where_it_holds_somebody_who_was_erased() {
    let folder = tempfile::tempdir().unwrap();
    let wall = || "2016-03-02T10:00[UTC]".parse().unwrap();
    let desk = Desk::with_wall(folder.path(), None, std::sync::Arc::new(wall));
    desk.wait("a first copy", |kept| !kept.backups.is_empty());
    let client = desk.client("Anna");
    desk.look(VaultQuery::default());
    desk.done(Request::Backup);
    let said = desk.done(Request::EraseClient(client.id));
    let Done::ClientErased(left) = said else { panic!("{said:?}") };
    assert_eq!(left.copies.len(), 1, "the one that holds her, ten years before she came: {left:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever days the clock shows, and in whatever order.
    #[test]
    fn any_order_of_clocks_keeps_the_newest_and_seven_days(
        clocks in prop::collection::vec(prop_oneof![0_i64..10, -3650_i64..3650], 1..16),
    ) {
        let place = Place::with_marker();
        let vault = place.open(None).unwrap();
        let other = other_tool(&place.vault(), None);
        let mut made: Vec<(PathBuf, i64)> = Vec::new();
        for days in clocks {
            write(&other, "more");
            if let Some(copy) = start(&vault, day(days)) {
                prop_assert!(copy.is_file());
                made.push((copy, days));
            }
            prop_assert!(start(&vault, day(days)).is_none(), "one copy a day");
            let kept = paths(&place);
            let expected: Vec<_> = made.iter().rev().map(|(copy, _)| copy.clone()).filter(|copy| kept.contains(copy)).collect();
            prop_assert_eq!(&kept, &expected, "in the order in which they were made");
            prop_assert_eq!(kept.first(), made.last().map(|(copy, _)| copy));
            let of = |copies: &[(PathBuf, i64)]| copies.iter().map(|(_, days)| *days).collect::<BTreeSet<_>>();
            let kept: Vec<_> = made.iter().filter(|(copy, _)| kept.contains(copy)).cloned().collect();
            prop_assert!(of(&kept).len() >= of(&made).len().min(7), "seven days are kept: {:?}", kept);
            prop_assert!(kept.len() <= 14);
        }
    }
}
