//! Corrections and late entries: what was recorded stays beside them, and they travel with their client.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use holdwell_engine::{Ended, MarkKind, Options, Record, Release, Score, ScoreKind, Try};
use holdwell_model::{HoldName, Id, Millis, Phases, PlanStep, SessionTime, Setting, Side, Technique, Timing};
use holdwell_store::{
    Corrected, Correction, Done, Draft, Erased, Failure, FileFault, HistoryFilter, HistoryQuery, JournalPort as _,
    LateSession, RefusedFile, Request, RowFault, SessionPage, SessionStart, VaultQuery, new_id,
};
use holdwell_testkit::{Desk, morning, other_tool, routines, session};
use jiff::ToSpan as _;
use proptest::prelude::*;

/// Puts a session of two holds into a vault, and returns its id.
fn recorded(desk: &mut Desk, client: Option<Id>) -> Id {
    let id = new_id(morning().timestamp());
    for entry in session(id, client, "warm") {
        desk.journal.offer(entry).unwrap();
    }
    desk.look(VaultQuery { session: Some(id), ..VaultQuery::default() });
    desk.wait("its end", |kept| kept.session.as_ref().is_some_and(|page| page.session.holds == 2));
    id
}

/// Corrects a session, and returns its page.
fn corrected(desk: &Desk, id: Id, corrections: &[Correction]) -> Arc<SessionPage> {
    let _asked = desk.handle.send(Request::Correct(id, corrections.to_vec())).unwrap();
    let kept = desk.see(VaultQuery { session: Some(id), ..VaultQuery::default() });
    Arc::clone(kept.session.as_ref().unwrap())
}

fn score(item: u32, kind: ScoreKind, value: Corrected<Option<u8>>) -> Correction {
    Correction::Score { item, contact: 0, kind, value }
}

#[test]
fn a_correction_counts_and_what_was_recorded_stands_beside_it() {
    let mut desk = Desk::new();
    let anna = desk.client("Anna");
    let id = recorded(&mut desk, Some(anna.id));
    let before = corrected(&desk, id, &[]);
    let item = before.records[0].item;
    let release = Correction::Release { item, released: Corrected::To(Release::At(Millis(12_000))) };
    let seven = score(item, ScoreKind::Before, Corrected::To(Some(7)));
    let page = corrected(&desk, id, &[release, seven]);
    assert_eq!(page.records[0].released, Release::At(Millis(12_000)));
    assert_eq!(page.records[0].score(0, ScoreKind::Before), Some(7));
    assert_eq!(page.recorded(item), Some(&*before.records[0]));
    assert_eq!((page.recorded.len(), page.corrections.len()), (1, 2));
    let undone = [release.undo(&[]), seven.undo(&[])];
    let page = corrected(&desk, id, &undone);
    assert_eq!((page.records.as_slice(), page.corrections.as_slice()), (before.records.as_slice(), &[][..]));
    desk.close();
    let events = "select count(*) from correction";
    let kept: u32 = other_tool(&desk.folder.join("vault.db"), None).query_row(events, [], |row| row.get(0)).unwrap();
    assert_eq!(kept, 4, "every change is there");
}

#[test]
fn a_session_that_moves_in_time_moves_in_every_list() {
    let mut desk = Desk::new();
    let anna = desk.client("Anna");
    let id = recorded(&mut desk, Some(anna.id));
    let other = recorded(&mut desk, Some(anna.id));
    let week_ago = morning().checked_sub(7.days()).unwrap().timestamp();
    let page = corrected(&desk, other, &[Correction::Began(Corrected::To(week_ago))]);
    assert_eq!((page.session.began, page.session.recorded_began), (week_ago, Some(morning().timestamp())));
    let history = Some(HistoryQuery::default());
    let kept = desk.see(VaultQuery { client: Some(anna.id), history, ..VaultQuery::default() });
    let rows = &kept.history.as_ref().unwrap().rows;
    assert_eq!(rows.iter().map(|line| line.session.id).collect::<Vec<_>>(), [id, other]);
    assert_eq!(rows[1].session.began, week_ago);
    let page = kept.client.as_ref().unwrap();
    assert_eq!(page.sessions.iter().map(|session| session.id).collect::<Vec<_>>(), [id, other]);
    corrected(&desk, id, &[Correction::Began(Corrected::To(week_ago - 1.hour()))]);
    desk.look(VaultQuery { client: Some(anna.id), ..VaultQuery::default() });
    let kept = desk.wait("her page", |kept| kept.client.as_ref().is_some_and(|page| page.last_seen == Some(week_ago)));
    assert_eq!(kept.start.recent[0].last_session, Some(other));
}

