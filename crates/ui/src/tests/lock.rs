//! The vault in the window: locked, unlocked, unavailable, and its settings.

use std::sync::Arc;

use egui::text_edit::TextEditState;
use egui::{Key, Modifiers, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::bench::Bench;
use super::practice::{at, encrypted, id, locked, practice};
use holdwell_engine::Stage;
use holdwell_store::{Answer, Kept, Passphrase, Request, StartBoard, Unfinished, VaultState, Work};

const LARGE: [f32; 2] = [1280.0, 800.0];
const TALL: [f32; 2] = [1280.0, 4000.0];

/// What egui keeps of texts that were typed or said.
fn texts_kept(bench: &Bench) -> usize {
    bench.h.ctx.data(|data| data.count::<TextEditState>() + data.count::<String>())
}

#[test]
fn a_locked_vault_asks_for_its_passphrase_and_keeps_nothing_of_it() {
    let mut bench = Bench::new(LARGE);
    bench.publish(locked(0, None));
    bench.go("Clients");
    assert!(bench.sees("The vault is locked"));
    bench.type_in("Passphrase", "correct horse");
    assert!(!bench.sees_part("correct"), "it is never shown");
    bench.page_key(Key::Enter);
    let unlocks: Vec<Request> = bench.asked();
    assert!(
        matches!(unlocks.as_slice(), [Request::Unlock(passphrase)] if Some(passphrase) == Passphrase::new("correct horse").as_ref())
    );
    bench.publish(practice());
    assert!(bench.sees("Maria Berg"), "the page that was asked for is shown");
}

#[test]
fn a_wrong_passphrase_is_said_with_the_time_to_wait() {
    let mut bench = Bench::new(LARGE);
    bench.go("Clients");
    bench.publish(locked(1, None));
    assert!(bench.sees_part("Wrong passphrase"));
    bench.publish(locked(3, Some("2026-01-05T14:03:08Z")));
    assert!(bench.sees("Wrong passphrase. The next try is taken in 8 s"));
    let unlock = bench.h.get_by_role_and_label(Role::Button, "Unlock");
    assert!(unlock.accesskit_node().is_disabled());
    bench.type_in("Passphrase", "again");
    bench.page_key(Key::Enter);
    assert!(bench.asked().is_empty(), "not before its time");
}

#[test]
fn start_stays_usable_while_the_vault_is_locked() {
    let mut bench = Bench::new(LARGE);
    bench.publish(locked(0, None));
    assert!(bench.sees_part("is not recorded"));
    assert!(!bench.sees("No client"), "whose it is cannot be said now");
    bench.press(Key::Space);
    assert_eq!(bench.stage(), Some(Stage::Running));
}

#[test]
fn locking_drops_whatever_is_known_of_clients() {
    let mut bench = Bench::new(TALL);
    let kept = || Kept { vault: encrypted().vault, ..practice() };
    bench.publish(kept());
    bench.click("Maria B.");
    bench.go("Clients");
    bench.type_in("Find a client", "Maria");
    bench.click("Maria Berg");
    bench.type_in("Notes", "something private");
    assert!(texts_kept(&bench) > 0, "egui keeps what is typed for its undo");
    bench.asked();
    bench.h.key_press_modifiers(Modifiers::COMMAND, Key::L);
    bench.settle();
    let asked = bench.asked();
    let saves_first = |asked: &[Request]| matches!(asked, [Request::SaveClient(client), Request::Lock] if client.notes.contains("something private"));
    assert!(saves_first(&asked), "{asked:?}");
    bench.publish(Kept { answer: Some((2, Answer::Failed("Not locked: it could not be kept.".to_owned()))), ..kept() });
    assert!(bench.sees("Save it now"), "what could not be kept is still there");
    bench.h.key_press_modifiers(Modifiers::COMMAND, Key::L);
    bench.settle();
    let asked = bench.asked();
    assert!(saves_first(&asked), "and is offered again: {asked:?}");
    bench.publish(locked(0, None));
    assert!(bench.sees("The vault is locked"));
    assert!(!bench.sees_part("Maria") && !bench.sees_part("private"));
    bench.click("Start");
    assert!(!bench.sees_part("Maria"));
    assert_eq!(texts_kept(&bench), 0, "nothing that was typed or said is kept");
    bench.publish(kept());
    bench.go("Clients");
    assert_eq!(bench.looks_at().unwrap().clients.as_deref(), Some(""), "the search is empty again");
}

#[test]
fn a_session_that_is_over_is_locked_away_with_the_vault() {
    let mut bench = Bench::new(TALL);
    let kept = || Kept { vault: encrypted().vault, ..practice() };
    bench.publish(kept());
    bench.click("Maria B.");
    bench.press(Key::Space);
    bench.handle.tell(holdwell_engine::Command::Note("remarkremark".to_owned()));
    bench.handle.tell(holdwell_engine::Command::Stop);
    bench.settle();
    bench.press(Key::Enter);
    assert!(bench.sees_part("remarkremark"), "the summary shows it");
    bench.publish(locked(0, None));
    assert!(!bench.sees_part("remarkremark"));
    assert_eq!(bench.stage(), None, "nothing of it is left");
    bench.publish(kept());
    assert!(bench.sees("No client"), "Start, for whoever comes next");
}

#[test]
fn a_vault_with_a_passphrase_locks_itself_but_never_during_a_session() {
    let mut bench = Bench::new(LARGE);
    bench.publish(Kept { vault: encrypted().vault, ..practice() });
    bench.asked();
    bench.sit(9 * 60_000 + 50_000);
    assert!(bench.asked().is_empty(), "ten minutes are not over");
    bench.sit(20_000);
    assert!(matches!(bench.asked().as_slice(), [Request::Lock]));
    bench.press(Key::Space);
    bench.asked();
    bench.sit(15 * 60_000);
    assert!(bench.asked().iter().all(|request| !matches!(request, Request::Lock)));
}

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
        Kept { start: Arc::new(start), ..practice() }
    };
    let mut bench = Bench::new(LARGE);
    bench.publish(kept(false));
    assert!(bench.sees("A session was cut off"));
    assert!(!bench.sees("Go on, paused"), "it is too old");
    bench.click("Keep as it is");
    bench.click("Discard");
    let asked = bench.asked();
    assert!(
        matches!(asked.as_slice(), [Request::KeepPartial(one), Request::Discard(other)] if *one == id(41) && *other == id(41))
    );
    bench.publish(kept(true));
    assert!(bench.sees("Go on, paused"));
    bench.asked();
    bench.click("Go on, paused");
    assert!(matches!(bench.stage(), Some(Stage::Held(_))), "{:?}", bench.stage());
    assert!(bench.sees("MB"), "whose it is goes on with it, though Start knows nobody");
}

