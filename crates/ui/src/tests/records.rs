//! Summary, records of other days, and what was left open.

use std::sync::Arc;

use egui::Key;
use egui_kittest::kittest::Queryable as _;

use super::bench::Bench;
use super::practice::{at, id, practice, questions, session};
use holdwell_engine::{Engine, Options, Output, RestorePoint};
use holdwell_library::{Library, compile};
use holdwell_model::{Plan, SessionTime};
use holdwell_store::{Annotation, Kept, Request, SessionPage, StartBoard, WhatWasIt};

const TALL: [f32; 2] = [1280.0, 3000.0];

/// What those sessions run.
pub(super) fn plan() -> Arc<Plan> {
    let library = Library::builtin();
    Arc::new(compile(library.routine("low-back-mixed").unwrap(), &library).unwrap())
}

/// A session that was begun, with its restore point.
fn begun() -> (Arc<Plan>, Engine, Option<Box<RestorePoint>>) {
    let plan = plan();
    let mut engine = Engine::new(&plan, Options::of(&plan));
    let mut point = None;
    for secs in [0, 5, 45, 60] {
        engine.handle(SessionTime(secs * 1000), holdwell_engine::Input::Command(holdwell_engine::Command::Advance));
        loop {
            match engine.poll() {
                Output::WaitUntil(..) => break,
                Output::Restore(restore) => point = Some(restore),
                _ => {}
            }
        }
    }
    (plan, engine, point)
}

/// From where a session can go on.
pub(super) fn point() -> Box<RestorePoint> {
    begun().2.expect("a restore point")
}

/// The record of a session that was begun and ended.
pub(super) fn record(nth: u32) -> SessionPage {
    let (plan, engine, _) = begun();
    let annotation =
        |bout, text: &str| Annotation { at: at("2026-01-04T10:00:00Z"), bout, answers: None, text: text.to_owned() };
    SessionPage {
        session: session(nth),
        plan,
        added: Vec::new(),
        records: engine.view().records().to_vec(),
        preset: None,
        account: None,
        annotations: vec![annotation(None, "She slept well"), annotation(Some(0), "Guarded at first")],
    }
}

#[test]
fn a_record_of_another_day_is_read_and_remarked_on() {
    let mut bench = Bench::new(TALL);
    bench.publish(practice());
    bench.go("Clients");
    bench.click("Maria Berg");
    bench.h.query_all_by_label("Low back: SMRT, then myofascial").next().unwrap().click();
    bench.settle();
    assert_eq!(bench.looks_at().unwrap().session, Some(id(31)));
    bench.publish(Kept { session: Some(Arc::new(record(31))), ..practice() });
    assert!(bench.sees("“She slept well”") && bench.sees("“Guarded at first”"));
    bench.asked();
    bench.click("Add a remark to the session");
    bench.type_in("Remark", "Better in the evening");
    bench.page_key(Key::Enter);
    let asked = bench.asked();
    assert!(
        matches!(asked.as_slice(), [Request::Annotate(of, None, text)] if *of == id(31) && text == "Better in the evening"),
        "{asked:?}"
    );
}

#[test]
fn a_session_under_the_wrong_client_is_moved() {
    let mut bench = Bench::new(TALL);
    bench.publish(practice());
    bench.press(Key::Space);
    bench.press(Key::P);
    bench.press(Key::E);
    bench.press(Key::Enter);
    assert!(bench.sees("Summary"));
    assert!(bench.sees_part("is not in the vault"));
    let asked = bench.looks_at().unwrap().session.expect("the session that was begun");
    let mut page = record(31);
    (page.session.id, page.session.client) = (asked, None);
    bench.publish(Kept { session: Some(Arc::new(page)), ..practice() });
    assert!(bench.sees("No client"));
    bench.click("Belongs to…");
    bench.click("Maria Berg");
    let moved = bench.asked();
    assert!(
        matches!(moved.as_slice(), [.., Request::MoveSession(of, Some(to))] if *of == asked && *to == id(1)),
        "{moved:?}"
    );
    bench.click("Done");
    assert!(bench.sees("Ready"));
}

#[test]
fn questions_are_answered_by_keys_and_skipped() {
    let mut bench = Bench::new([900.0, 600.0]);
    let start = StartBoard { to_finish: 3, ..StartBoard::default() };
    let kept = |open: &[holdwell_store::Question]| Kept {
        questions: Arc::new(open.to_vec()),
        start: Arc::new(start.clone()),
        ..practice()
    };
    bench.publish(kept(&[]));
    bench.h.get_by_label("to finish: 3").scroll_to_me();
    bench.settle();
    bench.h.get_by_label("to finish: 3").click();
    bench.settle();
    assert_eq!(bench.looks_at().unwrap().questions, Some(None));
    bench.publish(kept(&questions()));
    assert!(bench.sees("14:22, Psoas major, right, 2:10 in: what was it?"));
    bench.asked();
    bench.page_key(Key::Tab);
    assert!(bench.sees("14:22: what was this hold?"));
    bench.type_in("What it was", "Scalene");
    bench.page_key(Key::Enter);
    let asked = bench.asked();
    assert!(
        matches!(asked.as_slice(), [Request::AnswerQuestion(_, WhatWasIt::Words(words))] if words == "Scalene"),
        "{asked:?}"
    );
    assert!(bench.sees("14:22, Psoas major, left: tenderness after, 0 to 10?"));
    bench.type_in("Score, 0 to 10", "1");
    assert!(bench.asked().is_empty(), "it may become ten");
    bench.type_in("Score, 0 to 10", "0");
    assert!(matches!(bench.asked().as_slice(), [Request::AnswerQuestion(_, WhatWasIt::Score(10))]));
    assert!(bench.sees("14:22, Psoas major, right, 2:10 in: what was it?"), "the skipped one comes last");
    bench.click("Do not ask again");
    assert!(matches!(bench.asked().as_slice(), [Request::AnswerQuestion(_, WhatWasIt::Nothing)]));
    assert!(bench.sees("Nothing is open"));
}
