//! Two computers with a vault each, and the files that go from one to the other.

use std::fs;
use std::path::{Path, PathBuf};

use holdwell_library::Preset;
use holdwell_model::{Caution, Client, Id, Touches};
use holdwell_store::{
    Done, Erased, FileFault, ImportReport, JournalPort as _, RefusedFile, Request, VaultQuery, new_id,
};
use holdwell_testkit::{Desk, morning, session};
use holdwell_vault::{Archive, Folder};
use tempfile::TempDir;

pub(crate) fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/fixtures").join(name)
}

pub(crate) fn archive(folder: &Path) -> Archive {
    Archive::open(&Folder::at(Some(folder.to_owned())).unwrap(), None, &morning()).unwrap()
}

/// Returns the files in another order, the same for the same number.
pub(crate) fn shuffled(files: &[PathBuf], shuffle: u64) -> Vec<PathBuf> {
    let (mut other, length) = (files.to_vec(), files.len());
    (0..length).for_each(|place| other.swap(place, (shuffle as usize).wrapping_mul(place + 7) % length));
    other
}

/// Imports files that are good.
pub(crate) fn import(folder: &Path, files: &Path) -> ImportReport {
    import_as(folder, files, Erased::StayErased)
}

pub(crate) fn import_as(folder: &Path, files: &Path, erased: Erased) -> ImportReport {
    let report = archive(folder).import(files, erased, &morning(), &mut |_, _| {}).unwrap();
    assert_eq!(report.refused, []);
    report
}

/// Returns what is wrong with a file that is refused.
pub(crate) fn refused(folder: &Path, file: &Path) -> FileFault {
    let report = archive(folder).import(file, Erased::StayErased, &morning(), &mut |_, _| {}).unwrap();
    let [RefusedFile::NotRead(path, fault)] = report.refused.as_slice() else { panic!("not refused: {report:?}") };
    assert_eq!(path, file);
    let fault = fault.clone();
    assert_eq!(ImportReport { refused: Vec::new(), ..report }, ImportReport::default());
    fault
}

/// Returns all that can be seen of every client, and of the sessions of nobody, as the export has it.
pub(crate) fn content(folder: &Path) -> Vec<(String, serde_json::Value)> {
    let out = tempfile::tempdir().unwrap();
    let archive = archive(folder);
    let read = |client: Option<Id>| {
        let file = archive.export(client, out.path(), &morning()).unwrap().join("client.json");
        let whole: serde_json::Value = serde_json::from_slice(&fs::read(file).unwrap()).unwrap();
        let mut tables = whole["tables"].clone();
        for rows in tables.as_object_mut().unwrap().values_mut() {
            rows.as_array_mut().unwrap().sort_by_key(ToString::to_string);
        }
        (client.map(|client| client.to_string()).unwrap_or_default(), tables)
    };
    let mut all: Vec<_> = archive.clients(None).unwrap().into_iter().map(read).collect();
    all.sort_by(|(one, _), (other, _)| one.cmp(other));
    all
}

/// Two computers with a vault each, and files that go from one to the other.
pub(crate) struct Two {
    pub(crate) desks: [Desk; 2],
    pub(crate) out: TempDir,
    pub(crate) client: Client,
    pub(crate) preset: Preset,
    pub(crate) session: Id,
}

impl Two {
    /// Begins both with one client, who has a caution, a preset and a session with open questions.
    pub(crate) fn new() -> Self {
        let mut first = Desk::new();
        let client = Client { cautions: vec![caution("pacemaker")], ..first.client("Robin Probe") };
        first.done(Request::SaveClient(Box::new(client.clone())));
        let preset = first.preset(client.id, "Low back");
        let id = new_id(morning().timestamp());
        for entry in session(id, Some(client.id), "warm") {
            first.journal.offer(entry).unwrap();
        }
        first.look(VaultQuery { session: Some(id), ..VaultQuery::default() });
        first.wait("the session", |kept| kept.session.as_ref().is_some_and(|page| page.session.holds == 2));
        let two = Self { desks: [first, Desk::new()], out: tempfile::tempdir().unwrap(), client, preset, session: id };
        two.carry(0, 1);
        two
    }

    /// Exports the client from one computer.
    pub(crate) fn export(&self, from: usize, name: &str) -> PathBuf {
        let out = self.out.path().join(name);
        let Done::Exported(folder) = self.desks[from].done(Request::ExportClient(self.client.id, out)) else {
            panic!("not exported")
        };
        folder.join("client.json")
    }

    /// Brings what one computer knows to the other.
    pub(crate) fn carry(&self, from: usize, to: usize) -> ImportReport {
        let file = self.export(from, &format!("{}", new_id(morning().timestamp())));
        let done = self.desks[to].done(Request::Import(file, Erased::StayErased));
        let Done::Imported(report) = done else { panic!("{done:?}") };
        report
    }

    pub(crate) fn change(&mut self, on: usize, change: impl FnOnce(&mut Client)) {
        let was = self.seen(on);
        let mut now = was.clone();
        change(&mut now);
        self.desks[on].done(Request::ChangeClient { was: Box::new(was), now: Box::new(now) });
    }

    pub(crate) fn seen(&self, on: usize) -> Client {
        let desk = &self.desks[on];
        let looking =
            VaultQuery { client: Some(self.client.id), preset: Some(self.preset.id), ..VaultQuery::default() };
        let kept = desk.see(looking);
        kept.client.as_ref().unwrap().client.clone()
    }
}

pub(crate) fn caution(text: &str) -> Caution {
    Caution {
        id: new_id(morning().timestamp()),
        text: text.to_owned(),
        touches: Touches::Everything,
        since: morning().timestamp(),
    }
}

pub(crate) fn orders<T: Clone>(of: &[T]) -> Vec<Vec<T>> {
    if of.is_empty() {
        return vec![Vec::new()];
    }
    let each = (0..of.len()).flat_map(|first| {
        let mut rest = of.to_vec();
        let first = rest.remove(first);
        orders(&rest).into_iter().map(move |mut order| {
            order.insert(0, first.clone());
            order
        })
    });
    each.collect()
}
