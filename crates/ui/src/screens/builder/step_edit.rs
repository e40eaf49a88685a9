//! The edits of steps, gathered while they are drawn and applied afterwards.

use egui::{DragAndDrop, Id, Modifiers, Ui};

use super::Carried;
use super::steps::row_id;
use holdwell_editing::{Focus, OpenRoutine, StepsChange};
use holdwell_library::Library;
use holdwell_library::edit::Key;
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
    Set(StepsChange),
    /// Steps that leave their time to the library take the one that it has now.
    Follow,
    /// Something in the fields of a step cannot be read, or can again.
    Unread(Key, Option<String>),
    /// Ends a change: the next typing is another one.
    Rest,
    Height(Key, f32),
}

impl StepEdit {
    pub(super) fn apply(self, doc: &mut OpenRoutine, library: &Library, ui: &Ui) {
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
            Self::Follow => doc.document.edit(|draft| draft.follow(library)),
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
            Self::Ungroup(id) => doc.ungroup(&id),
            Self::Set(change) => change.apply(doc, library),
            Self::Unread(key, Some(why)) => drop(doc.unread.insert(key, why)),
            Self::Unread(key, None) => drop(doc.unread.remove(&key)),
            Self::Rest => doc.document.rest(),
            Self::Height(key, height) => {
                ui.data_mut(|data| data.insert_temp(height_id(doc.id(), key), height));
                ui.ctx().request_discard("an open step has another height");
            }
        }
        ui.ctx().request_repaint();
    }
}

/// Returns the place in egui's memory where the height of an open step stands, as last drawn.
pub(super) fn height_id(doc: &str, key: Key) -> Id {
    row_id(doc, key).with("height")
}
