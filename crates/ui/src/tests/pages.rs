//! Start and Settings.

use egui::{Key, Role};
use egui_kittest::kittest::Queryable as _;

use super::bench::Bench;
use crate::settings::Store;
use crate::theme::{Look, Theme};
use holdwell_engine::Stage;
use holdwell_library::Library;
use holdwell_model::Millis;

const LARGE: [f32; 2] = [1280.0, 800.0];
/// High enough for every routine on Start.
const TALL: [f32; 2] = [1280.0, 2000.0];

#[test]
fn the_routines_stand_as_cards_and_one_is_ready() {
    let bench = Bench::new(LARGE);
    for label in ["Ready", "Begin when your hands are ready", "Free SMRT session", "Evening at home, ten minutes"] {
        assert!(bench.sees(label), "{label}");
    }
}

#[test]
fn a_card_is_chosen_and_says_what_it_is() {
    let mut bench = Bench::new(TALL);
    bench.click("Evening at home, ten minutes");
    assert!(bench.sees_part("To do alone at home"));
    assert!(bench.sees_part("ends at 14:1"));
    assert!(bench.sees_part("Have ready:"));
    assert!(bench.sees_part("1.  "));
}

#[test]
fn an_appointment_says_whether_a_routine_fits() {
    let mut bench = Bench::new(LARGE);
    bench.click("Set the end of the appointment");
    assert_eq!(bench.h.get_by_role_and_label(Role::SpinButton, "End of the appointment").value().unwrap(), "15:05");
    bench.click("End of the appointment: less");
    bench.click("Low back: SMRT, then myofascial");
    assert!(bench.sees_part("in hand"));
    bench.press(Key::Space);
    assert_eq!(bench.view().slot().map(|slot| (slot.until.0, slot.reserve)), Some((57 * 60_000, Millis::from_mins(5))));
    assert!(bench.sees_part("until 15:00"));
}

#[test]
fn a_quick_hold_is_one_press() {
    let mut bench = Bench::new(LARGE);
    bench.click("90 s");
    bench.click("Hold");
    assert_eq!(bench.stage(), Some(Stage::Running));
    assert_eq!(bench.view().plan().name, "Quick hold, 90 s");
}

#[test]
fn an_empty_library_leaves_the_free_session() {
    let mut bench = Bench::with(LARGE, Library::default, Store::nowhere());
    assert!(bench.sees("Begin when your hands are ready"));
    assert!(!bench.sees("Routines for treatment"));
    bench.press(Key::Space);
    assert_eq!(bench.stage(), Some(Stage::Running));
}

#[test]
fn a_spoilt_library_is_said() {
    fn spoilt() -> Library {
        let mut library = Library::builtin();
        library.add_routine("mine.toml", b"format = ");
        library
    }
    let bench = Bench::with(LARGE, spoilt, Store::nowhere());
    assert!(bench.sees_part("mine.toml:1"));
    assert!(bench.sees("Jaw (TMJ)"), "the others are there");
}

#[test]
fn settings_hold_at_once_and_after_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let store = || Store::new(Some(folder.path().to_owned()));
    let mut bench = Bench::with(LARGE, Library::builtin, store());
    bench.click("Settings");
    bench.h.get_by_role_and_label(Role::RadioButton, "Light").scroll_to_me();
    bench.settle();
    bench.h.get_by_role_and_label(Role::RadioButton, "Light").click();
    bench.settle();
    assert_eq!(Theme::on(&bench.h.ctx).look, Look::Light);
    let bench = Bench::with(LARGE, Library::builtin, store());
    assert_eq!(Theme::on(&bench.h.ctx).look, Look::Light);
}

#[test]
fn a_key_is_changed_and_a_clash_is_refused() {
    let mut bench = Bench::new([1280.0, 3600.0]);
    bench.click("Settings");
    bench.click("Change the key of Mark release");
    assert!(bench.sees("Press a key"));
    bench.press(Key::Space);
    assert!(bench.sees_part("Space is the key of “Advance”"));
    bench.press(Key::Num3);
    assert!(bench.sees_part("3 is a score"));
    bench.press(Key::F5);
    assert!(!bench.sees("Press a key"));
    assert!(bench.sees("F5"));
    assert_eq!(bench.stage(), None, "and nothing was begun");
    bench.click("Start");
    bench.press(Key::Space);
    bench.press(Key::Space);
    bench.press(Key::R);
    assert!(!bench.sees("Marked"));
    bench.press(Key::F5);
    assert!(bench.sees("Marked"));
}

#[test]
fn keys_do_not_clash() {
    use crate::command::UiCommand;
    let mut all: Vec<Key> = UiCommand::SESSION.iter().flat_map(|command| command.default_keys()).copied().collect();
    assert!(UiCommand::SESSION.iter().all(|command| !command.default_keys().is_empty()), "each can be reached by key");
    assert!(all.iter().all(|key| crate::keys::digit(*key).is_none()), "digits are scores");
    let count = all.len();
    all.sort_by_key(|key| key.name());
    all.dedup();
    assert_eq!(all.len(), count);
}

#[test]
fn what_was_begun_last_stands_ready_the_next_time() {
    let folder = tempfile::tempdir().unwrap();
    let opened = || Bench::with(TALL, Library::builtin, Store::new(Some(folder.path().to_owned())));
    let mut bench = opened();
    bench.begin("Low back at home");
    let kept = std::fs::read_to_string(folder.path().join("settings.toml")).unwrap();
    assert!(kept.contains("routine = "), "{kept}");
    let mut bench = opened();
    bench.settle();
    bench.press(Key::Space);
    bench.settle();
    assert_eq!(bench.view().plan().name, "Low back at home");
}
