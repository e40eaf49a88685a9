//! The end of a session, and remarks that are added later.

use rusqlite::Connection;

use super::rig::{Keep as _, Run, after, client, count, id, noon, points, routine, text, vault, zoned};
use crate::journal::{
    Writer, annotate, answer_question, correct, keep_partial, move_session, name_hold, open_questions, questions,
    session_page, sessions_of,
};
use holdwell_engine::{Command, MarkKind, ScoreKind};
use holdwell_model::{HoldName, Id, Millis, SessionTime};
use holdwell_store::{Corrected, Correction, Entry, QuestionKind, QuestionReply, SessionState};

/// A session with a release, a missing score and a hold without a name.
fn complete(number: u128, whose: Option<Id>, connection: &Connection) -> Run {
    let mut run = Run::begin(number, &points(), whose);
    run.pass(5).score(ScoreKind::Before, 5).advance().pass(30).tell(Command::Mark);
    run.tell(Command::Insert { hold: HoldName::default(), length: None, next: false }).pass(80).advance();
    run.pass(2).advance().pass(110).advance();
    run.pass(2).advance().pass(110).advance().pass(2).advance().pass(40);
    run.keep(&mut Writer::default(), connection);
    run
}

fn words(connection: &Connection, whose: Id) -> Vec<String> {
    let mut words = connection.prepare("select word from client_word where client = ?1 order by word").unwrap();
    words.query_map([whose.to_string()], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

const SEEN: &str = "select sessions || ' ' || coalesce(last_seen, 'never') from client where id like '%9'";

#[test]
fn the_client_was_seen_and_can_be_found_by_what_was_treated() {
    let connection = vault();
    let maria = client(&connection, 9, "Maria Berg");
    let run = complete(1, Some(maria), &connection);
    let page = session_page(&connection, run.start.id).unwrap().unwrap();
    assert_eq!((page.session.state, page.session.holds), (SessionState::Complete, 4));
    assert_eq!(page.session.held, page.records.iter().map(|record| record.held()).sum::<Millis>());
    assert_eq!(text(&connection, SEEN), format!("1 {}", noon().as_millisecond()));
    assert_eq!(words(&connection, maria), ["Abdomen and hip", "Counterstrain"]);
    assert_eq!(sessions_of(&connection, maria, 50, &mut Vec::new()).unwrap(), [page.session]);
    assert_eq!(count(&connection, "restore"), 0);
}

#[test]
fn an_end_that_is_taken_back_has_not_been() {
    let connection = vault();
    let (maria, mut writer) = (client(&connection, 9, "Maria Berg"), Writer::default());
    let mut run = Run::begin(1, &points(), Some(maria));
    run.pass(5).score(ScoreKind::Before, 5).advance().pass(95).tell(Command::Stop).keep(&mut writer, &connection);
    assert_eq!(open_questions(&connection).unwrap(), 1);
    run.pass(2).tell(Command::Undo).keep(&mut writer, &connection);
    assert_eq!(text(&connection, "select state from session"), "running");
    assert_eq!((open_questions(&connection).unwrap(), count(&connection, "restore")), (0, 1));
    assert_eq!(text(&connection, SEEN), "0 never");
    run.pass(20).tell(Command::Stop).keep(&mut writer, &connection);
    assert_eq!(text(&connection, "select state from session"), "stopped");
    assert_eq!((open_questions(&connection).unwrap(), count(&connection, "restore")), (1, 0));
}

#[test]
fn holds_are_counted_when_a_session_is_over() {
    let (connection, mut writer) = (vault(), Writer::default());
    let used = "select coalesce(group_concat(position || ' ' || times), '') from used where times > 0";
    let mut run = Run::begin(1, &points(), None);
    run.pass(5).advance().pass(110).keep(&mut writer, &connection);
    assert_eq!(text(&connection, used), "", "it runs");
    run.tell(Command::Stop).keep(&mut writer, &connection);
    assert_eq!(text(&connection, used), "psoas 1");
    run.pass(2).tell(Command::Undo).keep(&mut writer, &connection);
    assert_eq!(text(&connection, used), "", "it runs again");
    run.pass(5).tell(Command::Stop).keep(&mut writer, &connection);
    assert_eq!(text(&connection, used), "psoas 1");
}

#[test]
fn the_account_is_kept_with_its_session() {
    let (connection, mut writer) = (vault(), Writer::default());
    let mut run = Run::begin(1, &points(), None);
    run.pass(5).tell(Command::Stop);
    let account = serde_json::json!({ "given": 46 });
    run.entries.push(Entry::CueTimingReport(Box::new(account.clone())));
    run.keep(&mut writer, &connection);
    assert_eq!(session_page(&connection, id(1)).unwrap().unwrap().account, Some(account));
}

#[test]
fn what_was_left_open_is_asked_with_when_and_where() {
    let connection = vault();
    let maria = client(&connection, 9, "Maria Berg");
    let _run = complete(1, Some(maria), &connection);
    let open = questions(&connection, Some(id(1))).unwrap();
    let asked: Vec<_> = open.iter().map(|open| (open.hold.as_str(), open.asks)).collect();
    let score = QuestionKind::Score(0, ScoreKind::After);
    let expected = [("Psoas major, right", score), ("", QuestionKind::Name)];
    assert_eq!(asked, expected, "a release says itself");
    assert_eq!((open[0].at, open[0].client.as_str(), open[0].name.as_str()), (after(noon(), 95_000), "MB", "Test"));
    assert_eq!(questions(&connection, None).unwrap(), open);
    assert_eq!(questions(&connection, Some(id(2))).unwrap(), []);
    assert_eq!(open_questions(&connection).unwrap(), 2);
}

#[test]
fn what_was_felt_in_listening_work_is_asked_mark_by_mark() {
    let connection = vault();
    let steps = "[[step]]\nposition = \"grounding\"\ntiming = { kind = \"listening\" }\nsettle = \"off\"\n";
    let mut run = Run::begin(1, &routine("craniosacral", steps), None);
    run.pass(30).tell(Command::Mark).pass(30).tell(Command::Mark).pass(5).tell(Command::Stop);
    run.keep(&mut Writer::default(), &connection);
    let asked: Vec<_> = questions(&connection, None).unwrap().into_iter().map(|open| open.asks).collect();
    let mark = |secs: u64| QuestionKind::Mark(SessionTime::from_secs(secs), Millis::from_secs(secs));
    assert_eq!(asked, [mark(30), mark(60)]);
}

#[test]
fn a_score_is_missed_only_where_it_was_expected() {
    let connection = vault();
    let steps = "[[step]]\nposition = \"psoas\"\nside = \"left\"\nrate = \"wait\"\nsettle = \"off\"\nreturn = \"off\"\n\
                 timing = { kind = \"fixed\", hold = \"30s\" }\n";
    let mut unchecked = Run::begin(1, &routine("smrt", steps), None);
    unchecked.pass(1).score(ScoreKind::Before, 5).advance().pass(40).keep(&mut Writer::default(), &connection);
    let mut unscored = Run::begin(2, &points(), None);
    unscored.pass(1).advance().pass(110).tell(Command::Stop).keep(&mut Writer::default(), &connection);
    let mut skipped = Run::begin(3, &points(), None);
    skipped.pass(1).score(ScoreKind::Before, 5).advance().pass(9).tell(Command::Skip).tell(Command::Stop);
    skipped.keep(&mut Writer::default(), &connection);
    assert_eq!(text(&connection, "select group_concat(state) from session"), "complete,stopped,stopped");
    assert_eq!(open_questions(&connection).unwrap(), 0);
}

#[test]
fn answers_stand_beside_the_record() {
    let connection = vault();
    let run = complete(1, None, &connection);
    let before = session_page(&connection, id(1)).unwrap().unwrap().records;
    let open = questions(&connection, None).unwrap();
    let answer = |which: usize, answer: &QuestionReply| {
        let later = after(run.wall(), 60_000 + which as u64);
        answer_question(&connection, &open[which], answer, &zoned(later)).unwrap()
    };
    assert!(!answer(1, &QuestionReply::Words("  ".to_owned())), "no words are no answer");
    assert!(answer(0, &QuestionReply::Score(2)));
    assert!(answer(1, &QuestionReply::Words(" Scalene ".to_owned())));
    assert!(!answer(1, &QuestionReply::Words("Scalene".to_owned())), "it was answered");
    let page = session_page(&connection, id(1)).unwrap().unwrap();
    let said: Vec<_> = page.annotations.iter().map(|said| (said.item, said.sentence())).collect();
    let item = |which: usize| Some(open[which].item);
    let expected = [(item(0), "Score after: 2"), (item(1), "Name: Scalene")];
    assert_eq!(said, expected.map(|(item, said)| (item, said.to_owned())));
    assert_eq!(page.named_later(open[1].item), Some("Scalene"));
    assert_eq!(page.scored_later(open[0].item, 0, ScoreKind::After), Some(2));
    assert_eq!(page.scored_later(open[0].item, 0, ScoreKind::Before), None);
    assert_eq!(page.records, before, "the original stays");
    assert_eq!(open_questions(&connection).unwrap(), 0);
}

#[test]
fn what_is_not_to_be_asked_again_leaves_nothing() {
    let connection = vault();
    let run = complete(1, None, &connection);
    for open in questions(&connection, None).unwrap() {
        assert!(answer_question(&connection, &open, &QuestionReply::Nothing, &zoned(run.wall())).unwrap());
    }
    assert_eq!(open_questions(&connection).unwrap(), 0);
    let page = session_page(&connection, id(1)).unwrap().unwrap();
    assert_eq!(page.annotations, [], "nothing is shown of it");
    settle_again(&connection);
    assert_eq!(open_questions(&connection).unwrap(), 0, "it is known for good");
}

/// Settles the session as its end does.
fn settle_again(connection: &Connection) {
    let state = |connection: &Connection, state: &str| {
        connection.execute("update session set state = ?1", [state]).unwrap();
    };
    state(connection, "running");
    assert!(keep_partial(connection, id(1), super::rig::day()).unwrap());
}

#[test]
fn what_lost_its_answer_is_asked_again_and_nothing_else_is() {
    let connection = vault();
    let run = complete(1, None, &connection);
    let asked = questions(&connection, None).unwrap();
    let [score, name] = asked.as_slice() else { panic!("{asked:?}") };
    assert_eq!(name.asks, QuestionKind::Name);
    let value = |item, kind, value| Correction::Score { item, contact: 0, kind, value };
    let correct = |one| assert!(correct(&connection, id(1), &[one], &zoned(run.wall())).unwrap());
    correct(value(score.item, ScoreKind::After, Corrected::To(Some(3))));
    assert_eq!(questions(&connection, None).unwrap(), std::slice::from_ref(name));
    correct(value(score.item, ScoreKind::After, Corrected::AsRecorded));
    assert_eq!(questions(&connection, None).unwrap(), asked, "the correction was taken back");
    correct(value(score.item, ScoreKind::InPosition, Corrected::To(Some(3))));
    correct(value(score.item, ScoreKind::InPosition, Corrected::AsRecorded));
    assert_eq!(questions(&connection, None).unwrap(), asked, "that was never asked");
    let give = |name: Option<&HoldName>| {
        assert!(name_hold(&connection, id(1), asked[1].item, name, &zoned(run.wall())).unwrap());
        open_questions(&connection).unwrap()
    };
    let scalene = HoldName::words("Scalene", holdwell_model::Side::Left);
    assert_eq!((give(Some(&scalene)), give(None), give(Some(&scalene))), (1, 2, 1), "in one instant of a clock");
    settle_again(&connection);
    assert_eq!(questions(&connection, None).unwrap(), std::slice::from_ref(score), "an answer counts at every end");
    correct(value(score.item, ScoreKind::After, Corrected::To(None)));
    settle_again(&connection);
    assert_eq!(open_questions(&connection).unwrap(), 0, "a correction as well");
}

#[test]
fn a_question_names_its_hold_as_it_is_called_now() {
    let connection = vault();
    let run = complete(1, None, &connection);
    let asked = questions(&connection, None).unwrap();
    let jaw = HoldName::words("Jaw", holdwell_model::Side::Left);
    assert!(name_hold(&connection, id(1), asked[0].item, Some(&jaw), &zoned(run.wall())).unwrap());
    let holds: Vec<_> = questions(&connection, None).unwrap().into_iter().map(|open| open.hold).collect();
    assert_eq!(holds, ["Jaw, left", ""]);
}

#[test]
fn a_word_can_be_put_beside_a_session_at_any_time() {
    let connection = vault();
    let _run = complete(1, None, &connection);
    annotate(&connection, id(1), None, "She slept well", &zoned(noon())).unwrap();
    let page = session_page(&connection, id(1)).unwrap().unwrap();
    let said = page.annotations.first().unwrap();
    assert_eq!((said.at, said.item, said.text.as_str()), (noon(), None, "She slept well"));
}

#[test]
fn a_session_can_be_given_to_another_client_and_both_know() {
    let connection = vault();
    let (maria, jo) = (client(&connection, 9, "Maria Berg"), client(&connection, 8, "Jo Smith"));
    let _run = complete(1, Some(maria), &connection);
    let day = noon().to_zoned(jiff::tz::TimeZone::UTC).date();
    assert!(move_session(&connection, id(1), Some(jo), day).unwrap());
    assert!(!move_session(&connection, id(1), Some(jo), day).unwrap(), "that is where it is");
    assert_eq!(session_page(&connection, id(1)).unwrap().unwrap().session.client, Some(jo));
    assert_eq!((words(&connection, maria).len(), words(&connection, jo).len()), (0, 2));
    assert_eq!(text(&connection, SEEN), "0 never");
    let log = "select group_concat(day || ' ' || action || ' ' || what, '; ') from log";
    let expected = format!(
        "2026-03-02 moved from {maria} {}; 2026-03-02 session moved away {maria}; 2026-03-02 session moved here {jo}",
        id(1)
    );
    assert_eq!(text(&connection, log), expected);
    assert!(move_session(&connection, id(1), None, day).unwrap());
    assert_eq!(count(&connection, "log"), 5, "nobody has no log");
    assert!(!move_session(&connection, id(404), Some(jo), day).unwrap());
}

#[test]
fn a_running_session_is_not_corrected_and_a_corrected_score_is_not_asked_for() {
    let (connection, mut writer) = (vault(), Writer::default());
    let mut run = Run::begin(1, &points(), None);
    run.pass(5).score(ScoreKind::Before, 5).advance().pass(95).keep(&mut writer, &connection);
    let value = Corrected::To(Some(3));
    let three = [Correction::Score { item: 0, contact: 0, kind: ScoreKind::After, value }];
    let correct = || correct(&connection, id(1), &three, &zoned(noon())).unwrap();
    assert!(!correct());
    run.tell(Command::Stop).keep(&mut writer, &connection);
    assert_eq!(open_questions(&connection).unwrap(), 1);
    assert!(correct());
    assert_eq!(open_questions(&connection).unwrap(), 0);
    let page = session_page(&connection, id(1)).unwrap().unwrap();
    assert_eq!(
        (page.records[0].score(0, ScoreKind::After), page.recorded_score(0, 0, ScoreKind::After)),
        (Some(3), None)
    );
}

#[test]
fn a_session_was_not_ended_by_a_word_that_was_an_accident() {
    let connection = vault();
    let mut run = Run::begin(1, &points(), None);
    run.pass(5).score(ScoreKind::Before, 5).advance().pass(20).tell(Command::Hush).pass(2).tell(Command::Stop);
    run.keep(&mut Writer::default(), &connection);
    let page = || session_page(&connection, id(1)).unwrap().unwrap();
    assert_eq!(page().session.state, SessionState::ClientsWord);
    let record = &page().records[0];
    let mark = record.marks.iter().find(|mark| mark.kind == MarkKind::ClientsWord).unwrap();
    for (kind, state) in [
        (Corrected::To(None), SessionState::Stopped),
        (Corrected::AsRecorded, SessionState::ClientsWord),
        (Corrected::To(Some(MarkKind::Release)), SessionState::Stopped),
        (Corrected::To(Some(MarkKind::ClientsWord)), SessionState::ClientsWord),
    ] {
        let one = Correction::Mark { item: record.item, at: mark.at, held: mark.held, kind };
        assert!(correct(&connection, id(1), &[one], &zoned(run.wall())).unwrap());
        assert_eq!(page().session.state, state, "{kind:?}");
    }
}

#[test]
fn the_last_correction_counts_though_the_clock_was_put_back() {
    let connection = vault();
    let run = complete(1, None, &connection);
    for (value, hours) in [(4, 5), (6, 0)] {
        let one = Correction::Score { item: 0, contact: 0, kind: ScoreKind::Before, value: Corrected::To(Some(value)) };
        let at = zoned(after(noon(), hours * 3_600_000));
        assert!(correct(&connection, run.start.id, &[one], &at).unwrap());
    }
    let page = session_page(&connection, run.start.id).unwrap().unwrap();
    assert_eq!(page.records[0].score(0, ScoreKind::Before), Some(6));
}
