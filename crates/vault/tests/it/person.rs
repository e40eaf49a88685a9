//! Two clients who turned out to be one person: shown as one, taken apart again, here and on another computer.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use holdwell_model::{Caution, Client, Id, Region, Side, Spot};
use holdwell_store::{
    Done, Erased, Failure, HistoryFilter, HistoryOwner, HistoryQuery, JournalPort as _, Request, VaultQuery,
    VaultSnapshot, new_id,
};
use holdwell_testkit::{Desk, morning, session};
use jiff::civil::date;

use crate::two::{Two, caution, content, import, orders};

mod any_order;
mod back;
mod damaged;
mod erase;
mod rings;

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
        for entry in session(id, Some(other.id), "theirsremark") {
            desk.journal.offer(entry).unwrap();
        }
        desk.look(VaultQuery { session: Some(id), ..VaultQuery::default() });
        desk.wait("theirs", |kept| kept.session.as_ref().is_some_and(|page| page.session.holds == 2));
        Self { two, other, session: id }
    }

    fn both(&self) -> [Id; 2] {
        [self.two.client.id, self.other.id]
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

    /// Brings these clients from one computer to the other.
    fn carry(&self, from: usize, name: &str, clients: &[Id]) {
        let done = self.two.desks[1 - from].done(Request::Import(self.export(from, name, clients), Erased::StayErased));
        assert!(matches!(done, Done::Imported(_)), "{done:?}");
    }

    fn seen(&self, on: usize) -> Arc<VaultSnapshot> {
        seen(&self.two.desks[on], self.two.client.id)
    }

    /// Changes what is shown of the person.
    fn change(&self, on: usize, change: impl FnOnce(&mut Client)) {
        let was = shown(&self.two.desks[on], self.two.client.id);
        let mut now = was.clone();
        change(&mut now);
        self.two.desks[on].done(Request::ChangeClient { was: Box::new(was), now: Box::new(now) });
    }
}

fn seen(desk: &Desk, client: Id) -> Arc<VaultSnapshot> {
    let filter = HistoryFilter { owner: HistoryOwner::Client(client), ..HistoryFilter::default() };
    let history = Some(HistoryQuery { filter, first: 0 });
    desk.see(VaultQuery { client: Some(client), clients: Some(String::new()), history, ..VaultQuery::default() })
}

/// Returns what is shown of a client.
fn shown(desk: &Desk, client: Id) -> Client {
    seen(desk, client).client.as_ref().unwrap().client.clone()
}

