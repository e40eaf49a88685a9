//! The sound of Holdwell without a sound card: every test drives the real mixer by hand.

mod desk;
mod mixer;
