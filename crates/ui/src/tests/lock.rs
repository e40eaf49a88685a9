//! A locked vault in the window: what stands there, what is dropped, what is kept until it is unlocked.

use std::sync::Arc;

use egui::text_edit::TextEditState;
use egui::{Key, Modifiers, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use holdwell_engine::Stage;
use holdwell_library::Preset;
use holdwell_store::{
    CourseLine, Failure, News, Passphrase, PresetPage, Question, Recent, Request, StartBoard, Ticket, VaultError,
    VaultSnapshot, Work, WorkKind,
};

use super::practice::{at, encrypted, full_disk, id, locked, practice};
use super::workspace::Workspace;
use crate::screen::{Page, Screens};

const LARGE: [f32; 2] = [1280.0, 800.0];
const TALL: [f32; 2] = [1280.0, 4000.0];

/// Returns the texts, typed or said, that egui keeps.
fn texts_kept(workspace: &Workspace) -> usize {
    workspace.h.ctx.data(|data| data.count::<TextEditState>() + data.count::<String>())
}

#[test]
fn a_locked_vault_asks_for_its_passphrase_and_keeps_nothing_of_it() {
    let mut workspace = Workspace::new(LARGE);
    workspace.publish(locked(0, None));
    workspace.go("Clients");
    assert!(workspace.sees("The vault is locked"));
    workspace.type_in("Passphrase", "correct horse");
    assert!(!workspace.sees_part("correct"), "it is never shown");
    workspace.page_key(Key::Enter);
    let unlocks: Vec<Request> = workspace.asked();
    assert!(
        matches!(unlocks.as_slice(), [Request::Unlock(passphrase)] if Some(passphrase) == Passphrase::new("correct horse").as_ref())
    );
    workspace.publish(practice());
    assert!(workspace.sees("Maria Berg"), "the page that was asked for is shown");
}

#[test]
fn a_passphrase_that_is_too_long_is_refused_at_its_field_and_not_cut() {
    let mut workspace = Workspace::new(LARGE);
    workspace.publish(locked(0, None));
    workspace.type_in("Passphrase", &"x".repeat(257));
    assert!(workspace.sees_part("A passphrase has at most 256 characters"));
    workspace.page_key(Key::Enter);
    assert!(workspace.asked().is_empty());
    let mut workspace = Workspace::new(LARGE);
    workspace.publish(locked(0, None));
    workspace.type_in("Passphrase", &"é".repeat(256));
    assert!(!workspace.sees_part("at most 256"));
    workspace.page_key(Key::Enter);
    assert!(matches!(workspace.asked().as_slice(), [Request::Unlock(_)]));
}

#[test]
fn a_wrong_passphrase_is_said_with_the_time_to_wait() {
    let mut workspace = Workspace::new(LARGE);
    workspace.go("Clients");
    workspace.publish(locked(0, None));
    workspace.type_in("Passphrase", "wrong");
    workspace.page_key(Key::Enter);
    let ticket = workspace.sent()[0].0;
    workspace.publish(locked(1, None));
    workspace.reply(ticket, Err(Failure::Storage(VaultError::WrongPassphrase("/vault.db".into()))));
    assert!(workspace.sees_part("Wrong passphrase"));
    assert!(!workspace.sees_part("This is not the passphrase"), "once is enough");
    workspace.publish(locked(3, Some("2026-01-05T14:03:08Z")));
    assert!(workspace.sees("Wrong passphrase. The next try is taken in 8 s"));
    let unlock = workspace.h.get_by_role_and_label(Role::Button, "Unlock");
    assert!(unlock.accesskit_node().is_disabled());
    workspace.type_in("Passphrase", "again");
    workspace.page_key(Key::Enter);
    assert!(workspace.asked().is_empty(), "not before its time");
}

#[test]
fn a_wrong_passphrase_is_said_by_the_form_into_which_it_was_typed_until_another_is() {
    let mut workspace = Workspace::new(LARGE);
    workspace.publish(locked(1, None));
    assert!(!workspace.sees_part("Wrong passphrase"), "it was typed elsewhere");
    workspace.type_in("Passphrase", "wrong");
    workspace.page_key(Key::Enter);
    workspace.asked();
    workspace.publish(locked(2, None));
    assert!(workspace.sees_part("Wrong passphrase"));
    workspace.type_in("Passphrase", "a");
    assert!(!workspace.sees_part("Wrong passphrase"), "another one is typed");
    workspace.page_key(Key::Enter);
    workspace.asked();
    workspace.publish(locked(3, Some("2026-01-05T14:03:08Z")));
    assert!(workspace.sees("Wrong passphrase. The next try is taken in 8 s"));
    workspace.go("Clients");
    assert!(workspace.sees("The next try is taken in 8 s"), "elsewhere only that holds");
}

#[test]
fn start_stays_usable_while_the_vault_is_locked() {
    let mut workspace = Workspace::new(LARGE);
    workspace.publish(locked(0, None));
    assert!(workspace.sees_part("is not recorded"));
    assert!(!workspace.sees("No client"), "whose it is cannot be said now");
    workspace.h.get_by_role_and_label(Role::Button, "Start").click();
    workspace.settle();
    assert_eq!(workspace.stage(), Some(Stage::Running));
}

#[test]
fn a_passphrase_typed_on_start_is_no_command() {
    let mut workspace = Workspace::new(LARGE);
    workspace.publish(locked(0, None));
    let field = workspace.h.get_by_role_and_label(Role::PasswordInput, "Passphrase");
    assert!(field.is_focused(), "it has the keyboard");
    for key in [Key::S, Key::Space, Key::P] {
        workspace.press(key);
    }
    assert_eq!(workspace.stage(), None, "a space in it starts nothing");
    workspace.type_in("Passphrase", "correct horse");
    workspace.page_key(Key::Enter);
    assert!(matches!(workspace.asked().as_slice(), [Request::Unlock(_)]));
    workspace.publish(locked(1, Some("2026-01-05T14:03:08Z")));
    workspace.settle();
    let field = workspace.h.get_by_role_and_label(Role::PasswordInput, "Passphrase");
    assert!(field.is_focused(), "and keeps it while the next try is not taken yet");
    workspace.type_in("Passphrase", "correct horse");
    workspace.page_key(Key::Enter);
    let field = workspace.h.get_by_role_and_label(Role::PasswordInput, "Passphrase");
    assert!(field.is_focused());
    assert!(workspace.asked().is_empty());
    workspace.press(Key::PageDown);
    assert_eq!(workspace.stage(), Some(Stage::Running), "the pedal begins a session all the same");
}

#[test]
fn what_appears_above_a_field_does_not_take_the_keyboard_from_it() {
    let mut workspace = Workspace::new(LARGE);
    workspace.publish(locked(0, None));
    let work = Some(Work { kind: WorkKind::Copy, done: 0.4 });
    workspace.publish(VaultSnapshot { work, ..locked(0, None) });
    assert!(workspace.sees("Making a copy: 40 %"));
    let field = workspace.h.get_by_role_and_label(Role::PasswordInput, "Passphrase");
    assert!(field.is_focused());
    let mut workspace = Workspace::new(TALL);
    workspace.publish(practice());
    workspace.go("Clients");
    workspace.click("Maria Berg");
    workspace.type_in("Notes", "left ");
    let ticket = workspace.sent().first().map(|(ticket, _)| *ticket);
    assert_eq!(ticket, None, "it is still being written");
    workspace.news(News::NotRecording(full_disk()));
    assert!(workspace.sees_part("is full. What is already kept is safe"));
    let field = workspace.h.get_by_role_and_label(Role::MultilineTextInput, "Notes");
    assert!(field.is_focused());
}

/// The summary of a session that was begun while the vault was locked.
fn unrecorded() -> Workspace {
    let mut workspace = Workspace::new(LARGE);
    workspace.publish(locked(0, None));
    workspace.press(Key::PageDown);
    workspace.pass(1000);
    workspace.press(Key::E);
    workspace.press(Key::Enter);
    workspace
}

#[test]
fn a_session_that_is_not_recorded_can_be_kept_from_its_summary() {
    let mut workspace = unrecorded();
    assert!(workspace.sees_part("this session is kept in memory. Unlock, and it is recorded"));
    workspace.type_in("Passphrase", "correct horse");
    workspace.page_key(Key::Enter);
    assert!(matches!(workspace.asked().as_slice(), [Request::Unlock(_)]));
    workspace.close();
    assert!(workspace.closing_was_cancelled(), "nothing is thrown away without a word");
    assert!(workspace.sees("A session is not recorded yet: unlock the vault to keep it, or close again to leave it"));
    workspace.publish(practice());
    assert!(!workspace.sees_part("is not recorded yet"));
    workspace.close();
    assert!(!workspace.closing_was_cancelled());
}

#[test]
fn the_summary_stays_when_the_vault_is_unlocked_from_it() {
    let mut workspace = unrecorded();
    workspace.publish(practice());
    assert!(workspace.sees("Summary"), "it is not left");
    assert!(!workspace.sees_part("kept in memory. Unlock"));
}

#[test]
fn locking_drops_whatever_is_known_of_clients() {
    let mut workspace = Workspace::new(TALL);
    let kept = || VaultSnapshot { vault: encrypted().vault, ..practice() };
    workspace.publish(kept());
    workspace.click("Maria B.");
    workspace.go("Clients");
    workspace.type_in("Find a client", "Maria");
    workspace.click("Maria Berg");
    workspace.type_in("Notes", "something private");
    assert!(texts_kept(&workspace) > 0, "egui keeps what is typed for its undo");
    workspace.asked();
    workspace.h.key_press_modifiers(Modifiers::COMMAND, Key::L);
    workspace.settle();
    let asked = workspace.sent();
    let saves_first = |asked: &[(Ticket, Request)]| matches!(asked, [(_, Request::ChangeClient { now: client, .. }), (_, Request::Lock)] if client.notes.contains("something private"));
    assert!(saves_first(&asked), "{asked:?}");
    let failures = [Failure::Storage(full_disk()), Failure::UnsavedChanges];
    for ((ticket, _), failure) in asked.into_iter().zip(failures) {
        workspace.reply(ticket, Err(failure));
    }
    assert!(workspace.sees("Save it now"), "what could not be kept is still there");
    workspace.h.key_press_modifiers(Modifiers::COMMAND, Key::L);
    workspace.settle();
    let asked = workspace.sent();
    assert!(saves_first(&asked), "and is offered again: {asked:?}");
    workspace.publish(locked(0, None));
    assert!(workspace.sees("The vault is locked"));
    assert!(!workspace.sees_part("Maria") && !workspace.sees_part("private"));
    workspace.click("Start");
    assert!(!workspace.sees_part("Maria"));
    assert_eq!(
        texts_kept(&workspace),
        2,
        "nothing that was typed or said is kept: the two are the fields for the passphrase and for the end of an appointment"
    );
    workspace.publish(kept());
    workspace.go("Clients");
    assert_eq!(workspace.looks_at().unwrap().clients.as_deref(), Some(""), "the search is empty again");
}

#[test]
fn a_session_that_is_over_can_be_locked_away() {
    for opens_summary in [false, true] {
        let mut workspace = Workspace::new(LARGE);
        workspace.publish(VaultSnapshot { vault: encrypted().vault, ..practice() });
        workspace.press(Key::Space);
        workspace.pass(1000);
        workspace.press(Key::E);
        if opens_summary {
            workspace.press(Key::Enter);
            assert!(workspace.sees("Summary"));
        }
        workspace.asked();
        workspace.h.key_press_modifiers(Modifiers::COMMAND, Key::L);
        workspace.settle();
        assert!(matches!(workspace.asked().as_slice(), [Request::Lock]));
        workspace.publish(locked(0, None));
        assert!(!workspace.sees("Summary") && !workspace.sees("Session finished"));
    }
}

/// A word that stands for whatever must be gone.
const MARKER: &str = "Featherstonehaugh";

/// A practice in which everything is called so.
fn marked() -> VaultSnapshot {
    let mut page = super::practice::page();
    page.client.name = MARKER.to_owned();
    page.client.notes = format!("about {MARKER}");
    page.client.cautions.iter_mut().for_each(|caution| caution.text = MARKER.to_owned());
    let preset = Arc::new(Preset { name: MARKER.to_owned(), ..(*super::practice::low_back()).clone() });
    page.presets.iter_mut().for_each(|line| line.preset = Arc::clone(&preset));
    page.sessions.iter_mut().for_each(|session| session.name = MARKER.to_owned());
    let recent = Recent {
        client: Arc::new(page.client.clone()),
        last_seen: None,
        preset: Some(Arc::clone(&preset)),
        last_session: Some(id(31)),
        course: CourseLine::default(),
    };
    let questions =
        super::practice::questions().into_iter().map(|question| Question { client: MARKER.to_owned(), ..question });
    let mut record = super::records::record(31);
    record.session.name = MARKER.to_owned();
    let mut history = super::practice::history(1);
    history.rows.iter_mut().for_each(|line| Arc::make_mut(line).client = Some(MARKER.to_owned()));
    VaultSnapshot {
        vault: encrypted().vault,
        history: Some(Arc::new(history)),
        start: Arc::new(StartBoard { recent: vec![recent], ..StartBoard::default() }),
        clients: Arc::new(vec![super::practice::line(1, MARKER)]),
        client: Some(Arc::new(page)),
        preset: Some(Arc::new(PresetPage {
            versions: vec![(at("2026-01-05T14:00:00Z"), Arc::clone(&preset))],
            preset,
        })),
        session: Some(Arc::new(record)),
        questions: Arc::new(questions.collect()),
        ..practice()
    }
}

#[test]
fn nothing_of_a_client_is_held_by_any_screen_once_the_vault_is_locked() {
    let mut workspace = Workspace::new(TALL);
    workspace.publish(marked());
    let pages = [
        Page::Start,
        Page::Clients,
        Page::Client(id(1)),
        Page::Course(id(1)),
        Page::HomePlan(id(1)),
        Page::Diary,
        Page::Preset(id(21)),
        Page::History,
        Page::Practice,
        Page::Late(Some(id(1))),
        Page::Record(id(31)),
        Page::Questions,
        Page::Library,
        Page::Builder,
        Page::Settings,
    ];
    // All but the page that stands where nothing is unlocked.
    assert_eq!(pages.len() + 1, Screens::default().all().count(), "each page is looked at");
    for page in pages {
        // Whatever can be typed into is.
        workspace.h.state_mut().show(page);
        workspace.settle();
        let fields = workspace.h.query_all_by_role(Role::TextInput).count();
        if fields > 0 {
            workspace.h.query_all_by_role(Role::TextInput).next().unwrap().type_text(MARKER);
            workspace.settle();
        }
        assert!(workspace.h.state().held().contains(MARKER), "{page:?} holds it before the lock");
    }
    workspace.h.state_mut().show(Page::Start);
    workspace.publish(marked());
    workspace.click("No client");
    workspace.publish(locked(0, None));
    let held = workspace.h.state().held();
    let around = held.find(MARKER).map(|place| &held[place.saturating_sub(300)..place + 40]);
    assert_eq!(around, None);
    assert_eq!(
        texts_kept(&workspace),
        2,
        "nor by the fields: the two are those of the passphrase and of the appointment"
    );
}

#[test]
fn a_session_that_is_over_is_locked_away_with_the_vault() {
    let mut workspace = Workspace::new(TALL);
    let kept = || VaultSnapshot { vault: encrypted().vault, ..practice() };
    workspace.publish(kept());
    workspace.click("Maria B.");
    workspace.press(Key::Space);
    workspace.handle.tell(holdwell_engine::Command::Note { text: "remarkremark".to_owned(), item: None });
    workspace.handle.tell(holdwell_engine::Command::Stop);
    workspace.settle();
    workspace.press(Key::Enter);
    assert!(workspace.sees_part("remarkremark"), "the summary shows it");
    workspace.publish(locked(0, None));
    assert!(!workspace.sees_part("remarkremark"));
    assert_eq!(workspace.stage(), None, "nothing of it is left");
    workspace.publish(kept());
    assert!(workspace.sees("No client"), "Start, for whoever comes next");
}

#[test]
fn a_vault_with_a_passphrase_locks_itself_but_never_during_a_session() {
    let mut workspace = Workspace::new(LARGE);
    workspace.publish(VaultSnapshot { vault: encrypted().vault, ..practice() });
    workspace.asked();
    workspace.sit(9 * 60_000 + 50_000);
    assert!(workspace.asked().is_empty(), "ten minutes are not over");
    workspace.sit(20_000);
    assert!(matches!(workspace.asked().as_slice(), [Request::Lock]));
    workspace.press(Key::Space);
    workspace.asked();
    workspace.sit(15 * 60_000);
    assert!(workspace.asked().iter().all(|request| !matches!(request, Request::Lock)));
}
