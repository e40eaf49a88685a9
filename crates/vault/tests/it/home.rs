//! Plans that are given to take home, and the diaries that come back by their ids.

use std::fs;
use std::path::PathBuf;

use holdwell_home::{Asked, Brought, Diary, DiaryEntry, Did, HomePlan};
use holdwell_library::Library;
use holdwell_model::{Client, Id};
use holdwell_store::{
    DiaryTaken, Done, Failure, HomePlanPage, ImportFinding, Request, VaultQuery, VaultSnapshot, new_id,
};
use holdwell_testkit::{Desk, files_with, morning};
use jiff::civil::date;

use crate::two::{import, refused};

fn plan() -> HomePlan {
    let library = Library::builtin();
    let asked = Asked {
        from: Some(date(2026, 2, 1)),
        call: Some("Jo Callword".to_owned()),
        notes: vec!["Quietnote".to_owned()],
        ..Asked::plain(new_id(morning().timestamp()), date(2026, 2, 1))
    };
    HomePlan::make(library.routine("low-back-at-home").unwrap(), &library, asked).unwrap()
}

fn entry(day: i8, after: u8) -> DiaryEntry {
    DiaryEntry {
        items: vec![Did::Done; 4],
        before: Some(6),
        after: Some(after),
        worse: Some(false),
        word: Some(format!("diaryword {day}")),
        ..DiaryEntry::new(date(2026, 2, day), 1)
    }
}

fn diary(plan: &HomePlan, days: impl IntoIterator<Item = i8>) -> Diary {
    let mut diary = Diary::new(plan.id);
    for day in days {
        let _new = diary.put(entry(day, 3));
    }
    diary
}

fn given(desk: &Desk, client: Id) -> HomePlan {
    let plan = plan();
    assert_eq!(desk.done(Request::GiveHomePlan(client, Box::new(plan.clone()))), Done::HomePlanGiven);
    plan
}

fn pages(desk: &Desk, client: Id) -> Vec<HomePlanPage> {
    let kept = desk.see(VaultQuery { client: Some(client), ..VaultQuery::default() });
    kept.client.as_ref().unwrap().home.clone()
}

fn taken(client: Id, plan: &HomePlan, new: usize, changed: usize) -> Done {
    Done::DiaryTaken(DiaryTaken { client, plan: plan.id, brought: Brought { new, changed } })
}

#[test]
fn a_diary_finds_its_client_by_the_plan_and_counts_once() {
    let desk = Desk::new();
    let (anna, other) = (desk.client("Anna"), desk.client("Anna"));
    let plan = given(&desk, anna.id);
    // As a message brings it.
    let read = Diary::of_text(&format!("> {}", diary(&plan, 1..=3).code())).unwrap().remove(0);
    let take = |diary: &Diary| desk.done(Request::TakeDiary(Box::new(diary.clone())));
    assert_eq!(take(&read), taken(anna.id, &plan, 3, 0));
    assert_eq!(take(&read), taken(anna.id, &plan, 0, 0), "twice is once");
    let mut more = diary(&plan, 3..=5);
    let _changed = more.put(entry(3, 8));
    assert_eq!(take(&more), taken(anna.id, &plan, 2, 1));
    let page = pages(&desk, anna.id).remove(0);
    assert_eq!((*page.plan).clone(), plan);
    assert_eq!(page.given, morning().timestamp());
    assert_eq!(page.diary.entries().iter().map(|entry| entry.after).collect::<Vec<_>>(), [3, 3, 8, 3, 3].map(Some));
    assert_eq!(page.days_done_of_planned(date(2026, 2, 10)), (5, 10));
    assert_eq!(pages(&desk, other.id), []);
}

#[test]
fn whose_a_plan_is_can_be_asked_before_its_diary_is_taken() {
    let desk = Desk::new();
    let anna = desk.client("Anna");
    let plan = given(&desk, anna.id);
    desk.done(Request::TakeDiary(Box::new(diary(&plan, 1..=2))));
    let owner = |plan: Id| {
        desk.look(VaultQuery { plan: Some(plan), ..VaultQuery::default() });
        let is_it = |kept: &VaultSnapshot| kept.plan.as_ref().is_some_and(|owner| owner.plan == plan);
        desk.wait("whose the plan is", is_it).plan.clone().unwrap()
    };
    let (client, name, page) = owner(plan.id).given.clone().unwrap();
    assert_eq!((client, name.as_str(), page.diary.entries().len()), (anna.id, "Anna", 2));
    assert_eq!(owner(anna.id).given, None, "nobody was given it here");
}

