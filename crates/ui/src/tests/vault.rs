//! Helpers of the tests of the vault's screens: a client, a preset, a session that is over.

use egui::{Rect, Role, pos2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use holdwell_engine::{Command, Engine, Input, Options, Output, View};
use holdwell_model::{Arc, Plan, SessionTime};
use holdwell_store::Request;
use jiff::Zoned;

use crate::action::{Action, Actions};
use crate::testing;

pub(super) use holdwell_testkit::id;

pub(super) fn wall() -> Zoned {
    "2026-01-05T14:03:00[UTC]".parse().unwrap()
}

/// A session told command by command, in seconds.
pub(super) fn session(plan: &Arc<Plan>, script: &[(u64, Command)]) -> View {
    let mut engine = Engine::new(plan, Options::default());
    for (secs, command) in script {
        engine.handle(SessionTime::from_secs(*secs), Input::Command(command.clone()));
        while !matches!(engine.poll(), Output::WaitUntil(..)) {}
    }
    engine.view()
}

/// Returns the requests to the vault since the last call.
pub(super) fn asked(actions: &mut Actions) -> Vec<Request> {
    let ask = |action| match action {
        Action::Vault(request) => *request,
        other => panic!("not for the vault: {other:?}"),
    };
    std::mem::take(actions).into_iter().map(ask).collect()
}

pub(super) fn sees<State>(h: &Harness<'_, State>, label: &str) -> bool {
    h.query_all_by_label(label).next().is_some()
}

pub(super) fn sees_part<State>(h: &Harness<'_, State>, label: &str) -> bool {
    h.query_all_by_label_contains(label).next().is_some()
}

pub(super) fn click<State>(h: &mut Harness<'_, State>, role: Role, label: &str) {
    h.get_by_role_and_label(role, label).click();
    let _frames = testing::settle(h);
}

/// Says if a button is there and can be pressed.
pub(super) fn can_press<State>(h: &Harness<'_, State>, label: &str) -> bool {
    h.query_by_role_and_label(Role::Button, label).is_some_and(|node| !node.accesskit_node().is_disabled())
}

/// Everything that can be pressed lies in the window and on nothing else that can be.
pub(super) fn check<State>(h: &Harness<'_, State>, [width, height]: [f32; 2], what: &str) {
    let window = Rect::from_min_max(pos2(0.0, 0.0), pos2(width, height)).expand(0.6);
    let of = |role| h.query_all_by_role(role);
    let pressable = of(Role::Button).chain(of(Role::Switch)).chain(of(Role::RadioButton)).chain(of(Role::TextInput));
    let all: Vec<(String, Rect)> =
        pressable.map(|node| (node.accesskit_node().label().unwrap_or_default(), node.rect())).collect();
    assert!(!all.is_empty(), "{what}: nothing to press");
    for (index, (name, rect)) in all.iter().enumerate() {
        assert!(window.contains_rect(*rect), "{what} at {width}: “{name}” is cut off: {rect:?}");
        for (other, other_rect) in &all[..index] {
            let common = rect.intersect(*other_rect);
            let overlap = common.width() > 1.0 && common.height() > 1.0;
            assert!(!overlap, "{what} at {width}: “{name}” {rect:?} lies on “{other}” {other_rect:?}");
        }
    }
}
