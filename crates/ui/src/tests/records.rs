//! Summary, records of other days, and what was left open.

use std::sync::Arc;

use egui::{Key, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use holdwell_engine::{Engine, Options, Output, Release, RestorePoint};
use holdwell_library::{Library, compile};
use holdwell_model::{Millis, Plan, SessionTime};
use holdwell_store::{
    Annotation, Done, Failure, NoteRequest, NoteText, Question, QuestionKind, QuestionReply, Request, SessionNote,
    SessionPage, StartBoard, Ticket, VaultSnapshot,
};

use super::practice::{at, full_disk, id, practice, questions, session};
use super::workspace::Workspace;
use crate::screen::Page;

const TALL: [f32; 2] = [1280.0, 3000.0];

/// Returns the plan that those sessions run.
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
pub(crate) fn record(nth: u32) -> SessionPage {
    let (plan, engine, _) = begun();
    let annotation =
        |item, text: &str| Annotation { at: at("2026-01-04T10:00:00Z"), item, answers: None, text: text.to_owned() };
    SessionPage {
        session: session(nth),
        plan,
        added: Vec::new(),
        records: engine.view().records().to_vec(),
        corrections: Vec::new(),
        recorded: Vec::new(),
        preset: None,
        account: None,
        annotations: vec![annotation(None, "She slept well"), annotation(Some(0), "Guarded at first")],
        note: holdwell_store::SessionNote::default(),
    }
}

#[test]
fn a_record_of_another_day_is_read_and_remarked_on() {
    let mut workspace = Workspace::new(TALL);
    workspace.publish(practice());
    workspace.go("Clients");
    workspace.click("Maria Berg");
    workspace.h.query_all_by_label("Low back: SMRT, then myofascial").next().unwrap().click();
    workspace.settle();
    assert_eq!(workspace.looks_at().unwrap().session, Some(id(31)));
    workspace.publish(VaultSnapshot { session: Some(Arc::new(record(31))), ..practice() });
    assert!(workspace.sees("“She slept well”") && workspace.sees("“Guarded at first”"));
    workspace.asked();
    workspace.click("Add a remark to the session");
    workspace.type_in("Remark", "Better in the evening");
    workspace.page_key(Key::Enter);
    let remark = |asked: &[(Ticket, Request)]| match asked {
        [(ticket, Request::Annotate(of, None, text))] if *of == id(31) && text == "Better in the evening" => *ticket,
        other => panic!("{other:?}"),
    };
    let ticket = remark(&workspace.sent());
    workspace.reply(ticket, Err(Failure::Storage(full_disk())));
    assert!(workspace.sees_part("is full. What is already kept is safe"));
    workspace.click("Keep the remark");
    let ticket = remark(&workspace.sent());
    workspace.reply(ticket, Ok(Done::RemarkKept));
    assert!(workspace.sees("Add a remark to the session"), "what could not be kept was back in its field, once");
}

#[test]
fn the_name_that_a_hold_was_given_later_is_its_name_everywhere() {
    let mut page = record(31);
    let named = |text: &str| Annotation {
        at: at("2026-01-04T10:00:00Z"),
        item: Some(page.records[0].item),
        answers: Some(QuestionKind::Name),
        text: text.to_owned(),
    };
    page.annotations = vec![named("Jaw, right"), named("Piriformis, left")];
    Arc::make_mut(&mut page.records[0]).released = Release::No;
    let mut workspace = Workspace::new(TALL);
    workspace.publish(VaultSnapshot { session: Some(Arc::new(page.clone())), ..practice() });
    workspace.h.state_mut().show(Page::Record(id(31)));
    workspace.settle();
    assert!(workspace.sees("1.  Left · Piriformis"));
    let said = |label: &str| {
        let node = workspace.h.query_all_by_label(label).find(|node| node.accesskit_node().role() == Role::Image);
        node.and_then(|node| node.accesskit_node().description()).unwrap_or_default()
    };
    assert!(said("Timeline of the session").starts_with("1. Left · Piriformis"), "{}", said("Timeline of the session"));
    let back = said("Where work was done, back");
    assert!(back.to_lowercase().contains("buttock"), "{back}");
    let last = holdwell_app::text::last_time(&page, &"2026-01-05T13:00[Europe/London]".parse().unwrap());
    assert_eq!(last.felt[0], "Left · Piriformis: not released");
}

#[test]
fn a_session_under_the_wrong_client_is_moved() {
    let mut workspace = Workspace::new(TALL);
    workspace.publish(practice());
    workspace.press(Key::Space);
    workspace.press(Key::P);
    workspace.press(Key::E);
    workspace.press(Key::Enter);
    assert!(workspace.sees("Summary"));
    assert!(workspace.sees_part("is not in the vault"));
    let asked = workspace.looks_at().unwrap().session.expect("the session that was begun");
    let mut page = record(31);
    (page.session.id, page.session.client) = (asked, None);
    workspace.publish(VaultSnapshot { session: Some(Arc::new(page)), ..practice() });
    assert!(workspace.sees("No client"));
    workspace.click("Belongs to…");
    workspace.click("Maria Berg");
    let moved = workspace.asked();
    assert!(
        matches!(moved.as_slice(), [.., Request::MoveSession(of, Some(to))] if *of == asked && *to == id(1)),
        "{moved:?}"
    );
    workspace.click("Done");
    assert!(workspace.sees("Ready"));
}

#[test]
fn what_goes_along_with_a_session_is_said_where_it_is_given_away() {
    let text = NoteText { plan: "As this time".to_owned(), ..NoteText::default() };
    let note = SessionNote { draft: Some((at("2026-01-05T15:00:00Z"), text)), ..SessionNote::default() };
    let mut workspace = Workspace::new(TALL);
    let page = |note| VaultSnapshot { session: Some(Arc::new(SessionPage { note, ..record(31) })), ..practice() };
    workspace.publish(page(SessionNote::default()));
    workspace.h.state_mut().show(Page::Record(id(31)));
    workspace.settle();
    workspace.click("Belongs to somebody else…");
    assert!(!workspace.sees_part("goes along"), "there is nothing to look at");
    workspace.publish(page(note.clone()));
    assert!(workspace.sees_part("Its note goes along, with all that it says of the client"));
    workspace.publish(page(SessionNote { is_of_another: true, ..note.clone() }));
    workspace.page_key(Key::Escape);
    workspace.click("The note");
    assert!(workspace.sees_part("while the session was another client's"));
    workspace.click("I have looked through it");
    let asked = workspace.asked();
    assert!(asked.iter().any(|one| matches!(one, Request::Note(NoteRequest::LookThrough(of)) if *of == id(31))));
    workspace.publish(page(note));
    assert!(!workspace.sees_part("while the session was another client's"));
}

#[test]
fn questions_are_answered_by_keys_and_skipped() {
    let mut workspace = Workspace::new([900.0, 600.0]);
    let start = StartBoard { to_finish: 3, ..StartBoard::default() };
    let kept = |open: &[holdwell_store::Question]| VaultSnapshot {
        questions: Arc::new(open.to_vec()),
        start: Arc::new(start.clone()),
        ..practice()
    };
    workspace.publish(kept(&[]));
    workspace.h.get_by_label("to finish: 3 questions").scroll_to_me();
    workspace.settle();
    workspace.h.get_by_label("to finish: 3 questions").click();
    workspace.settle();
    assert_eq!(workspace.looks_at().unwrap().questions, Some(None));
    workspace.publish(kept(&questions()));
    assert!(workspace.sees("14:22, Psoas major, right, 2:10 in: what was it?"));
    workspace.asked();
    workspace.page_key(Key::Tab);
    assert!(workspace.sees("holds without a name") && workspace.sees("Name its holds"));
    workspace.page_key(Key::Tab);
    assert!(workspace.sees("14:22, Psoas major, left: tenderness after, 0 to 10?"));
    workspace.type_in("Score, 0 to 10", "1");
    assert!(workspace.asked().is_empty(), "it may become ten");
    workspace.type_in("Score, 0 to 10", "0");
    assert!(matches!(workspace.asked().as_slice(), [Request::AnswerQuestion(_, QuestionReply::Score(10))]));
    assert!(workspace.sees("14:22, Psoas major, right, 2:10 in: what was it?"), "the skipped one comes last");
    workspace.click("Do not ask again");
    assert!(matches!(workspace.asked().as_slice(), [Request::AnswerQuestion(_, QuestionReply::Nothing)]));
    assert!(workspace.sees("Name its holds"), "what is named stands in a list of its own");
}

/// The page of what is still open, with these questions.
fn asking(questions: Vec<Question>) -> Workspace {
    let mut workspace = Workspace::new([900.0, 600.0]);
    workspace.publish(VaultSnapshot { questions: Arc::new(questions), ..practice() });
    workspace.h.state_mut().show(Page::Questions);
    workspace.settle();
    workspace.asked();
    workspace
}

#[test]
fn a_one_waits_for_its_nought_and_the_next_question_gets_none() {
    let score = questions().remove(2);
    let next = Question { item: 4, hold: "Piriformis, left".to_owned(), ..score.clone() };
    let mut workspace = asking(vec![score.clone(), next]);
    workspace.type_in("Score, 0 to 10", "1");
    workspace.pass(1800);
    assert!(workspace.asked().is_empty(), "it may still become ten");
    workspace.type_in("Score, 0 to 10", "0");
    let asked = workspace.asked();
    let [Request::AnswerQuestion(of, QuestionReply::Score(10))] = asked.as_slice() else { panic!("{asked:?}") };
    assert_eq!(**of, score);
    workspace.type_in("Score, 0 to 10", "1");
    workspace.page_key(Key::Enter);
    assert!(matches!(workspace.asked().as_slice(), [Request::AnswerQuestion(_, QuestionReply::Score(1))]), "at once");
}

#[test]
fn a_one_is_kept_by_whoever_goes_on_before_it_has_waited() {
    let score = questions().remove(2);
    let mut workspace = asking(vec![score.clone()]);
    workspace.type_in("Score, 0 to 10", "1");
    workspace.asked();
    workspace.click("Back to Start");
    let asked = workspace.asked();
    let [Request::AnswerQuestion(of, QuestionReply::Score(1))] = asked.as_slice() else { panic!("{asked:?}") };
    assert_eq!(**of, score);
}

#[test]
fn a_word_before_the_hold_is_asked_for_as_one() {
    let mark = questions().remove(0);
    let QuestionKind::Mark(place, _) = mark.asks else { panic!("{mark:?}") };
    let workspace = asking(vec![Question { asks: QuestionKind::Mark(place, Millis::ZERO), ..mark }]);
    assert!(workspace.sees("14:22, Psoas major, right, before it was held: what was it?"));
}

#[test]
fn an_answer_can_be_taken_back() {
    let [mark, _, score] = questions().try_into().unwrap();
    let mut workspace = asking(vec![score.clone(), mark.clone()]);
    workspace.type_in("Score, 0 to 10", "3");
    workspace.asked();
    workspace.publish(VaultSnapshot { questions: Arc::new(vec![mark.clone()]), ..practice() });
    assert!(workspace.sees("Psoas major, left: 3"));
    workspace.type_in("What it was", "a deep breath");
    workspace.page_key(Key::Enter);
    workspace.asked();
    workspace.publish(VaultSnapshot { questions: Arc::default(), ..practice() });
    assert!(workspace.sees("Nothing is open") && workspace.sees("Psoas major, right: a deep breath"));
    workspace.click("Undo");
    let asked = workspace.asked();
    let [Request::AnswerQuestion(of, QuestionReply::TakenBack)] = asked.as_slice() else { panic!("{asked:?}") };
    assert_eq!(**of, mark);
    workspace.publish(VaultSnapshot { questions: Arc::new(vec![mark]), ..practice() });
    assert!(workspace.sees("14:22, Psoas major, right, 2:10 in: what was it?"));
    workspace.click("Do not ask again");
    assert!(workspace.sees("Psoas major, right: not to be asked again"));
}

#[test]
fn an_answer_that_could_not_be_kept_is_asked_for_again() {
    let mut workspace = Workspace::new([900.0, 600.0]);
    let first = questions().into_iter().take(1).collect();
    workspace.publish(VaultSnapshot { questions: Arc::new(first), ..practice() });
    workspace.h.state_mut().show(Page::Questions);
    workspace.settle();
    workspace.asked();
    workspace.click("Do not ask again");
    assert!(workspace.sees("Nothing is open"));
    let ticket = workspace.sent()[0].0;
    workspace.reply(ticket, Err(Failure::Storage(full_disk())));
    assert!(workspace.sees("14:22, Psoas major, right, 2:10 in: what was it?"));
}
