//! The choice of a face: the desk face while the mouse is used, the room face some time after.

use std::time::Duration;

use egui::{Context, Id, Pos2};

use crate::widgets::{DESK_SECS, ROOM_SECS, fade};

/// The two faces.
#[derive(Debug, Default)]
pub(super) struct Face {
    shown: Shown,
    mouse: Option<Pos2>,
    moved: f64,
    /// The time at which the mouse brought the desk face back, until a click can mean one of its buttons.
    woken: Option<f64>,
    /// Set where a key has opened something that the desk face has to show.
    is_opened: bool,
}

/// The time that a button has to be there before a click can mean it, in seconds.
const UNSEEN_SECS: f64 = 0.4;

/// The face that is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Shown {
    #[default]
    Desk,
    Room,
}

impl Face {
    /// Begins with the desk face, where whoever has just pressed Start looks for the keys.
    pub(super) fn wake(&mut self, ctx: &Context) {
        self.shown = Shown::Desk;
        self.moved = ctx.input(|input| input.time);
        self.mouse = ctx.input(|input| input.pointer.latest_pos());
    }

    /// Keeps the desk face, because a key has opened something that it has to show.
    pub(super) const fn stay(&mut self) {
        self.is_opened = true;
    }

    /// Follows the mouse: the room face comes `after_secs` without it, unless the desk face is in use.
    pub(super) fn look(&mut self, ctx: &Context, after_secs: i64, is_in_use: bool) {
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
        if is_in_use || std::mem::take(&mut self.is_opened) {
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

    /// Says if a click means none of the buttons: on the room face, and while the desk face has only just come, until a
    /// press that began then has ended.
    pub(super) fn covers_buttons(&mut self, ctx: &Context) -> bool {
        let (time, busy) = ctx.input(|input| (input.time, input.pointer.any_down() || input.pointer.any_released()));
        self.woken = self.woken.filter(|woken| busy || time - woken < UNSEEN_SECS);
        !self.is_desk() || self.woken.is_some()
    }

    pub(super) const fn shown(&self) -> Shown {
        self.shown
    }

    pub(super) fn is_desk(&self) -> bool {
        self.shown == Shown::Desk
    }

    /// Returns the opacity of the desk face, which comes at once and goes slowly.
    pub(super) fn desk_share(&self, ctx: &Context) -> f32 {
        let (target, secs) = if self.is_desk() { (1.0, DESK_SECS) } else { (0.0, ROOM_SECS) };
        fade(ctx, Id::unique("session face"), target, secs)
    }
}
