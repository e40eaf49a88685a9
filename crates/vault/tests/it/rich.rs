//! A vault in which everything stands that can stand in one, as the version before wrote it: it is read back whole.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use holdwell_engine::{Command, Counting, Engine, Input, MarkKind, Options, Output, Profile, Release, ScoreKind};
use holdwell_library::edit::{Document, Draft as Building};
use holdwell_library::{Change, Preset, StepKey};
use holdwell_model::{
    Audience, Background, Caution, Client, Confidence, Group, GroupOrder, Id, Millis, Phase, Position, Posture,
    Preferences, Region, RepWork, Routine, SessionTime, Setting, Side, SideOrder, Spot, Step, StepContact, Technique,
    Timing, Touches, Usual, What,
};
use holdwell_store::{
    Draft, Entry, JournalPort as _, Photo, QuestionReply, Request, SessionStart, SessionState, VaultQuery, VaultState,
};
use holdwell_vault::{Archive, Folder};
use jiff::civil::date;

use holdwell_testkit::{Desk, morning as now, other_tool, routines};

const NOTHING: VaultQuery = VaultQuery {
    clients: None,
    client: None,
    preset: None,
    session: None,
    photo: None,
    questions: None,
    history: None,
};

fn id(number: u8) -> Id {
    format!("01938a4e-0000-7000-8000-0000000000{number:02x}").parse().unwrap()
}

fn client() -> Client {
    let caution = |number, text: &str, touches| Caution {
        id: id(number),
        text: text.to_owned(),
        touches,
        since: "2025-11-21T12:00:00Z".parse().unwrap(),
    };
    Client {
        id: id(1),
        name: "Wilhelmina Featherstonehaugh".to_owned(),
        called: Some("Mina".to_owned()),
        cautions: vec![
            caution(2, "Osteoporosis", Touches::Everything),
            caution(3, "Hip replaced, right", Touches::region(Region::AbdomenHip)),
            caution(4, "Not for long", Touches::Position("psoas".to_owned())),
        ],
        hurts: [
            Spot { region: Region::LowBack, side: Side::Left },
            Spot { region: Region::NeckBack, side: Side::Both },
        ]
        .into(),
        notes: "Likes it “cool”\nand quiet".to_owned(),
        worse_side: Some(Side::Left),
        slot_mins: Some(60),
        preferences: Preferences { louder: -2 },
        keep_until: Some(date(2035, 12, 31)),
    }
}

fn step(what: What) -> Step {
    Step {
        group: None,
        what,
        technique: None,
        timing: None,
        side: None,
        rate: None,
        settle: None,
        return_: None,
        recheck: None,
        rest: None,
        optional: false,
        remarks: None,
    }
}

fn preset() -> Preset {
    let key = |what: &str, nth| StepKey { what: what.to_owned(), nth };
    let hold = Timing::Fixed { hold: Millis(35_000) };
    let added = || Box::new(step(What::Position("iliacus".to_owned())));
    Preset {
        id: id(5),
        client: id(1),
        name: "Low back, slowly".to_owned(),
        routine: "low-back-mixed".to_owned(),
        changes: vec![
            Change::Dropped(key("piriformis", 1)),
            Change::Added { after: Some(key("psoas", 1)), step: added() },
            Change::Added { after: None, step: added() },
            Change::Timed(key("psoas", 1), hold),
            Change::Sides(key("psoas", 2), SideOrder::WorseFirst),
            Change::Phase(key("psoas", 1), Phase::Return, Setting::Timed(Millis(20_000))),
            Change::Phase(key("psoas", 1), Phase::Rate, Setting::Off),
            Change::Order(vec![key("psoas", 2), key("psoas", 1)]),
        ],
        louder: 1,
        pinned: Some(date(2026, 3, 2)),
        archived: false,
        version: 2,
    }
}

