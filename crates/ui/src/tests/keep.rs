//! Keeping what was done.

use egui::{Frame, Role};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use holdwell_engine::{Command, View};
use holdwell_library::preset::{apply, keys};
use holdwell_library::{Change, Library, Preset, StepKey, compile_preset};
use holdwell_model::{Arc, HoldName, Id, Millis, Side, Timing};
use holdwell_store::{Request, Ticket};

use super::vault::{can_press, check, click, id, sees, sees_part, session, wall};
use crate::screens::{KeepPanel, KeepProps};
use crate::testing;

const SIZE: [f32; 2] = [1280.0, 1600.0];

struct Desk {
    panel: KeepPanel,
    view: View,
    session: Id,
    client: Id,
    preset: Option<Preset>,
    library: Library,
    ticket: Ticket,
}

fn desk(preset: Option<Preset>, script: &[(u64, Command)]) -> Desk {
    let library = Library::builtin();
    let routine = library.routine("low-back-mixed").unwrap();
    let changes = preset.as_ref().map_or(&[][..], |preset| &preset.changes);
    let plan = Arc::new(compile_preset(routine, changes, &library).unwrap());
    let view = session(&plan, script);
    Desk {
        panel: KeepPanel::default(),
        view,
        session: id(9),
        client: id(1),
        preset,
        library,
        ticket: Ticket::default(),
    }
}

fn window(size: [f32; 2], desk: Desk) -> Harness<'static, Desk> {
    let app = |ui: &mut egui::Ui, desk: &mut Desk| {
        let wall = wall();
        let props = KeepProps {
            view: &desk.view,
            session: desk.session,
            client: desk.client,
            preset: desk.preset.as_ref(),
            library: &desk.library,
            wall: &wall,
        };
        Frame::new().inner_margin(24).show(ui, |ui| desk.panel.ui(ui, &props));
    };
    let mut h = testing::builder(size).build_ui_state(app, desk);
    let _frames = testing::settle(&mut h);
    h
}

/// Takes what the vault is asked to keep.
fn asked(h: &mut Harness<'_, Desk>) -> Preset {
    let desk = h.state_mut();
    let mut requests = Vec::new();
    desk.ticket = desk.ticket.next();
    let ticket = desk.ticket;
    let sent = desk.panel.send(&mut |request| {
        requests.push(request);
        Ok(ticket)
    });
    assert!(sent);
    match requests.as_slice() {
        [Request::SavePreset(preset)] => (**preset).clone(),
        other => panic!("{other:?}"),
    }
}

fn reply(h: &mut Harness<'_, Desk>, is_kept: bool) {
    let desk = h.state_mut();
    desk.panel.replied(desk.ticket, is_kept);
    let _frames = testing::settle(h);
}

/// Takes what the vault is asked to keep, and keeps it.
fn saved(h: &mut Harness<'_, Desk>) -> Preset {
    let preset = asked(h);
    reply(h, true);
    preset
}

fn key(what: &str) -> StepKey {
    StepKey { what: what.to_owned(), nth: 0 }
}

fn fixed(secs: u64) -> Timing {
    Timing::Fixed { hold: Millis::from_secs(secs) }
}

fn insert(name: &str) -> Command {
    Command::Insert { hold: HoldName::words(name, Side::Midline), length: Some(Millis::from_secs(20)), next: false }
}

/// Piriformis dropped, psoas ended after 22 s on either side, a hold added after it.
fn otherwise(name: &str) -> Vec<(u64, Command)> {
    vec![
        (0, Command::Drop(4)),
        (0, Command::Advance),
        (2, Command::Advance),
        (5, insert(name)),
        (24, Command::Advance),
        (40, Command::Advance),
        (62, Command::Advance),
        (90, Command::Advance),
        (130, Command::Stop),
    ]
}

