//! Widgets by role and label.