/// A late entry of one hold for a client, or for nobody.
fn late(client: Option<Id>) -> LateSession {
    let plan = routines::plan(
        "format = \"holdwell-routine\"\nversion = 1\n[routine]\nid = \"free\"\nname = \"At her home\"\n\
        technique = \"smrt\"\nfree = true\n",
    );
    let timing = Timing::Fixed { hold: Millis::from_secs(30) };
    let off = Setting::Off;
    let phases = Phases { rate: off, settle: off, return_: off, recheck: off, rest: off };
    let step = PlanStep::added(&HoldName::words("Psoas major", Side::Midline), timing, Technique::Smrt, phases);
    let record = Record {
        item: 0,
        step: 0,
        side: Side::Left,
        planned: timing,
        tries: vec![Try { began: SessionTime::ZERO, held: Millis::from_secs(40), ended: Some(Ended::Hands) }],
        marks: Vec::new(),
        released: Release::NotSaid,
        scores: vec![Score { at: SessionTime::ZERO, contact: 0, kind: ScoreKind::Before, value: 6 }],
        notes: Vec::new(),
        taps: Vec::new(),
    };
    let began = morning().checked_sub(3.days()).unwrap().timestamp();
    let options = Options::of(&plan);
    LateSession {
        start: SessionStart { id: new_id(morning().timestamp()), began, plan, options, client, preset: None },
        length: Millis::from_mins(45),
        steps: vec![Arc::new(step)],
        records: vec![Arc::new(record)],
        remark: "Power cut".to_owned(),
        draft: Some("late-1".to_owned()),
    }
}

#[test]
fn a_late_entry_is_a_session_like_any_other_and_is_marked() {
    let desk = Desk::new();
    let anna = desk.client("Anna");
    let late = late(Some(anna.id));
    for _ in 0..2 {
        for draft in ["late-1", "late-2"] {
            let whole = serde_json::json!({});
            desk.done(Request::KeepDraft(Box::new(Draft { routine: draft.to_owned(), whole })));
        }
        let entered = desk.handle.send(Request::EnterSession(Box::new(late.clone()))).unwrap();
        let kept = desk.wait("it is entered", |kept| kept.written >= Some(entered));
        let drafts: Vec<&str> = kept.own.drafts.iter().map(|draft| draft.routine.as_str()).collect();
        assert_eq!(drafts, ["late-2"], "it is entered, and not offered again");
    }
    let id = late.start.id;
    let history = Some(HistoryQuery {
        filter: HistoryFilter { words: "psoas entered".to_owned(), ..HistoryFilter::default() },
        first: 0,
    });
    let kept = desk.see(VaultQuery { client: Some(anna.id), session: Some(id), history, ..VaultQuery::default() });
    let rows = &kept.history.as_ref().unwrap().rows;
    assert_eq!(rows.iter().map(|line| line.session.id).collect::<Vec<_>>(), [id]);
    let page = kept.session.as_ref().unwrap();
    assert_eq!(page.session.entered, Some(morning().timestamp()));
    assert_eq!((page.session.length, page.session.holds), (Millis::from_mins(45), 1));
    assert_eq!((&page.records, &page.added), (&late.records, &late.steps));
    assert_eq!(page.annotations[0].text, "Power cut");
    assert_eq!(kept.client.as_ref().unwrap().last_seen, Some(late.start.began));
    assert_eq!(kept.start.to_finish, 0, "nothing is asked of it");
}

#[test]
fn corrections_and_late_entries_are_erased_with_their_client() {
    let mut desk = Desk::new();
    let anna = desk.client("Anna");
    let id = recorded(&mut desk, Some(anna.id));
    corrected(&desk, id, &[score(0, ScoreKind::Before, Corrected::To(Some(7)))]);
    desk.done(Request::EnterSession(Box::new(late(Some(anna.id)))));
    // An entry that is still being written, as one for whom it was begun and as one who was chosen since.
    for (name, whole) in [
        ("late-1", serde_json::json!({ "late": { "client": anna.id }, "of": null })),
        ("late-2", serde_json::json!({ "late": { "client": null }, "of": anna.id })),
        ("late-3", serde_json::json!({ "late": { "client": null }, "of": null })),
    ] {
        desk.done(Request::KeepDraft(Box::new(Draft { routine: name.to_owned(), whole })));
    }
    let Done::ClientErased(_) = desk.done(Request::EraseClient(anna.id)) else { panic!("erased") };
    desk.close();
    let connection = other_tool(&desk.folder.join("vault.db"), None);
    for table in ["correction", "session", "hold", "annotation"] {
        let rows: u32 = connection.query_row(&format!("select count(*) from {table}"), [], |row| row.get(0)).unwrap();
        assert_eq!(rows, 0, "{table}");
    }
    let left: String = connection.query_row("select group_concat(routine) from draft", [], |row| row.get(0)).unwrap();
    assert_eq!(left, "late-3");
}

