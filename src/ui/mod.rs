//! The window: theme, widgets and, on top of them, the screens.

pub mod icons;
#[cfg(test)]
pub mod testing;
pub mod theme;
pub mod widgets;
