//! Of several who are one person one cannot be read: the others are shown, and the damage is said.

use holdwell_store::{RowKind, UnreadableRow};
use holdwell_testkit::other_tool;

use super::*;

/// Writes something else into a client's row, as damage would, and opens the vault again. Returns what stood there.
fn put(desk: &mut Desk, client: Id, whole: &str) -> (Desk, String) {
    desk.close();
    let (file, id) = (other_tool(&desk.folder.join("vault.db"), None), client.to_string());
    let before = file.query_row("select whole from client where id = ?1", [&id], |row| row.get(0)).unwrap();
    file.execute("update client set whole = ?2 where id = ?1", [id.as_str(), whole]).unwrap();
    drop(file);
    (Desk::open(&desk.folder, None), before)
}

fn row(client: Id) -> UnreadableRow {
    UnreadableRow { kind: RowKind::Client, id: client.to_string() }
}

#[test]
fn whoever_cannot_be_read_stays_where_they_are_shown_and_is_told() {
    let mut twice = Twice::new();
    twice.merge(0);
    let [one, other] = twice.both();
    let (desk, _) = put(&mut twice.two.desks[0], other, "{");
    let kept = seen(&desk, one);
    let also: Vec<Id> = kept.client.as_ref().unwrap().also.iter().map(|(id, _)| *id).collect();
    assert_eq!((also, &*kept.unreadable), (vec![other], &vec![row(other)]), "somebody has to look at it");
    assert_eq!(desk.done(Request::PartClient(other)), Done::ClientsParted);
    let kept = seen(&desk, one);
    assert_eq!((kept.all_clients, kept.client.as_ref().unwrap().all_sessions, kept.unreadable.len()), (2, 1, 0));
}

#[test]
fn the_other_is_shown_where_the_one_who_was_shown_cannot_be_read() {
    for damage in ["{", "{}"] {
        let mut twice = Twice::new();
        twice.merge(0);
        let [one, other] = twice.both();
        let (mut desk, whole) = put(&mut twice.two.desks[0], one, damage);
        for client in [one, other] {
            let kept = seen(&desk, client);
            let page = kept.client.as_ref().unwrap();
            assert_eq!((page.client.id, page.client.name.as_str()), (other, "R. Probe"));
            assert_eq!(texts(&page.client), ["right hip replaced"]);
            assert_eq!((page.also.as_slice(), page.all_sessions), ([(one, "Robin Probe".to_owned())].as_slice(), 2));
            assert_eq!((kept.all_clients, kept.clients[0].id, kept.start.recent.len()), (1, other, 1));
            assert_eq!(*kept.unreadable, [row(one)], "the damage is said");
        }
        let out = twice.two.out.path().join("damaged");
        desk.done(Request::ExportClient(other, out.clone()));
        let page = std::fs::read_to_string(out.join(one.to_string()).join("client.html")).unwrap();
        assert!(page.contains("Robin Probe") && page.contains("right hip replaced") && page.contains(&one.to_string()));
        // It is mended, and all is as it was.
        let (mut desk, _) = put(&mut desk, one, &whole);
        assert_eq!(texts(&shown(&desk, other)), ["pacemaker", "right hip replaced"]);
        assert_eq!(shown(&desk, other).id, one);
        // It is taken apart while it cannot be read.
        let (desk, _) = put(&mut desk, one, damage);
        assert_eq!(desk.done(Request::PartClient(one)), Done::ClientsParted);
        let kept = seen(&desk, other);
        let page = kept.client.as_ref().unwrap();
        assert_eq!((kept.all_clients, page.also.len(), page.all_sessions, kept.unreadable.len()), (2, 0, 1, 0));
    }
}

#[test]
fn what_is_changed_goes_to_whom_can_be_read() {
    let mut twice = Twice::new();
    twice.merge(0);
    let [one, other] = twice.both();
    let (mut desk, whole) = put(&mut twice.two.desks[0], one, "{");
    let was = shown(&desk, one);
    let now = Client { notes: "cold".to_owned(), ..was.clone() };
    desk.done(Request::ChangeClient { was: Box::new(was), now: Box::new(now) });
    let (desk, damaged) = put(&mut desk, one, &whole);
    assert_eq!(damaged, "{", "it stays as it is until somebody has looked at it");
    assert_eq!((shown(&desk, other).id, shown(&desk, other).notes.as_str()), (one, "warm\n\nR. Probe: cold"));
}
