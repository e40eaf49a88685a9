//! The history: every session there is, filtered, in windows of rows.

use std::sync::Arc;

use holdwell_engine::{Command, Options};
use holdwell_model::{HoldName, Id, Millis, Plan, Region, Side, Technique};
use holdwell_store::{
    Entry, Failure, HistoryFilter, HistoryOwner, HistoryPage, HistoryQuery, JournalPort as _, QuestionReply, Request,
    SessionStart, SessionState, VaultQuery, VaultSnapshot, new_id,
};
use holdwell_testkit::{Desk, Run, morning, routines, session};
use jiff::ToSpan as _;
use jiff::civil::date;

/// Looks at the history, and returns it as soon as it is that of this filter with so many rows, all of them over.
fn look(desk: &Desk, filter: &HistoryFilter, first: u32, found: u32) -> Arc<HistoryPage> {
    let query = HistoryQuery { filter: filter.clone(), first };
    desk.look(VaultQuery { history: Some(query), ..VaultQuery::default() });
    let are_over = |page: &HistoryPage| page.rows.iter().all(|line| line.session.state != SessionState::Running);
    let is_there =
        |page: &HistoryPage| page.filter == *filter && page.found == found && page.first == first && are_over(page);
    let kept = desk.wait("the rows", |kept| kept.history.as_deref().is_some_and(is_there));
    Arc::clone(kept.history.as_ref().unwrap())
}

fn names(page: &HistoryPage) -> Vec<(&str, Option<&str>)> {
    page.rows.iter().map(|line| (line.session.name.as_str(), line.client.as_deref())).collect()
}

fn write(desk: &mut Desk, entries: Vec<Entry>) {
    for entry in entries {
        desk.journal.offer(entry).unwrap();
    }
}

/// A session of one hold and so many days ago; returns its id.
fn held(desk: &mut Desk, days: i64, plan: &Arc<Plan>, client: Option<Id>) -> Id {
    let began = morning().checked_sub(days.days()).unwrap().timestamp();
    let (id, options) = (new_id(began), Options::of(plan));
    let mut run = Run::start(SessionStart { id, began, plan: Arc::clone(plan), options, client, preset: None });
    run.pass(2).advance().pass(40).advance().pass(5).tell(Command::Stop);
    write(desk, run.entries);
    id
}

fn free() -> Arc<Plan> {
    routines::plan(
        "format = \"holdwell-routine\"\nversion = 1\n[routine]\nid = \"free\"\nname = \"Free session\"\n\
        technique = \"smrt\"\nfree = true\n",
    )
}

#[test]
fn sessions_without_a_client_are_in_the_history_and_the_newest_stands_first() {
    let mut desk = Desk::new();
    let anna = desk.client("Anna Bergström");
    let two = new_id(morning().timestamp());
    write(&mut desk, session(two, Some(anna.id), "warm"));
    let alone = held(&mut desk, 1, &free(), None);
    let page = look(&desk, &HistoryFilter::default(), 0, 2);
    assert_eq!(page.all, 2);
    assert_eq!(page.rows[0].session.id, two);
    assert_eq!((page.rows[1].session.id, page.rows[1].client.as_deref()), (alone, None));
    assert!(page.rows[1].session.is_free && !page.rows[0].session.is_free);
    assert!(page.rows[1].session.length >= Millis::from_secs(40), "{:?}", page.rows[1]);

    let of = |owner| HistoryFilter { owner, ..HistoryFilter::default() };
    assert_eq!(look(&desk, &of(HistoryOwner::Nobody), 0, 1).rows[0].session.id, alone);
    assert_eq!(look(&desk, &of(HistoryOwner::Client(anna.id)), 0, 1).rows[0].session.id, two);
}

