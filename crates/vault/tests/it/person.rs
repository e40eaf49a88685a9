//! Two clients who turned out to be one person: shown as one, taken apart again, here and on another computer.

use std::path::PathBuf;

use holdwell_model::{Client, Id};
use holdwell_store::{
    Done, Erased, Failure, HistoryFilter, HistoryOwner, HistoryQuery, JournalPort as _, Request, VaultQuery,
    VaultSnapshot, new_id,
};
use holdwell_testkit::{Desk, morning, session};

use crate::two::{Two, caution, content, import, orders};

/// Two computers, on the first of which the client was written down a second time, with a caution, a preset and a session.
struct Twice {
    two: Two,
    other: Client,
    session: Id,
}

impl Twice {
    fn new() -> Self {
        let mut two = Two::new();
        two.change(0, |client| "warm".clone_into(&mut client.notes));
        let desk = &mut two.desks[0];
        let other = Client {
            cautions: vec![caution("right hip replaced")],
            notes: "cool".to_owned(),
            ..desk.client("R. Probe")
        };
        desk.done(Request::SaveClient(Box::new(other.clone())));
        desk.preset(other.id, "Shoulders");
        let id = new_id(morning().timestamp());
        for entry in session(id, Some(other.id), "theirs") {
            desk.journal.offer(entry).unwrap();
        }
        desk.look(VaultQuery { session: Some(id), ..VaultQuery::default() });
        desk.wait("theirs", |kept| kept.session.as_ref().is_some_and(|page| page.session.holds == 2));
        Self { two, other, session: id }
    }

    fn merge(&self, on: usize) -> Done {
        self.two.desks[on].done(Request::MergeClients(self.other.id, self.two.client.id))
    }

    fn part(&self, on: usize) -> Done {
        self.two.desks[on].done(Request::PartClient(self.other.id))
    }

    /// Exports these clients into one folder.
    fn export(&self, on: usize, name: &str, clients: &[Id]) -> PathBuf {
        let out = self.two.out.path().join(name);
        for client in clients {
            self.two.desks[on].done(Request::ExportClient(*client, out.clone()));
        }
        out
    }

    fn seen(&self, on: usize) -> std::sync::Arc<VaultSnapshot> {
        seen(&self.two.desks[on], self.two.client.id)
    }
}

fn seen(desk: &Desk, client: Id) -> std::sync::Arc<VaultSnapshot> {
    let filter = HistoryFilter { owner: HistoryOwner::Client(client), ..HistoryFilter::default() };
    let history = Some(HistoryQuery { filter, first: 0 });
    desk.look(VaultQuery { client: Some(client), clients: Some(String::new()), history, ..VaultQuery::default() });
    let done = desk.handle.send(Request::CautionsSeen(client, Vec::new())).unwrap();
    desk.wait("the client", |kept| kept.client.is_some() && kept.history.is_some() && kept.written >= Some(done))
}

#[test]
fn they_are_shown_as_one_with_every_caution_and_taken_apart_as_they_were() {
    let twice = Twice::new();
    let before = twice.seen(0).client.as_ref().unwrap().client.clone();
    assert_eq!(twice.merge(0), Done::ClientsMerged);
    let kept = twice.seen(0);
    let page = kept.client.as_ref().unwrap();
    assert_eq!((kept.all_clients, kept.clients.len()), (1, 1));
    assert_eq!((page.presets.len(), page.sessions.len(), page.all_sessions), (2, 2, 2));
    assert_eq!(kept.history.as_ref().unwrap().found, 2);
    assert!(page.sessions.iter().all(|session| session.client == Some(page.client.id)));
    assert!(page.presets.iter().all(|line| line.preset.client == page.client.id));
    let cautions: Vec<&str> = page.client.cautions.iter().map(|caution| caution.text.as_str()).collect();
    assert_eq!(cautions, ["pacemaker", "right hip replaced"]);
    assert_eq!(page.client.notes, "warm\n\nR. Probe: cool");
    assert_eq!(page.also, [(twice.other.id, "R. Probe".to_owned())]);
    let again = Request::MergeClients(twice.other.id, twice.two.client.id);
    assert_eq!(twice.two.desks[0].refused(again), Failure::NoSuchClient);

    // A preset that is changed meanwhile stays theirs.
    let theirs = page.presets.iter().find(|line| line.preset.name == "Shoulders").unwrap().preset.clone();
    twice.two.desks[0].done(Request::SavePreset(Box::new(theirs.next())));
    assert_eq!(twice.part(0), Done::ClientsParted);
    let kept = twice.seen(0);
    let page = kept.client.as_ref().unwrap();
    assert_eq!((&page.client, page.presets.len(), page.all_sessions), (&before, 1, 1));
    let kept = seen(&twice.two.desks[0], twice.other.id);
    let page = kept.client.as_ref().unwrap();
    assert_eq!((&page.client, page.presets.len(), page.all_sessions), (&twice.other, 1, 1));
    assert_eq!(page.sessions[0].id, twice.session);
}

#[test]
fn it_goes_out_with_the_export_and_comes_in_in_any_order() {
    let twice = Twice::new();
    let both = [twice.two.client.id, twice.other.id];
    let mut files = vec![twice.export(0, "before", &both)];
    twice.merge(0);
    files.push(twice.export(0, "merged", &both[..1]));
    let done = twice.two.desks[1].done(Request::Import(files[1].clone(), Erased::StayErased));
    assert!(matches!(done, Done::Imported(_)), "{done:?}");
    let kept = twice.seen(1);
    assert_eq!((kept.all_clients, kept.client.as_ref().unwrap().all_sessions), (1, 2));
    twice.part(1);
    files.push(twice.export(1, "parted", &both));
    let mut outcomes = Vec::new();
    for order in orders(&files) {
        let place = tempfile::tempdir().unwrap();
        for files in order {
            import(place.path(), &files);
        }
        outcomes.push(content(place.path()));
    }
    assert_eq!(outcomes[0].len(), 3, "two clients, and nobody");
    assert!(outcomes.iter().all(|one| *one == outcomes[0]), "{outcomes:#?}");
}

#[test]
fn two_who_are_each_said_to_be_the_other_are_still_shown() {
    let twice = Twice::new();
    let both = [twice.two.client.id, twice.other.id];
    let before = twice.export(0, "before", &both);
    twice.two.desks[1].done(Request::Import(before, Erased::StayErased));
    twice.merge(0);
    twice.two.desks[1].done(Request::MergeClients(both[0], both[1]));
    let file = twice.export(1, "the other way", &both);
    twice.two.desks[0].done(Request::Import(file, Erased::StayErased));
    let kept = twice.seen(0);
    assert_eq!((kept.all_clients, kept.clients[0].sessions), (1, 2));
}

#[test]
fn whoever_is_shown_as_an_erased_client_is_erased_with_them() {
    let twice = Twice::new();
    twice.merge(0);
    let done = twice.two.desks[0].done(Request::EraseClient(twice.two.client.id));
    assert!(matches!(done, Done::ClientErased(_)), "{done:?}");
    twice.two.desks[0].wait("nobody", |kept| kept.all_clients == 0);
    let left = holdwell_testkit::files_with(&twice.two.desks[0].folder, b"R. Probe");
    assert!(left.is_empty(), "{left:?}");
}
