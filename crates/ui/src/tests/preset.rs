//! A preset's page.

use egui::{Frame, Key, Modifiers, Role, ScrollArea};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use holdwell_app::text;
use holdwell_engine::Command;
use holdwell_library::{Change, Library, Preset, SessionOutcome, StepKey, compile_preset};
use holdwell_model::{Arc, Client, HoldName, Millis, Phase, Setting, Side, SideOrder, Timing};
use holdwell_store::{ClientPage, Course, PresetPage, Request, SessionLine, SessionPage, SessionState};

use super::vault::{asked, can_press, check, click, id, sees, sees_part, session, wall};
use crate::action::{Action, Actions};
use crate::screen::Page;
use crate::screens::{PresetProps, PresetScreen};
use crate::testing;

const TALL: [f32; 2] = [1280.0, 2400.0];

struct Desk {
    screen: PresetScreen,
    page: PresetPage,
    last: Option<SessionPage>,
    library: Library,
    actions: Actions,
}

fn key(what: &str) -> StepKey {
    StepKey { what: what.to_owned(), nth: 0 }
}

fn fixed(secs: u64) -> Timing {
    Timing::Fixed { hold: Millis::from_secs(secs) }
}

/// The third version of a preset, and those before it.
fn page() -> PresetPage {
    let first = Preset::new(id(2), id(1), "Low back", "low-back-mixed");
    let second = Preset { changes: vec![Change::Timed(key("psoas"), fixed(50))], ..first.next() };
    let changes = vec![
        Change::Timed(key("psoas"), fixed(45)),
        Change::Dropped(key("piriformis")),
        Change::Sides(key("gone"), SideOrder::Left),
    ];
    let third = Preset { changes, name: "Low back, gently".to_owned(), ..second.next() };
    page_of(vec![third, second, first])
}

fn page_of(versions: Vec<Preset>) -> PresetPage {
    let versions: Vec<_> = versions.into_iter().map(|preset| (wall().timestamp(), Arc::new(preset))).collect();
    PresetPage { preset: Arc::clone(&versions[0].1), versions }
}

fn window(size: [f32; 2], page: PresetPage, last: Option<SessionPage>) -> Harness<'static, Desk> {
    let desk =
        Desk { screen: PresetScreen::default(), page, last, library: Library::builtin(), actions: Actions::new() };
    let app = |ui: &mut egui::Ui, desk: &mut Desk| {
        let wall = wall();
        let owner = ClientPage {
            client: Client::new(desk.page.preset.client, "Maria Berg"),
            last_seen: None,
            presets: Vec::new(),
            sessions: Vec::new(),
            all_sessions: 0,
            also: Vec::new(),
            home: Vec::new(),
            course: Course::default(),
            consents: Vec::new(),
        };
        let props = PresetProps {
            page: &desk.page,
            owner: &owner,
            last: desk.last.as_ref(),
            library: &desk.library,
            wall: &wall,
        };
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            Frame::new().inner_margin(24).show(ui, |ui| {
                ui.set_width(ui.available_width());
                desk.screen.show(ui, &props, &mut desk.actions);
            });
        });
    };
    let mut h = testing::builder(size).build_ui_state(app, desk);
    let _frames = testing::settle(&mut h);
    h
}

/// The vault keeps what was saved, and shows it.
fn save(h: &mut Harness<'_, Desk>) -> Preset {
    let saved = match asked(&mut h.state_mut().actions).as_slice() {
        [Request::SavePreset(preset)] => (**preset).clone(),
        other => panic!("{other:?}"),
    };
    let page = &mut h.state_mut().page;
    page.preset = Arc::new(saved.clone());
    page.versions.insert(0, (wall().timestamp(), Arc::clone(&page.preset)));
    let _frames = testing::settle(h);
    saved
}

fn type_name(h: &mut Harness<'_, Desk>, name: &str) {
    h.get_by_role_and_label(Role::TextInput, "Name").focus();
    h.step();
    h.key_press_modifiers(Modifiers::COMMAND, Key::A);
    h.step();
    h.get_by_role_and_label(Role::TextInput, "Name").type_text(name);
    let _frames = testing::settle(h);
}

