//! Every screen in every state, at two sizes and with large text: nothing overlaps, nothing is cut off.

use egui::{Key, Rect, pos2};
use egui_kittest::kittest::Queryable as _;

use super::bench::Bench;
use super::practice;
use crate::offers::quick_hold;
use crate::settings::Store;
use holdwell_conductor::{Ask, Begin};
use holdwell_engine::{Options, Stage};
use holdwell_library::Library;
use holdwell_model::{Arc, Millis, PlanStep, SideOrder};

const SIZES: [[f32; 2]; 2] = [[1280.0, 800.0], [900.0, 600.0]];

/// Every button lies in the window and on no other.
fn check(bench: &Bench, [width, height]: [f32; 2], what: &str) {
    let window = Rect::from_min_max(pos2(0.0, 0.0), pos2(width, height)).expand(0.6);
    let buttons = bench.buttons();
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
        let mut bench = Bench::new(size);
        bench.begin("Low back: SMRT, then myofascial");
        check(&bench, size, "settle");
        bench.press(Key::Space);
        check(&bench, size, "hold");
        for (key, what) in [(Key::ArrowRight, "a step"), (Key::I, "insert"), (Key::Escape, "closed")] {
            bench.press(key);
            check(&bench, size, what);
        }
        for (key, what) in [(Key::A, "score"), (Key::P, "paused"), (Key::Escape, "hushed")] {
            bench.press(key);
            check(&bench, size, what);
        }
        bench.close();
        check(&bench, size, "closing");
        bench.click("Keep going");
        bench.press(Key::E);
        check(&bench, size, "cover");
        bench.press(Key::Enter);
        check(&bench, size, "summary");
    }
}

#[test]
fn large_text_fits_too() {
    for (size, percent) in [([1280.0, 800.0], 150), ([900.0, 600.0], 120)] {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("settings.toml"), format!("text-percent = {percent}")).unwrap();
        let mut bench = Bench::with(size, Library::builtin, Store::new(Some(folder.path().to_owned())));
        bench.begin("Low back: SMRT, then myofascial");
        check(&bench, size, "settle, large");
        bench.press(Key::Space);
        bench.press(Key::P);
        check(&bench, size, "paused, large");
    }
}

#[test]
fn every_look_and_every_routine_runs_through() {
    for look in ["dark", "light", "high-contrast"] {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("settings.toml"), format!("look = \"{look}\"\nroom-after-secs = 0")).unwrap();
        for routine in Library::builtin().routines() {
            let store = Store::new(Some(folder.path().to_owned()));
            let mut bench = Bench::with(SIZES[0], Library::builtin, store);
            bench.begin(&routine.name);
            for _ in 0..12 {
                bench.pass(1500);
                if matches!(bench.stage(), Some(Stage::Finished(_))) {
                    break;
                }
                check(&bench, SIZES[0], &routine.name);
                bench.press(Key::Space);
            }
        }
    }
}

/// A routine whose every word is long.
fn long(bench: &mut Bench) {
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
    let begin = Begin::of(Arc::new(plan), options);
    bench.handle.ask(Ask::Begin(Box::new(begin)));
    bench.settle();
}

#[test]
fn long_names_push_nothing_away() {
    for size in SIZES {
        let mut bench = Bench::new(size);
        long(&mut bench);
        check(&bench, size, "long names");
        bench.press(Key::ArrowRight);
        check(&bench, size, "a long step");
    }
}

