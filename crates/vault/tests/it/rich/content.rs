//! The content of a rich vault: one of everything that can be kept.

use holdwell_engine::{Command, Counting, Engine, Input, Options, Output, Profile, Release, ScoreKind};
use holdwell_library::edit::{Document, Draft as Building};
use holdwell_library::{Change, Preset, StepKey};
use holdwell_model::{
    Audience, Background, Caution, Client, Confidence, Group, GroupOrder, HoldName, Id, Millis, Phase, Position,
    Posture, Preferences, Region, RepWork, Routine, SessionTime, Setting, Side, SideOrder, Spot, Step, StepContact,
    Technique, Timing, Touches, Usual, What,
};
use holdwell_store::{Corrected, Correction, Entry, Photo, SessionStart};
use jiff::civil::date;

use holdwell_testkit::{morning as now, routines};

pub(super) fn id(number: u8) -> Id {
    format!("01938a4e-0000-7000-8000-0000000000{number:02x}").parse().unwrap()
}

pub(super) fn client() -> Client {
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
        born: None,
        same_as: None,
    }
}

pub(super) fn step(what: What) -> Step {
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

pub(super) fn preset() -> Preset {
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
        library: None,
    }
}

pub(super) fn position() -> Position {
    let usual = |technique, timing, range, return_| Usual { technique, timing, range, return_, confidence: None };
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

pub(super) fn routine() -> Routine {
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
        library: None,
    }
}

pub(super) fn document() -> Document {
    let mut document = Document::new(Building::of(&routine(), "own-draft"));
    let library = holdwell_library::Library::builtin();
    document.edit(|draft| draft.set_audience(Audience::Home, &library));
    document.edit(|draft| draft.set_technique(Technique::Myofascial, &library));
    let _keys = document.undo();
    document
}

pub(super) fn photo() -> Photo {
    Photo { width: 2, height: 1, jpeg: vec![0xff, 0xd8, 0xff, 0xd9] }
}

pub(super) const OPTIONS: Options =
    Options { profile: Profile::Full, worse_side: Some(Side::Left), count: Counting::LastThree };

/// Returns the entries of a session in which these commands are given, one each second. `rest` runs it on to its end.
pub(super) fn told(number: u8, client: Option<Id>, commands: &[Command], runs_on: bool) -> Vec<Entry> {
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

pub(super) fn whole_session() -> Vec<Entry> {
    let inserted = Command::Insert {
        hold: HoldName::words("Ribs, as found", Side::Midline),
        length: Some(Millis(20_000)),
        next: false,
    };
    let score = |kind, value| Command::Score { kind, value, point: None };
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

/// Returns a correction of each kind to the first hold of the session.
pub(super) fn corrections() -> Vec<Correction> {
    vec![
        Correction::Score { item: 0, contact: 0, kind: ScoreKind::Before, value: Corrected::To(Some(8)) },
        Correction::Score { item: 0, contact: 0, kind: ScoreKind::After, value: Corrected::To(Some(2)) },
        Correction::Release { item: 0, released: Corrected::To(Release::No) },
        Correction::Mark { item: 0, at: SessionTime(4000), held: Millis(1000), kind: Corrected::To(None) },
        Correction::Began(Corrected::To(now().timestamp())),
    ]
}