#[test]
fn a_session_that_was_somebody_elses_never_becomes_their_preset() {
    let mut theirs = desk(None, &otherwise("Scalene"));
    let preset = Preset::new(id(4), id(1), "Low back, for A", "low-back-mixed");
    theirs.preset = Some(preset);
    let mut h = window(SIZE, theirs);
    assert!(sees_part(&h, "Low back, for A") || can_press(&h, "Keep"));
    h.state_mut().client = id(2);
    let _frames = testing::settle(&mut h);
    click(&mut h, Role::Button, "Keep");
    let kept = saved(&mut h);
    assert_eq!((kept.client, kept.id == id(4)), (id(2), false), "a preset of their own");
}

#[test]
fn a_new_preset_keeps_the_chosen_lines() {
    let mut h = window(SIZE, desk(None, &otherwise("Scalene")));
    assert!(sees(&h, "New: Piriformis left out"));
    assert!(sees(&h, "New: Scalene added after Psoas major"));
    assert!(!sees(&h, "New: Psoas major: 20 s instead of 35 s"), "times are off");
    click(&mut h, Role::Switch, "Psoas major: 20 s instead of 35 s");
    assert!(sees(&h, "New: Psoas major: 20 s instead of 35 s"));
    click(&mut h, Role::Switch, "Scalene added after Psoas major");
    click(&mut h, Role::Button, "Keep");
    let kept = saved(&mut h);
    assert_eq!(kept.changes, [Change::Dropped(key("piriformis")), Change::Timed(key("psoas"), fixed(20))]);
    assert_eq!((kept.client, kept.version, kept.routine.as_str()), (id(1), 1, "low-back-mixed"));
    assert_eq!(kept.name, "Low back: SMRT, then myofascial");
    assert!(sees(&h, "Kept") && !can_press(&h, "Keep"));
    // Another line, and it can be kept once more: the same preset, one version later.
    click(&mut h, Role::Switch, "Scalene added after Psoas major");
    click(&mut h, Role::Button, "Keep");
    let again = saved(&mut h);
    assert_eq!((again.id, again.version, again.changes.len()), (kept.id, 2, 3));
}

#[test]
fn it_is_kept_once_the_vault_has_it() {
    let mut h = window(SIZE, desk(None, &otherwise("Scalene")));
    click(&mut h, Role::Button, "Keep");
    let first = asked(&mut h);
    let _frames = testing::settle(&mut h);
    assert!(sees(&h, "On its way") && !sees(&h, "Kept") && !can_press(&h, "Keep"));
    reply(&mut h, false);
    assert!(!sees(&h, "Kept") && can_press(&h, "Keep"), "it was refused");
    click(&mut h, Role::Button, "Keep");
    let again = saved(&mut h);
    assert_eq!((again.id, again.version), (first.id, first.version), "the vault has no version yet");
    assert!(sees(&h, "Kept") && !can_press(&h, "Keep"));
}

#[test]
fn a_new_preset_needs_a_name() {
    let mut h = window(SIZE, desk(None, &otherwise("Scalene")));
    let field = h.get_by_role_and_label(Role::TextInput, "Name of the preset");
    field.focus();
    h.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::A);
    h.key_press(egui::Key::Delete);
    let _frames = testing::settle(&mut h);
    assert!(sees(&h, "Give it a name") && !can_press(&h, "Keep"));
}

