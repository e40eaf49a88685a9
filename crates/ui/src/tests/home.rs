//! What a client did at home: on Start, on the client's page, as it comes back, and the plan that is given.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::Key;
use holdwell_home::{Asked, Brought, Diary, DiaryEntry, Did, HomePlan};
use holdwell_library::Library;
use holdwell_store::{ClientPage, DiaryTaken, Done, HomePlanPage, PlanOwner, Request, VaultQuery, VaultSnapshot};
use jiff::civil::date;

use super::practice::{id, page, practice};
use super::workspace::Workspace;
use crate::screen::Page;

const TALL: [f32; 2] = [1280.0, 3600.0];

/// A plan that was given before the last visit.
fn plan() -> HomePlan {
    let library = Library::builtin();
    let asked = Asked {
        from: Some(date(2025, 12, 29)),
        until: Some(date(2026, 1, 11)),
        ..Asked::plain(id(41), date(2025, 12, 28))
    };
    HomePlan::make(library.routine("low-back-at-home").unwrap(), &library, asked).unwrap()
}

fn entry(day: i8) -> DiaryEntry {
    let items = vec![Did::Done; 4];
    DiaryEntry { items, before: Some(5), after: Some(3), ..DiaryEntry::new(date(2026, 1, day), 1) }
}

/// Two days done, and on the second something new.
fn diary() -> Diary {
    let mut diary = Diary::new(id(41));
    let worse = DiaryEntry { worse: Some(true), word: Some("tingling in the leg".to_owned()), ..entry(3) };
    let _both = [entry(2), worse].map(|entry| diary.put(entry));
    diary
}

fn given(diary: Diary) -> HomePlanPage {
    let given = "2025-12-28T10:00:00Z".parse().unwrap();
    HomePlanPage { plan: plan().into(), given, diary, came: BTreeMap::new() }
}

fn with(diary: Diary) -> VaultSnapshot {
    let page = ClientPage { home: vec![given(diary)], ..page() };
    VaultSnapshot { client: Some(Arc::new(page)), ..practice() }
}

const WORSE: &str = "New or worse at home on 3 Jan: “tingling in the leg”";

#[test]
fn what_was_worse_stands_above_all_else_next_time() {
    let mut workspace = Workspace::new(TALL);
    workspace.publish(with(diary()));
    assert!(!workspace.sees(WORSE), "nobody is chosen");
    workspace.click("Maria B.");
    let top = |workspace: &Workspace, label: &str| {
        use egui_kittest::kittest::Queryable as _;
        workspace.h.get_by_label(label).rect().top()
    };
    assert!(top(&workspace, WORSE) < top(&workspace, "New since last time: Bruise on the jaw"));
    assert!(workspace.sees("At home: Low back at home") && workspace.sees("Done on 2 of 8 days"));
    assert!(workspace.sees("Pain before and after: 5 to 3 on 2 Jan, 5 to 3 on 3 Jan"));
    workspace.publish(with(Diary::new(id(41))));
    assert!(!workspace.sees(WORSE) && workspace.sees("No diary has come back yet"));
}

#[test]
fn the_clients_page_has_every_plan_with_what_came_back() {
    let mut workspace = Workspace::new(TALL);
    workspace.publish(with(diary()));
    workspace.go("Clients");
    workspace.click("Maria Berg");
    assert!(workspace.sees(WORSE) && workspace.sees("Low back at home"));
    assert!(workspace.sees("3 Jan: “tingling in the leg”"));
}

fn at_diary(known: Option<Diary>) -> Workspace {
    let mut workspace = Workspace::new(TALL);
    workspace.publish(with(Diary::new(id(41))));
    workspace.h.state_mut().show(Page::Diary);
    workspace.settle();
    let message = format!("Hello,\n> {}", diary().code());
    workspace.type_in("Paste the diary here", &message);
    assert_eq!(workspace.looks_at().unwrap(), VaultQuery { plan: Some(id(41)), ..VaultQuery::default() });
    let given = known.map(|diary| (id(1), "Maria Berg".to_owned(), given(diary)));
    let plan = Some(Arc::new(PlanOwner { plan: id(41), given }));
    workspace.publish(VaultSnapshot { plan, ..with(Diary::new(id(41))) });
    workspace
}