#[test]
fn each_filter_and_every_word_narrows() {
    let mut desk = Desk::new();
    let (omer, jo) = (desk.client("Ömer Łukasz"), desk.client("Jo Smith"));
    let step = |position: &str| format!("[[step]]\nposition = \"{position}\"\nside = \"left\"\n");
    let psoas = routines::routine("smrt", "therapist", &step("psoas"));
    held(&mut desk, 40, &psoas, Some(omer.id));
    held(&mut desk, 3, &psoas, Some(jo.id));
    let unnamed = held(&mut desk, 2, &free(), None);
    let none = HistoryFilter::default();
    let words = |words: &str| HistoryFilter { words: words.to_owned(), ..HistoryFilter::default() };
    assert_eq!(names(&look(&desk, &words("omer"), 0, 1))[0].1, Some("Ömer Łukasz"));
    look(&desk, &words("psoas smi"), 0, 1);
    look(&desk, &words("no client"), 0, 1);
    look(&desk, &words("2026-01"), 0, 1);
    look(&desk, &words("nobody of this name"), 0, 0);
    let smrt = HistoryFilter { techniques: [Technique::Smrt].into(), ..none.clone() };
    assert_eq!(look(&desk, &smrt, 0, 3).all, 3);
    look(&desk, &HistoryFilter { techniques: [Technique::Lymph].into(), ..none.clone() }, 0, 0);
    look(&desk, &HistoryFilter { regions: [Region::AbdomenHip].into(), ..none.clone() }, 0, 2);
    look(&desk, &HistoryFilter { since: Some(date(2026, 2, 20)), ..none.clone() }, 0, 2);
    let open = look(&desk, &HistoryFilter { is_open: true, ..none }, 0, 1);
    assert_eq!((open.rows[0].session.id, open.rows[0].open), (unnamed, 1), "its hold has no name");
    desk.done(Request::Annotate(unnamed, None, "Slept well afterwards".to_owned()));
    look(&desk, &words("slept"), 0, 1);
}

#[test]
fn a_session_is_found_by_all_that_its_holds_are_called_and_by_what_was_noted() {
    let mut desk = Desk::new();
    let step =
        |what: &str| format!("[[step]]\n{what}\nside = \"left\"\ntiming = {{ kind = \"fixed\", hold = \"30s\" }}\n");
    let plan = |what: &str| routines::routine("smrt", "therapist", &step(what));
    held(&mut desk, 5, &plan("position = \"psoas\""), None);
    held(&mut desk, 4, &plan("name = \"Sore spot of hers\"\nsetup = \"Lie\""), None);
    held(
        &mut desk,
        3,
        &plan("contacts = [{ position = \"quadratus-lumborum\" }, { position = \"piriformis\" }]"),
        None,
    );
    write(&mut desk, session(new_id(morning().timestamp()), None, "a warm feeling"));
    let words = |words: &str| HistoryFilter { words: words.to_owned(), ..HistoryFilter::default() };
    for (wanted, found) in [
        ("psoas major", 2),
        ("iliopsoas", 2),
        ("sore spot", 1),
        ("quadratus", 1),
        ("piriformis", 1),
        ("warm feeling", 1),
        ("nothing of the kind", 0),
    ] {
        assert_eq!(look(&desk, &words(wanted), 0, found).found, found, "{wanted}");
    }
    let buttock = HistoryFilter { regions: [Region::Buttock].into(), ..HistoryFilter::default() };
    look(&desk, &buttock, 0, 1);
}

#[test]
fn what_the_clients_word_ended_before_it_was_held_was_not_treated() {
    let mut desk = Desk::new();
    let anna = desk.client("Anna Bergström");
    let steps =
        ["psoas", "piriformis"].map(|position| format!("[[step]]\nposition = \"{position}\"\nside = \"left\"\n"));
    let plan = routines::routine("smrt", "therapist", &steps.concat());
    let (id, began, options) = (new_id(morning().timestamp()), morning().timestamp(), Options::of(&plan));
    let mut run = Run::start(SessionStart { id, began, plan, options, client: Some(anna.id), preset: None });
    run.pass(2).tell(Command::Hush).pass(2).tell(Command::Skip).pass(2).advance().pass(40).advance().pass(5);
    run.tell(Command::Stop);
    write(&mut desk, run.entries);
    let at = |region| HistoryFilter { regions: [region].into(), ..HistoryFilter::default() };
    look(&desk, &at(Region::Buttock), 0, 1);
    look(&desk, &at(Region::AbdomenHip), 0, 0);
    let found = |words: &str| desk.see(VaultQuery { clients: Some(words.to_owned()), ..VaultQuery::default() });
    assert_eq!((found("buttock").clients.len(), found("abdomen").clients.len()), (1, 0));
    let page = desk.see(VaultQuery { session: Some(id), ..VaultQuery::default() });
    assert_eq!(page.session.as_ref().unwrap().records.len(), 2, "the word itself stands in the record");
}

