//! Home mode: a client's own computer, from the one button to the diary.

use std::path::PathBuf;
use std::sync::Arc;

use egui::{Event, Key, Modifiers, RawInput, Role};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use holdwell_app::settings::Store;
use holdwell_audio::NoSound;
use holdwell_conductor::{Handle, Ports, StartPolicy};
use holdwell_engine::{Stage, Why};
use holdwell_home::{Asked, Diary, DiaryEntry, Did, HomePlan};
use holdwell_library::Library;
use holdwell_model::Millis;
use holdwell_store::MemoryJournal;
use holdwell_testkit::{ByHand, ManualClock};
use jiff::civil::date;

use crate::home::{HomeApp, HomeParts};
use crate::testing;

const LARGE: [f32; 2] = [1280.0, 3200.0];

/// The window in home mode, over a conductor stepped by hand.
struct Home {
    h: Harness<'static, HomeApp>,
    handle: Handle,
    hand: ByHand,
    plan: PathBuf,
    folder: tempfile::TempDir,
}

fn plan() -> HomePlan {
    let library = Library::builtin();
    let asked = Asked {
        from: Some(date(2026, 1, 1)),
        call: Some("Jo, 555 0101".to_owned()),
        matters_most: vec![2],
        ..Asked::plain("018f2b6e-0000-7000-8000-000000000001".parse().unwrap(), date(2026, 1, 1))
    };
    HomePlan::make(library.routine("low-back-at-home").unwrap(), &library, asked).unwrap()
}

impl Home {
    fn new(size: [f32; 2], plan: &HomePlan, diary: Option<&Diary>, settings: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("plan.holdwell");
        std::fs::write(&path, plan.write()).unwrap();
        std::fs::write(folder.path().join("settings.toml"), settings).unwrap();
        if let Some(diary) = diary {
            std::fs::write(folder.path().join("plan.diary.json"), diary.write()).unwrap();
        }
        let clock = Arc::new(ManualClock::new("2026-01-05T14:03:00[UTC]".parse().unwrap()));
        let ports = Ports {
            sound: Box::new(NoSound),
            journal: Box::new(MemoryJournal::default()),
            clock: Arc::clone(&clock) as _,
            changed: Box::new(|| ()),
            speed: 1,
            waits: StartPolicy::Briefly,
        };
        let (hand, handle) = ByHand::new(ports, clock);
        let store = Store::new(Some(folder.path().to_owned()));
        let keep = || Ok(Box::new(()) as crate::awake::Held);
        let parts = HomeParts { handle: handle.clone(), store, keep, plan: path.clone() };
        let h = testing::builder(size).build_eframe(|cc| HomeApp::new(parts, &cc.egui_ctx));
        let mut home = Self { h, handle, hand, plan: path, folder };
        home.settle();
        home
    }

    /// A plan that was begun this week, so that nothing is asked before.
    fn asked_already() -> Self {
        let mut diary = Diary::new(plan().id);
        let entry = DiaryEntry { items: vec![Did::Done; 4], ..DiaryEntry::new(date(2026, 1, 2), 9) };
        let _new = diary.put(entry);
        Self::new(LARGE, &plan(), Some(&diary), "")
    }

    fn settle(&mut self) {
        for _ in 0..4 {
            self.hand.settle();
            self.h.step();
        }
    }

    fn pass(&mut self, secs: u64) {
        for _ in 0..secs * 2 {
            self.hand.pass(Millis(500), &mut |_| ());
            self.h.step();
        }
    }

    fn click(&mut self, label: &str) {
        self.pass(1);
        self.h.get_by_label(label).click();
        self.settle();
    }

    fn begin_shorter(&mut self) {
        self.h.get_by_label_contains("Shorter today").click();
        self.settle();
    }

    /// A key as the system gives it, through the hook that takes the keys of a session.
    fn key(&mut self, key: Key) {
        // Two presses in a moment would be one.
        self.pass(1);
        for pressed in [true, false] {
            let event = Event::Key { key, physical_key: None, pressed, repeat: false, modifiers: Modifiers::NONE };
            let mut raw = RawInput { events: vec![event], ..RawInput::default() };
            let ctx = self.h.ctx.clone();
            eframe::App::raw_input_hook(self.h.state_mut(), &ctx, &mut raw);
            raw.events.into_iter().for_each(|event| self.h.event(event));
            self.settle();
        }
    }

    fn stage(&self) -> Option<Stage> {
        self.handle.snapshot().view.as_deref().map(holdwell_engine::View::stage)
    }

    fn sees(&self, label: &str) -> bool {
        self.h.query_all_by_label_contains(label).any(|node| node.accesskit_node().role() != Role::Status)
    }

    fn diary(&self) -> Diary {
        let text = std::fs::read(self.folder.path().join("plan.diary.json")).unwrap();
        Diary::read(&text).unwrap()
    }
}