#[test]
fn a_diary_that_is_pasted_finds_its_client_and_shows_what_is_new() {
    let mut workspace = at_diary(Some(Diary::new(id(41))));
    assert!(workspace.sees("Maria Berg"));
    assert!(workspace.sees("3 Jan: new or worse, done, pain 5 to 3, “tingling in the leg”"));
    workspace.click("Take 2 entries in");
    let sent = workspace.sent();
    let [(ticket, Request::TakeDiary(taken))] = sent.as_slice() else { panic!("{sent:?}") };
    assert_eq!(**taken, diary());
    let brought = Brought { new: 2, changed: 0 };
    workspace.reply(*ticket, Ok(Done::DiaryTaken(DiaryTaken { client: id(1), plan: id(41), brought })));
    assert_eq!(workspace.looks_at().and_then(|query| query.client), Some(id(1)), "the client's page follows");
    assert!(workspace.sees("Diary read: 2 entries new"));
}

#[test]
fn what_was_taken_before_is_not_new_and_an_unknown_plan_is_said() {
    let workspace = at_diary(Some(diary()));
    assert!(workspace.sees("All of it is here already") && !workspace.sees_part("Take"));
    let mut workspace = at_diary(None);
    assert!(workspace.sees_part("No plan of this diary was given from here"));
    assert!(workspace.asked().is_empty());
    workspace.click("Leave it");
    assert!(!workspace.sees_part("No plan of this diary"));
}

#[derive(Debug)]
struct Dropped(PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        Err("it is read by its path".to_owned())
    }
}

#[test]
fn a_file_that_is_dropped_on_the_window_is_read_wherever_one_is() {
    let folder = tempfile::tempdir().unwrap();
    let (good, bad) = (folder.path().join("diary.json"), folder.path().join("letter.txt"));
    std::fs::write(&good, diary().write()).unwrap();
    std::fs::write(&bad, "All is well").unwrap();
    let mut workspace = Workspace::new(TALL);
    workspace.publish(with(Diary::new(id(41))));
    let drop_file = |workspace: &mut Workspace, path: &Path| {
        workspace.h.input_mut().dropped_files = vec![Arc::new(Dropped(path.to_owned()))];
        workspace.h.step();
        workspace.h.input_mut().dropped_files.clear();
        workspace.settle();
    };
    drop_file(&mut workspace, &bad);
    assert!(workspace.sees_part("letter.txt: There is no diary in this text"));
    std::fs::write(&bad, plan().write()).unwrap();
    drop_file(&mut workspace, &bad);
    assert!(workspace.sees_part("letter.txt: This is a home plan"));
    for page in [Page::Start, Page::Builder, Page::Library] {
        workspace.h.state_mut().show(page);
        workspace.settle();
        drop_file(&mut workspace, &good);
        assert!(workspace.sees("A diary came back"), "{page:?}");
        assert_eq!(workspace.looks_at().and_then(|query| query.plan), Some(id(41)), "{page:?}");
    }
}

fn at_home(home: Diary) -> Workspace {
    let mut workspace = Workspace::new(TALL);
    workspace.publish(with(home));
    workspace.go("Clients");
    workspace.click("Maria Berg");
    workspace.asked();
    workspace
}

#[test]
fn a_week_of_paper_is_typed_by_keys_alone() {
    let mut workspace = at_home(Diary::new(id(41)));
    workspace.click("Type the sheet in…");
    let typed = |workspace: &mut Workspace, text: &str| {
        workspace.h.event(egui::Event::Text(text.to_owned()));
        workspace.settle();
    };
    // 29 Dec: done, 5 to 3; Enter; 30 Dec: shortened, 10 before; 31 Dec: not.
    for key in ["d", "5", "3", "\n", "s", "1", "0", "\n", "n", "\n"] {
        if key == "\n" {
            workspace.page_key(Key::Enter);
        } else {
            typed(&mut workspace, key);
        }
    }
    workspace.click("Keep 3 days");
    let sent = workspace.asked();
    let [Request::TakeDiary(diary)] = sent.as_slice() else { panic!("{sent:?}") };
    let [first, second, third] = diary.entries() else { panic!("{diary:?}") };
    assert_eq!((first.day, first.before, first.after, first.was_done()), (date(2025, 12, 29), Some(5), Some(3), true));
    assert_eq!((second.items[0], second.before), (Did::Shortened, Some(10)));
    assert_eq!((third.day, third.was_done()), (date(2025, 12, 31), false));
    assert!(!workspace.sees("From the sheet"), "it is closed");
}

