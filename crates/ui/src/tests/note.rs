//! The note of a session: from the end of a session to the clipboard, edited, signed, added to.

use std::sync::Arc;

use egui::{Key, Modifiers, OutputCommand, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use holdwell_engine::Stage;
use holdwell_library::{Library, read_routine};
use holdwell_model::Id;
use holdwell_store::{
    Addendum, ConsentKind, Done, Failure, LastNote, NotePart, NoteRequest, NoteText, Request, SessionNote, SessionPage,
    SignedNote, TextBlock, UserContent, VaultSnapshot,
};

use super::practice::{at, encrypted, full_disk, id, open, practice, questions};
use super::records::record;
use super::workspace::Workspace;
use crate::screen::Page;

const TALL: [f32; 2] = [1280.0, 3600.0];

/// Presses a key of the window, and returns what came onto the clipboard.
fn copied(workspace: &mut Workspace, key: Key) -> Option<String> {
    workspace.h.key_down(key);
    workspace.h.step();
    let commands = &workspace.h.output().platform_output.commands;
    let copied = commands.iter().find_map(|command| match command {
        OutputCommand::CopyText(text) => Some(text.clone()),
        _ => None,
    });
    workspace.h.key_up(key);
    workspace.settle();
    copied
}

/// The record of a session of Maria's, open in a window, with a note.
fn opened(size: [f32; 2], note: SessionNote) -> Workspace {
    let mut workspace = Workspace::new(size);
    let session = SessionPage { note, ..record(31) };
    workspace.publish(VaultSnapshot { session: Some(Arc::new(session)), ..practice() });
    workspace.h.state_mut().show(Page::Record(id(31)));
    workspace.settle();
    workspace.page_key(Key::N);
    workspace.asked();
    workspace
}

fn publish(workspace: &mut Workspace, note: SessionNote, own: UserContent) {
    let session = Some(Arc::new(SessionPage { note, ..record(31) }));
    workspace.publish(VaultSnapshot { session, own: Arc::new(own), ..practice() });
}

fn text(words: &str) -> NoteText {
    NoteText {
        template: "full".to_owned(),
        subjective: format!("{words} subjective"),
        plan: words.to_owned(),
        ..NoteText::default()
    }
}

/// Returns what stands in the field of a part.
fn field(workspace: &Workspace, part: &str) -> String {
    let node = workspace.h.get_by_role_and_label(Role::MultilineTextInput, part);
    node.accesskit_node().value().unwrap_or_default()
}

fn saved(asked: &[Request]) -> Option<(Id, NoteText)> {
    asked.iter().find_map(|request| match request {
        Request::Note(NoteRequest::Save { session, now, .. }) => Some((*session, (**now).clone())),
        _ => None,
    })
}

#[test]
fn from_the_end_of_twelve_holds_to_a_copied_note_it_is_three_keys() {
    let holds = "[[step]]\nposition = \"psoas\"\nside = \"left-then-right\"\nsettle = \"3s\"\nrecheck = \"off\"\nreturn = \"off\"\n";
    let routine = format!(
        "format = \"holdwell-routine\"\nversion = 1\n[routine]\nid = \"own-twelve\"\nname = \"Twelve holds\"\n\
         technique = \"smrt\"\n{}",
        holds.repeat(6)
    );
    let routine = read_routine("t.toml", routine.as_bytes(), &Library::builtin()).unwrap();
    let own = Arc::new(UserContent { routines: vec![Arc::new(routine)], ..UserContent::default() });
    let mut workspace = Workspace::new([1280.0, 800.0]);
    workspace.publish(VaultSnapshot { own: Arc::clone(&own), ..open() });
    workspace.begin("Twelve holds");
    for _ in 0..12 {
        workspace.sit(40_000);
    }
    assert!(matches!(workspace.stage(), Some(Stage::Finished(_))), "{:?}", workspace.stage());
    // The keys from here on: the cover's, the note's, the copy's.
    workspace.press(Key::Enter);
    let view = workspace.view();
    let mut page = record(31);
    (page.plan, page.records, page.annotations) = (view.plan().clone(), view.records().to_vec(), Vec::new());
    (page.session.id, page.session.client) = (workspace.looks_at().unwrap().session.unwrap(), Some(id(1)));
    workspace.publish(VaultSnapshot { session: Some(Arc::new(page)), own, ..practice() });
    workspace.page_key(Key::N);
    let copied = copied(&mut workspace, Key::C).expect("the note on the clipboard");
    assert!(
        copied.contains("12. Psoas major, left: SMRT") || copied.contains("12. Psoas major, right: SMRT"),
        "{copied}"
    );
    assert!(copied.contains("A: Computed from scores and times:") && !copied.contains("Maria"), "{copied}");
    assert!(workspace.sees("Copied"));
}

#[test]
fn a_field_that_waits_for_an_answer_keeps_its_letters_and_ctrl_n_opens_the_note() {
    let mut workspace = Workspace::new(TALL);
    let session = Some(Arc::new(record(31)));
    workspace.publish(VaultSnapshot { session, questions: Arc::new(questions()), ..practice() });
    workspace.h.state_mut().show(Page::Record(id(31)));
    workspace.settle();
    workspace.page_key(Key::N);
    assert!(!workspace.sees("Draft it anew"), "the letter is the field's");
    workspace.h.key_press_modifiers(Modifiers::COMMAND, Key::N);
    workspace.settle();
    assert!(workspace.sees("Draft it anew"));
    assert!(copied(&mut workspace, Key::C).is_some(), "nothing has the keyboard there");
}

#[test]
fn a_note_is_edited_in_place_and_saved_as_its_field_is_left() {
    let mut workspace = opened(TALL, SessionNote::default());
    assert!(field(&workspace, "Subjective").contains("“She slept well”"));
    assert!(workspace.asked().is_empty(), "a draft that nobody touched is not kept");
    workspace.type_in("Plan", "Ring me on Friday");
    assert_eq!(saved(&workspace.asked()), None, "not with every letter");
    workspace.page_key(Key::Escape);
    let (session, text) = saved(&workspace.asked()).expect("saved");
    assert!(session == id(31) && text.plan.ends_with("Ring me on Friday"), "{text:?}");
    workspace.page_key(Key::Escape);
    assert!(workspace.sees("What was done"), "the record is there again");
    workspace.click("Note of this session");
    assert!(field(&workspace, "Plan").ends_with("Ring me on Friday"));
}

#[test]
fn what_could_not_be_saved_is_said_and_saved_once_more() {
    let mut workspace = opened(TALL, SessionNote::default());
    workspace.type_in("Plan", "Ring me");
    workspace.page_key(Key::Escape);
    let (ticket, _) = workspace.sent().remove(0);
    workspace.reply(ticket, Err(Failure::Storage(full_disk())));
    assert!(workspace.sees("What is written here is not in the vault yet"));
    workspace.click("Save it now");
    assert!(saved(&workspace.asked()).is_some());
}

#[test]
fn a_template_drafts_anew_and_what_was_written_comes_back() {
    let kept = SessionNote { draft: Some((at("2026-01-05T15:00:00Z"), text("mine"))), ..SessionNote::default() };
    let mut workspace = opened(TALL, kept);
    assert_eq!(field(&workspace, "Plan"), "mine");
    workspace.click("Short");
    assert_ne!(field(&workspace, "Plan"), "mine");
    workspace.click("Undo");
    assert_eq!(field(&workspace, "Plan"), "mine");
    workspace.click("Draft it anew");
    assert!(field(&workspace, "Objective").contains("1. "));
    workspace.click("Undo");
    assert_eq!(field(&workspace, "Objective"), "");
}

#[test]
fn the_last_note_and_sentences_are_one_key_away() {
    let last = LastNote { began: at("2025-11-12T14:00:00Z"), text: text("Sleeps on the side") };
    let block = TextBlock { id: "own-1".to_owned(), part: NotePart::Plan, text: "See the shoes next time".to_owned() };
    let own = UserContent { text_blocks: vec![Arc::new(block)], ..UserContent::default() };
    let note = SessionNote { last: Some(last), ..SessionNote::default() };
    let mut workspace = opened(TALL, note.clone());
    publish(&mut workspace, note, own);
    workspace.page_key(Key::L);
    assert!(field(&workspace, "Plan").ends_with("Sleeps on the side"), "{}", field(&workspace, "Plan"));
    workspace.click("Undo");
    assert!(!field(&workspace, "Plan").contains("Sleeps on the side"));
    workspace.h.get_by_role_and_label(Role::MultilineTextInput, "Plan").focus();
    workspace.settle();
    for (key, words) in [(Key::Num1, "See the shoes next time"), (Key::Num0, "Sleeps on the side")] {
        workspace.h.key_press_modifiers(Modifiers::COMMAND, key);
        workspace.settle();
        assert!(field(&workspace, "Plan").ends_with(words), "{}", field(&workspace, "Plan"));
    }
    workspace.click("Treatment tolerated well.");
    assert!(field(&workspace, "Assessment").ends_with("Treatment tolerated well."));
}

#[test]
fn a_signed_note_is_locked_and_added_to() {
    let mut workspace = opened(TALL, SessionNote::default());
    workspace.page_key(Key::S);
    workspace.type_in("Your name", "J. Example");
    workspace.page_key(Key::Enter);
    let (ticket, request) =
        workspace.sent().into_iter().find(|(_, request)| matches!(request, Request::Note(_))).unwrap();
    let Request::Note(NoteRequest::Sign(of, signed, by)) = request else { panic!("{request:?}") };
    assert!(of == id(31) && by == "J. Example" && signed.objective.contains("1. "));
    workspace.reply(ticket, Err(Failure::Storage(full_disk())));
    assert!(workspace.sees_part("is full. What is already kept is safe"), "said at its place");
    workspace.click("Sign and lock");
    let (ticket, _) = workspace.sent().remove(0);
    workspace.reply(ticket, Ok(Done::NoteSigned));
    let signed = SignedNote { at: at("2026-01-05T15:00:00Z"), by, text: *signed };
    let note = SessionNote { signed: vec![signed], ..SessionNote::default() };
    publish(
        &mut workspace,
        note.clone(),
        UserContent { signs_as: Some("J. Example".to_owned()), ..UserContent::default() },
    );
    assert!(workspace.sees_part("Signed by J. Example"));
    assert_eq!(workspace.h.query_all_by_role(Role::MultilineTextInput).count(), 0, "nothing is written in any more");
    workspace.page_key(Key::A);
    workspace.type_in("Addendum", "Sore for a day");
    workspace.click("Add it, signed");
    let asked = workspace.asked();
    let [Request::Note(NoteRequest::Add(_, added, by))] = asked.as_slice() else { panic!("{asked:?}") };
    assert_eq!((added.as_str(), by.as_str()), ("Sore for a day", "J. Example"));
    let addendum = Addendum { at: at("2026-01-06T08:00:00Z"), by: by.clone(), text: added.clone() };
    publish(&mut workspace, SessionNote { addenda: vec![addendum], ..note }, UserContent::default());
    assert!(workspace.sees("Sore for a day") && workspace.sees_part("Signed by J. Example"));
}

#[test]
fn a_note_is_written_out_after_it_is_saved() {
    let mut workspace = opened(TALL, SessionNote::default());
    workspace.page_key(Key::P);
    workspace.type_in("Folder", "/notes");
    workspace.click("Write the page");
    let asked = workspace.asked();
    let [Request::Note(NoteRequest::Save { .. }), Request::Note(NoteRequest::Export(of, folder))] = asked.as_slice()
    else {
        panic!("{asked:?}")
    };
    assert!(*of == id(31) && folder.to_string_lossy().ends_with("/notes"));
}

#[test]
fn sentences_and_templates_of_ones_own_are_made_and_deleted_with_a_way_back() {
    let mut workspace = opened(TALL, SessionNote::default());
    workspace.click("Your own sentences and templates…");
    workspace.type_in("Sentence", "See the shoes next time");
    workspace.click("Keep the sentence");
    let asked = workspace.asked();
    let [Request::Note(NoteRequest::SaveBlock(block))] = asked.as_slice() else { panic!("{asked:?}") };
    assert_eq!((block.part, block.text.as_str()), (NotePart::Plan, "See the shoes next time"));
    let own = UserContent { text_blocks: vec![Arc::new((**block).clone())], ..UserContent::default() };
    publish(&mut workspace, SessionNote::default(), own);
    workspace.click("Delete “P: See the shoes next time”");
    assert!(matches!(workspace.asked().as_slice(), [Request::Note(NoteRequest::SetBlockDeleted(_, true))]));
    workspace.click("Undo");
    let sent = workspace.sent();
    assert!(matches!(sent.as_slice(), [(_, Request::Note(NoteRequest::SetBlockDeleted(_, false)))]));
    for (ticket, _) in sent {
        workspace.reply(ticket, Ok(Done::TextBlockKept));
    }
    workspace.type_in("A new template", "Mine");
    workspace.click("Keep the template");
    assert!(
        matches!(workspace.asked().as_slice(), [Request::Note(NoteRequest::SaveTemplate(one))] if one.name == "Mine")
    );
}

#[test]
fn a_consent_that_was_not_noted_is_noted_from_the_sheet() {
    let mut workspace = opened(TALL, SessionNote::default());
    workspace.click("Note their consent to these areas");
    let asked = workspace.asked();
    let [Request::Note(NoteRequest::Consent(of, consent))] = asked.as_slice() else { panic!("{asked:?}") };
    assert_eq!((*of, consent.kind), (id(1), ConsentKind::Areas));
    assert!(consent.words.contains("Low back") && consent.since == at("2025-11-12T14:00:00Z"), "{consent:?}");
}

#[test]
fn a_text_of_another_computer_is_shown_put_into_the_note_or_put_away() {
    let written = at("2026-01-05T15:00:00Z");
    let note = SessionNote {
        draft: Some((written, text("mine"))),
        others: vec![(written, text("other"))],
        ..SessionNote::default()
    };
    let mut workspace = opened(TALL, note.clone());
    assert!(workspace.sees_part("Written on another computer") && workspace.sees("other subjective"));
    workspace.click("Put it into the note");
    assert_eq!(field(&workspace, "Plan"), "mine\nother");
    let (_, kept) = saved(&workspace.asked()).expect("saved at once");
    assert_eq!(kept.plan, "mine\nother");
    workspace.click("Undo");
    assert_eq!(field(&workspace, "Plan"), "mine");
    workspace.click("Put it away");
    let sent = workspace.sent();
    let put_away = |request: &Request, is: bool| matches!(request, Request::Note(NoteRequest::PutAway(_, away, is_away)) if **away == text("other") && *is_away == is);
    let (ticket, _) = sent.iter().find(|(_, request)| put_away(request, true)).expect("asked for");
    workspace.reply(*ticket, Ok(Done::NoteKept));
    publish(&mut workspace, SessionNote { others: Vec::new(), ..note }, UserContent::default());
    assert!(!workspace.sees_part("Written on another computer") && workspace.sees("The other text was put away"));
    workspace.click("Undo");
    assert!(workspace.asked().iter().any(|request| put_away(request, false)));
}

#[test]
fn an_addendum_that_is_being_written_is_kept_by_a_lock_and_gone_on_with() {
    let signed = SignedNote { at: at("2026-01-05T15:00:00Z"), by: "J. Example".to_owned(), text: text("one") };
    let note = SessionNote { signed: vec![signed], ..SessionNote::default() };
    let begun = |request: &Request| match request {
        Request::Note(NoteRequest::Begin { was, now, .. }) => Some((was.clone(), now.clone())),
        _ => None,
    };
    let of = |was: &str, now: &str| Some((was.to_owned(), now.to_owned()));
    for by_lock in [true, false] {
        let mut workspace = opened(TALL, note.clone());
        workspace.page_key(Key::A);
        workspace.type_in("Addendum", "Sore for a d");
        assert_eq!(workspace.asked().iter().find_map(begun), None, "not with every letter");
        if by_lock {
            let own = practice();
            let session = Some(Arc::new(SessionPage { note: note.clone(), ..record(31) }));
            workspace.publish(VaultSnapshot { vault: encrypted().vault, session, ..own });
            workspace.h.key_press_modifiers(Modifiers::COMMAND, Key::L);
            workspace.settle();
            let asked = workspace.asked();
            let place = asked.iter().position(|request| begun(request) == of("", "Sore for a d"));
            let locks = asked.iter().position(|request| matches!(request, Request::Lock));
            assert!(place.is_some() && place < locks, "{asked:?}");
        } else {
            workspace.h.state_mut().show(Page::Client(id(1)));
            workspace.settle();
            assert_eq!(workspace.asked().iter().find_map(begun), of("", "Sore for a d"));
        }
    }
    let mut workspace =
        opened(TALL, SessionNote { begun: vec![(at("2026-01-06T08:00:00Z"), "Sore for a d".to_owned())], ..note });
    assert!(workspace.sees_part("It is not signed"));
    workspace.click("Go on with it…");
    assert!(!workspace.sees_part("It is not signed"), "it stands in the field");
    workspace.type_in("Addendum", "ay");
    workspace.type_in("Your name", "J. Example");
    let asked = workspace.asked();
    let (was, now) = asked.iter().find_map(begun).expect("kept as its field was left");
    assert_eq!(was, "Sore for a d");
    workspace.click("Add it, signed");
    let asked = workspace.asked();
    let added = asked.iter().find_map(|request| match request {
        Request::Note(NoteRequest::Add(_, added, _)) => Some(added.clone()),
        _ => None,
    });
    assert_eq!(added, Some(now), "{asked:?}");
}

#[test]
fn nothing_of_an_erased_clients_note_stays_in_the_window() {
    let mut workspace = opened(TALL, SessionNote::default());
    workspace.type_in("Plan", "Secretword");
    workspace.page_key(Key::Escape);
    let (ticket, _) = workspace.sent().remove(0);
    workspace.reply(ticket, Err(Failure::Storage(full_disk())));
    workspace.h.state_mut().show(Page::Client(id(1)));
    workspace.settle();
    assert!(workspace.h.state().held().contains("Secretword"), "what is not in the vault yet is kept");
    workspace.click("Erase for good…");
    workspace.click("Erase for good");
    workspace.publish(VaultSnapshot { vault: practice().vault, ..VaultSnapshot::default() });
    assert!(!workspace.h.state().held().contains("Secretword"));
}
