//! A client's preset in the builder: begun, changed, saved, undone, started.

use std::sync::Arc;

use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use holdwell_engine::Stage;
use holdwell_library::{Change, Library, Preset, StepKey};
use holdwell_store::{PresetPage, Request, UserContent, VaultSnapshot};

use super::builder::{adds, chord, steps, types};
use super::practice::{id, low_back, practice};
use super::records::record;
use super::workspace::Workspace;
use crate::screen::Page;

const LARGE: [f32; 2] = [1280.0, 1600.0];

fn at_start() -> Workspace {
    let mut workspace = Workspace::new(LARGE);
    workspace.publish(practice());
    workspace.click("Maria B.");
    workspace
}

/// Returns the preset that was saved last, after checking that no routine was.
#[track_caller]
fn saved(workspace: &Workspace) -> Preset {
    let asked = workspace.asked();
    assert!(!asked.iter().any(|request| matches!(request, Request::SaveRoutine(_))), "for everybody: {asked:?}");
    let saves = |request| if let Request::SavePreset(preset) = request { Some(*preset) } else { None };
    asked.into_iter().filter_map(saves).next_back().expect("saved")
}

/// The vault shows the preset as it was saved.
fn shows(workspace: &mut Workspace, preset: &Preset) {
    let preset = Arc::new(preset.clone());
    let page =
        PresetPage { versions: vec![(super::practice::at("2026-01-05T14:03:00Z"), Arc::clone(&preset))], preset };
    workspace.publish(VaultSnapshot { preset: Some(Arc::new(page)), ..practice() });
}

fn key(what: &str) -> StepKey {
    StepKey { what: what.to_owned(), nth: 0 }
}

#[test]
fn change_on_the_start_card_changes_the_clients_preset() {
    let mut workspace = at_start();
    workspace.click("Change…");
    assert_eq!(workspace.looks_at().unwrap().preset, Some(low_back().id));
    assert!(workspace.sees("Preset of") && workspace.sees("Maria Berg"));
    assert!(workspace.sees_part("Bruise on the jaw"), "the cautions stand where a session can be begun");
    assert!(workspace.sees("0 differences from “Low back: SMRT, then myofascial”"));
    shows(&mut workspace, &low_back());
    assert!(workspace.sees("saved"));
    // One step less, another one with a time of its own.
    let before = steps(&workspace).len();
    workspace.page_key(Key::F6);
    workspace.page_key(Key::Delete);
    assert_eq!(steps(&workspace).len(), before - 1);
    workspace.click("Step 1: Psoas major");
    types(&mut workspace, "50");
    assert!(workspace.sees("2 differences from “Low back: SMRT, then myofascial”"));
    let row = workspace.h.get_by_label("Step 1: Psoas major");
    assert!(row.accesskit_node().description().unwrap_or_default().contains("changed"));
    workspace.click("Save");
    let preset = saved(&workspace);
    assert_eq!((preset.id, preset.client, preset.version), (low_back().id, id(1), 4));
    assert!(
        matches!(preset.changes.as_slice(), [Change::Dropped(_), Change::Timed(psoas, _)] if *psoas == key("psoas"))
    );
    shows(&mut workspace, &preset);
    assert!(workspace.sees("saved"));
    // Taken back one by one, and undone.
    workspace.click("2 differences from “Low back: SMRT, then myofascial”");
    workspace.click("Take back: Psoas major: 50 s instead of 35 s");
    assert!(workspace.sees("1 difference from “Low back: SMRT, then myofascial”"));
    workspace.click("Undo");
    assert!(workspace.sees("2 differences from “Low back: SMRT, then myofascial”"));
}

#[test]
fn a_routine_changed_for_a_client_becomes_their_preset_and_nobody_elses() {
    let mut workspace = at_start();
    workspace.h.get_by_label("Neck and shoulders: SMRT").scroll_to_me();
    workspace.settle();
    workspace.click("Neck and shoulders: SMRT");
    workspace.click("Change…");
    workspace.page_key(Key::F6);
    workspace.page_key(Key::Delete);
    workspace.click("Save");
    let preset = saved(&workspace);
    assert_eq!((preset.client, preset.routine.as_str(), preset.version), (id(1), "neck-shoulder-smrt", 1));
    assert!(matches!(preset.changes.as_slice(), [Change::Dropped(_)]));
}

#[test]
fn a_preset_is_made_before_a_first_session_from_nothing() {
    let mut workspace = Workspace::new(LARGE);
    workspace.publish(practice());
    workspace.go("Clients");
    workspace.click("Maria Berg");
    workspace.click("New preset…");
    assert!(workspace.sees("A preset for Maria Berg"));
    workspace.click("From nothing");
    adds(&mut workspace, &["psoas maj", "iliacus"]);
    workspace.type_in("Name of the preset", "Hips, gently");
    workspace.click("Save");
    let preset = saved(&workspace);
    assert_eq!((preset.client, preset.name.as_str(), preset.changes.len()), (id(1), "Hips, gently", 2));
    shows(&mut workspace, &preset);
    chord(&mut workspace, Modifiers::COMMAND, Key::Enter);
    assert_eq!(workspace.stage(), Some(Stage::Running));
    let plan = Arc::clone(workspace.view().plan());
    assert_eq!((plan.name.as_str(), plan.steps.len(), plan.free), ("Hips, gently", 2, false));
}