fn export(desk: &Desk, client: Id, out: &Path) -> std::path::PathBuf {
    let done = desk.done(Request::ExportClient(client, out.to_owned()));
    if let Done::Exported(folder) = done { folder.join("client.json") } else { panic!("{done:?}") }
}

/// Returns the rows that a vault exports of a client, sorted.
fn rows(desk: &Desk, client: Id) -> serde_json::Value {
    let out = tempfile::tempdir().unwrap();
    let text = fs::read(export(desk, client, out.path())).unwrap();
    let whole: serde_json::Value = serde_json::from_slice(&text).unwrap();
    let mut tables = whole["tables"].clone();
    for rows in tables.as_object_mut().unwrap().values_mut() {
        rows.as_array_mut().unwrap().sort_by_key(ToString::to_string);
    }
    tables
}

fn corrections() -> impl Strategy<Value = Vec<(bool, Correction)>> {
    let value = prop_oneof![Just(Corrected::AsRecorded), prop::option::of(0..=10_u8).prop_map(Corrected::To)];
    let score = (0..2_u32, value).prop_map(|(item, value)| score(item, ScoreKind::Before, value));
    let release = prop_oneof![
        Just(Corrected::AsRecorded),
        Just(Corrected::To(Release::No)),
        (0..40_000_u64).prop_map(|held| Corrected::To(Release::At(Millis(held)))),
    ];
    let release = (0..2_u32, release).prop_map(|(item, released)| Correction::Release { item, released });
    let mark = Correction::Mark {
        item: 0,
        at: SessionTime(5),
        held: Millis(3),
        kind: Corrected::To(Some(MarkKind::Significant)),
    };
    let hours = (0..90_i64)
        .prop_map(|hours| Correction::Began(Corrected::To(morning().checked_sub(hours.hours()).unwrap().timestamp())));
    prop::collection::vec((any::<bool>(), prop_oneof![4 => score, 2 => release, 1 => Just(mark), 2 => hours]), 1..8)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, ..ProptestConfig::default() })]

    #[test]
    fn corrections_of_two_computers_join_in_any_order(given in corrections()) {
        let (mut first, second) = (Desk::new(), Desk::new());
        let client = first.client("Robin Probe").id;
        let id = recorded(&mut first, Some(client));
        let out = tempfile::tempdir().unwrap();
        let carry = |file: &Path, to: &Desk| to.done(Request::Import(file.to_owned(), Erased::StayErased));
        let base = export(&first, client, &out.path().join("base"));
        carry(&base, &second);
        for (is_first, one) in given {
            let desk = if is_first { &first } else { &second };
            desk.done(Request::Correct(id, vec![one]));
        }
        first.done(Request::EnterSession(Box::new(late(Some(client)))));
        let one = export(&first, client, &out.path().join("one"));
        let other = export(&second, client, &out.path().join("other"));
        let files = [&base, &one, &other];
        let mut seen = Vec::new();
        for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0]] {
            let desk = Desk::new();
            for file in order.iter().chain(&order) {
                carry(files[*file], &desk);
            }
            let page = corrected(&desk, id, &[]);
            seen.push((rows(&desk, client), page.corrections.clone(), page.records.clone(), page.session.began));
        }
        carry(&other, &first);
        let page = corrected(&first, id, &[]);
        seen.push((rows(&first, client), page.corrections.clone(), page.records.clone(), page.session.began));
        prop_assert!(seen.iter().all(|one| *one == seen[0]), "{seen:#?}");
    }
}

#[test]
fn a_correction_that_says_nothing_is_refused_whole() {
    let mut desk = Desk::new();
    let anna = desk.client("Anna");
    let id = recorded(&mut desk, Some(anna.id));
    corrected(&desk, id, &[score(0, ScoreKind::Before, Corrected::To(Some(7)))]);
    let out = tempfile::tempdir().unwrap();
    let file = export(&desk, anna.id, out.path());
    for (column, value) in [("value", serde_json::json!("11")), ("field", serde_json::json!("weather"))] {
        let mut whole: serde_json::Value = serde_json::from_slice(&fs::read(&file).unwrap()).unwrap();
        whole["tables"]["correction"][0][column] = value;
        let harmed = out.path().join("harmed.json");
        fs::write(&harmed, whole.to_string()).unwrap();
        let why = Desk::new().refused(Request::Import(harmed.clone(), Erased::StayErased));
        let fault = FileFault::Row { table: "correction", row: 1, fault: RowFault::WholeDiffers };
        assert_eq!(why, Failure::NotImported(vec![RefusedFile::NotRead(harmed, fault)]));
    }
}
