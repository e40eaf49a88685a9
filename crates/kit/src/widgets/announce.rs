//! The one line that a screen reader says aloud by itself: the phase, what a press did, what went wrong.
//!
//! egui has no interface for live regions (egui#2647), so one node of the accessibility tree is written by hand.
//! The tree is built anew in every frame; hence [`show`] once a frame, whatever the screen.

use egui::accesskit::{Live, Role};
use egui::{Context, Id};

fn id() -> Id {
    Id::unique("holdwell live status")
}

/// Says a sentence at the next frame.
pub fn say(ctx: &Context, words: impl Into<String>) {
    let words = words.into();
    let same = ctx.data(|data| data.get_temp::<String>(id())).as_deref() == Some(words.as_str());
    // Only a change is spoken. The same words again, as after two undos, differ by a mark that nobody sees or hears.
    let words = if same { words + "\u{200B}" } else { words };
    ctx.data_mut(|data| data.insert_temp(id(), words));
    ctx.request_repaint();
}

/// Returns the sentence that was said last.
pub fn said(ctx: &Context) -> String {
    ctx.data(|data| data.get_temp::<String>(id())).unwrap_or_default()
}

/// Drops the last sentence, as a vault is locked.
pub fn forget(ctx: &Context) {
    ctx.data_mut(|data| data.remove::<String>(id()));
}

/// Puts the node into this frame's tree. Call it once in every frame.
pub fn show(ctx: &Context) {
    let words = said(ctx);
    ctx.accesskit_node_builder(id(), |node| {
        node.set_role(Role::Status);
        node.set_live(Live::Polite);
        node.set_label(words.as_str());
        node.set_value(words);
    });
}