#[test]
fn a_window_of_ten_thousand_holds_two_hundred_rows_and_the_count() {
    let mut desk = Desk::new();
    let client = desk.client("Anna");
    write(&mut desk, session(new_id(morning().timestamp()), Some(client.id), "warm"));
    look(&desk, &HistoryFilter::default(), 0, 1);
    let path = desk.folder.join("vault.db");
    let copies = "with recursive number (n) as (select 1 union all select n + 1 from number where n < 9999)
        insert into session (id, version, author, client, plan, name, began, saved, state, options, holds, held_ms)
        select '01938a4e-0000-7000-8000-' || printf('%012x', n), 1, author, client, plan, name || ' ' || n,
            began - n * 1000, saved, state, options, holds, held_ms from session, number";
    holdwell_testkit::other_tool(&path, None).execute_batch(copies).unwrap();
    // Something is written, so that all is read anew.
    desk.client("Bert");
    let page = look(&desk, &HistoryFilter::default(), 5000, 10_000);
    assert_eq!((page.rows.len(), page.first, page.all), (200, 5000, 10_000));
    assert!(page.rows[0].session.name.ends_with(" 5000"), "{:?}", page.rows[0]);
    assert_eq!(page.row(5199).map(|line| &line.session), page.rows.last().map(|line| &line.session));
    assert!(page.row(4999).is_none() && page.row(5200).is_none());
    // Past the end stands the last row.
    let query = HistoryQuery { filter: HistoryFilter::default(), first: 20_000 };
    desk.look(VaultQuery { history: Some(query), ..VaultQuery::default() });
    let page = desk.wait("the end", |kept| kept.history.as_ref().is_some_and(|page| page.first == 9999));
    assert_eq!(page.history.as_ref().unwrap().rows.len(), 1);
}

#[test]
fn a_deleted_session_is_nowhere_until_it_is_put_back() {
    let mut desk = Desk::new();
    let anna = desk.client("Anna");
    let id = held(&mut desk, 1, &free(), Some(anna.id));
    look(&desk, &HistoryFilter::default(), 0, 1);
    desk.done(Request::SetSessionDeleted(id, true));
    look(&desk, &HistoryFilter::default(), 0, 0);
    let query = VaultQuery { client: Some(anna.id), questions: Some(None), ..VaultQuery::default() };
    desk.look(query.clone());
    let kept = desk.wait("her page", |kept| kept.client.is_some());
    let page = kept.client.as_ref().unwrap();
    assert_eq!((page.sessions.len(), page.all_sessions, page.last_seen), (0, 0, None));
    assert_eq!((kept.start.to_finish, kept.questions.len()), (0, 0), "nothing is asked of it");
    assert_eq!(kept.start.recent[0].last_session, None);
    assert_eq!(desk.refused(Request::SetSessionDeleted(id, true)), Failure::NoSuchSession, "it is deleted");

    desk.done(Request::SetSessionDeleted(id, false));
    let kept = desk.wait("it is back", |kept| kept.client.as_ref().is_some_and(|page| page.all_sessions == 1));
    assert_eq!((kept.start.to_finish, kept.start.recent[0].last_session), (1, Some(id)));
    assert_eq!(look(&desk, &HistoryFilter::default(), 0, 1).rows[0].session.id, id);
    assert_eq!(desk.refused(Request::SetSessionDeleted(id, false)), Failure::NoSuchSession, "it is there");
}

