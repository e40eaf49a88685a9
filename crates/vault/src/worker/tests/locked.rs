//! Sessions that begin while the vault is locked, and what comes of them.

use super::super::inbox::{Next, Takes};
use super::*;

fn offer(inbox: &Inbox, entries: &[Entry]) {
    for entry in entries {
        inbox.offer(entry.clone()).unwrap();
    }
}

/// The ids of the sessions whose begin waits to be written, in order, and the number of all entries.
fn waiting(inbox: &Inbox) -> (Vec<Id>, usize) {
    let Next::Write(entries) = inbox.next(Takes::Entries, None) else { panic!("nothing waits") };
    let begun = entries.iter().filter_map(|entry| if let Entry::Begin(begin) = entry { Some(begin.id) } else { None });
    (begun.collect(), entries.len())
}

#[test]
fn they_are_written_in_their_order_whatever_became_of_the_vault_since() {
    let inbox = Inbox::default();
    let [first, second] = [new_id(now().timestamp()), new_id(now().timestamp())];
    inbox.say(Recording::Locked);
    offer(&inbox, &session(first));
    inbox.say(Recording::Failing);
    offer(&inbox, &session(second));
    inbox.say(Recording::Kept);
    let (begun, _) = waiting(&inbox);
    assert_eq!(begun, [first, second]);
}

#[test]
fn a_session_that_began_before_the_lock_was_known_is_whole() {
    let inbox = Inbox::default();
    let id = new_id(now().timestamp());
    let entries = session(id);
    let (before, after) = entries.split_at(3);
    offer(&inbox, before);
    inbox.say(Recording::Locked);
    offer(&inbox, after);
    inbox.say(Recording::Kept);
    assert_eq!(waiting(&inbox).0, [id]);
}

#[test]
fn one_that_is_cut_off_by_the_lock_is_let_go_of_and_the_next_is_not() {
    let inbox = Inbox::default();
    let [cut_off, next] = [new_id(now().timestamp()), new_id(now().timestamp())];
    let entries = session(cut_off);
    inbox.say(Recording::Kept);
    offer(&inbox, &entries[..4]);
    let Next::Write(_) = inbox.next(Takes::Entries, None) else { panic!("nothing waits") };
    inbox.say(Recording::Locked);
    offer(&inbox, &entries[4..]);
    offer(&inbox, &session(next));
    inbox.say(Recording::Kept);
    assert_eq!(waiting(&inbox).0, [next]);
}
