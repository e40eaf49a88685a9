//! Drafts of real-looking sessions, read as a colleague would.

use std::collections::BTreeMap;

use holdwell_engine::{Command, Engine, ScoreKind};
use holdwell_home::{Asked, Diary, DiaryEntry, Did, HomePlan};
use holdwell_library::Library;
use holdwell_measures::{Answers, Entry, Figure, FollowUp, Lasted, Measure, Moment, Since, Soreness, Subject};
use holdwell_model::{Caution, Client, Millis, Region, Side, Spot, Touches};
use holdwell_store::{
    Annotation, ClientPage, Consent, ConsentKind, ConsentState, Corrected, Correction, Course, HomePlanPage, NotePart,
    SessionLine, SessionNote, SessionPage, SessionState, corrected,
};
use holdwell_testkit::{Run, id, routines};
use jiff::civil::date;
use jiff::{Timestamp, Zoned};
use proptest::prelude::*;

use super::*;
use crate::text::note::plain_note;

fn wall() -> Zoned {
    "2026-11-30T18:10:00[Europe/London]".parse().unwrap()
}

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// Returns the page of a session that ran, with its length in minutes.
fn page(engine: &Engine, state: SessionState, mins: u64) -> SessionPage {
    let view = engine.view();
    let records = view.records().to_vec();
    SessionPage {
        session: SessionLine {
            id: id(9),
            client: Some(id(1)),
            name: view.plan().name.clone(),
            is_free: view.plan().free,
            began: at("2026-11-30T14:02:00Z"),
            recorded_began: None,
            entered: None,
            length: Millis::from_mins(mins),
            state,
            holds: records.len() as u32,
            held: records.iter().map(|record| record.held()).sum(),
        },
        plan: view.plan().clone(),
        added: view.schedule().added().to_vec(),
        records,
        corrections: Vec::new(),
        recorded: Vec::new(),
        preset: None,
        account: None,
        annotations: Vec::new(),
        note: SessionNote::default(),
    }
}

fn client() -> ClientPage {
    let mut client = Client::new(id(1), "Wilhelmina Featherstonehaugh");
    client.hurts = [Spot { region: Region::LowBack, side: Side::Left }].into();
    client.cautions = vec![Caution {
        id: id(2),
        text: "Hip replaced, right, 2019".to_owned(),
        touches: Touches::region(Region::AbdomenHip),
        since: at("2026-01-05T09:00:00Z"),
    }];
    ClientPage {
        client,
        last_seen: None,
        presets: Vec::new(),
        sessions: Vec::new(),
        all_sessions: 3,
        also: Vec::new(),
        home: vec![home()],
        consents: vec![consent(ConsentKind::Treat, "2026-01-05T09:00:00Z", "")],
        course: Course::default(),
    }
}

fn consent(kind: ConsentKind, since: &str, words: &str) -> Consent {
    Consent { kind, state: ConsentState::Given, since: at(since), words: words.to_owned() }
}

fn home() -> HomePlanPage {
    let library = Library::builtin();
    let asked = Asked { until: Some(date(2026, 12, 20)), ..Asked::plain(id(7), date(2026, 11, 20)) };
    let plan = HomePlan::make(library.routine("low-back-at-home").unwrap(), &library, asked).unwrap();
    let mut diary = Diary::new(plan.id);
    for day in [21, 22, 24, 26, 28] {
        let word = (day == 24).then(|| "pulled a bit in the groin".to_owned());
        let worse = Some(day == 24);
        let entry = DiaryEntry::new(date(2026, 11, day), 1);
        let items = vec![Did::Done; plan.items.len()];
        let _new = diary.put(DiaryEntry { items, before: Some(5), after: Some(3), worse, word, ..entry });
    }
    HomePlanPage { plan: plan.into(), given: at("2026-11-20T15:00:00Z"), diary, came: BTreeMap::new() }
}

