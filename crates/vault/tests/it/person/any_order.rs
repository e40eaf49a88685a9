//! Imports in any order give the same persons, with every caution of all of them.

use std::fs;
use std::path::Path;

use proptest::prelude::*;

use super::*;
use crate::two::shuffled;

/// A deed at one of two computers, to one of three clients.
#[derive(Debug, Clone)]
enum Deed {
    Caution(usize, usize, u8),
    Clear(usize, usize),
    Notes(usize, usize, u8),
    Merge(usize, usize, usize),
    Part(usize, usize),
    Carry(usize),
}

fn deed() -> impl Strategy<Value = Deed> {
    let (on, who) = (0..2_usize, 0..3_usize);
    prop_oneof![
        2 => (on.clone(), who.clone(), any::<u8>()).prop_map(|(on, who, what)| Deed::Caution(on, who, what)),
        1 => (on.clone(), who.clone()).prop_map(|(on, who)| Deed::Clear(on, who)),
        1 => (on.clone(), who.clone(), any::<u8>()).prop_map(|(on, who, what)| Deed::Notes(on, who, what)),
        3 => (on.clone(), who.clone(), who.clone()).prop_map(|(on, from, into)| Deed::Merge(on, from, into)),
        1 => (on.clone(), who).prop_map(|(on, who)| Deed::Part(on, who)),
        2 => on.prop_map(Deed::Carry),
    ]
}

/// Two computers that know three clients.
struct Three {
    two: Two,
    all: [Id; 3],
    files: Vec<PathBuf>,
}

impl Three {
    fn new() -> Self {
        let two = Two::new();
        let all = [two.client.id, two.desks[0].client("R. Probe").id, two.desks[0].client("Probe, Robin").id];
        let mut three = Self { two, all, files: Vec::new() };
        three.export(0);
        three.carry(0);
        three
    }

    fn export(&mut self, on: usize) {
        let out = self.two.out.path().join(format!("state {}", self.files.len()));
        for client in self.all {
            self.two.desks[on].done(Request::ExportClient(client, out.clone()));
        }
        self.files.push(out);
    }

    fn carry(&mut self, from: usize) {
        self.export(from);
        let file = self.files.last().unwrap().clone();
        self.two.desks[1 - from].done(Request::Import(file, Erased::StayErased));
    }

    fn change(&self, on: usize, who: usize, change: impl FnOnce(&mut Client)) {
        let was = shown(&self.two.desks[on], self.all[who]);
        let mut now = was.clone();
        change(&mut now);
        self.two.desks[on].done(Request::ChangeClient { was: Box::new(was), now: Box::new(now) });
    }

    fn tell(&mut self, deed: &Deed) {
        let on = match *deed {
            Deed::Caution(on, who, what) => {
                self.change(on, who, |client| client.cautions.push(caution(&format!("caution {what}"))));
                on
            }
            Deed::Clear(on, who) => {
                self.change(on, who, |client| client.cautions.clear());
                assert_eq!(shown(&self.two.desks[on], self.all[who]).cautions, [], "what is removed is gone");
                on
            }
            Deed::Notes(on, who, what) => {
                self.change(on, who, |client| client.notes = format!("notes {what}"));
                on
            }
            Deed::Merge(on, from, into) => {
                let _done = self.two.desks[on].ask(Request::MergeClients(self.all[from], self.all[into]));
                on
            }
            Deed::Part(on, who) => {
                let _done = self.two.desks[on].ask(Request::PartClient(self.all[who]));
                on
            }
            Deed::Carry(from) => {
                self.carry(from);
                1 - from
            }
        };
        self.export(on);
    }

    /// Returns what is shown of each client in the vault of a folder, who is shown as whom, and that every caution of
    /// every row is among it.
    fn shown_in(&self, folder: &Path) -> Vec<(Client, Vec<(Id, String)>)> {
        let desk = Desk::open(folder, None);
        let out = tempfile::tempdir().unwrap();
        let page = |client: &Id| {
            let kept = seen(&desk, *client);
            let page = kept.client.as_ref().unwrap();
            desk.done(Request::ExportClient(*client, out.path().to_owned()));
            let file = out.path().join(client.to_string()).join("client.json");
            let whole: serde_json::Value = serde_json::from_slice(&fs::read(file).unwrap()).unwrap();
            let own = whole["tables"]["client"][0]["whole"]["cautions"].as_array().unwrap().clone();
            let all: BTreeSet<String> = page.client.cautions.iter().map(|caution| caution.id.to_string()).collect();
            assert!(own.iter().all(|own| all.contains(own["id"].as_str().unwrap())), "{own:?} in {all:?}");
            assert_eq!(all.len(), page.client.cautions.len(), "each once");
            (page.client.clone(), page.also.clone())
        };
        self.all.iter().map(page).collect()
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn imports_in_any_order_give_the_same_persons(deeds in prop::collection::vec(deed(), 1..9), shuffle in any::<u64>()) {
        let mut three = Three::new();
        for deed in &deeds {
            three.tell(deed);
        }
        let files = three.files.clone();
        let other = shuffled(&files, shuffle);
        let seen = [&files, &other].map(|files| {
            let place = tempfile::tempdir().unwrap();
            for file in files {
                let _report = import(place.path(), file);
            }
            three.shown_in(place.path())
        });
        prop_assert_eq!(&seen[0], &seen[1]);
    }
}