#[test]
fn it_says_what_it_is_and_starts() {
    let mut h = window(TALL, page(), None);
    assert!(sees(&h, "Low back, gently"));
    assert!(sees_part(&h, "version 3, 5 Jan 2026, 14:03"));
    assert!(sees(&h, "Where it differs from “Low back: SMRT, then myofascial”"));
    assert!(sees(&h, "Psoas major: 45 s instead of 35 s"));
    assert!(sees_part(&h, "1.  Psoas major"));
    assert!(!sees(&h, "Same as last time"), "there is no last session");
    click(&mut h, Role::Button, "Start");
    let [Action::BeginAs(plan, client)] = h.state().actions.as_slice() else { panic!("{:?}", h.state().actions) };
    assert_eq!(client.preset.as_ref().map(|preset| preset.id), Some(h.state().page.preset.id));
    assert_eq!(plan.name, "Low back, gently");
    assert_eq!((plan.steps.len(), plan.steps[0].timing), (6, fixed(45)));
}

#[test]
fn a_difference_is_taken_back() {
    let mut h = window(TALL, page(), None);
    assert!(sees_part(&h, "this finds nothing to change any more"));
    click(&mut h, Role::Button, "Take back: Piriformis left out");
    let saved = save(&mut h);
    assert_eq!(saved.version, 4);
    assert_eq!(saved.changes.len(), 2);
    assert!(!sees(&h, "Piriformis left out") && sees_part(&h, "Piriformis  ·"));
    click(&mut h, Role::Button, "Take back: gone: left");
    let _saved = save(&mut h);
    click(&mut h, Role::Button, "Take back: Psoas major: 45 s instead of 35 s");
    assert_eq!(save(&mut h).changes, []);
    assert!(sees(&h, "It follows the routine in everything"));
}

#[test]
fn name_day_and_loudness_are_one_version() {
    let mut h = window(TALL, page(), None);
    assert!(!can_press(&h, "Save"), "nothing is changed");
    type_name(&mut h, "  Monday  ");
    click(&mut h, Role::RadioButton, "Tomorrow");
    click(&mut h, Role::Button, "Louder or quieter: less");
    click(&mut h, Role::Button, "Save");
    let saved = save(&mut h);
    assert_eq!((saved.name.as_str(), saved.louder, saved.version), ("Monday", -1, 4));
    assert_eq!(saved.pinned, Some("2026-01-06".parse().unwrap()));
    assert!(sees_part(&h, "pinned to tomorrow"));
    assert!(!can_press(&h, "Save"), "all is saved");
    click(&mut h, Role::RadioButton, "Another day");
    click(&mut h, Role::Button, "Day: more");
    click(&mut h, Role::Button, "Save");
    assert_eq!(save(&mut h).pinned, Some("2026-01-08".parse().unwrap()));
    click(&mut h, Role::RadioButton, "Not pinned");
    click(&mut h, Role::Button, "Leave it as it was");
    assert!(sees_part(&h, "pinned to Thu 8 Jan 2026") && !can_press(&h, "Save"));
}

#[test]
fn a_preset_has_the_loudness_that_a_client_has() {
    let page_with = |louder| page_of(vec![Preset { louder, ..(*page().preset).clone() }]);
    let h = window(TALL, page_with(6), None);
    assert!(!can_press(&h, "Louder or quieter: more"), "six steps, as for a client");
    let mut h = window(TALL, page_with(8), None);
    assert!(!can_press(&h, "Save"), "showing a value from beyond the limit changes nothing");
    click(&mut h, Role::Button, "Louder or quieter: less");
    click(&mut h, Role::Button, "Save");
    assert_eq!(save(&mut h).louder, 7);
}