fn position() -> Position {
    let usual = |technique, timing, range, return_| Usual { technique, timing, range, return_ };
    let minute = Millis(60_000);
    let open = Timing::Open { minimum: Some(minute), target: None, ceiling: Some(Millis(300_000)) };
    let reps = |work| Timing::Reps { count: 3, work, rest: Millis(4_000), cap: None };
    let listening = Timing::Listening { check_in: Some(minute), ceiling: None, taps: true };
    let block = Timing::Block { length: minute, breaths_per_minute: Some(5.5) };
    Position {
        id: "own-scalene".to_owned(),
        name: "Scalene, gently".to_owned(),
        plain_name: Some("side of the neck".to_owned()),
        also: vec!["neck".to_owned()],
        techniques: vec![Technique::Smrt, Technique::SelfCare],
        region: Region::NeckFront,
        sided: true,
        posture: Some(Posture::Side),
        ease: vec!["head turned".to_owned(), "shoulder up".to_owned()],
        usual: vec![
            usual(Technique::Smrt, Timing::Fixed { hold: minute }, Some((minute, Millis(90_000))), None),
            usual(Technique::Myofascial, open, None, Some(Setting::Timed(minute))),
            usual(Technique::SoftTissueRelease, reps(RepWork::Timed(Millis(2_000))), None, Some(Setting::Wait)),
            usual(Technique::SoftTissueRelease, reps(RepWork::ByHand), None, Some(Setting::Off)),
            usual(Technique::Craniosacral, listening, None, None),
            usual(Technique::Lymph, block, None, None),
        ],
        home: true,
        say: Some("Let it go".to_owned()),
        needs: vec!["a cushion".to_owned()],
        cautions: vec!["Not over the carotid".to_owned()],
        remarks: vec!["As I learned it".to_owned()],
        confidence: Confidence::Own,
        sources: vec!["my teacher".to_owned()],
    }
}

fn routine() -> Routine {
    let contact = |position: &str, side| StepContact { position: position.to_owned(), side };
    let contacts = vec![contact("psoas", Some(Side::Right)), contact("iliacus", None)];
    let named = What::Named { name: "A pause".to_owned(), setup: Some("Water".to_owned()) };
    Routine {
        id: "own-neck".to_owned(),
        name: "My neck".to_owned(),
        technique: Technique::Counterstrain,
        audience: Audience::Therapist,
        free: false,
        groups: vec![Group { id: "worst".to_owned(), order: GroupOrder::WorstFirst, scan: true }],
        steps: vec![
            Step {
                group: Some("worst".to_owned()),
                technique: Some(Technique::Smrt),
                timing: Some(Timing::Fixed { hold: Millis(30_000) }),
                side: Some(SideOrder::LeftThenRight),
                rate: Some(Setting::Wait),
                settle: Some(Setting::Timed(Millis(5_000))),
                return_: Some(Setting::Off),
                recheck: Some(Setting::Wait),
                rest: Some(Setting::Timed(Millis(10_000))),
                optional: true,
                remarks: Some("slowly".to_owned()),
                ..step(What::Position("psoas".to_owned()))
            },
            step(What::Contacts(contacts)),
            Step { timing: Some(Timing::Block { length: Millis(60_000), breaths_per_minute: None }), ..step(named) },
        ],
        background: Some(Background { says: "From years".to_owned(), sources: vec!["mine".to_owned()] }),
    }
}

fn document() -> Document {
    let mut document = Document::new(Building::of(&routine(), "own-draft"));
    let library = holdwell_library::Library::builtin();
    document.edit(|draft| draft.set_audience(Audience::Home, &library));
    document.edit(|draft| draft.set_technique(Technique::Myofascial, &library));
    let _keys = document.undo();
    document
}

fn photo() -> Photo {
    Photo { width: 2, height: 1, jpeg: vec![0xff, 0xd8, 0xff, 0xd9] }
}

const OPTIONS: Options = Options { profile: Profile::Full, worse_side: Some(Side::Left), count: Counting::LastThree };

/// Returns the entries of a session in which these commands are given, one each second. `rest` runs it on to its end.
fn told(number: u8, client: Option<Id>, commands: &[Command], runs_on: bool) -> Vec<Entry> {
    let plan = routines::plan(
        "format = \"holdwell-routine\"\nversion = 1\n[routine]\nid = \"t\"\nname = \"Two holds\"\ntechnique = \"smrt\"\n\
        [[step]]\nposition = \"psoas\"\nside = \"left\"\n[[step]]\nposition = \"psoas\"\nside = \"right\"\n",
    );
    let preset = client.map(|_| (id(5), 2));
    let start =
        SessionStart { id: id(number), began: now().timestamp(), plan: plan.clone(), options: OPTIONS, client, preset };
    let mut entries = vec![Entry::Begin(Box::new(start))];
    let mut engine = Engine::new(&plan, OPTIONS);
    let told = commands.iter().cloned().map(Input::Command).chain(runs_on.then_some(Input::Unattended));
    let mut told = told.zip(1..).map(|(input, second)| (SessionTime(second * 1000), input));
    let mut next = told.next();
    while let Some((at, input)) = next.take() {
        engine.handle(at, input);
        loop {
            match engine.poll() {
                Output::Event(event) => entries.push(Entry::Event(event)),
                Output::Restore(point) => entries.push(Entry::Restore(Box::new(point.without_undo()))),
                Output::WaitUntil(wake, _) => {
                    next = told.next().or_else(|| wake.filter(|_| runs_on).map(|wake| (wake, Input::Tick)));
                    break;
                }
                Output::Cancel { .. } | Output::Cue(_) | Output::Notice(_) => {}
            }
        }
    }
    entries
}

