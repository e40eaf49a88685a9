//! Which face is shown: the desk face while the mouse is used, the room face some time after.

use std::time::Duration;

use egui::{Context, Id, Pos2};

use crate::widgets::{DESK_SECS, ROOM_SECS, fade};

/// The two faces.
#[derive(Debug, Default)]
pub(super) struct Face {
    shown: Shown,
    mouse: Option<Pos2>,
    moved: f64,
    /// When the mouse brought the desk face back, until a click can mean one of its buttons.
    woken: Option<f64>,
    /// A key has opened something that the desk face has to show.
    opened: Opened,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Opened {
    #[default]
    Nothing,
    Something,
}

/// What has not been there this long cannot be meant.
const UNSEEN_SECS: f64 = 0.4;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Shown {
    #[default]
    Desk,
    Room,
}

/// Whether something on the desk face is in use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Busy {
    Yes,
    No,
}

impl Face {
    /// Begins with the desk face, where whoever has just pressed Start looks for the keys.
    pub(super) fn wake(&mut self, ctx: &Context) {
        self.shown = Shown::Desk;
        self.moved = ctx.input(|input| input.time);
        self.mouse = ctx.input(|input| input.pointer.latest_pos());
    }

    /// Something was opened by a key that the desk face has to show.
    pub(super) const fn stay(&mut self) {
        self.opened = Opened::Something;
    }

    /// Looks at the mouse. A busy desk face stays.
    pub(super) fn look(&mut self, ctx: &Context, after_secs: i64, busy: Busy) {
        let (time, mouse) = ctx.input(|input| (input.time, input.pointer.latest_pos()));
        let pressed = ctx.input(|input| input.pointer.any_down());
        if mouse.is_some() && mouse != self.mouse && self.mouse.is_some() || (pressed && self.is_desk()) {
            self.moved = time;
            if self.shown == Shown::Room {
                self.woken = Some(time);
                ctx.request_repaint_after(Duration::from_millis(450));
            }
            self.shown = Shown::Desk;
        }
        self.mouse = mouse.or(self.mouse);
        if busy == Busy::Yes || std::mem::take(&mut self.opened) == Opened::Something {
            self.moved = time;
            self.shown = Shown::Desk;
        }
        if after_secs == 0 {
            self.shown = Shown::Desk;
            return;
        }
        let left = self.moved + after_secs as f64 - time;
        if left <= 0.0 {
            self.shown = Shown::Room;
        } else if self.is_desk() {
            ctx.request_repaint_after(Duration::from_millis((left * 1000.0) as u64 + 10));
        }
    }

    /// Whether a click means none of the buttons: on the room face, and while the desk face has only just come, until
    /// a press that began then has ended.
    pub(super) fn covers_buttons(&mut self, ctx: &Context) -> bool {
        let (time, busy) = ctx.input(|input| (input.time, input.pointer.any_down() || input.pointer.any_released()));
        self.woken = self.woken.filter(|woken| busy || time - woken < UNSEEN_SECS);
        !self.is_desk() || self.woken.is_some()
    }

    pub(super) fn is_desk(&self) -> bool {
        self.shown == Shown::Desk
    }

    /// How much of the desk face is there: it comes at once, and goes slowly.
    pub(super) fn desk_share(&self, ctx: &Context) -> f32 {
        let (target, secs) = if self.is_desk() { (1.0, DESK_SECS) } else { (0.0, ROOM_SECS) };
        fade(ctx, Id::unique("session face"), target, secs)
    }
}