#[test]
fn what_is_being_typed_stays_when_something_else_is_saved() {
    let mut h = window(TALL, page(), None);
    type_name(&mut h, "Monday");
    click(&mut h, Role::Button, "Take back: Piriformis left out");
    assert_eq!(save(&mut h).name, "Low back, gently", "only what was pressed");
    click(&mut h, Role::Button, "Save");
    assert_eq!(save(&mut h).name, "Monday");
    // Another preset brings its own name.
    let other = Preset::new(id(7), id(1), "Jaw", "jaw-therapist");
    type_name(&mut h, "half a wo");
    h.state_mut().page = page_of(vec![other]);
    let _frames = testing::settle(&mut h);
    click(&mut h, Role::RadioButton, "Today");
    click(&mut h, Role::Button, "Save");
    assert_eq!((save(&mut h).name, h.state().page.preset.id), ("Jaw".to_owned(), id(7)));
}

#[test]
fn versions_are_compared_and_restored() {
    let mut h = window(TALL, page(), None);
    assert!(sees(&h, "Version 3") && sees_part(&h, "as it is now"));
    assert!(!sees(&h, "Restore version 3"), "it is that one");
    click(&mut h, Role::Button, "Look at version 2");
    assert!(sees(&h, "What it differed in from its routine") && sees(&h, "Psoas major: 50 s instead of 35 s"));
    assert!(sees(&h, "Then: called “Low back”"));
    assert!(sees(&h, "Then: Psoas major: 50 s instead of 35 s"));
    assert!(sees(&h, "Now: Psoas major: 45 s instead of 35 s"));
    assert!(sees(&h, "Now: Piriformis left out"));
    click(&mut h, Role::Button, "Close version 2");
    assert!(!sees_part(&h, "Then:"));
    click(&mut h, Role::Button, "Restore version 1");
    let asked = asked(&mut h.state_mut().actions);
    assert!(matches!(asked.as_slice(), [Request::RestorePreset(preset, 1)] if *preset == id(2)), "{asked:?}");
}

#[test]
fn it_is_doubled_put_away_and_deleted_with_a_way_back() {
    let mut h = window(TALL, page(), None);
    click(&mut h, Role::Button, "Duplicate");
    let copy = match asked(&mut h.state_mut().actions).as_slice() {
        [Request::SavePreset(preset)] => (**preset).clone(),
        other => panic!("{other:?}"),
    };
    assert_eq!((copy.name.as_str(), copy.version, copy.id == id(2)), ("Low back, gently (copy)", 1, false));
    assert_eq!(copy.changes, h.state().page.preset.changes);
    click(&mut h, Role::Button, "Put away");
    assert!(save(&mut h).archived);
    click(&mut h, Role::Button, "Take it out");
    assert!(!save(&mut h).archived);
    click(&mut h, Role::Button, "Delete");
    let gone = asked(&mut h.state_mut().actions);
    assert!(matches!(gone.as_slice(), [Request::SetPresetDeleted(preset, true)] if *preset == id(2)), "{gone:?}");
    assert!(sees(&h, "“Low back, gently” is deleted") && !can_press(&h, "Delete"));
    click(&mut h, Role::Button, "Undo");
    let back = asked(&mut h.state_mut().actions);
    assert!(matches!(back.as_slice(), [Request::SetPresetDeleted(preset, false)] if *preset == id(2)), "{back:?}");
    assert!(can_press(&h, "Delete"));
}

#[test]
fn the_same_as_last_time_is_one_press() {
    let page = page();
    let library = Library::builtin();
    let routine = library.routine("low-back-mixed").unwrap();
    let plan = Arc::new(compile_preset(routine, &page.versions[1].1.changes, &library).unwrap());
    let insert = Command::Insert {
        hold: HoldName::words("Scalene", Side::Midline),
        length: Some(Millis::from_secs(20)),
        next: false,
    };
    let view = session(
        &plan,
        &[
            (0, Command::Advance),
            (2, Command::Advance),
            (5, insert),
            (60, Command::Advance),
            (120, Command::Advance),
            (150, Command::Stop),
        ],
    );
    let done = SessionOutcome::of(&view);
    let session = SessionLine {
        id: id(9),
        client: Some(id(1)),
        name: "Low back".to_owned(),
        is_free: false,
        length: Millis::from_mins(52),
        began: wall().timestamp(),
        recorded_began: None,
        entered: None,
        state: SessionState::Stopped,
        holds: 2,
        held: Millis::from_secs(70),
    };
    let (preset, account) = (Some((id(2), 2)), None);
    let last = SessionPage {
        session,
        plan,
        added: done.added,
        records: done.records,
        corrections: Vec::new(),
        recorded: Vec::new(),
        preset,
        account,
        annotations: Vec::new(),
        note: holdwell_store::SessionNote::default(),
    };
    let mut h = window(TALL, page, Some(last));
    click(&mut h, Role::Button, "Same as last time");
    let [Action::BeginAs(plan, client)] = h.state().actions.as_slice() else { panic!("{:?}", h.state().actions) };
    assert_eq!(client.preset.as_ref().map(|preset| preset.id), Some(h.state().page.preset.id));
    let titles: Vec<&str> = plan.steps.iter().map(|step| step.title.as_str()).take(2).collect();
    assert_eq!(titles, ["Psoas major", "Scalene"]);
    assert_eq!(plan.steps[0].timing, fixed(45), "the times are those of the preset now");
}