fn texts(client: &Client) -> Vec<&str> {
    client.cautions.iter().map(|caution| caution.text.as_str()).collect()
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
    assert_eq!(texts(&page.client), ["pacemaker", "right hip replaced"]);
    assert_eq!(page.client.notes, "warm\n\nR. Probe: cool");
    assert_eq!(page.also, [(twice.other.id, "R. Probe".to_owned())]);
    assert_eq!(*kept.start.recent[0].client, page.client, "Start shows the same of them");
    assert_eq!(seen(&twice.two.desks[0], twice.other.id).client.as_ref().unwrap().client, page.client);
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
fn a_caution_that_comes_later_for_the_other_is_shown_at_once() {
    let twice = Twice::new();
    twice.carry(0, "before", &twice.both());
    twice.merge(0);
    let there = shown(&twice.two.desks[1], twice.other.id);
    let mut now = there.clone();
    now.cautions.push(caution("blood thinner"));
    twice.two.desks[1].done(Request::ChangeClient { was: Box::new(there), now: Box::new(now) });
    twice.carry(1, "later", &[twice.other.id]);
    let kept = twice.seen(0);
    let client = &kept.client.as_ref().unwrap().client;
    let all: BTreeSet<&str> = texts(client).into_iter().collect();
    assert_eq!(all, ["blood thinner", "pacemaker", "right hip replaced"].into());
    assert_eq!(texts(&kept.start.recent[0].client), texts(client));
}

#[test]
fn what_is_changed_on_the_page_goes_to_whom_it_is_of() {
    let twice = Twice::new();
    twice.merge(0);
    let second = caution("left knee");
    twice.change(0, |client| client.cautions.push(second.clone()));
    let hurts = Spot { region: Region::Jaw, side: Side::Left };
    twice.change(0, |client| {
        assert_eq!(texts(client), ["pacemaker", "left knee", "right hip replaced"]);
        "right hip replaced 2019".clone_into(&mut client.cautions[2].text);
        client.notes = "hot\n\nR. Probe: cold".to_owned();
        client.worse_side = Some(Side::Left);
        client.hurts.insert(hurts);
    });
    let page = shown(&twice.two.desks[0], twice.two.client.id);
    assert_eq!(texts(&page), ["pacemaker", "left knee", "right hip replaced 2019"]);
    assert_eq!(page.notes, "hot\n\nR. Probe: cold");
    twice.change(0, |client| client.cautions.retain(|caution| caution.text != "pacemaker"));
    twice.part(0);
    let one = shown(&twice.two.desks[0], twice.two.client.id);
    assert_eq!((texts(&one), one.notes.as_str(), one.worse_side), (vec!["left knee"], "hot", Some(Side::Left)));
    let other = shown(&twice.two.desks[0], twice.other.id);
    assert_eq!((texts(&other), other.notes.as_str()), (vec!["right hip replaced 2019"], "cold"));
    assert_eq!((other.worse_side, other.hurts.is_empty()), (None, true));
}

#[test]
fn a_caution_of_the_other_that_is_removed_is_gone_and_what_was_known_of_them_first_is_cleared() {
    let twice = Twice::new();
    let theirs = Client { slot_mins: Some(45), keep_until: Some(date(2040, 1, 1)), ..twice.other.clone() };
    twice.two.desks[0].done(Request::SaveClient(Box::new(theirs)));
    twice.merge(0);
    let page = shown(&twice.two.desks[0], twice.two.client.id);
    assert_eq!((page.slot_mins, page.keep_until), (Some(45), Some(date(2040, 1, 1))));
    twice.change(0, |client| {
        client.cautions.retain(|caution| caution.text == "pacemaker");
        (client.slot_mins, client.keep_until) = (None, Some(date(2030, 1, 1)));
    });
    let page = shown(&twice.two.desks[0], twice.two.client.id);
    assert_eq!((texts(&page), page.slot_mins, page.keep_until), (vec!["pacemaker"], None, Some(date(2030, 1, 1))));
}

#[test]
fn a_change_that_was_begun_before_removes_nothing_that_has_come_since() {
    let twice = Twice::new();
    let was = shown(&twice.two.desks[0], twice.two.client.id);
    twice.merge(0);
    let now = Client { notes: "hot".to_owned(), ..was.clone() };
    twice.two.desks[0].done(Request::ChangeClient { was: Box::new(was), now: Box::new(now) });
    let page = shown(&twice.two.desks[0], twice.two.client.id);
    assert_eq!((texts(&page).len(), page.notes.as_str()), (2, "hot\n\nR. Probe: cool"));
    // The same of the one who is not shown any more.
    let now = Client { notes: "cold".to_owned(), ..twice.other.clone() };
    let was = twice.other.clone();
    twice.two.desks[0].done(Request::ChangeClient { was: Box::new(was), now: Box::new(now) });
    let page = shown(&twice.two.desks[0], twice.two.client.id);
    assert_eq!((texts(&page).len(), page.notes.as_str()), (2, "hot\n\nR. Probe: cold"));
}

#[test]
fn what_an_earlier_version_copied_is_not_shown_twice() {
    let twice = Twice::new();
    let mut copied = twice.seen(0).client.as_ref().unwrap().client.clone();
    copied.cautions.extend(twice.other.cautions.iter().cloned());
    copied.notes = "warm\n\nR. Probe: cool\n\nlater".to_owned();
    twice.two.desks[0].done(Request::SaveClient(Box::new(copied.clone())));
    twice.merge(0);
    let page = shown(&twice.two.desks[0], twice.two.client.id);
    assert_eq!((texts(&page), page.notes.as_str()), (texts(&copied), "warm\n\nlater\n\nR. Probe: cool"));
    // Of two texts the later is shown, whichever of the two it stands with.
    twice.two.desks[0].done(Request::SaveClient(Box::new(Client {
        cautions: vec![Caution { text: "both hips replaced".to_owned(), ..twice.other.cautions[0].clone() }],
        ..twice.other.clone()
    })));
    let page = shown(&twice.two.desks[0], twice.two.client.id);
    assert_eq!(texts(&page), ["pacemaker", "both hips replaced"]);
    twice.change(0, |client| {
        client.cautions.remove(1);
        client.notes = client.notes.replace("cool", "cold");
    });
    let page = shown(&twice.two.desks[0], twice.two.client.id);
    assert_eq!((texts(&page), page.notes.as_str()), (vec!["pacemaker"], "warm\n\nlater\n\nR. Probe: cold"));
}

#[test]
fn notes_that_name_the_other_are_theirs_whoever_is_changed() {
    let twice = Twice::new();
    let theirs = "one\n\nR. Probe: two";
    twice.two.desks[0].done(Request::SaveClient(Box::new(Client { notes: theirs.to_owned(), ..twice.other.clone() })));
    twice.merge(0);
    let page = |notes: &str| assert_eq!(shown(&twice.two.desks[0], twice.two.client.id).notes, notes);
    page("warm\n\nR. Probe: one\n\nR. Probe: two");
    twice.change(0, |client| client.notes = client.notes.replace("warm", "hot"));
    page("hot\n\nR. Probe: one\n\nR. Probe: two");
    twice.change(0, |client| client.notes.push_str(" and three"));
    page("hot\n\nR. Probe: one\n\nR. Probe: two and three");
    twice.part(0);
    assert_eq!(shown(&twice.two.desks[0], twice.two.client.id).notes, "hot");
    assert_eq!(shown(&twice.two.desks[0], twice.other.id).notes, "one\n\nR. Probe: two and three");
}

#[test]
fn both_names_find_them_and_the_later_day_of_keeping_counts() {
    let twice = Twice::new();
    let desk = &twice.two.desks[0];
    let until = |client: &Client, year| Client { keep_until: Some(date(year, 1, 1)), ..client.clone() };
    let one = twice.seen(0).client.as_ref().unwrap().client.clone();
    desk.done(Request::SaveClient(Box::new(until(&one, 2020))));
    desk.done(Request::SaveClient(Box::new(Client { called: Some("Bobby".to_owned()), ..until(&twice.other, 2040) })));
    assert_eq!(twice.seen(0).may_be_erased.len(), 1);
    twice.merge(0);
    assert_eq!(twice.seen(0).may_be_erased.len(), 0, "their records have to be kept");
    for words in ["Robin", "r. probe", "bobby"] {
        desk.look(VaultQuery { clients: Some(words.to_owned()), ..VaultQuery::default() });
        desk.wait(words, |kept| kept.clients.len() == 1 && kept.clients[0].id == twice.two.client.id);
    }
}

#[test]
fn it_goes_out_with_the_export_and_comes_in_in_any_order() {
    let twice = Twice::new();
    let both = twice.both();
    let mut files = vec![twice.export(0, "before", &both)];
    twice.merge(0);
    files.push(twice.export(0, "merged", &both[..1]));
    for (client, name) in both.iter().zip(["Robin Probe", "R. Probe"]) {
        let page = std::fs::read_to_string(files[1].join(client.to_string()).join("client.html")).unwrap();
        assert!(
            page.contains("right hip replaced") && page.contains("pacemaker"),
            "whoever reads it sees every caution"
        );
        assert!(page.contains(&format!("<h1>{name}")), "the page is theirs: {name}");
    }
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
