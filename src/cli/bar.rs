//! The progress of long work.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

/// A bar of this length. Shown only on a terminal, and only where it takes a while.
pub(super) fn bar(length: u64) -> ProgressBar {
    let style = ProgressStyle::with_template("{wide_bar} {percent} %").unwrap_or_else(|_| ProgressStyle::default_bar());
    let bar = ProgressBar::new(length).with_style(style);
    bar.enable_steady_tick(Duration::from_millis(500));
    bar
}
