//! Small things of the session and around it that were once missing, or in the way.

use egui::{Event, Key, Role, pos2};
use egui_kittest::kittest::Queryable as _;
use holdwell_model::Phase;

use super::faces::with_settings;
use super::hands::holding;
use super::practice::{page, practice};
use super::workspace::Workspace;
use crate::icons;

const LARGE: [f32; 2] = [1280.0, 800.0];
const LOW_BACK: &str = "Low back: SMRT, then myofascial";

fn pictures(workspace: &Workspace) -> Vec<egui::Rect> {
    workspace.h.query_all_by_role(Role::Image).map(|node| node.rect()).collect()
}

#[test]
fn the_position_is_seen_large_in_settle_and_small_in_work() {
    let mut workspace = with_settings(LARGE, "room-after-secs = 0");
    workspace.begin(LOW_BACK);
    workspace.pass(1200);
    assert_eq!(workspace.phase(), Some(Phase::Settle));
    let [large] = pictures(&workspace)[..] else { panic!("{:?}", pictures(&workspace)) };
    workspace.press(Key::Space);
    workspace.pass(1200);
    assert_eq!(workspace.phase(), Some(Phase::Work));
    let [small] = pictures(&workspace)[..] else { panic!("{:?}", pictures(&workspace)) };
    assert!(large.width() > 1.3 * small.width(), "{large:?} {small:?}");
}

#[test]
fn nothing_opens_by_itself_where_the_mouse_rests_on_the_cover() {
    let mut workspace = Workspace::new(LARGE);
    workspace.press(Key::Space);
    workspace.pass(1000);
    workspace.press(Key::E);
    assert!(workspace.sees("Session finished"));
    let button = workspace.buttons().pop().unwrap().1.center();
    let words = |workspace: &Workspace| workspace.h.query_all_by_role(Role::Label).count();
    let before = words(&workspace);
    workspace.raw(vec![Event::PointerMoved(pos2(button.x, button.y))]);
    workspace.pass(3000);
    assert_eq!(words(&workspace), before, "no tooltip");
}

#[test]
fn a_clients_name_leaves_what_advance_does_in_sight() {
    let mut workspace = Workspace::new([1280.0, 2600.0]);
    workspace.publish(practice());
    workspace.click("Maria B.");
    workspace.press(Key::Space);
    let name = page().client.spoken();
    assert!(workspace.sees(&name), "large, for a moment");
    assert!(workspace.sees_part("Advance when your hands are ready"));
    workspace.pass(6000);
    assert!(!workspace.sees(&name));
}

#[test]
fn a_caution_that_was_seen_before_keeps_its_sign() {
    let mut workspace = Workspace::new([1280.0, 2600.0]);
    workspace.publish(practice());
    workspace.click("Maria B.");
    let known = workspace.h.get_by_label_contains("Right hip replaced").rect();
    let signs = workspace.h.query_all_by_label(icons::WARNING.0);
    let beside = |rect: egui::Rect| (rect.center().y - known.top()).abs() < 20.0 && rect.right() <= known.left() + 1.0;
    assert!(signs.map(|sign| sign.rect()).any(beside));
}

#[test]
fn a_hold_that_is_queued_is_said_and_stands_next() {
    let mut workspace = holding();
    let first = workspace.view().step().unwrap().title.clone();
    while workspace.phase() != Some(Phase::Settle) {
        workspace.press(Key::Space);
        workspace.pass(11_000);
    }
    workspace.wake_desk();
    let before = workspace.view().schedule().items().len();
    workspace.click("Repeat");
    assert_eq!(workspace.view().schedule().items().len(), before + 1);
    assert!(workspace.sees("Again after this"), "at once");
    workspace.pass(4000);
    let next = workspace.view().next().unwrap();
    let then = holdwell_app::text::then(Some(&next), &workspace.view());
    assert!(workspace.sees(&then), "and for as long as it waits: {then}");
    assert!(then.contains(&first), "{then}");
}
