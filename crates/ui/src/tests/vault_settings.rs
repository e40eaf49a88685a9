//! The vault's settings, and the sessions that were cut off: asked for, answered where it was asked.

use std::sync::Arc;

use egui::{Key, Modifiers, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use holdwell_engine::Stage;
use holdwell_store::{
    Damage, Done, Failure, Passphrase, PassphraseChange, Request, StartBoard, Unfinished, VaultError, VaultSnapshot,
    VaultState, Work, WorkKind,
};

use super::practice::{at, encrypted, full_disk, id, practice};
use super::workspace::Workspace;

const LARGE: [f32; 2] = [1280.0, 800.0];
const TALL: [f32; 2] = [1280.0, 4000.0];

#[test]
fn a_session_that_was_cut_off_waits_for_one_of_three() {
    let unfinished = |point: bool| Unfinished {
        session: super::practice::session(41),
        whose: super::practice::board().recent.into_iter().next(),
        plan: super::records::plan(),
        kept: at("2026-01-05T13:50:00Z"),
        point: point.then(super::records::point),
    };
    let kept = |point| {
        let start = StartBoard { unfinished: Some(Arc::new(unfinished(point))), ..StartBoard::default() };
        VaultSnapshot { start: Arc::new(start), ..practice() }
    };
    let mut workspace = Workspace::new(LARGE);
    workspace.publish(kept(false));
    assert!(workspace.sees("A session was cut off"));
    assert!(!workspace.sees("Go on, paused"), "it is too old");
    workspace.click("Keep as it is");
    workspace.click("Discard");
    let asked = workspace.asked();
    assert!(
        matches!(asked.as_slice(), [Request::KeepPartial(one), Request::SetSessionDeleted(other, true)] if *one == id(41) && *other == id(41))
    );
    workspace.click("Undo");
    assert!(matches!(workspace.asked().as_slice(), [Request::SetSessionDeleted(one, false)] if *one == id(41)));
    workspace.publish(kept(true));
    assert!(workspace.sees("Go on, paused"));
    workspace.asked();
    workspace.click("Go on, paused");
    assert!(matches!(workspace.stage(), Some(Stage::Held(_))), "{:?}", workspace.stage());
    assert!(workspace.sees("MB"), "whose it is goes on with it, though Start knows nobody");
}

#[test]
fn a_passphrase_is_typed_twice() {
    let mut workspace = Workspace::new(TALL);
    workspace.publish(practice());
    workspace.click("Settings");
    workspace.click("Set a passphrase…");
    let field = workspace.h.get_by_role_and_label(Role::PasswordInput, "New passphrase");
    assert!(field.accesskit_node().is_focused(), "what is typed next goes there");
    workspace.type_in("New passphrase", "one");
    workspace.type_in("The same once more", "two");
    workspace.click("Set it");
    assert!(workspace.sees("The two are not the same: type it twice"));
    assert!(workspace.asked().is_empty());
    workspace.h.get_by_role_and_label(Role::PasswordInput, "The same once more").focus();
    workspace.settle();
    workspace.h.key_press_modifiers(Modifiers::COMMAND, Key::A);
    workspace.settle();
    workspace.type_in("The same once more", "one");
    workspace.click("Set it");
    let asked = workspace.sent();
    let new = Passphrase::new("one");
    let [(ticket, Request::SetPassphrase { old: None, new: set })] = asked.as_slice() else { panic!("{asked:?}") };
    assert_eq!(*set, new);
    workspace.reply(*ticket, Err(Failure::Storage(full_disk())));
    assert!(workspace.sees_part("is full. What is already kept is safe"), "the answer stands where it was asked for");
    assert!(workspace.sees("New passphrase") && workspace.sees("not encrypted"), "and nobody believes it is done");
    workspace.type_in("New passphrase", "one");
    workspace.type_in("The same once more", "one");
    workspace.click("Set it");
    let ticket = workspace.sent()[0].0;
    workspace.reply(ticket, Ok(Done::PassphraseChanged(PassphraseChange::Set, Vec::new())));
    workspace.publish(encrypted());
    assert!(!workspace.sees("New passphrase"), "the form is gone");
    assert!(workspace.sees("encrypted"));
}

#[test]
fn what_was_wrong_with_a_passphrase_goes_when_it_is_left_opened_or_typed_anew() {
    let mut workspace = Workspace::new(TALL);
    workspace.publish(practice());
    workspace.click("Settings");
    let fail = |workspace: &mut Workspace| {
        workspace.type_in("New passphrase", "one");
        workspace.type_in("The same once more", "one");
        workspace.click("Set it");
        let ticket = workspace.sent()[0].0;
        workspace.reply(ticket, Err(Failure::Storage(full_disk())));
        assert!(workspace.sees_part("is full. What is already kept is safe"));
    };
    workspace.click("Set a passphrase…");
    fail(&mut workspace);
    workspace.click("Leave it");
    assert!(!workspace.sees_part("is full. What is already kept"), "left");
    workspace.click("Set a passphrase…");
    fail(&mut workspace);
    workspace.click("Set a passphrase…");
    assert!(!workspace.sees_part("is full. What is already kept"), "opened anew");
    fail(&mut workspace);
    workspace.type_in("New passphrase", "two");
    assert!(!workspace.sees_part("is full. What is already kept"), "typed");
    workspace.click("Set it");
    assert!(workspace.sees("The two are not the same: type it twice"));
    workspace.type_in("The same once more", "two");
    assert!(!workspace.sees("The two are not the same: type it twice"), "corrected");
}

#[test]
fn a_copy_that_was_not_made_is_said_beside_the_copies() {
    let mut workspace = Workspace::new(TALL);
    workspace.publish(practice());
    workspace.click("Settings");
    workspace.click("Make a copy now");
    let ticket = workspace.sent()[0].0;
    workspace.reply(ticket, Err(Failure::Storage(full_disk())));
    let button = workspace.h.get_by_role_and_label(Role::Button, "Make a copy now").rect();
    let said = workspace.h.query_all_by_label_contains("The disk that holds").next().unwrap().rect();
    assert!((button.top() - said.bottom()).abs() < 120.0, "{button} {said}");
}

#[test]
fn copies_are_listed_made_and_restored() {
    let mut workspace = Workspace::new(TALL);
    workspace.publish(practice());
    workspace.click("Settings");
    assert!(workspace.sees("Today, 09:00") && workspace.sees("2.3 MB"));
    workspace.click("Make a copy now");
    assert!(matches!(workspace.asked().as_slice(), [Request::Backup]));
    workspace.click("Restore the copy of 3 Jan, 09:00");
    assert!(workspace.asked().is_empty(), "it says first what that means");
    workspace.click("Restore this copy");
    assert!(matches!(workspace.asked().as_slice(), [Request::Restore(path)] if path.ends_with("2")));
    workspace.publish(VaultSnapshot { work: Some(Work { kind: WorkKind::Copy, done: 0.4 }), ..practice() });
    assert!(workspace.sees("Making a copy: 40 %"));
}

#[test]
fn a_damaged_vault_says_what_can_be_done() {
    let mut workspace = Workspace::new(TALL);
    let vault = VaultState::Unavailable(VaultError::Damaged("/vault.db".into(), Damage::Content));
    let damaged = VaultSnapshot { vault, backups: practice().backups, ..VaultSnapshot::default() };
    workspace.publish(damaged.clone());
    assert!(workspace.sees_part("are not recorded"));
    workspace.click("See what can be done");
    assert!(!workspace.sees_part("Restore the newest good copy"), "none was found to be good");
    // The newest of all is damaged, too.
    workspace.publish(VaultSnapshot { newest_good: practice().backups.get(1).cloned(), ..damaged });
    workspace.click("Restore the newest good copy, 3 Jan, 09:00");
    assert!(matches!(workspace.asked().as_slice(), [Request::Restore(path)] if path.ends_with("2")));
    workspace.click("Begin with an empty vault");
    assert!(matches!(workspace.asked().as_slice(), [Request::BeginAnew]));
}

#[test]
fn what_is_done_is_said_for_a_moment() {
    let mut workspace = Workspace::new(LARGE);
    workspace.publish(practice());
    workspace.reply_to_another(Ok(Done::CopyMade));
    assert!(workspace.sees("Copy made"));
    workspace.pass(5000);
    assert!(!workspace.sees("Copy made"));
}