#[test]
fn a_preset_is_made_of_a_session() {
    let mut workspace = Workspace::new(LARGE);
    let of_session = || VaultSnapshot { session: Some(Arc::new(record(31))), ..practice() };
    workspace.publish(of_session());
    workspace.go("Clients");
    workspace.click("Maria Berg");
    workspace.click("New preset…");
    assert_eq!(workspace.looks_at().unwrap().session, Some(id(31)));
    workspace.publish(of_session());
    workspace.click("From the last session");
    assert!(!steps(&workspace).is_empty());
    workspace.click("Save");
    let preset = saved(&workspace);
    assert_eq!((preset.client, preset.routine.as_str()), (id(1), "low-back-mixed"));
}

#[test]
fn a_preset_that_is_being_built_is_not_lost() {
    let mut workspace = at_start();
    workspace.click("Change…");
    workspace.page_key(Key::F6);
    workspace.page_key(Key::Delete);
    workspace.close();
    let kept = |request| if let Request::KeepDraft(draft) = request { Some(*draft) } else { None };
    let draft = workspace.asked().into_iter().filter_map(kept).next_back().expect("kept as the window closes");
    let mut workspace = Workspace::new(LARGE);
    let own = UserContent { drafts: vec![Arc::new(draft)], ..UserContent::default() };
    workspace.publish(VaultSnapshot { own: Arc::new(own), ..practice() });
    workspace.go("Routines");
    workspace.click("Maria's low back");
    assert!(workspace.sees("1 difference from “Low back: SMRT, then myofascial”"));
    workspace.click("Undo");
    assert!(workspace.sees("0 differences from “Low back: SMRT, then myofascial”"));
}

#[test]
fn a_position_goes_from_the_library_into_a_routine_and_into_a_preset() {
    let mut workspace = Workspace::new(LARGE);
    workspace.publish(practice());
    workspace.go("Library");
    workspace.type_in("Find a position", "iliacus");
    workspace.click("Iliacus");
    workspace.click("Add to…");
    assert!(workspace.sees("Add “Iliacus” to…"));
    workspace.click("Maria's low back");
    assert!(workspace.sees("1 difference from “Low back: SMRT, then myofascial”"));
    assert!(steps(&workspace).last().unwrap().contains("Iliacus"));
    workspace.go("Library");
    workspace.type_in("Find a position", "iliacus");
    workspace.click("Iliacus");
    workspace.click("Add to…");
    workspace.click("A new routine");
    assert_eq!(steps(&workspace), ["Step 1: Iliacus"]);
}

#[test]
fn a_preset_whose_routine_is_gone_is_built_with_its_own_steps() {
    let step = Library::builtin().routine("low-back-mixed").unwrap().steps[3].clone();
    let changes =
        vec![Change::Dropped(key("psoas")), Change::Added { after: Some(key("psoas")), step: Box::new(step) }];
    let gone = Arc::new(Preset { routine: "own-gone".to_owned(), changes, ..(*low_back()).clone() });
    let mut page = super::practice::page();
    page.presets[0].preset = Arc::clone(&gone);
    let kept = || {
        let versions = vec![(super::practice::at("2026-01-05T14:03:00Z"), Arc::clone(&gone))];
        let preset = Some(Arc::new(PresetPage { versions, preset: Arc::clone(&gone) }));
        VaultSnapshot { client: Some(Arc::new(page.clone())), preset, ..practice() }
    };
    let mut workspace = Workspace::new(LARGE);
    workspace.publish(kept());
    workspace.h.state_mut().show(Page::Preset(gone.id));
    workspace.settle();
    workspace.click("Change…");
    assert_eq!(steps(&workspace), ["Step 1: Piriformis"]);
    assert!(workspace.sees("its routine is gone: it is built with its own steps"));
    workspace.click("Save");
    let saved = saved(&workspace);
    assert_eq!((saved.id, saved.routine.as_str(), saved.changes.len()), (gone.id, "free-smrt", 1));
    shows(&mut workspace, &saved);
    assert!(workspace.sees("saved") && !workspace.sees_part("its routine is gone"));
}

/// What was saved before the library changed opens as it was, and takes the library's time when it is told to.
#[test]
fn a_preset_from_before_goes_on_until_it_takes_the_times_of_today() {
    let rib = holdwell_model::What::Position("diaphragm-edge".to_owned());
    let technique = Some(holdwell_model::Technique::Counterstrain);
    let step = holdwell_model::Step { technique, ..holdwell_model::Step::plain(rib) };
    let changes = vec![Change::Added { after: None, step: Box::new(step) }];
    let before = Preset { changes: changes.clone(), ..(*low_back()).clone() };
    let mut workspace = Workspace::new(LARGE);
    shows(&mut workspace, &before);
    workspace.h.state_mut().show(Page::Preset(before.id));
    workspace.settle();
    workspace.click("Change…");
    shows(&mut workspace, &before);
    assert!(workspace.sees("saved"), "opening it changes nothing");
    workspace.click("Step 1: Diaphragm, edge");
    assert!(workspace.sees_part("This step goes on with the time it had"));
    workspace.click(holdwell_app::text::ALL_FOLLOW_LIBRARY);
    assert!(!workspace.sees_part("This step goes on with the time it had"));
    workspace.click("Save");
    let preset = saved(&workspace);
    assert_eq!((preset.changes, preset.library), (changes, Library::builtin().last_change()));
}
