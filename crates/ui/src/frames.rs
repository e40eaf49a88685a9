//! Frames that were seen.

use egui::Context;

/// Counts the frames of a window from the first on. A frame may take several passes before anything of it is seen.
#[derive(Debug, Default)]
pub(crate) struct Frames {
    first: Option<u64>,
    last: Option<u64>,
}

impl Frames {
    /// Returns the number of frames that were seen before this one; `None` in a later pass of the same frame.
    pub(crate) fn shown(&mut self, ctx: &Context) -> Option<u64> {
        let frame = ctx.cumulative_frame_nr();
        let before = frame - *self.first.get_or_insert(frame);
        (self.last.replace(frame) != Some(frame)).then_some(before)
    }
}