#[test]
fn a_passphrase_is_typed_twice() {
    let mut bench = Bench::new(TALL);
    bench.publish(practice());
    bench.click("Settings");
    bench.click("Set a passphrase…");
    let field = bench.h.get_by_role_and_label(Role::PasswordInput, "New passphrase");
    assert!(field.accesskit_node().is_focused(), "what is typed next goes there");
    bench.type_in("New passphrase", "one");
    bench.type_in("The same once more", "two");
    bench.click("Set it");
    assert!(bench.sees("The two are not the same: type it twice"));
    assert!(bench.asked().is_empty());
    bench.h.get_by_role_and_label(Role::PasswordInput, "The same once more").focus();
    bench.settle();
    bench.h.key_press_modifiers(Modifiers::COMMAND, Key::A);
    bench.settle();
    bench.type_in("The same once more", "one");
    bench.click("Set it");
    let asked = bench.asked();
    let new = Passphrase::new("one");
    assert!(matches!(asked.as_slice(), [Request::SetPassphrase { old: None, new: set }] if *set == new), "{asked:?}");
    assert!(!bench.sees("New passphrase"), "the form is gone");
}

#[test]
fn copies_are_listed_made_and_restored() {
    let mut bench = Bench::new(TALL);
    bench.publish(practice());
    bench.click("Settings");
    assert!(bench.sees("Today, 09:00") && bench.sees("2.3 MB"));
    bench.click("Make a copy now");
    assert!(matches!(bench.asked().as_slice(), [Request::Backup]));
    bench.click("Restore the copy of 3 Jan, 09:00");
    assert!(bench.asked().is_empty(), "it says first what that means");
    bench.click("Restore this copy");
    assert!(matches!(bench.asked().as_slice(), [Request::Restore(path)] if path.ends_with("2")));
    bench.publish(Kept { work: Some(Work { what: "Making a copy".to_owned(), done: 0.4 }), ..practice() });
    assert!(bench.sees("Making a copy: 40 %"));
}

#[test]
fn a_damaged_vault_says_what_can_be_done() {
    let mut bench = Bench::new(TALL);
    let why = "The vault's file is damaged".to_owned();
    let vault = VaultState::Unavailable { why, damaged: true };
    let damaged = Kept { vault, backups: practice().backups, ..Kept::default() };
    bench.publish(damaged.clone());
    assert!(bench.sees_part("are not recorded"));
    bench.click("See what can be done");
    assert!(!bench.sees_part("newest good copy"), "none was found to be good");
    // The newest of all is damaged, too.
    bench.publish(Kept { newest_good: practice().backups.get(1).cloned(), ..damaged });
    bench.click("Restore the newest good copy, 3 Jan, 09:00");
    assert!(matches!(bench.asked().as_slice(), [Request::Restore(path)] if path.ends_with("2")));
    bench.click("Begin with an empty vault");
    assert!(matches!(bench.asked().as_slice(), [Request::BeginAnew]));
}

#[test]
fn what_is_done_is_said_for_a_moment() {
    let mut bench = Bench::new(LARGE);
    bench.publish(Kept { answer: Some((1, Answer::Done("Copy made".to_owned()))), ..practice() });
    assert!(bench.sees("Copy made"));
    bench.pass(5000);
    assert!(!bench.sees("Copy made"));
}