#[test]
fn a_known_preset_says_exactly_what_changes_and_becomes_a_new_version() {
    let library = Library::builtin();
    let routine = library.routine("low-back-mixed").unwrap();
    let step = Box::new(routine.steps[3].clone());
    let changes = vec![
        Change::Dropped(key("ql-side-lying")),
        Change::Timed(key("psoas"), fixed(45)),
        Change::Dropped(key("gone")),
        Change::Added { after: None, step },
    ];
    let before = Preset { changes, version: 3, ..Preset::new(id(2), id(1), "Low back", "low-back-mixed") };
    let run = apply(routine, &before.changes).0;
    assert_eq!(keys(&run)[0], key("piriformis"));
    // The added piriformis is dropped, psoas is held 60 s.
    let script = [
        (0, Command::Drop(1)),
        (0, Command::Advance),
        (2, Command::Advance),
        (3, Command::Extend),
        (4, Command::Extend),
        (5, Command::Extend),
        (70, Command::Advance),
        (71, Command::Extend),
        (72, Command::Extend),
        (73, Command::Extend),
        (150, Command::Stop),
    ];
    let mut h = window(SIZE, desk(Some(before.clone()), &script));
    assert!(sees(&h, "Changes to “Low back”, version 3"));
    assert!(sees(&h, "No longer: Piriformis added at the beginning"));
    click(&mut h, Role::Switch, "Psoas major: 1 min instead of 45 s");
    assert!(sees(&h, "No longer: Psoas major: 45 s instead of 35 s"));
    assert!(sees(&h, "New: Psoas major: 1 min instead of 35 s"));
    click(&mut h, Role::Button, "Keep");
    let kept = saved(&mut h);
    let changes =
        [Change::Dropped(key("ql-side-lying")), Change::Timed(key("psoas"), fixed(60)), Change::Dropped(key("gone"))];
    assert_eq!(kept.changes, changes, "what the routine has no more is not taken back by the way");
    assert_eq!((kept.id, kept.version, kept.name.as_str()), (before.id, 4, "Low back"));
    // The vault has kept it: what is offered stays what it was.
    h.state_mut().preset = Some(kept);
    let _frames = testing::settle(&mut h);
    assert!(sees(&h, "Kept") && sees(&h, "Changes to “Low back”, version 3"));
}

#[test]
fn what_was_done_as_planned_changes_nothing() {
    let preset = Preset::new(id(2), id(1), "Low back", "low-back-mixed");
    let script = [(0, Command::Advance), (2, Command::Advance), (5, Command::Stop)];
    let h = window(SIZE, desk(Some(preset), &script));
    assert!(sees(&h, "No hold was carried through") && !sees(&h, "It was done as planned"));
    assert!(!can_press(&h, "Keep"));
    let h = window(SIZE, desk(None, &script));
    assert!(sees(&h, "The preset would follow its routine in everything"));
    assert!(can_press(&h, "Keep"), "the routine itself can become the client's");
}

#[test]
fn what_cannot_be_run_is_not_kept() {
    let mut script: Vec<(u64, Command)> = (1..=8).map(|step| (0, Command::Drop(step))).collect();
    script.push((0, Command::Stop));
    let mut h = window(SIZE, desk(None, &script));
    assert!(sees_part(&h, "This cannot be run") && !can_press(&h, "Keep"));
    click(&mut h, Role::Switch, "Psoas major left out");
    assert!(can_press(&h, "Keep"));
}

#[test]
fn nothing_is_offered_before_the_end_or_without_a_list() {
    let mut running = otherwise("Scalene");
    running.pop();
    let h = window(SIZE, desk(None, &running));
    assert!(!sees_part(&h, "Keep"));
    let mut desk = desk(None, &[]);
    let free = Arc::new(holdwell_library::free_session());
    desk.view = session(&free, &[(0, Command::Advance), (2, Command::Advance), (40, Command::Stop)]);
    assert!(!sees_part(&window(SIZE, desk), "Keep"));
}

#[test]
fn another_session_is_another_panel() {
    let mut h = window(SIZE, desk(None, &otherwise("Scalene")));
    click(&mut h, Role::Button, "Keep");
    let first = saved(&mut h);
    h.state_mut().session = id(10);
    let _frames = testing::settle(&mut h);
    click(&mut h, Role::Button, "Keep");
    assert_ne!(saved(&mut h).id, first.id);
}

#[test]
fn long_names_push_nothing_away() {
    let name = "Extensor carpi radialis longus and brevis, with the thumb of the other hand ".repeat(3);
    for size in [[1280.0, 1600.0], [900.0, 1800.0]] {
        let preset = Preset::new(id(2), id(1), &name, "low-back-mixed");
        for preset in [None, Some(preset)] {
            let h = window(size, desk(preset, &otherwise(&name)));
            check(&h, size, "keep");
        }
    }
}