#[test]
fn a_session_that_was_cut_off_and_discarded_comes_back_with_all_its_holds() {
    let temp = tempfile::tempdir().unwrap();
    let mut desk = Desk::open(temp.path(), None);
    let (plan, began) = (routines::two_holds(), morning().timestamp());
    let (id, options) = (new_id(began), Options::of(&plan));
    let mut run = Run::start(SessionStart { id, began, plan, options, client: None, preset: None });
    run.pass(2).advance().pass(40);
    write(&mut desk, run.entries);
    desk.close();
    let desk = Desk::open(temp.path(), None);
    let kept = desk.wait("it was cut off", |kept| kept.start.unfinished.is_some());
    let before = kept.start.unfinished.clone().unwrap();
    assert!(before.point.is_some());
    desk.done(Request::SetSessionDeleted(id, true));
    desk.wait("it is gone", |kept| kept.start.unfinished.is_none());
    desk.done(Request::SetSessionDeleted(id, false));
    let kept = desk.wait("it is back", |kept| kept.start.unfinished.is_some());
    let after = kept.start.unfinished.clone().unwrap();
    assert_eq!((&after.session, &after.point), (&before.session, &before.point), "it can be gone on with");
}

#[test]
fn an_accidental_start_is_nobodys_last_session() {
    let mut desk = Desk::new();
    let anna = desk.client("Anna");
    let good = held(&mut desk, 1, &free(), Some(anna.id));
    desk.look(VaultQuery { client: Some(anna.id), ..VaultQuery::default() });
    let seen = |kept: &VaultSnapshot| kept.client.as_ref().and_then(|page| page.last_seen);
    let last_seen = seen(&desk.wait("the good one", |kept| seen(kept).is_some()));
    let (plan, began) = (free(), morning().timestamp());
    let (id, options) = (new_id(began), Options::of(&plan));
    let mut run = Run::start(SessionStart { id, began, plan, options, client: Some(anna.id), preset: None });
    run.pass(12).tell(Command::Stop);
    write(&mut desk, run.entries);
    desk.look(VaultQuery { history: Some(HistoryQuery::default()), ..VaultQuery::default() });
    let is_over = |page: &HistoryPage| page.found == 2 && page.rows[0].session.state == SessionState::Stopped;
    let kept = desk.wait("its end", |kept| kept.history.as_deref().is_some_and(is_over));
    let page = kept.history.as_ref().unwrap();
    assert!(page.rows[0].session.is_accident() && !page.rows[1].session.is_accident(), "{:?}", page.rows);
    desk.look(VaultQuery { client: Some(anna.id), ..VaultQuery::default() });
    let kept = desk.wait("both", |kept| kept.client.as_ref().is_some_and(|page| page.all_sessions == 2));
    assert_eq!(kept.client.as_ref().unwrap().last_session(), Some(good));
    assert_eq!(kept.start.recent[0].last_session, Some(good));
    assert_eq!(seen(&kept), last_seen, "what is new since then is still new");
}

#[test]
fn the_clients_word_before_a_hold_stands_where_it_was_said() {
    let mut desk = Desk::new();
    let (plan, began) = (routines::two_holds(), morning().timestamp());
    let (id, options) = (new_id(began), Options::of(&plan));
    let mut run = Run::start(SessionStart { id, began, plan, options, client: None, preset: None });
    run.pass(2).tell(Command::Hush).pass(2).tell(Command::Jump(2)).pass(2).tell(Command::GoOn);
    run.pass(2).advance().pass(40).tell(Command::Stop);
    write(&mut desk, run.entries);
    desk.look(VaultQuery { session: Some(id), ..VaultQuery::default() });
    let is_over = |kept: &VaultSnapshot| kept.session.as_ref().is_some_and(|page| page.session.holds == 1);
    let kept = desk.wait("its page", |kept| is_over(kept));
    let records = &kept.session.as_ref().unwrap().records;
    let marked: Vec<(u32, bool)> = records.iter().map(|record| (record.item, !record.marks.is_empty())).collect();
    assert_eq!(marked, [(0, true), (1, false)]);
}

