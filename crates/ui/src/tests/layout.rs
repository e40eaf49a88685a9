//! Every screen in every state, at two sizes and with large text: nothing overlaps, nothing is cut off.

use egui::{Key, Rect, Role, pos2};
use egui_kittest::kittest::Queryable as _;
use holdwell_app::catalogue::quick_hold;
use holdwell_app::settings::Store;
use holdwell_conductor::{ConductorCommand, StartRequest};
use holdwell_engine::{Options, Stage};
use holdwell_library::Library;
use holdwell_model::{Arc, Millis, PlanStep, SideOrder};
use holdwell_store::VaultSnapshot;

use super::practice;
use super::workspace::Workspace;
use crate::screen::Page;

const SIZES: [[f32; 2]; 2] = [[1280.0, 800.0], [900.0, 600.0]];

/// Every button lies in the window and on no other.
pub(super) fn check(workspace: &Workspace, [width, height]: [f32; 2], what: &str) {
    let window = Rect::from_min_max(pos2(0.0, 0.0), pos2(width, height)).expand(0.6);
    let buttons = workspace.buttons();
    assert!(!buttons.is_empty(), "{what}: no buttons");
    for (index, (name, rect)) in buttons.iter().enumerate() {
        assert!(window.contains_rect(*rect), "{what} at {width}: “{name}” is cut off: {rect:?}");
        for (other, other_rect) in &buttons[..index] {
            let common = rect.intersect(*other_rect);
            let overlap = common.width() > 1.0 && common.height() > 1.0;
            assert!(!overlap, "{what} at {width}: “{name}” {rect:?} lies on “{other}” {other_rect:?}");
        }
    }
}

#[test]
fn a_session_fits_in_every_state() {
    for size in SIZES {
        let mut workspace = Workspace::new(size);
        workspace.begin("Low back: SMRT, then myofascial");
        check(&workspace, size, "settle");
        workspace.press(Key::Space);
        check(&workspace, size, "hold");
        for (key, what) in [(Key::ArrowRight, "a step"), (Key::I, "insert"), (Key::Escape, "closed")] {
            workspace.press(key);
            check(&workspace, size, what);
        }
        for (key, what) in [(Key::A, "score"), (Key::P, "paused"), (Key::Escape, "hushed")] {
            workspace.press(key);
            check(&workspace, size, what);
        }
        workspace.close();
        check(&workspace, size, "closing");
        workspace.click("Keep going");
        workspace.press(Key::E);
        check(&workspace, size, "cover");
        workspace.press(Key::Enter);
        check(&workspace, size, "summary");
    }
}

#[test]
fn large_text_fits_too() {
    for (size, percent) in [([1280.0, 800.0], 150), ([900.0, 600.0], 120)] {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("settings.toml"), format!("text-percent = {percent}")).unwrap();
        let mut workspace = Workspace::with(size, Library::builtin, Store::new(Some(folder.path().to_owned())));
        workspace.begin("Low back: SMRT, then myofascial");
        check(&workspace, size, "settle, large");
        workspace.press(Key::Space);
        workspace.press(Key::P);
        check(&workspace, size, "paused, large");
    }
}

#[test]
fn every_place_of_the_rail_is_within_reach_at_the_largest_text() {
    for size in [[900.0, 600.0], [720.0, 480.0]] {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("settings.toml"), "text-percent = 200").unwrap();
        let mut workspace = Workspace::with(size, Library::builtin, Store::new(Some(folder.path().to_owned())));
        workspace.publish(practice::encrypted());
        let places = workspace.h.query_all_by_role(Role::Tab);
        let rects: Vec<Rect> = places.map(|place| place.rect()).collect();
        assert_eq!(rects.len(), 7, "with the lock");
        let window = Rect::from_min_max(pos2(0.0, 0.0), pos2(size[0], size[1]));
        assert!(rects.iter().all(|rect| window.contains_rect(*rect) && rect.height() >= 40.0), "{size:?}: {rects:?}");
    }
}

#[test]
fn at_the_largest_text_no_button_lies_on_the_title_of_its_page() {
    let size = [900.0, 600.0];
    for page in ["Clients", "History", "Library", "Routines"] {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("settings.toml"), "text-percent = 200").unwrap();
        let mut workspace = Workspace::with(size, Library::builtin, Store::new(Some(folder.path().to_owned())));
        workspace.publish(practice::open());
        workspace.go(page);
        let title = workspace.h.get_by_role_and_label(Role::Heading, page).rect();
        for (name, rect) in workspace.buttons() {
            assert!(rect.right() <= size[0] + 0.6, "{page}: “{name}” is cut off: {rect:?}");
            assert!(!rect.intersects(title), "{page}: “{name}” {rect:?} lies on the title {title:?}");
        }
    }
}

