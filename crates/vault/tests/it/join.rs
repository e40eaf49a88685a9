//! Imports: what two computers made of one client is joined, in any order; and nobody else is touched.

use std::fs;
use std::path::{Path, PathBuf};

use holdwell_engine::{Command, Options};
use holdwell_library::Preset;
use holdwell_model::{Caution, Client, Id, Touches};
use holdwell_store::{
    Done, Entry, Erased, Failure, ImportField, ImportFinding, ImportReport, JournalPort as _, QuestionReply, Request,
    SessionStart, VaultQuery, VaultState, new_id,
};
use holdwell_testkit::routines::builtin;
use holdwell_testkit::{Desk, Place, Run, morning, other_tool, preset, session};
use holdwell_vault::{Archive, ClearCopy, Folder};
use proptest::prelude::*;
use tempfile::TempDir;

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/fixtures").join(name)
}

fn archive(folder: &Path) -> Archive {
    Archive::open(&Folder::at(Some(folder.to_owned())).unwrap(), None, &morning()).unwrap()
}

fn import(folder: &Path, file: &Path) -> ImportReport {
    archive(folder).import(file, &morning()).unwrap_or_else(|problem| panic!("{problem}"))
}

/// Returns all that can be seen of every client, and of the sessions of nobody, as the export has it.
fn content(folder: &Path) -> Vec<(String, serde_json::Value)> {
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

fn orders<T: Clone>(of: &[T]) -> Vec<Vec<T>> {
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

#[test]
fn two_computers_give_one_client_with_the_caution_in_all_six_orders() {
    let files = ["two-computers-base.json", "two-computers-desktop.json", "two-computers-laptop.json"].map(fixture);
    let mut seen = Vec::new();
    for order in orders(&files) {
        let place = tempfile::tempdir().unwrap();
        let reports: Vec<_> = order.iter().map(|file| import(place.path(), file)).collect();
        let findings = reports.iter().flat_map(|report| &report.findings);
        let lost: Vec<_> = findings
            .filter_map(|finding| match finding {
                ImportFinding::NotTaken { field: ImportField::Notes, value, .. } => Some(value.as_str()),
                _ => None,
            })
            .collect();
        assert!(lost.contains(&"desktop: phone changed (earlier)"), "{order:?}: {reports:?}");
        for file in &files {
            let again = import(place.path(), file);
            assert_eq!((again.clients, again.findings), (0, Vec::new()), "twice is once");
        }
        seen.push(content(place.path()));
    }
    let whole = &seen[0][1].1["client"][0]["whole"];
    assert_eq!(whole["cautions"][0]["text"], "right hip replaced, no rotation");
    assert_eq!(whole["notes"], "laptop: hip replaced, no rotation (later)");
    assert!(seen.iter().all(|one| *one == seen[0]), "{seen:#?}");
}

/// Two computers with a vault each, and files that go from one to the other.
struct Two {
    desks: [Desk; 2],
    out: TempDir,
    client: Client,
    preset: Preset,
    session: Id,
}

impl Two {
    /// Begins both with one client, who has a caution, a preset and a session with open questions.
    fn new() -> Self {
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
    fn export(&self, from: usize, name: &str) -> PathBuf {
        let out = self.out.path().join(name);
        let Done::Exported(folder) = self.desks[from].done(Request::ExportClient(self.client.id, out)) else {
            panic!("not exported")
        };
        folder.join("client.json")
    }

    /// Brings what one computer knows to the other.
    fn carry(&self, from: usize, to: usize) -> ImportReport {
        let file = self.export(from, &format!("{}", new_id(morning().timestamp())));
        let done = self.desks[to].done(Request::Import(file, Erased::StayErased));
        let Done::Imported(report) = done else { panic!("{done:?}") };
        report
    }

    fn change(&mut self, on: usize, change: impl FnOnce(&mut Client)) {
        let mut client = self.seen(on);
        change(&mut client);
        self.desks[on].done(Request::SaveClient(Box::new(client)));
    }

    fn seen(&self, on: usize) -> Client {
        let desk = &self.desks[on];
        desk.look(VaultQuery { client: Some(self.client.id), preset: Some(self.preset.id), ..VaultQuery::default() });
        // What was asked for before is in it.
        let done = desk.handle.send(Request::CautionsSeen(self.client.id, Vec::new())).unwrap();
        let kept = desk.wait("the client", |kept| kept.client.is_some() && kept.written >= Some(done));
        kept.client.as_ref().unwrap().client.clone()
    }
}

fn caution(text: &str) -> Caution {
    Caution {
        id: new_id(morning().timestamp()),
        text: text.to_owned(),
        touches: Touches::Everything,
        since: morning().timestamp(),
    }
}

#[test]
fn what_two_computers_changed_is_joined_field_by_field_and_told() {
    let mut two = Two::new();
    two.change(0, |client| client.notes = "desktop".to_owned());
    two.change(0, |client| client.called = Some("Rob".to_owned()));
    two.change(1, |client| client.cautions.push(caution("right hip replaced")));
    two.change(1, |client| client.notes = "laptop".to_owned());
    let report = two.carry(0, 1);
    let lost = report.findings.iter().filter(|finding| matches!(finding, ImportFinding::NotTaken { .. }));
    assert_eq!((report.clients, lost.count()), (1, 1), "{report:?}");
    let report = two.carry(1, 0);
    assert!(report.findings.contains(&ImportFinding::CautionAdded("right hip replaced".to_owned())), "{report:?}");
    let joined = two.seen(0);
    assert_eq!(joined, two.seen(1));
    assert_eq!((joined.called.as_deref(), joined.cautions.len()), (Some("Rob"), 2));
    assert_eq!(two.carry(0, 1), ImportReport::default());
}

#[test]
fn a_caution_that_was_taken_out_stays_out_unless_somebody_let_it_stand_meanwhile() {
    let mut two = Two::new();
    let before = two.export(1, "before");
    two.change(0, |client| client.cautions.clear());
    let done = two.desks[0].done(Request::Import(before, Erased::StayErased));
    assert_eq!(done, Done::Imported(ImportReport::default()), "an earlier state changes nothing");
    let report = two.carry(0, 1);
    assert_eq!(report.findings, [ImportFinding::CautionRemoved("pacemaker".to_owned())]);
    assert!(two.seen(1).cautions.is_empty());

    let mut two = Two::new();
    two.change(0, |client| client.cautions.clear());
    two.change(1, |client| client.notes = "laptop".to_owned());
    two.carry(1, 0);
    assert_eq!(two.seen(0).cautions.len(), 1);
}

#[test]
fn presets_are_joined_and_no_version_is_lost() {
    let two = Two::new();
    let save = |on: usize, preset: Preset| two.desks[on].done(Request::SavePreset(Box::new(preset)));
    save(0, Preset { name: "Low back, slowly".to_owned(), ..two.preset.clone() });
    save(1, Preset { louder: -2, ..two.preset.clone() });
    save(1, Preset { louder: -3, ..two.preset.clone() });
    assert_eq!((two.carry(0, 1).presets, two.carry(1, 0).presets), (1, 1));
    for desk in &two.desks {
        desk.look(VaultQuery { preset: Some(two.preset.id), ..VaultQuery::default() });
        let kept = desk.wait("four versions", |kept| kept.preset.as_ref().is_some_and(|page| page.versions.len() == 4));
        let page = kept.preset.as_ref().unwrap();
        assert_eq!((page.preset.name.as_str(), page.preset.louder), ("Low back, slowly", -3));
        let numbers: Vec<u32> = page.versions.iter().map(|(_, version)| version.version).collect();
        assert_eq!((numbers.as_slice(), page.preset.version), (&[4, 3, 2, 1][..], 4));
    }
    assert_eq!(two.carry(0, 1), ImportReport::default());
    assert_eq!(two.carry(1, 0), ImportReport::default());
}

#[test]
fn what_was_answered_is_not_asked_again_by_an_older_file() {
    let mut desk = Desk::new();
    let client = desk.client("Robin Probe").id;
    let (plan, began) = (builtin("free-smrt"), morning().timestamp());
    let options = Options::of(&plan);
    let start = SessionStart { id: new_id(began), began, plan, options, client: Some(client), preset: None };
    let mut run = Run::start(start);
    run.pass(2).advance().pass(40).advance().pass(40).tell(Command::Stop);
    for entry in run.entries {
        desk.journal.offer(entry).unwrap();
    }
    desk.look(VaultQuery { questions: Some(None), ..VaultQuery::default() });
    let asked = desk.wait("two holds without a name", |kept| kept.questions.len() == 2).questions.clone();
    let out = tempfile::tempdir().unwrap();
    let export = |name: &str| {
        let done = desk.done(Request::ExportClient(client, out.path().join(name)));
        if let Done::Exported(folder) = done { folder.join("client.json") } else { panic!("{done:?}") }
    };
    let before = export("before");
    for (question, place) in asked.iter().zip(0..) {
        let reply = if place == 0 { QuestionReply::Nothing } else { QuestionReply::Words("a breath".to_owned()) };
        desk.done(Request::AnswerQuestion(Box::new(question.clone()), reply));
    }
    let done = desk.done(Request::Import(before.clone(), Erased::StayErased));
    assert_eq!(done, Done::Imported(ImportReport::default()));
    desk.wait("nothing is asked", |kept| kept.questions.is_empty() && kept.start.to_finish == 0);
    // On another computer, where it was still open.
    let (after, elsewhere) = (export("after"), tempfile::tempdir().unwrap());
    for (file, open) in [(&before, true), (&after, false), (&before, false)] {
        import(elsewhere.path(), file);
        let open_there = content(elsewhere.path())[1].1["question"].as_array().unwrap().len();
        assert_eq!(open_there > 0, open);
    }
}

#[test]
fn who_was_erased_stays_erased_until_somebody_asks_for_them() {
    let two = Two::new();
    let file = two.export(0, "before");
    let erased = |outcome: Done| assert!(matches!(outcome, Done::ClientErased(_)), "{outcome:?}");
    erased(two.desks[0].done(Request::EraseClient(two.client.id)));
    let import = |erased| two.desks[0].ask(Request::Import(file.clone(), erased));
    assert_eq!(import(Erased::StayErased), Err(Failure::WasErased(file.clone())));
    two.desks[0].wait("nobody", |kept| kept.all_clients == 0);
    let Ok(Done::Imported(report)) = import(Erased::AreBroughtBack) else { panic!("brought back") };
    assert_eq!((report.clients, report.sessions), (1, 1));
    let Ok(Done::Imported(again)) = import(Erased::StayErased) else { panic!("they are here again") };
    assert_eq!(again.clients, 0);
    erased(two.desks[0].done(Request::EraseClient(two.client.id)));
    assert_eq!(import(Erased::StayErased), Err(Failure::WasErased(file.clone())), "erased once more");
}

#[test]
fn a_session_that_was_thrown_away_does_not_come_back_by_itself() {
    let mut desk = Desk::new();
    let client = desk.client("Anna");
    let id = new_id(morning().timestamp());
    let begun: Vec<Entry> = session(id, Some(client.id), "x").into_iter().take(8).collect();
    for entry in begun {
        desk.journal.offer(entry).unwrap();
    }
    desk.close();
    let again = Desk::open(&desk.folder, None);
    let out = tempfile::tempdir().unwrap();
    let done = again.done(Request::ExportClient(client.id, out.path().to_owned()));
    let Done::Exported(folder) = done else { panic!("{done:?}") };
    again.done(Request::Discard(id));
    let import = |erased| again.done(Request::Import(folder.clone(), erased));
    let Done::Imported(report) = import(Erased::StayErased) else { panic!("imported") };
    assert_eq!((report.sessions, report.findings), (0, vec![ImportFinding::SessionDiscarded(id)]));
    let Done::Imported(report) = import(Erased::AreBroughtBack) else { panic!("imported") };
    assert_eq!(report.sessions, 1);
}

#[test]
fn a_session_of_an_erased_client_does_not_come_back_as_nobodys() {
    let mut desk = Desk::new();
    let client = desk.client("Anna");
    let id = new_id(morning().timestamp());
    for entry in session(id, None, "x") {
        desk.journal.offer(entry).unwrap();
    }
    desk.look(VaultQuery { session: Some(id), ..VaultQuery::default() });
    desk.wait("the session", |kept| kept.session.is_some());
    desk.close();
    let out = tempfile::tempdir().unwrap();
    let folder = archive(&desk.folder).export(None, out.path(), &morning()).unwrap();
    let again = Desk::open(&desk.folder, None);
    again.done(Request::MoveSession(id, Some(client.id)));
    let _erased = again.done(Request::EraseClient(client.id));
    let file = folder.join("client.json");
    let Done::Imported(report) = again.done(Request::Import(file, Erased::StayErased)) else { panic!("imported") };
    assert_eq!((report.sessions, report.findings), (0, vec![ImportFinding::SessionDiscarded(id)]));
}

/// Two clients in one vault, with a file of the first.
fn neighbours() -> (Two, PathBuf, Client, Id) {
    let mut two = Two::new();
    let other = two.desks[0].client("Somebody Else");
    two.desks[0].done(Request::SavePreset(Box::new(preset(other.id, "Shoulders"))));
    let id = new_id(morning().timestamp());
    for entry in session(id, Some(other.id), "theirs") {
        two.desks[0].journal.offer(entry).unwrap();
    }
    two.desks[0].look(VaultQuery { session: Some(id), ..VaultQuery::default() });
    two.desks[0].wait("theirs", |kept| kept.session.as_ref().is_some_and(|page| page.session.holds == 2));
    let file = two.export(0, "mine");
    (two, file, other, id)
}

/// Changes a file as somebody would who means harm, or a program that knows no better.
fn tampered(file: &Path, change: impl FnOnce(&mut serde_json::Value)) -> PathBuf {
    let mut whole: serde_json::Value = serde_json::from_slice(&fs::read(file).unwrap()).unwrap();
    change(&mut whole);
    let path = file.with_file_name("tampered.json");
    fs::write(&path, whole.to_string()).unwrap();
    path
}

#[test]
fn every_row_belongs_to_the_client_of_the_file_or_it_is_refused() {
    let (mut two, file, other, theirs) = neighbours();
    let folder = two.desks[0].folder.clone();
    two.desks[0].close();
    let before = content(&folder);
    for (said, change) in harms(other.id, theirs) {
        let file = tampered(&file, change);
        let problem = archive(&folder).import(&file, &morning()).expect_err(said).to_string();
        assert!(problem.contains(said), "{said}: {problem}");
    }
    assert_eq!(content(&folder), before, "nothing was written");
}

type Change = Box<dyn Fn(&mut serde_json::Value)>;

/// Lists what may be wrong with a file, and what is said of it.
fn harms(someone: Id, theirs: Id) -> Vec<(&'static str, Change)> {
    let set = |table: &'static str, column: &'static str, to: serde_json::Value| -> Change {
        Box::new(move |whole| whole["tables"][table][0][column] = to.clone())
    };
    let (someone, theirs) = (serde_json::json!(someone), serde_json::json!(theirs));
    let other = someone.clone();
    vec![
        ("session 1: does not belong", set("session", "client", someone.clone())),
        ("preset 1: whole", set("preset", "client", someone.clone())),
        ("event 1: does not belong", set("event", "session", theirs.clone())),
        ("hold 1: does not belong", set("hold", "session", theirs)),
        ("client 1: whole", set("client", "id", someone.clone())),
        ("preset_version 1: whole", set("preset_version", "preset", someone.clone())),
        ("plan 1: whole", set("plan", "hash", serde_json::json!("00"))),
        ("client 1: does not belong", Box::new(move |whole| whole["client"] = someone.clone())),
        ("client 1: whole", Box::new(move |whole| whole["tables"]["client"][0]["whole"]["id"] = other.clone())),
        (
            "session 2: stands there twice",
            Box::new(|whole| {
                let session = whole["tables"]["session"][0].clone();
                whole["tables"]["session"].as_array_mut().unwrap().push(session);
            }),
        ),
        ("session 1: holds", set("session", "holds", serde_json::json!(-1))),
        ("session 1: version", set("session", "version", serde_json::json!(i64::MAX))),
        ("client 1: version", set("client", "version", serde_json::json!(i64::MAX))),
        ("client 1: sessions", set("client", "sessions", serde_json::json!(-1))),
        ("session 1: began", set("session", "began", serde_json::json!(i64::MAX))),
        ("session 1: options", set("session", "options", serde_json::json!({}))),
        ("hold 1: held_ms", set("hold", "held_ms", serde_json::json!("long"))),
        ("client 1: origin", set("client", "origin", serde_json::json!({ "seen": 1 }))),
        ("event 1: whole", Box::new(|whole| whole["tables"]["event"][0]["whole"]["seq"] = 7.into())),
        ("client is missing", Box::new(|whole| whole["tables"]["client"] = serde_json::json!([]))),
        ("plans are not", Box::new(|whole| whole["tables"]["plan"] = serde_json::json!([]))),
    ]
}

#[test]
fn a_session_that_is_another_clients_here_stays_theirs() {
    let (two, _, other, _) = neighbours();
    let file = two.export(1, "from the other computer");
    two.desks[0].done(Request::MoveSession(two.session, Some(other.id)));
    let done = two.desks[0].done(Request::Import(file, Erased::StayErased));
    let Done::Imported(report) = done else { panic!("{done:?}") };
    assert_eq!(report.findings, [ImportFinding::SessionOfAnother(two.session)]);
    two.desks[0].look(VaultQuery { session: Some(two.session), ..VaultQuery::default() });
    two.desks[0].wait("theirs", |kept| kept.session.as_ref().is_some_and(|page| page.session.client == Some(other.id)));
}

#[test]
fn the_cases_that_did_harm_are_refused_whole() {
    let (mut two, ..) = neighbours();
    let folder = two.desks[0].folder.clone();
    two.desks[0].close();
    let before = content(&folder);
    for (case, said) in [
        ("poison-holds.json", "session 1: holds: should be a whole number"),
        ("import-moves-other-clients-session.json", "row of the client is missing"),
    ] {
        let problem = archive(&folder).import(&fixture(case), &morning()).expect_err(case).to_string();
        assert!(problem.contains(said), "{case}: {problem}");
    }
    assert_eq!(content(&folder), before);
}

#[test]
fn a_vault_that_stands_elsewhere_saves_under_another_id() {
    let place = Place::with_marker();
    let author = |place: &Place| -> String {
        drop(place.open(None).unwrap());
        let sql = "select value from about where key = 'installation'";
        other_tool(&place.vault(), None).query_row(sql, [], |row| row.get(0)).unwrap()
    };
    let first = author(&place);
    assert_eq!(author(&place), first);
    let copied = place.snapshot();
    assert_ne!(author(&copied), first, "two computers never save under one id");
    let copy = place.back_up(None, morning().timestamp());
    holdwell_vault::restore(&place.folder(), (&copy, ClearCopy::default()), None, morning().timestamp(), &mut |_| {})
        .unwrap();
    assert_ne!(author(&place), first, "what was saved since the copy was under that one");
}

/// What somebody does at one of two computers.
#[derive(Debug, Clone)]
enum Deed {
    Notes(usize, u8),
    Caution(usize, u8),
    Clear(usize),
    Preset(usize, i8),
    Delete(usize, bool),
    Carry(usize),
}

fn deed() -> impl Strategy<Value = Deed> {
    let on = 0..2_usize;
    prop_oneof![
        (on.clone(), any::<u8>()).prop_map(|(on, what)| Deed::Notes(on, what)),
        (on.clone(), any::<u8>()).prop_map(|(on, what)| Deed::Caution(on, what)),
        on.clone().prop_map(Deed::Clear),
        (on.clone(), -4..5_i8).prop_map(|(on, louder)| Deed::Preset(on, louder)),
        (on.clone(), any::<bool>()).prop_map(|(on, deleted)| Deed::Delete(on, deleted)),
        on.prop_map(Deed::Carry),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, failure_persistence: None, ..ProptestConfig::default() })]

    /// The files of all states, in two orders, into two empty vaults; and once more.
    #[test]
    fn imports_in_any_order_give_the_same_vault(deeds in prop::collection::vec(deed(), 1..7), shuffle in any::<u64>()) {
        let mut two = Two::new();
        let mut files = vec![two.export(0, "first")];
        for (place, deed) in deeds.into_iter().enumerate() {
            let on = match deed {
                Deed::Notes(on, what) => {
                    two.change(on, |client| client.notes = format!("notes {what}"));
                    on
                }
                Deed::Caution(on, what) => {
                    two.change(on, |client| client.cautions.push(caution(&format!("caution {what}"))));
                    on
                }
                Deed::Clear(on) => {
                    two.change(on, |client| client.cautions.clear());
                    on
                }
                Deed::Preset(on, louder) => {
                    two.desks[on].done(Request::SavePreset(Box::new(Preset { louder, ..two.preset.clone() })));
                    on
                }
                Deed::Delete(on, deleted) => {
                    two.desks[on].done(Request::DeletePreset(two.preset.id, deleted));
                    on
                }
                Deed::Carry(from) => {
                    two.carry(from, 1 - from);
                    1 - from
                }
            };
            files.push(two.export(on, &format!("state {place}")));
        }
        let mut other = files.clone();
        let length = other.len();
        (0..length).for_each(|place| other.swap(place, (shuffle as usize).wrapping_mul(place + 7) % length));
        let seen = [&files, &other].map(|files| {
            let place = tempfile::tempdir().unwrap();
            for file in files {
                let _report = import(place.path(), file);
            }
            let once = content(place.path());
            for file in files {
                let again = import(place.path(), file);
                assert_eq!(again, ImportReport::default(), "twice is once");
            }
            assert_eq!(content(place.path()), once);
            once
        });
        prop_assert_eq!(&seen[0], &seen[1]);
        let open = two.desks.iter().all(|desk| matches!(desk.handle.kept().vault, VaultState::Open { .. }));
        prop_assert!(open);
    }
}