#[test]
fn todays_plan_has_one_button_what_to_have_ready_and_when_to_stop() {
    let home = Home::asked_already();
    for words in ["Low back at home", "Have ready: ", "Stop if: sharp pain", "call Jo, 555 0101", "Buttock on a ball"] {
        assert!(home.sees(words), "{words}");
    }
    assert_eq!(home.h.query_all_by_role_and_label(Role::Button, "Start").count(), 1);
    assert!(home.h.query_all_by_role(Role::Tab).next().is_none(), "no rail");
    assert!(!home.sees("Clients") && !home.sees("Settings"));
}

#[test]
fn any_key_pauses_another_goes_on_and_a_click_does_the_same() {
    let mut home = Home::asked_already();
    home.click("Start");
    assert_eq!(home.stage(), Some(Stage::Running));
    home.pass(5);
    for (key, stage) in
        [(Key::A, Stage::Held(Why::Paused)), (Key::Q, Stage::Running), (Key::Escape, Stage::Held(Why::Paused))]
    {
        home.key(key);
        assert_eq!(home.stage(), Some(stage), "{key:?}");
    }
    assert!(home.sees("Paused") && home.sees("Press any key to go on"));
    home.click("Go on");
    assert_eq!(home.stage(), Some(Stage::Running));
    home.click("Pause");
    assert_eq!(home.stage(), Some(Stage::Held(Why::Paused)));
    home.key(Key::E);
    assert_eq!(home.stage(), Some(Stage::Running), "any key is any key");
    home.key(Key::Space);
    home.click("Stop for today");
    assert!(home.sees("That is all for today"));
}

#[test]
fn a_double_click_is_one_press_on_start_and_afterwards() {
    let mut home = Home::asked_already();
    home.click("Start");
    home.h.get_by_label("Pause").click();
    home.settle();
    assert_eq!(home.stage(), Some(Stage::Running), "it began, and goes on");
    home.click("Pause");
    home.h.get_by_label("Go on").click();
    home.settle();
    assert_eq!(home.stage(), Some(Stage::Held(Why::Paused)));
}

#[test]
fn each_item_has_its_side_and_the_sentence_that_is_spoken() {
    let mut home = Home::asked_already();
    home.begin_shorter();
    assert!(home.sees("Your right side"));
    assert!(home.sees("Right. Buttock on a ball.") || home.sees("Buttock on a ball."), "as it is spoken");
    assert!(home.sees("Figure: "));
    home.key(Key::A);
    home.click("Skip this");
    home.pass(1);
    assert!(home.sees("Your left side") && home.sees("Now the other side. Left."));
}

#[test]
fn what_was_done_is_in_the_diary_before_anybody_answers() {
    let mut home = Home::asked_already();
    home.h.query_all_by_role_and_label(Role::RadioButton, "5").next().unwrap().click();
    home.settle();
    home.begin_shorter();
    home.pass(4 * 60);
    assert!(home.sees("That is all for today") && home.sees("Is anything new or worse?"));
    assert!(home.sees("Wait a moment, then stand."), "as one sits at the end");
    let diary = home.diary();
    let entry = diary.entries().last().unwrap();
    assert_eq!((entry.day, entry.time, entry.before), (date(2026, 1, 5), 15, Some(5)));
    assert_eq!(entry.items, [Did::LeftOut, Did::Done, Did::LeftOut, Did::LeftOut]);
    home.h.query_all_by_role_and_label(Role::RadioButton, "3").next().unwrap().click();
    home.settle();
    home.click("Yes");
    assert!(home.sees("Stop for now. If the pain gets worse, call Jo, 555 0101."));
    let told = home.diary().entries().last().unwrap().clone();
    assert_eq!(
        (told.after, told.worse),
        (Some(3), Some(true)),
        "it is kept as it is answered: she may close the window"
    );
    home.h.get_by_role_and_label(Role::TextInput, "A word about it, if you like").focus();
    home.settle();
    home.h.get_by_role_and_label(Role::TextInput, "A word about it, if you like").type_text("tingling");
    home.settle();
    home.click("Keep");
    let kept = home.diary().entries().last().unwrap().clone();
    let expected = DiaryEntry { after: Some(3), worse: Some(true), word: Some("tingling".to_owned()), ..entry.clone() };
    assert_eq!(kept, expected);
    assert!(home.sees("2 of 5 days done"), "a fact, and no more");
    assert!(home.sees("2 January, done") && !home.sees("3 January, done"));
    home.click("Copy the text");
    assert!(home.sees("Copied. Paste it into a message"));
    home.click("Back to the plan");
    assert!(home.sees("Have ready: "));
}

