//! Imports: what two computers made of one client is joined, in any order.

use holdwell_engine::{Command, Options};
use holdwell_library::Preset;
use holdwell_store::{
    Done, Erased, ImportField, ImportFinding, ImportReport, JournalPort as _, QuestionReply, Request, SessionStart,
    VaultQuery, new_id,
};
use holdwell_testkit::routines::builtin;
use holdwell_testkit::{Desk, Run, morning};

use crate::two::{Two, caution, content, fixture, import, orders};

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