/// A low back of SMRT and myofascial work, with a correction, a remark and one side that was not done.
fn low_back() -> SessionPage {
    let plan = routines::plan(
        "format = \"holdwell-routine\"\nversion = 1\n[routine]\nid = \"t\"\nname = \"Low back: SMRT, then myofascial\"\n\
        technique = \"smrt\"\n[[step]]\nposition = \"psoas\"\nside = \"left-then-right\"\nsettle = \"5s\"\nrecheck = \"off\"\n\
        timing = { kind = \"fixed\", hold = \"35s\" }\n[[step]]\nposition = \"quadratus-lumborum\"\nside = \"left\"\n\
        settle = \"5s\"\nrecheck = \"off\"\n\
        [[step]]\nname = \"Lumbar fascia\"\nsetup = \"Hands flat\"\nside = \"midline\"\nsettle = \"5s\"\nrecheck = \"off\"\n\
        timing = { kind = \"open\", minimum = \"2m\", target = \"5m\" }\n[[step]]\nposition = \"piriformis\"\nside = \"left\"\n",
    );
    let mut run = Run::begin(9, &plan, Some(id(1)));
    run.pass(5).score(ScoreKind::Before, 7).pass(12).tell(Command::Mark);
    run.tell(Command::Note { text: "guarded, then soft".to_owned(), item: None });
    run.pass(23).score(ScoreKind::After, 3).pass(20).score(ScoreKind::Before, 5).pass(25).score(ScoreKind::After, 3);
    run.pass(35).score(ScoreKind::Before, 6).pass(8).score(ScoreKind::InPosition, 2).pass(4).score(ScoreKind::After, 1);
    run.pass(60).tell(Command::Note { text: "warm under the hands".to_owned(), item: None });
    run.pass(180).advance().pass(20).tell(Command::PauseOrGoOn).tell(Command::Stop);
    let mut page = page(&run.engine, SessionState::Stopped, 52);
    let two = Correction::Score { item: 0, contact: 0, kind: ScoreKind::After, value: Corrected::To(Some(2)) };
    page.corrections = vec![two];
    let first = page.records[0].clone();
    page.records[0] = corrected(&first, &page.corrections).into();
    page.recorded = vec![first];
    let remark = "Worse in the morning, better after walking. Sleeps on the side".to_owned();
    page.annotations = vec![Annotation { at: at("2026-11-30T14:58:00Z"), item: None, answers: None, text: remark }];
    page.note.consent = Some(consent(ConsentKind::Areas, "2026-11-30T13:58:00Z", "Low back, Abdomen and hip"));
    page
}

/// Counterstrain at the neck, one hold of which the client stopped.
fn neck() -> SessionPage {
    let plan = routines::plan(
        "format = \"holdwell-routine\"\nversion = 1\n[routine]\nid = \"t\"\nname = \"Neck\"\ntechnique = \"counterstrain\"\n\
        [[step]]\nposition = \"sternocleidomastoid\"\nside = \"right\"\nsettle = \"5s\"\nrecheck = \"off\"\n\
        [[step]]\nposition = \"levator-scapulae\"\nside = \"right\"\nsettle = \"5s\"\nrecheck = \"off\"\n",
    );
    let mut run = Run::begin(9, &plan, Some(id(1)));
    run.pass(5)
        .score(ScoreKind::Before, 8)
        .pass(30)
        .score(ScoreKind::InPosition, 3)
        .pass(70)
        .score(ScoreKind::After, 2);
    run.pass(20).tell(Command::Hush).pass(10).tell(Command::Stop);
    page(&run.engine, SessionState::ClientsWord, 18)
}

/// Listening work without a plan, for nobody.
fn listening() -> SessionPage {
    let plan = routines::plan(
        "format = \"holdwell-routine\"\nversion = 1\n[routine]\nid = \"t\"\nname = \"Craniosacral\"\n\
        technique = \"craniosacral\"\nfree = true\n",
    );
    let mut run = Run::begin(9, &plan, None);
    run.pass(3).advance().pass(400);
    run.tell(Command::Mark).pass(200).advance().pass(5).tell(Command::Stop);
    let mut page = page(&run.engine, SessionState::Stopped, 12);
    page.session.client = None;
    page
}