#[test]
fn a_cell_that_cannot_be_read_is_said_and_nothing_is_kept() {
    let mut workspace = at_home(Diary::new(id(41)));
    workspace.click("Type the sheet in…");
    workspace.type_in("29 Dec 2025: before", "11");
    assert!(workspace.sees("Before: write 0 to 10"));
    workspace.click("Keep 1 day");
    assert!(workspace.asked().is_empty());
}

/// The page of a new plan for Maria.
fn at_plan(snapshot: VaultSnapshot) -> Workspace {
    let mut workspace = Workspace::new(TALL);
    workspace.publish(snapshot);
    workspace.go("Clients");
    workspace.click("Maria Berg");
    workspace.click("Home plan…");
    workspace.asked();
    workspace
}

/// The plan that is sent to the vault, which agrees.
fn kept(workspace: &mut Workspace) -> HomePlan {
    let sent = workspace.sent();
    let [(ticket, Request::GiveHomePlan(client, plan))] = sent.as_slice() else { panic!("{sent:?}") };
    assert_eq!(*client, id(1));
    let plan = (**plan).clone();
    workspace.reply(*ticket, Ok(Done::HomePlanGiven));
    plan
}

#[test]
fn a_plan_is_chosen_looked_at_and_given_as_files() {
    let folder = tempfile::tempdir().unwrap();
    let mut workspace = at_plan(practice());
    workspace.click("Neck and head at home");
    workspace.type_in("Whom to call, and how", "Jo, 555 0101");
    assert!(workspace.sees("If the pain gets worse, stop for today and call Jo, 555 0101."), "the sheet says it");
    assert!(workspace.sees_part("Once a day, 5 to 18 January 2026"));
    assert!(workspace.sees("Nothing else of the client's record leaves"));
    workspace.click("Sound file");
    workspace.type_in("Folder", &folder.path().display().to_string());
    workspace.click("Give");
    let plan = kept(&mut workspace);
    assert_eq!(
        (plan.routine.as_str(), plan.name.as_deref(), plan.call.as_deref()),
        ("neck-at-home", None, Some("Jo, 555 0101"))
    );
    let (_kept, never) = std::sync::mpsc::sync_channel::<()>(1);
    for _ in 0..200 {
        if workspace.sees_part("3 files in") {
            break;
        }
        let _late = never.recv_timeout(std::time::Duration::from_millis(50));
        workspace.settle();
    }
    assert!(workspace.sees_part("There is no voice here: they have chimes alone"), "the test has none");
    let mut names: Vec<String> = std::fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    let short = plan.id.to_string().split_off(30);
    let expected = ["-page.html", "-sheet.html", ".holdwell"].map(|end| format!("home-plan-{short}{end}"));
    assert_eq!(names, expected);
    let written = std::fs::read(folder.path().join(&expected[2])).unwrap();
    assert_eq!(HomePlan::read(&written), Ok(plan));
}

#[test]
fn the_name_is_off_until_it_is_ticked_and_whom_to_call_stays_with_its_plan() {
    let mut workspace = at_plan(practice());
    workspace.type_in("Whom to call, and how", "Jo");
    assert!(!workspace.sees("For Maria"));
    workspace.click("Put the name on it");
    assert!(workspace.sees("For Maria"));
    workspace.click("Copy the plan");
    assert_eq!(kept(&mut workspace).name.as_deref(), Some("Maria"));
    workspace.settle();
    assert!(workspace.sees_part("Copied. Paste it into a message"));
    workspace.h.state_mut().show(Page::Client(id(1)));
    workspace.settle();
    workspace.click("Home plan…");
    assert!(!workspace.sees_part("call Jo"), "it was said for one client");
    assert!(!workspace.sees("For Maria"), "and without the name");
    workspace.h.state_mut().show(Page::Settings);
    workspace.settle();
    workspace.type_in("Whom clients at home call, and how", "The practice, 555 0100");
    workspace.h.state_mut().show(Page::HomePlan(id(1)));
    workspace.settle();
    workspace.click("Copy the plan");
    assert_eq!(kept(&mut workspace).call, None, "a plan that was begun stays as it is");
    workspace.h.state_mut().show(Page::Client(id(1)));
    workspace.settle();
    workspace.click("Home plan…");
    assert!(workspace.sees("If the pain gets worse, stop for today and call The practice, 555 0100."));
}

