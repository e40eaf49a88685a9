//! A vault in which everything stands that can stand in one, as the version before wrote it: it is read back whole.

mod content;
mod later;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use holdwell_engine::{Command, MarkKind, Release, ScoreKind};
use holdwell_library::Preset;
use holdwell_library::edit::Document;
use holdwell_model::{Audience, Technique};
use holdwell_store::{
    Draft, Entry, Erased, ImportReport, JournalPort as _, QuestionReply, Request, SessionState, VaultQuery, VaultState,
};
use holdwell_vault::{Archive, Folder};

use holdwell_testkit::{Desk, morning as now, other_tool};

use self::content::*;
use self::later::*;

const NOTHING: VaultQuery = VaultQuery {
    clients: None,
    client: None,
    preset: None,
    session: None,
    holds: None,
    practice: None,
    photo: None,
    questions: None,
    history: None,
    plan: None,
};

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/fixtures").join(name)
}

fn play(desk: &mut Desk, entries: Vec<Entry>) {
    for entry in entries {
        desk.journal.offer(entry).unwrap();
    }
}

/// Writes the fixture, once for each released way to write it and never again:
/// `cargo test -p holdwell-vault --test it -- --ignored write_the_rich_fixture`
#[test]
#[ignore = "writes the fixture of version 5, which is released"]
fn write_the_rich_fixture_of_version_5() {
    let temp = tempfile::tempdir().unwrap();
    let mut desk = Desk::at(temp.path(), None);
    desk.wait("open", |kept| matches!(kept.vault, VaultState::Open { .. }));
    desk.done(Request::SaveClient(Box::new(client())));
    desk.done(Request::CautionsSeen(id(1), vec![id(2)]));
    desk.done(Request::SavePreset(Box::new(Preset { name: "Low back".to_owned(), ..preset() })));
    desk.done(Request::SavePreset(Box::new(preset())));
    desk.done(Request::SavePosition(Box::new(position())));
    desk.done(Request::SaveRoutine(Box::new(routine())));
    let draft = Draft { routine: "own-draft".to_owned(), whole: document().written() };
    desk.done(Request::KeepDraft(Box::new(draft)));
    desk.done(Request::SetPhoto("own-scalene".to_owned(), Some(photo())));
    desk.done(Request::Favourite("psoas".to_owned(), true));
    desk.done(Request::DismissAdvice("home-items".to_owned()));
    play(&mut desk, whole_session());
    desk.done(Request::Annotate(id(6), None, "slept well".to_owned()));
    desk.look(VaultQuery { questions: Some(None), ..NOTHING });
    let kept = desk.wait("a question", |kept| !kept.questions.is_empty());
    let question = kept.questions[0].clone();
    desk.done(Request::AnswerQuestion(Box::new(question), QuestionReply::Words("a deep breath".to_owned())));
    desk.done(Request::Correct(id(6), corrections()));
    for request in since_version_4() {
        let _done = desk.done(request);
    }
    play(&mut desk, told(7, None, &[Command::Advance, Command::Stop], false));
    play(&mut desk, told(8, Some(id(1)), &[Command::Advance, Command::Advance, Command::Mark], false));
    desk.done(Request::ExportClient(id(1), temp.path().join("out")));
    let VaultState::Open { path, .. } = desk.handle.kept().vault.clone() else { panic!("open") };
    desk.close();
    let connection = other_tool(&path, None);
    connection.execute_batch("pragma journal_mode = delete; vacuum").unwrap();
    drop(connection);
    fs::copy(path, fixture("rich-5.db")).unwrap();
    fs::copy(temp.path().join("out").join(id(1).to_string()).join("client.json"), fixture("rich-5.json")).unwrap();
}