#[test]
fn a_preset_without_its_routine_says_so() {
    let lost = Preset::new(id(2), id(1), "Low back", "my-own");
    let mut h = window(TALL, page_of(vec![lost]), None);
    assert!(sees_part(&h, "Its routine, my-own, is not in the library"));
    assert!(!can_press(&h, "Start"));
    click(&mut h, Role::Button, "Back to the client");
    let back = Page::Client(h.state().page.preset.client);
    assert!(matches!(h.state().actions.as_slice(), [Action::Go(page)] if *page == back));
}

/// What was saved before the library changed goes on as it was, says so, and follows again once that is taken back.
#[test]
fn a_preset_tells_where_the_library_has_changed_since() {
    let rib = holdwell_model::What::Position("diaphragm-edge".to_owned());
    let technique = Some(holdwell_model::Technique::Counterstrain);
    let step = holdwell_model::Step { technique, ..holdwell_model::Step::plain(rib) };
    let added = Change::Added { after: None, step: Box::new(step) };
    let preset = Preset { changes: vec![added.clone()], ..Preset::new(id(2), id(1), "Ribs", "free-smrt") };
    let mut h = window(TALL, page_of(vec![preset]), None);
    let said = "Diaphragm, edge. The library has changed here: 90 s, return 10 s became 2 min, return 10 s";
    assert!(sees_part(&h, said));
    click(&mut h, Role::Button, text::FOLLOW_LIBRARY);
    let saved = save(&mut h);
    assert_eq!((saved.changes, saved.library), (vec![added], Library::builtin().last_change()));
    assert!(!sees_part(&h, said));
}

#[test]
fn long_names_push_nothing_away() {
    let name = "Extensor carpi radialis longus and brevis, with the thumb of the other hand ".repeat(3);
    let library = Library::builtin();
    let step = library.routine("low-back-mixed").unwrap().steps[1].clone();
    let named = holdwell_model::What::Named { name: name.clone(), setup: None };
    let step = Box::new(holdwell_model::Step { what: named, ..step });
    let changes = vec![
        Change::Added { after: None, step },
        Change::Phase(key("psoas"), Phase::Return, Setting::Timed(Millis::from_secs(9))),
        Change::Order(vec![key("piriformis"), key("psoas"), key("quadratus-lumborum"), key("ql-side-lying")]),
    ];
    let preset = Preset { name: name.clone(), changes, ..Preset::new(id(2), id(1), "", "low-back-mixed") };
    for size in [[1280.0, 2600.0], [900.0, 3200.0]] {
        let before = Preset { name: name.clone(), changes: Vec::new(), ..preset.clone() };
        let mut h = window(size, page_of(vec![preset.next(), before]), None);
        check(&h, size, "preset");
        click(&mut h, Role::Button, "Look at version 1");
        click(&mut h, Role::RadioButton, "Another day");
        click(&mut h, Role::Button, "Delete");
        check(&h, size, "preset, everything open");
    }
    for size in [[1280.0, 800.0], [900.0, 600.0]] {
        let h = window(size, page_of(vec![preset.clone()]), None);
        assert!(can_press(&h, "Start"), "it is there without scrolling");
        assert!(h.get_by_role_and_label(Role::Button, "Start").rect().bottom() < size[1]);
    }
}