#[test]
fn what_belongs_to_nobody_here_says_so() {
    let desk = Desk::new();
    let (anna, other) = (desk.client("Anna"), desk.client("Bert"));
    let unknown = desk.refused(Request::TakeDiary(Box::new(diary(&plan(), 1..=2))));
    assert_eq!(unknown, Failure::NoSuchHomePlan);
    let plan = given(&desk, anna.id);
    let theirs = desk.refused(Request::GiveHomePlan(other.id, Box::new(plan.clone())));
    assert_eq!(theirs, Failure::HomePlanOfAnother);
    let nobody = desk.refused(Request::GiveHomePlan(plan.id, Box::new(plan)));
    assert_eq!(nobody, Failure::NoSuchClient);
}

#[test]
fn recorded_words_are_not_kept_twice_and_a_plan_given_again_is_replaced() {
    let desk = Desk::new();
    let anna = desk.client("Anna");
    let plan = given(&desk, anna.id);
    let speech = Some(holdwell_home::Speech { kind: "audio/mpeg".to_owned(), ..Default::default() });
    let again = HomePlan { notes: vec!["Another note".to_owned()], speech, ..plan };
    desk.done(Request::GiveHomePlan(anna.id, Box::new(again.clone())));
    let [page] = &pages(&desk, anna.id)[..] else { panic!("one") };
    assert_eq!(*page.plan, HomePlan { speech: None, ..again });
}

#[test]
fn a_worse_day_is_found_from_the_last_visit_on() {
    let desk = Desk::new();
    let anna = desk.client("Anna");
    let plan = given(&desk, anna.id);
    let mut diary = diary(&plan, 1..=4);
    desk.done(Request::TakeDiary(Box::new(diary.clone())));
    let worse = |seen: Option<&str>| {
        let seen = seen.map(|seen| format!("{seen}[UTC]").parse().unwrap());
        pages(&desk, anna.id)[0].worse_since(seen.as_ref()).map(|entry| entry.day)
    };
    assert_eq!(worse(None), None);
    let _changed = diary.put(DiaryEntry { worse: Some(true), ..entry(2, 9) });
    desk.done(Request::TakeDiary(Box::new(diary)));
    // It came on the morning of the desk's day.
    let came = morning().timestamp();
    let second = Some(date(2026, 2, 2));
    let after = |mins| (came + jiff::SignedDuration::from_mins(mins)).to_string();
    assert_eq!((worse(None), worse(Some("2026-02-02T10:00"))), (second, second));
    assert_eq!(worse(Some(&after(-5))), second, "nobody knew of it when the client was here");
    assert_eq!(worse(Some(&after(5))), None);
}

#[test]
fn the_page_of_an_exported_person_has_the_plans_of_their_own_row_as_its_file_has() {
    let desk = Desk::new();
    let (anna, other) = (desk.client("Anna"), desk.client("Bert"));
    let plan = given(&desk, other.id);
    desk.done(Request::TakeDiary(Box::new(diary(&plan, 1..=2))));
    desk.done(Request::MergeClients(other.id, anna.id));
    assert_eq!(pages(&desk, anna.id).len(), 1, "shown is the plan of both");
    let out = tempfile::tempdir().unwrap();
    desk.done(Request::ExportClient(anna.id, out.path().to_owned()));
    for (client, has) in [(anna.id, false), (other.id, true)] {
        for name in ["client.json", "client.html"] {
            let text = fs::read_to_string(out.path().join(client.to_string()).join(name)).unwrap();
            assert_eq!((text.contains("Quietnote"), text.contains("diaryword")), (has, has), "{name}");
        }
    }
}

/// A client with a plan and its diary, exported.
fn exported(desk: &Desk) -> (Client, HomePlan, PathBuf, tempfile::TempDir) {
    let anna = desk.client("Anna");
    let plan = given(desk, anna.id);
    desk.done(Request::TakeDiary(Box::new(diary(&plan, 1..=3))));
    let out = tempfile::tempdir().unwrap();
    let Done::Exported(folder) = desk.done(Request::ExportClient(anna.id, out.path().to_owned())) else { panic!() };
    (anna, plan, folder, out)
}

