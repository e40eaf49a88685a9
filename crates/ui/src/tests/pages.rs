//! Start and Settings.

use egui::{Key, Role};
use egui_kittest::kittest::Queryable as _;
use holdwell_app::settings::{Look, Store};
use holdwell_engine::Stage;
use holdwell_library::Library;
use holdwell_model::Millis;

use super::workspace::Workspace;
use crate::theme::Theme;

const LARGE: [f32; 2] = [1280.0, 800.0];
/// High enough for every routine on Start.
const TALL: [f32; 2] = [1280.0, 2000.0];

#[test]
fn the_routines_stand_as_cards_and_one_is_ready() {
    let workspace = Workspace::new(LARGE);
    for label in ["Ready", "Begin when your hands are ready", "Free SMRT session", "Evening at home, ten minutes"] {
        assert!(workspace.sees(label), "{label}");
    }
}

#[test]
fn a_card_is_chosen_and_says_what_it_is() {
    let mut workspace = Workspace::new(TALL);
    workspace.click("Evening at home, ten minutes");
    assert!(workspace.sees_part("Home routine"));
    assert!(workspace.sees_part("ends at 14:1"));
    assert!(workspace.sees_part("Have ready:"));
    assert!(workspace.sees_part("1.  "));
}

#[test]
fn an_appointment_says_whether_a_routine_fits() {
    let mut workspace = Workspace::new(LARGE);
    let place = |workspace: &Workspace| workspace.h.get_by_label("60 min").rect();
    let before = place(&workspace);
    workspace.click("60 min");
    let end =
        |workspace: &Workspace| workspace.h.get_by_role_and_label(Role::TextInput, "End of the appointment").value();
    assert_eq!(end(&workspace).unwrap(), "15:03");
    workspace.click("No end of the appointment");
    workspace.type_in("End of the appointment", "banana");
    assert!(workspace.sees("write 60 or 15:00"), "said at the field, at once");
    assert_eq!(place(&workspace), before, "nothing moves");
    workspace.click("No end of the appointment");
    workspace.type_in("End of the appointment", "15:00");
    workspace.page_key(Key::Enter);
    assert_eq!((end(&workspace).unwrap(), place(&workspace)), ("15:00".to_owned(), before));
    workspace.click("Low back: SMRT, then myofascial");
    assert!(workspace.sees_part("in hand"));
    workspace.press(Key::Space);
    assert_eq!(
        workspace.view().slot().map(|slot| (slot.until.0, slot.reserve)),
        Some((57 * 60_000, Millis::from_mins(5)))
    );
    assert!(workspace.sees_part("until 15:00"));
}

#[test]
fn a_quick_hold_is_one_press() {
    let mut workspace = Workspace::new(LARGE);
    workspace.click("90 s");
    workspace.click("Hold");
    assert_eq!(workspace.stage(), Some(Stage::Running));
    assert_eq!(workspace.view().plan().name, "Quick hold, 90 s");
}

#[test]
fn an_empty_library_leaves_the_free_session() {
    let mut workspace = Workspace::with(LARGE, Library::default, Store::nowhere());
    assert!(workspace.sees("Begin when your hands are ready"));
    assert!(!workspace.sees("Routines for treatment"));
    workspace.press(Key::Space);
    assert_eq!(workspace.stage(), Some(Stage::Running));
}

#[test]
fn a_spoilt_library_is_said() {
    fn spoilt() -> Library {
        let mut library = Library::builtin();
        library.add_routine("mine.toml", b"format = ");
        library
    }
    let workspace = Workspace::with(LARGE, spoilt, Store::nowhere());
    assert!(workspace.sees_part("mine.toml:1"));
    assert!(workspace.sees("Jaw (TMJ)"), "the others are there");
}

#[test]
fn settings_hold_at_once_and_after_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let store = || Store::new(Some(folder.path().to_owned()));
    let mut workspace = Workspace::with(LARGE, Library::builtin, store());
    workspace.click("Settings");
    workspace.h.get_by_role_and_label(Role::RadioButton, "Light").scroll_to_me();
    workspace.settle();
    workspace.h.get_by_role_and_label(Role::RadioButton, "Light").click();
    workspace.settle();
    assert_eq!(Theme::on(&workspace.h.ctx).look, Look::Light);
    let workspace = Workspace::with(LARGE, Library::builtin, store());
    assert_eq!(Theme::on(&workspace.h.ctx).look, Look::Light);
}

#[test]
fn settings_say_where_there_is_no_voice() {
    let mut workspace = Workspace::new(TALL);
    workspace.click("Settings");
    assert!(workspace.sees_part("This Holdwell has no voice."));
}

#[test]
fn a_key_is_changed_and_a_clash_is_refused() {
    let mut workspace = Workspace::new([1280.0, 3600.0]);
    workspace.click("Settings");
    workspace.click("Change the key of Mark release");
    assert!(workspace.sees("Press a key"));
    workspace.press(Key::Space);
    assert!(workspace.sees_part("Space is the key of “Advance”"));
    workspace.press(Key::Num3);
    assert!(workspace.sees_part("3 is a score"));
    workspace.press(Key::F5);
    assert!(!workspace.sees("Press a key"));
    assert!(workspace.sees("F5"));
    assert_eq!(workspace.stage(), None, "and nothing was begun");
    workspace.click("Start");
    workspace.press(Key::Space);
    workspace.press(Key::Space);
    workspace.press(Key::R);
    assert!(!workspace.sees("Marked"));
    workspace.press(Key::F5);
    assert!(workspace.sees("Marked"));
}

#[test]
fn keys_do_not_clash() {
    use holdwell_app::command::UiCommand;
    let mut all: Vec<holdwell_app::keys::Key> =
        UiCommand::SESSION.iter().flat_map(|command| command.default_keys()).copied().collect();
    let mut unbound = UiCommand::SESSION.iter().filter(|command| command.default_keys().is_empty());
    assert!(unbound.all(|command| *command == UiCommand::Repeat), "all others can be reached by key");
    assert!(all.iter().all(|key| key.digit().is_none()), "digits are scores");
    let count = all.len();
    all.sort_by_key(|key| key.name());
    all.dedup();
    assert_eq!(all.len(), count);
}

#[test]
fn what_was_begun_last_stands_ready_the_next_time() {
    let folder = tempfile::tempdir().unwrap();
    let opened = || Workspace::with(TALL, Library::builtin, Store::new(Some(folder.path().to_owned())));
    let mut workspace = opened();
    workspace.begin("Low back at home");
    let kept = std::fs::read_to_string(folder.path().join("settings.toml")).unwrap();
    assert!(kept.contains("routine = "), "{kept}");
    let mut workspace = opened();
    workspace.settle();
    workspace.press(Key::Space);
    workspace.settle();
    assert_eq!(workspace.view().plan().name, "Low back at home");
}
