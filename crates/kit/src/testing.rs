//! The one way to set up a window for a test: no display, virtual time, our look on.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

use egui::{Ui, Vec2};
use egui_kittest::{Harness, HarnessBuilder};
use holdwell_app::settings::Look;

use crate::theme::Theme;

/// The virtual time of one step, in seconds. Nothing waits for it.
pub const STEP_SECS: f32 = 0.1;

/// Creates a builder with everything set, for an `eframe` app (`build_eframe`) or a state of one's own
/// (`build_ui_state`).
///
/// `run` steps until nothing asks for another frame, and fails after a hundred: a screen that never rests is a bug.
pub fn builder<State>(size: impl Into<Vec2>) -> HarnessBuilder<State> {
    HarnessBuilder::default()
        .with_size(size)
        .with_step_dt(STEP_SECS)
        .with_max_steps(100)
        .with_context_setup(|ctx| Theme::new(Look::Dark).apply(ctx))
}

/// Creates a window of this size around a few widgets.
pub fn harness<'a>(size: impl Into<Vec2>, app: impl FnMut(&mut Ui) + 'a) -> Harness<'a> {
    builder(size).build_ui(app)
}

/// Steps until nothing asks for a frame within the next second, so that fades have ended; returns the number of steps.
/// A screen that does not rest within a hundred takes for ever.
///
/// `Harness::run` stops at the first frame that is not asked for at once, and fades ask for theirs a little later.
pub fn settle<State>(harness: &mut Harness<'_, State>) -> usize {
    for steps in 1..=100 {
        harness.step();
        let next = harness.output().viewport_output.values().map(|output| output.repaint_delay).min();
        if next.is_none_or(|delay| delay >= Duration::from_secs(1)) {
            return steps;
        }
    }
    usize::MAX
}

/// The answers of widgets, noted from inside the closure that draws them.
#[derive(Debug, Clone, Default)]
pub struct Notes(Rc<RefCell<Vec<String>>>);

impl Notes {
    /// Notes a word.
    pub fn note(&self, word: impl Into<String>) {
        self.0.borrow_mut().push(word.into());
    }

    /// Returns the notes since the last call.
    pub fn take(&self) -> Vec<String> {
        self.0.take()
    }
}
