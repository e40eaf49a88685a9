//! The two faces of a session: what is seen in every size of window and of text.

use egui::{Key, Rect, Role, pos2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use holdwell_app::catalogue::quick_hold;
use holdwell_app::settings::Store;
use holdwell_conductor::{ConductorCommand, StartRequest};
use holdwell_engine::Options;
use holdwell_library::Library;
use holdwell_model::{Arc, Millis, PlanStep, Position, SideOrder};

use super::workspace::Workspace;

const SIZES: [[f32; 2]; 4] = [[900.0, 600.0], [1024.0, 600.0], [1280.0, 800.0], [1920.0, 1080.0]];
const PERCENTS: [u32; 3] = [100, 150, 200];

/// A window of this size with settings as a file has them.
pub(super) fn with_settings(size: [f32; 2], settings: &str) -> Workspace {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("settings.toml"), settings).unwrap();
    Workspace::with(size, Library::builtin, Store::new(Some(folder.path().to_owned())))
}

/// Begins a plan of these steps.
pub(super) fn begin(workspace: &mut Workspace, steps: Vec<PlanStep>) {
    let numbered = |(index, step): (usize, PlanStep)| Arc::new(PlanStep { number: index as u32 + 1, ..step });
    let steps = steps.into_iter().enumerate().map(numbered).collect();
    let plan = holdwell_model::Plan { steps, name: "A plan".to_owned(), ..quick_hold(Millis::from_secs(30)) };
    let options = Options::of(&plan);
    let begin = StartRequest::of(Arc::new(plan), options);
    workspace.handle.ask(ConductorCommand::Start(Box::new(begin)));
    workspace.settle();
    // Presses count from a second after Start.
    workspace.pass(1100);
}

/// A step with this title and these cautions.
pub(super) fn step(title: &str, cautions: &[&str]) -> PlanStep {
    let plan = quick_hold(Millis::from_secs(30));
    let setup = "Supine. Hips bent; knees bent; legs turned outward, slightly; knees eased toward that side.";
    PlanStep {
        title: title.to_owned(),
        setup: setup.to_owned(),
        cautions: cautions.iter().map(|words| (*words).to_owned()).collect(),
        sides: SideOrder::RightThenLeft,
        remarks: Some("As low as it will go, and no further than is easy".to_owned()),
        ..(*plan.steps[0]).clone()
    }
}

/// The longest names and cautions of the library, and two of them under the hands at once.
fn long_steps() -> Vec<PlanStep> {
    let library = Library::builtin();
    let mut positions: Vec<&Position> = library.positions().collect();
    let caution = |position: &Position| position.cautions.join("; ");
    positions.sort_by_key(|position| std::cmp::Reverse(caution(position).len()));
    let cautioned = step(&positions[0].name, &[&caution(positions[0])]);
    let caution = caution(positions[0]);
    positions.sort_by_key(|position| std::cmp::Reverse(position.name.len()));
    let two = format!("{} and {}", positions[0].name, positions[1].name);
    vec![cautioned, step(&positions[0].name, &[&caution]), step(&two, &[&caution]), step("Psoas major", &[])]
}

/// The words of a label, or the name of anything else.
fn words(node: &egui_kittest::Node<'_>) -> String {
    let node = node.accesskit_node();
    node.label().or_else(|| node.value()).unwrap_or_default()
}

/// Every place that something else has on the face.
fn others(workspace: &Workspace) -> Vec<(String, Rect)> {
    let mut others = workspace.buttons();
    for role in [Role::ProgressIndicator, Role::Label] {
        let nodes = workspace.h.query_all_by_role(role);
        others.extend(nodes.map(|node| (words(&node), node.rect())));
    }
    others
}

/// These words stand in the window, and nothing lies on them.
#[track_caller]
fn is_seen(workspace: &Workspace, words: &str, [width, height]: [f32; 2], what: &str) {
    let window = Rect::from_min_max(pos2(0.0, 0.0), pos2(width, height)).expand(0.6);
    let all = others(workspace);
    let (_, place) = all.iter().find(|(name, _)| name == words).unwrap_or_else(|| panic!("{what}: no {words:?}"));
    assert!(window.contains_rect(*place), "{what}: {words:?} is cut off: {place:?}");
    for (other, rect) in &all {
        let common = rect.intersect(*place);
        let overlap = other != words && common.width() > 1.0 && common.height() > 1.0;
        assert!(!overlap, "{what}: {other:?} {rect:?} lies on {words:?} {place:?}");
    }
}

#[test]
fn the_position_and_its_cautions_are_never_cut() {
    for size in SIZES {
        for percent in PERCENTS {
            for step in long_steps() {
                let mut workspace = with_settings(size, &format!("text-percent = {percent}\nroom-after-secs = 0"));
                let what = format!("{size:?} at {percent} %, {}", step.title);
                begin(&mut workspace, vec![step.clone()]);
                for (key, state) in [(None, "settle"), (Some(Key::Space), "hold"), (Some(Key::P), "paused")] {
                    if let Some(key) = key {
                        workspace.press(key);
                        workspace.pass(3200);
                    }
                    let what = format!("{what}, {state}");
                    is_seen(&workspace, &step.title, size, &what);
                    for caution in &step.cautions {
                        is_seen(&workspace, &holdwell_app::text::sentence(caution), size, &what);
                    }
                }
            }
        }
    }
}

#[test]
fn keys_that_have_no_room_are_turned_over() {
    let mut workspace = with_settings([900.0, 600.0], "text-percent = 200");
    begin(&mut workspace, vec![step("Psoas major", &[])]);
    let mut seen: Vec<String> = Vec::new();
    for _ in 0..12 {
        assert!(workspace.sees("Hush"), "at hand on every page");
        seen.extend(workspace.buttons().into_iter().map(|(name, _)| name));
        workspace.click("More keys");
    }
    for command in ["Advance", "Undo", "Mark release", "Pause", "Other side", "Repeat", "Skip", "Note…", "End session"]
    {
        assert!(seen.iter().any(|name| name == command || name == "Back"), "{command} is never seen: {seen:?}");
    }
}

#[test]
fn the_words_name_what_the_next_press_begins() {
    let mut workspace = with_settings([1280.0, 800.0], "room-after-secs = 0");
    let midline = |title: &str| PlanStep { sides: SideOrder::Midline, ..step(title, &[]) };
    begin(&mut workspace, vec![midline("Sacrum"), midline("Inion"), midline("Ribs")]);
    for _ in 0..3 {
        workspace.press(Key::Space);
        workspace.pass(1100);
    }
    assert!(workspace.sees("Inion") && workspace.sees("then  Ribs"));
    workspace.press(Key::C);
    assert!(workspace.sees("Unnamed hold") && workspace.sees("then  Inion"));
    workspace.press(Key::C);
    assert!(workspace.sees("Sacrum") && workspace.sees("then  Inion"), "the same again");
    workspace.pass(3200);
    assert!(!workspace.sees("Inion"), "what was planned is not large as well");
}