#[test]
fn an_answer_that_is_taken_back_is_asked_for_again() {
    let mut desk = Desk::new();
    let id = held(&mut desk, 1, &free(), None);
    desk.look(VaultQuery { questions: Some(Some(id)), ..VaultQuery::default() });
    let question = desk.wait("its name", |kept| !kept.questions.is_empty()).questions[0].clone();
    let ask = |desk: &Desk, reply| desk.done(Request::AnswerQuestion(Box::new(question.clone()), reply));
    for reply in [QuestionReply::Words("Psoas major".to_owned()), QuestionReply::Nothing] {
        ask(&desk, reply);
        desk.wait("its answer", |kept| kept.questions.is_empty());
        ask(&desk, QuestionReply::TakenBack);
        let open = desk.wait("the question", |kept| !kept.questions.is_empty());
        assert_eq!(open.questions.first(), Some(&question));
    }
}

#[test]
fn a_plan_that_cannot_be_read_hides_no_session() {
    let mut desk = Desk::new();
    let anna = desk.client("Anna");
    held(&mut desk, 1, &free(), Some(anna.id));
    look(&desk, &HistoryFilter::default(), 0, 1);
    let path = desk.folder.join("vault.db");
    holdwell_testkit::other_tool(&path, None).execute_batch("update plan set whole = '{'").unwrap();
    held(&mut desk, 0, &routines::two_holds(), Some(anna.id));
    look(&desk, &HistoryFilter::default(), 0, 2);
    desk.look(VaultQuery { client: Some(anna.id), ..VaultQuery::default() });
    let kept = desk.wait("her page", |kept| kept.client.as_ref().is_some_and(|page| page.sessions.len() == 2));
    assert!(!kept.client.as_ref().unwrap().sessions[1].is_free);
}

#[test]
fn a_free_session_is_found_by_the_region_of_a_hold_that_was_named_later() {
    let mut desk = Desk::new();
    let id = held(&mut desk, 1, &free(), None);
    look(&desk, &HistoryFilter::default(), 0, 1);
    let region = |region| HistoryFilter { regions: [region].into(), ..HistoryFilter::default() };
    look(&desk, &region(Region::AbdomenHip), 0, 0);
    desk.look(VaultQuery { questions: Some(Some(id)), ..VaultQuery::default() });
    let question = desk.wait("its name", |kept| !kept.questions.is_empty()).questions[0].clone();
    let reply = QuestionReply::Words("Psoas major, left".to_owned());
    desk.done(Request::AnswerQuestion(Box::new(question), reply));
    assert_eq!(look(&desk, &region(Region::AbdomenHip), 0, 1).rows[0].session.id, id);
    look(&desk, &region(Region::Calf), 0, 0);
}

#[test]
fn a_session_is_found_by_the_names_that_its_holds_have_now() {
    let mut desk = Desk::new();
    let (plan, began) = (free(), morning().timestamp());
    let (id, options) = (new_id(began), Options::of(&plan));
    let mut run = Run::start(SessionStart { id, began, plan, options, client: None, preset: None });
    let scalene = HoldName::words("Scalene", Side::Left);
    run.pass(2).advance().pass(40).tell(Command::Name { hold: scalene, item: None }).advance().pass(5);
    run.tell(Command::Stop);
    write(&mut desk, run.entries);
    let words = |words: &str| HistoryFilter { words: words.to_owned(), ..HistoryFilter::default() };
    look(&desk, &words("scalene"), 0, 1);
    for (name, found) in [(Some("Jaw"), [0, 1, 0]), (Some("Ear"), [0, 0, 1]), (None, [0, 0, 0])] {
        let name = name.map(|name| Box::new(HoldName::words(name, Side::Left)));
        desk.done(Request::NameHold(id, 0, name));
        for (word, found) in ["scalene", "jaw", "ear"].into_iter().zip(found) {
            look(&desk, &words(word), 0, found);
        }
    }
}
