//! The edits of steps, gathered while they are drawn and applied afterwards.

use std::collections::BTreeSet;

use egui::{DragAndDrop, Modifiers, Ui};

use super::Carried;
use super::doc::{Doc, Focus};
use super::editor::Wrote;
use holdwell_library::Library;
use holdwell_library::edit::{Draft, Key};
use holdwell_model::Group;

/// One edit of the steps.
#[derive(Debug)]
pub(super) enum StepEdit {
    Press(Key, Modifiers),
    Tick(Key),
    /// The arrows go on to this step.
    Go(Key, Modifiers),
    Carry(Key),
    Drop(usize, Carried),
    Group(Group),
    Ungroup(String),
    Set(Wrote),
    /// Ends a change: the next typing is another one.
    Rest,
    Height(Key, f32),
}

impl StepEdit {
    pub(super) fn apply(self, doc: &mut Doc, library: &Library, ui: &Ui) {
        match self {
            Self::Press(key, modifiers) if modifiers.shift => doc.choose_to(key),
            Self::Press(key, modifiers) if modifiers.command => doc.toggle(key),
            Self::Press(key, _) => {
                let folded = doc.document.is_folded(key);
                doc.document.fold_or_open(key);
                doc.writes = folded.then_some(key);
                doc.choose(key);
                doc.goes_to = Some((key, Focus::Leaves));
            }
            Self::Tick(key) => doc.toggle(key),
            Self::Go(key, modifiers) => {
                if modifiers.shift {
                    doc.choose_to(key);
                } else {
                    doc.choose(key);
                }
                doc.goes_to = Some((key, Focus::Takes));
            }
            Self::Carry(key) => {
                if !doc.chosen.contains(&key) {
                    doc.choose(key);
                }
                DragAndDrop::set_payload(ui.ctx(), Carried::Steps(doc.chosen_now()));
            }
            Self::Drop(at, Carried::Position(id)) => {
                let key = doc.document.edit(|draft| draft.add_position(at, &id, library));
                doc.choose_all(key.as_slice(), Focus::Leaves);
            }
            Self::Drop(at, Carried::Steps(keys)) => doc.document.edit(|draft| draft.move_to(&keys, at)),
            Self::Group(group) => doc.document.edit(|draft| draft.set_group(group)),
            Self::Ungroup(id) => ungroup(doc, &id),
            Self::Set(wrote) => write(doc, &wrote, library),
            Self::Rest => doc.document.rest(),
            Self::Height(key, height) => {
                doc.heights.insert(key, height);
                ui.ctx().request_discard("an open step has another height");
            }
        }
        ui.ctx().request_repaint();
    }
}

/// Writes a change; all typing into one field counts as one.
fn write(doc: &mut Doc, Wrote { sets, field }: &Wrote, library: &Library) {
    let change = |draft: &mut Draft| {
        for (key, set) in sets {
            draft.set(&BTreeSet::from([*key]), set, library);
        }
    };
    match *field {
        Some(field) => doc.document.write(field, change),
        None => doc.document.edit(change),
    }
}

fn ungroup(doc: &mut Doc, id: &str) {
    let entries = doc.document.draft().entries().iter();
    let members = entries.filter(|entry| entry.step.group.as_deref() == Some(id));
    let keys: BTreeSet<Key> = members.map(|entry| entry.key).collect();
    doc.document.edit(|draft| draft.ungroup(&keys));
}
