//! The two faces of a session: what is seen in every size of window and of text.

use egui::{Key, Rect, Role, pos2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use holdwell_app::catalogue::quick_hold;
use holdwell_app::settings::Store;
use holdwell_conductor::{ConductorCommand, StartRequest};
use holdwell_engine::Options;
use holdwell_library::Library;
use holdwell_model::{Arc, Millis, PlanStep, Position, SideOrder};
use holdwell_store::{Entry, JournalPort, Recording};

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

#[test]
fn the_room_face_grows_with_the_window_and_cuts_no_name() {
    let mut heights = Vec::new();
    for size in SIZES {
        for percent in PERCENTS {
            for step in long_steps() {
                let mut workspace = with_settings(size, &format!("text-percent = {percent}\nroom-after-secs = 5"));
                begin(&mut workspace, vec![step.clone()]);
                workspace.pass(7000);
                assert!(!workspace.sees("Advance"), "the room face alone");
                let what = format!("{size:?} at {percent} %, {}", step.title);
                is_seen(&workspace, &step.title, size, &what);
                is_seen(&workspace, "Settle", size, &what);
                let short = step.title == "Psoas major" && percent == 100;
                heights.extend(short.then(|| workspace.h.get_by_label("Psoas major").rect().height()));
            }
        }
    }
    assert!(heights.is_sorted() && heights[3] > 1.3 * heights[2], "{heights:?}");
}

#[test]
fn the_faces_change_over_each_other() {
    let mut workspace = with_settings([1280.0, 800.0], "room-after-secs = 5");
    begin(&mut workspace, vec![step("Psoas major", &[])]);
    workspace.pass(3000);
    let (mut both, mut frames) = (0, 0);
    while workspace.sees("Advance") {
        workspace.pass(100);
        frames += 1;
        both += u32::from(workspace.h.query_all_by_label("Psoas major").count() == 2);
        assert!(frames < 60, "the room face comes");
    }
    assert!(both >= 8, "the desk face stays below until the room face has come: {both} frames");
    assert!(workspace.sees("Psoas major"));
}

#[test]
fn the_room_face_is_dark_in_the_light_look_unless_it_is_wished() {
    use crate::theme::Theme;
    use holdwell_app::settings::Look;
    for (settings, desk, room) in [
        ("look = \"light\"", Look::Light, Look::Dark),
        ("look = \"light\"\nroom-look = \"light\"", Look::Light, Look::Light),
        ("look = \"high-contrast\"", Look::HighContrast, Look::HighContrast),
    ] {
        let mut workspace = with_settings([1280.0, 800.0], &format!("room-after-secs = 5\n{settings}"));
        begin(&mut workspace, vec![step("Psoas major", &[])]);
        assert_eq!(Theme::on(&workspace.h.ctx).look, desk, "{settings}");
        workspace.pass(7000);
        assert_eq!(Theme::on(&workspace.h.ctx).look, room, "{settings}");
        workspace.wake_desk();
        assert_eq!(Theme::on(&workspace.h.ctx).look, desk, "{settings}");
    }
}

#[test]
fn a_stretch_and_letting_go_are_told_apart_on_both_faces() {
    use holdwell_model::{RepWork, Technique, Timing};
    for room_after in [0, 5] {
        let mut workspace = with_settings([1280.0, 800.0], &format!("room-after-secs = {room_after}"));
        let work = RepWork::Timed(Millis::from_secs(6));
        let timing = Timing::Reps { count: 9, work, rest: Millis::from_secs(4), cap: None };
        let step = PlanStep { timing, technique: Technique::SoftTissueRelease, ..step("Calf", &[]) };
        begin(&mut workspace, vec![step]);
        workspace.press(Key::Space);
        workspace.pass(12_000);
        assert!(workspace.sees("Stretch") && !workspace.sees("Let go"));
        workspace.pass(5000);
        assert!(workspace.sees("Let go") && !workspace.sees("Stretch"));
    }
}

#[test]
fn minimum_and_target_are_seen_as_they_are_heard() {
    use holdwell_model::Timing;
    for room_after in [0, 5] {
        let mut workspace = with_settings([1280.0, 800.0], &format!("room-after-secs = {room_after}"));
        let [minimum, target] = [20, 40].map(|secs| Some(Millis::from_secs(secs)));
        let timing = Timing::Open { minimum, target, ceiling: None };
        begin(&mut workspace, vec![PlanStep { timing, ..step("Sacrum", &[]) }]);
        workspace.press(Key::Space);
        workspace.pass(15_000);
        assert!(!workspace.sees_part("reached"));
        workspace.pass(6000);
        assert!(workspace.sees_part("minimum reached"));
        workspace.pass(12_000);
        assert!(!workspace.sees_part("reached"), "it stands for a while");
        workspace.pass(8000);
        assert!(workspace.sees_part("target reached"));
    }
}

#[test]
fn at_home_the_words_are_the_clients_own() {
    let mut workspace = with_settings([1280.0, 800.0], "room-after-secs = 0");
    let library = Library::builtin();
    let routine = library.routines().iter().find(|one| one.audience == holdwell_model::Audience::Home).unwrap();
    let plan = holdwell_library::compile(routine, &library).unwrap();
    let options = Options::of(&plan);
    workspace.handle.ask(ConductorCommand::Start(Box::new(StartRequest::of(Arc::new(plan), options))));
    workspace.pass(1500);
    assert!(workspace.sees("Pause"));
    assert!(workspace.sees("Get ready"));
    for word in ["Advance", "Settle", "Hush", "Mark release", "Other side"] {
        assert!(!workspace.sees(word), "{word}");
    }
    workspace.press(Key::Space);
    assert!(workspace.sees("Paused") && workspace.sees("Go on"));
}

#[test]
fn the_top_line_stays_in_the_window() {
    for size in SIZES {
        for percent in PERCENTS {
            let mut workspace = with_settings(size, &format!("text-percent = {percent}"));
            begin(&mut workspace, vec![step("Psoas major", &[]), step("Sacrum", &[])]);
            let window = Rect::from_min_max(pos2(0.0, 0.0), pos2(size[0], size[1])).expand(0.6);
            for (name, rect) in others(&workspace) {
                assert!(window.contains_rect(rect), "{size:?} at {percent} %: {name:?} is cut off: {rect:?}");
            }
        }
    }
}

#[test]
fn a_scan_names_what_is_rated_next_and_counts_in_the_order_of_the_work() {
    let mut workspace = with_settings([1280.0, 800.0], "room-after-secs = 0");
    workspace.begin("Five points: counterstrain");
    workspace.pass(1100);
    let rated = |workspace: &Workspace| workspace.view().scan();
    let (_, of) = rated(&workspace).expect("a scan");
    for place in 0..of {
        assert!(workspace.sees(&format!("rating {} of {of}", place + 1)));
        if place + 1 < of {
            assert!(!workspace.sees_part("in the order of their scores"));
        } else {
            assert!(workspace.sees("then  in the order of their scores"));
        }
        // The last one is the worst.
        workspace.press(if place + 1 == of { Key::Num9 } else { Key::Num2 });
        workspace.pass(1600);
        workspace.press(Key::Space);
        workspace.pass(1100);
    }
    assert_eq!(rated(&workspace), None);
    let steps = workspace.view().plan().steps.len();
    assert!(workspace.sees(&format!("step 1 of {steps}")), "the first that is treated is the first");
}

/// A journal that takes nothing.
struct Unrecorded;

impl JournalPort for Unrecorded {
    fn offer(&mut self, entry: Entry) -> Result<(), Entry> {
        Err(entry)
    }

    fn recording(&self) -> Recording {
        Recording::Locked
    }
}

#[test]
fn the_room_face_says_for_as_long_as_it_is_so_that_nothing_is_recorded() {
    for listening in [false, true] {
        let store = Store::nowhere();
        let mut workspace = Workspace::over([1280.0, 800.0], Library::builtin, store, None, Box::new(Unrecorded));
        let timing = holdwell_model::Timing::Listening { check_in: None, ceiling: None, taps: false };
        let step = step("Sacrum", &[]);
        begin(&mut workspace, vec![if listening { PlanStep { timing, ..step } } else { step }]);
        workspace.press(Key::Space);
        workspace.pass(12_000);
        assert!(workspace.view().is_listening() == listening && !workspace.sees("Advance"), "the room face");
        assert!(workspace.sees("Not recorded"));
    }
    let mut recorded = with_settings([1280.0, 800.0], "room-after-secs = 5");
    begin(&mut recorded, vec![step("Sacrum", &[])]);
    recorded.pass(7000);
    assert!(!recorded.sees("Not recorded"));
}
