//! The window by role and label, over a conductor that is stepped by hand.

mod bench;
mod layout;
mod pages;
mod session;