#[test]
fn what_the_vault_agreed_to_goes_out_and_nothing_else() {
    let mut workspace = at_plan(practice());
    workspace.click("Copy the plan");
    let sent = workspace.sent();
    let [(ticket, Request::GiveHomePlan(..))] = sent.as_slice() else { panic!("{sent:?}") };
    let ticket = *ticket;
    let other = holdwell_model::Client::new(id(2), "Bert");
    let page = ClientPage { client: other, ..super::practice::long_page() };
    workspace.publish(VaultSnapshot { client: Some(Arc::new(page)), ..practice() });
    workspace.h.state_mut().show(Page::HomePlan(id(2)));
    workspace.settle();
    workspace.reply(ticket, Ok(Done::HomePlanGiven));
    workspace.settle();
    assert!(!workspace.sees_part("Copied"), "it is another client's plan that is shown");
}

#[test]
fn the_next_plan_is_the_last_one_changed() {
    let mut workspace = at_plan(with(diary()));
    assert!(workspace.sees_part("As “Low back at home” was last time"));
    workspace.click("Matters most: Buttock on a ball");
    workspace.click("Times a day: more");
    workspace.click("Copy for a link");
    let plan = kept(&mut workspace);
    assert_eq!((plan.routine.as_str(), plan.times_a_day, plan.items[1].matters_most), ("low-back-at-home", 2, true));
    assert_ne!(plan.id, id(41), "it is another plan");
}

#[test]
fn positions_for_home_at_the_places_of_last_time_stand_first_and_the_others_say_why_not() {
    let mut session = super::records::record(31);
    session.session.id = id(31);
    let mut workspace = at_plan(VaultSnapshot { session: Some(Arc::new(session)), ..practice() });
    assert!(workspace.sees_part("Not for home, because it needs your hands: "));
    workspace.click("Positions for home");
    workspace.click("Calf stretch with a towel");
    assert!(workspace.sees_part("Calf stretch with a towel, each with its drawing"), "it is the plan now");
}

#[test]
fn every_page_of_it_fits_with_large_words_and_long_names() {
    use super::layout::check;
    use holdwell_app::settings::Store;

    let long = "Extensor carpi radialis longus and brevis, with the thumb of the other hand ";
    for (size, settings) in [
        ([1280.0, 9000.0], "text-percent = 100"),
        ([900.0, 9000.0], "text-percent = 100\nlook = \"light\""),
        ([900.0, 16_000.0], "text-percent = 200\nlook = \"high-contrast\""),
    ] {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("settings.toml"), settings).unwrap();
        let mut workspace = Workspace::with(size, Library::builtin, Store::new(Some(folder.path().to_owned())));
        let mut worded = diary();
        let _new = worded.put(DiaryEntry { word: Some(long.repeat(3)), worse: Some(true), ..entry(4) });
        let mut given = given(worded);
        let plan = HomePlan { title: long.repeat(2), call: Some(long.to_owned()), ..(*given.plan).clone() };
        given.plan = plan.into();
        let page = ClientPage { home: vec![given.clone()], ..super::practice::long_page() };
        let owner = Some((id(1), page.client.name.clone(), given));
        let plan = Some(Arc::new(PlanOwner { plan: id(41), given: owner }));
        workspace.publish(VaultSnapshot { client: Some(Arc::new(page)), plan, ..practice() });
        workspace.h.state_mut().show(Page::Client(id(1)));
        workspace.settle();
        workspace.click("Type the sheet in…");
        check(&workspace, size, "the sheet");
        workspace.h.state_mut().show(Page::HomePlan(id(1)));
        workspace.settle();
        check(&workspace, size, "a home plan");
        workspace.h.state_mut().show(Page::Diary);
        workspace.settle();
        workspace.type_in("Paste the diary here", &diary().code());
        check(&workspace, size, "a diary");
        workspace.h.state_mut().show(Page::Start);
        workspace.settle();
        workspace.click("Maria B.");
        check(&workspace, size, "start");
    }
}