fn drafted(page: &SessionPage, client: Option<&ClientPage>, template: &str) -> String {
    let library = Library::builtin();
    let sources = NoteSources { page, client, library: &library, wall: &wall() };
    let text = draft(&sources, &super::template(template, &[]));
    plain_note(&page.session, &page.note, &text, &wall())
}

/// Compares a note with the one that stands in a file beside.
#[track_caller]
fn reads_as(name: &str, note: &str) {
    let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/note/drafts").join(name);
    assert_eq!(note.trim_end(), std::fs::read_to_string(&file).unwrap().trim_end(), "{name}: {note}");
}

#[test]
fn three_sessions_read_as_a_colleague_would_go_on_from_them() {
    reads_as("low-back-full.txt", &drafted(&low_back(), Some(&client()), FULL));
    reads_as("low-back-short.txt", &drafted(&low_back(), Some(&client()), SHORT));
    reads_as("low-back-minimum.txt", &drafted(&low_back(), Some(&client()), MINIMUM));
    reads_as("neck-full.txt", &drafted(&neck(), Some(&client()), FULL));
    reads_as("listening-full.txt", &drafted(&listening(), None, FULL));
}

#[test]
fn a_session_that_was_entered_afterwards_says_so_and_claims_nothing_of_the_day() {
    let mut page = low_back();
    page.session.entered = Some(at("2026-11-30T17:00:00Z"));
    let note = drafted(&page, None, FULL);
    assert!(note.contains("entered afterwards"), "{note}");
    assert!(!note.contains("client's word") && !note.contains("Not done"), "{note}");
}

#[test]
fn a_corrected_score_counts_and_keeps_what_was_recorded() {
    let note = drafted(&low_back(), None, FULL);
    assert!(note.contains("Tenderness before 7, after 2 (was 3), 29 % of before"), "{note}");
    let mut page = low_back();
    (page.corrections, page.records[0]) = (Vec::new(), page.recorded.remove(0));
    let note = drafted(&page, None, FULL);
    assert!(note.contains("Tenderness before 7, after 3, 43 % of before"), "{note}");
    assert!(note.contains("1 of 3 points"), "{note}");
}

fn text(parts: [&str; 4]) -> NoteText {
    let [subjective, objective, assessment, plan] = parts.map(str::to_owned);
    NoteText { template: FULL.to_owned(), subjective, objective, assessment, plan }
}

/// Something that was measured at this time of the day of the sessions.
fn measured(measure: Measure, time: &str, moment: Moment, figure: i32) -> Entry {
    let at = at(&format!("2026-11-30T{time}:00Z"));
    let entry = Entry::new(
        id(u128::try_from(figure).unwrap() + 70),
        Subject::new(measure),
        at,
        Answers::Number(Figure::whole(figure)),
    );
    Entry { moment, ..entry.unwrap() }
}

