//! A late entry that is being written: kept over a lock, and gone with its client.

use std::sync::Arc;

use egui::Role;
use egui_kittest::kittest::Queryable as _;
use holdwell_store::{ClientPage, Done, Draft, Request, UserContent, VaultSnapshot};

use super::practice::{encrypted, id, locked, page, practice};
use super::workspace::Workspace;
use crate::screen::Page;

const TALL: [f32; 2] = [1280.0, 4000.0];

#[test]
fn a_late_entry_that_is_being_written_is_there_again_after_the_lock() {
    let kept = || VaultSnapshot { vault: encrypted().vault, ..practice() };
    let mut workspace = Workspace::new(TALL);
    workspace.publish(kept());
    workspace.h.state_mut().show(Page::Late(Some(id(1))));
    workspace.settle();
    workspace.type_in("Remark to the session", "Power cut");
    workspace.asked();
    workspace.sit(11 * 60_000);
    let asked = workspace.asked();
    let drafts = asked.iter().filter_map(|request| match request {
        Request::KeepDraft(draft) => Some(Arc::new((**draft).clone())),
        _ => None,
    });
    let own = UserContent { drafts: drafts.collect(), ..UserContent::default() };
    assert!(own.drafts.len() == 1 && matches!(asked.last(), Some(Request::Lock)), "{asked:?}");
    workspace.publish(locked(0, None));
    assert!(!workspace.h.state().held().contains("Power cut"));
    let own = Arc::new(own);
    workspace.publish(VaultSnapshot { own: Arc::clone(&own), ..kept() });
    workspace.h.state_mut().show(Page::Late(Some(id(1))));
    workspace.settle();
    let field = workspace.h.get_by_role_and_label(Role::MultilineTextInput, "Remark to the session");
    assert_eq!(field.value().as_deref(), Some("Power cut"));
    // Another client's is another.
    workspace.h.state_mut().show(Page::Late(None));
    workspace.settle();
    let field = workspace.h.get_by_role_and_label(Role::MultilineTextInput, "Remark to the session");
    assert_eq!(field.value().as_deref(), Some(""));
    workspace.h.state_mut().show(Page::Late(Some(id(1))));
    workspace.settle();
    workspace.asked();
    workspace.click("Leave it");
    assert!(matches!(workspace.asked().as_slice(), [Request::DropDraft(id)] if *id == own.drafts[0].routine));
    workspace.h.state_mut().show(Page::Late(Some(id(1))));
    workspace.settle();
    let field = workspace.h.get_by_role_and_label(Role::MultilineTextInput, "Remark to the session");
    assert_eq!(field.value().as_deref(), Some(""), "it was given up");
}

#[test]
fn a_late_entry_is_forgotten_with_its_client() {
    let mut workspace = Workspace::new(TALL);
    workspace.publish(VaultSnapshot { vault: encrypted().vault, ..practice() });
    workspace.h.state_mut().show(Page::Late(Some(id(1))));
    workspace.settle();
    workspace.type_in("Remark to the session", "Power cut");
    workspace.h.state_mut().show(Page::Client(id(1)));
    workspace.settle();
    workspace.click("Erase for good…");
    workspace.click("Erase for good");
    assert!(!workspace.h.state().held().contains("Power cut"));
}

/// The vault with a draft that was begun on the page of a client, in which this client is chosen.
fn begun_for(of: u32, chosen: Option<u32>) -> Arc<UserContent> {
    let client = id(of);
    let late = serde_json::to_value(holdwell_editing::late::LateDraft {
        remark: "Power cut".to_owned(),
        ..holdwell_editing::late::LateDraft::new(chosen.map(id), &"2026-01-02T15:00[Europe/London]".parse().unwrap())
    });
    let whole = serde_json::json!({ "late": late.unwrap(), "of": client });
    let draft = Arc::new(Draft { routine: format!("late-entry-{client}"), whole });
    Arc::new(UserContent { drafts: vec![draft], ..UserContent::default() })
}

fn remark(workspace: &Workspace) -> Option<String> {
    workspace.h.get_by_role_and_label(Role::MultilineTextInput, "Remark to the session").value()
}

#[test]
fn what_was_begun_for_one_who_is_another_now_is_on_that_ones_page() {
    for chosen in [Some(77), Some(3), None] {
        let mut workspace = Workspace::new(TALL);
        let also = vec![(id(77), "M. Berg".to_owned())];
        let client = Some(Arc::new(ClientPage { also, ..page() }));
        let kept = VaultSnapshot { client, own: begun_for(77, chosen), ..practice() };
        workspace.publish(kept.clone());
        workspace.h.state_mut().show(Page::Late(Some(id(1))));
        workspace.settle();
        assert_eq!(remark(&workspace).as_deref(), Some("Power cut"));
        assert_eq!(workspace.sees("Maria Berg"), chosen == Some(77), "whose it is is said");
        // The vault shows the client who was chosen in it.
        let client = kept.client.clone().filter(|_| chosen == Some(77));
        workspace.publish(VaultSnapshot { client, ..kept });
        workspace.settle();
        assert_eq!(remark(&workspace).as_deref(), Some("Power cut"), "it stays");
        workspace.asked();
        workspace.click("Leave it");
        let asked = workspace.asked();
        assert!(
            matches!(asked.as_slice(), [Request::DropDraft(draft)] if draft.ends_with(&id(77).to_string())),
            "{asked:?}"
        );
    }
}

#[test]
fn what_is_entered_takes_its_draft_along() {
    let mut workspace = Workspace::new(TALL);
    workspace.publish(VaultSnapshot { own: begun_for(1, Some(1)), ..practice() });
    workspace.h.state_mut().show(Page::Late(Some(id(1))));
    workspace.settle();
    workspace.type_in("Remark to the session", " again");
    workspace.asked();
    workspace.click("Enter the session");
    let sent = workspace.sent();
    let [(ticket, Request::EnterSession(late))] = sent.as_slice() else { panic!("no draft is kept of it: {sent:?}") };
    assert!(late.draft.as_deref().is_some_and(|draft| draft.ends_with(&id(1).to_string())));
    assert!(late.remark.contains("again"));
    workspace.reply(*ticket, Ok(Done::SessionEntered));
    assert!(workspace.asked().is_empty(), "the vault has dropped it");
}