#[test]
fn every_page_about_clients_fits() {
    for (look, size) in [("dark", [1280.0, 5000.0]), ("light", [900.0, 6000.0]), ("high-contrast", [900.0, 6000.0])] {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("settings.toml"), format!("look = \"{look}\"")).unwrap();
        let mut bench = Bench::with(size, Library::builtin, Store::new(Some(folder.path().to_owned())));
        // A list that is longer than the window is cut at its foot, as every list is.
        let mut kept = practice::many();
        kept.clients = Arc::new(kept.clients.iter().take(20).cloned().collect());
        kept.questions = Arc::new(practice::questions());
        kept.client = Some(Arc::new(practice::long_page()));
        kept.session = Some(Arc::new(super::records::record(31)));
        bench.publish(kept.clone());
        check(&bench, size, "start with clients");
        bench.click("Maria B.");
        check(&bench, size, "start with a client");
        bench.go("Clients");
        check(&bench, size, "clients");
        bench.click("New client");
        check(&bench, size, "a new client");
        bench.click("Leave it");
        bench.click("Client 1");
        check(&bench, size, "a client's page");
        for open in ["everywhere", "Export…", "Leave it", "Erase for good…"] {
            bench.click(open);
            check(&bench, size, open);
        }
        bench.h.query_all_by_label("Low back: SMRT, then myofascial").next().expect("a session").click();
        bench.settle();
        check(&bench, size, "a record");
        bench.click("Belongs to somebody else…");
        check(&bench, size, "whose it was");
        bench.click("Settings");
        bench.click("Set a passphrase…");
        check(&bench, size, "the vault's settings");
        bench.publish(practice::locked(2, None));
        bench.go("Clients");
        check(&bench, size, "locked");
    }
}

#[test]
fn the_list_of_clients_rests_and_fits_in_small_windows() {
    for size in SIZES {
        let mut bench = Bench::new(size);
        bench.publish(practice::many());
        bench.go("Clients");
        let inside = bench.buttons().into_iter().filter(|(_, rect)| rect.bottom() <= size[1]).count();
        assert!(inside > 4, "{inside} buttons are in sight at {size:?}");
        assert!(bench.buttons().len() < 30, "only what is in sight is drawn");
        assert!(bench.next_frame() > std::time::Duration::from_millis(500), "it rests");
    }
}

#[test]
fn start_and_settings_overlap_nowhere() {
    for size in [[1280.0, 4000.0], [900.0, 4600.0]] {
        let mut bench = Bench::new(size);
        check(&bench, size, "start");
        bench.click("Set the end of the appointment");
        bench.click("Neck and shoulders: SMRT");
        check(&bench, size, "start with a routine");
        bench.click("Settings");
        check(&bench, size, "settings");
    }
}

#[test]
fn a_position_and_its_form_fit_in_every_look() {
    for (look, size) in [("dark", [1280.0, 4000.0]), ("light", [900.0, 5200.0]), ("high-contrast", [900.0, 5200.0])] {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("settings.toml"), format!("look = \"{look}\"")).unwrap();
        let mut bench = Bench::with(size, Library::builtin, Store::new(Some(folder.path().to_owned())));
        bench.publish(practice::open());
        for name in ["Psoas major", "Inion", "Sole, rolling", "Still point"] {
            bench.go("Library");
            bench.type_in("Find a position", name);
            bench.page_key(Key::Enter);
            check(&bench, size, name);
            bench.click("Make mine");
            check(&bench, size, "the form");
            bench.click("Leave it");
        }
        bench.go("Library");
        bench.click("New position");
        bench.click("Save");
        check(&bench, size, "an empty form with its problems");
    }
}

#[test]
fn the_library_fits_and_rests_in_small_windows() {
    for size in SIZES {
        let mut bench = Bench::new(size);
        bench.publish(practice::open());
        bench.go("Library");
        let inside = bench.buttons().into_iter().filter(|(_, rect)| rect.bottom() <= size[1]).count();
        assert!(inside > 4, "{inside} buttons are in sight at {size:?}");
        assert!(bench.buttons().len() < 30, "only what is in sight is drawn");
        assert!(bench.next_frame() > std::time::Duration::from_millis(500), "it rests");
    }
    let mut bench = Bench::new([900.0, 600.0]);
    bench.go("Library");
    bench.click("Body map and filters");
    assert!(bench.sees("Region, front"));
    check(&bench, [900.0, 600.0], "the body map in a small window");
    bench.click("Choose from a list");
    bench.h.get_by_role_and_label(egui::Role::CheckBox, "Jaw").focus();
    bench.settle();
    bench.page_key(Key::Space);
    let back = bench.h.get_by_role_and_label(egui::Role::Button, "Show 11 positions");
    back.click();
    bench.settle();
    assert!(bench.sees("Body map and filters: 1") && bench.sees("Jaw joint (TMJ)"));
    bench.click("Body map and filters: 1");
    bench.go("Library");
    assert!(bench.sees("Jaw joint (TMJ)"), "whoever goes to the library can type at once");
}