#[test]
fn an_export_has_the_plan_and_the_diary_to_read_and_to_take_in() {
    let mut desk = Desk::new();
    let (anna, plan, out, _keep) = exported(&desk);
    let page = fs::read_to_string(out.join("client.html")).unwrap();
    for words in ["Home plans", "Low back at home", "Jo Callword", "Quietnote", "diaryword 2", "6 before, 3 after"] {
        assert!(page.contains(words), "{words}");
    }
    let there = tempfile::tempdir().unwrap();
    for _ in 0..2 {
        assert_eq!(import(there.path(), &out).findings, []);
    }
    let other = Desk::open(there.path(), None);
    let both = [&desk, &other].map(|desk| pages(desk, anna.id));
    assert_eq!(both[0], both[1]);
    assert_eq!((both[1].len(), both[1][0].diary.entries().len()), (1, 3));

    // The diary goes on there, and comes back; here it went on too.
    other.done(Request::TakeDiary(Box::new(diary(&plan, 4..=6))));
    desk.done(Request::TakeDiary(Box::new(diary(&plan, 7..=7))));
    let back = tempfile::tempdir().unwrap();
    other.done(Request::ExportClient(anna.id, back.path().to_owned()));
    desk.close();
    let here = desk.folder.clone();
    import(&here, back.path());
    let desk = Desk::open(&here, None);
    assert_eq!(pages(&desk, anna.id)[0].diary.entries().len(), 7);
}

#[test]
fn nothing_is_left_of_an_erased_clients_plans() {
    let desk = Desk::new();
    let (anna, ..) = exported(&desk);
    let kept = ["Jo Callword", "Quietnote", "diaryword 2", "Low back at home"];
    let holds = |text: &str| files_with(&desk.folder, text.as_bytes()).len();
    assert!(kept.iter().all(|text| holds(text) > 0));
    let Done::ClientErased(_) = desk.done(Request::EraseClient(anna.id)) else { panic!() };
    for text in kept {
        assert_eq!(holds(text), 0, "{text} is left");
    }
}

#[test]
fn whoever_turned_out_to_be_one_has_the_plans_of_both() {
    let desk = Desk::new();
    let (anna, twice) = (desk.client("Anna"), desk.client("A. Example"));
    let (one, other) = (given(&desk, anna.id), given(&desk, twice.id));
    desk.done(Request::MergeClients(twice.id, anna.id));
    let mut ids: Vec<Id> = pages(&desk, anna.id).iter().map(|page| page.plan.id).collect();
    ids.sort();
    let mut both = [one.id, other.id];
    both.sort();
    assert_eq!(ids, both);
}

#[test]
fn a_file_cannot_write_into_another_clients_diary() {
    let desk = Desk::new();
    let (anna, plan, out, _keep) = exported(&desk);
    let there = Desk::new();
    let bert = there.client("Bert");
    there.done(Request::GiveHomePlan(bert.id, Box::new(plan.clone())));
    let mut there = there;
    there.close();
    let report = import(&there.folder, &out);
    assert_eq!(report.findings, [ImportFinding::HomePlanOfAnother(plan.id)]);
    let there = Desk::open(&there.folder, None);
    assert_eq!(pages(&there, bert.id)[0].diary.entries().len(), 0);
    assert_eq!(pages(&there, anna.id), []);
}

#[test]
fn a_file_whose_rows_say_two_things_is_refused() {
    let desk = Desk::new();
    let (_, _, out, _keep) = exported(&desk);
    let file = out.join("client.json");
    let whole: serde_json::Value = serde_json::from_slice(&fs::read(&file).unwrap()).unwrap();
    let broken = |change: &dyn Fn(&mut serde_json::Value)| {
        let mut whole = whole.clone();
        change(&mut whole["tables"]);
        fs::write(&file, whole.to_string()).unwrap();
        let there = tempfile::tempdir().unwrap();
        refused(there.path(), &file)
    };
    let other = "018f0000-0000-7000-8000-00000000ffff";
    let changes: [&dyn Fn(&mut serde_json::Value); 8] = [
        &|tables| tables["home_plan"][0]["id"] = other.into(),
        &|tables| tables["home_plan"][0]["client"] = other.into(),
        &|tables| tables["home_plan"][0]["whole"]["times_a_day"] = 0.into(),
        &|tables| tables["diary_entry"][0]["plan"] = other.into(),
        &|tables| tables["diary_entry"][0]["day"] = "2026-02-09".into(),
        &|tables| tables["diary_entry"][0]["time"] = 2.into(),
        &|tables| tables["diary_entry"][0]["whole"]["before"] = 11.into(),
        &|tables| tables["diary_entry"][1] = tables["diary_entry"][0].clone(),
    ];
    for change in changes {
        let _fault = broken(change);
    }
}