fn whole_session() -> Vec<Entry> {
    let inserted = Command::Insert { name: "Ribs, as found".to_owned(), length: Some(Millis(20_000)) };
    let score = |kind, value| Command::Score { kind, value };
    let commands = [
        Command::Advance,
        score(ScoreKind::Before, 7),
        Command::Advance,
        Command::Mark,
        Command::Note { text: "warm, then soft".to_owned(), item: None },
        inserted,
        Command::Pause,
        Command::GoOn,
        Command::Hush,
        Command::GoOn,
        Command::Extend,
        score(ScoreKind::InPosition, 4),
        Command::Advance,
        score(ScoreKind::After, 3),
        Command::Undo,
    ];
    let mut entries = told(6, Some(id(1)), &commands, true);
    let account = serde_json::json!({ "cues": 12, "worst_ms": 1.5 });
    entries.push(Entry::CueTimingReport(Box::new(account)));
    entries
}

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
#[ignore = "writes the fixture of version 2, which is released"]
fn write_the_rich_fixture_of_version_2() {
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
    play(&mut desk, told(7, None, &[Command::Advance, Command::Stop], false));
    play(&mut desk, told(8, Some(id(1)), &[Command::Advance, Command::Advance, Command::Mark], false));
    desk.done(Request::ExportClient(id(1), temp.path().join("out")));
    let VaultState::Open { path, .. } = desk.handle.kept().vault.clone() else { panic!("open") };
    desk.close();
    let connection = other_tool(&path, None);
    connection.execute_batch("pragma journal_mode = delete; vacuum").unwrap();
    drop(connection);
    fs::copy(path, fixture("rich-2.db")).unwrap();
    fs::copy(temp.path().join("out").join(id(1).to_string()).join("client.json"), fixture("rich-2.json")).unwrap();
}

/// All that belongs to the client is there, as it was written.
fn is_whole(desk: &Desk, sessions: u32) {
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
    let first = &session.records[0];
    assert!(matches!(first.released, Release::At(_)), "{first:?}");
    assert_eq!(first.notes, ["warm, then soft"]);
    assert_eq!(first.marks.iter().map(|mark| mark.kind).collect::<Vec<_>>(), [MarkKind::Release]);
    assert_eq!(first.scores.first().map(|score| (score.kind, score.value)), Some((ScoreKind::Before, 7)));
    let said: Vec<&str> = session.annotations.iter().map(|one| one.text.as_str()).collect();
    assert_eq!(said, ["slept well", "a deep breath"]);
}

#[test]
fn a_rich_vault_of_every_version_is_read_whole() {
    for version in ["rich-1.db", "rich-2.db"] {
        is_read_whole(version);
    }
}

fn is_read_whole(version: &str) {
    let place = tempfile::tempdir().unwrap();
    let folder = Folder::at(Some(place.path().to_owned())).unwrap();
    fs::copy(fixture(version), folder.vault()).unwrap();
    let desk = Desk::at(place.path(), None);
    desk.wait("open", |kept| matches!(kept.vault, VaultState::Open { .. }));
    is_whole(&desk, 1);
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

#[test]
fn an_export_of_every_version_is_read_whole() {
    for version in ["rich-1.json", "rich-2.json"] {
        let place = tempfile::tempdir().unwrap();
        let folder = Folder::at(Some(place.path().to_owned())).unwrap();
        let archive = Archive::open(&folder, None, &now()).unwrap();
        let imported = archive.import(&fixture(version), &now()).unwrap();
        assert_eq!((imported.clients, imported.presets, imported.sessions), (1, 1, 2), "{version}");
        assert_eq!(imported.findings, [], "{version}");
        drop(archive);
        let desk = Desk::at(place.path(), None);
        desk.wait("open", |kept| matches!(kept.vault, VaultState::Open { .. }));
        // The one that was cut off came as a session that was kept as it was.
        is_whole(&desk, 2);
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
        let imported = archive.import(&fixture("rich-1.json"), &now()).unwrap();
        assert_eq!((imported.clients, imported.presets, imported.findings), (0, 0, Vec::new()));
    }
}