#[test]
fn every_look_and_every_routine_runs_through() {
    for look in ["dark", "light", "high-contrast"] {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("settings.toml"), format!("look = \"{look}\"\nroom-after-secs = 0")).unwrap();
        for routine in Library::builtin().routines() {
            let store = Store::new(Some(folder.path().to_owned()));
            let mut workspace = Workspace::with(SIZES[0], Library::builtin, store);
            workspace.begin(&routine.name);
            for _ in 0..12 {
                workspace.pass(1500);
                if matches!(workspace.stage(), Some(Stage::Finished(_))) {
                    break;
                }
                check(&workspace, SIZES[0], &routine.name);
                workspace.press(Key::Space);
            }
        }
    }
}

/// A routine whose every word is long.
fn long(workspace: &mut Workspace) {
    let mut plan = quick_hold(Millis::from_secs(30));
    let words = "Extensor carpi radialis longus and brevis, with the thumb of the other hand ";
    plan.name = words.repeat(3);
    let step = PlanStep {
        title: words.repeat(2),
        setup: words.repeat(6),
        cautions: vec![words.repeat(2); 3],
        sides: SideOrder::RightThenLeft,
        remarks: Some(words.repeat(2)),
        ..(*plan.steps[0]).clone()
    };
    plan.steps = (1..=9).map(|number| Arc::new(PlanStep { number, ..step.clone() })).collect();
    let options = Options::of(&plan);
    let begin = StartRequest::of(Arc::new(plan), options);
    workspace.handle.ask(ConductorCommand::Start(Box::new(begin)));
    workspace.settle();
}

#[test]
fn long_names_push_nothing_away() {
    for size in SIZES {
        let mut workspace = Workspace::new(size);
        long(&mut workspace);
        check(&workspace, size, "long names");
        workspace.press(Key::ArrowRight);
        check(&workspace, size, "a long step");
    }
}

#[test]
fn every_page_about_clients_fits() {
    for (look, size) in [("dark", [1280.0, 6000.0]), ("light", [900.0, 7200.0]), ("high-contrast", [900.0, 7200.0])] {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("settings.toml"), format!("look = \"{look}\"")).unwrap();
        let mut workspace = Workspace::with(size, Library::builtin, Store::new(Some(folder.path().to_owned())));
        // A list that is longer than the window is cut at its foot, as every list is.
        let mut kept = practice::many();
        kept.clients = Arc::new(kept.clients.iter().take(20).cloned().collect());
        kept.questions = Arc::new(practice::questions());
        kept.client = Some(Arc::new(practice::long_page()));
        kept.session = Some(Arc::new(super::records::record(31)));
        workspace.publish(kept.clone());
        check(&workspace, size, "start with clients");
        workspace.click("Maria B.");
        check(&workspace, size, "start with a client");
        workspace.go("Clients");
        check(&workspace, size, "clients");
        workspace.click("New client");
        check(&workspace, size, "a new client");
        workspace.click("Leave it");
        workspace.click("Client 1");
        check(&workspace, size, "a client's page");
        for open in ["everywhere", "Export…", "Leave it", "Erase for good…"] {
            workspace.click(open);
            check(&workspace, size, open);
        }
        workspace.h.query_all_by_label("Low back: SMRT, then myofascial").next().expect("a session").click();
        workspace.settle();
        check(&workspace, size, "a record");
        workspace.click("Belongs to somebody else…");
        check(&workspace, size, "whose it was");
        workspace.click("Settings");
        workspace.click("Set a passphrase…");
        check(&workspace, size, "the vault's settings");
        workspace.publish(practice::locked(2, None));
        workspace.go("Clients");
        check(&workspace, size, "locked");
    }
}

#[test]
fn the_list_of_clients_rests_and_fits_in_small_windows() {
    for size in SIZES {
        let mut workspace = Workspace::new(size);
        workspace.publish(practice::many());
        workspace.go("Clients");
        let inside = workspace.buttons().into_iter().filter(|(_, rect)| rect.bottom() <= size[1]).count();
        assert!(inside > 4, "{inside} buttons are in sight at {size:?}");
        assert!(workspace.buttons().len() < 30, "only what is in sight is drawn");
        assert!(workspace.next_frame() > std::time::Duration::from_millis(500), "it rests");
    }
}

#[test]
fn start_and_settings_overlap_nowhere() {
    for size in [[1280.0, 4800.0], [900.0, 5600.0]] {
        let mut workspace = Workspace::new(size);
        check(&workspace, size, "start");
        workspace.click("60 min");
        workspace.click("Neck and shoulders: SMRT");
        check(&workspace, size, "start with a routine");
        workspace.click("Settings");
        check(&workspace, size, "settings");
    }
}