#[test]
fn signs_are_asked_for_before_the_first_session_of_a_week_and_a_yes_ends_the_day() {
    let mut home = Home::new(LARGE, &plan(), None, "");
    home.click("Start");
    assert_eq!(home.stage(), None);
    assert!(home.sees("Once a week: is any of this so?"));
    let yes = home
        .h
        .query_all_by_role(Role::Button)
        .find(|button| button.accesskit_node().label().is_some_and(|label| label.starts_with("Yes: ")));
    yes.expect("a sign").click();
    home.settle();
    assert!(home.sees("Get help now.") || home.sees("See a doctor first."));
    let diary = home.diary();
    let entry = diary.entries().last().unwrap();
    assert!(entry.worse == Some(true) && entry.word.is_some() && !entry.was_done());
    home.click("Back to the plan");
    home.click("Start");
    home.click("None of these");
    assert_eq!(home.stage(), Some(Stage::Running));
}

#[test]
fn a_plan_that_cannot_be_opened_is_said_and_another_can_be_chosen() {
    let home = Home::asked_already();
    std::fs::write(&home.plan, "{}").unwrap();
    let ports_plan = home.plan.clone();
    let keep = || Ok(Box::new(()) as crate::awake::Held);
    let settings = home.folder.path().join("settings.toml");
    std::fs::write(&settings, format!("home-plan = {:?}", home.plan.display().to_string())).unwrap();
    let store = Store::new(Some(home.folder.path().to_owned()));
    let parts = HomeParts { handle: home.handle.clone(), store, keep, plan: ports_plan };
    let mut h = testing::builder(LARGE).build_eframe(|cc| HomeApp::new(parts, &cc.egui_ctx));
    h.step();
    assert!(h.query_by_label("The plan cannot be opened").is_some() && h.query_by_label("Choose the plan…").is_some());
    h.get_by_label("This is not a client's computer").click();
    h.step();
    h.step();
    assert!(h.query_by_label_contains("a therapist's computer").is_some(), "there is a way back");
    assert!(!std::fs::read_to_string(settings).unwrap().contains("home-plan"));
}

#[test]
fn nothing_is_cut_off_in_a_small_window_with_large_words() {
    for (size, percent) in [([900.0, 600.0], 100), ([900.0, 600.0], 200), ([1280.0, 800.0], 200)] {
        let mut diary = Diary::new(plan().id);
        let _new = diary.put(DiaryEntry { items: vec![Did::Done], ..DiaryEntry::new(date(2026, 1, 2), 9) });
        let mut home = Home::new(size, &plan(), Some(&diary), &format!("text-percent = {percent}"));
        home.click("Start");
        home.pass(3);
        home.key(Key::A);
        let window = egui::Rect::from_min_size(egui::Pos2::ZERO, size.into()).expand(0.6);
        for button in home.h.query_all_by_role(Role::Button) {
            let name = button.accesskit_node().label().unwrap_or_default();
            assert!(window.contains_rect(button.rect()), "{size:?} {percent}: “{name}” {:?}", button.rect());
        }
    }
}

#[test]
fn a_pause_moves_no_word_and_no_button_of_it_is_small() {
    for size in [[1280.0, 800.0], [900.0, 600.0]] {
        let mut diary = Diary::new(plan().id);
        let _new = diary.put(DiaryEntry { items: vec![Did::Done], ..DiaryEntry::new(date(2026, 1, 2), 9) });
        let mut home = Home::new(size, &plan(), Some(&diary), "");
        home.click("Start");
        home.pass(3);
        let words = |home: &Home| {
            let is_it = |label: String| label.starts_with("Rest on your back");
            home.h.get_by(|node| node.value().or_else(|| node.label()).is_some_and(is_it)).rect()
        };
        let before = words(&home);
        home.key(Key::A);
        assert_eq!(words(&home), before, "{size:?}");
        let stop = home.h.get_by_label("Stop for today").rect();
        assert!(stop.height() >= 44.0 && stop.width() > 110.0, "{size:?}: {stop:?}");
    }
}

#[test]
fn a_computer_becomes_a_clients_only_with_a_plan_that_can_be_opened() {
    use super::workspace::Workspace;

    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("plan.holdwell");
    std::fs::write(&path, "{}").unwrap();
    let store = Store::new(Some(folder.path().to_owned()));
    let mut workspace = Workspace::with([1280.0, 6000.0], Library::builtin, store);
    let settings = || std::fs::read_to_string(folder.path().join("settings.toml")).unwrap_or_default();
    workspace.go("Settings");
    workspace.type_in("The plan's file", &path.display().to_string());
    workspace.click("This computer is a client's");
    assert!(workspace.sees_part("format is missing"), "what is wrong with it is said");
    assert!(!settings().contains("home-plan"));
    std::fs::write(&path, plan().write()).unwrap();
    workspace.click("This computer is a client's");
    assert!(workspace.sees_part("From the next start on Holdwell opens with"));
    assert!(settings().contains("home-plan") && settings().contains("plan.holdwell"));
    workspace.click("This is not a client's computer");
    assert!(!settings().contains("home-plan"));
}