#[test]
fn what_was_measured_and_said_since_stands_in_the_draft_with_its_word() {
    let session = low_back();
    let earlier = (id(8), at("2026-11-23T14:00:00Z"));
    let said = FollowUp {
        session: earlier.0,
        at: at("2026-11-25T14:00:00Z"),
        since: Since::Better,
        lasted: Some(Lasted::Still),
        soreness: Some(Soreness::Little),
    };
    let course = Course {
        measured: vec![
            measured(Measure::PainNow, "13:55", Moment::Before, 7),
            measured(Measure::PainNow, "14:55", Moment::After, 4),
            measured(Measure::Stress, "13:55", Moment::Before, 5),
            measured(Measure::Stress, "14:55", Moment::After, 4),
            measured(Measure::Movement, "13:56", Moment::Before, 60).within(id(9), Moment::Before),
            measured(Measure::Mood, "12:00", Moment::Between, 3),
            measured(Measure::MouthOpening, "14:55", Moment::After, 40).within(id(5), Moment::After),
        ],
        follow_ups: vec![said],
        began: vec![earlier, (id(9), session.session.began)],
        ..Course::default()
    };
    let client = ClientPage { course, ..client() };
    let library = Library::builtin();
    let sources = NoteSources { page: &session, client: Some(&client), library: &library, wall: &wall() };
    let text = draft(&sources, &super::template(FULL, &[]));
    let figures = "Says, in figures: Pain now: 7 of 10 before, 4 of 10 after, \u{2212}3 (\u{2212}43 %): clear, better; \
                   Stress: 5 of 10 before, 4 of 10 after, \u{2212}1 (\u{2212}20 %): within noise";
    assert!(text.subjective.lines().any(|line| line == figures), "{}", text.subjective);
    let since = "After the session of 23 Nov 2026: better, until now, a little sore";
    assert!(text.subjective.lines().any(|line| line == since), "{}", text.subjective);
    assert!(text.objective.lines().any(|line| line == "Measured: Movement: 60° before"), "{}", text.objective);
    assert!(!text.objective.contains("Mouth") && !text.subjective.contains("Mood"), "of another session, or of none");
    let next = same_as_last(&NoteText::default(), &text);
    for words in ["in figures", "After the session", "Measured:"] {
        assert!(!next.subjective.contains(words) && !next.objective.contains(words), "{words} is of its day alone");
    }
}

#[test]
fn same_as_last_time_fills_what_was_written_and_says_what_differs() {
    let last = text([
        "Where it hurts: neck, right\nSleeps badly\nAt home since 3 Nov 2026: done on 2 days",
        "1. Psoas major, left: SMRT\n2. Piriformis, left: SMRT",
        "Computed from scores and times:\n1 of 1 points down",
        "Go on as this time.\nHome plan: old\nConsent to low back: given at 09:00",
    ]);
    let now = text([
        "Where it hurts: neck, right; low back, left",
        "1. Psoas major, left: SMRT\n2. Iliacus, left: SMRT",
        "",
        "Next, suggested by the scores: Iliacus, left (4 left)",
    ]);
    let same = same_as_last(&now, &last);
    assert_eq!(
        same.subjective, "Where it hurts: neck, right; low back, left (last time: neck, right)\nSleeps badly",
        "what came back from home is of its own day"
    );
    assert!(same.objective.starts_with(&now.objective), "{}", same.objective);
    assert!(same.objective.ends_with("New this time: Iliacus, left\nNot this time: Piriformis, left"));
    assert_eq!(same.assessment, "", "nothing worked out is taken from another session");
    assert_eq!(
        same.plan,
        "Next, suggested by the scores: Iliacus, left (4 left)\nGo on as this time.\nLast time: Home plan: old",
        "no consent of another day"
    );
    assert_eq!(same_as_last(&same, &last), same, "twice is once");
}

proptest! {
    /// Whatever stands in both: nothing of this session's note is lost, and nothing that was written by hand either.
    #[test]
    fn filling_in_hides_nothing(
        now in prop::collection::vec("[a-cN: .]{0,12}", 4), last in prop::collection::vec("[a-cN: .]{0,12}\n?[a-c]{0,5}", 4),
    ) {
        let of = |parts: &[String]| text([&parts[0], &parts[1], &parts[2], &parts[3]].map(String::as_str));
        let (now, last) = (of(&now), of(&last));
        let same = same_as_last(&now, &last);
        for part in NotePart::ALL {
            for line in now.part(*part).lines() {
                prop_assert!(same.part(*part).contains(line), "{line:?} of {part:?} in {same:?}");
            }
        }
        for part in [NotePart::Subjective, NotePart::Plan] {
            for line in last.part(part).lines().filter(|line| !line.trim().is_empty()) {
                let rest = line.split_once(": ").map_or(line, |(_, rest)| rest);
                prop_assert!(same.part(part).contains(rest), "{line:?} of last time in {same:?}");
            }
        }
    }
}