#[test]
fn a_position_and_its_form_fit_in_every_look() {
    for (look, size) in [("dark", [1280.0, 4000.0]), ("light", [900.0, 5200.0]), ("high-contrast", [900.0, 5200.0])] {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("settings.toml"), format!("look = \"{look}\"")).unwrap();
        let mut workspace = Workspace::with(size, Library::builtin, Store::new(Some(folder.path().to_owned())));
        workspace.publish(practice::open());
        for name in ["Psoas major", "Inion", "Sole, rolling", "Still point"] {
            workspace.go("Library");
            workspace.type_in("Find a position", name);
            workspace.page_key(Key::Enter);
            check(&workspace, size, name);
            workspace.click("Make mine");
            check(&workspace, size, "the form");
            workspace.click("Leave it");
        }
        workspace.go("Library");
        workspace.click("New position");
        workspace.click("Save");
        check(&workspace, size, "an empty form with its problems");
    }
}

#[test]
fn the_library_fits_and_rests_in_small_windows() {
    for size in SIZES {
        let mut workspace = Workspace::new(size);
        workspace.publish(practice::open());
        workspace.go("Library");
        let inside = workspace.buttons().into_iter().filter(|(_, rect)| rect.bottom() <= size[1]).count();
        assert!(inside > 4, "{inside} buttons are in sight at {size:?}");
        assert!(workspace.buttons().len() < 30, "only what is in sight is drawn");
        assert!(workspace.next_frame() > std::time::Duration::from_millis(500), "it rests");
    }
    let mut workspace = Workspace::new([900.0, 600.0]);
    workspace.go("Library");
    workspace.click("Body map and filters");
    assert!(workspace.sees("Region, front"));
    check(&workspace, [900.0, 600.0], "the body map in a small window");
    workspace.click("Choose from a list");
    workspace.h.get_by_role_and_label(egui::Role::CheckBox, "Jaw").focus();
    workspace.settle();
    workspace.page_key(Key::Space);
    let back = workspace.h.get_by_role_and_label(egui::Role::Button, "Show 12 positions");
    back.click();
    workspace.settle();
    assert!(workspace.sees("Body map and filters: 1") && workspace.sees("Jaw joint (TMJ)"));
    workspace.click("Body map and filters: 1");
    workspace.go("Library");
    assert!(workspace.sees("Jaw joint (TMJ)"), "whoever goes to the library can type at once");
}

/// No button is cut off at a side or lies on another; what is below the foot is scrolled to.
fn check_across(workspace: &Workspace, [width, _]: [f32; 2], what: &str) {
    let buttons = workspace.buttons();
    assert!(!buttons.is_empty(), "{what}: no buttons");
    for (index, (name, rect)) in buttons.iter().enumerate() {
        assert!(rect.left() >= -0.6 && rect.right() <= width + 0.6, "{what}: “{name}” is cut off: {rect:?}");
        for (other, other_rect) in &buttons[..index] {
            let common = rect.intersect(*other_rect);
            let overlap = common.width() > 1.0 && common.height() > 1.0;
            assert!(!overlap, "{what}: “{name}” {rect:?} lies on “{other}” {other_rect:?}");
        }
    }
}

#[test]
fn what_is_done_after_a_session_fits_with_large_text_in_every_window() {
    for (size, percent) in [
        ([900.0, 600.0], 150),
        ([900.0, 600.0], 200),
        ([1024.0, 600.0], 150),
        ([1024.0, 600.0], 200),
        ([1920.0, 1080.0], 200),
    ] {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("settings.toml"), format!("text-percent = {percent}")).unwrap();
        let mut workspace = Workspace::with(size, Library::builtin, Store::new(Some(folder.path().to_owned())));
        let kept = VaultSnapshot {
            history: Some(Arc::new(practice::history(30))),
            session: Some(Arc::new(super::records::record(31))),
            client: Some(Arc::new(practice::long_page())),
            ..practice::practice()
        };
        workspace.publish(kept);
        let at = |what: &str| format!("{what}, {size:?} at {percent} %");
        workspace.h.state_mut().show(Page::Start);
        for (page, what) in [
            (Page::History, "history"),
            (Page::Late(None), "a late entry"),
            (Page::Record(practice::id(31)), "a record"),
            (Page::Start, "start"),
        ] {
            workspace.h.state_mut().show(page);
            workspace.settle();
            check_across(&workspace, size, &at(what));
        }
        workspace.h.get_by_label("Maria B.").click();
        workspace.settle();
        check_across(&workspace, size, &at("the start card of a client"));
        workspace.press(Key::Space);
        workspace.pass(1100);
        workspace.press(Key::Space);
        for (key, what) in [(Key::L, "naming"), (Key::Escape, "hushed"), (Key::A, "scoring")] {
            workspace.press(key);
            check_across(&workspace, size, &at(what));
        }
    }
}
