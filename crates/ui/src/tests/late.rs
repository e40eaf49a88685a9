//! A late entry that is being written: kept over a lock, and gone with its client.

use std::sync::Arc;

use egui::Role;
use egui_kittest::kittest::Queryable as _;
use holdwell_store::{Request, UserContent, VaultSnapshot};

use super::practice::{encrypted, id, locked, practice};
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