/// All that belongs to the client is there, as the version wrote it.
fn is_whole(desk: &Desk, sessions: u32, version: u32) {
    desk.look(VaultQuery { client: Some(id(1)), preset: Some(id(5)), session: Some(id(6)), ..NOTHING });
    let kept = desk.wait("the client", |kept| kept.client.is_some() && kept.session.is_some() && kept.preset.is_some());
    let page = kept.client.as_ref().unwrap();
    assert_eq!(page.client, client());
    assert_eq!(page.all_sessions, sessions);
    let versions = kept.preset.as_ref().unwrap();
    assert_eq!(*versions.preset, preset());
    assert_eq!(versions.versions.len(), 2);

    let session = kept.session.as_ref().unwrap();
    assert_eq!((session.session.state, session.session.client), (SessionState::Complete, Some(id(1))));
    assert_eq!((session.plan.name.as_str(), session.plan.steps.len()), ("Two holds", 2));
    assert_eq!(session.account.as_ref().map(|account| account["cues"].clone()), Some(12.into()));
    assert_eq!(session.added.iter().map(|step| step.title.as_str()).collect::<Vec<_>>(), ["Ribs, as found"]);
    if version >= 5 {
        let (given, note) = (&page.home[0], &session.note);
        assert_eq!((&*given.plan, &given.diary), (&plan(), &diary()));
        assert_eq!((page.course.measured.len(), page.consents.len(), page.home.len()), (1, 1, 1));
        assert_eq!((note.signed.len(), note.signed[0].text.clone()), (1, note_text()));
    }
    if version >= 3 {
        let first = &session.records[0];
        let scores = [ScoreKind::Before, ScoreKind::After].map(|kind| first.score(0, kind));
        assert_eq!((scores, first.released, first.marks.len()), ([Some(8), Some(2)], Release::No, 1));
        assert_eq!((session.corrections.len(), session.session.recorded_began), (5, Some(now().timestamp())));
    }
    let first = session.recorded(0).unwrap();
    assert!(matches!(first.released, Release::At(_)), "{first:?}");
    assert_eq!(first.notes, ["warm, then soft"]);
    // The client's word is a mark since version 3.
    assert_eq!(first.marks.first().map(|mark| mark.kind), Some(MarkKind::Release));
    assert_eq!(first.scores.first().map(|score| (score.kind, score.value)), Some((ScoreKind::Before, 7)));
    let said: Vec<&str> = session.annotations.iter().map(|one| one.text.as_str()).collect();
    assert_eq!(said, ["slept well", "a deep breath"]);
}

#[test]
fn a_rich_vault_of_every_version_is_read_whole() {
    for version in [1, 2, 3, 5] {
        is_read_whole(version);
    }
}

fn is_read_whole(version: u32) {
    let place = tempfile::tempdir().unwrap();
    let folder = Folder::at(Some(place.path().to_owned())).unwrap();
    fs::copy(fixture(&format!("rich-{version}.db")), folder.vault()).unwrap();
    let desk = Desk::at(place.path(), None);
    desk.wait("open", |kept| matches!(kept.vault, VaultState::Open { .. }));
    is_whole(&desk, 1, version);
    desk.look(VaultQuery { photo: Some("own-scalene".to_owned()), ..NOTHING });
    let kept = desk.wait("the photo", |kept| kept.photo.is_some());
    assert_eq!(*kept.photo.as_ref().unwrap().1, photo());
    let own = &kept.own;
    assert_eq!(
        (own.positions.as_slice(), own.routines.as_slice()),
        (&[Arc::new(position())][..], &[Arc::new(routine())][..])
    );
    assert_eq!(own.drafts.iter().map(|draft| draft.routine.as_str()).collect::<Vec<_>>(), ["own-draft"]);
    let building = Document::read(&own.drafts[0].whole).unwrap();
    let head = building.draft().head();
    assert_eq!((head.audience, head.technique), (Audience::Home, Technique::Counterstrain));
    assert_eq!((building.draft().entries().len(), building.can_undo(), building.can_redo()), (3, true, true));
    assert!(own.favourites.contains("psoas") && own.known.contains("home-items"));
    let cut_off = kept.start.unfinished.as_ref().unwrap();
    assert_eq!(cut_off.session.id, id(8));
    let point = cut_off.point.as_ref().unwrap();
    assert_eq!((*point.options(), point.records().len()), (OPTIONS, 1));
}

fn import(archive: &Archive, version: &str) -> ImportReport {
    archive.import(&fixture(version), Erased::StayErased, &now(), &mut |_, _| {}).unwrap()
}

#[test]
fn an_export_of_every_version_is_read_whole() {
    for version in [1, 2, 3, 5] {
        let place = tempfile::tempdir().unwrap();
        let folder = Folder::at(Some(place.path().to_owned())).unwrap();
        let archive = Archive::open(&folder, None, &now()).unwrap();
        let imported = import(&archive, &format!("rich-{version}.json"));
        assert_eq!((imported.clients, imported.presets, imported.sessions), (1, 1, 2), "{version}");
        assert_eq!(imported.findings, [], "{version}");
        drop(archive);
        let desk = Desk::at(place.path(), None);
        desk.wait("open", |kept| matches!(kept.vault, VaultState::Open { .. }));
        // The one that was cut off came as a session that was kept as it was.
        is_whole(&desk, 2, version);
    }
}

/// Whatever computer the versions met on first.
#[test]
fn an_export_of_the_version_before_joins_with_the_same_vault_of_this_one() {
    let place = tempfile::tempdir().unwrap();
    let folder = Folder::at(Some(place.path().to_owned())).unwrap();
    fs::copy(fixture("rich-1.db"), folder.vault()).unwrap();
    let archive = Archive::open(&folder, None, &now()).unwrap();
    for _ in 0..2 {
        let imported = import(&archive, "rich-1.json");
        assert_eq!((imported.clients, imported.presets, imported.findings), (0, 0, Vec::new()));
    }
}
