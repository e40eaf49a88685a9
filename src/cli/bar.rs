//! The progress of long work.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

/// Creates a bar of this length. It shows only on a terminal, and only where the work takes a while.
pub(super) fn bar(length: u64) -> ProgressBar {
    let style = ProgressStyle::with_template("{wide_bar} {percent} %").unwrap_or_else(|_| ProgressStyle::default_bar());
    let bar = ProgressBar::new(length).with_style(style);
    bar.enable_steady_tick(Duration::from_millis(500));
    bar
}
